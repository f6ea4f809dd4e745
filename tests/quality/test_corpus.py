from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from parley.reading import Attribution, Engine, LocalEntity, Mention, Reading
from parley.report import Report, Span
from quality import corpus, linked, speakers
from quality.measure import Measure

STORY = """
title = "The ferry talks"
kind = "border"
split = "dev"
summary = "Two shores share a ferry."

[entities.holt]
kind = "person"
names = ["Anna Holt", "Holt"]

[entities.berg]
kind = "person"
names = ["Berg"]

[entities.officials]
kind = "group"
"""
REPORT = """---
outlet: Shore Post
manner: local paper
published: 2034-03-02
---
Ferry talks go on

{s1@holt|Anna Holt} {c1:demands|demanded} {x1|that {s2@berg|Berg}, who {c2|promised} {x2|a bridge}, start now}.

{s3@holt|She} {c3|said} {x3|the ice was thin}. {s4@officials|Officials} {c4|said} {x4|little}.
"""


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "a-ferry"
    folder.mkdir()
    (folder / "story.toml").write_text(STORY, encoding="utf-8")
    (folder / "01-local.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def report(stories: Path) -> corpus.Report:
    (found,) = corpus.reports("dev", stories)
    return found


def ideal(report: corpus.Report) -> Reading:
    """A reading that says what is marked: entities 0 Holt, 1 Berg, 2 officials."""
    made: Report = linked.report_of(report.bare)
    marked = report.marked.marked
    keys = {"holt": 0, "berg": 1, "officials": 2}
    told = tuple(
        Attribution(
            source=made.span(*one.sources[0]),
            cue=made.span(*one.cue) if one.cue else None,
            content=tuple(made.span(*span) for span in one.content),
            kind="indirect",
            speaker=keys[one.speaker or ""],
            sentence=0,
            stance="demands" if one.stance else None,
            parent=0 if one.number == 2 else None,
        )
        for one in marked.attributions
    )
    mentions = tuple(
        Mention(made.span(one.start, one.end), keys[one.entity], "pronoun" if made.text[one.start] == "S" else "name")
        for one in marked.mentions
    )
    entities = (
        LocalEntity(0, "person", "Anna Holt"),
        LocalEntity(1, "person", "Berg"),
        LocalEntity(2, "other", None, "officials"),
    )
    return Reading(made, Engine("ideal", "1"), entities=entities, mentions=mentions, attributions=told)


def figures(report: corpus.Report, reading: Reading) -> dict[str, float | None]:
    return {one.name: one.value for one in corpus.measures(corpus.count(report, reading))}


def test_a_reading_that_says_what_is_marked_has_full_marks(report: corpus.Report) -> None:
    found = figures(report, ideal(report))
    full = ("attribution.f1", "flat.attribution.f1", "speaker.right", "unnamed.speaker.right", "stance.right")
    assert {name: found[name] for name in full} == dict.fromkeys(full, 1.0)


def test_nested_attributions_count_but_not_in_the_flat_figure(report: corpus.Report) -> None:
    reading = ideal(report)
    outer = replace(reading, attributions=tuple(one for one in reading.attributions if one.parent is None))
    found = figures(report, outer)
    assert found["attribution.recall"] == 0.75
    assert found["flat.attribution.recall"] == 1.0


def test_a_pronoun_linked_to_no_name_is_no_speaker(report: corpus.Report) -> None:
    reading = ideal(report)
    alone = tuple(replace(one, entity=3) if one.form == "pronoun" else one for one in reading.mentions)
    told = list(reading.attributions)
    told[2] = replace(told[2], speaker=3)
    entities = (*reading.entities, LocalEntity(3, "person", None, None))
    lost = replace(reading, mentions=alone, attributions=tuple(told), entities=entities)
    found = figures(report, lost)
    assert found["speaker.unlinked"] == pytest.approx(1 / 3)
    assert found["speaker.right"] == pytest.approx(2 / 3)


def test_a_pronoun_of_somebody_else_is_a_wrong_speaker(report: corpus.Report) -> None:
    reading = ideal(report)
    told = list(reading.attributions)
    told[2] = replace(told[2], speaker=1)
    assert figures(report, replace(reading, attributions=tuple(told)))["speaker.wrong"] == pytest.approx(1 / 3)


def test_no_speaker_and_no_stance_are_counted(report: corpus.Report) -> None:
    reading = ideal(report)
    told = tuple(replace(one, speaker=None, stance=None) for one in reading.attributions)
    found = figures(report, replace(reading, attributions=told))
    assert (found["speaker.none"], found["unnamed.speaker.none"]) == (1.0, 1.0)
    assert (found["stance.found"], found["stance.spurious"]) == (0.0, 0.0)


def test_words_that_stand_for_nobody_give_nobody(report: corpus.Report) -> None:
    reading = ideal(report)
    title = Mention(Span(reading.report.id, 0, 5), 4, "name")
    assert 4 not in speakers.known(report.marked, replace(reading, mentions=(title,))).entity


def test_the_table_has_a_row_for_each_kind(report: corpus.Report) -> None:
    sums = corpus.count(report, ideal(report))
    assert "without nested   P 100.0  R 100.0  F 100.0" in corpus.show(sums)
    assert corpus.by_kind({"border": sums, "trade": Counter()}).splitlines()[1].startswith("border ")


def test_a_missed_floor_fails_and_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "floors.toml"
    path.write_text('[dev.at_least]\n"attribution.f1" = 0.8\n', encoding="utf-8")
    assert corpus.kept(path, "dev", [Measure("attribution.f1", 0.81, "")]) == 0
    assert corpus.kept(path, "dev", [Measure("attribution.f1", 0.79, "")]) == 1
    assert "attribution.f1 is 0.790, below its floor of 0.8" in capsys.readouterr().err
    assert corpus.kept(path, "test", []) == 2


def test_the_command_reads_a_split_with_an_engine(
    stories: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["corpus", "--stories", str(stories), "--engine", "rules", "--kind"])
    assert corpus.main() == 0
    assert capsys.readouterr().out.startswith("1 reports of dev, engine rules\n")


def test_faulty_marks_are_named_and_left_out(stories: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (stories / "a-ferry/02-bad.txt").write_text(REPORT.replace("{x4|little}", "{x4|little"), encoding="utf-8")
    assert len(list(corpus.reports("dev", stories))) == 1
    assert "02-bad.txt" in capsys.readouterr().err
