"""Sameness: a better pair outranks a worse one, and what forbids or weighs is told by its table."""

from dataclasses import replace

import pytest

from parley.compare.reasons import forbidden, weigh
from parley.compare.sameness import FORBIDDING, REASONS, VETOES, different_days, even, reasons
from parley.reading import TimeExpression
from parley.report import Span
from tests.compare.test_claims import BACKGROUND, lent, plain, shared
from tests.compare.test_seams import proposition


def test_every_reason_has_a_learnt_weight_and_none_is_left_over() -> None:
    assert [row.judge for row in reasons()] == [*VETOES, *REASONS]
    assert even() > 0


def test_the_likelier_pair_outranks() -> None:
    one = proposition("a", "Millers of Velm accepted the offer of the bank on barges")
    near = proposition("b", "Millers of Velm accepted the offer of the bank")
    far = proposition("c", "Millers of Velm sold wool to the abbey of Orle")
    assert weigh(reasons(), one, near).score > even() > weigh(reasons(), one, far).score
    assert weigh(reasons(), one, near).reasons == weigh(reasons(), near, one).reasons


@pytest.mark.parametrize(
    "supposed",
    [
        "If the dockers of Velm go back to the cranes.",
        "Whether the dockers of Velm go back to the cranes.",
        "Do the dockers of Velm go back to the cranes?",
    ],
)
def test_what_is_supposed_or_asked_is_not_what_is_asserted(supposed: str) -> None:
    asserted = "The dockers of Velm go back to the cranes."
    assert shared(plain("a", asserted), plain("b", asserted.replace("The", "Those")), *BACKGROUND)
    assert not shared(plain("a", asserted), plain("b", supposed), *BACKGROUND)


def test_other_numbers_speak_against_one_claim_and_forbid_none() -> None:
    one, same, other = (proposition(name, f"Velm counted {n} barges") for name, n in (("a", 40), ("b", 40), ("c", 70)))
    assert weigh(reasons(), one, same).score > weigh(reasons(), one, other).score
    names = [reason.name for reason in weigh(reasons(), one, proposition("d", "Velm sold 70 cranes")).reasons]
    assert "no number in common" in names or forbidden(FORBIDDING, one, other)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2031-03-04", "2031-03-06", True),
        ("2031-03-04", "2031-03-11", False),
        ("2031-03-04", "2031-03-18", True),
        ("2031-01", "2032-01", False),
        ("2031-01", "2031-02", True),
        ("2031-01", "2033-01", True),
    ],
)
def test_the_week_of_a_weekday_or_the_year_of_a_month_forbids_nothing(one: str, other: str, apart: bool) -> None:
    told = [replace(proposition("a", "Velm counted barges"), times=(moment(value),)) for value in (one, other)]
    assert (different_days(*told) is not None) == apart


def moment(value: str) -> TimeExpression:
    first, last = (f"{value}-01", f"{value}-28") if len(value) == 7 else (value, value)
    return TimeExpression(Span("a", 0, 4), "DATE", value, None, first, last)


def test_more_numbers_than_the_other_gives_are_no_contradiction() -> None:
    both = lent("a", "The lender of Velm pays 60 million crowns to the dockers and lends 40 million crowns.", 60, 40)
    assert shared(both, lent("b", "The lender of Velm pays 60 million crowns to the dockers.", 60), *BACKGROUND)
