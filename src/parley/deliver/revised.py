"""What changed between two versions of a report, on lines of a terminal: [-words that went-] {+words that came+}."""

from collections.abc import Iterable, Iterator

from parley.deliver.terminal import plain
from parley.report import Report, Revision, Span

AROUND = 60
"""Characters of the later version that stand on each side of a change."""

LONGEST = 400
"""Characters of words that went or came, beyond which their middle is left out."""


def revised(before: Report, after: Report, revisions: Iterable[Revision]) -> Iterator[str]:
    """A line for each revision, with the words around it."""
    for revision in revisions:
        went = f"[-{_shown(before, revision.before)}-]" if revision.before else ""
        came = f"{{+{_shown(after, revision.after)}+}}" if revision.after else ""
        side = (after, revision.after) if revision.after else (before, revision.before)
        yield " ".join(part for part in (*_left(*side), went, came, *_right(*side)) if part)


def _shown(report: Report, span: Span | None) -> str:
    words = plain(" ".join(report.quote(span).split())) if span else ""
    return words if len(words) <= LONGEST else f"{words[: LONGEST // 2]} … {words[-LONGEST // 2 :]}"


def _left(report: Report, span: Span | None) -> tuple[str, ...]:
    if span is None or span.start == 0:
        return ()
    words = report.text[max(0, span.start - AROUND) : span.start].split()
    cut = span.start > AROUND
    return (plain(" ".join(["…", *words[1:]] if cut else words)),)


def _right(report: Report, span: Span | None) -> tuple[str, ...]:
    if span is None:
        return ()
    words = report.text[span.end : span.end + AROUND].split()
    cut = span.end + AROUND < len(report.text)
    return (plain(" ".join([*words[:-1], "…"] if cut else words)),)
