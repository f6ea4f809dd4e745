import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.annotate.encoder.decode import best_chains, best_path, cues_of, smooth, softmax, told_of
from parley.annotate.encoder.network import Heard, Scores

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


def scores(*rows: list[float]) -> Scores:
    return np.array(rows, dtype=np.float32)


def test_probabilities_add_up() -> None:
    assert softmax(scores([0, 1000], [-5, -5])).sum(-1) == pytest.approx([1, 1])


def test_a_name_goes_on_only_as_what_it_began_as() -> None:
    found = best_path(scores([0, 5, 0, 0, 0], [0, 0, 3, 0, 4]), LABELS)
    assert found == ["B-PER", "I-PER"]


def test_no_name_begins_in_the_middle() -> None:
    assert best_path(scores([1, 0, 9, 0, 0]), LABELS) == ["O"]


@given(st.lists(st.lists(st.floats(-20, 20, width=32), min_size=5, max_size=5), max_size=30))
def test_every_path_is_well_formed(rows: list[list[float]]) -> None:
    path = best_path(np.array(rows, dtype=np.float32).reshape(-1, 5), LABELS)
    assert len(path) == len(rows)
    for before, after in zip(["O", *path], path, strict=False):
        assert not after.startswith("I-") or before[2:] == after[2:]


def test_sentences_are_chains_of_their_own() -> None:
    rows = scores([0, 5, 0, 0, 0], [0, 0, 9, 0, 0], [0, 1, 9, 0, 0])
    assert best_chains(rows, [True, False, True], LABELS, np.zeros((5, 5), dtype=np.float32)) == [
        "B-PER", "I-PER", "B-PER",
    ]  # fmt: skip


def test_changes_that_pay_are_made() -> None:
    rows = scores([0, 0, 0, 3, 0], [0, 0, 0, 2, 1.5])
    changes = np.zeros((5, 5), dtype=np.float32)
    apart = best_chains(rows, [True, False], LABELS, changes)
    changes[LABELS.index("B-ORG"), LABELS.index("I-ORG")] = 1
    assert apart == ["B-ORG", "B-ORG"]
    assert best_chains(rows, [True, False], LABELS, changes) == ["B-ORG", "I-ORG"]


def test_two_cues_side_by_side_are_two() -> None:
    found = cues_of(scores([-5, 5, -5], [-5, 5, -5], [-5, -5, 5], [5, -5, -5]))
    assert [(first, last) for first, last, _ in found] == [(0, 0), (1, 2)]
    assert all(sure > 0.9 for _, _, sure in found)


def test_a_cue_needs_one_word_that_is_sure() -> None:
    likely, sure = [0.0, 0.8, 0.0], [0.0, 5.0, 0.0]
    found = cues_of(scores(likely, [9, 0, 0], sure, [0, 0, 0.8]))
    assert [(first, last) for first, last, _ in found] == [(2, 3)]


def test_a_single_doubtful_word_does_not_break_a_content() -> None:
    roles = np.zeros((1, 6, 3), dtype=np.float32)
    roles[0, 1, 0] = 6
    roles[0, 2:, 2] = 6
    roles[0, 4] = [0.5, 0, 0]
    assert smooth(roles, [(0, 0, 1.0)]).tolist() == [[0, 0, 2, 2, 2, 2]]


def test_the_words_of_a_cue_play_no_part_in_it() -> None:
    roles = np.zeros((1, 3, 3), dtype=np.float32)
    roles[..., 2] = 9
    assert smooth(roles, [(1, 1, 1.0)]).tolist() == [[2, 0, 2]]


def test_source_and_content_come_with_their_cue_and_stance() -> None:
    roles = np.zeros((1, 5, 3), dtype=np.float32)
    roles[0, :, 0] = 4
    roles[0, 0, 1] = 9
    roles[0, 2:4, 2] = 9
    (told,) = told_of([(1, 1, 0.9)], Heard(roles, scores([0, 7]), (0,)), ("none", "demands"))
    assert (told.cue, told.source, told.content, told.stance) == ((1, 2), (0, 1), ((2, 4),), "demands")


def test_a_cue_without_content_is_none() -> None:
    roles = np.zeros((1, 3, 3), dtype=np.float32)
    roles[..., 0] = 9
    assert told_of([(1, 1, 0.9)], Heard(roles, scores([1, 0]), (0,)), ("none", "demands")) == []
