"""The parse of one report: tokens, name labels, sentences and quotations, read by every later stage of the engine."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from parley.reading import Quotation, Sentence, Stance, Token
from parley.report import Report, Span

Range = tuple[int, int]
"""Tokens from the first to before the last."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An attribution that the encoder proposes, by tokens of the report; `sure` is the probability of its cue."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    sure: float
    stances: tuple[tuple[str, float], ...] = ()
    """How likely each stance is, and "none"."""

    @property
    def stance(self) -> Stance | None:
        """The stance that is likeliest."""
        best = max(self.stances, key=lambda one: one[1], default=("none", 1.0))[0]
        return next((one for one in get_args(Stance) if one == best), None)


def outermost(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """The quotations that stand in no other."""
    return tuple(quotation for quotation in quotations if quotation.depth == 0)


@dataclass(frozen=True)
class Parse:
    """A report with its tokens; `names` holds one BIO label (PER, ORG, LOC, MISC) for each token."""

    report: Report
    tokens: tuple[Token, ...]
    names: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    proposals: tuple[Proposal, ...] = ()
    """In order of their cues; none where no encoder read the report."""
    meanings: bytes = b""
    """As in `Reading.meanings`."""

    @cached_property
    def words(self) -> list[str]:
        """The characters of each token."""
        text = self.report.text
        return [text[token.start : token.end] for token in self.tokens]

    @cached_property
    def lowered(self) -> list[str]:
        """The same in lower case, with straight apostrophes."""
        return [word.lower().replace("’", "'") for word in self.words]

    @cached_property
    def starts(self) -> list[int]:
        """The first character of each token."""
        return [token.start for token in self.tokens]

    @cached_property
    def outermost(self) -> tuple[Quotation, ...]:
        """The quotations that stand in no other."""
        return outermost(self.quotations)

    def word(self, index: int) -> str:
        """The characters of a token."""
        return self.words[index]

    def lower(self, index: int) -> str:
        """The characters of a token in lower case, with straight apostrophes."""
        return self.lowered[index]

    def span(self, first: int, last: int) -> Span:
        """The span from token `first` to before token `last`."""
        return Span(self.report.id, self.tokens[first].start, self.tokens[last - 1].end)

    def trimmed(self, start: int, end: int) -> Span | None:
        """A stretch without blanks at its edges, or None where nothing is left."""
        words = self.report.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return Span(self.report.id, start, end) if start < end else None

    def at(self, offset: int) -> int:
        """Index of the first token that starts at or after a character."""
        return bisect_left(self.starts, offset)

    def quoted(self, start: int, end: int) -> bool:
        """Whether a stretch lies inside one outermost quotation."""
        return any(q.inner_start <= start and end <= q.inner_end for q in self.outermost)
