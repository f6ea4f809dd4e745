"""Passages: the running text of a report in pieces of a few hundred words, each asked about by itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from parley.annotate.parse import Parse
from parley.reading import Sentence
from parley.report import Span

WORDS = 300
"""Words of a passage, at most; a longer sentence is a passage of its own."""

CHARACTERS = 6000
"""Characters of a passage, at most; a longer sentence is not asked about."""

BEFORE = 60
"""Words before a passage that are shown with it."""

TITLE = 200
"""Characters of the title that are shown with it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences `first` to before `last` of a parse; `stretches` are the pieces of blocks that they make up."""

    parse: Parse
    number: int
    first: int
    last: int
    stretches: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The passage as it is shown, with an empty line between two stretches."""
        return "\n\n".join(self.shown)

    @property
    def shown(self) -> tuple[str, ...]:
        """Its stretches letter for letter, with blanks for line ends, so that every place is still where it was."""
        return tuple(even(self.parse.report.quote(stretch)) for stretch in self.stretches)

    @property
    def context(self) -> str:
        """The title and the words just before, to tell who "she" is."""
        return "\n\n".join(even(part) for part in (self._title, self._before) if part)

    @property
    def where(self) -> str:
        """How a problem names it."""
        return f"passage {self.number} (characters {self.stretches[0].start} to {self.stretches[-1].end})"

    @property
    def _title(self) -> str:
        report = self.parse.report
        block = next((block for block in report.blocks if block.kind == "title"), None)
        shown = block is not None and block.end <= self.stretches[0].start
        return report.text[block.start : min(block.end, block.start + TITLE)] if block and shown else ""

    @property
    def _before(self) -> str:
        tokens, end = self.parse.tokens, self.parse.sentences[self.first].first
        start = max(0, end - BEFORE)
        text = self.parse.report.text[tokens[start].start : tokens[end - 1].end] if start < end else ""
        return text[-BEFORE * 10 :]


def passages(parse: Parse) -> Iterator[Passage]:
    """The passages of a report in order; together they hold every sentence once, and whole blocks where they can."""
    part: list[int] = []
    number = 0
    for block in _pieces(parse):
        if part and not _fits(parse, [*part, *block]):
            number += 1
            yield _passage(parse, number, part)
            part = []
        part += block
    if part:
        yield _passage(parse, number + 1, part)


def _pieces(parse: Parse) -> Iterator[list[int]]:
    """Indexes of the sentences of each block, or of a part of it where it is too long."""
    for _, block in groupby(range(len(parse.sentences)), key=lambda index: parse.sentences[index].block):
        piece: list[int] = []
        for index in block:
            if piece and not _fits(parse, [*piece, index]):
                yield piece
                piece = []
            piece.append(index)
        yield piece


def _fits(parse: Parse, part: Sequence[int]) -> bool:
    first, last = parse.sentences[part[0]], parse.sentences[part[-1]]
    return last.last - first.first <= WORDS and last.end - first.start <= CHARACTERS


def _passage(parse: Parse, number: int, part: Sequence[int]) -> Passage:
    rows: list[list[Sentence]] = [
        list(row) for _, row in groupby((parse.sentences[index] for index in part), key=lambda each: each.block)
    ]
    stretches = tuple(parse.report.span(row[0].start, row[-1].end) for row in rows)
    return Passage(parse, number, part[0], part[-1] + 1, stretches)


def even(text: str) -> str:
    """The text with a plain blank for every other kind of blank and line end, one for one."""
    return re.sub(r"\s", " ", text)


def mark(*texts: str) -> str:
    """A line that stands in none of the texts, since nobody can write a text that holds its own digest."""
    digest = sha256("\x1f".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"==== {digest[:24]} ===="
