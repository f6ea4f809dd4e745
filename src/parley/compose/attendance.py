"""Attendance: how many tellings of an event name each party among those who took part in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from parley.compose.cast import Cast
from parley.reading import LocalEvent, Reading
from parley.report import Span
from parley.story import Event

FEW, MANY = 3, 4
"""So many passages tell of an event before it matters how many tellings have a party, and how many passages name it,"""

SELDOM = 0.5
"""and such a part of them must."""

Attendance = Mapping[Span, Sequence[LocalEvent]]
"""The events of the readings by the words that tell them."""


def attendance(readings: Iterable[Reading]) -> Attendance:
    """The events of all readings by the words that tell them."""
    found: dict[Span, list[LocalEvent]] = defaultdict(list)
    for reading in readings:
        for event in reading.events:
            found[event.evidence].append(event)
    return found


def attending(event: Event, told: Attendance, cast: Cast) -> frozenset[str]:
    """The parties that took part, without those that few passages name, or else that few tellings have in it."""
    parties = frozenset(party for part in event.participants if (party := cast.party(part.entity)))
    if len(event.evidence) < FEW:
        return parties
    passages = Counter(party for span in event.evidence for party in _within(span, cast))
    meant = frozenset(party for party in parties if passages[party] >= SELDOM * len(event.evidence))
    if len(event.evidence) >= MANY and len(meant) > 1:
        return meant
    present: Counter[str] = Counter()
    for span in event.evidence:
        tellings = [each for each in told.get(span, ()) if each.type == event.type]
        present.update({party for each in tellings for party in _parties(each, cast)} & parties)
    most = max(present.values(), default=0)
    often = frozenset(party for party, count in present.items() if count >= SELDOM * most)
    return often if len(often) > 1 else parties


def named(event: Event, told: Attendance, cast: Cast) -> frozenset[str]:
    """The parties that tellings name as taking part, in the very words that tell it."""
    tellings = (each for span in event.evidence for each in told.get(span, ()) if each.type == event.type)
    return frozenset(party for each in tellings for party in _parties(each, cast, beside=True))


def _within(span: Span, cast: Cast) -> set[str]:
    return {party for each in cast.within(span.report, span.start, span.end) if (party := cast.party(each.entity))}


def _parties(event: LocalEvent, cast: Cast, *, beside: bool = False) -> set[str]:
    """The parties that the words for those who take part stand for; `beside`: only words that tell the event."""
    spans = [part.span for part in event.participants if not beside or event.evidence.covers(part.span)]
    return {party for span in spans for party in _within(span, cast)}
