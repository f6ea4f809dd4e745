"""Braces: `{label|words}`, taken out of a text; what remains are the words and where each label held."""

from dataclasses import dataclass

LONGEST = 160
"""Letters beyond which what follows a brace is no label."""


class MarkError(ValueError):
    """Marks that cannot be read; the message says on which line and why."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A label and its stretch of the plain text."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark that still waits for its closing brace; its place is where the brace stands in the marked text."""

    label: str
    start: int
    place: int


def stripped(marked: str, first_line: int = 1) -> tuple[str, tuple[Mark, ...]]:
    """Plain text, and marks in the order in which they open; raises MarkError for braces that do not pair."""
    text: list[str] = []
    waiting: list[_Open] = []
    closed: list[tuple[int, Mark]] = []
    length = place = 0
    while place < len(marked):
        step = 1
        if marked[place] == "{":
            label = _label(marked, place, first_line)
            waiting.append(_Open(label, length, place))
            step = len(label) + 2
        elif marked[place] == "}":
            if not waiting:
                where, before = line_of(marked, place, first_line), marked[max(0, place - 40) : place + 1]
                raise MarkError(f"line {where}: a closing brace too many: {before!r}")
            opened = waiting.pop()
            closed.append((opened.place, Mark(opened.label, opened.start, length)))
        else:
            text.append(marked[place])
            length += 1
        place += step
    if waiting:
        raise MarkError(
            f"line {line_of(marked, waiting[-1].place, first_line)}: the mark {waiting[-1].label!r} is not closed"
        )
    return "".join(text), tuple(mark for _, mark in sorted(closed, key=lambda item: item[0]))


def _label(marked: str, place: int, first_line: int) -> str:
    """The label that begins behind the brace at a place."""
    bar = marked.find("|", place, place + LONGEST + 2)
    label = marked[place + 1 : bar] if bar >= 0 else "{"
    if any(sign in label for sign in "{}\n"):
        line = line_of(marked, place, first_line)
        raise MarkError(f"line {line}: a mark without a label: {marked[place : place + 40]!r}")
    return label


def line_of(text: str, place: int, first_line: int = 1) -> int:
    """The line of a place, where the text begins on `first_line` of its file."""
    return text.count("\n", 0, place) + first_line
