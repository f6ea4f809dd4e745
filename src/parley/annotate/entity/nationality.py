"""Adjectives and peoples of states, also of invented ones: "Varnian" and "Varnians" belong to a name "Varnia"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parley.annotate.entity.joining import endings
from parley.annotate.entity.names import Name
from parley.annotate.entity.rolewords import is_given, is_modifier, is_role
from parley.annotate.entity.surface import Surface
from parley.annotate.gazetteer import Match, demonym_of, lookup
from parley.annotate.wordlists import words

UNNAMED = "~"
"""Mark of a state that the report knows by its adjective alone."""
_SHARED = 3
"""Letters that a name and its adjective share at least."""
_CANDIDATES = 12
"""Names with the same first letters that are compared with an adjective."""


@dataclass(frozen=True, slots=True)
class Nationality:
    """An adjective or people at the tokens `first` to before `last`; `side` is the key of its state or bloc."""

    first: int
    last: int
    side: str
    people: bool = False
    """Whether it is a plural noun, "the Varnians"."""


@dataclass(frozen=True, slots=True)
class Nationalities:
    """Those of a report by their first token, and the names that have an adjective in it."""

    at: Mapping[int, Nationality]
    sides: frozenset[str]
    listed: Mapping[str, str]
    """Names that the gazetteer gives to sides."""

    @property
    def first_of(self) -> dict[str, Nationality]:
        """The first one of each side."""
        first: dict[str, Nationality] = {}
        for token in sorted(self.at):
            first.setdefault(self.at[token].side, self.at[token])
        return first

    def ending(self, last: int) -> Nationality | None:
        """The one that ends before a token; none is longer than three tokens."""
        for first in (last - 1, last - 2, last - 3):
            found = self.at.get(first)
            if found and found.last == last:
                return found
        return None


def nationalities(text: Surface, found: Sequence[Name], known: Mapping[int, Match]) -> Nationalities:
    """Adjectives of gazetteer states, of names in the report, and of states that it never names."""
    at: dict[int, Nationality] = {}
    for match in known.values():
        if match.entry.form in {"adjective", "demonym"} and not _wide(text, match):
            people = match.entry.form == "demonym" or _is_people(text, match.start, match.end)
            at[match.start] = Nationality(match.start, match.end, match.entry.polity.code, people)
    groups: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in found:
        if name.title is None and name.first not in at:
            groups[name.key].append(name)
    index = _index(groups)
    sides: set[str] = set()
    for key, group in groups.items():
        if len(key) > 2 or sum(_as_adjective(text, name) for name in group) * 2 <= len(group):
            continue
        side = _side(text, key, group, index)
        if side is None:
            continue
        sides.add(side)
        for name in group:
            people = _is_people(text, name.first, name.last)
            at.setdefault(name.first, Nationality(name.first, name.last, side, people))
    at.update(_inside_names(groups, index, at))
    at.update(_at_beginnings(text, index, at))
    listed = {match.entry.polity.code: match.entry.polity.name for match in known.values()}
    return Nationalities(at, frozenset(sides | {nationality.side for nationality in at.values()}), listed)


def _inside_names(
    groups: Mapping[tuple[str, ...], Sequence[Name]], index: Mapping[str, Sequence[str]], at: Mapping[int, Nationality]
) -> dict[int, Nationality]:
    """Adjectives at the beginning of longer names: "Varnian Rivers Authority"."""
    found: dict[int, Nationality] = {}
    known = {nationality.side for nationality in at.values()}
    for key, group in groups.items():
        if len(key) < 2 or key[-1] not in endings() or lookup(" ".join(group[0].words)):
            continue
        first = group[0].words[0]
        base = demonym_of(first, [name for name in index.get(key[0][:_SHARED], ()) if name.lower() != key[0]])
        unnamed = UNNAMED + key[0]
        side = _key_of(base) if base else unnamed if unnamed in known else None
        if side is not None:
            found.update({name.first: Nationality(name.first, name.first + 1, side) for name in group})
    return found


def _at_beginnings(
    text: Surface, index: Mapping[str, Sequence[str]], at: Mapping[int, Nationality]
) -> dict[int, Nationality]:
    """Adjectives that begin a sentence before a noun, where their capital says nothing."""
    found: dict[int, Nationality] = {}
    known = {nationality.side for nationality in at.values()}
    for sentence in text.parse.sentences:
        first = sentence.first
        if first + 1 >= sentence.last or first in at or not text.capital(first):
            continue
        titled = is_role(text.words[first + 1]) or is_modifier(text.words[first + 1])
        if not titled and not text.words[first + 1].islower():
            continue
        word = text.words[first]
        base = demonym_of(word, index.get(word.lower()[:_SHARED], ())) if len(word) > 4 else None
        unnamed = UNNAMED + word.lower()
        formed = titled and len(word) > 4 and word.lower().endswith(_adjective_endings())
        formed = formed and word.lower() not in text.small and not is_given(word)
        side = _key_of(base) if base and base != word else unnamed if unnamed in known or formed else None
        if side is not None:
            found[first] = Nationality(first, first + 1, side, _is_people(text, first, first + 1))
    return found


def _wide(text: Surface, match: Match) -> bool:
    return text.lower[match.start] in words("bodies", "wide")


def _index(groups: Mapping[tuple[str, ...], Sequence[Name]]) -> dict[str, list[str]]:
    """Names that may be states, as written, by their first letters."""
    index: dict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        long = len(key) <= 2 and len(key[-1]) > 3 and not (len(key) == 2 and is_given(key[0]))
        if long and len(index[key[0][:_SHARED]]) < _CANDIDATES:
            index[key[0][:_SHARED]].append(" ".join(group[0].words))
    return index


def _side(text: Surface, key: tuple[str, ...], group: Sequence[Name], index: Mapping[str, Sequence[str]]) -> str | None:
    """Key of the state that an adjective belongs to; None where it is no adjective."""
    word, written = " ".join(key), " ".join(group[0].words)
    others = [name for name in index.get(word[:_SHARED], ()) if name.lower() != word]
    base = demonym_of(written, others)
    if base:
        return _key_of(base)
    plain = word.removesuffix("s")
    formed = len(key) == 1 and len(word) > 4 and plain.endswith(_adjective_endings())
    usual = len(group) > 1 or any(text.tags[name.first] == "JJ" or _before_people(text, name) for name in group)
    if formed and usual and word not in words("bodies", "wide") and all(_as_adjective(text, name) for name in group):
        return UNNAMED + plain
    return None


def _key_of(name: str) -> str:
    """Key of the side that a name stands for: the gazetteer's code, or the name in small letters."""
    entry = lookup(name)
    return entry.polity.code if entry else name.lower()


def _as_adjective(text: Surface, name: Name) -> bool:
    """Whether a name stands like an adjective or like a people, or as a part of a token."""
    if name.last >= len(text.words) or text.sentence[name.last] != text.sentence[name.first]:
        return _is_people(text, name.first, name.last)
    following, tag = text.words[name.last], text.tags[name.last]
    if tag in {"NN", "NNS", "JJ", "VBN", "VBG"} and following[0].islower():
        return True
    return is_role(following) or following.lower() in _bodies() or _is_people(text, name.first, name.last)


def _before_people(text: Surface, name: Name) -> bool:
    """Whether officials, a minister or a ministry follow."""
    following = text.lower[name.last] if name.last < len(text.lower) else ""
    return is_role(following) or following in words("bodies", "spokesmen") or following in words("bodies", "described")


@cache
def _adjective_endings() -> tuple[str, ...]:
    """With which adjectives and peoples end."""
    return tuple(sorted(words("bodies", "adjective_endings")))


@cache
def _bodies() -> frozenset[str]:
    return words("bodies", "state_bodies") | words("bodies", "groups") | words("roles", "modifiers")


def _is_people(text: Surface, first: int, last: int) -> bool:
    """Whether it is a noun of its own: "the Varnians", "230 Varnians", "the French"."""
    low = text.lower[last - 1]
    alone = last >= len(text.tags) or text.tags[last] not in {"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "CC", ","}
    if low.endswith("s"):
        return last >= len(text.tags) or text.tags[last] not in {"NN", "NNS", "NNP", "NNPS", "JJ"}
    return alone and low.endswith(("sh", "ch", "ese")) and first > 0 and text.lower[first - 1] == "the"
