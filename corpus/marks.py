"""Inline marks: `{label|words}` inside the text of a report; from marked text to plain text and spans.

Labels: `s1` source, `c1` cue, `x1` content of attribution 1; `@id` mention of an entity; `t=VALUE` time expression;
`e:TYPE:status:who` event trigger. `GUIDELINES.md` says what each may carry. Offsets are code points of the plain text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SOURCE = re.compile(r"s(\d+(?:,\d+)*)(?:@([\w-]+))?")
_CUE = re.compile(r"c(\d+)((?::[a-z]+|/[\w-]+|@[\w-]+|!)*)")
_CONTENT = re.compile(r"x(\d+(?:,\d+)*)")
_MENTION = re.compile(r"@([\w-]+)")
_TIME = re.compile(r"t=([\w:+.-]+)")
_EVENT = re.compile(r"e:([A-Z]+):([a-z]+)(?::([\w+>-]*))?(?:@([\w-]+))?")
_EXTRA = re.compile(r"(:[a-z]+|/[\w-]+|@[\w-]+|!)")
_OPENING = "“‘«„\"'"
_CLOSING = "”’»“\"'"


class MarkError(ValueError):
    """Marks that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A label and its stretch of the plain text."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content of one act of reporting; spans are (start, end) in the plain text."""

    number: int
    sources: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    speaker: str | None = None
    stance: str | None = None
    issue: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an entity of the story."""

    entity: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its TIMEX3 value."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """An event trigger: PLOVER type, status, actors, recipients and place as ids of entities."""

    type: str
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """The plain text of a report with everything that is marked in it."""

    text: str
    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    events: tuple[Event, ...]


def stripped(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Plain text and marks in the order in which they open; raises MarkError for marks that do not pair."""
    text: list[str] = []
    length = 0
    opened: list[tuple[str, int, int]] = []
    marks: list[tuple[int, Mark]] = []
    place = 0
    while place < len(marked):
        letter = marked[place]
        if letter == "{":
            bar = marked.find("|", place)
            label = marked[place + 1 : bar] if bar > 0 else ""
            if bar < 0 or len(label) > 160 or any(sign in label for sign in "{}\n"):
                raise MarkError(f"line {_line(marked, place)}: a mark without a label: {marked[place : place + 40]!r}")
            opened.append((label, length, place))
            place = bar + 1
            continue
        if letter == "}":
            if not opened:
                raise MarkError(
                    f"line {_line(marked, place)}: a closing brace too many: {marked[max(0, place - 40) : place + 1]!r}"
                )
            label, start, where = opened.pop()
            marks.append((where, Mark(label, start, length)))
        else:
            text.append(letter)
            length += 1
        place += 1
    if opened:
        raise MarkError(f"line {_line(marked, opened[-1][2])}: the mark {opened[-1][0]!r} is not closed")
    return "".join(text), tuple(mark for _, mark in sorted(marks, key=lambda item: item[0]))


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def read(marked: str) -> Marked:
    """What a marked text says; spans are trimmed as the guidelines state. Raises MarkError."""
    text, marks = stripped(marked)
    sources: dict[int, list[tuple[int, int]]] = {}
    contents: dict[int, list[tuple[int, int]]] = {}
    cues: dict[int, tuple[tuple[int, int], str]] = {}
    speakers: dict[int, str] = {}
    mentions: list[Mention] = []
    times: list[Time] = []
    events: list[Event] = []
    for mark in marks:
        if not text[mark.start : mark.end].strip():
            raise MarkError(
                f"the mark {mark.label!r} holds no words (near {text[max(0, mark.start - 30) : mark.start]!r})"
            )
        span = trimmed(text, mark.start, mark.end)
        if match := _SOURCE.fullmatch(mark.label):
            span = _without_comma_only_at_end(text, *span)
            for number in map(int, match[1].split(",")):
                sources.setdefault(number, []).append(span)
                if match[2]:
                    speakers[number] = match[2]
            if match[2]:
                mentions.append(Mention(match[2], *span))
        elif match := _CUE.fullmatch(mark.label):
            number = int(match[1])
            if number in cues:
                raise MarkError(f"attribution {number} has two cues")
            cues[number] = (span if text[slice(*span)] else (mark.start, mark.end), match[2])
        elif match := _CONTENT.fullmatch(mark.label):
            for number in map(int, match[1].split(",")):
                contents.setdefault(number, []).append(with_quotation_marks(text, *span))
        elif match := _MENTION.fullmatch(mark.label):
            mentions.append(Mention(match[1], *span))
        elif match := _TIME.fullmatch(mark.label):
            times.append(Time(match[1], *span))
        elif match := _EVENT.fullmatch(mark.label):
            events.append(_event(match, span))
        else:
            raise MarkError(f"unknown label {mark.label!r}")
    numbers = sorted({*sources, *cues, *contents})
    told = tuple(
        _attribution(number, sources.get(number, []), cues.get(number), contents.get(number, []), speakers.get(number))
        for number in numbers
    )
    return Marked(text, told, tuple(mentions), tuple(times), tuple(events))


def _attribution(
    number: int,
    sources: list[tuple[int, int]],
    cue: tuple[tuple[int, int], str] | None,
    content: list[tuple[int, int]],
    speaker: str | None,
) -> Attribution:
    if not content:
        raise MarkError(f"attribution {number} has no content")
    stance = issue = None
    negated = False
    for extra in _EXTRA.findall(cue[1] if cue else ""):
        if extra == "!":
            negated = True
        elif extra[0] == ":":
            stance = extra[1:]
        elif extra[0] == "/":
            issue = extra[1:]
        else:
            speaker = speaker or extra[1:]
    spans = tuple(sorted(content))
    return Attribution(number, tuple(sorted(sources)), cue[0] if cue else None, spans, speaker, stance, issue, negated)


def _event(match: re.Match[str], span: tuple[int, int]) -> Event:
    actors, _, recipients = (match[3] or "").partition(">")
    return Event(match[1], match[2], _ids(actors), _ids(recipients), match[4], *span)


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("+") if part)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks at its ends and without a comma, full stop or semicolon that ends it outside quotation marks."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 1 and text[end - 1] in ",;":
        end -= 1
    if end - start > 1 and text[end - 1] == "." and not _abbreviation(text, start, end):
        end -= 1
    return start, end


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the full stop belongs to an abbreviation (a capital, or a stop inside the word) or to an ellipsis."""
    word = re.split(r"\s", text[start:end])[-1]
    return bool(re.fullmatch(r"(?:\w\.)+|Mr\.|Ms\.|Mrs\.|Dr\.|Gen\.|Inc\.|Ltd\.|Corp\.|Jr\.|.*\.\.+", word))


def _without_comma_only_at_end(text: str, start: int, end: int) -> tuple[int, int]:
    """A source closed by the second comma of a pair keeps it (PolNeAR): `Name, the minister,`."""
    inside = text[start:end]
    if "," in inside and text[end : end + 1] == ",":
        return start, end + 1
    return start, end


def with_quotation_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A content widened to the quotation marks that stand right beside it on both sides."""
    if start > 0 and end < len(text) and text[start - 1] in _OPENING and text[end] in _CLOSING:
        return start - 1, end + 1
    if end < len(text) and text[end] in ",.?!" and text[end + 1 : end + 2] and text[end + 1] in _CLOSING:
        if text[start] in _OPENING:
            return start, end + 2
        if start > 0 and text[start - 1] in _OPENING:
            return start - 1, end + 2
    return start, end


def named(text: str, names: dict[str, str], taken: tuple[Mention, ...]) -> Iterator[Mention]:
    """Mentions by name, the longest first, outside those marked by hand with the same bounds."""
    if not names:
        return
    held = {(mention.start, mention.end) for mention in taken}
    pattern = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
        if (match.start(), match.end()) not in held:
            yield Mention(names[match[0]], match.start(), match.end())
