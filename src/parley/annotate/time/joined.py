"""Neighbouring time expressions that are one: "from Monday to Wednesday", "at 8 p.m. on Saturday"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from parley.annotate.numerals import BLANK as B
from parley.annotate.time.days import stretch
from parley.annotate.time.moments import Placed, Sense

_TO = re.compile(rf"{B}(?:to|until|till|through){B}(?:the{B})?|{B}?[-–—]{B}?")
_AND = re.compile(rf"{B}and{B}(?:the{B})?")
_CLOCK_DAY = re.compile(rf",?{B}(?:on{B})?")
_DAY_CLOCK = re.compile(rf",?{B}(?:at|around|by|about|until|before|after){B}")
_FROM = re.compile(rf"(?<!\w)(?:from|between){B}(?:the{B})?$", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?<!\w)between{B}(?:the{B})?$", re.IGNORECASE)
_MOVED = re.compile(r"(?:moved|postponed|delayed|rescheduled|brought|shifted|pushed|put)\b[^.]{0,40}$", re.IGNORECASE)
CLOCK = frozenset({"half day", "clock", "four digits", "noon"})
"""Rules that find a time of day."""


def joined(text: str, placed: Sequence[Placed]) -> list[Placed]:
    """The expressions in text order, with ranges and clock times put together."""
    merged: list[Placed] = []
    for item in placed:
        one = _one(text, merged[-1], item) if merged and 0 < item.start - merged[-1].end < 16 else None
        if one:
            merged[-1] = one
        else:
            merged.append(item)
    return merged


def _one(text: str, left: Placed, right: Placed) -> Placed | None:
    gap = text[left.end : right.start]
    if left.rule in CLOCK and right.sense.type == "DATE" and _CLOCK_DAY.fullmatch(gap):
        return _timed(left, right, left.sense.value)
    if right.rule in CLOCK and left.sense.type == "DATE" and _DAY_CLOCK.fullmatch(gap):
        return _timed(left, right, right.sense.value)
    if left.sense.type != "DATE" or right.sense.type != "DATE" or left.rule == "vague" or right.rule == "vague":
        return None
    before = text[max(left.start - 60, 0) : left.start]
    lead = _FROM.search(before)
    if not (_TO.fullmatch(gap) or (_AND.fullmatch(gap) and _BETWEEN.search(before))) or _MOVED.search(before):
        return None
    sense = _range(left.sense, right.sense, turn=not re.search(r"\d{4}", text[left.start : left.end]))
    start = left.start - len(lead[0]) if lead else left.start
    return Placed(start, right.end, sense, "range") if sense else None


def _timed(left: Placed, right: Placed, value: str) -> Placed:
    day = right.sense if left.rule in CLOCK else left.sense
    sense = replace(day, type="TIME", value=f"{day.value}T{value.partition('T')[2]}")
    return Placed(left.start, right.end, sense, "time")


def _range(left: Sense, right: Sense, *, turn: bool) -> Sense | None:
    """From the first to the last day; with `turn`, an end without a year may take that of the other end."""
    if "/" in left.value + right.value:
        return None
    first, last = stretch(left.value), stretch(right.value)
    if not first or not last:
        return Sense("DATE", f"{left.value}/{right.value}")
    if turn and (first.first > last.last or (last.last - first.first).days > 366):
        turned = re.sub(r"^\d{4}", right.value[:4], left.value)
        first = stretch(turned)
        if len(left.value) < 6 or not first or first.first > last.last:
            return None
        left = replace(left, value=turned)
    if first.first > last.last:
        return None
    return Sense("DATE", f"{left.value}/{right.value}", None, first.first, last.last)
