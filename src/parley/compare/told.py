"""Told: the lands that roles name by their adjective or after "of", which a report may not know as states."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from parley.compare import vocabulary
from parley.compare.entities import Cluster
from parley.compare.homes import governs
from parley.compare.known import Known, Place, Titled
from parley.compare.names import demonym, key
from parley.compare.words import fold

_LEAST = 3
"""So many letters an adjective shares with its land."""


def with_told(
    people: Sequence[Cluster], bodies: Sequence[Cluster], all_known: Mapping[Place, Known], lands: Set[Place]
) -> dict[Place, Known]:
    """All that is known, with the party of officials whose role names a land: "Ostish Industry Minister".

    A land that has a minister is a party, whatever its reports took it for. Lands come from an index by the letters
    that an adjective shares with them.
    """
    named = _named(bodies, all_known, lands)
    changed: dict[Place, Known] = {}
    for cluster in people:
        held = [all_known[place] for place in cluster.places]
        if any(each.party is not None for each in held):
            continue
        found = {land for each in held for role in each.roles for land in _lands(role, named)}
        if len(found) == 1:
            home = bodies[min(found)]
            changed.update((each.place, replace(each, party=home.places[0])) for each in held if each.roles)
            changed.update((place, replace(all_known[place], kind="party")) for place in home.places)
    return {**all_known, **changed}


def _named(
    bodies: Sequence[Cluster], all_known: Mapping[Place, Known], lands: Set[Place]
) -> Mapping[str, list[tuple[str, int]]]:
    """The keys of lands with the place of the land among the bodies, by their first letters."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for i, cluster in enumerate(bodies):
        if not lands.isdisjoint(cluster.places):
            for name in sorted({key(all_known[p].name or "") for p in cluster.places} - {""}):
                found[name[:_LEAST]].append((name, i))
    return found


def _lands(role: Titled, named: Mapping[str, list[tuple[str, int]]]) -> set[int]:
    """The lands that a government's role names."""
    if not governs(role) or not vocabulary.bodies().not_governing.isdisjoint(fold(role.text).split()):
        return set()
    parts = role.text.replace("’s", "").replace("'s", "").split()
    found: set[int] = set()
    for at, part in enumerate(parts):
        if part[:1].isupper():
            of = at > 0 and parts[at - 1] in {"of", "the"} and at == len(parts) - 1
            for name, land in named.get(key(part)[:_LEAST], ()):
                if demonym(key(part), name) or (of and key(part) == name):
                    found.add(land)
    return found
