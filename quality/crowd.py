"""Four that write, eight that read and one that makes backups at one archive, all as fast as they can, for so long."""

import os
import signal
import time
import traceback
from collections.abc import Callable, Mapping
from ctypes import c_bool, c_double
from dataclasses import dataclass
from itertools import count
from multiprocessing.sharedctypes import RawArray, RawValue
from pathlib import Path

from parley.archive.archive import Archive
from parley.archive.keeping import backup
from parley.errors import ParleyError
from quality.whole import BATCH, NOW, batch, halved, lost, torn, written

WRITERS = 4
READERS = 8
PATIENCE = 60.0
"""Seconds after the end within which everybody has to have come to theirs."""


class Board:
    """What each process has done, in memory that they all see: how often, and how long the longest took."""

    def __init__(self, processes: int) -> None:
        self._done = RawArray(c_double, processes)
        self._longest = RawArray(c_double, processes)
        self._over = RawValue(c_bool, False)

    @property
    def over(self) -> bool:
        """Whether all are to come to their end."""
        return bool(self._over.value)

    def end(self) -> None:
        """Tells all to come to their end."""
        self._over.value = True

    def timed(self, process: int, work: Callable[[], object]) -> None:
        """Does it, and notes that it is done and how long it took."""
        began = time.monotonic()
        work()
        self._longest[process] = max(self._longest[process], time.monotonic() - began)
        self._done[process] += 1

    def done(self, processes: range) -> list[int]:
        """How often each of these has done its work."""
        return [int(self._done[process]) for process in processes]

    def longest(self, processes: range) -> float:
        """The seconds of the longest that any of these took."""
        return max(self._longest[process] for process in processes)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup, and how many batches of each writer were there for certain when it began, and at most when it ended."""

    path: Path
    least: tuple[int, ...]
    most: tuple[int, ...]

    def faults(self) -> list[str]:
        """What does not hold in it: it has to be a state that was committed while it was made."""
        held, found = _state(self.path)
        for writer, (least, most) in enumerate(zip(self.least, self.most, strict=True)):
            if not least <= held[writer] / BATCH <= most:
                found.append(f"{held[writer]} reports of writer {writer}, who had written {least} to {most} batches")
        return [f"{self.path.name}: {fault}" for fault in found]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who is at the archive, and what they have done."""

    path: Path
    board: Board

    def write(self, writer: int) -> None:
        """Adds batch after batch until all are to end; the first is there already."""
        with Archive.open(self.path) as archive:
            for number in count(1):
                entries = batch(writer, number)
                self.board.timed(writer, lambda: list(archive.add(entries, now=NOW, story=f"story {writer}")))  # noqa: B023  called at once
                if self.board.over:
                    return

    def read(self, reader: int) -> None:
        """Searches, counts, and reads all reports of a story, in turns; they have to be there in whole batches."""
        with Archive.open(self.path) as archive:
            looks = (
                lambda: archive.search("talks harbour", 5),
                archive.holdings,
                lambda: archive.search("tonnes -border", 5),
                lambda: _seen(archive, f"story {reader % WRITERS}"),
            )
            for turn in count():
                self.board.timed(reader, looks[turn % len(looks)])
                if self.board.over:
                    return

    def backups(self, folder: Path, number: int, seconds: float) -> "Made":
        """Makes backups, spread over the time; checking them is for later. All go on until the last is made."""
        made, longest, log = [], 0.0, 0
        began = time.monotonic()
        for each in range(number):
            time.sleep(max(0.0, began + seconds * each / number - time.monotonic()))
            target, least = folder / f"backup-{each}.parley", self.acknowledged()
            start = time.monotonic()
            with Archive.open(self.path) as archive:
                backup(archive, target)
            longest = max(longest, time.monotonic() - start)
            made.append(Backup(target, least, tuple(batches + 1 for batches in self.acknowledged())))
            beside = self.path.with_name(f"{self.path.name}-wal")
            log = max(log, beside.stat().st_size if beside.exists() else 0)
        time.sleep(max(0.0, began + seconds - time.monotonic()))
        self.board.end()
        return Made(tuple(made), time.monotonic() - began, longest, log)

    def acknowledged(self) -> tuple[int, ...]:
        """The batches of each writer that are acknowledged, with the first that was there before."""
        return tuple(batches + 1 for batches in self.board.done(range(WRITERS)))


@dataclass(frozen=True, slots=True)
class Made:
    """The backups, the seconds that all and the longest took, and the bytes of the longest log seen meanwhile."""

    backups: tuple[Backup, ...]
    seconds: float
    longest: float
    log: int


def _state(path: Path) -> tuple[Mapping[int, int], list[str]]:
    """How many reports of each writer there are, and what does not hold."""
    found = lost(path, [])
    with Archive.open(path) as archive:
        return written(archive), [*found, *halved(archive)]


def _seen(archive: Archive, story: str) -> None:
    faults = torn([report.file for report in archive.reports(story)])
    if faults:
        raise ParleyError(f"A reader saw it: {faults[0]}.", "")


def crowd(folder: Path, seconds: float, backups: int) -> list[str]:
    """What went wrong while writers, readers and backups were at one archive, in lines; prints what they did."""
    here = begun(folder / "crowd.parley")
    writers, readers = range(WRITERS), range(WRITERS, WRITERS + READERS)
    children = [quietly(lambda n=n: here.write(n)) for n in writers]  # type: ignore[misc]
    children += [quietly(lambda n=n: here.read(n)) for n in readers]  # type: ignore[misc]
    made = here.backups(folder, backups, seconds)
    faults = ended(children)
    faults += settled(here.path, here.acknowledged())
    for each in made.backups:
        faults += each.faults()
        each.path.unlink()
    print(
        f"{made.seconds:.0f} s: {BATCH * sum(here.board.done(writers))} reports written by {WRITERS}, "
        f"{sum(here.board.done(readers))} reads by {READERS}, {len(made.backups)} backups made meanwhile and "
        f"checked; the longest wait of a writer {here.board.longest(writers):.1f} s, "
        f"of a reader {here.board.longest(readers):.1f} s, of a backup {made.longest:.1f} s; "
        f"log at most {made.log / 2**20:.0f} MB; {len(faults)} faults"
    )
    return faults


def begun(path: Path) -> Crowd:
    """An archive with the first batch of each writer."""
    Archive.make(path)
    with Archive.open(path) as archive:
        for writer in range(WRITERS):
            list(archive.add(batch(writer, 0), now=NOW, story=f"story {writer}"))
    return Crowd(path, Board(WRITERS + READERS))


def quietly(work: Callable[[], None]) -> int:
    """A process that works until it is done or ended; status 1 and a line where something failed."""
    child = os.fork()
    if not child:
        status = 1
        try:
            work()
            status = 0
        except ParleyError as error:
            os.write(2, f"{error}\n".encode())
        except Exception:  # noqa: BLE001  the whole life of a process: it says what happened, and ends
            traceback.print_exc()
        finally:
            os._exit(status)
    return child


def ended(children: list[int]) -> list[str]:
    """Waits for the processes; those that failed, and those that do not end."""
    faults = []
    waiting, until = list(children), time.monotonic() + PATIENCE
    while waiting and time.monotonic() < until:
        for child in list(waiting):
            gone, status = os.waitpid(child, os.WNOHANG)
            if gone:
                waiting.remove(child)
                if status:
                    faults.append(f"a process failed (status {os.waitstatus_to_exitcode(status)})")
        time.sleep(0.02)
    for child in waiting:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        faults.append(f"a process had not come to its end {PATIENCE:.0f} s after the others")
    return faults


def settled(path: Path, told: tuple[int, ...]) -> list[str]:
    """What does not hold in the archive once all are gone: exactly what was acknowledged has to be there."""
    held, found = _state(path)
    for writer, batches in enumerate(told):
        if held[writer] != BATCH * batches:
            found.append(f"writer {writer} was told of {BATCH * batches} reports, {held[writer]} are there")
    return found
