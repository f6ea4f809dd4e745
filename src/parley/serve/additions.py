"""Reports on their way into the archive: one worker takes them in while pages go on being served."""

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from secrets import token_urlsafe

from parley.adding import Arrived, Coming
from parley.errors import ParleyError, UsageError
from parley.report import Problem
from parley.serve.benches import Underway
from parley.serve.scope import Scope
from parley.serve.sources import Source

KEPT = 50
"""Additions that are remembered, the last ones."""

MOST_WAITING = 4
"""Additions that wait at once: what they bring lies in memory."""


class Addition:
    """One of them: how far it is, and what came of it so far."""

    def __init__(self, coming: Coming, scope: Scope) -> None:
        self.name = token_urlsafe(12)
        self.scope = scope
        self.told = Underway("acquire")
        self.came: list[Arrived | Problem] = []
        self.job: Future[None] = Future()
        self._coming: Coming | None = coming

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes."""
        return self.job.done()

    @property
    def failure(self) -> ParleyError | None:
        """What ended it before its time; raises an error that nobody foresaw."""
        error = self.job.exception() if self.job.done() else None
        if error is not None and not isinstance(error, ParleyError):
            raise error
        return error

    def run(self, source: Source) -> None:
        """Takes in what came."""
        coming, self._coming = self._coming, None
        if coming is not None:
            self.came.extend(source.add(coming, self._tell))

    def _tell(self, stage: str, done: int, total: int) -> None:
        self.told = Underway(stage, done, total)


class Additions:
    """Every addition that is remembered, by name."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._worker = ThreadPoolExecutor(1, "parley-add")
        self._kept: OrderedDict[str, Addition] = OrderedDict()

    def begin(self, coming: Coming, scope: Scope) -> Addition:
        """Puts one behind those that wait; raises UsageError where too many do."""
        if sum(not each.is_over for each in self._kept.values()) >= MOST_WAITING:
            raise UsageError("Other reports are still being added.", "Send these again once they are in.")
        addition = Addition(coming, scope)
        addition.job = self._worker.submit(addition.run, self._source)
        self._kept[addition.name] = addition
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return addition

    def of(self, name: str) -> Addition | None:
        """The one of this name, if it is remembered."""
        return self._kept.get(name)

    def close(self) -> None:
        """Ends the worker once what it is at is done."""
        self._worker.shutdown(wait=False, cancel_futures=True)
