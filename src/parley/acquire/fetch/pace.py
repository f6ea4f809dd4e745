"""How often a host is asked: one request at a time, a pause between two, and none while it is to be left alone."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from parley.acquire.fetch.limits import Limits
from parley.acquire.fetch.refusal import NotFetchedError
from parley.acquire.fetch.wanted import Kind


@dataclass(slots=True)
class Host:
    """One host as far as its pace goes; all but `failures` and `kind` are moments of the clock."""

    name: str
    turn: threading.Lock = field(default_factory=threading.Lock)
    last: float = float("-inf")
    """When the last request was over."""
    crawled: float = float("-inf")
    """When the last request was over that the site's own delay counts from; its robots.txt is none."""
    until: float = float("-inf")
    """Until when it is left alone."""
    failures: int = 0
    """In a row."""
    kind: Kind = "status"
    """What the last failure was."""


class Pace:
    """The hosts that were asked, by name."""

    def __init__(self, limits: Limits, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._limits, self._clock, self._sleep = limits, clock, sleep
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, name: str, delay: float | None) -> Iterator[Host]:
        """Waits for the turn of a request and holds it; `delay` is its robots.txt's, None for that file itself.

        Raises NotFetchedError where the wait would be longer than the patience.
        """
        host = self._host(name)
        with host.turn:
            self._wait(host, delay or 0.0)
            try:
                yield host
            finally:
                host.last = self._clock()
                host.crawled = host.crawled if delay is None else host.last

    def failed(self, host: Host, kind: Kind, asked: float | None = None) -> float:
        """Notes a failure; the seconds for which the host is left alone: `asked` where it said how many."""
        host.failures += 1
        host.kind = kind
        grown = self._limits.back_off * 2.0 ** min(host.failures - 1, 60)
        wait = min(max(grown if asked is None else asked, self._limits.pause), self._limits.longest_back_off)
        host.until = self._clock() + wait
        return wait

    def answered(self, host: Host) -> None:
        """Notes that the host is well."""
        host.failures, host.until = 0, float("-inf")

    def _wait(self, host: Host, delay: float) -> None:
        now = self._clock()
        alone, delayed = host.until - now, host.crawled + delay - now
        if alone > self._limits.patience:
            reason = f"{host.name} is left alone for another {alone:.0f} seconds, after {_what(host)}."
            raise NotFetchedError(host.kind, reason, alone)
        if delayed > self._limits.patience:
            reason = f"The robots.txt of {host.name} asks for {delay:.0f} seconds between two requests."
            raise NotFetchedError("robots", reason, delayed)
        wait = max(alone, delayed, host.last + self._limits.pause - now)
        if wait > 0:
            self._sleep(wait)

    def _host(self, name: str) -> Host:
        with self._lock:
            return self._hosts.setdefault(name, Host(name))


def _what(host: Host) -> str:
    return f"{host.failures} failures in a row" if host.failures > 1 else "a failure"
