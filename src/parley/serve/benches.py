"""The benches: each story is gathered once and each choice of its reports compared once, in a worker of its own."""

import asyncio
import gc
from collections import OrderedDict
from collections.abc import Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

from parley.compose.lens import Lens, find_lens
from parley.deciding import Wish
from parley.gathered import Gathered, Progress, silent
from parley.report import Report
from parley.serve.bench import Bench, in_order
from parley.serve.scope import Scope
from parley.serve.sources import On, Source

T = TypeVar("T")

KEPT = 8
"""Benches that are kept; the one longest not looked at is the first to go."""

PATIENCE = 2.0
"""Seconds for which a page waits before it says how far the work is."""

STAGES = {
    "begin": "Beginning",
    "fetch": "Fetching pages",
    "acquire": "Opening the files",
    "read": "Reading the reports",
    "compare": "Comparing the reports",
    "compose": "Composing the dossier",
}

TRIES = 3
"""How often an archive is gathered that others write to meanwhile."""


@dataclass(frozen=True, slots=True)
class Underway:
    """How far the work is: the stage, how many are done, and how many there are."""

    stage: str = "begin"
    done: int = 0
    total: int = 1

    @property
    def words(self) -> str:
        """The stage as a page says it."""
        return STAGES.get(self.stage, "At work")


@dataclass(frozen=True, slots=True)
class _Story:
    """A story as gathered, and the mark under which that holds."""

    gathered: Gathered
    reports: tuple[Report, ...]
    mark: Hashable


async def patiently(job: Future[T], seconds: float) -> None:
    """Waits for a job to end, well or badly, but not longer than some seconds."""
    if not job.done():
        waiting = asyncio.wrap_future(job)
        waiting.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        await asyncio.wait([waiting], timeout=seconds)


class Benches:
    """Gives benches out; one worker makes them, one after the other, while pages go on being served."""

    def __init__(self, source: Source, patience: float = PATIENCE) -> None:
        self.source = source
        self.patience = patience
        self._worker = ThreadPoolExecutor(1, "parley-bench")
        self._stories: dict[str | None, _Story] = {}
        self._kept: OrderedDict[Scope, Bench] = OrderedDict()
        self._jobs: dict[Scope, Future[Bench]] = {}
        self._told: dict[Scope, Underway] = {}

    async def bench(self, scope: Scope) -> Bench | Underway:
        """The bench of a scope, or how far it is; raises ParleyError where it cannot be made."""
        held = self._fresh(scope)
        if held is not None:
            return held
        job = self._jobs.get(scope) or self._begin(scope)
        await patiently(job, self.patience)
        if not job.done():
            return self._told.get(scope, Underway())
        self._jobs.pop(scope, None)
        return job.result()

    async def decide(self, scope: Scope, wish: Wish) -> None:
        """Keeps a decision on what a scope shows; the worker takes one after the other."""
        await asyncio.wrap_future(self._worker.submit(self._decide, scope, wish))

    def _decide(self, scope: Scope, wish: Wish) -> None:
        bench = self._make(scope, silent)
        gathered = self._story(scope.story, silent).gathered.of(bench.chosen)
        self.source.decide(scope.story, wish, On(gathered, bench.dossier))

    def close(self) -> None:
        """Ends the worker once what it is at is done."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _fresh(self, scope: Scope) -> Bench | None:
        held, story = self._kept.get(scope), self._stories.get(scope.story)
        if held is None or story is None or story.mark != self.source.mark():
            return None
        self._kept.move_to_end(scope)
        return held

    def _begin(self, scope: Scope) -> Future[Bench]:
        def tell(stage: str, done: int, total: int) -> None:
            self._told[scope] = Underway(stage, done, total)

        self._told[scope] = Underway()
        self._jobs[scope] = self._worker.submit(self._make, scope, tell)
        return self._jobs[scope]

    def _make(self, scope: Scope, tell: Progress) -> Bench:
        try:
            story = self._story(scope.story, tell)
            held = self._kept.get(scope)
            if held is not None:
                return held
            chosen = scope.chosen([report.id for report in story.reports])
            gathered = replace(story.gathered, lens=story.gathered.lens or self._lens(scope)).of(chosen)
            dossier = gathered.dossier(tell)
            bench = self._kept[scope] = Bench(dossier, scope, story.reports)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            gc.freeze()  # else the collector walks through all of it again and again, and every page waits for that
            return bench
        finally:
            self._told.pop(scope, None)

    def _lens(self, scope: Scope) -> Lens | None:
        """The lens that was found to fit the whole story, so that a choice of its reports is seen through the same."""
        whole = self._kept.get(Scope(scope.story))
        names = [each.value for each in whole.dossier.made.settings if each.name == "lens"] if whole else []
        return find_lens(names[0]) if names else None

    def _story(self, name: str | None, tell: Progress) -> _Story:
        """The story as it is now; what was made of an older state of it is forgotten."""
        held = self._stories.get(name)
        if held is not None and held.mark == self.source.mark():
            return held
        story = self._gathered(name, tell)
        if held is not None and held.gathered.same(story.gathered):
            story = replace(held, mark=story.mark)
        else:
            for scope in [scope for scope in self._kept if scope.story == name]:
                del self._kept[scope]
        self._stories[name] = story
        return story

    def _gathered(self, name: str | None, tell: Progress) -> _Story:
        """Gathers until nothing was written meanwhile; what is read for the first time is itself written down."""
        for _ in range(TRIES):
            mark = self.source.mark()
            gathered = self.source.gather(name, tell)
            if mark == self.source.mark():
                break
        return _Story(gathered, in_order(reading.report for reading in gathered.readings), mark)
