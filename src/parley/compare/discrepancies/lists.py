"""The word lists of the search for discrepancies, loaded once from `lexicon/discrepancies.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Quoting:
    """What is mere style in a quotation, and what turns a sentence."""

    written: Mapping[str, str]
    apostrophes: Mapping[str, str]
    idle: frozenset[str]
    slight: frozenset[str]
    turns: frozenset[str]
    conditions: frozenset[str]
    joining: frozenset[str]
    everyone: frozenset[str]
    subjects: frozenset[str]
    coined: frozenset[str]
    pointing: frozenset[str]
    """Pronouns of all, some or none, which two halves of a contrast set against each other."""
    titles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """Folds of `spelling.toml` that are no other way of writing a name."""

    slips: frozenset[str]
    umlauts: frozenset[str]
    """Those that stand for a letter with two dots."""
    kin: frozenset[str]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Words around a number that make it another thing than a like number elsewhere."""

    parts: frozenset[str]
    changing: frozenset[str]
    growing: frozenset[str]
    vague: frozenset[str]
    limits: Mapping[str, str]
    """Words that limit what is counted, to the first of their group."""
    common: frozenset[str]
    """Units that say little of what is told in them."""
    measures: frozenset[str]
    """Units of which two never stand for one thing."""
    gathered: frozenset[str]
    """Nouns for those who come out together."""
    gathering: frozenset[str]
    """Stems of words that say that people do."""
    people: tuple[str, ...]
    """Ends of nouns for people."""
    rates: Mapping[str, str]
    """Words that make a number a rate, to what they stand for."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Words of what is offered or demanded, and of what is agreed or done."""

    offered: frozenset[str]
    done: frozenset[str]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A thing that begins, or comes, once: by its words and the words that say that it does."""

    name: str
    things: tuple[str, ...]
    """Words of which one stands in the sentence; none: what it is must be told by who does it."""
    verbs: tuple[str, ...]
    ahead: bool = False
    """Whether it comes once only as long as it is still to come ("the talks resume on Monday")."""
    whole: bool = False
    """Whether the verb may stand anywhere in the clause of the day, not only right before the day."""


@dataclass(frozen=True, slots=True)
class Occasions:
    """Words and event types of what happens more than once, words of a changed plan, and things that begin once."""

    again: frozenset[str]
    named: frozenset[str]
    repeated: frozenset[str]
    changed: frozenset[str]
    ordinals: frozenset[str]
    """Words for the place in a row: "second" and "third" are two."""
    begins: tuple[Beginning, ...]


@dataclass(frozen=True, slots=True)
class Lasting:
    """A group of words for one thing whose length reports tell."""

    name: str
    words: frozenset[str]
    repeats: bool
    lasts: bool
    definite: bool
    """Whether an indefinite one ("a four-year war") is another than that of the story."""
    ratio: float
    """Lengths of which one is so many times the other are of two things."""
    verbs: frozenset[str] = frozenset()
    """Words beside a length that tell of the same thing without naming it ("talked for five hours")."""


@dataclass(frozen=True, slots=True)
class Periods:
    """Words around a duration that say that another thing is meant, and words that tell one kind from another."""

    other: frozenset[str]
    kinds: frozenset[str]
    links: frozenset[str]
    """Words after a thing that bring its place or parties."""
    changing: frozenset[str]
    """Words that say that a length was changed."""
    lasted: frozenset[str]
    """Verbs of which the subject is what has the length that follows."""


@cache
def quoting() -> Quoting:
    """Section `quoting`."""
    data = _load()["quoting"]
    bare = ("idle", "slight", "turns", "conditions", "joining", "everyone", "subjects", "coined", "pointing", "titles")
    lists = (frozenset(data[name]) for name in bare)
    return Quoting(dict(data["written"]), dict(data["apostrophes"]), *lists)


@cache
def names() -> Names:
    """Section `names`."""
    section = _load()["names"]
    return Names(
        slips=frozenset(section["slips"]), umlauts=frozenset(section["umlauts"]), kin=frozenset(section["kin"])
    )


@cache
def numbers() -> Numbers:
    """Section `numbers`."""
    data = _load()["numbers"]
    sets = ("parts", "changing", "growing", "vague", "common", "measures", "gathered", "gathering")
    return Numbers(
        **{name: frozenset(data[name]) for name in sets},
        limits={word: group[0] for group in data["limits"] for word in group},
        people=tuple(data["people"]),
        rates=dict(data["rates"]),
    )


@cache
def stages() -> Stages:
    """Section `stages`."""
    data = _load()["stages"]
    return Stages(frozenset(data["offered"]), frozenset(data["done"]))


@cache
def occasions() -> Occasions:
    """Section `occasions`."""
    data = _load()["occasions"]
    keys = ("again", "named", "repeated", "changed", "ordinals")
    again, named, repeated, changed, ordinals = (frozenset(data[key]) for key in keys)
    begins = tuple(_beginning(each) for each in data["begins"])
    return Occasions(again, named, repeated, changed, ordinals, begins)


def _beginning(row: Mapping[str, Any]) -> Beginning:
    things, verbs = tuple(row.get("things", ())), tuple(row["verbs"])
    return Beginning(row["name"], things, verbs, bool(row.get("ahead")), bool(row.get("whole")))


@cache
def periods() -> Periods:
    """Section `periods`, but for its groups."""
    data = _load()["periods"]
    return Periods(*(frozenset(data[name]) for name in ("other", "kinds", "links", "changing", "lasted")))


@cache
def lasting() -> tuple[Lasting, ...]:
    """Section `periods.groups`."""
    groups = _load()["periods"]["groups"]
    rows = ((g, frozenset(g["words"]), frozenset(g.get("verbs", ()))) for g in groups)
    return tuple(
        Lasting(g["name"], words, g["repeats"], g["lasts"], g["definite"], g["ratio"], verbs)
        for g, words, verbs in rows
    )


@cache
def absences() -> tuple[str, ...]:
    """Section `participants`: words that say that somebody was not there."""
    return tuple(_load()["participants"]["absent"])


@dataclass(frozen=True, slots=True)
class Attendance:
    """Words that say who was there and who was not."""

    away: tuple[str, ...]
    there: tuple[str, ...]
    occasions: frozenset[str]
    members: frozenset[str]
    named: tuple[str, ...]
    """Phrases after which those are named who were there."""
    again: frozenset[str]


@cache
def attendance() -> Attendance:
    """Section `participants`, but for whole denials."""
    data = _load()["participants"]
    away, there = (tuple(sorted(data[key], key=lambda each: (-len(each), each))) for key in ("away", "there"))
    occasions_, members, again = (frozenset(data[key]) for key in ("occasions", "members", "again"))
    return Attendance(away, there, occasions_, members, tuple(data["named"]), again)


@cache
def denials() -> tuple[str, ...]:
    """Section `outcomes`: words of denial."""
    return tuple(_load()["outcomes"]["denials"])


@dataclass(frozen=True, slots=True)
class Sites:
    """Words and event types by which two places of one occasion are compared."""

    types: frozenset[str]
    signing: frozenset[str]
    locative: frozenset[str]
    inside: frozenset[str]
    boarding: frozenset[str]
    venues: frozenset[str]
    vessels: frozenset[str]
    above: frozenset[str]
    """Further prepositions before a building."""
    rooms: frozenset[str]
    houses: frozenset[str]
    meeting: frozenset[str]
    further: frozenset[str]
    """Words that tell of a meeting as of one more."""
    plain: frozenset[str]
    """Words in the name of a house or room by which no two are told apart."""
    """Words that say that people met."""


@cache
def sites() -> Sites:
    """Section `sites`."""
    return Sites(**{name: frozenset(words) for name, words in _load()["sites"].items()})


@cache
def towns() -> frozenset[str]:
    """Section `places`: words that say that a place is a town."""
    return frozenset(_load()["places"]["towns"])


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(files("parley.compare").joinpath("lexicon/discrepancies.toml").read_text("utf-8"))
