"""Who holds a stance where its subject is a side's people, a nameless official or a clause of its own; negatives."""

from dataclasses import replace

import pytest

from parley.compose.compose import compose
from parley.compose.lens import find_lens
from parley.dossier import Made
from parley.report import Span
from parley.story import Entity, Story
from tests.compose.build import Line, story

MADE = Made("2031-03-09", "parley test", "test", "1")
SECOND = Line("Varnia discussed a lighthouse tower.", tags="NNP VBD DT NN NN .")


def held(made: Story) -> set[tuple[str, str]]:
    dossier = compose(made, find_lens("peace-talks"), MADE)
    rows = [p for i in dossier.issues if i.id.startswith("issue-own-") for p in i.positions]
    return {(p.party.removeprefix("party-"), p.stance) for p in rows}


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        ("Ostmark's own staff reject a lighthouse tower.", "NNP '' POS JJ NN VBP DT NN NN .", ("ostmark", "rejects")),
        ("Ostmark would not insist on a lighthouse tower.", "NNP MD RB VB IN DT NN NN .", ("ostmark", "open")),
        (
            "No lighthouse tower has been accepted by Ostmark.",
            "DT NN NN VBZ VBN VBN IN NNP .",
            ("ostmark", "rejects"),
        ),
        (
            "Ostmark has tied its consent to a lighthouse tower.",
            "NNP VBZ VBN PRP$ NN TO DT NN NN .",
            ("ostmark", "demands"),
        ),
        ("Ostmark would not hear of a lighthouse tower.", "NNP MD RB VB IN DT NN NN .", ("ostmark", "rejects")),
        ("Ostmark is against a lighthouse tower.", "NNP VBZ IN DT NN NN .", ("ostmark", "rejects")),
    ],
)
def test_a_sides_people_and_turned_words_show_its_stance(text: str, tags: str, expected: tuple[str, str]) -> None:
    third = Line("Varnia demands a lighthouse tower.", tags="NNP VBZ DT NN NN .")
    assert held(story(Line(text, tags=tags), SECOND, third)) == {expected, ("varnia", "demands")}


def test_a_fishermans_staff_are_not_the_side_that_is_named_before() -> None:
    line = Line("In Ostmark the staff reject a lighthouse tower.", tags="IN NNP DT NN VBP DT NN NN .")
    assert held(story(line, SECOND)) == set()


@pytest.mark.parametrize(
    ("source", "holder"),
    [
        ("An official of the Ostmark trade office", {("ostmark", "demands")}),
        ("An official familiar with Ostmark", set()),
        ("A fisherman of Ostmark", set()),
    ],
)
def test_a_nameless_official_speaks_for_the_only_side_in_whose_service_it_is(
    source: str, holder: set[tuple[str, str]]
) -> None:
    text = f"{source} demanded a lighthouse tower."
    tags = " ".join("NNP" if word == "Ostmark" else "NN" for word in source.split()) + " VBD DT NN NN ."
    made = story(Line(text, source, "demanded", "a lighthouse tower", "demands", tags), SECOND)
    silent = tuple(replace(each, speaker=None) for each in made.statements)
    assert held(replace(made, statements=silent)) == holder


def test_her_government_in_what_she_says_is_that_of_the_speaker() -> None:
    said = "that her government would not sell the lighthouse tower"
    line = Line(f"Ostish officials said {said}.", "Ostish officials", "said", said)
    line = replace(line, tags="JJ NNS VBD IN PRP$ NN MD RB VB DT NN NN .")
    assert held(story(line, SECOND)) == {("ostmark", "rejects")}


def test_the_party_is_that_of_who_speaks_and_not_the_one_named_last() -> None:
    said = "the lighthouse tower was never accepted by the party"
    line = Line(f"Varnia waits. Ostish officials said {said}.", "Ostish officials", "said", said)
    line = replace(line, tags="NNP VBZ . JJ NNS VBD DT NN NN VBD RB VBN IN DT NN .")
    assert ("varnia", "rejects") not in held(story(line, SECOND))


def test_what_somebody_sought_is_theirs_and_not_the_speakers() -> None:
    said = "that a lighthouse tower sought by Varnia was small"
    line = Line(f"Ostish officials said {said}.", "Ostish officials", "said", said)
    line = replace(line, tags="JJ NNS VBD IN DT NN NN VBN IN NNP VBD JJ .")
    assert held(story(line, SECOND)) == {("varnia", "demands")}


def test_several_are_of_the_side_with_which_the_sentence_before_opens() -> None:
    text = "Ostmark waits. Several demanded a lighthouse tower."
    line = Line(text, "Several", "demanded", "a lighthouse tower", "demands", "NNP VBZ . JJ VBD DT NN NN .")
    made = story(line, SECOND)
    assert held(replace(made, statements=tuple(replace(s, speaker=None) for s in made.statements))) == {
        ("ostmark", "demands")
    }


def test_quoted_words_are_what_somebody_rejects_as_a_phrase() -> None:
    text = 'Ostmark wrote of "a truce," a phrase Varnia rejects.'
    tags = "NNP VBD IN `` DT NN , '' DT NN NNP VBZ ."
    made = story(Line(text, "Varnia", "rejects", "a phrase", "rejects", tags))
    (issue,) = compose(made, find_lens("peace-talks"), MADE).issues
    (position,) = issue.positions
    assert (issue.id, position.party, position.stance) == ("issue-ceasefire", "party-varnia", "rejects")
    assert [made.readings[0].report.quote(span) for span in position.evidence] == ["a phrase Varnia rejects"]


def test_a_polite_word_that_may_show_a_welcome_raises_no_issue() -> None:
    text = "Ostmark notes a lighthouse tower."
    line = Line(text, "Ostmark", "notes", "a lighthouse tower", "supports", "NNP VBZ DT NN NN .")
    assert held(story(line, SECOND)) == set()


def test_one_demand_of_one_report_is_an_issue_where_its_party_takes_other_stands() -> None:
    demand = Line("Ostmark demands early ferries.", tags="NNP VBZ JJ NNS .")
    other = Line("Varnia rules out more pilots.", tags="NNP VBZ RP JJR NNS .")
    truce = Line("Ostmark rejects the truce.", tags="NNP VBZ DT NN .")
    assert held(story(demand, other)) == set()
    assert held(story(demand, other, truce)) == {("ostmark", "demands")}


def test_someone_of_a_side_that_is_only_a_body_holds_its_stances() -> None:
    text = "Jan Holt demanded a lighthouse tower."
    made = story(Line(text, "Jan Holt", "demanded", "a lighthouse tower", "demands", "NNP NNP VBD DT NN NN ."), SECOND)
    report = made.readings[0].report.id
    league = Entity("league", "Bakers League", "organisation", None, (), (Span(report, 0, 0),), ())
    holt = Entity("holt", "Jan Holt", "person", "league", (), (Span(report, 0, 8),), ())
    said = tuple(replace(each, speaker="holt") for each in made.statements)
    assert held(replace(made, entities=(*made.entities, league, holt), statements=said)) == {("league", "demands")}


@pytest.mark.parametrize(("times", "expected"), [(1, {("ostmark", "accepts"), ("varnia", "accepts")}), (9, set())])
def test_the_two_sides_are_the_two_parties_that_the_story_turns_on(times: int, expected: set[tuple[str, str]]) -> None:
    line = Line("The two sides accepted a lighthouse tower.", tags="DT CD NNS VBD DT NN NN .")
    ostmark = Line("Ostmark waits. Ostmark rests.", tags="NNP VBZ . NNP VBZ .")
    varnia = Line("Varnia waits. Varnia rests.", tags="NNP VBZ . NNP VBZ .")
    third = Line("Brell waits. " * times, tags="NNP VBZ . " * times)
    made = story(line, ostmark, varnia, third)
    report = made.readings[3].report.id
    spans = tuple(Span(report, at, at + 5) for at in range(0, 13 * times, 13))
    brell = Entity("party-brell", "Brell", "party", None, (), spans, ())
    assert held(replace(made, entities=(*made.entities, brell))) == expected


@pytest.mark.parametrize(
    ("said", "tags", "expected"),
    [
        ("14 percent of the fish and Varnia for 11", "CD NN IN DT NN CC NNP IN CD", {"ostmark", "varnia"}),
        ("14 percent of the fish, Varnia 11", "CD NN IN DT NN , NNP CD", {"ostmark", "varnia"}),
        ("14 percent of the fish of Varnia", "CD NN IN DT NN IN NNP", {"ostmark"}),
    ],
)
def test_a_side_whose_verb_is_left_out_shares_the_stance_before_it(said: str, tags: str, expected: set[str]) -> None:
    line = Line(
        f"Ostmark had asked for {said}.", "Ostmark", "had asked for", said, "demands", f"NNP VBD VBN IN {tags} ."
    )
    dossier = compose(story(line, Line("Varnia wants fish.", tags="NNP VBZ NN .")), find_lens("general"), MADE)
    first = dossier.reports[0].id
    found = {p.party for i in dossier.issues for p in i.positions for span in p.evidence if span.report == first}
    assert found == {f"party-{side}" for side in expected}


def test_a_position_that_is_only_a_pronoun_or_a_number_is_summed_up_with_its_verb() -> None:
    text = "Varnia demands a truce. Ostmark rejected it."
    line = Line(text, "Ostmark", "rejected", "it", "rejects", "NNP VBZ DT NN . NNP VBD PRP .")
    (issue,) = compose(story(line), find_lens("peace-talks"), MADE).issues
    assert {p.summary for p in issue.positions if p.stance == "rejects"} == {"rejected it"}


def test_under_the_general_lens_a_stance_that_makes_no_issue_of_its_own_stands_under_one_row_alone() -> None:
    line = Line("Ostmark offered a fund for refugees.")
    assert [i.label for i in compose(story(line), find_lens("general"), MADE).issues] == ["Money", "People concerned"]
    assert [i.label for i in compose(story(line), None, MADE).issues] == ["Money"]


@pytest.mark.parametrize(
    ("phrase", "tags", "label"),
    [
        ("tower at the pier", "NN IN DT NN", "Tower at the pier"),
        ("tower in 12 days", "NN IN CD NNS", "Tower"),
    ],
)
def test_a_label_takes_in_what_a_preposition_adds_but_no_number(phrase: str, tags: str, label: str) -> None:
    made = story(
        Line(f"Ostmark demands a {phrase}.", tags=f"NNP VBZ DT {tags} ."),
        Line(f"Varnia rejects a {phrase}.", tags=f"NNP VBZ DT {tags} ."),
    )
    assert [i.label for i in compose(made, find_lens("peace-talks"), MADE).issues] == [label]


def test_a_measure_names_no_issue() -> None:
    made = story(
        Line("Ostmark demands 12 tonnes.", tags="NNP VBZ CD NNS ."),
        Line("Varnia rejects 12 tonnes.", tags="NNP VBZ CD NNS ."),
    )
    assert compose(made, find_lens("peace-talks"), MADE).issues == ()
