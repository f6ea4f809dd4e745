from parley.compose.changes.changes import changes
from parley.report import Report
from tests.compose.changes.told import Told, report

ONE = report("one", "The queue is 300 lorries long, drivers say.\n")
TWO = report("two", "The queue is 500 lorries long, drivers say.\n", "2031-05-02")
THREE = report("three", "Some 300 lorries wait in the queue.\n", "2031-05-03")
SIDES = {"one": ("one", "300 lorries"), "two": ("two", "500 lorries"), "three": ("three", "300 lorries")}


def told(*reports: Report, disputed: bool = True) -> Told:
    made = Told(reports)
    if disputed:
        names = [each.id for each in reports]
        few = [SIDES[name] for name in names if name != "two"]
        made.conflict("number", few, [SIDES["two"]])
    return made


def test_a_conflict_with_a_new_report_is_told_with_both_sides() -> None:
    found = changes(told(ONE, disputed=False).dossier(), told(ONE, TWO).dossier())
    (change,) = found.changes
    assert change.kind == "conflict"
    assert [TWO.quote(span) for span in change.evidence] == ["500 lorries"]
    assert [ONE.quote(span) for span in change.before] == ["300 lorries"]
    assert len(change.sides) == 2


def test_a_conflict_that_another_report_joins_is_known() -> None:
    assert changes(told(ONE, TWO).dossier(), told(ONE, TWO, THREE).dossier()).changes == ()


def test_a_conflict_that_is_seen_no_more_is_gone() -> None:
    (change,) = changes(told(ONE, TWO).dossier(), told(ONE, TWO, disputed=False).dossier()).changes
    assert change.kind == "conflict gone"
    assert len(change.before) == 2


def test_a_conflict_with_a_report_that_was_left_out_is_not_gone() -> None:
    found = changes(told(ONE, TWO).dossier(), told(ONE, disputed=False).dossier())
    assert found.changes == ()
    assert found.left_out == ("two",)


def test_the_same_conflict_under_another_kind_is_known() -> None:
    later = told(ONE, TWO, disputed=False)
    later.conflict("period", [SIDES["one"]], [SIDES["two"]])
    assert [
        c.kind for c in changes(told(ONE, TWO).dossier(), later.dossier()).changes if c.kind == "conflict gone"
    ] == []
