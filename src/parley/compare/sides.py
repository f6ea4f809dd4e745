"""Sides: which bodies of a story negotiate for themselves, by what all reports say of them and of their people."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from parley.compare import vocabulary
from parley.compare.called import ambiguous
from parley.compare.entities import Cluster
from parley.compare.known import Known, Place
from parley.compare.words import fold
from parley.reading import LocalEntity, Reading
from parley.story import Reason

ENOUGH = 3.0
"""A body whose deeds weigh this much is a side."""
MOST = 3.0
"""What the deeds of one kind weigh at most."""
FEW = 3
"""From so many reports on, a side has to be named in two of them."""

_JOINED = re.compile(r"\s?,? (?:and |or |& )?(?:the )?", re.IGNORECASE)
"""What stands between two names that are named in one breath."""

_STEPS = 6
"""Bodies and people between an entity and its side at most."""

TALKING = frozenset({"AGREE", "CONSULT", "CONCEDE", "COOPERATE", "REJECT", "REQUEST", "THREATEN"})
"""PLOVER types of what sides do to each other in a negotiation."""
BARGAINING = frozenset({"accepts", "conditional", "demands", "offers", "rejects"})
"""Stances that only a side takes."""

WEIGHTS = {
    "bargains": 1.0,
    "has negotiators": 1.5,
    "has people": 0.5,
    "takes part": 0.75,
    "is called a side": 1.0,
    "stands beside sides": 0.75,
    "is a body of members": 0.75,
}
"""What one deed of each kind weighs; a report counts once for each kind."""
DETAILS = {
    "bargains": "demands, offers, accepts or rejects",
    "has negotiators": "has negotiators or envoys",
    "has people": "has people who are named",
    "takes part": "takes part in what the sides do to each other",
    "is called a side": "is taken for a side",
    "stands beside sides": "is named in one breath with a side",
    "is a body of members": "is by its name a body of members and bargains",
}


@dataclass(slots=True)
class Deeds:
    """What speaks for a body being a side: reports by kind of deed; and the reports that name it."""

    reports: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    named: set[str] = field(default_factory=set)

    @property
    def weight(self) -> float:
        """What all deeds weigh together."""
        return sum(reason.weight for reason in self.reasons(""))

    def reasons(self, name: str) -> tuple[Reason, ...]:
        """Each kind of deed with its weight, in the order of the table."""
        return tuple(
            Reason(kind, min(MOST, weight * len(held)), f"{name} {DETAILS[kind]} in {_times(len(held))}")
            for kind, weight in WEIGHTS.items()
            if (held := self.reports.get(kind))
        )


def with_sides(
    clusters: Sequence[Cluster], all_known: Mapping[Place, Known], readings: Sequence[Reading]
) -> dict[Place, Known]:
    """All that is known, with the bodies that are sides as parties and those named in passing as none."""
    deeds = _deeds(clusters, all_known, readings)
    _stand_beside(clusters, all_known, readings, deeds)
    changed: dict[Place, Known] = {}
    unclear = ambiguous(clusters, all_known)
    owner = {place: i for i, cluster in enumerate(clusters) for place in cluster.places}
    for i, cluster in enumerate(clusters):
        held = [all_known[place] for place in cluster.places]
        homes = {owner.get(each.party) for each in held if each.party is not None}
        own = not homes or _for_itself(held, deeds[i], [deeds[j] for j in homes if j is not None])
        if i not in unclear and own and {each.kind for each in held} & {"organisation", "party", "place"}:
            changed.update(_judged(cluster, deeds[i], all_known, len(readings)))
        if "is a body of members" in deeds[i].reports:
            changed.update((p, replace(changed.get(p, all_known[p]), bargains=True)) for p in cluster.places)
    return {**all_known, **changed}


def _for_itself(held: Sequence[Known], deeds: Deeds, homes: Sequence[Deeds]) -> bool:
    """Whether a body that a report gives to another bargains for itself: "Ostland's Civic Left", never its navy."""
    lists = vocabulary.bodies()
    words = {word for each in held for word in fold(each.name or "").split()}
    official = words & (lists.of_states | lists.offices | lists.governments | lists.seats)
    more = all(deeds.weight > each.weight for each in homes)
    return bool(words) and not official and more and bool(deeds.reports.get("bargains"))


def _judged(
    cluster: Cluster, deeds: Deeds, all_known: Mapping[Place, Known], reports: int
) -> Iterator[tuple[Place, Known]]:
    held = [all_known[place] for place in cluster.places]
    passing = reports >= FEW and len(deeds.named) < 2
    if deeds.weight >= ENOUGH and not passing and _may_act(held, deeds):
        yield from ((each.place, replace(each, kind="party", party=None)) for each in held)
    elif passing and _is_called(held) and not any(each.code for each in held):
        yield from (
            (each.place, replace(each, kind="organisation")) for each in held if each.kind == "party" and each.name
        )


def _is_called(held: Sequence[Known]) -> bool:
    """Whether a word of the name is what bodies are called, so that it is no state's."""
    return any(not vocabulary.bodies().called.isdisjoint(fold(each.name or "").split()) for each in held)


def _may_act(held: Sequence[Known], deeds: Deeds) -> bool:
    """Whether a body can be a side: a place only where it has people of its own, never a state's own bank."""
    acting = sum(len(each.mentions) if each.kind == "organisation" else -len(each.mentions) for each in held)
    if any(each.kind == "place" for each in held) and acting <= 0:
        return any(each.kind == "party" for each in held) and bool(deeds.reports.get("has people"))
    return not any(phrase in fold(each.name or "") for each in held for phrase in vocabulary.bodies().state_banks)


def _deeds(
    clusters: Sequence[Cluster], all_known: Mapping[Place, Known], readings: Sequence[Reading]
) -> dict[int, Deeds]:
    owner = {place: i for i, cluster in enumerate(clusters) for place in cluster.places}
    found: dict[int, Deeds] = defaultdict(Deeds)
    for place, i in owner.items():
        found[i].named.add(place.report)
        if all_known[place].kind == "party":
            found[i].reports["is called a side"].add(place.report)
    for reading in readings:
        by_key = {entity.key: entity for entity in reading.entities}
        for key, kind in _done(reading):
            body = _owned(reading.report.id, by_key.get(key), by_key, owner)
            if body is not None:
                found[body].reports[kind].add(reading.report.id)
    for i, cluster in enumerate(clusters):
        if found[i].reports.get("bargains") and _has_members([all_known[place] for place in cluster.places]):
            found[i].reports["is a body of members"].add(min(found[i].named))
    return found


def _has_members(held: Sequence[Known]) -> bool:
    """Whether a name is that of a union, league or front, whose members bargain through it."""
    return any(not vocabulary.bodies().of_members.isdisjoint(fold(each.name or "").split()) for each in held)


def _stand_beside(
    clusters: Sequence[Cluster], all_known: Mapping[Place, Known], readings: Sequence[Reading], deeds: dict[int, Deeds]
) -> None:
    """Add to the deeds of bodies that reports name in one breath with a side: "the Guild, the League and Norvik"."""
    owner = {place: i for i, cluster in enumerate(clusters) for place in cluster.places if all_known[place].name}
    sides = {i for i, each in deeds.items() if each.weight >= ENOUGH}
    for reading in readings:
        report, text = reading.report.id, reading.report.text
        named = sorted((m.span, owner.get(Place(report, m.entity))) for m in reading.mentions if m.form == "name")
        for (one, a), (other, b) in pairwise(named):
            if a is None or b is None or a == b or not _JOINED.fullmatch(text[one.end : other.start]):
                continue
            for body, beside in ((a, b), (b, a)):
                if beside in sides:
                    deeds[body].reports["stands beside sides"].add(report)


def _done(reading: Reading) -> Iterator[tuple[int, str]]:
    """Keys of a report's entities with the kinds of their deeds."""
    for said in reading.attributions:
        if said.speaker is not None and said.stance in BARGAINING:
            yield said.speaker, "bargains"
    for event in reading.events:
        if event.type in TALKING:
            yield from ((each.entity, "takes part") for each in event.participants)
    for entity in reading.entities:
        if entity.kind == "person" and _home(entity) is not None:
            yield entity.key, "has people"
            if _negotiates(reading, entity):
                yield entity.key, "has negotiators"


def _negotiates(reading: Reading, entity: LocalEntity) -> bool:
    words = {word for span in entity.roles for word in fold(reading.report.quote(span)).split()}
    return bool(words & vocabulary.bodies().negotiating)


def _owned(
    report: str, entity: LocalEntity | None, by_key: Mapping[int, LocalEntity], owner: Mapping[Place, int]
) -> int | None:
    """The body that an entity is or belongs to, at first hand."""
    for _ in range(_STEPS):
        if entity is None:
            return None
        place = Place(report, entity.key)
        if place in owner and entity.kind != "person":
            return owner[place]
        home = _home(entity)
        entity = by_key.get(home) if home is not None else None
    return None


def _home(entity: LocalEntity) -> int | None:
    """Key of the party or else the body that an entity belongs to."""
    return entity.party if entity.party is not None else entity.body


def _times(count: int) -> str:
    return "one report" if count == 1 else f"{count} reports"
