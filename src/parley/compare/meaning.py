"""Meaning: how like two stretches of text are by the states of the encoder that read them, 1 at most."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.reading import MEANING, Reading
from parley.report import Span

Vector = NDArray[np.float32]
_UNIT = 127
"""The length of a vector of signed bytes that stands for one of length 1."""
_SAME = 0.5
"""The least that the same word in two stretches counts."""
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


def covered(a: Sense, b: Sense) -> float:
    """How much of what two stretches say, word by word, the other says too, in the same or like words, 0 to 1.

    Each word is held against the likest of the other stretch, as BERTScore does (Zhang et al. 2020), weighed by how
    rare it is; the same word counts at least half, whatever stands around it, and wholly where no encoder read
    it. The stretch that is covered better counts twice.
    """
    if not len(a.words) or not len(b.words):
        return 0.0
    like = (a.places.astype(np.float32) @ b.places.astype(np.float32).T) / (_UNIT * _UNIT)
    same = a.words[:, None] == b.words[None, :]
    read = np.outer(a.places.any(axis=1), b.places.any(axis=1))
    like = np.where(same, np.where(read, np.maximum(like, _SAME + (1 - _SAME) * like), 1.0), like)
    one = float(like.max(1) @ a.weights / a.weights.sum())
    other = float(like.max(0) @ b.weights / b.weights.sum())
    return max(0.0, _MORE * max(one, other) + (1 - _MORE) * min(one, other))
