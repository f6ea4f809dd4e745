"""Terms of a lens as one regular expression: `*` is any ending of a word, `|` parts words that may stand in one place,
`...` is up to six words in between.

A term begins and ends at a word's border, or with a sign that belongs to no word ("%").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

_GAP = r"(?:\W{1,4}[\w'-]{1,40}){0,6}?\W{1,4}"

_ARTICLE = re.compile(r"(?:the|an?)\s")
_LONG = 4
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found: its characters in the text searched, and the key under which it was listed."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms under keys; where two begin at one word, the key listed first has it."""

    pattern: str
    """The expression; compiled when it is first looked for, since most lenses never are."""
    keys: tuple[str, ...]

    def find(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """Terms in `text[start:end]`, which must be folded (see `fold`), in order, none within another."""
        for match in _compiled(self.pattern).finditer(text, start, end):
            key = self.keys[int((match.lastgroup or "k0")[1:])]
            yield Hit(match.start(), match.end(), key)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def fold(text: str) -> str:
    """Lower case with straight apostrophes; every character keeps its place."""
    low = (
        text.lower()
        if len(text.lower()) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )
    return low.replace("’", "'").replace("‘", "'")


@dataclass(frozen=True, slots=True)
class _Written:
    """A term under its key: the letters that it begins with, and the expression of what follows."""

    key: str
    letters: str
    rest: str


def terms(listed: Iterable[tuple[str, Iterable[str]]]) -> Terms:
    """One expression for all terms of all keys; longer terms come before shorter ones of the same key.

    Terms that begin with other letters cannot stand at one place, so that they are parted by their first two letters:
    most of them need not be tried at a word.
    """
    written = [each for key, those in listed for term in _longest_first(those) for each in _written(key, term)]
    keys: list[str] = []
    pattern = rf"(?:(?<!\w)|(?=\W))(?:{_parted(written, 2, keys)})(?:(?!\w)|(?<=\W))" if written else r"(?!)"
    return Terms(pattern, tuple(keys))


def _longest_first(those: Iterable[str]) -> list[str]:
    return sorted({t.strip().lower() for t in those if t.strip()}, key=lambda t: (-len(t), t))


def _written(key: str, term: str) -> Iterator[_Written]:
    """The term, once for each word that may be its first ("will|would")."""
    first = re.split(r"\s|\.\.\.", term, maxsplit=1)[0]
    for word in first.split("|"):
        letters = word.rstrip("*")
        yield _Written(key, letters, _expression(word + term[len(first) :])[len(re.escape(letters)) :])


def _parted(written: Sequence[_Written], letters: int, keys: list[str]) -> str:
    """The terms by their next letter, in their order where one has none; the key of each group is appended."""
    if letters == 0 or len(written) == 1 or not all(each.letters for each in written):
        return "|".join(_groups(written, keys))
    held: dict[str, list[_Written]] = {}
    for each in written:
        held.setdefault(each.letters[0], []).append(replace(each, letters=each.letters[1:]))
    return "|".join(f"{re.escape(first)}(?:{_parted(those, letters - 1, keys)})" for first, those in held.items())


def _groups(written: Sequence[_Written], keys: list[str]) -> Iterator[str]:
    for key, those in groupby(written, key=lambda each: each.key):
        yield f"(?P<k{len(keys)}>{'|'.join(re.escape(each.letters) + each.rest for each in those)})"
        keys.append(key)


def _expression(term: str) -> str:
    """The expression of one term."""
    parts = [[_word(word) for word in part.split()] for part in term.split("...")]
    return _GAP.join(r"\W{1,4}".join(words) for words in parts if words)


def _word(word: str) -> str:
    """The expression of one word, or of several that may stand there ("will|would")."""
    if "|" in word:
        return f"(?:{'|'.join(map(_word, word.split('|')))})"
    return re.escape(word.rstrip("*")) + (r"[\w'-]{0,24}" if word.endswith("*") else "")


def singular(noun: str) -> str:
    """The noun without the ending of a plural, the same for both forms; no dictionary word is promised."""
    low = noun.lower()
    if low.endswith("ies") and len(low) > _LONG:
        return f"{low[:-3]}y"
    if low.endswith(("sses", "xes", "zes", "ches", "shes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > _SHORT else low


def bare(name: str) -> str:
    """A name folded and without its article, by which two spellings of one name are the same."""
    words = fold(" ".join(name.split()))
    article = _ARTICLE.match(words)
    return words[article.end() :] if article else words
