"""Quoted words that a report gives to nobody: they join the one statement that has them."""

from parley.compare.echoes import UNATTRIBUTED
from parley.compare.resolve import resolve
from parley.compare.statements import statements
from parley.reading import Reading
from parley.story import Statement
from tests.compare.build import Draft

WORDS = "We signed a timetable, not a treaty, and the ferries know the difference"


def said(name: str, words: str = WORDS, speaker: str = "Oda Venn") -> Reading:
    draft = Draft(name, f"“{words},” said {speaker}.")
    draft.said(draft.person(speaker), words, source=speaker, cue="said")
    return draft.reading()


def told(*readings: Reading) -> tuple[Statement, ...]:
    return statements(readings, resolve(readings))


def echoed(line: str, *others: Reading) -> list[tuple[str, str]]:
    """Reports and relations of the wordings that nobody is said to have spoken."""
    found = told(*others, Draft("z", line).reading())
    return [(w.report, w.relation) for each in found for w in each.wordings if w.attribution == UNATTRIBUTED]


def test_words_of_a_known_quotation_are_a_wording_of_it() -> None:
    line = "Oda Venn had her own phrase ready, “a timetable, not a treaty”."
    assert echoed(line, said("a")) == [("z", "fragment")]
    assert echoed(f"It went round the quay: “{WORDS}”.", said("a")) == [("z", "verbatim")]


def test_an_echo_has_no_source_and_says_why_it_is_there() -> None:
    (statement,) = told(said("a"), Draft("z", "They called it “a timetable, not a treaty”.").reading())
    echo = statement.wordings[-1]
    assert (echo.source, echo.cue, echo.kind) == (None, None, "direct")
    assert "a timetable not a treaty" in echo.why[0].detail


def test_few_or_light_words_and_words_of_two_statements_are_no_echo() -> None:
    assert echoed("It is “a treaty” by now.", said("a")) == []
    assert echoed("It is “of the one that we had”.", said("a", "It is one of the one that we had, and no treaty")) == []
    both = said("a"), said("b", "The ferries call it a timetable, not a treaty", "Karel Brandt")
    assert echoed("It is “a timetable, not a treaty”.", *both) == []


def test_a_report_that_has_a_wording_already_gives_no_echo() -> None:
    draft = Draft("a", f"“{WORDS},” said Oda Venn. So it is “a timetable, not a treaty”.")
    draft.said(draft.person("Oda Venn"), WORDS, source="Oda Venn", cue="said")
    (statement,) = told(draft.reading())
    assert len(statement.wordings) == 1
