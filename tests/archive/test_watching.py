"""What is kept of addresses that are watched: once, whole, in its order, whatever disk or process fails."""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from parley.acquire.fetch.wanted import Outcome, Wanted
from parley.archive import migrations
from parley.archive.archive import Archive
from parley.archive.database import Database, statement
from parley.archive.keeping import verify
from parley.archive.watching import Put, State, Told, Watching, Wish
from parley.desk import Desk
from parley.errors import ArchiveError, UsageError
from parley.reading import Engine, Reading
from parley.report import Report
from parley.watch.rounds import Rounds
from tests.archive.kept import NOW, entry, failing_disk
from tests.stories import ROOT
from tests.watch.shelf import HOST, Shelf, item, page, rss

FEED = f"{HOST}/feed"
WHEN = datetime(2031, 3, 2, 12, tzinfo=UTC)
ASKED = State(asked=NOW, due=NOW)


@dataclass(frozen=True, slots=True)
class Quick:
    """An engine that reads nothing."""

    engine: Engine = field(default_factory=lambda: Engine("quick", "1"))

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            yield Reading(report, self.engine)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    Archive.make(tmp_path / "kept.parley")
    with Archive.open(tmp_path / "kept.parley") as archive:
        yield Watching(archive)


def put(watching: Watching, address: str, text: str) -> Put:
    found = watching.put(watching.of(address), ASKED, entry(text, address))
    assert isinstance(found, Put)
    return found


def test_an_address_put_in_twice_is_watched_once_and_takes_over_what_is_told(watching: Watching) -> None:
    watching.add([Wish(FEED, title="One", folder=("World",))], NOW)
    (watched,) = watching.add([Wish(FEED, story="harbour")], "2031-03-03T12:00:00Z")
    assert watching.listed() == (watched,)
    assert (watched.title, watched.folder, watched.story, watched.added) == ("One", ("World",), "harbour", NOW)


def test_an_address_that_nobody_watches_says_what_to_do(watching: Watching) -> None:
    with pytest.raises(UsageError, match="parley watch list"):
        watching.end(FEED, NOW)


def test_the_same_items_twice_add_nothing(watching: Watching) -> None:
    (feed,) = watching.add([Wish(FEED, "feed")], NOW)
    told = [Told("a", ("x",), f"{HOST}/1", "One"), Told("b", ("y",), why="it is broken")]
    for _ in range(2):
        assert watching.take(feed, ASKED, "The Example", told) == ()
        assert not any(watching.new(feed, each) for each in told)
    assert [each.address for each in watching.due(NOW, pages=True)] == [f"{HOST}/1"]
    announced = watching.announced(watching.of(f"{HOST}/1"))
    assert announced is not None
    assert (announced.title, announced.feed) == ("One", "The Example")


def test_a_version_follows_the_one_before_and_the_same_words_are_none(watching: Watching) -> None:
    watching.add([Wish(f"{HOST}/1", "page")], NOW)
    first = put(watching, f"{HOST}/1", "They met.\n")
    assert put(watching, f"{HOST}/1", "They met.\n") == Put(first.report, None, new=False)
    second = put(watching, f"{HOST}/1", "They never met.\n")
    assert second.before == first.report
    assert [each.report for each in watching.versions(first.report)] == [first.report, second.report]
    assert watching.versions("r-none") == ()


def test_what_was_read_is_not_asked_for_again(watching: Watching) -> None:
    watching.add([Wish(f"{HOST}/1", "page")], NOW)
    first = put(watching, f"{HOST}/1", "They met.\n")
    assert watching.unread() == (first.report,)
    watching.all_read(watching.newest(), NOW)
    assert watching.unread() == ()
    second = put(watching, f"{HOST}/1", "They never met.\n")
    assert watching.unread() == (second.report,)


def test_items_and_versions_stay_as_they_are(watching: Watching) -> None:
    (feed,) = watching.add([Wish(FEED, "feed")], NOW)
    watching.take(feed, ASKED, None, [Told("a", ("x",), f"{HOST}/1")])
    put(watching, f"{HOST}/1", "They met.\n")
    for table in ("item", "version"):
        for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET seen = ''"):  # noqa: S608  a table of our own
            with pytest.raises(apsw.ConstraintError):
                watching.archive.database.script(sql)
    assert verify(watching.archive).faults == ()


def test_a_version_that_was_tampered_with_is_caught(watching: Watching) -> None:
    watching.add([Wish(f"{HOST}/1", "page")], NOW)
    put(watching, f"{HOST}/1", "They met.\n")
    watching.archive.database.script("DROP TRIGGER version_stays; UPDATE version SET report = 'r-000000000000'")
    assert verify(watching.archive).faults == ("version 1 is not the report that was found",)


def test_an_archive_from_before_is_migrated_and_can_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kept.parley"
    before = tuple(step for step in migrations.steps() if "watched" not in step.sql)
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "steps", lambda: before[:2])
        Archive.make(path)
    with Archive.open(path) as archive:
        assert archive.copy is not None
        Watching(archive).add([Wish(FEED)], NOW)
        assert len(Watching(archive).listed()) == 1


def shelf(number: int = 6) -> Shelf:
    answers = {f"{HOST}/{n}": page(f"Article number {n}", f"It was day {n}.") for n in range(number)}
    return Shelf({**answers, FEED: rss(*(item(n) for n in range(number)))})


def gone_round(path: Path, asked: Shelf) -> None:
    """Watches the feed, and goes one round."""
    Archive.make(path)
    with Archive.open(path) as archive:
        Watching(archive).add([Wish(FEED)], "2031-03-02T12:00:00Z")
        list(Rounds(archive, asked, Desk(engine=Quick()), clock=lambda: WHEN).round())


def held(path: Path) -> tuple[list[str], list[str], int]:
    """The addresses of all reports and of all versions, and how many readings."""
    with Archive.open(path) as archive:
        assert verify(archive).faults == ()
        reports = sorted(str(report.url) for report in archive.reports())
        versions = sorted(row[0] for row in archive.database.script("SELECT page FROM version"))
        return reports, versions, sum(count.number for count in archive.holdings().readings)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("failure", [apsw.IOError, apsw.FullError], ids=["broken", "full"])
def test_whichever_write_fails_in_a_round_the_next_one_completes_it(tmp_path: Path, failure: type[Exception]) -> None:
    gone_round(tmp_path / "whole.parley", shelf())
    expected = held(tmp_path / "whole.parley")
    assert len(expected[0]) == 6
    with failing_disk(None) as disk:
        gone_round(tmp_path / "counted.parley", shelf())
        writes = disk.written
    errors = 0
    for failing in range(1, writes, 9):
        path, asked = tmp_path / f"{failing}.parley", shelf()
        with failing_disk(failing, failure):
            try:
                gone_round(path, asked)
            except ArchiveError:
                errors += 1
        gone_round(path, asked)
        assert held(path) == expected
        assert len(asked.asked) < 2 * 7, "what was kept is not asked for again"
    assert errors > writes // 9 // 2


KILLED = """
import sys
from pathlib import Path
from tests.archive.test_watching import Telling, gone_round, shelf
gone_round(Path(sys.argv[1]), Telling(shelf(40).answers))
"""


class Telling(Shelf):
    """A shelf that prints what it is asked for."""

    def fetch(self, wanted: Wanted) -> Outcome:
        print(wanted.address, flush=True)
        return Shelf.fetch(self, wanted)


def started(path: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", KILLED, str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def test_nothing_is_lost_by_kill_9_and_little_is_fetched_twice(tmp_path: Path) -> None:
    path, fetched = tmp_path / "kept.parley", 0
    for stop in (2, 5, 9, 14, None):
        with started(path) as run:
            assert run.stdout is not None
            for number, _ in enumerate(run.stdout):
                fetched += 1
                if number == stop:
                    run.kill()
    reports, versions, readings = held(path)
    assert (len(reports), len(versions), readings) == (40, 40, 40)
    assert run.returncode == 0
    assert fetched <= 41 + 4 * 4, "what was under way when it was killed, no more"


def test_three_that_watch_at_once_meet_no_lock_and_put_everything_in_once(tmp_path: Path) -> None:
    path = tmp_path / "kept.parley"
    Archive.make(path)
    runs = [started(path) for _ in range(3)]
    for run in runs:
        assert run.communicate()[1] == ""
        assert run.returncode == 0
    reports, versions, readings = held(path)
    assert (len(reports), len(versions), readings) == (40, 40, 40)


def test_the_pages_of_many_feeds_are_found_by_an_index(watching: Watching) -> None:
    for name in (
        "watched-at",
        "watched-due",
        "holds-item",
        "last-version",
        "reports",
        "unread",
        "versions-of-report",
        "stories-of-page",
    ):
        plan = _plan(watching.archive.database, statement(name))
        scanned = [row for row in plan if row.startswith(("SCAN item", "SCAN version", "SCAN put", "SCAN watched"))]
        assert [row for row in scanned if "INDEX watched_due" not in row] == [], (name, plan)


def _plan(database: Database, sql: str) -> list[str]:
    return [str(row[3]) for row in database.script("EXPLAIN QUERY PLAN " + re.sub(r"[?]\d", "NULL", sql))]
