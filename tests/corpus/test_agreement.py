from collections import Counter
from pathlib import Path

import pytest

from corpus.agreement import kappa, main, measured, section, sums_of, twice_marked
from corpus.marks import MarkError
from tests.corpus.tiny import FIRST, write


def compared(folder: Path, second: str) -> Counter[str]:
    stories = write(folder / "stories")
    (folder / "second/ferry").mkdir(parents=True)
    (folder / "second/ferry/01-post.txt").write_text(second, "utf-8")
    (pair,) = twice_marked(stories, folder / "second")
    return sums_of(pair)


def test_a_marking_agrees_with_itself(tmp_path: Path) -> None:
    sums = compared(tmp_path, FIRST)
    assert sums["first"] == sums["second"] == sums["linked"] == 5
    assert sums["all exact right"] == 5
    assert sums["speaker same"] == sums["speaker named by both"] == 4
    assert sums["stance same"] == 5
    assert sums["mention right"] == sums["mention gold"] == sums["mention same"]
    assert kappa(sums) == pytest.approx(1)


@pytest.mark.parametrize(
    ("old", "new", "key", "value"),
    [
        ("{s4@anna|she}", "{s4@line|she}", "speaker same", 3),
        ("c1:rejects/shifts|", "c1:wary/shifts|", "stance same", 4),
        ("c1:rejects/shifts|", "c1|", "stance same in either", 1),
        ("{c4|added}", "{c4!|added}", "negated same", 4),
        ("{x3|a long winter}", "a {x3|long winter}", "content exact right", 6),
        ("{x3|a long winter}", "a {x3|long winter}", "linked", 5),
        ("{x1|night boat}", "night {x1|boat}", "all exact right", 4),
        ("{s1@crews|Crews}", "Crews", "linked", 4),
        ("{@line|Selka}", "Selka", "mention right", 4),
    ],
)
def test_what_differs_is_counted(tmp_path: Path, old: str, new: str, key: str, value: int) -> None:
    assert old in FIRST
    assert compared(tmp_path, FIRST.replace(old, new, 1))[key] == value


def test_a_paragraph_that_only_one_text_has_is_left_out(tmp_path: Path) -> None:
    shorter = FIRST.replace("{x5|The two sides} {c5|are expected}", "{x5|Both sides} {c5|are expected}")
    sums = compared(tmp_path, shorter)
    assert (sums["first"], sums["second"], sums["left out"]) == (4, 4, 2)
    assert sums["all exact right"] == 4


def test_a_second_marking_without_a_first_is_refused(tmp_path: Path) -> None:
    stories = write(tmp_path / "stories")
    (tmp_path / "second/ferry").mkdir(parents=True)
    (tmp_path / "second/ferry/09-lost.txt").write_text(FIRST, "utf-8")
    with pytest.raises(MarkError, match=r"ferry/09-lost\.txt: there is no first marking"):
        list(twice_marked(stories, tmp_path / "second"))


def test_the_table_has_a_column_for_each_annotator_and_one_for_all(tmp_path: Path) -> None:
    compared(tmp_path, FIRST)
    (tmp_path / "who.toml").write_text('one = ["ferry"]\n', "utf-8")
    found = measured(twice_marked(tmp_path / "stories", tmp_path / "second"), tmp_path / "who.toml")
    assert list(found) == ["annotator one", "all"]
    assert "| cues meet, F1 | 100.0 | 100.0 |" in section(found)
    page = tmp_path / "COUNTS.md"
    places = ["--from", str(tmp_path / "stories"), "--second", str(tmp_path / "second"), "--page", str(page)]
    assert main(places) == 0
    assert "## Agreement" in page.read_text("utf-8")


def test_kappa_is_none_where_chance_explains_everything() -> None:
    assert kappa(Counter()) is None
    same = Counter({"linked": 2, "stance same": 2, "stance first None": 2, "stance second None": 2})
    assert kappa(same) is None
