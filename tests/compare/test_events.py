import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.build import Draft

from parley.compare.events import events
from parley.compare.resolve import resolve
from parley.reading import Reading, Status
from parley.story import Event


def meeting(
    name: str,
    *,
    day: str | None = "2031-03-03",
    where: str = "Velm",
    who: str = "Ilsa Brandt",
    status: Status = "happened",
    published: str = "2031-03-03",
) -> Reading:
    """A report of a meeting of somebody of Ostland with Karl Velde of Westmark."""
    when = f" on {day}" if day else ""
    draft = Draft(name, f"{who} of Ostland met Karl Velde of Westmark in {where}{when}.", published)
    first = draft.person(who, party=draft.party("Ostland"))
    second = draft.person("Karl Velde", party=draft.party("Westmark"))
    place = draft.entity("place", where)
    time = draft.time(day, day) if day else None
    clause = draft.text.rstrip(".")
    draft.event("CONSULT", clause, "met", first, second, place=place, time=time, status=status)
    return draft.reading()


def told(*readings: Reading) -> tuple[Event, ...]:
    return events(readings, resolve(readings))


def test_one_meeting_in_two_reports_is_one_event() -> None:
    (event,) = told(meeting("a"), meeting("b"))
    assert {span.report for span in event.evidence} == {"a", "b"}
    assert [each.entity for each in event.participants] == ["person-ilsa-brandt", "person-karl-velde"]
    assert event.place == "place-velm"
    assert event.when is not None
    assert (event.when.text, event.when.start) == ("2031-03-03", "2031-03-03")
    assert event.label in "Ilsa Brandt of Ostland met Karl Velde of Westmark in Velm on 2031-03-03"
    assert event.why


def test_a_party_stands_for_its_people() -> None:
    draft = Draft("b", "Ostland met Westmark in Velm on 2031-03-03.")
    sides = draft.party("Ostland"), draft.party("Westmark")
    day, place = draft.time("2031-03-03", "2031-03-03"), draft.entity("place", "Velm")
    draft.event("CONSULT", draft.text.rstrip("."), "met", *sides, place=place, time=day)
    assert len(told(meeting("a"), draft.reading())) == 1


@pytest.mark.parametrize(
    "other",
    [
        meeting("b", day="2031-03-04"),
        meeting("b", where="Torrin"),
    ],
    ids=["another day", "another place"],
)
def test_other_meetings_stay_apart(other: Reading) -> None:
    assert len(told(meeting("a"), other)) == 2


def test_an_unknown_day_joins_at_the_same_place() -> None:
    assert len(told(meeting("a"), meeting("b", day=None))) == 1


def test_an_undated_telling_does_not_join_two_days() -> None:
    told_of = told(meeting("a"), meeting("b", day="2031-03-04"), meeting("c", day=None))
    assert len(told_of) == 2


def test_a_city_lies_in_its_region_where_a_report_says_so() -> None:
    region = meeting("b", where="the Lakeland")
    says_so = Draft("c", "Velm, the Lakeland, is quiet.")
    says_so.entity("place", "Velm")
    says_so.entity("place", "the Lakeland", "the Lakeland")
    assert len(told(meeting("a"), region)) == 2
    assert len(told(meeting("a"), region, says_so.reading())) == 1


def test_a_plan_that_came_about_is_one_event_with_the_latest_status() -> None:
    plan = meeting("a", status="planned", published="2031-03-01")
    (event,) = told(plan, meeting("b", published="2031-03-04"))
    assert event.status == "happened"
    (still,) = told(plan, meeting("b", status="planned", published="2031-03-02"))
    assert still.status == "planned"


def test_several_triggers_of_one_meeting_join_in_one_report() -> None:
    draft = Draft("a", "Ilsa Brandt met Karl Velde in Velm.\nThe meeting of Brandt and Velde in Velm was short.")
    brandt, velde = draft.person("Ilsa Brandt", "Ilsa Brandt"), draft.person("Karl Velde", "Karl Velde")
    velm = draft.entity("place", "Velm")
    draft.event("CONSULT", "Ilsa Brandt met Karl Velde in Velm", "met", brandt, velde, place=velm)
    draft.event("CONSULT", "The meeting of Brandt and Velde in Velm", "meeting", brandt, velde, place=velm)
    assert len(told(draft.reading())) == 1


STORY = (
    meeting("a"),
    meeting("b", day=None),
    meeting("c", day="2031-03-04"),
    meeting("d", day="2031-03-04", status="planned", published="2031-03-02"),
    meeting("e", who="Nils Torp"),
)


@settings(max_examples=30, deadline=None)
@given(st.permutations(STORY))
def test_the_order_of_reports_does_not_matter(readings: list[Reading]) -> None:
    assert told(*readings) == told(*STORY)
