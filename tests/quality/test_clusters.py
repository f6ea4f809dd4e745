import pytest

from quality.clusters import Cluster, Share, b_cubed, ceaf, muc


def clusters(*words: str) -> list[Cluster]:
    return [frozenset(word) for word in words]


GOLD = clusters("abc", "defg")
OURS = clusters("ab", "cd", "fghi")
"""The worked example of Pradhan et al. 2014; the shares below were counted by hand."""


def test_muc_counts_the_links_that_are_kept() -> None:
    share = muc(GOLD, OURS)
    assert share.recall == pytest.approx(2 / 5)
    assert share.precision == pytest.approx(2 / 5)


def test_b_cubed_counts_what_each_mention_shares() -> None:
    share = b_cubed(GOLD, OURS)
    assert share.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 / 4 + 2 / 4 + 2 / 4) / 7)
    assert share.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2 + 2 / 4 + 2 / 4) / 8)


def test_ceaf_pairs_clusters_one_with_one() -> None:
    share = ceaf(GOLD, OURS)
    assert share.recall == pytest.approx((4 / 5 + 4 / 8) / 2)
    assert share.precision == pytest.approx((4 / 5 + 4 / 8) / 3)
    assert share.f1 == pytest.approx(0.52)


def test_ceaf_gives_up_the_best_pair_for_a_better_sum() -> None:
    gold, found = clusters("abcd", "ef"), clusters("abef", "cd")
    greedy, better = 2 * 2 / 8, 2 * 2 / 6 + 2 * 2 / 6
    assert better > greedy
    assert ceaf(gold, found).recalled == pytest.approx(better)


@pytest.mark.parametrize("measure", [muc, b_cubed, ceaf])
def test_the_same_clusters_are_all_right(measure: object) -> None:
    assert callable(measure)
    share = measure(GOLD, GOLD)
    assert (share.recall, share.precision, share.f1) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize("measure", [muc, b_cubed, ceaf])
def test_nothing_found_wins_nothing(measure: object) -> None:
    assert callable(measure)
    assert measure(GOLD, []).f1 == 0.0


def test_texts_are_summed_not_averaged() -> None:
    share = muc(GOLD, GOLD) + muc(GOLD, OURS)
    assert share == Share(5 + 2, 10, 5 + 2, 10)
