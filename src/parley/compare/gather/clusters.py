"""Clusters: reports that are linked well enough on average become one story; the order of arrival plays no part.

Reports to which strong links lead, over however many others, are a part of the stream, and what becomes of them depends
on nothing outside it. A link that is strong and not sure leads on only where it is among the best of one of the two:
else those that many stories have in common would make one part of all of them, the larger the longer the stream runs.
Within a part: average linkage, best pair first, ties by the reports' ids; two reports without a link count as having no
chance at all.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

REACH = 48
"""A report is compared with so many others of each key at most: no group can ask more of the reports of another."""

SURE = 0.95
"""A link of this chance leads on from any report."""
BEST = 6
"""So many of a report's links lead on though they are not sure, if they are strong."""

Links = Mapping[str, Mapping[str, float]]
"""For each report the chance, 0 to 1, that it tells one story with another; both ways, and both ways the same."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What the analyst demands: reports that stay together, and pairs that never do."""

    together: tuple[tuple[str, ...], ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()

    def within(self, reports: Iterable[str]) -> "Ties":
        """The ties of some reports alone."""
        held = set(reports)
        kept = (tuple(each for each in group if each in held) for group in self.together)
        return Ties(tuple(group for group in kept if group), frozenset(p for p in self.apart if held.issuperset(p)))


NONE = Ties()


def parts(reports: Iterable[str], links: Links, least: float, ties: Ties = NONE) -> Iterator[list[str]]:
    """The reports that strong links, or the analyst, connect: what becomes of one part depends on nothing outside."""
    every = sorted(set(reports))
    from_on = {one: bound(near.values(), least) for one, near in links.items()}
    strong = {
        one: [other for other, chance in near.items() if chance >= min(from_on[one], from_on[other])]
        for one, near in links.items()
    }
    return components(every, strong, ties.within(every).together)


def bound(chances: Iterable[float], least: float) -> float:
    """From which chance on one report's links, given by all their chances, lead on."""
    best = nlargest(BEST, chances)
    return max(least, min(SURE, best[-1])) if len(best) == BEST else least


def clusters(part: Sequence[str], links: Links, least: float, ties: Ties = NONE) -> list[tuple[str, ...]]:
    """Groups of the reports of a part, each sorted, in the order of their first; every report is in exactly one."""
    if len(part) == 1:
        return [(part[0],)]
    forest = _Forest.of(sorted(part), links, ties.within(part), least)
    while (pair := forest.best()) is not None:
        forest.join(*pair)
    return sorted(tuple(sorted(members)) for members in forest.members.values())


def components(
    reports: Iterable[str], near: Mapping[str, Iterable[str]], together: Iterable[Sequence[str]] = ()
) -> Iterator[list[str]]:
    """Reports that lead to one another over however many others, each sorted."""
    tied = tuple(together)
    left = dict.fromkeys(reports)
    while left:
        part = reached(next(iter(left)), lambda report: near.get(report, ()), tied)
        for each in part:
            left.pop(each, None)
        yield part


def reached(report: str, near: Callable[[str], Iterable[str]], together: Iterable[Sequence[str]] = ()) -> list[str]:
    """All reports to which one leads over however many others, and itself, sorted; `near` gives those next to one."""
    tied: dict[str, list[str]] = {}
    for group in together:
        for each in group:
            tied.setdefault(each, []).extend(group)
    part, held = [report], {report}
    for here in part:
        fresh = dict.fromkeys(each for each in (*near(here), *tied.get(here, ())) if each not in held)
        part += fresh
        held |= fresh.keys()
    return sorted(part)


@dataclass(slots=True)
class _Forest:
    """Groups on the way, each under the least id of its reports, with the number and sum of the links between them."""

    least: float
    members: dict[str, list[str]]
    numbers: dict[str, dict[str, int]]
    sums: dict[str, dict[str, float]]
    apart: dict[str, set[str]]
    heap: list[tuple[float, str, str, int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, part: Sequence[str], links: Links, ties: Ties, least: float) -> "_Forest":
        """Each report alone, but for those that are tied together."""
        head = {each: group[0] for group in components(part, {}, ties.together) for each in group}
        members: dict[str, list[str]] = {}
        for each in part:
            members.setdefault(head[each], []).append(each)
        forest = cls(least, members, {k: {} for k in members}, {k: {} for k in members}, {k: set() for k in members})
        for a, b in sorted(ties.apart):
            forest.apart[head[a]].add(head[b])
            forest.apart[head[b]].add(head[a])
        for one in part:
            for other in sorted(links.get(one, ())):
                if other in head and head[one] != head[other]:
                    forest.add(head[one], head[other], 1, links[one][other])
        for one, near in forest.sums.items():
            for other in near:
                if one < other:
                    forest.offer(one, other)
        return forest

    def add(self, one: str, other: str, number: int, total: float) -> None:
        """Counts links from the one group to the other."""
        self.numbers[one][other] = self.numbers[one].get(other, 0) + number
        self.sums[one][other] = self.sums[one].get(other, 0.0) + total

    def offer(self, one: str, other: str) -> None:
        """Puts a pair of groups among those that may be joined, if it is linked well enough."""
        a, b = min(one, other), max(one, other)
        if b in self.apart[a]:
            return
        first, second = len(self.members[a]), len(self.members[b])
        asked = max(self.numbers[a][b], min(first * second, REACH * min(first, second)))
        mean = round(self.sums[a][b] / asked, 9)
        if mean >= self.least:
            heapq.heappush(self.heap, (-mean, a, b, first, second))

    def best(self) -> tuple[str, str] | None:
        """The pair that is linked best."""
        while self.heap:
            _, a, b, first, second = heapq.heappop(self.heap)
            if len(self.members.get(a, ())) == first and len(self.members.get(b, ())) == second:
                return a, b
        return None

    def join(self, a: str, b: str) -> None:
        """Makes one group of two, under the lesser id."""
        self.members[a] += self.members.pop(b)
        numbers, sums = self.numbers.pop(b), self.sums.pop(b)
        for other in sorted(sums):
            del self.numbers[other][b], self.sums[other][b]
            if other != a:
                self.add(a, other, numbers[other], sums[other])
                self.add(other, a, numbers[other], sums[other])
        for other in self.apart.pop(b):
            self.apart[other] = (self.apart[other] - {b}) | {a}
            self.apart[a].add(other)
        for other in sorted(self.sums[a]):
            self.offer(a, other)
