"""Who goes between: whoever belongs to no side and meets the sides of a story, together or each alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from parley.compose.cast import Cast
from parley.compose.channels import channels
from parley.compose.terms import fold
from parley.story import Event

ACTING = frozenset({"person", "organisation"})
SIDES = 2
"""Whoever meets so many sides goes between them, whatever he is called."""

Sides = tuple[str, ...]


def mediators(events: Iterable[tuple[Event, Sides]], cast: Cast) -> frozenset[str]:
    """People and bodies of no side that meet several sides, or one side where their role says that they mediate."""
    met: dict[str, set[str]] = defaultdict(set)
    for event, sides in events:
        if event.type == "CONSULT" and event.status != "denied":
            for taking in event.participants:
                if _is_nobodys(taking.entity, cast):
                    met[taking.entity].update(sides)
    return frozenset(who for who, sides in met.items() if len(sides) >= SIDES or (sides and _mediates(who, cast)))


def proposals(events: Iterable[Event], cast: Cast) -> list[Event]:
    """What people of no side whose role says that they mediate have put to the sides of a story."""
    return [
        event
        for event in events
        if event.type == "REQUEST" and event.status == "happened"
        if any(
            part.role == "actor" and _is_nobodys(part.entity, cast) and _mediates(part.entity, cast)
            for part in event.participants
        )
    ]


def _is_nobodys(who: str, cast: Cast) -> bool:
    entity = cast.entities.get(who)
    named = entity is not None and entity.name[:1].isupper()
    return entity is not None and named and entity.kind in ACTING and cast.party(who) is None and entity.party is None


def _mediates(who: str, cast: Cast) -> bool:
    told = " | ".join(fold(role.text) for role in cast.entities[who].roles)
    return any(channels().mediators.find(told, 0, len(told)))


def meetings(
    events: Iterable[tuple[Event, Sides]], going: frozenset[str], apart: Callable[[Event], bool]
) -> dict[tuple[str, str], Sequence[Event]]:
    """What those who go between have with one side alone, by who and which; with several, where they met `apart`."""
    found: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event, sides in events:
        if event.type != "CONSULT" or not sides or (len(sides) > 1 and not apart(event)):
            continue
        for taking in event.participants:
            if taking.entity in going:
                for side in sides:
                    found[taking.entity, side].append(event)
    return {pair: tuple(held) for pair, held in found.items()}
