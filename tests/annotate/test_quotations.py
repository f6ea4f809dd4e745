from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.annotate.quotations import quotations
from parley.reading import Quotation
from tests.annotate.told import report_of


def found(text: str) -> tuple[Quotation, ...]:
    return quotations(text, report_of(text).blocks)


def inner(text: str) -> list[str]:
    """The words of each outermost quotation."""
    return [text[q.inner_start : q.inner_end] for q in found(text) if q.depth == 0]


@pytest.mark.parametrize(
    "text",
    [
        '"We go," she said.',
        "“We go,” she said.",
        "'We go,' she said.",
        "‘We go,’ she said.",
        "«We go,» she said.",
        "« We go, » she said.",
        "„We go,“ she said.",
        "„We go,” she said.",
        "»We go,« she said.",
        "”We go,” she said.",
        "``We go,'' she said.",
        "''We go,'' she said.",
        "“We go,“ she said.",
        "She said: ‹We go,›",
    ],
)
def test_every_style_of_marks_is_read(text: str) -> None:
    assert inner(text) == ["We go,"]


def test_apostrophes_are_no_marks() -> None:
    text = "It's the workers' right, said O'Brien's aide in the '90s; rock 'n' roll isn't 'em, and the Smiths' won't."
    assert found(text) == ()


def test_a_possessive_does_not_end_a_quotation() -> None:
    assert inner("'The workers' rights don't wait,' she said.") == ["The workers' rights don't wait,"]
    assert inner("‘The miners’ strike goes on,’ she said.") == ["The miners’ strike goes on,"]


def test_a_plural_in_marks_is_a_quotation() -> None:
    assert inner("The 'elites' of the port and the 'talks' ended.") == ["elites", "talks"]


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("“He told me ‘never’ and left,” she said.", "never"),
        ("'He told me \"never\" and left,' she said.", "never"),
        ("\"He told me 'never' and left,\" she said.", "never"),
        ("„Er sagte ‚nie‘ und ging“, sagte sie.", "nie"),
        ("«Il a dit “jamais” hier», dit-elle.", "jamais"),
    ],
)
def test_a_quotation_inside_another_has_depth_one(text: str, nested: str) -> None:
    outer, deeper = found(text)
    assert (outer.depth, deeper.depth) == (0, 1)
    assert text[deeper.inner_start : deeper.inner_end] == nested


@pytest.mark.parametrize("mark", ["“", '"', "‘", "'", "«"])
def test_a_quotation_over_paragraphs_goes_on_until_it_closes(mark: str) -> None:
    close = {"“": "”", "‘": "’", "«": "»"}.get(mark, mark)
    text = f"{mark}One. Two.\n\n{mark}Three.\n\n{mark}Four,{close} he said.\n\nHe left."
    assert [(text[q.inner_start : q.inner_end], q.continued) for q in found(text)] == [
        ("One. Two.", True),
        ("Three.", True),
        ("Four,", False),
    ]


def test_a_paragraph_that_only_closes_belongs_to_the_one_before() -> None:
    text = "“One. Two.\n\nThree,” he said."
    assert [(text[q.inner_start : q.inner_end], q.continued) for q in found(text)] == [
        ("One. Two.", True),
        ("Three,", False),
    ]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "She said: “We go on\n\nHe left."
    (only,) = found(text)
    assert (text[only.start : only.end], only.continued) == ("“We go on", False)


def test_a_new_quotation_ends_one_that_was_not_closed() -> None:
    assert inner('"It is over. "We go," he said.') == ["It is over.", "We go,"]


def test_inches_are_no_marks() -> None:
    assert inner('He is 6\'2" tall. "It is 7" wide," he said.') == ['It is 7" wide,']


def test_marks_outside_running_text_are_left_alone() -> None:
    report = report_of("“We go.”")
    assert quotations(report.text, [type(report.blocks[0])(0, len(report.text), "caption")]) == ()


@given(st.text(alphabet="ab .,'\"“”‘’«»„‚\n5s", max_size=60))
@settings(max_examples=300, deadline=None)
def test_quotations_stand_in_order_and_never_cross(text: str) -> None:
    read = found(text)
    for q in read:
        assert q.start <= q.inner_start < q.inner_end <= q.end <= len(text)
        assert text[q.inner_start : q.inner_end].strip() == text[q.inner_start : q.inner_end]
    for before, after in pairwise(read):
        assert before.start <= after.start
        assert after.end <= before.end or before.end <= after.start


@pytest.mark.parametrize("piece", ["«", "“‘", '"a ', "'a ", "”", "“a” "])
def test_many_marks_take_linear_time(piece: str) -> None:
    started = perf_counter()
    found(piece * 40_000)
    assert perf_counter() - started < 5
