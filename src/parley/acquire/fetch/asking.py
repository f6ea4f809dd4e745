"""One request to a host in its turn, with what its failures mean for the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from parley.acquire.fetch.address import Address
from parley.acquire.fetch.decoding import ACCEPTED, decoded, decoder
from parley.acquire.fetch.guard import Guard
from parley.acquire.fetch.headers import Headers
from parley.acquire.fetch.limits import Limits
from parley.acquire.fetch.pace import Host, Pace
from parley.acquire.fetch.refusal import NotFetchedError
from parley.acquire.fetch.wire import Answer, Bounds, Trail, Wire
from parley.acquire.fetch.world import World

GOOD, REDIRECTS = frozenset((200, 203)), frozenset((301, 302, 303, 307, 308))
BUSY, BROKEN = 429, 500
"""Statuses, from the second one on, by which a host says that it is not well."""


@dataclass(frozen=True, slots=True)
class Hop:
    """What one address gave: its content if it is a good answer, and its headers."""

    address: Address
    status: int
    headers: Headers
    content: bytes = b""


@dataclass(slots=True)
class Journey:
    """The way from one address over redirects, and what is left of its time; waiting for a turn is not counted."""

    seconds: float
    redirects: int
    seen: set[str] = field(default_factory=set)
    trail: Trail = field(default_factory=Trail)

    def visit(self, address: Address) -> None:
        """Goes to an address; raises NotFetchedError (redirects) where it leads in a circle or too far."""
        if str(address) in self.seen:
            raise NotFetchedError("redirects", f"The redirects lead in a circle, back to {address.shown}.")
        if len(self.seen) > self.redirects:
            raise NotFetchedError("redirects", f"There are more than {self.redirects} redirects one after the other.")
        self.seen.add(str(address))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an address: the headers that go with it, and how much of its content is wanted."""

    headers: Sequence[tuple[str, str]]
    most: int
    delay: float | None = None
    """What the robots.txt asks for; None for that file itself."""
    cut: bool = False
    """Whether what is beyond `most` is passed over instead of refused."""


class Asking:
    """Asks hosts in their turn."""

    def __init__(self, guard: Guard, limits: Limits, world: World, agent: str) -> None:
        self._limits, self._world, self._agent = limits, world, agent
        self._wire = Wire(guard, limits, world)
        self._pace = Pace(limits, world.clock, world.sleep)

    def ask(self, address: Address, question: Question, journey: Journey) -> Hop:
        """What an address gives; raises NotFetchedError where there is no answer, or one that says "not now"."""
        with self._pace.turn(address.host, question.delay) as host:
            bounds = Bounds(self._limits, self._world, address.host, journey.seconds)
            try:
                hop = self._heard(address, question, bounds, journey.trail)
            except NotFetchedError as error:
                if error.kind in {"network", "time"}:
                    error.wait = self._pace.failed(host, error.kind)
                raise
            finally:
                journey.seconds -= bounds.spent
            self._note(host, hop)
            return hop

    def _heard(self, address: Address, question: Question, bounds: Bounds, trail: Trail) -> Hop:
        headers = [("User-Agent", self._agent), ("Accept-Encoding", ACCEPTED), *question.headers]
        with self._wire.ask(address, headers, bounds, trail) as answer:
            content = _content(answer, question) if answer.status in GOOD else b""
            return Hop(address, answer.status, answer.headers, content)

    def _note(self, host: Host, hop: Hop) -> None:
        """What a status means for the host's pace; raises NotFetchedError where it is to be left alone."""
        if hop.status != BUSY and hop.status < BROKEN:
            self._pace.answered(host)
            return
        wait = self._pace.failed(host, "status", hop.headers.retry_after(self._world.now()))
        what = "was asked too often" if hop.status == BUSY else "is not well"
        raise NotFetchedError("status", f"{host.name} {what} (status {hop.status}).", wait)


def _content(answer: Answer, question: Question) -> bytes:
    by = decoder(answer.headers.all("content-encoding"))
    return decoded(answer.pieces, by, most=question.most, cut=question.cut)
