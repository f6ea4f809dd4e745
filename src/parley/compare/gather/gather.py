"""Gather: signatures become stories, all at once; an archive that is given them one by one comes to the same."""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from parley.compare.gather.clusters import NONE, REACH, Ties, clusters, parts
from parley.compare.gather.common import along
from parley.compare.gather.keys import ENOUGH, at_any_time, count, keys, telling
from parley.compare.gather.likeness import chance, likeness, score
from parley.compare.gather.profile import Profile, profile
from parley.compare.gather.signature import Signature
from parley.compare.gather.weights import weights
from parley.story import Reason, story_id

WINDOW = REACH // 2
"""Under a key a report is compared with so many before and after it, in order of day and id."""
FAR, MORE = 3, 2
"""Two reports that are more days apart must share keys that count so much more."""
LATELY = 14
"""Two reports that are more days apart, or of which one alone has a day, share only the keys that hold at any time."""
WEAKEST = 0.01
"""A link of less chance is not kept."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """A story that was found: its id, the report after which it is named, all its reports, and why they are one."""

    id: str
    named: str
    reports: tuple[str, ...]
    """Sorted by id."""
    why: tuple["Tie", ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a report stands in its story: the report of it to which it is linked best, the chance, and the reasons."""

    report: str
    other: str
    chance: float
    reasons: tuple[Reason, ...]


def gather(
    signatures: Iterable[Signature], ties: Ties = NONE, texts: Mapping[str, str] | None = None
) -> tuple[Grouped, ...]:
    """The stories that some reports tell, the first published first; the order given plays no part.

    With the texts of the reports, by id, the reasons are told in their words, otherwise in stems and keys.
    """
    given = {each.report: each for each in signatures}
    told = texts or {}
    order = {report: place(given[report]) for report in given}
    common = along([(report, telling(given[report])) for report in sorted(given, key=order.__getitem__)])
    seen = {report: profile(given[report], told.get(report, ""), common[report]) for report in sorted(given)}
    links = _links(given, seen)
    bounds = weights()
    groups = []
    for part in parts(seen, links, bounds.strong, ties):
        for a, b in completing(part, order):
            if b not in links[a] and (found := link(seen[a], seen[b])) is not None:
                links[a][b] = links[b][a] = found
        groups += clusters(part, links, bounds.together, ties)
    named = [(min(group, key=order.__getitem__), group) for group in groups]
    return tuple(
        Grouped(story_id(first), first, group, tuple(_why(group, links, seen)))
        for first, group in sorted(named, key=lambda row: order[row[0]])
    )


def completing(part: Iterable[str], order: Mapping[str, tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """The pairs of a part that must be compared, whether they share a key or not, the lesser id first.

    Each report is compared with those near it in order: two of one story need have no telling word in common.
    """
    row = sorted(part, key=order.__getitem__)
    for at, one in enumerate(row):
        for other in row[at + 1 : at + 1 + WINDOW]:
            yield min(one, other), max(one, other)


def place(each: Signature) -> tuple[int, str]:
    """Where a report stands in the order of a key: by day, those without one first, then by id."""
    return (date.fromisoformat(each.day).toordinal() if each.day else 0, each.report)


def short(one: tuple[int, str], other: tuple[int, str]) -> int:
    """What is taken off from the count of the keys of two reports in these places."""
    return MORE if one[0] and other[0] and abs(one[0] - other[0]) > FAR else 0


def within(key: int, one: int, other: int) -> bool:
    """Whether two days, 0 for none, are near enough for a key that reports of these days have."""
    return at_any_time(key) or (bool(one) is bool(other) and abs(one - other) <= LATELY)


def shelf(key: int, day: int) -> int:
    """Where a key of a report of a day, 0 for none, stands: by those of any time, of no day, or of about that day.

    What is `within` a key stands on the same shelf or on one of the two beside it.
    """
    return 0 if at_any_time(key) else 3 + day // LATELY if day else 1


def link(a: Profile, b: Profile) -> float | None:
    """The chance that two reports tell one story, or None where it is too small to keep, or no rare word is shared."""
    if a.rare.keys().isdisjoint(b.rare):
        return None
    found = round(chance(score(a, b)), 6)
    return found if found >= WEAKEST else None


def why(a: Profile, b: Profile) -> Tie:
    """The link of a report to another, with its reasons."""
    verdict = likeness(a, b)
    return Tie(a.report, b.report, round(chance(verdict.score), 3), verdict.reasons)


def _why(group: Sequence[str], links: Mapping[str, Mapping[str, float]], seen: Mapping[str, Profile]) -> Iterator[Tie]:
    for report in group:
        near = [(-links[report].get(other, 0.0), other) for other in group if other in links[report]]
        if near:
            yield why(seen[report], seen[min(near)[1]])


def _links(given: Mapping[str, Signature], seen: Mapping[str, Profile]) -> dict[str, dict[str, float]]:
    links: dict[str, dict[str, float]] = {report: {} for report in given}
    for a, b in sorted(candidates(given, seen, ENOUGH)):
        found = link(seen[a], seen[b])
        if found is not None:
            links[a][b] = links[b][a] = found
    return links


def candidates(given: Mapping[str, Signature], seen: Mapping[str, Profile], least: int) -> set[tuple[str, str]]:
    """Pairs of reports, the lesser id first, that stand near one another under keys that count so much together."""
    under: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for report, each in given.items():
        for key in keys(each, seen[report]):
            insort(under[key], place(each))
    found: Counter[tuple[str, str]] = Counter()
    for key, row in under.items():
        for at, (day, one) in enumerate(row):
            for later, other in row[at + 1 : at + 1 + WINDOW]:
                if within(key, day, later):
                    found[min(one, other), max(one, other)] += count(key)
    order = {report: place(each) for report, each in given.items()}
    return {(a, b) for (a, b), number in found.items() if number - short(order[a], order[b]) >= least}
