"""A comparison as a table of named reasons: ordered rows of a function and a weight, weighed into a verdict."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from parley.story import Reason

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Share:
    """How far a reason holds, 0 to 1, and the sentence that says why, or what makes it once somebody asks."""

    share: float
    told: str | Callable[[], str]

    @property
    def detail(self) -> str:
        """The sentence."""
        return self.told if isinstance(self.told, str) else self.told()


@dataclass(frozen=True, slots=True)
class Veto:
    """Why the two can never be the same."""

    detail: str


Judge = Callable[[T, T], Share | Veto | None]
"""Compares two of a kind: a share, a veto, or None where it has nothing to say."""


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """One reason: the function whose name it bears, and its weight."""

    judge: Judge[T]
    weight: float = 0.0

    @property
    def name(self) -> str:
        """The function's name in words."""
        return self.judge.__name__.strip("_").replace("_", " ")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sum of weight times share; `vetoed` is the reason that forbids, and then the score is 0."""

    score: float
    reasons: tuple[Reason, ...] = ()
    vetoed: Reason | None = None


def weigh(rows: Sequence[Row[T]], a: T, b: T) -> Verdict:
    """Weigh the rows in their order; the first veto ends the comparison."""
    reasons: list[Reason] = []
    for row in rows:
        outcome = row.judge(a, b)
        if isinstance(outcome, Veto):
            return Verdict(0.0, (), Reason(row.name, 0.0, outcome.detail))
        if outcome is not None and outcome.share > 0:
            reasons.append(Reason(row.name, round(row.weight * min(outcome.share, 1.0), 4), outcome.detail))
    return Verdict(round(sum(reason.weight for reason in reasons), 4), tuple(reasons))


def total(rows: Sequence[Row[T]], a: T, b: T) -> float:
    """The score of `weigh` alone, for where most pairs are nothing and nobody asks why."""
    weighed = 0.0
    for row in rows:
        outcome = row.judge(a, b)
        if isinstance(outcome, Veto):
            return 0.0
        if outcome is not None and outcome.share > 0:
            weighed += round(row.weight * min(outcome.share, 1.0), 4)
    return round(weighed, 4)


def forbidden(rows: Sequence[Row[T]], a: T, b: T) -> bool:
    """Whether any row vetoes; shares are not asked for their weight."""
    return any(isinstance(row.judge(a, b), Veto) for row in rows)
