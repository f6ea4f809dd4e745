"""Words of stance that tell of no stance where they stand, and stands whose holder is somebody else."""

from dataclasses import replace

import pytest

from parley.compose.compose import compose
from parley.compose.lens import shelf
from parley.dossier import Dossier, Made
from parley.report import Span
from parley.story import Entity, Variant
from tests.compose.build import Line, story

MADE = Made("2031-03-09", "parley test", "test", "1")


def composed(*lines: Line) -> Dossier:
    return compose(story(*lines), shelf()[0], MADE)


def held(dossier: Dossier) -> set[tuple[str, str, str]]:
    return {
        (row.id.removeprefix("issue-"), p.party.removeprefix("party-"), p.stance)
        for row in dossier.issues
        for p in row.positions
    }


@pytest.mark.parametrize(
    "text",
    [
        "Why did Varnia reject the truce?",
        "Varnia and Ostmark have narrowed their differences over the border.",
        "What Ostmark wants to do with the prisoners is anybody's guess.",
    ],
)
def test_a_question_or_a_settled_difference_is_nobodys_stance(text: str) -> None:
    assert held(composed(Line(text))) == set()


def test_what_should_have_been_is_not_demanded() -> None:
    said = "the border road should have been finished in May"
    assert held(composed(Line(f"Varnia said {said}.", "Varnia", said=said))) == set()


def test_what_is_only_asked_is_not_the_partys_own() -> None:
    text = "Ostmark asked why Varnia would want a truce."
    assert ("ceasefire", "varnia", "demands") not in held(
        composed(Line(text, "Ostmark", "asked", "why Varnia would want a truce"))
    )


def test_differences_that_could_not_be_bridged_still_divide() -> None:
    assert ("territory", "varnia", "divided") in held(
        composed(Line("Varnia failed to bridge differences over borders."))
    )


def test_a_verb_of_one_clause_does_not_reach_into_a_clause_with_a_verb_of_its_own() -> None:
    text = "Ostmark pledged a loan but missed a chance for a truce."
    found = held(composed(Line(text, tags="NNP VBD DT NN CC VBD DT NN IN DT NN .")))
    assert ("ceasefire", "ostmark", "offers") not in found


def test_what_only_dates_a_matter_is_not_the_matter() -> None:
    text = "Ostmark proposed a summit, the first since prisoners were exchanged in June."
    found = held(composed(Line(text)))
    assert ("format", "ostmark", "offers") in found
    assert not any(issue == "prisoners" for issue, _, _ in found)


def test_never_more_than_a_bound_is_no_refusal_of_the_matter() -> None:
    text = "Ostmark has never offered more than six prisoners."
    assert ("prisoners", "ostmark", "rejects") not in held(composed(Line(text)))


def test_to_prepare_sanctions_offers_nothing() -> None:
    line = Line(
        "Ostmark has prepared sanctions.", "Ostmark", "has prepared", "sanctions", "offers", "NNP VBZ VBN NNS ."
    )
    assert held(composed(line)) == set()


def test_the_condition_of_one_side_is_not_laid_on_the_proposal_of_another() -> None:
    said = "that Varnia backs an Ostmark proposal for a summit, provided that prisoners are exchanged"
    tags = "NNP VBD IN NNP VBZ DT NNP NN IN DT NN , VBN IN NNS VBP VBN ."
    found = held(composed(Line(f"Varnia said {said}.", "Varnia", said=said, tags=tags)))
    assert ("format", "ostmark", "conditional") not in found
    assert ("format", "varnia", "conditional") in found


def test_a_noun_in_apposition_is_not_what_is_rejected() -> None:
    text = "Ostmark offered a silent harbour, a slogan Varnia rejects. Ostmark demands the slogan."
    tags = "NNP VBD DT JJ NN , DT NN NNP VBZ . NNP VBZ DT NN ."
    line = Line(text, "Varnia", "rejects", "a slogan", "rejects", tags)
    assert not any(stance == "rejects" for _, _, stance in held(composed(line)))


def test_several_sides_are_not_the_one_whose_name_stands_among_them() -> None:
    text = "Three parties that hope to govern Varnia accepted a truce."
    tags = "CD NNS WDT VBP TO VB NNP VBD DT NN ."
    line = Line(text, "Three parties that hope to govern Varnia", "accepted", "a truce", "accepts", tags)
    made = story(line)
    spoken = tuple(replace(each, speaker="party-varnia") for each in made.statements)
    found = held(compose(replace(made, statements=spoken), shelf()[0], MADE))
    assert not any(party == "varnia" for _, party, _ in found)


def test_a_land_that_is_no_party_takes_a_side_by_its_own_name() -> None:
    text = "Ostmark offered a truce. Teal rejects a truce."
    made = story(Line(text, "Teal", "rejects", "a truce", "rejects"), Line("Teal rejects a truce, again."))
    report = made.readings[0].report.id
    at = text.index("Teal")
    spans = (Span(report, at, at + 4),)
    place = Entity("place-teal", "Teal", "place", None, (), spans, (Variant("Teal", spans),))
    (statement,) = made.statements
    told = replace(made, entities=(*made.entities, place), statements=(replace(statement, speaker="place-teal"),))
    assert ("ceasefire", "place-teal", "rejects") in held(compose(told, shelf()[0], MADE))


def test_a_group_that_two_reports_name_alike_is_one_side() -> None:
    texts = ("Drivers want a truce.", "Drivers want a ceasefire.")
    made = story(*(Line(text, "Drivers", "want", text[13:-1], "demands") for text in texts))
    groups = tuple(
        Entity(f"other-{n}", "drivers", "other", None, (), (span,), (Variant("Drivers", (span,)),))
        for n, span in enumerate(Span(reading.report.id, 0, 7) for reading in made.readings)
    )
    spoken = tuple(replace(each, speaker=f"other-{n}") for n, each in enumerate(made.statements))
    found = held(compose(replace(made, entities=(*made.entities, *groups), statements=spoken), shelf()[0], MADE))
    assert found == {("ceasefire", "other-1", "demands")}


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Ostmark counts its approval ratings in a ceasefire.", "NNP VBZ PRP$ NN NNS IN DT NN ."),
        ("Ostmark has considered it a ceasefire.", "NNP VBZ VBN PRP DT NN ."),
        ("Ostmark holds papers considered a ceasefire.", "NNP VBZ NNS VBN DT NN ."),
    ],
)
def test_what_a_thing_is_called_or_held_to_be_is_no_stance(text: str, tags: str) -> None:
    assert held(composed(Line(text, tags=tags))) == set()
