"""People, bodies and unnamed sources by the party that they belong to, with roles and spellings."""

from dataclasses import dataclass

from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.visible import one_line
from parley.story import Entity

UNNAMED = "unnamed"
KINDS = {"person": "person", "organisation": "organisation", "other": UNNAMED, "party": "party", "place": "place"}


@dataclass(frozen=True, slots=True)
class Said:
    """Words of reports about an entity with where they stand: a role or a spelling."""

    text: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """A person, body or unnamed source."""

    id: str
    name: str
    kind: str
    roles: tuple[Said, ...]
    spellings: tuple[Said, ...]
    """Forms of the name other than the name shown; for a person, not those that only leave words of it out."""
    mentions: int
    reports: int
    statements: int
    marks: tuple[str, ...] = ()
    """What the analyst decided on it."""


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party with its names and its people; the last group has no party."""

    id: str
    name: str
    code: str
    names: tuple[Said, ...]
    members: tuple[EntityView, ...]
    marks: tuple[str, ...] = ()
    """What the analyst decided on it."""


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Everyone by party, and the places."""

    parties: tuple[PartyView, ...]
    others: tuple[EntityView, ...]
    """People and bodies of no party."""
    unnamed: tuple[EntityView, ...]
    """Sources of no party that the reports do not name; those who say most first."""
    silent: int
    """So many more of them are only spoken of."""
    places: tuple[EntityView, ...]

    @property
    def count(self) -> int:
        """How many people are listed."""
        groups = [*(party.members for party in self.parties), self.others]
        return sum(member.kind == "person" for group in groups for member in group)


def view_people(ledger: Ledger) -> PeopleView:
    """The parties that the story turns on first, members who are mentioned most first, unnamed sources last."""
    said: dict[str | None, int] = {}
    for statement in ledger.dossier.statements:
        said[statement.speaker] = said.get(statement.speaker, 0) + 1
    members: dict[str | None, list[EntityView]] = {}
    places = []
    for entity in ledger.dossier.entities:
        if entity.kind == "place":
            places.append(view_entity(ledger, entity, said.get(entity.id, 0)))
        elif entity.kind != "party":
            members.setdefault(entity.party, []).append(view_entity(ledger, entity, said.get(entity.id, 0)))
    sides = [entity for entity in ledger.dossier.entities if entity.kind == "party"]
    sides.sort(key=lambda side: -ledger.weights.get(side.id, 0))
    parties = [
        PartyView(
            side.id,
            side.name,
            side.code or "",
            _spellings(ledger, side),
            _ranked(members.pop(side.id, [])),
            ledger.marks(side.id),
        )
        for side in sides
    ]
    rest = _ranked([member for group in members.values() for member in group])
    unnamed = [each for each in rest if each.kind == UNNAMED]
    speaking = sorted((each for each in unnamed if each.statements), key=lambda each: -each.statements)
    return PeopleView(
        tuple(parties),
        tuple(each for each in rest if each.kind != UNNAMED),
        tuple(speaking),
        len(unnamed) - len(speaking),
        tuple(sorted(places, key=lambda place: -place.mentions)),
    )


def _ranked(members: list[EntityView]) -> tuple[EntityView, ...]:
    order = list(KINDS.values())
    return tuple(sorted(members, key=lambda member: (order.index(member.kind), -member.mentions)))


def view_entity(ledger: Ledger, entity: Entity, statements: int) -> EntityView:
    """One of them, with how many statements it makes."""
    return EntityView(
        id=entity.id,
        name=one_line(entity.name),
        kind=KINDS[entity.kind],
        roles=tuple(Said(one_line(role.text), ledger.names(role.evidence)) for role in entity.roles),
        spellings=_spellings(ledger, entity),
        mentions=len(entity.mentions),
        reports=len({span.report for span in entity.mentions}),
        statements=statements,
        marks=ledger.marks(entity.id),
    )


def _spellings(ledger: Ledger, entity: Entity) -> tuple[Said, ...]:
    name = one_line(entity.name)
    known = set(name.split()) if entity.kind == "person" else set()
    return tuple(
        Said(one_line(variant.text), ledger.names(variant.mentions))
        for variant in entity.variants
        if one_line(variant.text) != name and not set(one_line(variant.text).split()) <= known
    )
