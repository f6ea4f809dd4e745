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
Numbers = NDArray[np.float64]
_UNIT = 127
"""The length of a vector of signed bytes that stands for one of length 1."""
_FULL = _UNIT * _UNIT
"""The product of two such vectors that are one."""
_UNREAD = round(0.1 * 2 * _FULL)
"""How like two words are taken to be that no encoder read and that are not the same, doubled as all likenesses."""
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
    found = likenesses(*(Stretches(s.words[None], s.places[None], s.weights[None].astype(np.float64)) for s in (a, b)))
    return Likened(*(float(each[0]) for each in (found.share, found.least, found.told, found.whole)))


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Stretches in rows of one length; places that are left over hold a word below 0 and weigh nothing."""

    words: NDArray[np.int64]
    places: NDArray[np.int8]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Likenesses:
    """What `Likened` says, of many pairs."""

    share: Numbers
    least: Numbers
    told: Numbers
    whole: Numbers


def likenesses(one: Stretches, other: Stretches) -> Likenesses:
    """How like each row is to the same row of the other, as `likened` says it.

    Sums are of whole numbers (of quarters, as words of claims weigh), so that a pair comes out the same to the last
    bit in whatever company it is asked.
    """
    like = _doubled(one, other)
    like[np.broadcast_to((one.words < 0)[:, :, None] | (other.words < 0)[:, None, :], like.shape)] = -2 * _FULL
    met = [(like.max(axis) * side.weights).sum(1) / (2 * _FULL) for axis, side in ((2, one), (1, other))]
    shares = [told / side.weights.sum(1) for told, side in zip(met, (one, other), strict=True)]
    least = np.minimum(*shares)
    share = np.maximum(0.0, _MORE * np.maximum(*shares) + (1 - _MORE) * least)
    sums = [(side.weights[:, None, :] @ side.places.astype(np.float64))[:, 0] for side in (one, other)]
    lengths = [np.sqrt((placed * placed).sum(1)) for placed in sums]
    together = lengths[0] * lengths[1]
    cosine = np.divide((sums[0] * sums[1]).sum(1), together, out=np.zeros_like(together), where=together > 0)
    read = [side.places.any(axis=(1, 2)) for side in (one, other)]
    return Likenesses(share, least, np.maximum(0.0, np.minimum(*met)), np.where(read[0] & read[1], cosine, share))


def words_alike(a: Sense, b: Sense) -> Vector:
    """How like each word of one stretch (rows) is to each of another (columns); the same word is so by half at least.

    The same word is wholly so where no encoder read it.
    """
    one, other = (Stretches(s.words[None], s.places[None], s.weights[None].astype(np.float64)) for s in (a, b))
    return np.asarray(_doubled(one, other)[0] / (2 * _FULL))


def _doubled(one: Stretches, other: Stretches) -> NDArray[np.float32]:
    """Likenesses of words as twice the product of their vectors, which float32 holds without loss."""
    like = 2 * (one.places.astype(np.float32) @ other.places.astype(np.float32).transpose(0, 2, 1))
    same = one.words[:, :, None] == other.words[:, None, :]
    words = [np.asarray(side.places.any(axis=2)) for side in (one, other)]
    read = words[0][:, :, None] & words[1][:, None, :]
    same_words = np.where(read, np.maximum(like, np.float32(_FULL) + like / 2), np.float32(2 * _FULL))
    return np.where(same, same_words, np.where(read, like, np.float32(_UNREAD)))
