from dataclasses import replace

from parley.changes import Change
from parley.compose.changes.changes import changes
from parley.dossier import Move, Position
from parley.report import Report
from tests.compose.changes.told import Told, report

ONE = report("one", "Orrin rejects any toll on the bridge. Sellia demands a toll on the bridge.\n")
TWO = report(
    "two", "Orrin would accept a small toll on the bridge. Sellia still demands a toll on the bridge.\n", "2031-05-02"
)


def told(*reports: Report) -> Told:
    made = Told(reports)
    names = [each.id for each in reports]
    made.entity("Orrin", *((name, "Orrin") for name in names), kind="party")
    made.entity("Sellia", *((name, "Sellia") for name in names), kind="party")
    return made


def known() -> Told:
    made = told(ONE)
    made.issue("Tolls", *held(made))
    return made


def held(made: Told) -> tuple[Position, Position]:
    return (
        made.position("orrin", "rejects", ("one", "Orrin rejects any toll on the bridge")),
        made.position("sellia", "demands", ("one", "Sellia demands a toll on the bridge")),
    )


def found(later: Told) -> list[Change]:
    return list(changes(known().dossier(), later.dossier()).changes)


def test_a_move_that_a_new_report_shows_is_told_from_where_to_where() -> None:
    later = told(ONE, TWO)
    accepts = later.position("orrin", "accepts", ("two", "would accept a small toll on the bridge"))
    move = Move("softened", "2031-05-02", "rejects", (), accepts.evidence)
    later.issue("Tolls", *held(later), replace(accepts, moved=(move,)))
    (change,) = found(later)
    assert (change.kind, change.was, change.now, change.who) == ("softened", "rejects", "accepts", ("Orrin",))
    assert ONE.quote(change.before[0]) == "Orrin rejects any toll on the bridge"


def test_a_position_that_was_held_before_is_taken_again() -> None:
    later = told(ONE, TWO)
    first, second = held(later)
    again = later.at(("two", "still demands a toll on the bridge"))
    move = Move("restated", "2031-05-02", "demands", (), (again,))
    later.issue("Tolls", first, replace(second, evidence=(*second.evidence, again), moved=(move,)))
    (change,) = found(later)
    assert (change.kind, change.who, change.evidence) == ("restated", ("Sellia",), (again,))


def test_a_stance_in_words_that_the_party_used_before_is_no_new_one() -> None:
    later = told(ONE, TWO)
    later.issue("Tolls", *held(later), later.position("sellia", "conditional", ("two", "demands a toll on the bridge")))
    assert [change.kind for change in found(later)] == ["restated"]


def test_one_sentence_on_two_issues_and_of_two_parties_is_one_change() -> None:
    both = report("both", "Both sides accepted observers on the river banks.\n", "2031-05-02")
    later = Told((ONE, both))
    later.entity("Orrin", ("one", "Orrin"), kind="party")
    later.entity("Sellia", ("one", "Sellia"), kind="party")
    place = ("both", "accepted observers on the river banks")
    later.issue("Tolls", *held(later))
    later.issue("Watch", *(later.position(party, "accepts", place) for party in ("orrin", "sellia")))
    later.issue("Rivers", *(later.position(party, "accepts", place) for party in ("orrin", "sellia")))
    (change,) = found(later)
    assert change.who == ("Orrin", "Sellia")
    assert change.about == ("Rivers", "Watch")


def test_parties_that_come_nearer_are_told_as_an_overlap() -> None:
    later = told(ONE, TWO)
    accepts = later.position("orrin", "accepts", ("two", "would accept a small toll on the bridge"))
    later.issue("Tolls", *held(later), accepts, overlap="partial")
    change = next(change for change in found(later) if change.kind == "overlap")
    assert (change.was, change.now) == ("unknown", "partial")


def test_what_only_a_new_look_at_known_reports_shows_is_no_news() -> None:
    later = told(ONE)
    later.issue(
        "Tolls", *held(later), later.position("sellia", "open", ("one", "a toll on the bridge")), overlap="full"
    )
    assert found(later) == []
