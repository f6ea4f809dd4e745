"""Numbers in words and digits: "2,500", "two and a half", "90 billion", "a dozen"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from parley.annotate.wordlists import table

BLANK = r"(?:[ \t\n\r\f\v\u00a0\u202f\u2009]{1,4})"
"""What may stand between two words of one expression, as a part of a regular expression."""

HYPHEN = r"[-‐‑–]"


@dataclass(frozen=True, slots=True)
class Range:
    """Closed bounds of a number; infinite where it is open, equal where it is exact."""

    low: float
    high: float

    def times(self, factor: float) -> "Range":
        """The bounds multiplied by a positive number."""
        return Range(self.low * factor, self.high * factor)


def alternatives(words: list[str]) -> str:
    """An alternation of words, the longest first, whose blanks match any blank."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", BLANK).replace("'", "['’]") for word in ordered)


DIGIT = "0"
"""Stands for any digit among the letters of a text."""
_LETTERS = re.compile("[a-z]+")
_DIGIT = re.compile(r"\d")


def letters(text: str) -> set[str]:
    """The runs of letters of a text, folded, and DIGIT; where an expression stands, its words are among them."""
    found = set(_LETTERS.findall(text.casefold()))
    return found | {DIGIT} if _DIGIT.search(text) else found


def first_letters(words: Iterable[str]) -> frozenset[str]:
    """The first runs of letters of words, by which they are looked for among the letters of a text."""
    return frozenset(found[0] for word in words if (found := _LETTERS.search(word.casefold())))


@cache
def small_numbers() -> dict[str, float]:
    """Number words below one hundred and their values."""
    return cast("dict[str, float]", table("units")["numbers"])


@cache
def scales() -> dict[str, float]:
    """Words such as "million" and the abbreviations of amounts with their values."""
    return cast("dict[str, float]", table("units")["scales"])


@cache
def word_number() -> str:
    """Regular expression for one number word below one hundred ("twenty-five")."""
    numbers = small_numbers()
    tens = alternatives([word for word, value in numbers.items() if value >= 20])
    ones = alternatives([word for word, value in numbers.items() if value < 10])
    return rf"(?:(?:{tens})(?:(?:{HYPHEN}|{BLANK})(?:{ones}))?|{alternatives(list(numbers))})(?![\w])"


def number(text: str) -> float | None:
    """The value of digits, of a word below one hundred, or of either with hundred, thousand, million and so on."""
    total = part = 0.0
    seen = False
    for word in re.findall(r"\d[\d,]*(?:\.\d+)?|½|[^\W\d_]+", text.lower()):
        value = _value(word)
        if value is not None:
            part, seen = part + value, True
        elif word in scales():
            part = (part or 1.0) * scales()[word]
            if word != "hundred":
                total, part = total + part, 0.0
            seen = True
    return round(total + part, 6) if seen else None


def _value(word: str) -> float | None:
    if word[0].isdigit():
        return float(word.replace(",", ""))
    if word in {"half", "½"}:
        return 0.5
    return small_numbers().get(word)
