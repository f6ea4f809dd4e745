import pytest

from tests.annotate.casting import Read, read


def chains(told: Read) -> list[list[str]]:
    return [[told.parse.report.quote(span) for span in chain] for chain in told.cast.things]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("A long strike began. The strike hurt everyone.", ["A long strike", "The strike"]),
        ("The old plan failed. A new plan came. This plan works.", ["A new plan", "This plan"]),
        ("Article 5 fell. Article 6 stayed. They read Article 5 again.", ["Article", "Article"]),
        ("The plan failed. It came late. It cost too much.", ["The plan", "It", "It"]),
    ],
)
def test_things_are_spoken_of_again(text: str, chain: list[str]) -> None:
    assert chain in chains(read(text))


def test_another_strike_is_not_the_strike() -> None:
    assert chains(read("The strike began. The long strike hurt everyone.")) == []


def test_a_thing_far_back_is_not_meant() -> None:
    assert chains(read("A plan came. " + "Nobody slept well. " * 120 + "The plan failed.")) == []


QUESTIONS = ("Why did you leave?", "Would you go back?", "What do you want?")
ANSWERS = ("I was tired.", "I would.", "I want peace.")


def test_who_is_asked_is_who_answers() -> None:
    told = read("\n\n".join(line for pair in zip(QUESTIONS, ANSWERS, strict=True) for line in pair))
    assert chains(told) == [["you", "I", "you", "I", "you", "I"]]


def test_one_question_makes_no_interview() -> None:
    assert chains(read("Why did you leave?\n\nI was tired.\n\nI would not say more. You know me.")) == [
        ["you", "You"],
        ["I", "I", "me"],
    ]
