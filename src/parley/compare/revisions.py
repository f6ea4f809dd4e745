"""What changed between two versions of one report, word by word, as spans of both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Opcode

from parley.report import Report, Revision, Span

MOST = 40_000_000
"""Pairs of words or paragraphs beyond which a stretch is shown as replaced whole: the two have little in common."""

ISLAND = 2
"""Words that stay between two changes that are longer: they are shown as changed, since nobody reads around them."""

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Edit:
    """A stretch of words of the one and of the other, ends exclusive, that are not the same."""

    before: int
    before_end: int
    after: int
    after_end: int


def revisions(before: Report, after: Report) -> tuple[Revision, ...]:
    """The revisions in order, white space aside; paragraphs are aligned first, then words where they differ."""
    old, new = list(_WORD.finditer(before.text)), list(_WORD.finditer(after.text))
    edits = _joined(list(_edits([word.group() for word in old], [word.group() for word in new], before, after)))
    return tuple(
        Revision(_span(before, old, edit.before, edit.before_end), _span(after, new, edit.after, edit.after_end))
        for edit in edits
    )


def _span(report: Report, words: Sequence[re.Match[str]], start: int, end: int) -> Span | None:
    return report.span(words[start].start(), words[end - 1].end()) if end > start else None


def _edits(old: Sequence[str], new: Sequence[str], before: Report, after: Report) -> Iterator[_Edit]:
    paragraphs, others = _paragraphs(before.text), _paragraphs(after.text)
    starts, other_starts = _starts(paragraphs), _starts(others)
    for a in _differing(paragraphs, others):
        at, there = starts[a.before], other_starts[a.after]
        end, other_end = starts[a.before_end], other_starts[a.after_end]
        for edit in _differing(old[at:end], new[there:other_end]):
            yield _Edit(at + edit.before, at + edit.before_end, there + edit.after, there + edit.after_end)


def _paragraphs(text: str) -> list[str]:
    """The lines that have words, white space folded."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _starts(paragraphs: Sequence[str]) -> list[int]:
    """The number of the first word of each paragraph, and that of all words."""
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph.split()))
    return starts


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[_Edit]:
    """The stretches between the longest common subsequence of the two; all as one where they are too long for that."""
    if len(old) * len(new) > MOST or not old or not new:
        if old or new:
            yield _Edit(0, len(old), 0, len(new))
        return
    start, other = 0, 0
    for step in (*Indel.opcodes(old, new), Opcode("equal", len(old), len(old), len(new), len(new))):
        if step.tag == "equal":
            if (step.src_start, step.dest_start) != (start, other):
                yield _Edit(start, step.src_start, other, step.dest_start)
            start, other = step.src_end, step.dest_end


def _joined(edits: list[_Edit]) -> list[_Edit]:
    """Edits that touch, or that only a word or two stand between, put together."""
    joined: list[_Edit] = []
    for edit in edits:
        last = joined[-1] if joined else None
        gap = edit.before - last.before_end if last else 0
        if last is not None and (gap == 0 or (gap <= ISLAND and min(_size(last), _size(edit)) > gap)):
            joined[-1] = _Edit(last.before, edit.before_end, last.after, edit.after_end)
        else:
            joined.append(edit)
    return joined


def _size(edit: _Edit) -> int:
    return edit.before_end - edit.before + edit.after_end - edit.after
