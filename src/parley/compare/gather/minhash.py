"""MinHash: a few numbers by which one sees how much of their runs of words two texts share (Broder 1997)."""

from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

RUN = 3
"""Words of content in a run."""
HASHES = 32
"""How many of the least hashes are kept, each by another function."""
_SEED = 20


def minhash(stems: Sequence[str]) -> bytes:
    """The least of each hash function over the runs of a text, 4 bytes each; none for a text shorter than a run."""
    if len(stems) < RUN:
        return b""
    row = np.fromiter((_number(each) for each in stems), dtype=np.uint64, count=len(stems))
    runs = np.unique(sum(row[at : len(row) - RUN + 1 + at] * _odd(at) for at in range(RUN)))
    mixed = (runs[:, None] * _multipliers()) >> np.uint64(32)
    least: NDArray[np.uint32] = mixed.min(axis=0).astype("<u4")
    return least.tobytes()


def shared(one: bytes, other: bytes) -> float:
    """The share of hashes that agree: an estimate of the share of all runs that both have."""
    if not one or not other:
        return 0.0
    return int(np.count_nonzero(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4"))) / HASHES


@lru_cache(maxsize=262144)
def _number(stem: str) -> int:
    return int.from_bytes(blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@cache
def _multipliers() -> NDArray[np.uint64]:
    """Odd numbers of 64 bits: multiplying and keeping the upper half is a hash (Dietzfelbinger et al. 1997)."""
    drawn = np.random.default_rng(_SEED).integers(0, 2**63, HASHES, dtype=np.uint64)
    return drawn * np.uint64(2) + np.uint64(1)


@cache
def _odd(at: int) -> np.uint64:
    return np.uint64((0x9E3779B97F4A7C15 * (2 * at + 1)) % 2**64)
