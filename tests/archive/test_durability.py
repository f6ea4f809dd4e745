"""`kill -9` in a loop, and many at one archive; `quality/durability.py` does the same for longer."""

import subprocess
import sys

import pytest

from quality.whole import torn
from tests.stories import ROOT


def durability(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quality.durability", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_nothing_acknowledged_is_lost_by_kill_9_while_making_adding_reading_and_migrating() -> None:
    done = durability("--kills", "24", "--seconds", "0", "--seed", "7")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("24 kills")


def test_readers_writers_and_backups_at_once_meet_no_lock_and_see_whole_batches() -> None:
    done = durability("--kills", "0", "--seconds", "4", "--backups", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert "0 faults" in done.stdout


@pytest.mark.parametrize(
    "files",
    [["000-00000-0 a.txt", "000-00000-1 a.txt"], [f"000-{n:05d}-{part} a.txt" for n in (0, 2) for part in range(3)]],
    ids=["by halves", "with a gap"],
)
def test_the_measure_sees_batches_by_halves_and_gaps(files: list[str]) -> None:
    assert torn(files) == ["writer 000 has batches by halves or with gaps"]


def test_a_whole_batch_is_not_torn() -> None:
    assert torn([f"000-00000-{part} a.txt" for part in range(3)]) == []
