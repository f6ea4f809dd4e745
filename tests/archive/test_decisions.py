"""The analyst's decisions: kept in their order, never changed, handed to a colleague."""

from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from parley.archive.archive import Archive
from parley.archive.decisions import exported, imported
from parley.archive.keeping import verify
from parley.decision import Decision
from parley.errors import UsageError
from tests.archive.kept import entry, put

DISMISSED = Decision(
    "dismiss", ("discrepancy-1",), None, "one counts the “wounded” too", "Ana Brill", "2031-03-02T12:00"
)
RENAMED = Decision("rename", ("entity-1",), "Olav Mirren", "his own spelling", "Ana Brill", "2031-03-02T12:01")
MERGED = Decision("merge", ("entity-1", "entity-2"), None, "one man", "Jon Weld", "2031-03-01T09:00")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Archive.make(tmp_path / "kept.parley")
    return tmp_path / "kept.parley"


def test_decisions_stay_in_the_order_in_which_they_were_made(path: Path) -> None:
    with Archive.open(path) as archive:
        assert archive.decide([DISMISSED, RENAMED]) == 2
        assert archive.decide([RENAMED, MERGED]) == 1, "the same decision is not put in twice"
    put(path, entry())
    with Archive.open(path) as archive:
        assert archive.decisions() == (DISMISSED, RENAMED, MERGED)
        assert archive.holdings().decisions == 3
        assert verify(archive).holds


def test_the_same_thing_can_be_decided_again_later(path: Path) -> None:
    later = replace(RENAMED, value="Olaf Mirren", made="2031-03-03T08:00")
    with Archive.open(path) as archive:
        archive.decide([RENAMED, later])
        assert archive.decisions() == (RENAMED, later)


def test_a_colleague_can_take_them(path: Path, tmp_path: Path) -> None:
    Archive.make(tmp_path / "other.parley")
    with Archive.open(path) as archive, Archive.open(tmp_path / "other.parley") as other:
        archive.decide([DISMISSED, RENAMED])
        other.decide([MERGED, RENAMED])
        taken = imported(exported(archive.decisions()))
        assert taken == (DISMISSED, RENAMED)
        assert other.decide(taken) == 1
        assert other.decisions() == (MERGED, RENAMED, DISMISSED)


@pytest.mark.parametrize("line", [b"{}", b"no", b'{"kind": "guess"}', b"\xff", exported([RENAMED]).replace(b"[", b"{")])
def test_a_file_with_a_line_that_is_no_decision_is_refused_whole(line: bytes) -> None:
    with pytest.raises(UsageError, match="Line 2"):
        imported(exported([DISMISSED]) + line)


def test_no_decision_can_be_changed_or_taken_out(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.decide([DISMISSED])
    connection = apsw.Connection(str(path))
    for change in ("UPDATE decision SET content = x'00'", "DELETE FROM decision"):
        with pytest.raises(apsw.ConstraintError):
            connection.execute(change)
    connection.close()
