"""The benchmark of what changed: what counts as told, as right, as known; and a gold that does not hold."""

from datetime import date
from pathlib import Path

import pytest

from parley.changes import Change, Changes
from parley.report import Span
from quality.changes import Found, Meant, Step, load, measures
from quality.gold import GoldError
from tests.stories import EXAMPLE_GOLD

PLACE = ("a.txt", "the bridge")
OTHER = ("b.txt", "the ferry")
SPANS = {PLACE: Span("a", 10, 20), OTHER: Span("b", 0, 9)}


def found(*changes: Change, must: tuple[Meant, ...] = (), known: tuple[Meant, ...] = ()) -> dict[str, float | None]:
    step = Step(since=date(2031, 1, 1), until=date(2031, 1, 2), must=must, known=known)
    told = Changes("", "", (), (), (), (), changes, ())
    return {measure.name: measure.value for measure in measures([Found(step, told, SPANS)])}


def test_a_change_of_the_kind_that_cites_the_place_is_found_and_right() -> None:
    meant = Meant(kind=("held",), near=(PLACE,))
    got = found(Change("held", "x", (), (Span("a", 15, 40),)), must=(meant,))
    assert (got["changes.recall"], got["changes.precision"]) == (1.0, 1.0)


def test_another_place_is_missed_and_wrong() -> None:
    got = found(Change("held", "x", (), (Span("a", 20, 40),)), must=(Meant(kind=("held",), near=(PLACE,)),))
    assert (got["changes.recall"], got["changes.precision"]) == (0.0, 0.0)


def test_a_conflict_cites_two_places() -> None:
    meant = Meant(kind=("conflict",), near=(PLACE, OTHER))
    one = found(Change("conflict", "x", (), (SPANS[PLACE],)), must=(meant,))
    two = found(Change("conflict", "x", (), (SPANS[PLACE],), (SPANS[OTHER],)), must=(meant,))
    assert (one["changes.recall"], two["changes.recall"]) == (0.0, 1.0)


def test_what_was_known_and_is_told_as_news_is_a_fault() -> None:
    known = Meant(kind=("said",), near=(PLACE,))
    assert found(Change("said", "x", (), (SPANS[PLACE],)), known=(known,))["changes.false_news"] == 1.0
    assert found(Change("worded", "x", (), (SPANS[PLACE],)), known=(known,))["changes.false_news"] == 0.0


def test_the_example_has_a_gold_of_three_steps() -> None:
    assert len(load(EXAMPLE_GOLD.parent)) == 3


def test_a_gold_that_does_not_hold_is_said(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"changes\.yaml"):
        load(tmp_path)
