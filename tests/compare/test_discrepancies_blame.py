"""Blame: one harm laid to two sides or weapons, and what is another harm or one account told twice."""

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.resolve import resolve
from parley.reading import Reading
from parley.story import Discrepancy
from tests.compare.build import Draft
from tests.compare.test_discrepancies_others import ELSEWHERE


def told(name: str, line: str, teller: str | None = None, day: str = "2031-03-05") -> Reading:
    draft = Draft(name, line, published="2031-03-06", outlet=f"Paper {name}")
    for side in ("Velmark", "Ostmark"):
        if side in line:
            draft.party(side)
    for town in ("Grell", "Sorn"):
        if town in line:
            draft.entity("place", town)
    if "Wednesday" in line:
        draft.time("Wednesday", day)
    if teller:
        draft.said(draft.person(teller), line.split(" said ")[1], source=teller, cue="said", kind="indirect")
    return draft.reading()


def found(*readings: Reading) -> list[Discrepancy]:
    readings = (*readings, ELSEWHERE)
    every = discrepancies(Compared(readings, resolve(readings).entities))
    return [each for each in every if each.kind == "participant"]


BY_VELMARK = "The fish market of Grell was hit on Wednesday by mortars of Velmark, which killed six porters."
BY_OSTMARK = "Responsibility for the blast at the fish market of Grell on Wednesday lies with Ostmark and its porters."


def test_one_harm_that_two_reports_lay_to_two_sides() -> None:
    (each,) = found(told("r0", BY_VELMARK), told("r1", BY_OSTMARK))
    assert {value.evidence[0].report for value in each.values} == {"r0", "r1"}
    assert {reason.name for reason in each.why} >= {"one doer", "same place", "same day"}


def test_the_same_side_another_day_and_another_town_make_none() -> None:
    one = told("r0", BY_VELMARK)
    assert found(one, told("r1", BY_OSTMARK.replace("Ostmark", "Velmark"))) == []
    assert found(one, told("r1", BY_OSTMARK, day="2031-02-26")) == []
    assert found(one, told("r1", BY_OSTMARK.replace("Grell", "Sorn"))) == []
    assert found(one, told("r1", BY_OSTMARK.replace("lies", "never lay"))) == []


def test_two_tellers_with_two_weapons_disagree_and_one_alone_does_not() -> None:
    guns = "Oda Venn said the fish market of Grell was hit on Wednesday by mortars in the hands of porters."
    drone = "Karel Brandt said the fish market of Grell was hit on Wednesday by a drone that frightened porters."
    assert found(told("r0", guns, "Oda Venn"), told("r1", drone, "Karel Brandt"))
    assert found(told("r0", guns, "Oda Venn"), told("r1", drone.replace("Karel Brandt", "Oda Venn"), "Oda Venn")) == []
