"""Additions: what goes on at once, what is remembered, and how they end."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from parley.adding import Arrived, Coming
from parley.errors import ArchiveError, UsageError
from parley.gathered import Progress
from parley.report import Problem
from parley.serve.additions import KEPT, MOST_AT_ONCE, Addition, Additions
from parley.serve.scope import Scope
from parley.serve.sources import Kept
from tests.serve.opened import desk

COMING = Coming(text="The envoys met.")


@dataclass(frozen=True)
class Slow(Kept):
    """An archive into which things come as a test tells them."""

    coming: Callable[[], Iterator[Arrived | Problem]] = lambda: iter(())

    def add(self, coming: Coming, progress: Progress) -> Iterator[Arrived | Problem]:
        return self.coming()


@pytest.fixture
def begun() -> Iterator[Callable[[Callable[[], Iterator[Problem]]], Additions]]:
    """Makes additions to a source that gives what a function gives."""
    made: list[Additions] = []

    def make(coming: Callable[[], Iterator[Problem]]) -> Additions:
        made.append(Additions(Slow(desk(), Path("never-opened.parley"), coming=coming)))
        return made[-1]

    yield make
    for each in made:
        each.close()


Begun = Callable[[Callable[[], Iterator[Problem]]], Additions]


def endless() -> Iterator[Problem]:
    while True:
        time.sleep(0.01)
        yield Problem("feed", "watch", "no article")


def over(addition: Addition) -> bool:
    until = time.monotonic() + 10
    while not addition.is_over and time.monotonic() < until:
        time.sleep(0.01)
    return addition.is_over


def test_a_feed_without_end_ends_with_the_program(begun: Begun) -> None:
    additions = begun(endless)
    addition = additions.begin(COMING, Scope())
    while not addition.came:
        time.sleep(0.01)
    assert not addition.is_over
    additions.close()
    assert over(addition)
    assert addition.failure is None


def test_one_that_takes_long_holds_no_other_up_but_too_many_are_refused(begun: Begun) -> None:
    additions = begun(endless)
    going = [additions.begin(COMING, Scope()) for _ in range(MOST_AT_ONCE)]
    until = time.monotonic() + 10
    while not all(each.came for each in going) and time.monotonic() < until:
        time.sleep(0.01)
    assert all(each.came for each in going)
    with pytest.raises(UsageError, match="still being added"):
        additions.begin(COMING, Scope())


def test_what_ends_it_before_its_time_is_told_with_what_came_before(begun: Begun) -> None:
    def full() -> Iterator[Problem]:
        yield Problem("a.txt", "acquire", "empty")
        raise ArchiveError("The disk is full.", "Make room.")

    addition = begun(full).begin(COMING, Scope())
    assert over(addition)
    assert str(addition.failure) == "The disk is full. Make room."
    assert len(addition.came) == 1


def test_an_error_that_nobody_foresaw_is_not_hidden(begun: Begun) -> None:
    def broken() -> Iterator[Problem]:
        raise ZeroDivisionError

    addition = begun(broken).begin(COMING, Scope())
    assert over(addition)
    with pytest.raises(ZeroDivisionError):
        _ = addition.failure


def test_the_last_ones_are_remembered(begun: Begun) -> None:
    additions = begun(lambda: iter(()))
    names = []
    for _ in range(KEPT + 2):
        addition = additions.begin(COMING, Scope())
        names.append(addition.name)
        assert over(addition)
    assert len(set(names)) == KEPT + 2
    assert additions.of(names[0]) is None
    assert additions.of(names[-1]) is not None
