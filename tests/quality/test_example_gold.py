"""The gold of the example story: it holds, it is unambiguous, and a dossier made of it scores full marks."""

import json
from pathlib import Path

import pytest

from quality import dossier, gold, proof, score
from quality.gold import Gold
from quality.words import shown
from tests.quality.ideal import ideal

ROOT = Path(__file__).parents[2]
STORY = ROOT / "examples" / "aldra-talks"
MIAMI = ROOT.parent / "shared"


@pytest.fixture(scope="module")
def aldra() -> Gold:
    return gold.load(STORY / "gold")


def test_everything_the_gold_cites_stands_in_its_report(aldra: Gold) -> None:
    proof.prove(aldra)
    assert sum(1 for _ in proof.citations(aldra)) > 500


def test_contents_and_evidence_stand_once_so_that_the_place_is_plain(aldra: Gold) -> None:
    sources_and_cues = {w for rows in aldra.attributions.values() for r in rows for w in (r.source, r.cue)}
    for c in proof.citations(aldra):
        file = aldra.file(c.report)
        text = aldra.texts[file] if file.endswith(".txt") else shown(aldra.texts[file])
        if c.words not in sources_and_cues:
            assert text.count(c.words) == 1, (c.where, c.words)


def test_every_report_has_attributions_and_a_decent_length(aldra: Gold) -> None:
    assert set(aldra.attributions) == set(aldra.texts)
    for file, text in aldra.texts.items():
        if file.endswith(".txt"):
            assert 350 <= len(text.split()) <= 700, file


def test_the_saved_page_sorts_last_so_that_numbers_count_the_plain_texts(aldra: Gold) -> None:
    assert [f.endswith(".html") for f in aldra.files] == [False] * 9 + [True]


def test_the_five_sections_alone_cite_plain_texts_only(tmp_path: Path) -> None:
    for name in gold.SECTIONS:
        (tmp_path / f"{name}.yaml").write_bytes((STORY / "gold" / f"{name}.yaml").read_bytes())
    alone = gold.load(tmp_path, STORY / "reports")
    proof.prove(alone)
    assert all(alone.file(c.report).endswith(".txt") for c in proof.citations(alone))


def test_a_dossier_made_of_the_gold_scores_full_marks(aldra: Gold, tmp_path: Path) -> None:
    path = tmp_path / "dossier.json"
    path.write_text(json.dumps(ideal(aldra)), encoding="utf-8")
    for m in score.measure(dossier.load(path), aldra):
        best = 0.0 if m.name in {"people.false_merges", "discrepancies.false_alarms"} else 1.0
        assert m.value == best, m.line


def test_the_shared_gold_can_be_scored_too() -> None:
    if not (MIAMI / "gold" / "miami-talks").is_dir():
        pytest.skip("../shared/gold/miami-talks is not there")
    proof.prove(gold.load(MIAMI / "gold" / "miami-talks", MIAMI / "reports" / "miami-talks"))
