from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.annotate.numerals import letters
from parley.annotate.time import clock, dates, durations, relative
from parley.annotate.times import impossible, times
from parley.reading import TimeExpression
from parley.report import BlockKind
from tests.annotate.plain import parse_of


def read(*lines: str, day: str | None = "2031-12-20") -> dict[str, TimeExpression]:
    """The expressions of lines published on a Saturday, by their words."""
    parse = parse_of(*lines, day=day)
    return {parse.report.quote(found.span): found for found in times(parse)}


def only(line: str, day: str | None = "2031-12-20") -> TimeExpression:
    """The one expression of a line."""
    (found,) = read(line, day=day).values()
    return found


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on 20 December 2031", "2031-12-20"),
        ("on December 18, 2031", "2031-12-18"),
        ("on Dec. 18", "2031-12-18"),
        ("on the 3rd of March", "2031-03-03"),
        ("on 25/11/2031", "2031-11-25"),
        ("on 11/25/2031", "2031-11-25"),
        ("on 2031-10-02", "2031-10-02"),
        ("on the 18th", "2031-12-18"),
        ("in December 2031", "2031-12"),
        ("in June", "2031-06"),
        ("in May", "2031-05"),
        ("in 2022", "2022"),
        ("in the 1990s", "199"),
        ("in the third quarter of 2030", "2030-Q3"),
        ("in the first half of 2031", "2031-H1"),
        ("in the summer of 2030", "2030-SU"),
        ("on Friday", "2031-12-19"),
        ("on Saturday", "2031-12-20"),
        ("last Saturday", "2031-12-13"),
        ("on Friday evening", "2031-12-19TEV"),
        ("yesterday", "2031-12-19"),
        ("last night", "2031-12-19TNI"),
        ("this week", "2031-W51"),
        ("last week", "2031-W50"),
        ("last month", "2031-11"),
        ("last year", "2030"),
        ("over the weekend", "2031-W51-WE"),
        ("three years ago", "2028"),
        ("two days ago", "2031-12-18"),
        ("at 8 p.m. on Friday", "2031-12-19T20:00"),
        ("on Friday at 16:30 GMT", "2031-12-19T16:30Z"),
        ("on Christmas Eve", "2030-12-24"),
    ],
)
def test_a_past_clause_looks_back(words: str, value: str) -> None:
    assert only(f"The envoys of both sides met {words}.").value == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("The talks will resume on Monday.", "2031-12-22"),
        ("The talks will resume on Saturday.", "2031-12-20"),
        ("The talks are expected to resume Monday.", "2031-12-22"),
        ("The council voted by 41 to 19 to send its members back from Thursday.", "2031-12-25"),
        ("The two sides plan to meet on 5 January.", "2032-01-05"),
        ("The two sides will meet next Saturday.", "2031-12-27"),
        ("The minister will travel to Norrland in March.", "2032-03"),
        ("The minister will travel to Norrland tomorrow.", "2031-12-21"),
        ("The two sides will meet next month.", "2032-01"),
    ],
)
def test_a_future_clause_looks_ahead(line: str, value: str) -> None:
    assert only(line).value == value


def test_the_tense_is_that_of_the_own_clause() -> None:
    found = read("The minister said on Friday that talks would continue on Sunday.")
    assert (found["Friday"].first, found["Sunday"].first) == ("2031-12-19", "2031-12-21")
    found = read("They agreed on Thursday to meet on Monday.")
    assert (found["Thursday"].first, found["Monday"].first) == ("2031-12-18", "2031-12-22")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on 20 December 2031", "2031-12-20", "2031-12-20"),
        ("in February 2028", "2028-02-01", "2028-02-29"),
        ("in mid-December", "2031-12-11", "2031-12-21"),
        ("earlier this week", "2031-12-15", "2031-12-20"),
        ("earlier in the week", "2031-12-15", "2031-12-20"),
        ("over the weekend", "2031-12-20", "2031-12-21"),
        ("from 3 to 5 March", "2031-03-03", "2031-03-05"),
        ("on March 3-5", "2031-03-03", "2031-03-05"),
        ("between Monday and Wednesday", "2031-12-15", "2031-12-17"),
        ("from November 2030 to January 2031", "2030-11-01", "2031-01-31"),
        ("since June 2024", "2024-06-01", None),
        ("until Friday", None, "2031-12-19"),
        ("by the end of the year", None, "2031-12-31"),
        ("before the end of the year", None, "2031-12-31"),
        ("after 2024", "2025-01-01", None),
        ("in the past week", "2031-12-13", "2031-12-20"),
        ("in the coming days", "2031-12-20", None),
    ],
)
def test_intervals(words: str, first: str | None, last: str | None) -> None:
    found = only(f"The envoys of both sides met {words}.")
    assert (found.first, found.last) == (first, last)


def test_the_day_before_counts_from_the_last_day_told() -> None:
    found = read("He met them on Thursday.", "A day earlier, he had left home.", "Three days later, he came back.")
    assert found["A day earlier"].value == "2031-12-17"
    assert found["Three days later"].value == "2031-12-20"


def test_a_day_earlier_does_not_count_from_what_is_to_come() -> None:
    found = read("He said on Thursday that talks would go on on Sunday.", "A day earlier, he had left home.")
    assert found["A day earlier"].value == "2031-12-17"


def test_what_happened_a_day_before_the_last_day_told() -> None:
    found = read("The sides met on Thursday.", "The meeting took place two days after officials consulted allies.")
    assert (found["two days"].value, found["two days"].first) == ("P2D", "2031-12-16")


@pytest.mark.parametrize(
    ("line", "value", "shortest", "longest", "measures"),
    [
        ("After nearly four years of fighting they met.", "P4Y", 3.0, 4.0, "fighting"),
        ("They ended a nearly four-year conflict.", "P4Y", 3.0, 4.0, "conflict"),
        ("It came after a month-long push for peace.", "P1M", 1 / 12, 1 / 12, "push"),
        ("They met more than three years after the invasion.", "P3Y", 3.0, None, None),
        ("They met as the war enters its fourth year.", "P3Y", 3.0, 3.25, "war"),
        ("They met as the war approaches its fourth year.", "P3Y", 2.75, 3.0, "war"),
        ("The strike is in its fourth year.", "P4Y", 3.0, 4.0, "strike"),
        ("The war has lasted two and a half years.", "P2.5Y", 2.5, 2.5, "war"),
        ("They fought for less than two years.", "P2Y", 0.0, 2.0, None),
        ("They fought for about two years.", "P2Y", 1.7, 2.3, None),
    ],
)
def test_durations(line: str, value: str, shortest: float, longest: float | None, measures: str | None) -> None:
    parse = parse_of(line)
    (found,) = times(parse)
    assert (found.type, found.value) == ("DURATION", value)
    assert found.shortest == pytest.approx(shortest * 365.25, rel=0.01)
    assert found.longest == (pytest.approx(longest * 365.25, rel=0.01) if longest else None)
    assert (parse.report.quote(found.measures) if found.measures else None) == measures


@pytest.mark.parametrize(
    ("line", "longest"),
    [
        ("Pay rises by 8 percent over 18 months.", 547.875),
        ("The sum is spread over six years.", 2191.5),
        ("The talks lasted over two years.", None),
        ("They have been waiting for over two years.", None),
    ],
)
def test_over_is_through_or_more_than(line: str, longest: float | None) -> None:
    assert only(line).longest == longest


@pytest.mark.parametrize(
    ("line", "thing"),
    [
        ("The week opened with a sitting of 14 hours.", "sitting"),
        ("They signed a truce for 45 days.", "truce"),
        ("The strike of the porters was today in its fourth week.", "porters"),
        ("They will rest, and it lasts 45 days.", None),
    ],
)
def test_what_a_duration_measures(line: str, thing: str | None) -> None:
    parse = parse_of(line)
    (found,) = (each for each in times(parse) if each.type == "DURATION")
    assert (parse.report.quote(found.measures) if found.measures else None) == thing


@pytest.mark.parametrize(
    ("words", "value"),
    [("every week", "P1W"), ("every Monday", "XXXX-WXX-1"), ("daily", "P1D"), ("at the annual summit", "P1Y")],
)
def test_sets(words: str, value: str) -> None:
    found = only(f"The envoys of both sides met {words}.")
    assert (found.type, found.value) == ("SET", value)


@pytest.mark.parametrize(
    "line",
    [
        "They may march on the sun in a second round.",
        "She sold 2000 tanks and over 1500 planes.",
        "The envoy is 56 years old and met April Ryan.",
        "The chapter 20-31 was read by one day trader.",
        "He paid $2,031 for flight 2031.",
        "The readers of the Daily Echo may well march.",
    ],
)
def test_what_is_no_time(line: str) -> None:
    assert not read(line)


def test_weekdays_of_an_undated_report_stay_weekdays() -> None:
    found = read("The envoy said on Saturday that talks would go on.", "A day earlier, they had rested.", day=None)
    assert (found["Saturday"].value, found["Saturday"].first) == ("XXXX-WXX-6", None)
    assert found["A day earlier"].value == "XXXX-WXX-5"


def test_an_undated_report_takes_the_day_of_its_dateline() -> None:
    parse = parse_of("OSTHAVEN, 20 December 2031", "The envoys met on Friday.", day=None, kinds={0: "dateline"})
    assert [found.value for found in times(parse)] == ["2031-12-20", "2031-12-19"]


def test_a_date_with_its_weekday_anchors_the_others() -> None:
    found = read("The council met on Saturday, 20 December 2031.", "The envoys had met on Friday.", day=None)
    assert found["Friday"].first == "2031-12-19"
    assert read("It met on Monday, 20 December 2031.", "They met on Friday.", day=None)["Friday"].first is None


def test_today_in_a_quotation_is_the_day_of_the_utterance() -> None:
    found = read("“We rest today and meet tomorrow,” the envoy said on Thursday.")
    assert (found["today"].first, found["tomorrow"].first) == ("2031-12-18", "2031-12-19")
    assert read("“We rest today,” the envoy said.")["today"].first == "2031-12-20"


def test_headlines_in_the_present_tense_tell_the_past() -> None:
    parse = parse_of("Envoys meet on Friday", kinds={0: "title"})
    assert times(parse)[0].first == "2031-12-19"
    assert only("Three clubs agree on a draft at 11.20 pm on Thursday").first == "2031-12-18"


@pytest.mark.parametrize(
    "piece", ["20 December ", "a day earlier ", "1.", "the ", "nearly ", "from 1 to ", "2031-", "“today"]
)
def test_hostile_lines_take_linear_time(piece: str) -> None:
    parse = parse_of(piece * (60_000 // len(piece)))
    start = process_time()
    times(parse)
    assert process_time() - start < 4


@given(st.text(alphabet="0123456789.-/:, '’“”\nMayJune on the of year day ago 20th two-", max_size=120))
@settings(max_examples=60, deadline=None)
def test_expressions_lie_in_the_text_and_never_overlap(line: str) -> None:
    found = times(parse_of(*line.split("\n")))
    for left, right in pairwise(found):
        assert left.span.end <= right.span.start
    for item in found:
        assert item.first is None or item.last is None or item.first <= item.last


@pytest.mark.parametrize(
    "text",
    [
        "On Mondays and SUNDAY, 3 May 2031, or May 4-6, Sept. 9 and the 5th of June, on the 7th at 14:30 UTC, 9 p.m.,",
        "in mid-March, the nineties, the 1990s, the 19th century, Q3, the third quarter, this spring, New Year's Eve,",
        "today, the day before yesterday, this morning, overnight, at noon, in the foreseeable future, two days ago,",
        "last week, the weekend, nearly four and a half years, a week-long strike, two years and a half, daily, "
        "hourly,",
        "as the war enters its fourth year, every other week, in the next few days, three hours a day, a day earlier.",
    ],
)
def test_every_form_stands_only_beside_the_words_that_it_needs(text: str) -> None:
    rules = [*dates.rules(), *relative.rules(), *clock.rules(), *durations.rules()]
    met = [(rule, found[0]) for rule in rules for found in rule.pattern.finditer(text)]
    assert len(met) > 5
    for rule, words in met:
        assert all(not letters(words).isdisjoint(needed) for needed in rule.needs), (rule.name, words)


@pytest.mark.parametrize(
    ("sentence", "words", "day"),
    [
        ("The council has given the port until Friday to sign.", "until Friday", "2031-12-26"),
        ("The board gave the union until Friday to answer.", "until Friday", "2031-12-26"),
        ("The fighting lasted until Friday.", "until Friday", "2031-12-19"),
        ("They had sat together until Friday.", "until Friday", "2031-12-19"),
        ("The experts were asked to report by 15 February.", "by 15 February", "2032-02-15"),
        ("Nothing was agreed before 10 January.", "before 10 January", "2032-01-09"),
        ("Nothing was agreed before 10 November.", "before 10 November", "2031-11-09"),
    ],
)
def test_the_end_of_a_time_that_is_given_or_near_is_still_to_come(sentence: str, words: str, day: str) -> None:
    assert read(sentence)[words].last == day


@pytest.mark.parametrize(
    ("sentence", "words", "first"),
    [
        ("The board has undertaken not to sue until the middle of May.", "until the middle of May", None),
        ("The guild wants all of it in the coming January.", "coming January", "2032-01-01"),
        ("The ministry offered in August 6 per cent over two years.", "August", "2031-08-01"),
        ("The judge also proposed a supplement, from January.", "January", "2032-01-01"),
        ("It has called an assembly for Tuesday.", "Tuesday", "2031-12-23"),
        ("He was blamed for Tuesday's raid.", "Tuesday", "2031-12-16"),
        ("Next round of talks on Wednesday in Aldra", "Wednesday", "2031-12-24"),
        ("Fares fell on Thursday after he left the hall the evening before.", "the evening before", "2031-12-17"),
        ("Fighting began in August 2029 and reached Velm three months later.", "three months later", "2029-11-01"),
    ],
)
def test_what_stands_beside_a_time_says_where_it_points(sentence: str, words: str, first: str | None) -> None:
    assert read(sentence)[words].first == first


def test_the_end_of_what_is_still_promised_lies_ahead() -> None:
    assert (
        read("The board has undertaken not to sue until the middle of May.")["until the middle of May"].value
        == "2032-05"
    )


def test_an_hour_is_of_the_last_day_told_that_its_tense_allows() -> None:
    assert read("They met on Friday.", "She will hold a briefing in Room 3 at 16:00.")["16:00"].first == "2031-12-20"
    assert read("The truce begins on Monday.", "The minister flew in at 3am.")["3am"].first == "2031-12-20"
    assert read("They met on Friday.", "The minister flew in at 3am.")["3am"].first == "2031-12-19"


def test_a_day_that_no_calendar_has_dates_nothing() -> None:
    parse = parse_of("They met on 31 June, on 30 February 2031 and on 2031-13-02.", "They met on 29 February 2032.")
    assert [parse.report.quote(span) for span in impossible(parse)] == ["31 June", "30 February 2031", "2031-13-02"]
    assert "31 June" not in {parse.report.quote(found.span) for found in times(parse)}


def test_a_day_of_publication_that_no_calendar_has_gives_way_to_the_dateline() -> None:
    kinds: dict[int, BlockKind] = {0: "dateline"}
    found = times(parse_of("VELM, 12 May 2031", "They met yesterday.", day="2031-02-31", kinds=kinds))
    assert found[-1].first == "2031-05-11"


@pytest.mark.parametrize("zone", ["GMT", "UTC", "CET", "(1700 GMT)", "local time", "Velm time"])
def test_a_time_zone_leaves_the_day_as_it_is(zone: str) -> None:
    found = next(iter(read(f"They met at 18:00 {zone} on Friday.").values()))
    assert found.value.startswith(("2031-12-19T18:00", "2031-12-20T18:00"))


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("Fares rose in October, compared to the same month a year ago.", "the same month a year ago", "2030-10"),
        ("Fares rose in October, unlike the same period last year.", "the same period last year", "2030-10"),
        ("Fares rose, unlike in the same quarter of last year.", "the same quarter of last year", "2030-Q4"),
        ("Fares rose, unlike at the same time last year.", "the same time last year", "PAST_REF"),
        ("These are the trams of the 70s and 80s.", "80s", "198"),
        ("They met in the late 80s.", "the late 80s", "198"),
    ],
)
def test_a_stretch_is_told_by_one_a_year_before_or_by_its_tens(sentence: str, words: str, value: str) -> None:
    found = {key.removeprefix("the "): each for key, each in read(sentence).items()}
    assert found[words.removeprefix("the ")].value == value


@pytest.mark.parametrize(
    ("line", "day", "value"),
    [
        ("The union called a strike for Thursday, Dec. 10.", "2026-12-02", "2026-12-10"),
        ("The union has called a strike for 10 December.", "2026-12-02", "2026-12-10"),
        ("The accord was signed on Wednesday, 10 December.", "2026-12-02", "2025-12-10"),
        ("The merger was announced on 14 January.", "2026-06-12", "2026-01-14"),
    ],
)
def test_a_date_without_a_year_has_that_of_its_weekday_or_of_the_nearest_day(line: str, day: str, value: str) -> None:
    assert only(line, day=day).value == value
