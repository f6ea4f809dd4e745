"""What the head for names sees of a word besides its state: its form, the gazetteer, and the same word elsewhere.

One name is the same kind of thing throughout a text (Krishnan and Manning 2006): the states and first chances of all
occurrences of a capitalised word are averaged and shown to each of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from parley.annotate.encoder.passages import Passage, case_of
from parley.annotate.gazetteer import classes

Rows = NDArray[np.float32]
FORMS = (4096, 1024, 1024, 20, 512, 64)
"""Values of each column of `Clues.forms`: the word, its end, its beginning, its shape, its class, its tag."""
CHANCES = 20
"""Columns of `Clues.chances`."""
_REMEMBERED = 20_000
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Clues:
    """For W words: `forms` W x 6 numbers, `alike` W x 384 (the mean state of the same capitalised word), `chances`
    W x 20: logarithms of the first chances of the labels, their means over the word, its count, whether it begins."""

    forms: NDArray[np.int64]
    alike: Rows
    chances: Rows

    def part(self, here: slice) -> "Clues":
        """Those of some of the words."""
        return Clues(self.forms[here], self.alike[here], self.chances[here])


def clues(passages: Sequence[Passage], states: Rows, names: Rows, tags: NDArray[np.int64]) -> Clues:
    """What is seen of the words of neighbouring passages; states, scores of names and numbers of tags word by word."""
    words = [word for passage in passages for word in passage.words]
    forms = np.array([_form(word) for word in words], dtype=np.int64).reshape(-1, 4)
    listed = [_hashed(kind, FORMS[4]) for passage in passages for kind in classes(passage.words)]
    chances = np.exp(names - names.max(-1, keepdims=True))
    chances /= chances.sum(-1, keepdims=True)
    groups, counts = _groups(words)
    shown = np.stack(
        [np.log1p(counts[groups] * (groups > 0)), [begun for passage in passages for begun in begins(passage)]], 1
    )
    parts = [np.log(chances + _LEAST) / 4, _means(chances, groups, counts), shown]
    return Clues(
        np.column_stack([forms, np.array(listed, dtype=np.int64), tags]),
        _means(states, groups, counts),
        np.concatenate(parts, 1).astype(np.float32),
    )


def _hashed(text: str, size: int) -> int:
    """A number from 1 to below the size, the same on every machine."""
    return 1 + crc32(text.encode("utf-8", "surrogatepass")) % (size - 1)


@lru_cache(_REMEMBERED)
def _form(word: str) -> tuple[int, int, int, int]:
    lower = word.lower()
    shape = 4 * min(case_of(word), 4) + min(3, len(word) - 1)
    return _hashed(lower, FORMS[0]), _hashed(lower[-3:], FORMS[1]), _hashed(lower[:3], FORMS[2]), shape


def begins(passage: Passage) -> list[bool]:
    """Whether each word begins a sentence."""
    return [before != here for before, here in zip((-1, *passage.sentences), passage.sentences, strict=False)]


def _groups(words: Sequence[str]) -> tuple[NDArray[np.int64], Rows]:
    """The group of each word and the size of each group; capitalised words by spelling, all others in group 0."""
    numbers: dict[str, int] = {}
    groups = [numbers.setdefault(word.lower(), len(numbers) + 1) if word[:1].isupper() else 0 for word in words]
    found = np.array(groups, dtype=np.int64)
    return found, np.bincount(found, minlength=1).astype(np.float32)


def _means(rows: Rows, groups: NDArray[np.int64], counts: Rows) -> Rows:
    """The mean of the rows of each word's group; noughts for group 0."""
    capital = np.flatnonzero(groups)
    sums = np.zeros((len(counts), rows.shape[1]), dtype=np.float32)
    np.add.at(sums, groups[capital], rows[capital])
    sums /= np.maximum(counts, 1)[:, None]
    return sums[groups]
