"""Presence: who was there by one report and not by another, and what is another day, occasion or person."""

import pytest

from parley.reading import Reading
from tests.compare.build import Draft
from tests.compare.test_discrepancies_doers import found

NAMES = ("Oda Venn", "Karel Brandt")


def told(name: str, line: str, day: str | None = "2031-03-05", published: str = "2031-03-06") -> Reading:
    draft = Draft(name, line, published=published, outlet=f"Paper {name}")
    fund = draft.entity("organisation", "Reed Fund") if "Reed Fund" in line else None
    for who in NAMES:
        if who in line:
            draft.person(who, party=fund if who == "Oda Venn" else None)
    if day and "Wednesday" in line:
        draft.time("Wednesday", day)
    return draft.reading()


THERE = "Oda Venn and Karel Brandt both attended the hearing on Wednesday."


@pytest.mark.parametrize(
    "line",
    [
        "Oda Venn stayed away from the hearing on Wednesday.",
        "Oda Venn took no part in the sitting of Wednesday.",
        "Oda Venn was not in the room for the hearing on Wednesday.",
    ],
)
def test_who_was_there_by_one_report_and_not_by_another(line: str) -> None:
    (each,) = found(told("r0", THERE), told("r1", line))
    assert {value.evidence[0].report for value in each.values} == {"r0", "r1"}
    assert "same one" in {reason.name for reason in each.why}


@pytest.mark.parametrize(
    "line",
    [
        "Tilda Moor stayed away from the hearing on Wednesday.",
        "Oda Venn will stay away from the hearing on Wednesday.",
        "Oda Venn was not seen to stay away from the hearing on Wednesday.",
        "Oda Venn stayed away from the next hearing on Wednesday.",
    ],
)
def test_another_person_a_plan_or_another_occasion_is_no_absence(line: str) -> None:
    assert found(told("r0", THERE), told("r1", line)) == []


def test_another_day_is_another_occasion() -> None:
    away = "Oda Venn stayed away from the hearing on Wednesday."
    assert found(told("r0", THERE), told("r1", away, day="2031-02-26")) == []
    assert found(told("r0", THERE), told("r1", "Oda Venn stayed away.", published="2031-03-20")) == []


def test_a_body_is_there_by_the_one_who_came_from_it() -> None:
    there = "Oda Venn of the Reed Fund sat in on the session of Wednesday as an observer."
    away = "Representatives of the Reed Fund took no part in the sitting of Wednesday."
    (each,) = found(told("r0", there), told("r1", away))
    assert "Reed Fund" in each.note
    unclear = "Karel Brandt, who once sued the Reed Fund, took no part in the sitting of Wednesday."
    assert found(told("r0", there), told("r1", unclear)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Karel Brandt was present at the hearing on Wednesday; Oda Venn was elsewhere and did not take part.",
        "Oda Venn did not travel and followed the hearing on Wednesday by video link.",
    ],
)
def test_an_absence_counts_beside_a_presence_and_in_other_words(line: str) -> None:
    (each,) = found(told("r0", "The Reed Fund was represented by Oda Venn on Wednesday."), told("r1", line))
    assert "Oda Venn was not there" in {value.value for value in each.values}
