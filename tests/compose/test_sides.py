"""Whose stance it is where no party's name is the subject: both sides, a report's own "we", bodies and descriptions."""

from dataclasses import replace

import pytest

from parley.compose.compose import compose
from parley.compose.lens import find_lens
from parley.compose.voices import issuers
from parley.dossier import Made
from parley.reading import Kind
from parley.report import Span
from parley.story import Entity, Story
from tests.compose.build import Line, story

MADE = Made("2031-03-09", "parley test", "test", "1")
SECOND = Line("Varnia rules out any lighthouse tower.", tags="NNP VBZ RP DT NN NN .")


def held(made: Story) -> set[tuple[str, str]]:
    dossier = compose(made, find_lens("peace-talks"), MADE)
    return {(p.party.removeprefix("party-"), p.stance) for issue in dossier.issues for p in issue.positions}


def body(made: Story, name: str, kind: Kind = "organisation") -> Story:
    spans = tuple(Span(r.report.id, at, at + len(name)) for r in made.readings if (at := r.report.text.find(name)) >= 0)
    return replace(made, entities=(*made.entities, Entity(f"body-{name}", name, kind, None, (), spans, ())))


@pytest.mark.parametrize("phrase", ["Both sides", "The two governments", "The parties"])
def test_both_sides_are_those_that_were_last_named_together(phrase: str) -> None:
    tags = " ".join({"Both": "DT", "The": "DT", "two": "CD"}.get(word, "NNS") for word in phrase.split())
    text = f"Ostmark and Varnia met. {phrase} want a lighthouse tower."
    found = held(story(Line(text, tags=f"NNP CC NNP VBD . {tags} VBP DT NN NN ."), SECOND))
    assert {("ostmark", "demands"), ("varnia", "demands")} <= found


def test_guarantors_that_were_named_together_are_not_the_two_sides() -> None:
    text = "Ostmark and Varnia met before the guarantors, Brell and Corm. The two sides want a lighthouse tower."
    tags = "NNP CC NNP VBD IN DT NNS , NNP CC NNP . DT CD NNS VBP DT NN NN ."
    made = body(body(story(Line(text, tags=tags), SECOND), "Brell", "party"), "Corm", "party")
    assert {("ostmark", "demands"), ("varnia", "demands")} <= held(made)
    assert ("body-Brell", "demands") not in held(made)


def test_a_body_without_a_party_holds_its_stance_itself() -> None:
    made = story(Line("Harbour Board demands a lighthouse tower.", tags="NNP NNP VBZ DT NN NN ."), SECOND)
    assert ("body-Harbour Board", "demands") in held(body(made, "Harbour Board"))


def test_a_thing_that_was_taken_for_a_body_holds_none() -> None:
    made = story(Line("Ploff demands a lighthouse tower.", tags="NNP VBZ DT NN NN ."), SECOND)
    assert ("body-Ploff", "demands") not in held(body(made, "Ploff"))


def test_a_description_stands_for_the_side_whose_name_ends_in_its_noun() -> None:
    text = "Harbour Board met. The board demands a lighthouse tower."
    made = story(Line(text, tags="NNP NNP VBD . DT NN VBZ DT NN NN ."), SECOND)
    assert ("body-Harbour Board", "demands") in held(body(made, "Harbour Board"))


def test_a_verb_shares_the_subject_of_the_verb_that_it_is_joined_to() -> None:
    text = "Ostmark has housed fishermen and wants a lighthouse tower."
    assert ("ostmark", "demands") in held(story(Line(text, tags="NNP VBZ VBN NNS CC VBZ DT NN NN ."), SECOND))


def test_we_of_a_report_is_the_side_that_issues_it() -> None:
    made = story(Line("We demand a lighthouse tower.", tags="PRP VBP DT NN NN ."), SECOND)
    first = made.readings[0]

    def by(outlet: str) -> Story:
        issued = replace(first, report=replace(first.report, outlet=outlet))
        return replace(made, readings=(issued, *made.readings[1:]))

    assert ("ostmark", "demands") in held(by("Ostmark Press Office"))
    assert ("ostmark", "demands") not in held(by("Ostmark Herald"))


@pytest.mark.parametrize(
    ("outlet", "sides"),
    [
        ("Drovers' Guild of Ostmark", ("guild",)),
        ("Government of Ostmark", ("land",)),
        ("Ostmark Radio", ()),
        ("Secretariat of the Drovers’ Guild", ("guild",)),
    ],
)
def test_an_outlet_that_is_more_than_a_name_and_its_press_office_speaks_for_nobody(
    outlet: str, sides: tuple[str, ...]
) -> None:
    land = Entity("land", "Ostmark", "party", None, (), (), ())
    guild = Entity("guild", "Drovers' Guild", "party", None, (), (), ())
    assert issuers(outlet, (land, guild)) == sides


def test_a_participle_behind_a_comma_has_the_subject_of_the_sentence_and_not_the_name_before_it() -> None:
    text = "Ostmark met Varnia, demanding a lighthouse tower."
    found = held(story(Line(text, tags="NNP VBD NNP , VBG DT NN NN ."), SECOND))
    assert ("ostmark", "demands") in found
    assert ("varnia", "demands") not in found


def test_those_after_the_by_of_a_participle_hold_its_stance() -> None:
    text = "Fishermen like a lighthouse tower demanded by Ostmark and Brell."
    made = body(story(Line(text, tags="NNS VBP DT NN NN VBN IN NNP CC NNP ."), SECOND), "Brell", "party")
    assert {("ostmark", "demands"), ("body-Brell", "demands")} <= held(made)


def test_her_government_is_that_of_the_person_named_last() -> None:
    text = "Lena Salt spoke. Her government wants a lighthouse tower."
    made = story(Line(text, tags="NNP NNP VBD . PRP$ NN VBZ DT NN NN ."), SECOND)
    minister = Entity("salt", "Lena Salt", "person", "party-ostmark", (), (Span(made.readings[0].report.id, 0, 9),), ())
    assert ("ostmark", "demands") in held(replace(made, entities=(*made.entities, minister)))


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Ostmark will not cede Korsel.", "NNP MD RB VB NNP ."),
        ("Ostmark refuses to leave Korsel.", "NNP VBZ TO VB NNP ."),
    ],
)
def test_a_place_that_a_stance_is_taken_on_is_an_issue(text: str, tags: str) -> None:
    made = body(story(Line(text, tags=tags), Line("Varnia demands Korsel.", tags="NNP VBZ NNP .")), "Korsel", "place")
    dossier = compose(made, find_lens("general"), MADE)
    assert [issue.label for issue in dossier.issues] == ["Korsel"]


def test_a_place_where_something_is_asked_for_is_no_issue() -> None:
    text, tags = "Ostmark asked to meet in Korsel.", "NNP VBD TO VB IN NNP ."
    made = body(story(Line(text, tags=tags), Line("Varnia asked to meet in Korsel.", tags=tags)), "Korsel", "place")
    assert compose(made, find_lens("general"), MADE).issues == ()


def test_the_offer_as_a_whole_is_an_issue() -> None:
    made = story(
        Line("Ostmark rejected the proposal.", tags="NNP VBD DT NN ."),
        Line("Varnia accepted the plan.", tags="NNP VBD DT NN ."),
    )
    dossier = compose(made, find_lens("labour-dispute"), MADE)
    assert [(issue.id, len(issue.positions)) for issue in dossier.issues] == [("issue-own-offer", 2)]
