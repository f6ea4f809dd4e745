"""Words and marks of a text: the tokens of the Penn Treebank, but words with inner hyphens stay whole."""

import re
from collections.abc import Iterator
from functools import cache

from parley.annotate.wordlists import table
from parley.reading import Token

INVISIBLE = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Format characters that show nothing (soft hyphen, zero-width space, direction marks), for a character class."""

_CLITIC = r"['’](?i:s|re|ve|ll|d|m)(?!\w)"
_LETTER = r"[^\W\d_]"
_NUMBER = r"\d(?:[.,:/](?=\d)|[^\W_])*+"
_DOTTED = rf"(?:{_LETTER}\.){{2,12}}|{_LETTER}(?:\.{_LETTER}){{1,12}}(?!\w)"
_LETTERS = rf"[^\W_](?:[^\W_]|[\u0300-\u036f]|[{INVISIBLE}](?=\w)|(?!{_CLITIC})['’‘](?=[^\W_]))*+"
_UNIT = rf"(?:{_DOTTED}|{_NUMBER}|{_LETTERS})"
_LABEL = r"[^\W_][\w-]{0,62}+"
_CURRENCY = "$€£¥₽₴₩₹₪₺₫₱₦₵₸₼₾₿¢"

_PATTERN = (
    r"(?!(?i:cannot)\b)[A-Za-z]++(?=[ ,\n])",  # most words: nothing else can stand here
    r"(?:https?://|www\.)[^\s<>\"“”«»]{1,2000}(?<![.,;:!?'’)\]…])",  # addresses of pages
    r"[\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}+",  # addresses of mailboxes
    r"[@#]\w+",  # handles and hashtags
    r"(?i:NEGATED)(?=[nN]['’][tT](?!\w))",  # do|n't
    r"(?<=\w)[nN]['’][tT](?!\w)",
    r"(?i:can)(?=(?i:not)(?!\w))",  # can|not
    rf"(?<=[\w.”\")]){_CLITIC}",  # 's, 're
    r"(?:ALWAYS)\.",  # Gen.
    r"(?:BEFORE_SMALL)\.(?=\s?[\da-z,])",  # No. 7
    r"[A-HJ-Z]\.(?=\s?[A-Z])(?![A-Z]\.|\s?[AI]\s)",  # the initial of a name
    rf"[A-Z]{{0,3}}[{_CURRENCY}]",  # US$
    r"['’]\d\ds?(?!\w)",  # '90s
    rf"{_LABEL}(?:\.{_LABEL}){{1,4}}+(?:DOMAIN)(?!\w)",  # bare domain names
    rf"{_UNIT}(?:(?:[-‐‑]|(?<=[A-Z])&(?=[A-Z])){_UNIT})*+",
    r"\.{2,}|-{2,}|''|``",
    r"([*=_~#•·])\1++",  # rules and leaders
    rf"[^\s{INVISIBLE}]",
)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens between two code points, untagged; between them stand only blanks and invisible format characters."""
    return list(each_token(text, start, end))


def each_token(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The same one by one."""
    stop = len(text) if end is None else end
    for match in _expression().finditer(text, start, stop):
        yield Token(*match.span(), "")


@cache
def _expression() -> re.Pattern[str]:
    """The one expression, with the abbreviations of the lexicon put in."""
    lists = table("abbreviations")
    alternatives = {
        "NEGATED": _either(lists["negated"]),
        "ALWAYS": _either(lists["always"]),
        "BEFORE_SMALL": _either(lists["before_small"]),
        "DOMAIN": "|".join(rf"(?<=\.{re.escape(last)})" for last in lists["domains"]),
    }
    pattern = "|".join(_PATTERN)
    for name, alternative in alternatives.items():
        pattern = pattern.replace(name, alternative)
    return re.compile(pattern)


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
