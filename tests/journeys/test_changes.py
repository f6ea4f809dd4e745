"""What a reader does to see what is new: two dossiers, an archive, a page, a feed."""

import json
from pathlib import Path

import pytest

from tests.journeys.test_command_line import parley
from tests.stories import EXAMPLE

FIRST = [str(EXAMPLE / name) for name in ("01-ostrel-herald.txt", "02-halyard.txt", "03-sorrin-gazette.txt")]


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("changes")
    parley("read", *FIRST, "--out", str(folder / "old"), "--format", "json", "--quiet")
    done = parley(
        *("read", str(EXAMPLE), "--out", str(folder / "new"), "--quiet"),
        *("--since", str(folder / "old" / "dossier.json"), "--format", "json,html"),
    )
    assert done.returncode == 0, done.stderr
    return folder / "old" / "dossier.json", folder / "new" / "dossier.json"


def test_two_dossiers_are_compared_on_the_terminal(dossiers: tuple[Path, Path]) -> None:
    done = parley("changes", *map(str, dossiers))
    assert done.returncode == 0, done.stderr
    assert "8 new reports" in done.stdout
    assert done.stdout.index("IN CONFLICT") < done.stdout.index("POSITIONS") < done.stdout.index("MEETINGS")


def test_the_page_that_was_read_since_an_earlier_dossier_begins_with_what_changed(dossiers: tuple[Path, Path]) -> None:
    page = dossiers[1].with_name("dossier.html").read_text()
    assert page.index("What changed since") < page.index("The brief</h2>")


@pytest.mark.parametrize(
    ("form", "sign"), [("json", '"parley-changes/1"'), ("md", "## "), ("html", "<h2"), ("atom", "<entry>")]
)
def test_every_form_comes_to_standard_output(dossiers: tuple[Path, Path], form: str, sign: str) -> None:
    done = parley("changes", *map(str, dossiers), "--format", form)
    assert (done.returncode, sign in done.stdout) == (0, True)


def test_a_dossier_of_another_version_is_read_anew_with_a_word(dossiers: tuple[Path, Path], tmp_path: Path) -> None:
    other = json.loads(dossiers[0].read_text())
    other["made"]["program"] = "parley 0.0.1"
    (tmp_path / "old.json").write_text(json.dumps(other))
    done = parley("changes", str(tmp_path / "old.json"), str(dossiers[1]), "--format", "json")
    assert "its reports were read anew" in " ".join(done.stderr.split())
    assert (
        json.loads(done.stdout)["changes"]
        == json.loads(parley("changes", *map(str, dossiers), "-f", "json").stdout)["changes"]
    )


def test_a_dossier_of_another_engine_is_refused(dossiers: tuple[Path, Path], tmp_path: Path) -> None:
    other = json.loads(dossiers[0].read_text())
    other["made"]["engine"] = "someone-elses"
    (tmp_path / "old.json").write_text(json.dumps(other))
    done = parley("changes", str(tmp_path / "old.json"), str(dossiers[1]))
    assert done.returncode == 2
    assert "someone-elses" in done.stderr


def test_an_archive_tells_what_is_new_since_the_last_visit(tmp_path: Path) -> None:
    archive = str(tmp_path / "a.parley")
    parley("archive", "init", archive)
    parley("archive", "add", archive, *FIRST, "--quiet")
    first = parley("changes", archive, "--seen")
    assert first.stdout.startswith("Since the beginning: 3 new reports")
    assert "Noted as seen by 'me'" in first.stderr
    again = parley("changes", archive)
    assert " UTC: 0 new reports" in again.stdout
    assert again.stderr == ""
    parley("archive", "add", archive, str(EXAMPLE), "--quiet")
    assert "8 new reports" in parley("changes", archive).stdout
    assert "11 new reports" in parley("changes", archive, "--reader", "tom").stdout
    assert "11 new reports" in parley("changes", archive, "--since", "2026-03-10").stdout
    done = parley("changes", archive, "--reader", "ida", "--until", "1990-01-01")
    assert (done.returncode, "held no report" in done.stderr) == (3, True)


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("a.json",), 6, "not there"),
        (("a.json", "b.json"), 2, "cannot be read"),
        (("a", "b", "c"), 2, "Two dossiers or one archive"),
        (("a", "b", "--seen"), 2, "belong to an archive"),
        (("a", "b", "--format", "pdf"), 2, "no format"),
    ],
)
def test_what_cannot_be_compared_is_said_with_a_remedy(words: tuple[str, ...], status: int, told: str) -> None:
    done = parley("changes", *words)
    assert done.returncode == status
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_moment_that_is_none_is_said(tmp_path: Path) -> None:
    archive = str(tmp_path / "a.parley")
    parley("archive", "init", archive)
    done = parley("changes", archive, "--since", "yesterday")
    assert (done.returncode, "no day or time" in done.stderr) == (2, True)
