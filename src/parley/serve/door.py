"""The door: the address that is listened at, and who may come in by it."""

import ipaddress
import re
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from socket import gethostname

from parley.errors import UsageError

PORT = 8731
"""The port unless told."""

SHORTEST = 16
"""Characters that a token has at least."""

COOKIE = "parley-token"

_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Door:
    """Where to listen; any address but loopback needs a token, which whoever comes in has to show."""

    host: str = "127.0.0.1"
    port: int = PORT
    token: str | None = None

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < SHORTEST:
            raise UsageError(f"The token is shorter than {SHORTEST} characters.", "Give a longer one that is random.")
        if self.token is None and not _is_loopback(self.host):
            remedy = "Give one with --token, or leave --host out to serve this machine alone."
            raise UsageError(f"{self.host} can be reached by other machines, which needs a token.", remedy)

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        shown = "127.0.0.1" if self.host in {"0.0.0.0", "localhost"} else self.host  # noqa: S104  compared, not bound
        shown = "::1" if shown == "::" else shown
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}/"

    def knows(self, host: str) -> bool:
        """Whether a Host header names this machine: by an address, or by a name that no stranger can point here.

        A page that rebinds its own name to this machine still sends that name (DNS rebinding).
        """
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found[1].strip("[]").casefold()
        if name in {"localhost", self.host.casefold()}:
            return True
        if _is_loopback(self.host):
            return _is_loopback(name)
        return _is_address(name) or name == gethostname().casefold()

    @property
    def cookie(self) -> str:
        """What the cookie of those holds who have shown the token; the token itself stands in no browser."""
        return sha256(f"parley cookie {self.token}".encode()).hexdigest()

    def opens(self, token: str) -> bool:
        """Whether this is the token."""
        return self.token is not None and compare_digest(token.encode(), self.token.encode())

    def remembers(self, cookie: str) -> bool:
        """Whether this cookie was given by this door."""
        return compare_digest(cookie.encode(), self.cookie.encode())


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return name == "localhost" or (_is_address(name) and ipaddress.ip_address(name).is_loopback)
