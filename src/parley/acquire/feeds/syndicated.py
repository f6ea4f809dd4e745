"""RSS 0.9x, 1.0 and 2.0 and Atom to a feed, by feedparser, which is given bytes that parse and nothing to look up."""

import calendar
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from parley.acquire.feeds.feed import Broken, Feed, Item, address_of, capped, words_of
from parley.acquire.feeds.markup import Sound
from parley.report import stable_id

LONGEST_REST = 24 * 3600
"""Seconds beyond which a feed's wish to be left alone is not heeded."""

PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000, "yearly": 31536000}
"""Seconds of the periods of the syndication module."""

Entry = Mapping[str, Any]
"""An entry as feedparser gives it: keys that are there are asked for alone, since some answer for others."""


def syndicated(given: Sound, address: str) -> Feed:
    """The feed in XML that parses; relative addresses are resolved against `address`."""
    import feedparser  # noqa: PLC0415  loaded with the first feed

    headers = {"content-location": address, "content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(
        BytesIO(given.text.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=True
    )
    items = tuple(_item(entry, address, given.mended.get(place)) for place, entry in enumerate(parsed.entries))
    return Feed(words_of(parsed.feed.get("title")), capped(items), _rest(parsed.feed))


def _item(entry: Entry, base: str, mended: str | None) -> Item | Broken:
    told = words_of(_text(entry, "title"))
    content = _content(entry)
    summary = _text(entry, "summary")
    known = _text(entry, "id")
    link = _text(entry, "feedburner_origlink") or _text(entry, "link") or _permalink(known)
    identity = known or link or stable_id("i", told or "", content or summary or "")
    why = f"its XML is broken ({mended})" if mended else None
    try:
        address = address_of(link, base)
    except ValueError as error:
        return Broken(identity, str(error))
    if address is None and content is None:
        return Broken(identity, f"{why or 'it'} and names no address" if why else _empty(told))
    published, updated = _time(entry, "published"), _time(entry, "updated")
    return Item(
        identity=identity,
        address=address,
        title=told,
        author=words_of(_text(entry, "author")),
        published=published,
        updated=updated,
        summary=summary,
        content=content,
        noted=(*((f"{why}; it was mended",) if why else ()), *_undated(entry, published)),
    )


def _empty(told: str | None) -> str:
    return "it names no address and holds no article" + (f", only the title {told[:60]!r}" if told else "")


def _text(entry: Entry, key: str) -> str | None:
    """The text under a key that is there itself."""
    value = entry[key] if key in entry else None  # noqa: SIM401  `get` answers by other keys
    return value.strip() or None if isinstance(value, str) else None


def _permalink(known: str | None) -> str | None:
    """An id that is an address, where an entry has no link."""
    return known if known and known.startswith(("http://", "https://")) else None


def _content(entry: Entry) -> str | None:
    """The longest markup of the whole article."""
    pieces = entry.get("content", ())
    texts = [str(piece.get("value") or "").strip() for piece in pieces]
    return max(texts, key=len, default="") or None


def _time(entry: Entry, key: str) -> str | None:
    """An ISO time in UTC of one that feedparser understood."""
    parsed = entry[f"{key}_parsed"] if f"{key}_parsed" in entry else None  # noqa: SIM401  `get` answers by other keys
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _undated(entry: Entry, published: str | None) -> tuple[str, ...]:
    """A line where the day of publication is there and is none."""
    given = _text(entry, "published")
    if published or not given:
        return ()
    return (f"its day of publication {given[:40]!r} is no date and is left open",)


def _rest(feed: Entry) -> int:
    """Seconds between two visits that the feed asks for, by `ttl` (minutes) or the syndication module."""
    minutes = str(feed.get("ttl") or "")
    period = PERIODS.get(str(feed.get("sy_updateperiod") or "").strip(), 0)
    often = str(feed.get("sy_updatefrequency") or "1").strip()
    asked = int(minutes) * 60 if minutes.isdecimal() and len(minutes) < 7 else 0
    if not asked and period:
        asked = period // max(1, int(often)) if often.isdecimal() and len(often) < 7 else period
    return min(asked, LONGEST_REST)
