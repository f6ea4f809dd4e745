"""What the other occurrences of a word in the same text say of it: one name is the same kind of thing throughout."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from parley.annotate.features import CUES, LABEL, NAMED, Hashes, line_kind, salt
from parley.annotate.gazetteer import regular_adjectives
from parley.annotate.wordlists import words as listed

_BEFORE = ("honorific", "role", "preposition", "article")
_AFTER = ("speech", "company", "institution", "place", "possessive", "comma")
_NOT_PART_OF_NAMES = ("role", "honorific", "month", "weekday")
_CUES = (
    *(f"after {cue}" for cue in _BEFORE), *(f"before {cue}" for cue in _AFTER),
    "after name", "before name", "alone", "has adjective", "is adjective",
)  # fmt: skip

_YES, _NO, _NONE = salt("yes"), salt("no"), salt("none")


class Evidence:
    """Cues beside any occurrence of a capitalised word in running text, and its adjective or noun in the same text."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        self._cues: dict[str, set[str]] = {}
        self._small: Counter[str] = Counter()
        self._large: Counter[str] = Counter()
        for words in sentences:
            if line_kind(words) == "running":
                self._read(words)
        self._relate()

    def _read(self, words: Sequence[str]) -> None:
        self._small.update(word for word in words if word[:1].islower())
        for index, word in enumerate(words):
            if word[:1].isupper():
                before = words[index - 1] if index else ""
                after = words[index + 1] if index + 1 < len(words) else ""
                self._large[word] += before[:1].isalnum()
                cues = self._cues.setdefault(word, set())
                cues.update(_beside(before, _BEFORE, "after"), _beside(after, _AFTER, "before"))
                cues.update(_company(before if index > 1 else "", after, first=index == 0))

    def _relate(self) -> None:
        """Marks places whose adjective occurs ("Varnia", "Varnian"), and these adjectives."""
        for word in [word for word in self._cues if len(word) > 3]:
            for adjective in sorted(regular_adjectives(word) & self._cues.keys()):
                self._cues[word].add("has adjective")
                self._cues[adjective].add("is adjective")

    def columns(self, words: Sequence[str]) -> Hashes:
        """Hashes of the evidence for each word of a sentence, words by `CUES`."""
        return np.array([self._of(word) for word in words], dtype=np.uint32).reshape(len(words), CUES)

    def _of(self, word: str) -> list[int]:
        if not word[:1].isupper():
            return [_NONE] * CUES
        if len(word) > 3 and word.isupper() and word not in self._cues:
            word = word.capitalize()
        cues = self._cues.get(word, set())
        case = salt(f"case {min(self._small[word.lower()], 2)} {min(self._large[word], 2)}")
        together = salt(" ".join(cue for cue in _CUES if cue in cues))
        return [*(_YES if cue in cues else _NO for cue in _CUES), case, together]


@lru_cache(maxsize=4096)
def _beside(word: str, cues: tuple[str, ...], side: str) -> tuple[str, ...]:
    lower = word.lower()
    return tuple(f"{side} {cue}" for cue in cues if lower in listed("classes", cue))


def _company(before: str, after: str, *, first: bool) -> list[str]:
    """Whether the word stands beside words that look like parts of names."""
    found = [cue for cue, word in (("after name", before), ("before name", after)) if _like_name(word)]
    return found or ([] if first else ["alone"])


def _like_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not _beside(word, _NOT_PART_OF_NAMES, "is")


class FirstLook:
    """What a first labelling of a text says of a word: its usual kind, and its place in longer names."""

    def __init__(self, sentences: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]) -> None:
        self._kinds: dict[str, Counter[str]] = {}
        self._longer: dict[str, Counter[str]] = {}
        for words, names in zip(sentences, labels, strict=True):
            self._read(words, names)

    def _read(self, words: Sequence[str], names: Sequence[str]) -> None:
        for index, (word, name) in enumerate(zip(words, names, strict=True)):
            if word[:1].isupper():
                self._kinds.setdefault(word, Counter())[name[2:]] += 1
                goes_on = index + 1 < len(names) and names[index + 1].startswith("I-")
                if name.startswith("I-") or (goes_on and name != "O"):
                    place = name[0] + ("" if goes_on else "E") + name[2:]
                    self._longer.setdefault(word, Counter())[place] += 1

    def columns(self, words: Sequence[str], names: Sequence[str]) -> Hashes:
        """Hashes of the first label, the usual kind, the usual place in longer names, the usual kind as a name."""
        rows = [self._of(word, name) for word, name in zip(words, names, strict=True)]
        return np.array(rows, dtype=np.uint32).reshape(len(words), NAMED + 1 - LABEL)

    def _of(self, word: str, name: str) -> list[int]:
        if not word[:1].isupper():
            return [salt(name), 1, 1, 1]
        if len(word) > 3 and word.isupper() and word.capitalize() in self._kinds:
            word = word.capitalize()
        kinds = self._kinds.get(word, Counter())
        usual, times = _most(kinds)
        share = "all" if times == kinds.total() else "most" if 3 * times >= 2 * kinds.total() else "some"
        longer, _ = _most(self._longer.get(word, Counter()))
        named, _ = _most(Counter({kind: count for kind, count in kinds.items() if kind}))
        return [salt(name), salt(f"{usual} {share} {min(times, 3)}"), salt(longer), salt(named)]


def _most(counted: Counter[str]) -> tuple[str, int]:
    return max(counted.items(), key=lambda item: (item[1], item[0]), default=("", 0))
