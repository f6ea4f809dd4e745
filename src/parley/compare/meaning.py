"""Meaning: how like two stretches of text are by the states of the encoder that read them, 1 at most."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parley.reading import MEANING, Reading
from parley.report import Span

Vector = NDArray[np.float32]
_UNIT = 127
"""The length of a vector of signed bytes that stands for one of length 1."""
_SAME = 0.5
"""The least that the same word in two stretches counts."""
_UNREAD = 0.1
"""How like two words are taken to be that no encoder read and that are not the same."""
_MORE = 2 / 3
"""What the better covered of two stretches counts, beside the other."""


class Meanings:
    """Where the stretches of one report lie on the axes of meaning."""

    def __init__(self, reading: Reading) -> None:
        self._starts = [token.start for token in reading.tokens]
        self._ends = [token.end for token in reading.tokens]
        held = np.frombuffer(reading.meanings, dtype=np.int8).reshape(-1, MEANING)
        self._sums = np.zeros((len(held) + 1, MEANING), dtype=np.int64)
        np.cumsum(held, axis=0, out=self._sums[1:])

    def of(self, spans: Iterable[Span]) -> Vector | None:
        """The unit vector of the tokens in some spans of the report, or None where no encoder read them."""
        if len(self._sums) == 1:
            return None
        placed = np.zeros(MEANING, dtype=np.int64)
        for span in spans:
            first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
            placed += self._sums[max(first, last)] - self._sums[first]
        length = float(np.sqrt((placed * placed).sum()))
        return (placed / length).astype(np.float32) if length else None

    def each(self, spans: Sequence[Span]) -> NDArray[np.int8]:
        """Unit vectors of some spans as rows of signed bytes; a row of noughts where no encoder read one."""
        rows = np.zeros((len(spans), MEANING), dtype=np.int8)
        for number, span in enumerate(spans):
            vector = self.of([span])
            if vector is not None:
                rows[number] = np.rint(vector * _UNIT)
        return rows


def likeness(a: Vector | None, b: Vector | None) -> float | None:
    """The cosine of two unit vectors, or None where one is not known."""
    return None if a is None or b is None else float(a @ b)


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """The words of a stretch: a number for each word, the same for the same word; where it lies; what it weighs."""

    words: NDArray[np.int64]
    places: NDArray[np.int8]
    weights: Vector


@dataclass(frozen=True, slots=True)
class Likened:
    """How like two stretches are: shares from 0 to 1; `told` is the weight of the less covered one's like words."""

    share: float
    """Of both, the better covered counting twice."""
    least: float
    """Of the one that is covered less."""
    told: float
    whole: float
    """The cosine of the two taken whole."""


@lru_cache(maxsize=16)
def likened(a: Sense, b: Sense) -> Likened:
    """How much of what two stretches say, word by word, the other says too, in the same or like words.

    Each word is held against the likest of the other stretch, as BERTScore does (Zhang et al. 2020), weighed by how
    rare it is; the same word counts at least half, whatever stands around it, and wholly where no encoder read
    it. The reasons of a comparison ask it of one pair in turn, so that the last answers are kept.
    """
    if not len(a.words) or not len(b.words):
        return Likened(0.0, 0.0, 0.0, 0.0)
    like = words_alike(a, b)
    met = float(like.max(1) @ a.weights), float(like.max(0) @ b.weights)
    shares = met[0] / float(a.weights.sum()), met[1] / float(b.weights.sum())
    share = max(0.0, _MORE * max(shares) + (1 - _MORE) * min(shares))
    whole = likeness(_whole(a), _whole(b)) if a.places.any() and b.places.any() else share
    return Likened(share, min(shares), max(0.0, min(met)), whole or 0.0)


def words_alike(a: Sense, b: Sense) -> Vector:
    """How like each word of one stretch (rows) is to each of another (columns); the same word is so by half at least.

    The same word is wholly so where no encoder read it.
    """
    like = (a.places.astype(np.float32) @ b.places.astype(np.float32).T) / (_UNIT * _UNIT)
    same = a.words[:, None] == b.words[None, :]
    read = np.outer(a.places.any(axis=1), b.places.any(axis=1))
    same_words = np.where(read, np.maximum(like, _SAME + (1 - _SAME) * like), 1.0)
    return np.where(same, same_words, np.where(read, like, _UNREAD))


def _whole(each: Sense) -> Vector | None:
    placed = each.weights @ each.places.astype(np.float32)
    length = float(np.sqrt(placed @ placed))
    return placed / length if length else None
