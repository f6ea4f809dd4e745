"""The dossier as JSON: nothing is lost on the way out and back, and nothing false comes back in."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.deliver.json import dump, load, verify
from parley.errors import DossierError
from parley.report import Report, Sighting, Span
from parley.story import Origin
from tests.deliver.story import strait

TOP = [
    "format",
    "made",
    "reports",
    "entities",
    "statements",
    "events",
    "claims",
    "discrepancies",
    "passages",
    "origins",
    "issues",
    "tracks",
    "timeline",
    "brief",
    "problems",
]


def test_everything_comes_back() -> None:
    assert load(dump(strait())) == strait()


def test_same_dossier_gives_the_same_bytes() -> None:
    assert dump(load(dump(strait()))) == dump(strait())


def test_keys_stand_in_the_order_of_the_format() -> None:
    written = json.loads(dump(strait()))
    assert list(written) == [*TOP[:13], "problems", "brief", "dismissed", "decisions"]
    assert list(written["reports"][0])[:11] == (
        ["id", "file", "url", "outlet", "author", "title", "published", "language", "sha256", "origin", "text"]
    )
    assert list(written["statements"][0])[:8] == ["id", "speaker", "kind", "day", "via", "medium", "issues", "wordings"]
    assert list(written["statements"][0]["wordings"][0])[:6] == ["source", "cue", "content", "relation", "kind", "via"]
    assert list(written["made"]) == ["time", "program", "engine", "engine_version", "settings"]


def test_unknown_is_null_and_never_an_empty_text() -> None:
    dossier = replace(strait(), events=tuple(replace(e, label="") for e in strait().events))
    text = dump(dossier)
    assert '""' not in text
    assert load(text).events == dossier.events


def test_text_is_written_as_it_is_and_ends_with_a_newline() -> None:
    text = dump(strait())
    assert "“Observers, yes. Inspectors, no,”" in text
    assert text.endswith("}\n")


@given(st.text(min_size=1, max_size=40))
def test_any_text_can_be_written_and_held_against_its_spans(words: str) -> None:
    report = Report("r", words, (Sighting("a.txt", None, None, "0"),), ())
    dossier = replace(_empty(), reports=(report,), origins=(Origin("o", ("r",), "alone", None),))
    dossier = replace(dossier, passages=(replace(strait().passages[0], spans=(Span("r", 0, len(words)),) * 2),))
    dump(dossier).encode("utf-8")
    assert verify(dump(dossier)).holds
    assert len(load(dump(dossier)).reports[0].text) == len(words)


def _empty() -> Any:
    lists = [name for name in TOP if name not in {"format", "made"}]
    nothing: dict[str, Any] = dict.fromkeys(lists, ())
    return replace(strait(), **nothing)


def test_half_characters_are_replaced_one_for_one() -> None:
    report = Report("r", "a\ud800b", (Sighting("\udcff.txt", None, None, "0"),), ())
    dossier = replace(_empty(), reports=(report,), origins=(Origin("o", ("r",), "alone", None),))
    assert load(dump(dossier)).reports[0].text == "a\ufffdb"


def test_a_dossier_with_the_keys_of_the_format_alone_is_read() -> None:
    written = json.loads(dump(strait()))
    extra = [
        "sightings",
        "blocks",
        "why",
        "code",
        "attribution",
        "report",
        "stance",
        "label",
        "by",
        "account",
        "condition",
    ]

    def bare(value: Any) -> Any:
        if isinstance(value, list):
            return [bare(item) for item in value]
        if isinstance(value, dict):
            spare = [] if {"start", "text"} <= value.keys() or "stage" in value else extra
            spare = [key for key in spare if not (key in {"label", "code"} and "positions" in value)]
            spare = [key for key in spare if not (key == "stance" and "since" in value)]
            spare = [key for key in spare if not (key == "label" and "refs" in value)]
            spare = [key for key in spare if not (key == "why" and "agency" in value)]
            return {key: bare(item) for key, item in value.items() if key not in spare}
        return value

    stripped = {key: bare(item) for key, item in written.items() if key != "brief"}
    read = load(json.dumps(stripped))
    assert read.statements[0].wordings[0].report == "r-herald"
    assert read.reports[0].file == "herald.txt"
    assert read.brief == ()


Spoil = Callable[[dict[str, Any]], object]

FAULTS: dict[str, tuple[Spoil, str, str]] = {
    "another format": (lambda d: d.update(format="x/9"), "format", "x/9"),
    "a list missing": (lambda d: d.pop("claims"), "claims", "missing"),
    "a list that is none": (lambda d: d.update(claims={}), "claims", "list"),
    "a key missing": (lambda d: d["claims"][1].pop("origins"), "claims[1].origins", "missing"),
    "a report without text": (lambda d: d["reports"][0].pop("text"), "reports[0]", "text"),
    "a report of another digest": (lambda d: d["reports"][0].update(sha256="0"), "reports[0].sha256", "digest"),
    "a report changed": (lambda d: d["reports"][1].update(text="x"), "reports[1].sha256", "digest"),
    "other words": (lambda d: d["claims"][0]["evidence"][0].update(text="No"), "claims[0].evidence[0]", "says 'No'"),
    "a span moved": (lambda d: d["claims"][0]["evidence"][0].update(start=0), "claims[0].evidence[0]", "says"),
    "an empty span": (
        lambda d: d["statements"][0]["wordings"][0]["cue"].update(start=3, end=3, text=""),
        "statements[0].wordings[0].cue",
        "runs from 3 to 3",
    ),
    "a span beyond the end": (lambda d: d["passages"][0]["spans"][0].update(end=10**9), "passages[0].spans[0]", "runs"),
    "a negative span": (lambda d: d["passages"][0]["spans"][0].update(start=-4), "passages[0].spans[0]", "runs"),
    "a span of no report": (lambda d: d["passages"][0]["spans"][0].update(report="r-9"), "passages[0].spans[0]", "r-9"),
    "a broken offset": (lambda d: d["passages"][0]["spans"][0].update(start="1"), "passages[0].spans[0]", "whole"),
    "a span in a key of another program": (
        lambda d: d.update(mine=[{"report": "r-herald", "start": 0, "end": 3, "text": "xyz"}]),
        "mine[0]",
        "xyz",
    ),
    "an unknown status": (lambda d: d["claims"][0].update(status="sure"), "claims[0].status", "corroborated"),
    "an unknown event type": (lambda d: d["events"][0].update(type="CHAT"), "events[0].type", "PLOVER"),
    "an empty text": (lambda d: d["entities"][0].update(name=""), "entities[0].name", "empty"),
    "an unknown speaker": (lambda d: d["statements"][0].update(speaker="e-9"), "statements[0].speaker", "e-9"),
    "an unknown party": (lambda d: d["entities"][3].update(party="e-9"), "entities[3].party", "e-9"),
    "an unknown participant": (
        lambda d: d["events"][0]["participants"][1].update(entity="e-9"),
        "events[0].participants[1].entity",
        "e-9",
    ),
    "an unknown reference": (lambda d: d["timeline"][0].update(refs=["z"]), "timeline[0].refs[0]", "'z'"),
    "an unknown issue": (lambda d: d["statements"][1].update(issues=["i-9"]), "statements[1].issues[0]", "i-9"),
    "an unknown reference of the brief": (lambda d: d["brief"][0].update(refs=["z"]), "brief[0].refs[0]", "'z'"),
    "an id twice": (lambda d: d["events"][1].update(id=d["events"][0]["id"]), "events", "2 records"),
    "a report in no origin": (lambda d: d["origins"].pop(), "reports[4]", "0 origins"),
    "a report in two origins": (lambda d: d["origins"][1]["reports"].append("r-wire"), "reports[3]", "2 origins"),
    "a report that names another origin": (
        lambda d: d["reports"][0].update(origin="o-blog"),
        "reports[0].origin",
        "o-norra",
    ),
    "a claim without evidence": (lambda d: d["claims"][0].update(evidence=[]), "claims[0].evidence", "needs 1"),
    "one value alone": (lambda d: d["discrepancies"][0]["values"].pop(), "discrepancies[0].values", "needs 2"),
    "a wording without words": (
        lambda d: d["statements"][0]["wordings"][1].update(content=[]),
        "statements[0].wordings[1].content",
        "needs 1",
    ),
    "settings that are none": (lambda d: d["made"].update(settings=[1]), "made.settings", "by name"),
    "a weight that is none": (
        lambda d: d["claims"][0]["why"][0].update(weight="big"),
        "claims[0].why[0].weight",
        "number",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_and_placed(name: str) -> None:
    spoil, at, reason = FAULTS[name]
    parsed = json.loads(dump(strait()))
    spoil(parsed)
    text = json.dumps(parsed)
    assert any(fault.at == at and reason in fault.reason for fault in verify(text).faults), verify(text).faults
    with pytest.raises(DossierError, match="does not hold"):
        load(text)


def test_all_faults_are_listed() -> None:
    parsed = json.loads(dump(strait()))
    FAULTS["other words"][0](parsed)
    FAULTS["an unknown speaker"][0](parsed)
    assert len(verify(json.dumps(parsed)).faults) == 2


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", '{"format": "parley-dossier/1"}', "[" * 100_000])
def test_what_is_no_dossier_is_refused_with_a_remedy(text: str) -> None:
    assert not verify(text).holds
    with pytest.raises(DossierError) as caught:
        load(text)
    assert caught.value.remedy
    assert caught.value.exit_status == 4


def test_a_dossier_is_verified_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "dossier.json"
    path.write_text(dump(strait()), encoding="utf-8")
    verdict = verify(path)
    assert verdict.holds
    assert (verdict.reports, verdict.spans) == (5, dump(strait()).count('"start":') - len(_periods()) - _blocks())


def _periods() -> list[object]:
    return [e for e in strait().events if e.when]


def _blocks() -> int:
    return sum(len(r.blocks) for r in strait().reports)


def test_a_file_that_cannot_be_read_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b"\xff\xfe\x00")
    for name in ("none.json", "latin.json"):
        with pytest.raises(DossierError, match=name):
            verify(tmp_path / name)
