"""Meetings that were planned, held, moved to another day or called off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from parley.changes import Change, ChangeKind
from parley.compose.changes.ground import Ground
from parley.compose.changes.places import Places, places
from parley.report import Span
from parley.story import Event

TALKS = frozenset({"CONSULT"})
"""PLOVER types of a meeting; an agreement is told as a position or a claim."""

TOUCH = 0.6
"""Share of the shorter of two clauses that must be common for an event to be the same."""

LATELY = 30
"""Days before the last report within which a meeting that nobody told of is news and not history."""

AHEAD = frozenset({"planned", "proposed"})


@dataclass(frozen=True)
class Meetings:
    """The meetings of two dossiers: events by which parties talk, in the sense of the dossier's tracks."""

    ground: Ground

    @cached_property
    def _in_tracks(self) -> frozenset[str]:
        return frozenset(event for track in self.ground.later.tracks for event in track.events)

    @cached_property
    def _had(self) -> dict[str, Event]:
        return {event.id: event for event in self.ground.earlier.events}

    @cached_property
    def _known(self) -> Places[str]:
        rows = (
            (there, e.id) for e in self.ground.earlier.events for s in e.evidence if (there := self.ground.there(s))
        )
        return places(rows)

    @cached_property
    def _last(self) -> str:
        return max((report.day for report in self.ground.later.reports if report.day), default="")

    def all(self) -> Iterator[Change]:
        """The changes of meetings that new reports tell."""
        for event in self.ground.later.events:
            fresh = self.ground.fresh(event.evidence)
            if event.type in TALKS and fresh and (event.id in self._in_tracks or self._is_gathering(event)):
                change = self._of(event, fresh)
                if change is not None:
                    yield change

    def _is_gathering(self, event: Event) -> bool:
        """Whether several take part in it on a day that is known."""
        return len(event.participants) > 1 and event.when is not None and event.when.start is not None

    def _of(self, event: Event, fresh: tuple[Span, ...]) -> Change | None:
        touched = {name for span in event.evidence for name in self._known.at(span, TOUCH)}
        before = [self._had[name] for name in sorted(touched) if self._had[name].type in TALKS]
        if not before:
            before = self._meant(event)
        if not before:
            return self._first_told(event, fresh)
        if event.status == "happened":
            return None if any(e.status == "happened" for e in before) else self._change("held", event, fresh, before)
        if event.status == "denied" and all(e.status in AHEAD for e in before):
            return self._change("called off", event, fresh, before)
        if event.status in AHEAD and self._is_moved(event, before):
            return self._change("moved", event, fresh, before)
        return None

    def _first_told(self, event: Event, fresh: tuple[Span, ...]) -> Change | None:
        start = event.when.start if event.when else None
        if event.status == "planned" or (event.status == "proposed" and event.place):
            return self._change("planned", event, fresh, [])
        if event.status == "happened" and start and start >= _days_before(self._last, LATELY):
            return self._change("held", event, fresh, [])
        return None

    def _meant(self, event: Event) -> list[Event]:
        """Meetings of the earlier dossier on the same day or at the same place and time ahead, of the same people."""
        who = {self.ground.persons.was(p.entity) for p in event.participants} - {None}
        found = []
        for old in self._talks:
            shared = who & {p.entity for p in old.participants}
            if len(shared) >= min(2, len(old.participants)) and shared and self._fits(event, old):
                found.append(old)
        return found

    @cached_property
    def _talks(self) -> tuple[Event, ...]:
        return tuple(event for event in self.ground.earlier.events if event.type in TALKS)

    def _fits(self, event: Event, old: Event) -> bool:
        here, there = (each.when.start if each.when else None for each in (event, old))
        if here and there:
            return here == there
        same_place = event.place is not None and self.ground.persons.was(event.place) == old.place
        return event.status in AHEAD and old.status in AHEAD and (same_place or here is there is None)

    def _is_moved(self, event: Event, before: list[Event]) -> bool:
        """Whether it stands on another day than before, and no conflict is about that day."""
        start = event.when.start if event.when else None
        days = {old.when.start for old in before if old.when and old.when.start}
        cited = {s for d in self.ground.later.discrepancies if d.kind == "day" for v in d.values for s in v.evidence}
        return bool(start and days and start not in days) and not any(
            span.meets(other) for span in event.evidence for other in cited
        )

    def _change(self, kind: ChangeKind, event: Event, fresh: tuple[Span, ...], before: list[Event]) -> Change:
        persons = self.ground.persons
        who = tuple(persons.name(p.entity) for p in event.participants if persons.name(p.entity))
        days = sorted({old.when.start for old in before if old.when and old.when.start})
        known = {there for old in before for span in old.evidence if (there := self.ground.there(span))}
        start = event.when.start if event.when else None
        return Change(
            kind=kind,
            text=self.ground.words(self.ground.sentence(fresh[0])),
            refs=(event.id,),
            evidence=fresh,
            before=self.ground.in_order(known),
            was=(", ".join(days) if kind == "moved" else before[0].status) if before else None,
            now=start if kind == "moved" else event.status,
            who=who,
            day=start or self.ground.day(fresh),
            weight=0.6 + (0.3 if event.id in self._in_tracks else 0.0) - (0.2 if event.status == "proposed" else 0.0),
        )


def _days_before(day: str, count: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=count)).isoformat() if day else ""
