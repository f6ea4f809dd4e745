"""The word lists of the comparison, loaded once from TOML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """Letters of a name and what they become in its key."""

    letters: str
    become: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the letters of a name fold, and which words stand beside a name."""

    letters: Mapping[int, str]
    endings: tuple[Rule, ...]
    anywhere: tuple[Rule, ...]
    given: Mapping[str, str]
    """Given name to the first name of its group."""
    before: frozenset[str]
    after: frozenset[str]
    particles: frozenset[str]
    demonyms: tuple[str, ...]
    """Endings of adjectives made from names, longest first."""
    remains: frozenset[str]
    """What a name may have where its adjective has such an ending."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Words of roles: held by many at once, vague, and small."""

    shared: frozenset[str]
    vague: frozenset[str]
    small: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bodies:
    """Nouns of bodies, and words in the roles of those who negotiate or govern, folded."""

    called: frozenset[str]
    of_states: frozenset[str]
    offices: frozenset[str]
    hollow: frozenset[str]
    of_ministers: frozenset[str]
    finance: frozenset[str]
    negotiating: frozenset[str]
    governing: frozenset[str]
    governing_of: frozenset[str]
    governing_alone: frozenset[str]
    state_banks: frozenset[str]
    not_governing: frozenset[str]
    writing: frozenset[str]
    serving: frozenset[str]
    officers: frozenset[str]
    ours: frozenset[str]
    governments: frozenset[str]
    cabinet: frozenset[str]
    seats: frozenset[str]
    of_any: frozenset[str]
    leading: frozenset[str]
    of_kin: frozenset[str]
    ranks: frozenset[str]
    official: frozenset[str]
    of_members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words without content, negatives, irregular forms, phrases and synonyms, as written in the data."""

    stop: frozenset[str]
    negative: frozenset[str]
    denying: frozenset[str]
    """Verbs that say of a whole sentence that it is not so."""
    limiting: frozenset[str]
    """Words after a negative that make it a limit."""
    supposing: frozenset[str]
    """Words after which something is supposed or asked."""
    opening: frozenset[str]
    """Words with which a sentence may go on to tell something else."""
    contraries: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """Pairs of groups of words that say the contrary of each other."""
    phrases: Mapping[str, str]
    irregular: Mapping[str, str]
    synonyms: tuple[tuple[str, ...], ...]


@cache
def spelling() -> Spelling:
    """`lexicon/spelling.toml`."""
    data = _load("spelling")
    return Spelling(
        letters={ord(letter): plain for letter, plain in data["letters"].items()},
        endings=tuple(Rule(*row) for row in data["rules"]["endings"]),
        anywhere=tuple(Rule(*row) for row in data["rules"]["anywhere"]),
        given={name: group[0] for group in data["given"]["groups"] for name in group},
        before=frozenset(data["titles"]["before"]),
        after=frozenset(data["titles"]["after"]),
        particles=frozenset(data["titles"]["particles"]),
        demonyms=tuple(data["demonyms"]["endings"]),
        remains=frozenset(data["demonyms"]["remains"]),
    )


@cache
def roles() -> Roles:
    """`lexicon/roles.toml`."""
    data = _load("roles")
    return Roles(frozenset(data["shared"]), frozenset(data["vague"]), frozenset(data["small"]))


@cache
def bodies() -> Bodies:
    """`lexicon/bodies.toml`."""
    return Bodies(**{name: frozenset(listed) for name, listed in _load("bodies").items() if name not in _TABLES})


_TABLES = frozenset({"kinds", "posts"})
"""Tables of `lexicon/bodies.toml`, beside its lists."""


@cache
def posts() -> Mapping[str, frozenset[str]]:
    """What a body is called that alone has such a post: "company" for "chief executive"."""
    return {post: frozenset(called) for post, called in _load("bodies")["posts"].items()}


@cache
def kinds() -> Mapping[str, frozenset[str]]:
    """Words of names by the noun that a body so named may be called: "union" for the Guild of Weavers."""
    return {noun: frozenset(listed) for noun, listed in _load("bodies")["kinds"].items()}


@cache
def words() -> Words:
    """`lexicon/words.toml`."""
    data = _load("words")
    return Words(
        stop=frozenset(data["stop"]),
        negative=frozenset(data["negative"]),
        denying=frozenset(data["denying"]),
        limiting=frozenset(data["limiting"]),
        supposing=frozenset(data["supposing"]),
        opening=frozenset(data["opening"]),
        contraries=tuple((tuple(one), tuple(other)) for one, other in data["contraries"]["pairs"]),
        phrases=data["phrases"],
        irregular=data["irregular"],
        synonyms=tuple(tuple(group) for group in data["synonyms"]["groups"]),
    )


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("parley.compare").joinpath(f"lexicon/{name}.toml").read_text("utf-8"))
