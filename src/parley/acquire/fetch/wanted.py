"""What a fetcher is asked for, and the three ways in which that can end."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["guard", "robots", "status", "gone", "size", "time", "redirects", "encoding", "network"]
"""What a refusal rests on; only `gone` (the status 410) says that there is no use in asking again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to ask for; `etag` and `modified` as the server gave them with what is known already."""

    address: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page or feed that came whole, its content decoded from what it was compressed by."""

    address: str
    """As it was asked for."""
    final: str
    """The address that gave the content, after redirects."""
    moved: str | None
    """`final` where every redirect on the way to it was a permanent one, to be asked for from now on."""
    content: bytes
    media: str | None
    """The media type in small letters, without parameters."""
    charset: str | None
    """As the server named it, in small letters; nobody has checked that there is such a thing."""
    etag: str | None
    modified: str | None
    """Both verbatim, to be handed back with the next `Wanted`."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that what is known by `etag` or `modified` is what it still has."""

    address: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is nothing: `reason` is a sentence in our words; `wait` the seconds before it is worth asking again."""

    address: str
    kind: Kind
    reason: str
    wait: float | None = None


Outcome = Fetched | Unchanged | Refused
