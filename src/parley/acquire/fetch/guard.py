"""Which addresses are asked for at all: by what they say, and again by the number that is about to be connected to."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from parley.acquire.fetch.address import Address, host_of
from parley.acquire.fetch.ranges import Network, Number, range_of
from parley.acquire.fetch.refusal import NotFetchedError
from parley.errors import UsageError

PORTS = frozenset((80, 443, 8080, 8443))
"""Ports on which anything may be asked for."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What one entry of `allow` opens: a host by its name, or a range of numbers, on some ports."""

    host: str | None
    network: Network | None
    ports: frozenset[int] | None
    """None for all of them."""

    def has(self, address: Address, number: Number | None) -> bool:
        """Whether it opens an address that stands for a number; without a number, whether it may turn out to."""
        if self.ports is not None and address.port not in self.ports:
            return False
        return address.host == self.host if self.network is None else number is None or number in self.network


@dataclass(frozen=True, slots=True)
class Guard:
    """Public hosts on the ports of the web, and what `allow` opens besides.

    An entry of `allow` is a host name, an address or a range (`10.1.0.0/16`), with `:PORT` or `:*` behind it where the
    port is another than 80, 443, 8080 or 8443: `127.0.0.1:8000`, `[::1]:*`, `intranet.example`. A name opens what it
    stands for in private networks and on this machine; link-local and reserved addresses only open by their range.
    What is opened may be asked for, but no public host can lead there.
    """

    allow: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises UsageError for an entry that is none."""
        tuple(self._openings())

    def admit(self, address: Address, *, led: bool = False) -> None:
        """Refuses what can be refused before a name is looked up; raises NotFetchedError."""
        if address.in_digits:
            self.judge(address, address.host, led=led)
        elif address.port not in PORTS and not any(each.has(address, None) for each in self._openings()):
            raise _port(address)

    def judge(self, address: Address, digits: str, *, led: bool = False) -> bool:
        """Refuses a number that `address` stands for unless it may be connected to; else, whether it is a public one.

        `led`: a public host redirects there, which opens nothing, whatever is allowed. Raises NotFetchedError.
        """
        try:
            number = ip_address(digits)
        except ValueError as error:
            raise NotFetchedError("guard", f"{address.host} stands for what is no address.") from error
        openings = [each for each in self._openings() if each.has(address, number)]
        found = range_of(number)
        if found is not None and not any(found.inside or each.network is not None for each in openings):
            named = "" if address.in_digits else f" stands for {digits}, which"
            remedy = f"Allow {address.authority}" if found.inside else f"Allow {digits} itself"
            reason = f"{address.host}{named} is {found.what}, no public address. {remedy} if you trust it."
            raise NotFetchedError("guard", reason)
        if found is not None and led:
            reason = f"A public host leads to {address.host}, which is {found.what}. Ask for that address itself."
            raise NotFetchedError("guard", reason)
        if address.port not in PORTS and not openings:
            raise _port(address)
        return found is None

    def _openings(self) -> Iterator[Opening]:
        return map(_opening, self.allow)


def _port(address: Address) -> NotFetchedError:
    usual = ", ".join(map(str, sorted(PORTS)))
    return NotFetchedError(
        "guard", f"Port {address.port} is none of the web's ({usual}). Allow {address.authority} if you trust it."
    )


def _opening(entry: str) -> Opening:
    host, ports = _without_port(entry.strip())
    try:
        bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
        return Opening(None, ip_network(bare, strict=False), ports)
    except ValueError:
        pass  # a name, then, or nothing
    try:
        return Opening(host_of(host), None, ports)
    except NotFetchedError as error:
        raise _no_entry(entry) from error


def _without_port(entry: str) -> tuple[str, frozenset[int] | None]:
    host, colon, port = entry.rpartition(":")
    if not colon or (":" in host and not host.endswith("]")):
        return entry, PORTS
    if port == "*":
        return host, None
    if port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) < 65536:
        return host, frozenset((int(port),))
    raise _no_entry(entry)


def _no_entry(entry: str) -> UsageError:
    return UsageError(
        f"{entry!r} is no host that can be allowed.", "Give HOST, HOST:PORT or a range such as 10.1.0.0/16."
    )
