from dataclasses import replace
from itertools import pairwise
from time import perf_counter

import pytest

from parley.annotate.engine import ReadingEngine, Rules
from parley.annotate.sentences import LONGEST
from parley.annotate.stages import LONGEST_REPORT
from parley.reading import Reading
from parley.report import Block, Report, Span
from tests.annotate.told import report_of

TEXT = """“We are ready to talk,” Anna Berg, the mayor of Holm, said on Monday, 3 March 2031.

She rejected any plan that would close the port, adding that 200 workers had left. According to the union, all is
well."""


def read(report: Report) -> Reading:
    (reading,) = Rules().read([report])
    return reading


def spans(reading: Reading) -> list[Span]:
    attributed = [span for a in reading.attributions for span in (a.source, a.cue, a.via, a.medium, *a.content) if span]
    named = [mention.span for mention in reading.mentions]
    measured = [*(time.span for time in reading.times), *(quantity.span for quantity in reading.quantities)]
    return [*attributed, *named, *measured, *(event.evidence for event in reading.events)]


def test_the_rules_are_an_engine() -> None:
    engine: ReadingEngine = Rules()
    assert read(report_of(TEXT)).engine == engine.engine


def test_a_report_is_read_in_all_its_parts() -> None:
    reading = read(report_of(TEXT))
    assert len(reading.attributions) >= 3
    assert reading.tokens
    assert reading.sentences
    assert reading.quotations
    assert reading.entities
    assert reading.mentions
    assert reading.times
    assert reading.quantities
    assert reading.problems == ()


def test_every_span_and_index_holds() -> None:
    reading = read(report_of(TEXT))
    assert all(span.report == "r" and 0 <= span.start < span.end <= len(TEXT) for span in spans(reading))
    for row in reading.attributions:
        assert row.speaker is None or row.speaker < len(reading.entities)
        assert row.time is None or row.time < len(reading.times)
        assert row.sentence < len(reading.sentences)
        assert row.parent is None or row.parent < len(reading.attributions)


def test_readings_come_in_the_order_of_the_reports_and_depend_on_them_alone() -> None:
    first, second = report_of(TEXT), replace(report_of("Norland rejected the plan."), id="s")
    assert [reading.report.id for reading in Rules().read([first, second])] == ["r", "s"]
    assert list(Rules().read([second, first])) == [read(second), read(first)]


def test_reports_are_taken_one_by_one() -> None:
    def reports() -> list[Report]:
        pytest.fail("the second report was taken before the first was read")

    endless = (report_of("Berg left.") if index == 0 else reports()[0] for index in range(2))
    assert next(iter(Rules().read(endless))).report.text == "Berg left."


def test_another_language_is_a_problem_that_names_it() -> None:
    reading = read(replace(report_of("Der Minister sagte, er sei bereit."), language="de"))
    assert not reading.attributions
    assert not reading.tokens
    (problem,) = reading.problems
    assert "de" in problem.reason
    assert problem.report == "r"


def test_a_report_of_unknown_language_is_read() -> None:
    assert read(replace(report_of("Berg said no."), language=None)).tokens


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "…", "“", "“”", "\u200b", "\x00\x01", "<script>alert(1)</script>", "@@@ ###"]
)
def test_odd_texts_are_read_without_error(text: str) -> None:
    report = replace(report_of(text), blocks=(Block(0, len(text), "paragraph"),) if text else ())
    assert read(report).report == report


def test_what_lies_beyond_the_longest_report_is_a_problem() -> None:
    reading = read(report_of("Berg left. " * (LONGEST_REPORT // 3 + 10)))
    assert len(reading.tokens) == LONGEST_REPORT
    assert "words were read" in reading.problems[0].reason


def test_one_endless_line_is_read_in_pieces() -> None:
    started = perf_counter()
    reading = read(report_of("word " * 1_000_000))
    assert perf_counter() - started < 60
    assert max(sentence.last - sentence.first for sentence in reading.sentences) <= LONGEST
    assert any("pieces" in problem.reason for problem in reading.problems)


def test_tokens_stand_in_order() -> None:
    reading = read(report_of(TEXT))
    assert all(before.end <= after.start for before, after in pairwise(reading.tokens))
    assert all(token.tag for token in reading.tokens)
