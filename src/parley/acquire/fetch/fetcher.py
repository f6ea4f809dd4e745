"""The fetcher: every outgoing request of Parley goes through one."""

import re
from typing import Self

from parley import __version__
from parley.acquire.fetch.address import Address, address
from parley.acquire.fetch.asking import GOOD, REDIRECTS, Asking, Hop, Journey, Question
from parley.acquire.fetch.guard import Guard
from parley.acquire.fetch.headers import sendable
from parley.acquire.fetch.limits import Limits
from parley.acquire.fetch.refusal import NotFetchedError
from parley.acquire.fetch.robots import LARGEST, TOKEN, Robots
from parley.acquire.fetch.wanted import Fetched, Kind, Refused, Unchanged, Wanted
from parley.acquire.fetch.wire import Trail
from parley.acquire.fetch.world import World
from parley.errors import UsageError

ACCEPT = (
    ("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"),
    ("Accept-Language", "en, *;q=0.5"),
)
PERMANENT, NOT_MODIFIED, GONE = frozenset((301, 308)), 304, 410
ROBOTS_REDIRECTS = 5
"""Redirects of a robots.txt, beyond which there is none (RFC 9309, 2.3.1.2)."""

_SAYING = {
    304: "says that nothing has changed, of which nothing is known here",
    401: "asks for a name and a password",
    402: "asks for payment",
    403: "does not let Parley see this",
    404: "has nothing at this address",
    407: "asks for a name and a password",
    410: "says that this is gone for good",
    451: "may not show this by law",
}


class Fetcher:
    """Asks for addresses politely and within bounds; several threads may use one, and one host is asked one at a time.

    `contact`: an address of yours for the people who run the sites, put into the user agent (as `desk@news.example`);
    raises UsageError for what cannot stand there.
    """

    def __init__(
        self,
        guard: Guard | None = None,
        limits: Limits | None = None,
        *,
        contact: str | None = None,
        world: World | None = None,
    ) -> None:
        self._guard, self._limits, world = guard or Guard(), limits or Limits(), world or World()
        self._asking = Asking(self._guard, self._limits, world, agent(contact))
        self._robots = Robots(self._robots_of, world.clock, self._limits.back_off)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is kept open between two requests."""

    def fetch(self, wanted: Wanted) -> Fetched | Unchanged | Refused:
        """What an address gives; never raises for what a server does."""
        try:
            return self._fetched(wanted)
        except NotFetchedError as error:
            return Refused(wanted.address, error.kind, error.reason, error.wait)

    def _fetched(self, wanted: Wanted) -> Fetched | Unchanged:
        journey = Journey(self._limits.seconds, self._limits.redirects)
        at, moved = address(wanted.address), True
        while True:
            conditions = _conditions(wanted, first=not journey.seen)
            journey.visit(at)
            hop = self._hop(at, journey, conditions)
            if hop.status in GOOD:
                return _page(wanted, hop, moved=moved and len(journey.seen) > 1)
            if hop.status == NOT_MODIFIED and conditions:
                return Unchanged(wanted.address)
            moved = moved and hop.status in PERMANENT
            at = _onward(hop)

    def _hop(self, at: Address, journey: Journey, conditions: tuple[tuple[str, str], ...]) -> Hop:
        """What one address gives, if the guard and the site's robots.txt let it be asked for."""
        self._guard.admit(at, led=journey.trail.public)
        rules = self._robots.rules(at, journey.trail)
        if not rules.allow(at):
            raise NotFetchedError("robots", f"The robots.txt of {at.host} does not let Parley ask for {at.shown}.")
        question = Question((*ACCEPT, *conditions), self._limits.content, rules.delay)
        return self._asking.ask(at, question, journey)

    def _robots_of(self, at: Address, trail: Trail) -> bytes | None:
        """The content of a robots.txt; None where the site has none, by RFC 9309, 2.3.1."""
        journey = Journey(self._limits.seconds, ROBOTS_REDIRECTS, trail=Trail(trail.public))
        question = Question((("Accept", "text/plain, */*;q=0.5"),), LARGEST, cut=True)
        while True:
            try:
                journey.visit(at)
                self._guard.admit(at, led=journey.trail.public)
                hop = self._asking.ask(at, question, journey)
                if hop.status not in REDIRECTS:
                    return hop.content if hop.status in GOOD else None
                at = _onward(hop)
            except NotFetchedError as error:
                if error.kind == "redirects":
                    return None
                raise


def agent(contact: str | None) -> str:
    """How Parley names itself: by a word that a robots.txt can name, and whom to write to."""
    if contact is not None and not re.fullmatch(r"[!-'*-~]{3,200}", contact):
        raise UsageError(f"{contact!r} cannot be named to a site.", "Give an address as desk@news.example.")
    return f"{TOKEN}/{__version__} ({f'+{contact}' if contact else f'robots.txt: {TOKEN}'})"


def _conditions(wanted: Wanted, *, first: bool) -> tuple[tuple[str, str], ...]:
    """What is known already; a date only says something of the very address that it was given for."""
    rows = (
        ("If-None-Match", sendable(wanted.etag)),
        ("If-Modified-Since", sendable(wanted.modified) if first else None),
    )
    return tuple((name, value) for name, value in rows if value)


def _onward(hop: Hop) -> Address:
    """Where an answer leads that is no good one; raises NotFetchedError where it leads nowhere."""
    if hop.status not in REDIRECTS:
        what = _SAYING.get(hop.status, "gave an answer that is no page")
        kind: Kind = "gone" if hop.status == GONE else "status"
        raise NotFetchedError(kind, f"{hop.address.host} {what} (status {hop.status}).")
    if hop.headers.location is None:
        raise NotFetchedError("redirects", f"{hop.address.host} redirects without saying where to.")
    to = address(hop.headers.location, hop.address)
    if hop.address.scheme == "https" and to.scheme == "http":
        reason = (
            f"{hop.address.host} leads from https to {to.shown}, which nothing protects. Ask for that address itself."
        )
        raise NotFetchedError("redirects", reason)
    return to


def _page(wanted: Wanted, hop: Hop, *, moved: bool) -> Fetched:
    final, headers = str(hop.address), hop.headers
    return Fetched(
        address=wanted.address,
        final=final,
        moved=final if moved else None,
        content=hop.content,
        media=headers.media,
        charset=headers.charset,
        etag=headers.first("etag"),
        modified=headers.first("last-modified"),
    )
