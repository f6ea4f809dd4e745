"""Days of events: that of the clause, else that of the same happening told beside it; no other day is made up."""

import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from parley.compare.words import content, words
from parley.reading import Attribution, LocalEvent, Reading, Sentence, Status, TimeExpression, Token

BEFORE = 2
"""An event without a day may take that of the same happening told so many sentences before in its paragraph."""
AGAIN = 8
"""So many sentences before, in any paragraph, where both are told by the same word."""
OPENING = 4
"""What a headline tells may take the day of the same happening in so many sentences after it."""
BESIDE = 4
"""A time so many characters from a trigger is its own: "Monday's attack", "the talks on Monday"."""
NEAR = 40
"""A time that ends beside a trigger begins at most so many characters before it."""
RECENT = 6
"""So many words before a trigger, and so many places of events around it, are looked at."""
AFTER = 6
"""A sentence that goes on ("Afterwards …") may take the day told so many sentences before, in any paragraph."""
SPEECH = frozenset({"REJECT", "ACCUSE", "REQUEST", "THREATEN", "SUPPORT"})
"""Types of event that are done by speaking."""
WEEK = 7
"""Days before a report within which the day lies that its tale has reached."""
TALE = 4
"""Sentences back in its paragraph in which the day stands that a tale has reached."""
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types of event that several sides do together."""
HAPPENED: frozenset[Status] = frozenset({"happened", "unverified"})
VERBS = frozenset({"VBD", "VBN", "VBZ", "VBP", "VB"})
HEADLINES = frozenset({"title", "subtitle", "heading"})


@dataclass(frozen=True, slots=True)
class Lists:
    """Words that join an event to the day told beside it, or keep it from it."""

    onward: frozenset[str]
    elsewhere: frozenset[str]
    persons: frozenset[str]
    other: frozenset[str]
    perfect: frozenset[str]


@cache
def lists() -> Lists:
    """The word lists, read once."""
    found = tomllib.loads(files("parley.compare").joinpath("lexicon/days.toml").read_text("utf-8"))
    return Lists(**{name: frozenset(each) for name, each in found.items()})


def days(reading: Reading, places: Sequence[int | None]) -> tuple[int | None, ...]:
    """Index of the time of every event of a reading, whose places are given, in the order of its events."""
    times = _Times(reading)
    own = [event.time if event.time is not None else times.beside(event) for event in reading.events]
    return tuple(_Days(reading, own, places))


class _Times:
    """The time expressions of a report that are one day, by where they stand."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        found = ((time.span.start, number) for number, time in enumerate(reading.times) if _one_day(time))
        self.days = sorted(found)
        self.anchored = sorted(time.span.start for time in reading.times if time.first)

    def within(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Those that begin in a stretch: where, and the index."""
        return self.days[bisect_left(self.days, (start, 0)) : bisect_left(self.days, (end, 0))]

    def anchor(self, start: int, end: int) -> bool:
        """Whether a time that is anchored, however long, begins in a stretch."""
        return bisect_left(self.anchored, start) < bisect_left(self.anchored, end)

    def beside(self, event: LocalEvent) -> int | None:
        """The day that stands directly before or after the trigger, unless the trigger is what is aimed at there."""
        trigger, text = event.trigger, self.reading.report.text
        for _, number in self.within(max(0, trigger.start - NEAR), trigger.end + BESIDE + 1):
            span = self.reading.times[number].span
            between = text[span.end : trigger.start] if span.end <= trigger.start else text[trigger.end : span.start]
            aimed = between.split()[-1:] == ["to"]
            if not span.meets(trigger) and len(between) <= BESIDE and not aimed and not set(between) & set(",.;:–—"):
                return number
        return None


class _Days:
    """The days of the events of one report; an event without one takes that of the same happening just told."""

    def __init__(self, reading: Reading, own: Sequence[int | None], places: Sequence[int | None]) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.times = list(own)
        self.own = frozenset(event for event, time in enumerate(own) if time is not None)
        self.places = places
        self.days = _Times(reading)
        self.party = {entity.key: entity.party for entity in reading.entities}
        self.starts = [sentence.start for sentence in reading.sentences]
        self.told: dict[int, list[int]] = defaultdict(list)
        for i, event in enumerate(reading.events):
            self.told[event.sentence].append(i)
        self.said: dict[int, list[Attribution]] = defaultdict(list)
        for attribution in reading.attributions:
            self.said[attribution.sentence].append(attribution)

    def __iter__(self) -> Iterator[int | None]:
        events = self.reading.events
        order = sorted(range(len(events)), key=lambda i: (events[i].trigger.start, i))
        for at, i in enumerate(order):
            if self.times[i] is None and events[i].status in HAPPENED:
                self.times[i] = self._lent(order, at)
        yield from self.times

    def _lent(self, order: Sequence[int], at: int) -> int | None:
        """The day that an event takes from those around it, from its own words of speech, or from the tale."""
        taker = order[at]
        near = [*reversed(order[max(0, at - 2 * RECENT) : at]), *order[at + 1 : at + 1 + RECENT]]
        donor = next((j for j in near if self._lends(j, taker)), None)
        if donor is not None:
            return self.times[donor]
        again = [number for j in near if self._is_again(j, taker) and (number := self.times[j]) is not None]
        event = self.reading.events[taker]
        if again and (self._headed(event) or len({self.reading.times[number].first for number in again}) == 1):
            return again[0]
        tried = (self._uttered, self._carried, self._under_heading, self._narrated)
        return next((number for tell in tried if (number := tell(event)) is not None), None)

    def _is_donor(self, donor: int, taker: int) -> bool:
        """Whether an event happened on one day that is known, and not in another place than one without a day."""
        number = self.times[donor]
        if number is None or self.reading.events[donor].status not in HAPPENED:
            return False
        places = {self.places[donor], self.places[taker]} - {None}
        return _one_day(self.reading.times[number]) and len(places) < 2

    def _lends(self, donor: int, taker: int) -> bool:
        """Whether a dated event is the occasion of one without a day in the sentences around it."""
        one, other = self.reading.events[donor], self.reading.events[taker]
        number, apart = self.times[donor], self._number(other) - self._number(one)
        if number is None or one.status not in HAPPENED or not _one_day(self.reading.times[number]):
            return False
        if 0 < apart <= AFTER and self._goes_on(other):
            return True
        first_hand = apart > 0 or donor in self.own
        return self._is_donor(donor, taker) and first_hand and self._beside(one, other, apart)

    def _is_again(self, donor: int, taker: int) -> bool:
        """Whether two events of one type are one, told again further on, or first in a headline."""
        one, other = self.reading.events[donor], self.reading.events[taker]
        number, apart = self.times[donor], self._number(other) - self._number(one)
        if number is None or one.type != other.type or apart == 0 or not self._is_donor(donor, taker):
            return False
        if self.reading.times[number].type == "DURATION" or self._dated(other) or self._another(other):
            return False
        sides, others = self._sides(one), self._sides(other)
        headed = -OPENING <= apart < 0 and self._headed(other) and not self._headed(one)
        if apart == 1 and one.type in MUTUAL and len(sides & others) > 1:
            return not self._perfect(other)
        common = bool(sides & others)
        same = self._word(one) == self._word(other) and (common or not others)
        return (same and 0 < apart <= AGAIN) or (headed and (same or (common and one.type in MUTUAL)))

    def _another(self, event: LocalEvent) -> bool:
        """Whether the word for an event is told to be another than before ("a second session"), or only in passing."""
        before = set(self._before(event, 4))
        if self._aside(event, 2 * RECENT):
            return self._tag(event) not in VERBS
        return "had" in before or (self._tag(event) not in VERBS and bool(lists().other & before))

    def _beside(self, one: LocalEvent, other: LocalEvent, apart: int) -> bool:
        """Whether two events stand together: in one sentence with common sides, or in one paragraph with one type."""
        if not 0 <= apart <= BEFORE or self._sentence(one).block != self._sentence(other).block:
            return False
        sides, others = self._sides(one), self._sides(other)
        if apart == 0:
            aside = self._aside(one) or self._aside(other)
            return bool(sides & others) and one.evidence != other.evidence and not aside
        bare = apart == 1 and not (sides and others)
        return one.type == other.type and (bare or bool(sides & others)) and not self._dated(other)

    def _carried(self, event: LocalEvent) -> int | None:
        """The only day of the sentence before, where a sentence goes on with its people in the simple past."""
        number, sentence = self._number(event), self._sentence(event)
        first = self.text[sentence.start : sentence.end].split(maxsplit=1)
        if not number or not first or first[0].casefold() not in lists().persons or self._dated(event):
            return None
        if self._perfect(event) or self._tag(event) not in {"VBD", "VBN"} or self._aside(event):
            return None
        before = self.reading.sentences[number - 1]
        found = {time for _, time in self.days.within(before.start, before.end)}
        only = found.pop() if len(found) == 1 else None
        return only if only is not None and self._told_on(only, before) else None

    def _narrated(self, event: LocalEvent) -> int | None:
        """The day that the tale has reached, for what its paragraph goes on to tell in the simple past."""
        number, own = self._number(event), self._sentence(event)
        if not self._in_past(event) or self._quoted(event) or self.days.anchor(own.start, own.end):
            return None
        for before in reversed(range(max(0, number - TALE), number)):
            sentence = self.reading.sentences[before]
            if sentence.block != own.block:
                return None
            found = {time for _, time in self.days.within(sentence.start, sentence.end)}
            if not found:
                continue
            only = found.pop() if len(found) == 1 else None
            return only if only is not None and self._is_reached(only, sentence, event) else None
        return None

    def _is_reached(self, number: int, sentence: Sentence, event: LocalEvent) -> bool:
        """Whether a sentence tells, and not in passing, of what happened or was said on a day shortly before.

        What somebody does by speaking is of the day of others' words only where he is among them.
        """
        day, published = self.reading.times[number].first, self.reading.report.day
        if not day or not published or not 0 <= (date.fromisoformat(published) - date.fromisoformat(day)).days <= WEEK:
            return False
        place, events, sides = self._at(sentence), self.reading.events, self._sides(event)
        spoken = {said.speaker for said in self.said.get(place, ()) if said.time == number}
        told = [events[i] for i in self.told.get(place, ()) if self.times[i] == number and i in self.own]
        told = [each for each in told if each.status in HAPPENED and not self._aside(each)]
        if event.type in SPEECH:
            told = [each for each in told if self._sides(each) & sides]
        return bool(told or spoken & sides)

    def _quoted(self, event: LocalEvent) -> bool:
        """Whether an event is told within a direct quotation."""
        here = self.said.get(self._number(event), ())
        return any(said.kind == "direct" and any(span.meets(event.trigger) for span in said.content) for said in here)

    def _under_heading(self, event: LocalEvent) -> int | None:
        """The only day before the report's own that the heading of its section names, for what it tells in the past."""
        if not self._in_past(event):
            return None
        blocks = self.reading.report.blocks
        at = self._sentence(event).block
        while 0 <= at < len(blocks) and blocks[at].kind != "heading":
            at -= 1
        if not 0 <= at < len(blocks):
            return None
        found = {time for _, time in self.days.within(blocks[at].start, blocks[at].end)}
        only = found.pop() if len(found) == 1 else None
        day, published = self.reading.times[only].first if only is not None else None, self.reading.report.day
        return only if day and published and day < published else None

    def _in_past(self, event: LocalEvent) -> bool:
        """Whether a sentence without a day tells of an event in the simple past, and not in passing."""
        plain = self._tag(event) in {"VBD", "VBN"} and not self._perfect(event)
        return plain and not self._dated(event) and not self._aside(event) and not self._headed(event)

    def _told_on(self, number: int, sentence: Sentence) -> bool:
        """Whether a day is over, and something that happened or was said in its sentence is dated by it."""
        day, published = self.reading.times[number].first, self.reading.report.day
        if day is None or (published and day > published):
            return False
        place, happened = self._at(sentence), self.reading.events
        dated = any(self.times[i] == number and happened[i].status in HAPPENED for i in self.told.get(place, ()))
        return dated or any(said.time == number for said in self.said.get(place, ()))

    def _perfect(self, event: LocalEvent) -> bool:
        """Whether what is told lies before the time of the telling ("had met", "have agreed")."""
        return bool(lists().perfect & set(self._before(event, 3)))

    def _before(self, event: LocalEvent, count: int) -> list[str]:
        """The words before a trigger in its sentence."""
        at = self._token(event)
        start = self._sentence(event).start
        near = self.reading.tokens[max(0, at - count) : at]
        return [self.text[token.start : token.end].casefold() for token in near if token.start >= start]

    def _goes_on(self, event: LocalEvent) -> bool:
        """Whether the sentence begins with a word that joins it to what was told before, and has no day itself."""
        sentence = self._sentence(event)
        first = self.text[sentence.start : sentence.end].split(maxsplit=1)
        return bool(first) and first[0].strip(",").casefold() in lists().onward and not self._dated(event)

    def _uttered(self, event: LocalEvent) -> int | None:
        """The day on which somebody said what stands there or in the next sentence, for what he does by speaking."""
        number = self._number(event)
        if event.type not in SPEECH:
            return None
        for said in self.said.get(number, ()):
            if said.cue and said.cue.meets(event.trigger) and said.time is not None and self._is_day(said.time):
                return said.time
        doing = {taking.entity for taking in event.participants if taking.role == "actor"}
        for said in () if self._dated(event) else self.said.get(number + 1, ()):
            if said.time is not None and said.speaker in doing and self._is_day(said.time):
                return said.time
        return None

    def _is_day(self, number: int) -> bool:
        """Whether a time is one day, and not to come."""
        time, published = self.reading.times[number], self.reading.report.day
        return _one_day(time) and not (published and time.first and time.first > published)

    def _aside(self, event: LocalEvent, reach: int = RECENT) -> bool:
        """Whether the event is told in a relative clause or one of time, which has a day of its own."""
        at = self._token(event)
        for token in reversed(self.reading.tokens[max(0, at - reach) : at]):
            word = self.text[token.start : token.end].casefold()
            if token.tag in {",", "CC", "."}:
                return False
            if token.tag in {"WP", "WDT"} or word in lists().elsewhere:
                return True
        return False

    def _token(self, event: LocalEvent) -> int:
        return bisect_left(self.reading.tokens, event.trigger.start, key=_start)

    def _tag(self, event: LocalEvent) -> str:
        at = self._token(event)
        return self.reading.tokens[at].tag if at < len(self.reading.tokens) else ""

    def _word(self, event: LocalEvent) -> tuple[str, ...]:
        """The stems of a trigger: "signed" and "the signing" are one word."""
        return tuple(content(words(self.text, event.trigger.start, event.trigger.end)))

    def _headed(self, event: LocalEvent) -> bool:
        """Whether a headline tells of the event."""
        block, blocks = self._sentence(event).block, self.reading.report.blocks
        return block < len(blocks) and blocks[block].kind in HEADLINES

    def _sentence(self, event: LocalEvent) -> Sentence:
        return self.reading.sentences[self._number(event)]

    def _number(self, event: LocalEvent) -> int:
        return max(0, bisect_right(self.starts, event.trigger.start) - 1)

    def _at(self, sentence: Sentence) -> int:
        return bisect_left(self.starts, sentence.start)

    def _dated(self, event: LocalEvent) -> bool:
        """Whether the sentence has a day of its own, whatever it belongs to."""
        sentence = self._sentence(event)
        return bool(self.days.within(sentence.start, sentence.end))

    def _sides(self, event: LocalEvent) -> frozenset[int]:
        keys = {taking.entity for taking in event.participants}
        return frozenset(keys | {party for key in keys if (party := self.party.get(key)) is not None})


def _start(token: Token) -> int:
    return token.start


def _one_day(time: TimeExpression) -> bool:
    return time.first is not None and time.first == time.last
