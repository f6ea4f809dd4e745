"""Retelling: which words of its reports tell an event on one line."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from parley.compose.cast import Cast
from parley.compose.readable import HEADLESS, opened, sentence_of
from parley.reading import Reading
from parley.report import Span
from parley.story import Event

MOST_TRIED = 12
"""Pieces of evidence of an event that are weighed to tell it."""

LONG = 160
"""Characters above which words are told only where no others say as much."""

LATE = 60
"""Characters of a long sentence after which what is told would be cut off."""

ENOUGH = 2
"""Participants whom a line names; more of them make it no better."""

_HEADINGS = frozenset({"title", "subtitle", "heading"})
_CLOSED = frozenset({",", ":", ".", "CC", "``", "''", "-LRB-", "-RRB-", "SYM", "HYPH"})
_ENDLESS = frozenset({"IN", "TO", "DT", "CC", "PRP$", "MD"})
"""Tags of words with which no clause ends."""
_SUBORDINATE = frozenset({"that", "while", "after", "before", "as", "because", "although", "though", "when", "where",
                          "which", "who", "if", "since", "until", "whereas", "but"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Retelling:
    """Finds for each event the clause or sentence that tells it best."""

    read: dict[str, Reading]
    cast: Cast

    def of(self, event: Event) -> Span:
        """Words that can be read alone, of a paragraph and of the day or later, with the day and who took part."""
        return min(self._ways(event), key=lambda span: (*self._lacks(event, span), span))

    def line(self, event: Event) -> str:
        """The same in one line, with a mark where they begin within their sentence's clause."""
        span = self.of(event)
        words = opened(self.read[span.report].report.quote(span))
        return words if is_whole(self.read[span.report], span) else f"… {words}"

    def _ways(self, event: Event) -> Iterator[Span]:
        for span in event.evidence[:MOST_TRIED]:
            reading = self.read[span.report]
            around = sentence_of(reading, span)
            late = around.end - around.start > LONG and span.start - around.start > LATE
            if late or is_whole(reading, span):
                yield span
            if not late:
                yield around

    def _lacks(self, event: Event, span: Span) -> tuple[bool | int, ...]:
        reading = self.read[span.report]
        words = reading.report.quote(span)
        day = event.when.start if event.when else None
        early = event.status == "happened" and bool(day and reading.report.day and reading.report.day < day)
        loose = bool(HEADLESS.match(words)) or words.endswith("?") or words.count('"') % 2 == 1
        loose = loose or words.count("“") != words.count("”")
        return (
            early,
            loose,
            _is_heading(reading, span),
            not _tells_day(reading, span, day),
            -min(ENOUGH, self._named(event, span)),
            len(words) > LONG,
            not any(span == each for each in event.evidence),
        )

    def _named(self, event: Event, span: Span) -> int:
        """How many who take part, by themselves or by their party, the words name."""
        wanted = {self.cast.party(each.entity) or each.entity for each in event.participants}
        named = self.cast.within(span.report, span.start, span.end)
        return len(wanted & {self.cast.party(each.entity) or each.entity for each in named})


def _is_heading(reading: Reading, span: Span) -> bool:
    blocks = reading.report.blocks
    at = bisect_right(blocks, span.start, key=lambda block: block.start) - 1
    return at >= 0 and blocks[at].kind in _HEADINGS


def _tells_day(reading: Reading, span: Span, day: str | None) -> bool:
    """Whether the words have a time that begins on a day."""
    at = bisect_left(reading.times, span.start, key=lambda time: time.span.start)
    end = bisect_left(reading.times, span.end, key=lambda time: time.span.start)
    return day is not None and any(time.first == day for time in reading.times[at:end])


def is_whole(reading: Reading, span: Span) -> bool:
    """Whether a stretch begins and ends where a clause does, as far as the words beside it tell."""
    tokens, sentence = reading.tokens, sentence_of(reading, span)
    first = bisect_left(tokens, span.start, key=lambda token: token.start)
    last = bisect_left(tokens, span.end, key=lambda token: token.start)
    if first >= last:
        return True
    before = tokens[first - 1] if first and tokens[first - 1].start >= sentence.start else None
    after = tokens[last] if last < len(tokens) and tokens[last].start < sentence.end else None
    if tokens[last - 1].tag in _ENDLESS:
        return False
    text = reading.report.text
    if after is not None and tokens[last - 1].tag.startswith("VB") and text[after.start : after.end] == "that":
        return False
    edges = ((each.tag, text[each.start : each.end].casefold()) for each in (before, after) if each is not None)
    return all(tag in _CLOSED or word in _SUBORDINATE for tag, word in edges)
