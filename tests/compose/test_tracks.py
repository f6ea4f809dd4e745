"""Channels of talks: what is still to come on another level or elsewhere, and who goes between the sides."""

from collections.abc import Sequence
from dataclasses import replace

from parley.compose.between import mediators
from parley.compose.cast import cast_of
from parley.compose.tracks import Told, tracks
from parley.reading import Kind, Status
from parley.report import Span
from parley.story import Entity, Event, EventParticipant, Role, Story
from tests.compose.build import Line, story

BOTH = ("party-ostmark", "party-varnia")


def event(made: Story, number: int, *who: str, status: Status = "happened", place: str | None = None) -> Event:
    """An event of a report, told by all of its words."""
    report = made.readings[number].report
    taking = tuple(EventParticipant(each, "participant") for each in who)
    span = Span(report.id, 0, len(report.text))
    return Event(f"ev-{number}-{len(who)}", "CONSULT", taking, place, None, status, (span,))


def told(made: Story, events: Sequence[Event]) -> Told:
    return Told(events, {reading.report.id: reading.report for reading in made.readings})


def beside(made: Story, known: str, name: str, *roles: str, kind: Kind = "person") -> Story:
    """The story with somebody of no side."""
    spans = tuple(Span(r.report.id, at, at + len(name)) for r in made.readings if (at := r.report.text.find(name)) >= 0)
    held = tuple(Role(role, spans[:1]) for role in roles)
    return replace(made, entities=(*made.entities, Entity(known, name, kind, None, held, spans, ())))


def test_a_meeting_to_come_elsewhere_is_a_channel_of_its_own() -> None:
    made = story(Line("Ostmark and Varnia met in Sund."), Line("Ostmark and Varnia will meet in Velm."))
    been, ahead = event(made, 0, *BOTH, place="sund"), event(made, 1, *BOTH, status="planned", place="velm")
    found = tracks(told(made, [been, ahead]), cast_of(made))
    assert [(track.parties, track.status, track.place) for track in found] == [
        (BOTH, "happened", "sund"),
        (BOTH, "planned", "velm"),
    ]
    assert found[0].id != found[1].id
    assert len(tracks(told(made, [been, replace(ahead, place="sund")]), cast_of(made))) == 1


def test_a_meeting_to_come_on_another_level_is_a_channel_of_its_own() -> None:
    made = story(
        Line("The envoys of Ostmark and Varnia met."), Line("The presidents of Ostmark and Varnia are to meet.")
    )
    been, ahead = replace(event(made, 0, *BOTH), place="sund"), event(made, 1, *BOTH, status="proposed")
    assert [track.status for track in tracks(told(made, [been, ahead]), cast_of(made))] == ["happened", "proposed"]


def test_who_sees_each_side_alone_has_a_channel_with_each() -> None:
    made = beside(
        story(Line("Mira Lund saw Ostmark."), Line("Mira Lund received Varnia. Ostmark and Varnia waited.")),
        "person-lund",
        "Mira Lund",
    )
    seen = [event(made, 0, "person-lund", BOTH[0]), event(made, 1, "person-lund", BOTH[1])]
    found = tracks(told(made, seen), cast_of(made))
    assert sorted((track.parties, track.participants) for track in found) == [
        ((side,), ("person-lund",)) for side in BOTH
    ]
    assert {track.formats[0] for track in found} == {"bilateral"}
    assert all("Mira Lund" in track.label for track in found)


def test_who_meets_both_sides_apart_has_a_channel_with_each_beside_theirs() -> None:
    words = Line("Mira Lund met Ostmark and Varnia separately."), Line("Ostmark and Varnia and more.")
    made = beside(story(*words), "person-lund", "Mira Lund")
    found = tracks(told(made, [event(made, 0, "person-lund", *BOTH)]), cast_of(made))
    assert {track.parties for track in found} == {BOTH, BOTH[:1], BOTH[1:]}


def test_who_meets_one_side_goes_between_none_but_by_his_role() -> None:
    words = Line("Mira Lund, the mediator, met Ostmark."), Line("Varnia and more.")
    plain = beside(story(*words), "person-lund", "Mira Lund")
    talks = [(event(plain, 0, "person-lund", BOTH[0]), BOTH[:1])]
    assert mediators(talks, cast_of(plain)) == frozenset()
    named = beside(story(*words), "person-lund", "Mira Lund", "the mediator")
    assert mediators(talks, cast_of(named)) == {"person-lund"}
