import pytest

from parley.compare.clauses import clauses
from tests.compare.build import Draft


def cut(sentence: str) -> list[str]:
    reading = Draft("a", sentence).reading()
    return [reading.report.quote(clause.span) for clause in clauses(reading)]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Brandt met the dockers in Velm, while Velde sent a letter to the board.",
            ["Brandt met the dockers in Velm", "while Velde sent a letter to the board"],
        ),
        (
            "The board met on Monday; the dockers said they wanted more.",
            ["The board met on Monday", "the dockers said they wanted more"],
        ),
        (
            "The ferries left the harbour at noon and the dockers held a meeting.",
            ["The ferries left the harbour at noon", "the dockers held a meeting"],
        ),
        (
            "The crisis began in spring as the board sent the dockers home.",
            ["The crisis began in spring", "as the board sent the dockers home"],
        ),
        (
            "Brandt left the talks in Velm, calling the offer an insult.",
            ["Brandt left the talks in Velm", "calling the offer an insult"],
        ),
    ],
)
def test_a_sentence_is_cut_where_a_new_assertion_begins(sentence: str, parts: list[str]) -> None:
    assert cut(sentence) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "Brandt, Velde and Torp met the dockers in Velm.",
        "Brandt said that the pilots and the dockers were close.",
        "The board sent letters and held meetings.",
        "Brandt said “we met, and they left, and it was over” in Velm.",
        "The dockers took the offer as a sign of good faith.",
    ],
)
def test_lists_shared_subjects_and_quotations_are_not_cut(sentence: str) -> None:
    assert cut(sentence) == [sentence.rstrip(".")]


def test_a_clause_knows_whether_it_has_a_verb() -> None:
    reading = Draft("a", "heading: A new round in Velm\nThe board met in Velm.").reading()
    assert [clause.finite for clause in clauses(reading)] == [False, True]
