"""Files, folders, globs and standard input."""

import io
import os
from pathlib import Path

import pytest

from parley.acquire.found import Found, find
from parley.errors import UsageError
from parley.report import Problem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a.md").write_text("a")
    (tmp_path / "page.HTML").write_text("p")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "manifest.yaml").write_text("reports: []")
    (tmp_path / ".hidden.txt").write_text("h")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "c.txt").write_text("c")
    return tmp_path


def names(*places: str) -> list[str]:
    return [each.name for each in find(places) if isinstance(each, Found)]


def test_a_folder_gives_its_readable_files_in_order_with_relative_names(folder: Path) -> None:
    assert names(str(folder)) == ["a.md", "b.txt", "inner/c.txt", "page.HTML"]


def test_a_file_of_another_kind_in_a_folder_is_a_problem_not_silence(folder: Path) -> None:
    problems = [each for each in find([str(folder)]) if isinstance(each, Problem)]
    assert [problem.file for problem in problems] == ["photo.jpg"]
    assert ".jpg" in problems[0].reason


def test_a_pipe_in_a_folder_is_left_out_with_a_reason_and_keeps_nobody_waiting(folder: Path) -> None:
    os.mkfifo(folder / "endless.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    problems = [each for each in find([str(folder)]) if isinstance(each, Problem)]
    assert [(each.file, "pipe or device" in each.reason) for each in problems] == [
        ("device.txt", True),
        ("endless.txt", True),
        ("photo.jpg", False),
    ]
    assert "b.txt" in names(str(folder))


def test_a_file_named_outright_is_tried_whatever_its_suffix(folder: Path) -> None:
    assert names(str(folder / "photo.jpg")) == ["photo.jpg"]


def test_a_glob_and_a_folder_give_each_file_once(folder: Path) -> None:
    assert names(str(folder), str(folder / "*.txt"), str(folder / "b.txt")) == names(str(folder))


def test_a_missing_path_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.txt.*Check the path"):
        list(find([str(tmp_path / "nowhere.txt")]))


def test_standard_input_is_read_once_named() -> None:
    (found,) = find(["-"], io.BytesIO(b"Talks went on."))
    assert isinstance(found, Found)
    assert (found.name, found.given) == ("stdin.txt", b"Talks went on.")
