"""Formats by name, and files that are whole or not there at all."""

from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from parley.deliver import formats
from parley.deliver.formats import Format, format_named, names, write
from parley.deliver.json import load
from parley.dossier import Dossier
from parley.errors import OutputError, UsageError
from tests.deliver.story import strait


def counted(dossier: Dossier) -> str:
    return f"{len(dossier.claims)} claims\n"


TALLY = Format("tally", ".tally", counted)


@dataclass
class _Offered:
    """Stands for the entry points that installed packages offer."""

    points: tuple[EntryPoint, ...]

    def __call__(self, *, group: str, name: str | None = None) -> tuple[EntryPoint, ...]:
        assert group == "parley.formats"
        return tuple(point for point in self.points if name in {None, point.name})


def offer(monkeypatch: pytest.MonkeyPatch, **points: str) -> None:
    found = tuple(EntryPoint(name, value, "parley.formats") for name, value in points.items())
    monkeypatch.setattr(formats, "entry_points", _Offered(found))


def test_each_format_asked_for_is_written_once(tmp_path: Path) -> None:
    paths = write(strait(), tmp_path / "new" / "folder", ["json", "md", "html", "json"])
    assert [path.name for path in paths] == ["dossier.json", "dossier.md", "dossier.html"]
    assert load(paths[0].read_text(encoding="utf-8")) == strait()
    assert sorted(path.name for path in paths[0].parent.iterdir()) == ["dossier.html", "dossier.json", "dossier.md"]


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no format 'docx'.*json, md, html"):
        write(strait(), tmp_path / "out", ["json", "docx"])
    assert not (tmp_path / "out").exists()


def test_other_packages_add_formats(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    offer(monkeypatch, tally="tests.deliver.test_formats:TALLY", json="nowhere:json")
    assert names() == ("json", "md", "html", "tally")
    assert format_named("json").written.__module__ == "parley.deliver.json"
    (path,) = write(strait(), tmp_path, ["tally"])
    assert path.name == "dossier.tally"
    assert path.read_text(encoding="utf-8") == "7 claims\n"


@pytest.mark.parametrize("value", ["nowhere.at.all:X", "tests.deliver.test_formats:NONE", "pathlib:Path"])
def test_a_broken_format_of_another_package_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    offer(monkeypatch, odd=value)
    with pytest.raises(UsageError, match="odd"):
        format_named("odd")
    assert format_named("md").name == "md"


def test_an_unwritable_folder_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputError) as caught:
            write(strait(), folder, ["json"])
        assert caught.value.exit_status == 5
        assert "may write" in caught.value.remedy


def test_a_place_that_is_taken_by_a_folder_is_an_error_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "dossier.json").mkdir()
    with pytest.raises(OutputError, match=r"dossier\.json"):
        write(strait(), tmp_path, ["json"])
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.json"]


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dossier.md").write_text("before", encoding="utf-8")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        write(strait(), tmp_path, ["md"])
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["before"]
