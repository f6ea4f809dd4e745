"""Words that bear a stance, and those beside which one is only guessed, supposed, asked of somebody or described."""

import pytest

from parley.compose.compose import compose
from parley.compose.lens import shelf
from parley.dossier import Dossier, Made
from parley.reading import Stance
from tests.compose.build import Line, story

MADE = Made("2031-03-09", "parley test", "test", "1")


def composed(*lines: Line) -> Dossier:
    return compose(story(*lines), shelf()[0], MADE)


def held(*lines: Line) -> set[tuple[str, str, str]]:
    return {
        (row.id.removeprefix("issue-"), p.party.removeprefix("party-"), p.stance)
        for row in composed(*lines).issues
        for p in row.positions
    }


@pytest.mark.parametrize("stance", ["demands", "rejects", "offers", "supports", "open"])
def test_a_stance_that_the_engine_hears_in_a_bare_verb_of_saying_is_no_position(stance: Stance) -> None:
    line = Line("Varnia said the truce was a year old.", "Varnia", "said", "the truce was a year old", stance)
    assert held(line) == set()


def test_a_refusal_shows_in_what_is_said() -> None:
    line = Line("Varnia said no truce would hold.", "Varnia", "said", "no truce would hold", "rejects")
    assert ("ceasefire", "varnia", "rejects") in held(line)


def test_a_condition_needs_a_word_that_ties() -> None:
    heard = "it can live through a truce"
    assert held(Line(f"Varnia said {heard}.", "Varnia", "said", heard, "conditional")) == set()
    tied = "it could live with a truce only in May"
    assert ("ceasefire", "varnia", "conditional") in held(
        Line(f"Varnia said {tied}.", "Varnia", "said", tied, "conditional")
    )


def test_to_consider_is_no_rejection_whatever_the_engine_hears() -> None:
    line = Line("Varnia is considering a truce.", "Varnia", "is considering", "a truce", "rejects")
    assert ("ceasefire", "varnia", "rejects") not in held(line)


def test_the_subject_of_a_passive_takes_no_stance() -> None:
    line = Line("Varnia was favoured by a truce.", "Varnia", "was favoured", "a truce", "supports")
    assert ("ceasefire", "varnia", "supports") not in held(line)


def test_one_who_is_opposed_holds_a_stance() -> None:
    line = Line("Varnia is opposed to a truce.", "Varnia", "is opposed to", "a truce", "rejects")
    assert ("ceasefire", "varnia", "rejects") in held(line)


NO_STANCE = [
    ("Varnia might accept a truce.", "NNP MD VB DT NN ."),
    ("Varnia may be more interested in a truce.", "NNP MD VB RBR JJ IN DT NN ."),
    ("Should Varnia reject the truce, Ostmark wins.", "MD NNP VB DT NN , NNP VBZ ."),
    ("There is no guarantee that Varnia will support a truce.", "EX VBZ DT NN IN NNP MD VB DT NN ."),
    ("Envoys asked Varnia to accept a truce.", "NNS VBD NNP TO VB DT NN ."),
    ("Varnia told of its preferred methods for a truce.", "NNP VBD IN PRP$ VBN NNS IN DT NN ."),
    ("Varnia supporters of a truce sang.", "NNP NNS IN DT NN VBD ."),
    ("Varnia was accused of rejecting a truce.", "NNP VBD VBN IN VBG DT NN ."),
    ("Varnia insists the truce is old.", "NNP VBZ DT NN VBZ JJ ."),
    ("Many Varnia officers reject a truce.", "JJ NNP NNS VBP DT NN ."),
]


@pytest.mark.parametrize(("text", "tags"), NO_STANCE)
def test_what_may_be_is_supposed_asked_or_described_is_no_stance(text: str, tags: str) -> None:
    assert not any(party == "varnia" for _, party, _ in held(Line(text, tags=tags)))


STANCE = [
    ("Varnia is ready to accept a truce.", "NNP VBZ JJ TO VB DT NN ."),
    ("Varnia decided to reject a truce.", "NNP VBD TO VB DT NN ."),
    ("Varnia insists on a truce.", "NNP VBZ IN DT NN ."),
    ("Varnia insists the truce must hold.", "NNP VBZ DT NN MD VB ."),
    ("Varnia rejects a truce.", "NNP VBZ DT NN ."),
    ("Several Varnia officials reject a truce.", "JJ NNP NNS VBP DT NN ."),
]


@pytest.mark.parametrize(("text", "tags"), STANCE)
def test_what_a_side_does_itself_is_its_stance(text: str, tags: str) -> None:
    assert any(party == "varnia" for _, party, _ in held(Line(text, tags=tags)))


def test_what_another_shall_do_is_only_the_stance_of_who_demands_it() -> None:
    said = "Varnia agree to a truce"
    line = Line(
        f"Ostmark insisted that {said}.", "Ostmark", "insisted", said, "demands", "NNP VBD IN NNP VBP TO DT NN ."
    )
    assert {(party, stance) for _, party, stance in held(line)} == {("ostmark", "demands")}


def test_a_circumstance_is_not_what_a_stance_is_on() -> None:
    text = "Varnia seeks a truce while visiting the border."
    found = held(Line(text, tags="NNP VBZ DT NN IN VBG DT NN ."))
    assert {issue for issue, _, _ in found} == {"ceasefire"}


def test_the_paper_in_which_something_is_offered_is_not_what_is_offered() -> None:
    text = "Varnia offered security guarantees to Ostmark in the latest draft."
    found = held(Line(text, tags="NNP VBD NN NNS IN NNP IN DT JJS NN ."))
    assert ("security-guarantees", "varnia", "offers") in found
    assert not any(issue == "plan" for issue, _, _ in found)
