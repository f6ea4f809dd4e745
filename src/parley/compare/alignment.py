"""Alignment: which words of a wording are the first wording's, which it leaves out, puts in or exchanges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from parley.compare.words import words
from parley.reading import Reading
from parley.report import Span
from parley.story import Aligned, Alteration

LONGEST = 400
"""Words of a wording that are aligned; longer ones are shown whole."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A folded word, where it stands, and which piece of the content holds it."""

    text: str
    span: Span
    piece: int


def placed(reading: Reading, content: Sequence[Span]) -> tuple[Placed, ...]:
    """The words of a content in the order of the text."""
    return tuple(
        Placed(word.text, Span(span.report, word.start, word.end), piece)
        for piece, span in enumerate(sorted(content))
        for word in words(reading.report.text, span.start, span.end)
    )


def aligned(first: Sequence[Placed], other: Sequence[Placed]) -> tuple[Aligned, ...]:
    """Runs of words in reading order by the longest common subsequence, changes side by side taken as one exchange.

    Empty where the words are the same throughout, or where either has too many or shares none.
    """
    if max(len(first), len(other)) > LONGEST:
        return ()
    found = list(_runs([word.text for word in first], [word.text for word in other]))
    if all(run.kept for run in found) or not any(run.kept for run in found):
        return ()
    return tuple(
        Aligned(run.kind, _spans(first[run.start : run.end]), _spans(other[run.other_start : run.other_end]))
        for run in found
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Words from `start` to before `end` of the first wording against those of the other."""

    kept: bool
    start: int
    end: int
    other_start: int
    other_end: int

    @property
    def kind(self) -> Alteration:
        """What became of the first wording's words."""
        if self.kept:
            return "kept"
        if self.start == self.end:
            return "put in"
        return "left out" if self.other_start == self.other_end else "exchanged"


def _runs(first: Sequence[str], other: Sequence[str]) -> Iterator[_Run]:
    latest: _Run | None = None
    for code in LCSseq.opcodes(first, other):
        run = _Run(code.tag == "equal", code.src_start, code.src_end, code.dest_start, code.dest_end)
        if latest is not None and latest.kept == run.kept:
            run = _Run(run.kept, latest.start, run.end, latest.other_start, run.other_end)
        elif latest is not None:
            yield latest
        latest = run
    if latest is not None:
        yield latest


def _spans(run: Sequence[Placed]) -> tuple[Span, ...]:
    """One span for each piece of the content that the words stand in."""
    pieces = sorted({word.piece for word in run})
    held = [[word.span for word in run if word.piece == piece] for piece in pieces]
    return tuple(Span(spans[0].report, spans[0].start, spans[-1].end) for spans in held)
