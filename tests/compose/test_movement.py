"""How stances move from day to day: softened, hardened, restated, by the party's own statements."""

from parley.compose.compose import compose
from parley.compose.lens import shelf
from parley.dossier import Made, Position
from tests.compose.build import Line, story

MADE = Made("2031-03-09", "parley test", "test", "1")


def positions(*lines: Line) -> dict[str, Position]:
    """Varnia's positions on its only issue, by stance; the first report is of 1 March, the next of 2 March."""
    (issue,) = compose(story(*lines), shelf()[0], MADE).issues
    return {position.stance: position for position in issue.positions}


def test_a_later_yes_has_softened_and_names_the_earlier_no() -> None:
    found = positions(Line("Varnia rejects a truce."), Line("Varnia accepts a truce."))
    (move,) = found["accepts"].moved
    assert (move.kind, move.day, move.before) == ("softened", "2031-03-02", "rejects")
    assert move.evidence == found["accepts"].evidence
    assert found["rejects"].moved == ()


def test_a_later_no_has_hardened() -> None:
    found = positions(Line("Varnia supports a truce."), Line("Varnia rejects a truce."))
    assert [(move.kind, move.before) for move in found["rejects"].moved] == [("hardened", "supports")]


def test_a_look_back_at_what_was_held_before_is_no_move() -> None:
    found = positions(
        Line("Varnia rejects a truce."), Line("Varnia accepts a truce."), Line("Varnia rejected a truce before.")
    )
    assert [move.kind for move in found["rejects"].moved] == []


def test_offering_what_was_accepted_before_is_no_step_back() -> None:
    found = positions(Line("Varnia accepts a truce."), Line("Varnia offers a truce."))
    assert all(not position.moved for position in found.values())


def test_demanding_one_thing_and_rejecting_another_is_no_move() -> None:
    found = positions(Line("Varnia demands a truce."), Line("Varnia rejects a truce."))
    assert all(not position.moved for position in found.values())


def test_what_is_said_again_on_a_later_day_is_restated_by_that_statement() -> None:
    lines = [
        Line(f"Varnia demanded a {kind}.", "Varnia", "demanded", f"a {kind}", "demands")
        for kind in ("truce", "long truce")
    ]
    (move,) = positions(*lines)["demands"].moved
    assert (move.kind, move.day, len(move.statements)) == ("restated", "2031-03-02", 1)


def test_by_another_partys_account_nobody_moves() -> None:
    said = "Varnia accepts a truce"
    found = positions(Line("Varnia rejects a truce."), Line(f"Ostmark said {said}.", "Ostmark", "said", said))
    assert found["accepts"].account == "party-ostmark"
    assert found["accepts"].moved == ()


def test_another_stance_on_another_thing_of_the_same_issue_is_no_move() -> None:
    found = positions(Line("Varnia rejects a truce of forty days."), Line("Varnia accepts a pause in fire at night."))
    assert all(not position.moved for position in found.values())


def test_saying_the_like_of_another_thing_restates_nothing() -> None:
    said = ("a truce of forty days", "a pause in fire at night")
    found = positions(*(Line(f"Varnia demanded {each}.", "Varnia", "demanded", each, "demands") for each in said))
    assert found["demands"].moved == ()
