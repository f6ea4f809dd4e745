"""Likeness of meaning: cosines of spans from the bytes of a reading, none where no encoder read."""

from dataclasses import replace

import numpy as np
import pytest

from parley.annotate.engine import Encoder, Rules
from parley.compare.meaning import Meanings, likeness
from parley.reading import MEANING, Reading, Token
from parley.report import Block, Report, Sighting, Span

TEXT = """Ferry crews accept the offer

The union of ferry crews accepted the pay offer on Monday.

Seafarers on the ferries said yes to the proposed wages.

The lighthouse museum opens its doors to visitors in May.
"""


def report() -> Report:
    blocks: list[Block] = []
    for line in TEXT.splitlines():
        start = TEXT.index(line) if line else 0
        if line:
            blocks.append(Block(start, start + len(line), "paragraph" if blocks else "title"))
    return Report("r", TEXT, (Sighting("r.txt", None, None, ""),), tuple(blocks), language="en")


def read() -> Reading:
    (reading,) = Encoder().read([report()])
    return reading


def span(words: str) -> Span:
    return Span("r", TEXT.index(words), TEXT.index(words) + len(words))


def test_every_token_has_its_bytes_and_the_rules_have_none() -> None:
    reading = read()
    assert len(reading.meanings) == MEANING * len(reading.tokens)
    (ruled,) = Rules().read([report()])
    assert ruled.meanings == b""
    assert Meanings(ruled).of([span("The union")]) is None
    assert likeness(None, None) is None


def test_a_paraphrase_is_nearer_than_another_subject() -> None:
    meanings = Meanings(read())
    one, other, far = (
        meanings.of([span(words)])
        for words in (
            "The union of ferry crews accepted the pay offer",
            "Seafarers on the ferries said yes to the proposed wages",
            "The lighthouse museum opens its doors to visitors",
        )
    )
    near, apart = likeness(one, other), likeness(one, far)
    assert near is not None
    assert apart is not None
    assert near > apart + 0.2


def test_the_bytes_of_a_span_are_those_of_its_tokens_alone() -> None:
    held = np.zeros((3, MEANING), dtype=np.int8)
    held[0, 0], held[1, 1], held[2, 0] = 5, 7, -5
    reading = replace(
        read(), tokens=(Token(0, 5, "NN"), Token(6, 11, "NN"), Token(12, 18, "NN")), meanings=held.tobytes()
    )
    meanings = Meanings(reading)
    assert likeness(meanings.of([Span("r", 0, 5)]), meanings.of([Span("r", 12, 18)])) == pytest.approx(-1.0)
    assert likeness(meanings.of([Span("r", 0, 5)]), meanings.of([Span("r", 6, 11)])) == pytest.approx(0.0)
    assert meanings.of([Span("r", 0, 5), Span("r", 12, 18)]) is None
    assert meanings.of([Span("r", 5, 6)]) is None
