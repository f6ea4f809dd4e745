"""The schema of an archive as numbered steps; an archive of an older Parley is copied, then taken up step by step."""

import os
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from parley.archive.database import Database
from parley.errors import ArchiveError

APPLICATION = 0x5061726C
"""The application id of an archive: "Parl"."""


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: the version that it leads to, and its SQL."""

    version: int
    sql: str


@cache
def steps() -> tuple[Step, ...]:
    """The shipped migrations in order; the number before a file's name is the version that it leads to."""
    found = sorted((f.name, f.read_text("utf-8")) for f in (files("parley.archive") / "migrations").iterdir())
    return tuple(Step(int(name.partition("-")[0]), sql) for name, sql in found)


def newest() -> int:
    """The version of the schema that this Parley writes."""
    return steps()[-1].version


def begin(database: Database) -> None:
    """Makes an empty file an archive; one that is an archive already stays as it is.

    Raises ArchiveError where the file holds another program's tables.
    """
    if not _is_archive(database) and database.setting("schema_version"):
        raise _stranger(database)
    database.settle()
    _ascend(database)


def admit(database: Database) -> Path | None:
    """Lets an archive in, migrated where it is of an older Parley; the copy that was made before that, if any.

    Raises ArchiveError for a file that is no archive, and for an archive of a newer Parley.
    """
    if not _is_archive(database):
        raise _unfinished(database) if not database.setting("schema_version") else _stranger(database)
    version = database.setting("user_version")
    if version > newest():
        raise ArchiveError(
            f"{database.path} was written by a newer Parley (schema {version}; this one knows {newest()}).",
            "Update Parley: pip install --upgrade parley.",
        )
    database.settle()
    if version == newest():
        return None
    copy = _copied(database, version)
    _ascend(database)
    return copy


def _is_archive(database: Database) -> bool:
    return database.setting("application_id") == APPLICATION


def _ascend(database: Database) -> None:
    """Takes each step that lacks in a transaction of its own; another process may have taken it meanwhile."""
    for step in steps():
        with database.writing():
            if database.setting("user_version") < step.version:
                database.script(step.sql)
                database.script(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {step.version}")


def _copied(database: Database, version: int) -> Path:
    """A copy beside the archive as it was, which gets its name when it is whole."""
    copy = database.path.with_name(f"{database.path.name}.schema-{version}")
    part = copy.with_name(f"{copy.name}.{os.getpid()}.part")
    try:
        database.copy(part, copy)
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)
    return copy


def _stranger(database: Database) -> ArchiveError:
    return ArchiveError(
        f"{database.path} is a database of another program.", "Name an archive, or make one: parley archive init FILE."
    )


def _unfinished(database: Database) -> ArchiveError:
    return ArchiveError(
        f"{database.path} is empty: no archive was made in it.", f"Make one: parley archive init {database.path}."
    )
