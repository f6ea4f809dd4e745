"""The parse of one report: tokens, name labels, sentences and quotations, read by every later stage of the engine."""

from bisect import bisect_left
from dataclasses import dataclass

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
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Parse:
    """A report with its tokens; `names` holds one BIO label (PER, ORG, LOC, MISC) for each token."""

    report: Report
    tokens: tuple[Token, ...]
    names: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    proposals: tuple[Proposal, ...] = ()
    """In order of their cues; none where no encoder read the report."""

    def word(self, index: int) -> str:
        """The characters of a token."""
        token = self.tokens[index]
        return self.report.text[token.start : token.end]

    def lower(self, index: int) -> str:
        """The characters of a token in lower case, with straight apostrophes."""
        return self.word(index).lower().replace("’", "'")

    def span(self, first: int, last: int) -> Span:
        """The span from token `first` to before token `last`."""
        return Span(self.report.id, self.tokens[first].start, self.tokens[last - 1].end)

    def at(self, offset: int) -> int:
        """Index of the first token that starts at or after a character."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)

    def quoted(self, start: int, end: int) -> bool:
        """Whether a stretch lies inside one outermost quotation."""
        return any(q.depth == 0 and q.inner_start <= start and end <= q.inner_end for q in self.quotations)
