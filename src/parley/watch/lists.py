"""The list of what is watched, from and to other feed readers (OPML)."""

from parley.acquire.feeds.feed import address_of
from parley.acquire.feeds.opml import EXPORT, Outline, opml, outlines
from parley.archive.watching import Watched, Watching, Wish
from parley.errors import UnreadableReportError, UsageError
from parley.report import Problem

TITLE = "What Parley watches"


def wish(address: str, *, page: bool = False, story: str | None = None) -> Wish:
    """What a user asks to be watched; raises UsageError where it is no address of the web."""
    try:
        found = address_of(address, "")
    except ValueError as error:
        raise UsageError(
            f"This cannot be watched: {error}.", "Give an address such as https://news.example/feed."
        ) from error
    if found is None:
        raise UsageError("There is no address.", "Give one such as https://news.example/feed.")
    return Wish(found, "page" if page else "unknown", story=story)


def imported(
    watching: Watching, content: bytes, now: str, *, story: str | None = None
) -> tuple[Watched | Problem, ...]:
    """Watches what a list names; a line that names nothing becomes a problem. Raises UsageError for what is no list."""
    try:
        lines = outlines(content)
    except UnreadableReportError as error:
        raise UsageError(f"The list cannot be read: {error.message}", EXPORT) from error
    good = [line for line in lines if isinstance(line, Outline)]
    added = watching.add((Wish(o.address, o.kind, o.title, o.folder, story) for o in good), now)
    bad = (Problem(line.identity, "acquire", line.reason) for line in lines if not isinstance(line, Outline))
    return (*added, *bad)


def exported(watching: Watching) -> bytes:
    """The list as other feed readers take it in; what was not asked yet stands in it as a feed."""
    return opml(
        (
            Outline(each.address, "page" if each.kind == "page" else "feed", each.title, each.folder)
            for each in watching.listed()
        ),
        TITLE,
    )
