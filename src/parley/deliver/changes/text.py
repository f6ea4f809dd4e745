"""Changes as lines on a terminal: what an analyst reads first in the morning."""

import textwrap
from collections.abc import Iterator

from parley.changes import Changes
from parley.deliver.changes.view import LineView, PartView, Quote, plainly, view
from parley.deliver.visible import visible

WIDTH = 110
"""Characters of a line."""


def told(changes: Changes, width: int = WIDTH) -> str:
    """The changes as text: each line of news with its words and whose they are."""
    page = view(changes, plainly(changes))
    lines = [f"Since {page.since}: {page.standfirst}", *page.notes]
    for part in page.parts:
        lines += ["", part.heading.upper(), *_part(part, width)]
    return visible("\n".join(lines)) + "\n"


def _part(part: PartView, width: int) -> Iterator[str]:
    for line in part.lines:
        whose = f" ({_whose(line.quotes[0])})" if line.is_told and line.quotes else ""
        yield from _wrapped(_head(line) + whose, "• ", "  ", width)
        for quote in () if line.is_told else line.quotes:
            yield from _wrapped(_quoted(quote), "    ", "      ", width)
        for quote in () if line.is_told else line.before:
            yield from _wrapped(f"before: {_quoted(quote)}", "    ", "      ", width)
    for rest in part.rest:
        yield from _wrapped(rest, "  ", "  ", width)


def _head(line: LineView) -> str:
    kind = f"{line.kind}: " if line.kind else ""
    return f"{kind}{line.text}{f' ({line.detail})' if line.detail else ''}"


def _quoted(quote: Quote) -> str:
    return f"“{quote.words.strip('“”')}” ({_whose(quote)})"


def _whose(quote: Quote) -> str:
    return ", ".join(part for part in (quote.outlet, quote.day) if part)


def _wrapped(words: str, first: str, then: str, width: int) -> list[str]:
    return textwrap.wrap(words, width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False) or [first]
