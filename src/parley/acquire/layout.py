"""The layout of a plain text: which lines are title, subtitle, byline, dateline, heading, point or running text."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from statistics import median

from parley.report import Block, BlockKind

STOPS = (".", "!", "?", "…", ":")
CLOSERS = "\"'”’»)]"

LONGEST_QUESTION = 12
"""Words of a question that is a heading."""

_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"(?:[-*•‣▪●◦·–—]|\d{1,2}[.)])[ \t\u00a0]+(?=\S)")
_MARKDOWN = re.compile(r"#{1,6}[ \t]+(?=\S)")
_RULE = re.compile(r"[-=*_~–—\s]{3,200}")
_DATELINE = re.compile(
    r"(?P<line>[^\W\d_][\w.,'’/ -]{1,60}?(?:\s?\([^()\n]{2,40}\))?(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?"
    r"\s?(?:—|–|--| - ))\s*(?=\S)"
)
_SLASHED = re.compile(r"[^\W\d_][\w.,'’ -]{1,50}\s/[^/\n]{2,30}/(?:\.|\s?[—–-])?\s*(?=\S)")
_BYLINE_NAME = re.compile(r"(?:by|By|BY)\s+[^\W\d_a-z][\w.'’-]*(?:\s+[\w.,'’&|-]+){0,10}\s*")
_WRITER_IN = re.compile(
    r"(?:[A-Z][\w.'’-]{1,20},?\s(?:and\s)?){2,8}in\s[A-Z][\w'’-]{1,20}(?:\s[A-Z][\w'’-]{1,20}){0,2}"
)
_DATE_LINE = re.compile(
    r"(?:\w{3,9}day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}"
    r"|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
    r"(?:[ ,|·-]{0,4}\d{1,2}[:.]\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s?[A-Z]{2,4})?)?\W{0,3}"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its surrounding white space; `gap` says whether a blank line stands before it."""

    start: int
    end: int
    text: str
    gap: bool


@cache
def furniture() -> dict[str, dict[str, list[str]]]:
    """The table of what is furniture (furniture.toml)."""
    return tomllib.loads(files("parley.acquire").joinpath("furniture.toml").read_text("utf-8"))


def layout(text: str, start: int = 0) -> tuple[Block, ...]:
    """Blocks of a plain text from `start` on, in order; what is in no block is white space, bullets and rules."""
    lines = [line for line in lines_of(text, start) if not _RULE.fullmatch(line.text)]
    lines = list(_joined(text, lines))
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        blocks += _blocks_of(line, blocks, after)
    return tuple(blocks)


def lines_of(text: str, start: int = 0) -> Iterator[Line]:
    """The lines that have words, trimmed, with their offsets."""
    last = start
    for match in _LINE.finditer(text, start):
        words = match.group()
        trimmed = words.strip("\u00a0\ufeff \t\f\v")
        if not trimmed:
            continue
        begin = match.start() + words.index(trimmed[0])
        gap = text.count("\n", last, begin) > 1 or text.count("\r", last, begin) > 1
        yield Line(begin, begin + len(trimmed), trimmed, gap)
        last = begin + len(trimmed)


def _joined(text: str, lines: list[Line]) -> Iterator[Line]:
    """Lines that one paragraph was broken into, put together again."""
    wrapped = _hard_wrapped(lines)
    pending: Line | None = None
    for line in lines:
        if pending is not None and _goes_on(pending, line, wrapped=wrapped):
            pending = Line(pending.start, line.end, text[pending.start : line.end], pending.gap)
            continue
        if pending is not None:
            yield pending
        pending = line
    if pending is not None:
        yield pending


def _hard_wrapped(lines: list[Line]) -> bool:
    """Whether the text was wrapped at a fixed width: most lines but the last of each paragraph are about as long."""
    followed = [a for a, b in pairwise(lines) if not b.gap and not _BULLET.match(a.text) and not _BULLET.match(b.text)]
    inner = [len(line.text) for line in followed]
    if len(inner) < 6:
        return False
    width = max(inner)
    broken = sum(not ends_sentence(line.text) for line in followed)
    return 40 <= width <= 110 and median(inner) >= width * 0.75 and broken >= len(inner) * 0.6


def _goes_on(line: Line, after: Line, *, wrapped: bool) -> bool:
    if after.gap or _BULLET.match(after.text) or _MARKDOWN.match(line.text) or _MARKDOWN.match(after.text):
        return False
    if wrapped and len(line.text) >= 35:
        return True
    if ends_sentence(line.text) or line.text.startswith("#"):
        return False
    return line.text[-1] in ",;" or (after.text[0].islower() and not furniture_kind(after.text))


def ends_sentence(words: str) -> bool:
    """Whether a line ends as a sentence does, closing marks aside."""
    return words.rstrip(CLOSERS).endswith(STOPS)


def _blocks_of(line: Line, before: list[Block], after: Line | None) -> list[Block]:
    kind = _kind(line, before, after)
    begin = line.start
    for marker in (_MARKDOWN, _BULLET) if kind in {"title", "heading", "point", "subtitle"} else ():
        match = marker.match(line.text)
        begin += match.end() if match else 0
    if kind == "paragraph" and (cut := dateline(line.text)):
        stop = line.start + len(line.text[:cut].rstrip())
        return [Block(line.start, stop, "dateline"), Block(line.start + cut, line.end, "paragraph")]
    return [Block(begin, line.end, kind)]


def dateline(words: str) -> int | None:
    """Length of the dateline ("PORT SELA (Norra) — ") with which a paragraph begins, or None."""
    if slashed := _SLASHED.match(words):
        return slashed.end()
    match = _DATELINE.match(words)
    if match is None:
        return None
    place = re.split(r"[(,—–]|--| - ", match["line"])[0].split()
    named = bool(place) and len(place) <= 4 and all(word[0].isupper() or word in {"de", "al", "of"} for word in place)
    return match.end() if named and len(words) - match.end() > 40 else None


def _kind(line: Line, before: list[Block], after: Line | None) -> BlockKind:
    words = line.text
    if marked := _MARKDOWN.match(words):
        return "title" if marked.end() <= 2 and not before else "heading"
    bullet = _BULLET.match(words)
    kind = furniture_kind(words[bullet.end() :] if bullet else words, near_top=above_text(before))
    if kind or bullet:
        return kind or "point"
    asked = len(before) > 1 and after is not None and len(after.text) > len(words) and _asks(words)
    ended = ends_sentence(words.rstrip(":")) and len(before) > 0
    if len(words) > 250 or after is None or (ended and not asked):
        return "paragraph"
    return _headline_kind(line, before, after)


def _asks(words: str) -> bool:
    """Whether a line is a short question, as reports put over their sections."""
    each = words.split()
    return (
        words.endswith("?") and len(each) <= LONGEST_QUESTION and each[0].lower() in furniture()["question"]["begins"]
    )


def _headline_kind(line: Line, before: list[Block], after: Line) -> BlockKind:
    words = line.text
    if not before and words.lower().rstrip(":") in furniture()["rubric"]["whole"]:
        return "more"
    only_top = all(block.kind in {"byline", "credit", "more"} for block in before)
    if only_top:
        return "paragraph" if ends_sentence(words) and len(words) > 120 else "title"
    count = len(words.split())
    top = all(block.kind in {"title", "byline", "credit", "more"} for block in before)
    if top and count >= 6 and not _capitalised(words) and not ends_sentence(words):
        return "subtitle"
    headed = count <= 14 and len(words) <= 100 and words[-1] not in ",;" and len(after.text) > 0
    return "heading" if headed and not ends_sentence(words.rstrip(":?!")) else "paragraph"


def _capitalised(words: str) -> bool:
    """Whether most of the longer words begin with a capital, as section headings do."""
    longer = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= len(longer) * 0.8


def _names_writer(low: str) -> bool:
    """Whether a folded line begins or ends a clause with the name of a writer's post."""
    clauses = [clause.strip() for clause in re.split(r"[,|·]| in | for ", low)]
    return any(
        clause.endswith(tuple(furniture()["byline"]["writers"])) and len(clause.split()) <= 4 for clause in clauses
    )


def above_text(before: list[Block]) -> bool:
    """Whether no paragraph, heading or point stands before: where bylines and dates stand."""
    return all(block.kind in {"title", "subtitle", "byline", "credit", "more"} for block in before)


def furniture_kind(words: str, *, near_top: bool = False) -> BlockKind | None:
    """The kind of a line that is no running text (hashtags, credit, byline, "read more"), or None."""
    if len(words) > 300:
        return None
    tags = words.split()
    if sum(tag.startswith("#") and len(tag) > 1 for tag in tags) >= max(1, len(tags) * 0.6):
        return "hashtags"
    low = words.lower().replace("’", "'")
    for kind in ("more", "credit"):
        rows = furniture()[kind]
        if low.startswith(tuple(rows["begins"])) or (
            len(words) < 120 and any(part in low for part in rows["anywhere"])
        ):
            return "more" if kind == "more" else "credit"
    if near_top and len(words) <= 120 and any(p.fullmatch(words) for p in (_BYLINE_NAME, _WRITER_IN, _DATE_LINE)):
        return "byline"
    if near_top and len(words) <= 90 and len(tags) <= 10 and not ends_sentence(words) and _names_writer(low):
        return "byline"
    dated = near_top and len(words) <= 120 and low.startswith(tuple(furniture()["byline"]["begins"]))
    return "byline" if dated and any(part.isdigit() for part in re.split(r"\W", low)) else None
