"""Agreement of two groupings, worked out by hand."""

import pytest

from quality.partition import agreement, mean


def test_the_same_grouping_under_other_names_agrees_wholly() -> None:
    found = agreement("aabc", "xxyz")
    assert (found.f1, found.pair_f1) == (1.0, 1.0)


def test_one_group_for_all_costs_precision_and_one_each_costs_recall() -> None:
    lumped = agreement("aabb", "xxxx")
    assert (lumped.precision, lumped.recall) == (0.5, 1.0)
    assert lumped.pair_precision == pytest.approx(2 / 6)
    alone = agreement("aabb", "wxyz")
    assert (alone.precision, alone.recall, alone.pair_recall) == (1.0, 0.5, 0.0)
    assert mean([lumped, alone]).precision == 0.75
