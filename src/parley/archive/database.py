"""SQLite as the archive uses it: one connection, its transactions, its SQL files, and its failures in our words."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from parley.archive.turn import first_in_line, line
from parley.errors import ArchiveError, UsageError

PATIENCE = 60_000
"""Milliseconds for which a connection waits until another has written."""

LONGEST_LOG = 96 * 2**20
"""Bytes of the log beyond which a writer waits for readers, who would let it grow for ever if they never paused."""

PAUSE = 250
"""Milliseconds for which it waits at first; twice as long each time that it was in vain, for readers may be slow."""

LONGEST_PAUSE = 4_000
"""Milliseconds for which it waits at most: other writers wait behind it."""

STEP = 16 * 2**20
"""Bytes that the log grows by, or by a quarter if that is more, before a writer that waited in vain waits again."""

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
    """A connection to one archive file, for one thread at a time; every failure is an ArchiveError with a remedy.

    `shown`: how errors call the file, where that is not its name.
    """

    def __init__(self, path: Path, *, create: bool = False, shown: Path | None = None) -> None:
        import apsw  # noqa: PLC0415  brings SQLite, loaded with the first archive

        sound(apsw.sqlite_lib_version())
        self.path = path
        self.shown = shown or path
        self._enough, self._pause = LONGEST_LOG, PAUSE
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        with told(self.shown):
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
        with told(self.shown):
            self._connection.close()

    def run(self, name: str, *values: Given) -> None:
        """Runs the statement in `sql/<name>.sql`."""
        with told(self.shown):
            self._connection.execute(statement(name), values)

    def run_each(self, name: str, rows: Iterable[tuple[Given, ...]]) -> None:
        """Runs the statement in `sql/<name>.sql` once for each row of values."""
        with told(self.shown):
            self._connection.executemany(statement(name), rows)

    def put(self, name: str, values: dict[str, Given]) -> None:
        """Runs the statement in `sql/<name>.sql` with values by name."""
        with told(self.shown):
            self._connection.execute(statement(name), values)

    def rows(self, name: str, *values: Given) -> Iterator[Row]:
        """The rows of the statement in `sql/<name>.sql`, read as they are asked for."""
        with told(self.shown):
            yield from self._connection.execute(statement(name), values)

    def row(self, name: str, *values: Given) -> Row | None:
        """The first row of the statement in `sql/<name>.sql`."""
        return next(self.rows(name, *values), None)

    def only(self, name: str, *values: Given) -> Row:
        """The row of the statement in `sql/<name>.sql` that always gives one."""
        return next(self.rows(name, *values))

    def script(self, sql: str) -> list[Row]:
        """Runs statements that stand in no file of their own: migrations and settings."""
        with told(self.shown):
            return list(self._connection.execute(sql))

    def setting(self, name: str) -> int:
        """A setting of the file that is a number."""
        return int(self.script(f"PRAGMA {name}")[0][0])

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that takes its turn to write; it is whole when this ends, or never was."""
        with self._transaction(self._begin_writing):
            yield
        self._shorten()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the file, whatever others write meanwhile."""
        with self._transaction(lambda: self.script("BEGIN")):
            yield

    def _begin_writing(self) -> None:
        """Writes at once where nobody else does or waits; stands in line otherwise."""
        if line(self.path).exists() or not self._begun_at_once():
            with first_in_line(self.path, PATIENCE / 1000) as left, self._patience(max(1, int(left * 1000))):
                self.script("BEGIN IMMEDIATE")

    def _begun_at_once(self) -> bool:
        import apsw  # noqa: PLC0415  loaded with the first archive

        with told(self.shown), self._patience(0):
            try:
                self._connection.execute("BEGIN IMMEDIATE")
            except apsw.BusyError:
                return False
        return True

    @contextmanager
    def _patience(self, milliseconds: int) -> Iterator[None]:
        """Waits for others so long and no longer than that."""
        self._connection.set_busy_timeout(milliseconds)
        try:
            yield
        finally:
            self._connection.set_busy_timeout(PATIENCE)

    def _shorten(self) -> None:
        """Writes a long log back and empties it; where a reader outlasts the pause, it is left for later.

        Readers that begin meanwhile do not count: as soon as all is written back, they read the file alone.
        """
        log = self.path.with_name(f"{self.path.name}-wal")
        size = log.stat().st_size if log.exists() else 0
        if size <= self._enough:
            return
        with self._patience(self._pause):
            busy = self.script("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        self._enough = size + max(STEP, size // 4) if busy else LONGEST_LOG
        self._pause = min(2 * self._pause, LONGEST_PAUSE) if busy else PAUSE

    @contextmanager
    def _transaction(self, begin: Callable[[], object]) -> Iterator[None]:
        begin()
        try:
            yield
            self.script("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self.script("ROLLBACK")
            raise

    def copy(self, target: Path, shown: Path) -> None:
        """Copies one committed state of the file, while others write; errors call the target as it is `shown`."""
        with told(shown), closing(Database(target, create=True, shown=shown)) as copied:
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
