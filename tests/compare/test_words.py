import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.compare.words import Rarity, content, fold, in_order, negated, stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("negotiations", "talks"),
        ("goal", "objectives"),
        ("hurdles", "gaps"),
        ("met", "meeting"),
        ("agreed", "agree"),
        ("denied", "denies"),
        ("fired", "firing"),
        ("metres", "meters"),
        ("ten", "10"),
    ],
)
def test_words_that_reports_use_for_one_another_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("strike", "talk"), ("union", "unit"), ("need", "net"), ("agreed", "agenda")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_folding_drops_marks_case_and_quotation_marks() -> None:
    assert fold("“Élan”, said Ørsted’s  aide") == "elan said orsted's aide"


def test_words_know_their_places() -> None:
    text = "She didn’t sign the ten-day truce."
    found = words(text)
    assert [word.text for word in found] == ["she", "did", "n't", "sign", "the", "ten", "day", "truce"]
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert text[found[3].start : found[3].end] == "sign"


def test_content_leaves_small_words_and_joins_phrases() -> None:
    assert content(words("They sat down with the union")) == (stem("meet"), stem("union"))
    assert content(words("The offer fell short of it")) == (stem("offer"), stem("fail"))


def test_what_a_negative_turns_round_is_found_however_worded() -> None:
    assert list(negated(words("if the port didn’t accept"))) == list(negated(words("if the port refused to accept")))
    assert list(negated(words("if the port didn’t accept"))) == [stem("accept")]
    assert list(negated(words("the port accepted"))) == []


def test_a_negative_turns_round_the_next_word_of_content_alone() -> None:
    assert list(negated(words("They put the keys in a box, not into the river"))) == [stem("river")]


def test_a_negative_that_limits_turns_nothing_round() -> None:
    assert list(negated(words("for not more than 60 lorries a day, and not only at night"))) == []


def test_rare_words_weigh_more() -> None:
    rarity = Rarity.of([["talk", "canal"], ["talk", "lock"], ["talk", "wage"]])
    assert rarity.one("canal") > rarity.one("talk") > 0
    assert rarity.weight(["canal", "canal"]) == rarity.one("canal")


def test_order_counts() -> None:
    assert in_order(("a", "b", "c"), ("a", "x", "c")) == 2
    assert in_order(("a", "b"), ("b", "a")) == 1


@given(st.text("ab é-’'.&_ n't", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_words_of_a_stretch_are_those_of_the_text_whole_pieces_and_cut_ones(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    cut = words(text[:end] + " " * (len(text) - end + 1), start)
    assert words(text, start, end) == tuple(word for word in cut if word.start < end)
