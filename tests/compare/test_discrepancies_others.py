"""Places, participants, roles and outcomes: what little evidence of them is strong enough."""

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.resolve import resolve
from parley.reading import Reading, Status
from parley.story import Discrepancy, DiscrepancyKind
from tests.compare.build import Draft

DAY = "2031-03-05"


ELSEWHERE = Draft(
    "r9",
    "Rain kept the stalls shut. A brass band rehearsed behind the mill. Two anglers argued about bait. Bread is dear. "
    "The school choir sang. Pigeons slept under awnings. A kiosk burned down. The library reopened. Snow is forecast. "
    "Someone lost a green hat. The clock runs late. A calf was born. Nobody won the raffle. Cider is cheap this year.",
    published=DAY,
).reading()


def found(kind: DiscrepancyKind, *readings: Reading) -> list[Discrepancy]:
    readings = (*readings, ELSEWHERE)
    told = discrepancies(Compared(readings, resolve(readings).entities))
    return [each for each in told if each.kind == kind]


def located(name: str, line: str, *places: str) -> Reading:
    draft = Draft(name, line, published=DAY)
    for place in places:
        draft.entity("place", place)
    return draft.reading()


BLAST = "A boiler burst at the covered fish market in the town of {} before dawn and wounded six porters."


def test_one_occasion_in_two_towns_in_the_same_words() -> None:
    (told,) = found("place", located("r0", BLAST.format("Velm"), "Velm"), located("r1", BLAST.format("Ostby"), "Ostby"))
    assert {value.value for value in told.values} == {"Velm", "Ostby"}


def test_a_town_and_its_region_are_one_place() -> None:
    region = BLAST.format("Velm").replace("the town of Velm", "Estmark")
    assert found("place", located("r0", BLAST.format("Velm"), "Velm"), located("r1", region, "Estmark")) == []


def test_other_words_in_another_town_are_another_occasion() -> None:
    other = "In the town of Ostby six porters were hurt when something burst."
    assert found("place", located("r0", BLAST.format("Velm"), "Velm"), located("r1", other, "Ostby")) == []


def attended(name: str, line: str, who: str, *, took_part: bool, day: str = DAY) -> Reading:
    draft = Draft(name, line, published="2031-03-06", outlet=f"Paper {name}")
    person = draft.person(who)
    time = draft.time("Wednesday", day)
    if took_part:
        draft.event("CONSULT", line, "talks", person, time=time)
    return draft.reading()


def test_who_took_part_by_one_report_and_not_by_another() -> None:
    line = "Oda Venn joined the grain talks in the salt tower on Wednesday."
    there = attended("r0", line, "Oda Venn", took_part=True)
    absent = "Oda Venn did not attend the grain talks in the salt tower on Wednesday."
    assert found("participant", there, attended("r1", absent, "Oda Venn", took_part=False))
    other_day = attended("r1", absent, "Oda Venn", took_part=False, day="2031-02-26")
    assert found("participant", there, other_day) == []
    silent = attended("r1", "Karel Brandt joined the grain talks on Wednesday.", "Karel Brandt", took_part=True)
    assert found("participant", there, silent) == []


def holder(name: str, line: str, role: str, day: str = DAY) -> Reading:
    draft = Draft(name, line, published=day)
    draft.person("Oda Venn", roles=(role,))
    return draft.reading()


def test_offices_that_exclude_each_other() -> None:
    foreign = holder("r0", "Oda Venn, the foreign minister, spoke first.", "foreign minister")
    assert found("role", foreign, holder("r1", "Oda Venn, the finance minister, spoke first.", "finance minister"))
    for other in ("deputy finance minister", "chief negotiator", "former finance minister", "foreign minister"):
        assert found("role", foreign, holder("r1", f"Oda Venn, the {other}, spoke first.", other)) == []


def test_who_changed_office_between_the_reports_has_no_two_offices() -> None:
    foreign = holder("r0", "Oda Venn, the foreign minister, spoke first.", "foreign minister")
    later = holder("r1", "Oda Venn, the finance minister, spoke first.", "finance minister", "2031-06-01")
    assert found("role", foreign, later) == []


def happening(name: str, line: str, trigger: str, status: Status, kind: str = "CONSULT", **said: str) -> Reading:
    draft = Draft(name, line, published=DAY, outlet=f"Paper {name}")
    people = [draft.person(who) for who in ("Oda Venn", "Karel Brandt") if who in line]
    draft.event(kind, line, trigger, *people, status=status)
    if said:
        spokesman = draft.entity("other", None, said["by"], description=said["by"])
        draft.said(spokesman, line.split(" that ")[1], source=said["by"], cue="denied", kind="indirect")
    return draft.reading()


def test_what_one_report_tells_and_another_has_denied() -> None:
    done = happening("r0", "Oda Venn and Karel Brandt met alone in the salt tower at noon.", "met", "happened")
    denial = "The spokesman denied that Oda Venn and Karel Brandt had met alone in the salt tower."
    (told,) = found("outcome", done, happening("r1", denial, "met", "denied", by="The spokesman"))
    assert "denied" in told.note
    assert [value.evidence[0].report for value in told.values] == ["r0", "r1"]


def test_a_plan_or_another_thing_is_not_what_was_denied() -> None:
    denial = "The spokesman denied that Oda Venn and Karel Brandt had met alone in the salt tower."
    denied = happening("r1", denial, "met", "denied", by="The spokesman")
    plan = happening("r0", "Oda Venn and Karel Brandt plan to meet alone in the salt tower.", "meet", "planned")
    other = happening("r0", "Oda Venn met grain merchants near the canal at noon.", "met", "happened")
    never = happening("r1", "Oda Venn and Karel Brandt have not met alone in the salt tower.", "met", "denied")
    done = happening("r0", "Oda Venn and Karel Brandt met alone in the salt tower at noon.", "met", "happened")
    assert found("outcome", done, never) == []
    assert found("outcome", plan, denied) == []
    assert found("outcome", other, denied) == []


def test_agreed_by_one_report_and_rejected_by_another() -> None:
    agreed = happening("r0", "Oda Venn agreed to the roster of the ferry owners.", "agreed", "happened", "AGREE")
    rejected = happening("r1", "Oda Venn rejected the roster of the ferry owners.", "rejected", "happened", "REJECT")
    assert found("outcome", agreed, rejected)
    elsewhere = happening("r1", "Oda Venn rejected a toll on eels in the marsh.", "rejected", "happened", "REJECT")
    assert found("outcome", agreed, elsewhere) == []
