"""The parties that a lens names: each becomes one party of the story, under every name that the lens gives it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from parley.compose.lens import PartyRow
from parley.compose.terms import bare, fold
from parley.report import Span, stable_id
from parley.story import Entity, Reason, Story, Variant

_NAMED = frozenset({"party", "organisation", "other", "place"})


def with_parties(story: Story, rows: Sequence[PartyRow]) -> Story:
    """The story with the parties of a lens; whoever bore one of the names, or spoke for it, belongs to that party."""
    for row in rows:
        story = _with_party(story, row)
    return story


def _with_party(story: Story, row: PartyRow) -> Story:
    names = {bare(name) for name in (row.name, *row.also)}
    borne = {e.id: e for e in story.entities if e.kind in _NAMED and _bears(e, names)}
    first = max(borne.values(), key=lambda e: (e.kind == "party", len(e.mentions), e.id), default=None)
    known = first.id if first else stable_id("party", bare(row.name))
    taken = {span for entity in borne.values() for span in entity.mentions}
    found = [(text, span) for text, span in _occurrences(story, names) if not any(span.meets(t) for t in taken)]
    if first is None and not found:
        return story
    roles = {bare(role) for role in row.members}
    others = tuple(_belonging(e, known, borne, roles) for e in story.entities if e.id != known)
    return replace(story, entities=(_party(row, known, first, found), *others))


def _party(row: PartyRow, known: str, first: Entity | None, found: Sequence[tuple[str, Span]]) -> Entity:
    spans = tuple(span for _, span in found)
    added = tuple(
        Variant(text, tuple(span for each, span in found if each == text))
        for text, _ in sorted(Counter(text for text, _ in found).items())
    )
    why = Reason("lens", 1.0, f"The lens names “{row.name}” as a party.")
    if first is None:
        return Entity(known, row.name, "party", None, (), tuple(sorted(spans)), added, why=(why,))
    mentions = tuple(sorted({*first.mentions, *spans}))
    variants = (*first.variants, *added)
    return replace(
        first, name=row.name, kind="party", party=None, mentions=mentions, variants=variants, why=(*first.why, why)
    )


def _belonging(entity: Entity, known: str, borne: dict[str, Entity], roles: set[str]) -> Entity:
    """An entity that bore a name of the party, belonged to one that did, or holds a role of it, belongs to it now."""
    if entity.id in borne:
        return replace(entity, kind="organisation" if entity.kind == "party" else entity.kind, party=known)
    member = entity.kind == "person" and any(_holds(role.text, roles) for role in entity.roles)
    return replace(entity, party=known) if member or entity.party in borne else entity


def _holds(role: str, roles: set[str]) -> bool:
    """Whether a role holds the words of one that the lens lists, whole."""
    return any(f" {each} " in f" {bare(role)} " for each in roles)


def _bears(entity: Entity, names: set[str]) -> bool:
    return any(bare(name) in names for name in (entity.name, *(variant.text for variant in entity.variants)))


def _occurrences(story: Story, names: set[str]) -> list[tuple[str, Span]]:
    """Where the names stand in the reports, longest first, with the report's own spelling."""
    listed = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    pattern = re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
    return [
        (reading.report.text[met.start() : met.end()], Span(reading.report.id, met.start(), met.end()))
        for reading in story.readings
        for met in pattern.finditer(fold(reading.report.text))
    ]
