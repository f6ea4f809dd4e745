"""Lists of feeds as other readers write them (OPML 1 and 2), in and out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import lxml.etree

from parley.acquire.decode import decode
from parley.acquire.feeds.feed import Broken, address_of
from parley.acquire.feeds.markup import refuse_declarations
from parley.errors import UnreadableReportError

EXPORT = "Export it from your feed reader as OPML."

LARGEST = 16 * 2**20
"""Bytes beyond which a list is refused."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One line of a list: a feed or a page, its title, and the folders in which it stands, the outermost first."""

    address: str
    kind: Literal["feed", "page"]
    title: str | None = None
    folder: tuple[str, ...] = ()


def outlines(content: bytes) -> tuple[Outline | Broken, ...]:
    """The feeds and pages of a list; raises UnreadableReportError where it is no OPML."""
    import listparser  # noqa: PLC0415  loaded with the first list

    if len(content) > LARGEST:
        raise UnreadableReportError(f"the list is larger than {LARGEST // 2**20} MB.", EXPORT)
    text = refuse_declarations(decode(content, markup=True))
    # In references, since its parser of HTML takes bytes without a declaration for Latin 1.
    found: Any = listparser.parse(text.encode("ascii", "xmlcharrefreplace"))
    if not str(found["version"]).startswith("opml"):
        raise UnreadableReportError("the list is no OPML.", EXPORT)
    feeds = [_outline(row, "feed") for row in found["feeds"]]
    return (*feeds, *(_outline(row, "page") for row in found["lists"]))


def _outline(row: Any, kind: Literal["feed", "page"]) -> Outline | Broken:
    """A feed, or a link to a page; of several folders the first is kept."""
    try:
        address = address_of(row["url"], "")
    except ValueError as error:
        return Broken(row["url"], str(error))
    if address is None:
        return Broken(row["title"], "it names no address")
    folders = [tuple(each) for each in row["categories"] if each]
    return Outline(address, kind, row["title"] or None, folders[0] if folders else ())


def opml(lines: Iterable[Outline], title: str) -> bytes:
    """A list that other readers take in, its folders and lines in the order of their names."""
    root = lxml.etree.Element("opml", version="2.0")
    lxml.etree.SubElement(lxml.etree.SubElement(root, "head"), "title").text = _plain(title)
    body = lxml.etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], Any] = {(): body}
    for line in sorted(lines, key=lambda each: (each.folder, (each.title or each.address).lower(), each.address)):
        for depth in range(1, len(line.folder) + 1):
            path = line.folder[:depth]
            if path not in folders:
                folders[path] = lxml.etree.SubElement(folders[path[:-1]], "outline", text=_plain(path[-1]))
        kind = {"type": "rss", "xmlUrl": line.address} if line.kind == "feed" else {"type": "link", "url": line.address}
        lxml.etree.SubElement(folders[line.folder], "outline", {"text": _plain(line.title or line.address), **kind})
    tree: bytes = lxml.etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return tree


def _plain(words: str) -> str:
    """Words on one line without the control characters that XML cannot hold."""
    return " ".join("".join(c for c in words if c.isprintable() or c.isspace()).split())
