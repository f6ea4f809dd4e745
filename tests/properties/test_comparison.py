"""What must hold of any comparison: copies, strangers and order change what they should and nothing else."""

from dataclasses import replace
from functools import cache

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from parley.annotate.engine import Rules
from parley.compare.compare import compare
from parley.reading import Reading
from parley.report import Block, Report, Sighting
from parley.story import Claim, Discrepancy, Story

SENTENCES = (
    "The ferry union and the harbour board met in Velm on Monday for the third time.",
    "Ilsa Brandt, who leads the union, said the crews would not sail before the board signed.",
    "“We have moved from shouting to counting,” Brandt told reporters in the customs house.",
    "“We have gone from shouting to counting up,” Brandt told reporters in the customs house.",
    "The board offered 40 million crowns for new boats, according to two people at the table.",
    "The board offered 14 million crowns for new boats, according to two people at the table.",
    "The truce is to begin on Thursday, the mediator’s office said.",
    "The truce is to begin on Friday, the mediator’s office said.",
    "Karl Velde, the board’s chairman, denied that any boat had been sold to Westmark.",
    "The strike, now in its ninth week, has emptied the shops on the outer islands.",
    "Velde accepted the mediator’s draft late in the night, an aide to the chairman said.",
    "More than 300 people gathered on the quay and sang until the morning.",
)
STRANGER = (
    "A botanist in Orlunda has described nine mosses that grow under waterfalls.",
    "Her museum will show them from October, its director, Pia Lund, announced in a letter.",
    "Schoolchildren may name the smallest of them.",
)
TITLES = {"Stranger": "Nine mosses under a waterfall"}
PAGES = st.lists(st.sampled_from(range(len(SENTENCES))), min_size=2, max_size=6, unique=True)
STORIES = st.lists(PAGES, min_size=2, max_size=4)
slow = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def read(name: str, sentences: tuple[str, ...]) -> Reading:
    """A report of these sentences, each a paragraph; its name is its outlet, and all are of one day."""
    blocks: list[Block] = []
    text = ""
    for sentence in (TITLES.get(name, "Harbour talks go on"), *sentences):
        blocks.append(Block(len(text), len(text) + len(sentence), "paragraph" if blocks else "title"))
        text += f"{sentence}\n"
    sighting = Sighting(f"{name}.txt", None, name, "")
    report = Report(name, text, (sighting,), tuple(blocks), outlet=name, published="2031-03-04", language="en")
    (reading,) = Rules().read([report])
    return reading


def story(pages: list[list[int]]) -> list[Reading]:
    return [read(f"Outlet {n}", tuple(SENTENCES[i] for i in page)) for n, page in enumerate(pages)]


def reports(found: Discrepancy) -> set[str]:
    return {span.report for value in found.values for span in value.evidence}


def told(found: Story) -> dict[str, Claim]:
    return {claim.id: claim for claim in found.claims}


@given(pages=STORIES, order=st.randoms(use_true_random=False))
@slow
def test_the_order_of_the_reports_changes_nothing(pages: list[list[int]], order: object) -> None:
    readings = story(pages)
    shuffled = list(readings)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert compare(shuffled) == compare(readings)


@given(page=PAGES)
@slow
def test_a_report_beside_its_copy_contradicts_itself_no_more_than_alone(page: list[int]) -> None:
    one, copy = (read(name, tuple(SENTENCES[i] for i in page)) for name in ("Outlet", "Copy"))
    alone = {(d.kind, tuple(v.value for v in d.values)) for d in compare([one]).discrepancies}
    beside = {(d.kind, tuple(v.value for v in d.values)) for d in compare([one, copy]).discrepancies}
    assert beside <= alone


@given(pages=STORIES)
@example(pages=[[0, 4], [4, 5]])
@slow
def test_two_reports_whose_names_are_exchanged_say_the_same_of_each_other(pages: list[list[int]]) -> None:
    first, second = (tuple(SENTENCES[i] for i in page) for page in pages[:2])
    here = compare([read("Ash", first), read("Birch", second)])
    there = compare([read("Birch", first), read("Ash", second)])
    assert sorted(d.kind for d in here.discrepancies) == sorted(d.kind for d in there.discrepancies)
    assert sorted(c.status for c in here.claims) == sorted(c.status for c in there.claims)
    assert sorted(p.words for p in here.passages) == sorted(p.words for p in there.passages)
    assert len(here.origins) == len(there.origins)


@given(pages=STORIES)
@slow
def test_a_report_about_something_else_changes_nothing_else(pages: list[list[int]]) -> None:
    readings = story(pages)
    before, after = compare(readings), compare([*readings, read("Stranger", STRANGER)])
    assert {d.id for d in before.discrepancies} == {d.id for d in after.discrepancies}
    assert {p.id for p in before.passages} == {p.id for p in after.passages}
    assert {o.reports for o in before.origins} == {o.reports for o in after.origins if "Stranger" not in o.reports}
    joined = {name for name, claim in told(before).items() if len(claim.reports) > 1}
    assert joined == {name for name, claim in told(after).items() if len(claim.reports) > 1}


@given(pages=STORIES)
@slow
def test_an_exact_copy_raises_no_count_of_origins(pages: list[list[int]]) -> None:
    readings = story(pages)
    name = readings[0].report.id
    copied = read("Copy", tuple(SENTENCES[i] for i in pages[0]))
    before, after = compare(readings), compare([*readings, copied])
    assert len(after.origins) == len(before.origins)
    counts = {span: len(claim.origins) for claim in before.claims for span in claim.evidence}
    for claim in after.claims:
        for span in claim.evidence:
            if span in counts and span.report == name:
                assert len(claim.origins) <= counts[span]


def test_what_a_stranger_is_joined_to_is_nobody() -> None:
    found = compare([*story([[0, 1], [1, 2]]), replace(read("Stranger", STRANGER))])
    assert all(claim.reports == ("Stranger",) for claim in found.claims if "Stranger" in claim.reports)
