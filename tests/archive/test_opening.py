"""Files that are no archive, archives of other times, and archives that cannot be used: each with its remedy."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from parley.archive import database
from parley.archive.archive import Archive
from parley.archive.database import Database, sound
from parley.archive.keeping import verify
from parley.archive.migrations import newest, steps
from parley.errors import ArchiveError, ParleyError
from quality.works import older
from tests.archive.kept import TEXT, contents, entry, put


def refused(path: Path) -> ParleyError:
    with pytest.raises(ParleyError) as caught, Archive.open(path) as archive:
        archive.holdings()
    assert caught.value.exit_status == 6
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Archive.make(tmp_path / "kept.parley")
    return tmp_path / "kept.parley"


@pytest.mark.parametrize("version", ["3.7.0", "3.44.5", "3.45.0", "3.50.6", "3.51.2"])
def test_a_sqlite_that_can_lose_writes_is_refused(version: str) -> None:
    with pytest.raises(ArchiveError, match="WAL-reset"):
        sound(version)


@pytest.mark.parametrize("version", ["3.44.6", "3.50.7", "3.51.3", "3.52.0", "3.53.0.1", "4.0.0"])
def test_a_sqlite_without_the_defect_is_taken(version: str) -> None:
    sound(version)


def test_no_file_a_folder_and_an_empty_file(tmp_path: Path) -> None:
    assert "parley archive init" in refused(tmp_path / "none.parley").remedy
    assert "is a folder" in refused(tmp_path).message
    (tmp_path / "empty").touch()
    assert "is empty" in refused(tmp_path / "empty").message
    Archive.make(tmp_path / "empty")
    with Archive.open(tmp_path / "empty") as archive:
        assert archive.holdings().reports == 0


def test_an_archive_is_not_made_where_there_is_no_folder_or_where_one_is(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no folder"):
        Archive.make(tmp_path / "none" / "a.parley")
    with pytest.raises(ArchiveError, match="is a folder"):
        Archive.make(tmp_path)


def test_making_an_archive_again_leaves_it_as_it_is(path: Path) -> None:
    put(path, entry())
    before = contents(path)
    Archive.make(path)
    assert contents(path) == before


def test_another_file_is_no_archive_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 100)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE mine (id)")
    other.close()
    for name, said in (("a.txt", "is no archive"), ("other.db", "another program")):
        before = (tmp_path / name).read_bytes()
        error = refused(tmp_path / name)
        assert said in error.message
        assert "parley archive init" in error.remedy
        with pytest.raises(ArchiveError, match=said):
            Archive.make(tmp_path / name)
        assert (tmp_path / name).read_bytes() == before


def test_an_archive_of_a_newer_parley_is_refused_and_stays_as_it_is(path: Path) -> None:
    with closing(Database(path)) as newer:
        newer.script(f"PRAGMA user_version = {newest() + 1}")
    error = refused(path)
    assert "newer Parley" in error.message
    assert "Update Parley" in error.remedy
    assert not list(path.parent.glob("*.schema-*"))


def test_an_older_archive_is_migrated_after_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "old.parley"
    older(path, 1)
    with Archive.open(path) as archive:
        assert archive.copy == tmp_path / "old.parley.schema-1"
        assert archive.holdings().reports == 1
        assert archive.holdings().stories == ()
        assert verify(archive).holds
    with Archive.open(path) as archive:
        assert archive.copy is None
    with closing(Database(tmp_path / "old.parley.schema-1")) as copy:
        assert copy.setting("user_version") == 1
        assert len(list(copy.rows("every-text"))) == 1


def test_a_migration_that_breaks_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.parley"
    older(path, 1)
    sql = "CREATE TABLE begun (id); SELECT raise_it()"
    shipped = (steps()[0], type(steps()[0])(2, sql))
    monkeypatch.setattr("parley.archive.migrations.steps", lambda: shipped)
    with pytest.raises(apsw.SQLError), Archive.open(path):
        pass
    with closing(Database(path)) as database:
        assert database.setting("user_version") == 1
        assert database.script("SELECT count(*) FROM sqlite_schema WHERE name = 'begun'") == [(0,)]


def test_steps_are_numbered_without_a_gap() -> None:
    assert [step.version for step in steps()] == list(range(1, newest() + 1))


def test_an_archive_that_another_program_holds_is_said_to_be_locked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 50)
    with closing(Database(path)) as other:
        other.script("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="is locked") as caught:
            put(path, entry())
        assert "run this again" in caught.value.remedy
        with Archive.open(path) as archive:
            assert archive.holdings().reports == 0, "who only reads does not wait"


def test_readers_cannot_let_the_log_grow_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LONGEST_LOG", 100_000)
    monkeypatch.setattr(database, "PAUSE", 20)
    monkeypatch.setattr(database, "STEP", 1000)
    log = path.with_name("kept.parley-wal")
    entries = [entry(f"{TEXT * 50}Report {n}.\n", f"{n}.txt") for n in range(30)]
    with closing(Database(path)) as reader:
        with reader.reading():
            assert reader.only("counts")[0] == 0
            put(path, *entries[:20])
            assert log.stat().st_size > 100_000, "the reader still needs what stood there before"
            assert reader.only("counts")[0] == 0
        put(path, *entries)
        assert log.stat().st_size < 100_000
        assert reader.only("counts")[0] == 30


def test_a_damaged_archive_is_said_to_be_damaged(path: Path) -> None:
    put(path, *(entry(f"{TEXT}Report {n}.\n", f"{n}.txt") for n in range(50)))
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(content)
    error = refused(path)
    assert "damaged" in error.message
    assert "backup" in error.remedy


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_said(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(ArchiveError, match=r"cannot be (opened|written to)"):
            put(path, entry())
    finally:
        path.parent.chmod(0o755)


@pytest.mark.parametrize(("failure", "said"), [(apsw.ReadOnlyError, "copy elsewhere"), (apsw.CantOpenError, "folder")])
def test_failures_of_sqlite_have_a_remedy(path: Path, failure: type[Exception], said: str) -> None:
    with pytest.raises(ArchiveError) as caught, database.told(path):
        raise failure("it happened")
    assert said in caught.value.remedy
    assert str(path) in caught.value.message
