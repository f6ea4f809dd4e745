"""Homes: whose ministers a report means where it says "the foreign minister" and no more."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from parley.compare import vocabulary
from parley.compare.entities import Cluster
from parley.compare.known import Known, Place, Titled
from parley.compare.words import fold

CENTRAL = 2 / 3
"""The share of the reports that name the only state that a story turns on."""
LEAST = 2
"""A report's minister counts so much, a head of state one; so much at least has to speak for one state."""
MOST = 2 / 3
"""The share of a report's unplaced ministers who are known from elsewhere that has to be of one state."""


@dataclass(frozen=True, slots=True)
class _Official:
    """A person with a government's role, and the states that reports name for it."""

    places: tuple[Place, ...]
    unplaced: tuple[Place, ...]
    titled: bool
    """Whether the role is a head of state's, as which reports name those of other states, too."""
    """Where a report gives the role without saying of which state."""
    states: frozenset[int]


def with_homes(
    people: Sequence[Cluster], bodies: Sequence[Cluster], all_known: Mapping[Place, Known], lands: Set[Place]
) -> dict[Place, Known]:
    """All that is known, with the party of ministers whose state no report names.

    The state is that of the report's other unplaced ministers whom another report places, else the only state of
    the story that has ministers, else the ministry that is a side and for what the minister is for. Where several
    parties that are no states have ministers, a cabinet bargains, and its ministers stand for their own parties. The
    `lands` are the places of states.
    """
    owner = {place: i for i, cluster in enumerate(bodies) for place in cluster.places}
    officials = [official for cluster in people if (official := _official(cluster, all_known, owner))]
    lands_of = {owner[place] for place in lands if place in owner}
    if len({s for each in officials if not each.titled for s in each.states - lands_of}) > 1:
        return dict(all_known)
    officials = [replace(each, states=each.states & lands_of) for each in officials]
    reports = {place.report for place in all_known}
    states = frozenset(s for each in officials for s in each.states if _central(bodies[s], reports))
    governed = frozenset(s for s in _governed(bodies, all_known, lands_of) if _central(bodies[s], reports))
    states = governed or _foremost(states, bodies, all_known, lands_of)
    abroad = any(each.states for each in officials)
    homes = _homes(officials, LEAST if governed <= {s for each in officials for s in each.states} else 2 * LEAST)
    found: dict[Place, Known] = {}
    for each in officials:
        if any(placed(place, all_known, owner) is not None for place in each.places):
            continue
        state = _state(each, homes, states)
        home = bodies[state] if state is not None else None if abroad else _ministry(each, bodies, all_known)
        if home is not None:
            found.update((place, replace(all_known[place], party=home.places[0])) for place in each.unplaced)
            found.update((place, replace(all_known[place], kind="party")) for place in home.places)
    return {**all_known, **found}


def _governed(bodies: Sequence[Cluster], all_known: Mapping[Place, Known], lands: Set[int]) -> frozenset[int]:
    """The only state of whose government reports speak ("the Ostish government"), if the story turns on one."""
    government = vocabulary.bodies().governments
    told = (
        land
        for land in sorted(lands)
        if any(
            " " in each.text and not government.isdisjoint(fold(each.text).split())
            for place in bodies[land].places
            for each in all_known[place].descriptions
        )
    )
    found = frozenset(told)
    return found if len(found) == 1 else frozenset()


def _foremost(
    states: frozenset[int], bodies: Sequence[Cluster], all_known: Mapping[Place, Known], lands: Set[int]
) -> frozenset[int]:
    """The states, none where reports speak of another party that is a land more than of the only one.

    Of several, the only one that most of its reports know as a party: a story may name the ministers of its neighbours.
    """
    if len(states) > 1:
        known = {i: [all_known[place].kind == "party" for place in bodies[i].places] for i in states}
        sided = frozenset(i for i, each in known.items() if 2 * sum(each) > len(each))
        return sided if len(sided) == 1 else states
    if not states:
        return states
    spoken = {i: sum(len(all_known[place].mentions) for place in bodies[i].places) for i in lands}
    others = [i for i in lands - states if any(all_known[place].kind == "party" for place in bodies[i].places)]
    return states if all(spoken[i] <= spoken[min(states)] for i in others) else frozenset()


def governs(role: Titled) -> bool:
    """Whether a role is one that only a government gives."""
    lists, words = vocabulary.bodies(), fold(role.text).split()
    told = " ".join(words)
    if any(word in lists.not_governing for word in words):
        return False
    return (
        _heads_state(role)
        or not lists.governing.isdisjoint(words)
        or any(phrase in told for phrase in lists.governing_of)
        or any(post == "secretary" and what in lists.cabinet for what, post in pairwise(words))
    )


def _heads_state(role: Titled) -> bool:
    """Whether a role is a head of state's by itself: "President Mara Kol"."""
    return role.text.istitle() and fold(role.text) in vocabulary.bodies().governing_alone


def _official(cluster: Cluster, all_known: Mapping[Place, Known], owner: Mapping[Place, int]) -> _Official | None:
    governing = [place for place in cluster.places if any(governs(role) for role in all_known[place].roles)]
    if not governing:
        return None
    found = {place: placed(place, all_known, owner) for place in cluster.places}
    return _Official(
        places=cluster.places,
        unplaced=tuple(place for place in governing if found[place] is None),
        titled=all(_heads_state(role) for p in governing for role in all_known[p].roles if governs(role)),
        states=frozenset(state for state in found.values() if state is not None),
    )


def placed(place: Place, all_known: Mapping[Place, Known], owner: Mapping[Place, int]) -> int | None:
    """The party to which a report gives someone."""
    seen: set[Place] = set()
    at = all_known[place].party
    while at is not None and at in all_known and at not in seen:
        seen.add(at)
        if all_known[at].kind == "party":
            return owner.get(at)
        at = all_known[at].party
    return None


def _homes(officials: Iterable[_Official], least: int) -> dict[str, int]:
    """The state of which each report speaks as its own, by ministers who count `least` together."""
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for each in officials:
        if len(each.states) == 1:
            for place in each.unplaced:
                votes[place.report][min(each.states)] += 1 if each.titled else LEAST
    best = {report: min(counted, key=lambda s: (-counted[s], s)) for report, counted in votes.items()}
    return {r: s for r, s in best.items() if votes[r][s] >= max(least, MOST * votes[r].total())}


def _central(body: Cluster, reports: Set[str]) -> bool:
    return len({place.report for place in body.places}) >= CENTRAL * len(reports)


def _state(official: _Official, homes: Mapping[str, int], states: frozenset[int]) -> int | None:
    """The state that most of the reports mean, else the only one that has ministers."""
    votes = Counter(homes[place.report] for place in official.unplaced if place.report in homes)
    if votes:
        return min(votes, key=lambda s: (-votes[s], s))
    return min(states) if len(states) == 1 else None


def _ministry(official: _Official, bodies: Sequence[Cluster], all_known: Mapping[Place, Known]) -> Cluster | None:
    """The ministry, of no state, that a minister's role names: "Health Minister", "Ministry of Health"."""
    purposes = {
        word for place in official.unplaced for role in all_known[place].roles for word in fold(role.text).split()
    }
    fitting = [cluster for cluster in bodies if _purpose(cluster, all_known) & purposes]
    return max(fitting, key=lambda cluster: (len(cluster.places), cluster.places), default=None)


def _purpose(cluster: Cluster, all_known: Mapping[Place, Known]) -> frozenset[str]:
    """What an office of no state is for."""
    lists = vocabulary.bodies()
    held = [all_known[place] for place in cluster.places]
    if any(each.party is not None or each.kind == "person" for each in held):
        return frozenset()
    texts = [
        text for each in held for text in (each.name, each.description, *(s.text for s in each.descriptions)) if text
    ]
    names = [set(fold(text).split()) for text in texts]
    told = {word for name in names if name & lists.offices for word in name}
    told |= {"finance"} if any(name & lists.finance for name in names) else set()
    return frozenset(told - lists.offices - lists.hollow)
