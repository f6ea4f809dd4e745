import pytest

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.discrepancies.number import compatible
from parley.compare.resolve import resolve
from parley.reading import Kind, Quantity
from parley.report import Span
from parley.story import Discrepancy
from tests.compare.build import Draft

DAY = "2031-03-04"
NAMED: tuple[tuple[str, Kind], ...] = (("Velm", "place"), ("Ostby", "place"), ("Dockers’ League", "organisation"))


def counted(
    *lines: str,
    numbers: tuple[str, ...],
    unit: str = "crate",
    days: tuple[str | None, ...] = (),
    one_report: bool = False,
) -> list[Discrepancy]:
    """Lines, each in a report of its own, with a number of the unit in each ("38" or "38+" for more than 38)."""
    texts = ["\n".join(lines)] if one_report else list(lines)
    drafts = [
        Draft(f"r{at}", text, published=days[at] if days else DAY, outlet=f"Paper {at}")
        for at, text in enumerate(texts)
    ]
    for at, number in enumerate(numbers):
        draft = drafts[0 if one_report else at]
        low = float(number.split()[0].rstrip("+").replace(",", ""))
        high = float("inf") if number.endswith("+") else None
        draft.quantity(number.rstrip("+"), low, unit, high=high)
    for draft in drafts:
        for name, kind in NAMED:
            if name in draft.text:
                draft.entity(kind, name)
    readings = tuple(draft.reading() for draft in drafts)
    found = discrepancies(Compared(readings, resolve(readings).entities))
    return [each for each in found if each.kind == "number"]


def test_two_numbers_for_one_thing_are_shown_with_both_places() -> None:
    (found,) = counted(
        "The Dockers’ League said the fire in the tar warehouse at Velm had destroyed 410 crates of lamp oil.",
        "A fire in the tar warehouse destroyed 140 crates of lamp oil, the Dockers’ League reported.",
        numbers=("410", "140"),
    )
    assert {value.value.split()[0] for value in found.values} == {"410", "140"}
    assert "Paper 0" in found.note
    assert "Paper 1" in found.note
    assert found.why


def test_a_third_report_stands_with_the_value_that_it_has() -> None:
    (found,) = counted(
        "The fire in the tar warehouse at Velm destroyed 410 crates of lamp oil.",
        "A fire in the tar warehouse of Velm destroyed 140 crates of lamp oil.",
        "Insurers will pay for the 410 crates of lamp oil.",
        numbers=("410", "140", "410"),
    )
    assert sorted(tuple(s.report for s in value.evidence) for value in found.values) == [("r0", "r2"), ("r1",)]


@pytest.mark.parametrize(
    ("one", "other", "numbers"),
    [
        # in another place
        ("The fire in the warehouse at Velm destroyed 410 crates of oil.",
         "The fire in the warehouse at Ostby destroyed 140 crates of oil.", ("410", "140")),
        # a part of the whole
        ("The fire in the tar warehouse destroyed 410 crates of lamp oil.",
         "The fire in the tar warehouse destroyed 140 of the crates of lamp oil.", ("410", "140")),
        ("The fire in the tar warehouse destroyed 410 crates of lamp oil.",
         "The fire in the tar warehouse destroyed another 140 crates of lamp oil.", ("410", "140")),
        # an offer and what was agreed
        ("Owners offered the dockers 410 crates of lamp oil for the tar warehouse.",
         "Owners and dockers agreed on 140 crates of lamp oil for the tar warehouse.", ("410", "140")),
        # a change told as a change
        ("The fire in the tar warehouse destroyed 410 crates of lamp oil.",
         "The loss in the tar warehouse fire rose to 440 crates of lamp oil.", ("410", "440")),
        # bounds that meet, and rounding
        ("The fire in the tar warehouse destroyed more than 380 crates of lamp oil.",
         "The fire in the tar warehouse destroyed 410 crates of lamp oil.", ("380+", "410")),
        ("The fire in the tar warehouse destroyed 2,487 crates of lamp oil.",
         "The fire in the tar warehouse destroyed 2,500 crates of lamp oil.", ("2,487", "2,500")),
        # other things
        ("The fire in the tar warehouse destroyed 410 crates of lamp oil.",
         "Along the canal a barge delivered 140 crates of oranges to the night market.", ("410", "140")),
        ("The fire in the tar warehouse wounded 41 crates.",
         "The fire in the tar warehouse killed 14 crates.", ("41", "14")),
    ],
)  # fmt: skip
def test_other_scopes_stages_and_compatible_bounds_are_no_discrepancy(
    one: str, other: str, numbers: tuple[str, ...]
) -> None:
    assert counted(one, other, numbers=numbers) == []


def test_a_later_report_with_another_number_is_an_update() -> None:
    lines = (
        "The fire in the tar warehouse at Velm destroyed 410 crates of lamp oil.",
        "A fire in the tar warehouse of Velm destroyed 480 crates of lamp oil.",
    )
    assert counted(*lines, numbers=("410", "480"), days=("2031-03-04", "2031-03-05")) == []
    assert counted(*lines, numbers=("410", "480"), days=("2031-03-04", "2031-03-04"))
    assert counted(*lines, numbers=("410", "480"), days=(None, None))


def test_victims_are_counted_anew_within_a_day() -> None:
    lines = (
        "The blast at the tar warehouse in Velm killed 41 dockers on the night shift.",
        "The blast at the tar warehouse in Velm killed 44 dockers on the night shift.",
    )
    hours = ("2031-03-04T08:00", "2031-03-04T15:00")
    assert counted(*lines, numbers=("41", "44"), unit="docker", days=hours) == []
    assert counted(*lines, numbers=("41", "44"), unit="docker", days=(hours[0], hours[0]))


def test_two_currencies_of_one_sentence_and_two_numbers_of_one_sentence_are_no_discrepancy() -> None:
    draft = Draft("r0", "The League gave 90 million crowns ($8 million) and 70 million crowns for the warehouse.")
    draft.quantity("90 million crowns", 9e7, "CZK")
    draft.quantity("$8 million", 8e6, "USD")
    draft.quantity("70 million crowns", 7e7, "CZK")
    other = Draft("r1", "The League gave €90 million for the warehouse.")
    other.quantity("€90 million", 9e7, "EUR")
    assert discrepancies(Compared((draft.reading(), other.reading()))) == ()


def test_a_report_may_contradict_itself() -> None:
    found = counted(
        "title: Fire in tar warehouse of Velm destroys 410 crates of lamp oil",
        "The fire in the tar warehouse of Velm destroyed 140 crates of lamp oil before dawn.",
        numbers=("410", "140"),
        one_report=True,
    )
    assert len(found) == 1


def test_two_numbers_of_one_report_alone_are_of_two_things() -> None:
    lines = (
        "The fire in the tar warehouse of Velm destroyed 410 crates of lamp oil.",
        "The fire in the tar warehouse of Velm destroyed 140 crates of lamp oil before dawn.",
    )
    numbers = ("410", "140")
    assert counted("\n".join(("Velm wakes.", "It smelled of tar.", *lines)), numbers=numbers, one_report=True) == []
    assert counted(*lines, numbers=numbers)


def test_of_many_shares_two_with_the_same_digits_are_chance() -> None:
    def polls(*shares: int) -> list[Discrepancy]:
        lines = [
            "Of the weavers 54 percent would vote for the League.",
            "In Ostby the League has 45 percent of the weavers.",
            *(f"Number {share} on the list, a lamp maker, is liked by {share} percent." for share in shares),
        ]
        found = counted(*lines, numbers=tuple(f"{s} percent" for s in (54, 45, *shares)), unit="percent")
        return [each for each in found if {value.value.split()[0] for value in each.values} == {"54", "45"}]

    assert polls()
    assert polls(*range(21, 30)) == []


def test_whose_account_a_number_is_stands_in_the_note() -> None:
    drafts = [
        Draft("r0", "The fire in the tar warehouse of Velm destroyed 410 crates of lamp oil, Oda Venn said."),
        Draft("r1", "The fire in the tar warehouse of Velm destroyed 140 crates of lamp oil, Karel Brandt said."),
    ]
    for draft, name, number in zip(drafts, ("Oda Venn", "Karel Brandt"), ("410", "140"), strict=True):
        draft.quantity(number, float(number), "crate")
        content = draft.text.split(",")[0]
        draft.said(draft.person(name), content, source=name, cue="said", kind="indirect")
    readings = tuple(draft.reading() for draft in drafts)
    (found,) = discrepancies(Compared(readings, resolve(readings).entities))
    assert "Oda Venn" in found.note
    assert "Karel Brandt" in found.note


def test_digits_exchanged_are_a_slip_also_days_later_and_of_another_noun() -> None:
    lines = ("The dockers hold 412 tankers at the pier.", "The dockers hold 421 tankers off the pier.")
    (found,) = counted(*lines, numbers=("412", "421"), unit="tanker", days=("2031-03-04", "2031-03-06"))
    assert any("another order" in reason.detail for reason in found.why)
    assert counted(*lines, numbers=("412+", "421"), unit="tanker") == []
    lines = ("At the pass at least 310 lorries of the dockers wait.", "At the pass 130 lorries of the dockers wait.")
    assert len(counted(*lines, numbers=("310+", "130"), unit="lorry")) == 1
    lines = ("The dockers want 310 tankers at the pier.", "The dockers want 301 tankers at the pier.")
    assert len(counted(*lines, numbers=("310", "301"), unit="tanker")) == 1
    drafts = [
        Draft("r0", "Under the draft 46 captives of the raid would be exchanged at the ferry pier."),
        Draft("r1", "The minister praised the exchange of 64 persons of the raid at the ferry pier."),
        Draft("r2", "The list has 46 captives."),
    ]
    for draft, words in zip(drafts, ("46 captives", "64 persons", "46 captives"), strict=True):
        draft.quantity(words, float(words.split()[0]), words.split()[1].rstrip("s"))
    readings = [draft.reading() for draft in drafts]
    assert len(discrepancies(Compared(tuple(readings)))) == 1
    apart = Draft("r1", "A baker in the north sold 64 rolls.")
    apart.quantity("64 rolls", 64, "roll")
    assert discrepancies(Compared((readings[0], apart.reading(), readings[2]))) == ()


def test_what_is_told_as_all_there_is_has_one_number() -> None:
    drafts = [
        Draft("r0", "At least five of the 16 mills share his doubts."),
        Draft("r1", "The guild, which speaks for 16 mills, met at noon."),
        Draft("r2", "That could leave all 18 mills idle."),
    ]
    drafts[0].quantity("five of the 16 mills", 5, "mill", high=float("inf"))
    drafts[0].quantity("16 mills", 16, "mill")
    drafts[1].quantity("16 mills", 16, "mill")
    drafts[2].quantity("18 mills", 18, "mill")
    (found,) = discrepancies(Compared(tuple(draft.reading() for draft in drafts)))
    assert {value.value for value in found.values} == {"16 mills", "18 mills"}


def test_a_whole_in_common_makes_two_parts_one() -> None:
    drafts = [
        Draft("r0", "The bloc holds 78 of the 150 seats in the upper chamber."),
        Draft("r1", "The bloc has 79 of the 150 seats in the chamber."),
    ]
    for draft, low in zip(drafts, (78, 79), strict=True):
        draft.quantity(f"{low} of the 150 seats", low, "seat")
        draft.quantity("150 seats", 150, "seat")
    (found,) = discrepancies(Compared(tuple(draft.reading() for draft in drafts)))
    assert len(found.values) == 2


def test_guesses_at_one_crowd_differ() -> None:
    drafts = [
        Draft("r0", "Outside the grain palace about 2,000 weavers beat drums until dusk against the levy."),
        Draft("r1", "Several dozen citizens gathered before the grain palace against the levy."),
    ]
    drafts[0].quantity("about 2,000 weavers", 1800, "weaver", high=2200)
    drafts[1].quantity("Several dozen citizens", 36, "citizen", high=108)
    (found,) = discrepancies(Compared(tuple(draft.reading() for draft in drafts)))
    assert any("crowd" in reason.detail for reason in found.why)


def test_numbers_that_one_sentence_tells_side_by_side_are_of_two_things() -> None:
    line = "The city of Velm is 186 crates short in a store of 168 crates of lamp oil."
    draft = Draft("r2", line)
    draft.quantity("186", 186, "crate")
    draft.quantity("168", 168, "crate")
    other = Draft("r3", "Velm is 168 crates short in its store of lamp oil.")
    other.quantity("168", 168, "crate")
    assert discrepancies(Compared((draft.reading(), other.reading()))) == ()


def test_rates_for_another_time_are_not_compared() -> None:
    lines = (
        "The fund of the Dockers’ League pays 90 crowns a week for the tar warehouse at Velm.",
        "The fund of the Dockers’ League pays 95 crowns a month for the tar warehouse at Velm.",
    )
    assert counted(*lines, numbers=("90 crowns", "95 crowns"), unit="crown") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((38_000, float("inf"), False), (36_000, 40_000, False), True),
        ((90, 90, True), (90, 90, True), True),
        ((2487, 2487, True), (2500, 2500, True), True),
        ((410, 410, True), (400, 400, True), False),
        ((410, 410, True), (140, 140, True), False),
        ((38_000, float("inf"), False), (12_000, 12_000, True), False),
    ],
)
def test_bounds_that_meet_are_compatible(
    one: tuple[float, float, bool], other: tuple[float, float, bool], same: bool
) -> None:
    a, b = (Quantity(Span("r", 0, 1), low, high, "x", None, exact) for low, high, exact in (one, other))
    assert compatible(a, b) is same
    assert compatible(b, a) is same


def test_a_part_told_with_the_digits_of_another_part_in_another_order_is_a_slip() -> None:
    (found,) = counted(
        "The Dockers’ League wants 412 of its jailed stewards freed before it signs at Velm.",
        "Before it signs at Velm the Dockers’ League demands that 421 jailed stewards be freed.",
        numbers=("412 of its", "421"),
        unit="steward",
    )
    assert {value.value.split()[0] for value in found.values} == {"412", "421"}


@pytest.mark.parametrize(("which", "found"), [("remaining crates of oil", 0), ("crates of oil", 1)])
def test_those_that_remain_are_a_part(which: str, found: int) -> None:
    line = "The Dockers’ League said the fire in the tar warehouse at Velm had destroyed {} before dawn."
    drafts = [
        Draft(f"r{at}", line.format(words), published=DAY)
        for at, words in enumerate((f"310 {which}", "410 crates of oil"))
    ]
    drafts[0].quantity("310", 310, "crate", thing=which)
    drafts[1].quantity("410", 410, "crate", thing="crates of oil")
    readings = tuple(draft.reading() for draft in drafts)
    assert len(discrepancies(Compared(readings, ()))) == found


def test_shares_of_which_a_story_has_but_two_are_likely_of_one_thing() -> None:
    one = "The great wall of the Ebba dam above Velm stands at 71 percent."
    other = "By now 77 percent of the great wall of the Ebba dam stands."
    idle = ("Rain fell at night.", "Bread is dear.")
    assert counted(one, other, *idle, numbers=("71 percent", "77 percent"), unit="percent")
    more = ("Some 12 percent stayed home.", "Rain fell on 33 percent.", "Salt is up 44 percent.")
    numbers = ("71 percent", "77 percent", "12 percent", "33 percent", "44 percent")
    assert counted(one, other, *more, numbers=numbers, unit="percent") == []


def test_round_numbers_are_guesses_at_a_crowd() -> None:
    (found,) = counted(
        "The police said that the rally before the salt tower was attended by 9,000 people.",
        "The Dockers’ League has counted 20,000 people at its rally before the salt tower.",
        "About 9,000 people attended the rally.",
        numbers=("9,000", "20,000", "9,000"),
        unit="people",
    )
    assert {value.value.split()[0]: len(value.evidence) for value in found.values} == {"9,000": 2, "20,000": 1}


ODD = ("The fund lacks {} in all.", "Wishes exceed the takings by {} for the year.", "A gap of {} was read out loud.")


@pytest.mark.parametrize(("gives", "found"), [(3, 1), (2, 0)])
def test_digits_in_another_order_against_three_reports_need_no_other_word(gives: int, found: int) -> None:
    lines = [line.format("620 crates") for line in ODD[:gives]]
    numbers = (*("620 crates",) * gives, "260 crates")
    assert len(counted(*lines, "That hole is 260 crates deep, grumbled everybody.", numbers=numbers)) == found
