import pytest

from parley.compare.compare import compare
from parley.story import Discrepancy
from tests.compare.build import Draft


def told(*days: tuple[str, str], words: str = "The harbour stays shut until we are paid in full") -> list[Discrepancy]:
    """One speaker quoted by as many reports as there are days, each a weekday and its ISO day."""
    drafts = []
    for number, (weekday, day) in enumerate(days):
        draft = Draft(f"r{number}", f"“{words},” Ilsa Brandt said on {weekday} in Velm.")
        speaker = draft.person("Ilsa Brandt")
        time = draft.time(weekday, day)
        draft.said(speaker, f"“{words},”", source="Ilsa Brandt", cue="said", time=time)
        drafts.append(draft)
    return [each for each in compare([draft.reading() for draft in drafts]).discrepancies if each.kind == "day"]


def test_the_same_words_said_on_two_days_are_shown_with_both() -> None:
    (found,) = told(("Monday", "2031-03-03"), ("Monday", "2031-03-03"), ("Tuesday", "2031-03-04"))
    assert {span.report for value in found.values for span in value.evidence} == {"r0", "r1", "r2"}
    assert found.why


def test_one_day_or_few_words_are_no_discrepancy() -> None:
    assert told(("Monday", "2031-03-03"), ("Monday", "2031-03-03")) == []
    assert told(("Monday", "2031-03-03"), ("Tuesday", "2031-03-04"), words="We will wait") == []


@pytest.mark.parametrize("weekday", ["yesterday", "today"])
def test_a_day_that_only_counts_from_the_report_is_left_out(weekday: str) -> None:
    assert told(("Monday", "2031-03-03"), (weekday, "2031-03-04")) == []
