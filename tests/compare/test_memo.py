"""A memo gives out again what was made of the same reading on the same ground, and nothing else."""

from dataclasses import replace

from parley.compare.memo import Memo
from parley.reading import Engine, Reading
from parley.report import Report, Sighting

READING = Reading(Report("r1", "The board met.", (Sighting("a.txt", None, None, ""),), ()), Engine("none", "0"))


def test_the_same_is_made_once_and_what_differs_again() -> None:
    memo = Memo()
    made: list[str] = []

    def ask(reading: Reading, ground: str) -> int:
        def make() -> int:
            made.append(ground)
            return len(made)

        return memo.once("stage", reading, ground, make)

    assert ask(READING, "ground") == ask(replace(READING), "ground") == 1
    assert ask(READING, "other") == 2
    assert ask(replace(READING, meanings=b"x"), "other") == 3
    assert ask(READING, "ground") == 4


def test_stages_are_kept_apart() -> None:
    memo = Memo()
    assert memo.once("one", READING, None, lambda: 1) == 1
    assert memo.once("two", READING, None, lambda: 2) == 2
