"""The scorer: figures that can be reckoned by hand, faults that it must catch, floors and exit statuses."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality import dossier, gold, score
from quality.matching import pair_best
from quality.words import overlap
from tests.quality import tiny


def figures(folder: Path, found: object) -> dict[str, float | None]:
    measures = score.measure(dossier.load(tiny.save(folder, found)), gold.load(tiny.write(folder)))
    return {m.name: m.value for m in measures}


def test_the_figures_of_a_dossier_that_is_half_right(tmp_path: Path) -> None:
    assert figures(tmp_path, tiny.dossier()) == {
        "spans.hold": 1.0,
        "reports.read": 1.0,
        "reports.unchanged": 1.0,
        "attribution.recall": pytest.approx(2 / 3),
        "attribution.precision": pytest.approx(2 / 3),
        "attribution.f1": pytest.approx(2 / 3),
        "attribution.direct": 1.0,
        "attribution.speaker": 0.5,
        "attribution.cue": 0.5,
        "people.recall": 0.5,
        "people.precision": 0.5,
        "people.party": 0.5,
        "people.variants": None,
        "people.false_merges": 0.0,
        "quotations.paired": 0.0,
        "quotations.joined": None,
        "quotations.apart": None,
        "claims.aligned": 1.0,
        "claims.apart": 1.0,
        "claims.status": 1.0,
        "claims.single": 1.0,
        "discrepancies.recall": 1.0,
        "discrepancies.kind": 0.0,
        "discrepancies.precision": 0.5,
        "discrepancies.false_alarms": 1.0,
        "passages.recall": 1.0,
        "origins.right": 1.0,
        "events.recall": 1.0,
        "events.dated": 0.0,
        "events.joined": 0.0,
        "positions.found": 1.0,
        "positions.stance": 0.0,
        "tracks.found": 1.0,
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"report": "a.txt", "start": 0, "end": 4, "text": "Nina"},
        {"report": "a.txt", "start": 1, "end": 5, "text": "Mina"},
        {"report": "c.txt", "start": 0, "end": 4, "text": "Mina"},
        {"report": "a.txt", "start": 4, "end": 4, "text": ""},
        {"report": "a.txt", "start": -3, "end": 4, "text": ""},
    ],
)
def test_a_wrong_span_is_caught_wherever_it_stands(tmp_path: Path, wrong: tiny.Json) -> None:
    found = tiny.dossier() | {"somewhere": [{"new": {"deep": [wrong]}}]}
    value = figures(tmp_path, found)["spans.hold"]
    assert value is not None
    assert 0.9 < value < 1.0


def test_one_statement_for_both_wordings_pairs_the_quotation(tmp_path: Path) -> None:
    found = tiny.dossier()
    found["statements"][0]["wordings"] += found["statements"].pop(1)["wordings"]
    assert figures(tmp_path, found)["quotations.paired"] == 1.0


def test_utterances_say_which_joined_wordings_are_one(tmp_path: Path) -> None:
    rows = {
        "apart": "{id: x, speaker: tarn, words: [[0, We have]]}, {id: y, speaker: tarn, words: [[1, nearly have]]}",
        "one": "{id: x, speaker: tarn, words: [[0, We have a deal], [1, nearly have]]}",
    }
    found = tiny.dossier()
    alone = tiny.dossier()
    found["statements"][0]["wordings"] += found["statements"].pop(1)["wordings"]
    told = {}
    for name, utterances in rows.items():
        for kind, dossier_made in (("joined", found), ("alone", alone)):
            folder = tmp_path / name / kind
            folder.mkdir(parents=True)
            wanted = gold.load(tiny.write(folder, comparison=f"utterances: [{utterances}]\n"))
            made = score.measure(dossier.load(tiny.save(folder, dossier_made)), wanted)
            told[name, kind] = {m.name: m.value for m in made}
    assert told["apart", "joined"]["quotations.apart"] == 0.0
    assert told["one", "joined"]["quotations.apart"] == told["one", "joined"]["quotations.joined"] == 1.0
    assert told["one", "alone"]["quotations.joined"] == 0.0
    assert told["one", "alone"]["quotations.apart"] is None


def test_two_people_under_one_name_are_a_false_merge(tmp_path: Path) -> None:
    found = tiny.dossier()
    found["entities"][0]["variants"] = [{"text": "Olo Brand"}]
    assert figures(tmp_path, found)["people.false_merges"] == 1.0


def test_a_lone_claim_given_to_two_reports_is_not_single(tmp_path: Path) -> None:
    found = tiny.dossier()
    found["claims"][1]["reports"] = ["a.txt", "b.txt"]
    assert figures(tmp_path, found)["claims.single"] == 0.0


def test_a_right_day_counts_and_a_wrong_type_does_not(tmp_path: Path) -> None:
    found = tiny.dossier()
    found["events"][0]["when"] = {"start": "2026-01-05"}
    dated = figures(tmp_path, found)
    assert (dated["events.recall"], dated["events.dated"]) == (1.0, 1.0)


def test_an_event_of_another_type_is_not_found(tmp_path: Path) -> None:
    found = tiny.dossier()
    found["events"][0]["type"] = "AID"
    assert figures(tmp_path, found)["events.recall"] == 0.0


def test_a_report_that_was_not_read_costs_recall_but_no_error(tmp_path: Path) -> None:
    found = tiny.dossier()
    for key in ("statements", "events", "claims", "discrepancies", "passages", "issues"):
        found[key] = []
    found["reports"].pop()
    got = figures(tmp_path, found)
    assert (got["reports.read"], got["attribution.recall"], got["attribution.precision"]) == (0.5, 0.0, None)


def run(folder: Path, floors: str, found: object | None = None, **changed: str) -> int:
    home = tiny.write(folder, **changed)
    (folder / "floors.toml").write_text(floors, encoding="utf-8")
    path = tiny.save(folder, found if found is not None else tiny.dossier())
    return score.main([str(path), str(home), "--floors", str(folder / "floors.toml")])


def story(folder: Path) -> str:
    return json.dumps(folder.name)


def test_reached_floors_exit_0_and_print_a_line_per_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, f'[{story(tmp_path)}.at_least]\n"attribution.f1" = 0.6\n"spans.hold" = 1.0\n') == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.split() == ["attribution.recall", "0.667", "2/3"] for line in lines)


@pytest.mark.parametrize(
    ("floors", "named"),
    [
        ('at_least]\n"attribution.f1" = 0.7', "attribution.f1 is 0.667, below its floor of 0.7"),
        ('at_most]\n"discrepancies.false_alarms" = 0', "discrepancies.false_alarms is 1.000, above its limit of 0"),
        ('at_least]\n"people.variants" = 0.1', "people.variants is nothing to count"),
    ],
)
def test_a_missed_floor_exits_1_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], floors: str, named: str
) -> None:
    assert run(tmp_path, f"[{story(tmp_path)}.{floors}\n") == 1
    assert named in capsys.readouterr().err


@pytest.mark.parametrize(
    ("floors", "remedy"),
    [
        ("[elsewhere]\n", "Add a table"),
        ('[{story}.at_least]\n"atribution.f1" = 0.7\n', "Use a name that the scorer prints"),
        ('[{story}.atleast]\n"attribution.f1" = 0.7\n', "at_least and at_most"),
        ("spans.hold: 1.0", "Quote names of measures"),
    ],
)
def test_floors_that_cannot_be_used_exit_2_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], floors: str, remedy: str
) -> None:
    assert run(tmp_path, floors.replace("{story}", story(tmp_path))) == 2
    assert remedy in capsys.readouterr().err


@pytest.mark.parametrize(
    ("section", "change", "fault"),
    [
        ("attributions", ("port would", "port might"), "'the port might reopen' does not stand in a.txt"),
        ("attributions", ("tarn, type: indirect", "tarm, type: indirect"), "tarm is nobody's id"),
        ("attributions", ("type: direct}", "typ: direct}"), "attributions.yaml"),
        ("comparison", ("report: 1, near: Olo", "report: 2, near: Olo"), "there is no report 2"),
        ("comparison", ("near: Olo Brand left", "near: “Olo Brand left"), "does not stand in b.txt"),
        ("positions", ("party: union", "party: dockers"), "dockers is nobody's id"),
        ("entities", ("{id: brand,", "{id: tarn,"), "the id tarn is given twice"),
        ("events", ("{id: strike", "{id: [strike"), "events.yaml is no YAML"),
    ],
)
def test_a_faulty_gold_exits_2_and_names_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], section: str, change: tuple[str, str], fault: str
) -> None:
    assert change[0] in tiny.GOLD[section]
    assert run(tmp_path, f"[{story(tmp_path)}]\n", **{section: tiny.GOLD[section].replace(*change, 1)}) == 2
    assert fault in capsys.readouterr().err


@pytest.mark.parametrize("found", [[], {"reports": []}, {"reports": 3}, "text"])
def test_what_is_no_dossier_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str], found: object) -> None:
    assert run(tmp_path, f"[{story(tmp_path)}]\n", found) == 2
    assert "dossier.json" in capsys.readouterr().err


def test_missing_files_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tiny.write(tmp_path)
    assert score.main([str(tmp_path / "none.json"), str(home)]) == 2
    assert score.main([str(tmp_path / "none.json"), str(home), "--reports", str(tmp_path / "none")]) == 2
    err = capsys.readouterr().err
    assert "There is no dossier" in err
    assert "No folder of reports" in err


def test_json_gives_the_same_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tiny.save(tmp_path, tiny.dossier())
    assert score.main([str(path), str(tiny.write(tmp_path)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["attribution.recall"] == pytest.approx(2 / 3)


def test_pages_are_laid_over_the_sections(tmp_path: Path) -> None:
    home = tiny.write(tmp_path)
    (tmp_path / "reports" / "c.md").write_text("# Late\n\nMina Tarn *said* it again.\n", encoding="utf-8")
    pages = "reported_by_several: [{id: ends, evidence: {c.md: Mina Tarn said it}}]\n"
    (home / "pages.yaml").write_text(pages, encoding="utf-8")
    several = gold.load(home).comparison.reported_by_several
    assert [list(c.evidence) for c in several] == [[0, 1, "c.md"]]


numbers = st.lists(st.floats(0, 1), max_size=6)


@given(numbers, numbers)
def test_pairs_are_one_to_one_and_reach_the_least(left: list[float], right: list[float]) -> None:
    pairs = pair_best(range(len(left)), range(len(right)), lambda i, j: 1 - abs(left[i] - right[j]), 0.8)
    assert len(set(pairs.values())) == len(pairs)
    assert all(1 - abs(left[i] - right[j]) >= 0.8 for i, j in pairs.items())


words = st.frozensets(st.integers(0, 12))


@given(words, words)
def test_overlap_is_even_handed_and_one_only_for_the_same_words(one: frozenset[int], other: frozenset[int]) -> None:
    assert overlap(one, other) == overlap(other, one)
    assert (overlap(one, other) == 1) == (one == other and bool(one))
