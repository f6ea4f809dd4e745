"""What a user does with an archive, at the command line and from Python."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from parley.annotate.engine import Rules
from parley.archive.archive import Added, Archive
from parley.deliver.json import dump
from parley.desk import Desk
from parley.errors import InputError
from parley.reading import Engine, Reading
from parley.report import Problem, Report
from tests.journeys.refused import refused
from tests.journeys.test_command_line import TEXT, parley
from tests.stories import EXAMPLE


@dataclass(frozen=True, slots=True)
class Counting:
    """The rules, and what they were given to read."""

    given: list[str] = field(default_factory=list)
    broken: str | None = None

    @property
    def engine(self) -> Engine:
        return Rules().engine

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            self.given.append(report.file)
            if report.file == self.broken:
                raise RuntimeError("it broke")
            yield from Rules().read([report])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Archive.make(tmp_path / "kept.parley")
    return tmp_path / "kept.parley"


def test_a_dossier_from_an_archive_is_that_of_the_files_and_reads_each_report_once(path: Path) -> None:
    files = Desk(engine=Rules()).read(EXAMPLE, today="2031-03-12")
    engine = Counting()
    desk = Desk(engine=engine)
    with Archive.open(path) as archive:
        added = list(desk.add(archive, EXAMPLE, story="river"))
        assert all(isinstance(each, Added) and each.new for each in added)
        first = desk.read_archive(archive, story="river", today="2031-03-12")
        assert len(engine.given) == len(added)
        again = desk.read_archive(archive, today="2031-03-12")
        assert len(engine.given) == len(added), "nothing is read twice"
    assert dump(first) == dump(again) == dump(files)


def test_a_report_more_is_the_only_one_read(path: Path, tmp_path: Path) -> None:
    engine = Counting()
    desk = Desk(engine=engine)
    with Archive.open(path) as archive:
        for name in ("a.txt", "b.txt"):
            (tmp_path / name).write_text(f"{TEXT}This is {name}.\n")
            list(desk.add(archive, tmp_path / name))
            desk.read_archive(archive)
    assert engine.given == ["a.txt", "b.txt"]


def test_a_report_that_breaks_the_engine_is_tried_again_next_time(path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    engine = Counting(broken="a.txt")
    with Archive.open(path) as archive:
        list(Desk().add(archive, tmp_path / "a.txt"))
        for _ in range(2):
            dossier = Desk(engine=engine).read_archive(archive)
            assert any("it broke" in problem.reason for problem in dossier.problems)
        assert archive.holdings().readings == ()
    assert len(engine.given) == 2


def test_what_cannot_be_read_is_told_and_costs_no_other(path: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "empty.txt").touch()
    with Archive.open(path) as archive:
        results = list(Desk().add(archive, tmp_path / "in"))
        assert sorted(type(each) is Problem for each in results) == [False, True]
        assert len(archive.reports()) == 1


def test_an_archive_without_reports_gives_no_dossier(path: Path) -> None:
    with Archive.open(path) as archive, pytest.raises(InputError, match="parley archive add"):
        Desk(engine=Rules()).read_archive(archive)


def test_an_archive_from_first_to_last_at_the_command_line(tmp_path: Path) -> None:
    kept, copy = str(tmp_path / "kept.parley"), str(tmp_path / "copy.parley")
    (tmp_path / "a.txt").write_text(TEXT)
    assert parley("archive", "init", kept).returncode == 0
    first = parley("archive", "add", kept, str(tmp_path / "a.txt"), "--story", "harbour", "--outlet", "The Example")
    assert (first.returncode, first.stderr) == (0, "")
    identity = first.stdout.split()[0]
    assert "1 added, 0 held already, 0 left out." in first.stdout
    again = parley("archive", "add", kept, str(tmp_path / "a.txt"), "--story", "harbour", "--outlet", "The Example")
    assert again.stdout == "0 added, 1 held already, 0 left out.\n"
    found = parley("archive", "search", kept, 'envoy "next week" -dam', "--limit", "3")
    assert found.stdout.startswith(f"{identity}  The Example  Talks go on in the harbour\n    ")
    assert "story harbour: 1 report\n" in parley("archive", "show", kept).stdout
    shown = parley("archive", "show", kept, identity[:6]).stdout
    assert "The envoy of Kestria" in shown
    digest = next(line for line in shown.splitlines() if line.startswith("found: ")).split()[-1]
    assert parley("archive", "show", kept, "--original", digest).stdout == TEXT
    assert parley("archive", "backup", kept, copy).returncode == 0
    verified = parley("archive", "verify", copy)
    assert (verified.returncode, verified.stdout) == (0, f"{copy}: 3 things looked at: holds.\n")


def test_a_dossier_is_read_from_an_archive_at_the_command_line(tmp_path: Path) -> None:
    kept, out = str(tmp_path / "kept.parley"), str(tmp_path / "out")
    (tmp_path / "a.txt").write_text(TEXT)
    parley("archive", "init", kept)
    options = ("--archive", kept, "--story", "harbour", "--engine", "rules", "--format", "json", "--out", out)
    done = parley("read", str(tmp_path / "a.txt"), *options)
    assert done.returncode == 0, done.stderr
    once = (tmp_path / "out" / "dossier.json").read_bytes()
    assert parley("read", *options).returncode == 0
    assert (tmp_path / "out" / "dossier.json").read_bytes() == once
    assert len(json.loads(once)["reports"]) == 1
    assert "readings by rules" in parley("archive", "show", kept).stdout


def test_an_archive_that_was_tampered_with_is_caught(tmp_path: Path) -> None:
    kept = tmp_path / "kept.parley"
    (tmp_path / "a.txt").write_text(TEXT * 3)
    parley("archive", "init", str(kept))
    parley("archive", "add", str(kept), str(tmp_path / "a.txt"))
    content = kept.read_bytes()
    assert b"envoy of Kestria" in content
    kept.write_bytes(content.replace(b"envoy of Kestria", b"envoy of Kestrim"))
    done = parley("archive", "verify", str(kept))
    assert done.returncode == 4
    assert "is not what was put in" in done.stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["archive", "init", "none/kept.parley"], 6, "Make the folder"),
        (["archive", "add", "none.parley", "a.txt"], 6, "parley archive init"),
        (["archive", "add", "a.txt", "a.txt"], 6, "is no archive"),
        (["archive", "add", "kept.parley", "none.txt"], 2, "Check the path"),
        (["archive", "add", "kept.parley", "empty"], 3, "Give .txt"),
        (["archive", "search", "kept.parley", "…"], 2, "no word"),
        (["archive", "show", "kept.parley", "r-none"], 2, "parley archive search"),
        (["archive", "show", "kept.parley", "--original", "none"], 2, "digest"),
        (["archive", "backup", "kept.parley", "a.txt"], 5, "new file"),
        (["archive", "verify", "."], 6, "is a folder"),
        (["read", "--archive", "kept.parley"], 3, "parley archive add"),
        (["read", "--story", "harbour", "a.txt"], 2, "--archive"),
        (["read", "--quiet"], 2, "--archive"),
    ],
)
def test_bad_requests_end_with_one_line_a_remedy_and_a_status(  # noqa: PLR0917  three fixtures and a row of the table
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    status: int,
    said: str,
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    Archive.make(Path("kept.parley"))
    assert said in refused(words, status, monkeypatch, capsys)


LONG = "x" * 300


@pytest.mark.skipif(not (Path("/dev/full").exists() and Path("/proc").exists()), reason="they are there on Linux")
@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["archive", "backup", "kept.parley", "/proc"], 5, "parley: /proc/kept.parley cannot be written: "),
        (["archive", "backup", "kept.parley", "/proc/copy"], 5, "parley: /proc/copy cannot be written: "),
        (["archive", "backup", "kept.parley", "/dev/full"], 5, "parley: /dev/full is there already. "),
        (["archive", "backup", "kept.parley", "kept.parley"], 5, "parley: kept.parley is there already. "),
        (["archive", "backup", "kept.parley", "."], 5, "parley: kept.parley is there already. "),
        (["archive", "backup", "kept.parley", "none/copy"], 5, "parley: There is no folder none. "),
        (["archive", "backup", "kept.parley", "a.txt/copy"], 5, "parley: a.txt is no folder. "),
        (["archive", "backup", "kept.parley", LONG], 2, "is too long for the name of a file. "),
        (["archive", "backup", "kept.parley", LONG[:250]], 5, "cannot be written: "),
        (["archive", "init", "empty"], 6, "parley: empty is a folder. "),
        (["archive", "init", "/dev/full"], 6, "parley: /dev/full is no file. "),
        (["archive", "init", "a.txt"], 6, "parley: a.txt is no archive. "),
        (["archive", "init", "a.txt/kept"], 6, "parley: a.txt is no folder. "),
        (["archive", "init", "/proc/kept"], 6, "parley: /proc/kept cannot be opened. "),
        (["archive", "init", LONG], 2, "is too long for the name of a file. "),
        (["archive", "add", "/dev/full", "a.txt"], 6, "parley: /dev/full is no file. "),
        (["archive", "add", "empty", "a.txt"], 6, "parley: empty is a folder, no archive. "),
        (["archive", "search", "/dev/full", "talks"], 6, "parley: /dev/full is no file. "),
        (["archive", "show", LONG], 2, "is too long for the name of a file. "),
        (["archive", "versions", "none/kept", "r-none"], 6, "parley: none/kept is not there. "),
        (["archive", "group", "empty"], 6, "parley: empty is a folder, no archive. "),
        (["archive", "stories", "/dev/full"], 6, "parley: /dev/full is no file. "),
        (["archive", "verify", "/proc/self/status"], 6, "parley: /proc/self/status "),
    ],
)
def test_odd_targets_end_with_one_line_of_what_was_given(  # noqa: PLR0917  three fixtures and a row of the table
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    status: int,
    said: str,
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    Archive.make(Path("kept.parley"))
    line = refused(words, status, monkeypatch, capsys)
    assert said in line
    assert ".part" not in line
    assert len(line.partition(said)[2]) > 10, "a remedy"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.txt", "empty", "kept.parley"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="it is there on Linux")
@pytest.mark.parametrize("more", [["show"], ["verify"], ["show", "--original"]], ids=" ".join)
def test_output_for_which_there_is_no_room_ends_with_one_line(tmp_path: Path, more: list[str]) -> None:
    kept, (command, *options) = tmp_path / "kept.parley", more
    (tmp_path / "a.txt").write_text(TEXT)
    assert parley("archive", "init", str(kept)).returncode == 0
    assert parley("archive", "add", str(kept), str(tmp_path / "a.txt")).returncode == 0
    digest = [sha256(TEXT.encode()).hexdigest()] if options else []
    words = [sys.executable, "-m", "parley", "archive", command, str(kept), *options, *digest]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 5, done.stderr
    assert done.stderr.splitlines() == [
        "parley: The output cannot be written: No space left on device. Write it to where there is room."
    ]
