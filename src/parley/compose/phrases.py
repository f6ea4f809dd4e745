"""Noun phrases by which a matter is known ("a rail fund of 2.1 billion", "state pensions"): their spans and heads."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from parley.compose.cast import Cast
from parley.compose.lens import referring, vague, wholes
from parley.compose.terms import singular
from parley.reading import Reading
from parley.report import Span

_INSIDE = ("JJ", "NN", "VBN")
_SCALES = frozenset({"million", "billion", "trillion"})
_NOBODYS = frozenset({"organisation"})
_BEFORE = frozenset(
    {
        "DT",
        "PDT",
        "PRP$",
        "POS",
        "CD",
        "JJ",
        "JJR",
        "JJS",
        "RB",
        "TO",
        "VB",
        "VBG",
        "RP",
        "IN",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "``",
        ",",
        "$",
    }
)
_LOCATING = re.compile(r"\b(?:in|at|to|from|near|for|via|through|into|around|outside)\s(?:the\s)?$")
_HEADS = 2
"""So many nouns that name no issue may stand before one that does ("part of the claim", "Ostmark's rail fund")."""
_THINGS = frozenset({"it", "them", "this", "that", "these", "those", "both", "either"})
"""Pronouns that may stand for a matter and not for somebody."""
_LONGEST = 4
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without its determiner, and its head in the singular, folded."""

    span: Span
    head: str
    main: bool
    """Whether it is what the stretch itself names first, not what a clause or a preposition adds to that."""


class Naming:
    """The noun phrases of one reading, without names, times, amounts and nouns that name no issue."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self._reading = reading
        self._cast = cast
        self._starts = [token.start for token in reading.tokens]
        self._names = _tokens(reading, _names(reading, cast))
        self._taken = self._names | _tokens(reading, [*(time.span for time in reading.times), *_amounts(reading)])

    def named(self, start: int, end: int) -> tuple[Phrase, ...]:
        """What a stretch without a common noun of its own is on: a place, or the talks or an offer as a whole."""
        return self.places(start, end) or self.whole(start, end)

    def whole(self, start: int, end: int) -> tuple[Phrase, ...]:
        """The first phrase of a stretch, where it is for the talks or for what is on the table as a whole."""
        return tuple(phrase for phrase in self.phrases(start, end, wholly=True)[:1] if phrase.main)

    def phrases(self, start: int, end: int, *, wholly: bool = False) -> tuple[Phrase, ...]:
        """The noun phrases of a stretch, in order; `wholly` takes those for the talks or an offer as a whole."""
        reading = self._reading
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found: list[Phrase] = []
        at = first
        while at < last:
            run = at
            while run < last and reading.tokens[run].tag.startswith(_INSIDE) and run not in self._taken:
                run += 1
            phrase = _phrase(reading, at, run, wholly=wholly)
            found += [replace(phrase, main=not found and _opens(reading, first, at))] if phrase else []
            at = max(run, at + 1)
        return tuple(found)

    def places(self, start: int, end: int) -> tuple[Phrase, ...]:
        """The first place of a stretch that is itself what is spoken of ("cede Osten"), not where something happens."""
        report = self._reading.report
        for named in self._cast.within(report.id, start, end):
            entity = self._cast.entities[named.entity]
            before = report.text[max(0, named.start - 12) : named.start]
            if entity.kind == "place" and entity.id not in self._cast.capitals and not _LOCATING.search(before):
                return (Phrase(report.span(named.start, named.end), entity.name.lower(), main=True),)
        return ()

    def is_bare(self, start: int, end: int) -> bool:
        """Whether a stretch names nothing itself but points to what was said before ("for 60", "the offer")."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        amounts = self._taken - self._names
        return all(token in amounts or self._points(token) for token in range(first, last))

    def is_silent(self, start: int, end: int) -> bool:
        """Whether a stretch names neither a matter nor anybody ("wants to be paid", "reached an agreement at last")."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        somebody = any(self._is_somebody(token) for token in range(first, last))
        return not somebody and not self.named(start, end)

    def _is_somebody(self, place: int) -> bool:
        token = self._reading.tokens[place]
        word = self._reading.report.text[token.start : token.end].lower()
        return (place in self._names or token.tag == "PRP") and word not in _THINGS

    def _points(self, place: int) -> bool:
        token = self._reading.tokens[place]
        word = self._reading.report.text[token.start : token.end].lower()
        return not self._is_somebody(place) and (
            singular(word) in referring() or not token.tag.startswith(("NN", "VB", "W", "EX"))
        )


def _opens(reading: Reading, first: int, phrase: int) -> bool:
    """Whether only determiners, numbers, a verb or a preposition of the stance stand before a phrase."""
    between = reading.tokens[first:phrase]
    if any(reading.report.text[t.start : t.end].lower() == "that" for t in between[1:]):
        return False
    prepositions = [token for token in between[1:] if token.tag == "IN"]
    vague_before = sum(token.tag.startswith("NN") for token in between)
    return all(token.tag in _BEFORE for token in between) and len(prepositions) <= 1 and vague_before <= _HEADS


def _phrase(reading: Reading, first: int, end: int, *, wholly: bool) -> Phrase | None:
    """The phrase of a run of tokens that ends in a noun, its last words where it is long."""
    while end > first and not reading.tokens[end - 1].tag.startswith("NN"):
        end -= 1
    if end == first:
        return None
    text = reading.report.text
    head = singular(text[reading.tokens[end - 1].start : reading.tokens[end - 1].end])
    if (head not in wholes() if wholly else head in vague()) or len(head) < _SHORT or not head[0].isalpha():
        return None
    head = wholes().get(head, head)
    first = max(first, end - _LONGEST)
    return Phrase(reading.report.span(reading.tokens[first].start, reading.tokens[end - 1].end), head, main=False)


def _names(reading: Reading, cast: Cast) -> list[Span]:
    """Where somebody is named: all that are for a party, and all persons and places."""
    return [
        Span(reading.report.id, m.start, m.end)
        for m in cast.mentions.get(reading.report.id, ())
        if cast.party(m.entity) or cast.entities[m.entity].kind not in _NOBODYS
    ]


def _amounts(reading: Reading) -> list[Span]:
    """Shares and amounts of money; a unit that is counted in millions anywhere in the report is money."""
    sums = {q.unit for q in reading.quantities if _is_sum(reading, q.span)} | {"percent"}
    return [q.span for q in reading.quantities if q.unit.isupper() or q.unit in sums]


def _tokens(reading: Reading, spans: Iterable[Span]) -> frozenset[int]:
    starts, ends = [token.start for token in reading.tokens], [token.end for token in reading.tokens]
    return frozenset(token for s in spans for token in range(bisect_right(ends, s.start), bisect_left(starts, s.end)))


def _is_sum(reading: Reading, span: Span) -> bool:
    """Whether an amount is counted in millions, as money is."""
    words = reading.report.quote(span).lower().split()
    return any(word in _SCALES for word in words[:-1])
