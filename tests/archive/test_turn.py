"""Whose turn it is: who waits is not passed over by who has just written, and readers cannot hold the log for ever."""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest

from parley.archive import database
from parley.archive.archive import Archive
from parley.archive.database import Database
from parley.archive.turn import first_in_line, line
from parley.errors import ArchiveError
from tests.archive.kept import TEXT, entry, put


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kept.parley"
    Archive.make(path)
    return path


@pytest.fixture
def begin() -> Iterator[Callable[[Callable[[], None]], None]]:
    threads: list[Thread] = []

    def begun(work: Callable[[], None]) -> None:
        threads.append(Thread(target=work))
        threads[-1].start()

    yield begun
    for thread in threads:
        thread.join()


def until(happened: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < ends
        time.sleep(0.001)


def test_who_waits_comes_before_who_has_just_written(path: Path, begin: Callable[[Callable[[], None]], None]) -> None:
    order: list[str] = []

    def wait() -> None:
        with closing(Database(path)) as other, other.writing():
            order.append("the one who waited")

    with closing(Database(path)) as mine:
        with mine.writing():
            begin(wait)
            until(line(path).exists)
        with mine.writing():
            order.append("the one who had written")
    assert order == ["the one who waited", "the one who had written"]
    assert not line(path).exists()


def test_nobody_is_left_out_where_many_write_without_a_pause(
    path: Path, begin: Callable[[Callable[[], None]], None]
) -> None:
    order: list[int] = []
    over, ready = Event(), Barrier(4)

    def write(number: int) -> None:
        with closing(Database(path)) as mine:
            ready.wait()
            while not over.is_set():
                with mine.writing():
                    time.sleep(0.001)
                    order.append(number)

    for number in range(4):
        begin(lambda number=number: write(number))  # type: ignore[misc]
    try:
        until(lambda: len(order) >= 400)
    finally:
        over.set()
    assert min(order.count(number) for number in range(4)) > 20


def test_a_line_that_a_killed_process_left_behind_stops_nobody(path: Path) -> None:
    line(path).touch()
    put(path, entry())
    assert not line(path).exists()
    with Archive.open(path) as archive:
        assert archive.holdings().reports == 1


def test_who_stands_in_line_in_vain_is_told_that_it_is_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 50)
    with closing(Database(path)) as other, other.writing(), first_in_line(path, 1):
        with pytest.raises(ArchiveError, match="is locked"):
            put(path, entry())
        assert line(path).exists(), "it is the line of the one who is first"
    put(path, entry())


def test_readers_who_take_turns_without_a_pause_cannot_hold_the_log(
    path: Path, monkeypatch: pytest.MonkeyPatch, begin: Callable[[Callable[[], None]], None]
) -> None:
    monkeypatch.setattr(database, "LONGEST_LOG", 100_000)
    monkeypatch.setattr(database, "PAUSE", 10)
    monkeypatch.setattr(database, "STEP", 1000)
    log, over, lengths = path.with_name("kept.parley-wal"), Event(), []

    def look(after: float) -> None:
        time.sleep(after)
        with closing(Database(path)) as reader:
            while not over.is_set():
                with reader.reading():
                    assert reader.only("counts")
                    time.sleep(0.1)

    for after in (0.0, 0.025, 0.05, 0.075):
        begin(lambda after=after: look(after))  # type: ignore[misc]
    try:
        time.sleep(0.3)
        with Archive.open(path) as archive:
            for number in range(80):
                list(archive.add([entry(f"{TEXT * 20}Report {number}.\n", f"{number}.txt")], now="2031-03-02"))
                lengths.append(log.stat().st_size)
    finally:
        over.set()
    assert sum(later < before for before, later in itertools.pairwise(lengths)) > 1, "emptied again and again"
    assert max(lengths) < 2_000_000
