"""Whether words say again what was known: the share of their weight that an earlier text has too.

Words count the more the fewer texts have them (inverse document frequency); candidates come from an index of the
rarest words, so that no text is held against all others.
"""

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from parley.compose.terms import fold, singular

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")

RAREST = 5
"""Words of a text by which others are looked for."""

CROWD = 60
"""Texts that have a word, beyond which it finds none."""

LEAST = 3
"""Words that a text must have for a likeness to mean anything."""


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """The word lists beside this file, by name."""
    listed = tomllib.loads((files("parley.compose.changes") / "words.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in listed.items()}


@lru_cache(maxsize=2**15)
def stems(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, without their endings; numbers as they are."""
    empty = lexicon()["empty"]
    return frozenset(_stem(word) for word in _WORD.findall(fold(text)) if word not in empty and len(word) > 1)


def numbers(held: Iterable[str]) -> frozenset[str]:
    """The numbers among some words."""
    return frozenset(word for word in held if word[0].isdigit())


def _stem(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    stem = singular(word)
    for ending in ("ing", "ed", "ly"):
        if stem.endswith(ending) and len(stem) > len(ending) + 3:
            return stem[: -len(ending)]
    return stem[:-1] if stem.endswith("e") and len(stem) > 4 else stem


@dataclass(frozen=True)
class Sense:
    """Known texts by key, to ask what says again which of them."""

    texts: Mapping[str, str]

    @cached_property
    def _stems(self) -> dict[str, frozenset[str]]:
        return {key: stems(text) for key, text in self.texts.items()}

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(word for held in self._stems.values() for word in held)

    @cached_property
    def _having(self) -> dict[str, list[str]]:
        having: dict[str, list[str]] = defaultdict(list)
        for key, held in self._stems.items():
            for word in held:
                having[word].append(key)
        return having

    @cached_property
    def _weights(self) -> dict[str, int]:
        return {word: self._rarity(count) for word, count in self._counts.items()}

    def _rarity(self, count: int) -> int:
        """The weight of a word that so many texts have, in thousandths: whole numbers add up the same in any order."""
        return round(1000 * math.log((len(self._stems) + 1) / (count + 0.5)))

    def _weight(self, words: Iterable[str]) -> int:
        """The weight of some words together; one that no text has weighs most."""
        unknown, weights = self._rarity(0), self._weights
        return sum(weights.get(word, unknown) for word in words)

    def likeness(self, text: str, key: str) -> float:
        """The share of a text's weight that a known text has; nought where it gives a number that the other lacks."""
        here, there = stems(text), self._stems[key]
        return 0.0 if numbers(here) - numbers(there) else self._share(here, there)

    def whole(self, text: str, key: str) -> float:
        """The share of a known text's weight that a text has, which may say more."""
        here, there = stems(text), self._stems[key]
        return 0.0 if numbers(here) != numbers(there) else self._share(there, here)

    def _share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        weight = self._weight(part)
        return self._weight(part & whole) / weight if len(part) >= LEAST and weight > 0 else 0.0

    def nearest(self, text: str, among: frozenset[str] | None = None) -> tuple[str, float]:
        """The known text that says most of a text, of these keys if some are given, and how much of it."""
        here = stems(text)
        if len(here) < LEAST:
            return "", 0.0
        rarest = sorted((word for word in here if self._counts[word]), key=lambda w: (self._counts[w], w))[:RAREST]
        if among is not None and len(among) <= CROWD:
            options = set(among)
        else:
            options = {key for word in rarest if self._counts[word] <= CROWD for key in self._having[word]}
            options &= among if among is not None else options
        given = numbers(here)
        held = ((key, self._stems[key]) for key in options)
        ranked = [(self._weight(here & there), key) for key, there in held if given <= there]
        common, best = max(ranked, default=(0, ""))
        return best, common / (self._weight(here) or 1)
