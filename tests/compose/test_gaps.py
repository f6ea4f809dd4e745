"""What would have to move on an issue, from positions made by hand."""

from dataclasses import replace

import pytest

from parley.compose.cast import Cast
from parley.compose.gaps import with_gaps
from parley.compose.overlap import overlap
from parley.dossier import Gap, Issue, Position
from parley.reading import Stance
from parley.report import Report, Sighting, Span
from parley.story import Entity

SPAN = Span("r", 0, 9)
TEXT = Report("r", "On a day in March: if they are unarmed.", (Sighting("a.txt", None, None, ""),), ())


def position(party: str, stance: Stance, words: str, since: str | None = None) -> Position:
    return Position(party, stance, since, words, (), (SPAN,))


def issue(*positions: Position, name: str = "a") -> Issue:
    return Issue(f"issue-{name}", name, None, positions, overlap(positions).overlap)


def gaps(first: Issue, *more: Issue) -> tuple[Gap, ...]:
    names = {p.party for each in (first, *more) for p in each.positions}
    entities = {name: Entity(name, name.title(), "party", None, (), (SPAN,), ()) for name in names}
    return with_gaps((first, *more), Cast(entities, {}, {}), {"r": TEXT})[0].gaps


def test_a_rejected_demand_names_both_who_would_have_to_move_and_no_verdict() -> None:
    row = issue(
        position("ostmark", "demands", "a harbour toll of two crowns"), position("varnia", "rejects", "any toll")
    )
    (gap,) = gaps(row)
    assert (gap.kind, gap.parties) == ("refusal", ("ostmark", "varnia"))
    assert "Ostmark demands “a harbour toll of two crowns”, Varnia rejects “any toll”" in gap.detail


def test_a_rejection_of_something_else_is_no_refusal_of_a_demand() -> None:
    row = issue(position("ostmark", "demands", "a harbour toll"), position("varnia", "rejects", "foreign inspectors"))
    assert [gap.kind for gap in gaps(row)] == []


@pytest.mark.parametrize(("stance", "kind"), [("conditional", "condition"), ("wary", "hesitation")])
def test_a_condition_and_a_doubt_are_told(stance: Stance, kind: str) -> None:
    row = issue(position("ostmark", "offers", "pilots"), position("varnia", stance, "pilots if they are unarmed"))
    assert [gap.kind for gap in gaps(row)] == [kind]


def test_a_condition_is_told_in_its_words() -> None:
    tied = replace(position("varnia", "conditional", "pilots"), condition=Span("r", 19, 38))
    (gap,) = gaps(issue(position("ostmark", "offers", "pilots"), tied))
    assert gap.detail == "Varnia ties “pilots” to a condition: “if they are unarmed”."


def test_what_a_party_took_back_stands_between_nobody() -> None:
    row = issue(
        position("ostmark", "demands", "the toll", "2031-03-01"),
        position("varnia", "rejects", "the toll", "2031-03-01"),
        position("varnia", "accepts", "the toll", "2031-03-04"),
    )
    assert [gap.kind for gap in gaps(row)] == []


def test_positions_that_meet_leave_no_gap() -> None:
    assert gaps(issue(position("ostmark", "offers", "pilots"), position("varnia", "accepts", "pilots"))) == ()


def test_a_demand_is_unanswered_only_by_those_who_speak_on_other_issues() -> None:
    asked = issue(position("ostmark", "demands", "the toll"))
    others = [issue(position("varnia", "offers", "pilots"), name=name) for name in "bc"]
    (gap,) = gaps(asked, *others)
    assert (gap.kind, gap.parties) == ("silence", ("varnia",))
    assert gaps(asked, others[0]) == ()


def test_the_same_words_of_two_parties_are_told_once() -> None:
    row = issue(
        position("ostmark", "offers", "changes to the toll"),
        position("southmark", "offers", "changes to the toll"),
        position("varnia", "rejects", "changes to the toll"),
    )
    assert [gap.kind for gap in gaps(row)] == ["refusal"]


def test_a_name_that_two_clauses_share_sets_nothing_against_each_other() -> None:
    row = issue(
        position("ostmark", "demands", "pilots for the Varnian harbour"),
        position("varnia", "rejects", "foreign inspectors on Varnian soil"),
    )
    assert [gap.kind for gap in gaps(row)] == []
