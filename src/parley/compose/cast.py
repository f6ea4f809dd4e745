"""Who stands for which party, as the story knows it: lookups that positions, tracks and the brief share."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from parley.compose.terms import singular
from parley.compose.voices import is_body, outlets, voices
from parley.report import Span
from parley.story import Entity, Story

OFTEN = 6
"""So many mentions, not all in one report, make an organisation one that acts."""


MARGIN = 2.0
"""So many times as much as any third party the second of the two has to be spoken of."""

_OF_MEMBERS = frozenset(
    {"alliance", "association", "union", "league", "syndicate", "federation", "committee", "guild", "group"}
)


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
    voices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The sides that a report speaks for itself, by the report's id."""
    bodies: frozenset[str] = frozenset()
    """Organisations that can take a side themselves, whether or not they belong to a party."""
    heads: dict[str, frozenset[str]] = field(default_factory=dict)
    """The sides whose names end in a noun, by the noun in the singular."""
    principals: tuple[str, ...] = ()
    """The two parties that most reports speak of most; none where a third comes near."""
    shown: dict[str, str] = field(default_factory=dict)
    """Names that the analyst gave, by the id of the entity; positions are found by the names of the reports."""

    def party(self, entity: str | None) -> str | None:
        """Id of the party that an entity is or speaks for."""
        found = self.entities.get(entity or "")
        if found is None:
            return None
        return found.id if found.kind == "party" else found.party

    def side(self, entity: str | None) -> str | None:
        """Id of the party that an entity is or speaks for, or its own where it is a body that belongs to none."""
        party = self.party(entity)
        if party is not None or entity is None:
            return party
        return entity if entity in self.bodies else None

    def name(self, entity: str | None) -> str:
        """The name under which the entity is shown."""
        if entity in self.shown:
            return self.shown[entity]
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
    bodies = _bodies(story)
    return Cast(
        {entity.id: entity for entity in story.entities},
        {report: _outermost(rows) for report, rows in found.items()},
        _capitals(story.entities),
        voices(story),
        bodies,
        _heads(story.entities, bodies),
        _principals(story.entities),
    )


def _principals(entities: tuple[Entity, ...]) -> tuple[str, ...]:
    """The two parties with most mentions, their people's too, weighed by the reports that have them."""
    parties = {entity.id for entity in entities if entity.kind == "party"}
    spoken: dict[str, list[str]] = defaultdict(list)
    for entity in entities:
        side = entity.id if entity.id in parties else entity.party
        if side in parties:
            spoken[side].extend(span.report for span in entity.mentions)
    weight = {party: len(reports) * len(set(reports)) for party, reports in spoken.items()}
    ranked = sorted(weight, key=lambda party: (-weight[party], party))
    third = weight[ranked[2]] if len(ranked) > 2 else 0
    return tuple(ranked[:2]) if len(ranked) > 1 and weight[ranked[1]] >= MARGIN * third else ()


def _bodies(story: Story) -> frozenset[str]:
    """Organisations that speak, are named often, or whose name says that they are a body; no outlet is one."""
    speakers, papers = {statement.speaker for statement in story.statements}, outlets(story)
    return frozenset(
        e.id
        for e in story.entities
        if e.kind == "organisation" and e.name[:1].isupper() and e.id not in papers
        if e.id in speakers or is_body(e.name) or _is_often_named(e)
    )


def _is_often_named(entity: Entity) -> bool:
    return len(entity.mentions) >= OFTEN and len({span.report for span in entity.mentions}) > 1


def _heads(entities: tuple[Entity, ...], bodies: frozenset[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.kind == "party" or entity.id in bodies:
            for name in (entity.name, *(variant.text for variant in entity.variants)):
                for head in _head(name):
                    found[head].add(entity.id)
    return {head: frozenset(sides) for head, sides in found.items()}


def _head(name: str) -> tuple[str, ...]:
    """The noun that a name is built on, and of a body of members theirs ("Alliance of Low Atolls"), in the singular."""
    words = name.lower().split()
    of = words.index("of") if "of" in words[1:-1] else 0
    heads = (singular(words[of - 1]),) if of else (singular(words[-1]),)
    return (*heads, singular(words[-1])) if of and heads[0] in _OF_MEMBERS else heads


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
