"""Backups, and whether an archive holds."""

from pathlib import Path

import apsw
import pytest

from parley.archive.archive import Archive
from parley.archive.keeping import backup, verify
from parley.errors import ArchiveError, OutputError
from parley.reading import Engine, Reading
from tests.archive.kept import TEXT, contents, entry, failing_disk, put


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kept.parley"
    Archive.make(path)
    put(path, entry(), entry(f"{TEXT}More.\n", "b.txt"), story="harbour")
    with Archive.open(path) as archive:
        archive.keep([Reading(entry().report, Engine("none", "1"))])
    return path


def test_a_backup_is_an_archive_with_the_same_content(path: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with Archive.open(path) as archive:
        assert backup(archive, tmp_path / "copy.parley") == tmp_path / "copy.parley"
        assert backup(archive, tmp_path / "folder") == tmp_path / "folder" / "kept.parley"
    assert contents(tmp_path / "copy.parley") == contents(path)
    put(tmp_path / "copy.parley", entry("Later\n\nSomething else was said.\n"))
    assert contents(tmp_path / "copy.parley") != contents(path)
    assert not list(tmp_path.rglob("*.part*"))


def test_a_backup_never_takes_the_place_of_a_file(path: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    with Archive.open(path) as archive:
        with pytest.raises(OutputError, match="there already"):
            backup(archive, tmp_path / "there")
        with pytest.raises(OutputError, match="no folder"):
            backup(archive, tmp_path / "none" / "copy.parley")
    assert (tmp_path / "there").read_text() == "mine"


def test_an_archive_holds(path: Path) -> None:
    with Archive.open(path) as archive:
        found = verify(archive)
    assert found.holds
    assert found.looked_at == 7, "two originals, two texts, two sightings, a reading"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DROP TRIGGER text_stays; UPDATE text SET content = replace(content, 'Friday', 'Monday')", "the text"),
        ("DROP TRIGGER original_stays; UPDATE original SET packed = x'00'", "the original"),
        ("DROP TRIGGER original_stays; UPDATE original SET size = 3", "the original"),
        ("UPDATE sighting SET described = x'80'", "the sighting"),
        ("UPDATE reading SET packed = x'789c030000000001', size = 0", "the reading"),
        ("DROP TRIGGER text_stays; UPDATE text SET content = CAST(x'ff' AS TEXT)", "damaged"),
        ("PRAGMA foreign_keys = OFF; DROP TRIGGER text_is_kept; DELETE FROM text WHERE id = 1", "points to nothing"),
        ("INSERT INTO sought (sought, rowid, content) VALUES ('delete', 1, 'talks go on')", "the index of words"),
    ],
)
def test_whatever_was_changed_behind_its_back_is_seen(path: Path, change: str, said: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(change)
    connection.close()
    with Archive.open(path) as archive:
        faults = verify(archive).faults
    assert any(said in fault for fault in faults), faults


def test_a_backup_for_which_there_is_no_room_is_told_by_the_name_that_was_given(path: Path, tmp_path: Path) -> None:
    with (
        failing_disk(2, apsw.FullError),
        Archive.open(path) as archive,
        pytest.raises(ArchiveError, match="the disk is full") as caught,
    ):
        backup(archive, tmp_path / "copy.parley")
    assert str(tmp_path / "copy.parley ") in caught.value.message
    assert sorted(each.name for each in tmp_path.iterdir()) == ["kept.parley"]
