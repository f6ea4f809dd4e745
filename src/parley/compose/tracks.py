"""Tracks: who talks with whom, from the events in which two or more parties met, meet or were to meet."""

from collections import defaultdict
from collections.abc import Sequence

from parley.compose.cast import Cast
from parley.dossier import Track
from parley.reading import Status
from parley.report import Span, stable_id
from parley.story import Event

TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""PLOVER types by which parties talk to each other."""

MOST_PARTIES = 5
"""More parties than this are a gathering named in passing, no channel."""

STRONGEST: tuple[Status, ...] = ("happened", "planned", "proposed", "unverified", "denied")


def tracks(events: Sequence[Event], cast: Cast) -> tuple[Track, ...]:
    """One track for each set of parties that talk, the busiest first."""
    groups: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events:
        parties = _parties(event, cast)
        if 2 <= len(parties) <= MOST_PARTIES and _is_talk(event):
            groups[parties].append(event)
    found = [_track(parties, held, cast) for parties, held in groups.items()]
    return tuple(sorted(found, key=lambda t: (-len(t.events), t.label)))


def _is_talk(event: Event) -> bool:
    """Whether parties talk, or one proposes that they do."""
    return event.type in TALKS or (event.type == "REQUEST" and event.status == "proposed")


def _parties(event: Event, cast: Cast) -> tuple[str, ...]:
    return tuple(sorted({party for p in event.participants if (party := cast.party(p.entity))}))


def _track(parties: tuple[str, ...], events: list[Event], cast: Cast) -> Track:
    people = {p.entity for event in events for p in event.participants if p.entity not in parties}
    places = [event.place for event in events if event.place]
    evidence: list[Span] = sorted({span for event in events for span in event.evidence})
    return Track(
        id=stable_id("track", *parties),
        label=" – ".join(sorted(cast.name(party) for party in parties)),
        parties=parties,
        participants=tuple(sorted(people)),
        place=max(sorted(set(places)), key=places.count, default=None),
        status=next((s for s in STRONGEST if any(e.status == s for e in events)), "unverified"),
        events=tuple(event.id for event in events),
        evidence=tuple(evidence),
    )
