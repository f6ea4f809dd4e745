"""What the marks of a report say: from marked text to plain text, attributions, mentions, times and events.

Labels: `s1` source, `c1` cue, `x1` content of attribution 1; `@id` mention of an entity; `t=VALUE` time expression;
`e:TYPE:status:who` event trigger. `GUIDELINES.md` says what each may carry. Offsets are code points of the plain text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.bounds import Span, trimmed, with_quotation_marks, with_second_comma
from corpus.braces import Mark, MarkError, line_of, stripped

__all__ = ["Attribution", "Event", "Mark", "MarkError", "Marked", "Mention", "Time", "named", "read", "stripped"]

_SOURCE = re.compile(r"s(\d+(?:,\d+)*)(?:@([\w-]+))?")
_CUE = re.compile(r"c(\d+)((?::[a-z]+|/[\w-]+|@[\w-]+|!)*)")
_CONTENT = re.compile(r"x(\d+(?:,\d+)*)")
_MENTION = re.compile(r"@([\w-]+)")
_TIME = re.compile(r"t=([\w:+.-]+)")
_EVENT = re.compile(r"e:([A-Z]+):([a-z]+)(?::([\w+>-]*))?(?:@([\w-]+))?")
_EXTRA = re.compile(r"([:/@!])([\w-]*)")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content of one act of reporting; spans are (start, end) in the plain text."""

    number: int
    sources: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    speaker: str | None = None
    stance: str | None = None
    issue: str | None = None
    negated: bool = False

    @property
    def place(self) -> int:
        """Where it is said: the start of its cue, or of its content where it has none."""
        return self.cue[0] if self.cue else self.content[0][0]


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


@dataclass(frozen=True, slots=True)
class _Source:
    numbers: tuple[int, ...]
    entity: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Cue:
    number: int
    carried: Mapping[str, str]
    """What it carries by sign: `:` stance, `/` issue, `@` speaker, `!` negated."""
    span: Span


@dataclass(frozen=True, slots=True)
class _Content:
    numbers: tuple[int, ...]
    span: Span


_Part = _Source | _Cue | _Content | Mention | Time | Event


def read(marked: str, first_line: int = 1) -> Marked:
    """What a marked text says, spans trimmed as the guidelines state; raises MarkError with the line of the file."""
    text, marks = stripped(marked, first_line)
    parts: list[_Part] = []
    for mark in marks:
        try:
            parts.append(_part(text, mark))
        except MarkError as error:
            raise MarkError(f"line {line_of(text, mark.start, first_line)}: {error}") from error
    named_sources = (Mention(s.entity, *s.span) for s in parts if isinstance(s, _Source) and s.entity)
    placed = {(m.start, m.end, m.entity): m for m in (*(p for p in parts if isinstance(p, Mention)), *named_sources)}
    return Marked(
        text,
        tuple(_attributions(parts)),
        tuple(placed[key] for key in sorted(placed)),
        tuple(part for part in parts if isinstance(part, Time)),
        tuple(part for part in parts if isinstance(part, Event)),
    )


def _part(text: str, mark: Mark) -> _Part:
    """What one mark says."""
    if not text[mark.start : mark.end].strip():
        raise MarkError(f"the mark {mark.label!r} holds no words")
    span = trimmed(text, mark.start, mark.end)
    if match := _SOURCE.fullmatch(mark.label):
        return _Source(_numbers(match[1]), match[2], with_second_comma(text, *span))
    if match := _CUE.fullmatch(mark.label):
        return _Cue(int(match[1]), _carried(match[1], match[2]), span)
    if match := _CONTENT.fullmatch(mark.label):
        return _Content(_numbers(match[1]), with_quotation_marks(text, *span))
    if match := _MENTION.fullmatch(mark.label):
        return Mention(match[1], *span)
    if match := _TIME.fullmatch(mark.label):
        return Time(match[1], *span)
    if match := _EVENT.fullmatch(mark.label):
        actors, _, recipients = (match[3] or "").partition(">")
        return Event(match[1], match[2], _ids(actors), _ids(recipients), match[4], *span)
    raise MarkError(f"unknown label {mark.label!r}")


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("+") if part)


def _carried(number: str, extras: str) -> dict[str, str]:
    """Stance, issue, speaker and negation of a cue, each at most once."""
    found: dict[str, str] = {}
    for sign, word in _EXTRA.findall(extras):
        if sign in found:
            raise MarkError(f"the cue of attribution {number} carries {sign!r} twice")
        found[sign] = word
    return found


def _attributions(parts: Iterable[_Part]) -> Iterator[Attribution]:
    """The attributions in order of their numbers."""
    sources: dict[int, list[_Source]] = {}
    cues: dict[int, _Cue] = {}
    contents: dict[int, list[Span]] = {}
    for part in parts:
        if isinstance(part, _Source):
            for number in part.numbers:
                sources.setdefault(number, []).append(part)
        elif isinstance(part, _Content):
            for number in part.numbers:
                contents.setdefault(number, []).append(part.span)
        elif isinstance(part, _Cue):
            if part.number in cues:
                raise MarkError(f"attribution {part.number} has two cues")
            cues[part.number] = part
    for number in sorted({*sources, *cues, *contents}):
        if number not in contents:
            raise MarkError(f"attribution {number} has no content")
        yield _attribution(number, sources.get(number, []), cues.get(number), contents[number])


def _attribution(number: int, sources: list[_Source], cue: _Cue | None, contents: list[Span]) -> Attribution:
    carried = cue.carried if cue else {}
    speakers = {source.entity for source in sources if source.entity} | ({carried["@"]} if "@" in carried else set())
    if len(speakers) > 1:
        raise MarkError(f"attribution {number} has several speakers: {', '.join(sorted(speakers))}")
    return Attribution(
        number,
        tuple(sorted(source.span for source in sources)),
        cue.span if cue else None,
        tuple(sorted(contents)),
        next(iter(speakers), None),
        carried.get(":"),
        carried.get("/"),
        "!" in carried,
    )


def named(text: str, names: Mapping[str, str], taken: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions by name, the longest name first, outside those that are marked by hand with the same bounds."""
    if not names:
        return
    held = {(mention.start, mention.end) for mention in taken}
    pattern = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
        if (match.start(), match.end()) not in held:
            yield Mention(names[match[0]], match.start(), match.end())
