"""Slots: lengths of time and days as values of one kind, each with what tells of which thing it is."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Literal

from parley.compare.discrepancies.contexts import Context, Contexts
from parley.compare.discrepancies.counted import Counted, days_of, durations
from parley.compare.discrepancies.dated import Dated, Days, may_be_one
from parley.compare.discrepancies.measured import heads
from parley.compare.discrepancies.slips import slip
from parley.compare.meaning import Meanings, Vector
from parley.compare.words import stem, stop
from parley.reading import Reading, Sentence, Token
from parley.report import Span

Kind = Literal["period", "day"]
Value = tuple[float, float]
"""The bounds: of lengths in days, of days their ordinals."""

NEAR = 5
"""Tokens on either side that stand right beside a value."""
ROOM = 1.05
"""Room for rounding between two lengths."""
DISTANT = 3.0
"""Of lengths of which one is more times the other, hardly ever one is a mistake for the other, unless by a slip."""
FAR = 45
"""Days that are further from each other are of two occasions."""
MINUTES = 1440
"""Minutes of a day."""
SOON = 3
"""Days so near each other are looked at whatever stands around them."""
_FINITE = ("VB", "MD")


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A value of running text and what stands around it, the words of the value left out throughout."""

    kind: Kind
    place: Span
    context: Context
    value: Value
    counted: Counted | None
    """A length of time; None for a day."""
    dated: Dated | None
    published: str | None
    sentence: Vector | None
    """Where its sentence lies in meaning,"""
    near: Vector | None
    """the words right beside it,"""
    head: Vector | None
    """and the noun that it counts or that stands nearest."""
    heads: frozenset[str]
    """What a length of time measures."""
    verbs: frozenset[str]
    """Stems of the verbs of its clause."""
    numbers: frozenset[tuple[float, float]]
    """Other numbers of its sentence."""
    days: frozenset[tuple[str | None, str | None]]
    """Other days of its sentence."""

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.place.report

    @property
    def clause(self) -> Vector | None:
        """Where its clause lies in meaning."""
        told = self.counted or self.dated
        return told.meaning if told else None


def slots(contexts: Contexts) -> tuple[Slot, ...]:
    """Every value of running text, in the order of its place; days without a verb beside them date the report."""
    pages = {reading.report.id: _Page(contexts, reading) for reading in contexts.ground.readings}
    found = [pages[each.report].counted(each) for each in durations(contexts)]
    found += [pages[each.report].dated(each) for each in Days(contexts) if "XXXX" not in each.day]
    return tuple(sorted((each for each in found if each), key=lambda each: (each.kind, each.place)))


class _Page:
    """One report on the way to its slots."""

    def __init__(self, contexts: Contexts, reading: Reading) -> None:
        self.ground = contexts.ground
        self.reading = reading
        self.meanings = Meanings(reading)
        self.starts = [token.start for token in reading.tokens]

    def counted(self, told: Counted) -> Slot | None:
        """The slot of a length of time."""
        quantity, day = told.quantity, days_of(told.unit)
        of = heads(self.ground, quantity.span, quantity.thing)
        return self._slot(told, None, (round(quantity.low * day, 3), round(quantity.high * day, 3)), of)

    def dated(self, told: Dated) -> Slot | None:
        """The slot of a day, unless no verb stands in its sentence."""
        sentence = self.ground.sentence(told.time.span)
        if sentence is None or not any(token.tag.startswith(_FINITE) for token in self._tokens(sentence)):
            return None
        ordinal = float(date.fromisoformat(told.day).toordinal())
        return self._slot(None, told, (ordinal, ordinal), frozenset())

    def _slot(self, length: Counted | None, day: Dated | None, value: Value, of: frozenset[str]) -> Slot | None:
        context = length.context if length else day.context if day else None
        sentence = self.ground.sentence(context.place) if context else None
        if context is None or sentence is None:
            return None
        place, reading = context.place, self.reading
        outside = [token for token in self._tokens(sentence) if not place.start <= token.start < place.end]
        at, after = bisect_left(self.starts, place.start), bisect_left(self.starts, place.end)
        beside = reading.tokens[max(sentence.first, at - NEAR) : min(sentence.last, after + NEAR)]
        inside = [token for token in outside if context.evidence.start <= token.start < context.evidence.end]
        thing = length.quantity.thing if length else None
        return Slot(
            kind="period" if length else "day",
            place=place,
            context=context,
            value=value,
            counted=length,
            dated=day,
            published=reading.report.day,
            sentence=self._meaning(outside),
            near=self._meaning(token for token in beside if not place.start <= token.start < place.end),
            head=self.meanings.of([thing]) if thing else self._meaning(_nearest(outside, place)),
            heads=of,
            verbs=frozenset(stem(word) for word in self._verbs(inside) if word not in stop()),
            numbers=frozenset((q.low, q.high) for q in reading.quantities if _beside(sentence, q.span, place)),
            days=frozenset((t.first, t.last) for t in reading.times if t.first and _beside(sentence, t.span, place)),
        )

    def _tokens(self, sentence: Sentence) -> Sequence[Token]:
        return self.reading.tokens[sentence.first : sentence.last]

    def _meaning(self, tokens: Iterable[Token]) -> Vector | None:
        return self.meanings.of(self.reading.report.span(token.start, token.end) for token in tokens)

    def _verbs(self, tokens: Iterable[Token]) -> Iterator[str]:
        for token in tokens:
            if token.tag.startswith("VB"):
                yield self.reading.report.text[token.start : token.end].casefold()


def _nearest(tokens: Sequence[Token], place: Span) -> list[Token]:
    """The noun nearest to a place."""
    nouns = [token for token in tokens if token.tag.startswith("NN")]
    return sorted(nouns, key=lambda token: (max(token.start - place.end, place.start - token.end), token.start))[:1]


def _beside(sentence: Sentence, span: Span, place: Span) -> bool:
    return sentence.start <= span.start < sentence.end and not span.meets(place)


class Told:
    """Which reports and sentences give each value of a story."""

    def __init__(self, found: Sequence[Slot]) -> None:
        self._places: dict[tuple[Kind, Value], set[tuple[str, int]]] = defaultdict(set)
        for each in found:
            self._places[each.kind, each.value].add((each.report, each.context.sentence))
        self._published = {each.report: each.published or "" for each in found}

    def together(self, a: Slot, b: Slot) -> bool:
        """Whether a sentence of the story gives both: they are of two things."""
        return bool(self._places[a.kind, a.value] & self._places[b.kind, b.value])

    def in_one_report(self, a: Slot, b: Slot) -> bool:
        """Whether a report gives both."""
        one, other = ({report for report, _ in self._places[each.kind, each.value]} for each in (a, b))
        return bool(one & other)

    def in_turn(self, a: Slot, b: Slot) -> bool:
        """Whether all reports with the one value come before all with the other."""
        places = (self._places[each.kind, each.value] for each in (a, b))
        one, other = ([self._published[report] for report, _ in told] for told in places)
        return max(one) < min(other) or max(other) < min(one)


def comparable(a: Slot, b: Slot, told: Told) -> bool:
    """Whether two values of two reports may be of one thing: of one kind, not far apart, and no sentence gives both."""
    if a.report == b.report or a.kind != b.kind or told.together(a, b):
        return False
    if a.counted and b.counted:
        return not _distant(a, b) or slip(a.counted, b.counted) is not None
    return abs(a.value[0] - b.value[0]) <= FAR


def _distant(a: Slot, b: Slot) -> bool:
    low, high = sorted((a.value[0], b.value[0]))
    return high > DISTANT * low


def may_agree(a: Slot, b: Slot) -> bool:
    """Whether both values may be right of one thing: bounds that meet, a day and the eve of it as limits."""
    if a.dated and b.dated:
        limits = a.dated.is_limit and b.dated.is_limit
        return may_be_one(a.dated, b.dated) or (limits and abs(a.value[0] - b.value[0]) <= 1)
    low, high = sorted((a.value, b.value))
    return low[1] * ROOM >= high[0]


def postings(found: Sequence[Slot], contexts: Contexts) -> Mapping[str, Sequence[int]]:
    """Slots by kind and one of the rarest words around, the size, days that are near and who is named."""
    held: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(found):
        named = (name for kind, name in sorted(each.context.named) if kind != "party")
        for key in {*contexts.rarest(each.context), *named, *_sizes(each)}:
            held[f"{each.kind}\x1f{key}"].append(number)
    return {key: held[key] for key in sorted(held)}


def _sizes(each: Slot) -> Iterator[str]:
    low = each.value[0]
    if each.kind == "period":
        size = int(log2(low * MINUTES)) if 0 < low < float("inf") else 0
        yield from (f"size {size}", f"size {size + 1}")
    else:
        yield from (f"day {low + after:g}" for after in range(SOON + 1))
