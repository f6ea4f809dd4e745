"""An archive as a whole: a copy of it while others write, and whether everything in it is what was put in."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from parley.archive.archive import Archive, no_folder, sighting_digest
from parley.archive.database import Database
from parley.archive.packing import plain_digest, report_of, unpack
from parley.errors import ArchiveError, OutputError


@dataclass(frozen=True, slots=True)
class Soundness:
    """What does not hold in an archive, one line each, and how many things were looked at."""

    faults: tuple[str, ...]
    looked_at: int

    @property
    def holds(self) -> bool:
        """Whether all is as it was put in."""
        return not self.faults


def backup(archive: Archive, target: Path) -> Path:
    """Copies one committed state of the archive to a new file, checks it, and only then gives it its name.

    Raises OutputError where the file is there already, or none can be made there.
    """
    if target.is_dir():
        target = target / archive.database.path.name
    if target.exists():
        raise OutputError(f"{target} is there already.", "Name a new file for the backup.")
    if not target.parent.is_dir():
        raise OutputError(*no_folder(target.parent))
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    _begin(part, target)
    try:
        archive.database.copy(part, target)
        with closing(Database(part)) as copy:
            faults = tuple(_structure(copy))
        if faults:
            raise ArchiveError(f"The backup does not hold: {faults[0]}.", "Run `parley archive verify` on the archive.")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _begin(part: Path, target: Path) -> None:
    """Makes the file that is to become the backup; what hinders it is told of the name that was given."""
    try:
        part.touch(exist_ok=False)
    except OSError as error:
        why = error.strerror or "the system does not say why"
        raise OutputError(
            f"{target} cannot be written: {why}.", "Name a new file in a folder that can be written to."
        ) from error


def verify(archive: Archive) -> Soundness:
    """Looks at every page, link and index of the file, and at every original, text, sighting, reading and decision."""
    faults = [*_structure(archive.database), *_index(archive.database)]
    looked_at = 0
    for fault in _contents(archive.database):
        looked_at += 1
        if fault:
            faults.append(fault)
    return Soundness(tuple(faults), looked_at)


def _structure(database: Database) -> Iterator[str]:
    """What SQLite finds wrong with pages and links."""
    try:
        for (line,) in database.script("PRAGMA integrity_check"):
            if line != "ok":
                yield str(line)
        for table, row, *_ in database.script("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} points to nothing"
    except ArchiveError as error:
        yield error.message


def _index(database: Database) -> Iterator[str]:
    """Whether the index of words agrees with the texts."""
    try:
        with database.writing():
            database.run("check-index")
    except ArchiveError as error:
        yield f"the index of words: {error.message}"


def _contents(database: Database) -> Iterator[str | None]:
    """For each thing what is wrong with it, or None."""
    with database.reading():
        for look in (_originals, _texts, _sightings, _readings, _decisions, _versions, _dossiers):
            try:
                yield from look(database)
            except ArchiveError as error:
                yield error.message


def _originals(database: Database) -> Iterator[str | None]:
    for known, size, packed in database.rows("every-original"):
        yield _packed("original", known, size, packed)


def _readings(database: Database) -> Iterator[str | None]:
    for known, size, packed in database.rows("every-reading"):
        yield _packed("reading", known, size, packed)


def _dossiers(database: Database) -> Iterator[str | None]:
    for known, size, packed in database.rows("every-dossier"):
        yield _packed("dossier", known, size, packed)


def _texts(database: Database) -> Iterator[str | None]:
    for known, content in database.rows("every-text"):
        yield _unlike("text", known, plain_digest(content.encode()))


def _sightings(database: Database) -> Iterator[str | None]:
    for known, extractor, text, original, told in database.rows("every-sighting"):
        fault = _unlike("sighting", known, sighting_digest(extractor, text, original, told))
        if fault is None:
            report_of(told, "")
        yield fault


def _decisions(database: Database) -> Iterator[str | None]:
    for known, content in database.rows("every-decision"):
        yield _unlike("decision", known, plain_digest(content))


def _versions(database: Database) -> Iterator[str | None]:
    for number, report, sighted in database.rows("every-version"):
        yield None if report == sighted else f"version {number} is not the report that was found"


def _packed(what: str, known: bytes, size: int, packed: bytes) -> str | None:
    try:
        return _unlike(what, known, plain_digest(unpack(packed, size)))
    except ArchiveError:
        return f"the {what} {known.hex()[:12]} cannot be unpacked"


def _unlike(what: str, known: bytes, now: bytes) -> str | None:
    return None if known == now else f"the {what} {known.hex()[:12]} is not what was put in"
