"""Occasions: the day and place of an event that its own clause leaves to the sentences around it."""

import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.compare.days import days
from parley.reading import LocalEvent, Reading
from parley.report import Span

REACH = 12
"""A word and what it governs stand at most so many words apart."""


TURN = 4
"""Words up to the end of a trigger among which it is said which of several it is."""


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
    common: frozenset[str]
    opening: frozenset[str]
    own: frozenset[str]
    about: frozenset[str]
    joint: frozenset[str]
    sides: frozenset[str]
    strike: frozenset[str]
    bodies: frozenset[str]
    turns: frozenset[str]
    ordinals: frozenset[str]


@cache
def lists() -> Lists:
    """The word lists, read once."""
    found = tomllib.loads(files("parley.compare").joinpath("lexicon/occasions.toml").read_text("utf-8"))
    return Lists(**{name: frozenset(words) for name, words in found.items()})


def occasions(reading: Reading) -> tuple[Occasion, ...]:
    """Day and place of every event of a reading, in the order of its events."""
    places = _Places(reading)
    placed = [event.place if event.place is not None else places.of(event) for event in reading.events]
    return tuple(Occasion(time, place) for time, place in zip(days(reading, placed), placed, strict=True))


def turn(reading: Reading, event: LocalEvent) -> str:
    """The word before an event noun that says which of several it is: "last", "next", "second"; else nothing."""
    before = reading.report.text[event.evidence.start : event.trigger.end].split()[-TURN:]
    found = [word for each in before if (word := each.strip(",.").casefold()) in lists().turns | lists().ordinals]
    return found[-1] if found else ""


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


def governs(reading: Reading, one: Span, other: Span) -> bool:
    """Whether the second trigger stands in what the first takes as its complement ("agreed to stop shooting")."""
    starts = [one.end, other.start]
    if starts[0] > starts[1]:
        return False
    low = bisect_left(reading.tokens, starts[0], key=lambda token: token.start)
    high = bisect_left(reading.tokens, starts[1], key=lambda token: token.start)
    if high - low > REACH or high >= len(reading.tokens):
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
