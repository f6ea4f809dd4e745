"""An archive's stories grow as reports come in, and are those that all reports at once give."""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from parley import grouping
from parley.archive.archive import Archive
from parley.archive.gathering import Gathering
from parley.archive.keeping import verify
from parley.archive.migrations import steps
from parley.archive.moments import every_report
from parley.cli import app
from parley.compare.gather import clusters as linkage
from parley.compare.gather import gather as gathering
from parley.compare.gather.gather import gather
from parley.compare.gather.keys import count, keys
from parley.compare.gather.profile import Profile, profile
from parley.desk import Desk
from parley.errors import UsageError
from parley.grouping import explained, group, in_words
from parley.reading import Engine, Reading
from parley.regrouping import Ground, merge, pin, rename, split
from parley.report import Report
from tests.told import entry, reports, unread

NOW = "2031-03-02T12:00:00+00:00"
KNOWN = Ground("as I know", "Ana Brill")


@dataclass(frozen=True, slots=True)
class Unread:
    """An engine that finds nothing."""

    @property
    def engine(self) -> Engine:
        return Engine("none", "0")

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        return (Reading(each, self.engine) for each in reports)


DESK = Desk(engine=Unread())
ALL = list(chain.from_iterable(reports(dated=True).values()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Archive.make(tmp_path / "kept.parley")
    return tmp_path / "kept.parley"


def put(archive: Archive, given: Iterable[Report]) -> None:
    list(archive.add((entry(each) for each in given), now=NOW))


def stories(archive: Archive) -> set[frozenset[str]]:
    return {frozenset(each.reports) for each in archive.told_stories()}


def at_once(given: Iterable[Report]) -> set[frozenset[str]]:
    return {frozenset(each.reports) for each in gather(unread(each) for each in given)}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(ALL),
    cuts=st.lists(st.integers(0, len(ALL)), max_size=4),
    window=st.sampled_from([1, 2, 24]),
    best=st.sampled_from([1, 1, 2, 6]),
)
def test_any_order_in_any_batches_gives_what_all_at_once_give(
    tmp_path_factory: pytest.TempPathFactory, order: list[Report], cuts: list[int], window: int, best: int
) -> None:
    path = tmp_path_factory.mktemp("any") / "kept.parley"
    Archive.make(path)
    bounds = [0, *sorted(cuts), len(order)]
    with pytest.MonkeyPatch.context() as patch, Archive.open(path) as archive:
        patch.setattr(grouping, "WINDOW", window)
        patch.setattr(gathering, "WINDOW", window)
        patch.setattr(linkage, "BEST", best)
        for first, last in pairwise(bounds):
            put(archive, order[first:last])
            group(archive, DESK)
        assert stories(archive) == at_once(order)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(range(len(ALL))),
    late=st.sets(st.integers(0, len(ALL) - 1)),
    batch=st.integers(1, len(ALL)),
    best=st.sampled_from([1, 1, 2]),
    seed=st.integers(0, 2**32),
)
def test_links_by_chance_lead_on_in_any_order_as_they_do_at_once(  # noqa: PLR0917  one draw each
    tmp_path_factory: pytest.TempPathFactory, order: list[int], late: set[int], batch: int, best: int, seed: int
) -> None:
    path = tmp_path_factory.mktemp("chance") / "kept.parley"
    Archive.make(path)
    given = [replace(ALL[at], published="2031-03-01") for at in order]
    late_found = [replace(given[at], published=None) for at in sorted(late)]
    seen_again = [replace(each, sightings=(replace(each.sightings[0], outlet="The Tern"),)) for each in given]
    with pytest.MonkeyPatch.context() as patch, Archive.open(path) as archive:
        for module in (grouping, gathering):
            patch.setattr(module, "WINDOW", 3)
            patch.setattr(module, "link", partial(drawn, seed))
            patch.setattr(module, "keys", lambda *_: (2, 4, 6))
        patch.setattr(linkage, "BEST", best)
        put(archive, late_found)
        group(archive, DESK)
        for first in range(0, len(given), batch):
            put(archive, seen_again[first : first + batch])
            group(archive, DESK)
        assert stories(archive) == at_once(given)


def drawn(seed: int, one: Profile, other: Profile) -> float | None:
    """A chance of one story that depends on the two reports alone, most often strong and not sure."""
    chance = random.Random(f"{seed} {sorted((one.report, other.report))}").choice([0.0, 0.1, 0.5, 0.7, 0.8, 0.9, 0.97])  # noqa: S311  no secret
    return chance or None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(ALL),
    late=st.sets(st.integers(0, len(ALL) - 1)),
    window=st.sampled_from([1, 1, 2, 24]),
    needed=st.sampled_from([1, 1, 2, 4]),
)
def test_reports_whose_day_is_found_later_are_grouped_as_if_it_had_been_known(
    tmp_path_factory: pytest.TempPathFactory, order: list[Report], late: set[int], window: int, needed: int
) -> None:
    path = tmp_path_factory.mktemp("late") / "kept.parley"
    Archive.make(path)
    undated = [replace(order[at], published=None) for at in sorted(late)]
    dated = [replace(each, sightings=(replace(each.sightings[0], outlet="The Tern"),)) for each in order]
    with pytest.MonkeyPatch.context() as patch, Archive.open(path) as archive:
        for module in (grouping, gathering):
            patch.setattr(module, "WINDOW", window)
            patch.setattr(module, "ENOUGH", needed)
        put(archive, undated)
        group(archive, DESK)
        for first in range(0, len(dated), 3):
            put(archive, dated[first : first + 3])
            group(archive, DESK)
        assert stories(archive) == at_once(order)
        assert _counted(archive, needed) == _counted_anew(order, window, needed)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(ALL),
    days=st.lists(st.sampled_from([None, 1, 4, 5, 14, 15, 16, 17, 29, 30, 60]), min_size=8, max_size=8),
    window=st.sampled_from([1, 2, 3]),
    needed=st.sampled_from([1, 2]),
    size=st.integers(1, 8),
)
def test_reports_of_days_weeks_apart_come_in_any_order_and_from_days_that_were_wrong(  # noqa: PLR0917  one draw each
    tmp_path_factory: pytest.TempPathFactory,
    order: list[Report],
    days: list[int | None],
    window: int,
    needed: int,
    size: int,
) -> None:
    path = tmp_path_factory.mktemp("weeks") / "kept.parley"
    Archive.make(path)
    seen_again = [replace(each, sightings=(replace(each.sightings[0], outlet="The Tern"),)) for each in order]
    given = [replace(each, published=_day(day)) for each, day in zip(seen_again, days, strict=True)]
    undated = [replace(each, published=None) for each in order[::2]]
    with pytest.MonkeyPatch.context() as patch, Archive.open(path) as archive:
        for module in (grouping, gathering):
            patch.setattr(module, "WINDOW", window)
            patch.setattr(module, "ENOUGH", needed)
        put(archive, undated)
        group(archive, DESK)
        for first in range(0, len(given), size):
            put(archive, given[first : first + size])
            group(archive, DESK)
        assert stories(archive) == at_once(given)
        assert _counted(archive, needed) == _counted_anew(given, window, needed)


def _day(number: int | None) -> str | None:
    return None if number is None else (date(2031, 3, 1) + timedelta(days=number)).isoformat()


@pytest.mark.parametrize("bounds", [(1, 1), (1, 2), (1, 4), (2, 1), (2, 2)])
@pytest.mark.parametrize("moved", range(3))
@pytest.mark.parametrize("days", [(None, None, None), ("2031-03-01", "2031-03-20", "2031-05-09")])
def test_keys_are_counted_anew_where_a_report_leaves_its_place(
    path: Path, monkeypatch: pytest.MonkeyPatch, bounds: tuple[int, int], moved: int, days: tuple[str | None, ...]
) -> None:
    window, needed = bounds
    for module in (grouping, gathering):
        monkeypatch.setattr(module, "WINDOW", window)
        monkeypatch.setattr(module, "ENOUGH", needed)
    ferry = sorted(reports()["ferry"], key=lambda each: each.id)
    ferry = [
        replace(each, published=day if at != moved else None)
        for at, (each, day) in enumerate(zip(ferry, days, strict=True))
    ]
    with Archive.open(path) as archive:
        put(archive, ferry)
        group(archive, DESK)
        assert _counted(archive, needed) == _counted_anew(ferry, window, needed)
        seen = replace(ferry[moved].sightings[0], outlet="The Tern")
        ferry[moved] = replace(ferry[moved], published="2031-03-09", sightings=(seen,))
        put(archive, [ferry[moved]])
        group(archive, DESK)
        assert _counted(archive, needed) == _counted_anew(ferry, window, needed)


def _counted(archive: Archive, needed: int) -> dict[tuple[str, str], int]:
    """What common keys count, as the archive has counted where that is enough."""
    found = Gathering(archive).among([each.id for each in ALL])
    return {(one, other): keys for one, other, keys, _ in found if keys >= needed}


def _counted_anew(given: Iterable[Report], window: int, needed: int) -> dict[tuple[str, str], int]:
    under: dict[int, list[tuple[int, str]]] = {}
    signatures = [unread(each) for each in given]
    for each in signatures:
        for key in keys(each):
            under.setdefault(key, []).append(gathering.place(each))
    pairs: Counter[tuple[str, str]] = Counter()
    for key, row in under.items():
        row.sort()
        for at, (day, one) in enumerate(row):
            for later, other in row[at + 1 : at + 1 + window]:
                if key & 2 or (not day and not later) or (day and later - day <= 14):
                    pairs[min(one, other), max(one, other)] += count(key)
    seen = {each.report: profile(each) for each in signatures}
    linked = {pair for pair in pairs if gathering.link(seen[pair[0]], seen[pair[1]]) is not None}
    order = {each.report: gathering.place(each) for each in signatures}
    pairs.subtract({(one, other): gathering.short(order[one], order[other]) for one, other in pairs})
    return {pair: number for pair, number in pairs.items() if number >= needed and pair in linked}


def test_what_is_put_in_twice_changes_nothing_and_a_day_found_later_counts(path: Path) -> None:
    undated = [replace(each, published=None) for each in ALL]
    with Archive.open(path) as archive:
        put(archive, undated)
        assert len(group(archive, DESK)) == len(ALL)
        before = archive.told_stories()
        put(archive, undated)
        assert group(archive, DESK) == ()
        assert archive.told_stories() == before
        seen_again = [replace(each, sightings=(replace(each.sightings[0], outlet="The Tern"),)) for each in ALL]
        put(archive, seen_again)
        group(archive, DESK)
        assert stories(archive) == at_once(ALL)
        assert verify(archive).holds


def test_a_new_report_says_which_story_it_joined_and_why(path: Path) -> None:
    ferry = reports(dated=True)["ferry"]
    with Archive.open(path) as archive:
        put(archive, ferry[:2])
        opened = group(archive, DESK)
        assert {each.before for each in opened} == {None}
        put(archive, ferry[2:])
        (joined,) = group(archive, DESK)
        assert joined.story == opened[0].story
        assert joined.why is not None
        assert joined.why.reasons
        (told,) = in_words(archive, [joined.why])
        assert [(each.name, each.weight) for each in told.reasons] == [
            (each.name, each.weight) for each in joined.why.reasons
        ]
        assert "Tressick" in " ".join(each.detail for each in told.reasons)
        assert told in tuple(explained(archive, archive.told(joined.story)))


def test_ids_stay_when_earlier_days_come_in_later(path: Path) -> None:
    ferry = reports(dated=True)["ferry"]
    with Archive.open(path) as archive:
        put(archive, ferry[1:])
        group(archive, DESK)
        held = archive.told_stories()
        put(archive, ferry[:1])
        group(archive, DESK)
        assert [each.id for each in archive.told_stories()] == [each.id for each in held]


@pytest.mark.parametrize("seed", range(4))
def test_decisions_hold_whatever_comes_in_later(path: Path, seed: int) -> None:
    told = reports(dated=True)
    first = [told["ferry"][0], told["wages"][0], told["comet"][0], told["ferry"][1], told["wages"][1]]
    later = [each for each in ALL if each not in first]
    random.Random(seed).shuffle(later)  # noqa: S311  the same every time, no secret
    ferry, wages, comet = (f"s{told[name][0].id[1:]}" for name in ("ferry", "wages", "comet"))
    with Archive.open(path) as archive:
        put(archive, first)
        group(archive, DESK)
        pin(archive, [told["comet"][0].id], ferry, KNOWN)
        split(archive, wages, [told["wages"][1].id], KNOWN)
        group(archive, DESK)
        for each in later:
            put(archive, [each])
            group(archive, DESK)
            assert told["comet"][0].id in archive.told(ferry).reports
            assert told["wages"][1].id not in archive.told(wages).reports
        merge(archive, [ferry, wages], KNOWN)
        assert archive.told(ferry) == archive.told(wages)
        rename(archive, comet, "The sky over Valmiki", KNOWN)
        assert archive.told("The sky over Valmiki").id == archive.told(comet).id


def test_a_split_that_is_withdrawn_is_grouped_as_before(path: Path) -> None:
    with Archive.open(path) as archive:
        put(archive, ALL)
        group(archive, DESK)
        before = stories(archive)
        wages = reports(dated=True)["wages"]
        decision = split(archive, f"s{wages[0].id[1:]}", [wages[2].id], KNOWN)
        group(archive, DESK)
        assert stories(archive) != before
        archive.decide([replace(decision, kind="withdraw", things=(decision.id,), of="decision")])
        group(archive, DESK)
        assert stories(archive) == before


def test_an_archive_grouped_by_other_weights_is_grouped_anew(path: Path) -> None:
    with Archive.open(path) as archive:
        put(archive, ALL)
        group(archive, DESK)
        before = stories(archive)
        with archive.database.writing():
            Gathering(archive).note("made by", "another")
        assert {each.before for each in group(archive, DESK)} == {None}
        assert stories(archive) == before


def test_an_archive_whose_keys_lay_otherwise_is_migrated_and_grouped_anew(path: Path) -> None:
    with Archive.open(path) as archive:
        put(archive, ALL)
        group(archive, DESK)
        rename(archive, f"s{reports()['ferry'][0].id[1:]}", "the ferries", KNOWN)
        before = archive.told_stories()
        with archive.database.writing():
            Gathering(archive).note("made by", "an earlier Parley")
            archive.database.script("DROP TABLE sought_under; DROP TABLE link")
            tables = next(step.sql for step in steps() if step.version == 5)
            archive.database.script("".join(_created(tables, name) for name in ("sought_under", "link")))
            archive.database.script("INSERT INTO link SELECT report, 'r-another', 2, 0.5 FROM signature")
            archive.database.script("PRAGMA user_version = 8")
    with Archive.open(path) as archive:
        assert archive.copy == path.with_name("kept.parley.schema-8")
        assert archive.told_stories() == before, "stories stay until the next grouping"
        group(archive, DESK)
        assert archive.told_stories() == before
        assert verify(archive).holds


def _created(sql: str, table: str) -> str:
    start = sql.index(f"CREATE TABLE {table} (")
    return sql[start : sql.index(";", start) + 1]


def test_what_changed_can_be_asked_of_a_story_that_was_found(path: Path) -> None:
    ferry = reports(dated=True)["ferry"]
    with Archive.open(path) as archive:
        put(archive, ALL)
        group(archive, DESK)
        rename(archive, f"s{ferry[0].id[1:]}", "the ferries", KNOWN)
        held = {each.id for each in every_report(archive, f"s{ferry[0].id[1:]}")}
        assert held == {each.id for each in ferry}
        assert {each.id for each in every_report(archive, "the ferries")} == held
        with pytest.raises(UsageError, match="no story"):
            every_report(archive, "the trams")


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (lambda a, s, r: pin(a, [r], "s-000000000000", KNOWN), "no story"),
        (lambda a, s, r: pin(a, ["r-zz"], s, KNOWN), "no report"),
        (lambda a, s, r: pin(a, [r], s, KNOWN), "already"),
        (lambda a, s, r: merge(a, [s], KNOWN), "two or more"),
        (lambda a, s, r: split(a, s, [r], KNOWN), "named after"),
        (lambda a, s, r: split(a, s, [reports(dated=True)["comet"][0].id], KNOWN), "has no report"),
        (lambda a, s, r: rename(a, s, "  ", KNOWN), "needs a name"),
        (lambda a, s, r: merge(a, [s, f"s{reports()['comet'][0].id[1:]}"], Ground(" ")), "needs a reason"),
        (lambda a, s, r: rename(a, s, "ferries\udcff", KNOWN), "no text that can be kept"),
        (lambda a, s, r: rename(a, s, "ferries", Ground("as\0I know")), "no text that can be kept"),
    ],
)
def test_what_cannot_be_decided_says_so(path: Path, what: object, told: str) -> None:
    ferry = reports(dated=True)["ferry"]
    with Archive.open(path) as archive:
        put(archive, ALL)
        group(archive, DESK)
        assert callable(what)
        with pytest.raises(UsageError, match=told):
            what(archive, f"s{ferry[0].id[1:]}", ferry[0].id)


def test_the_commands(tmp_path: Path) -> None:
    folder, kept, out = tmp_path / "news", tmp_path / "kept.parley", tmp_path / "stories.json"
    folder.mkdir()
    for name, told in reports().items():
        for at, each in enumerate(told):
            (folder / f"{name}-{at}.txt").write_text(each.text, "utf-8")

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, list(words), catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    run("group", str(folder), "--engine", "rules", "--format", "json", "--out", str(out))
    made = json.loads(out.read_text("utf-8"))
    assert made["version"] == 1
    assert sorted(len(each["reports"]) for each in made["stories"]) == [2, 3, 3]
    assert "Weavers of Dunmorrow" in run("group", str(folder), "--engine", "rules")
    run("archive", "init", str(kept))
    run("archive", "add", str(kept), str(folder), "--quiet")
    assert "8 placed, 3 stories." in run("archive", "group", str(kept), "--engine", "rules")
    with Archive.open(kept) as archive:
        first, second, third = archive.told_stories()
    run("archive", "merge", str(kept), first.id, second.id, "--reason", "one affair")
    run("archive", "pin", str(kept), first.id, third.reports[-1], "--reason", "as I know")
    assert f"rename {first.id} as The affair;" in run("archive", "name", str(kept), first.id, "--as", "The affair")
    run("archive", "split", str(kept), "The affair", third.reports[-1], "--reason", "I was wrong")
    assert "The affair" in run("archive", "stories", str(kept))
    shown = run("archive", "stories", str(kept), "The affair", "--format", "json")
    assert len(json.loads(shown)["stories"][0]["reports"]) == len(first.reports) + len(second.reports)
    run("read", "--archive", str(kept), "--story", third.id, "--engine", "rules", "--quiet")
    wrong = CliRunner().invoke(app, ["archive", "stories", str(kept), "--format", "yaml"])
    assert isinstance(wrong.exception, UsageError)
