from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.resolve import resolve
from parley.reading import Reading
from parley.story import Discrepancy
from tests.compare.build import Draft

MONDAY, TUESDAY = "2031-03-03", "2031-03-04"


def met(name: str, line: str, *towns: str, day: str = MONDAY) -> Reading:
    """A report of one event on a day, with its towns and the two envoys where they are named."""
    draft = Draft(name, line, published=TUESDAY, outlet=f"Paper {name}")
    who = [draft.person(person) for person in ("Oda Venn", "Pim Karst") if person in line]
    for town in towns:
        draft.entity("place", town)
    time = draft.time("Monday" if "Monday" in line else "Tuesday", day)
    trigger = next(word for word in ("met", "signed") if word in line)
    draft.event("CONSULT", line.rstrip("."), trigger, *who, time=time)
    return draft.reading()


def places(*readings: Reading) -> list[Discrepancy]:
    found = discrepancies(Compared(readings, resolve(readings).entities))
    return [each for each in found if each.kind == "place"]


VELM = "Oda Venn and Pim Karst met in Velm on Monday."
OSTBY = "Oda Venn and Pim Karst met in a quiet Ostby hotel on Monday."


def test_the_same_people_on_one_day_are_not_in_two_towns() -> None:
    (found,) = places(met("r0", VELM, "Velm"), met("r1", OSTBY, "Ostby"))
    assert {value.value for value in found.values} == {"Velm", "Ostby"}


def test_another_day_or_other_people_make_another_occasion() -> None:
    tuesday = OSTBY.replace("Monday", "Tuesday")
    assert places(met("r0", VELM, "Velm"), met("r1", tuesday, "Ostby", day=TUESDAY)) == []
    assert places(met("r0", VELM, "Velm"), met("r1", "Some dealers met in Ostby on Monday.", "Ostby")) == []


def test_a_town_lies_in_its_region_and_a_house_in_its_town() -> None:
    within = "Oda Venn and Pim Karst met in Velm, Ostmark, on Monday."
    region = "Oda Venn and Pim Karst met in Ostmark on Monday."
    assert places(met("r0", within, "Velm", "Ostmark"), met("r1", region, "Ostmark")) == []
    house = "Oda Venn and Pim Karst met in the customs house on Monday."
    assert places(met("r0", VELM, "Velm"), met("r1", house)) == []


def test_nobody_is_on_board_and_in_a_house() -> None:
    house = met("r0", "Oda Venn and Pim Karst met in the town hall on Monday.")
    assert places(house, met("r1", "Oda Venn and Pim Karst met aboard the Tern, a ferry, on Monday."))
    assert places(house, met("r1", "Oda Venn and Pim Karst met in the customs house on Monday.")) == []


def test_one_report_alone_in_naming_a_town_is_out_of_step() -> None:
    line = "The two sides met in {} on Monday."
    several = [met(f"r{n}", line.format("Velm"), "Velm") for n in range(3)]
    (found,) = places(*several, met("r9", line.format("Ostby"), "Ostby"))
    assert len(found.values) == 2
    both = met("r8", "The two sides met in Velm on Monday, and the dealers in Ostby.", "Velm", "Ostby")
    assert places(*several, both) == []
