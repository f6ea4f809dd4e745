"""A disk that fails or is full: a clean error, nothing by halves, and the work resumes."""

from pathlib import Path

import apsw
import pytest

from parley.archive.archive import Added, Archive
from parley.archive.keeping import verify
from parley.errors import ArchiveError
from tests.archive.kept import NOW, TEXT, contents, entry, failing_disk

BATCHES = [[entry(f"{TEXT}Batch {batch}, report {n}.\n", f"{batch}-{n}.txt") for n in range(2)] for batch in range(3)]


def write_all(path: Path, acknowledged: list[str]) -> None:
    Archive.make(path)
    with Archive.open(path) as archive:
        for batch in BATCHES:
            acknowledged += [each.report for each in archive.add(batch, now=NOW) if isinstance(each, Added)]


def whole(path: Path) -> dict[str, list[tuple[object, ...]]]:
    write_all(path, [])
    return contents(path)


def refused(path: Path, failing: int, failure: type[Exception]) -> tuple[list[str], ArchiveError | None]:
    """What was acknowledged on a disk that fails from this write on, and the error."""
    acknowledged: list[str] = []
    with failing_disk(failing, failure):
        try:
            write_all(path, acknowledged)
        except ArchiveError as error:
            return acknowledged, error
    return acknowledged, None


@pytest.mark.parametrize(
    ("failure", "remedy", "step"),
    [(apsw.IOError, "Check the disk", 3), (apsw.FullError, "Free some space", 7)],
    ids=["broken", "full"],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_whichever_write_fails_nothing_acknowledged_is_lost_and_the_work_resumes(
    tmp_path: Path, failure: type[Exception], remedy: str, step: int
) -> None:
    expected = whole(tmp_path / "whole.parley")
    with failing_disk(None) as disk:
        write_all(tmp_path / "counted.parley", [])
        writes = disk.written
    errors: list[ArchiveError] = []
    for failing in range(1, writes, step):
        path = tmp_path / f"{failing}.parley"
        acknowledged, error = refused(path, failing, failure)
        errors += [error] if error else []
        Archive.make(path)
        with Archive.open(path) as archive:
            held = {report.id for report in archive.reports()}
            assert set(acknowledged) <= held
            assert len(held) % 2 == 0, "a batch is there whole or not at all"
            assert verify(archive).faults == ()
        write_all(path, [])
        assert contents(path) == expected
    assert len(errors) > writes // step // 2
    assert all(remedy in error.remedy for error in errors)
