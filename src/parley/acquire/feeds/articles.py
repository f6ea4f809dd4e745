"""What an address gave, or a feed holds in full, to a report and the bytes that it was made of."""

from dataclasses import replace
from html import escape

from parley.acquire.described import Described, iso
from parley.acquire.feeds.feed import Item
from parley.acquire.feeds.kinds import Given
from parley.acquire.found import LARGEST
from parley.acquire.reports import Taken, read_text, report
from parley.errors import UnreadableReportError

READABLE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".txt",
}
"""By which reader a media type is read."""

UNSAID = (None, "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml", "*/*")
"""Media types by which a server says nothing of what it gives."""


def article(given: Given, name: str, described: Described) -> Taken:
    """The report that a page is, under a name; `described` fills what the page does not say of itself.

    Raises UnreadableReportError for what is no text, or no article.
    """
    if not given.content.strip():
        raise UnreadableReportError("the page is empty.", "Look at it in a browser.")
    if len(given.content) > LARGEST:
        raise UnreadableReportError(f"the page is larger than {LARGEST // 2**20} MB.", "Save its text alone.")
    made = read_text(suffix_of(given), given.content, given.charset)
    told = made.described.over(described).over(Described(url=given.address))
    return Taken(report(name, given.content, replace(made, described=told)), given.content)


def held(item: Item, name: str, described: Described) -> Taken:
    """The report of an article that a feed holds in full, made of a page with its title and its markup."""
    heading = f"<h1>{escape(item.title)}</h1>" if item.title else ""
    markup = f"<!doctype html><html><body><article>{heading}{item.content}</article></body></html>"
    given = Given(markup.encode("utf-8", "replace"), item.address or name, "text/html", "utf-8")
    return article(given, name, described)


def announced(published: str | None) -> str | None:
    """A feed's time, where it is one that reports may bear."""
    try:
        return iso(published)
    except ValueError:
        return None


def suffix_of(given: Given) -> str:
    """The reader for what came: by its beginning where the server does not say; raises UnreadableReportError."""
    if given.media in READABLE:
        return READABLE[given.media]
    if given.media in UNSAID:
        head = given.content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
        return ".html" if head.startswith(b"<") else ".txt"
    raise UnreadableReportError(f"it is {given.media}, which is no page.", "Watch the page that leads to it.")
