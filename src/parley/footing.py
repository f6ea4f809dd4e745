"""Footing: which things of these reports hold the words on which a decision was made."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Generic, TypeVar

from parley.decision import Anchor, Decision
from parley.report import Report, Span

K = TypeVar("K", bound=Hashable)

EXACT = 2
"""What an anchor counts for a thing that has just its words; one that has half of them or more counts 1."""

LONGEST = 160
"""Characters of a passage that an anchor keeps."""


class Footing(Generic[K]):
    """The spans of things, found again by anchors; a lookup costs as little in many reports as in few."""

    def __init__(self, reports: Mapping[str, Report], rows: Iterable[tuple[K, Span]]) -> None:
        self._reports = reports
        self._exact: dict[Span, list[K]] = defaultdict(list)
        for thing, span in rows:
            self._exact[span].append(thing)
        self._spans: dict[str, list[Span]] = defaultdict(list)
        for span in sorted(self._exact):
            self._spans[span.report].append(span)
        self._ends = {name: list(accumulate((s.end for s in spans), max)) for name, spans in self._spans.items()}

    def held(self, anchors: Iterable[Anchor]) -> Counter[K]:
        """How much of the anchors each thing holds."""
        found: Counter[K] = Counter()
        for anchor in anchors:
            span = self._place(anchor)
            if span is None:
                continue
            if span in self._exact:
                found.update(dict.fromkeys(self._exact[span], EXACT))
            else:
                found.update(dict.fromkeys(self._near(span), 1))
        return found

    def exact(self, anchors: Iterable[Anchor]) -> frozenset[Span]:
        """The spans of things that have just the words of an anchor."""
        return frozenset(span for anchor in anchors if (span := self._place(anchor)) in self._exact and span)

    def best(self, anchors: Iterable[Anchor], name: K) -> K | None:
        """The thing that holds most of the anchors, among equals the one of that name; None where none holds any."""
        found = self.held(anchors)
        return min(found, key=lambda thing: (-found[thing], thing != name, str(thing)), default=None)

    def _place(self, anchor: Anchor) -> Span | None:
        """Where the anchor's words stand now: in a report that differs in blanks alone they may have moved."""
        report = self._reports.get(anchor.report)
        if report is None:
            return None
        if report.text.startswith(anchor.text, anchor.start):
            return anchor.span
        before = report.text.rfind(anchor.text, 0, anchor.start + len(anchor.text))
        after = report.text.find(anchor.text, anchor.start)
        places = [place for place in (before, after) if place >= 0]
        if not places:
            return None
        start = min(places, key=lambda place: (abs(place - anchor.start), place))
        return report.span(start, start + anchor.end - anchor.start)

    def _near(self, span: Span) -> Iterator[K]:
        """Things with a span that shares half of the shorter of the two with this one."""
        spans, ends = self._spans.get(span.report, []), self._ends.get(span.report, [])
        at = bisect_left(spans, Span(span.report, span.end, 0)) - 1
        while at >= 0 and ends[at] > span.start:
            other = spans[at]
            common = min(span.end, other.end) - max(span.start, other.start)
            if 2 * common >= min(span.end - span.start, other.end - other.start):
                yield from self._exact[other]
            at -= 1


def anchors_of(reports: Mapping[str, Report], spans: Iterable[Span], most: int | None = None) -> tuple[Anchor, ...]:
    """Anchors on spans, at most so many: the first of each report before the second of any."""
    held: dict[str, list[Span]] = defaultdict(list)
    for span in sorted(set(spans)):
        held[span.report].append(span)
    turns = sorted(((turn, span) for row in held.values() for turn, span in enumerate(row)))
    return tuple(sorted(anchor_of(reports[span.report], span) for _, span in turns[:most]))


def anchor_of(report: Report, span: Span) -> Anchor:
    """The anchor on a span."""
    return Anchor(span.report, span.start, span.end, report.quote(span)[:LONGEST])


def missing(decision: Decision, reports: Mapping[str, Report], otherwise: str) -> str:
    """Why a decision stands on nothing in these reports; `otherwise` where its words are there."""
    if decision.gone is not None:
        return decision.gone
    if decision.anchors and not any(anchor.report in reports for group in decision.anchors for anchor in group):
        return "none of the reports on which it was made is here"
    return otherwise
