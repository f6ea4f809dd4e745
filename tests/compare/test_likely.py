"""Likely: the sieve lets through every pair whose reasons weigh enough, and a pair asked alone is as in company."""

from itertools import combinations

import numpy as np
import pytest

from parley.compare.claims import COMMON, ENOUGH, Links
from parley.compare.likely import likely
from parley.compare.meaning import likened, words_alike
from parley.compare.propositions import Proposition
from parley.compare.reasons import weigh
from parley.compare.sameness import even, reasons, stands_in
from tests.compare.test_seams import proposition

TOLD = (
    "Millers of Velm accepted the offer of the bank on barges",
    "Millers of Velm accepted the offer of the bank",
    "The bank of Velm offered barges to the millers",
    "Millers of Velm sold wool to the abbey of Orle",
    "The abbey of Orle sold wool to the millers of Velm in the spring",
    "Velm counted 40 barges",
    "Velm counted 70 barges on the canal",
    "Barges",
)


def propositions() -> list[Proposition]:
    return [proposition(f"r{number}", text) for number, text in enumerate(TOLD)]


def test_the_sieve_keeps_every_pair_whose_reasons_weigh_enough() -> None:
    found = propositions()
    every = np.array(list(combinations(range(len(found)), 2)))
    for least in (0.0, 2.0, even(), even() + ENOUGH):
        kept = {(a, b) for a, b in likely(found, every, COMMON, least).tolist()}
        wanted = {
            (a, b)
            for a, b in every.tolist()
            if stands_in(found[a], found[b]) >= COMMON and weigh(reasons(), found[a], found[b]).score >= least
        }
        assert wanted <= kept
    assert len(likely(found, every, COMMON, even() + ENOUGH)) < len(every)


def test_no_pairs_are_no_pairs() -> None:
    none = np.zeros((0, 2), dtype=np.int64)
    assert len(likely([], none, COMMON, 0.0)) == len(likely(propositions(), none, COMMON, 0.0)) == 0
    assert Links().of([]) == ()


def test_likeness_is_the_same_both_ways_and_whole_with_itself() -> None:
    one, other = propositions()[:2]
    assert one.sense is not None
    assert other.sense is not None
    assert likened(one.sense, other.sense) == likened(other.sense, one.sense)
    assert likened(one.sense, one.sense).share == pytest.approx(1.0, abs=0.02)
    assert words_alike(one.sense, other.sense).max() <= 1.02
