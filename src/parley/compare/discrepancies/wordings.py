"""Quoted words as a comparison of quotations sees them: sentence by sentence, without what is mere style."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from parley.compare.discrepancies.lists import quoting
from parley.compare.running import fold
from parley.compare.words import content, words
from parley.reading import Quotation, Reading
from parley.report import Span

LONGEST = 200
"""Words of one quoted sentence that are compared; what is longer is left out."""

_WORD = re.compile(
    r"(?P<gap>\[[^\]\n]{0,80}\]|\.\s?\.\s?\.|…|\(\s?\.\.\.\s?\))"
    r"|(?:[^\W\d_]\.){2,8}|\d+(?:[.,]\d+)*+|[^\W_]+(?:['’ʼ‘][^\W_]+)*+|[%$€£]"
)
_STOP = re.compile(r"[.!?…]+[\"”’'»)]*(?=\s|$)")
GAP = "[…]"
"""Stands for words that a report marks as left out or put in: an ellipsis or square brackets."""


@dataclass(frozen=True, slots=True)
class Token:
    """A quoted word, folded, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence, or a fragment of one, in quotation marks."""

    span: Span
    tokens: tuple[Token, ...]
    ends: bool
    """Whether it ends like a sentence."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Change:
    """Words of one quotation that stand otherwise in another; None where there are none."""

    one: Span | None
    other: Span | None


def quoted_sentences(reading: Reading, content_spans: Sequence[Span]) -> Iterator[Quoted]:
    """The quoted sentences within the content of an attribution, in the order of the text."""
    outer = [quotation for quotation in reading.quotations if quotation.depth == 0]
    for span in content_spans:
        at = bisect_left(outer, span.start, key=lambda quotation: quotation.end)
        while at < len(outer) and outer[at].start < span.end:
            yield from _sentences(reading, span, outer[at])
            at += 1


def _sentences(reading: Reading, span: Span, quotation: Quotation) -> Iterator[Quoted]:
    text = reading.report.text
    start, end = max(span.start, quotation.inner_start), min(span.end, quotation.inner_end)
    while start < end:
        stop = _STOP.search(text, start, end)
        while stop and _is_abbreviation(text, stop.start(), start):
            stop = _STOP.search(text, stop.end(), end)
        last = stop.end() if stop else end
        tokens = tuple(_tokens(text, start, last))
        if tokens and len(tokens) <= LONGEST:
            finished = text[tokens[-1].end : min(last + 1, len(text))].strip()[:1] in {".", "!", "?"}
            yield Quoted(Span(reading.report.id, tokens[0].start, tokens[-1].end), tokens, finished)
        start = last


def _is_abbreviation(text: str, stop: int, start: int) -> bool:
    word = (text[max(start, stop - 12) : stop].rsplit(None, 1) or [""])[-1]
    initial = len(word) == 1 and word.isupper()
    return text[stop] == "." and (initial or "." in word or word in quoting().titles)


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Folded words; contractions and number words are written out, brackets and ellipses are gaps."""
    for match in _WORD.finditer(text, start, end):
        if match["gap"]:
            yield Token(GAP, match.start(), match.end())
            continue
        for word in _written(match[0]).split():
            yield Token(word, match.start(), match.end())


@lru_cache(maxsize=16384)
def _written(word: str) -> str:
    """The word as it is compared: folded, contractions and number words written out."""
    lists = quoting()
    plain = word.replace("’", "'").replace("ʼ", "'").casefold()
    return lists.apostrophes.get(plain) or lists.written.get(fold(word), fold(word))


def changes(one: Quoted, other: Quoted) -> tuple[Change, ...]:
    """What differs between two wordings of a sentence; nothing where one is an excerpt of the other.

    Words left out at an end, at a gap that a report marks, or in brackets are no change.
    """
    a, b = one.texts, other.texts
    found: list[Change] = []
    blocks = _operations(a, b)
    for number, (tag, i1, i2, j1, j2) in enumerate(blocks):
        if tag == "equal":
            continue
        is_edge = number in {0, len(blocks) - 1}
        is_marked = GAP in a[max(i1 - 1, 0) : i2 + 1] or GAP in b[max(j1 - 1, 0) : j2 + 1]
        is_idle = set(a[i1:i2]) | set(b[j1:j2]) <= quoting().idle
        if not is_marked and not is_idle and not (is_edge and tag != "replace"):
            found.append(Change(_part(one, i1, i2), _part(other, j1, j2)))
    return tuple(found)


def cut_condition(one: Quoted, other: Quoted) -> Span | None:
    """Words that begin a condition or contrast right where the shorter wording is closed like a sentence."""
    short, long = (one, other) if len(one.tokens) <= len(other.tokens) else (other, one)
    size = len(short.tokens)
    if not short.ends or size < 4 or size == len(long.tokens) or short.texts != long.texts[:size]:
        return None
    return _part(long, size, len(long.tokens)) if long.texts[size] in quoting().turns else None


def same_sentence(one: Quoted, other: Quoted) -> float:
    """How surely two quoted sentences are wordings of one, 0 to 1: shared words in order, or shared content."""
    a, b = one.texts, other.texts
    shared = sum(i2 - i1 for tag, i1, i2, _, _ in _operations(a, b) if tag == "equal")
    first, second = _content(one), _content(other)
    common = len(first & second)
    if common < min(2, len(first), len(second)):
        return 0.0
    order = shared / min(len(a), len(b)) if shared >= 3 else 0.0
    return max(order, common / min(len(first), len(second)) if common >= 3 and order >= 0.35 else 0.0)


def holds(one: Quoted, other: Quoted) -> bool:
    """Whether the words of one stand in the other in one piece."""
    short, long = sorted((f" {' '.join(one.texts)} ", f" {' '.join(other.texts)} "), key=len)
    return short in long


@lru_cache(maxsize=4096)
def _operations(a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[str, int, int, int, int]]:
    return list(SequenceMatcher(None, a, b, autojunk=False).get_opcodes())


def _content(each: Quoted) -> set[str]:
    return set(content(words(" ".join(each.texts))))


def _part(each: Quoted, first: int, last: int) -> Span | None:
    """Where some of the words stand."""
    return Span(each.span.report, each.tokens[first].start, each.tokens[last - 1].end) if first < last else None
