"""An index of passages: which known things stand where a passage stands, without a look at all of them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from parley.report import Span

T = TypeVar("T", bound=Hashable)

STRETCH = 256
"""Characters of a report that are looked at together."""


@dataclass(slots=True)
class Places(Generic[T]):
    """Things by the passages on which they stand."""

    _held: dict[tuple[str, int], list[tuple[Span, T]]] = field(default_factory=lambda: defaultdict(list))

    def put(self, span: Span, thing: T) -> None:
        """Notes that a thing stands on a passage."""
        for stretch in _stretches(span):
            self._held[span.report, stretch].append((span, thing))

    def at(self, span: Span, least: float) -> dict[T, int]:
        """The things on passages that share with this one so much of the shorter, and how many characters."""
        return self._found(span, least, min)

    def like(self, span: Span, least: float) -> dict[T, int]:
        """The things on passages that share with this one so much of the longer, and how many characters."""
        return self._found(span, least, max)

    def _found(self, span: Span, least: float, length: Callable[[int, int], int]) -> dict[T, int]:
        found: dict[T, int] = {}
        seen: set[tuple[Span, T]] = set()
        for stretch in _stretches(span):
            for row in self._held.get((span.report, stretch), ()):
                if row in seen:
                    continue
                seen.add(row)
                other, thing = row
                common = min(span.end, other.end) - max(span.start, other.start)
                if common > 0 and common >= least * length(span.end - span.start, other.end - other.start):
                    found[thing] = found.get(thing, 0) + common
        return found


def places(rows: Iterable[tuple[Span, T]]) -> Places[T]:
    """The index of rows of passage and thing."""
    made: Places[T] = Places()
    for span, thing in rows:
        made.put(span, thing)
    return made


def _stretches(span: Span) -> range:
    return range(span.start // STRETCH, (span.end - 1) // STRETCH + 1)
