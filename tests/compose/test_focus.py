"""The words that sum up a position: a whole clause, or one cut where a phrase ends and marked as cut."""

from parley.compose.compose import compose
from parley.compose.focus import CUT, LONGEST
from parley.compose.lens import shelf
from parley.dossier import Dossier, Made, Position
from tests.compose.build import Line, story

MADE = Made("2031-03-09", "parley test", "test", "1")
SHORT = "Varnia rejects a truce that leaves the harbour and both lighthouses in the hands of the other side"
LONG = (
    "Varnia rejects a truce that leaves the harbour of Lower Teal and both lighthouses with their keepers in the hands"
    " of the other side until the spring of the year after next or until the last ship has left."
)
TAGS = (
    "NNP VBZ DT NN WDT VBZ DT NN IN NNP NNP CC DT NNS IN PRP$ NNS IN DT NNS IN DT JJ NN IN DT NN IN DT NN IN JJ CC IN"
    " DT JJ NN VBZ VBN ."
)


def composed(*lines: Line) -> Dossier:
    return compose(story(*lines), shelf()[0], MADE)


def position(*lines: Line) -> Position:
    (row,) = (issue for issue in composed(*lines).issues if issue.id == "issue-ceasefire")
    return row.positions[0]


def test_a_clause_of_ordinary_length_stands_whole() -> None:
    assert position(Line(f"{SHORT}.")).summary == SHORT


def test_a_long_clause_ends_with_a_phrase_and_says_that_it_is_cut() -> None:
    summary = position(Line(LONG, tags=TAGS)).summary
    assert summary.endswith(f" {CUT}")
    kept = summary.removesuffix(f" {CUT}")
    assert LONG.startswith(kept)
    assert len(kept) <= LONGEST
    assert LONG[len(kept) :].startswith((" until", " in ", " or ", " with"))


def test_a_clause_whose_matter_stands_far_behind_is_cut_in_front() -> None:
    far = "Varnia, in a long paper of twelve pages that its envoys handed out at the gate to everybody who came by"
    text = f"{far} reading aloud twice from the steps of the old customs house above the river, demands a truce."
    summary = position(Line(text)).summary
    assert summary.startswith(f"{CUT} ")
    assert text.rstrip(".").endswith(summary.removeprefix(f"{CUT} "))


def test_of_several_stances_of_a_day_the_one_of_most_reports_stands_first() -> None:
    both = "Varnia is wary of a truce; Varnia demands a truce."
    alike = [Line(both), Line("Varnia demands a truce now.")]
    made = story(*alike)
    days = {reading.report.day for reading in made.readings}
    (row,) = (issue for issue in compose(made, shelf()[0], MADE).issues if issue.id == "issue-ceasefire")
    assert len(days) == 2
    assert [p.stance for p in row.positions] == ["demands", "wary"]
