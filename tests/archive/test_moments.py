"""Moments and visits: what an archive held at a time, and what a reader has seen."""

from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from parley.archive.archive import Archive, Entry
from parley.archive.moments import Moment, decisions_at, every_report, now, reports_at, visit, visited
from parley.decision import Decision
from parley.errors import UsageError
from tests.archive.kept import entry

DAYS = ("2031-03-01T08:00:00+00:00", "2031-03-02T08:00:00+00:00", "2031-03-03T08:00:00+00:00")


def placed(given: Entry, url: str) -> Entry:
    sighting = replace(given.report.sightings[0], url=url)
    return replace(given, report=replace(given.report, sightings=(sighting,)))


def put(archive: Archive, given: Entry, day: str, story: str | None = None) -> str:
    (added,) = archive.add([given], now=day, story=story)
    return str(added.report)


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    Archive.make(tmp_path / "a.parley")
    with Archive.open(tmp_path / "a.parley") as opened:
        yield opened


def test_a_moment_has_the_reports_that_were_added_until_then(archive: Archive) -> None:
    first = put(archive, entry("One bridge was closed.\n", "1.txt"), DAYS[0])
    second = put(archive, entry("Two bridges are open.\n", "2.txt"), DAYS[2])
    assert reports_at(archive, Moment(DAYS[1])) == {first}
    assert reports_at(archive, Moment(DAYS[2])) == {first, second}
    assert reports_at(archive, Moment("2030")) == frozenset()


def test_of_a_page_that_was_found_anew_the_newest_version_counts(archive: Archive) -> None:
    url = "https://daily.example/bridge"
    old = put(archive, placed(entry("The bridge over the Lune is closed to lorries.\n", "1.txt"), url), DAYS[0])
    new = put(archive, placed(entry("The bridge over the Lune is open to lorries.\n", "2.txt"), url), DAYS[1])
    assert reports_at(archive, Moment(DAYS[0])) == {old}
    assert reports_at(archive, Moment(DAYS[1])) == {new}


def test_two_reports_under_one_address_are_no_versions(archive: Archive) -> None:
    url = "https://daily.example/"
    old = put(archive, placed(entry("The bridge over the Lune is closed to lorries.\n", "1.txt"), url), DAYS[0])
    new = put(
        archive,
        placed(entry("Herring prices fell again in Sarn harbour, traders complained.\n", "2.txt"), url),
        DAYS[1],
    )
    assert reports_at(archive, Moment(DAYS[1])) == {old, new}


def test_a_visit_is_remembered_for_its_reader_and_story(archive: Archive) -> None:
    put(archive, entry("One bridge was closed.\n", "1.txt"), DAYS[0], story="bridge")
    moment = now(archive, DAYS[1])
    visit(archive, "ada", "bridge", moment)
    assert visited(archive, "ada", "bridge") == moment
    assert visited(archive, "ada", None) is None
    assert visited(archive, "tom", "bridge") is None
    later = now(archive, DAYS[2])
    visit(archive, "ada", "bridge", later)
    assert visited(archive, "ada", "bridge") == later


def test_what_is_added_in_the_same_second_after_a_visit_is_new(archive: Archive) -> None:
    first = put(archive, entry("One bridge was closed.\n", "1.txt"), DAYS[0])
    visit(archive, "ada", None, now(archive, DAYS[0]))
    put(archive, entry("Two bridges are open.\n", "2.txt"), DAYS[0])
    seen = visited(archive, "ada", None)
    assert seen is not None
    assert reports_at(archive, seen) == {first}


def test_visits_are_never_changed_or_taken_out(archive: Archive) -> None:
    visit(archive, "ada", None, now(archive, DAYS[0]))
    connection = apsw.Connection(str(archive.database.path))
    for statement in ("UPDATE visit SET reader = 'x'", "DELETE FROM visit"):
        with pytest.raises(apsw.ConstraintError):
            connection.execute(statement)
    connection.close()


def test_a_reader_has_a_name(archive: Archive) -> None:
    with pytest.raises(UsageError, match="no name"):
        visit(archive, " ", None, now(archive, DAYS[0]))


def test_a_watched_page_is_what_it_was_then_even_if_it_changed_back(archive: Archive) -> None:
    url = "https://daily.example/bridge"
    first = put(archive, placed(entry("The bridge over the Lune is closed to lorries.\n", "1.txt"), url), DAYS[0])
    second = put(archive, placed(entry("The bridge over the Lune is open to lorries.\n", "2.txt"), url), DAYS[1])
    with archive.database.writing():
        archive.database.script(
            "INSERT INTO watched (address, kind, added) VALUES ('https://x.example', 'page', '2031')"
        )
        for report, day in ((first, DAYS[0]), (second, DAYS[1]), (first, DAYS[2])):
            archive.database.script(
                "INSERT INTO version (page, sighting, report, seen) SELECT 1, sighting.id, text.report, "  # noqa: S608
                f"'{day}' FROM sighting JOIN text ON text.id = sighting.text WHERE text.report = '{report}'"
            )
    assert [reports_at(archive, Moment(day)) for day in DAYS] == [{first}, {second}, {first}]
    assert {report.id for report in every_report(archive, None)} == {first, second}


def test_the_decisions_of_a_moment_are_those_made_until_then(archive: Archive) -> None:
    early, late = (Decision("note", ("x",), "a note", "seen", "ada", day) for day in (DAYS[0], DAYS[2]))
    archive.decide([early])
    seen = now(archive, DAYS[1])
    archive.decide([late])
    assert decisions_at(archive, Moment(DAYS[1])) == (early,)
    assert decisions_at(archive, seen) == (early,)
    assert decisions_at(archive, now(archive, DAYS[2])) == (early, late)
