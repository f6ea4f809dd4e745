"""Venues: one meeting in two houses or rooms; what lies in the other, two meetings and plans are left out."""

import pytest

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.resolve import resolve
from parley.story import Discrepancy
from tests.compare.build import Draft

DAY = "2031-03-04"


def places(*lines: str, day: str = DAY) -> list[Discrepancy]:
    """Lines, each in a report of its own."""
    drafts = [Draft(f"r{number}", line, published=day) for number, line in enumerate(lines)]
    for draft in drafts:
        if "Ferry Guild" in draft.text:
            draft.entity("organisation", "Ferry Guild")
    readings = tuple(draft.reading() for draft in drafts)
    found = discrepancies(Compared(readings, resolve(readings).entities))
    return [each for each in found if each.kind == "place"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Ferry Guild held a session in the old Salt Bank.", "The Ferry Guild met at the Hotel Anker for hours."),
        ("They talked all night in the library.", "The setting was the refectory and there was soup."),
        ("The hearing at its headquarters took six hours.", "The hearing in the ballroom of the Hotel Anker was long."),
    ],
)
def test_one_meeting_in_two_houses_or_two_rooms(one: str, other: str) -> None:
    (found,) = places(one, other)
    assert len(found.values) == 2
    assert {span.report for value in found.values for span in value.evidence} == {"r0", "r1"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("They met in the library for an hour.", "They met at the Hotel Anker for an hour."),
        ("They met at the old Hotel Anker.", "They met at a plush hotel."),
        ("They met at the Salt Bank.", "They met in the old Salt Bank house."),
        ("They met at the Salt Bank.", "They will hold a session at the Hotel Anker."),
        ("They met for the second round at the Salt Bank.", "They met for the third round at the Hotel Anker."),
        ("They met at the Salt Bank.", "Somebody sold a carpet at the Hotel Anker."),
    ],
)
def test_what_may_be_one_place_and_two_meetings_are_left_out(one: str, other: str) -> None:
    assert places(one, other) == []


def test_a_report_that_has_both_settles_it() -> None:
    one, other = "The Ferry Guild met at the Salt Bank.", "The Ferry Guild met at the Hotel Anker."
    assert places(one, other)
    assert places(one, other, f"{one} {other}") == []
