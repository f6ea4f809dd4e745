"""Resolve: local entities of many readings become the entities of a story."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial

from parley.compare import vocabulary
from parley.compare.allegiance import with_allegiance
from parley.compare.bodies import bodies, party_key
from parley.compare.called import with_called
from parley.compare.decided import Rulings
from parley.compare.entities import Cluster, entities_of
from parley.compare.groups import Group
from parley.compare.homes import with_homes
from parley.compare.kinds import of_one_kind, without_strangers
from parley.compare.known import Known, Place, by_place, known
from parley.compare.memo import Memo
from parley.compare.people import people
from parley.compare.portfolios import with_portfolios
from parley.compare.sides import with_sides
from parley.compare.told import with_told
from parley.compare.words import fold, stem, words
from parley.decision import Decided, Decision
from parley.reading import Reading
from parley.story import Entity, Reason


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of a story, and which one each local entity is."""

    entities: tuple[Entity, ...]
    ids: Mapping[Place, str]
    adjectives: Mapping[str, str] = field(default_factory=dict)
    """Single words that stand for one party wherever they are a name ("ostish"), folded, and its id."""
    decided: tuple[Decided, ...] = ()
    """What became of the analyst's merges and splits."""

    def of(self, reading: Reading) -> Hashable:
        """All that it says of one reading: the ids of its entities, and the adjectives among its words."""
        ids = tuple(self.id(reading.report.id, entity.key) for entity in reading.entities)
        return ids, frozenset(each for each in self.adjectives.items() if each[0] in _spelt(reading.report.text))

    def id(self, report: str, key: int | None) -> str | None:
        """The id of the entity that stands under a key in a report's reading."""
        return None if key is None else self.ids.get(Place(report, key))


@lru_cache(maxsize=1024)
def _spelt(text: str) -> frozenset[str]:
    return frozenset(word.text for word in words(text))


def resolve(readings: Iterable[Reading], memo: Memo | None = None, decisions: Iterable[Decision] = ()) -> Cast:
    """One entity for all names, descriptions and pronouns of the same; two people never fall into one.

    The decisions are those in force, in their order; what the analyst decided of entities goes before what is found.
    """
    told = tuple(readings)
    rulings = Rulings(decisions, told)
    kept = memo or Memo()
    found = {each.report.id: kept.once("known", each, None, partial(known, each)) for each in told}
    all_known = of_one_kind(by_place(found))
    all_known = without_strangers(all_known, told)
    named = {place: each for place, each in all_known.items() if each.kind != "person" and not _unnamed(each)}
    clusters = rulings.laid(with_called(list(_bodies(named, all_known)), all_known), all_known)
    lands = _lands(clusters, all_known)
    all_known = with_sides(clusters, _shared(clusters, all_known), told)
    told_of = rulings.laid(list(_people(all_known, _parties(clusters, all_known))), all_known)
    all_known = with_told(told_of, clusters, all_known, lands)
    all_known = with_homes(told_of, clusters, all_known, lands)
    all_known = with_allegiance(told_of, clusters, all_known, told)
    all_known = with_portfolios(told_of, clusters, all_known)
    clusters += told_of
    taken = {place for cluster in clusters for place in cluster.places}
    clusters += _bodies({place: each for place, each in all_known.items() if place not in taken}, all_known)
    laid = rulings.final(clusters, all_known)
    resolved = entities_of(laid.clusters, all_known)
    ids = {place: one.entity.id for one in resolved for place in one.cluster.places}
    entities = tuple(sorted((one.entity for one in resolved), key=lambda entity: entity.id))
    decided = tuple(outcome.told(ids) for outcome in laid.outcomes)
    return Cast(entities, ids, _adjectives(told, entities, ids), decided)


def cast(readings: Sequence[Reading], entities: Sequence[Entity]) -> Cast:
    """The cast of entities resolved before, found again by the places of their mentions."""
    owner = {span: entity.id for entity in entities for span in entity.mentions}
    ids = {
        Place(reading.report.id, mention.entity): owner[mention.span]
        for reading in readings
        for mention in reversed(reading.mentions)
        if mention.span in owner
    }
    return Cast(tuple(entities), ids, _adjectives(readings, entities, ids))


def _adjectives(readings: Sequence[Reading], entities: Sequence[Entity], ids: Mapping[Place, str]) -> Mapping[str, str]:
    parties = {entity.id for entity in entities if entity.kind == "party"}
    owners: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for mention in reading.mentions:
            entity = ids.get(Place(reading.report.id, mention.entity), "")
            word = reading.report.quote(mention.span)
            if mention.form == "name" and entity in parties and " " not in word:
                owners[fold(word)].add(entity)
    return {word: min(found) for word, found in sorted(owners.items()) if len(found) == 1}


def _bodies(rest: Mapping[Place, Known], all_known: Mapping[Place, Known]) -> Iterator[Cluster]:
    found, groups = bodies(rest, all_known)
    for group in groups:
        yield Cluster(tuple(sorted(p for i in group.members for p in found[i].places)), _why(group))


def _shared(clusters: Sequence[Cluster], all_known: Mapping[Place, Known]) -> dict[Place, Known]:
    """All that is known, with the party of a body where another report tells it."""
    told = dict(all_known)
    for cluster in clusters:
        party = next((party for place in cluster.places if (party := all_known[place].party)), None)
        for place in cluster.places if party is not None else ():
            if all_known[place].party is None and all_known[place].kind == "organisation":
                told[place] = replace(all_known[place], party=party)
    return told


def _lands(clusters: Sequence[Cluster], all_known: Mapping[Place, Known]) -> frozenset[Place]:
    """All places of the bodies that reports know as places or states."""
    return frozenset(p for each in clusters if _is_land([all_known[p] for p in each.places]) for p in each.places)


def _is_land(held: Sequence[Known]) -> bool:
    """Whether some report knows a body as a place, or all as a party that is not called as unions and blocs are."""
    if any(each.kind == "place" or each.code for each in held):
        return True
    called = {word for each in held for word in fold(each.name or "").split()} & vocabulary.bodies().called
    return not called and all(each.kind == "party" for each in held)


def _parties(clusters: Sequence[Cluster], all_known: Mapping[Place, Known]) -> dict[Place, str]:
    """One key for the party of each local entity, whichever of its names and bodies its report gives."""
    shared: dict[Place, str] = {}
    for cluster in clusters:
        keys = {party_key(place, all_known) for place in cluster.places if all_known[place].kind == "party"} - {""}
        shared.update(dict.fromkeys(cluster.places, min(keys, default="")))
    return {place: _party(each.party, all_known, shared) for place, each in all_known.items()}


def _party(place: Place | None, all_known: Mapping[Place, Known], shared: Mapping[Place, str]) -> str:
    """The key of the first party on the way from a body to its party; empty where none is."""
    seen: set[Place] = set()
    while place is not None and place in all_known and place not in seen:
        seen.add(place)
        if all_known[place].kind == "party":
            return shared.get(place) or party_key(place, all_known)
        place = all_known[place].party
    return ""


def _people(all_known: Mapping[Place, Known], parties: Mapping[Place, str]) -> Iterator[Cluster]:
    found, groups = people(all_known, parties)
    clusters = [
        Cluster(tuple(sorted(p for i in group.members for p in found[i].places)), _why(group)) for group in groups
    ]
    taken = {place for cluster in clusters for place in cluster.places}
    rest = [place for place in sorted(all_known) if place not in taken and _unnamed(all_known[place])]
    yield from _described(clusters, rest, all_known, parties)


def _unnamed(each: Known) -> bool:
    """Whether it may be a person who is only described."""
    return each.kind == "person" or (each.kind == "other" and each.name is None and not each.plural)


def _described(
    clusters: Sequence[Cluster], rest: Sequence[Place], all_known: Mapping[Place, Known], parties: Mapping[Place, str]
) -> Iterator[Cluster]:
    """Give people without a name to the one person of their party that bears the role, else keep them apart."""
    bearers = _Bearers(clusters, all_known, parties)
    given: dict[int, list[Place]] = defaultdict(list)
    alone: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for place in rest:
        roles = _sole_roles(all_known[place])
        bearer = bearers.sole(place, roles)
        if bearer is not None:
            given[bearer].append(place)
        elif all_known[place].kind == "person" or (roles and parties[place]):
            mark = (parties[place], *roles) if roles and parties[place] else (place.report, f"{place.key:06d}")
            alone[mark].append(place)
    for i, cluster in enumerate(clusters):
        yield _with(cluster, given.get(i, []), all_known)
    for _, places in sorted(alone.items()):
        yield Cluster(tuple(places))


class _Bearers:
    """Who bears which role for which party."""

    def __init__(
        self, clusters: Sequence[Cluster], all_known: Mapping[Place, Known], parties: Mapping[Place, str]
    ) -> None:
        self.parties = parties
        self.reports = [{place.report for place in cluster.places} for cluster in clusters]
        self.of_side: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.of_any: dict[str, set[int]] = defaultdict(set)
        for i, cluster in enumerate(clusters):
            keys = {key for place in cluster.places for role in all_known[place].roles for key in role.keys}
            keys |= {key for place in cluster.places for key in all_known[place].described}
            for key in sorted(keys):
                self.of_any[key].add(i)
                for side in {parties[place] for place in cluster.places} - {""}:
                    self.of_side[side, key].add(i)

    def sole(self, place: Place, roles: Sequence[str]) -> int | None:
        """The only bearer of the roles in the party; without a party the only one at all.

        Where his report does not name him, several others have to, and by more than one word ("the climate minister").
        """
        side = self.parties[place]
        if side:
            fitting = [self.of_side[side, role] for role in roles if (side, role) in self.of_side]
        else:
            fitting = [self.of_any[role] for role in roles if role in self.of_any]
        common = set.intersection(*fitting) if fitting else set()
        if len(common) != 1:
            return None
        bearer = min(common)
        narrow = any(" " in role for role in roles) and len(self.reports[bearer]) > 1
        return bearer if side or narrow or place.report in self.reports[bearer] else None


def _sole_roles(each: Known) -> list[str]:
    """Keys of the roles that a definite description of one person names and that few can share."""
    if each.plural or not each.definite:
        return []
    return [key for key in each.described if _shared_roles().isdisjoint(key.split())]


def _with(cluster: Cluster, places: Sequence[Place], all_known: Mapping[Place, Known]) -> Cluster:
    if not places:
        return cluster
    words = sorted({all_known[place].descriptions[0].text for place in places})
    shown = all_known[cluster.places[0]].name
    reason = Reason("sole bearer of the role", 1.0, f"“{words[0]}” is said of {shown} alone among its party")
    return replace(cluster, places=tuple(sorted((*cluster.places, *places))), why=(*cluster.why, reason))


def _why(group: Group) -> tuple[Reason, ...]:
    """The reasons of the links that joined a group, each once."""
    return tuple(dict.fromkeys(reason for link in group.links for reason in link.reasons))


@cache
def _shared_roles() -> frozenset[str]:
    return frozenset(stem(word) for word in sorted(vocabulary.roles().shared))
