"""Reports as sheets of numbered pieces, so that a citation can say where: sheet A, piece 3."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from parley.deliver.visible import day_text
from parley.report import BlockKind, Report


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, heading or other piece of a report, numbered from 1 in the order of the text."""

    number: int
    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True)
class Sheet:
    """A report with its letter, the anchor of its place on the page, and its pieces."""

    letter: str
    anchor: str
    report: Report
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """The outlet, or the file where the outlet is unknown."""
        return self.report.outlet or self.report.file

    @property
    def day(self) -> str:
        """The day of publication in words, or nothing."""
        return day_text(self.report.day)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def piece_at(self, place: int) -> Piece | None:
        """The piece in which this place of the text stands, or the one before it; None for an empty report."""
        if not self.pieces:
            return None
        return self.pieces[max(0, bisect_right(self._starts, place) - 1)]


def letters(number: int) -> str:
    """The name of the sheet with this number from 0: A, B, … Z, AA, AB, …"""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def pieces_of(report: Report) -> tuple[Piece, ...]:
    """The blocks of a report and whatever text stands between them, in order; nothing printed is left out."""
    found: list[tuple[int, int, BlockKind]] = []
    reached = 0
    for block in sorted(report.blocks):
        start, end = max(block.start, reached), min(block.end, len(report.text))
        if start < end:
            between = _lines(report.text, reached, start)
            if between and _is_marker(report.text, between[-1][0], start):
                start = between.pop()[0]
            found += [*between, (start, end, block.kind)]
            reached = end
    found += _lines(report.text, reached, len(report.text))
    return tuple(Piece(number, *piece) for number, piece in enumerate(found, 1))


def _is_marker(text: str, start: int, block: int) -> bool:
    """Whether the signs before a block are the marker of its line ("- ", "* ") and belong to it."""
    signs = text[start:block]
    return block - start < 8 and "\n" not in signs and not any(sign.isalpha() for sign in signs)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int, BlockKind]]:
    """The lines of a stretch of text that are not blank."""
    found: list[tuple[int, int, BlockKind]] = []
    for line in text[start:end].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = start + len(line) - len(line.lstrip())
            found.append((first, first + len(bare), "paragraph"))
        start += len(line)
    return found
