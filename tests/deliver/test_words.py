"""Two wordings compared: what is added and left out, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from parley.deliver.views.words import LONGEST, compared


def told(first: str, second: str) -> list[tuple[str, str]]:
    return [(stretch.kind, stretch.text) for stretch in compared(first, second) if stretch.kind != "gap"]


def test_a_changed_word_is_left_out_and_added() -> None:
    assert told("We will sign on Monday", "We may sign on Monday") == [
        ("same", "We "),
        ("left out", "will"),
        ("added", "may"),
        ("same", " sign on Monday"),
    ]


def test_changes_side_by_side_read_as_one_phrase() -> None:
    assert told("they were not wasted", "we never slept, wasted")[:2] == [
        ("left out", "they were not"),
        ("added", "we never slept,"),
    ]


def test_marks_and_capitals_alone_are_no_change_of_a_word() -> None:
    assert told("The fleet’s quota", "the fleet's quota") == [("same", "the fleet's quota")]


def test_a_left_out_comma_is_seen() -> None:
    assert ("left out", ",") in told("long, but fair", "long but fair")


def test_the_closing_mark_is_no_change() -> None:
    assert told("We will sign.", "We will sign,") == [("same", "We will sign"), ("same", ",")]


def test_left_out_words_do_not_run_into_the_words_beside_them() -> None:
    found = "".join(stretch.text for stretch in compared("long and hard hours", "long hours"))
    assert found == "long and hard hours"
    found = "".join(stretch.text for stretch in compared("it ended today at noon", "it ended, at noon"))
    assert found in {"it ended today, at noon", "it ended, today at noon"}


def test_very_long_wordings_are_shown_whole() -> None:
    long = "word " * (LONGEST + 1)
    assert told(long, long + "more") == [("same", long + "more")]


words = st.text(alphabet="ab ,.’'\n", max_size=40)


@given(words, words)
def test_the_second_wording_can_be_read_off(first: str, second: str) -> None:
    assert "".join(text for kind, text in told(first, second) if kind != "left out") == second


@given(words)
def test_the_same_wording_has_no_changes(text: str) -> None:
    assert {kind for kind, _ in told(text, text)} <= {"same"}
