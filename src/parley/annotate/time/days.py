"""Days of the calendar and the TIMEX3 values that stand for stretches of them (TimeML 1.2.1)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_VALUE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-W(?P<week>\d\d)(?P<weekend>-WE)?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI)"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T.{1,12})?"
)
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
DAYS = {"D": 1.0, "W": 7.0, "M": 30.4375, "Q": 91.3125, "Y": 365.25, "H": 1 / 24, "TM": 1 / 1440, "S": 1 / 86400}
"""Days in the units of TIMEX3 durations; `TM` is a minute."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def part(self, modifier: str, share: int) -> "Stretch":
        """Its first, middle or last part, one `share`-th of it; a single day stays whole."""
        total = (self.last - self.first).days + 1
        piece = -(-total // share)
        if modifier == "START":
            return Stretch(self.first, moved(self.first, piece - 1) or self.last)
        if modifier == "END":
            return Stretch(moved(self.last, 1 - piece) or self.first, self.last)
        rest = (total - piece) // 2
        return Stretch(moved(self.first, rest) or self.first, moved(self.last, -rest) or self.last)


def moved(day: date, days: int) -> date | None:
    """The day so many days later, or earlier; None beyond the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def civil(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_value(year: int, month: int, by: int = 0) -> str | None:
    """TIMEX3 value of the month that stands so many months after another."""
    months = year * 12 + month - 1 + by
    return f"{months // 12:04d}-{months % 12 + 1:02d}" if 12 <= months < 120000 else None


def year_value(year: int) -> str | None:
    """TIMEX3 value of a year."""
    return f"{year:04d}" if 1 <= year <= 9999 else None


def week_value(day: date) -> str:
    """TIMEX3 value of the week, from Monday to Sunday, that holds a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(year: int, month: int, by: int = 0) -> str | None:
    """TIMEX3 value of the quarter that stands so many quarters after that of a month."""
    quarters = year * 4 + (month - 1) // 3 + by
    return f"{quarters // 4:04d}-Q{quarters % 4 + 1}" if 4 <= quarters < 40000 else None


def weekday_back(day: date, weekday: int, *, strict: bool = False) -> date | None:
    """The last such weekday (Monday is 1) up to a day; before it, if strict."""
    back = (day.isoweekday() - weekday) % 7
    return moved(day, -(back or 7) if strict else -back)


def weekday_ahead(day: date, weekday: int, *, strict: bool = False) -> date | None:
    """The next such weekday (Monday is 1) from a day on; after it, if strict."""
    ahead = (weekday - day.isoweekday()) % 7
    return moved(day, (ahead or 7) if strict else ahead)


def stretch(value: str) -> Stretch | None:
    """The days of a TIMEX3 date or time, of an interval ("2031-03/2031-05"), a decade ("199") or a century ("18")."""
    if "/" in value:
        start, _, end = value.partition("/")
        first, last = stretch(start), stretch(end)
        return Stretch(first.first, last.last) if first and last and first.first <= last.last else None
    if value.isdigit() and len(value) in {2, 3}:
        width = 10 ** (4 - len(value))
        return _between(civil(int(value) * width or 1, 1, 1), civil(int(value) * width + width - 1, 12, 31))
    found = _VALUE.fullmatch(value)
    return _read(found) if found else None


def _read(found: re.Match[str]) -> Stretch | None:
    year = int(found["year"])
    if not year:
        return None
    if found["week"]:
        return _week(year, int(found["week"]), weekend=bool(found["weekend"]))
    if found["day"]:
        day = civil(year, int(found["month"]), int(found["day"]))
        return _between(day, day)
    if found["half"]:
        return _months(year, int(found["half"]) * 6 - 5, 6)
    if found["quarter"] or found["season"]:
        return _months(year, _SEASONS.get(found["season"]) or int(found["quarter"]) * 3 - 2, 3)
    return _months(year, int(found["month"] or 1), 1 if found["month"] else 12)


def _months(year: int, month: int, count: int) -> Stretch | None:
    after = month_value(year, month, count)
    end = civil(int(after[:4]), int(after[5:]), 1) if after else None
    return _between(civil(year, month, 1), moved(end, -1) if end else civil(year, 12, 31))


def _week(year: int, week: int, *, weekend: bool) -> Stretch | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return _between(moved(monday, 5) if weekend else monday, moved(monday, 6))


def _between(first: date | None, last: date | None) -> Stretch | None:
    return Stretch(first, last) if first and last else None
