"""Terms of a lens: where they begin and end, which of two has a word, and that parting them by letters loses none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.compose.terms import terms

LISTED = (
    ("money", ("pay*", "pay rise", "p%", "%", "a", "a ... rise")),
    ("time", ("pact|deal ... week*", "pay day", "packs|pa y", "u.s.|uk day")),
    ("rest", ("pa*", "a b")),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pay rise", [("pay rise", "money")]),
        ("the deal of a week", [("deal of a week", "time")]),
        ("5% a week", [("%", "money"), ("a", "money")]),
        ("u.s. day, uk day", [("u.s. day", "time"), ("uk day", "time")]),
        ("packed", []),
        ("pack", []),
    ],
)
def test_the_key_listed_first_has_the_words_and_terms_are_whole_words(text: str, found: list[tuple[str, str]]) -> None:
    listed = [(key, [term for term in those if term != "pa*"]) for key, those in LISTED]
    assert [(text[hit.start : hit.end], hit.key) for hit in terms(listed).find(text, 0, len(text))] == found


WORDS = st.sampled_from(("p", "pa", "pay", "pa*", "p*", "a|p", "%", "ay|%", "pay|pa*", "y...a"))


@given(
    listed=st.lists(st.lists(st.lists(WORDS, min_size=1, max_size=2).map(" ".join), max_size=4), max_size=4),
    text=st.text("apy% ", max_size=24),
)
def test_terms_parted_by_letters_are_those_of_one_flat_alternation(listed: list[list[str]], text: str) -> None:
    keyed = [(str(number), those) for number, those in enumerate(listed)]
    flat = [(key, terms([(key, [t])])) for key, those in keyed for t in sorted(set(those), key=lambda t: (-len(t), t))]
    expected: list[tuple[int, int, str]] = []
    at = 0
    while at < len(text):
        met = [(key, re.compile(one.pattern).match(text, at)) for key, one in flat]
        key, first = next(((key, found) for key, found in met if found), ("", None))
        if first:
            expected.append((*first.span(), key))
        at = first.end() if first else at + 1
    assert [(hit.start, hit.end, hit.key) for hit in terms(keyed).find(text, 0, len(text))] == expected
