"""The works at which `quality.durability` ends processes: each tells what it acknowledged, and what has to hold."""

import os
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.guard import Guard
from parley.acquire.fetch.limits import Limits
from parley.archive.archive import Added, Archive
from parley.archive.database import Database
from parley.archive.migrations import APPLICATION, steps
from parley.archive.watching import Watching, Wish
from parley.desk import Desk
from parley.grouping import group
from parley.reading import Reading, Token
from parley.watch.pace import iso
from parley.watch.rounds import Rounds
from quality.feed import HELD, LINKED
from quality.stock import entry
from quality.streaming import Knowing, coming
from quality.whole import ENGINE, NOW, batch, halved

WHEN = datetime(2031, 3, 2, 12, tzinfo=UTC)
AT_ONCE = 64
"""Reports that come in before they are grouped."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a process is to do: at which archive, as the how manieth, and where it writes what it acknowledged."""

    path: Path
    number: int
    feed: str
    out: int | None = None

    def acknowledge(self, lines: Iterable[str]) -> None:
        """Writes lines as they come."""
        for line in lines:
            if self.out is not None:
                os.write(self.out, f"{line}\n".encode())


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work, and what has to hold when it was ended."""

    name: str
    work: Callable[[Task], None]
    span: float | None
    """Seconds within which it is ended; None for as long as it takes to its end."""
    archive: str = "shared"
    """Kinds that name the same work on the same archives."""
    fresh: bool = False
    """Whether every process has an archive of its own."""
    held: Callable[[Archive], list[str]] = halved
    """What is there by halves, after each kill."""
    whole: Callable[[Task], list[str]] | None = None
    """What does not hold once the work was taken to its end, after the last kill at an archive."""


def adding(task: Task) -> None:
    """Makes the archive if need be, and adds batch after batch."""
    Archive.make(task.path)
    with Archive.open(task.path) as archive:
        for number in count():
            added = archive.add(batch(task.number, number), now=NOW, story=f"story {task.number}")
            task.acknowledge(each.report for each in added if isinstance(each, Added))


def reading(task: Task) -> None:
    """Adds, and keeps a reading of each report."""
    Archive.make(task.path)
    with Archive.open(task.path) as archive:
        for number in count():
            entries = batch(task.number, number)
            added = [each.report for each in archive.add(entries, now=NOW) if isinstance(each, Added)]
            archive.keep(_read(each.report.id, archive) for each in entries)
            task.acknowledge(f"{report} read" for report in added)


def _read(report: str, archive: Archive) -> Reading:
    (held,) = archive.report(report)
    return Reading(held, ENGINE, tokens=tuple(Token(n, n + 1, "NN") for n in range(200)), meanings=os.urandom(12_800))


def migrating(task: Task) -> None:
    """Opens an archive of an older Parley, which migrates it, and adds to it."""
    if not task.path.exists():
        older(task.path, task.number)
    adding(task)


def older(path: Path, number: int) -> None:
    """An archive as the first Parley with archives made it, with one report in it."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with closing(Database(part, create=True)) as database:
        with database.writing():
            database.script(steps()[0].sql)
            database.script(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {steps()[0].version}")
        list(Archive(database).add([entry(number, prefix="older ")], now=NOW))
    part.rename(path)


def watching(task: Task) -> None:
    """Goes one round over a feed: its items, the pages that they lead to, readings and stories."""
    Archive.make(task.path)
    host = urlsplit(task.feed).netloc
    with Archive.open(task.path) as archive, Fetcher(Guard((host,)), Limits(pause=0.0)) as fetcher:
        Watching(archive).add([Wish(task.feed, "feed")], iso(WHEN))
        rounds = Rounds(archive, fetcher, Desk(engine=Knowing()), clock=lambda: WHEN)
        task.acknowledge(each.report for each in rounds.round() if each.came == "new" and each.report)


def taken(archive: Archive) -> list[str]:
    """Whether the items of a feed, and the reports that it holds in full, are there all or not at all."""
    ((items, full),) = archive.database.script(
        "SELECT count(*), (SELECT count(*) FROM sighting WHERE file LIKE '%#%') FROM item"
    )
    return [] if (items, full) in {(0, 0), (LINKED + HELD, HELD)} else [f"{items} items, {full} of them held in full"]


def watched(task: Task) -> list[str]:
    """A round to the end: every item once, as a report, a version and a reading; the stories as after one round."""
    once = task.path.with_suffix(".once")
    watching(task)
    watching(Task(once, task.number, task.feed))
    here, there = _kept(task.path), _kept(once)
    each_once = len(here[0]) == len(set(here[0])) == LINKED + HELD and here[1] == LINKED + HELD
    found = [] if each_once else [f"{len(here[0])} reports, {here[1]} readings of {LINKED + HELD} items"]
    return found if here == there else [*found, "a round that was ended and resumed gave other than one to the end"]


def _kept(path: Path) -> tuple[list[str], int, list[str], set[frozenset[str]]]:
    with Archive.open(path) as archive:
        reports = sorted(each.file for each in archive.reports())
        versions = sorted(
            f"{page} {report}" for page, report in archive.database.script("SELECT page, report FROM version")
        )
        stories = {frozenset(each.reports) for each in archive.told_stories()}
        return reports, sum(each.number for each in archive.holdings().readings), versions, stories


def grouping(task: Task) -> None:
    """Adds what comes next in a stream, and groups it."""
    Archive.make(task.path)
    with Archive.open(task.path) as archive:
        held = archive.holdings().reports
        added = archive.add([coming(n) for n in range(held, held + AT_ONCE)], now=NOW)
        task.acknowledge(each.report for each in added if isinstance(each, Added))
        group(archive, Desk(engine=Knowing()))


def streamed(archive: Archive) -> list[str]:
    """Whether reports were grouped in whole batches: signature, keys, links and story of each, or none of them."""
    ((signed, found),) = archive.database.script(
        "SELECT (SELECT count(*) FROM signature), (SELECT count(*) FROM found_in)"
    )
    whole = archive.holdings().reports % AT_ONCE == 0 and signed == found
    return [] if whole else [f"{archive.holdings().reports} reports, {signed} signatures, {found} in stories"]


def grouped(task: Task) -> list[str]:
    """Groups to the end: the stories have to be those that all reports at once would give."""
    once = task.path.with_suffix(".once")
    Archive.make(once)
    with Archive.open(task.path) as archive, Archive.open(once) as other:
        list(other.add([coming(n) for n in range(archive.holdings().reports)], now=NOW))
        for each in (archive, other):
            group(each, Desk(engine=Knowing()))
        same = archive.told_stories() == other.told_stories()
    return [] if same else ["grouping that was ended and resumed found other stories than grouping at once"]


KINDS = (
    Kind("adding", adding, 0.12),
    Kind("reading", reading, 0.12),
    Kind("migrating", migrating, 0.12, "older", fresh=True),
    Kind("watching", watching, None, "watched", held=taken, whole=watched),
    Kind("grouping", grouping, None, "grouped", held=streamed, whole=grouped),
)
