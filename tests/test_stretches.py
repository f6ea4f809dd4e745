"""What is common in the stream of an archive, and the links that rest on it, are what all reports at once give."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley import grouping
from parley import stretches as upkeep
from parley.archive.archive import Archive
from parley.archive.gathering import Gathering
from parley.compare.gather import common as commonness
from parley.compare.gather.common import along
from parley.compare.gather.gather import candidates, gather, link, place
from parley.compare.gather.keys import ENOUGH, telling
from parley.compare.gather.profile import profile
from parley.desk import Desk
from parley.grouping import group
from parley.reading import Engine, Reading
from parley.report import Report
from tests.told import entry, report, unread

NOW = "2031-03-02T12:00:00+00:00"
CAST = ("Maravel", "Teskany", "Dravko", "Irrizal", "Sorrento", "Ambrus")
ABOUT = ("herons", "lanterns", "turbines", "quarries", "saddles", "orchards", "glaciers", "violins", "anchors", "kilns")


class Unread:
    """An engine that finds nothing."""

    @property
    def engine(self) -> Engine:
        return Engine("none", "0")

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        return (Reading(each, self.engine) for each in reports)


DESK = Desk(engine=Unread())


def beat(seed: int, number: int) -> list[Report]:
    """Reports that mostly name the same few, on some days or none, each about something of its own or another's."""
    chance = random.Random(seed)  # noqa: S311  the same every time, no secret
    made = []
    for at in range(number):
        about = chance.sample(ABOUT, 2)
        names = chance.sample(CAST, chance.randint(0, 4))
        day = chance.choice([None, "2031-03-01", "2031-03-02", "2031-03-05", "2031-04-20"])
        made.append(report(f"{about[0]} {at}", " ".join([*about, *names, chance.choice(ABOUT)]) + ".", day))
    return made


def narrowed(patch: pytest.MonkeyPatch, story: float = 99) -> None:
    """Bounds so narrow that a handful of reports meets every one of them."""
    for name, value in {"STRETCH": 3, "LEAST": 3, "SHARE": 3, "WIDE": 6, "STORY": story, "TOGETHER": story}.items():
        patch.setattr(commonness, name, value)
    patch.setattr(upkeep, "WIDE", 6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**32),
    order=st.permutations(range(18)),
    batch=st.integers(1, 18),
    late=st.sets(st.integers(0, 17)),
    story=st.sampled_from([99, 99, 3, 1.2]),
)
def test_any_order_in_any_batches_comes_to_what_all_at_once_come_to(  # noqa: PLR0917  one draw each
    tmp_path_factory: pytest.TempPathFactory, seed: int, order: list[int], batch: int, late: set[int], story: float
) -> None:
    path = tmp_path_factory.mktemp("any") / "kept.parley"
    Archive.make(path)
    told = beat(seed, 18)
    told = [told[at] for at in order]
    with pytest.MonkeyPatch.context() as patch, Archive.open(path) as archive:
        narrowed(patch, story)
        patch.setattr(grouping, "BATCH", 4)
        put(archive, (replace(told[at], published=told[at].published and chance_day(at)) for at in sorted(late)))
        group(archive, DESK)
        seen_again = [replace(each, sightings=(replace(each.sightings[0], outlet="The Tern"),)) for each in told]
        for first in range(0, len(told), batch):
            put(archive, seen_again[first : first + batch])
            group(archive, DESK)
        agrees(archive, told)


def chance_day(at: int) -> str | None:
    """A later day, or none, under which a report is found first."""
    return None if at % 2 else "2031-05-09"


def agrees(archive: Archive, told: list[Report]) -> None:
    """What is common, what is linked and what is together are those of all reports at once."""
    given = {each.report: each for each in map(unread, told)}
    row = sorted(given, key=lambda each: place(given[each]))
    common = along([(each, telling(given[each])) for each in row])
    rows = Gathering(archive)
    assert {each: dict(rows.stream.holding(place(given[each])).common) for each in given} == common
    seen = {each: profile(given[each], common=common[each]) for each in given}
    linked = {(one, other): chance for one, other, _, chance in rows.among(row)}
    for one, other in linked.keys() | candidates(given, seen, ENOUGH):
        assert linked.get((one, other), 0.0) == (link(seen[one], seen[other]) or 0.0)
    found = {frozenset(each.reports) for each in archive.told_stories()}
    assert found == {frozenset(each.reports) for each in gather(given.values())}


def put(archive: Archive, given: Iterable[Report]) -> None:
    list(archive.add((entry(each) for each in given), now=NOW))
