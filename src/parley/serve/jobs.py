"""Work that takes long: done once for each thing that is asked, by one worker, and remembered for a while."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from parley.gathered import Progress
from parley.serve.benches import Underway, patiently

T = TypeVar("T")

KEPT = 8
"""Results that are remembered, those asked for last."""


class Jobs(Generic[T]):
    """Results by what was asked; what failed is tried again when it is asked for again."""

    def __init__(self, name: str, patience: float) -> None:
        self._patience = patience
        self._worker = ThreadPoolExecutor(1, name)
        self._jobs: OrderedDict[Hashable, Future[T]] = OrderedDict()
        self._told: dict[Hashable, Underway] = {}

    async def result(self, key: Hashable, work: Callable[[Progress], T]) -> T | Underway:
        """The result for a key, or how far the work on it is."""
        job = self._jobs.get(key) or self._begin(key, work)
        await patiently(job, self._patience)
        if not job.done():
            return self._told.get(key, Underway())
        self._told.pop(key, None)
        if job.exception() is not None:
            self._jobs.pop(key, None)
        return job.result()

    def _begin(self, key: Hashable, work: Callable[[Progress], T]) -> Future[T]:
        def tell(stage: str, done: int, total: int) -> None:
            self._told[key] = Underway(stage, done, total)

        self._jobs[key] = job = self._worker.submit(work, tell)
        for old in [each for each, held in self._jobs.items() if held.done()][: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[old]
        return job

    def close(self) -> None:
        """Ends the worker once what it is at is done."""
        self._worker.shutdown(wait=False, cancel_futures=True)
