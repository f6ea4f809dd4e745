import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from corpus.standoff import main
from parley.cli import app
from tests.corpus.tiny import write


@pytest.fixture
def out(tmp_path: Path) -> Path:
    main([str(tmp_path / "out"), "--from", str(write(tmp_path / "stories"))])
    return tmp_path / "out"


def gold(out: Path, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((out / f"gold/ferry/{name}.json").read_text("utf-8"))
    return loaded


def test_texts_are_plain_and_spans_point_into_them(out: Path) -> None:
    text = (out / "ferry/01-post.txt").read_text("utf-8")
    told = gold(out, "01-post")
    assert text.startswith("Crews reject night boat\n\nAnna Roke")
    assert not set("{}|@") & set(text)
    second = told["attributions"][1]
    assert [text[slice(*span)] for span in second["source"]] == ["Anna Roke, who runs the Selka Line,"]
    assert text[slice(*second["cue"])] == "said"
    assert [text[slice(*span)] for span in second["content"]] == ["that she\nfeared a long winter"]
    (time,) = told["times"]
    assert (text[time["start"] : time["end"]], time["value"]) == ("on Thursday", "2034-03-02")
    (event,) = told["events"]
    assert text[event["start"] : event["end"]] == "meet"
    assert (event["type"], event["status"], event["actors"]) == ("CONSULT", "planned", ["crews", "line"])


def test_attributions_carry_speaker_stance_issue_and_depth(out: Path) -> None:
    first, second, nested, *_ = gold(out, "01-post")["attributions"]
    assert (first["speaker"], first["stance"], first["issue"], first["depth"]) == ("crews", "rejects", "shifts", 0)
    assert (second["depth"], second["inside"]) == (0, None)
    assert (nested["depth"], nested["inside"], nested["stance"]) == (1, 2, "wary")
    denied, split = gold(out, "02-radio")["attributions"]
    assert (denied["negated"], split["negated"]) == (True, False)
    assert len(split["content"]) == 2


def test_mentions_say_whether_a_mark_or_a_name_found_them(out: Path) -> None:
    text = (out / "ferry/01-post.txt").read_text("utf-8")
    found = {(text[m["start"] : m["end"]], m["entity"], m["by"]) for m in gold(out, "01-post")["mentions"]}
    assert ("she", "anna", "mark") in found
    assert ("Anna Roke", "anna", "name") in found
    assert ("Selka Line", "line", "name") in found
    assert ("Selka", "line", "mark") in found
    assert ("Selka", "selka", "name") not in found


def test_the_story_and_the_manifest_say_where_reports_come_from(out: Path) -> None:
    story = gold(out, "story")
    assert (story["kind"], story["entities"]["anna"]["party"]) == ("labour", "line")
    rows = yaml.safe_load((out / "ferry/manifest.yaml").read_text("utf-8"))["reports"]
    first = {"file": "01-post.txt", "outlet": "Selka Post", "published": "2034-03-02", "language": "en"}
    assert rows[0] == first
    assert len(rows) == 2


def test_parley_reads_the_compiled_story(out: Path) -> None:
    read = ["read", str(out / "ferry"), "--engine", "rules", "--out", str(out / "read"), "--format", "json"]
    answer = CliRunner().invoke(app, read, env={"SOURCE_DATE_EPOCH": "2050000000"})
    assert answer.exit_code == 0, answer.output
    dossier = json.loads((out / "read/dossier.json").read_text("utf-8"))
    assert dossier["problems"] == []
    told = [(report["outlet"], report["published"]) for report in dossier["reports"]]
    assert told == [("Selka Post", "2034-03-02"), ("Harbour Radio", "2034-03-03")]
    assert dossier["reports"][0]["text"] == (out / "ferry/01-post.txt").read_text("utf-8")


def test_compiling_again_changes_nothing(out: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    main([str(out), "ferry", "--from", str(tmp_path / "stories")])
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
