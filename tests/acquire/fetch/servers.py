"""Servers on loopback that answer byte for byte as a test tells them, and worlds in which hosts lead to them."""

import itertools
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.guard import Guard
from parley.acquire.fetch.limits import Limits
from parley.acquire.fetch.world import World, dial

KEYS = Path(__file__).parent / "keys"
PUBLIC = "93.184.216.34"
"""A public address that the worlds of tests lead to a server on loopback."""

QUICK = Limits(pause=0.0, seconds=5.0, first=3.0)

Reply = bytes | Callable[["Asked"], bytes | Iterable[bytes]]
"""Everything that goes over the wire, at once or piece by piece."""


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    target: str
    headers: dict[str, str]
    number: int
    """How many there were before it."""


@dataclass
class Server:
    """What listens, and what came to it."""

    replies: dict[str, Reply]
    robots: Reply | None = None
    tls: ssl.SSLContext | None = None
    deaf: bool = False
    """Whether it answers before it was asked."""
    polite: bool = False
    """Whether it ends a secured connection as it should."""
    port: int = 0
    accepted: int = 0
    asked: list[Asked] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def guard(self) -> Guard:
        return Guard((f"127.0.0.1:{self.port}",))

    def pages(self) -> list[Asked]:
        return [each for each in self.asked if each.target != "/robots.txt"]


def http(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A whole answer; `length` lies about the body, and -1 leaves it open."""
    size = len(body) if length is None else length
    rows = [*headers, *([f"Content-Length: {size}"] if size >= 0 else [])]
    return "\r\n".join((f"HTTP/1.1 {status}", *rows, "", "")).encode() + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return http(b"", f"Location: {to}", status=status)


@contextmanager
def serving(
    replies: Mapping[str, Reply] | Reply,
    *,
    robots: Reply | None = None,
    tls: ssl.SSLContext | None = None,
    deaf: bool = False,
    polite: bool = False,
) -> Iterator[Server]:
    """Serves until the block ends; one reply for any address, or one for each."""
    server = Server(dict(replies) if isinstance(replies, Mapping) else {"*": replies}, robots, tls, deaf, polite)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.02)
        server.port = listening.getsockname()[1]
        thread = threading.Thread(target=_listen, args=(listening, server), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.done.set()
            thread.join(5)


def _listen(listening: socket.socket, server: Server) -> None:
    threads = []
    while not server.done.is_set():
        try:
            line, _ = listening.accept()
        except TimeoutError:
            continue
        server.accepted += 1
        threads.append(threading.Thread(target=_answer, args=(line, server), daemon=True))
        threads[-1].start()
    for thread in threads:
        thread.join(2)


def _answer(line: socket.socket, server: Server) -> None:
    try:
        line.settimeout(5)
        with server.tls.wrap_socket(line, server_side=True) if server.tls else line as secured:
            asked = Asked("/", {}, 0) if server.deaf else _request(secured, len(server.asked))
            server.asked.append(asked)
            reply = _reply(server, asked)
            for piece in [reply] if isinstance(reply, bytes) else reply:
                secured.sendall(piece)
                if server.done.is_set():
                    return
            if server.polite and isinstance(secured, ssl.SSLSocket):
                secured.unwrap()
            secured.shutdown(socket.SHUT_WR)
            while secured.recv(65536):
                pass
    except (OSError, ValueError):
        return  # the client hung up, which is what the test is about
    finally:
        line.close()


def _request(line: socket.socket, number: int) -> Asked:
    got = b""
    while b"\r\n\r\n" not in got:
        more = line.recv(65536)
        if not more:
            raise OSError
        got += more
    first, *rows = got.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rows)}
    return Asked(first.split(" ")[1], headers, number)


def _reply(server: Server, asked: Asked) -> bytes | Iterable[bytes]:
    missing = http(status="404 Not Found")
    if asked.target == "/robots.txt":
        reply = missing if server.robots is None else server.robots
    else:
        reply = server.replies.get(asked.target, server.replies.get("*", missing))
    return reply if isinstance(reply, bytes) else reply(asked)


def endless(*pieces: bytes) -> Callable[[Asked], Iterator[bytes]]:
    """The pieces, the last of them for ever."""
    return lambda _: itertools.chain(pieces, itertools.repeat(pieces[-1]))


@dataclass
class Time:
    """A clock that only goes on while somebody sleeps."""

    moment: float = 1_000_000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += seconds


@dataclass
class Net:
    """Names and connections of a test: what was looked up, what was connected to, and where that really leads."""

    names: Mapping[str, Sequence[str] | Callable[[int], Sequence[str]]]
    port: int
    """Where connections to PUBLIC really go, on loopback; all others are only noted."""
    resolved: list[str] = field(default_factory=list)
    dialled: list[str] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        self.resolved.append(host)
        found = self.names.get(host, ())
        if callable(found):
            found = found(self.resolved.count(host) - 1)
        if not found:
            raise OSError("not known")
        return tuple(found)

    def dial(self, number: str, port: int, seconds: float) -> Any:
        self.dialled.append(number)
        if number != PUBLIC:
            raise OSError("a test would have connected to this")
        return dial("127.0.0.1", self.port, seconds)


def fetcher(net: Net, *, time: Time | None = None, guard: Guard | None = None, limits: Limits = QUICK) -> Fetcher:
    """A fetcher in a world of its own, in which https is secured by the keys of the tests."""
    authorities = str(KEYS / "authority.pem")
    if time is None:
        world = World(resolve=net.resolve, dial=net.dial, authorities=authorities)
    else:
        world = World(time.clock, time.clock, time.sleep, net.resolve, net.dial, authorities)
    return Fetcher(guard, limits, world=world)


def secured(name: str) -> ssl.SSLContext:
    """The server's side of https, with the certificate of that name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(KEYS / f"{name}.pem")
    return context
