"""A signature weighed: how much each of its words and names tells, ready to be compared."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from parley.compare.gather.common import NOTHING
from parley.compare.gather.rarity import rarity
from parley.compare.gather.signature import Signature
from parley.compare.gather.spelling import Spelling
from parley.compare.gather.weights import weights
from parley.compare.words import content, words

RARE = 4.0
"""From this rarity on a word that two reports share tells something by itself."""
NAMED = 3.0
"""The same for a name."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What a report says with the weight of each word and name; vectors have length 1."""

    report: str
    day: int | None
    """Ordinal of the day of publication."""
    words: Mapping[str, float]
    rare: Mapping[str, float]
    title: Mapping[str, float]
    opening: Mapping[str, float]
    people: Mapping[str, float]
    bodies: Mapping[str, float]
    places: Mapping[str, float]
    events: frozenset[str]
    days: frozenset[str]
    length: int
    """Words of content."""
    runs: bytes
    meaning: NDArray[np.float32] | None
    spelt: Callable[[str], str] = str
    """The words for a stem or the key of a name, as the report spells them; only sentences for readers need them."""


def profile(each: Signature, text: str = "", common: Mapping[str, float] = NOTHING) -> Profile:
    """The profile of a signature, by how rare words are at large and, where `common` says so, in its stream.

    With the text of the report, reasons are told in its words.
    """
    rare = {stem: common[stem] if stem in common else rarity(stem) for stem in each.words}
    counted = {stem: (1 + log(n)) * rare[stem] for stem, n in zip(each.words, each.counts, strict=True)}
    return Profile(
        report=each.report,
        day=date.fromisoformat(each.day).toordinal() if each.day else None,
        words=_unit(counted),
        rare={stem: (weight - RARE) ** 2 for stem, weight in rare.items() if weight > RARE},
        title=_unit({stem: rare[stem] for stem in each.title}),
        opening=_unit({stem: rare[stem] for stem in each.opening}),
        people=_names(each.people, common),
        bodies=_names(each.bodies, common),
        places=_names(each.places, common),
        events=frozenset(each.events),
        days=frozenset(each.days),
        length=sum(each.counts),
        runs=each.runs,
        meaning=_centred(each.meaning),
        spelt=Spelling(text) if text else str,
    )


def holds(each: Signature, stems: Collection[str]) -> bool:
    """Whether a report has any of these words, be it in a name: its profile rests on how rare they are."""
    names = (stem for key in (*each.people, *each.bodies, *each.places) for stem in _stems(key))
    return any(stem in stems for stem in each.words) or any(stem in stems for stem in names)


def _unit(given: Mapping[str, float]) -> dict[str, float]:
    length = sqrt(sum(weight * weight for weight in given.values()))
    return {stem: weight / length for stem, weight in given.items()} if length else {}


def _names(keys: Iterable[str], common: Mapping[str, float]) -> dict[str, float]:
    return {key: weight for key in keys if (weight := _told(key, common)) > 0}


def _told(key: str, common: Mapping[str, float]) -> float:
    """How much a name tells: by its rarest word."""
    weights = (common[stem] if stem in common else rarity(stem) for stem in _stems(key))
    return max(weights, default=NAMED) - NAMED


@lru_cache(maxsize=65536)
def _stems(key: str) -> tuple[str, ...]:
    return tuple(content(words(key)))


def _centred(meaning: bytes) -> NDArray[np.float32] | None:
    """Where a report lies from where all reports lie on average, as a vector of length 1."""
    if not meaning:
        return None
    vector = np.frombuffer(meaning, dtype=np.int8).astype(np.float32)
    vector = vector / float(np.sqrt(vector @ vector)) - weights().centre
    length = float(np.sqrt(vector @ vector))
    return vector / length if length else None
