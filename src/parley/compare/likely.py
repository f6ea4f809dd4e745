"""Likely: which of many pairs of propositions can be one claim, sifted by bounds before their reasons are weighed.

What their words share, the same and alike, is worked out for all pairs at once; whatever else may speak for a pair is
taken to do so wholly. A pair that does not come near the bound even so is none whose reasons need be told.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.compare.meaning import Likenesses, Stretches, likenesses
from parley.compare.propositions import Proposition
from parley.compare.sameness import ALIKE, MUCH, weights
from parley.reading import MEANING

Pairs = NDArray[np.int64]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

WIDTH = 4
"""Propositions are laid out by so many words more at a time."""
ROOM = 1 << 21
"""So many numbers are held at once."""
MARGIN = 0.01
"""More than what rounding the reasons of one pair can add."""


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """The words of propositions, one after the other; the last place is that of no word."""

    firsts: Pairs
    sizes: Pairs
    words: Pairs
    places: NDArray[np.int8]
    weights: Numbers
    own: Numbers
    """The weights once for each word of a proposition."""
    sums: Numbers
    """Of those, by proposition."""

    @classmethod
    def out(cls, found: Sequence[Proposition]) -> "Laid":
        """The propositions laid out in their order."""
        numbers: dict[str, int] = {}
        words = [[numbers.setdefault(each, len(numbers)) for each in one.features] for one in found]
        sizes = np.array([len(one.features) for one in found], dtype=np.int64)
        own = [
            one.weights[each] if one.features.index(each) == at else 0.0
            for one in found
            for at, each in enumerate(one.features)
        ]
        return cls(
            np.cumsum(sizes) - sizes,
            sizes,
            np.array([*(word for one in words for word in one), -1], dtype=np.int64),
            np.concatenate([*(_placed(one) for one in found), np.zeros((1, MEANING), np.int8)]),
            np.array([*(one.weights[each] for one in found for each in one.features), 0.0]),
            np.array([*own, 0.0]),
            np.array([sum(one.weights.values()) for one in found]),
        )

    def at(self, numbers: Pairs, width: int) -> Pairs:
        """Where the words of some propositions of at most so many stand, in rows."""
        within = np.arange(width)
        rows = self.firsts[numbers][:, None] + within
        return np.where(within < self.sizes[numbers][:, None], rows, len(self.words) - 1)

    def rows(self, at: Pairs) -> Stretches:
        """The words there."""
        return Stretches(self.words[at], self.places[at], self.weights[at])


def _placed(one: Proposition) -> NDArray[np.int8]:
    return np.zeros((len(one.features), MEANING), np.int8) if one.sense is None else one.sense.places


def likely(found: Sequence[Proposition], pairs: Pairs, common: float, least: float) -> Pairs:
    """The pairs of which so much of the shorter stands in the longer, and whose reasons may weigh so much."""
    asked, places = np.unique(pairs, return_inverse=True)
    some = [found[each] for each in asked.tolist()]
    return pairs[_stand(some, places.reshape(pairs.shape), common, least)]


def _stand(found: Sequence[Proposition], pairs: Pairs, common: float, least: float) -> Flags:
    """Of which pairs it is so."""
    laid = Laid.out(found)
    (shared,) = _each(laid, pairs, 1, lambda a, b: (_shared(laid, a, b),))
    shared /= np.minimum(laid.sums[pairs[:, 0]], laid.sums[pairs[:, 1]])
    kept = shared >= common
    kept[kept] = _most(laid, found, pairs[kept], shared[kept]) >= least - MARGIN
    return kept


def _each(laid: Laid, pairs: Pairs, columns: int, ask: Callable[[Pairs, Pairs], Sequence[Numbers]]) -> list[Numbers]:
    """Asks of pairs in heaps of like lengths; the answers in the order of the pairs."""
    found = [np.zeros(len(pairs)) for _ in range(columns)]
    widths = -(-laid.sizes[pairs] // WIDTH) * WIDTH
    order = np.lexsort((widths[:, 1], widths[:, 0]))
    edges = np.flatnonzero((np.diff(widths[order], axis=0) != 0).any(axis=1)) + 1
    for heap in np.split(order, edges):
        m, n = (int(width) for width in widths[heap[0]]) if len(heap) else (0, 0)
        size = max(1, ROOM // max(1, m * n + (m + n) * MEANING))
        for at in range(0, len(heap), size):
            some = heap[at : at + size]
            told = ask(laid.at(pairs[some, 0], m), laid.at(pairs[some, 1], n))
            for column, answer in zip(found, told, strict=True):
                column[some] = answer
    return found


def _shared(laid: Laid, a: Pairs, b: Pairs) -> Numbers:
    """The weight of the words that stand in both."""
    same = (laid.words[a][:, :, None] == laid.words[b][:, None, :]).any(axis=2)
    return np.asarray((same * laid.own[a]).sum(axis=1))


def _most(laid: Laid, found: Sequence[Proposition], pairs: Pairs, shared: Numbers) -> Numbers:
    """The most that the reasons of each pair can weigh."""

    def ask(a: Pairs, b: Pairs) -> Sequence[Numbers]:
        like: Likenesses = likenesses(laid.rows(a), laid.rows(b))
        return like.share, like.least, like.told, like.whole

    share, less, told, whole = _each(laid, pairs, 4, ask)
    sizes = np.sort(laid.sizes[pairs], axis=1)
    known: Mapping[str, Numbers] = {
        "shorter_told_by_the_longer": np.minimum(shared, 1.0),
        "alike_in_meaning": np.maximum(0.0, share - ALIKE) / (1 - ALIKE),
        "both_tell_much_alike": np.minimum(1.0, told / MUCH) * np.maximum(0.0, less),
        "alike_as_a_whole": np.clip(whole, 0.0, 1.0),
        "one_tells_more": 1 - sizes[:, 0] / sizes[:, 1],
        "brief": 1 / sizes[:, 0],
    }
    read = np.array([one.sense is not None for one in found], dtype=bool)
    most = np.zeros(len(pairs))
    for name, weight in weights().items():
        if name in known:
            spoken = _both(read, pairs) if "alike" in name else np.ones(len(pairs))
            most += weight * known[name] * spoken
        elif weight > 0:
            most += weight * _both(_may(found, name), pairs)
    return most


def _may(found: Sequence[Proposition], name: str) -> Flags:
    """Of which propositions a reason can have something to say."""
    asked = _ASKED.get(name)
    return np.array([asked is None or bool(asked(one)) for one in found], dtype=bool)


_ASKED: Mapping[str, Callable[[Proposition], object]] = {
    "same_speaker": lambda one: one.speaker,
    "same_numbers": lambda one: one.quantities,
    "same_number_of_other_things": lambda one: one.quantities,
    "same_day": lambda one: one.times,
    "same_stance": lambda one: one.stance,
    "same_event": lambda one: one.events,
    "same_statement": lambda one: one.statement,
    "same_entities": lambda one: one.entities,
}
"""What both must have for a reason to say anything."""


def _both(flags: Flags, pairs: Pairs) -> Numbers:
    return (flags[pairs[:, 0]] & flags[pairs[:, 1]]).astype(np.float64)
