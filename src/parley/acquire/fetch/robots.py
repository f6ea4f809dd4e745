"""What a site's robots.txt lets Parley ask for (RFC 9309), matched by Protego."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from parley.acquire.fetch.address import Address
from parley.acquire.fetch.refusal import NotFetchedError
from parley.acquire.fetch.wire import Trail

TOKEN = "Parley"  # noqa: S105  the product token by which a robots.txt speaks of us
LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read; what stands behind them is passed over (RFC 9309, 2.5)."""

KEPT = 24 * 3600.0
"""Seconds for which a robots.txt is not asked for again (RFC 9309, 2.4)."""

AGAIN = 3600.0
"""Seconds for which old rules go on to hold after a failure to read them anew."""

_AGENT = re.compile(r"\s*user[- ]?agent\b\s*:?\s*([^#]*)", re.IGNORECASE)
_RULE = re.compile(r"\s*(?:allow|d\w{5,8}|crawl[- ]delay|request[- ]rate)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+")


class Rules:
    """What one robots.txt says to Parley."""

    def __init__(self, text: str) -> None:
        from protego import Protego  # noqa: PLC0415  only where something is asked for

        self._parsed: Any = Protego.parse("\n".join(_ours(text)))
        rate = self._parsed.request_rate(TOKEN)
        self.delay: float = max(self._parsed.crawl_delay(TOKEN) or 0.0, rate.seconds / rate.requests if rate else 0.0)
        """Seconds between two requests that the site asks for."""

    def allow(self, address: Address) -> bool:
        """Whether an address may be asked for."""
        return bool(self._parsed.can_fetch(str(address), TOKEN))


def rules(content: bytes) -> Rules:
    """The rules of a robots.txt; what is not UTF-8 in it is passed over, and a last line that may be cut too."""
    text = content.decode("utf-8-sig", "replace")
    return Rules(text.rpartition("\n")[0] if len(content) >= LARGEST else text)


def _ours(text: str) -> Iterator[str]:
    """The lines of the groups for Parley and for all.

    Protego takes the names in a file for beginnings of ours, where the standard means whole names, and its work grows
    with the names times the rules, which a hostile file has by the ten thousand.
    """
    named: set[str] = set()
    in_names = False
    for line in text.splitlines():
        if match := _AGENT.match(line):
            named = named if in_names else set()
            in_names, name = True, _name(match[1].strip())
            if name in {"*", TOKEN.lower()} - named:
                named.add(name)
                yield f"User-agent: {name}"
        elif _RULE.match(line):
            in_names = False
            if named:
                yield line


def _name(value: str) -> str:
    """The product token that a line names, in small letters."""
    token = _TOKEN.match(value)
    return "*" if value == "*" else token[0].lower() if token else ""


@dataclass(slots=True)
class Known:
    """What is known of one site: its rules, and until when they need not be asked for."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Rules | None = None
    until: float = float("-inf")
    failure: NotFetchedError | None = None
    """Why there are no rules; then nothing may be asked for."""


class Robots:
    """The robots.txt of every site that was asked, each read once a day."""

    def __init__(self, ask: Callable[[Address, Trail], bytes | None], clock: Callable[[], float], again: float) -> None:
        """`ask` gives the content of an address or None; `again`: seconds after a failure without its own."""
        self._ask, self._clock, self._again = ask, clock, again
        self._known: dict[str, Known] = {}
        self._lock = threading.Lock()

    def rules(self, address: Address, trail: Trail) -> Rules:
        """The rules for an address; raises NotFetchedError where they cannot be had, so that none is broken.

        `trail`: of the redirects that lead to it, for what the guard refuses holds for its robots.txt too.
        """
        with self._lock:
            known = self._known.setdefault(address.origin, Known())
        with known.lock:
            if self._clock() >= known.until:
                self._learn(known, address, trail)
            if known.rules is None:
                raise self._unknown(known, address)
            return known.rules

    def _learn(self, known: Known, address: Address, trail: Trail) -> None:
        """Asks for the rules; where that fails, those of before go on to hold."""
        try:
            content = self._ask(Address(address.scheme, address.host, address.port, "/robots.txt"), trail)
        except NotFetchedError as error:
            if error.kind == "guard":
                raise
            known.failure = error
            wait = self._again if error.wait is None else error.wait
            known.until = self._clock() + (max(wait, AGAIN) if known.rules else wait)
        else:
            known.rules = rules(content or b"")
            known.until = self._clock() + KEPT

    def _unknown(self, known: Known, address: Address) -> NotFetchedError:
        why = known.failure.reason if known.failure else ""
        wait = max(0.0, known.until - self._clock())
        if known.failure and known.failure.kind in {"network", "time"}:
            return NotFetchedError(known.failure.kind, why, wait)
        return NotFetchedError("robots", f"What {address.host} allows robots cannot be read: {why}", wait)
