"""Text reuse: the words that stand in several reports, verbatim or nearly so.

Shared shingles of words are looked up in an index, extended to maximal runs, and runs that a few exchanged words part
are joined (Schleimer, Wilkerson and Aiken 2003, "Winnowing"; Smith, Cordell and Mullen 2015, "Computational Methods for
Uncovering Reprinted Texts", which passim implements). Then the runs of pairs are grouped, so that a passage names every
report that has it. Cost grows with the text and with what is shared, not with the number of pairs of reports.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from parley.compare.running import Running, habits, running, unquoted
from parley.compare.runs import SHINGLE, Run, runs
from parley.reading import Reading
from parley.report import Span, stable_id
from parley.story import Passage

LONG = 8
"""From this many words on a run counts, given some words of weight."""
SHORT = 6
"""A shorter one counts where nearly every word has weight."""
QUOTED = 5
"""Within quotation marks in every report a run this short counts: it is somebody's wording."""
ALIKE = 0.6
"""Two stretches of one report are the same passage when they share this part of the words that either has."""
NEIGHBOURS = 32
"""How many stretches of like length, in the order of the text, each is compared with."""
_CELL = 256
"""Code points of a cell of the index that finds what covers a span."""


class _Place(NamedTuple):
    """Words of one report, in the row of all words."""

    first: int
    stop: int

    def is_like(self, later: "_Place") -> bool:
        """Whether one that begins no earlier shares most of what either has."""
        if self.stop >= later.stop:
            return later.stop - later.first >= ALIKE * (self.stop - self.first)
        return self.stop - later.first >= ALIKE * (later.stop - self.first)


@dataclass(frozen=True, slots=True)
class _Weight:
    """Shared words that no common phrase accounts for, and their weight: capitals half, grammar nothing."""

    words: float
    weight: float


def passages(readings: Sequence[Reading]) -> tuple[Passage, ...]:
    """Words shared by two or more reports, longest first; `words` counts the words that all of them share.

    The same readings in any order give the same passages. Case, marks, accents and American or British spelling do not
    count; common phrases, and runs of nothing but names, titles, dates and grammar, are no passages.
    """
    row = running(readings)
    outside = unquoted(row, readings)
    found = runs(row)
    joined = _counting(row, sorted(set(found.joined)), outside)
    parts = _counting(row, sorted(_parts(found.exact)), outside)
    named = [_passage(row, group) for group in _groups(joined)]
    several = [_passage(row, group) for group in _groups(parts)]
    named += [passage for passage in several if len({span.report for span in passage.spans}) > 2]
    return tuple(sorted(_undominated(named), key=lambda passage: (-passage.words, passage.spans)))


def _parts(exact: Sequence[Run]) -> set[Run]:
    """Exact runs, and the parts of them that a third report shares: where two runs overlap, both cut to the overlap."""
    found = set(exact)
    users: dict[_Place, list[Run]] = defaultdict(list)
    for run in exact:
        for place in _places(run):
            users[place].append(run)
    window: list[_Place] = []
    for place in sorted(users):
        first = place.first
        window = [before for before in window[-NEIGHBOURS:] if before.stop - first >= SHINGLE]
        for before in window:
            stop = min(before.stop, place.stop)
            found.update(run.between(first, stop) for each in (before, place) for run in users[each])
        window.append(place)
    return found


def _counting(row: Running, found: Sequence[Run], outside: npt.NDArray[np.bool_]) -> list[Run]:
    """Those runs that are more than a common phrase; what cannot weigh enough whatever its phrases is not weighed."""
    places = np.array(found, np.int64).reshape(-1, 5)
    first, stop, shared = places[:, 0], places[:, 1], places[:, 4]
    lists = habits()
    weighty = np.array([*(fold not in lists.light for fold in row.folds), False])
    heavy = np.concatenate([[0], np.cumsum(weighty[np.where(row.words < 0, -1, row.words)])])
    own = np.concatenate([[0], np.cumsum(outside)])
    most = (heavy[stop] - heavy[first]) * shared / np.maximum(1, stop - first)
    quoted = (own[stop] == own[first]) & (own[places[:, 3]] == own[places[:, 2]])
    likely = (shared >= LONG) & (most >= 2.5) | (shared >= SHORT) & (most >= 4.5) | quoted & (most >= 2)
    return [found[at] for at in np.flatnonzero(likely).tolist() if _counts(row, found[at], is_quoted=bool(quoted[at]))]


def _counts(row: Running, run: Run, *, is_quoted: bool) -> bool:
    """Whether a run is more than a common phrase."""
    if run.shared >= 5 * LONG:
        return True
    found = _weigh(row, run)
    if found.words >= LONG and found.weight >= 2.5:
        return True
    if found.words >= SHORT and found.weight >= 4.5:
        return True
    return found.words >= QUOTED and found.weight >= 2 and is_quoted


def _weigh(row: Running, run: Run) -> _Weight:
    lists = habits()
    folded = row.folded(run.first, run.first_stop)
    left = _without_phrases(folded)
    written = row.reports[int(row.owners[run.first])].text
    starts = row.starts[run.first : run.first_stop].tolist()
    capital = {word for word, at in zip(folded, starts, strict=True) if written[at].isupper()}
    weight = sum(0.0 if word in lists.light else 0.5 if word in capital else 1.0 for word in left)
    share = run.shared / len(folded)
    return _Weight(len(left) * share, weight * share)


def _without_phrases(folded: Sequence[str]) -> Sequence[str]:
    """The words that no common phrase holds; the longest phrases go first."""
    lists = habits()
    likely = sorted({number for word in folded for number in lists.anchors.get(word, ())})
    if not likely:
        return folded
    text = f" {' '.join(folded)} "
    for number in likely:
        text = text.replace(f" {lists.phrases[number]} ", " ")
    return text.split()


class _Union:
    """Runs joined into groups; a group whose longest and shortest stretch would be too unlike is not made."""

    def __init__(self, kept: Sequence[Run]) -> None:
        self._heads = list(range(len(kept)))
        self._lengths = [(min(each), max(each)) for each in (_lengths(run) for run in kept)]

    def head(self, number: int) -> int:
        """The group of a run, named by its first."""
        heads = self._heads
        while heads[number] != number:
            heads[number] = heads[heads[number]]
            number = heads[number]
        return number

    def unite(self, one: int, other: int) -> None:
        """Join the groups of two runs."""
        low, high = sorted((self.head(one), self.head(other)))
        shortest = min(self._lengths[low][0], self._lengths[high][0])
        longest = max(self._lengths[low][1], self._lengths[high][1])
        if shortest >= ALIKE * longest:
            self._heads[high] = low
            self._lengths[low] = (shortest, longest)


def _lengths(run: Run) -> list[int]:
    return [run.first_stop - run.first, run.second_stop - run.second]


def _groups(kept: Sequence[Run]) -> list[list[Run]]:
    """Runs that are the same passage: those that have like places in a report, directly or over others."""
    users: dict[_Place, list[int]] = defaultdict(list)
    for number, run in enumerate(kept):
        for place in _places(run):
            users[place].append(number)
    union = _Union(kept)
    windows: dict[int, deque[_Place]] = defaultdict(lambda: deque(maxlen=NEIGHBOURS))
    for place in sorted(users):
        for other in users[place][1:]:
            union.unite(users[place][0], other)
        size = (place.stop - place.first).bit_length()
        for near in (size - 1, size, size + 1):
            for before in windows[near]:
                if before.stop > place.first and before.is_like(place):
                    union.unite(users[before][0], users[place][0])
        windows[size].append(place)
    groups: dict[int, list[Run]] = defaultdict(list)
    for number, run in enumerate(kept):
        groups[union.head(number)].append(run)
    return [groups[head] for head in sorted(groups)]


def _places(run: Run) -> list[_Place]:
    return [_Place(run.first, run.first_stop), _Place(run.second, run.second_stop)]


def _passage(row: Running, group: Sequence[Run]) -> Passage:
    """The passage of a group: verbatim where one run of words stands in every report of it."""
    places = sorted({place for run in group for place in _places(run)})
    shortest = min(places, key=lambda place: (place.stop - place.first, place))
    common, long = row.words[shortest.first : shortest.stop].tobytes(), shortest.stop - shortest.first
    exact = [_Place(at, at + long) for at in (_find(row, common, place) for place in places) if at is not None]
    if len(exact) == len(places):
        return _named(row, sorted(set(exact)), long, is_exact=True)
    best: dict[int, int] = {}
    for run in group:
        for at in (run.first, run.second):
            owner = int(row.owners[at])
            best[owner] = max(best.get(owner, 0), run.shared)
    return _named(row, _merged(places), min(best.values()), is_exact=False)


def _find(row: Running, words: bytes, place: _Place) -> int | None:
    """Where in a place the words, given as the bytes of their numbers, stand in one piece."""
    size = row.words.itemsize
    within = row.words[place.first : place.stop].tobytes()
    at = within.find(words)
    while at % size and at >= 0:
        at = within.find(words, at + 1)
    return place.first + at // size if at >= 0 else None


def _merged(places: Sequence[_Place]) -> list[_Place]:
    """Places that overlap, joined; places of two reports never do."""
    joined: list[_Place] = []
    for place in places:
        if joined and place.first < joined[-1].stop:
            joined[-1] = _Place(joined[-1].first, max(joined[-1].stop, place.stop))
        else:
            joined.append(place)
    return joined


def _named(row: Running, places: Sequence[_Place], words: int, *, is_exact: bool) -> Passage:
    spans = tuple(sorted(row.span(place.first, place.stop) for place in places))
    parts = (f"{span.report}:{span.start}:{span.end}" for span in spans)
    return Passage(stable_id("passage", *parts), spans, words, "verbatim" if is_exact else "near")


def _undominated(found: Sequence[Passage]) -> list[Passage]:
    """Passages without those that add nothing to a longer one of the same reports, but for one repetition."""
    cells: dict[tuple[str, int], list[int]] = defaultdict(list)
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda each: (-sum(s.end - s.start for s in each.spans), each.spans)):
        near = {number for span in passage.spans for number in cells.get((span.report, span.start // _CELL), ())}
        if any(_holds(kept[number], passage.spans) for number in sorted(near)):
            continue
        for span in passage.spans:
            for cell in range(span.start // _CELL, (span.end - 1) // _CELL + 1):
                cells[span.report, cell].append(len(kept))
        kept.append(passage)
    return kept


def _holds(passage: Passage, spans: Sequence[Span]) -> bool:
    """Whether all spans lie within the passage; one may stand elsewhere in a report that the passage names."""
    outside = [span for span in spans if not any(own.covers(span) for own in passage.spans)]
    return not outside or (len(outside) == 1 and outside[0].report in {span.report for span in passage.spans})
