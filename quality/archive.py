"""What keeping costs as an archive grows: `python -m quality.archive [--sizes 1000,10000,100000] [--readings 40]`.

Fills an archive with reports from templates and measures at each size: milliseconds for each of the last thousand
reports that were added, in wall time (`ms`) and in this process's own (`cpu`), and how often that of the smallest size
it is (`growth`); the 50th and 95th percentile of a search in milliseconds over five kinds of queries, and that of the
slowest kind; the peak of memory of this process in MB; bytes of the closed file for each report, and how often those of
its text.
Last, what readings by the default engine take: milliseconds to keep and to fetch one, and bytes for each word.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from parley.archive.archive import Archive, Entry
from parley.desk import Desk
from quality.engine import DEFAULT, chosen
from quality.stock import MATTERS, entry, text

NOW = "2031-03-02T12:00:00+00:00"
WINDOW = 1000
QUERIES = 100
"""Searches of each kind."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What an archive of so many reports costs."""

    reports: int
    wall: float
    cpu: float
    searches: dict[str, float]
    median: float
    percentile: float
    memory: float
    size: float
    blown: float


def queries(held: int) -> Iterator[tuple[str, str]]:
    """Kinds and words of searches: names, several words, phrases, beginnings, words that nearly all reports have."""
    chance = random.Random(held)  # noqa: S311  the same every time, no secret
    for _ in range(QUERIES):
        words = text(chance.randrange(held)).replace("\n", " ").split()
        names = [word.strip("“”,.’") for word in words if word[:1].isupper() and len(word) > 5]
        at = chance.randrange(len(words) - 4)
        yield "name", chance.choice(names)
        yield "words", f"{chance.choice(names)} {chance.choice(MATTERS)} talks"
        yield "phrase", f'"{" ".join(words[at : at + 3])}"'
        yield "beginning", f"{chance.choice(names)[:4]}*"
        yield "common", chance.choice(("talks", "meeting", "people -harbour", "envoy talks", "agreed to meet again"))


def searched(archive: Archive, held: int) -> list[tuple[str, float]]:
    """Kind and milliseconds of each search."""
    taken = []
    for kind, words in queries(held):
        began = time.perf_counter()
        archive.search(words)
        taken.append((kind, 1000 * (time.perf_counter() - began)))
    return taken


def added(archive: Archive, entries: Sequence[Entry]) -> tuple[float, float]:
    """Milliseconds for each report, in wall time and in this process's own."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in archive.add(entries, now=NOW):
        pass
    each = 1000 / len(entries)
    return each * (time.perf_counter() - wall), each * (time.process_time() - cpu)


def grown(path: Path, held: int, size: int) -> Cost:
    """Takes an archive from the one size to the other, and what it costs there."""
    last = [entry(number) for number in range(size - WINDOW, size)]
    with Archive.open(path) as archive:
        for start in range(held, size - WINDOW, WINDOW):
            added(archive, [entry(number) for number in range(start, start + WINDOW)])
        wall, cpu = added(archive, last)
        taken = searched(archive, size)
    hundredths = quantiles([ms for _, ms in taken], n=100)
    kinds = {kind: quantiles([ms for k, ms in taken if k == kind], n=20)[18] for kind, _ in taken}
    each = path.stat().st_size / size
    blown = each * WINDOW / sum(len(one.original) for one in last)
    return Cost(size, wall, cpu, kinds, hundredths[49], hundredths[94], peak(), each, blown)


def peak() -> float:
    """The peak of this process's memory in MB, or nan where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))


def readings(folder: Path, number: int, engine: str) -> str:
    """What readings cost, in one line."""
    (folder / "reports").mkdir()
    for n in range(number):
        (folder / "reports" / f"{n}.txt").write_text(text(n), "utf-8")
    made = Desk(engine=chosen(engine)).readings(folder / "reports")
    path = folder / "readings.parley"
    Archive.make(path)
    with Archive.open(path) as archive:
        before = path.stat().st_size
        began = time.perf_counter()
        archive.keep(made)
        kept = time.perf_counter()
        for reading in made:
            archive.reading(reading.report, reading.engine)
        fetched = time.perf_counter()
    words = sum(len(reading.tokens) for reading in made)
    each = 1000 / len(made)
    return (
        f"readings by {engine}: {each * (kept - began):.1f} ms to keep one, {each * (fetched - kept):.1f} ms to fetch "
        f"one, {(path.stat().st_size - before) / words:.0f} bytes for each word ({words / len(made):.0f} words each)"
    )


def row(here: Cost, first: Cost) -> str:
    """A row of the table."""
    kind, slowest = max(here.searches.items(), key=lambda each: each[1])
    return (
        f"{here.reports:7}{here.wall:7.2f}{here.cpu:6.2f}{here.cpu / first.cpu:8.2f}{here.median:12.1f}"
        f"{here.percentile:6.1f}  {kind:11}{slowest:7.1f}{here.memory:8.0f}{here.size:12.0f}{here.blown:9.2f}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--readings", type=int, default=40)
    parser.add_argument("--engine", default=DEFAULT)
    asked = parser.parse_args(arguments)
    sizes = sorted(int(size) for size in asked.sizes.split(","))
    print("reports     ms   cpu  growth  search p50   p95  slowest kind            MB  bytes each  of text")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.parley"
        Archive.make(path)
        first: Cost | None = None
        for held, size in zip((0, *sizes), sizes, strict=False):
            here = grown(path, held, size)
            first = first or here
            print(row(here, first), flush=True)
        if asked.readings:
            print(readings(Path(folder), asked.readings, asked.engine))
    return 0


if __name__ == "__main__":
    sys.exit(main())
