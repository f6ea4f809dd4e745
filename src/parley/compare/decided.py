"""Decided: the analyst's merges and splits, laid over what was found to be one.

Decisions are heeded one after the other, so a later one wins over an earlier one that it contradicts. Each moves just
the local entities on which it was made: no further name follows from a merge, and none leaves by a split, except that
what stands in reports that the analyst had not seen goes to the part with which it shares a spelling.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from parley.compare.divided import divided
from parley.compare.entities import Cluster, entities_of
from parley.compare.known import Known, Place
from parley.compare.words import fold
from parley.decision import Decided, Decision, State, decided
from parley.footing import Footing, missing
from parley.reading import Reading
from parley.story import Reason

Group = Mapping[Place, int]
"""The local entities that bear the anchors of one thing, and how many of them."""


@dataclass(frozen=True, slots=True)
class _Ruling:
    """A merge or split with the local entities of each thing or part."""

    decision: Decision
    groups: tuple[Group, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """All local entities that it names."""
        return tuple(place for group in self.groups for place in group)


@dataclass(frozen=True, slots=True)
class Laid:
    """Clusters after the decisions, and what became of each decision."""

    clusters: list[Cluster]
    outcomes: tuple["Outcome", ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision, with one local entity of each cluster that it stands on."""

    decision: Decision
    state: State
    places: tuple[Place, ...]
    detail: str | None = None

    def told(self, ids: Mapping[Place, str]) -> Decided:
        """The outcome with the ids that the clusters got."""
        return decided(self.decision, self.state, (ids[place] for place in self.places), detail=self.detail)


class Rulings:
    """The merges and splits of entities among some decisions in force, in their order."""

    def __init__(self, decisions: Iterable[Decision], readings: Sequence[Reading]) -> None:
        self._wanted = [each for each in decisions if is_on_entities(each)]
        self._reports = {reading.report.id: reading.report for reading in readings}
        mentions = ((Place(r.report.id, m.entity), m.span) for r in readings for m in r.mentions)
        footing = Footing(self._reports, mentions if self._wanted else ())
        self.rulings = [_Ruling(each, tuple(footing.held(group) for group in each.anchors)) for each in self._wanted]

    def laid(self, clusters: Sequence[Cluster], known: Mapping[Place, Known]) -> list[Cluster]:
        """The clusters that are there so far as the decisions have them, without reasons yet."""
        if not self.rulings:
            return list(clusters)
        partition = _ruled(self.rulings, clusters, known)
        return [cluster for _, cluster in partition.clusters()]

    def final(self, clusters: Sequence[Cluster], known: Mapping[Place, Known]) -> Laid:
        """All clusters as the decisions have them, each with the reasons that were decided, and the outcomes."""
        if not self.rulings:
            return Laid(list(clusters))
        rulings = self.rulings
        if not all(each.decision.anchors for each in rulings):
            held = {one.entity.id: one.cluster.places for one in entities_of(clusters, known)}
            rulings = [_named(each, held) for each in rulings]
        partition = _ruled(rulings, clusters, known)
        outcomes = tuple(self._outcome(each, rulings, partition) for each in enumerate(rulings))
        reasons: dict[int, list[Reason]] = defaultdict(list)
        for outcome in outcomes:
            for place in outcome.places if outcome.state == "binds" else ():
                reasons[partition.home[place]].append(_reason(outcome.decision))
        made = [replace(each, why=(*each.why, *reasons[label])) for label, each in partition.clusters()]
        return Laid(made, outcomes)

    def _outcome(self, numbered: tuple[int, _Ruling], rulings: Sequence[_Ruling], partition: "_Partition") -> Outcome:
        number, ruling = numbered
        decision, places = ruling.decision, [p for p in ruling.places if p in partition.home]
        homes = {partition.home[place]: place for place in sorted(places, reverse=True)}
        standing = [label for label in (partition.label(group) for group in ruling.groups) if label is not None]
        if len(standing) < min(2, max(1, len(ruling.groups))) or not places:
            return Outcome(decision, "unfounded", (), self._missing(decision))
        if number in partition.refused:
            return Outcome(decision, "unfounded", (), "one of them is a person, and another is none")
        if decision.kind == "merge":
            found = {label: homes.get(label) or partition.first(label) for label in standing}
            holds = len(found) == 1
        else:
            found = homes
            holds = partition.apart(ruling.groups)
        later = max(partition.touched[place] for place in places)
        detail = None if holds else f"overruled by {rulings[later].decision.id}"
        return Outcome(decision, "binds" if holds else "overruled", tuple(sorted(found.values())), detail)

    def _missing(self, decision: Decision) -> str:
        return missing(
            decision, self._reports, "what it was made on is not among the names that are found in these reports"
        )


def _ruled(rulings: Sequence[_Ruling], clusters: Sequence[Cluster], known: Mapping[Place, Known]) -> "_Partition":
    """The partition after each ruling in turn."""
    partition = _Partition(clusters, known)
    for number, ruling in enumerate(rulings):
        (partition.merge if ruling.decision.kind == "merge" else partition.split)(number, ruling.groups)
    return partition


@dataclass
class _Partition:
    """Local entities by cluster, while decisions move them."""

    base: Sequence[Cluster]
    known: Mapping[Place, Known]
    home: dict[Place, int] = field(default_factory=dict)
    inside: dict[int, list[Place]] = field(default_factory=dict)
    touched: dict[Place, int] = field(default_factory=lambda: defaultdict(int))
    refused: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for label, cluster in enumerate(self.base):
            self.inside[label] = list(cluster.places)
            self.home.update(dict.fromkeys(cluster.places, label))
        self._next = len(self.base)

    def label(self, group: Group) -> int | None:
        """The cluster that holds most of a group."""
        votes: Counter[int] = Counter()
        for place, weight in group.items():
            if place in self.home:
                votes[self.home[place]] += weight
        return min(votes, key=lambda label: (-votes[label], self.first(label)), default=None) if votes else None

    def first(self, label: int) -> Place:
        """The first local entity of a cluster."""
        return min(self.inside[label])

    def merge(self, number: int, groups: Sequence[Group]) -> None:
        """Make one cluster of those that hold most of each group, unless one is a person and another is none."""
        labels = sorted({label for label in map(self.label, groups) if label is not None})
        if len(labels) < 2:
            return
        sorts = {self._sort(label) for label in labels}
        if sorts >= {"person", "thing"}:
            self.refused.add(number)
            return
        labels.sort(key=lambda label: -len(self.inside[label]))
        for label in labels[1:]:
            for place in self.inside[label]:
                self.home[place] = labels[0]
            self.inside[labels[0]] += self.inside.pop(label)
        self.touched.update(dict.fromkeys((p for group in groups for p in group), number))

    def split(self, number: int, groups: Sequence[Group]) -> None:
        """Divide each cluster that holds local entities of several groups."""
        parts = _parts(groups)
        together: dict[int, set[int]] = defaultdict(set)
        for place, part in parts.items():
            if place in self.home:
                together[self.home[place]].add(part)
        for label, held in sorted(together.items()):
            if len(held) > 1:
                self._divide(label, parts, min(held))
                self.touched.update(dict.fromkeys(parts, number))

    def apart(self, groups: Sequence[Group]) -> bool:
        """Whether no cluster holds local entities of two groups."""
        held: dict[int, int] = {}
        return all(held.setdefault(self.home[p], part) == part for p, part in _parts(groups).items() if p in self.home)

    def clusters(self) -> Iterator[tuple[int, Cluster]]:
        """Labels and clusters, each with what joined it as far as it still does; untouched ones as they were."""
        came: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for number, cluster in enumerate(self.base):
            for place in cluster.places:
                came[self.home[place]][number] += 1
        for label in sorted(came, key=lambda label: min(came[label])):
            sources = came[label]
            whole = (n for n in sources if sources[n] > 1 or len(self.base[n].places) == 1)
            why = tuple(dict.fromkeys(reason for number in whole for reason in self.base[number].why))
            yield label, Cluster(tuple(sorted(self.inside[label])), why)

    def _divide(self, label: int, parts: Mapping[Place, int], stays: int) -> None:
        held = self.inside.pop(label)
        spelt = {part: self._spellings(p for p in held if parts.get(p) == part) for part in set(parts.values())}
        fresh: dict[int, int] = {stays: label}
        for place in held:
            part = parts[place] if place in parts else _nearest(self._spellings([place]), spelt, stays)
            if part not in fresh:
                fresh[part] = self._next
                self._next += 1
            self.home[place] = fresh[part]
            self.inside.setdefault(fresh[part], []).append(place)

    def _spellings(self, places: Iterable[Place]) -> frozenset[str]:
        held = [self.known[place] for place in places]
        return frozenset(fold(each.text) for one in held for each in (*one.spellings, *one.descriptions))

    def _sort(self, label: int) -> Literal["person", "thing", "unnamed"]:
        kinds = {self.known[place].kind for place in self.inside[label]}
        if "person" in kinds:
            return "person"
        return "thing" if kinds - {"other"} else "unnamed"


def is_on_entities(decision: Decision) -> bool:
    """Whether it merges or splits entities; stories are another matter."""
    return decision.kind in {"merge", "split"} and decision.of in {None, "entity"}


def divides(decision: Decision, readings: Sequence[Reading]) -> bool:
    """Whether a split moves anything: what a report's own reading takes for one is divided by passages alone."""
    (ruling,) = Rulings([decision], divided(readings, [decision])).rulings
    return len(set(_parts(ruling.groups).values())) > 1


def _parts(groups: Sequence[Group]) -> dict[Place, int]:
    """The part to which each local entity goes: that with most of its mentions, among equals the first."""
    best: dict[Place, tuple[int, int]] = {}
    for part, group in enumerate(groups):
        for place, weight in group.items():
            best[place] = max(best.get(place, (0, 0)), (weight, -part))
    return {place: -part for place, (_, part) in best.items()}


def _nearest(spelt: frozenset[str], parts: Mapping[int, frozenset[str]], stays: int) -> int:
    """The part with which most spellings are shared, what stays where none or several are nearest."""
    shared = {part: len(spelt & words) for part, words in parts.items()}
    most = max(shared.values(), default=0)
    nearest = [part for part, count in shared.items() if count == most]
    return nearest[0] if most and len(nearest) == 1 else stays


def _named(ruling: _Ruling, held: Mapping[str, Sequence[Place]]) -> _Ruling:
    """A ruling of an older Parley, which kept no anchors, on the clusters that have its ids now."""
    if ruling.decision.anchors or ruling.decision.kind == "split":
        return ruling
    return replace(ruling, groups=tuple(dict.fromkeys(held.get(thing, ()), 1) for thing in ruling.decision.things))


def _reason(decision: Decision) -> Reason:
    what = "one" if decision.kind == "merge" else "not one"
    detail = f"{decision.by} decided on {decision.made[:10]} that they are {what}: {decision.reason}"
    return Reason("the analyst decided", 1.0, detail)
