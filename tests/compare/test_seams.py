"""Seams: what one report alone tells is cut off from a claim of several, and nothing else is."""

import re

import numpy as np
import pytest

from parley.compare.meaning import Sense
from parley.compare.propositions import Proposition
from parley.compare.seams import parted
from parley.reading import MEANING, Quantity
from parley.report import Span

AXES: dict[str, int] = {}
"""Every word lies on an axis of its own: a word is like itself and no other."""
SMALL = frozenset({"the", "of", "and", "to", "in", "a", "from", "their", "has", "with", "if"})


def proposition(report: str, text: str, *, read: bool = True) -> Proposition:
    """A whole report as one proposition, its words as long as each other."""
    found = [match for match in re.finditer(r"[\w,]*\w", text) if match[0].lower() not in SMALL]
    features = tuple(match[0].lower() for match in found)
    numbers = [AXES.setdefault(feature, len(AXES)) for feature in features]
    places = np.zeros((len(features), MEANING), dtype=np.int8)
    if read:
        places[np.arange(len(features)), numbers] = 127
    return Proposition(
        report=report,
        span=Span(report, 0, len(text)),
        features=features,
        quantities=tuple(
            Quantity(Span(report, m.start(), m.end()), float(m[0]), float(m[0]), "person", exact=True)
            for m in re.finditer(r"\b\d+\b", text)
        ),
        weights=dict.fromkeys(features, 1.0),
        sense=Sense(np.array(numbers), places, np.ones(len(features), dtype=np.float32)),
        places=tuple(Span(report, match.start(), match.end()) for match in found),
    )


def cut(*texts: str, read: bool = True) -> list[list[str]]:
    """What stands in each group when reports with these texts, in one group, are parted."""
    told = dict(zip("abcd", texts, strict=False))
    groups = parted([[proposition(name, text, read=read) for name, text in told.items()]], told)
    return [[told[each.report][each.span.start : each.span.end] for each in group] for group in groups]


SHORT = "The flood in Velm killed 12 millers"
LONG = f"{SHORT} and drove 900 weavers from their cottages"


def test_what_one_report_alone_goes_on_to_tell_is_a_group_of_its_own() -> None:
    assert cut(SHORT, LONG) == [[SHORT, SHORT], ["and drove 900 weavers from their cottages"]]


def test_what_stands_before_or_between_is_cut_off_too() -> None:
    text = "Bakers marched to Orle with lanterns, the flood in Velm killed 12 millers, priests rang bells"
    shared, *alone = cut(SHORT, text)
    assert shared == [SHORT, "the flood in Velm killed 12 millers"]
    assert alone == [["Bakers marched to Orle with lanterns"], ["priests rang bells"]]


@pytest.mark.parametrize(
    "texts",
    [(SHORT, SHORT), (LONG, LONG), (LONG,), (SHORT, f"{SHORT}, officials"), (SHORT, f"{SHORT} 4,000")],
    ids=["the same", "two seams told by both", "one report", "one word more", "a comma within a number"],
)
def test_what_others_tell_or_what_is_short_stays(texts: tuple[str, ...]) -> None:
    assert cut(*texts) == [list(texts)]


def test_nothing_is_cut_where_no_encoder_read_the_words() -> None:
    assert cut(SHORT, LONG, read=False) == [[SHORT, LONG]]


def test_each_part_has_the_numbers_and_words_that_stand_in_it() -> None:
    told = {"a": SHORT, "b": LONG}
    shared, alone = parted([[proposition(name, text) for name, text in told.items()]], told)
    assert [quantity.low for quantity in shared[1].quantities] == [12.0]
    assert [quantity.low for quantity in alone[0].quantities] == [900.0]
    assert shared[1].features + alone[0].features == proposition("b", LONG).features
    assert set(alone[0].weights) == set(alone[0].features)
