"""What changed between two versions, as spans of both: whole words, in order, and everything that differs."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.compare.revisions import revisions
from parley.report import Report


def report(text: str, name: str = "r-1") -> Report:
    return Report(name, text, (), ())


def shown(before: str, after: str) -> list[tuple[str, str]]:
    old, new = report(before), report(after, "r-2")
    return [
        (old.quote(each.before) if each.before else "", new.quote(each.after) if each.after else "")
        for each in revisions(old, new)
    ]


def test_words_that_went_and_came_are_told_whole() -> None:
    assert shown("Nine people met in Harbourton.", "Seven people met in Harbourtown.") == [
        ("Nine", "Seven"),
        ("Harbourton.", "Harbourtown."),
    ]


def test_what_was_added_or_cut_stands_alone() -> None:
    assert shown("The talks go on.", "The talks do not go on.") == [("", "do not")]
    assert shown("They met.\n\nNobody spoke.\n\nThey left.", "They met.\n\nThey left.") == [("Nobody spoke.", "")]


def test_white_space_is_no_change() -> None:
    assert shown("The  talks\ngo on.", "The talks go on.") == []
    assert shown("One.\n\n\nTwo.", "One.\n\nTwo.") == []


def test_a_word_between_two_long_changes_is_shown_with_them() -> None:
    before = "the envoy of Kestria left the hall at noon today"
    after = "a delegate from Morland left two quiet rooms after dusk today"
    assert shown(before, after) == [
        ("the envoy of Kestria left the hall at noon", "a delegate from Morland left two quiet rooms after dusk")
    ]


WORDS = st.lists(st.sampled_from(["talks", "harbour", "the", "envoy", "\n", "\n\n", "nine"]), max_size=30)


@settings(max_examples=200)
@given(WORDS, WORDS)
def test_the_revisions_take_the_one_to_the_other(before: list[str], after: list[str]) -> None:
    old, new = report(" ".join(before)), report(" ".join(after), "r-2")
    found = revisions(old, new)
    rest, other = list(old.text), list(new.text)
    for each in reversed(found):
        for span, text in ((each.before, rest), (each.after, other)):
            if span is not None:
                text[span.start : span.end] = []
    assert "".join(rest).split() == "".join(other).split()
    assert bool(found) == (old.text.split() != new.text.split())
    ends = [each.before.end for each in found if each.before]
    assert ends == sorted(ends)


def test_two_long_texts_with_nothing_in_common_take_no_time() -> None:
    old = " ".join(f"a{n}" for n in range(40_000))
    new = " ".join(f"b{n}" for n in range(40_000))
    began = time.process_time()
    assert len(shown(old, new)) == 1
    assert time.process_time() - began < 5
