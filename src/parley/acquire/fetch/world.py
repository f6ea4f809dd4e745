"""What a fetcher needs of the world: time, names and connections; a test gives its own."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Resolve = Callable[[str, int], tuple[str, ...]]
"""From a host's name and a port to its addresses in digits, best first; raises OSError where there are none."""

Dial = Callable[[str, int, float], Any]
"""From an address in digits, a port and seconds to a connected socket; raises OSError."""


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host by this machine's own resolver, without repetitions."""
    import socket  # noqa: PLC0415  nothing of the network is loaded before something is asked for

    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(row[4][0]) for row in found))


def dial(address: str, port: int, seconds: float) -> Any:
    """A socket connected to an address in digits, so that no name is looked up again."""
    import socket  # noqa: PLC0415  nothing of the network is loaded before something is asked for

    line = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        line.settimeout(seconds)
        line.connect((address, port))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        line.close()
        raise
    return line


@dataclass(frozen=True, slots=True)
class World:
    """Clocks, names and connections."""

    clock: Callable[[], float] = time.monotonic
    """Seconds that only go forward."""
    now: Callable[[], float] = time.time
    """Seconds since 1970, for dates in headers."""
    sleep: Callable[[float], None] = time.sleep
    resolve: Resolve = resolve
    dial: Dial = dial
    authorities: str | None = None
    """A PEM file of certificate authorities in place of those that this machine trusts."""
