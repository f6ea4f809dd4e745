"""Weekdays without dates in the order of time."""

import pytest

from parley.compose.weekdays import ranks, weekday_of
from parley.reading import Status
from parley.report import Span
from parley.story import Event, When


def event(words: str, status: Status = "happened", day: str | None = None) -> Event:
    return Event(words, "CONSULT", (), None, When(words, day, day), status, (Span("r", 0, 1),))


@pytest.mark.parametrize(
    ("told", "order"),
    [
        ([event("Friday"), event("on Sunday"), event("Saturday"), event("Monday", "planned")], [4, 5, 6, 0]),
        ([event("on Wednesday"), event("Monday")], [0, 2]),
        ([event("Sunday"), event("the weekend"), event("Thursday")], [3, 5, 6]),
        ([event("Monday", "planned"), event("Thursday"), event("Friday")], [3, 4, 0]),
    ],
)
def test_days_follow_each_other_with_the_fewest_left_out(told: list[Event], order: list[int]) -> None:
    places = ranks(told)
    assert sorted(places, key=places.__getitem__) == order
    assert ranks(told[::-1]) == places


def test_of_two_orders_the_one_counts_in_which_the_planned_comes_last() -> None:
    assert ranks([event("Monday"), event("Thursday", "planned"), event("Sunday")])[3] == 4
    week = [event(day) for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")]
    assert ranks([*week, event("Sunday", "planned")])[6] == 6


@pytest.mark.parametrize("told", [event("Friday", day="2031-03-07"), event("last month"), event("Mondayish")])
def test_what_has_a_date_or_names_no_weekday_has_no_place(told: Event) -> None:
    assert weekday_of(told) is None
    assert ranks([told]) == {}
