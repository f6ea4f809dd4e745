"""Who takes a side without being a party or a named body: lands by their name, and groups by what they are."""

from collections import Counter, defaultdict
from dataclasses import replace

from parley.compose.cast import Cast
from parley.compose.lens import bodies, vague
from parley.compose.terms import bare, singular
from parley.story import Entity, Story

OFTEN = 2
"""So many times a group takes a stance that counts as a side."""


def with_acting(cast: Cast, story: Story) -> Cast:
    """The cast in which lands and groups that belong to nobody and take stances can be a side themselves.

    A group that several reports name alike ("the drivers") is one side.
    """
    taken = _taken(story)
    named: dict[str, list[Entity]] = defaultdict(list)
    for entity in story.entities:
        if cast.side(entity.id) is None:
            named[bare(entity.name)].append(entity)
    alike = [group for group in named.values() if _acts(group[0], sum(taken[entity.id] for entity in group))]
    first = {entity.id: max(group, key=lambda e: (len(e.mentions), e.id)).id for group in alike for entity in group}
    joined = {each: replace(cast.entities[each], party=side) for each, side in first.items() if each != side}
    return replace(cast, entities={**cast.entities, **joined}, bodies=cast.bodies | set(first.values()))


def _taken(story: Story) -> Counter[str]:
    """How many wordings of statements take a stance, by their speaker."""
    readings = {reading.report.id: reading for reading in story.readings}
    return Counter(
        statement.speaker
        for statement in story.statements
        for wording in statement.wordings
        if statement.speaker is not None
        if wording.attribution >= 0 and readings[wording.report].attributions[wording.attribution].stance is not None
    )


def _acts(entity: Entity, stances: int) -> bool:
    """Whether one is a land, a group of several people, or a body that is named by its noun alone."""
    if entity.kind == "place":
        return stances > 0
    head = singular(entity.name.split()[-1])
    if entity.kind == "organisation":
        return stances >= OFTEN and head in bodies()
    many = entity.name.split()[-1].lower() != head
    return entity.kind == "other" and many and stances >= OFTEN and head not in vague()
