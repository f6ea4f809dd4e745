"""Reports on their way into the archive: workers take them in while pages go on being served."""

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from secrets import token_urlsafe
from threading import Event

from parley.adding import Arrived, Coming
from parley.errors import ParleyError, UsageError
from parley.report import Problem
from parley.serve.benches import Underway
from parley.serve.scope import Scope
from parley.serve.sources import Source

KEPT = 50
"""Additions that are remembered, the last ones."""

MOST_AT_ONCE = 4
"""Additions that go on at once, each with a worker: what they bring lies in memory, and a feed may take long."""


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

    def run(self, source: Source, ended: Event) -> None:
        """Takes in what came; once all has ended, no more than what is at hand."""
        coming, self._coming = self._coming, None
        if coming is not None:
            for each in source.add(coming, self._tell):
                self.came.append(each)
                if ended.is_set():
                    return

    def _tell(self, stage: str, done: int, total: int) -> None:
        self.told = Underway(stage, done, total)


class Additions:
    """Every addition that is remembered, by name."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._workers = ThreadPoolExecutor(MOST_AT_ONCE, "parley-add")
        self._ended = Event()
        self._kept: OrderedDict[str, Addition] = OrderedDict()

    def begin(self, coming: Coming, scope: Scope) -> Addition:
        """Begins one; raises UsageError where too many go on."""
        if sum(not each.is_over for each in self._kept.values()) >= MOST_AT_ONCE:
            raise UsageError("Other reports are still being added.", "Send these again once they are in.")
        addition = Addition(coming, scope)
        addition.job = self._workers.submit(addition.run, self._source, self._ended)
        self._kept[addition.name] = addition
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return addition

    def of(self, name: str) -> Addition | None:
        """The one of this name, if it is remembered."""
        return self._kept.get(name)

    def close(self) -> None:
        """Ends the workers once what is at hand is done."""
        self._ended.set()
        self._workers.shutdown(wait=False, cancel_futures=True)
