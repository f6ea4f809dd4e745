from dataclasses import dataclass

import pytest

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.story import Discrepancy
from tests.compare.build import Draft

YEAR = 365.25
INF = float("inf")


@dataclass(frozen=True)
class Told:
    """A sentence, the duration in it, what it measures, and its bounds in days."""

    line: str
    words: str
    head: str
    shortest: float
    longest: float
    day: str | None = None


def told(*sentences: Told, one_report: bool = False) -> list[Discrepancy]:
    groups = [sentences] if one_report else [(each,) for each in sentences]
    readings = []
    for number, group in enumerate(groups):
        draft = Draft(f"r{number}", "\n".join(each.line for each in group), published=group[0].day)
        for each in group:
            draft.period(each.words, each.shortest, each.longest, each.head)
        readings.append(draft.reading())
    return [each for each in discrepancies(Compared(tuple(readings))) if each.kind == "period"]


ENTERS = Told(
    "Bread is dear as the war enters its fourth year.", "enters its fourth year", "war", 3 * YEAR, 3.25 * YEAR
)
FOUR = Told("Nobody has counted what the four-year conflict cost.", "four-year", "conflict", 4 * YEAR, 4 * YEAR)
OVER_THREE = Told("More than three years of war have emptied it.", "More than three years", "war", 3 * YEAR, INF)


def test_lengths_of_one_war_that_cannot_both_be_right() -> None:
    (found,) = told(ENTERS, FOUR)
    assert {span.report for value in found.values for span in value.evidence} == {"r0", "r1"}
    assert "enters its fourth year" in found.note


def test_what_fits_with_both_is_left_out() -> None:
    (found,) = told(ENTERS, FOUR, OVER_THREE)
    assert len(found.values) == 2
    assert told(FOUR, OVER_THREE) == []
    assert told(ENTERS, OVER_THREE) == []


def test_one_report_contradicts_itself() -> None:
    month = Told("It is the fruit of a month-long push for a deal.", "month-long", "push", 30.4, 30.4)
    week = Told("The week-long effort goes on in two ports.", "week-long", "effort", 7, 7)
    (found,) = told(month, week, one_report=True)
    assert found.note.startswith("One report")


def test_days_between_the_reports_are_allowed_for() -> None:
    first = Told("The 20-day siege goes on.", "20-day", "siege", 20, 20, "2031-05-01")
    later = Told("The 23-day siege goes on.", "23-day", "siege", 23, 23, "2031-05-04")
    assert told(first, later) == []
    assert told(first, Told(later.line, later.words, later.head, 23, 23, "2031-05-01"))


@pytest.mark.parametrize(
    "other",
    [
        Told("The two-year trade war hurts both.", "two-year", "war", 2 * YEAR, 2 * YEAR),
        Told("The previous two-year war ended in a stalemate.", "two-year", "war", 2 * YEAR, 2 * YEAR),
        Told("The ten-day truce is holding.", "ten-day", "truce", 10, 10),
        Told("The ten-day Winter War museum tour is sold out.", "ten-day", "War", 10, 10),
        Told("The ten-year bridge stands.", "ten-year", "bridge", 10 * YEAR, 10 * YEAR),
        Told("A three-year war had freed the marshes.", "three-year", "war", 3 * YEAR, 3 * YEAR),
        Told("The forty-year conflict upriver goes on.", "forty-year", "conflict", 40 * YEAR, 40 * YEAR),
    ],
)
def test_another_thing_is_no_discrepancy(other: Told) -> None:
    assert told(FOUR, other) == []


def test_strikes_talks_and_truces_may_come_more_than_once() -> None:
    long = Told("The three-week strike has emptied the depots.", "three-week", "strike", 21, 21)
    assert told(long, Told("The union called a 24-hour strike.", "24-hour", "strike", 1, 1)) == []
    assert told(long, Told("The five-week strike has emptied the depots.", "five-week", "strike", 35, 35))
    first = Told("Two days of talks over bread ended at dawn.", "Two days", "talks", 2, 2)
    assert told(first, Told("Four days of talks on grain are planned in Velm.", "Four days", "talks", 4, 4)) == []


def test_a_proposed_and_an_agreed_truce_may_differ_and_so_may_those_of_two_days() -> None:
    agreed = "Estmark and Westmark agreed on a ten-day truce along the silt river."
    other = "Estmark and Westmark agreed on a thirty-day truce along the silt river."
    offered = "Estmark and Westmark were offered a thirty-day truce along the silt river."
    ten = Told(agreed, "ten-day", "truce", 10, 10, "2031-05-01")
    assert told(ten, Told(other, "thirty-day", "truce", 30, 30, "2031-05-01"))
    assert told(ten, Told(other, "thirty-day", "truce", 30, 30, "2031-05-03")) == []
    assert told(ten, Told(offered, "thirty-day", "truce", 30, 30, "2031-05-01")) == []


def hours(line: str, number: int, name: str, head: str | None = None, unit: str = "TH") -> Draft:
    draft = Draft(name, line)
    days = number / 24 if unit == "TH" else 365.25 * number
    words = f"{number} hours" if unit == "TH" else f"{number}-year"
    draft.period(words, days, days, head, value=f"P{unit}".replace("TH", f"T{number}H").replace("Y", f"{number}Y"))
    return draft


def test_lengths_that_end_at_one_hour_are_of_one_session() -> None:
    drafts = [
        hours(
            "The leaders had sat together in the mill of Velm on the pact for 14 hours until Monday at dawn.", 14, "r0"
        ),
        hours(
            "A first attempt of the leaders in the mill of Velm on the pact ended on Monday at dawn after 17 hours.",
            17,
            "r1",
        ),
    ]
    for draft in drafts:
        draft.time("Monday", "2031-03-03")
        draft.entity("place", "Velm")
    (found,) = discrepancies(Compared(tuple(draft.reading() for draft in drafts)))
    assert found.kind == "period"
    assert any("name 2031-03-03" in reason.detail for reason in found.why)
    away = hours("The weavers of Velm slept on Sunday for 17 hours.", 17, "r1")
    away.time("Sunday", "2031-03-02")
    assert discrepancies(Compared((drafts[0].reading(), away.reading()))) == ()


def test_the_day_on_which_both_reports_appeared_anchors_no_length() -> None:
    lines = (
        "The leaders had sat together in the mill of Velm on the pact for 14 hours until Monday at dawn.",
        "A first attempt of the leaders in the mill of Velm on the pact ended on Monday at dawn after 17 hours.",
    )

    def found(published: str) -> tuple[Discrepancy, ...]:
        readings = []
        for line, number in zip(lines, (14, 17), strict=True):
            draft = hours(line, number, f"r{number}")
            draft.published = published
            draft.time("Monday", "2031-03-03")
            draft.entity("place", "Velm")
            readings.append(draft.reading())
        return discrepancies(Compared(tuple(readings)))

    def anchored(told: tuple[Discrepancy, ...]) -> bool:
        return any("name 2031-03-03" in reason.detail for each in told for reason in each.why)

    assert anchored(found("2031-03-04"))
    assert not anchored(found("2031-03-03"))


def test_a_contract_that_readers_know_has_one_length() -> None:
    drafts = [
        hours(
            "The guild sold the salt in a 4-year contract that brings it a fortune in silver.", 4, "r0", "contract", "Y"
        ),
        hours("The 5-year salt deal was a fortune for the guild.", 5, "r1", "deal", "Y"),
    ]
    assert [each.kind for each in discrepancies(Compared(tuple(draft.reading() for draft in drafts)))] == ["period"]
    longer = hours("The guild extended the salt deal, a 5-year fortune.", 5, "r1", "deal", "Y")
    assert discrepancies(Compared((drafts[0].reading(), longer.reading()))) == ()


def test_a_war_may_be_told_as_a_war_that_goes_on() -> None:
    long = Told("The truce is the first in a 33-month war that has emptied the hills.", "33-month", "war", 1004, 1004)
    short = Told("They came home after a 23-month war that has killed thousands.", "23-month", "war", 700, 700)
    assert told(long, short)


def sat(one: str, other: str) -> list[Discrepancy]:
    """Two sentences of two reports; the length is given as "five hours" or "90 minutes" in each."""
    lengths = {"five hours": (5 / 24, "PT5H"), "180 minutes": (3 / 24, "PT180M"), "seven years": (7 * YEAR, "P7Y")}
    lengths |= dict.fromkeys(("over five years", "five years"), (5 * YEAR, "P5Y"))
    drafts = [Draft(f"r{number}", line) for number, line in enumerate((one, other))]
    for draft in drafts:
        words = next(words for words in lengths if words in draft.text)
        days, value = lengths[words]
        draft.period(words, days, days, value=value)
    drafts += [Draft(f"x{n}", line) for n, line in enumerate(("Rain fell on Ostby.", "Bread is dear.", "Nobody sang."))]
    return [each for each in discrepancies(Compared(tuple(d.reading() for d in drafts))) if each.kind == "period"]


def test_lengths_in_two_units_of_what_a_verb_says_lasted() -> None:
    one = "The joint session of the herring board at the Salt House lasted five hours."
    (found,) = sat(one, "At the Salt House the joint session of the herring board took 180 minutes.")
    assert {value.value for value in found.values} == {"five hours", "180 minutes"}
    assert sat(one, "Another crossing from the Salt House took 180 minutes in fog.") == []


def test_what_is_done_over_years_takes_so_many() -> None:
    one = "A plan to fill the Ebba reservoir behind the wall at Velm over five years was read out."
    (found,) = sat(one, "The plan is to fill the Ebba reservoir behind the wall at Velm in seven years.")
    assert {value.value for value in found.values} == {"over five years", "seven years"}


def test_words_that_are_the_same_outweigh_a_length_that_is_far_off_or_as_much_longer_as_the_report_is_later() -> None:
    line = "The porters have called a strike of {} on every quay of the Ebba river."
    drafts = [Draft(f"r{n}", line.format(f"{n} hours"), published=f"2031-03-0{n // 24}") for n in (24, 48)]
    for draft, hours in zip(drafts, (24, 48), strict=True):
        draft.period(f"{hours} hours", hours / 24, hours / 24, "strike", value=f"PT{hours}H")
    assert [each.kind for each in discrepancies(Compared(tuple(d.reading() for d in drafts)))] == ["period"]


def test_other_places_that_tell_one_of_two_lengths_stand_beside_it() -> None:
    lines = (
        "On Friday Oda Venn and the herring board spoke by telephone for 25 minutes on the eel toll.",
        "By telephone the herring board and Oda Venn spoke for 50 minutes on the eel toll on Friday.",
        "On Friday the telephone was in use for 50 minutes with Oda Venn.",
    )
    drafts = [Draft(f"r{number}", line) for number, line in enumerate(lines)]
    for draft, minutes in zip(drafts, (25, 50, 50), strict=True):
        draft.period(f"{minutes} minutes", minutes / 1440, minutes / 1440, value=f"PT{minutes}M")
        draft.time("Friday", "2031-03-07")
    (found,) = discrepancies(Compared(tuple(draft.reading() for draft in drafts)))
    assert {value.value: len(value.evidence) for value in found.values} == {"25 minutes": 1, "50 minutes": 2}


def test_a_pronoun_stands_for_what_the_sentence_before_names() -> None:
    one = "The guarantee against layoffs runs for five years."
    (found,) = sat(one, "The owners offer a guarantee against layoffs. It runs for seven years and not a day longer.")
    assert {value.value for value in found.values} == {"five years", "seven years"}
    assert sat(one, "The owners offer a lorry for the herring. It runs for seven years and not a day longer.") == []
