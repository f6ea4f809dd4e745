"""Lanes: each in its order, slow ones beside each other, and nobody waits for them at the end."""

import threading
import time
from collections.abc import Iterator
from itertools import count

from parley.dispatch.lanes import AHEAD, ROOM, Lanes
from parley.dispatch.local import Quarantined


def test_what_belongs_to_one_lane_keeps_its_order_and_never_runs_twice_at_once() -> None:
    running: dict[str, int] = {}
    most: dict[str, int] = {}

    def work(item: tuple[str, int]) -> int:
        lane, number = item
        running[lane] = running.get(lane, 0) + 1
        most[lane] = max(most.get(lane, 0), running[lane])
        time.sleep(0.001)
        running[lane] -= 1
        return number

    items = [(lane, number) for number in range(20) for lane in "abcdefgh"]
    done = list(Lanes(work, lambda item: item[0], number=4).run(items))
    assert sorted(item for item, _ in done) == sorted(items)
    for lane in "abcdefgh":
        assert [result for item, result in done if item[0] == lane] == list(range(20))
    assert set(most.values()) == {1}


def test_a_slow_lane_does_not_hold_up_the_others() -> None:
    gate = threading.Event()

    def work(item: str) -> str:
        if item == "slow":
            gate.wait(10)
        return item

    done = []
    for item, _ in Lanes(work, lambda item: item, number=8).run(["slow", *(f"quick {n}" for n in range(9))]):
        done.append(item)
        if len(done) >= 5:
            gate.set()
    assert done.index("slow") >= 4


def test_an_item_that_breaks_comes_back_with_its_reason() -> None:
    lanes: Lanes[int, int] = Lanes(lambda number: 1 // number, str)
    done = dict(lanes.run([0, 1]))
    assert done[1] == 1
    assert done[0] == Quarantined(0, "ZeroDivisionError: integer division or modulo by zero")


def test_an_endless_stream_is_taken_as_it_is_needed_and_leaving_ends_the_threads() -> None:
    taken = []

    def numbers() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    before = set(threading.enumerate())
    coming = Lanes(lambda number: number, str, number=2).run(numbers())
    for _ in range(10):
        next(coming)
    coming.close()  # type: ignore[attr-defined]
    assert len(taken) <= ROOM + AHEAD * 2 + 10
    ended = time.monotonic() + 5
    while set(threading.enumerate()) - before and time.monotonic() < ended:
        time.sleep(0.01)
    assert not set(threading.enumerate()) - before


def test_nothing_to_do_ends_at_once() -> None:
    assert list(Lanes(str, str).run([])) == []
