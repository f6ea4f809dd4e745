"""Denials: which deeds a clause tells as done or not done, and which denial is of which deed."""

import pytest

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.discrepancies.acts import Clause
from parley.compare.resolve import resolve
from parley.reading import Reading, Token
from parley.story import Discrepancy
from tests.compare.build import Draft
from tests.compare.test_discrepancies_others import ELSEWHERE


def acts(tagged: str) -> set[tuple[str, bool]]:
    """The deeds of a clause whose words bear their tags: "met/VBD"."""
    pairs = [word.rsplit("/", 1) for word in tagged.split()]
    text = " ".join(word for word, _ in pairs)
    tokens, at = [], 0
    for word, tag in pairs:
        tokens.append(Token(at, at + len(word), tag))
        at += len(word) + 1
    return {(act.name, act.done) for act in Clause(text, tokens).acts()}


@pytest.mark.parametrize(
    ("clause", "act"),
    [
        ("The/DT owners/NNS did/VBD not/RB sign/VB", ("sign", False)),
        ("Nobody/NN has/VBZ withdrawn/VBN anything/NN", ("withdraw", False)),
        ("Nothing/NN has/VBZ been/VBN released/VBN", ("release", False)),
        ("There/EX was/VBD no/DT handshake/NN", ("handshake", False)),
        ("Oda/NNP shook/VBD her/PRP$ hand/NN", ("handshake", True)),
        ("At/IN no/DT moment/NN did/VBD Oda/NNP offer/VB it/PRP", ("offer", False)),
        ("a/DT freeze/NN was/VBD never/RB accepted/VBN", ("accept", False)),
        ("the/DT delegates/NNS stormed/VBD out/RP", ("walk-out", True)),
        ("Reports/NNS of/IN a/DT walk-out/NN are/VBP inaccurate/JJ", ("walk-out", False)),
        ("talks/NNS ended/VBD without/IN agreement/NN", ("agree", False)),
        ("an/DT agreement/NN has/VBZ been/VBN reached/VBN", ("agree", True)),
        ("they/PRP failed/VBD to/TO agree/VB", ("agree", False)),
        ("The/DT guild/NN offered/VBD nothing/NN", ("offer", False)),
    ],
)
def test_a_clause_tells_a_deed_as_done_or_not_done(clause: str, act: tuple[str, bool]) -> None:
    assert act in acts(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "if/IN the/DT owners/NNS sign/VBP it/PRP",
        "the/DT owners/NNS will/MD not/RB sign/VB",
        "the/DT owners/NNS hope/VBP to/TO sign/VB",
        "the/DT owners/NNS have/VBP not/RB signed/VBN",
        "A/DT guild/NN does/VBZ not/RB sign/VB such/JJ papers/NNS",
        "the/DT owners/NNS should/MD reach/VB an/DT agreement/NN",
        "there/EX is/VBZ a/DT great/JJ deal/NN of/IN mud/NN",
        "the/DT owners/NNS have/VBP settled/VBN most/JJS of/IN it/PRP",
    ],
)
def test_plans_conditions_and_habits_are_no_deeds(clause: str) -> None:
    assert not {name for name, _ in acts(clause)} & {"sign", "agree"}


def told(name: str, line: str, *people: str, day: str = "2031-03-05") -> Reading:
    draft = Draft(name, line, published=day, outlet=f"Paper {name}")
    for who in people:
        draft.person(who)
    return draft.reading()


def found(*readings: Reading) -> list[Discrepancy]:
    readings = (*readings, ELSEWHERE)
    every = discrepancies(Compared(readings, resolve(readings).entities))
    return [each for each in every if each.kind == "outcome"]


DONE = "Oda Venn accepted the roster of the ferry owners in the salt tower."


def test_a_deed_that_another_report_denies_outright() -> None:
    denial = told("r1", "Oda Venn never accepted the roster of the ferry owners, her office said.", "Oda Venn")
    (each,) = found(told("r0", DONE, "Oda Venn"), denial)
    assert [value.evidence[0].report for value in each.values] == ["r0", "r1"]
    assert {reason.name for reason in each.why} >= {"one deed", "denied outright", "same topic"}


def test_what_is_done_later_is_an_update() -> None:
    denial = told("r1", "Oda Venn never accepted the roster of the ferry owners.", "Oda Venn", day="2031-03-03")
    assert found(told("r0", DONE, "Oda Venn"), denial) == []


@pytest.mark.parametrize(
    "denial",
    [
        "Oda Venn never accepted a toll on eels and a tax on reeds.",
        "Karel Brandt never accepted the roster of the ferry owners.",
        "Oda Venn would never have signed the roster of the ferry owners.",
        "Oda Venn never accepted more than the roster of the ferry owners.",
    ],
)
def test_another_topic_another_doer_another_deed_is_no_denial(denial: str) -> None:
    assert (
        found(told("r0", DONE, "Oda Venn"), told("r1", denial, "Karel Brandt" if "Karel" in denial else "Oda Venn"))
        == []
    )


def test_further_reports_of_the_deed_stand_beside_the_first() -> None:
    denial = told("r2", "Oda Venn never accepted the roster of the ferry owners.", "Oda Venn")
    again = told("r1", "The ferry owners say that Oda Venn accepted their roster.", "Oda Venn")
    (each,) = found(told("r0", DONE, "Oda Venn"), again, denial)
    assert {span.report for span in each.values[0].evidence} == {"r0", "r1"}


def test_no_agreement_is_a_denial_only_where_both_say_on_what() -> None:
    done = told("r0", "An agreement has been reached on the roster of the ferry owners.")
    assert found(done, told("r1", "There was no agreement on the roster of the ferry owners."))
    assert found(done, told("r1", "There was no agreement on a toll on eels.")) == []
    three = told("r2", "An agreement has been reached for three hours of 2 billion crowns.")
    assert found(three, told("r1", "There was no agreement after three hours on the 2 billion.")) == []


RUMOUR = "Reports that Oda Venn had offered her resignation were free invention, the ferry owners said."


def test_a_denial_of_reports_answers_those_who_tell_the_deed_even_later() -> None:
    done = told("r0", "Oda Venn offered her resignation in the salt tower, two porters said.", "Oda Venn")
    (each,) = found(done, told("r1", RUMOUR, "Oda Venn", day="2031-03-04"))
    assert [value.evidence[0].report for value in each.values] == ["r0", "r1"]


def test_a_denial_of_reports_is_of_those_whom_it_names() -> None:
    done = told("r0", "Karel Brandt offered his resignation in the salt tower, two porters said.", "Karel Brandt")
    assert found(done, told("r1", RUMOUR, "Oda Venn", day="2031-03-04")) == []
