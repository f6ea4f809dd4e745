"""How like two groupings of the same things are: B-cubed (Bagga and Baldwin 1998) and pairs, each in three figures."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and F1 of B-cubed, then of pairs, 0 to 1."""

    precision: float
    recall: float
    f1: float
    pair_precision: float
    pair_recall: float
    pair_f1: float

    @property
    def row(self) -> str:
        """The six figures in per cent."""
        parts = (self.precision, self.recall, self.f1, self.pair_precision, self.pair_recall, self.pair_f1)
        return "".join(f"{100 * part:7.1f}" for part in parts)


def agreement(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Agreement:
    """How well what was found agrees with the gold; both name a group for each thing, in the same order."""
    both, of_gold, of_found = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    met = [both[pair] for pair in zip(gold, found, strict=True)]
    precision = sum(n / of_found[group] for n, group in zip(met, found, strict=True)) / len(met)
    recall = sum(n / of_gold[group] for n, group in zip(met, gold, strict=True)) / len(met)
    pairs, in_gold, in_found = (sum(n * (n - 1) // 2 for n in each.values()) for each in (both, of_gold, of_found))
    one, other = pairs / in_found if in_found else 1.0, pairs / in_gold if in_gold else 1.0
    return Agreement(precision, recall, _f1(precision, recall), one, other, _f1(one, other))


def mean(found: Sequence[Agreement]) -> Agreement:
    """The mean of several."""
    rows = [(a.precision, a.recall, a.f1, a.pair_precision, a.pair_recall, a.pair_f1) for a in found]
    return Agreement(*(sum(column) / len(found) for column in zip(*rows, strict=True)))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
