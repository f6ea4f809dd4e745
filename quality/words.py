"""Words of a text: folding for comparison, and stretches as sets of word positions."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

WORD = re.compile(r"\w+")
_TAGS = re.compile(r"<script\b.*?</script>|<style\b.*?</style>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"\]\([^)\n]*\)|[\[*_]")
_ARTICLES = ("a ", "an ", "the ")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the report that lies in `file`; offsets count code points, `end` is exclusive."""

    file: str
    start: int
    end: int


def fold(text: str) -> str:
    """Case, accents and punctuation taken away; words parted by one space."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def fold_name(name: str) -> str:
    """A folded name without the article that it begins with."""
    folded = fold(name)
    return next((folded[len(a) :] for a in _ARTICLES if folded.startswith(a)), folded)


def shown(page: str) -> str:
    """Roughly the words that a saved page or Markdown file shows; only for looking strings up."""
    return _MARKUP.sub("", _TAGS.sub("", page))


def positions(text: str, places: Iterable[Place]) -> frozenset[int]:
    """Where the words begin that stand in these stretches of one text."""
    return frozenset(p.start + m.start() for p in places for m in WORD.finditer(text[p.start : p.end]))


def overlap(found: frozenset[int], wanted: frozenset[int]) -> float:
    """F1 of two sets of word positions, 0 to 1."""
    shared = len(found & wanted)
    return 2 * shared / (len(found) + len(wanted)) if shared else 0.0
