"""What stands left of a date and changes it: "since", "by", "early", "the end of"."""

import re
from dataclasses import replace
from functools import cache

from parley.annotate.numerals import BLANK as B
from parley.annotate.numerals import alternatives
from parley.annotate.time.days import Stretch, moved
from parley.annotate.time.moments import Moment, Placed

_PARTS = {
    "beginning": "START", "start": "START", "outset": "START", "turn": "START", "opening": "START", "early": "START",
    "earlier": "START", "middle": "MID", "mid": "MID", "end": "END", "close": "END", "late": "END", "later": "END",
}  # fmt: skip
_SINCE, _UNTIL = ("since",), ("until", "till", "by", "no later than", "up to")
_BEFORE, _AFTER = ("before", "prior to", "ahead of"), ("after",)
_REACH = 48
"""Characters left of a date that are looked at."""


@cache
def _left() -> re.Pattern[str]:
    signals = alternatives([*_SINCE, *_UNTIL, *_BEFORE, *_AFTER, "through"])
    of = alternatives(["beginning", "start", "outset", "turn", "opening", "middle", "end", "close"])
    return re.compile(
        rf"(?:(?<!\w)(?P<signal>{signals}){B})?"
        rf"(?:(?<!\w)(?:the{B})?(?:very{B})?(?P<of>{of}){B}of{B}"
        rf"|(?<!\w)(?P<part>earlier|early|later|late|mid)(?:[-‐‑]|{B})(?:(?:in|on){B})?)?"
        rf"(?:(?<!\w)the{B})?$",
        re.IGNORECASE,
    )


def signalled(text: str, lower: int, placed: Placed, moment: Moment) -> Placed:
    """The expression with the words left of it that belong to it, not before the character `lower`."""
    if placed.sense.type not in {"DATE", "TIME"} or placed.rule == "vague":
        return placed
    base = max(lower, placed.start - _REACH)
    found = _left().search(text[base : placed.start])
    if not found:
        return placed
    part = (found["of"] or found["part"] or "").lower()
    signal = re.sub(r"\s+", " ", (found["signal"] or "").lower())
    if signal and re.match(r"['’]s?\s", text[placed.end : placed.end + 3]):
        signal = ""
    start = _start(found, part, signal, base, placed)
    sense = placed
    if part:
        sense = _parted(sense, part, moment, share=6 if found["of"] else 3)
    return replace(_opened(sense, signal), start=start)


def _start(found: re.Match[str], part: str, signal: str, base: int, placed: Placed) -> int:
    if signal and signal != "through":
        return base + found.start("signal")
    if not part:
        return placed.start
    begins = found.start("of") if found["of"] else found.start("part")
    the = re.search(r"(?i:the\s+(?:very\s+)?)$", found.string[:begins]) if found["of"] else None
    return base + (the.start() if the else begins)


def bare(text: str, lower: int, start: int) -> bool:
    """Whether nothing like "earlier in" or "the end of" stands left of a character."""
    found = _left().search(text[max(lower, start - _REACH) : start])
    return not found or not (found["of"] or found["part"])


def _parted(placed: Placed, part: str, moment: Moment, *, share: int) -> Placed:
    sense, modifier = placed.sense, _PARTS[part]
    days = sense.days
    if not days or days.first == days.last:
        return replace(placed, sense=replace(sense, modifier=modifier))
    today = moment.today
    if part == "earlier" and today and days.first <= today <= days.last:
        days = Stretch(days.first, today)
    elif part == "later" and today and days.first <= today <= days.last:
        days = Stretch(today, days.last)
    else:
        days = days.part(modifier, share)
    return replace(placed, sense=replace(sense, modifier=modifier).within(days))


def _opened(placed: Placed, signal: str) -> Placed:
    """Opens one side: "since" has no last day, "by" no first one."""
    sense = placed.sense
    if not sense.days or not signal:
        return placed
    first, last = sense.days.first, sense.days.last
    if signal in _SINCE:
        return replace(placed, sense=replace(sense, last=None))
    if signal in _UNTIL or (signal == "through" and first == last):
        return replace(placed, sense=replace(sense, first=None))
    if signal in _BEFORE:
        end = last if sense.modifier == "END" else moved(first, -1)
        return replace(placed, sense=replace(sense, first=None, last=end))
    if signal in _AFTER:
        return replace(placed, sense=replace(sense, first=moved(last, 1), last=None))
    return placed
