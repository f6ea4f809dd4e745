"""Who took part in an event by most tellings of it, and by the very words that tell it."""

from collections.abc import Sequence

from parley.compose.attendance import attendance, attending, named
from parley.compose.cast import cast_of
from parley.compose.tracks import Told, tracks
from parley.reading import LocalEvent, Participant, Status
from parley.report import Span
from parley.story import Event, EventParticipant, Story
from tests.compose.build import Line, story

BOTH = ("party-ostmark", "party-varnia")


def local(made: Story, number: int, *words: str, status: Status = "happened") -> LocalEvent:
    """What a whole report tells, with the words for those who take part."""
    report = made.readings[number].report
    spans = [Span(report.id, report.text.find(word), report.text.find(word) + len(word)) for word in words]
    parts = tuple(Participant(key, "participant", span) for key, span in enumerate(spans))
    whole = Span(report.id, 0, len(report.text))
    return LocalEvent("CONSULT", Span(report.id, 0, 1), whole, parts, status, 0)


def joined(made: Story, numbers: Sequence[int], *who: str, status: Status = "happened") -> Event:
    """One event told by whole reports."""
    reports = [made.readings[number].report for number in numbers]
    evidence = tuple(sorted(Span(report.id, 0, len(report.text)) for report in reports))
    taking = tuple(EventParticipant(each, "participant") for each in who)
    return Event(f"ev-{numbers[0]}", "CONSULT", taking, None, None, status, evidence)


def test_a_party_that_one_of_many_tellings_has_did_not_take_part() -> None:
    lines = [
        Line("Ostmark met Varnia."),
        Line("Varnia met Ostmark."),
        Line("Varnia and Ostmark met."),
        Line("Sund came."),
    ]
    made = story(*lines)
    third = next((e.id for e in made.entities if e.name == "Sund"), "party-sund")
    told = {event.evidence: [event] for event in [local(made, number, "Ostmark", "Varnia") for number in range(3)]}
    event = joined(made, range(3), *BOTH, third)
    assert attending(event, told, cast_of(made)) == frozenset(BOTH)


def test_only_words_that_tell_the_event_name_its_parties() -> None:
    made = story(Line("Ostmark met Varnia."))
    whole = local(made, 0, "Ostmark", "Varnia")
    told = {whole.evidence: [whole]}
    assert named(joined(made, [0], *BOTH), told, cast_of(made)) == frozenset(BOTH)
    assert named(joined(made, [0], *BOTH), attendance(()), cast_of(made)) == frozenset()


def test_the_talks_of_nobody_are_not_those_that_were_denied() -> None:
    made = story(Line("Ostmark will not talk with Varnia."), Line("The talks were hard."))
    denied = local(made, 0, "Ostmark", "Varnia", status="denied")
    bare = local(made, 1)
    events = [joined(made, [0], *BOTH, status="denied"), joined(made, [1], *BOTH)]
    reports = {reading.report.id: reading.report for reading in made.readings}
    told = Told(events, reports, BOTH, {denied.evidence: [denied], bare.evidence: [bare]})
    assert [track.status for track in tracks(told, cast_of(made))] == ["denied"]
