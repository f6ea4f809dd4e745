import pytest

from parley.changes import Change
from parley.compose.changes.changes import changes
from parley.reading import Status
from parley.report import Report
from tests.compose.changes.told import Told, report

PLAN = report("plan", "Orrin and Sellia are to meet in Lune on Friday.\n", "2031-05-01")
NEWS = report("news", "Orrin and Sellia met in Lune for three hours.\n", "2031-05-03")


def told(*reports: Report) -> Told:
    made = Told(reports)
    for name in ("Orrin", "Sellia"):
        made.entity(name, *((each.id, name) for each in reports), kind="party")
    return made


def planned(made: Told, day: str = "2031-05-02") -> Told:
    made.event("planned", day, ("orrin", "sellia"), ("plan", "Orrin and Sellia are to meet in Lune on Friday"))
    return made


def found(earlier: Told, later: Told) -> list[Change]:
    return [c for c in changes(earlier.dossier(), later.dossier()).changes if c.kind not in {"on stage", "renamed"}]


def joined(status: Status, day: str) -> Told:
    later = told(PLAN, NEWS)
    places = (("plan", "Orrin and Sellia are to meet in Lune on Friday"), ("news", "Orrin and Sellia met in Lune"))
    later.event(status, day, ("orrin", "sellia"), *places)
    return later


def test_a_meeting_that_was_planned_and_took_place_is_held() -> None:
    (change,) = found(planned(told(PLAN)), joined("happened", "2031-05-02"))
    assert (change.kind, change.was, change.day) == ("held", "planned", "2031-05-02")
    assert PLAN.quote(change.before[0]) == "Orrin and Sellia are to meet in Lune on Friday"


def test_a_meeting_told_apart_of_its_plan_is_held_if_people_and_day_are_the_same() -> None:
    later = planned(told(PLAN, NEWS))
    later.event("happened", "2031-05-02", ("orrin", "sellia"), ("news", "Orrin and Sellia met in Lune"))
    assert [(c.kind, c.was) for c in found(planned(told(PLAN)), later)] == [("held", "planned")]


def test_a_meeting_on_another_day_is_moved() -> None:
    (change,) = found(planned(told(PLAN)), joined("planned", "2031-05-05"))
    assert (change.kind, change.was, change.now) == ("moved", "2031-05-02", "2031-05-05")


def test_a_meeting_whose_day_is_in_conflict_is_not_moved() -> None:
    later = joined("planned", "2031-05-05")
    later.conflict("day", [("plan", "on Friday")], [("news", "for three hours")])
    later.conflict("day", [("plan", "are to meet in Lune on Friday")], [("news", "met in Lune")])
    assert "moved" not in {change.kind for change in found(planned(told(PLAN)), later)}


def test_a_meeting_that_will_not_be_is_called_off() -> None:
    (change,) = found(planned(told(PLAN)), joined("denied", "2031-05-02"))
    assert change.kind == "called off"


def test_a_new_plan_is_planned_and_one_that_was_held_is_known() -> None:
    assert [c.kind for c in found(told(NEWS), planned(told(NEWS, PLAN)))] == ["planned"]
    later = joined("happened", "2031-05-02")
    earlier = told(PLAN)
    earlier.event(
        "happened", "2031-05-02", ("orrin", "sellia"), ("plan", "Orrin and Sellia are to meet in Lune on Friday")
    )
    assert found(earlier, later) == []


@pytest.mark.parametrize(("day", "kinds"), [("2031-05-02", ["held"]), ("2020-01-01", []), (None, [])])
def test_a_meeting_that_nobody_told_of_is_news_if_it_was_lately(day: str | None, kinds: list[str]) -> None:
    later = told(PLAN, NEWS)
    later.event("happened", day, ("orrin", "sellia"), ("news", "Orrin and Sellia met in Lune"))
    assert [change.kind for change in found(told(PLAN), later)] == kinds
