"""Whom a description introduces anew: "Ilsa Brandt shook her head. The director of the hospital said that ..."

Reports call somebody by name, and in the next sentence by a role or trait that nobody has been given. By a table of
named reasons against: who is of another sex or side, holds another office or stands in the same sentence is not meant.
"""

from collections.abc import Callable
from dataclasses import dataclass

from parley.annotate.entity.descriptions import Description
from parley.annotate.entity.figures import Figure
from parley.annotate.entity.telling import Telling
from parley.annotate.wordlists import words


@dataclass(frozen=True, slots=True)
class Asked:
    """A description with the side and the owner that it tells, and a person who may be meant."""

    telling: Telling
    description: Description
    side: str | None
    owner: Figure | None
    person: Figure


def _of_another_side(asked: Asked) -> bool:
    """The side of the description is not that of a person of whom something is told."""
    told = asked.telling.holders.cues_of(asked.person)
    return asked.side is not None and bool(told) and asked.telling.figures.sided(asked.person) != asked.side


def _of_another_body(asked: Asked) -> bool:
    """The body of the description is not that of a person of whom something is told."""
    told = asked.telling.holders.cues_of(asked.person)
    return asked.side is None and asked.owner is not None and bool(told) and asked.person.belongs != asked.owner.key


def _owns_it(asked: Asked) -> bool:
    """The person possesses the one described: "his spokesman"."""
    return asked.owner is asked.person or (asked.owner is not None and asked.owner.kind in {"person", "other"})


def _holds_another(asked: Asked) -> bool:
    """The person is known to hold another office: "the mediator" after the minister Jan Kol."""
    return asked.telling.holders.has_office(asked.person, asked.description)


def _held_by_another(asked: Asked) -> bool:
    """Somebody else in the report is given such a role."""
    noun, head = asked.telling.scene.text.lower[asked.description.head], asked.description.head
    return any(h.figure is not asked.person for h in asked.telling.holders.named(noun, head, asked.person))


AGAINST: tuple[Callable[[Asked], bool], ...] = (
    _of_another_side,
    _of_another_body,
    _owns_it,
    _holds_another,
    _held_by_another,
)
"""Why a person is not the one described."""


def introduced(telling: Telling, description: Description, side: str | None, owner: Figure | None) -> Figure | None:
    """The named person of the sentence before whom nothing speaks against."""
    text, head = telling.scene.text, description.head
    whose = description.possessor is not None and text.tags[description.own] != "PRP$"
    definite = text.lower[description.first] in {"the", "this"} or whose
    if not definite or description.plural or text.lower[head] in words("roles", "opposite"):
        return None
    asked = (
        Asked(telling, description, side, owner, person)
        for person in telling.discourse.just_named(head)
        if telling.holders.gender(description) in {None, person.gender} or person.gender is None
    )
    fitting = [each.person for each in asked if not any(reason(each) for reason in AGAINST)]
    new = [person for person in fitting if not telling.holders.cues_of(person)]
    return next(iter(new or fitting), None)
