"""A memo of what was worked out of single readings, so that a story with one report more is not all compared again."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar, cast

from parley.reading import Reading

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was made of a reading, and all else that it was made from."""

    reading: Reading
    ground: Hashable
    made: object


class Memo:
    """Kept by its caller from one comparison of a story to the next, and good for any story.

    For each report and stage it holds the latest outcome. It is given out again only for the same reading on the same
    ground, so a comparison with a memo comes out as one without.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._shelves: dict[str, object] = {}

    def once(self, stage: str, reading: Reading, ground: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, which must depend on the reading and the ground alone and never be changed."""
        kept = self._kept.get((stage, reading.report.id))
        if kept is None or kept.ground != ground or not (kept.reading is reading or kept.reading == reading):
            kept = _Kept(reading, ground, make())
            self._kept[stage, reading.report.id] = kept
        return cast("T", kept.made)

    def shelf(self, stage: str, make: Callable[[], T]) -> T:
        """Where a stage keeps what is made of more than one reading; it must give out again only what would be made."""
        return cast("T", self._shelves.setdefault(stage, make()))
