"""One archive: what is put in stays as it was, and is there once however often it is put in."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from parley.archive.database import Database, Given
from parley.archive.decisions import imported, written
from parley.archive.migrations import admit, begin
from parley.archive.packing import (
    damaged,
    described,
    digest,
    form,
    pack,
    plain_digest,
    read_digest,
    reading_of,
    report_of,
    told_by,
    unpack,
)
from parley.archive.placed import Held, meant, placed
from parley.archive.query import query
from parley.decision import Decision
from parley.errors import ArchiveError, UsageError
from parley.reading import Engine, Reading
from parley.report import Problem, Report

BATCH = 64
"""Reports that are acknowledged together: one transaction holds them."""

HITS = 20
"""Reports that a search gives unless asked for more."""

RANKED = 1000
"""Reports among which a search ranks: of those that have all the words, the last added."""

_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A report as it was found in one place, the bytes that it was made of, and the version of what made it."""

    report: Report
    original: bytes
    extractor: int


@dataclass(frozen=True, slots=True)
class Added:
    """A report that the archive holds for good; `new` where it did not hold this sighting of it before."""

    report: str
    file: str
    new: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found, with the words around the first that were looked for."""

    report: str
    file: str
    outlet: str | None
    title: str | None
    day: str | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many readings an engine made, or reports a story has."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an archive holds, in numbers."""

    reports: int
    sightings: int
    originals: int
    decisions: int
    stories: tuple[Count, ...]
    readings: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive. One process writes at a time, others wait their turn; readers never wait."""

    database: Database
    copy: Path | None = None
    """The copy that was made of an older archive before it was migrated."""

    @staticmethod
    def make(path: Path) -> None:
        """Makes an archive where there is no file; one that is there stays as it is."""
        if path.exists() and not path.is_file():
            what = "a folder" if path.is_dir() else "no file"
            raise ArchiveError(f"{path} is {what}.", "Name the file that the archive is to be.")
        if not path.parent.is_dir():
            raise ArchiveError(*no_folder(path.parent))
        with closing(Database(path, create=True)) as database:
            begin(database)

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator["Archive"]:
        """The archive in a file; raises ArchiveError where there is none that this Parley can use."""
        if not path.is_file():
            what = "is a folder, no archive" if path.is_dir() else "is no file" if path.exists() else "is not there"
            name = "FILE" if path.exists() else path
            raise ArchiveError(f"{path} {what}.", f"Check the path, or make one: parley archive init {name}.")
        with closing(Database(path)) as database:
            yield cls(database, admit(database))

    def add(self, entries: Iterable[Entry], *, now: str, story: str | None = None) -> Iterator[Added | Problem]:
        """Puts reports in, and into a story; each that comes back is on the disk, in whole batches.

        `now` is the ISO time that new sightings bear. A problem comes back for a text that is no Unicode.
        """
        coming = iter(entries)
        while batch := tuple(islice(coming, BATCH)):
            rows = [row_of(entry, now) for entry in batch]
            with self.database.writing():
                if story is not None:
                    self.database.run("add-story", story)
                added = [row if isinstance(row, Problem) else self.put(row, story) for row in rows]
            yield from added

    def put(self, row: "Row", story: str | None = None) -> Added:
        """Puts one row in, within a transaction of the caller's; the story, if any, is there already."""
        report = row.entry.report
        new = self.database.row("holds-sighting", row.original, row.entry.extractor, row.digest) is None
        if new:
            self.database.run("add-original", row.original, len(row.entry.original), pack(row.entry.original))
            self.database.run("add-text", report.id, row.text, report.text)
            self.database.put("add-sighting", row.values())
        if story is not None:
            self.database.run("add-member", story, report.id)
        return Added(report.id, report.file, new)

    def reports(self, story: str | None = None) -> tuple[Report, ...]:
        """Every sighting of every report, or of those of a story, as a report of its own, in an order of their own."""
        if story is None:
            return tuple(report_of(*row) for row in self.database.rows("reports"))
        if story in self.own_stories():
            return tuple(report_of(*row) for row in self.database.rows("reports-of-story", story))
        return self.held(self.told(story))

    def held(self, story: Held) -> tuple[Report, ...]:
        """Every sighting of every report of a story that was found; pages that changed as they are now."""
        return self._told("sightings-now-of", json.dumps(story.reports))

    def _told(self, name: str, *values: Given) -> tuple[Report, ...]:
        """The reports of a statement; all rows are taken before any is made out: the log waits for who still reads."""
        rows = tuple(self.database.rows(name, *values))
        return tuple(report_of(*row) for row in rows)

    def told(self, story: str) -> Held:
        """A story that was found, by its id, by how that begins, or by a name that the analyst gave it.

        An id leads to the story that holds the report after which it is named, whatever has become of it since.
        """
        found = meant(self.told_stories(), story)
        if len(found) == 1:
            return found[0]
        what = f"Several stories are meant by {story!r}." if found else f"The archive has no story {story!r}."
        path = self.database.path
        raise UsageError(what, f"`parley archive show {path}` and `parley archive stories {path}` list them.")

    def told_stories(self) -> tuple[Held, ...]:
        """The stories in which its reports were found, with the analyst's decisions on them."""
        with self.database.reading():
            found = {report: named for report, named, _ in self.database.rows("all-found")}
            return placed(found, self.decisions())

    def report(self, start: str) -> tuple[Report, ...]:
        """Every sighting of the one report whose id begins so; raises UsageError where there is none, or several."""
        ids = [row[0] for row in self.database.rows("ids", start, 2)]
        if len(ids) != 1:
            what = f"Several reports in the archive begin with {start!r}." if ids else f"There is no report {start!r}."
            raise UsageError(what, "Give more of its id; `parley archive search` shows the ids.")
        return self.sightings(ids[0])

    def sightings(self, report: str) -> tuple[Report, ...]:
        """Every sighting of a report by its whole id; none where it is not there."""
        return self._told("report", report)

    def original(self, sha256: str) -> bytes:
        """The bytes of a sighting as they were found; raises UsageError where the archive has none with this digest."""
        known = bytes.fromhex(sha256) if _DIGEST.fullmatch(sha256) else b""
        row = self.database.row("original", known)
        if row is None:
            raise UsageError(f"The archive has no original {sha256}.", "Take the digest of a sighting.")
        content = unpack(row[1], row[0])
        if plain_digest(content).hex() != sha256:
            raise damaged("an original is not what was put in")
        return content

    def reading(self, report: Report, engine: Engine) -> Reading | None:
        """What this version of the engine read in the report, if that was kept."""
        row = self.database.row("reading", read_digest(report), engine.name, engine.version, form())
        return None if row is None else reading_of(unpack(row[1], row[0]), report)

    def keep(self, readings: Iterable[Reading]) -> None:
        """Keeps readings, each for its engine and version; those of other versions stay."""
        coming = iter(readings)
        while batch := tuple(islice(coming, BATCH)):
            told = [(read_digest(reading.report), reading.engine, told_by(reading)) for reading in batch]
            with self.database.writing():
                for report, engine, content in told:
                    self.database.run(
                        "add-reading",
                        *(report, engine.name, engine.version, form()),
                        *(plain_digest(content), len(content), pack(content)),
                    )

    def search(self, words: str, limit: int = HITS) -> tuple[Hit, ...]:
        """The reports that have all these words, the best of the last added first; see `query` for how to put them."""
        sought = query(words)
        with self.database.reading():
            texts = [row[0] for row in self.database.rows("search", sought, limit, max(limit, RANKED))]
            excerpts = self._excerpts(sought, texts)
            return tuple(self._hit(text, excerpts[text]) for text in texts)

    def _excerpts(self, sought: str, texts: Sequence[int]) -> dict[int, str]:
        if not texts:
            return {}
        rows = self.database.rows("excerpts", sought, min(texts), max(texts), json.dumps(texts))
        return {text: " ".join(excerpt.split()) for text, excerpt in rows}

    def _hit(self, text: int, excerpt: str) -> Hit:
        report, file, outlet, title, day = self.database.only("found", text)
        return Hit(report, file, outlet, title, day, excerpt)

    def decide(self, decisions: Iterable[Decision]) -> int:
        """Puts decisions behind those that are there; how many are new. One that is there already changes nothing."""
        lines = [written(decision) for decision in decisions]
        with self.database.writing():
            before = self.database.only("counts")[3]
            for line in lines:
                self.database.run("add-decision", plain_digest(line), line)
            return int(self.database.only("counts")[3]) - int(before)

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in the order in which they were made or imported."""
        return imported(b"\n".join(row[0] for row in self.database.rows("decisions")))

    def holdings(self) -> Holdings:
        """What it holds, in numbers, at one moment."""
        with self.database.reading():
            reports, sightings, originals, decisions = self.database.only("counts")
            readings = self.database.rows("readings-by-engine")
            made = tuple(Count(f"{name} {version}", number) for name, version, number in readings)
            return Holdings(reports, sightings, originals, decisions, self._stories(), made)

    def state(self) -> tuple[int | str | None, ...]:
        """Changes whenever reports, versions, decisions or stories come in; visits and rounds leave it as it is."""
        return tuple(self.database.only("state"))

    def own_stories(self) -> frozenset[str]:
        """The names of the stories that the user filled."""
        return frozenset(count.name for count in self._stories())

    def _stories(self) -> tuple[Count, ...]:
        return tuple(Count(*row) for row in self.database.rows("stories"))


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with the digests by which it is known."""

    entry: Entry
    original: bytes
    text: bytes
    described: bytes
    now: str

    @property
    def digest(self) -> bytes:
        """The digest of all of it but the time."""
        return sighting_digest(self.entry.extractor, self.text, self.original, self.described)

    def values(self) -> dict[str, Given]:
        """The columns."""
        report = self.entry.report
        return {
            "digest": self.digest,
            "report": report.id,
            "original": self.original,
            "text": self.text,
            "extractor": self.entry.extractor,
            "file": report.file,
            "outlet": report.outlet,
            "title": report.title,
            "day": report.day,
            "described": self.described,
            "added": self.now,
        }


def no_folder(path: Path) -> tuple[str, str]:
    """What is told of a folder that is none, and what to do."""
    if path.exists():
        return f"{path} is no folder.", "Name a file in a folder."
    return f"There is no folder {path}.", "Make the folder first or name another."


def row_of(entry: Entry, now: str) -> Row | Problem:
    """The row of an entry, or why no file can hold it."""
    report = entry.report
    original = plain_digest(entry.original)
    if [sighting.sha256 for sighting in report.sightings] != [original.hex()]:
        raise ValueError(f"{report.id}: an entry is one sighting of a report, with its own bytes")
    try:
        return Row(entry, original, plain_digest(report.text.encode()), described(report), now)
    except UnicodeEncodeError:
        return Problem(report.file, "archive", "it has halves of characters (lone surrogates); save it again as UTF-8")


def sighting_digest(extractor: int, text: bytes, original: bytes, described: bytes) -> bytes:
    """By what a sighting is known, wherever and whenever it was put in."""
    return digest(str(extractor).encode(), text, original, described)
