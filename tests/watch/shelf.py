"""A fetcher that has its answers on a shelf, and remembers what it was asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from parley.acquire.fetch.wanted import Fetched, Outcome, Refused, Unchanged, Wanted

HOST = "https://news.example"

WORDS = (
    "The envoy of Kestria said on Friday that the talks on the harbour would go on next week.",
    "Delegates from Morland had left the hall an hour before, and nobody would say whether they would come back.",
    "The two sides have met nine times since the spring, most often in the old customs house by the river.",
)


def page(title: str, *more: str, site: str = "The Example") -> bytes:
    """An article as a site prints it."""
    body = "".join(f"<p>{words}</p>" for words in (*WORDS, *more))
    head = f'<title>{title} - {site}</title><meta property="og:site_name" content="{site}">'
    article = f"<article><h1>{title}</h1>{body}</article>"
    return f"<!doctype html><html lang=en><head>{head}</head><body>{article}</body></html>".encode()


def rss(*items: str, title: str = "The Example", more: str = "") -> bytes:
    """A feed of items as they stand in it."""
    head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{more}'
    return f"{head}{''.join(items)}</channel></rss>".encode()


def item(number: int, *, link: str | None = None, more: str = "") -> str:
    """An item that leads to an article."""
    where = f"{HOST}/{number}" if link is None else link
    day = f"<pubDate>Fri, {number % 28 + 1:02} Mar 2031 09:00:00 GMT</pubDate>"
    return f"<item><title>Article {number}</title><link>{where}</link><guid>g{number}</guid>{day}{more}</item>"


@dataclass(slots=True)
class Shelf:
    """Addresses and what they give; an answer may be content, a refusal, or made when it is asked for."""

    answers: dict[str, bytes | Outcome | Callable[[Wanted], Outcome]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def fetch(self, wanted: Wanted) -> Outcome:
        """What the shelf has; content that is known by its digest is unchanged."""
        with self.lock:
            self.asked.append(wanted.address)
            answer = self.answers.get(wanted.address, Refused(wanted.address, "status", "The server answered 404."))
        if callable(answer):
            return answer(wanted)
        if not isinstance(answer, bytes):
            return answer
        etag = sha256(answer).hexdigest()
        if wanted.etag == etag:
            return Unchanged(wanted.address)
        return fetched(wanted.address, answer, etag=etag)


def fetched(
    address: str, content: bytes, *, media: str | None = None, moved: str | None = None, etag: str | None = None
) -> Fetched:
    """Content that came."""
    return Fetched(address, moved or address, moved, content, media, None, etag, None)
