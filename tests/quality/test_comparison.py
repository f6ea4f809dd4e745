"""The benchmark of comparison: figures of several stories add up case by case, and kinds are told apart."""

from pathlib import Path

import pytest

from quality import comparing, comparison, dossier, gold, proof
from quality.comparison import Scored, folders, main, summed
from quality.gold import GoldError
from quality.measure import Measure, share
from tests.quality import tiny


def figures(folder: Path, found: object) -> dict[str, float | None]:
    made = comparing.by_kind(dossier.load(tiny.save(folder, found)), gold.load(tiny.write(folder)))
    return {m.name: m.value for m in made}


def test_recall_is_by_the_golds_kind_and_precision_by_the_kind_that_was_found(tmp_path: Path) -> None:
    found = figures(tmp_path, tiny.dossier())
    told = {x["kind"] for x in tiny.dossier()["discrepancies"]}
    assert found["number.recall"] == 1.0
    assert {name for name, value in found.items() if name.endswith("n") and value is not None} == {
        f"{kind}.precision" for kind in told
    }


def test_nothing_found_is_a_recall_of_nought_and_no_precision(tmp_path: Path) -> None:
    found = figures(tmp_path, tiny.dossier() | {"discrepancies": []})
    assert found["number.recall"] == 0.0
    assert all(value is None for name, value in found.items() if name.endswith(".precision"))


def test_stories_add_up_case_by_case_and_not_figure_by_figure() -> None:
    one = Scored("one", (share("claims.aligned", 1, 10), Measure("attribution.f1", 0.5, "")))
    other = Scored("other", (share("claims.aligned", 2, 2),))
    (found,) = summed([one, other])
    assert (found.name, found.hits, found.of) == ("claims.aligned", 3, 12)
    assert found.value == pytest.approx(0.25)


def test_a_story_is_chosen_by_its_split_or_by_its_name(tmp_path: Path) -> None:
    for name, split in (("ash", "dev"), ("birch", "test")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "story.toml").write_text(f'split = "{split}"\n')
    assert [path.name for path in folders(tmp_path, "dev")] == ["ash"]
    assert [path.name for path in folders(tmp_path, None)] == ["ash", "birch"]
    assert [path.name for path in folders(tmp_path, "dev", ["birch"])] == ["birch"]


def test_a_story_without_a_split_is_named(tmp_path: Path) -> None:
    (tmp_path / "ash").mkdir()
    (tmp_path / "ash" / "story.toml").write_text('title = "Ash"\n')
    with pytest.raises(GoldError, match=r"ash/story\.toml"):
        folders(tmp_path, "dev")


def test_a_gold_that_does_not_hold_ends_with_status_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ash" / "gold").mkdir(parents=True)
    (tmp_path / "ash" / "story.toml").write_text('split = "dev"\n')
    assert main(["--stories", str(tmp_path), "--engine", "rules"]) == 2
    assert "ash" in capsys.readouterr().err


def test_the_stories_of_the_repository_hold() -> None:
    found = [*folders(comparison.STORIES, None), *folders(comparison.STORIES.parent / "statements", None)]
    for folder in found:
        proof.prove(gold.load(folder / "gold"))


def test_the_table_that_is_named_is_the_one_held_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = tmp_path / "floors.toml"
    held.write_text("[dev.at_least]\nunknown = 1.0\n\n[earlier.at_least]\n")
    asked = ["--split", "dev", "--stories", str(tmp_path), "--engine", "rules", "--floors", str(held)]
    assert main(asked) == 2
    assert main([*asked, "--table", "earlier"]) == 0
    assert main([*asked, "--table", "later"]) == 2
    assert "[later.at_least]" in capsys.readouterr().err
