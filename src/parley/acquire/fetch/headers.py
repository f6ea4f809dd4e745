"""What the headers of an answer say, read so that nothing that a server writes there can break."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MEDIA = re.compile(r"\s*([\w!#$&^.+-]{1,100}/[\w!#$&^.+-]{1,100})\s*(?:;|$)", re.ASCII)
_CHARSET = re.compile(r""";\s{0,9}charset\s{0,9}=\s{0,9}["']?([\w.:+-]{1,40})""", re.ASCII | re.IGNORECASE)
_SECONDS = re.compile(r"\d{1,9}", re.ASCII)
_SENDABLE = re.compile(r"[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]{0,4000}[\x21-\x7e\x80-\xff])?")


@dataclass(frozen=True, slots=True)
class Headers:
    """Names in small letters with their values, in the order in which they came."""

    rows: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, raw: Iterable[tuple[bytes, bytes]]) -> "Headers":
        """From the bytes of an answer, each taken for the character of its number, so that they can be given back."""
        return cls(tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in raw))

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a header."""
        return tuple(value for each, value in self.rows if each == name)

    def first(self, name: str) -> str | None:
        """The first value of a header that says something."""
        return next(filter(None, self.all(name)), None)

    @property
    def media(self) -> str | None:
        """The media type in small letters."""
        match = _MEDIA.match(self.first("content-type") or "")
        return match[1].lower() if match else None

    @property
    def charset(self) -> str | None:
        """The encoding of a text, in small letters, whether or not there is such a one."""
        match = _CHARSET.search(self.first("content-type") or "")
        return match[1].lower() if match else None

    @property
    def length(self) -> int | None:
        """The bytes that the body is said to have on the wire."""
        value = self.first("content-length") or ""
        return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else None

    @property
    def location(self) -> str | None:
        """Where a redirect leads; addresses outside ASCII are mostly written in UTF-8."""
        value = self.first("location")
        return value.encode("latin-1").decode("utf-8", "replace") if value else None

    def retry_after(self, now: float) -> float | None:
        """The seconds that a server asks to be left alone; a date counts from its own clock where it shows that."""
        value = (self.first("retry-after") or "").strip()
        if _SECONDS.fullmatch(value):
            return float(value)
        until = _moment(value)
        if until is None:
            return None
        its_now = _moment(self.first("date") or "")
        return max(0.0, until - (now if its_now is None else its_now))


def sendable(value: str | None) -> str | None:
    """A header's value that may be sent back as it came; None for one that no answer can have held."""
    return value if value and _SENDABLE.fullmatch(value) else None


def _moment(value: str) -> float | None:
    """Seconds since 1970 of a date in a header."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  it loads the network's own modules

    try:
        return parsedate_to_datetime(value[:100]).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
