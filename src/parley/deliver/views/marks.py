"""Marked text: overlapping passages become properly nested elements, one anchor for each, split where they cross."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Literal


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be marked; `anchor` is its id on the page, or nothing where none links to it."""

    start: int
    end: int
    classes: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """An opening, a closing, a cut, or text; an opening has its id and its classes."""

    kind: Literal["open", "close", "text", "cut"]
    text: str = ""
    id: str = ""
    classes: str = ""


def merged(marks: Iterable[Mark]) -> list[Mark]:
    """Marks of the same stretch as one, in the order in which they open; the first anchor given stays."""
    held: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        there = held.get((mark.start, mark.end), mark)
        classes = tuple(dict.fromkeys([*there.classes, *mark.classes]))
        held[mark.start, mark.end] = Mark(mark.start, mark.end, classes, there.anchor or mark.anchor)
    return sorted(held.values(), key=lambda mark: (mark.start, -mark.end))


@dataclass(slots=True)
class Marker:
    """Writes one report's pieces as tokens; remembers which anchors stand and which passages were split."""

    text: str
    placed: set[str] = field(default_factory=set)
    split: dict[str, str] = field(default_factory=dict)
    """Class by anchor of the passages that stand in several elements."""

    def tokens(self, start: int, end: int, marks: Iterable[Mark]) -> list[Token]:
        """The tokens of `text[start:end]`; marks may reach beyond it, overlap and cross."""
        waiting = [(max(m.start, start), -min(m.end, end), n, m) for n, m in enumerate(marks)]
        heapify(waiting)
        ends: list[int] = []
        found: list[Token] = []
        place = start
        while waiting or ends:
            if ends and (not waiting or ends[-1] <= waiting[0][0]):
                place = self._text(found, place, ends.pop())
                found.append(Token("close"))
                continue
            opens, negative_end, number, mark = heappop(waiting)
            closes = min(-negative_end, ends[-1]) if ends else -negative_end
            if closes < -negative_end:
                heappush(waiting, (closes, negative_end, number, mark))
            place = self._text(found, place, opens)
            found.append(self._open(mark, whole=(opens, closes) == (mark.start, mark.end)))
            ends.append(closes)
        self._text(found, place, end)
        return found

    def _text(self, found: list[Token], start: int, end: int) -> int:
        if start < end:
            found.append(Token("text", self.text[start:end]))
        return max(start, end)

    def _open(self, mark: Mark, *, whole: bool) -> Token:
        classes = mark.classes
        if mark.anchor and not whole:
            classes = (*classes, self.split.setdefault(mark.anchor, f"part{len(self.split) + 1}"))
        first = mark.anchor and mark.anchor not in self.placed
        self.placed.add(mark.anchor)
        return Token("open", id=mark.anchor if first else "", classes=" ".join(classes))
