"""Whether an archive loses anything: `python -m quality.durability [--kills 1000] [--seconds 120] [--backups 100]`.

`--kills`: so many times a process that makes an archive, adds to it, keeps readings in it, migrates one, watches a feed
(on loopback) or groups a stream is ended by `kill -9` at a moment drawn by chance. Afterwards every report that it
acknowledged has to be there, every batch whole or not at all, and the archive has to hold; after the last kill at an
archive, watching and grouping go on to their end and have to give what they give when nothing ends them.
`--seconds`: four processes write and eight read for so long, and until the last backup is made; no error may reach any
of them, and each backup has to hold, to have whole batches only, each writer's without a gap, and to be a state that
was committed while it was made. The backups are checked afterwards and need room until then: some gigabytes.
Exit status 1 where something was lost.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from parley.archive.archive import Archive
from quality.crowd import crowd, quietly
from quality.feed import served
from quality.whole import lost
from quality.works import KINDS, Kind, Task

ROW = 25
"""Kills after which new archives are begun: each kind that keeps to one has it for five."""


class Kills:
    """Processes that are ended one after the other, and what was lost."""

    def __init__(self, folder: Path, feed: str, seed: int) -> None:
        self._folder = folder
        self._feed = feed
        self._chance = random.Random(seed)  # noqa: S311  a run that can be made again, no secret
        self._spans = {kind.name: kind.span or self._taken(kind) for kind in KINDS}
        self.acknowledged = 0
        self.faults: list[str] = []

    def row(self, turns: range) -> None:
        """A row of kills, at archives of their own."""
        told: dict[Path, list[str]] = {}
        last: dict[Path, tuple[Kind, int]] = {}
        for turn in turns:
            kind = KINDS[turn % len(KINDS)]
            path = self._folder / f"{kind.archive}-{turn if kind.fresh else turns.start}.parley"
            known = told.setdefault(path, [])
            known += self._killed(kind, path, turn)
            self._found(turn, kind, [*lost(path, known), *_halves(kind, path)])
            last[path] = kind, turn
        for path, (kind, turn) in last.items():
            if kind.whole is not None:
                self._found(turn, kind, kind.whole(Task(path, turn, self._feed)))
            for each in self._folder.glob(f"{path.stem}.*"):
                each.unlink()
        self.acknowledged += sum(map(len, told.values()))

    def _found(self, turn: int, kind: Kind, faults: list[str]) -> None:
        self.faults += [f"kill {turn}, {kind.name}: {fault}" for fault in faults]

    def _taken(self, kind: Kind) -> float:
        """The seconds that a work takes to its end here, once all that it needs is loaded."""
        path = self._folder / "timed.parley"
        for _ in range(2):
            began = time.monotonic()
            kind.work(Task(path, 0, self._feed))
            taken = time.monotonic() - began
            path.unlink()
        return taken

    def _killed(self, kind: Kind, path: Path, turn: int) -> list[str]:
        """Lets a process work on an archive, ends it, and gives the lines that it acknowledged."""
        source, out = os.pipe()
        child = quietly(lambda: kind.work(Task(path, turn, self._feed, out)))
        os.close(out)
        with os.fdopen(source) as lines:
            time.sleep(self._chance.random() ** 2 * self._spans[kind.name])
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            if os.WIFEXITED(status) and os.WEXITSTATUS(status):
                self._found(turn, kind, ["the process failed by itself"])
            return lines.read().splitlines()


def _halves(kind: Kind, path: Path) -> list[str]:
    """What is there by halves."""
    if not path.exists():
        return []
    with Archive.open(path) as archive:
        return kind.held(archive)


def kills(folder: Path, number: int, seed: int = 1) -> list[str]:
    """What was lost or does not hold after so many kills, in lines; prints how many there were."""
    with served() as feed:
        done = Kills(folder, feed, seed)
        for start in range(0, number, ROW):
            done.row(range(start, min(start + ROW, number)))
    kinds = ", ".join(f"{len(range(at, number, len(KINDS)))} {kind.name}" for at, kind in enumerate(KINDS))
    print(f"{number} kills ({kinds}): {done.acknowledged} reports acknowledged, {len(done.faults)} faults", flush=True)
    return done.faults


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
