"""Meaning: how like two stretches of text are by the states of the encoder that read them, 1 at most."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from parley.reading import MEANING, Reading
from parley.report import Span

Vector = NDArray[np.float32]


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


def likeness(a: Vector | None, b: Vector | None) -> float | None:
    """The cosine of two unit vectors, or None where one is not known."""
    return None if a is None or b is None else float(a @ b)
