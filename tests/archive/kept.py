"""Reports as an archive takes them, and a disk that fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import apsw

from parley.archive.archive import Added, Archive, Entry
from parley.report import Block, Report, Sighting, stable_id

NOW = "2031-03-02T12:00:00+00:00"
TEXT = "Talks go on in the harbour\n\nThe envoy of Kestria said on Friday that the talks would go on next week.\n"


def entry(text: str = TEXT, file: str = "a.txt", *, outlet: str | None = None, extractor: int = 1) -> Entry:
    sighting = Sighting(file, None, outlet, sha256(text.encode()).hexdigest())
    report = Report(
        id=stable_id("r", " ".join(text.split())),
        text=text,
        sightings=(sighting,),
        blocks=(Block(0, len(text.rstrip()), "paragraph"),),
        outlet=outlet,
        title=text.partition("\n")[0],
        published="2031-03-02",
        language="en",
    )
    return Entry(report, text.encode(), extractor)


def renamed(given: Entry, file: str) -> Entry:
    sighting = replace(given.report.sightings[0], file=file)
    return replace(given, report=replace(given.report, sightings=(sighting,)))


def put(path: Path, *entries: Entry, story: str | None = None) -> list[Added]:
    with Archive.open(path) as archive:
        return [each for each in archive.add(entries, now=NOW, story=story) if isinstance(each, Added)]


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that an archive holds but the order in which it came."""
    queries = {
        "originals": "SELECT digest, size, packed FROM original ORDER BY digest",
        "texts": "SELECT report, digest, content FROM text ORDER BY report, digest",
        "sightings": "SELECT digest, extractor, file, outlet, title, day, described FROM sighting ORDER BY 1",
        "members": "SELECT name, report FROM member JOIN story ON story.id = story ORDER BY 1, 2",
        "found": "SELECT digest FROM sought JOIN text ON text.id = sought.rowid WHERE sought MATCH 'talk' ORDER BY 1",
    }
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        return {name: list(connection.execute(sql)) for name, sql in queries.items()}
    finally:
        connection.close()


class FailingFile(apsw.VFSFile):
    """A file on a failing disk."""

    def __init__(self, disk: "FailingDisk", name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__("unix", name, flags)
        self.disk = disk

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self.disk.count()
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.disk.count()
        super().xSync(flags)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self.disk.count()
        super().xTruncate(newsize)


class FailingDisk(apsw.VFS):
    """A disk on which the n-th write, and each after it, fails; `written` counts them."""

    def __init__(self, failing: int | None, failure: type[Exception]) -> None:
        super().__init__("failing", "unix", makedefault=True)
        self.failing, self.failure, self.written = failing, failure, 0

    def count(self) -> None:
        self.written += 1
        if self.failing is not None and self.written >= self.failing:
            raise self.failure(f"write {self.written} fails")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> FailingFile:  # noqa: N802
        return FailingFile(self, name, flags)


@contextmanager
def failing_disk(failing: int | None, failure: type[Exception] = apsw.IOError) -> Iterator[FailingDisk]:
    disk = FailingDisk(failing, failure)
    try:
        yield disk
    finally:
        disk.unregister()
