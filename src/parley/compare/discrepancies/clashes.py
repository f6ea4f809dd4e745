"""Clashes: lengths of time and days that by learnt weights are of one thing and exclude each other."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.compare.discrepancies import day, lengths
from parley.compare.discrepancies.contexts import Contexts
from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.signs import SAID, Signs
from parley.compare.discrepancies.slots import Kind, Slot, Told, Value, comparable, may_agree, postings, slots
from parley.compare.groups import Link, grouped, pairs
from parley.compare.reasons import forbidden
from parley.story import Discrepancy, Reason
from parley.story import Value as Shown

SHOWN = 6
"""So many signs are told."""
THINGS: Mapping[Kind, str] = {
    "period": "lengths of one thing",
    "day": "days for one occasion",
}
"""What the reports give differently, by kind."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What each sign weighs for one kind, in logits, what all pairs have in common, and how much is enough."""

    weights: Mapping[str, float]
    common: float
    enough: float

    def score(self, signs: Mapping[str, float]) -> float:
        """The logit that two values of these signs contradict each other."""
        return self.common + sum(weight * signs[name] for name, weight in self.weights.items())


def candidates(found: Sequence[Slot], contexts: Contexts) -> Iterator[tuple[int, int]]:
    """Pairs of values that may be of one thing and cannot both be right of it, without an innocent explanation."""
    told, innocent = Told(found), _Innocent(found, contexts)
    for a, b in pairs(postings(found, contexts)):
        one, other = found[a], found[b]
        if comparable(one, other, told) and not may_agree(one, other) and not innocent.explains(one, other):
            yield a, b


class _Innocent:
    """What the rules know that may explain two values: updates, stages, other places and occasions."""

    def __init__(self, found: Sequence[Slot], contexts: Contexts) -> None:
        self._days = day.vetoes(contexts)
        self._lengths = lengths.vetoes(contexts, [each.counted for each in found if each.counted])

    def explains(self, a: Slot, b: Slot) -> bool:
        """Whether any of it holds of two values."""
        if a.dated and b.dated:
            return forbidden(self._days, a.dated, b.dated)
        return bool(a.counted and b.counted and forbidden(self._lengths, a.counted, b.counted))


def clash_discrepancies(contexts: Contexts, known: Sequence[Discrepancy]) -> Iterator[Discrepancy]:
    """Values of two reports whose signs weigh enough, but for those of which a discrepancy is known already.

    The rules before it ask for signs of their own, such as rare words; here likeness of meaning may do as well.
    """
    found = slots(contexts)
    signs, held = Signs(contexts, Told(found)), _Known(found, known)
    links: list[Link] = []
    for a, b in candidates(found, contexts):
        table, seen = learnt()[found[a].kind], signs.of(found[a], found[b])
        score = table.score(seen)
        if score >= table.enough and not held.holds(found[a], found[b]):
            links.append(Link(a, b, score, tuple(_reasons(table, seen))))
    for group in grouped(found, links, signs.told.together):
        if group.links:
            yield _found(contexts.ground, [found[place] for place in group.members], group.links[0].reasons)


class _Known:
    """Which values of the story are held against each other already."""

    def __init__(self, found: Sequence[Slot], known: Sequence[Discrepancy]) -> None:
        held: dict[str, list[Slot]] = defaultdict(list)
        for each in found:
            held[each.report].append(each)
        self._against: dict[tuple[Kind, Value], set[tuple[int, int]]] = defaultdict(set)
        for place, one in enumerate(known):
            for side, value in enumerate(one.values):
                for span in value.evidence:
                    for each in held.get(span.report, ()):
                        if each.context.evidence.meets(span):
                            self._against[each.kind, each.value].add((place, side))

    def holds(self, a: Slot, b: Slot) -> bool:
        """Whether a discrepancy has the one on one side and the other on another."""
        one, other = (self._against.get((each.kind, each.value), set()) for each in (a, b))
        return any(place == p and side != s for place, side in one for p, s in other)


def _reasons(table: Learnt, signs: Mapping[str, float]) -> Iterator[Reason]:
    """The signs that weigh most, for and against."""
    weighed = {name: round(table.weights[name] * signs[name], 4) for name in table.weights}
    for name in sorted(weighed, key=lambda name: (-abs(weighed[name]), name))[:SHOWN]:
        if weighed[name]:
            yield Reason(name.replace("_", " "), weighed[name], SAID[name])


def _found(ground: Ground, members: Sequence[Slot], why: Sequence[Reason]) -> Discrepancy:
    kind = members[0].kind
    values: dict[Value, list[Slot]] = defaultdict(list)
    for each in members:
        values[each.value].append(each)
    shown = [
        Shown(ground.quote(same[0].place), tuple(each.context.evidence for each in same))
        for _, same in sorted(values.items())
    ]
    ways = [
        f"{quoted(ground.quote(same[0].place))} in {ground.labels(each.report for each in same)}"
        for _, same in sorted(values.items())
    ]
    return discrepancy(kind, shown, f"The reports give different {THINGS[kind]}: {listed(ways)}.", why)


@cache
def learnt() -> Mapping[Kind, Learnt]:
    """`lexicon/clashes.toml`, loaded once."""
    data = tomllib.loads(files("parley.compare").joinpath("lexicon/clashes.toml").read_text("utf-8"))
    kinds: tuple[Kind, ...] = ("period", "day")
    return {kind: Learnt(data[kind]["weights"], data[kind]["common"], data[kind]["enough"]) for kind in kinds}
