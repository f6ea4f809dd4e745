"""Times of day and words that point at no day that can be told ("recently")."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from parley.annotate.numerals import BLANK as B
from parley.annotate.numerals import DIGIT, alternatives, first_letters
from parley.annotate.time.moments import Moment, Reader, Rule, Sense, later
from parley.annotate.wordlists import table

_ZONE = r"UTC|GMT|CET|CEST|EET|EEST|BST|EST|EDT|CST|PST|PDT|MSK|[A-Z]{1,3}T"


@cache
def rules() -> tuple[Rule, ...]:
    """The forms of times of day, and of vague references."""
    zone = rf"(?:{B}?\(?(?P<zone>{_ZONE})(?:{B}?[+-]\d{{1,2}})?\)?|{B}local{B}time)?"
    vague = [word for listed in table("times")["vague"].values() for word in listed]
    return (
        _rule("half day", rf"(?<![\w.:$€£-])(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?"
              rf"{B}?(?P<half>(?i:[ap]))(?i:\.{B}?m\.?|m)(?!\w){zone}(?!\w)", _half_day),
        _rule("clock", rf"(?<![\w.:,$€£-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"
              rf"(?!\w|:|[.,]\d|{B}?(?:am|pm|a\.m|p\.m)){zone}(?!\w)", _clock),
        _rule("four digits", rf"(?<![\w.:,$€£-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)"
              rf"{B}(?:(?P<zone>{_ZONE})|hours)(?!\w)", _clock),
        _rule("noon", r"(?<![\w-])(?P<word>(?i:noon|midday|midnight))(?![\w-])", _noon, ["noon", "midday", "midnight"]),
        _rule("vague", rf"(?<![\w-])(?P<word>(?i:{alternatives(vague)}))(?![\w-])", _vague,
              first_letters(phrase.split()[-1] for phrase in vague)),
    )  # fmt: skip


def _rule(name: str, pattern: str, read: Reader, needed: Iterable[str] = (DIGIT,)) -> Rule:
    return Rule(name, re.compile(pattern), read, (frozenset(needed),))


def _at(moment: Moment, time: str, zone: str | None) -> Sense:
    """A time of the last day told that the tense allows; a later pass puts in the day that stands beside it."""
    mark = "Z" if zone in {"UTC", "GMT"} else ""
    base = later(_fitting(moment), 0)
    return Sense("TIME", f"{base.value}T{time}{mark}", None, base.first, base.last)


def _fitting(moment: Moment) -> Moment:
    """The moment with today instead of a last day told that is still to come for the past, or over for the future."""
    day, today = moment.day, moment.today
    if not day or not today or not (day > today if moment.tense == "past" else moment.ahead and day < today):
        return moment
    past = moment.past_day if moment.tense == "past" and moment.past_day and moment.past_day <= today else None
    return replace(moment, day=past or today)


def _half_day(found: re.Match[str], moment: Moment) -> Sense | None:
    hour = int(found["hour"]) % 12 + (12 if found["half"].lower() == "p" else 0)
    return _at(moment, f"{hour:02d}:{found['minute'] or '00'}", found["zone"])


def _clock(found: re.Match[str], moment: Moment) -> Sense | None:
    return _at(moment, f"{int(found['hour']):02d}:{found['minute']}", found["zone"])


def _noon(found: re.Match[str], moment: Moment) -> Sense | None:
    return _at(moment, "24:00" if found["word"].lower() == "midnight" else "12:00", None)


def _vague(found: re.Match[str], _: Moment) -> Sense | None:
    word = re.sub(r"\s+", " ", found["word"].lower())
    for value, listed in table("times")["vague"].items():
        if word in listed:
            return Sense("DATE", value)
    return None
