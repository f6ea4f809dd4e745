"""Terms: a stretch of a report as the ids of the entities that it names and the stems of its other words."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from parley.compare.resolve import Cast
from parley.compare.words import phrased, stop, words
from parley.reading import Reading
from parley.report import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """The terms of a stretch in order, and the entities among them."""

    features: tuple[str, ...]
    entities: frozenset[str]
    spans: tuple[Span, ...] = ()
    """The words that each term stands for."""


class Placed(Generic[T]):
    """Things with their spans, found by the stretch that holds them."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self.things = sorted(things, key=lambda thing: (thing[0].start, -thing[0].end))
        self.starts = [span.start for span, _ in self.things]

    def inside(self, piece: Span) -> Iterator[T]:
        """Those that lie in the piece, by their beginnings, the longer first."""
        low, high = bisect_left(self.starts, piece.start), bisect_left(self.starts, piece.end)
        yield from (thing for span, thing in self.things[low:high] if span.end <= piece.end)


class Terms:
    """The terms of one report's stretches, the same for every spelling and pronoun of an entity."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading = reading
        self.cast = cast
        known = {entity.key for entity in reading.entities if entity.name or entity.kind == "person"}
        self.mentions = Placed((m.span, m) for m in reading.mentions if m.entity in known)

    def of(self, spans: Sequence[Span]) -> Found:
        """Ids in place of names, descriptions and pronouns; stems of the other words of content."""
        report = self.reading.report
        inner = [word for span in spans for word in words(report.text, span.start, span.end)]
        starts = [word.start for word in inner]
        found: dict[int, str] = {}
        ends: dict[int, int] = {}
        held: set[int] = set()
        for mention in (each for span in spans for each in self.mentions.inside(span)):
            entity = self.cast.id(report.id, mention.entity)
            first, last = bisect_left(starts, mention.span.start), bisect_left(starts, mention.span.end)
            if entity and first < last and first not in held:
                found[first] = entity
                ends[first] = mention.span.end
                held.update(range(first, last))
        kept: list[str] = []
        stretches: list[Span] = []
        for i, (word, stem) in enumerate(phrased(inner)):
            if i in found:
                kept.append(found[i])
                stretches.append(Span(report.id, word.start, ends[i]))
            elif i not in held and stem and stem not in stop():
                kept.append(self.cast.adjectives.get(word.text, stem))
                stretches.append(Span(report.id, word.start, word.end))
        return Found(tuple(kept), frozenset(found.values()), tuple(stretches))
