"""A round: all that is due is asked, feeds before the pages that they name; what came is read and grouped."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, zip_longest
from typing import Protocol
from urllib.parse import urlsplit

from parley.acquire.fetch.wanted import Fetched, Outcome, Refused, Unchanged, Wanted
from parley.acquire.reports import without_twins
from parley.archive.archive import Archive
from parley.archive.watching import AT_ONCE, State, Watched, Watching
from parley.desk import Desk
from parley.dispatch.lanes import Lanes
from parley.dispatch.local import Quarantined, batches
from parley.watch.answer import Answer
from parley.watch.pace import Pace, is_put_off, iso
from parley.watch.stories import regrouped
from parley.watch.visit import Visit

TOGETHER = 64
"""Addresses that had nothing new and are marked in one transaction."""

READ = 64
"""Reports that are read and kept together."""


class Fetching(Protocol):
    """What a round asks: any fetcher, from several threads at once."""

    def fetch(self, wanted: Wanted) -> Outcome:
        """What an address gives."""
        ...


def clock() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Rounds:
    """Goes through what an archive watches; what was told of is kept, wherever a round ends."""

    archive: Archive
    fetcher: Fetching
    desk: Desk
    pace: Pace = field(default_factory=Pace)
    clock: Callable[[], datetime] = clock

    def round(self, *, story: str | None = None, whole: bool = False) -> Iterator[Answer]:
        """Asks what is due, of one story if named, or the whole of what the user named; reads and groups what came.

        A round of one story groups nothing: that its reports are of that story is the user's word.
        """
        named = True
        first = whole
        while named:
            named = False
            for answer in self._asked(pages=False, whole=first, story=story):
                named |= answer.came == "moved"
                yield answer
            first = False
        yield from self._asked(pages=True, whole=whole, story=story)
        yield from self._read()
        if story is None:
            yield from regrouped(self.archive, self.desk)

    def _asked(self, *, pages: bool, whole: bool, story: str | None) -> Iterator[Answer]:
        watching = Watching(self.archive)
        due = watching.due(iso(self.clock()), pages=pages, all_of_it=whole, story=story)
        marks: list[tuple[Watched, State]] = []
        lanes: Lanes[Watched, Outcome] = Lanes(self._fetch, _host)
        try:
            for watched, outcome in lanes.run(_spread(due)):
                yield from self._answers(Visit(watching, self.pace, self.clock()), watched, outcome, marks)
                if len(marks) >= TOGETHER:
                    watching.mark(marks)
                    marks.clear()
        finally:
            watching.mark(marks)

    def _fetch(self, watched: Watched) -> Outcome:
        return self.fetcher.fetch(Wanted(watched.address, watched.state.etag, watched.state.modified))

    def _answers(
        self,
        visit: Visit,
        watched: Watched,
        outcome: Outcome | Quarantined[Watched],
        marks: list[tuple[Watched, State]],
    ) -> Iterator[Answer]:
        match outcome:
            case Unchanged():
                marks.append((watched, self.pace.answered(watched, visit.now, changed=False)))
                yield Answer("unchanged", watched.address, watched.title)
            case Refused() if is_put_off(outcome):
                marks.append((watched, self.pace.later(watched, outcome, visit.now)))
                yield Answer("later", watched.address, watched.title, why=outcome.reason)
            case Refused():
                yield visit.refused(watched, outcome)
            case Fetched():
                yield from visit.fetched(watched, outcome)
            case Quarantined():
                yield visit.refused(watched, Refused(watched.address, "network", outcome.reason))

    def _read(self) -> Iterator[Answer]:
        """Reads what came since all was read last; a round that ended early leaves that to the next one."""
        watching = Watching(self.archive)
        newest = watching.newest()
        for ids in batches(watching.unread(), READ):
            reports = without_twins(chain.from_iterable(map(self.archive.report, ids)))
            for problem in self.desk.read_kept(self.archive, reports):
                yield Answer("broken", problem.file or "", report=problem.report, why=problem.reason, asked=False)
        watching.all_read(newest, iso(self.clock()))


def _host(watched: Watched) -> str:
    return urlsplit(watched.address).netloc.lower()


def _spread(due: Iterable[Watched]) -> Iterator[Watched]:
    """The addresses with hosts in turn, so that no host's many keep the others waiting."""
    for group in batches(due, AT_ONCE):
        hosts: dict[str, list[Watched]] = {}
        for watched in group:
            hosts.setdefault(_host(watched), []).append(watched)
        for turn in zip_longest(*hosts.values()):
            yield from (watched for watched in turn if watched is not None)
