"""Dates of the calendar, weekdays, and days told from today or from the last day told ("a day earlier")."""

import re
from datetime import date
from functools import cache

from parley.annotate.numerals import BLANK as B
from parley.annotate.numerals import DIGIT, HYPHEN, alternatives, first_letters
from parley.annotate.time.days import (
    civil,
    month_value,
    moved,
    weekday_ahead,
    weekday_back,
    year_value,
)
from parley.annotate.time.moments import Moment, Reader, Rule, Sense, dated, on_day, on_weekday
from parley.annotate.wordlists import table

_YEAR = r"(?P<year>(?:1[0-9]|20|21)\d\d)(?![\d%]|[.,]\d)"
_ORDINAL_END = r"(?:st|nd|rd|th)?"
_TO = rf"(?:{B}?{HYPHEN}{B}?|{B}(?:to|until|till|through){B})"


@cache
def months() -> dict[str, int]:
    """Names and abbreviations of the months, lower case without stop."""
    return {**table("times")["months"], **table("times")["month_abbreviations"]}


@cache
def weekdays() -> dict[str, int]:
    """Names and abbreviations of the weekdays, lower case without stop; Monday is 1."""
    return {**table("times")["weekdays"], **table("times")["weekday_abbreviations"]}


@cache
def ordinals() -> dict[str, int]:
    """Ordinal words up to twentieth."""
    found: dict[str, int] = table("times")["ordinals"]
    return found


def capital(words: list[str]) -> str:
    """An alternation of words that must stand with a capital, or in capitals."""
    return alternatives([form for word in words for form in (word.capitalize(), word.upper())])


@cache
def _names() -> dict[str, str]:
    """The parts that the patterns below are made of."""
    lists = table("times")
    month, week = capital(list(lists["months"])), capital(list(lists["weekdays"]))
    scales = alternatives(list(table("units")["scales"]))
    month_short, week_short = capital(list(lists["month_abbreviations"])), capital(list(lists["weekday_abbreviations"]))
    return {
        "MONTH": rf"(?:{month}|(?:{month_short})\b\.?)",
        "WEEKDAY": rf"(?:{week})",
        "ANYDAY": rf"(?:{week}|(?:{week_short})\b\.?)",
        "ORDINAL": rf"(?:{alternatives(list(lists['ordinals']))}|\d{{1,2}}(?:st|nd|rd|th))",
        "PART": alternatives(list(lists["day_parts"])),
        "SEASON": alternatives(list(lists["seasons"])),
        "HOLIDAY": capital_phrases(list(lists["holidays"])),
        "DECADE": alternatives(list(lists["decades"])),
        "DAY": rf"(?:0?[1-9]|[12]\d|3[01]){_ORDINAL_END}(?!\w|[.,]\d)"
        rf"(?!{B}?%|{B}(?:per{B}?cent|percentage|(?:{scales})\b))",
    }


def capital_phrases(phrases: list[str]) -> str:
    """An alternation of phrases whose every word stands with a capital."""
    titled = [" ".join(word.capitalize() for word in phrase.split()) for phrase in phrases]
    return alternatives(titled)


def _rule(name: str, pattern: str, read: Reader) -> Rule:
    parts, needs = _names(), _needs().get(name)
    for part in sorted(parts, key=len, reverse=True):
        pattern = pattern.replace(f"<<{part}>>", parts[part])
    return Rule(name, re.compile(pattern), read, ((frozenset({DIGIT}),) if needs is None else needs))


@cache
def _needs() -> dict[str, tuple[frozenset[str], ...]]:
    """The words without which a form cannot stand, by its name; the other forms have a digit."""
    lists, digit = table("times"), frozenset({DIGIT})
    days = frozenset({*lists["weekdays"], *(f"{day}s" for day in lists["weekdays"])})
    month = (first_letters(months()),)
    whole = dict.fromkeys(("days before", "days after", "day before", "day after"), (*month, digit))
    return whole | {
        "weekday": (days,),
        "month": month,
        "decade": (digit | first_letters(lists["decades"]),),
        "century": (frozenset({"century"}),),
        "quarter": (frozenset({"quarter", "half", "q"}),),
        "season": (first_letters(lists["seasons"]),),
        "holiday": (first_letters(lists["holidays"]),),
        "day word": (frozenset({"today", "yesterday", "tomorrow"}),),
        "part": (first_letters(lists["day_parts"]) | {"tonight", "overnight"},),
    }


@cache
def rules() -> tuple[Rule, ...]:
    """The forms of dates; where two match at one place the longer holds, then the earlier."""
    day, end = "(?P<day><<DAY>>)", r"(?P<end><<DAY>>)"
    lead = rf"(?<![\w$€£.,-])(?:(?P<weekday><<ANYDAY>>),?{B}(?:the{B})?)?"
    year = rf"(?:,?{B}{_YEAR})?"
    which = rf"(?P<which>(?i:last|next|this{B}past|this{B}coming|this|past|previous|following|coming|every|each))"
    return (
        _rule("iso", r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T[\d:]{2,8}Z?)?(?![\w-])", _iso),
        _rule("numeric", r"(?<![\w./-])(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)"
              r"(?P<year>(?:19|20)\d\d)(?!\w)", _numeric),
        _rule("days before", rf"{lead}{day}(?:{_TO}|{B}and{B}){end}{B}(?P<month><<MONTH>>){year}", _days),
        _rule("days after", rf"{lead}(?P<month><<MONTH>>){B}{day}{_TO}{end}(?![\d:]|,\d){year}", _days),
        _rule("day before", rf"{lead}{day}{B}(?:of{B})?(?P<month><<MONTH>>){year}", _day),
        _rule("day after", rf"{lead}(?P<month><<MONTH>>){B}(?:the{B})?{day}(?![\d:]|[.,]\d){year}", _day),
        _rule("nth", r"(?<=[Oo]n the )(?P<day>(?:[12]?\d|3[01])(?:st|nd|rd|th))(?=[\s,.;:)]|$)", _nth),
        _rule("weekday", rf"(?<![\w-])(?:{which}{B})?(?P<weekday><<WEEKDAY>>)(?P<s>s)?"
              rf"(?:{B}(?P<part><<PART>>))?(?!\w)", _weekday),
        _rule("month", r"(?:(?<![\w-])|(?<=[Mm]id-))"
              rf"(?:(?P<which>(?i:last|next|this{B}coming|this{B}past|this|past|coming)){B})?(?P<month><<MONTH>>)"
              rf"(?:,?{B}(?:of{B})?{_YEAR})?(?!\w)", _month),
        _rule("year", rf"(?:(?<![\w$€£#.,:/-])|(?<=[Mm]id-)){_YEAR}"
              rf"(?:{HYPHEN}(?P<end>(?:\d\d)?\d\d))?(?!\w|{HYPHEN}\w|/\d)", _year),
        _rule("decade", r"(?:(?i:the )|(?<=s and )|(?<!\w))(?:['’]?(?P<tens>(?:1[5-9]|20)?\d)0['’]?s"
              r"|(?P<word><<DECADE>>))(?!\w)", _decade),
        _rule("century", rf"(?<!\w)(?i:the{B})?(?P<nth>(?i:<<ORDINAL>>))[ -]century(?!\w)", _century),
        _rule("quarter", rf"(?<!\w)(?:(?i:the{B})?(?P<nth>(?i:<<ORDINAL>>|last|final)){B}(?P<unit>quarter|half)"
              rf"|Q(?P<q>[1-4]))"
              rf"(?:{B}(?:of{B})?(?:{_YEAR}|(?P<which>this|last|next){B}year|the{B}year))?(?!\w)", _quarter),
        _rule("season", rf"(?<!\w)(?:(?P<which>(?i:this|last|next|the)){B}|(?<=[Ii]n ))(?P<season>(?i:<<SEASON>>))"
              rf"(?:{B}(?:of{B})?{_YEAR})?(?!\w)", _season),
        _rule("holiday", r"(?<!\w)(?P<holiday><<HOLIDAY>>)(?!\w)", _holiday),
        _rule("day word", r"(?<![\w-])(?P<word>(?i:the day before yesterday|the day after tomorrow|today|yesterday"
              r"|tomorrow))"
              rf"(?:{B}(?P<part><<PART>>))?(?!\w)", _day_word),
        _rule("part", rf"(?<![\w-])(?P<word>(?i:(?:this|last){B}(?:<<PART>>)|tonight|overnight))(?![\w-])", _part),
    )  # fmt: skip


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ordinals()[text.lower()]


def _iso(found: re.Match[str], _: Moment) -> Sense | None:
    return on_day(civil(int(found["year"]), int(found["month"]), int(found["day"])))


def _numeric(found: re.Match[str], moment: Moment) -> Sense | None:
    """Day and month in either order; where both are possible, the one nearer to today, else the day first."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    choices = [day for day in (civil(year, b, a), civil(year, a, b)) if day]
    today = moment.today
    if today:
        choices.sort(key=lambda day: abs((day - today).days))
    return on_day(choices[0]) if choices else None


def month_number(name: str) -> int:
    """Number of a month by name or abbreviation."""
    return months()[name.lower().rstrip(".")]


def weekday_number(name: str) -> int:
    """Number of a weekday by name or abbreviation; Monday is 1."""
    return weekdays()[name.lower().rstrip(".")]


AGAINST = 2.5
"""A date without a year is taken for one to come where the last one is so many times as far away."""
FAR = 10
"""The same whatever the tense says: of another year a report would tell the year."""


def _chosen(month: int, day: int, moment: Moment, weekday: int | None = None, *, yearly: bool = False) -> date | None:
    """The day of this year or a neighbouring one that its weekday or the tense asks for; else the nearer one."""
    today = moment.today
    if not today:
        return None
    near = [found for year in (-1, 0, 1) if (found := civil(today.year + year, month, day))]
    near = [found for found in near if found.isoweekday() == weekday] or near
    past, ahead = [d for d in near if d <= today], [d for d in near if d >= today]
    if moment.ahead and ahead:
        long_ago = bool(past) and AGAINST * (today - past[-1]).days < (ahead[0] - today).days
        return past[-1] if long_ago and moment.tense == "modal" else ahead[0]
    soon = bool(ahead) and (not past or AGAINST * (ahead[0] - today).days < (today - past[-1]).days)
    sure = bool(past and ahead and not yearly) and FAR * (ahead[0] - today).days < (today - past[-1]).days
    if past and not sure and (moment.tense == "past" or not soon):
        return past[-1]
    return ahead[0] if ahead else None


def _day(found: re.Match[str], moment: Moment) -> Sense | None:
    month, day = month_number(found["month"]), _number(found["day"])
    if found["year"]:
        return on_day(civil(int(found["year"]), month, day))
    if not civil(2000, month, day):
        return None
    if moment.today:
        weekday = weekday_number(found["weekday"]) if found["weekday"] else None
        return on_day(_chosen(month, day, moment, weekday))
    return Sense("DATE", f"XXXX-{month:02d}-{day:02d}")


def _days(found: re.Match[str], moment: Moment) -> Sense | None:
    month, first, last = month_number(found["month"]), _number(found["day"]), _number(found["end"])
    if first >= last or not civil(2000, month, last):
        return None
    end = civil(int(found["year"]), month, last) if found["year"] else _chosen(month, last, moment)
    start = civil(end.year, month, first) if end else None
    if not start or not end:
        return Sense("DATE", f"XXXX-{month:02d}-{first:02d}/XXXX-{month:02d}-{last:02d}")
    return dated(f"{start.isoformat()}/{end.isoformat()}")


def _nth(found: re.Match[str], moment: Moment) -> Sense | None:
    day = _number(found["day"])
    near = moment.day or moment.today
    if not near:
        return Sense("DATE", f"XXXX-XX-{day:02d}")
    return on_day(civil(near.year, near.month, day))


def _weekday(found: re.Match[str], moment: Moment) -> Sense | None:
    number = weekday_number(found["weekday"])
    which = re.sub(r"\s+", " ", (found["which"] or "").lower())
    part = table("times")["day_parts"][found["part"].lower()] if found["part"] else None
    if which in {"every", "each"} or found["s"]:
        return Sense("SET", f"XXXX-WXX-{number}")
    if not moment.today:
        return on_weekday(number, part)
    return on_day(_weekday_near(number, which, moment), part)


_BACK = frozenset({"last", "past", "this past", "previous"})
_AHEAD = frozenset({"next", "coming", "this coming", "following"})


def _weekday_near(number: int, which: str, moment: Moment) -> date | None:
    today = moment.today
    if today is None:
        return None
    near = moment.day or today if which in {"previous", "following"} else today
    if which in _BACK:
        return weekday_back(near, number, strict=True)
    if which in _AHEAD:
        return weekday_ahead(near, number, strict=True)
    if moment.tense == "modal" and moment.day and moment.day < today:
        return weekday_ahead(moment.day, number)
    return weekday_ahead(today, number) if moment.ahead else weekday_back(today, number)


def _month(found: re.Match[str], moment: Moment) -> Sense | None:
    month, today = month_number(found["month"]), moment.today
    if found["year"]:
        return dated(month_value(int(found["year"]), month))
    if not today:
        return Sense("DATE", f"XXXX-{month:02d}")
    which = re.sub(r"\s+", " ", (found["which"] or "").lower())
    year = today.year
    if which in _AHEAD or (moment.ahead and which not in _BACK):
        year += month < today.month or (which in _AHEAD and month == today.month)
    elif which != "this":
        year -= month > today.month or (which in _BACK and month == today.month)
    return dated(month_value(year, month))


def _year(found: re.Match[str], _: Moment) -> Sense | None:
    year = int(found["year"])
    if not found["end"]:
        return dated(year_value(year))
    end = int(found["end"]) if len(found["end"]) == 4 else year - year % 100 + int(found["end"])
    return dated(f"{year:04d}/{end:04d}") if year < end <= year + 100 else None


def _decade(found: re.Match[str], _: Moment) -> Sense | None:
    tens = found["tens"] or str(table("times")["decades"][found["word"].lower()])
    joined = found.string[: found.start()].endswith(("0s and ", "mid-", "early ", "late "))
    if len(tens) == 1 and not joined and not found[0].lower().startswith(("the ", "'", "’")):
        return None
    return dated(tens if len(tens) == 3 else ("20" if tens in {"0", "1"} else "19") + tens)


def _century(found: re.Match[str], _: Moment) -> Sense | None:
    number = _number(found["nth"])
    return dated(f"{number - 1:02d}") if 10 < number < 40 else None


def _quarter(found: re.Match[str], moment: Moment) -> Sense | None:
    """Quarters and halves of a year; without a year, the last one that has begun."""
    today, named = moment.today, bool(found["year"] or found["which"])
    last = {"quarter": 4, "half": 2}.get(found["unit"] or "quarter", 4)
    named_last = (found["nth"] or "").lower() in {"last", "final"}
    number = last if named_last else _number(found["q"] or found["nth"])
    letter = "H" if found["unit"] == "half" else "Q"
    if number > last or (letter == "H" and not (named or found[0].endswith("year"))):
        return None
    if found["year"]:
        return dated(f"{found['year']}-{letter}{number}")
    if not today:
        return Sense("DATE", f"XXXX-{letter}{number}")
    year = today.year + {"last": -1, "next": 1}.get(found["which"] or "", 0)
    begins = (number - 1) * (12 // last) + 1
    if not named and not moment.ahead and begins > today.month:
        year -= 1
    return dated(f"{year}-{letter}{number}")


def _season(found: re.Match[str], moment: Moment) -> Sense | None:
    code, which = table("times")["seasons"][found["season"].lower()], (found["which"] or "").lower()
    if found["year"]:
        return dated(f"{found['year']}-{code}")
    if which == "the" and code == "FA":
        return None
    if not moment.today or found["season"][0].isupper():
        return Sense("DATE", f"XXXX-{code}")
    now = dated(f"{moment.today.year}-{code}")
    year = moment.today.year
    if now and now.first and now.last:
        ahead = which == "next" or (moment.ahead and which not in {"last", "this"})
        year += ahead and now.last < moment.today
        year -= not ahead and which != "this" and now.first > moment.today
        year -= which == "last" and now.first <= moment.today <= now.last
    return dated(f"{year}-{code}")


def _holiday(found: re.Match[str], moment: Moment) -> Sense | None:
    name = re.sub(r"\s+", " ", found["holiday"].lower().replace("’", "'"))
    month_day = table("times")["holidays"][name]
    if not moment.today:
        return Sense("DATE", f"XXXX-{month_day}")
    return on_day(_chosen(int(month_day[:2]), int(month_day[3:]), moment, yearly=True))


_WORDS = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "the day after tomorrow": 2}


def _day_word(found: re.Match[str], moment: Moment) -> Sense | None:
    by = _WORDS[found["word"].lower()]
    part = table("times")["day_parts"][found["part"].lower()] if found["part"] else None
    if moment.today:
        return on_day(moved(moment.today, by), part)
    return Sense("DATE", "PRESENT_REF" if by == 0 else "XXXX-XX-XX")


def _part(found: re.Match[str], moment: Moment) -> Sense | None:
    """Parts of today or of the night before; "overnight" runs from the day before into today."""
    word = found["word"].lower().split()
    if not moment.today:
        return Sense("TIME", "XXXX-XX-XXT" + ("NI" if len(word) == 1 else table("times")["day_parts"][word[1]]))
    if word == ["overnight"]:
        start = moved(moment.today, -1)
        return Sense("TIME", f"{moment.today.isoformat()}TNI", None, start, moment.today)
    code = "NI" if word == ["tonight"] else table("times")["day_parts"][word[1]]
    return on_day(moved(moment.today, -1 if word[0] == "last" else 0), code)
