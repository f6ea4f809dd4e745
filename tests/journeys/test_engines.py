"""Another engine at the command line: chosen by name, named in the dossier, and never the end of a run."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from parley.annotate.engine import Rules
from parley.desk import Desk
from tests.annotate.outside.server import Served, attributed, http, serving

TEXT = "Talks go on\n\nThe envoy of Kestria, Tomas Ferrick, said on Friday that the talks would go on next week.\n"
SAID = {"source": "Tomas Ferrick", "cue": "said", "content": ["the talks would go on next week"], "stance": None}

local_only = pytest.mark.allow_hosts(["127.0.0.1"])


def parley(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1930000000", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "parley", *words], capture_output=True, text=True, check=False, env=environment
    )


def folder(tmp_path: Path) -> str:
    for number in range(6):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number}.txt").write_text(TEXT.replace("next week", f"for {number + 3} days"))
    return str(tmp_path / "in")


@local_only
def test_a_local_model_reads_in_several_processes_and_is_named_in_the_dossier(tmp_path: Path) -> None:
    one = {**SAID, "content": ["the talks would go on"]}
    with serving(Served(reply=lambda _: attributed(one))) as served:
        done = parley(
            "read", folder(tmp_path), "--engine", f"llm:{served.url}", "--jobs", "2", "-o", str(tmp_path), "-f", "json"
        )
    assert (done.returncode, done.stderr) == (0, "")
    dossier = json.loads((tmp_path / "dossier.json").read_text())
    assert dossier["made"]["engine"] == "llm"
    assert "tiny-1b" in dossier["made"]["engine_version"]
    assert {wording["source"]["text"] for row in dossier["statements"] for wording in row["wordings"]} == {
        "Tomas Ferrick"
    }
    assert parley("check", str(tmp_path / "dossier.json")).returncode == 0


@local_only
def test_a_local_model_that_fails_is_a_problem_of_each_report(tmp_path: Path) -> None:
    with serving(Served(reply=lambda _: http(b"<html>", status="500 Broken"))) as served:
        done = parley("read", folder(tmp_path), "--engine", f"llm:{served.url}", "-o", str(tmp_path), "-f", "json")
    assert (done.returncode, done.stderr) == (0, "")
    dossier = json.loads((tmp_path / "dossier.json").read_text())
    assert dossier["statements"]
    assert sum("status 500" in problem["reason"] for problem in dossier["problems"]) == 6


@pytest.mark.parametrize(
    ("engine", "said"),
    [
        ("none", "rules, spacy:PIPELINE, llm:URL[#MODEL]"),
        ("spacy:en_never_heard_of", "parley[spacy]"),
        ("llm:http://192.0.2.1:8080", "not this machine"),
        ("llm:http://127.0.0.1:9", "Start the server"),
    ],
)
def test_an_engine_that_cannot_be_is_one_line_with_a_remedy(tmp_path: Path, engine: str, said: str) -> None:
    if engine.startswith("spacy"):
        said = "pipeline" if find_spec("spacy") else said
    done = parley("read", folder(tmp_path), "--engine", engine)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_rules_can_be_named(tmp_path: Path) -> None:
    named, plain = (
        parley("read", folder(tmp_path), "-o", str(tmp_path / out), "-f", "json", *words)
        for out, words in (("a", ["--engine", "rules"]), ("b", []))
    )
    assert named.returncode == plain.returncode == 0
    assert json.loads((tmp_path / "a" / "dossier.json").read_text())["made"]["engine"] == "rules"


def test_a_desk_takes_an_engine_or_its_name(tmp_path: Path) -> None:
    named, given = (Desk(engine=engine).read(folder(tmp_path), today="2031-03-09") for engine in ("rules", Rules()))
    assert named == given
