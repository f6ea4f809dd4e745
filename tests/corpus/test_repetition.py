from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.repetition import Text, common, main, measure, moving_ratio, sample
from tests.corpus.tiny import write

EIGHT = "one two three four five six seven eight"


def test_runs_are_told_apart_inside_and_between_groups() -> None:
    found = measure([Text("a", "x", EIGHT), Text("b", "x", f"{EIGHT} nine"), Text("c", "y", f"zero {EIGHT}")])
    assert (found.texts, found.words) == (3, 26)
    assert found.runs_between == 1
    assert found.runs_within == 1
    assert found.words_reused == pytest.approx(100 * 16 / 26)
    assert found.text_openings == 0


def test_an_opening_counts_where_another_group_has_it() -> None:
    found = measure([Text("a", "x", EIGHT), Text("b", "y", "One, two three four!"), Text("c", "y", "Two three four")])
    assert found.text_openings == pytest.approx(100 * 2 / 3)


def test_a_run_that_one_text_repeats_is_no_reuse() -> None:
    found = measure([Text("a", "x", f"{EIGHT} {EIGHT}")])
    assert (found.runs_between, found.runs_within, found.words_reused, found.text_openings) == (0, 0, 0.0, 0.0)


def test_openings_of_paragraphs_count_where_another_text_has_them() -> None:
    first, second = f"{EIGHT}\n{EIGHT} again", f"Short\n{EIGHT} more\nten eleven twelve thirteen a b c d"
    found = measure([Text("a", "x", first), Text("b", "y", second)])
    assert found.paragraph_openings == pytest.approx(75)


def test_the_moving_ratio_is_the_mean_over_windows() -> None:
    assert moving_ratio(["a", "b", "a", "a"], 2) == pytest.approx((1 + 1 + 0.5) / 3)
    assert moving_ratio(["a"], 2) == 0.0


@given(st.lists(st.sampled_from("abc"), min_size=3, max_size=30), st.integers(1, 3))
def test_the_moving_ratio_is_what_counting_each_window_gives(words: list[str], window: int) -> None:
    each = [len(set(words[place : place + window])) / window for place in range(len(words) - window + 1)]
    assert moving_ratio(words, window) == pytest.approx(sum(each) / len(each))


def test_runs_in_common_with_another_collection_are_counted_once() -> None:
    others = [Text("b", "b", f"so {EIGHT}"), Text("c", "c", EIGHT)]
    assert common([Text("a", "a", f"{EIGHT} nine")], others) == 1
    assert common([Text("a", "a", "one two")], others) == 0


def test_a_sample_is_as_large_as_asked_and_the_same_in_any_order() -> None:
    texts = [Text(str(number), str(number), EIGHT) for number in range(20)]
    chosen = sample(texts, 40)
    assert len(chosen) == 5
    assert sample(texts[::-1], 40) == chosen


def test_the_section_holds_figures_of_both_and_no_text(tmp_path: Path) -> None:
    other, page = tmp_path / "other", tmp_path / "COUNTS.md"
    other.mkdir()
    (other / "a.txt").write_text("Zebras wander over the yellow plain at dawn today", "utf-8")
    assert main(["--from", str(write(tmp_path / "s")), "--page", str(page), "--compare", f"Other={other}"]) == 0
    made = page.read_text("utf-8")
    assert "|  | Parley corpus | Other |" in made
    assert "| texts | 2 | 1 |" in made
    assert "Zebras" not in made
    assert str(other) not in made
