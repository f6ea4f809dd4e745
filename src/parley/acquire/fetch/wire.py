"""One request and its answer over one connection, which leads to the very number that the guard has judged.

httpcore2 speaks HTTP/1.1 over streams that this module gives it. It follows no redirects, keeps no cookies and reads
no proxy from the environment; whatever it reads and writes passes through `Line`, which holds the bounds.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

from parley.acquire.fetch.address import Address
from parley.acquire.fetch.guard import Guard
from parley.acquire.fetch.headers import Headers
from parley.acquire.fetch.limits import Limits
from parley.acquire.fetch.refusal import NotFetchedError
from parley.acquire.fetch.world import World

A = TypeVar("A")

MOST_NUMBERS = 6
"""Numbers of a host that are tried one after the other."""

_PIECE = 64 * 1024
_LEAST = 0.001


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer, and its body as it comes; reading it raises NotFetchedError at its faults."""

    status: int
    headers: Headers
    pieces: Iterator[bytes]


class Bounds:
    """What is left of the time and the bytes of one answer; `seconds` is what its fetch has left."""

    def __init__(self, limits: Limits, world: World, host: str, seconds: float) -> None:
        self._limits, self._clock, self._host = limits, world.clock, host
        self._began = self._clock()
        self._until = self._began + seconds
        self.received = 0
        self.in_head = True

    @property
    def spent(self) -> float:
        """Seconds since the beginning."""
        return self._clock() - self._began

    def left(self) -> float:
        """The seconds that the next step may take; raises NotFetchedError (time) where there are none."""
        until = self._until if self.received else min(self._until, self._began + self._limits.first)
        left = until - self._clock()
        if left <= 0:
            raise self.late()
        return max(left, _LEAST)

    def late(self) -> NotFetchedError:
        """That the time is up."""
        if not self.received:
            return NotFetchedError("time", f"{self._host} did not answer within {self.spent:.3g} seconds.")
        return NotFetchedError("time", f"{self._host} was not done with its answer within the time for it.")

    def count(self, size: int) -> None:
        """Bytes that came; raises NotFetchedError (size) beyond a bound."""
        self.received += size
        if self.in_head and self.received > self._limits.headers:
            raise NotFetchedError("size", f"{self._host} sent more than {self._limits.headers} bytes of headers.")
        if self.received > self._limits.wire:
            raise NotFetchedError("size", f"{self._host} sent more than {self._limits.wire} bytes.")

    def room(self) -> int:
        """The bytes that are worth reading at once."""
        bound = self._limits.headers if self.in_head else self._limits.wire
        return min(_PIECE, max(1, bound - self.received + 1))


@dataclass(slots=True)
class Trail:
    """Where a chain of redirects has been: at a public host, or only where the user allowed it."""

    public: bool = False


class Line:
    """A connection as httpcore2 uses one, within bounds."""

    def __init__(self, plug: Any, host: str, bounds: Bounds) -> None:
        self._plug, self._host, self._bounds = plug, host, bounds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come; empty at the end."""
        self._plug.settimeout(self._bounds.left())
        try:
            piece = cast("bytes", self._plug.recv(min(max_bytes, self._bounds.room())))
        except TimeoutError as error:
            raise self._bounds.late() from error
        except OSError as error:
            raise NotFetchedError("network", f"{self._host} broke off the connection.") from error
        self._bounds.count(len(piece))
        return piece

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it; a server that has hung up may still have answered, so that is found out by reading."""
        self._plug.settimeout(self._bounds.left())
        try:
            self._plug.sendall(buffer)
        except TimeoutError as error:
            raise self._bounds.late() from error
        except OSError as error:
            import httpcore2  # noqa: PLC0415  loaded already

            raise httpcore2.WriteError from error

    def close(self) -> None:
        """Hang up."""
        self._plug.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> "Line":
        """The same line, secured for the host's name; raises NotFetchedError where its certificate does not hold."""
        import ssl  # noqa: PLC0415  loaded already

        with ExitStack() as undone:
            undone.callback(self._plug.close)
            try:
                self._plug.settimeout(self._bounds.left())
                plug = ssl_context.wrap_socket(self._plug, server_hostname=server_hostname, suppress_ragged_eofs=False)
            except ssl.SSLCertVerificationError as error:
                reason = f"The certificate of {self._host} does not hold ({error.verify_message.rstrip('.')})."
                raise NotFetchedError("network", reason) from error
            except TimeoutError as error:
                raise self._bounds.late() from error
            except (OSError, ValueError) as error:
                raise NotFetchedError("network", f"No secure connection to {self._host} can be made.") from error
            undone.pop_all()
        return Line(plug, self._host, self._bounds)

    def get_extra_info(self, info: str) -> Any:
        """Nothing: httpcore2 asks only whether HTTP/2 was agreed on, which was not offered."""
        return None


@dataclass(frozen=True, slots=True)
class Wire:
    """Makes the connections of a fetcher."""

    guard: Guard
    limits: Limits
    world: World

    @contextmanager
    def ask(
        self, address: Address, headers: Sequence[tuple[str, str]], bounds: Bounds, trail: Trail
    ) -> Iterator[Answer]:
        """The answer to one GET; raises NotFetchedError where there is none."""
        import httpcore2  # noqa: PLC0415  nothing of the network is loaded before something is asked for

        host = address.host
        origin = httpcore2.Origin(address.scheme.encode(), host.encode(), address.port)
        url = httpcore2.URL(scheme=address.scheme, host=host, port=address.port, target=address.target.encode("ascii"))
        rows = [("Host", address.authority), *headers, ("Connection", "close")]
        request = httpcore2.Request(
            "GET", url, headers=[(name.encode("ascii"), value.encode("latin-1")) for name, value in rows]
        )
        context = secured(self.world.authorities) if address.scheme == "https" else None
        backend = cast("Any", Dialler(self, address, bounds, trail))
        connection = httpcore2.HTTPConnection(origin, ssl_context=context, network_backend=backend)
        try:
            response = connection.handle_request(request)
            bounds.in_head = False
            found = Headers.of(response.headers)
            yield Answer(response.status, found, self._pieces(response, found, host, bounds))
        except httpcore2.ProtocolError as error:
            what = (
                "closed the connection without an answer" if not bounds.received else "gave an answer that is no HTTP"
            )
            raise NotFetchedError("network", f"{host} {what}.") from error
        finally:
            connection.close()

    def _pieces(self, response: Any, headers: Headers, host: str, bounds: Bounds) -> Iterator[bytes]:
        import httpcore2  # noqa: PLC0415  loaded already

        if (headers.length or 0) > self.limits.wire:
            raise NotFetchedError("size", f"{host} announces {headers.length} bytes, more than {self.limits.wire}.")
        came = 0
        try:
            for piece in response.iter_stream():
                came += len(piece)
                yield piece
        except httpcore2.ProtocolError as error:
            of = f" of {headers.length}" if headers.length else ""
            raise NotFetchedError(
                "network", f"{host} broke off in the middle of its answer, after {came}{of} bytes."
            ) from error


@dataclass(frozen=True, slots=True)
class Dialler:
    """The network as httpcore2 sees it: one host, whose numbers are all judged before one of them is connected to."""

    wire: Wire
    address: Address
    bounds: Bounds
    trail: Trail

    def connect_tcp(self, host: str, port: int, **_: object) -> Line:
        """A line to the host; raises NotFetchedError where none of its numbers takes one."""
        numbers = self._numbers()
        led = self.trail.public
        public = [self.wire.guard.judge(self.address, number, led=led) for number in numbers]
        self.trail.public |= any(public)
        for left, number in zip(range(len(numbers), 0, -1), numbers, strict=True):
            try:
                return Line(self.wire.world.dial(number, port, self.bounds.left() / left), host, self.bounds)
            except TimeoutError as error:
                last: OSError = error
            except OSError as error:
                last = error
        if isinstance(last, TimeoutError):
            raise self.bounds.late() from last
        raise NotFetchedError("network", f"{host} takes no connection on port {port}.") from last

    def _numbers(self) -> tuple[str, ...]:
        host, port = self.address.host, self.address.port
        if self.address.in_digits:
            return (host,)
        try:
            found = within(lambda: self.wire.world.resolve(host, port), self.bounds.left())
        except TimeoutError as error:
            raise NotFetchedError("time", f"Looking up {host} took too long.") from error
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise NotFetchedError("network", f"{host} is not known, or there is no connection to look it up.")
        return found[:MOST_NUMBERS]


def within(work: Callable[[], A], seconds: float) -> A:
    """What a call gives that knows no bound of time; TimeoutError where it takes longer, and nobody waits for it."""
    ended: list[A | OSError | UnicodeError] = []

    def run() -> None:
        try:
            ended.append(work())
        except (OSError, UnicodeError) as error:
            ended.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not ended:
        raise TimeoutError
    if isinstance(ended[0], OSError | UnicodeError):
        raise ended[0]
    return ended[0]


@cache
def secured(authorities: str | None) -> Any:
    """How connections are secured: by this machine's authorities, SSL_CERT_FILE or a file; no keys are logged."""
    import ssl  # noqa: PLC0415  nothing of the network is loaded before something is asked for

    import httpcore2  # noqa: PLC0415

    if authorities is None:
        context = httpcore2.default_ssl_context()
        if getattr(context, "keylog_filename", None):
            context.keylog_filename = None  # type: ignore[assignment]  # typeshed does not know that it can be unset
        return context
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(authorities)
    return context
