"""Portfolios: whose ministry a report means that says "the trade ministry" and no more, by whose minister has that."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from parley.compare import vocabulary
from parley.compare.entities import Cluster
from parley.compare.homes import governs, placed
from parley.compare.known import Known, Place
from parley.compare.words import fold, stem


def with_portfolios(
    people: Sequence[Cluster], bodies: Sequence[Cluster], all_known: Mapping[Place, Known]
) -> dict[Place, Known]:
    """All that is known, with the party of ministries and of who speaks for one, where one party has such a minister.

    A ministry that is a party itself, or that a report gives to somebody, stays what it is.
    """
    owner = {place: i for i, cluster in enumerate(bodies) for place in cluster.places}
    parties = _parties(people, all_known, owner)
    changed: dict[Place, Known] = {}
    for cluster in (*bodies, *people):
        held = [all_known[place] for place in cluster.places]
        if any(each.kind == "party" or placed(each.place, all_known, owner) is not None for each in held):
            continue
        found = {party for each in held for office in _offices(each) for party in parties.get(office, ())}
        if len(found) == 1:
            home = next(place for place in bodies[min(found)].places if all_known[place].kind == "party")
            changed.update((each.place, replace(each, party=home)) for each in held if any(_offices(each)))
    return {**all_known, **changed}


def _parties(
    people: Sequence[Cluster], all_known: Mapping[Place, Known], owner: Mapping[Place, int]
) -> Mapping[str, set[int]]:
    """The parties that have a minister for each portfolio."""
    found: dict[str, set[int]] = defaultdict(set)
    for cluster in people:
        held = {home for place in cluster.places if (home := placed(place, all_known, owner)) is not None}
        for place in cluster.places:
            for role in all_known[place].roles:
                if governs(role):
                    for key in role.keys:
                        found[_portfolio(key.split())] |= held
    return found


def _offices(each: Known) -> Iterator[str]:
    """The portfolios of the ministries that a body is called, or that somebody's roles name."""
    offices = {stem(word) for word in vocabulary.bodies().offices}
    told = [fold(spelling.text).split() for spelling in (*each.descriptions, *each.spellings)]
    roles = [key.split() for role in each.roles for key in role.keys]
    for words in roles if each.kind == "person" else [[stem(word) for word in words] for words in told]:
        portfolio = _portfolio(words)
        if portfolio and not offices.isdisjoint(words):
            yield portfolio


def _portfolio(stems: Iterable[str]) -> str:
    """What a ministry or minister is for, as stems in order."""
    lists = vocabulary.bodies()
    idle = lists.offices | lists.hollow | lists.governing | lists.serving | lists.of_ministers
    return " ".join(sorted(set(stems) - {stem(word) for word in idle}))
