"""What a server compressed, decoded by small steps, so that a bomb is cut at the bound and never unfolded."""

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from parley.acquire.fetch.refusal import NotFetchedError

STEP = 64 * 1024
"""Bytes that one step of decoding gives, about."""

MEMBERS = 1000
"""Files of gzip one behind the other in one answer; each of them may be almost nothing but work."""

ACCEPTED = "gzip, deflate, br"


class BrokenError(Exception):
    """What came does not decode."""


class Decoder(Protocol):
    """Takes what comes over the wire and gives what it stands for."""

    def steps(self, piece: bytes) -> Iterator[bytes]:
        """What a piece adds, in steps; raises BrokenError for what does not decode."""
        ...

    @property
    def whole(self) -> bool:
        """Whether nothing is missing at the end."""
        ...


def decoder(values: Iterable[str]) -> Decoder:
    """The decoder for Content-Encoding headers; raises NotFetchedError for what was not asked for."""
    names = [part.strip().lower() for value in values for part in value.split(",")]
    names = [name for name in names if name not in {"", "identity"}]
    if len(names) > 1:
        raise NotFetchedError("encoding", "The answer is compressed more than once, which nobody does to a page.")
    match names:
        case []:
            return Plain()
        case ["gzip" | "x-gzip"]:
            return Gzip()
        case ["deflate"]:
            return Deflate()
        case ["br"]:
            return Brotli()
    shown = re.sub(r"[^\w-]", "", names[0], flags=re.ASCII)[:20] or "an unnamed way"
    raise NotFetchedError("encoding", f"The answer is compressed by {shown}, which was not asked for.")


def decoded(pieces: Iterable[bytes], by: Decoder, *, most: int, cut: bool = False) -> bytes:
    """The content of an answer; where it is longer than `most` bytes, NotFetchedError (size), or `cut` there."""
    content = bytearray()
    try:
        for piece in pieces:
            for step in by.steps(piece):
                content += step
                if len(content) > most:
                    return _beyond(content, most, cut=cut)
    except BrokenError as error:
        raise NotFetchedError("encoding", "The answer is not compressed in the way that it says.") from error
    if not by.whole:
        raise NotFetchedError("encoding", "The answer ends in the middle of what is compressed.")
    return bytes(content)


def _beyond(content: bytearray, most: int, *, cut: bool) -> bytes:
    if cut:
        return bytes(content[:most])
    raise NotFetchedError("size", f"There is more than {most} bytes of it, which is beyond the bound.")


class Plain:
    """For what is not compressed."""

    whole = True

    def steps(self, piece: bytes) -> Iterator[bytes]:
        """The piece itself."""
        yield piece


class Inflating:
    """For what zlib reads: one stream, in a form that the first two bytes may tell."""

    def __init__(self) -> None:
        self._engine: Any = None
        self._held = b""

    @property
    def whole(self) -> bool:
        """Whether the stream has ended, or nothing came at all."""
        return self._engine.eof if self._engine else not self._held

    def steps(self, piece: bytes) -> Iterator[bytes]:
        """What a piece adds to the stream; what stands behind its end is passed over, as browsers do."""
        if self._engine is None:
            self._held += piece
            if len(self._held) < 2:
                return
            piece, self._engine = self._held, zlib.decompressobj(self._form(self._held))
        yield from self._inflated(piece)

    def _inflated(self, piece: bytes) -> Iterator[bytes]:
        full = True
        while (piece or full) and not self._engine.eof:
            try:
                step = self._engine.decompress(piece, STEP)
            except zlib.error as error:
                raise BrokenError from error
            yield step
            piece, full = self._engine.unconsumed_tail, len(step) == STEP

    def _form(self, begin: bytes) -> int:
        """The window bits that stand for a form in zlib."""
        raise NotImplementedError


class Deflate(Inflating):
    """The zlib form that the standard means, or the bare one that some servers send."""

    def _form(self, begin: bytes) -> int:
        zlibs = begin[0] & 0x0F == 8 and int.from_bytes(begin[:2]) % 31 == 0
        return zlib.MAX_WBITS if zlibs else -zlib.MAX_WBITS


class Gzip(Inflating):
    """One gzip file, or several one behind the other."""

    def __init__(self) -> None:
        super().__init__()
        self._members = 1
        self._behind = b""

    def steps(self, piece: bytes) -> Iterator[bytes]:
        """What a piece adds to the files; what stands behind them is passed over."""
        if self._engine is None or not self._engine.eof:
            yield from super().steps(piece)
            self._behind = self._engine.unused_data if self._engine else b""
        elif self._behind in {b"", b"\x1f"}:
            self._behind += piece
        while self._engine and self._engine.eof and self._behind.startswith(b"\x1f\x8b"):
            yield from self._next(self._behind)

    def _next(self, piece: bytes) -> Iterator[bytes]:
        self._members += 1
        if self._members > MEMBERS:
            raise NotFetchedError("size", f"There are more than {MEMBERS} compressed files in the answer.")
        self._engine = zlib.decompressobj(self._form(piece))
        yield from self._inflated(piece)
        self._behind = self._engine.unused_data

    def _form(self, begin: bytes) -> int:
        return 16 + zlib.MAX_WBITS


class Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        self._engine: Any = None

    @property
    def whole(self) -> bool:
        """Whether the stream has ended, or nothing came at all."""
        return self._engine is None or self._engine.is_finished()

    def steps(self, piece: bytes) -> Iterator[bytes]:
        """What a piece adds; its decoder does not let anything stand behind the end in the same piece."""
        import brotli  # noqa: PLC0415  only where a server uses it

        self._engine = self._engine or brotli.Decompressor()
        while not self._engine.is_finished():
            try:
                step = self._engine.process(piece, output_buffer_limit=STEP)
            except brotli.error as error:
                raise BrokenError from error
            yield step
            piece = b""
            if not step and self._engine.can_accept_more_data():
                return
