"""The stance of an attribution: what its words show, weighed against what the encoder takes it for.

The words of `lexicon/stances.toml` say what they show and how surely, which was counted on the train part of the Parley
corpus. The encoder has learnt from that part itself, so how far it is trusted was chosen on the dev part.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from parley.annotate.attribution.found import Found
from parley.annotate.attribution.units import Unit
from parley.annotate.inflection import plural, verb_forms
from parley.annotate.wordlists import table, words
from parley.errors import UsageError
from parley.reading import Stance

TRUST = 0.7
"""The weight of the encoder's opinion beside that of the words."""
LEAN = 2.5
"""What no stance loses where words do not deny one: one too many can be seen, a missing one cannot."""
SILENT = 0.65
"""How likely an attribution has no stance where no word shows one."""
LEAST = 0.35
"""How sure words must be where no encoder heard the cue."""
CONSTRUCTION = 0.4
"""How sure a stance is that only the cue lexicon knows."""
_NONE = "none"
_STANCES: tuple[Stance, ...] = tuple(one for one in get_args(Stance) if one != "divided")
_CONDITIONABLE = frozenset({"supports", "accepts", "offers", "open"})
_REACH = 3
"""Words of a content into which the phrase of a cue may go on."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A stance, or "none", that words show, and how surely."""

    stance: str
    sure: float


@dataclass(frozen=True, slots=True)
class Family:
    """One phrase of the lexicon, as the forms that each of its words may have, with what it shows."""

    phrase: tuple[frozenset[str], ...]
    shown: Shown
    turned: Shown
    """What it shows under a negation."""
    takes: frozenset[str]
    """Kinds of content of which it must have one, where there are any."""
    beside: frozenset[str]
    """Words of which the content must have one, where there are any."""
    after: frozenset[str]
    """Words of which the cue must have one, where there are any."""
    within: float
    """Words from the beginning of the content up to which the phrase must end."""
    longest: float
    """Words that the content has at most."""

    def at(self, row: Sequence[str], place: int) -> int:
        """How many words of a row the phrase takes from a place on: all of its own, or none."""
        size = len(self.phrase)
        here = row[place : place + size]
        whole = len(here) == size and all(word in forms for word, forms in zip(here, self.phrase, strict=True))
        return size if whole else 0


def stance_of(unit: Unit, found: Found) -> Stance | None:
    """Where the speaker stands, or None where that does not show."""
    shown = shown_by(unit, found)
    stance = _weighed(shown, dict(found.heard)) if found.heard else _alone(shown)
    return "conditional" if stance in _CONDITIONABLE and _on_condition(unit, found) else stance


def shown_by(unit: Unit, found: Found) -> Shown | None:
    """What the words of an attribution show: the surer of its cue and its content."""
    if found.cue is None:
        return None
    shown = [one for one in (_by_cue(unit, found), _by_content(unit, found)) if one]
    return max(shown, key=lambda one: one.sure, default=None)


def _alone(shown: Shown | None) -> Stance | None:
    """What the words show, where they are sure enough by themselves."""
    return _named(shown.stance) if shown and shown.sure >= LEAST else None


def _weighed(shown: Shown | None, heard: Mapping[str, float]) -> Stance | None:
    """The likeliest stance by words and encoder together (a product of experts: Hinton 2002)."""

    def score(stance: str) -> float:
        lean = LEAN if stance == _NONE and (shown is None or shown.stance != _NONE) else 0.0
        return math.log(_share(shown, stance)) + TRUST * math.log(max(heard.get(stance, 0.0), 1e-6)) - lean

    return _named(max((_NONE, *_STANCES), key=score))


def _share(shown: Shown | None, stance: str) -> float:
    """How likely a stance is by the words alone; what they leave open goes to none and, less, to the others."""
    best = shown or Shown(_NONE, SILENT)
    if stance == best.stance:
        return best.sure
    left = 1 - best.sure
    if best.stance == _NONE:
        return left / len(_STANCES)
    return 0.8 * left if stance == _NONE else 0.2 * left / (len(_STANCES) - 1)


def _named(stance: str) -> Stance | None:
    return next((one for one in get_args(Stance) if one == stance), None)


# ------------------------------------------------------------------------------------------------------ words of a cue


def _by_cue(unit: Unit, found: Found) -> Shown | None:
    """What the longest phrase in a cue shows, the last of those as long; else what its construction shows."""
    first, last = found.cue or (0, 0)
    goes_on = any(start == last for start, _ in found.content)
    row = unit.words[first : last + (_REACH if goes_on else 0)]
    best = max(
        (
            (family.at(row, place), place, -number)
            for place in range(last - first)
            for number, family in enumerate(_families("cues").get(row[place], ()))
            if family.at(row, place) and _fits(unit, found, family)
        ),
        default=None,
    )
    if best is None:
        return Shown(found.stance, CONSTRUCTION) if found.stance else None
    _, place, number = best
    family = _families("cues")[row[place]][-number]
    negated = any(word in words("stances", "negations") for word in row[:place])
    return family.turned if negated else family.shown


def _fits(unit: Unit, found: Found, family: Family) -> bool:
    """Whether a content is of the kind, and has the words, that a family of cues takes."""
    if family.takes and _kind(unit, found) not in family.takes:
        return False
    said = (word for first, last in found.content for word in unit.words[first:last])
    return not family.beside or any(word in family.beside for word in said)


def _kind(unit: Unit, found: Found) -> str:
    """The kind of a content, by its first words."""
    first, last = found.content[0] if found.content else (0, 0)
    inside, tags = unit.words[first : min(last, first + 9)], unit.tags[first : min(last, first + 9)]
    if not inside:
        return "object"
    if inside[0] in {"that", "to"}:
        return "that" if inside[0] == "that" else "infinitive"
    if inside[0] in words("stances", "questions"):
        return "question"
    if unit.in_quotation[first]:
        return "quotation"
    if tags[0] == "VBG":
        return "gerund"
    to = any(word == "to" and tag == "VB" for word, tag in zip(inside, tags[1:], strict=False))
    return "clause" if _FINITE & set(tags) else "object infinitive" if to else "object"


# -------------------------------------------------------------------------------------------------- words of a content


def _by_content(unit: Unit, found: Found) -> Shown | None:
    """What the surest phrase in a content shows, the first in it where two are as sure."""
    said = [word for first, last in found.content for word in unit.words[first:last] if any(map(str.isalpha, word))]
    cue = frozenset(unit.words[slice(*(found.cue or (0, 0)))])
    shown = [
        family.shown
        for place, word in enumerate(said)
        for family in _families("contents").get(word, ())
        if (not family.after or family.after & cue) and len(said) <= family.longest
        if (size := family.at(said, place)) and place + size <= family.within
    ]
    return max(shown, key=lambda one: one.sure, default=None)


def _on_condition(unit: Unit, found: Found) -> bool:
    """Whether a stance holds on a condition only: "agreed to a truce if", "ready to talk, provided"."""
    pieces = [unit.words[first:last] for first, last in found.content]
    return any(
        piece[place : place + len(phrase)] == phrase
        for piece in pieces
        for place, word in enumerate(piece)
        for phrase in _conditions().get(word, ())
    )


# ------------------------------------------------------------------------------------------------------------- lexicon


@cache
def _conditions() -> Mapping[str, tuple[list[str], ...]]:
    """The phrases that name a condition, by their first word."""
    found: dict[str, tuple[list[str], ...]] = {}
    for phrase in table("stances")["conditions"]["words"].split():
        parts = phrase.split("_")
        found[parts[0]] = (*found.get(parts[0], ()), parts)
    return found


@cache
def _families(where: str) -> Mapping[str, tuple[Family, ...]]:
    """The families of the lexicon, of `cues` or of `contents`, by each form of the first word of their phrases."""
    found: dict[str, list[Family]] = {}
    for row in table("stances")[where]:
        for phrase in row["words"].split():
            family = _family(row, phrase)
            for form in sorted(family.phrase[0]):
                found.setdefault(form, []).append(family)
    return {form: tuple(each) for form, each in found.items()}


def _family(row: Mapping[str, Any], phrase: str) -> Family:
    known = {*_STANCES, _NONE}
    if not {row["stance"], row.get("negated", _NONE)} <= known:
        raise UsageError(f"The family {row['name']!r} names no stance.", f"Write one of {', '.join(sorted(known))}.")
    return Family(
        phrase=tuple(_forms(word) for word in phrase.split("_")),
        shown=Shown(row["stance"], row["sure"]),
        turned=Shown(row.get("negated", _NONE), row["sure"]),
        takes=frozenset(row.get("takes", ())),
        beside=frozenset(row.get("beside", "").split()),
        after=frozenset(form for word in row.get("after", "").split() for form in _forms(word)),
        within=row.get("within", math.inf),
        longest=row.get("longest", math.inf),
    )


def _forms(word: str) -> frozenset[str]:
    """A word, or each of some between strokes, with the forms that it has as a verb and as a noun."""
    each = word.split("/")
    return frozenset(each).union(*((plural(one), *verb_forms(one)) for one in each if one.isalpha()))
