"""Labels: an event in a few words of a report, centred on the word that names it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from heapq import nsmallest

from parley.compare.extents import length
from parley.compare.readable import Readable, Reads
from parley.compare.tellings import Telling
from parley.reading import LocalEvent
from parley.report import Span

LABEL = 90
"""Most characters of a label."""
LATE = 80
"""A label begins with its clause unless the word that names the event would end after so many characters."""
LEAD = 50
"""Else it begins so many characters before the end of that word."""
MORE = "…"
CANDIDATES = 24
"""So many tellings at most are looked at, those that name most."""


def label(told: Sequence[Telling], pages: Mapping[str, Readable]) -> str:
    """Words of the telling that can be read alone and names most, cut at the ends of words where too long."""
    ranked = nsmallest(CANDIDATES, range(len(told)), key=lambda number: (_plain(told[number]), number))
    shown = {number: _shown(told[number], pages[told[number].report]) for number in ranked}

    def worth(number: int) -> tuple[bool, int, bool, bool, bool, Reads, int, int]:
        each, span = told[number], shown[number]
        reads = pages[each.report].reads(span)
        long = length(span) > LABEL
        return (reads >= Reads.WITHIN, *_plain(each), long, reads, length(span), number)

    best = min(shown, key=worth)
    return _cut(pages[told[best].report].text, shown[best], told[best].event)


def _shown(each: Telling, page: Readable) -> Span:
    """The clause of the trigger, as much as is needed to read it."""
    event = each.event
    clauses = page.edges.get(page.sentence(event.trigger.start), ())
    at = bisect_right(clauses, event.trigger.start, key=lambda span: span.start) - 1
    clause = clauses[at] if at >= 0 and clauses[at].covers(event.trigger) else event.evidence
    common = Span(clause.report, max(clause.start, event.evidence.start), min(clause.end, event.evidence.end))
    tried = [page.shown(span) for span in (common, event.evidence, clause) if span.covers(event.trigger)]
    fit = (span for span in tried if length(span) <= LABEL and page.reads(span) < Reads.WITHIN)
    return next(fit, min(tried, key=lambda span: (page.reads(span), length(span)), default=event.evidence))


def _plain(each: Telling) -> tuple[int, bool, bool]:
    """What a telling leaves out; the less, the better its words as a label."""
    return (-len(each.who), each.place is None, each.first is None)


def _cut(text: str, span: Span, event: LocalEvent) -> str:
    """A stretch in one line, with a mark where it goes on."""
    start, end = span.start, span.end
    if length(span) > LABEL:
        inner = event.trigger if span.covers(event.trigger) else Span(span.report, start, start)
        told = length(event.evidence) > LEAD and start < event.evidence.start <= inner.start
        if inner.end - start > LATE and told:
            start = event.evidence.start
        if inner.end - start > LATE:
            start = _word(text, max(start, inner.end - LEAD), inner.start)
        room = start + LABEL - 2 * len(MORE) - 2
        end = end if end <= room else max(text.rfind(" ", start, room), min(inner.end, room))
    words = " ".join(text[start:end].split()).strip(" ,;:.–—")
    return f"{MORE + ' ' if start > span.start else ''}{words}{' ' + MORE if end < span.end else ''}"


def _word(text: str, at: int, limit: int) -> int:
    """Where the next word begins, at the limit at the latest."""
    blank = text.find(" ", at, limit)
    return blank + 1 if blank >= 0 else limit
