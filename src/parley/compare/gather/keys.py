"""Keys: two reports are compared where they share enough. A report's keys depend on that report alone.

All kinds are rows of one index: a report's most telling words, one by one; the first of them once more, at any time,
so that one such word of both is enough; the very first in pairs, which stay few where a name is in every report; bands
of its MinHash, which copies share (Leskovec, Rajaraman and Ullman 2014, "Mining of Massive Datasets", 3.4); and bands
of random hyperplanes, on one side of which neighbours in meaning lie (Charikar 2002).
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from heapq import nlargest
from itertools import combinations
from math import log

import numpy as np
from numpy.typing import NDArray

from parley.compare.gather.profile import Profile, profile
from parley.compare.gather.rarity import rarity
from parley.compare.gather.signature import Signature
from parley.reading import MEANING

TELLING, TWICE, PAIRED = 16, 6, 4
"""So many of a report's words are keys, so many are so twice, and so many in pairs."""
ENOUGH = 2
"""What the keys must count together that two reports share, for the two to be compared."""
TITLED = 1.5
"""What a word of the title counts beside one of the text."""
ROWS = 4
"""MinHashes in a band."""
BANDS, PLANES = 6, 12
"""Bands of hyperplanes, and hyperplanes in a band."""
_SEED = 64


def keys(each: Signature, seen: Profile | None = None) -> tuple[int, ...]:
    """Under which a report is found: numbers of 63 bits, sorted; `count` and `at_any_time` read their lowest bits."""
    return tuple(sorted({*_words(each), *_runs(each), *_meanings(seen or profile(each))}))


def telling(each: Signature) -> tuple[str, ...]:
    """The words that tell most of what a report is about, in writing at large; the first tells most."""
    title = frozenset(each.title)
    told = [
        ((1 + log(n)) * (rarity(stem) - 1) ** 2 * (TITLED if stem in title else 1.0), stem)
        for stem, n in zip(each.words, each.counts, strict=True)
    ]
    return tuple(stem for _, stem in nlargest(TELLING, told))


def _words(each: Signature) -> Iterator[int]:
    first = telling(each)
    for one in first:
        yield _number(b"w", one.encode("utf-8", "surrogatepass"))
    for one in first[:TWICE]:
        yield _number(b"f", one.encode("utf-8", "surrogatepass"), alone=True, ever=True)
    for one, other in combinations(sorted(first[:PAIRED]), 2):
        yield _number(b"p", f"{one} {other}".encode("utf-8", "surrogatepass"), alone=True)


def _runs(each: Signature) -> Iterator[int]:
    step = 4 * ROWS
    for at in range(0, len(each.runs), step):
        yield _number(b"r%d" % at, each.runs[at : at + step], alone=True)


def _meanings(each: Profile) -> Iterator[int]:
    if each.meaning is not None:
        sides = (_planes() @ each.meaning > 0).reshape(BANDS, PLANES)
        for band, side in enumerate(np.packbits(sides, axis=1)):
            yield _number(b"m%d" % band, side.tobytes())


def count(key: int) -> int:
    """What a key counts: `ENOUGH` where it is enough alone, as its lowest bit says, else 1."""
    return ENOUGH if key & 1 else 1


def at_any_time(key: int) -> bool:
    """Whether a key leads to reports of whatever day, as its second lowest bit says, or to those of about one."""
    return bool(key & 2)


def _number(kind: bytes, content: bytes, *, alone: bool = False, ever: bool = False) -> int:
    drawn = int.from_bytes(blake2b(content, digest_size=8, person=kind).digest(), "little")
    return drawn >> 3 << 2 | ever << 1 | alone


@cache
def _planes() -> NDArray[np.float32]:
    """Normals of the hyperplanes, the same everywhere."""
    drawn = np.random.default_rng(_SEED).standard_normal((BANDS * PLANES, MEANING))
    return drawn.astype(np.float32)
