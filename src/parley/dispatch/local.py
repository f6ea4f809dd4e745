"""Runs a stage in this process; a failed batch runs again one by one and the culprit is set aside with its reason."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

Stage = Callable[[Iterable[A]], Iterator[B]]
"""A stage maps a stream to a stream."""


@dataclass(frozen=True, slots=True)
class Quarantined(Generic[A]):
    """An item on which a stage failed, and what the failure was."""

    item: A
    reason: str


def run(stage: Stage[A, B], items: Iterable[A], *, batch: int = 16) -> Iterator[B | Quarantined[A]]:
    """Results of the stage in order; an item that breaks it comes back quarantined, the others go on."""
    for group in batches(items, batch):
        yield from attempt(stage, group)


def attempt(stage: Stage[A, B], group: tuple[A, ...]) -> list[B | Quarantined[A]]:
    """One batch through the stage; if it fails, each item alone."""
    try:
        return list(stage(group))
    except Exception as error:  # noqa: BLE001  the one place that catches everything: the culprit is quarantined below
        if len(group) == 1:
            return [Quarantined(group[0], describe(error))]
    return [result for item in group for result in attempt(stage, (item,))]


def describe(error: BaseException) -> str:
    """The kind and message of a failure, on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def batches(items: Iterable[A], size: int) -> Iterator[tuple[A, ...]]:
    """The stream in groups of at most `size`."""
    stream = iter(items)
    while group := tuple(islice(stream, size)):
        yield group
