"""Occasions: the day and place of an event that its own clause leaves to the sentences around it."""

import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.reading import Attribution, LocalEvent, Reading, Sentence, Status, TimeExpression
from parley.report import Span

BEFORE = 2
"""An event without a day may take that of the same happening told so many sentences before in its paragraph."""
BESIDE = 4
"""A time so many characters from a trigger is its own: "Monday's attack", "the talks on Monday"."""
NEAR = 40
"""A time that ends beside a trigger begins at most so many characters before it."""
RECENT = 6
"""So many places of events around an event are looked at for its day."""
AFTER = 6
"""A sentence that goes on ("Afterwards …") may take the day told so many sentences before, in any paragraph."""
SPEECH = frozenset({"REJECT", "ACCUSE", "REQUEST", "THREATEN", "SUPPORT"})
"""Types of event that are done by speaking."""
HAPPENED: frozenset[Status] = frozenset({"happened", "unverified"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """Index of the time and key of the place of an event."""

    time: int | None
    place: int | None


@dataclass(frozen=True, slots=True)
class Lists:
    """Words that join what belongs to an event to it."""

    governed: frozenset[str]
    locative: frozenset[str]
    elsewhere: frozenset[str]
    onward: frozenset[str]
    common: frozenset[str]
    own: frozenset[str]
    about: frozenset[str]
    joint: frozenset[str]
    sides: frozenset[str]
    strike: frozenset[str]
    bodies: frozenset[str]


@cache
def lists() -> Lists:
    """The word lists, read once."""
    found = tomllib.loads(files("parley.compare").joinpath("lexicon/occasions.toml").read_text("utf-8"))
    return Lists(**{name: frozenset(words) for name, words in found.items()})


def occasions(reading: Reading) -> tuple[Occasion, ...]:
    """Day and place of every event of a reading, in the order of its events."""
    places = _Places(reading)
    placed = [event.place if event.place is not None else places.of(event) for event in reading.events]
    times = _Times(reading)
    own = [event.time if event.time is not None else times.beside(event) for event in reading.events]
    return tuple(Occasion(time, place) for time, place in zip(_Days(reading, own, placed), placed, strict=True))


class _Times:
    """The time expressions of a report that are one day, by where they stand."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        days = ((time.span.start, number) for number, time in enumerate(reading.times) if _one_day(time))
        self.days = sorted(days)

    def within(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Those that begin in a stretch: where, and the index."""
        return self.days[bisect_left(self.days, (start, 0)) : bisect_left(self.days, (end, 0))]

    def beside(self, event: LocalEvent) -> int | None:
        """The day that stands directly before or after the trigger."""
        trigger, text = event.trigger, self.reading.report.text
        for _, number in self.within(max(0, trigger.start - NEAR), trigger.end + BESIDE + 1):
            span = self.reading.times[number].span
            between = text[span.end : trigger.start] if span.end <= trigger.start else text[trigger.end : span.start]
            if not span.meets(trigger) and len(between) <= BESIDE and not set(between) & set(",.;:–—"):
                return number
        return None


class _Places:
    """Places by where they are named."""

    def __init__(self, reading: Reading) -> None:
        kinds = {entity.key: entity.kind for entity in reading.entities}
        named = (m for m in reading.mentions if m.form == "name" and kinds.get(m.entity) == "place")
        self.reading = reading
        self.mentions = sorted((m.span.start, m.span.end, m.entity) for m in named)
        self.triggers = sorted(event.trigger.start for event in reading.events)

    def of(self, event: LocalEvent) -> int | None:
        """The only place that the clause names, after a preposition of place and with no other event before it."""
        low = bisect_left(self.mentions, (event.evidence.start, 0, 0))
        high = bisect_left(self.mentions, (event.evidence.end, 0, 0))
        found = self.mentions[low:high]
        if len({entity for *_, entity in found}) != 1 or found[0][0] < event.trigger.end:
            return None
        before = self.reading.report.text[event.trigger.end : found[0][0]].split()
        if bisect_left(self.triggers, event.trigger.end) != bisect_left(self.triggers, found[0][0]):
            return None
        return found[0][2] if before and before[-1].casefold() in lists().locative else None


class _Days:
    """The days of the events of one report; an event without one takes that of the same happening just told."""

    def __init__(self, reading: Reading, own: Sequence[int | None], places: Sequence[int | None]) -> None:
        self.reading = reading
        self.times = list(own)
        self.places = places
        self.days = _Times(reading)
        self.party = {entity.key: entity.party for entity in reading.entities}
        self.starts = [sentence.start for sentence in reading.sentences]
        self.said: dict[int, list[Attribution]] = defaultdict(list)
        for attribution in reading.attributions:
            self.said[attribution.sentence].append(attribution)

    def __iter__(self) -> Iterator[int | None]:
        events = self.reading.events
        order = sorted(range(len(events)), key=lambda i: (events[i].trigger.start, i))
        for at, i in enumerate(order):
            if self.times[i] is None and events[i].status in HAPPENED:
                near = [*reversed(order[max(0, at - RECENT) : at]), *order[at + 1 : at + 1 + RECENT]]
                donor = next((j for j in near if self._lends(j, i)), None)
                self.times[i] = self.times[donor] if donor is not None else self._uttered(events[i])
        yield from self.times

    def _lends(self, donor: int, taker: int) -> bool:
        """Whether a dated event is the occasion of one without a day."""
        one, other = self.reading.events[donor], self.reading.events[taker]
        number = self.times[donor]
        if number is None or one.status not in HAPPENED or not _one_day(self.reading.times[number]):
            return False
        apart = self._number(other) - self._number(one)
        if 0 < apart <= AFTER and self._goes_on(other):
            return True
        if not 0 <= apart <= BEFORE or self._sentence(one).block != self._sentence(other).block:
            return False
        if None not in (self.places[donor], self.places[taker]) and self.places[donor] != self.places[taker]:
            return False
        sides, others = self._sides(one), self._sides(other)
        if apart == 0:
            aside = self._aside(one) or self._aside(other)
            return bool(sides & others) and one.evidence != other.evidence and not aside
        bare = apart == 1 and not (sides and others)
        return one.type == other.type and (bare or bool(sides & others)) and not self._dated(other)

    def _goes_on(self, event: LocalEvent) -> bool:
        """Whether the sentence begins with a word that joins it to what was told before, and has no day itself."""
        sentence, text = self._sentence(event), self.reading.report.text
        first = text[sentence.start : sentence.end].split(maxsplit=1)
        return bool(first) and first[0].strip(",").casefold() in lists().onward and not self._dated(event)

    def _uttered(self, event: LocalEvent) -> int | None:
        """The day on which somebody said what stands in the next sentence, for what he does there by speaking."""
        number = self._number(event)
        if event.type not in SPEECH or self._dated(event):
            return None
        doing = {taking.entity for taking in event.participants if taking.role == "actor"}
        for said in self.said.get(number + 1, ()):
            if said.time is not None and said.speaker in doing and _one_day(self.reading.times[said.time]):
                return said.time
        return None

    def _aside(self, event: LocalEvent) -> bool:
        """Whether the event is told in a relative clause or one of time, which has a day of its own."""
        tokens, text = self.reading.tokens, self.reading.report.text
        at = bisect_left(tokens, event.trigger.start, key=lambda token: token.start)
        for token in reversed(tokens[max(0, at - RECENT) : at]):
            word = text[token.start : token.end].casefold()
            if token.tag in {",", "CC", "."}:
                return False
            if token.tag in {"WP", "WDT"} or word in lists().elsewhere:
                return True
        return False

    def _sentence(self, event: LocalEvent) -> Sentence:
        return self.reading.sentences[self._number(event)]

    def _number(self, event: LocalEvent) -> int:
        return max(0, bisect_right(self.starts, event.trigger.start) - 1)

    def _dated(self, event: LocalEvent) -> bool:
        """Whether the sentence has a day of its own, whatever it belongs to."""
        sentence = self._sentence(event)
        return bool(self.days.within(sentence.start, sentence.end))

    def _sides(self, event: LocalEvent) -> frozenset[int]:
        keys = {taking.entity for taking in event.participants}
        return frozenset(keys | {party for key in keys if (party := self.party.get(key)) is not None})


def _one_day(time: TimeExpression) -> bool:
    return time.first is not None and time.first == time.last


def governs(reading: Reading, one: Span, other: Span) -> bool:
    """Whether the second trigger stands in what the first takes as its complement ("agreed to stop shooting")."""
    starts = [one.end, other.start]
    if starts[0] > starts[1]:
        return False
    low = bisect_left(reading.tokens, starts[0], key=lambda token: token.start)
    high = bisect_left(reading.tokens, starts[1], key=lambda token: token.start)
    if high - low > 2 * RECENT or high >= len(reading.tokens):
        return False
    text = reading.report.text
    that = False
    for token in reading.tokens[low:high]:
        word = text[token.start : token.end].casefold()
        that = that or word == "that"
        if token.tag in {"IN", "CC", "WRB"} and word not in lists().governed:
            return False
        if token.tag in {"VBD", "VBZ", "VBP", "WDT", "WP", ":", "."} and not that:
            return False
    return that or reading.tokens[high].tag not in {"VBD", "VBZ", "VBP"}
