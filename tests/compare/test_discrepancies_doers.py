"""Doers: one deed and one signature that two reports give to two people, and what two people may both do."""

import pytest

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.resolve import resolve
from parley.reading import Reading
from parley.story import Discrepancy
from tests.compare.build import Draft
from tests.compare.test_discrepancies_others import ELSEWHERE

NAMES = ("Oda Venn", "Karel Brandt", "Tilda Moor")


def told(name: str, line: str, day: str = "2031-03-05", published: str = "2031-03-06") -> Reading:
    draft = Draft(name, line, published=published, outlet=f"Paper {name}")
    party = draft.party("Velmark") if "Velmark" in line else None
    for who in NAMES:
        if who in line:
            draft.person(who, party=party)
    if "Wednesday" in line:
        draft.time("Wednesday", day)
    return draft.reading()


def found(*readings: Reading) -> list[Discrepancy]:
    readings = (*readings, ELSEWHERE)
    every = discrepancies(Compared(readings, resolve(readings).entities))
    return [each for each in every if each.kind == "participant"]


LEFT = "{} walked out of the mill barely 40 minutes after the roster session began on Wednesday."


def test_one_deed_in_the_same_circumstances_by_two_people() -> None:
    one, other = told("r0", LEFT.format("Oda Venn")), told("r1", LEFT.format("Karel Brandt"))
    (each,) = found(one, other)
    assert {value.value for value in each.values} == {"Oda Venn", "Karel Brandt"}
    assert {reason.name for reason in each.why} >= {"one deed", "same circumstances"}


def test_another_day_and_two_who_both_did_it_make_none() -> None:
    one = told("r0", LEFT.format("Oda Venn"))
    assert found(one, told("r1", LEFT.format("Karel Brandt"), day="2031-02-26")) == []
    both = LEFT.format("Oda Venn") + "\n" + LEFT.format("Karel Brandt")
    assert found(one, told("r1", both)) == []


def test_what_two_people_may_both_do_makes_none() -> None:
    line = "{} accepted the roster of the ferry owners on Wednesday after 40 minutes in the mill."
    assert found(told("r0", line.format("Oda Venn")), told("r1", line.format("Karel Brandt"))) == []


SIGNED = "The paper was signed by Velmark's foreign minister, {}."


def test_two_signers_for_one_party() -> None:
    other = "For Velmark the pen was held by the minister, Karel Brandt."
    (each,) = found(told("r0", SIGNED.format("Oda Venn")), told("r1", other))
    assert "signed for Velmark" in each.note


@pytest.mark.parametrize(
    "line",
    [
        "For Velmark, Karel Brandt signed as a witness.",
        "For Velmark the paper is to be signed by Karel Brandt.",
        "Velmark sent Karel Brandt.",
        "The paper was signed for Velmark by Oda Venn and Karel Brandt.",
    ],
)
def test_witnesses_plans_and_two_who_sign_together_make_none(line: str) -> None:
    assert found(told("r0", SIGNED.format("Oda Venn")), told("r1", line)) == []


def test_papers_of_other_weeks_have_other_signers() -> None:
    later = told("r1", SIGNED.format("Karel Brandt"), published="2031-04-20")
    assert found(told("r0", SIGNED.format("Oda Venn")), later) == []
