"""A feed and its items as Parley takes them, whatever format they came in; each item that is broken says why."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import lxml.etree
import lxml.html

LARGEST = 16 * 2**20
"""Bytes beyond which a feed is refused."""

MOST = 5000
"""Items that are taken of one feed; the others are told as one problem."""

LONGEST_ADDRESS = 4000
LONGEST_TITLE = 1000

SAVE = "Ask the outlet for a feed that holds, or watch a page of its own in place of it."

_FOLLOWED_BY = re.compile(r"utm_\w{1,40}")


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one article; `content` is markup of the whole article, `summary` of part of it.

    Times are ISO. `noted` says what of the item could not be taken, at no cost to the rest of it.
    """

    identity: str
    address: str | None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    summary: str | None = None
    content: str | None = None
    noted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """An item that leads to no article, by what it may be known again, and why."""

    identity: str
    reason: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, its items in its own order, and for how many seconds it asks to be left alone."""

    title: str | None
    items: tuple[Item | Broken, ...]
    rest: int = 0


def address_of(given: str | None, base: str) -> str | None:
    """The absolute address without fragment and campaign marks; ValueError says why it is none that can be asked."""
    if given is None or not given.strip():
        return None
    if len(given) > LONGEST_ADDRESS:
        raise ValueError(f"its address is longer than {LONGEST_ADDRESS} characters")
    parts = _split("".join(given.split()), base)
    if parts.scheme not in {"http", "https"}:
        raise ValueError(f"its address {given[:80]!r} is not of the web (http or https)")
    if not parts.hostname:
        raise ValueError(f"its address {given[:80]!r} names no host")
    return urlunsplit(parts._replace(query=_without_marks(parts.query), fragment=""))


def _split(address: str, base: str) -> SplitResult:
    try:
        parts = urlsplit(urljoin(base, address))
        parts.port  # noqa: B018  raises where it is no number
    except ValueError as error:
        raise ValueError(f"its address {address[:80]!r} is malformed ({error})") from error
    return parts


def _without_marks(query: str) -> str:
    """A query without the marks by which a publisher counts readers (`utm_source`); others stay to the letter."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _FOLLOWED_BY.fullmatch(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def words_of(markup: str | None) -> str | None:
    """The words of a title or name that may be markup, on one line."""
    if markup is None or not markup.strip():
        return None
    text = markup
    if "<" in markup or "&" in markup:
        try:
            text = lxml.html.fragment_fromstring(markup, create_parent="span").text_content()
        except (lxml.etree.LxmlError, ValueError):
            text = markup
    return " ".join(text.split())[:LONGEST_TITLE] or None


def capped(items: tuple[Item | Broken, ...]) -> tuple[Item | Broken, ...]:
    """The items, each once, those beyond the most that are taken told as one."""
    each = tuple({(item.identity, getattr(item, "address", None)): item for item in reversed(items)}.values())[::-1]
    if len(each) <= MOST:
        return each
    left = f"the feed has {len(each)} items; those after the first {MOST} are left out"
    return (*each[:MOST], Broken(f"more than {MOST}", left))
