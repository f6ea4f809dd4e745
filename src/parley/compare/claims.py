"""Claims: what is asserted, aligned over the reports that carry it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest
from itertools import takewhile

import numpy as np

from parley.compare.assertions import Assertions
from parley.compare.chance import farther
from parley.compare.groups import Group, Likeness, Link, bundles, grouped, paired
from parley.compare.likely import Pairs, likely
from parley.compare.memo import Memo
from parley.compare.propositions import Proposition
from parley.compare.readable import Readable, Reads, readables
from parley.compare.reasons import Verdict, forbidden, weigh
from parley.compare.sameness import FORBIDDING, even, reasons
from parley.compare.seams import parted
from parley.reading import Reading
from parley.report import Span, stable_id
from parley.story import Carried, Claim, Discrepancy, Origin, Passage, Reason

ENOUGH = 0.1
"""So far beyond even odds the reasons of two propositions must weigh that they are one claim, in logits."""
AVERAGE = -0.4
"""So far from even odds the propositions of two groups may be on average when the groups become one claim."""
KEYS = 14
"""A proposition is looked for under so many of its rarest features."""
COMMON = 0.2
"""Two propositions are not weighed where less of the shorter than this stands in the longer in the same words."""
PASSING = 0.4
"""A period that makes up less of a clause than this is told in passing."""
FIT = (1.0, 0.6, 0.4, 0.2)
"""What a piece is worth as the text of a claim, by how well it can be read alone."""
WIDENED = 0.7
"""What it is worth where more words than its evidence are needed to read it."""
BEGUN = 0.95
"""What it is worth where it begins within a sentence."""
CANDIDATES = 24
"""At most so many pieces of evidence, those that say most in the fewest words, are looked at as the text."""
DISPUTING = frozenset({"number", "day", "period", "place", "participant", "quotation", "attribution", "outcome"})
"""Kinds of discrepancy that put a claim in doubt; a name or role worded otherwise does not."""


def claims(
    found: Sequence[Proposition],
    readings: Sequence[Reading],
    passages: Sequence[Passage],
    origins: Sequence[Origin],
    memo: Memo | None = None,
) -> tuple[Claim, ...]:
    """One claim for each group of propositions that say the same; every proposition stands in exactly one."""
    kept = memo or Memo()
    linked = kept.shelf("links", Links)
    carried = _Carried(readings, passages, origins)
    same = bundles(found, trait)
    kinds = [found[positions[0]] for positions in same]
    near: Likeness[Proposition] = Likeness(lambda a, b: linked.verdict(a, b).score, even() + AVERAGE)
    links = _beyond_chance(linked.of(kinds), [{found[i].report for i in positions} for positions in same])
    groups = grouped(kinds, links, lambda a, b: forbidden(FORBIDDING, a, b), near)
    pages = readables(readings, kept)
    together = [[found[i] for bundle in group.members for i in same[bundle]] for group in groups]
    parts = parted(together, {report: page.text for report, page in pages.items()})
    made: list[Claim] = []
    for told in Assertions(parts, pages):
        members, evidence = told.members, told.evidence
        independent = carried.origins(members)
        reports = tuple(sorted({each.report for each in members}))
        made.append(
            Claim(
                id=stable_id("claim", *(f"{span.report}:{span.start}:{span.end}" for span in evidence)),
                text=_text(members, evidence, pages),
                status=_status(reports, independent),
                statements=tuple(sorted({each.statement for each in members if each.statement})),
                events=tuple(sorted({event for each in members for event in each.events})),
                reports=reports,
                origins=independent,
                evidence=evidence,
                why=(_why(groups[told.group]) if told.group < len(groups) else ()) or _same(members, linked),
            )
        )
    return tuple(sorted(made, key=lambda claim: claim.id))


def disputed(found: Sequence[Claim], discrepancies: Sequence[Discrepancy]) -> tuple[Claim, ...]:
    """The claims, those whose evidence a discrepancy's evidence meets marked as disputed.

    A period told in passing ("the four-year war") disputes only a claim that is about it.
    """
    doubts: dict[str, list[tuple[Span, float]]] = defaultdict(list)
    for each in discrepancies:
        if each.kind in DISPUTING:
            for span in (span for value in each.values for span in value.evidence):
                doubts[span.report].append((span, PASSING if each.kind == "period" else 0.0))
    return tuple(
        replace(claim, status="disputed")
        if any(_doubted(span, doubt, least) for span in claim.evidence for doubt, least in doubts.get(span.report, ()))
        else claim
        for claim in found
    )


def _doubted(span: Span, doubt: Span, least: float) -> bool:
    common = min(span.end, doubt.end) - max(span.start, doubt.start)
    return common > 0 and common >= least * (span.end - span.start)


class _Carried:
    """Which origins carry a claim: reports that share the very words of it count as one."""

    def __init__(self, readings: Sequence[Reading], passages: Sequence[Passage], origins: Sequence[Origin]) -> None:
        self.origin = {report: origin.id for origin in origins for report in origin.reports}
        self.published = {reading.report.id: reading.report.published or "9999" for reading in readings}
        self.passages: dict[str, list[tuple[Span, int]]] = defaultdict(list)
        for number, passage in enumerate(passages):
            for span in passage.spans:
                self.passages[span.report].append((span, number))

    def origins(self, members: Sequence[Proposition]) -> tuple[str, ...]:
        """One origin for each independent line, that of the line's first report."""
        lines: dict[str, set[str]] = defaultdict(set)
        for each in members:
            own = self.origin.get(each.report)
            if own is not None:
                lines[own].update((each.report, *(f"#{number}" for number in self._copied(each))))
        kept: list[tuple[str, set[str]]] = []
        for origin, holding in sorted(lines.items(), key=lambda item: (self._first(item[1]), item[0])):
            if not any(holding & {mark for mark in other if mark.startswith("#")} for _, other in kept):
                kept.append((origin, holding))
        return tuple(sorted(origin for origin, _ in kept))

    def _first(self, holding: set[str]) -> tuple[str, str]:
        return min((self.published[report], report) for report in holding if not report.startswith("#"))

    def _copied(self, each: Proposition) -> Iterator[int]:
        """Passages outside quotations that make up most of a proposition."""
        if each.quoted:
            return
        for span, number in self.passages.get(each.report, ()):
            common = min(span.end, each.span.end) - max(span.start, each.span.start)
            if 10 * common >= 6 * (each.span.end - each.span.start):
                yield number


def _status(reports: Sequence[str], independent: Sequence[str]) -> Carried:
    if len(reports) < 2:
        return "single"
    return "corroborated" if len(independent) > 1 else "repeated"


def trait(each: Proposition) -> tuple[object, ...]:
    """All that the rows ask of a proposition."""
    said = (each.statement, each.whole, each.speaker, each.side, each.person, each.quoted, each.said_on, each.stance)
    numbers = tuple((q.unit, q.low, q.high) for q in each.quantities)
    days = tuple((t.value, t.first, t.last) for t in each.times)
    return (each.features, said, numbers, days, each.negated, each.events, each.supposed)


def candidates(found: Sequence[Proposition]) -> Pairs:
    """Positions of propositions that share one of their rarest features or a statement, each pair once."""
    held: dict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(found):
        for feature in sorted(each.weights, key=lambda f: (-each.weights[f], f))[:KEYS]:
            held[feature].append(i)
        if each.statement:
            held[each.statement].append(i)
    return paired(held)


class Links:
    """Links between propositions; of two that were weighed against each other before, the outcome is known."""

    def __init__(self) -> None:
        self._asked: Pairs = np.zeros(0, dtype=np.int64)
        """Pairs of numbers of propositions, as one number, ascending."""
        self._found: dict[int, Verdict] = {}
        """Those of them that are likely one claim."""
        self._latest: dict[int, Verdict] = {}
        self._before: dict[int, Verdict] = {}
        """Pairs that were asked for one by one, since the links were last looked for and before."""

    def verdict(self, a: Proposition, b: Proposition) -> Verdict:
        """How two propositions weigh against each other, whether or not they are a link."""
        code = a.number << _HALF | b.number
        known = self._latest.get(code) or self._before.get(code)
        if known is None or not (a.number and b.number):
            known = weigh(reasons(), a, b)
        self._latest[code] = known
        return known

    def of(self, found: Sequence[Proposition]) -> tuple[Link, ...]:
        """The links between all that may be one claim."""
        self._before, self._latest = self._latest, {}
        pairs = candidates(found)
        numbers = np.array([each.number for each in found], dtype=np.int64)
        codes = (numbers[pairs[:, 0]] << _HALF) + numbers[pairs[:, 1]]
        known = np.isin(codes, self._asked) & (numbers[pairs] > 0).all(axis=1)
        fresh = {
            (a, b): verdict
            for a, b in likely(found, pairs[~known], COMMON, even() + ENOUGH).tolist()
            if (verdict := weigh(reasons(), found[a], found[b])).score >= even() + ENOUGH
        }
        old = zip(pairs[known].tolist(), codes[known].tolist(), strict=True)
        told = fresh | {(a, b): self._found[code] for (a, b), code in old if code in self._found}
        self._asked = np.unique(codes)
        self._found = {found[a].number << _HALF | found[b].number: verdict for (a, b), verdict in told.items()}
        return tuple(Link(a, b, verdict.score, verdict.reasons) for (a, b), verdict in sorted(told.items()))


_HALF = 32
"""Bits of the number of a proposition."""


def _beyond_chance(links: Sequence[Link], carriers: Sequence[Collection[str]]) -> Iterator[Link]:
    """Links within one report, and those that reach as far as the likenesses of this story must."""
    least = even() + ENOUGH + farther(links, even(), carriers)
    for link in links:
        if link.score >= least or set(carriers[link.a]) & set(carriers[link.b]):
            yield link


def _text(members: Sequence[Proposition], evidence: Sequence[Span], pages: Mapping[str, Readable]) -> str:
    """The evidence that reads best alone and shares most with the others in the fewest words."""
    shared = _counts(members)
    ordered = sorted(members, key=lambda each: each.span)

    def terse(span: Span) -> tuple[float, Span]:
        low = bisect_left(ordered, span, key=lambda each: each.span)
        near = ordered[low : low + CANDIDATES]
        held = list(takewhile(lambda each: each.report == span.report and each.span.start < span.end, near))
        told = sum(shared[feature] > 1 for each in held for feature in each.weights)
        return (-(told + 1) / (sum(len(each.features) for each in held) + 4), span)

    def worth(span: Span) -> tuple[float, Span]:
        page = pages[span.report]
        shown = page.shown(span)
        fit = FIT[page.reads(shown)] * (WIDENED if page.reads(span) >= Reads.WITHIN else 1.0)
        begun = BEGUN if page.text[shown.start].islower() else 1.0
        return (fit * begun * terse(span)[0], span)

    best = min(nsmallest(CANDIDATES, evidence, key=terse), key=worth)
    page = pages[best.report]
    return page.reading.report.quote(page.shown(best))


def _counts(members: Sequence[Proposition]) -> dict[str, int]:
    counted: dict[str, int] = defaultdict(int)
    for each in members:
        for feature in each.weights:
            counted[feature] += 1
    return counted


def _why(group: Group) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reason for link in group.links for reason in link.reasons))


def _same(members: Sequence[Proposition], linked: Links) -> tuple[Reason, ...]:
    """Why propositions of the same words are one."""
    return linked.verdict(members[0], members[1]).reasons if len(members) > 1 else ()
