"""The ranges of addresses that are no place on the public internet, by IANA's special-purpose registries (RFC 6890)."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Number = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Range:
    """Addresses that are refused, and what they are; `inside`: a network of somebody's own, which a user may open."""

    network: Network
    what: str
    inside: bool = False


def _range(network: str, what: str, *, inside: bool = False) -> Range:
    return Range(ip_network(network), what, inside)


FOUR = (
    _range("127.0.0.0/8", "this machine", inside=True),
    _range("10.0.0.0/8", "a private network", inside=True),
    _range("172.16.0.0/12", "a private network", inside=True),
    _range("192.168.0.0/16", "a private network", inside=True),
    _range("100.100.100.200/32", "a cloud's metadata service"),
    _range("100.64.0.0/10", "a provider's inner network", inside=True),
    _range("169.254.0.0/16", "link-local, where clouds keep their metadata"),
    _range("168.63.129.16/32", "a cloud's metadata service"),
    _range("0.0.0.0/8", "this network"),
    _range("192.0.0.0/24", "set aside for protocols"),
    _range("192.0.2.0/24", "set aside for documentation"),
    _range("198.51.100.0/24", "set aside for documentation"),
    _range("203.0.113.0/24", "set aside for documentation"),
    _range("192.31.196.0/24", "set aside for protocols"),
    _range("192.52.193.0/24", "set aside for protocols"),
    _range("192.88.99.0/24", "a relay to IPv6"),
    _range("192.175.48.0/24", "set aside for protocols"),
    _range("198.18.0.0/15", "set aside for measurements"),
    _range("224.0.0.0/4", "a multicast group"),
    _range("240.0.0.0/4", "reserved"),
)

SIX = (
    _range("::1/128", "this machine", inside=True),
    _range("fd00:ec2::254/128", "a cloud's metadata service"),
    _range("fc00::/7", "a private network", inside=True),
    _range("fe80::/10", "link-local"),
    _range("fec0::/10", "a private network of the old kind"),
    _range("ff00::/8", "a multicast group"),
    _range("::ffff:0:0/96", "an IPv4 address in the form of IPv6"),
    _range("2002::/16", "a relay to IPv4"),
    _range("2001::/23", "set aside for protocols"),
    _range("2001:db8::/32", "set aside for documentation"),
    _range("2620:4f:8000::/48", "set aside for protocols"),
    _range("3fff::/20", "set aside for documentation"),
    _range("::/3", "reserved"),
    _range("4000::/2", "reserved"),
    _range("8000::/1", "reserved"),
)
"""The last three are all that is not 2000::/3, which alone has been given out."""

TRANSLATED = IPv6Network("64:ff9b::/96")
"""Where networks without IPv4 show the public IPv4 addresses (RFC 6052); such an address is what it ends in."""


def range_of(number: Number) -> Range | None:
    """The range for which an address is refused; None for a public one."""
    if isinstance(number, IPv6Address) and number in TRANSLATED:
        number = IPv4Address(int(number) & 0xFFFFFFFF)
    rows = FOUR if isinstance(number, IPv4Address) else SIX
    return next((row for row in rows if number in row.network), None)
