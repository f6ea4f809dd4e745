"""Parties that a sentence names with an issue are told from those that no report mentions with it."""

from parley.compose.cast import cast_of
from parley.compose.lens import shelf
from parley.compose.naming import with_named
from parley.dossier import Issue
from tests.compose.build import Line, story

LENS = next(lens for lens in shelf() if lens.name == "peace-talks")
TAGS = "DT NN VBD RB IN DT NN IN NNP . NNP VBD IN NN ."


def named(identity: str, label: str, *lines: Line) -> tuple[str, ...]:
    made = story(*lines)
    row = Issue(identity, label, None, (), "unknown")
    return with_named((row,), LENS, cast_of(made), made.readings)[0].named


def test_a_party_in_a_sentence_with_a_word_of_the_lens_is_named_with_the_issue() -> None:
    ceasefire = next(row for row in LENS.issues if row.id == "ceasefire")
    line = Line("The ceasefire was not on the mind of Ostmark. Varnia spoke of herring.", tags=TAGS)
    assert named(f"issue-{ceasefire.id}", ceasefire.label, line) == ("party-ostmark",)


def test_an_issue_of_the_reports_own_words_is_found_by_its_noun() -> None:
    line = Line("The ceasefire was not on the mind of Ostmark. Varnia spoke of herring.", tags=TAGS)
    assert named("issue-own-herring", "Herring", line) == ("party-varnia",)
