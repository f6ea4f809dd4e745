from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.braces import line_of, stripped
from corpus.marks import Event, MarkError, Mention, Time, named, read

PLAIN = st.text(st.characters(exclude_characters="{}"), max_size=12)
LABELS = st.from_regex(r"\A(?:s[1-9]@[a-z]+|c[1-9]!?|x[1-9]|@[a-z]+|t=20\d\d)\Z")


@dataclass(frozen=True)
class Node:
    """Words, or a label with what stands inside its mark."""

    text: str
    label: str | None = None
    inside: tuple["Node", ...] = ()

    @property
    def plain(self) -> str:
        return self.text if self.label is None else "".join(node.plain for node in self.inside)

    @property
    def marked(self) -> str:
        if self.label is None:
            return self.text
        return f"{{{self.label}|{''.join(node.marked for node in self.inside)}}}"


def nodes(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(Node, st.just(""), LABELS, st.lists(children, max_size=4).map(tuple))


TREES = st.lists(st.recursive(PLAIN.map(Node), nodes, max_leaves=12), max_size=5)


def places(trees: Sequence[Node], start: int = 0) -> list[tuple[str, int, int]]:
    """Labels with their bounds, in the order in which they open."""
    found: list[tuple[str, int, int]] = []
    for node in trees:
        if node.label is not None:
            found.append((node.label, start, start + len(node.plain)))
            found += places(node.inside, start)
        start += len(node.plain)
    return found


@given(TREES)
def test_a_text_with_marks_put_in_comes_out_as_it_went_in_and_spans_hold(trees: list[Node]) -> None:
    text, marks = stripped("".join(node.marked for node in trees))
    assert text == "".join(node.plain for node in trees)
    assert [(mark.label, mark.start, mark.end) for mark in marks] == places(trees)


@given(PLAIN, PLAIN.filter(str.strip), PLAIN)
def test_a_mention_lies_inside_its_mark_and_only_its_ends_are_trimmed(before: str, words: str, after: str) -> None:
    found = read(f"{before}{{@anna|{words}}}{after}")
    assert found.text == before + words + after
    (mention,) = found.mentions
    inside = found.text[mention.start : mention.end]
    assert inside
    assert len(before) <= mention.start < mention.end <= len(before) + len(words)
    assert words.strip().startswith(inside)
    assert words.strip()[len(inside) :].strip() in {"", ".", ",", ";", ",.", ";."}


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_by_a_mark_error(text: str) -> None:
    with suppress(MarkError):
        assert "{" not in read(text).text


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_what_every_mark_says() -> None:
    found = read(
        "{s1,2@anna|Anna Roke, the chair,} {c1:demands/quota!|has not asked for} {x1|{@crews|their} boats} "
        "{t=2034-03-02|on Thursday} and {c2|hopes} {x2|to {e:CONSULT:planned:anna+bo>crews@selka|meet}}. "
        "{c3@bo|It was said} {x3|so}."
    )
    first, second, third = found.attributions
    words = found.text.__getitem__
    assert [words(slice(*span)) for span in first.sources] == ["Anna Roke, the chair,"]
    assert (first.speaker, first.stance, first.issue, first.negated) == ("anna", "demands", "quota", True)
    assert second.sources == first.sources
    assert (second.speaker, second.stance, second.negated) == ("anna", None, False)
    assert (third.sources, third.speaker) == ((), "bo")
    assert found.mentions == (Mention("anna", 0, 21), Mention("crews", *at(found.text, "their")))
    assert found.times == (Time("2034-03-02", *at(found.text, "on Thursday")),)
    met = Event("CONSULT", "planned", ("anna", "bo"), ("crews",), "selka", *at(found.text, "meet"))
    assert found.events == (met,)


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("“{x1|The boat sails},” {s1|she} {c1|said}.", ["“The boat sails,”"]),
        ("{x1|“The boat sails,”} {s1|she} {c1|said}.", ["“The boat sails,”"]),
        ("''{x1|The boat sails}'' {c1|said} {s1|she}.", ["''The boat sails''"]),
        ("»{x1|Nein}«, {c1|sagte} {s1|sie}.", ["»Nein«"]),
        ("{s1|She} {c1|wants} {x1|a boat.}", ["a boat"]),
        ("{s1|She} {c1|asked} {x1|for Acme Ltd.}", ["for Acme Ltd."]),
        ("{s1|She} {c1|trailed off}: {x1|so then...}", ["so then..."]),
        ("{x1|Boats}, {s1|she} {c1|said}, {x1|sail;}", ["Boats", "sail"]),
    ],
)
def test_contents_begin_and_end_as_the_guidelines_say(marked: str, content: list[str]) -> None:
    found = read(marked)
    assert [found.text[slice(*span)] for span in found.attributions[0].content] == content


def test_a_source_keeps_the_second_comma_of_a_pair_and_no_other() -> None:
    found = read("{s1|Roke, the chair}, {c1|said} {x1|so}. {s2|Roke}, {c2|said} {x2|so}.")
    assert [found.text[slice(*one.sources[0])] for one in found.attributions] == ["Roke, the chair,", "Roke"]


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("a\nb {x1|c", "line 2: the mark 'x1' is not closed"),
        ("a\nb} c", "line 2: a closing brace too many: 'a\\nb}'"),
        ("a { b", "line 1: a mark without a label"),
        ("a {b\n|c}", "line 1: a mark without a label"),
        ("{a{b|c}|d}", "line 1: a mark without a label"),
        ("{" + "s" * 200 + "|b}", "line 1: a mark without a label"),
        ("a\n\n{x1| }", "line 3: the mark 'x1' holds no words"),
        ("a\n{y1|b}", "line 2: unknown label 'y1'"),
        ("{c1:|b} {x1|c}", "unknown label"),
        ("{c1|b} {c1|b} {x1|c}", "attribution 1 has two cues"),
        ("{s4|b} {c4|c}", "attribution 4 has no content"),
        ("{c1:open:wary|b} {x1|c}", "line 1: the cue of attribution 1 carries ':' twice"),
        ("{s1@a|d} {c1@b|b} {x1|c}", "attribution 1 has several speakers: a, b"),
    ],
)
def test_marks_that_cannot_be_read_are_named_with_their_line(marked: str, told: str) -> None:
    with pytest.raises(MarkError) as caught:
        read(marked)
    assert told in str(caught.value)


def test_lines_are_counted_from_the_line_on_which_the_text_begins() -> None:
    assert line_of("a\nb", 2, 6) == 7
    with pytest.raises(MarkError, match="line 7: "):
        read("a\n{x1|b", 6)


def test_names_are_found_as_whole_words_the_longest_first_outside_marked_bounds() -> None:
    names = {"Roke": "anna", "Anna Roke": "anna", "Selka": "selka"}
    text = "Anna Roke of Selka met Roker and Roke's son."
    assert list(named(text, names, ())) == [Mention("anna", 0, 9), Mention("selka", 13, 18), Mention("anna", 33, 37)]
    assert list(named(text, names, [Mention("other", 13, 18)])) == [Mention("anna", 0, 9), Mention("anna", 33, 37)]
    assert list(named(text, {}, ())) == []
