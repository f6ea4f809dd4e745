"""Names as a comparison sees them: without titles, as keys that one name's spellings share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from parley.compare import vocabulary
from parley.compare.words import fold

LONG = 8
"""A name of so many letters may have two wrong ones; from `SHORT` on one."""
SHORT = 5

_EDGES = re.compile(r"^(?:the|a|an)\s+|['’]s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: folded letters and keys; `given` is empty where only the family name is known."""

    letters: str
    given: tuple[str, ...]
    family: str
    """Key of the last name, without the small words before it ("van", "al-")."""

    @property
    def whole(self) -> bool:
        """Whether a given name or initial is known besides the family name."""
        return bool(self.given)


def bare(text: str) -> str:
    """The words of a name without leading article and closing possessive; blanks folded."""
    plain = " ".join(text.split())
    previous = None
    while plain != previous:
        previous, plain = plain, _EDGES.sub("", plain)
    return plain


@lru_cache(maxsize=16384)
def person(text: str) -> Name:
    """A person's name taken apart; titles, generation suffixes and full stops do not count."""
    lists = vocabulary.spelling()
    parts = [part for part in fold(bare(text)).replace(".", " ").split() if part not in lists.after]
    while len(parts) > 1 and parts[0] in lists.before:
        parts.pop(0)
    if not parts:
        return Name("", (), "")
    given = tuple(key(part) if len(part) > 1 else part for part in parts[:-1] if part not in lists.particles)
    last = [part for part in parts[-1].split("-") if part not in lists.particles]
    return Name(" ".join(parts), given, key("-".join(last or parts[-1:])))


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """One key for the spellings and transliterations of a name: `spelling.toml` applied, double letters single."""
    return " ".join(_key(part) for part in fold(name).replace("-", " ").replace(".", "").split())


def _key(part: str) -> str:
    rules = vocabulary.spelling()
    if len(part) > 3:
        rule = next((rule for rule in rules.endings if part.endswith(rule.letters)), None)
        part = part[: -len(rule.letters)] + rule.become if rule else part
    for each in rules.anywhere:
        part = part.replace(each.letters, each.become)
    return part[:1] + "".join(b for a, b in pairwise(part) if a != b)


def same_given(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two sequences of given names may be one person's: names, initials, short forms; order counts."""
    return all(_one_given(x, y) for x, y in zip(a[:1], b[:1], strict=False))


def misspelt(a: str, b: str) -> bool:
    """Whether one or two letters differ in a name that is long enough to tell (optimal string alignment)."""
    shortest = min(len(a), len(b))
    if shortest < SHORT or a == b or a[:1] != b[:1]:
        return False
    most = 2 if shortest >= LONG else 1
    return OSA.distance(a, b, score_cutoff=most) <= most


def misheard(a: str, b: str) -> bool:
    """Whether two family names may be one beside one given name: a letter or two, whichever; in short names one."""
    shortest = min(len(a), len(b))
    most = 2 if shortest > SHORT else 1
    return a != b and shortest >= SHORT - 1 and OSA.distance(a, b, score_cutoff=most) <= most


def near(name: str) -> Iterator[str]:
    """Keys that a name shares with every name misspelt by one letter: itself and itself less one letter."""
    yield name
    if len(name) >= SHORT:
        yield from sorted({name[:i] + name[i + 1 :] for i in range(len(name))})


def initials(name: str) -> str:
    """Capital initials of a name of several words, small words left out: an acronym's letters."""
    parts = [part for part in re.findall(r"[^\W_]+", bare(name)) if part[0].isupper()]
    return "".join(part[0] for part in parts).casefold() if len(parts) > 1 else ""


def acronym(name: str) -> str:
    """The letters of a name that is written as an acronym, else nothing."""
    letters = bare(name).replace(".", "")
    return letters.casefold() if 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper() else ""


def demonym(adjective: str, name: str) -> bool:
    """Whether one key is the adjective of the other: an ending taken off, and what the name has more."""
    lists = vocabulary.spelling()
    for ending in lists.demonyms:
        base = adjective[: -len(ending)]
        if adjective.endswith(ending) and len(base) >= 3 and name.startswith(base) and name != adjective:
            return name[len(base) :] in lists.remains
    return False


def _one_given(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    groups = _groups()
    return a == b or groups.get(a, a) == groups.get(b, b)


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    return {key(name): key(first) for name, first in vocabulary.spelling().given.items()}
