"""Shared runs of words between two reports, found by an index of shingles and extended as far as they go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from parley.compare.running import Numbers, Running, habits

Flags = npt.NDArray[np.bool_]

SHINGLE = 5
"""Words of a shingle: no shorter run is looked for."""
PLACES = 2
"""Of one report only the first places of a shingle are looked up: repeated paragraphs cost no more than one."""
EVERY = 16
"""Up to this many places, each is compared with each; of more, each with the following `NEXT` only."""
NEXT = 8
GAP = 4
"""Words that may be exchanged or put in between two parts of a near-verbatim run."""
REJOIN = 3
"""Words that must agree again after a gap."""
FAITHFUL = 0.75
"""Share of the words of either side that must be shared in a near-verbatim run."""

_GAPS = sorted(
    ((i, j) for i in range(GAP + 1) for j in range(GAP + 1) if i or j),
    key=lambda gap: (max(gap), abs(gap[0] - gap[1]), gap),
)


class Run(NamedTuple):
    """Words of one report that stand in another: `first` to before `first_stop` there, `second` here."""

    first: int
    first_stop: int
    second: int
    second_stop: int
    shared: int
    """Words that are the same; fewer than either side has where the run is only nearly verbatim."""

    @property
    def is_exact(self) -> bool:
        """Whether not one word differs."""
        return self.shared == self.first_stop - self.first == self.second_stop - self.second

    def covers(self, other: "Run") -> bool:
        """Whether the other run lies inside this one on both sides."""
        first = self.first <= other.first and other.first_stop <= self.first_stop
        return first and self.second <= other.second and other.second_stop <= self.second_stop

    def between(self, first: int, stop: int) -> "Run":
        """The part of an exact run that lies within words of either of its reports."""
        offset = self.second - self.first
        if first >= self.second:
            first, stop = first - offset, stop - offset
        start, end = max(first, self.first), min(stop, self.first_stop)
        return Run(start, end, start + offset, end + offset, end - start)


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of all pairs of reports: without a difference, and with small ones."""

    exact: tuple[Run, ...]
    joined: tuple[Run, ...]
    """Each exact run with what follows and goes before it across small gaps; where nothing does, the run itself."""


def runs(row: Running) -> Runs:
    """Maximal shared runs of `SHINGLE` words and more between any two reports."""
    exact = sorted(_maximal(row))
    words = row.words.tolist()
    lists = habits()
    light = {number for number, fold in enumerate(row.folds) if fold in lists.light}
    joined: list[Run] = []
    last: dict[tuple[int, int], Run] = {}
    owners = row.owners[np.array([(run.first, run.second) for run in exact], np.int64).reshape(-1, 2)].tolist()
    for run, pair, goes_on in zip(exact, map(tuple, owners), _going_on(row, exact), strict=True):
        before = last.get(pair)
        if before is not None and before.covers(run):
            continue
        longer = _join(words, run, light) if goes_on else run
        if before is None or longer.first_stop > before.first_stop:
            last[pair] = longer
        joined.append(longer)
    return Runs(tuple(exact), tuple(joined))


def _maximal(row: Running) -> Iterator[Run]:
    """Exact runs, each extended to both sides and named once."""
    links = _links(row)
    diagonals = links[:, 1] - links[:, 0]
    order = np.lexsort((links[:, 0], diagonals))
    firsts, diagonals = links[order, 0], diagonals[order]
    words = row.words
    diagonal, reached = -1, -1
    for head, last in zip(*_chains(firsts, diagonals), strict=True):
        first, offset = int(firsts[head]), int(diagonals[head])
        if offset == diagonal and first < reached:
            continue
        start = first - _agree(words, first - 1, first - 1 + offset, -1)
        stop = int(firsts[last]) + SHINGLE
        stop += _agree(words, stop, stop + offset, 1)
        diagonal, reached = offset, stop
        yield Run(start, stop, start + offset, stop + offset, stop - start)


def _chains(firsts: Numbers, diagonals: Numbers) -> tuple[list[int], list[int]]:
    """The first and the last of sorted links that follow one another word by word on one diagonal."""
    broken = (diagonals[1:] != diagonals[:-1]) | (firsts[1:] != firsts[:-1] + 1)
    at = np.flatnonzero(broken)
    if not len(firsts):
        return [], []
    return [0, *(at + 1).tolist()], [*at.tolist(), len(firsts) - 1]


def _links(row: Running) -> Numbers:
    """Pairs of places, of two reports each, that have one shingle: an array of shape (pairs, 2)."""
    hashes = _shingles(row.words)
    owners = row.owners[: len(hashes)]
    order = _repeated(hashes)
    order = order[_first_places(hashes[order], owners[order])]
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.zeros(0, np.int64)
    sizes = np.repeat(np.diff(np.r_[starts, len(hashes)]), np.diff(np.r_[starts, len(hashes)]))
    pairs: list[Numbers] = []
    for step in range(1, EVERY):
        near = (hashes[step:] == hashes[:-step]) & (owners[step:] != owners[:-step])
        if step > NEXT:
            near &= sizes[:-step] <= EVERY
        at = np.flatnonzero(near)
        pairs.append(np.stack([order[at], order[at + step]], axis=1))
    links = np.concatenate(pairs)
    agree = np.ones(len(links), bool)
    for step in range(SHINGLE):
        agree &= row.words[links[:, 0] + step] == row.words[links[:, 1] + step]
    return links[agree]


def _repeated(hashes: Numbers) -> Numbers:
    """The places of the hashes that occur more than once, in the order of the hashes and then of the places."""
    order = np.argsort(hashes)
    alike = hashes[order][1:] == hashes[order][:-1]
    several = np.zeros(len(order), bool)
    several[1:] |= alike
    several[:-1] |= alike
    found = order[several]
    return found[np.lexsort((found, hashes[found]))]


def _shingles(words: Numbers) -> Numbers:
    """A hash for the `SHINGLE` words that begin at each place."""
    values = words.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    values ^= values >> np.uint64(29)
    count = max(0, len(words) - SHINGLE + 1)
    total = np.zeros(count, np.uint64)
    for step in range(SHINGLE):
        total = total * np.uint64(0xBF58476D1CE4E5B9) + values[step : step + count]
    return total.view(np.int64)


def _first_places(hashes: Numbers, owners: Numbers) -> Flags:
    """Which of the sorted places are among the first `PLACES` of their report and shingle."""
    keep = np.ones(len(hashes), bool)
    keep[PLACES:] = (hashes[PLACES:] != hashes[:-PLACES]) | (owners[PLACES:] != owners[:-PLACES])
    return keep


def _agree(words: Numbers, first: int, second: int, step: int) -> int:
    """How many words agree from two places on, forwards (`step` 1) or backwards (-1)."""
    agreed, size = 0, 16
    if min(first, second) < 0 or max(first, second) >= len(words) or words[first] != words[second]:
        return 0
    while True:
        room = min(len(words) - max(first, second), size) if step > 0 else min(min(first, second) + 1, size)
        if room <= 0:
            return agreed
        one = words[first : first + room] if step > 0 else words[first - room + 1 : first + 1][::-1]
        two = words[second : second + room] if step > 0 else words[second - room + 1 : second + 1][::-1]
        differ = np.flatnonzero(one != two)
        if len(differ):
            return agreed + int(differ[0])
        agreed, size = agreed + room, min(size * 4, 1 << 16)
        first, second = first + step * room, second + step * room


def _going_on(row: Running, exact: Sequence[Run]) -> Flags:
    """Of which runs some words agree again beyond a gap, before or after."""
    places = np.array(exact, np.int64).reshape(-1, 5)
    after = _agrees_again(row.words, places[:, 1], places[:, 3], 1)
    before = _agrees_again(row.words, places[:, 0] - 1, places[:, 2] - 1, -1)
    return after | before


def _join(words: list[int], run: Run, light: set[int]) -> Run:
    """The run with what follows and what goes before it across small gaps, as long as it stays faithful."""
    for step in (1, -1):
        longer = _over_gap(words, run, light, step)
        while longer is not None:
            run = longer
            longer = _over_gap(words, run, light, step)
    return run


def _agrees_again(words: Numbers, first: Numbers, second: Numbers, step: int) -> Flags:
    """Of which pairs of edges `REJOIN` words agree after some gap; the words beyond either end of the row never do."""
    padding = GAP + REJOIN
    beyond = -len(words) - 1 - np.arange(2 * padding)
    padded = np.concatenate([beyond[:padding], words, beyond[padding:]])
    found = np.zeros(len(first), bool)
    for skip_first, skip_second in _GAPS:
        agree = np.ones(len(first), bool)
        for at in range(REJOIN):
            one, other = first + step * (skip_first + at), second + step * (skip_second + at)
            agree &= padded[one + padding] == padded[other + padding]
        found |= agree
    return found


def _over_gap(words: list[int], run: Run, light: set[int], step: int) -> Run | None:
    """The run extended over one gap, or None where nothing agrees again or too much would differ."""
    edges = (run.first_stop, run.second_stop) if step > 0 else (run.first - 1, run.second - 1)
    for skip_first, skip_second in _GAPS:
        first, second = edges[0] + step * skip_first, edges[1] + step * skip_second
        if first < 0 or second >= len(words) or words[first] != words[second]:
            continue
        agreed = _again(words, first, second, step)
        if agreed < REJOIN or all(words[first + step * at] in light for at in range(agreed)):
            continue
        if _crosses(words, edges[0], skip_first, step) or _crosses(words, edges[1], skip_second, step):
            continue
        return _faithful(run, skip_first + agreed, skip_second + agreed, agreed, step)
    return None


def _faithful(run: Run, first: int, second: int, agreed: int, step: int) -> Run | None:
    """The run longer by so many words on either side, if enough of it is shared."""
    shared = run.shared + agreed
    lengths = (run.first_stop - run.first + first, run.second_stop - run.second + second)
    if shared < FAITHFUL * max(lengths):
        return None
    if step > 0:
        return Run(run.first, run.first_stop + first, run.second, run.second_stop + second, shared)
    return Run(run.first - first, run.first_stop, run.second - second, run.second_stop, shared)


def _again(words: list[int], first: int, second: int, step: int) -> int:
    """How many words agree after a gap."""
    agreed = 0
    while 0 <= first < len(words) and 0 <= second < len(words) and words[first] == words[second]:
        agreed, first, second = agreed + 1, first + step, second + step
    return agreed


def _crosses(words: list[int], edge: int, skipped: int, step: int) -> bool:
    """Whether a barrier stands among the words skipped."""
    return any(words[edge + step * at] < 0 for at in range(skipped))
