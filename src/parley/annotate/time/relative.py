"""Stretches told from today or from the last day told: "last week", "the weekend", "two days later"."""

import re
from datetime import date
from functools import cache

from parley.annotate.numerals import BLANK as B
from parley.annotate.numerals import alternatives, first_letters, number, word_number
from parley.annotate.time.days import DAYS, Stretch, month_value, moved, quarter_value, week_value, year_value
from parley.annotate.time.moments import Moment, Reader, Rule, Sense, dated, later, on_day
from parley.annotate.wordlists import table

_LAST = {"last": -1, "this": 0, "current": 0, "next": 1}
_FROM_TOLD = {"previous": -1, "preceding": -1, "prior": -1, "following": 1, "same": 0, "that": 0}


@cache
def units() -> dict[str, str]:
    """Units and their plurals by their TIMEX3 letters, a count before them where they are multiples ("10Y")."""
    singular: dict[str, str] = table("times")["units"]
    plurals = table("times")["unit_plurals"]
    return {**singular, **{plurals.get(word, word + "s"): code for word, code in singular.items()}}


@cache
def count() -> str:
    """Regular expression for a number before a unit; "a", "several" and "half a" count as numbers."""
    vague = alternatives(list(table("units")["vague"]))
    return (
        rf"(?:(?:half{B}an?|an?{B}half|(?:{vague})(?:{B}of)?|\d{{1,3}}(?:,\d{{3}})?(?:\.\d{{1,2}})?"
        rf"|(?:an?{B})?hundred|{word_number()}|an?)(?:{B}and{B}(?:a{B})?half|½|{B}1/2)?)"
    )


@cache
def unit() -> str:
    """Regular expression for a unit of time."""
    return rf"(?:{alternatives(list(units()))})"


@cache
def rules() -> tuple[Rule, ...]:
    """The forms of relative dates."""
    which = alternatives([*_LAST, *_FROM_TOLD, "past", "coming"])
    long_unit = r"(?P<unit>day|weekend|week|month|quarter|year|decade|century)"
    num, each = rf"(?P<num>{count()})", rf"(?P<unit>{unit()})"
    between = rf"(?:{B}(?:{alternatives(table('times')['between'])}))?"
    parts, beside = alternatives(list(table("times")["day_parts"])), r"(?P<way>before|after|earlier|later|prior)(?!\w)"
    return (
        _rule("which", rf"(?<![\w-])(?P<the>the{B})?(?P<which>{which}){B}(?:(?:calendar|fiscal|financial){B})?"
              rf"{long_unit}(?![\w-])", _which, " ".join([*_LAST, *_FROM_TOLD, "past", "coming"])),
        _rule("same", rf"(?<![\w-])the{B}(?:same|equivalent|corresponding){B}"
              rf"(?P<unit>day|week|month|quarter|period|time){B}(?:(?:of|in){B})?(?:last{B}year|a{B}year{B}(?:ago|earlier|before)|(?:the{B})?(?:previous|prior){B}year)"
              r"(?!\w)", _same, "same equivalent corresponding"),
        _rule("the", rf"(?<![\w-])the{B}{long_unit}(?![\w-])", _the),
        _rule("ago", rf"(?<![\w.,$€£-]){num}{between}{B}{each}{B}(?P<way>ago|earlier|later|from{B}now|hence|previously"
              rf"|(?:before|after)(?={B}?[,.;:)]|$))(?!\w)", _offset,
              "ago earlier later from hence previously before after"),
        _rule("the day before", rf"(?<![\w-])the{B}(?P<unit>day|week|month|year){B}{beside}",
              _beside, "before after earlier later prior"),
        Rule("the night before", re.compile(rf"(?<![\w-])the{B}(?P<unit>{parts}){B}{beside}", re.IGNORECASE), _beside,
             (first_letters(table("times")["day_parts"]), frozenset({"before", "after", "earlier", "later", "prior"}))),
    )  # fmt: skip


def _rule(name: str, pattern: str, read: Reader, beside: str = "") -> Rule:
    return Rule(name, re.compile(pattern, re.IGNORECASE), read, counted(beside))


@cache
def counted(beside: str = "") -> tuple[frozenset[str], ...]:
    """What a match needs that holds a unit of time and, where any are given, one of the words beside it."""
    return (first_letters(units()), *([frozenset(beside.split())] if beside else []))


def told(moment: Moment) -> date | None:
    """The last day told, else today."""
    return moment.day or moment.today


def _which(found: re.Match[str], moment: Moment) -> Sense | None:
    word, kind = found["which"].lower(), found["unit"].lower()
    if word in {"past", "coming"} or (found["the"] and word in {"last", "next"} and kind != "day"):
        return trailing(1, units()[kind], moment, ahead=word in {"coming", "next"})
    if word in _FROM_TOLD or kind == "day":
        by = _FROM_TOLD.get(word, _LAST.get(word, 0))
        if kind == "day":
            return later(moment, by) if word in _FROM_TOLD or found["the"] else None
        return shifted(kind, by, told(moment), moment)
    return shifted(kind, _LAST[word], moment.today, moment)


def _same(found: re.Match[str], moment: Moment) -> Sense | None:
    """ "The same month last year": the last stretch told, or that of today, a year earlier."""
    kind, today = found["unit"].lower(), moment.today
    value = moment.value if moment.value and re.match(r"\d{4}-(?:\d\d|Q\d|H\d)", moment.value) else None
    if kind == "month" and today and not value:
        value = month_value(today.year, today.month)
    if kind == "quarter" and today and not (value and "Q" in value):
        value = quarter_value(today.year, today.month)
    if not value or kind in {"day", "week", "time"}:
        return Sense("DATE", "PAST_REF")
    value = value[:7] if kind == "month" else value
    return dated(f"{int(value[:4]) - 1:04d}{value[4:]}") or Sense("DATE", "PAST_REF")


def _the(found: re.Match[str], moment: Moment) -> Sense | None:
    """ "The weekend" and, once a modifier stands before it, "the week" or "the year"."""
    kind = found["unit"].lower()
    if kind == "weekend":
        by = 0 if not moment.today or moment.ahead or moment.today.isoweekday() > 5 else -1
        return shifted(kind, by, moment.today, moment)
    if kind == "day":
        return later(moment, 0)
    return shifted(kind, 0, moment.today, moment)


def shifted(kind: str, by: int, near: date | None, moment: Moment) -> Sense | None:
    """The calendar unit that stands so many units after the one that holds a day."""
    code = units()[kind]
    if near is None:
        blank = {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}
        return Sense("DATE", blank.get(code, "XXXX"))
    if code in {"W", "WE"}:
        if by < 0 and code == "WE" and moment.today == near and near.isoweekday() < 6:
            by = -1
        day = moved(near, 7 * by)
        return dated(week_value(day) + ("-WE" if code == "WE" else "")) if day else None
    if code == "M":
        return dated(month_value(near.year, near.month, by))
    if code == "Q":
        return dated(quarter_value(near.year, near.month, by))
    years = {"Y": 1, "10Y": 10, "100Y": 100}[code]
    value = year_value(near.year + by * years)
    return dated(value[: {1: 4, 10: 3, 100: 2}[years]]) if value else None


def trailing(amount: float, code: str, moment: Moment, *, ahead: bool) -> Sense:
    """A period that ends or begins today: "the past week", "the next two years"."""
    length = days_of(amount, code)
    sense = Sense("DURATION", value_of(amount, code), shortest=length, longest=length)
    today = moment.today
    far = moved(today, round(length) if ahead else -round(length)) if today and length < 4e6 else None
    if not today or not far:
        return sense
    return sense.within(Stretch(today, far) if ahead else Stretch(far, today))


def days_of(amount: float, code: str) -> float:
    """Length in days of so many units."""
    factor = re.match(r"\d+", code)
    letter = code[factor.end() :] if factor else code
    rate = DAYS["H"] if letter == "TH" else DAYS["S"] if letter == "TS" else 2.0 if letter == "WE" else DAYS[letter]
    return amount * (int(factor[0]) if factor else 1) * rate


def value_of(amount: float | None, code: str) -> str:
    """TIMEX3 value of so many units; `X` for a number that is not told."""
    factor = re.match(r"\d+", code)
    letter = code[factor.end() :] if factor else code
    if amount is not None and factor:
        amount *= int(factor[0])
    shown = "X" if amount is None else f"{amount:g}"
    return f"PT{shown}{letter[1:]}" if letter.startswith("T") else f"P{shown}{letter}"


def amount_of(text: str) -> float | None:
    """The number before a unit; None where it is vague ("several")."""
    lowered = re.sub(r"\s+", " ", text.lower())
    if lowered in {"a", "an"}:
        return 1.0
    if re.match(r"an? and (?:a )?half", lowered):
        return 1.5
    vague = table("units")["vague"]
    if any(lowered == word or lowered.startswith(word + " of") for word in vague):
        low, high = vague[re.sub(r" of$", "", lowered)]
        return float(low) if low == high else None
    return number(lowered)


def _offset(found: re.Match[str], moment: Moment) -> Sense | None:
    way = found["way"].lower()
    sign = -1 if way.split()[0] in {"ago", "earlier", "before", "previously"} else 1
    from_today = way == "ago" or way.startswith("from") or way == "hence"
    amount, code = amount_of(found["num"]), units()[found["unit"].lower()]
    if amount is None:
        return Sense("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    near = moment.today if from_today else told(moment)
    return away(sign * amount, code, near, moment, today=from_today)


def _beside(found: re.Match[str], moment: Moment) -> Sense | None:
    sign = -1 if found["way"].lower() in {"before", "earlier", "prior"} else 1
    unit_word = found["unit"].lower()
    part = table("times")["day_parts"].get(unit_word)
    code = "D" if part else units()[unit_word]
    return later(moment, sign, part) if code == "D" else away(sign, code, told(moment), moment, today=False)


def away(amount: float, code: str, near: date | None, moment: Moment, *, today: bool) -> Sense | None:
    """What stands so many units from a day: a day, or the month or year, as exact as the unit tells."""
    if code == "D" and amount == int(amount):
        return on_day(moved(near, int(amount))) if today and near else later(moment, int(amount))
    if code.endswith("Y"):
        years = amount * days_of(1, code) / DAYS["Y"]
        named = re.match(r"\d{4}", moment.value) if moment.value and not today else None
        year = int(named[0]) if named else near.year if near else None
        return dated(year_value(year + round(years))) if year else Sense("DATE", "XXXX")
    named = re.match(r"(\d{4})-(\d\d)(?!\d)", moment.value) if moment.value and not today else None
    if named and code == "M" and 1 <= int(named[2]) <= 12:
        return dated(month_value(int(named[1]), int(named[2]), round(amount)))
    return _away(amount, code, near) if near else Sense("DATE", "XXXX-XX-XX")


def _away(amount: float, code: str, near: date) -> Sense | None:
    if code == "M":
        return dated(month_value(near.year, near.month, round(amount)))
    if code == "Q":
        return dated(quarter_value(near.year, near.month, round(amount)))
    day = moved(near, round(days_of(amount, code)))
    sense = on_day(day)
    if sense and day and code != "D" and not code.startswith("T"):
        return sense.within(Stretch(moved(day, -3) or day, moved(day, 3) or day))
    return sense
