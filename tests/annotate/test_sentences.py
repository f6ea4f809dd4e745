from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.annotate.quotations import quotations
from parley.annotate.sentences import LONGEST, sentences
from parley.annotate.tokens import tokenize
from parley.reading import Sentence
from tests.annotate.told import report_of


def found(text: str) -> tuple[Sentence, ...]:
    report = report_of(text)
    return sentences(report, tokenize(text), quotations(text, report.blocks))


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. A. Holt met Dr. Berg of the U.S. State Department on No. 7 Quay at 5 p.m. on Jan. 3.",
        "The price rose 3.5 percent to $2.40 a litre.",
        "“Why now?” the minister asked.",
        "“Stop!” he shouted.",
        "“Why now?” asked Dr. Anna Berg.",
        "“Why now?” Anna Berg asked in Holm.",
        "They … left, he said ... in the end.",
        "The plan – dead since May – is back",
        "He (see p. 7) left.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["He lives in the U.S.", "The talks go on."],
        ["They met at 5 p.m.", "He left."],
        ["“A came.", "B went,” he said.", "C left."],
        ["“We go.”", "“You stay.”", "Nobody moved."],
        ["He said: “We go.", "They stay.”", "Then he left."],
        ["“Stop!”", "Berg said the talks had failed."],
        ["Was it he?", "Yes!", "No?!"],
        ["She (too.) went.", "He stayed."],
        ["He waited ...", "The door opened."],
    ],
)
def test_stops_end_sentences_inside_quotations_as_outside(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_no_sentence_crosses_a_paragraph() -> None:
    assert split("A headline without a stop\n\nHe left\n\nShe stayed.") == [
        "A headline without a stop",
        "He left",
        "She stayed.",
    ]


def test_other_blocks_have_no_sentences() -> None:
    report = report_of("He left.")
    caption = type(report.blocks[0])(0, 8, "caption")
    report = type(report)("r", report.text, report.sightings, (caption,))
    assert sentences(report, tokenize(report.text), ()) == ()


def test_a_sentence_without_end_is_cut() -> None:
    lengths = [s.last - s.first for s in found("word " * (3 * LONGEST))]
    assert max(lengths) <= LONGEST
    assert sum(lengths) == 3 * LONGEST


@given(st.text(alphabet="aB .,!?…\"“”'()\n-1", max_size=80))
@settings(max_examples=300, deadline=None)
def test_sentences_hold_every_token_once(text: str) -> None:
    read = found(text)
    assert [i for s in read for i in range(s.first, s.last)] == list(range(len(tokenize(text))))
    assert all(before.last == after.first and before.end <= after.start for before, after in pairwise(read))
