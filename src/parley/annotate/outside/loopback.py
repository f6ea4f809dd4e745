"""One HTTP exchange with a server on this machine, and with no other; all else goes through `acquire.fetch`.

The standard library's parts are used under our own socket, because they neither follow redirects nor read proxies from
the environment, and because one reader below them can bound both the time and the bytes of a whole exchange. No name is
ever looked up: `localhost` stands for 127.0.0.1 and ::1.
"""

import io
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address
from time import monotonic
from typing import cast
from urllib.parse import SplitResult, urlsplit

from parley.errors import UsageError

LARGEST = 512 * 1024
"""Bytes of an answer with its headers, at most."""

_PIECE = 64 * 1024
_OK, _REDIRECTS, _BROKEN = 200, range(300, 400), 500
_REMEDY = "Give it as llm:http://127.0.0.1:8080 or llm:http://localhost:8080#MODEL."


@dataclass(frozen=True, slots=True)
class Address:
    """A server on this machine; `base` is the path that its interface stands under, without a slash at the end."""

    host: str
    port: int
    base: str

    @property
    def numbers(self) -> tuple[str, ...]:
        """The addresses to try, in order."""
        return ("127.0.0.1", "::1") if self.host == "localhost" else (self.host,)

    @property
    def shown(self) -> str:
        """The address as a user writes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why there is no usable answer, in our own words: nothing that the server sent stands in `reason`."""

    reason: str
    status: int | None = None
    """The HTTP status, where there was another than 200."""
    heard: bool = True
    """False where nothing listens at all."""
    again: bool = False
    """Whether a second try may end otherwise."""
    whole: bool = False
    """Whether an answer came, of another shape than was asked for."""


def address(url: str) -> Address:
    """The server of a URL; raises UsageError where it is none on this machine."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UsageError(f"{url!r} is no address of a server.", _REMEDY) from error
    if parts.scheme != "http" or not host or port == 0 or _has_more(parts):
        raise UsageError(f"{url!r} is no plain address of a local server.", _REMEDY)
    if host != "localhost" and not _is_loopback(host):
        raise UsageError(f"{host!r} is not this machine; reports are sent nowhere else.", _REMEDY)
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return Address(host, port or 80, path if path.endswith("/v1") else f"{path}/v1")


def _has_more(parts: SplitResult) -> bool:
    """Whether a URL holds a name or password, a query, or characters that do not belong in a request."""
    odd = any(not "!" <= character <= "~" for character in parts.path)
    return parts.username is not None or parts.password is not None or bool(parts.query) or odd


def _is_loopback(host: str) -> bool:
    """Whether an address in digits is one of 127.0.0.0/8 or ::1."""
    try:
        number = ip_address(host)
    except ValueError:
        return False
    return number.is_loopback if isinstance(number, IPv4Address) else number == IPv6Address("::1") and host == "::1"


def exchange(server: Address, method: str, path: str, body: bytes = b"", *, seconds: float) -> bytes | NoAnswer:
    """The body of the answer to one request; `seconds` bounds the whole exchange, `LARGEST` its size."""
    until = monotonic() + seconds
    line = _connected(server, until)
    if isinstance(line, NoAnswer):
        return line
    with line:
        try:
            line.settimeout(max(0.001, until - monotonic()))
            line.sendall(_request(server, method, path, body))
            # HTTPResponse asks of a socket only `makefile`.
            return _received(HTTPResponse(cast("socket.socket", _Wire(line, until)), method=method))
        except TimeoutError:
            return NoAnswer(f"gave no whole answer within {seconds:g} seconds")
        except _TooLargeError:
            return NoAnswer(f"gave an answer of more than {LARGEST} bytes")
        except (OSError, HTTPException, ValueError, OverflowError):
            return NoAnswer("broke off or gave an answer that is not HTTP", again=True)


def _connected(server: Address, until: float) -> socket.socket | NoAnswer:
    """A connection whose other end is on this machine."""
    for number in server.numbers:
        line = socket.socket(socket.AF_INET6 if ":" in number else socket.AF_INET, socket.SOCK_STREAM)
        try:
            line.settimeout(max(0.001, until - monotonic()))
            line.connect((number, server.port))
            if _is_loopback(line.getpeername()[0]):
                return line
        except OSError:
            line.close()
            continue
        line.close()
    return NoAnswer("does not answer", heard=False)


def _request(server: Address, method: str, path: str, body: bytes) -> bytes:
    lines = (
        f"{method} {server.base}{path} HTTP/1.1",
        f"Host: {server.shown}",
        "Accept: application/json",
        "Accept-Encoding: identity",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Connection: close",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii") + body


def _received(response: HTTPResponse) -> bytes | NoAnswer:
    """The whole body of an answer."""
    response.begin()
    if response.status in _REDIRECTS:
        return NoAnswer(f"answered with a redirect, which is not followed (status {response.status})", response.status)
    if response.status != _OK:
        reason = f"answered with the status {response.status}"
        return NoAnswer(reason, response.status, again=response.status >= _BROKEN)
    body = b"".join(_pieces(response))
    if response.length:
        return NoAnswer("broke off in the middle of its answer", again=True)
    return body


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    """What the server sends, piece by piece: a length that it only claims is never set aside at once."""
    while piece := response.read(_PIECE):
        yield piece


class _TooLargeError(OSError):
    """More bytes came than an answer may have."""


@dataclass(frozen=True, slots=True)
class _Wire:
    """What stands for a socket under HTTPResponse."""

    line: socket.socket
    until: float

    def makefile(self, mode: str) -> io.BufferedReader:
        """A reader that keeps the bounds; `mode` is always rb."""
        return io.BufferedReader(_Bounded(self.line, self.until))


class _Bounded(io.RawIOBase):
    """Reads from a socket until a moment and up to a number of bytes; a server that drips is cut off like any other."""

    def __init__(self, line: socket.socket, until: float) -> None:
        super().__init__()
        self._line, self._until, self._left = line, until, LARGEST

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # io's stub names a private buffer type
        """The next bytes; raises TimeoutError or _TooLargeError at the bounds."""
        remaining = self._until - monotonic()
        if remaining <= 0:
            raise TimeoutError
        self._line.settimeout(remaining)
        count = self._line.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise _TooLargeError
        return count
