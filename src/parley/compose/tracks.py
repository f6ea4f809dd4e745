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
    """One track for each set of parties that talk, the busiest first.

    Talks of which a report names one side alone belong to the track that meets at the same place; a set of parties that
    meets where a larger one does is part of it.
    """
    groups: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events:
        parties = _parties(event, cast)
        if len(parties) <= MOST_PARTIES and _is_talk(event):
            groups[parties].append(event)
    whole = _absorbed({parties: held for parties, held in groups.items() if len(parties) > 1})
    for parties, held in sorted(groups.items()):
        for event in held if len(parties) < 2 else ():
            _join_by_place(event, parties, whole)
    found = [_track(parties, held, cast) for parties, held in whole.items()]
    return tuple(sorted(found, key=lambda t: (-len(t.events), t.label)))


def _absorbed(groups: dict[tuple[str, ...], list[Event]]) -> dict[tuple[str, ...], list[Event]]:
    """Groups without those whose parties and place belong to a larger one, nor a placeless event of its parties."""
    whole: dict[tuple[str, ...], list[Event]] = {}
    for parties, held in sorted(groups.items(), key=lambda row: (-len(row[0]), row[0])):
        larger = [each for each in whole if set(parties) < set(each)]
        there = [each for each in larger if _places(held) & _places(whole[each])]
        if there or (len(larger) == 1 and len(held) == 1 and not _places(held)):
            larger = there or larger
            whole[larger[0]] += held
        else:
            whole[parties] = list(held)
    return whole


def _join_by_place(event: Event, parties: tuple[str, ...], whole: dict[tuple[str, ...], list[Event]]) -> None:
    """Adds an event to the one track that has its parties and meets at its place, if there is exactly one."""
    fitting = [
        each for each in whole if set(parties) <= set(each) and event.place and event.place in _places(whole[each])
    ]
    if len(fitting) == 1:
        whole[fitting[0]].append(event)


def _places(events: list[Event]) -> set[str]:
    return {event.place for event in events if event.place}


def _is_talk(event: Event) -> bool:
    """Whether parties talk, or one proposes that they do."""
    return event.type in TALKS or (event.type == "REQUEST" and event.status == "proposed")


def _parties(event: Event, cast: Cast) -> tuple[str, ...]:
    return tuple(sorted({party for p in event.participants if (party := cast.party(p.entity))}))


def _track(parties: tuple[str, ...], events: list[Event], cast: Cast) -> Track:
    present = {p.entity for event in events for p in event.participants if p.entity not in parties}
    people = {who for who in present if cast.entities[who].kind in {"person", "organisation"}}
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
