"""What an address gave: a feed, a page, or a page that names its feeds."""

from dataclasses import dataclass
from urllib.parse import urljoin

import lxml.etree
import lxml.html

from parley.acquire.decode import decode
from parley.acquire.feeds.feed import Feed, address_of
from parley.acquire.feeds.jsonfeed import VERSIONS, json_feed
from parley.acquire.feeds.markup import ROOTS, root_of, sound
from parley.acquire.feeds.syndicated import syndicated
from parley.errors import UnreadableReportError

LOOKED_AT = 65536
"""Bytes in which the beginning of a feed shows."""

TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/xml")
)
"""The media types under which a page names its feeds."""

_CALLED = {"application/rss+xml", "application/atom+xml", "application/feed+json"}


@dataclass(frozen=True, slots=True)
class Given:
    """What an address gave: its content, the address that gave it, and what the server called it."""

    content: bytes
    address: str
    media: str | None = None
    charset: str | None = None


def feed(given: Given) -> Feed | None:
    """The feed that it is, or None where it is something else; raises UnreadableReportError for a broken feed."""
    if _is_json(given):
        return json_feed(given.content, given.address, given.charset)
    if _is_syndicated(given):
        return syndicated(sound(given.content, given.charset), given.address)
    return None


def feeds_of(given: Given) -> tuple[str, ...]:
    """The addresses of the feeds that a page names, in its order; those of comments come last."""
    try:
        markup = decode(given.content, markup=True, charset=given.charset)
        parser = lxml.html.HTMLParser(huge_tree=False, no_network=True, encoding="utf-8")
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (UnreadableReportError, lxml.etree.LxmlError, ValueError):
        return ()
    base = urljoin(given.address, next((str(e.get("href")) for e in tree.iter("base") if e.get("href")), ""))
    found: dict[str, bool] = {}
    for link in tree.iter("link"):
        media = (link.get("type") or "").split(";")[0].strip().lower()
        if media in TYPES and "alternate" in (link.get("rel") or "").lower().split():
            named = _web(link.get("href"), base)
            if named:
                found.setdefault(named, "comment" in f"{named} {link.get('title') or ''}".lower())
    return tuple(sorted(found, key=lambda each: found[each]))


def _web(given: str | None, base: str) -> str | None:
    try:
        return address_of(given, base)
    except ValueError:
        return None


def _is_json(given: Given) -> bool:
    head = given.content[:LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"{"):
        return False
    return given.media == "application/feed+json" or any(
        version.encode() in head.replace(b"\\/", b"/") for version in VERSIONS
    )


def _head(content: bytes) -> bytes:
    """The beginning, up to the end of a tag, so that no character is cut in two."""
    return content if len(content) <= LOOKED_AT else content[: content.rfind(b">", 0, LOOKED_AT) + 1]


def _is_syndicated(given: Given) -> bool:
    """Whether the outermost element is a feed's, or the server says that it is a feed."""
    try:
        head = decode(_head(given.content), markup=True, charset=given.charset)
    except UnreadableReportError:
        return False
    return root_of(head) in ROOTS or (given.media in _CALLED and root_of(head) != "html")
