"""What single words say of people: posts and offices, honorifics, he or she."""

from functools import cache
from typing import Literal

from parley.annotate.inflection import plural, verb_forms
from parley.annotate.wordlists import table, words

Gender = Literal["he", "she"]


@cache
def role_heads() -> frozenset[str]:
    """Every word that names an office, a post or a relative, in the singular."""
    keys = ("offices", "posts", "kin_male", "kin_female", "kin_other")
    return frozenset().union(*(words("roles", key) for key in keys))


@cache
def kin() -> frozenset[str]:
    """Words for relatives."""
    return words("roles", "kin_male") | words("roles", "kin_female") | words("roles", "kin_other")


@cache
def plural_heads() -> frozenset[str]:
    """The plurals of the same words."""
    return frozenset(_plural(word) for word in role_heads())


@cache
def people_words() -> frozenset[str]:
    """Plural nouns for people who speak or are spoken of."""
    return (
        plural_heads()
        | words("bodies", "spokesmen")
        | frozenset(w for w in words("bodies", "onlookers") if w[-1] == "s")
    )


@cache
def saying() -> frozenset[str]:
    """Every form of a verb of saying: those listed, and the cues that take a quotation or clause."""
    cues = (row for row in table("cues")["verbs"] if {"quotation", "that", "clause"} & set(row["takes"]))
    verbs = (verb for row in cues for verb in row["words"].split() if "_" not in verb)
    return words("contexts", "saying").union(form for verb in verbs for form in verb_forms(verb))


@cache
def minded() -> frozenset[str]:
    """Every form of a verb of saying, thinking or wanting: who does so has a mind."""
    return saying() | words("coreference", "minds") | words("coreference", "moods")


def _plural(word: str) -> str:
    first, dash, rest = word.partition("-in-law")
    if dash:
        return plural(first) + "-in-law"
    return word[:-3] + "men" if word.endswith("man") else plural(word) + rest


@cache
def honorifics() -> frozenset[str]:
    """Mr, Dr, Gen. and their like, in small letters, with and without a full stop."""
    keys = ("honorifics", "honorifics_male", "honorifics_female")
    return frozenset().union(*(words("persons", key) for key in keys))


@cache
def given_names() -> frozenset[str]:
    """First names, also those that are words or places as well."""
    keys = ("male", "female", "either")
    return frozenset().union(*(words("persons", key) for key in keys))


def is_role(word: str) -> bool:
    """Whether a word names a post, an office or a relative; also after "ex-" and before "-elect"."""
    low = word.lower().replace("’", "'")
    return low in role_heads() or low.removesuffix("-elect").removeprefix("ex-").removeprefix("co-") in role_heads()


def is_modifier(word: str) -> bool:
    """Whether a word may stand inside a role before its head ("deputy", "foreign")."""
    low = word.lower()
    listed = words("roles", "modifiers")
    return low in listed or low.removeprefix("then-").removeprefix("ex-") in listed


def is_given(word: str) -> bool:
    """Whether a word is a first name and hardly anything else."""
    low = word.lower()
    return low in given_names() and low not in words("persons", "ambiguous")


def gender_of_name(first: str) -> Gender | None:
    """He or she, by a first name."""
    low = first.lower().partition("-")[0]
    male, female = low in words("persons", "male"), low in words("persons", "female")
    if low in words("persons", "either") or male == female:
        return None
    return "he" if male else "she"


def gender_of_word(word: str) -> Gender | None:
    """He or she, by an honorific or role ("Ms", "spokesman", "niece")."""
    low = word.lower()
    if low in words("persons", "honorifics_male") or low in words("roles", "male"):
        return "he"
    if low in words("persons", "honorifics_female") or low in words("roles", "female"):
        return "she"
    return None
