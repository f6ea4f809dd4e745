"""Quoted words as a comparison of quotations sees them: sentence by sentence, without what is mere style."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from parley.compare.discrepancies.lists import quoting
from parley.compare.running import fold
from parley.compare.words import content, negative, words
from parley.reading import Quotation, Reading
from parley.report import Span

LONGEST = 200
"""Words of one quoted sentence that are compared; what is longer is left out."""

FEWEST = 4
"""Words of an excerpt of which it is asked whether the rest is missed; a fragment has one more."""
REWORDED, RENDERED = 0.5, 0.6
"""Quotations that share less of their words in order (or less than the second, where the same words of content stand
in both) are two translations, not one text with words changed,"""
RUN = 4
"""unless so many of the words run on together."""

_WORD = re.compile(
    r"(?P<gap>\[[^\]\n]{0,80}\]|\.\s?\.\s?\.|…|\(\s?\.\.\.\s?\))"
    r"|\b[Pp]er\s+cent\b|(?:[^\W\d_]\.){2,8}|\d+(?:[.,]\d+)*+|[^\W_]+(?:['’ʼ‘][^\W_]+)*+|[%$€£]"
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
    joined: bool = False
    """Whether only blanks stand between it and the next word."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence, or a fragment of one, in quotation marks."""

    span: Span
    tokens: tuple[Token, ...]
    ends: bool
    """Whether it ends like a sentence."""
    whole: bool = False
    """Whether it is shown as a whole sentence: begun like one, and closed by a stop or before "he said"."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Cut:
    """Words that a shorter wording leaves out where they turn or limit what it keeps."""

    short: Quoted
    lost: Span
    is_front: bool


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
            yield from _sentences(reading, _whole(span, outer[at]), outer[at])
            at += 1


def sentences_of(reading: Reading, quotation: Quotation) -> tuple[Quoted, ...]:
    """The sentences that stand between two quotation marks."""
    inside = Span(reading.report.id, quotation.inner_start, quotation.inner_end)
    return tuple(_sentences(reading, inside, quotation))


def _whole(span: Span, quotation: Quotation) -> Span:
    """All that the quotation marks hold, where an attribution has caught a part of it: one person said it all."""
    return Span(span.report, min(span.start, quotation.inner_start), max(span.end, quotation.inner_end))


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
            whole = _opens(text, start, quotation) and (finished or _closes(reading, tokens[-1].end, quotation))
            place = Span(reading.report.id, tokens[0].start, tokens[-1].end)
            yield Quoted(place, tokens, finished, whole)
        start = last


def _opens(text: str, start: int, quotation: Quotation) -> bool:
    """Whether quoted words begin with a capital, at a sentence within the quotation or where that begins one."""
    first = text[start : quotation.inner_end].lstrip()[:1]
    before = text[max(0, quotation.start - 80) : quotation.start].rstrip(" \t")[-1:]
    return first.isupper() and (start > quotation.inner_start or before in {"", "\n", *'.!?,:»”’"'})


def _closes(reading: Reading, end: int, quotation: Quotation) -> bool:
    """Whether a comma closes the quotation and no further one goes on in the same sentence ("…," he said, "but …")."""
    text = reading.report.text
    if "," not in text[end : quotation.end + 1] or any(sign.isalnum() for sign in text[end : quotation.end]):
        return False
    after = next((each for each in reading.quotations if each.depth == 0 and each.start >= quotation.end), None)
    between = text[quotation.end : after.start] if after else "."
    goes_on = after is not None and text[after.inner_start : after.inner_end].lstrip()[:1].islower()
    return not goes_on or any(sign in between for sign in ".!?\n")


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
        joined = text[match.end() : match.end() + 1].isspace()
        for word in _written(match[0]).split():
            yield Token(word, match.start(), match.end(), joined)


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
        is_idle = _is_idle(a[i1:i2], b[j1:j2])
        if not is_marked and not is_idle and not (is_edge and tag != "replace"):
            found.append(Change(_part(one, i1, i2), _part(other, j1, j2)))
    return tuple(found)


def _is_idle(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words change nothing, or are a small word that only one of the two has."""
    lists = quoting()
    alone = min(len(one), len(other)) == 0 and max(len(one), len(other)) == 1
    return {*one, *other} <= lists.idle or (alone and {*one, *other} <= lists.slight)


def cut_short(one: Quoted, other: Quoted) -> Cut | None:
    """What a wording that stands whole in a longer one leaves out, where its sense may have gone with it.

    That is a condition or contrast right after a sentence is closed; and, where the shorter one is shown as a whole
    sentence, words of the clause that a negation reaches, and a condition or negation right before.
    """
    short, long = (one, other) if len(one.tokens) <= len(other.tokens) else (other, one)
    size, texts = len(short.tokens), long.texts
    at = next((i for i in range(len(texts) - size + 1) if texts[i : i + size] == short.texts), None)
    fewest = FEWEST if short.whole else FEWEST + 1
    if at is None or size < fewest or size == len(texts) or not (short.ends or short.whole):
        return None
    after, before = texts[at + size :], texts[:at]
    turns = short.ends and at == 0 and bool(after) and after[0] in quoting().turns
    if turns or (after and short.whole and (_reaches(long, at, at + size) or _answers(short.texts, after))):
        return _cut(short, long, at + size, len(texts))
    conditional = before and (before[0] in quoting().conditions or _reaches(long, 0, at))
    return _cut(short, long, 0, at) if short.whole and conditional else None


def _reaches(long: Quoted, start: int, end: int) -> bool:
    """Whether some words turn their sentence round and nothing parts them from the words that follow."""
    if not long.tokens[end - 1].joined or quoting().joining & {*long.texts[end - 1 : end + 1]}:
        return False
    return negative(words(" ".join(long.texts[start:end])))


def _answers(kept: Sequence[str], lost: Sequence[str]) -> bool:
    """Whether the words lost take up a word, or the subject, of those kept and say the contrary ("we do not")."""
    one, other = (words(" ".join(each)) for each in (kept, lost))
    again = set(content(one)) & set(content(other))
    contrast = all(not quoting().everyone.isdisjoint(each) for each in (kept, lost))
    goes_on = kept[0] == lost[0] and kept[0] in quoting().subjects
    return len(lost) >= FEWEST and negative(one) != negative(other) and (bool(again) or contrast or goes_on)


def _cut(short: Quoted, long: Quoted, first: int, last: int) -> Cut | None:
    lost = _part(long, first, last)
    turns = not quoting().turns.isdisjoint(long.texts[first : first + 1])
    telling = turns or content(words(" ".join(long.texts[first:last])))
    return Cut(short, lost, first == 0) if lost and telling else None


def same_sentence(one: Quoted, other: Quoted) -> float:
    """How surely two quoted sentences are wordings of one, 0 to 1: shared words in order, or shared content."""
    a, b = one.texts, other.texts
    runs = [i2 - i1 for tag, i1, i2, _, _ in _operations(a, b) if tag == "equal"]
    shared, longest = sum(runs), max(runs, default=0)
    first, second = _content(one), _content(other)
    common = len(first & second)
    if common < min(2, len(first), len(second)):
        return 0.0
    order = shared / min(len(a), len(b)) if shared >= 3 else 0.0
    if order < (RENDERED if first == second else REWORDED) and longest < RUN:
        return 0.0
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
