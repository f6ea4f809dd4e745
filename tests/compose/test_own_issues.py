"""Issues that no lens lists: found by what parties take a stance on, labelled in the reports' own words."""

from dataclasses import replace

import pytest

from parley.compose.compose import compose
from parley.compose.lens import find_lens, shelf
from parley.dossier import Dossier, Issue, Made
from parley.reading import MEANING, Reading
from parley.story import Story
from tests.compose.build import Line, story

MADE = Made("2031-03-09", "parley test", "test", "1")


def own(*lines: Line) -> dict[str, Issue]:
    """The issues of a story in its own words, by label."""
    return {i.label: i for i in composed(*lines).issues if i.id.startswith("issue-own-")}


def composed(*lines: Line) -> Dossier:
    return compose(story(*lines), find_lens("peace-talks"), MADE)


def held(issue: Issue) -> set[tuple[str, str]]:
    return {(p.party.removeprefix("party-"), p.stance) for p in issue.positions}


DEMAND = Line("Ostmark demands a lighthouse tower.", tags="NNP VBZ DT NN NN .")
REFUSAL = Line("Varnia rules out any lighthouse tower.", tags="NNP VBZ RP DT NN NN .")


def test_what_several_parties_demand_and_reject_is_an_issue_under_its_fullest_name() -> None:
    (issue,) = own(DEMAND, REFUSAL).values()
    assert issue.label == "Lighthouse tower"
    assert held(issue) == {("ostmark", "demands"), ("varnia", "rejects")}
    assert [reason.name for reason in issue.why] == ["refused", "own words"]


def test_one_stance_that_one_of_two_reports_has_makes_no_issue() -> None:
    other = Line("Varnia rules out more ferries.", tags="NNP VBZ RP JJR NNS .")
    assert own(DEMAND, other) == {}


def test_a_stance_is_the_nearest_subjects_not_that_of_a_party_named_before() -> None:
    fans = Line("In Ostmark fishermen demand a lighthouse tower.", tags="IN NNP NNS VBP DT NN NN .")
    (issue,) = own(fans, REFUSAL).values()
    assert held(issue) == {("varnia", "rejects")}


@pytest.mark.parametrize(
    ("text", "tags", "stance"),
    [
        ("Ostmark offered no lighthouse tower.", "NNP VBD DT NN NN .", "rejects"),
        ("Ostmark asked for no lighthouse tower.", "NNP VBD IN DT NN NN .", "rejects"),
        ("Ostmark will not pay for a lighthouse tower.", "NNP MD RB VB IN DT NN NN .", "rejects"),
        ("Ostmark does not rule out a lighthouse tower.", "NNP VBZ RB VB RP DT NN NN .", "open"),
        (
            "Ostmark would accept a lighthouse tower only if it is small.",
            "NNP MD VB DT NN NN RB IN PRP VBZ JJ .",
            "conditional",
        ),
    ],
)
def test_negatives_turn_stances_round_and_conditions_tie_them(text: str, tags: str, stance: str) -> None:
    (issue,) = own(Line(text, tags=tags), REFUSAL).values()
    assert ("ostmark", stance) in held(issue)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Ostmark suggested that a lighthouse tower fell.", "NNP VBD IN DT NN NN VBD ."),
        ("Ostmark withdrew its objection to the lighthouse tower.", "NNP VBD PRP$ NN TO DT NN NN ."),
        ("Ostmark is divided if it accepts the lighthouse tower.", "NNP VBZ VBN IN PRP VBZ DT NN NN ."),
    ],
)
def test_what_is_supposed_dropped_or_thought_true_is_no_stance(text: str, tags: str) -> None:
    found = own(Line(text, tags=tags), REFUSAL)
    assert all(
        ("ostmark", stance) not in held(i) for i in found.values() for stance in ("offers", "rejects", "accepts")
    )


def test_what_a_party_denies_to_ask_for_is_not_its_demand() -> None:
    said = "that Ostmark demands a lighthouse tower"
    line = Line(f"Ostmark denied {said}.", "Ostmark", "denied", said, tags="NNP VBD IN NNP VBZ DT NN NN .")
    assert ("ostmark", "demands") not in {each for issue in own(line, REFUSAL).values() for each in held(issue)}


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Varnia offers one lighthouse tower. Ostmark has asked for 60.", "NNP VBZ CD NN NN . NNP VBZ VBN IN CD ."),
        ("Varnia offers one lighthouse tower. Ostmark demands it.", "NNP VBZ CD NN NN . NNP VBZ PRP ."),
        ("The lighthouse tower was named. Ostmark demands it.", "DT NN NN VBD VBN . NNP VBZ PRP ."),
    ],
)
def test_a_stance_that_names_nothing_is_on_what_the_sentence_before_spoke_of(text: str, tags: str) -> None:
    found = own(Line(text, tags=tags), REFUSAL)
    assert ("ostmark", "demands") in held(found["Lighthouse tower"])


def test_the_partys_own_words_straight_after_back_its_stance() -> None:
    text = "Ostmark demands a lighthouse tower. Ostmark said gulls sleep."
    line = Line(text, "Ostmark", "said", "gulls sleep", tags="NNP VBZ DT NN NN . NNP VBD NNS VBP .")
    quoted = quoting(story(line, REFUSAL))
    (issue,) = (i for i in compose(quoted, find_lens("peace-talks"), MADE).issues if "own" in i.id)
    demand = next(p for p in issue.positions if p.stance == "demands")
    report = quoted.readings[0].report
    assert [report.quote(span) for span in demand.evidence] == ["Ostmark demands a lighthouse tower.", "gulls sleep"]
    assert [reason.name for reason in demand.why] == ["stance", "own words after it"]


def test_every_party_that_signed_accepts_in_a_passive() -> None:
    line = Line(
        "A lighthouse tower was approved on Friday by Ostmark and Varnia.",
        tags="DT NN NN VBD VBN IN NNP IN NNP CC NNP .",
    )
    (issue,) = own(line, DEMAND).values()
    assert held(issue) == {("ostmark", "accepts"), ("varnia", "accepts"), ("ostmark", "demands")}


def test_a_stance_on_somebody_is_none_on_what_was_spoken_of_before() -> None:
    text = "Varnia offers one lighthouse tower. Ostmark embraced him. Ostmark backs Varnia."
    line = Line(text, tags="NNP VBZ CD NN NN . NNP VBD PRP . NNP VBZ NNP .")
    (issue,) = own(line, REFUSAL).values()
    assert "ostmark" not in {party for party, _ in held(issue)}


def test_one_of_a_kind_is_on_what_was_spoken_of_before() -> None:
    text = "Varnia rejects the lighthouse tower. Ostmark could imagine a smaller one tied to tolls."
    line = Line(text, tags="NNP VBZ DT NN NN . NNP MD VB DT JJR CD VBN TO NNS .")
    (issue,) = own(line, DEMAND).values()
    assert ("ostmark", "open") in held(issue)


def test_words_of_a_quotation_that_are_figures_of_speech_make_no_issue() -> None:
    text = "Varnia rejects the lighthouse tower. Ostmark said we will not accept a scalp."
    tags = "NNP VBZ DT NN NN . NNP VBD PRP MD RB VB DT NN ."
    line = Line(text, "Ostmark", "said", "we will not accept a scalp", tags=tags)
    made = quoting(story(line, DEMAND, Line("Scalp.", tags="NN .")))
    (issue,) = (i for i in compose(made, find_lens("peace-talks"), MADE).issues if "own" in i.id)
    assert issue.label == "Lighthouse tower"
    assert ("ostmark", "rejects") in held(issue)


@pytest.mark.parametrize("verb", ["sought to calm the harbour pilot", "expects the harbour pilot"])
def test_an_attempt_or_an_expectation_raises_no_issue(verb: str) -> None:
    attempt = "VBD TO VB DT NN NN" if verb.startswith("sought") else "VBZ DT NN NN"
    lines = (Line(f"Ostmark {verb}.", tags=f"NNP {attempt} ."), Line("A harbour pilot slept.", tags="DT NN NN VBD ."))
    assert own(*lines) == {}


def test_a_stance_left_over_goes_to_the_issue_alike_in_meaning() -> None:
    made = story(DEMAND, REFUSAL, Line("Varnia wants a beacon.", tags="NNP VBZ DT NN ."))
    alike = replace(made, readings=tuple(meaning(r, 1) for r in made.readings))
    unlike = replace(made, readings=tuple(meaning(r, n) for n, r in enumerate(made.readings)))
    lens = find_lens("peace-talks")
    assert ("varnia", "demands") in held(next(i for i in compose(alike, lens, MADE).issues))
    assert ("varnia", "demands") not in held(next(i for i in compose(unlike, lens, MADE).issues))


def meaning(made: Reading, axis: int) -> Reading:
    """The reading with every token on one axis of meaning."""
    row = bytes(60 if place == axis else 0 for place in range(MEANING))
    return replace(made, meanings=row * len(made.tokens))


def quoting(made: Story) -> Story:
    """The story with its attributions taken for direct quotations."""
    readings = tuple(
        replace(r, attributions=tuple(replace(a, kind="direct") for a in r.attributions)) for r in made.readings
    )
    return replace(made, readings=readings)


def test_the_general_lens_gives_way_to_the_storys_own_issues_where_nobody_asked_for_it() -> None:
    lines = (
        Line("Ostmark demands a fish subsidy.", tags="NNP VBZ DT NN NN ."),
        Line("Varnia rejects the fish subsidy.", tags="NNP VBZ DT NN NN ."),
    )
    assert [i.label for i in compose(story(*lines), None, MADE).issues] == ["Fish subsidy"]
    assert [i.label for i in compose(story(*lines), shelf()[-1], MADE).issues] == ["Money"]


def test_own_issues_do_not_hang_on_the_order_of_the_reports() -> None:
    lines = [DEMAND, REFUSAL, Line("Varnia wants a harbour pilot.", tags="NNP VBZ DT NN NN .")]
    lines.append(Line("Ostmark offers a harbour pilot.", tags="NNP VBZ DT NN NN ."))
    assert list(own(*lines)) == list(own(*reversed(lines))) == ["Harbour pilot", "Lighthouse tower"]
