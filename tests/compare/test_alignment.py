"""Wordings laid word by word against the first: what is kept, left out, put in and exchanged, by spans."""

from hypothesis import given
from hypothesis import strategies as st

from parley.compare.alignment import LONGEST, aligned, placed
from parley.compare.resolve import resolve
from parley.compare.statements import statements
from parley.report import Span
from tests.compare.build import Draft


def laid(first: str, other: str) -> list[tuple[str, str, str]]:
    one, two = Draft("a", first).reading(), Draft("b", other).reading()
    texts = {"a": one.report, "b": two.report}
    whole = [[Span(name, 0, len(texts[name].text))] for name in ("a", "b")]
    return [
        (
            run.kind,
            " … ".join(texts["a"].quote(span) for span in run.first),
            " … ".join(texts["b"].quote(span) for span in run.here),
        )
        for run in aligned(placed(one, whole[0]), placed(two, whole[1]))
    ]


def test_kept_left_out_and_exchanged_words() -> None:
    assert laid("We will not sell the quay twice", "We shall not sell the quay") == [
        ("kept", "We", "We"),
        ("exchanged", "will", "shall"),
        ("kept", "not sell the quay", "not sell the quay"),
        ("left out", "twice", ""),
    ]


def test_words_that_are_put_in() -> None:
    assert laid("We sold the quay", "We sold the old quay")[1] == ("put in", "", "old")


def test_capitals_and_marks_are_no_difference_and_other_words_have_no_alignment() -> None:
    assert laid("We sold the quay.", "we sold, the quay") == []
    assert laid("We sold the quay", "Nobody came") == []
    assert laid("word " * (LONGEST + 1), "word") == []


def test_words_on_both_sides_of_the_reporting_clause_have_a_span_each() -> None:
    draft = Draft("b", "“We sold the quay,” she said, “and the crane”.")
    pieces = [draft.span("We sold the quay"), draft.span("and the crane")]
    first = Draft("a", "We sold the quay and the crane and the lock")
    runs = aligned(placed(first.reading(), [Span("a", 0, len(first.text))]), placed(draft.reading(), pieces))
    assert [(run.kind, run.here) for run in runs] == [("kept", tuple(pieces)), ("left out", ())]


def test_a_cut_quotation_of_a_statement_is_laid_against_the_first() -> None:
    def said(name: str, words: str) -> Draft:
        draft = Draft(name, f"“{words},” said Oda Venn.")
        draft.said(draft.person("Oda Venn"), words, source="Oda Venn", cue="said")
        return draft

    drafts = said("a", "We will not sell the northern quay twice"), said("b", "We will not sell the northern quay")
    readings = [draft.reading() for draft in drafts]
    (statement,) = statements(readings, resolve(readings))
    assert [run.kind for run in statement.wordings[1].alignment] == ["kept", "left out"]
    assert statement.wordings[0].alignment == ()


words = st.lists(st.sampled_from(["quay", "lock", "barge"]), min_size=1, max_size=12).map(" ".join)


@given(words, words)
def test_both_wordings_can_be_read_off(first: str, other: str) -> None:
    runs = laid(first, other)
    if runs:
        assert " ".join(each for _, each, _ in runs if each) == first
        assert " ".join(each for _, _, each in runs if each) == other
