"""New versions of a page: what of the old text stands in the new one, where, and what stands there instead.

Words are aligned by their longest common subsequence (Hyyrö's bit-parallel algorithm, as rapidfuzz has it).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from rapidfuzz.distance import Indel

from parley.changes import Version
from parley.compose.terms import fold
from parley.report import Report, Span

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")

LONG = 5
"""Letters from which a word with one other letter is a misspelling set right."""

SHORTEST = 3
"""Words that must stay together to be the same passage: the odd word in common holds none."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, folded, with the places where they begin and end."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True)
class Revision:
    """Two versions of one page, word by word."""

    version: Version
    before: Report
    after: Report

    @cached_property
    def _pair(self) -> tuple[_Words, _Words]:
        return _words(self.before.text), _words(self.after.text)

    @cached_property
    def _kept(self) -> dict[int, int]:
        """For each word of the old text that stays, its place among the words of the new one."""
        old, new = self._pair
        kept: dict[int, int] = {}
        for step in Indel.opcodes(old.words, new.words):
            length = step.src_end - step.src_start
            if step.tag == "equal" and (length >= SHORTEST or length == len(old.words)):
                kept.update(
                    zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
                )
        kept = _grown(old.words, new.words, kept)
        return kept | _mended(old, new, kept)

    @cached_property
    def _stayed(self) -> list[int]:
        return sorted(self._kept)

    @cached_property
    def _old_words(self) -> frozenset[int]:
        """Places in the new text of words that stood in the old one."""
        return frozenset(self._kept.values())

    def there(self, span: Span) -> Span | None:
        """Where a passage of the old text stands in the new one, or None where a word of it changed."""
        old, new = self._pair
        inside = _within(old, span)
        if not inside or any(place not in self._kept for place in inside):
            return None
        first, last = self._kept[inside[0]], self._kept[inside[-1]]
        if last - first != inside[-1] - inside[0]:
            return None
        return Span(self.after.id, new.starts[first], new.ends[last])

    def instead(self, span: Span) -> Span | None:
        """What stands in the new text where a passage stood; None where nothing was put in its place."""
        old, new = self._pair
        inside = _within(old, span)
        if not inside:
            return None
        stayed = self._stayed
        before, after = bisect_left(stayed, inside[0]) - 1, bisect_right(stayed, inside[-1])
        first = self._kept[stayed[before]] + 1 if before >= 0 else 0
        last = self._kept[stayed[after]] - 1 if after < len(stayed) else len(new.words) - 1
        if first > last:
            return None
        return Span(self.after.id, new.starts[first], new.ends[last])

    def is_new(self, span: Span) -> bool:
        """Whether a passage of the new text has words that did not stand in the old one."""
        return any(place not in self._old_words for place in _within(self._pair[1], span))


def revisions(earlier: Sequence[Report], later: Sequence[Report]) -> tuple[Revision, ...]:
    """For each report that is gone the one that came new at its address, the likest where there are several."""
    there, known = {report.id for report in later}, {report.id for report in earlier}
    came: dict[str, list[Report]] = {}
    for report in later:
        for address in _addresses(report) if report.id not in known else ():
            came.setdefault(address, []).append(report)
    found: list[Revision] = []
    taken: set[str] = set()
    for old in sorted(earlier, key=lambda report: (report.published or "", report.id)):
        for address in _addresses(old) if old.id not in there else ():
            options = [report for report in came.get(address, ()) if report.id not in taken]
            if options:
                new = max(options, key=lambda report: (_alike(old, report), report.id))
                taken.add(new.id)
                found.append(Revision(Version(old.id, new.id, address), old, new))
                break
    return tuple(sorted(found, key=lambda each: each.version.before))


def _addresses(report: Report) -> Iterator[str]:
    """The addresses at which it was found, without what a page may be called by in several ways."""
    for sighting in report.sightings:
        if sighting.url:
            parts = urlsplit(sighting.url)
            query = f"?{parts.query}" if parts.query else ""
            yield f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}{query}"


def _alike(old: Report, new: Report) -> int:
    return sum((Counter(_words(old.text).words) & Counter(_words(new.text).words)).values())


def _words(text: str) -> _Words:
    found = list(_WORD.finditer(text))
    return _Words(
        tuple(fold(match[0]) for match in found),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
    )


def _within(words: _Words, span: Span) -> range:
    """The places of the words that a passage has, in whole or in part."""
    return range(bisect_right(words.ends, span.start), bisect_left(words.starts, span.end))


def _grown(old: Sequence[str], new: Sequence[str], kept: Mapping[int, int]) -> dict[int, int]:
    """The words that stay with those beside them: of two longest alignments one tears a word off."""
    grown, taken = dict(kept), set(kept.values())
    for step in (-1, 1):
        for place in sorted(kept, reverse=step < 0):
            at, there = place + step, grown[place] + step
            while 0 <= at < len(old) and 0 <= there < len(new) and at not in grown and there not in taken:
                if old[at] != new[there]:
                    break
                grown[at] = there
                taken.add(there)
                at, there = at + step, there + step
    return grown


def _mended(old: _Words, new: _Words, kept: dict[int, int]) -> dict[int, int]:
    """Words between two that stayed, of which the new one only spells them otherwise: no number, no short word."""
    found: dict[int, int] = {}
    for place, there in _alone(kept, len(old.words)):
        one, other = old.words[place], new.words[there] if there < len(new.words) else ""
        if min(len(one), len(other)) >= LONG and one.isalpha() and Indel.distance(one, other) <= 2:
            found[place] = there
    return found


def _alone(kept: dict[int, int], count: int) -> Iterable[tuple[int, int]]:
    """Old words that were exchanged alone, with the place of what stands there."""
    for place in range(1, count - 1):
        if place not in kept and place - 1 in kept and place + 1 in kept and kept[place + 1] - kept[place - 1] == 2:
            yield place, kept[place - 1] + 1
