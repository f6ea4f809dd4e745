"""Extents: stretches of a report merged, joined, measured and stripped."""

from collections.abc import Sequence

from parley.report import Span


def merged(spans: Sequence[Span]) -> list[Span]:
    """In order, those that meet or touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(span.report, found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def spanning(a: Span, b: Span) -> Span:
    """From where the first begins to where the last ends."""
    return Span(a.report, min(a.start, b.start), max(a.end, b.end))


def gap(a: Span, b: Span) -> int:
    """Characters between two; less than none where they meet."""
    return max(a.start, b.start) - min(a.end, b.end)


def length(span: Span) -> int:
    """How many characters it has."""
    return span.end - span.start


def stripped(text: str, span: Span) -> Span:
    """Without blanks, commas and conjunctions' marks at the edges."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    return Span(span.report, start, end)
