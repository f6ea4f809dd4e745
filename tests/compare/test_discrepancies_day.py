from dataclasses import dataclass

import pytest

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.resolve import resolve
from parley.reading import Status, TimeExpression
from parley.story import Discrepancy
from tests.compare.build import Draft

MONDAY, TUESDAY, WEDNESDAY = "2031-03-03", "2031-03-04", "2031-03-05"


@dataclass(frozen=True)
class Told:
    """A sentence, the day in it as worded and as resolved, the type of event, and the day of the report."""

    line: str
    words: str
    day: str | None
    type: str = "ASSAULT"
    published: str | None = WEDNESDAY
    status: Status = "happened"
    uttered: bool = False


def told(*sentences: Told) -> list[Discrepancy]:
    readings = []
    for number, each in enumerate(sentences):
        draft = Draft(f"r{number}", each.line, published=each.published, outlet=f"Paper {number}")
        value = each.day or f"XXXX-WXX-{('Monday', 'Tuesday', 'Wednesday').index(each.words) + 1}"
        time = draft.time(each.words, each.day, value=value)
        for name in ("Velm", "Ostby"):
            if name in each.line:
                draft.entity("place", name)
        if each.uttered:
            draft.said(None, each.line.split(" said")[0], cue="said", kind="indirect", time=time)
        else:
            draft.event(each.type, each.line, each.line.split()[2], status=each.status, time=time)
        readings.append(draft.reading())
    found = discrepancies(Compared(tuple(readings), resolve(readings).entities))
    return [each for each in found if each.kind == "day"]


RAID = "A raid on the covered fish hall in the town of Velm on {} killed at least six porters before dawn."


def test_one_occasion_in_the_same_words_on_two_days() -> None:
    (found,) = told(Told(RAID.format("Monday"), "Monday", MONDAY), Told(RAID.format("Tuesday"), "Tuesday", TUESDAY))
    assert {value.value for value in found.values} == {"Monday", "Tuesday"}
    assert MONDAY in found.note


def test_weekdays_without_dates_are_compared_where_no_report_has_a_date() -> None:
    monday = Told(RAID.format("Monday"), "Monday", None, published=None)
    assert told(monday, Told(RAID.format("Tuesday"), "Tuesday", None, published=None))
    assert told(monday, Told(RAID.format("Monday"), "Monday", None, published=None)) == []


def test_what_begins_once_cannot_begin_on_two_days() -> None:
    first = Told("The ten-day truce is to begin at six on Monday, officials confirmed.", "Monday", MONDAY,
                 "RETREAT", status="planned")  # fmt: skip
    second = Told("Gunners got a ceasefire that kicks in at noon on Tuesday.", "Tuesday", TUESDAY, "RETREAT",
                  status="planned")  # fmt: skip
    assert told(first, second)
    later = Told(second.line, "Tuesday", TUESDAY, "RETREAT", "2031-03-06", "planned")
    assert told(first, later) == []


def test_sessions_and_meetings_on_two_days_are_two() -> None:
    first = Told(
        "The envoys met at the customs house of Velm on Monday for talks on grain.", "Monday", MONDAY, "CONSULT"
    )
    second = Told("At the customs house of Velm envoys met on Tuesday over grain.", "Tuesday", TUESDAY, "CONSULT")
    assert told(first, second) == []


def test_two_raids_in_other_words_or_other_towns_are_two() -> None:
    first = Told(RAID.format("Monday"), "Monday", MONDAY)
    assert told(first, Told("Porters died in a raid on Velm on Tuesday.", "Tuesday", TUESDAY)) == []
    assert told(first, Told(RAID.format("Tuesday").replace("Velm", "Ostby"), "Tuesday", TUESDAY)) == []


def test_a_plan_and_what_came_of_it_are_no_discrepancy() -> None:
    words = "The drivers will sign the wage accord in Velm on Monday, the mediator expects."
    plan = Told(words, "Monday", MONDAY, "AGREE", "2031-03-02", "planned")
    deed = Told(
        "The drivers signed the wage accord in Velm on Tuesday, the mediator confirmed.", "Tuesday", TUESDAY, "AGREE"
    )
    assert told(plan, deed) == []


def test_the_days_of_two_utterances_are_no_discrepancy() -> None:
    line = "Much will depend on the posture of the ferry owners after the vote in Velm, Oda Venn said on {}."
    first = Told(line.format("Monday"), "Monday", MONDAY, uttered=True)
    assert told(first, Told(line.format("Tuesday"), "Tuesday", TUESDAY, uttered=True)) == []


def test_a_sentence_with_both_days_is_no_discrepancy() -> None:
    line = RAID.format("Tuesday").replace("before dawn", "a day after the one on Monday")
    both = Draft("r1", line, published=WEDNESDAY)
    both.time("Monday", MONDAY)
    both.time("Tuesday", TUESDAY)
    one = Draft("r0", RAID.format("Monday"), published=WEDNESDAY)
    one.time("Monday", MONDAY)
    assert discrepancies(Compared((one.reading(), both.reading()))) == ()


def test_days_within_quotations_and_the_same_word_for_two_days_are_no_discrepancy() -> None:
    quoted = "“It began at six in the covered fish hall of Velm and will go on {} as well,” the porter told us there."
    first = Told(quoted.format("tomorrow"), "tomorrow", MONDAY)
    assert told(first, Told(quoted.format("today"), "today", TUESDAY)) == []
    raid = Told(RAID.format("Monday"), "Monday", MONDAY)
    assert told(raid, Told(RAID.format("Monday"), "Monday", "2031-02-24")) == []


def test_the_same_words_for_the_next_week_or_with_other_numbers_are_of_another_occasion() -> None:
    line = "Tin lost {} points on the copper exchange of Velm on {} as dealers waited for the grain vote upriver."
    first = Told(line.format("12", "Monday"), "Monday", MONDAY, "RETREAT")
    assert told(first, Told(line.format("12", "Tuesday"), "Tuesday", "2031-03-11", "RETREAT")) == []
    assert told(first, Told(line.format("31", "Tuesday"), "Tuesday", TUESDAY, "RETREAT")) == []
    assert told(first, Told(line.format("12", "Tuesday"), "Tuesday", TUESDAY, "RETREAT"))


def test_a_walk_out_by_the_same_people_is_told_for_two_days() -> None:
    first = Told("Ferry delegates left the plenary on Monday after a clause was cut.", "Monday", MONDAY, "REJECT")
    second = Told("The ferry delegates left the hall on Tuesday.", "Tuesday", TUESDAY, "REJECT")
    assert told(first, second)
    assert told(first, Told("Two miners left the hall on Tuesday.", "Tuesday", TUESDAY, "REJECT")) == []


def test_the_next_round_and_the_last_day_for_a_decision_come_once() -> None:
    plan = {"published": "2031-03-01", "status": "planned"}
    round_ = Told("Formal talks resume on Monday.", "Monday", MONDAY, "CONSULT", **plan)  # type: ignore[arg-type]
    table = Told("Delegations return to the table on Tuesday.", "Tuesday", TUESDAY, "CONSULT", **plan)  # type: ignore[arg-type]
    assert told(round_, table)
    past = Told("Formal talks resumed on Monday.", "Monday", MONDAY, "CONSULT")
    assert told(past, Told("Delegations returned to the table on Tuesday.", "Tuesday", TUESDAY, "CONSULT")) == []


def test_a_plan_of_two_reports_is_compared_unless_one_says_that_it_moved() -> None:
    first = Told("The fisheries court must decide on Tuesday.", "Tuesday", TUESDAY, "AGREE", "2031-03-01", "planned")
    line = "The fisheries court {} on Wednesday."
    second = Told(line.format("must decide"), "Wednesday", WEDNESDAY, "AGREE", "2031-03-02", "planned")
    assert told(first, second)
    moved = Told(line.format("must now decide"), "Wednesday", WEDNESDAY, "AGREE", "2031-03-02", "planned")
    assert told(first, moved) == []
    late = Told(line.format("must decide"), "Wednesday", WEDNESDAY, "AGREE", "2031-03-05", "planned")
    assert told(first, late) == []


def test_a_weekday_that_only_says_which_thing_is_meant_is_no_day() -> None:
    for line in (
        "What the club promised in writing is to show the {} match to every one of the towns upriver.",
        "What the club promised in writing is to show its {} match to every one of the towns upriver.",
    ):
        monday, tuesday = line.format("Monday"), line.format("Tuesday")
        assert told(Told(monday, "Monday", MONDAY), Told(tuesday, "Tuesday", TUESDAY)) == []


def test_the_date_that_opens_a_report_is_its_own() -> None:
    words, day = ("March 3, 2031", "March 4, 2031"), (MONDAY, TUESDAY)
    dated, inside = ([Told(line.format(w), w, d) for w, d in zip(words, day, strict=True)] for line in (
        "{} A raid on the covered fish hall in the town of Velm killed at least six porters before dawn.",
        "A raid on the covered fish hall in the town of Velm killed at least six porters on {} before dawn.",
    ))  # fmt: skip
    assert told(*inside)
    assert told(*dated) == []


def test_a_thing_of_a_day_after_the_other_report_may_be_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.compare.discrepancies.day.likeness", lambda a, b: 0.8)

    def eaten(published: str) -> list[Discrepancy]:
        lines = ("On Monday Oda Venn ate eels with Runa Velmark in the tower.",
                 "Smoked eels: Oda Venn saw the tower and Runa Velmark Tuesday.")  # fmt: skip
        rows = zip(lines, ("Monday", "Tuesday"), (MONDAY, TUESDAY), (published, WEDNESDAY), strict=True)
        drafts: list[Draft] = []
        for line, words, day, told_on in rows:
            draft = Draft(f"r{len(drafts)}", line, published=told_on)
            for who in ("Oda Venn", "Runa Velmark"):
                draft.person(who)
            draft.time(words, day)
            drafts.append(draft)
        readings = tuple(draft.reading() for draft in drafts)
        found = discrepancies(Compared(readings, resolve(readings).entities))
        return [each for each in found if each.kind == "day"]

    assert eaten(WEDNESDAY)
    assert eaten(MONDAY) == []


def test_one_blow_told_in_like_words_is_of_one_day_and_shown_with_all_who_tell_it() -> None:
    (found,) = told(
        Told("Four porters died of wounds after the attack on the fish hall in Velm on Monday.", "Monday", MONDAY),
        Told("The porters slept when the fish hall in Velm was hit in an attack on Tuesday.", "Tuesday", TUESDAY),
        Told("Porters buried a victim of the attack on the fish hall in Velm on Tuesday.", "Tuesday", TUESDAY),
    )
    assert {span.report for value in found.values for span in value.evidence} == {"r0", "r1", "r2"}


def coming(one: str, other: str, monkeypatch: pytest.MonkeyPatch) -> list[Discrepancy]:
    """What two reports of Monday tell for Tuesday and Wednesday, in clauses that mean the same."""
    monkeypatch.setattr("parley.compare.discrepancies.day.likeness", lambda a, b: 0.8)
    first = Told(one.format("Tuesday"), "Tuesday", TUESDAY, "CONSULT", MONDAY, "planned")
    return told(first, Told(other.format("Wednesday"), "Wednesday", WEDNESDAY, "CONSULT", MONDAY, "planned"))


def test_what_comes_next_is_one_thing_though_such_things_come_more_than_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert coming("Another round of the quota talks is foreseen for {}.", "The next round falls on {}.", monkeypatch)


def test_two_places_in_a_row_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = "The second round of the talks is foreseen for {}.", "The third round falls on {}."
    assert coming(one, other, monkeypatch) == []


def test_a_strike_that_has_lasted_since_a_day_began_on_it() -> None:
    first, second = (Draft(f"r{n}", line, published=WEDNESDAY) for n, line in enumerate((
        "Some 300 porters have been on strike since Monday, 3 March.",
        "The strike of the porters began on Tuesday, 4 March.",
    )))  # fmt: skip
    first.times.append(TimeExpression(first.span("since Monday, 3 March"), "DATE", MONDAY, None, MONDAY, None))
    second.time("Tuesday, 4 March", TUESDAY)
    found = discrepancies(Compared((first.reading(), second.reading())))
    assert [each.kind for each in found] == ["day"]


def test_two_guests_of_one_host_are_met_on_two_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.compare.discrepancies.day.likeness", lambda a, b: 0.8)

    def met(guest: str, other: str) -> list[Discrepancy]:
        drafts: list[Draft] = []
        first = f"On Monday {guest} ate eels with Runa Velmark in the tower."
        second = f"Smoked eels: {other} saw the tower and Runa Velmark Tuesday."
        for line, who, words, day in ((first, guest, "Monday", MONDAY), (second, other, "Tuesday", TUESDAY)):
            draft = Draft(f"r{len(drafts)}", line, published=WEDNESDAY)
            draft.person(who)
            draft.person("Runa Velmark")
            draft.time(words, day)
            drafts.append(draft)
        readings = tuple(draft.reading() for draft in drafts)
        found = discrepancies(Compared(readings, resolve(readings).entities))
        return [each for each in found if each.kind == "day"]

    assert met("Oda Venn", "Oda Venn")
    assert met("Oda Venn", "Karel Brandt") == []
