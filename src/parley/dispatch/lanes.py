"""Runs a slow function over a stream in threads: what belongs to one lane runs one after the other, in its order."""

import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from threading import Event, Thread
from typing import Generic, TypeVar
from zlib import crc32

from parley.dispatch.local import Quarantined, describe

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 2
"""Items that are under way or done ahead in each lane at most: what is lost where the caller ends early."""

ROOM = 1024
"""Items that wait for their lanes, so that a slow lane holds up no other."""


class Lanes(Generic[A, B]):
    """Threads that each run the function over their items; `lane` names by which items keep their order.

    The results come in the order in which they are ready, to the caller's thread. Leaving ends the threads, at the
    latest with the items that they are at; nobody waits for them.
    """

    def __init__(self, work: Callable[[A], B], lane: Callable[[A], str], *, number: int = 8) -> None:
        self._work, self._lane = work, lane
        self._ended = Event()
        self._waiting: list[queue.SimpleQueue[A | None]] = [queue.SimpleQueue() for _ in range(number)]
        self._ready: queue.SimpleQueue[tuple[A, B | Quarantined[A]]] = queue.SimpleQueue()

    def run(self, items: Iterable[A]) -> Iterator[tuple[A, B | Quarantined[A]]]:
        """Each item with its result; one that broke the function comes back quarantined."""
        for waiting in self._waiting:
            Thread(target=self._serve, args=(waiting,), daemon=True).start()
        coming = iter(items)
        held: list[deque[A]] = [deque() for _ in self._waiting]
        busy = [0] * len(self._waiting)
        try:
            while True:
                for item in islice(coming, ROOM - sum(map(len, held))):
                    held[self._number(item)].append(item)
                for number, row in enumerate(held):
                    while row and busy[number] < AHEAD:
                        self._waiting[number].put(row.popleft())
                        busy[number] += 1
                if not any(busy):
                    return
                item, result = self._ready.get()
                busy[self._number(item)] -= 1
                yield item, result
        finally:
            self._ended.set()
            for waiting in self._waiting:
                waiting.put(None)

    def _number(self, item: A) -> int:
        return crc32(self._lane(item).encode()) % len(self._waiting)

    def _serve(self, waiting: "queue.SimpleQueue[A | None]") -> None:
        while (item := waiting.get()) is not None and not self._ended.is_set():
            try:
                result: B | Quarantined[A] = self._work(item)
            except Exception as error:  # noqa: BLE001  the item is quarantined, as in `local`
                result = Quarantined(item, describe(error))
            self._ready.put((item, result))
