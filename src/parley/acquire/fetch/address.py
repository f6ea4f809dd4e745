"""An address to ask for, taken apart once: what is checked is what is asked, and no second parser reads it again."""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from parley.acquire.fetch.refusal import NotFetchedError

LONGEST = 8192
"""Characters of an address."""

SHOWN = 200
"""Characters of an address in a sentence."""

PORTS = {"http": 80, "https": 443}

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
_PATH, _QUERY = "/%:@!$&'()*+,;=~", "/?%:@!$&'()*+,;=~"
_DOT, _DOTS = re.compile(r"\.|%2e", re.IGNORECASE), re.compile(r"(?:\.|%2e){2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """`host` in small ASCII letters or digits, without brackets or a last dot; `target` path and query, quoted."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def in_digits(self) -> bool:
        """Whether the host is an address in digits, so that nothing has to be looked up."""
        return ":" in self.host or _NUMERIC.fullmatch(self.host.rpartition(".")[2]) is not None

    @property
    def shown(self) -> str:
        """As much of it as a sentence can hold."""
        whole = str(self)
        return whole if len(whole) <= SHOWN else whole[: SHOWN - 1] + "…"

    def __str__(self) -> str:
        return self.origin + self.target


def address(text: str, base: Address | None = None) -> Address:
    """The address that a text names, or leads to from `base`; raises NotFetchedError (guard) for any odd form."""
    text = text.strip(" \t\r\n\f")
    if len(text) > LONGEST:
        raise _odd(f"The address is longer than {LONGEST} characters.")
    if _CONTROL.search(text) or "\\" in re.split("[?#]", text, maxsplit=1)[0]:
        raise _odd("The address holds control characters or backslashes.")
    try:
        parts = urlsplit(urljoin(str(base), text) if base else text)
    except ValueError as error:
        raise _odd("The address cannot be read.") from error
    if parts.scheme not in PORTS:
        raise _odd("Only http and https addresses are asked for.")
    if "@" in parts.netloc:
        raise _odd("The address holds a name or a password, which are never sent.")
    host, port = _split(parts.netloc)
    target = quote(_without_dots(parts.path), safe=_PATH, errors="replace")
    if parts.query:
        target += "?" + quote(parts.query, safe=_QUERY, errors="replace")
    return Address(parts.scheme, host, PORTS[parts.scheme] if port is None else port, target)


def host_of(text: str) -> str:
    """A host as `Address` has it; raises NotFetchedError for what is no host name and no address in its usual form."""
    if text.startswith("[") and text.endswith("]"):
        return _six(text[1:-1])
    if len(text) > 255 or "%" in text:
        raise _odd("The address names no host that can be looked up.")
    name = (text if text.isascii() else _ascii(text)).lower().removesuffix(".")
    if not all(map(_LABEL.fullmatch, name.split("."))):
        raise _odd("The address names no host that can be looked up.")
    return _four(name) if _NUMERIC.fullmatch(name.rpartition(".")[2]) else name


def _split(netloc: str) -> tuple[str, int | None]:
    host, colon, port = netloc.rpartition(":")
    if not colon or "]" in port:
        return host_of(netloc), None
    if not port:
        return host_of(host), None
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) < 65536):
        raise _odd("The address names a port that does not exist.")
    return host_of(host), int(port)


def _four(name: str) -> str:
    """An IPv4 address; its other forms (short, decimal, octal, hexadecimal) are not read alike by all programs."""
    try:
        return str(IPv4Address(name))
    except AddressValueError as error:
        raise _odd("The host is a number, but no address of the form 192.0.2.1.") from error


def _six(inside: str) -> str:
    try:
        number = IPv6Address(inside)
    except AddressValueError as error:
        raise _odd("The host stands in brackets, but is no IPv6 address.") from error
    if number.scope_id is not None:
        raise _odd("The host is an address of one network card of this machine.")
    return str(number)


def _ascii(name: str) -> str:
    import idna  # noqa: PLC0415  most names are ASCII, and its tables are large

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except UnicodeError as error:
        raise _odd("The address names no host that can be looked up.") from error


def _without_dots(path: str) -> str:
    """A path from its root, `.` and `..` resolved (RFC 3986, 5.2.4), so that no rule for robots is passed by."""
    kept: list[str] = []
    parts = path.split("/")[1:] or [""]
    for part in parts:
        if _DOTS.fullmatch(part):
            kept[-1:] = []
        elif not _DOT.fullmatch(part):
            kept.append(part)
    ends_open = _DOT.fullmatch(parts[-1]) or _DOTS.fullmatch(parts[-1])
    return "/" + "/".join(kept) + ("/" if ends_open and kept else "")


def _odd(reason: str) -> NotFetchedError:
    return NotFetchedError("guard", reason)
