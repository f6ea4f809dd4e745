"""Speakers: which entity the words of a source stand for."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from parley.annotate.wordlists import words
from parley.reading import LocalEntity, Mention
from parley.report import Report, Span


class Cast(Protocol):
    """The entities of a report and the mentions that stand for them, in order of their place."""

    @property
    def entities(self) -> Sequence[LocalEntity]:
        """Entities by key."""

    @property
    def mentions(self) -> Sequence[Mention]:
        """Mentions by place."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """The cast of a report, to be asked for the entity of a source."""

    report: Report
    cast: Cast
    starts: tuple[int, ...]

    def of(self, source: Span, head: Span) -> int | None:
        """The entity of a source: of the mention that holds its head, else of a group named for a party."""
        inside = [mention for mention in self._near(source) if mention.span.meets(source)]
        heads = [mention for mention in inside if mention.span.meets(head)]
        named = [mention for mention in inside if mention.span.start >= head.end and self._apposed(source, mention)]
        best = min(heads, key=lambda mention: (self._is_modifier(mention, head), -_length(mention)), default=None)
        if best is not None and not self._is_modifier(best, head):
            return best.entity
        if named:
            return named[0].entity
        return self._group(source, head, inside)

    def _near(self, source: Span) -> Sequence[Mention]:
        """Mentions that may overlap a source."""
        first = max(0, bisect_left(self.starts, source.start) - 8)
        last = bisect_left(self.starts, source.end)
        return self.cast.mentions[first:last]

    def _is_modifier(self, mention: Mention, head: Span) -> bool:
        """Whether a mention ends before the head noun: the "Ostland" of "Ostland's envoy"."""
        return mention.span.end < head.end

    def _apposed(self, source: Span, mention: Mention) -> bool:
        """Whether a name stands beside the head noun, after a comma or nothing but a blank."""
        gap = self.report.text[source.start : mention.span.start]
        return (self.cast.entities[mention.entity].kind == "person" and gap.rstrip().endswith(",")) or not gap

    def _group(self, source: Span, head: Span, inside: Sequence[Mention]) -> int | None:
        """The party that unnamed officials, a government or a capital's aides speak for."""
        noun = self.report.quote(head).lower()
        if noun not in words("sources", "speaks_for_party"):
            return None
        parties = [m for m in inside if self.cast.entities[m.entity].kind == "party"]
        if len({mention.entity for mention in parties}) == 1:
            return parties[0].entity
        people = [m for m in inside if self.cast.entities[m.entity].kind in {"person", "organisation"}]
        belongs = {self.cast.entities[m.entity].party for m in people}
        return next(iter(belongs)) if len(belongs) == 1 and not parties else None


def speakers(report: Report, cast: Cast) -> Speakers:
    """The cast made ready to be asked."""
    return Speakers(report, cast, tuple(mention.span.start for mention in cast.mentions))


def _length(mention: Mention) -> int:
    return mention.span.end - mention.span.start
