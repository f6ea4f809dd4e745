"""Reservations: a sentence that one report quotes alone and another with the next, which takes a part of it back."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.lists import quoting
from parley.compare.discrepancies.wordings import Quoted, sentences_of
from parley.compare.words import content, negative, words
from parley.reading import Reading
from parley.report import Span
from parley.story import Discrepancy, Reason, Value

SHORTEST = 5
"""Words of a sentence that is looked for in other reports."""
APART = 3
"""Days between two reports from which on like words are taken for words of another day."""
BETWEEN = 80
"""Letters between two quotations that one utterance may have ("…", she said. "…")."""
BESIDE = 2000
"""Letters of the paragraphs on either side of a quotation in which its report may tell what it leaves out."""
CROWD = 16
"""Of one sentence in more places than this, the first alone are compared."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quoted sentence and the one that follows it in the same utterance, if any."""

    words: Quoted
    after: Quoted | None


def reservation_discrepancies(ground: Ground) -> Iterator[Discrepancy]:
    """Quoted sentences of which some reports have the next, too, which denies what the first lets hope.

    Where the other report tells most of what the next one says, whether in quotation marks or not, nothing is missing.
    """
    told: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for reading in ground.readings:
        for said in ground.memo.once("utterances", reading, None, partial(_utterances, reading)):
            told[said.words.texts].append(said)
    for _, same in sorted(told.items()):
        whole = [each for each in same[:CROWD] if each.after is not None and reserves(each.words, each.after)]
        alone = [each for each in same[:CROWD] if each.after is None]
        alone = [each for each in alone if any(_lacks(ground, each, other) for other in whole)]
        if whole and alone:
            yield _found(ground, whole, alone)


def reserves(kept: Quoted, lost: Quoted) -> bool:
    """Whether a sentence turns the one before round: of the same subject or things, denied where that affirms."""
    one, other = (words(" ".join(each.texts)) for each in (kept, lost))
    if negative(one) or not negative(other):
        return False
    opening = kept.texts[0] == lost.texts[0] and kept.texts[0] in quoting().subjects
    return opening or "same" in lost.texts or bool(set(content(one)) & set(content(other)))


def _utterances(reading: Reading) -> tuple[Said, ...]:
    """The quoted sentences of a report, each with the next of the same utterance."""
    outer = [each for each in reading.quotations if each.depth == 0]
    found: list[Said] = []
    for at, quotation in enumerate(outer):
        sentences = sentences_of(reading, quotation)
        following = outer[at + 1] if at + 1 < len(outer) else None
        goes_on = following is not None and _goes_on(reading, quotation.end, following.start)
        last = sentences_of(reading, following)[:1] if following is not None and goes_on else ()
        for each, after in zip(sentences, (*sentences[1:], *(last or (None,))), strict=False):
            if len(each.tokens) >= SHORTEST and each.whole:
                found.append(Said(each, after))
    return tuple(found)


def _goes_on(reading: Reading, end: int, start: int) -> bool:
    """Whether little stands between two quotations of one paragraph."""
    return start - end <= BETWEEN and "\n" not in reading.report.text[end:start]


def _lacks(ground: Ground, alone: Said, whole: Said) -> bool:
    """Whether another report of about the same day tells little of what the second sentence says."""
    one, other = alone.words.span.report, whole.words.span.report
    if one == other or whole.after is None or ground.days_between(one, other) > APART:
        return False
    lost = set(content(words(ground.quote(whole.after.span))))
    return bool(lost) and 3 * len(lost & _told(ground, alone.words.span)) <= 2 * len(lost)


def _told(ground: Ground, span: Span) -> set[str]:
    """Stems of the paragraph of a quotation and those beside it, but for the quoted words themselves."""
    report = ground.reading[span.report].report
    at = bisect_left(report.blocks, span.end, key=lambda block: block.end)
    near = report.blocks[max(0, at - 1) : at + 2]
    low, high = span.start - BESIDE, span.end + BESIDE
    pieces = [words(report.text, max(block.start, low), min(block.end, high)) for block in near]
    return {stem for piece in pieces for stem in content(w for w in piece if not span.start <= w.start < span.end)}


def _found(ground: Ground, whole: Sequence[Said], alone: Sequence[Said]) -> Discrepancy:
    lost = next(each.after for each in whole if each.after is not None)
    first = whole[0].words.span
    spans = [span for each in whole for span in (each.words.span, *((each.after.span,) if each.after else ()))]
    full = f"{ground.quote(first)} … {ground.quote(lost.span)}"
    values = (
        Value(full, tuple(spans)),
        Value(ground.quote(alone[0].words.span), tuple(each.words.span for each in alone)),
    )
    here = ground.labels(each.words.span.report for each in alone)
    there = ground.labels(each.words.span.report for each in whole)
    note = f"{here} quotes {quoted(ground.quote(first))} alone where {there} goes on {quoted(ground.quote(lost.span))}."
    detail = f"{listed([quoted(ground.quote(lost.span))])} denies what the sentence before lets hope"
    return discrepancy("quotation", values, note, (Reason("a reservation is left out", 1.0, detail),))
