"""How well the course of the negotiation was found: events, positions, tracks."""

from quality.dossier import Dossier, Event, Track
from quality.gold import Event as GoldEvent
from quality.gold import Gold
from quality.gold import Position as GoldPosition
from quality.gold import Track as GoldTrack
from quality.matching import is_entity, pair_best, stands_for
from quality.measure import Measure, share

LEAST_EVIDENCE = 0.5
"""Share of the words of a gold place that the evidence of a position must cover."""
NEAR = {
    "offers": {"offers", "supports"},
    "supports": {"supports", "offers", "accepts"},
    "accepts": {"accepts", "supports"},
    "conditional": {"conditional", "open"},
    "open": {"open", "conditional", "supports"},
    "wary": {"wary", "rejects"},
}
"""Stances that count as right for a stance of the gold, besides itself."""


def events(dossier: Dossier, gold: Gold) -> list[Measure]:
    """Events found one to one, those with their day, and those of several reports that stand as one."""
    wanted = {e.id: e for e in gold.events}
    found = {e.id: e for e in dossier.events}
    pairs = pair_best(wanted, found, lambda w, f: _likeness(dossier, gold, wanted[w], found[f]), 0.5)
    both = [(wanted[w], found[f]) for w, f in pairs.items()]
    several = [e for e in gold.events if len(e.reports) > 1]
    joined = sum(len(_files(dossier, f) & {gold.file(r) for r in w.reports}) > 1 for w, f in both)
    return [
        share("events.recall", len(both), len(wanted)),
        share("events.dated", sum(_on_day(w, f) for w, f in both), sum(e.day is not None for e in gold.events)),
        share("events.joined", joined, len(several), "told by several reports stand as one"),
    ]


def _likeness(dossier: Dossier, gold: Gold, wanted: GoldEvent, found: Event) -> float:
    """Share of the participants met, half a point more for the day; 0 for another type, other reports or too few."""
    files = {gold.file(r) for r in wanted.reports}
    if wanted.type != found.type or not files & _files(dossier, found):
        return 0.0
    met = [any(stands_for(dossier, gold, p.entity, w) for p in found.participants) for w in wanted.participants]
    part = sum(met) / len(met) if met else 1.0
    return part + 0.5 * _on_day(wanted, found) if part >= 0.5 else 0.0


def _files(dossier: Dossier, found: Event) -> set[str]:
    return {p.file for p in dossier.places(found.evidence)}


def _on_day(wanted: GoldEvent, found: Event) -> bool:
    return wanted.day is not None and found.when is not None and found.when.start == wanted.day.isoformat()


def positions(dossier: Dossier, gold: Gold) -> list[Measure]:
    """Positions with the right party and evidence, and those with the right stance besides."""
    wanted = [p for issue in gold.positions.issues for p in issue.positions]
    stances = [_stances(dossier, gold, p) for p in wanted]
    right = sum(bool(s & (NEAR.get(p.stance, set()) | {p.stance})) for p, s in zip(wanted, stances, strict=True))
    return [
        share("positions.found", sum(bool(s) for s in stances), len(wanted), "right party and evidence"),
        share("positions.stance", right, len(wanted), "and right stance"),
    ]


def _stances(dossier: Dossier, gold: Gold, wanted: GoldPosition) -> set[str]:
    places = [dossier.find(gold.file(report), words) for report, words in wanted.evidence]
    return {
        p.stance
        for issue in dossier.issues
        for p in issue.positions
        if is_entity(dossier, gold, p.party, wanted.party)
        and any(dossier.share_covered(p.evidence, place) >= LEAST_EVIDENCE for place in places)
    }


def tracks(dossier: Dossier, gold: Gold) -> list[Measure]:
    """Tracks with all their parties; one that was only proposed must not stand as one that happened."""
    wanted = gold.positions.tracks
    pairs = pair_best(
        range(len(wanted)),
        range(len(dossier.tracks)),
        lambda i, j: _on_track(dossier, gold, wanted[i], dossier.tracks[j]),
        1.0,
    )
    return [share("tracks.found", len(pairs), len(wanted))]


def _on_track(dossier: Dossier, gold: Gold, wanted: GoldTrack, found: Track) -> float:
    """1 where the track has all parties and a fitting status, less for parties too many, 0 otherwise."""
    here = [*found.parties, *found.participants]
    if not all(any(stands_for(dossier, gold, f, w) for f in here) for w in wanted.participants):
        return 0.0
    if wanted.status is not None and found.status == "happened":
        return 0.0
    exact = all(any(stands_for(dossier, gold, f, w) for w in wanted.participants) for f in found.parties)
    return 2.0 if exact else 1.0
