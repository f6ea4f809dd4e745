"""SQLite as the archive uses it: one connection, its transactions, its SQL files, and its failures in our words."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from parley.errors import ArchiveError, UsageError

PATIENCE = 60_000
"""Milliseconds for which a connection waits until another has written."""

LONGEST_LOG = 96 * 2**20
"""Bytes of the log beyond which a writer waits for readers, who would let it grow for ever if they never paused."""

PAUSE = 100
"""Milliseconds for which it waits."""

STEP = 16 * 2**20
"""Bytes that the log grows by before a writer that waited in vain waits again: others wait behind it."""

SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cell_size_check = ON",
    "cache_size = -65536",  # KiB: the pages of the indexes that grow at random places
    "wal_autocheckpoint = 8000",  # pages, 32 MB: a page that many batches touch is written back once
)

Row = tuple[Any, ...]
"""A row as SQLite gives it; the statement in its file says which columns it has."""

Given = int | float | bytes | str | None
"""A value as SQLite takes it."""

DAMAGED = ("is damaged", "Put a backup in its place; `parley archive verify` says what is damaged.")

SOUND = (3, 51, 3)
BACKPORTS = ((3, 44, 6), (3, 50, 7))
"""The releases of SQLite that mended the WAL-reset defect (sqlite.org/wal.html): two connections that write and
checkpoint at once could lose what was committed. It was there from 3.7.0 on."""


class Database:
    """A connection to one archive file, for one thread at a time; every failure is an ArchiveError with a remedy."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        import apsw  # noqa: PLC0415  brings SQLite, loaded with the first archive

        sound(apsw.sqlite_lib_version())
        self.path = path
        self._waited_at = 0
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        with told(path):
            self._connection = apsw.Connection(str(path), flags=flags)
            self._connection.set_busy_timeout(PATIENCE)
            self._connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
            self._connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)

    def settle(self) -> None:
        """Puts the settings that every connection to an archive has; the log stays with the file once it is set."""
        for setting in SETTINGS:
            self.script(f"PRAGMA {setting}")

    def close(self) -> None:
        """Gives the file back."""
        with told(self.path):
            self._connection.close()

    def run(self, name: str, *values: Given) -> None:
        """Runs the statement in `sql/<name>.sql`."""
        with told(self.path):
            self._connection.execute(statement(name), values)

    def put(self, name: str, values: dict[str, Given]) -> None:
        """Runs the statement in `sql/<name>.sql` with values by name."""
        with told(self.path):
            self._connection.execute(statement(name), values)

    def rows(self, name: str, *values: Given) -> Iterator[Row]:
        """The rows of the statement in `sql/<name>.sql`, read as they are asked for."""
        with told(self.path):
            yield from self._connection.execute(statement(name), values)

    def row(self, name: str, *values: Given) -> Row | None:
        """The first row of the statement in `sql/<name>.sql`."""
        return next(self.rows(name, *values), None)

    def only(self, name: str, *values: Given) -> Row:
        """The row of the statement in `sql/<name>.sql` that always gives one."""
        return next(self.rows(name, *values))

    def script(self, sql: str) -> list[Row]:
        """Runs statements that stand in no file of their own: migrations and settings."""
        with told(self.path):
            return list(self._connection.execute(sql))

    def setting(self, name: str) -> int:
        """A setting of the file that is a number."""
        return int(self.script(f"PRAGMA {name}")[0][0])

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that takes its turn to write at once; it is whole when this ends, or never was."""
        with self._transaction("BEGIN IMMEDIATE"):
            yield
        self._shorten()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the file, whatever others write meanwhile."""
        with self._transaction("BEGIN"):
            yield

    def _shorten(self) -> None:
        """Writes a long log back and empties it; where a reader outlasts the pause, it is left for later."""
        log = self.path.with_name(f"{self.path.name}-wal")
        size = log.stat().st_size if log.exists() else 0
        if size > max(LONGEST_LOG, self._waited_at + STEP):
            with told(self.path):
                self._connection.set_busy_timeout(PAUSE)
                try:
                    busy = self.script("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
                    self._waited_at = size if busy else 0
                finally:
                    self._connection.set_busy_timeout(PATIENCE)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self.script(begin)
        try:
            yield
            self.script("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self.script("ROLLBACK")
            raise

    def copy(self, target: Path) -> None:
        """Copies one committed state of the file, while others go on writing."""
        with told(target), closing(Database(target, create=True)) as copied:
            with copied._connection.backup("main", self._connection, "main") as backup:
                while not backup.done:
                    backup.step()
            copied.script("PRAGMA journal_mode = DELETE")


@cache
def statement(name: str) -> str:
    """The SQL of a file under `sql/`."""
    return (files("parley.archive") / "sql" / f"{name}.sql").read_text("utf-8")


def sound(version: str) -> None:
    """Raises ArchiveError where this release of SQLite has the WAL-reset defect."""
    numbers = tuple(int(part) for part in version.split("."))
    if numbers < SOUND and not any(numbers[:2] == mended[:2] and numbers >= mended for mended in BACKPORTS):
        raise ArchiveError(
            f"SQLite {version} can lose what two programs write at once (the WAL-reset defect).",
            "Install apsw 3.51.3 or later: pip install --upgrade apsw.",
        )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns failures of SQLite, and words that it cannot hold, into errors that name the remedy."""
    failures = _failures()
    try:
        yield
    except tuple(failures) as error:
        what, remedy = next(said for kind, said in failures.items() if isinstance(error, kind))
        raise ArchiveError(f"{path} {what}.", remedy) from error
    except UnicodeEncodeError as error:
        raise UsageError(
            "What was given is no text that an archive can hold.", "Type it again in a terminal set to UTF-8."
        ) from error


@cache
def _failures() -> dict[type[Exception], tuple[str, str]]:
    """What each failure of SQLite is called, and what to do about it."""
    import apsw  # noqa: PLC0415  brings SQLite, loaded with the first archive

    return {
        apsw.CantOpenError: ("cannot be opened", "Check the path and that its folder can be written to."),
        apsw.NotADBError: ("is no archive", "Name an archive, or make one: parley archive init FILE."),
        apsw.BusyError: (
            f"is locked: another program has been writing for {PATIENCE // 1000} seconds",
            "Wait for it or end it, then run this again; what was acknowledged is kept.",
        ),
        apsw.ProtocolError: ("is locked: too many programs open it at once", "Run this again."),
        apsw.FullError: (
            "cannot grow: the disk is full",
            "Free some space and run this again; what was acknowledged is kept, nothing is there by halves.",
        ),
        apsw.CorruptError: DAMAGED,
        UnicodeDecodeError: DAMAGED,
        apsw.ReadOnlyError: (
            "cannot be written to",
            "Check the permissions of the file and its folder, or work on a copy elsewhere.",
        ),
        apsw.PermissionsError: ("may not be used", "Check the permissions of the file and its folder."),
        apsw.IOError: (
            "could not be read or written: the disk reported a fault",
            "Check the disk and run this again; what was acknowledged is kept.",
        ),
        apsw.TooBigError: ("takes no value of this size", "Leave the report out or split it."),
    }
