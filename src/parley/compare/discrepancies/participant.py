"""Participants: who took part by one report and was not there by another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.compare.discrepancies.blame import blame_discrepancies
from parley.compare.discrepancies.contexts import Context, Contexts
from parley.compare.discrepancies.doers import doer_discrepancies
from parley.compare.discrepancies.ground import Ground, discrepancy
from parley.compare.discrepancies.lists import absences
from parley.compare.discrepancies.presence import presence_discrepancies
from parley.reading import LocalEvent, Reading
from parley.report import Span
from parley.story import Discrepancy, Entity, Reason, Value

LIKE = 0.3
"""The words around must be so alike, besides the same day or place."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who takes part in an event that happened."""

    event: LocalEvent
    context: Context
    days: frozenset[str]
    published: str | None


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who was not there, by the words of a report."""

    who: Entity
    evidence: Span
    context: Context
    days: frozenset[str]
    published: str | None


def participant_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """People or parties that one report has in an event and another, in so many words, says were not there.

    Only explicit words count ("did not attend"): a list that leaves somebody out says nothing. The day is the same.
    """
    ground = contexts.ground
    told = tuple(presence_discrepancies(contexts))
    yield from told
    yield from doer_discrepancies(contexts)
    yield from blame_discrepancies(contexts)
    known = [span for each in told for value in each.values for span in value.evidence]
    absent = sorted(_absent(ground, contexts), key=lambda each: each.evidence)
    if not absent:
        return
    present = _present(ground, contexts)
    for each in absent:
        for other in present.get(each.who.id, ()):
            reasons = _reasons(each, other, contexts)
            if reasons and not any(span.meets(each.evidence) for span in known):
                yield _found(ground, each, other, reasons)
                break


def _absent(ground: Ground, contexts: Contexts) -> Iterator[Absent]:
    for reading in ground.readings:
        report = reading.report
        for sentence in reading.sentences:
            text = report.text[sentence.start : sentence.end].casefold().replace("’", "'")
            cue = next((each for each in absences() if each in text), None)
            if cue is None or len(text) != sentence.end - sentence.start:
                continue
            place = report.span(sentence.start + text.index(cue), sentence.start + text.index(cue) + len(cue))
            named = ground.entities(Span(report.id, sentence.start, place.start))
            subject = [each for each in named if each.kind in {"person", "party", "organisation"}][-1:]
            context = contexts.of(place)
            if subject and context is not None:
                days = _days(context)
                yield Absent(subject[0], report.span(sentence.start, sentence.end), context, days, report.published)


def _present(ground: Ground, contexts: Contexts) -> dict[str, list[Present]]:
    found: dict[str, list[Present]] = defaultdict(list)
    for reading in ground.readings:
        for event in reading.events:
            context = contexts.of(event.trigger) if event.status == "happened" else None
            if context is None:
                continue
            days = _days(context) | _own_day(reading, event)
            for each in event.participants:
                entity = ground.cast.id(reading.report.id, each.entity)
                if entity and each.role != "recipient":
                    found[entity].append(Present(event, context, days, reading.report.published))
    return found


def _days(context: Context) -> frozenset[str]:
    return frozenset(time.first for time in context.times if time.first and time.first == time.last)


def _own_day(reading: Reading, event: LocalEvent) -> frozenset[str]:
    time = reading.times[event.time] if event.time is not None else None
    return frozenset({time.first}) if time and time.first and time.first == time.last else frozenset()


def _reasons(absent: Absent, present: Present, contexts: Contexts) -> Sequence[Reason]:
    if absent.evidence.report == present.event.evidence.report or not absent.days & present.days:
        return ()
    places = absent.context.named_as("place"), present.context.named_as("place")
    if places[0] and places[1] and not places[0] & places[1]:
        return ()
    share = contexts.alike(absent.context, present.context)
    if share < LIKE:
        return ()
    shared = sorted(set(absent.context.stems) & set(present.context.stems))
    return (
        Reason("same day", 1.0, f"both speak of {min(absent.days & present.days)}"),
        Reason("like words", round(share, 4), f"shared: {', '.join(shared[:6])}"),
    )


def _found(ground: Ground, absent: Absent, present: Present, why: Sequence[Reason]) -> Discrepancy:
    name = absent.who.name
    values = (Value(f"{name} took part", (present.event.evidence,)), Value(f"{name} was not there", (absent.evidence,)))
    here, there = ground.label(present.event.evidence.report), ground.label(absent.evidence.report)
    note = f"{here} has {name} take part in what, by {there}, {name} was not present at."
    return discrepancy("participant", values, note, why)
