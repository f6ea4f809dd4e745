"""Days with what stands around them: what is told for the day, who by, and whether it is still to come."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from parley.compare.discrepancies.contexts import Context, Contexts
from parley.compare.discrepancies.ground import Covers, Ground
from parley.compare.discrepancies.lists import Beginning, occasions
from parley.compare.meaning import Meanings, Vector
from parley.compare.words import content, words
from parley.reading import LocalEvent, Reading, TimeExpression, Token
from parley.report import Span

NEAR = 6
"""Words on either side that may say that a thing happens again, or begins."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A single day and what stands around it."""

    time: TimeExpression
    context: Context
    day: str
    """ISO day, or the TIMEX3 value of a weekday where neither report has a date."""
    events: tuple[LocalEvent, ...]
    published: str | None
    begins: frozenset[str]
    """Names of what begins, or comes once, by the words around, on that day."""
    is_bare: bool = False
    """Whether it is written as a weekday without a date."""
    is_limit: bool = False
    """Whether it ends a time ("until May 15", "by Friday")."""
    subject: frozenset[str] = frozenset()
    """Entities and stems of the words before the verb of its clause."""
    is_future: bool = False
    """Whether the verb of its clause is one of what may or will be."""
    meaning: Vector | None = None
    """Where the clause lies in meaning without the words of the day."""
    words: frozenset[str] = frozenset()
    """Folded words of the day itself."""

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.time.span.report

    @property
    def planned(self) -> bool:
        """Whether what happens on the day is still to come, as the report tells it."""
        return any(event.status in {"planned", "proposed"} for event in self.events)

    @property
    def ahead(self) -> bool:
        """Whether the day comes after that of its report, or is that day and told as still to come."""
        today = self.published[:10] if self.published else "9999"
        return self.day > today or (self.day == today and self.is_future)


class Days:
    """Finds the days of the readings that name one by the calendar, outside quotation marks."""

    def __init__(self, contexts: Contexts) -> None:
        self.contexts = contexts
        self.ground: Ground = contexts.ground

    def __iter__(self) -> Iterator[Dated]:
        for reading in self.ground.readings:
            yield from self._of(reading)

    def _of(self, reading: Reading) -> Iterator[Dated]:
        uttered = {each.time for each in reading.attributions if each.time is not None}
        quoted = Covers((reading.report.span(q.start, q.end), "quoted") for q in reading.quotations)
        meanings = Meanings(reading)
        events: dict[int, list[LocalEvent]] = defaultdict(list)
        for event in reading.events:
            if event.time is not None:
                events[event.time].append(event)
        for number, time in enumerate(reading.times):
            day = self._day(reading, time)
            is_told = number not in uttered or time.first is None
            context = self.contexts.of(time.span) if day and is_told else None
            if day is None or context is None or quoted.at(time.span) or _modifies(reading, time):
                continue
            if _is_dateline(reading, time):
                continue
            is_bare = not any(mark.isdigit() for mark in self.ground.quote(time.span))
            yield Dated(
                time=time,
                context=context,
                day=day,
                events=tuple(events.get(number, ())),
                published=reading.report.published,
                begins=frozenset(each.name for each in occasions().begins if self._begins(context, each)),
                is_bare=is_bare,
                is_limit=time.first is None,
                subject=self._subject(reading, context.evidence),
                is_future=_first_verb(reading, context.evidence) == "MD",
                meaning=meanings.of(_without(context.evidence, time.span)),
                words=frozenset(w.text for w in words(reading.report.text, time.span.start, time.span.end)),
            )

    def _day(self, reading: Reading, time: TimeExpression) -> str | None:
        """The one day, or the only end of a time that is open on the other side ("until Friday", "since 27 May")."""
        named = occasions().named & {word.text.strip(".") for word in words(self.ground.quote(time.span))}
        if time.type not in {"DATE", "TIME"} or not named:
            return None
        if time.last and time.first in {None, time.last}:
            return time.last
        if time.first and time.last is None:
            return time.first
        return time.value if reading.report.day is None and time.value.startswith("XXXX-WXX-") else None

    def _begins(self, context: Context, each: Beginning) -> bool:
        """Whether a thing is named in the sentence, and a verb of beginning right before the day or in its clause."""
        sentence = self.ground.sentence(context.place)
        if sentence is None:
            return False
        text = self.ground.reading[context.place.report].report.text
        told = _joined(text, sentence.start, sentence.end)
        start = words(text, context.place.start, context.place.end)[:1]
        since = ["from"] if start and start[0].text == "since" else []
        beside = f" {' '.join([*context.before[-NEAR:], *since])} "
        clause = _joined(text, context.evidence.start, context.evidence.end) if each.whole else ""
        if each.things and not any(f" {thing} " in told for thing in each.things):
            return False
        return any(f" {verb} " in beside or f" {verb} " in clause for verb in each.verbs)

    def _subject(self, reading: Reading, clause: Span) -> frozenset[str]:
        """Names and stems before the first verb of a clause with a tense."""
        end = next((token.start for token in _inside(reading, clause) if token.tag in _FINITE), clause.start)
        before = Span(clause.report, clause.start, end)
        named = (each.id for each in self.ground.entities(before))
        return frozenset(named) | frozenset(content(words(reading.report.text, before.start, before.end)))


def days_between(a: Dated, b: Dated) -> int:
    """Days between two days that have dates."""
    return abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days)


def may_be_one(a: Dated, b: Dated) -> bool:
    """Whether the days are the same, or a week apart where a bare weekday may have been resolved a week too early."""
    if a.day == b.day or "XXXX" in a.day + b.day or not (a.is_bare or b.is_bare):
        return a.day == b.day
    return days_between(a, b) == 7


def _modifies(reading: Reading, time: TimeExpression) -> bool:
    """Whether a day only says which thing is meant ("the Saturday match", "the island's May 5 vote")."""
    tokens, first, after = reading.tokens, _at(reading, time.span.start), _at(reading, time.span.end)
    if first == 0 or after >= len(tokens):
        return False
    return tokens[first - 1].tag in {"DT", "JJ", "POS", "PRP$"} and tokens[after].tag in _NOUNS


def _is_dateline(reading: Reading, time: TimeExpression) -> bool:
    """Whether a date that opens a paragraph is the report's own ("March 6, 2031 The council has …")."""
    after = _at(reading, time.span.end)
    opens = any(block.start == time.span.start for block in reading.report.blocks)
    if not opens or after >= len(reading.tokens):
        return False
    first = reading.report.text[reading.tokens[after].start]
    return first.isupper() or first in "-–—"


def _inside(reading: Reading, clause: Span) -> Sequence[Token]:
    return reading.tokens[_at(reading, clause.start) : _at(reading, clause.end)]


def _first_verb(reading: Reading, clause: Span) -> str:
    """The tag of the first verb of a clause with a tense."""
    return next((token.tag for token in _inside(reading, clause) if token.tag in _FINITE), "")


def _at(reading: Reading, start: int) -> int:
    """The first token that begins at a place or after it."""
    return bisect_left(reading.tokens, start, key=lambda token: token.start)


def _without(clause: Span, day: Span) -> tuple[Span, ...]:
    """The clause before and after the words of the day."""
    before = Span(clause.report, clause.start, max(clause.start, day.start))
    return (before, Span(clause.report, min(day.end, clause.end), clause.end))


def _joined(text: str, start: int, end: int) -> str:
    return f" {' '.join(word.text for word in words(text, start, end))} "
