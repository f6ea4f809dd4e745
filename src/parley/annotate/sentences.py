"""Sentences of a report, found before any word is tagged.

The rule for quotations: a stop inside quotation marks ends a sentence like any other, so that a long quotation is as
many sentences as it has stops; but words that report a quotation ("Why now?" the minister asked) stay with the sentence
before them. What a quotation ties together is put together again by `parley.annotate.attribution.units`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.annotate.wordlists import words
from parley.reading import Quotation, Sentence, Token
from parley.report import RUNNING, Report

_STOPS = frozenset({".", "!", "?", "…", "?!", "。", "！", "？"})
_BRACKETS = frozenset({")", "]", "}"})
_GOES_ON = frozenset({",", ";", ":", "-", "–", "—", "--", "/", "%", "&", "+", "="})
LONGEST = 400
"""Tokens of a sentence, at most; a longer one is cut, so that nothing later grows with its square."""
_LOOKAHEAD = 8
"""Words within which a reporting verb must follow a quotation that ends with a question or exclamation mark."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The tokens of a report with what the search for ends needs."""

    report: Report
    tokens: Sequence[Token]
    closing: frozenset[int]
    """Where closing quotation marks start."""
    opening: frozenset[int]

    def word(self, index: int) -> str:
        token = self.tokens[index]
        return self.report.text[token.start : token.end]


def sentences(report: Report, tokens: Sequence[Token], quotations: Sequence[Quotation]) -> tuple[Sentence, ...]:
    """Sentences of the running blocks; none crosses a block, and together they hold every token of these blocks."""
    closing = frozenset(q.end - _width(report.text, q.inner_end, q.end) for q in quotations if q.inner_end < q.end)
    opening = frozenset(q.start for q in quotations if q.start < q.inner_start)
    text = _Text(report, tokens, closing, opening)
    found: list[Sentence] = []
    index = 0
    for number, block in enumerate(report.blocks):
        while index < len(tokens) and tokens[index].start < block.start:
            index += 1
        first = index
        while index < len(tokens) and tokens[index].start < block.end:
            index += 1
        if block.kind in RUNNING and first < index:
            for start, end in _split(text, first, index):
                found.append(Sentence(tokens[start].start, tokens[end - 1].end, start, end, number))
    return tuple(found)


def _width(text: str, inner_end: int, end: int) -> int:
    """Length of a closing mark, which blanks may stand before."""
    return len(text[inner_end:end].strip())


def _split(text: _Text, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Bounds of the sentences between two tokens of one block."""
    start = index = first
    while index < last:
        word = text.word(index)
        if index - start >= LONGEST:
            yield start, index
            start = index
        if not (word in _STOPS or word[-1] in ".…" or _blank_line(text, index, last)):
            index += 1
            continue
        after = _past_marks(text, index + 1, last)
        if after >= last or _blank_line(text, after - 1, last) or _ends(text, start, index, after):
            yield start, after
            start = after
        index = after
    if start < last:
        yield start, last


def _blank_line(text: _Text, index: int, last: int) -> bool:
    """Whether an empty line follows a token."""
    if index + 1 >= last:
        return False
    gap = text.report.text[text.tokens[index].end : text.tokens[index + 1].start]
    return gap.count("\n") > 1


def _past_marks(text: _Text, index: int, last: int) -> int:
    """The first token after further stops, closing quotation marks and brackets."""
    while index < last:
        word = text.word(index)
        closes = text.tokens[index].start in text.closing or word in _BRACKETS
        if not (closes or word in _STOPS or set(word) <= {".", "…"}):
            break
        index += 1
    return index


def _ends(text: _Text, start: int, stop: int, after: int) -> bool:
    """Whether a sentence that began at `start` ends with the stop, given the first word after its marks."""
    word, following = text.word(stop), text.word(after)
    closed = after > stop + 1 and text.tokens[after - 1].start in text.closing
    opens = text.tokens[after].start in text.opening
    initial = following[0]
    if following in _GOES_ON or (initial.islower() and not opens):
        return False
    if word in {"…", "..."} or (set(word) == {"."} and len(word) > 1):
        return opens or (initial.isupper() and following != "I")
    if word not in _STOPS:
        return _abbreviation_ends(word, following, closed=closed or opens)
    if stop == start or (stop == start + 1 and _numbers_a_point(text.word(start))):
        return False
    return not (closed and word in {"!", "?"} and _reports(text, after))


def _abbreviation_ends(word: str, following: str, *, closed: bool) -> bool:
    """Whether an abbreviation that keeps its stop ends the sentence as well."""
    if not word.endswith(".") or word.lower() in words("marks", "never_final"):
        return False
    if len(word) == 2 and not closed:
        return False
    return closed or (following[0].isupper() and following.lower() in words("marks", "starters"))


def _numbers_a_point(word: str) -> bool:
    """Whether a word before a full stop numbers an item of a list."""
    return word.isdigit() or (len(word) == 1 and word.isalpha() and word != "I")


def _reports(text: _Text, index: int) -> bool:
    """Whether a name or title and a reporting verb come next, with nothing reported after it."""
    reporting = words("marks", "reporting")
    for place in range(index, min(index + _LOOKAHEAD, len(text.tokens) - 1)):
        word = text.word(place)
        if word.lower() in reporting:
            following = text.word(place + 1)
            return place > index and (following in {".", ",", ";"} or following.lower() in {"on", "in", "at", "after"})
        if not word[0].isalpha() or (place == index and word.lower() in {"he", "she", "they", "it", "we", "i"}):
            return False
    return False
