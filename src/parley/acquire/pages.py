"""A saved web page to text and blocks: the article by trafilatura, its description from JSON-LD and meta tags."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import lxml.etree
import lxml.html

from parley.acquire.described import Described, iso
from parley.acquire.layout import above_text, dateline, ends_sentence, furniture_kind
from parley.errors import UnreadableReportError
from parley.report import Block, BlockKind

DEEPEST = 200
"""Nested elements beyond which the page's neutral wrappers are taken away before it is parsed."""

NO_ARTICLE = "no article was found in the page."
SAVE_TEXT = "Save the article's text in a .txt file."

LARGEST = 2_000_000
"""Characters beyond which the article is not searched for and every paragraph of the page is taken."""

ARTICLES = {"NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "LiveBlogPosting", "BlogPosting"}

SHORTEST_HEADLINE = 10
"""Characters of a headline that tells what a page's title adds to it."""

LONGEST_SITE = 40
"""Characters of an outlet's name in a page's title."""

_TITLE_MARK = re.compile(r"\s{1,3}[-–—|•·:]\s{1,3}")

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{0,5000}>")
_WRAPPER = re.compile(
    r"</?(?:div|span|section|font|center|b|i|em|strong|u|main|table|tbody|tr|td|ul|ol|dl|blockquote)\b[^<>]{0,5000}>",
    re.IGNORECASE,
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "li", "link", "meta", "p", "source", "wbr")
)

Element = Any
"""An lxml element; the library's stubs and trafilatura's tree differ."""


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: its text, joined by blank lines, its blocks, and what the page says of itself."""

    text: str
    blocks: tuple[Block, ...]
    described: Described


@dataclass(frozen=True, slots=True)
class Piece:
    """An element of the article: its tag and its words."""

    tag: Literal["title", "head", "p", "item"]
    words: str


def page(markup: str) -> Page:
    """The article of an HTML page; raises UnreadableReportError where there is no running text."""
    flat = _WRAPPER.sub(" ", markup) if _depth(markup) > DEEPEST else markup
    if not flat.strip():
        raise UnreadableReportError(NO_ARTICLE, SAVE_TEXT)
    tree = _tree(flat)
    described = describe(tree)
    pieces = list(_pieces(flat, tree))
    if not any(piece.tag == "p" for piece in pieces):
        raise UnreadableReportError(NO_ARTICLE, SAVE_TEXT)
    if not any(piece.tag == "title" for piece in pieces) and described.title:
        pieces.insert(0, Piece("title", described.title))
    return _laid_out(pieces, described)


def _depth(markup: str) -> int:
    """How deep elements are nested at most, by counting tags."""
    deepest = depth = 0
    for match in _TAG.finditer(markup):
        if match[2].lower() in _VOID:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _tree(markup: str) -> Element:
    parser = lxml.html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise UnreadableReportError(
            f"the page could not be parsed: {error}", "Save its text in a .txt file."
        ) from error
    return tree


def _pieces(markup: str, tree: Element) -> Iterator[Piece]:
    body = _article(markup) if len(markup) <= LARGEST else None
    if body is not None and len(" ".join(body.itertext()).split()) >= 20:
        yield from _of_article(body)
    else:
        yield from _of_page(tree)


def _article(markup: str) -> Element:
    import trafilatura  # noqa: PLC0415  slow to import, and most reports are plain text

    found = trafilatura.bare_extraction(markup, include_comments=False, include_tables=False, with_metadata=False)
    return getattr(found, "body", None)


def _of_article(body: Element) -> Iterator[Piece]:
    """Pieces of trafilatura's tree: `head`, `p` and `item` elements, in order."""
    first = True
    for element in body.iter("head", "p", "item", "quote"):
        nested = element.find(".//p") is not None or element.find(".//item") is not None
        words = _words(element)
        if nested or not words:
            continue
        title = element.tag == "head" and first and element.get("rend") in {None, "h1"}
        first = False
        yield Piece("title" if title else "p" if element.tag == "quote" else element.tag, words)


def _of_page(tree: Element) -> Iterator[Piece]:
    """Every paragraph, heading and list item of a page in which no article could be told apart."""
    for element in tree.iter("script", "style", "noscript", "template"):
        element.drop_tree() if element.getparent() is not None and not element.text_content().strip() else None
    for element in tree.iter("h1", "h2", "h3", "p", "li"):
        words = _words(element)
        if words and element.find(".//p") is None:
            yield Piece({"h1": "title", "p": "p", "li": "item"}.get(element.tag, "head"), words)  # type: ignore[arg-type]


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _laid_out(pieces: list[Piece], described: Described) -> Page:
    blocks: list[Block] = []
    parts: list[str] = []
    at = 0
    for piece in pieces:
        kind = _kind(piece, blocks, described)
        cut = dateline(piece.words) if kind == "paragraph" else None
        if cut:
            blocks.append(Block(at, at + len(piece.words[:cut].rstrip()), "dateline"))
        blocks.append(Block(at + (cut or 0), at + len(piece.words), kind))
        parts.append(piece.words)
        at += len(piece.words) + 2
    return Page("\n\n".join(parts), tuple(blocks), described)


def _kind(piece: Piece, before: list[Block], described: Described) -> BlockKind:
    if piece.tag == "title" and not any(block.kind == "title" for block in before):
        return "title"
    if piece.tag in {"title", "head"}:
        return "heading"
    if kind := furniture_kind(piece.words, near_top=above_text(before)):
        return kind
    if piece.tag == "item":
        return "point"
    after_title = bool(before) and before[-1].kind == "title"
    short = len(piece.words) <= 250 and (not ends_sentence(piece.words))
    return "subtitle" if after_title and short else "paragraph"


def describe(tree: Element) -> Described:
    """Outlet, author, title, day and address by JSON-LD first, then meta tags, then the page's own elements."""
    linked = next(_linked(tree), {})
    meta = _meta(tree)
    language = str(tree.get("lang") or "")
    published = linked.get("datePublished") or meta.get("article:published_time") or meta.get("date")
    return Described(
        outlet=_name(linked.get("publisher"))
        or meta.get("og:site_name")
        or meta.get("application-name")
        or _site(tree),
        url=_address(linked) or meta.get("og:url") or _canonical(tree),
        author=_name(linked.get("author")) or meta.get("author") or meta.get("article:author"),
        title=_text(linked.get("headline")) or meta.get("og:title") or _text(tree.findtext(".//h1")),
        published=_day(published) or _day(_time_element(tree)),
        language=language[:2].lower() if re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w{2,8})?", language) else None,
    )


def _linked(tree: Element) -> Iterator[Mapping[str, Any]]:
    """Article objects of the page's JSON-LD, graphs and lists opened; malformed JSON is passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            yield from _articles(json.loads(script.text or ""))
        except (ValueError, RecursionError):
            continue


def _articles(value: object) -> Iterator[Mapping[str, Any]]:
    items = value if isinstance(value, list) else [value]
    for item in items:
        if not isinstance(item, Mapping):
            continue
        kinds = item.get("@type")
        if ARTICLES.intersection(kinds if isinstance(kinds, list) else [str(kinds)]):
            yield item
        graph = item.get("@graph")
        yield from _articles([each for each in graph if isinstance(each, Mapping)] if isinstance(graph, list) else [])


def _meta(tree: Element) -> dict[str, str]:
    rows = (
        (e.get("property") or e.get("name") or "", " ".join((e.get("content") or "").split()))
        for e in tree.iter("meta")
    )
    return {name.lower(): value for name, value in reversed(list(rows)) if value}


def _name(value: object) -> str | None:
    """The name of a JSON-LD person or organisation, or of several."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value))) or None
    return _text(value.get("name")) if isinstance(value, Mapping) else _text(value)


def _text(value: object) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _address(linked: Mapping[str, Any]) -> str | None:
    main = linked.get("mainEntityOfPage")
    value = linked.get("url") or (main.get("@id") if isinstance(main, Mapping) else main)
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _site(tree: Element) -> str | None:
    """What a page's title adds to its headline: "Talks resume - The Example" above the headline "Talks resume"."""
    title, headline = _text(tree.findtext(".//title")), next((_words(e) for e in tree.iter("h1")), "")
    if not title or len(headline) < SHORTEST_HEADLINE or not title.startswith(headline):
        return None
    added = _TITLE_MARK.match(title, len(headline))
    rest = title[added.end() :].strip() if added else ""
    return rest if 0 < len(rest) <= LONGEST_SITE else None


def _canonical(tree: Element) -> str | None:
    links = (e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical")
    return next((href for href in links if href and href.startswith(("http://", "https://"))), None)


def _time_element(tree: Element) -> str | None:
    return next((e.get("datetime") for e in tree.iter("time") if e.get("datetime")), None)


def _day(value: object) -> str | None:
    try:
        return iso(value)
    except ValueError:
        return None
