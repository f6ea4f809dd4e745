"""Who stands for which party, as the story knows it: lookups that positions, tracks and the brief share."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from parley.report import Span
from parley.story import Entity, Story


@dataclass(frozen=True, slots=True)
class Named:
    """A mention and the entity that it stands for."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Cast:
    """The story's entities by id, and their mentions by report in order of place."""

    entities: dict[str, Entity]
    mentions: dict[str, tuple[Named, ...]]
    capitals: dict[str, str]
    """The party for which a place stands when it acts ("Selmont weighs the plan"), by the place's id."""

    def party(self, entity: str | None) -> str | None:
        """Id of the party that an entity is or speaks for."""
        found = self.entities.get(entity or "")
        if found is None:
            return None
        return found.id if found.kind == "party" else found.party

    def name(self, entity: str | None) -> str:
        """The entity's name."""
        found = self.entities.get(entity or "")
        return found.name if found else ""

    def within(self, report: str, start: int, end: int) -> tuple[Named, ...]:
        """Mentions of a report that begin in a stretch, in order."""
        rows = self.mentions.get(report, ())
        first = bisect_left(rows, start, key=lambda named: named.start)
        last = bisect_left(rows, end, key=lambda named: named.start)
        return rows[first:last]


def cast_of(story: Story) -> Cast:
    """The cast of a story; where mentions overlap, the longer one counts."""
    found: dict[str, list[Named]] = defaultdict(list)
    for entity in story.entities:
        for span in entity.mentions:
            found[span.report].append(Named(span.start, span.end, entity.id))
    return Cast(
        {entity.id: entity for entity in story.entities},
        {report: _outermost(rows) for report, rows in found.items()},
        _capitals(story.entities),
    )


def _capitals(entities: tuple[Entity, ...]) -> dict[str, str]:
    spellings = {v.text.casefold(): e.id for e in entities if e.kind == "party" for v in e.variants if v.text != e.name}
    return {e.id: party for e in entities if e.kind == "place" and (party := spellings.get(e.name.casefold()))}


def _outermost(rows: list[Named]) -> tuple[Named, ...]:
    kept: list[Named] = []
    for row in sorted(rows, key=lambda r: (r.start, -r.end, r.entity)):
        if not kept or row.start >= kept[-1].end:
            kept.append(row)
    return tuple(kept)


def stretch(spans: tuple[Span, ...]) -> Span:
    """The span from the first to the last of several spans of one report."""
    return Span(spans[0].report, min(s.start for s in spans), max(s.end for s in spans))
