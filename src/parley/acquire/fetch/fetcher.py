"""The fetcher: every outgoing request of Parley goes through one."""

from typing import Self

from parley.acquire.fetch.guard import Guard
from parley.acquire.fetch.limits import Limits
from parley.acquire.fetch.wanted import Fetched, Refused, Unchanged, Wanted
from parley.acquire.fetch.world import World


class Fetcher:
    """Asks for addresses politely and within bounds; several threads may use one, and one host is asked one at a time.

    `contact`: an address for the people who run the sites, put into the user agent.
    """

    def __init__(
        self,
        guard: Guard | None = None,
        limits: Limits | None = None,
        *,
        contact: str | None = None,
        world: World | None = None,
    ) -> None:
        self._guard, self._limits, self._world = guard or Guard(), limits or Limits(), world or World()
        self._contact = contact

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is kept open between two requests."""

    def fetch(self, wanted: Wanted) -> Fetched | Unchanged | Refused:
        """What an address gives; never raises for what a server does."""
        return Refused(wanted.address, "network", "Fetching is not there yet.")
