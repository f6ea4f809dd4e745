"""What is common in the stream: words that tell much in writing at large and little among the reports around one.

The names of two candidates tie no reports where every report is on the election. A stream is cut, in order of day and
id, before reports that their ids single out, so where it is cut depends on no other report; a stretch takes what is
common from itself and the stretches around it, so a report changes nothing far from it (docs/decisions/0017).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from math import log
from types import MappingProxyType

from parley.compare.gather.rarity import rarity

STRETCH = 64
"""Of so many reports one begins a stretch."""
WIDE = 256
"""So many reports are looked at for what is common in a stretch, or a little more."""
LEAST = 128
"""Among fewer nothing is common: all of them may be one story."""
SHARE = 8
"""What one in so many reports has among its telling words is common."""
STORY = 7
"""Where those that have a word have more common ones than that on average, all the stream is one story."""
TOGETHER = 1.4
"""Where they have so many times more than if each stood where chance puts it, the word is of a story in the stream."""
NOTHING: Mapping[str, float] = MappingProxyType({})
"""What is common where nothing is."""


def opens(report: str) -> bool:
    """Whether the stream is cut before a report."""
    return int.from_bytes(blake2b(report.encode(), digest_size=4).digest(), "little") % STRETCH == 0


def along(row: Sequence[tuple[str, Sequence[str]]]) -> dict[str, Mapping[str, float]]:
    """For each report of a stream, in order and with its telling words, how rare what is common around it still is."""
    stretches = list(_cut(row))
    sizes = [len(each) for each in stretches]
    found: dict[str, Mapping[str, float]] = {}
    for at, stretch in enumerate(stretches):
        around = chain.from_iterable(stretches[there] for there in window(sizes, at))
        found |= dict.fromkeys((report for report, _ in stretch), common([telling for _, telling in around]))
    return found


def _cut(row: Iterable[tuple[str, Sequence[str]]]) -> Iterator[list[tuple[str, Sequence[str]]]]:
    stretch: list[tuple[str, Sequence[str]]] = []
    for each in row:
        if stretch and opens(each[0]):
            yield stretch
            stretch = []
        stretch.append(each)
    if stretch:
        yield stretch


def window(sizes: Sequence[int], at: int) -> range:
    """Which stretches, given by how many reports each has, are looked at for one: in turns before and after it."""
    first, last, number, back = at, at, sizes[at], True
    while number < WIDE and (first > 0 or last + 1 < len(sizes)):
        if first > 0 and (back or last + 1 == len(sizes)):
            first -= 1
            number += sizes[first]
        else:
            last += 1
            number += sizes[last]
        back = not back
    return range(first, last + 1)


def common(tellings: Sequence[Sequence[str]]) -> Mapping[str, float]:
    """The words that are common among reports, given by their telling words, and how rare each still is.

    Not those of a story that many of the reports tell: such words come together.
    """
    number = len(tellings)
    if number < LEAST:
        return NOTHING
    held = Counter(chain.from_iterable(tellings))
    often = {stem for stem, times in held.items() if times * SHARE >= number}
    fellows: Counter[str] = Counter()
    for telling in tellings:
        mine = [stem for stem in telling if stem in often]
        fellows.update(dict.fromkeys(mine, len(mine)))
    every = sum(held[stem] for stem in often) / number
    found = {}
    for stem in sorted(often):
        beside, by_chance = fellows[stem] / held[stem], every + 1 - held[stem] / number
        left = _rarity(held[stem], number)
        if beside <= STORY and beside <= TOGETHER * by_chance and left < rarity(stem):
            found[stem] = left
    return found


def _rarity(times: int, number: int) -> float:
    """How rare a word is that so many of a number of reports have, by steps of two, so that it seldom changes."""
    step = 0
    while times << (step + 1) < number:
        step += 1
    return step * log(2) + 1
