from dataclasses import replace

import pytest

from parley.annotate.attribution.proposed import LEAST, NESTED
from parley.annotate.attributions import attributions
from parley.annotate.cast import cast
from parley.annotate.parse import Parse, Proposal, Range
from parley.annotate.stages import parsed
from parley.annotate.tokens import tokenize
from parley.reading import Attribution
from tests.annotate.told import report_of


def parse_of(text: str) -> Parse:
    report = report_of(text)
    return parsed(report, [token for block in report.blocks for token in tokenize(text, block.start, block.end)])


def place(parse: Parse, words: str) -> Range:
    start = parse.report.text.index(words)
    return parse.at(start), parse.at(start + len(words))


def read(
    text: str, cue: str, source: str | None, content: tuple[str, ...], *, sure: float = 0.99
) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    """Attributions of a text to which one proposal was added, as words."""
    parse = parse_of(text)
    whose = place(parse, source) if source else None
    one = Proposal(place(parse, cue), whose, tuple(place(parse, each) for each in content), sure)
    found = replace(parse, proposals=(one,))
    return [shown(parse, row) for row in attributions(found, cast(found), ())]


def shown(parse: Parse, row: Attribution) -> tuple[str | None, str | None, tuple[str, ...]]:
    text = parse.report.text
    words = [text[span.start : span.end] if span else None for span in (row.source, row.cue)]
    return words[0], words[1], tuple(text[span.start : span.end] for span in row.content)


ODD = "The harbour council is dead set against longer shifts."


def test_a_proposal_is_taken_where_the_rules_find_nothing() -> None:
    assert attributions(parse_of(ODD), cast(parse_of(ODD)), ()) == ()
    assert read(ODD, "is dead set against", "The harbour council", ("longer shifts",)) == [
        ("The harbour council", "is dead set against", ("longer shifts",))
    ]


@pytest.mark.parametrize("sure", [0.1, LEAST["speaks", True] - 0.01])
def test_an_unsure_one_is_not(sure: float) -> None:
    assert read(ODD, "is dead set against", "The harbour council", ("longer shifts",), sure=sure) == []


def test_the_rules_keep_their_spans() -> None:
    text = "Anna Berg said the port would close."
    ((source, cue, content),) = read(text, "said", "Berg", ("the port",))
    assert (source, cue, content) == ("Anna Berg", "said", ("the port would close",))


def test_a_nested_one_must_be_surer() -> None:
    text = "Anna Berg said the council is dead set against longer shifts."
    proposal = ("is dead set against", "the council", ("longer shifts",))
    assert len(read(text, *proposal, sure=NESTED - 0.01)) == 1
    outer, inner = read(text, *proposal, sure=NESTED)
    assert outer[1] == "said"
    assert inner == ("the council", "is dead set against", ("longer shifts",))


def test_marks_at_the_ends_of_a_content_are_left_out() -> None:
    ((_, _, content),) = read(ODD, "is dead set against", "The harbour council", ("longer shifts.",))
    assert content == ("longer shifts",)


def test_without_source_and_known_word_none_is_taken() -> None:
    assert read("A breakthrough is on the cards.", "is on the cards", None, ("A breakthrough",)) == []


def test_a_verb_group_is_kept_together() -> None:
    text = "The harbour council does not countenance longer shifts."
    found = read(text, "does not", "The harbour council", ("countenance longer shifts",), sure=1.0)
    assert found == [("The harbour council", "does not countenance", ("longer shifts",))]


def test_marks_alone_are_left_to_the_rules() -> None:
    assert read("The harbour council / longer shifts.", "/", "The harbour council", ("longer shifts",), sure=1.0) == []
