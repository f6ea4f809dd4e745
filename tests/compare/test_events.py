from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.compare.events import events
from parley.compare.resolve import resolve
from parley.reading import Reading, Status
from parley.story import Event
from tests.compare.build import Draft


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


def test_what_is_told_as_over_before_a_day_was_not_on_that_day() -> None:
    plan = meeting("a", day="2031-03-05", status="planned", published="2031-03-03")
    over = meeting("b", day=None, published="2031-03-04")
    assert len(told(plan, over)) == 2
    assert len(told(plan, meeting("b", day=None, published="2031-03-05"))) == 1
    assert len(told(plan, meeting("b", day=None, status="planned", published="2031-03-04"))) == 1


def test_several_triggers_of_one_meeting_join_in_one_report() -> None:
    draft = Draft("a", "Ilsa Brandt met Karl Velde in Velm.\nThe meeting of Brandt and Velde in Velm was short.")
    brandt, velde = draft.person("Ilsa Brandt", "Ilsa Brandt"), draft.person("Karl Velde", "Karl Velde")
    velm = draft.entity("place", "Velm")
    draft.event("CONSULT", "Ilsa Brandt met Karl Velde in Velm", "met", brandt, velde, place=velm)
    draft.event("CONSULT", "The meeting of Brandt and Velde in Velm", "meeting", brandt, velde, place=velm)
    assert len(told(draft.reading())) == 1


def agreed(name: str, second: str, place: int | None = None) -> Draft:
    """A report of an agreement, and of what it is about as an event of its own."""
    draft = Draft(name, f"Ostland agreed with Westmark to stop the raids {second}.", "2031-03-03")
    sides = draft.party("Ostland"), draft.party("Westmark")
    clause = draft.text.rstrip(".")
    draft.event("AGREE", clause, "agreed", *sides)
    draft.event("ASSAULT", clause, "raids", *sides, status="planned", place=place)
    return draft


def test_what_is_agreed_on_is_no_second_event() -> None:
    (event,) = told(agreed("a", "for ten days").reading())
    assert event.type == "AGREE"


def test_what_is_agreed_on_is_an_event_where_it_has_a_place_or_another_report_tells_it() -> None:
    placed = agreed("a", "in Velm", place=2)
    placed.entity("place", "Velm")
    assert {event.type for event in told(placed.reading())} == {"AGREE", "ASSAULT"}
    other = Draft("b", "Ostland and Westmark began the raids for ten days.", "2031-03-03")
    sides = other.party("Ostland"), other.party("Westmark")
    other.event("ASSAULT", other.text.rstrip("."), "raids", *sides, status="planned")
    assert {event.type for event in told(agreed("a", "for ten days").reading(), other.reading())} == {
        "AGREE",
        "ASSAULT",
    }


def test_a_label_is_short_holds_the_word_that_names_the_event_and_ends_with_a_word() -> None:
    text = (
        "The envoys of the nine harbours of the northern coast, tired of rain and of one another, came in from the "
        "islands and had met Karl Velde in the town hall of the old harbour for three hours without any result."
    )
    draft = Draft("a", text)
    draft.event("CONSULT", draft.text.rstrip("."), "met", draft.person("Karl Velde"))
    (event,) = told(draft.reading())
    assert len(event.label) <= 90
    assert "met Karl Velde" in event.label
    words = event.label.strip("… ")
    at = text.index(words)
    assert not text[at - 1].isalnum()
    assert not text[at + len(words)].isalnum()


def test_a_meeting_told_with_and_without_its_day_is_one_event() -> None:
    later = Draft("b", "Ilsa Brandt and Karl Velde met for an hour.", "2031-03-03")
    both = later.person("Ilsa Brandt"), later.person("Karl Velde")
    later.event("CONSULT", "Ilsa Brandt and Karl Velde met for an hour", "met", *both)
    (event,) = told(meeting("a"), later.reading())
    assert event.when is not None
    assert event.when.start == "2031-03-03"


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


def met_once_more(name: str, before: str) -> Reading:
    """A report of a round of talks in Velm that some word tells from others."""
    draft = Draft(name, f"Ostland and Westmark held {before} round of talks in Velm.", "2031-03-03")
    sides = draft.party("Ostland"), draft.party("Westmark")
    draft.event("CONSULT", draft.text.rstrip("."), "round of talks", *sides, place=draft.entity("place", "Velm"))
    return draft.reading()


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [("a", "the", 1), ("the", "another", 2), ("the first", "the second", 2), ("the second", "the", 1)],
)
def test_the_last_round_and_the_next_are_not_the_round_that_is_told_of(one: str, other: str, events: int) -> None:
    assert len(told(met_once_more("a", one), met_once_more("b", other))) == events


def test_days_of_a_week_are_not_made_a_day_of_it() -> None:
    draft = Draft("b", "Ilsa Brandt of Ostland met Karl Velde of Westmark earlier this week.", "2031-03-07")
    first, second = (draft.person(name) for name in ("Ilsa Brandt", "Karl Velde"))
    time = draft.time("earlier this week", "2031-03-03", last="2031-03-07")
    draft.event("CONSULT", draft.text.rstrip("."), "met", first, second, time=time)
    assert {event.when.end for event in told(meeting("a"), draft.reading()) if event.when} == {
        "2031-03-03",
        "2031-03-07",
    }


def asked(name: str, who: str, whom: str) -> Reading:
    """A report of a demand that one side makes of another."""
    draft = Draft(name, f"{who} asked {whom} for more patience on 2031-03-03.", "2031-03-03")
    actor, other = draft.party(who), draft.party(whom)
    draft.event("REQUEST", draft.text.rstrip("."), "asked", actor, other, time=draft.time("2031-03-03", "2031-03-03"))
    event = draft.events[-1]
    roles: tuple[Literal["actor", "recipient"], ...] = ("actor", "recipient")
    parts = tuple(replace(part, role=role) for part, role in zip(event.participants, roles, strict=True))
    draft.events[-1] = replace(event, participants=parts)
    return draft.reading()


def test_what_each_side_does_alone_is_an_event_for_each() -> None:
    assert len(told(asked("a", "Ostland", "Westmark"), asked("b", "Ostland", "Westmark"))) == 1
    assert len(told(asked("a", "Ostland", "Westmark"), asked("b", "Westmark", "Ostland"))) == 2


def crowd(name: str, clause: str, trigger: str, *who: str, kind: str = "PROTEST") -> Reading:
    """A report of what a crowd did on one day."""
    draft = Draft(name, f"{clause} on 2031-03-03.")
    sides = [draft.party(each) for each in who]
    draft.event(kind, draft.text.rstrip("."), trigger, *sides, time=draft.time("2031-03-03", "2031-03-03"))
    return draft.reading()


def test_a_protest_of_nobody_known_is_that_of_its_day() -> None:
    one = crowd("a", "Some 400 people protested before the mint", "protested")
    other = crowd("b", "Nine were held at a rally outside the mint", "rally")
    assert len(told(one, other)) == 1


def test_a_strike_and_a_rally_of_one_day_are_two() -> None:
    one = crowd("a", "The dockers of Ostland began a strike over pay", "strike", "Ostland")
    other = crowd("b", "The dockers of Ostland met for a rally over pay", "rally", "Ostland")
    assert len(told(one, other)) == 2


def test_who_does_it_and_whom_it_is_done_to_need_not_be_the_same() -> None:
    def raid(name: str, clause: str, side: str, role: Literal["actor", "recipient"]) -> Reading:
        draft = Draft(name, f"{clause} on 2031-03-03.")
        party, place = draft.party(side), draft.entity("place", "Velm")
        day = draft.time("2031-03-03", "2031-03-03")
        draft.event("ASSAULT", draft.text.rstrip("."), "struck", party, place=place, time=day, role=role)
        return draft.reading()

    one = raid("a", "Drones of Westmark struck the harbour of Velm before dawn", "Westmark", "actor")
    other = raid("b", "Drones struck the harbour of Velm in Ostland before dawn", "Ostland", "recipient")
    assert len(told(one, other)) == 1


def breakfast(name: str, third: str = "") -> Reading:
    """A report of a breakfast of the two people, of no day and in no place."""
    beside = f", {third}" if third else ""
    draft = Draft(
        name, f"Eggs of Ostland were served when Ilsa Brandt saw Karl Velde{beside} of Westmark.", "2031-03-05"
    )
    ostland, westmark = draft.party("Ostland"), draft.party("Westmark")
    people = [draft.person("Ilsa Brandt", party=ostland), draft.person("Karl Velde", party=westmark)]
    people += [draft.person(third, party=westmark)] if third else []
    draft.event("CONSULT", f"Ilsa Brandt saw Karl Velde{beside}", "saw", *people)
    return draft.reading()


def test_the_very_same_people_and_nobody_else_met_once() -> None:
    assert len(told(meeting("a", day=None), breakfast("b"))) == 1
    assert len(told(meeting("a", day=None), breakfast("b", "Mira Lund"))) == 2


def signing(name: str, line: str, *, by_people: bool) -> Reading:
    draft = Draft(name, line, "2031-03-03")
    sides = [draft.party("Ostland"), draft.party("Westmark")]
    people = [draft.person("Ilsa Brandt", party=sides[0]), draft.person("Karl Velde", party=sides[1])]
    clause = line.partition(". ")[0].rstrip(".")
    draft.event("AGREE", clause, "signed", *(people if by_people else sides), time=draft.time("Monday", "2031-03-03"))
    return draft.reading()


def test_the_people_of_the_same_sides_and_of_no_other_stand_for_them() -> None:
    one = signing(
        "a", "Ostland and Westmark signed a pact on Monday. Ilsa Brandt and Karl Velde wept.", by_people=False
    )
    other = signing("b", "Ilsa Brandt and Karl Velde signed papers Monday. Ostland and Westmark won.", by_people=True)
    assert len(told(one, other)) == 1


def test_a_hotel_outside_a_town_is_not_elsewhere() -> None:
    inn = Draft("b", "Ilsa Brandt of Ostland met Karl Velde of Westmark at the Inn outside Velm.", "2031-03-03")
    ostland, westmark = inn.party("Ostland"), inn.party("Westmark")
    people = inn.person("Ilsa Brandt", party=ostland), inn.person("Karl Velde", party=westmark)
    place, _ = inn.entity("place", "Inn"), inn.entity("place", "Velm")
    inn.event("CONSULT", inn.text.rstrip("."), "met", *people, place=place)
    assert len(told(meeting("a"), inn.reading())) == 1
