"""The sentence around a passage, by the marks of the text alone: a dossier keeps no sentences."""

from parley.report import Report, Span

ENDS = (". ", "! ", "? ", ".” ", "!” ", "?” ", '." ', '!" ', '?" ', ".’ ", "!’ ", "?’ ")
"""What ends a sentence where another follows in the same block."""


def sentence(report: Report, span: Span) -> Span:
    """The passage from the end of the sentence before it to the end of its own, within its block."""
    block = next(((b.start, b.end) for b in report.blocks if b.start <= span.start < b.end), (0, len(report.text)))
    first, last = block[0], max(block[1], span.end)
    starts = (place + len(mark) for mark in ENDS if (place := report.text.rfind(mark, first, span.start)) >= 0)
    ends = (
        place + len(mark) - 1
        for mark in ENDS
        if (place := report.text.find(mark, max(span.end - len(mark), first), last)) >= 0
    )
    return Span(report.id, min(max(starts, default=first), span.start), max(min(ends, default=last), span.end))
