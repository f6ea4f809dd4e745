from math import inf
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.annotate.quantities import quantities
from parley.reading import Quantity
from tests.annotate.plain import parse_of


def read(line: str) -> list[tuple[str, Quantity]]:
    """The quantities of a line with their words."""
    parse = parse_of(line)
    return [(parse.report.quote(found.span), found) for found in quantities(parse)]


@pytest.mark.parametrize(
    ("line", "words", "low", "high", "unit"),
    [
        ("Ostland reported 2,500 strikes.", "2,500 strikes", 2500, 2500, "strike"),
        ("Ostland reported more than 2,500 strikes.", "more than 2,500 strikes", 2500, inf, "strike"),
        ("Troops detained dozens of civilians.", "dozens of civilians", 24, 99, "civilian"),
        ("They freed nearly 40 people.", "nearly 40 people", 36, 40, "person"),
        ("They freed at least 12 children.", "at least 12 children", 12, inf, "child"),
        ("They freed up to 300 prisoners.", "up to 300 prisoners", 0, 300, "prisoner"),
        ("They freed about 200 prisoners.", "about 200 prisoners", 180, 220, "prisoner"),
        ("They freed between 20 and 30 prisoners.", "between 20 and 30 prisoners", 20, 30, "prisoner"),
        ("They freed 20-30 prisoners.", "20-30 prisoners", 20, 30, "prisoner"),
        ("They freed a hundred and fifty prisoners.", "a hundred and fifty prisoners", 150, 150, "prisoner"),
        ("They freed 150 or more prisoners.", "150 or more prisoners", 150, inf, "prisoner"),
        ("They lent 90 billion crowns.", "90 billion crowns", 9e10, 9e10, "crown"),
        ("They lent €90 billion.", "€90 billion", 9e10, 9e10, "EUR"),
        ("They lent $106 million.", "$106 million", 1.06e8, 1.06e8, "USD"),
        ("They lent 3 million Swiss francs.", "3 million Swiss francs", 3e6, 3e6, "CHF"),
        ("They raised wages by 12 per cent.", "12 per cent", 12, 12, "percent"),
        ("Miners spurn a 4.2 pct offer.", "4.2 pct", 4.2, 4.2, "percent"),
        ("They raised wages by 3.5 to 4 percent.", "3.5 to 4 percent", 3.5, 4, "percent"),
        ("It has two-thirds of the seats.", "two-thirds", 66.7, 66.7, "percent"),
        ("The two sides have agreed.", "two sides", 2, 2, "side"),
        ("The attack killed 12.", "12", 12, 12, "person"),
        ("She read the 28-point plan.", "28-point", 28, 28, "point"),
        ("Several dozen citizens gathered.", "Several dozen citizens", 36, 108, "citizen"),
        ("A few hundred dockers marched.", "A few hundred dockers", 200, 999, "docker"),
        ("She speaks for 39 island and coastal states.", "39 island and coastal states", 39, 39, "state"),
        ("The council voted by 41 to 19 to return.", "41", 41, 41, "vote"),
        ("They want a 2.1 billion gulden rail fund.", "2.1 billion gulden", 2.1e9, 2.1e9, "gulden"),
    ],
)
def test_bounds_and_units(line: str, words: str, low: float, high: float, unit: str) -> None:
    ((quoted, found),) = read(line)
    assert quoted == words
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.unit == unit


def test_a_number_is_exact_unless_a_word_says_otherwise() -> None:
    assert read("The two sides have agreed.")[0][1].exact
    assert not read("Nearly 40 people came.")[0][1].exact
    assert not read("Dozens of people came.")[0][1].exact


def test_the_thing_counted_is_the_noun_phrase() -> None:
    parse = parse_of("Ostland lent 50 million crowns and counted 2,500 Norrish strikes and €9 million in aid.")
    assert [parse.report.quote(q.thing) if q.thing else None for q in quantities(parse)] == [
        None, "Norrish strikes", "aid",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "On 20 December 2031 at 8:30 they met.",
        "The 2030 election was fair.",
        "Four years passed, and on the third day he left.",
        "He is 56 years old.",
        "Article 5 of the treaty was named.",
        "No one came, and one of them left.",
        "They met in 2031.",
        "They met at 4 a.m. and parted at 11.52 pm.",
        "The 2027 budget fell.",
        "The Nine's envoy left.",
        "They talked for an hour and a half.",
        "14.05 Corvane speaks in Velm.",
    ],
)
def test_what_is_no_quantity(line: str) -> None:
    assert not read(line)


def test_a_part_is_told_with_its_whole() -> None:
    found = read("The bloc has 78 of the 150 seats.")
    assert [(quoted, each.low, each.unit) for quoted, each in found] == [
        ("78 of the 150 seats", 78, "seat"), ("150 seats", 150, "seat"),
    ]  # fmt: skip


def test_a_sum_without_its_currency_has_the_one_that_the_report_names() -> None:
    found = read("The fund has 90 billion crowns. The islands had asked for 102 billion. A 16.4bn hole is left.")
    assert [quantity.unit for _, quantity in found] == ["crown"] * 3
    assert read("They had asked for 102 billion.")[0][1].unit == "money"


@pytest.mark.parametrize("piece", ["1,", "nearly ", "a hundred ", "20-", "$", "two and ", "between 2 and "])
def test_hostile_lines_take_linear_time(piece: str) -> None:
    parse = parse_of(piece * (60_000 // len(piece)))
    start = perf_counter()
    quantities(parse)
    assert perf_counter() - start < 4


@given(st.text(alphabet="0123456789.,-$€% dozenmilltwo andbfp", max_size=100))
@settings(max_examples=60, deadline=None)
def test_bounds_are_ordered_and_spans_hold(line: str) -> None:
    parse = parse_of(line)
    for found in quantities(parse):
        assert found.low <= found.high
        assert parse.report.quote(found.span).strip()


def test_a_number_inside_an_address_at_the_end_is_none() -> None:
    assert read("It is www.a.example/q=12") == []
