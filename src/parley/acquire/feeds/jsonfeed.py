"""JSON Feed 1.0 and 1.1 to a feed (jsonfeed.org/version/1.1)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

from parley.acquire.decode import decode
from parley.acquire.feeds.feed import LARGEST, SAVE, Broken, Feed, Item, address_of, capped, words_of
from parley.errors import UnreadableReportError
from parley.report import stable_id

VERSIONS = ("https://jsonfeed.org/version/1", "http://jsonfeed.org/version/1")
"""How the version of a JSON Feed begins."""


def json_feed(content: bytes, address: str, charset: str | None) -> Feed:
    """The feed; raises UnreadableReportError where it is no JSON Feed."""
    if len(content) > LARGEST:
        raise UnreadableReportError(f"the feed is larger than {LARGEST // 2**20} MB.", SAVE)
    try:
        told = json.loads(decode(content, charset=charset))
    except RecursionError as error:
        raise UnreadableReportError("the feed nests its values too deep.", SAVE) from error
    except ValueError as error:
        raise UnreadableReportError(f"the feed is not JSON ({error}).", SAVE) from error
    if not isinstance(told, Mapping) or not str(told.get("version")).startswith(VERSIONS):
        raise UnreadableReportError("it is JSON, but no JSON Feed (jsonfeed.org).", SAVE)
    rows = told.get("items")
    if not isinstance(rows, list):
        raise UnreadableReportError("the feed has no list of items.", SAVE)
    return Feed(_words(told, "title"), capped(tuple(_item(row, address, place) for place, row in enumerate(rows))))


def _item(row: object, base: str, place: int) -> Item | Broken:
    if not isinstance(row, Mapping):
        return Broken(stable_id("i", str(place), repr(row)[:1000]), f"item {place + 1} of the feed is no JSON object")
    title, content, summary = _words(row, "title"), _content(row), _text(row, "summary")
    link = _text(row, "url") or _text(row, "external_url")
    identity = _identity(row) or link or stable_id("i", title or "", content or summary or "")
    try:
        address = address_of(link, base)
    except ValueError as error:
        return Broken(identity, str(error))
    if address is None and content is None:
        told = f", only the title {title[:60]!r}" if title else ""
        return Broken(identity, f"it names no address and holds no article{told}")
    published, updated = _time(row, "date_published"), _time(row, "date_modified")
    undated = _text(row, "date_published") if published is None else None
    return Item(
        identity=identity,
        address=address,
        title=title,
        author=_authors(row),
        published=published,
        updated=updated,
        summary=summary,
        content=content,
        noted=(f"its day of publication {undated[:40]!r} is no date and is left open",) if undated else (),
    )


def _text(row: Mapping[str, Any], key: str) -> str | None:
    """The text under a key, halves of characters (lone surrogates) replaced."""
    value = row.get(key)
    return value.encode("utf-8", "replace").decode().strip() or None if isinstance(value, str) else None


def _words(row: Mapping[str, Any], key: str) -> str | None:
    """Plain text on one line: JSON Feed has no markup in titles and names."""
    value = _text(row, key)
    return words_of(escape(value, quote=False)) if value else None


def _identity(row: Mapping[str, Any]) -> str | None:
    """The id, which some feeds give as a number."""
    value = row.get("id")
    return (
        str(value).encode("utf-8", "replace").decode().strip()[:4000] or None
        if isinstance(value, (str, int, float))
        else None
    )


def _content(row: Mapping[str, Any]) -> str | None:
    """The article as markup."""
    markup, text = _text(row, "content_html"), _text(row, "content_text")
    if markup or not text:
        return markup
    return "".join(f"<p>{escape(part)}</p>" for part in text.splitlines() if part.strip())


def _authors(row: Mapping[str, Any]) -> str | None:
    """The names by `authors` (1.1) or `author` (1.0)."""
    listed = row.get("authors")
    people = listed if isinstance(listed, list) else [row.get("author")]
    names = [_words(person, "name") for person in people if isinstance(person, Mapping)]
    return ", ".join(name for name in names if name) or None


def _time(row: Mapping[str, Any], key: str) -> str | None:
    """An ISO time in UTC by RFC 3339; one without a zone is taken as it stands."""
    value = _text(row, key)
    try:
        moment = datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
    if moment is None:
        return None
    if moment.tzinfo is None:
        return moment.isoformat(timespec="seconds")
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        return None
