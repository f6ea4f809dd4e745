"""Events retold: what a claim aligns with an event in other reports tells of it too, whatever the words."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice

from parley.compare.meaning import Meanings, likeness
from parley.compare.resolve import Cast
from parley.reading import Reading
from parley.report import Span
from parley.story import Claim, Event, EventParticipant, Reason

COVERS = 0.5
"""So much of an event's clause, and of a claim's passage, both must have in common for the claim to be of the event."""
ALIKE, SAME = 0.6, 0.72
"""The least cosine of a passage to an event's clause, where it names somebody who takes part and where it does not."""
BACK = 8
"""So many clauses of events that begin before a passage ends are looked at."""
DAILY, TELLS = 0.62, 40
"""The least cosine, and length in characters, of a sentence that names the day of an event and so tells of it."""
SURE = 0.68
"""The same, where the sentence has an event of its own."""
FEW = 24
"""At most so many clauses of events, and so many passages, of one claim are looked at."""


@dataclass(frozen=True, slots=True)
class Retold:
    """The events with the passages that retell them, and what became of each event's id."""

    events: tuple[Event, ...]
    ids: Mapping[str, str]

    def of(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims with the ids of these events."""
        return tuple(
            replace(claim, events=tuple(sorted({self.ids[event] for event in claim.events}))) for claim in claims
        )


def retold(events: Sequence[Event], claims: Sequence[Claim], readings: Sequence[Reading], cast: Cast) -> Retold:
    """One event of those that one claim tells; linear in the passages of the claims."""
    told = _Told(events, readings, cast)
    home = {event.id: event.id for event in events}
    held = {event.id: event for event in events}
    extra: dict[str, set[Span]] = defaultdict(set)
    for claim in sorted((claim for claim in claims if len(claim.reports) > 1), key=lambda claim: claim.id):
        here = tuple(islice(told.of(claim), FEW))
        for one, other in combinations(here, 2):
            a, b = _home(home, one[0].id), _home(home, other[0].id)
            if a != b and _agree(held[a], held[b]) and told.alike(held[a], one[1], other[1]):
                kept, lost = sorted((a, b), key=lambda key: (-len(_reports(held[key])), key))
                home[lost] = kept
                held[kept] = _joined(held[kept], held.pop(lost))
        for event, clause in here:
            extra[event.id].update(told.passages(event, clause, claim))
    ids = {event.id: _home(home, event.id) for event in events}
    more: dict[str, set[Span]] = defaultdict(set)
    for key, spans in extra.items():
        more[ids[key]] |= spans
    for key, spans in told.dated(tuple(held.values()), readings).items():
        more[key] |= spans
    made = (_with(event, more[key]) for key, event in held.items())
    return Retold(tuple(sorted(made, key=lambda event: event.id)), ids)


class _Told:
    """The clauses of events by report, where they lie in meaning, and whom they name."""

    def __init__(self, events: Sequence[Event], readings: Sequence[Reading], cast: Cast) -> None:
        self.side = {entity.id: entity.party or entity.id for entity in cast.entities}
        self.meanings = {reading.report.id: Meanings(reading) for reading in readings}
        self.named: dict[str, list[tuple[int, str]]] = {}
        for reading in readings:
            places = ((m.span.start, cast.id(reading.report.id, m.entity)) for m in reading.mentions)
            self.named[reading.report.id] = sorted((at, self.side[one]) for at, one in places if one)
        self.clauses: dict[str, list[tuple[int, int, Event, Span]]] = defaultdict(list)
        for number, event in enumerate(events):
            for span in event.evidence:
                self.clauses[span.report].append((span.start, number, event, span))
        for clauses in self.clauses.values():
            clauses.sort(key=lambda each: each[:2])

    def of(self, claim: Claim) -> Iterator[tuple[Event, Span]]:
        """The events that a claim is about, each with its clause there."""
        for passage in claim.evidence[:FEW]:
            for event, clause in self._near(passage):
                common = min(passage.end, clause.end) - max(passage.start, clause.start)
                if common >= COVERS * max(passage.end - passage.start, clause.end - clause.start):
                    yield event, clause

    def passages(self, event: Event, clause: Span, claim: Claim) -> Iterator[Span]:
        """The passages of a claim in other reports that mean the same as a clause and tell of nothing else."""
        for passage in claim.evidence[:FEW]:
            others = (other for other, span in self._near(passage) if span.end > passage.start)
            own = passage.report != clause.report and all(other.type == event.type for other in others)
            if own and self.alike(event, clause, passage):
                yield passage

    def dated(self, events: Sequence[Event], readings: Sequence[Reading]) -> Mapping[str, set[Span]]:
        """Sentences of other reports that name the day of an event and mean the same, by event; the likest alone."""
        days: dict[str, list[Event]] = defaultdict(list)
        for event in sorted(events, key=lambda event: (-len(_reports(event)), event.id)):
            if event.when and event.when.start and event.when.start == event.when.end:
                days[event.when.start].append(event)
        found: dict[str, set[Span]] = defaultdict(set)
        for reading in readings:
            for day, sentence in _dated(reading):
                likest = self._likest(days.get(day, ())[:FEW], sentence)
                if likest:
                    found[likest.id].add(sentence)
        return found

    def _likest(self, events: Sequence[Event], sentence: Span) -> Event | None:
        """The event that a sentence is likest to, where it is like enough and no event has a clause there."""
        told = any(clause.end > sentence.start for _, clause in self._near(sentence))
        vector = self.meanings[sentence.report].of((sentence,))
        best, likest = (SURE if told else DAILY), None
        for event in events:
            if sentence.report in _reports(event):
                continue
            for span in event.evidence[:FEW]:
                cosine = likeness(self.meanings[span.report].of((span,)), vector) or 0.0
                if cosine >= best:
                    best, likest = cosine, event
        return likest

    def alike(self, event: Event, one: Span, other: Span) -> bool:
        """Whether two passages mean the same, more so where the second names nobody who takes part in the event."""
        cosine = likeness(self.meanings[one.report].of((one,)), self.meanings[other.report].of((other,)))
        named = self.named[other.report]
        inside = named[bisect_left(named, (other.start, "")) : bisect_left(named, (other.end, ""))]
        sides = {self.side.get(each.entity, each.entity) for each in event.participants}
        return cosine is not None and cosine >= (ALIKE if any(side in sides for _, side in inside) else SAME)

    def _near(self, passage: Span) -> Iterator[tuple[Event, Span]]:
        """The events of which a clause begins before a passage ends, not far before."""
        clauses = self.clauses.get(passage.report, [])
        end = bisect_left(clauses, (passage.end, 0), key=lambda each: each[:2])
        yield from ((event, clause) for _, _, event, clause in clauses[max(0, end - BACK) : end])


def _dated(reading: Reading) -> Iterator[tuple[str, Span]]:
    """The sentences of a report that name one single day, with the day."""
    starts = [time.span.start for time in reading.times]
    for sentence in reading.sentences:
        inside = reading.times[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        days = {time.first for time in inside if time.first and time.first == time.last}
        if len(days) == 1 and sentence.end - sentence.start >= TELLS:
            yield days.pop(), reading.report.span(sentence.start, sentence.end)


def _home(home: Mapping[str, str], key: str) -> str:
    while home[key] != key:
        key = home[key]
    return key


def _agree(a: Event, b: Event) -> bool:
    """Whether two events have one type, and no other days or places."""
    days = {event.when.start for event in (a, b) if event.when and event.when.start}
    return a.type == b.type and len(days) < 2 and len({event.place for event in (a, b) if event.place}) < 2


def _reports(event: Event) -> frozenset[str]:
    return frozenset(span.report for span in event.evidence)


def _joined(kept: Event, lost: Event) -> Event:
    """Both as one; what they do not agree on is as in the first."""
    roles = {each.entity: each.role for each in (*lost.participants, *kept.participants)}
    return replace(
        kept,
        participants=tuple(EventParticipant(entity, role) for entity, role in sorted(roles.items())),
        place=kept.place or lost.place,
        when=kept.when if kept.when and (kept.when.start or not lost.when) else lost.when,
        evidence=tuple(sorted({*kept.evidence, *lost.evidence})),
        why=tuple(dict.fromkeys((*kept.why, *lost.why, Reason("one_claim", 1.0, "one claim tells of both")))),
    )


def _with(event: Event, passages: set[Span]) -> Event:
    """The event with passages of reports that had none of it."""
    new = sorted(span for span in passages if span.report not in _reports(event))
    if not new:
        return event
    reason = Reason("retold", 1.0, "a claim aligns it with passages of other reports")
    return replace(event, evidence=tuple(sorted((*event.evidence, *new))), why=(*event.why, reason))
