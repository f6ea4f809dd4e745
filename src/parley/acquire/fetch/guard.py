"""Which addresses are asked for at all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """Public hosts on the ports of the web, and what `allow` opens besides.

    An entry of `allow` is a host name, an address or a range (`10.1.0.0/16`), with `:PORT` or `:*` behind it where the
    port is another than 80, 443, 8080 or 8443: `127.0.0.1:8000`, `[::1]:*`, `intranet.example`.
    """

    allow: tuple[str, ...] = ()
