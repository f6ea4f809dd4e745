"""What a time expression is read against, and what reading it gives."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from parley.annotate.tenses import Tense
from parley.annotate.time.days import Stretch, moved, stretch

Type = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a time expression stands: the day of publication or utterance, the tense, and the last date before it."""

    today: date | None
    tense: Tense
    day: date | None = None
    """The last day told before it in the text."""
    weekday: int | None = None
    """The last weekday told before it, where no day is known."""
    past_day: date | None = None
    """The same of those told in the past tense, from which "a day earlier" counts."""
    past_weekday: int | None = None
    fresh: bool = False
    """Whether the last day was told in this sentence or one of the two before it."""
    value: str | None = None
    """TIMEX3 value of the last date told before it."""

    @property
    def ahead(self) -> bool:
        """Whether the expression points into the future."""
        return self.tense in {"future", "modal"}


@dataclass(frozen=True, slots=True)
class Sense:
    """What a time expression means: TIMEX3 type, value and modifier, its days, and for periods their length in days."""

    type: Type
    value: str
    modifier: str | None = None
    first: date | None = None
    last: date | None = None
    shortest: float | None = None
    longest: float | None = None

    @property
    def days(self) -> Stretch | None:
        """Its days, where both ends are known."""
        return Stretch(self.first, self.last) if self.first and self.last else None

    def within(self, days: Stretch | None) -> "Sense":
        """The same with other days."""
        return replace(self, first=days.first, last=days.last) if days else self


Reader = Callable[[re.Match[str], Moment], Sense | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of time expression and how it is read; a reader that gives None rejects the match."""

    name: str
    pattern: re.Pattern[str]
    read: Reader
    needs: tuple[frozenset[str], ...] = ()
    """Sets of words, by their first letters, and of DIGIT: every match holds one of each."""


def dated(value: str | None, kind: Type = "DATE", modifier: str | None = None) -> Sense | None:
    """The sense of a TIMEX3 value, with its days where it has any."""
    if value is None:
        return None
    days = stretch(value)
    return Sense(kind, value, modifier, days.first if days else None, days.last if days else None)


def on_day(day: date | None, part: str | None = None) -> Sense | None:
    """The sense of a day, or of a part of a day by its TIMEX3 code ("EV")."""
    if day is None:
        return None
    return Sense("TIME" if part else "DATE", day.isoformat() + (f"T{part}" if part else ""), None, day, day)


def on_weekday(weekday: int, part: str | None = None) -> Sense:
    """The sense of a weekday of an unknown week."""
    return Sense("TIME" if part else "DATE", f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))


def later(moment: Moment, days: int, part: str | None = None) -> Sense:
    """The day so many days after the last day told, or its weekday where no day is known."""
    day, weekday = (moment.past_day, moment.past_weekday) if days < 0 else (moment.day, moment.weekday)
    if day or moment.today:
        return on_day(moved(day or moment.today or date.min, days), part) or Sense("DATE", "XXXX-XX-XX")
    if weekday:
        return on_weekday((weekday + days - 1) % 7 + 1, part)
    return Sense("DATE", "XXXX-XX-XX")


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression as read: its characters, its sense, and the rule that found it."""

    start: int
    end: int
    sense: Sense
    rule: str
