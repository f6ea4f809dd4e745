"""Claims: what is asserted, aligned over the reports that carry it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from parley.story import Carried, Claim, Discrepancy, Origin, Passage, Reason, Value

ENOUGH = 0.1
"""So far beyond even odds the reasons of two propositions must weigh that they are one claim, in logits."""
AVERAGE = -0.5
"""So far from even odds the propositions of two groups may be on average when the groups become one claim."""
KEYS = 14
"""A proposition is looked for under so many of its rarest features."""
COMMON = 0.2
"""Two propositions are not weighed where less of the shorter than this stands in the longer in the same words."""
PASSING = 0.4
"""A period that makes up less of a clause than this is told in passing."""
MET = 0.5
"""A discrepancy meets a claim where it has this much in common with the shorter of their passages."""
FIT = (1.0, 0.6, 0.4, 0.2)
"""What a piece is worth as the text of a claim, by how well it can be read alone."""
WIDENED = 0.7
"""What it is worth where more words than its evidence are needed to read it."""
BEGUN = 0.95
"""What it is worth where it begins within a sentence."""
CANDIDATES = 24
"""At most so many pieces of evidence, taken evenly, are looked at as the text."""
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
    likenesses = linked.of(kinds)
    beyond = farther(likenesses, even(), [{found[i].report for i in positions} for positions in same])
    links = [link for link in likenesses if link.score >= even() + ENOUGH + beyond]
    near: Likeness[Proposition] = Likeness(lambda a, b: linked.verdict(a, b).score, even() + AVERAGE + beyond)
    groups = grouped(kinds, links, lambda a, b: forbidden(FORBIDDING, a, b), near)
    pages = readables(readings, kept)
    together = [[found[i] for bundle in group.members for i in same[bundle]] for group in groups]
    parts = parted(together, {report: page.text for report, page in pages.items()})
    made: list[_Told] = []
    for told in Assertions(parts, pages):
        why = groups[told.group] if told.group < len(groups) else None
        made.append(_Told(told.members, told.evidence, _shown(told.members, told.evidence, pages), why))
    whole = (_claim(each, carried, pages, linked) for each in _whole(made))
    return tuple(sorted(whole, key=lambda claim: claim.id))


@dataclass(frozen=True, slots=True)
class _Told:
    """What becomes a claim: its propositions and evidence, the words that tell it, and what joined them."""

    members: tuple[Proposition, ...]
    evidence: tuple[Span, ...]
    shown: Span
    group: Group | None


def _whole(found: Sequence[_Told]) -> Iterator[_Told]:
    """Those of several reports, and of one report those whose words do not stand in another's words: these join it."""
    lone: dict[str, list[_Told]] = defaultdict(list)
    for each in found:
        if len({member.report for member in each.members}) > 1:
            yield each
        else:
            lone[each.shown.report].append(each)
    for _, some in sorted(lone.items()):
        latest: _Told | None = None
        for each in sorted(some, key=lambda told: (told.shown.start, -told.shown.end, told.evidence)):
            if latest is not None and latest.shown.covers(each.shown):
                evidence = tuple(sorted({*latest.evidence, *each.evidence}))
                latest = replace(latest, members=(*latest.members, *each.members), evidence=evidence)
                continue
            if latest is not None:
                yield latest
            latest = each
        if latest is not None:
            yield latest


def _claim(told: _Told, carried: "_Carried", pages: Mapping[str, Readable], linked: "Links") -> Claim:
    independent = carried.origins(told.members)
    reports = tuple(sorted({each.report for each in told.members}))
    return Claim(
        id=stable_id("claim", *(f"{span.report}:{span.start}:{span.end}" for span in told.evidence)),
        text=pages[told.shown.report].reading.report.quote(told.shown),
        status=_status(reports, independent),
        statements=tuple(sorted({each.statement for each in told.members if each.statement})),
        events=tuple(sorted({event for each in told.members for event in each.events})),
        reports=reports,
        origins=independent,
        evidence=told.evidence,
        why=(_why(told.group) if told.group else ()) or _same(told.members, linked),
    )


def disputed(found: Sequence[Claim], discrepancies: Sequence[Discrepancy]) -> tuple[Claim, ...]:
    """The claims, those whose own content is in conflict marked as disputed, with the discrepancies that say so.

    What fewer than a third of its reports add is none of it, nor what is told in passing ("the four-year war").
    """
    doubts: dict[str, list[_Doubt]] = defaultdict(list)
    for each in discrepancies:
        if each.kind in DISPUTING:
            for value in each.values:
                for span in value.evidence:
                    doubts[span.report].append(_Doubt(each.id, span, _weight(each, value, span)))
    return tuple(_doubted(claim, doubts) for claim in found)


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A passage that a discrepancy rests on, and the part of it that is in conflict."""

    discrepancy: str
    span: Span
    weight: float


def _weight(each: Discrepancy, value: Value, span: Span) -> float:
    """How much of a passage a period takes up; whatever else is in conflict is what its passage is about."""
    return min(1.0, len(value.value) / (span.end - span.start)) if each.kind == "period" else 1.0


def _doubted(claim: Claim, doubts: Mapping[str, Sequence[_Doubt]]) -> Claim:
    met: dict[str, set[str]] = defaultdict(set)
    for span in claim.evidence:
        for doubt in doubts.get(span.report, ()):
            common = min(span.end, doubt.span.end) - max(span.start, doubt.span.start)
            shorter = min(span.end - span.start, doubt.span.end - doubt.span.start)
            if common > 0 and common >= MET * shorter and doubt.weight >= PASSING:
                met[doubt.discrepancy].add(span.report)
    disputes = tuple(sorted(name for name, reports in met.items() if 3 * len(reports) >= len(claim.reports)))
    return replace(claim, status="disputed", disputes=disputes) if disputes else claim


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


def _shown(members: Sequence[Proposition], evidence: Sequence[Span], pages: Mapping[str, Readable]) -> Span:
    """The evidence that reads best alone and has most in common with what the other reports tell."""
    ordered = sorted(members, key=lambda each: each.span)
    tried = _few(evidence)
    told = {span: _held(ordered, span) for span in tried}

    def common(span: Span) -> float:
        """What each other report tells of it, on average, of the passage that has most in common with it."""
        best: dict[str, float] = defaultdict(float)
        for other in tried:
            if other.report != span.report:
                best[other.report] = max(best[other.report], _common(told[span], told[other]))
        return sum(best.values()) / len(best) if best else 1.0

    def worth(span: Span) -> tuple[float, float, Span]:
        page = pages[span.report]
        shown = page.shown(span)
        fit = FIT[page.reads(shown)] * (WIDENED if page.reads(span) >= Reads.WITHIN else 1.0)
        begun = BEGUN if page.text[shown.start].islower() else 1.0
        own = ((span.end - span.start) / max(shown.end - shown.start, span.end - span.start)) ** 0.5
        return (-fit * begun * own * common(span), shown.end - shown.start, span)

    best = min(tried, key=worth)
    return pages[best.report].shown(best)


def _few(evidence: Sequence[Span]) -> Sequence[Span]:
    step = (len(evidence) + CANDIDATES - 1) // CANDIDATES
    return evidence[::step]


def _held(ordered: Sequence[Proposition], span: Span) -> Mapping[str, float]:
    """The words of content in a piece of evidence, with their weights."""
    low = bisect_left(ordered, span, key=lambda each: each.span)
    near = takewhile(lambda each: each.report == span.report and each.span.start < span.end, ordered[low:])
    return {feature: weight for each in near for feature, weight in each.weights.items()}


def _common(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The share of the words of both that stand in both, by how rare they are (Dice)."""
    met = sum(one[each] for each in sorted(one.keys() & other.keys()))
    return (2 * met + 1) / (sum(one.values()) + sum(other.values()) + 2)


def _why(group: Group) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reason for link in group.links for reason in link.reasons))


def _same(members: Sequence[Proposition], linked: Links) -> tuple[Reason, ...]:
    """Why propositions of the same words are one."""
    return linked.verdict(members[0], members[1]).reasons if len(members) > 1 else ()
