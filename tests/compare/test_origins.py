from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.compare.origins import origins
from parley.compare.reuse import passages
from parley.reading import Reading
from parley.story import Entity, Origin, Variant
from tests.compare.build import Draft

AGENCY = (
    "Negotiators for the tram drivers walked out of the old town hall shortly before dawn after the operator refused "
    "to reopen the overtime clause.",
    "The stoppage has emptied the suburban depots since the first week of autumn and cost the operator nearly a third "
    "of its fares.",
    "A mediator appointed by the regional court warned both sides that patience among commuters was wearing thin.",
    "Talks are to resume in the same building once the drivers have voted on the revised offer.",
)
OWN = (
    "On the platforms at Velm nobody seemed surprised; a kiosk owner sold another coffee to a stranded clerk.",
    "Schools rearranged lessons while bakeries delivered by bicycle, and river ferries doubled their service.",
    "Economists at the polytechnic put the weekly damage to small shops far above what the city had first admitted.",
    "What the quarrel is truly about, veterans of the depot insist, is respect rather than money or rest days.",
)
QUOTED = (
    "“We were promised a clean sheet and received an old one with the stains painted over, and we will not sign it "
    "this week, next week or in any week that I can see from here,” Oda Venn told reporters outside the hall."
)


def read(*texts: str, **changes: str) -> list[Reading]:
    return [Draft(f"r{number}", text, outlet=f"Paper {number}").reading() for number, text in enumerate(texts)]


def dated(reading: Reading, day: str) -> Reading:
    return replace(reading, report=replace(reading.report, published=day))


def signed(reading: Reading, author: str) -> Reading:
    return replace(reading, report=replace(reading.report, author=author))


def found(readings: list[Reading]) -> tuple[Origin, ...]:
    return origins(readings, passages(readings), ())


def groups(readings: list[Reading]) -> set[tuple[str, ...]]:
    return {origin.reports for origin in found(readings)}


def test_reports_that_share_much_running_text_are_one_origin() -> None:
    readings = read(" ".join([OWN[0], *AGENCY]), " ".join([*AGENCY, OWN[1]]), " ".join(OWN[2:]))
    assert groups(readings) == {("r0", "r1"), ("r2",)}


def test_a_rewritten_agency_text_is_still_one_origin() -> None:
    rewritten = (
        f"{OWN[0]} Negotiators for the tram drivers walked out of the old town hall late at night. {OWN[1]} Since the "
        "first week of autumn the stoppage has cost the operator nearly a third of its fares. The mediator named by "
        f"the regional court warned both sides that patience wore thin. {OWN[2]} Everything resumes in the same "
        "building once the drivers have voted on the revised offer."
    )
    assert groups(read(" ".join(AGENCY), rewritten)) == {("r0", "r1")}


def test_a_quotation_that_many_attended_makes_nobody_dependent() -> None:
    readings = read(f"{OWN[0]} {QUOTED} {OWN[1]}", f"{OWN[2]} {QUOTED} {OWN[3]}")
    assert passages(readings)
    assert groups(readings) == {("r0",), ("r1",)}


def test_one_borrowed_paragraph_leaves_reports_independent_and_says_how_much() -> None:
    borrowed = " ".join([*OWN, *(line.replace("the", "that") for line in OWN), AGENCY[2]])
    readings = read(borrowed, " ".join([AGENCY[2], *(line[::-1] for line in [*OWN, *AGENCY])]))
    alone = found(readings)
    assert {origin.reports for origin in alone} == {("r0",), ("r1",)}
    assert all("%" in origin.why for origin in alone)


def test_the_sentence_has_the_numbers_and_the_probable_direction() -> None:
    text = " ".join(AGENCY)
    early, late = read(f"{text} {OWN[0]}", f"{OWN[1]} {text}")
    (origin,) = found([dated(early, "2031-03-02"), dated(late, "2031-03-03")])
    assert "running words" in origin.why
    assert "Paper 1 appeared later" in origin.why
    (undated,) = found([early, late])
    assert "later" not in undated.why


def test_a_report_that_lies_within_another_is_called_its_part() -> None:
    (origin,) = found(read(" ".join([*AGENCY, *OWN]), " ".join(AGENCY)))
    assert "nearly all of Paper 1 stands in Paper 0" in origin.why


@pytest.mark.parametrize(
    ("first", "second", "agency"),
    [
        ("VELM, March 3 (Reuters) - {}", "Velm (Reuters) — {}", "Reuters"),
        ("VELM (Norra) — {}", "VELM, Tuesday (Norra) - {}", "Norra"),
        ("byline: By Ann Thorpe, Associated Press\n{}", "credit: Source: AP\n{}", "Associated Press"),
        ("byline: AFP\n{}", "{}\n(AFP)", "Agence France-Presse"),
        ("byline: Norra News Agency\n{}", "credit: Source: Norra News Agency\n{}", "Norra News Agency"),
    ],
)
def test_one_agency_credited_with_all_of_it_is_one_origin(first: str, second: str, agency: str) -> None:
    readings = read(first.format(OWN[0]), second.format(OWN[1]), OWN[2])
    assert {(origin.reports, origin.agency) for origin in found(readings)} == {(("r0", "r1"), agency), (("r2",), None)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{}\ncredit: With AFP", "{}\ncredit: Additional reporting by AFP"),
        ("caption: A quiet depot.\ncredit: Photo: Reuters\n{}", "credit: Picture: Reuters\n{}"),
        ("VELM (Updated) — {}", "Velm (Updated) — {}"),
        (
            "The operator (Velm Trams) - or what is left of it - waits. {}",
            "Drivers (Velm Trams) - most of them - wait. {}",
        ),
    ],
)
def test_contributions_pictures_and_brackets_make_no_origin(first: str, second: str) -> None:
    assert groups(read(first.format(OWN[0]), second.format(OWN[1]))) == {("r0",), ("r1",)}


def test_an_agency_that_passed_on_most_of_it_is_the_origin() -> None:
    readings = []
    for number, lines in enumerate((OWN[:3], OWN[1:])):
        draft = Draft(f"r{number}", "\n".join(f"{line} So reports the agency Norra." for line in lines))
        key = draft.entity("organisation", "Norra news agency", "the agency Norra")
        for nth, line in enumerate(lines):
            draft.said(None, line, kind="indirect", via="the agency Norra", via_entity=key, nth=0 if nth >= 0 else nth)
        readings.append(draft.reading())
    (origin,) = origins(
        readings,
        (),
        [Entity("e1", "Norra", "organisation", None, (), (), (Variant("Norra news agency", ()),))],
    )
    assert origin.agency == "Norra"


def test_one_author_is_one_origin_and_a_newsroom_is_nobody() -> None:
    readings = read(*OWN[:3])
    mine = [signed(readings[0], "Oda Venn"), signed(readings[1], "By Oda Venn"), signed(readings[2], "Karel Brandt")]
    assert groups(mine) == {("r0", "r1"), ("r2",)}
    assert groups([signed(reading, "Web Desk") for reading in readings]) == {("r0",), ("r1",), ("r2",)}


@settings(max_examples=25, deadline=None)
@given(st.permutations(list(range(6))))
def test_each_report_stands_in_one_origin_whatever_the_order(order: list[int]) -> None:
    texts = [
        " ".join(AGENCY),
        " ".join([OWN[0], *AGENCY[1:]]),
        OWN[1],
        f"{OWN[2]} {QUOTED}",
        f"VELM (AFP) - {OWN[3]}",
        f"VELM (AFP) - {QUOTED}",
    ]
    readings = read(*texts)
    told = found([readings[number] for number in order])
    assert told == found(readings)
    assert sorted(report for origin in told for report in origin.reports) == [f"r{number}" for number in range(6)]
