"""Words for days and periods, and text that cannot disturb what is around it."""

import pytest

from parley.deliver.visible import day_text, listed, range_text, shortened, visible


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-03-04", None, "4 March 2031"),
        ("2031-03-04", "2031-03-04", "4 March 2031"),
        ("2031-03-04", "2031-03-06", "4–6 March 2031"),
        ("2031-03-30", "2031-04-02", "30 March – 2 April 2031"),
        ("2031-12-30", "2032-01-02", "30 December 2031 – 2 January 2032"),
        ("2031-02-01", "2031-02-28", "February 2031"),
        ("2031-02-01", "2031-02-27", "1–27 February 2031"),
        ("2031-04-01", "2031-06-30", "April–June 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2031-03-04T06:30:00+01:00", None, "4 March 2031"),
        ("9999-12-01", "9999-12-31", "1–31 December 9999"),
        ("soon", "later", "soon"),
        (None, None, ""),
    ],
)
def test_periods_say_nothing_twice(first: str | None, last: str | None, words: str) -> None:
    assert range_text(first, last) == words


def test_what_is_no_day_stays_as_it_is() -> None:
    assert day_text("next spring") == "next spring"
    assert day_text("2031-02-30") == "2031-02-30"


def test_control_signs_become_visible_one_for_one() -> None:
    text = "a\x00b\x1bc\x7fd\x9be\u202ef\ud800g"
    assert visible(text) == "a␀b␛c␡d\ufffde\ufffdf\ufffdg"


def test_right_to_left_text_and_its_marks_stay() -> None:
    text = "محادثات\u200f السلام \u2067abc\u2069 👩‍🚀"
    assert visible(text) == text


def test_long_text_is_cut_at_a_word() -> None:
    assert shortened("The talks, held in port,   went on", 22) == "The talks, held in…"
    assert shortened("short", 22) == "short"
    assert len(shortened("x" * 10**6, 22)) == 23


def test_lists_read_as_a_sentence_does() -> None:
    assert [listed(tuple(words)) for words in ("", "A", "AB", "ABC")] == ["", "A", "A and B", "A, B and C"]
