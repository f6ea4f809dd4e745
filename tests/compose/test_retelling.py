"""Which stretches of a sentence can tell an event by themselves."""

import pytest

from parley.compose.retelling import is_whole
from parley.report import Span
from tests.compose.build import Line, reading


@pytest.mark.parametrize(
    ("sentence", "tags", "words", "whole"),
    [
        ("Envoys insist that the truce holds .", "NNS VBP IN DT NN VBZ .", "Envoys insist", False),
        ("Envoys made a promise that the truce holds .", "NNS VBD DT NN IN DT NN VBZ .", "Envoys made a promise", True),
        ("Envoys met while the truce held .", "NNS VBD IN DT NN VBD .", "Envoys met", True),
    ],
    ids=["what is insisted on is missing", "a noun before what follows", "a clause beside it"],
)
def test_a_verb_without_what_it_says_is_no_whole_clause(sentence: str, tags: str, words: str, *, whole: bool) -> None:
    made = reading(0, Line(sentence, tags=tags))
    at = sentence.index(words)
    assert is_whole(made, Span(made.report.id, at, at + len(words))) is whole
