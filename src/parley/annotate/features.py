"""What the tagger sees of a word: hashed properties of it and of its neighbours, joined to features by templates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from parley.annotate.gazetteer import classes

Hashes = NDArray[np.uint32]
"""Hashes, words by properties; or row numbers of a weight table, words by features."""

PADDING = 2
"""Rows before and after each sentence, so that a neighbour's properties need no test."""

WORD, LOWER, LAST1, LAST2, LAST3, LAST4, FIRST2, FIRST3, FIRST4, SHAPE, OUTLINE, CLASS, LINE, PLACE, POS = range(15)
"""Columns: the word, its ends and beginnings, its form, its class in the gazetteer, the line, its place, its tag."""

EVIDENCE = 15
"""First of the columns that the other occurrences of the word give, see `evidence.Evidence`."""

CUES = 17
LOOK = EVIDENCE + CUES
"""First of the columns that a first labelling of the whole text gives, see `evidence.FirstLook`."""

LABEL, USUAL, LONGER, NAMED = range(LOOK, LOOK + 4)
COLUMNS = LOOK + 4

_OF_WORD = 11
_MULTIPLIER = np.uint32(0x9E3779B1)

Template = tuple[tuple[int, int], ...]
"""Properties that make one feature together, each as (offset of the neighbour, column)."""

TAG_TEMPLATES: tuple[Template, ...] = (
    ((0, WORD),), ((0, LOWER),), ((0, LAST1),), ((0, LAST2),), ((0, LAST3),), ((0, LAST4),),
    ((0, FIRST2),), ((0, FIRST3),), ((0, FIRST4),), ((0, SHAPE), (0, PLACE)), ((0, OUTLINE), (0, LINE)),
    ((0, CLASS), (0, OUTLINE)),
    ((-1, LOWER),), ((1, LOWER),), ((-2, LOWER),), ((2, LOWER),),
    ((-1, LOWER), (0, LOWER)), ((0, LOWER), (1, LOWER)), ((-1, LOWER), (1, LOWER)),
    ((-2, LOWER), (-1, LOWER)), ((1, LOWER), (2, LOWER)),
    ((-1, LAST3),), ((1, LAST3),), ((-1, SHAPE), (0, SHAPE)), ((0, SHAPE), (1, SHAPE)),
    ((-1, OUTLINE), (0, OUTLINE), (1, OUTLINE)),
    ((-1, LOWER), (0, LAST3)), ((0, LAST3), (1, LOWER)), ((0, LAST3), (1, LAST2)), ((-1, LAST2), (0, LAST2)),
)  # fmt: skip

NAME_TEMPLATES: tuple[Template, ...] = (
    *TAG_TEMPLATES,
    ((0, POS),), ((-1, POS), (0, POS)), ((0, POS), (1, POS)), ((-1, POS), (0, POS), (1, POS)),
    ((-2, POS), (-1, POS)), ((1, POS), (2, POS)),
    ((0, POS), (0, SHAPE), (0, PLACE)), ((-1, LOWER), (0, SHAPE), (0, POS)), ((0, SHAPE), (0, POS), (1, LOWER)),
    ((-1, CLASS), (0, CLASS)), ((0, CLASS), (1, CLASS)), ((-1, CLASS), (0, OUTLINE)), ((0, OUTLINE), (1, CLASS)),
    *(((0, column), (0, OUTLINE)) for column in range(EVIDENCE, LOOK)),
    ((0, LOOK - 1), (0, CLASS)),
)  # fmt: skip

SECOND_TEMPLATES: tuple[Template, ...] = (
    *NAME_TEMPLATES,
    ((0, LABEL),), ((0, USUAL),), ((0, LONGER),), ((0, NAMED),),
    ((-1, LABEL), (0, LABEL)), ((0, LABEL), (1, LABEL)), ((-1, LABEL), (1, LABEL)),
    ((0, LABEL), (0, USUAL)), ((0, LABEL), (0, LONGER)), ((0, LABEL), (0, USUAL), (0, LONGER)),
    ((0, LABEL), (0, NAMED)), ((0, LABEL), (-1, LONGER)), ((0, LABEL), (1, LONGER)),
    ((0, LABEL), (0, WORD)), ((0, LABEL), (0, CLASS)), ((0, LABEL), (0, POS)), ((0, USUAL), (0, POS), (0, CLASS)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    """Properties of all words of some sentences, each sentence between `PADDING` empty rows; where the words stand."""

    properties: Hashes
    places: NDArray[np.int64]
    lengths: tuple[int, ...]

    def column(self, offset: int, column: int) -> Hashes:
        """One property of every word's neighbour."""
        found: Hashes = self.properties[self.places + offset, column]
        return found

    def with_columns(self, first: int, hashes: Hashes) -> "Described":
        """The same with more properties of the words, words by columns, from column `first` on."""
        properties = self.properties.copy()
        properties[self.places, first : first + hashes.shape[1]] = hashes
        return Described(properties, self.places, self.lengths)

    def rows(self, templates: Sequence[Template], bits: int) -> Hashes:
        """Row numbers below 2**bits of every word's features, words by templates."""
        columns = [self._feature(number, template) >> np.uint32(32 - bits) for number, template in enumerate(templates)]
        return np.stack(columns, axis=1)

    def _feature(self, number: int, template: Template) -> Hashes:
        mixed = np.full(len(self.places), salt(f"template {number}"), dtype=np.uint32)
        for offset, column in template:
            mixed = mix(mixed, self.column(offset, column))
        return mixed


def mix(left: Hashes, right: Hashes) -> Hashes:
    """One hash of two, in this order."""
    mixed = (left ^ right) * _MULTIPLIER
    mixed ^= mixed >> np.uint32(15)
    return mixed * _MULTIPLIER


def salt(text: str) -> int:
    """A hash of 32 bits that is the same on every machine."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def label_hashes(labels: Iterable[str]) -> Hashes:
    """One hash for each label, for features that contain a label."""
    return np.array([salt(f"label {label}") for label in labels], dtype=np.uint32)


def describe(sentences: Sequence[Sequence[str]]) -> Described:
    """The properties that need no other sentence; the columns from `POS` on are still empty."""
    known: dict[str, int] = {"": 0}
    of_words = [_of_word("")]
    numbers = [0] * PADDING
    of_places = [(0, 0, 0)] * PADDING
    places: list[int] = []
    for words in sentences:
        places.extend(range(len(numbers), len(numbers) + len(words)))
        for word in words:
            if word not in known:
                known[word] = len(of_words)
                of_words.append(_of_word(word))
        numbers += [*(known[word] for word in words), *[0] * PADDING]
        of_places += [*_of_places(words), *[(0, 0, 0)] * PADDING]
    properties = np.zeros((len(numbers), COLUMNS), dtype=np.uint32)
    properties[:, :_OF_WORD] = np.array(of_words, dtype=np.uint32)[numbers]
    properties[:, CLASS : PLACE + 1] = np.array(of_places, dtype=np.uint32)
    return Described(properties, np.array(places, dtype=np.int64), tuple(len(words) for words in sentences))


def _of_word(word: str) -> list[int]:
    zeroed = "".join("0" if character.isdigit() else character for character in word)
    lower = zeroed.lower().replace("’", "'")
    values = (
        zeroed, lower, lower[-1:], lower[-2:], lower[-3:], lower[-4:], lower[:2], lower[:3], lower[:4],
        _shape(word), _outline(word),
    )  # fmt: skip
    return [salt(f"{number} {value}") for number, value in enumerate(values)]


def _of_places(words: Sequence[str]) -> list[tuple[int, int, int]]:
    line = salt(f"line {line_kind(words)}")
    return [(salt(kind), line, min(index, 2) + 1) for index, kind in enumerate(classes(words))]


def _shape(word: str) -> str:
    """`Xx-Xx` for `Jong-Un`: runs of one kind of character become one."""
    shape: list[str] = []
    for character in word[:40]:
        kind = "X" if character.isupper() else "x" if character.isalpha() else "0" if character.isdigit() else character
        if not shape or shape[-1] != kind:
            shape.append(kind)
    return "".join(shape)


def _outline(word: str) -> str:
    """Coarser than the shape: how the word begins and whether all of it is in capitals."""
    if not any(character.isalnum() for character in word):
        return word[:3]
    if word[0].isdigit():
        return "0"
    if word.isupper():
        return "XX" if sum(character.isalpha() for character in word) > 1 else "X"
    return "Xx" if word[0].isupper() else "xX" if any(character.isupper() for character in word) else "x"


def line_kind(words: Sequence[str]) -> str:
    """Whether capitals mean anything here: `capitals`, `title` (nearly all long words), `small` or `running`."""
    alphabetic = [word for word in words if word[:1].isalpha()]
    if not any(word[0].isupper() for word in alphabetic):
        return "small"
    if len(alphabetic) > 1 and all(word.isupper() for word in alphabetic if len(word) > 1):
        return "capitals"
    long = [word for word in alphabetic[1:] if len(word) > 3]
    if len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.8 * len(long):
        return "title"
    return "running"
