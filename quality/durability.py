"""Whether an archive loses anything: `python -m quality.durability [--kills 1000] [--seconds 120] [--backups 100]`.

`--kills`: so many times a process that makes an archive, adds to it, keeps readings in it or migrates one is ended by
`kill -9` at a moment drawn by chance. Afterwards every report that it acknowledged has to be there, every batch whole
or not at all, and the archive has to hold.
`--seconds`: four processes write and eight read for so long, while backups are made; no error may reach any of them,
and each backup has to hold and to have whole batches only, each writer's without a gap.
Exit status 1 where something was lost.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

from parley.archive.archive import Added, Archive
from parley.archive.database import Database
from parley.archive.keeping import backup, verify
from parley.archive.migrations import APPLICATION, steps
from parley.errors import ParleyError
from parley.reading import Engine, Reading, Token
from quality.stock import entry

NOW = "2031-03-02T12:00:00+00:00"
BATCH = 3
"""Reports that a writer adds at once."""
FRESH = 25
"""Kills after which a new archive is begun."""
WRITERS = 4
READERS = 8
ENGINE = Engine("none", "1")

Work = Callable[[Path, int, int], None]
"""Works on an archive by the writer's number until it is ended; what is acknowledged goes to a file descriptor."""


def batch(writer: int, number: int) -> list[str]:
    """The prefixes of the reports of one batch."""
    return [f"{writer:03d}-{number:05d}-{part} " for part in range(BATCH)]


def adding(path: Path, writer: int, out: int) -> None:
    """Makes the archive if need be, and adds batch after batch."""
    Archive.make(path)
    with Archive.open(path) as archive:
        for number in count():
            entries = [entry(number, prefix=prefix, sentences=4) for prefix in batch(writer, number)]
            for added in archive.add(entries, now=NOW, story=f"story {writer}"):
                if isinstance(added, Added):
                    os.write(out, f"{added.report}\n".encode())


def reading(path: Path, writer: int, out: int) -> None:
    """Adds, and keeps a reading of each report."""
    Archive.make(path)
    with Archive.open(path) as archive:
        for number in count():
            entries = [entry(number, prefix=prefix, sentences=4) for prefix in batch(writer, number)]
            added = [each.report for each in archive.add(entries, now=NOW) if isinstance(each, Added)]
            archive.keep(read(each.report.id, archive) for each in entries)
            os.write(out, "".join(f"{report} read\n" for report in added).encode())


def read(report: str, archive: Archive) -> Reading:
    """A reading of a report that the archive holds."""
    (held,) = archive.report(report)
    return Reading(held, ENGINE, tokens=tuple(Token(n, n + 1, "NN") for n in range(200)), meanings=os.urandom(12_800))


def migrating(path: Path, writer: int, out: int) -> None:
    """Opens an archive of an older Parley, which migrates it, and adds to it."""
    if not path.exists():
        older(path, writer)
    adding(path, writer, out)


def older(path: Path, writer: int) -> None:
    """An archive as the first Parley with archives made it, with one report in it."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with closing(Database(part, create=True)) as database:
        with database.writing():
            database.script(steps()[0].sql)
            database.script(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {steps()[0].version}")
        list(Archive(database).add([entry(writer, prefix="older ")], now=NOW))
    part.rename(path)


WORKS: tuple[Work, ...] = (adding, reading, migrating)


def killed(path: Path, writer: int, chance: random.Random) -> list[str]:
    """Lets a process work on the archive, ends it with `kill -9`, and gives the lines that it acknowledged."""
    source, out = os.pipe()
    child = os.fork()
    if not child:
        _quietly(lambda: WORKS[writer % len(WORKS)](path, writer, out))
    os.close(out)
    with os.fdopen(source) as lines:
        time.sleep(chance.random() ** 2 * 0.12)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return lines.read().splitlines()


def _quietly(work: Callable[[], None]) -> None:
    """The whole life of a forked process; status 1 and a line where something failed."""
    try:
        work()
    except ParleyError as error:
        os.write(2, f"{error}\n".encode())
        os._exit(1)
    os._exit(0)


def kills(folder: Path, number: int, seed: int = 1) -> list[str]:
    """What was lost or does not hold after so many kills, in lines."""
    chance = random.Random(seed)  # noqa: S311  a run that can be made again, no secret
    faults: list[str] = []
    acknowledged: list[str] = []
    total = 0
    for turn in range(number):
        path = folder / f"{turn // FRESH}.parley"
        if turn % FRESH == 0:
            acknowledged = []
        if turn % len(WORKS) == len(WORKS) - 1:
            path, acknowledged = folder / f"older-{turn}.parley", []
        told = killed(path, turn, chance)
        total += len(told)
        faults += [f"kill {turn}: {fault}" for fault in lost(path, [*acknowledged, *told])]
        acknowledged += told
        if path.name.startswith("older"):
            acknowledged = []
    print(f"{number} kills, {total} reports acknowledged, {len(faults)} faults")
    return faults


def lost(path: Path, acknowledged: Sequence[str]) -> list[str]:
    """What an archive lacks of what was acknowledged, batches by halves, and what else does not hold in it."""
    if not path.exists():
        return ["there is no archive, though reports were acknowledged"] if acknowledged else []
    Archive.make(path)
    with Archive.open(path) as archive:
        faults = list(verify(archive).faults)
        held = {report.id: report for report in archive.reports()}
        for line in acknowledged:
            report, _, done = line.partition(" ")
            if report not in held:
                faults.append(f"{report} was acknowledged and is not there")
            elif done and archive.reading(held[report], ENGINE) is None:
                faults.append(f"the reading of {report} was acknowledged and is not there")
        return faults + torn([report.file for report in held.values()])


def torn(files: Sequence[str]) -> list[str]:
    """Batches of which only a part is there, and writers with a batch missing before one that is there."""
    batches: dict[str, list[int]] = {}
    for name in files:
        if not name.startswith("older"):
            writer, number, _ = name.split("-")
            batches.setdefault(writer, []).append(int(number))
    return [
        f"writer {writer} has batches by halves or with gaps"
        for writer, numbers in batches.items()
        if sorted(numbers) != [n for n in range(max(numbers) + 1) for _ in range(BATCH)]
    ]


def looking(path: Path, reader: int, _out: int) -> None:
    """Searches and reads the archive over and over, and sees whole batches only."""
    with Archive.open(path) as archive:
        for turn in count():
            archive.search("talks harbour" if turn % 2 else "tonnes -border", 5)
            archive.holdings()
            faults = torn([report.file for report in archive.reports(f"story {reader % WRITERS}")])
            if faults:
                raise ParleyError(f"A reader saw it: {faults[0]}.", "")


def crowd(folder: Path, seconds: float, backups: int) -> list[str]:
    """What went wrong while writers, readers and backups were at one archive, in lines."""
    path = folder / "crowd.parley"
    Archive.make(path)
    with Archive.open(path) as archive:
        for writer in range(WRITERS):
            entries = [entry(0, prefix=prefix, sentences=4) for prefix in batch(writer, 0)]
            list(archive.add(entries, now=NOW, story=f"story {writer}"))
    silent = os.open(os.devnull, os.O_WRONLY)
    children = [_begun(adding, path, n, silent) for n in range(WRITERS)]
    children += [_begun(looking, path, n, silent) for n in range(READERS)]
    faults = _backed_up(path, folder, backups, seconds)
    for child in children:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            faults.append(f"a process ended by itself (status {os.waitstatus_to_exitcode(status)})")
        else:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    faults += lost(path, [])
    with Archive.open(path) as archive:
        print(f"{seconds:.0f} s, {archive.holdings().reports} reports written, {backups} backups, {len(faults)} faults")
    return faults


def _begun(work: Work, path: Path, number: int, out: int) -> int:
    child = os.fork()
    if not child:
        _quietly(lambda: work(path, number, out))
    return child


def _backed_up(path: Path, folder: Path, backups: int, seconds: float) -> list[str]:
    """Makes the backups spread over the time, and what does not hold in them."""
    faults: list[str] = []
    began = time.monotonic()
    for number in range(backups):
        time.sleep(max(0.0, began + seconds * number / backups - time.monotonic()))
        target = folder / f"backup-{number}.parley"
        with Archive.open(path) as archive:
            backup(archive, target)
        faults += [f"backup {number}: {fault}" for fault in lost(target, [])]
        target.unlink()
    time.sleep(max(0.0, began + seconds - time.monotonic()))
    return faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what was tried and every fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--backups", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        faults = kills(Path(folder), asked.kills, asked.seed) if asked.kills else []
        faults += crowd(Path(folder), asked.seconds, asked.backups) if asked.seconds else []
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
