"""Amounts as they are written: modifier, number or range, scale, per cent, currency sign; and their bounds."""

import re
from dataclasses import dataclass
from functools import cache
from math import inf

from parley.annotate.numerals import BLANK as B
from parley.annotate.numerals import (
    DIGIT,
    HYPHEN,
    Range,
    alternatives,
    first_letters,
    number,
    scales,
    small_numbers,
    word_number,
)
from parley.annotate.wordlists import table

_ABOUT = 0.1
"""Share by which "about" may be off."""
_NEARLY = 0.9
"""Share of the number from which "nearly" is said."""

_LARGE = ["million", "mln", "mn", "m", "billion", "bln", "bn", "b", "trillion", "trn", "tn"]


@dataclass(frozen=True, slots=True)
class Amount:
    """Bounds of an amount; not exact where a word such as "nearly" or "dozens" stands with it."""

    range: Range
    exact: bool


@cache
def pattern() -> re.Pattern[str]:
    """Regular expression for an amount, without the noun that is counted."""
    lists = table("units")
    signs = alternatives(list(lists["signs"]))
    modifiers = alternatives([word for listed in lists["modifiers"].values() for word in listed])
    scale = alternatives(list(scales()))
    vague = alternatives([word for word in lists["vague"] if word not in {"few", "couple", "many", "several"}])
    fraction = alternatives(list(lists["fractions"]))
    digits = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,4})?"
    scaled = rf"(?:(?:{B}|{HYPHEN})?(?i:{scale})(?![\w]))"
    first = rf"(?i:{word_number()}|an?(?={B}(?:{scale})\b))"
    worded = rf"{first}(?:(?:{B}|{HYPHEN})(?i:{scale})\b){{0,3}}(?:{B}(?i:and){B}(?i:{word_number()}))?"
    num = rf"(?:{digits}{scaled}?{scaled}?|{worded})"
    count = rf"(?:{word_number()}|an?|\d{{1,2}})"
    portion = rf"(?i:{count}(?:{B}|{HYPHEN})(?:{fraction})(?!\w)|half(?={B}(?:of|the)\b))"
    to = rf"(?:{B}?{HYPHEN}{B}?|{B}to{B}|{B}and{B}|{B}or{B})"
    return re.compile(
        rf"(?<![\w.,:/$€£¥#@-])(?:(?P<lead>(?i:between|from)){B})?(?:(?P<mod>(?i:{modifiers})){B}?(?<!\w(?=\w)))?"
        rf"(?:(?P<portion>{portion})|(?P<vague>(?i:{vague}))(?!\w)"
        rf"|(?:(?P<sign>{signs}){B}?)?(?P<num>{num})(?:(?P<to>{to})(?:{signs})?(?P<num2>{num}))?)"
        rf"(?:{B}(?i:or){B}(?P<or>(?i:more|fewer|less|so)))?"
        rf"(?:{B}?(?P<percent>%|(?i:percent|per{B}cent|pct|percentage{B}points?)(?!\w))|{B}(?P<code>[A-Z]{{3}})(?!\w))?"
        rf"(?![\w%]|[.,:/]\d)(?:{HYPHEN}(?P<attributive>[a-z]{{3,20}})(?![\w]))?",
    )


@cache
def heads() -> frozenset[str]:
    """Words of which every amount holds one, by their first letters, and DIGIT."""
    lists = table("units")
    last = (word.split()[-1] for word in lists["vague"])
    return first_letters([*small_numbers(), *scales(), *last, *lists["fractions"], "half"]) | {DIGIT}


def bounds(found: re.Match[str]) -> Amount | None:
    """The bounds of a match; None where its range runs backwards or it joins two amounts ("three and four")."""
    if found["vague"]:
        low, high = table("units")["vague"][_plain(found["vague"])]
        return Amount(Range(float(low), float(high)), low == high)
    base = _portion(found["portion"]) if found["portion"] else _base(found)
    return _modified(base, _plain(found["mod"] or ""), found["or"]) if base else None


def joins(found: re.Match[str]) -> bool:
    """Whether a range only joins two amounts: "and" makes a range after "between" alone."""
    word = (found["to"] or "").strip().lower()
    return word == "and" and (found["lead"] or "").lower() != "between"


def scaled(found: re.Match[str]) -> bool:
    """Whether the number is told in millions or more, as sums are."""
    return bool(re.search(rf"(?i)(?:{alternatives(_LARGE)})s?\b", found["num"] or ""))


def won(found: re.Match[str]) -> float | None:
    """The first, larger number of a vote ("41 to 19")."""
    return number(found["num"])


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower())


def _portion(text: str) -> Range:
    """A fraction in per cent."""
    plain = _plain(text)
    word = re.split(r"[\s‐‑–-]", plain)
    share = table("units")["fractions"][word[-1]]
    count = number(word[0]) if len(word) > 1 and word[0] not in {"a", "an"} else 1.0
    value = round(share * (count or 1.0), 1)
    return Range(value, value)


def _base(found: re.Match[str]) -> Range | None:
    first = number(found["num"])
    if first is None or not found["num2"] or joins(found):
        return Range(first, first) if first is not None else None
    last = number(found["num2"])
    if last is None:
        return None
    if last > first * 500 and not re.search(r"[a-z]", found["num"].lower()):
        first *= last / (number(re.sub(r"[^\d.,].*", "", found["num2"])) or last)
    return Range(first, last) if first < last else None


def _modified(base: Range, modifier: str, tail: str | None) -> Amount:
    lists = table("units")["modifiers"]
    if modifier in lists["under"]:
        return Amount(Range(round(base.low * _NEARLY, 4), base.high), exact=False)
    if modifier in lists["below"] or tail in {"fewer", "less"}:
        return Amount(Range(0.0, base.high), exact=False)
    if modifier in lists["over"] or tail == "more":
        return Amount(Range(base.low, inf), exact=False)
    if modifier in lists["about"] or tail == "so":
        low, high = round(base.low * (1 - _ABOUT), 4), round(base.high * (1 + _ABOUT), 4)
        return Amount(Range(low, high), exact=False)
    return Amount(base, base.low == base.high)
