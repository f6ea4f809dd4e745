"""A stage over a stream: order kept, culprits quarantined, in this process and in several."""

import os
import signal
from collections.abc import Iterable, Iterator

from parley.dispatch import local, pool
from parley.dispatch.local import Quarantined


def doubled(numbers: Iterable[int]) -> Iterator[int]:
    for number in numbers:
        if number == 13:
            raise ValueError("unlucky\nnumber")
        yield number * 2


def deadly(numbers: Iterable[int]) -> Iterator[int]:
    for number in numbers:
        if number == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        yield number


def outcome(results: Iterable[int | Quarantined[int]]) -> list[int | str]:
    return [r if isinstance(r, int) else f"{r.item}: {r.reason}" for r in results]


def test_results_come_in_order_and_one_failure_costs_only_itself() -> None:
    results = outcome(local.run(doubled, range(11, 16), batch=3))
    assert results == [22, 24, "13: ValueError: unlucky number", 28, 30]


def test_the_stream_is_not_read_ahead_of_its_batch() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    next(iter(local.run(doubled, numbers(), batch=4)))
    assert len(taken) == 4


def test_several_processes_give_what_one_gives() -> None:
    assert outcome(pool.run(doubled, range(40), jobs=2)) == outcome(local.run(doubled, range(40)))


def test_an_item_that_kills_its_process_is_quarantined_and_the_rest_goes_on() -> None:
    results = outcome(pool.run(deadly, range(12), jobs=2, batch=3))
    assert [r for r in results if isinstance(r, int)] == [n for n in range(12) if n != 5]
    assert [str(r)[:3] for r in results if isinstance(r, str)] == ["5: "]
