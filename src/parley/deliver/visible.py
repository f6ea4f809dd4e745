"""Text made fit to be shown: control characters become visible signs, nothing can reorder what is around it."""

import re
from datetime import date, timedelta

_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_SIGNS = (
    _CONTROLS
    | {0x7F: 0x2421}
    | dict.fromkeys([*range(0x80, 0xA0), 0x202D, 0x202E, 0xFFFE, 0xFFFF, *range(0xFFF9, 0xFFFC)], 0xFFFD)
)
_HALF = re.compile(r"[\ud800-\udfff]")
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]")
_SPACE = re.compile(r"\s+")

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def visible(text: str) -> str:
    """The text with each control character, direction override and half character replaced by one visible sign."""
    if not _UNSAFE.search(text):
        return text
    return _HALF.sub("\ufffd", text.translate(_SIGNS))


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return _SPACE.sub(" ", text).strip()


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut at a word where it is longer than this, with an ellipsis."""
    line = one_line(text[: longest * 4])
    if len(line) <= longest:
        return line
    cut = line[:longest].rpartition(" ")[0] or line[:longest]
    return f"{cut.rstrip(' ,;:.')}…"


def day_text(iso: str | None) -> str:
    """An ISO day or time as "4 March 2031"; what is no date stays as it is, nothing stays empty."""
    found = _date(iso)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}" if found else (iso or "")


def weekday_text(iso: str | None) -> str:
    """The day of the week of an ISO day, or nothing."""
    found = _date(iso)
    return WEEKDAYS[found.weekday()] if found else ""


def range_text(first: str | None, last: str | None) -> str:
    """Two ISO days as "4–6 March 2031", a whole month as "March 2031", with no month or year said twice."""
    one, two = _date(first), _date(last)
    if one is None or two is None or one == two:
        return day_text(first or last)
    if one.day == 1 and two < date.max and (two + timedelta(days=1)).day == 1 and one.year == two.year:
        return _months(one, two)
    if (one.year, one.month) == (two.year, two.month):
        return f"{one.day}–{day_text(last)}"
    if one.year == two.year:
        return f"{one.day} {MONTHS[one.month - 1]} – {day_text(last)}"
    return f"{day_text(first)} – {day_text(last)}"


def _months(one: date, two: date) -> str:
    """Whole months of one year."""
    if (one.month, two.month) == (1, 12):
        return str(one.year)
    until = f"–{MONTHS[two.month - 1]}" if one.month != two.month else ""
    return f"{MONTHS[one.month - 1]}{until} {one.year}"


def is_day(iso: str | None) -> bool:
    """Whether this is an ISO day or time that a machine can read."""
    return _date(iso) is not None


def _date(iso: str | None) -> date | None:
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def listed(words: tuple[str, ...]) -> str:
    """Words as a list in a sentence: "A, B and C"."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "2 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
