"""Runs a stage in several processes; workers compute, the caller alone collects, in order."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from parley.dispatch.local import Quarantined, Stage, attempt, batches

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 3
"""Batches that wait for each process at most."""


def run(stage: Stage[A, B], items: Iterable[A], *, jobs: int, batch: int = 4) -> Iterator[B | Quarantined[A]]:
    """Results of the stage in order, computed by `jobs` processes.

    When a worker dies, what was under way runs again item by item, each in a process of its own, so that only the
    item that kills its process comes back quarantined.
    """
    coming = batches(items, batch)
    broken: list[tuple[A, ...]] = []
    while True:
        yield from _alone(stage, broken)
        broken = []
        yield from _pooled(stage, coming, jobs, broken)
        if not broken:
            return


def _pooled(
    stage: Stage[A, B], coming: Iterator[tuple[A, ...]], jobs: int, broken: list[tuple[A, ...]]
) -> Iterator[B | Quarantined[A]]:
    """Results until the stream ends or the pool breaks; the groups then under way are put into `broken`."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        pending: deque[tuple[tuple[A, ...], Future[list[B | Quarantined[A]]]]] = deque()
        while True:
            try:
                for group in islice(coming, jobs * AHEAD - len(pending)):
                    broken.append(group)
                    pending.append((group, pool.submit(attempt, stage, group)))
                    broken.pop()
                if not pending:
                    return
                results = pending[0][1].result()
            except BrokenProcessPool:
                broken[:0] = [group for group, _ in pending]
                return
            pending.popleft()
            yield from results


def _alone(stage: Stage[A, B], groups: Iterable[tuple[A, ...]]) -> Iterator[B | Quarantined[A]]:
    for group in groups:
        for item in group:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                try:
                    yield from pool.submit(attempt, stage, (item,)).result()
                except BrokenProcessPool:
                    yield Quarantined(item, "the process that worked on it was killed (out of memory?)")
