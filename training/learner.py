"""Averaged perceptrons (Collins 2002), trained on sentences that are already rows of features."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.annotate.features import LOWER, Described, Hashes, Template
from parley.annotate.tagger import STEPS, Head, forbidden, viterbi

OPEN = -1
"""Stands for a label that the corpus does not tell."""

COUNTED = 24
"""Bits of the hashes by which features are counted."""

LEAST = 4
"""How often a feature must occur."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: rows of its features, rows of 'the label before and this word', numbers of its labels or `OPEN`."""

    rows: Hashes
    after: Hashes
    gold: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: rounds, the share of features that is left out at random, and of words whose own form is."""

    rounds: int = 5
    left_out: float = 0.15
    unseen: float = 0.0


def examples(
    seen: Sequence[Described], templates: Sequence[Template], gold: Sequence[Sequence[int]], empty: Head
) -> list[list[Example]]:
    """The sentences of documents as examples; features that are rare in all documents go to the empty row 0."""
    counts = np.zeros(2**COUNTED, dtype=np.int32)
    for described in seen:
        np.add.at(counts, described.rows(templates, COUNTED).reshape(-1), 1)
    return [
        _examples(described, templates, labels, Kept(empty, counts))
        for described, labels in zip(seen, gold, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Kept:
    """Which features are kept for a head: how often each occurs, by a longer hash than that of the weights."""

    head: Head
    counts: NDArray[np.int32]


def _examples(described: Described, templates: Sequence[Template], gold: Sequence[int], kept: Kept) -> list[Example]:
    fine = described.rows(templates, COUNTED)
    rows = np.where(kept.counts[fine] < LEAST, np.uint32(0), fine >> np.uint32(COUNTED - kept.head.bits))
    after = kept.head.after_one_with(described.column(0, LOWER))
    found: list[Example] = []
    first = 0
    for length in described.lengths:
        last = first + length
        found.append(Example(rows[first:last], after[first:last], tuple(gold[first:last])))
        first = last
    return found


def empty_head(labels: Sequence[str], bits: int) -> Head:
    """A head that knows nothing yet, for the rows of its features."""
    return Head(tuple(labels), np.zeros((2**bits, 1), dtype=np.float32))


class Learner:
    """Weights and the sums from which their average over time follows."""

    def __init__(self, labels: Sequence[str], bits: int) -> None:
        self.weights = np.zeros((2**bits, len(labels)), dtype=np.float32)
        self.drift = np.zeros_like(self.weights)
        self.head = Head(tuple(labels), self.weights)
        self.now = 1.0

    def reward(self, rows: Hashes, right: int, wrong: int) -> None:
        """Moves the weights of some features from the wrong label to the right one."""
        for label, by in ((right, 1.0), (wrong, -1.0)):
            self.weights[rows, label] += by
            self.drift[rows, label] += by * self.now

    def empty_first_row(self) -> None:
        """Row 0 takes the features that are left out and weighs nothing."""
        self.weights[0] = self.drift[0] = 0

    def averaged(self) -> Head:
        """The average of the weights over all steps."""
        return Head(self.head.labels, (self.weights - self.drift / self.now).astype(np.float32))


def learn_greedy(train: Sequence[Example], labels: Sequence[str], bits: int, plan: Plan) -> Head:
    """A perceptron that labels from left to right on its own guesses."""
    learner = Learner(labels, bits)
    one_rows, two_rows = learner.head.after_one, learner.head.after_two
    for example in _rounds(train, plan):
        static = learner.weights[example.rows].sum(axis=1)
        one = two = len(labels)
        for place, gold in enumerate(example.gold):
            history = np.array([one_rows[one], two_rows[two, one], example.after[place, one]])
            guess = int((static[place] + learner.weights[history].sum(axis=0)).argmax())
            if guess != gold:
                learner.reward(np.append(example.rows[place], history), gold, guess)
            two, one = one, guess
        learner.now += 1
        learner.empty_first_row()
    return learner.averaged()


def learn_path(train: Sequence[Example], labels: Sequence[str], bits: int, plan: Plan) -> Head:
    """A perceptron that is corrected towards the right path of labels through a sentence."""
    learner = Learner(labels, bits)
    one_rows, never = learner.head.after_one, forbidden(tuple(labels))
    for example in _rounds(train, plan):
        learner.now += 1
        moves = learner.weights[example.after] + (learner.weights[one_rows] + never)
        moves += learner.weights[example.rows].sum(axis=1)[:, None, :]
        guess = viterbi(moves)
        gold = [other if label == OPEN else label for label, other in zip(example.gold, guess, strict=True)]
        if guess != gold:
            _correct(learner, example, gold, guess)
            learner.empty_first_row()
    return learner.averaged()


def _correct(learner: Learner, example: Example, gold: list[int], guess: list[int]) -> None:
    one_rows = learner.head.after_one
    nothing = len(learner.head.labels)
    for place, (right, wrong) in enumerate(zip(gold, guess, strict=True)):
        if right != wrong:
            learner.reward(example.rows[place], right, wrong)
        before = (gold[place - 1], guess[place - 1]) if place else (nothing, nothing)
        if (right, before[0]) != (wrong, before[1]):
            for label, previous, by in ((right, before[0], 1.0), (wrong, before[1], -1.0)):
                rows = np.array([one_rows[previous], example.after[place, previous]])
                learner.weights[rows, label] += by
                learner.drift[rows, label] += by * learner.now


def _rounds(train: Sequence[Example], plan: Plan) -> Iterator[Example]:
    """The examples again and again, shuffled, with some features left out."""
    dice = random.Random(0)  # noqa: S311
    mask = np.random.default_rng(0)
    order: list[int] = []
    for _ in range(plan.rounds):
        turn = [place for place, example in enumerate(train) if any(label != OPEN for label in example.gold)]
        dice.shuffle(turn)
        order += turn
    return (_thinned(train[place], plan, mask) for place in order)


def _thinned(example: Example, plan: Plan, mask: np.random.Generator) -> Example:
    rows: NDArray[np.uint32] = np.where(mask.random(example.rows.shape) < plan.left_out, np.uint32(0), example.rows)
    if plan.unseen:
        hidden = mask.random(len(rows)) < plan.unseen
        rows[hidden, 0:2] = 0
    return Example(rows, example.after, example.gold)


def stepped(head: Head, floor: float) -> Head:
    """Weights in quarters, each the nearest of the steps of a weights file; those under `floor` fall away."""
    sizes = np.abs(head.weights) * 4
    nearest = STEPS[np.searchsorted((STEPS[1:] + STEPS[:-1]) / 2, sizes)]
    return Head(head.labels, np.where(sizes < floor * 4, 0, np.sign(head.weights) * nearest).astype(np.int16))
