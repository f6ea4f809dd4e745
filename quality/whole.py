"""What an archive has to have after processes were killed at it, or many were at it: all, and in whole batches."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from parley.archive.archive import Archive, Entry
from parley.archive.keeping import verify
from parley.reading import Engine
from quality.stock import entry

NOW = "2031-03-02T12:00:00+00:00"
BATCH = 3
"""Reports that a writer adds at once."""
ENGINE = Engine("none", "1")


def batch(writer: int, number: int) -> list[Entry]:
    """The reports of one batch of a writer."""
    return [entry(number, prefix=f"{writer:03d}-{number:05d}-{part} ", sentences=4) for part in range(BATCH)]


def lost(path: Path, acknowledged: Sequence[str]) -> list[str]:
    """What an archive lacks of what was acknowledged, and what else does not hold in it."""
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
        return faults


def halved(archive: Archive) -> list[str]:
    """What `torn` finds in an archive to which batches were added."""
    return torn([report.file for report in archive.reports()])


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


def written(archive: Archive) -> Mapping[int, int]:
    """How many reports of each writer an archive has."""
    return Counter(int(report.file.partition("-")[0]) for report in archive.reports())
