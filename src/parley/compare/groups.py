"""Grouping by scored links: the best link first, and no group may hold two members that must stay apart."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from parley.story import Reason

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

CROWD = 24
"""A posting longer than this is compared with near neighbours only."""

NEIGHBOURS = 6
"""How many of the following members in a crowded posting each member is compared with."""

_HALF = 31
"""Bits of a position."""

SAMPLE = 8
"""At most so many members of a group are asked how like they are to another's."""


@dataclass(frozen=True, slots=True)
class Link:
    """A reason to join two members, by their positions in the sorted sequence of members."""

    a: int
    b: int
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Members joined, ascending, with the links that joined them, strongest first."""

    members: tuple[int, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness(Generic[T]):
    """How like two members are, and how like the members of two groups must be on average to become one."""

    alike: Callable[[T, T], float]
    least: float

    def average(self, one: Sequence[T], other: Sequence[T]) -> float:
        """Mean likeness of the members of two groups, of large ones from a few taken evenly."""
        few = [_few(one), _few(other)]
        return sum(self.alike(a, b) for a in few[0] for b in few[1]) / (len(few[0]) * len(few[1]))


def grouped(
    members: Sequence[T],
    links: Iterable[Link],
    apart: Callable[[T, T], bool],
    near: Likeness[T] | None = None,
) -> tuple[Group, ...]:
    """Join by descending score where no member of one group must stay apart from one of the other.

    With `near` two groups join only where their members are like one another on average, so that a chain of
    likenesses does not join its ends. The outcome depends on the members and links alone: ties fall by
    position, so sort the members by content.
    """
    home = list(range(len(members)))
    inside: dict[int, list[int]] = {i: [i] for i in home}
    used: dict[int, list[Link]] = defaultdict(list)
    for link in sorted(links, key=lambda link: (-link.score, link.a, link.b)):
        a, b = sorted((home[link.a], home[link.b]))
        if a == b or any(apart(members[i], members[j]) for i in inside[a] for j in inside[b]):
            continue
        if near and near.average([members[i] for i in inside[a]], [members[j] for j in inside[b]]) < near.least:
            continue
        for member in inside[b]:
            home[member] = a
        inside[a] += inside.pop(b)
        used[a] += [link, *used.pop(b, [])]
    return tuple(
        Group(tuple(sorted(held)), tuple(sorted(used[root], key=lambda link: (-link.score, link.a, link.b))))
        for root, held in sorted(inside.items())
    )


def _few(members: Sequence[T]) -> Sequence[T]:
    step = (len(members) + SAMPLE - 1) // SAMPLE
    return members[::step]


def bundles(members: Sequence[T], trait: Callable[[T], Hashable]) -> tuple[tuple[int, ...], ...]:
    """Positions of the members that are the same in all that a comparison asks, in the order of the first of each."""
    held: dict[Hashable, list[int]] = {}
    for i, member in enumerate(members):
        held.setdefault(trait(member), []).append(i)
    return tuple(tuple(positions) for positions in held.values())


def pairs(postings: Mapping[K, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Candidate pairs of positions that share a key, each once, ascending.

    In a crowded posting each is paired with its next neighbours only (sorted neighbourhood, Hernández and Stolfo
    1995), so that the number of pairs stays proportionate to the number of members.
    """
    rows = paired(postings)
    yield from zip(rows[:, 0].tolist(), rows[:, 1].tolist(), strict=True)


def paired(postings: Mapping[K, Sequence[int]]) -> NDArray[np.int64]:
    """The candidate pairs of `pairs` as rows."""
    found: list[int] = []
    for posting in postings.values():
        held = sorted(set(posting))
        reach = len(held) if len(held) <= CROWD else NEIGHBOURS
        for at, a in enumerate(held):
            found += [a << _HALF | b for b in held[at + 1 : at + 1 + reach]]
    codes = np.unique(np.array(found, dtype=np.int64))
    return np.stack([codes >> _HALF, codes & ((1 << _HALF) - 1)], axis=1)
