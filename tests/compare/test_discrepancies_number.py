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
        low = float(number.rstrip("+").replace(",", ""))
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
