"""The same reports in any order, all at once or one by one, give the same dossier, to the byte."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.annotate.engine import Rules
from parley.compare.compare import compare
from parley.compare.memo import Memo
from parley.compose.compose import compose
from parley.deliver.json import dump
from parley.desk import Desk
from parley.dossier import Made
from parley.reading import Reading
from tests.stories import EXAMPLE, MIAMI, needs_miami

DAY = "2031-03-09"
MADE = Made(DAY, "parley", "rules", "1")


@cache
def readings(folder: Path) -> tuple[Reading, ...]:
    """Each report read by an engine of its own, so that none can know of another."""
    reports = Desk().read(folder, today=DAY).reports
    return tuple(reading for report in reports for reading in Rules().read([report]))


def files(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.iterdir() if path.suffix in {".txt", ".html", ".md"})


@given(order=st.permutations(range(11)))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_comparing_does_not_know_the_order_of_the_readings(order: list[int]) -> None:
    given_order = readings(EXAMPLE)
    shuffled = [given_order[place] for place in order]
    assert dump(compose(compare(shuffled), None, MADE)) == dump(compose(compare(given_order), None, MADE))


@given(order=st.permutations(range(11)))
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_one_by_one_with_a_memo_makes_the_dossier_of_all_at_once(order: list[int]) -> None:
    memo = Memo()
    for number in range(1, len(order) + 1):
        some = [readings(EXAMPLE)[place] for place in order[:number]]
        dossier = dump(compose(compare(some, memo), None, MADE))
        assert number not in {2, 6, 11} or dossier == dump(compose(compare(some), None, MADE))


def test_a_memo_does_not_mistake_another_reading_of_a_report_for_the_one_that_it_knows() -> None:
    memo = Memo()
    first, *others = readings(EXAMPLE)
    compare([first, *others], memo)
    changed = [replace(first, attributions=(), events=()), *others]
    assert compare(changed, memo) == compare(changed)


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_named_backwards_or_their_folder_make_one_dossier(jobs: int) -> None:
    desk = Desk(jobs=jobs)
    together = dump(Desk().read(EXAMPLE, today=DAY))
    assert dump(desk.read(*reversed(files(EXAMPLE)), today=DAY)) == together


def test_a_report_read_alone_reads_as_it_does_among_others() -> None:
    reports = tuple(reading.report for reading in readings(EXAMPLE))
    assert tuple(Rules().read(reports)) == readings(EXAMPLE)


@needs_miami
def test_the_miami_reports_make_one_dossier_in_any_order() -> None:
    together = dump(Desk().read(MIAMI, today=DAY))
    assert dump(Desk().read(*reversed(files(MIAMI)), today=DAY)) == together
