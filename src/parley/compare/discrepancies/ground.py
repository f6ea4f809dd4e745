"""The ground of a search for discrepancies: quick answers about readings, entities and what joins them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from parley.compare.clauses import Clause, clauses
from parley.compare.compared import Compared
from parley.compare.resolve import cast
from parley.reading import Attribution, Mention, Reading, Sentence
from parley.report import RUNNING, Span, stable_id
from parley.story import Discrepancy, DiscrepancyKind, Entity, Reason, Value

_CELL = 256


class Covers:
    """Which named spans a place meets; costs as much as the spans are long."""

    def __init__(self, spans: Iterable[tuple[Span, str]]) -> None:
        self._cells: dict[tuple[str, int], list[tuple[Span, str]]] = defaultdict(list)
        for span, name in spans:
            for cell in range(span.start // _CELL, (span.end - 1) // _CELL + 1):
                self._cells[span.report, cell].append((span, name))

    def at(self, place: Span) -> frozenset[str]:
        """Names of the spans that share a character with a short place."""
        cells = {place.start // _CELL, (place.end - 1) // _CELL}
        near = (pair for cell in cells for pair in self._cells.get((place.report, cell), ()))
        return frozenset(name for span, name in near if span.meets(place))


@dataclass(frozen=True, slots=True)
class Account:
    """By whose account something stands in a report: the entity's id, or the words of the source."""

    entity: str | None
    words: str


class Ground:
    """Readings in the order of their ids, with the entities and claims that stand at each place."""

    def __init__(self, compared: Compared) -> None:
        self.compared = compared
        self.memo = compared.memo
        self.readings = tuple(sorted(compared.readings, key=lambda reading: reading.report.id))
        self.reading = {reading.report.id: reading for reading in self.readings}
        self.entity = {entity.id: entity for entity in compared.entities}
        self.cast = cast(self.readings, compared.entities)
        self.claims = Covers((span, claim.id) for claim in compared.claims for span in claim.evidence)
        self.events = Covers((span, event.id) for event in compared.events for span in event.evidence)
        self._mentions = {
            reading.report.id: sorted(reading.mentions, key=lambda mention: mention.span) for reading in self.readings
        }
        self._starts = {name: [m.span.start for m in mentions] for name, mentions in self._mentions.items()}
        self._contents = Covers(
            (span, str(number))
            for reading in self.readings
            for number, attribution in enumerate(reading.attributions)
            for span in attribution.content
        )

    def label(self, report: str) -> str:
        """The name by which a sentence speaks of a report."""
        found = self.reading[report].report
        return found.outlet or found.file

    def labels(self, reports: Iterable[str]) -> str:
        """The names of some reports, each once, as a sentence lists them."""
        return listed(sorted({self.label(report) for report in reports}))

    def day(self, report: str) -> str | None:
        """The ISO day of publication."""
        return self.reading[report].report.day

    def days_between(self, one: str, other: str) -> int:
        """Days between the publication of two reports; 0 where one has no date."""
        first, second = self.day(one), self.day(other)
        try:
            return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) if first and second else 0
        except ValueError:
            return 0

    def quote(self, span: Span) -> str:
        """The words of a span, with single spaces."""
        return " ".join(self.reading[span.report].report.quote(span).split())

    def sentence(self, span: Span) -> Sentence | None:
        """The sentence in which a span begins, if it is running text."""
        reading = self.reading[span.report]
        number = bisect_right(reading.sentences, span.start, key=lambda each: each.start) - 1
        if number < 0 or span.start >= reading.sentences[number].end:
            return None
        sentence = reading.sentences[number]
        blocks = reading.report.blocks
        kind = blocks[sentence.block].kind if sentence.block < len(blocks) else "paragraph"
        return sentence if kind in RUNNING else None

    def clause(self, place: Span) -> Span | None:
        """The clause of running text in which a place lies; its sentence where it lies in several."""
        sentence = self.sentence(place)
        if sentence is None:
            return None
        found = self.clauses(self.reading[place.report])
        at = bisect_right(found, place.start, key=lambda clause: clause.span.start) - 1
        if at >= 0 and found[at].span.covers(place):
            return found[at].span
        return Span(place.report, sentence.start, sentence.end)

    def clauses(self, reading: Reading) -> tuple[Clause, ...]:
        """The clauses of a reading, found once."""
        return self.memo.once("clauses", reading, None, partial(clauses, reading))

    def cast_of(self, reading: Reading) -> Hashable:
        """Who the entities of a reading are, and of what kind: all that other readings say of it."""
        ids = (self.cast.id(reading.report.id, entity.key) for entity in reading.entities)
        return self.cast.of(reading), tuple(self.entity[one].kind if one in self.entity else None for one in ids)

    def mentions(self, span: Span) -> Sequence[Mention]:
        """Mentions that begin within a span."""
        starts = self._starts[span.report]
        return self._mentions[span.report][bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def entities(self, span: Span) -> tuple[Entity, ...]:
        """Entities that are named within a span, each once, in the order of the text."""
        found = (
            self.cast.id(span.report, mention.entity)
            for mention in self.mentions(span)
            if mention.form in {"name", "metonym"}
        )
        return tuple(self.entity[one] for one in dict.fromkeys(found) if one in self.entity)

    def speaker(self, report: str, attribution: Attribution) -> Entity | None:
        """Who an attribution is by, across reports."""
        found = self.cast.id(report, attribution.speaker)
        return self.entity.get(found) if found else None

    def attributed(self, span: Span) -> bool:
        """Whether an attribution holds a part of a stretch."""
        middle = (span.start + span.end) // 2
        spots = {span.start, middle, span.end - 1} | set(range(span.start, span.end, _CELL))
        return any(self._contents.at(Span(span.report, spot, spot + 1)) for spot in spots)

    def account(self, place: Span) -> Account | None:
        """Whose words a place is reported by; the innermost where several are nested."""
        reading = self.reading[place.report]
        numbers = sorted(int(number) for number in self._contents.at(place))
        if not numbers:
            return None
        found = [reading.attributions[number] for number in numbers]
        attribution = min(found, key=lambda each: sum(span.end - span.start for span in each.content))
        speaker = self.speaker(place.report, attribution)
        words = self.quote(attribution.source) if attribution.source else ""
        if speaker is None and not words:
            return None
        return Account(speaker.id if speaker else None, speaker.name if speaker else words)

    def passage(self, place: Span, most: int = 320) -> Span:
        """The sentence around a place, or as much of a long one as a reader needs."""
        sentence = self.sentence(place)
        if sentence is None:
            return place
        if sentence.end - sentence.start <= most:
            return Span(place.report, sentence.start, sentence.end)
        text = self.reading[place.report].report.text
        start = max(sentence.start, place.start - most // 2)
        end = min(sentence.end, place.end + most // 2)
        start = start if start == sentence.start else text.find(" ", start, place.start) + 1 or start
        last = text.rfind(" ", place.end, end)
        return Span(place.report, start, end if end == sentence.end or last < 0 else last)


def discrepancy(kind: DiscrepancyKind, values: Iterable[Value], note: str, why: Iterable[Reason]) -> Discrepancy:
    """A discrepancy whose id depends on its kind and places alone; values stand in the order of their places."""
    ordered = tuple(sorted((_sorted(value) for value in values), key=lambda value: (value.evidence, value.value)))
    places = (f"{span.report}:{span.start}:{span.end}" for value in ordered for span in value.evidence)
    return Discrepancy(stable_id("discrepancy", kind, *places), kind, ordered, note, tuple(why))


def _sorted(value: Value) -> Value:
    return Value(value.value, tuple(sorted(set(value.evidence))))


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: "a", "b" and "c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def quoted(words: str, most: int = 90) -> str:
    """Words in quotation marks, cut where they are long."""
    plain = " ".join(words.split())
    return f"“{plain if len(plain) <= most else plain[:most].rsplit(' ', 1)[0] + ' …'}”"
