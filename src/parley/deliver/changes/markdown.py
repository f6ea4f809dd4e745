"""Changes as Markdown, on their own or as a section of the dossier's."""

from collections.abc import Iterator

from parley.changes import Changes
from parley.deliver.changes.view import ChangesView, LineView, Quote, plainly, view
from parley.deliver.markdown import plain


def write(changes: Changes, level: int = 1) -> str:
    """The changes as Markdown text; `level` is that of its heading."""
    page = view(changes, plainly(changes))
    return "\n".join(section(page, level)).strip() + "\n"


def section(page: ChangesView, level: int) -> Iterator[str]:
    """The lines of the section `What changed`; `level` is that of its heading."""
    mark = "#" * level
    yield from (f"{mark} What changed since {plain(page.since)}", "", plain(page.standfirst), "")
    for note in page.notes:
        yield from (plain(note), "")
    for part in page.parts:
        yield from (f"{mark}# {part.heading}", "")
        for line in part.lines:
            yield from _line(line)
        yield from (f"- *{plain(rest)}*" for rest in part.rest)
        yield ""


def _line(line: LineView) -> Iterator[str]:
    kind = f"{line.kind}: " if line.kind else ""
    detail = f" ({plain(line.detail)})" if line.detail else ""
    whose = f" — {_whose(line.quotes[0])}" if line.is_told and line.quotes else ""
    yield f"- {kind}**{plain(line.text)}**{detail}{whose}"
    if not line.is_told:
        yield from (f"  - “{plain(quote.words.strip('“”'))}” — {_whose(quote)}" for quote in line.quotes)
        yield from (f"  - before: “{plain(quote.words.strip('“”'))}” — {_whose(quote)}" for quote in line.before)


def _whose(quote: Quote) -> str:
    label = f" [{quote.label}]" if quote.label else ""
    return plain(", ".join(part for part in (quote.outlet, quote.day) if part)) + label
