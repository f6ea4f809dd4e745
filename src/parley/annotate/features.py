"""What the tagger sees of a word: hashed properties of it, of its neighbours and of its other occurrences."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
"""Hashes, words by properties; or row numbers of a weight table, words by features."""

PADDING = 2
"""Rows before and after each sentence, so that a neighbour's properties need no test."""

WORD, LOWER, LAST1, LAST2, LAST3, LAST4, FIRST2, FIRST3, FIRST4, SHAPE, OUTLINE, CLASS, LINE, PLACE, POS = range(15)
EVIDENCE = 15
"""First of the properties that come from the other occurrences of the word in the same text."""

_WORD_PROPERTIES = 12
_CUES = ("honorific", "suffix", "place", "said", "of", "possessive", "comma", "the")
COLUMNS = EVIDENCE + len(_CUES) + 2

_MULTIPLIER = np.uint32(0x9E3779B1)

Template = tuple[tuple[int, int], ...]
"""Properties that make one feature together, each as (offset of the neighbour, property)."""

_COMMON: tuple[Template, ...] = (
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

POS_TEMPLATES: tuple[Template, ...] = _COMMON

NAME_TEMPLATES: tuple[Template, ...] = (
    *_COMMON,
    ((0, POS),), ((-1, POS), (0, POS)), ((0, POS), (1, POS)), ((-1, POS), (0, POS), (1, POS)),
    ((-2, POS), (-1, POS)), ((1, POS), (2, POS)),
    ((0, POS), (0, SHAPE), (0, PLACE)), ((-1, LOWER), (0, SHAPE), (0, POS)), ((0, SHAPE), (0, POS), (1, LOWER)),
    ((-1, CLASS), (0, CLASS)), ((0, CLASS), (1, CLASS)), ((-1, CLASS), (0, OUTLINE)), ((0, OUTLINE), (1, CLASS)),
    *(((0, column), (0, OUTLINE)) for column in range(EVIDENCE, COLUMNS)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    """Properties of all words of some sentences, each sentence between `PADDING` empty rows; where the words stand."""

    properties: Hashes
    places: NDArray[np.int64]
    lengths: tuple[int, ...]

    def column(self, offset: int, column: int) -> Hashes:
        """One property of every word's neighbour."""
        return self.properties[self.places + offset, column]

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


def label_hashes(labels: Iterable[str]) -> Hashes:
    """One hash for each label, for features that contain a label."""
    return np.array([salt(f"label {label}") for label in labels], dtype=np.uint32)


def describe(sentences: Sequence[Sequence[str]]) -> Described:
    """The properties that need no other sentence; the columns of `POS` and `EVIDENCE` are still empty."""
    known: dict[str, int] = {"": 0}
    of_words: list[list[int]] = [_of_word("")]
    numbers: list[int] = [0] * PADDING
    places: list[int] = []
    of_sentences: list[tuple[int, int]] = [(0, 0)] * PADDING
    for words in sentences:
        line = salt(f"line {_line(words)}")
        for index, word in enumerate(words):
            number = known.get(word)
            if number is None:
                number = known[word] = len(of_words)
                of_words.append(_of_word(word))
            places.append(len(numbers))
            numbers.append(number)
            of_sentences.append((line, _PLACES[min(index, 2)] if index < 2 else _PLACES[2]))
        numbers.extend([0] * PADDING)
        of_sentences.extend([(0, 0)] * PADDING)
    properties = np.zeros((len(numbers), COLUMNS), dtype=np.uint32)
    properties[:, :_WORD_PROPERTIES] = np.array(of_words, dtype=np.uint32)[numbers]
    properties[:, LINE : PLACE + 1] = np.array(of_sentences, dtype=np.uint32)
    return Described(properties, np.array(places, dtype=np.int64), tuple(len(words) for words in sentences))


def salt(text: str) -> int:
    """A hash of 32 bits that is the same on every machine."""
    return crc32(text.encode("utf-8", "surrogatepass"))


_PLACES = (salt("first"), salt("second"), salt("later"))


def _of_word(word: str) -> list[int]:
    lower = word.lower().replace("’", "'")
    digitless = "".join("0" if c.isdigit() else c for c in lower)
    shape = _shape(word)
    values = (
        "".join("0" if c.isdigit() else c for c in word), digitless, digitless[-1:], digitless[-2:], digitless[-3:],
        digitless[-4:], digitless[:2], digitless[:3], digitless[:4], shape, _outline(word), "",
    )  # fmt: skip
    return [salt(f"{number} {value}") for number, value in enumerate(values)]


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
    if not word:
        return ""
    if not any(c.isalnum() for c in word):
        return word
    if word[0].isdigit():
        return "0"
    if word.isupper():
        return "XX" if sum(c.isalpha() for c in word) > 1 else "X"
    return "Xx" if word[0].isupper() else "xX" if any(c.isupper() for c in word) else "x"


def _line(words: Sequence[str]) -> str:
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


class Evidence:
    """What the other occurrences of a capitalised word in the same text say of it."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        self._cues: dict[str, set[str]] = {}
        self._small: Counter[str] = Counter()
        self._large: Counter[str] = Counter()
        for words in sentences:
            if _line(words) == "running":
                self._read(words)

    def _read(self, words: Sequence[str]) -> None:
        for index, word in enumerate(words):
            if not word[:1].isupper():
                if word[:1].islower():
                    self._small[word] += 1
                continue
            if index and words[index - 1][:1].isalnum():
                self._large[word] += 1
            before = words[index - 1].lower() if index else ""
            after = words[index + 1].lower() if index + 1 < len(words) else ""
            cues = self._cues.setdefault(word, set())
            for cue, fits in _CUE_WORDS.items():
                if (before if fits.before else after) in fits.words:
                    cues.add(cue)

    def columns(self, words: Sequence[str]) -> Hashes:
        """Hashes of the evidence for each word of a sentence, words by cues."""
        return np.array([self._of(word) for word in words], dtype=np.uint32).reshape(len(words), COLUMNS - EVIDENCE)

    def _of(self, word: str) -> list[int]:
        if not word[:1].isupper():
            return _NO_EVIDENCE
        cues = self._cues.get(word, set())
        found = [_YES if cue in cues else _NO for cue in _CUES]
        small = min(self._small[word.lower()], 2)
        large = min(self._large[word], 2)
        return [*found, salt(f"case {small} {large}"), salt(" ".join(cue for cue in _CUES if cue in cues))]


@dataclass(frozen=True, slots=True)
class _Cue:
    before: bool
    words: frozenset[str]


_YES, _NO, _NONE = salt("yes"), salt("no"), salt("none")
_NO_EVIDENCE = [_NONE] * (COLUMNS - EVIDENCE)
_CUE_WORDS = {
    "honorific": _Cue(
        True,
        frozenset(
            "mr mrs ms dr president minister prof sir mr. mrs. ms. dr. prof. gen. sen. rep. gov. lt. col. secretary chancellor general senator judge king queen prince princess ambassador envoy spokesman spokeswoman spokesperson".split()
        ),
    ),
    "suffix": _Cue(
        False,
        frozenset(
            "inc inc. corp corp. ltd ltd. llc plc group company co. university party agency ministry council committee association institute bank foundation union".split()
        ),
    ),
    "place": _Cue(True, frozenset("in at from near across outside inside around via".split())),
    "said": _Cue(False, frozenset("said says told added who has had was is".split())),
    "of": _Cue(True, frozenset("of".split())),
    "possessive": _Cue(False, frozenset(("'s", "’s"))),
    "comma": _Cue(False, frozenset(",")),
    "the": _Cue(True, frozenset(("the",))),
}
