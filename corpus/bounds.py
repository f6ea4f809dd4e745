"""Where the marked words begin and end: blanks, final marks and quotation marks, by one rule for every mark."""

import re

OPENING = ("''", "“", "‘", "«", "»", "„", '"', "'")
CLOSING = ("''", "”", "’", "»", "«", "“", '"', "'")
_ABBREVIATION = re.compile(r"(?:\w\.)+|Mr\.|Ms\.|Mrs\.|Dr\.|Gen\.|Inc\.|Ltd\.|Corp\.|Jr\.|.*\.\.+")

Span = tuple[int, int]


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks at its ends and without one comma, semicolon or full stop that ends it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 1 and text[end - 1] in ",;":
        end -= 1
    if end - start > 1 and text[end - 1] == "." and not _abbreviated(text[start:end]):
        end -= 1
    return start, end


def _abbreviated(words: str) -> bool:
    """Whether the full stop at the end belongs to an abbreviation or an ellipsis."""
    return bool(_ABBREVIATION.fullmatch(re.split(r"\s", words)[-1]))


def with_second_comma(text: str, start: int, end: int) -> Span:
    """A source closed by the second comma of a pair keeps it, as in PolNeAR: `Name, the minister,`."""
    paired = "," in text[start:end] and text[end : end + 1] == ","
    return start, end + paired


def with_quotation_marks(text: str, start: int, end: int) -> Span:
    """A content widened to the quotation marks that stand right beside it, where both of a pair are there."""
    before = next((len(mark) for mark in OPENING if text.endswith(mark, 0, start)), 0)
    after = _closing(text, end)
    if before and after:
        return start - before, end + after
    if text[end : end + 1] in {",", ".", "?", "!"} and (after := _closing(text, end + 1)):
        if text.startswith(OPENING, start, end):
            return start, end + 1 + after
        if before:
            return start - before, end + 1 + after
    return start, end


def _closing(text: str, place: int) -> int:
    return next((len(mark) for mark in CLOSING if text.startswith(mark, place)), 0)
