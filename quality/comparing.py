"""How well the reports were compared: claims, discrepancies, passages, origins."""

from collections.abc import Sequence
from itertools import combinations, permutations
from typing import NamedTuple

from quality.dossier import Claim, Discrepancy, Dossier
from quality.gold import Gold, Ref, SharedClaim, Value
from quality.measure import Measure, faults, share
from quality.words import Place


class Rightly(NamedTuple):
    """How many of how many are right."""

    right: int
    of: int


LEAST_CLAIM = 0.5
LEAST_VALUE = 0.34
LEAST_PASSAGE = 0.8
"""Shares of the words of a gold place that the evidence must cover to count."""
KINDS = ("number", "day", "period", "place", "participant", "name", "role", "quotation", "attribution", "outcome")
"""Kinds of discrepancies."""
TRAPS = ("update", "scope", "compatible", "occasion", "conversion", "spelling", "place", "role", "person")
"""Why two values only look as if they excluded each other."""


def claims(dossier: Dossier, gold: Gold) -> list[Measure]:
    """Claims of several reports joined two by two, their status, and claims of one report left alone."""
    several = gold.comparison.reported_by_several
    pairs = [pair for c in several for pair in combinations(_places(dossier, gold, list(c.evidence.items())), 2)]
    aligned = sum(any(_carries(dossier, k, a) and _carries(dossier, k, b) for k in dossier.claims) for a, b in pairs)
    graded = [c for c in several if c.status is not None]
    right = sum(_graded(dossier, gold, c) for c in graded)
    lone = [_place(dossier, gold, (c.report, c.near)) for c in gold.comparison.one_report_only]
    rightly, joined = _joined(dossier, gold)
    return [
        share("claims.aligned", aligned, len(pairs), "pairs"),
        share("claims.apart", rightly, joined, "joined pairs of places that one claim of the gold carries"),
        share("claims.status", right, len(graded)),
        share("claims.single", sum(_alone(dossier, place) for place in lone), len(lone)),
    ]


def _joined(dossier: Dossier, gold: Gold) -> Rightly:
    """Of the pairs of evidence that claims join over reports, those that one claim of the gold carries, and all.

    Evidence on which no claim of the gold has a place is not counted: it can be neither right nor wrong.
    """
    c = gold.comparison
    told = [
        *(list(k.evidence.items()) for k in c.reported_by_several),
        *([(k.report, k.near)] for k in c.one_report_only),
    ]
    places = [(number, _place(dossier, gold, one)) for number, rows in enumerate(told) for one in rows]
    right = joined = 0
    for claim in dossier.claims:
        on = [
            (span.report, {n for n, place in places if dossier.share_covered([span], place) >= LEAST_CLAIM})
            for span in claim.evidence
        ]
        for (one, a), (other, b) in combinations(on, 2):
            if a and b and one != other:
                joined += 1
                right += bool(a & b)
    return Rightly(right, joined)


def _carries(dossier: Dossier, claim: Claim, place: Place | None) -> bool:
    return dossier.share_covered(claim.evidence, place) >= LEAST_CLAIM


def _graded(dossier: Dossier, gold: Gold, wanted: SharedClaim) -> bool:
    """Whether the claim that carries most of the gold's places has the gold's status."""
    places = _places(dossier, gold, list(wanted.evidence.items()))
    best = max(dossier.claims, key=lambda k: sum(_carries(dossier, k, p) for p in places), default=None)
    return best is not None and best.status == wanted.status and any(_carries(dossier, best, p) for p in places)


def _alone(dossier: Dossier, place: Place | None) -> bool:
    own = [k for k in dossier.claims if _carries(dossier, k, place)]
    return bool(own) and all(len(set(k.reports)) == 1 for k in own)


def discrepancies(dossier: Dossier, gold: Gold) -> list[Measure]:
    """Discrepancies found, with the right kind; those that are in the gold; traps that were taken for one."""
    wanted, traps = gold.comparison.discrepancies, gold.comparison.not_discrepancies
    named = {item.id: [x for x in dossier.discrepancies if _names(dossier, gold, x, item.values)] for item in wanted}
    right = {x.id for rows in named.values() for x in rows}
    alarms = sum(
        any(x.id not in right and _names(dossier, gold, x, t.values) for x in dossier.discrepancies) for t in traps
    )
    kinds = sum(any(x.kind == item.kind for x in named[item.id]) for item in wanted)
    return [
        share("discrepancies.recall", sum(bool(rows) for rows in named.values()), len(wanted)),
        share("discrepancies.kind", kinds, len(wanted), "found with the right kind"),
        share("discrepancies.precision", len(right), len(dossier.discrepancies), "in the gold; read the rest by eye"),
        faults("discrepancies.false_alarms", alarms, len(traps), "traps"),
    ]


def by_kind(dossier: Dossier, gold: Gold) -> list[Measure]:
    """Discrepancies of each kind: those of the gold found as any kind, those found that are in the gold; traps."""
    wanted = gold.comparison.discrepancies
    hits = {item.id: [x for x in dossier.discrepancies if _names(dossier, gold, x, item.values)] for item in wanted}
    right = {x.id for rows in hits.values() for x in rows}
    made: list[Measure] = []
    for kind in KINDS:
        own = [item for item in wanted if item.kind == kind]
        found = [x for x in dossier.discrepancies if x.kind == kind]
        made.append(share(f"{kind}.recall", sum(bool(hits[item.id]) for item in own), len(own)))
        made.append(share(f"{kind}.precision", sum(x.id in right for x in found), len(found)))
    for kind in TRAPS:
        traps = [t for t in gold.comparison.not_discrepancies if t.kind == kind]
        told = [
            any(x.id not in right and _names(dossier, gold, x, t.values) for x in dossier.discrepancies) for t in traps
        ]
        made.append(share(f"trap.{kind}", sum(not each for each in told), len(traps), "not taken for one"))
    return made


def _names(dossier: Dossier, gold: Gold, found: Discrepancy, values: Sequence[Value]) -> bool:
    """Whether two different values of the one stand at two different places of the other."""
    places = _places(dossier, gold, [(v.report, v.near) for v in values])
    return any(
        dossier.share_covered(a.evidence, p) >= LEAST_VALUE and dossier.share_covered(b.evidence, q) >= LEAST_VALUE
        for a, b in permutations(found.values, 2)
        for p, q in combinations(places, 2)
    )


def passages(dossier: Dossier, gold: Gold) -> list[Measure]:
    """Shared passages found in all the reports that share them."""
    wanted = gold.comparison.shared_passages
    hits = 0
    for passage in wanted:
        places = _places(dossier, gold, [(r, passage.near) for r in passage.reports])
        hits += any(all(dossier.share_covered(x.spans, p) >= LEAST_PASSAGE for p in places) for x in dossier.passages)
    return [share("passages.recall", hits, len(wanted))]


def origins(dossier: Dossier, gold: Gold) -> list[Measure]:
    """Pairs of reports rightly put to one origin or to two."""
    origin = {dossier.files[r.id]: r.origin for r in dossier.reports}
    pairs = gold.comparison.independence

    def same(pair: tuple[Ref, Ref]) -> bool | None:
        one, other = (origin.get(gold.file(ref)) for ref in pair)
        return None if one is None or other is None else one == other

    hits = sum(same(p) is True for p in pairs.dependent) + sum(same(p) is False for p in pairs.independent)
    return [share("origins.right", hits, len(pairs.dependent) + len(pairs.independent), "pairs")]


def _place(dossier: Dossier, gold: Gold, citation: tuple[Ref, str]) -> Place | None:
    report, words = citation
    return dossier.find(gold.file(report), words)


def _places(dossier: Dossier, gold: Gold, cited: Sequence[tuple[Ref, str]]) -> list[Place | None]:
    return [_place(dossier, gold, citation) for citation in cited]
