"""Decisions as a noun: their ids, their order, and how one takes another back."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.archive.decisions import exported, imported, written
from parley.decision import Anchor, Decision, in_force, unknown_withdrawals, within

RENAMED = Decision("rename", ("person-olav-mirren",), "Olaf Mirren", "his own spelling", "ana", "2031-03-02T12:00")
ANCHORED = replace(RENAMED, of="entity", story="river", anchors=((Anchor("r-1", 4, 10, "Mirren"),),))


def withdrawal(of: Decision, made: str = "2031-03-02T13:00") -> Decision:
    return Decision("withdraw", (of.id,), None, "a slip", "ana", made, "decision")


def test_a_line_of_an_older_parley_is_read_and_written_as_it_was() -> None:
    line = (
        b'{"kind":"rename","things":["person-olav-mirren"],"value":"Olaf Mirren","reason":"his own spelling",'
        b'"by":"ana","made":"2031-03-02T12:00"}'
    )
    assert imported(line) == (RENAMED,)
    assert written(RENAMED) == line


def test_a_decision_with_anchors_goes_to_a_file_and_back() -> None:
    assert imported(exported([ANCHORED, RENAMED])) == (ANCHORED, RENAMED)


def test_decisions_hold_in_the_order_of_their_moments_whatever_the_order_of_the_file() -> None:
    later = replace(RENAMED, value="Olav Mirren", made="2031-03-02T12:30+01:00")
    assert in_force([RENAMED, later]) == in_force([later, RENAMED]) == (later, RENAMED), "half past eleven in UTC"
    assert in_force([RENAMED, RENAMED]) == (RENAMED,)


def test_what_is_withdrawn_holds_no_longer_and_holds_again_when_the_withdrawal_is_withdrawn() -> None:
    first = withdrawal(RENAMED)
    second = withdrawal(first, "2031-03-02T14:00")
    assert in_force([RENAMED, first]) == ()
    assert in_force([second, first, RENAMED]) == (RENAMED,)


def test_a_withdrawal_of_what_is_not_there_is_told() -> None:
    lost = withdrawal(ANCHORED)
    assert list(unknown_withdrawals([RENAMED, lost])) == [lost]
    assert list(unknown_withdrawals([ANCHORED, lost])) == []


@given(st.integers(1, 400))
@settings(deadline=None)
def test_a_long_chain_of_withdrawals_ends(length: int) -> None:
    chain = [RENAMED]
    for number in range(length):
        chain.append(withdrawal(chain[-1], f"2031-03-03T00:00:00.{number:06d}"))
    assert in_force(reversed(chain)) == ((RENAMED,) if length % 2 == 0 else ())


def test_a_decision_of_the_archive_holds_in_each_story_that_has_a_report_of_it() -> None:
    everywhere = replace(ANCHORED, story=None)
    other = replace(ANCHORED, story="strait")
    held = (ANCHORED, everywhere, other, RENAMED)
    assert within(held, "river", frozenset({"r-1"})) == (ANCHORED, everywhere, RENAMED), "an old one has no reports"
    assert within(held, "river", frozenset({"r-2"})) == (ANCHORED, RENAMED)
    assert within(held, None, frozenset({"r-1", "r-2"})) == (everywhere, RENAMED)


def test_one_of_the_archive_whose_reports_are_nowhere_is_told_where_all_of_it_is_read() -> None:
    lost = replace(ANCHORED, story=None)
    named = Decision("rename", ("s-1",), "the ferries", "as I know", "ana", "2031-03-01T08:00:00+00:00", of="story")
    assert within([named], None, frozenset({"r-2"})) == (), "a story's name is nothing of a dossier's"
    assert within([lost], None, frozenset({"r-2"})) == (lost,)
