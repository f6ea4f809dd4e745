"""What a user does at the command line, with good and with bad input; each run is a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories import EXAMPLE

TEXT = "Talks go on in the harbour\n\nThe envoy of Kestria said on Friday that the talks would go on next week.\n"


def parley(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1930000000", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "parley", *words]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False, env=environment)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_reading_the_example_story_shows_and_writes_a_dossier_that_holds(tmp_path: Path) -> None:
    done = parley("read", str(EXAMPLE), "--out", str(tmp_path), "--format", "json,md,html")
    assert done.returncode == 0, done.stderr
    assert "11 reports from" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dossier.html", "dossier.json", "dossier.md"]
    assert parley("check", str(tmp_path / "dossier.json")).returncode == 0


def test_a_dossier_that_was_tampered_with_is_caught(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    parley("read", str(tmp_path / "a.txt"), "--out", str(tmp_path), "--format", "json")
    path = tmp_path / "dossier.json"
    dossier = json.loads(path.read_text())
    dossier["reports"][0]["text"] = dossier["reports"][0]["text"].replace("envoy", "Envoy")
    path.write_text(json.dumps(dossier))
    done = parley("check", str(path))
    assert done.returncode == 4
    assert "fault" in done.stdout


def test_a_brief_that_says_more_than_its_evidence_is_caught(tmp_path: Path) -> None:
    parley("read", str(EXAMPLE), "--out", str(tmp_path), "--format", "json", "--quiet")
    path = tmp_path / "dossier.json"
    dossier = json.loads(path.read_text())
    place = next(n for n, line in enumerate(dossier["brief"]) if line["section"] == "happened")
    dossier["brief"][place]["text"] = "Never " + dossier["brief"][place]["text"]
    path.write_text(json.dumps(dossier))
    done = parley("check", str(path))
    assert done.returncode == 4
    assert f"brief[{place}]: has the negation “Never”" in done.stdout


def test_standard_input_is_a_report() -> None:
    done = parley("read", "-", "--published", "2031-03-02", stdin=TEXT.encode())
    assert done.returncode == 0
    assert done.stdout.startswith("1 report from 1 independent origin, 2031-03-02")


def test_a_dossier_explains_what_it_joined(tmp_path: Path) -> None:
    parley("read", str(EXAMPLE), "--out", str(tmp_path), "--format", "json", "--quiet")
    path = str(tmp_path / "dossier.json")
    claims = [c for c in json.loads((tmp_path / "dossier.json").read_text())["claims"] if len(c["reports"]) > 1]
    listed = parley("explain", path)
    assert listed.returncode == 0, listed.stderr
    assert claims[0]["id"] in listed.stdout
    told = parley("explain", path, claims[0]["id"])
    assert "Why these are one claim" in told.stdout
    for reason in claims[0]["why"]:
        assert reason["detail"] in told.stdout
    for span in claims[0]["evidence"]:
        assert " ".join(span["text"].split()) in told.stdout


def test_an_id_that_is_not_there_or_not_enough_is_said(tmp_path: Path) -> None:
    parley("read", str(EXAMPLE), "--out", str(tmp_path), "--format", "json", "--quiet")
    path = str(tmp_path / "dossier.json")
    missing = parley("explain", path, "claim-nothing")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "has no id 'claim-nothing'" in missing.stderr
    several = parley("explain", path, "claim")
    assert several.returncode == 2
    assert "ids begin with 'claim'" in several.stderr


def test_quiet_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = parley("read", str(tmp_path / "a.txt"), "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_version_and_lenses() -> None:
    assert parley("--version").stdout.startswith("parley ")
    assert "peace-talks" in parley("lens").stdout
    assert parley("lens", "labour-dispute").stdout.startswith("# A lens")
    assert parley("lens", "no-such-lens").returncode == 2


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["read", "nowhere.txt"], 2, "Check the path"),
        (["read", ".", "--lens", "none"], 2, "parley lens"),
        (["read", ".", "--published", "soon"], 2, "2031-03-02"),
        (["read", "a.txt", "--format", "docx"], 2, "json, md, html"),
        (["read", "folder"], 3, "Give .txt"),
        (["read", "empty.txt"], 3, "empty"),
        (["read", "rubbish.txt"], 3, "not text"),
        (["read", "a.txt", "--out", "a.txt"], 5, "a.txt"),
        (["check", "nowhere.json"], 2, "nowhere.json"),
        (["check", "a.txt"], 4, "a.txt"),
    ],
)
def test_bad_requests_end_with_one_line_a_remedy_and_a_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], status: int, said: str
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "rubbish.txt").write_bytes(bytes(range(256)) * 30)
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    if "--out" in words:
        words = [*words, "--quiet"]
    elif words[0] == "read":
        words = [*words, "--out", "out"]
    done = parley(*words)
    assert done.returncode == status, (done.stdout, done.stderr)
    assert said in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1


def test_a_what_if_is_started_from_a_dossier_or_read_from_a_file_never_both(tmp_path: Path) -> None:
    parley("read", str(EXAMPLE), "--out", str(tmp_path), "--format", "json", "--quiet")
    dossier, weights = str(tmp_path / "dossier.json"), tmp_path / "weights.yaml"
    started = parley("whatif", "--start", dossier)
    assert started.returncode == 0, started.stderr
    weights.write_text(started.stdout)
    unfilled = parley("whatif", str(weights))
    assert unfilled.returncode == 2
    assert "values" in unfilled.stderr
    both = parley("whatif", str(weights), "--start", dossier)
    assert both.returncode == 2
    assert "Give either" in both.stderr
