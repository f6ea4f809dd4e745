"""Stances: who holds them, on which issue, and by whose account."""

from dataclasses import replace

import pytest

from parley.compose.compose import compose
from parley.compose.lens import shelf
from parley.dossier import Dossier, Made
from parley.report import Span
from parley.story import Entity
from tests.compose.build import Line, story

MADE = Made("2031-03-09", "parley test", "test", "1")


def composed(*lines: Line) -> Dossier:
    return compose(story(*lines), shelf()[0], MADE)


def stances(dossier: Dossier, issue: str) -> set[tuple[str, str]]:
    row = next((each for each in dossier.issues if each.id == f"issue-{issue}"), None)
    return {(p.party.removeprefix("party-"), p.stance) for p in row.positions} if row else set()


@pytest.mark.parametrize(
    ("text", "issue", "expected"),
    [
        ("Ostmark has rejected any plan to cede its borders.", "territory", ("ostmark", "rejects")),
        ("Varnia's demand for a share of the river water stands.", "resources", ("varnia", "demands")),
        ("Ostmark offered Varnia new security guarantees.", "security-guarantees", ("ostmark", "offers")),
        ("The monitors were rejected by Varnia on Friday.", "monitoring", ("varnia", "rejects")),
        ("Ostmark does not support foreign observers, only local monitors.", "monitoring", ("ostmark", "rejects")),
        ("Ostish officials remain wary of a lasting truce.", "ceasefire", ("ostmark", "wary")),
        ("Varnia is open to a summit.", "format", ("varnia", "open")),
    ],
)
def test_the_subject_holds_the_stance(text: str, issue: str, expected: tuple[str, str]) -> None:
    assert expected in stances(composed(Line(text)), issue)


def test_what_must_be_is_demanded_by_the_speaker_not_by_its_subject() -> None:
    line = Line(
        "Ostmark said that Varnia must release the prisoners.", "Ostmark", said="that Varnia must release the prisoners"
    )
    assert stances(composed(line), "prisoners") == {("ostmark", "demands")}


def test_a_stance_of_another_party_inside_what_is_said_stands_by_the_speakers_account() -> None:
    line = Line("Ostmark said Varnia wants the border crossings.", "Ostmark", said="Varnia wants the border crossings")
    dossier = composed(line)
    row = next(issue for issue in dossier.issues if issue.id == "issue-territory")
    assert [(p.party, p.stance, p.account) for p in row.positions] == [("party-varnia", "demands", "party-ostmark")]


def test_a_condition_splits_support_from_what_is_asked_in_return() -> None:
    text = "Varnia would support a trilateral meeting, provided that prisoners are exchanged first."
    dossier = composed(Line(text))
    assert ("varnia", "conditional") in stances(dossier, "format")
    assert ("varnia", "demands") in stances(dossier, "prisoners")
    (position,) = next(i for i in dossier.issues if i.id == "issue-format").positions
    assert position.condition is not None
    assert text[position.condition.start : position.condition.end].startswith("provided that")


def test_the_cue_gives_the_stance_of_what_is_said() -> None:
    line = Line("Varnia rejected the draft.", "Varnia", "rejected", "the draft", "rejects")
    assert stances(composed(line), "plan") == {("varnia", "rejects")}


def test_a_report_that_only_names_an_issue_gives_nobody_a_position() -> None:
    assert composed(Line("Envoys of Ostmark and Varnia spoke of prisoners for hours.")).issues == ()


@pytest.mark.parametrize(
    ("lines", "overlap"),
    [
        (("Ostmark demands the border hills.", "Varnia rejects any change of the border."), "none"),
        (("Ostmark supports a truce.", "Varnia is open to a truce."), "full"),
        (("Ostmark offers a truce.", "Varnia remains wary of a truce."), "partial"),
        (("Ostmark demands a truce.",), "unknown"),
        (("Ostmark demands that the truce lasts.", "Varnia rejects the end of the truce."), "unknown"),
        (("Ostmark demands guards on the border.", "Varnia rejects a frontier tax."), "unknown"),
    ],
)
def test_overlap_follows_the_rules_and_says_which(lines: tuple[str, ...], overlap: str) -> None:
    (issue,) = composed(*map(Line, lines)).issues
    assert issue.overlap == overlap
    assert issue.why[0].detail


def test_every_position_cites_the_words_that_show_it() -> None:
    dossier = composed(Line("Ostmark demands the border hills."), Line("Ostmark still demands its old border back."))
    (position,) = dossier.issues[0].positions
    assert len({span.report for span in position.evidence}) == 2
    assert position.since == "2031-03-01"


@pytest.mark.parametrize(
    "text",
    [
        "Ostmark withdrew its objection to the border commission.",
        "Eleven prisoners crossed the river, hours after Varnia agreed to longer talks.",
        "Ostmark rejected a draft without any word on prisoners.",
        "Ostmark will wait and see if Varnia supports the monitors.",
        "Ostmark is ready to act if the monitors fail.",
    ],
)
def test_words_that_show_no_stance_on_the_issue_give_nobody_one(text: str) -> None:
    dossier = composed(Line(text))
    listed = ("territory", "prisoners", "monitoring")
    assert all(not stances(dossier, issue) for issue in listed), dossier.issues


def test_what_is_left_out_of_a_rejected_draft_is_not_rejected_but_the_draft_is() -> None:
    dossier = composed(Line("Ostmark rejected a draft that dropped any word on prisoners."))
    assert stances(dossier, "plan") == {("ostmark", "rejects")}
    assert stances(dossier, "prisoners") == set()


def test_a_clause_of_its_own_counts_before_the_cue_that_opens_the_sentence() -> None:
    said = "the ratio but is willing to free prisoners who are old"
    line = Line(f"Ostmark rejected {said}.", "Ostmark", "rejected", said, "rejects")
    assert stances(composed(line), "prisoners") == {("ostmark", "open")}


def test_a_threat_is_no_demand_for_what_it_threatens() -> None:
    line = Line("Varnia threatened to close the border.", "Varnia", "threatened", "to close the border", "demands")
    assert composed(line).issues == ()


def test_a_word_within_a_name_names_no_issue() -> None:
    made = story(Line("Varnia rejects the idea of Border Watch Ostmark."))
    report = made.readings[0].report
    at = report.text.index("Border")
    name = Span(report.id, at, at + len("Border Watch Ostmark"))
    body = Entity("body", "Border Watch Ostmark", "organisation", None, (), (name,), ())
    dossier = compose(replace(made, entities=(*made.entities, body)), shelf()[0], MADE)
    assert dossier.issues == ()


def test_a_deal_done_in_return_for_something_is_accepted_and_asks_for_nothing_more() -> None:
    dossier = composed(Line("Varnia agreed to a truce in exchange for the release of prisoners."))
    assert stances(dossier, "ceasefire") == {("varnia", "accepts")}
    assert stances(dossier, "prisoners") == {("varnia", "accepts")}


def test_parties_that_speak_together_hold_their_stance_by_their_own_account() -> None:
    said = "to open the border crossings"
    line = Line(f"Ostmark and Varnia agreed {said}.", "Ostmark", "agreed", said, "accepts")
    row = next(issue for issue in composed(line).issues if issue.id == "issue-territory")
    assert {(p.party, p.stance, p.account) for p in row.positions} >= {("party-ostmark", "accepts", None)}
    assert all(position.account is None for position in row.positions)


def test_a_later_yes_overtakes_an_earlier_no() -> None:
    lines = ("Varnia rejects a truce.", "Ostmark supports a truce.", "Varnia accepts a truce.")
    (issue,) = composed(*map(Line, lines)).issues
    assert issue.overlap == "full"
    assert len(issue.positions) == 3
    assert "rejects" not in next(line.text for line in composed(*map(Line, lines)).brief if line.section == "stands")


def test_a_semicolon_ends_the_reach_of_a_stance() -> None:
    dossier = composed(
        Line("Varnia has made open crossings its condition for a truce; Ostmark ties them to a withdrawal.")
    )
    assert ("varnia", "demands") not in stances(dossier, "foreign-forces")


@pytest.mark.parametrize(
    ("text", "party", "stance"),
    [
        ("Ostmark will pay for the border posts.", "ostmark", "offers"),
        ("Ostmark and Varnia initialled a truce.", "varnia", "accepts"),
        ("Ostmark would rather keep the border shut.", "ostmark", "demands"),
        ("Varnia has no intention of opening the border.", "varnia", "rejects"),
        ("Varnia will not recognise the border.", "varnia", "rejects"),
    ],
)
def test_promises_refusals_and_settlements_show_a_stance(text: str, party: str, stance: str) -> None:
    dossier = composed(Line(text))
    assert (party, stance) in {held for row in dossier.issues for held in stances(dossier, row.id[6:])}


@pytest.mark.parametrize(
    "text",
    [
        "Varnia drew a border that grandchildren would pay for.",
        "Any truce would have to be approved by Varnia.",
        "Varnia, which signed with a borrowed pen, has monitors.",
        "Varnia refused to comment on the border.",
    ],
)
def test_what_others_would_do_is_due_or_left_unsaid_is_no_stance(text: str) -> None:
    assert composed(Line(text)).issues == ()


def test_what_is_asked_for_is_the_matter_and_not_those_of_whom_it_is_asked() -> None:
    lines = [
        Line("Varnia urges drovers to leave the lighthouse tower.", tags="NNP VBZ NNS TO VB DT NN NN ."),
        Line("Ostmark rules out any lighthouse tower.", tags="NNP VBZ RP DT NN NN ."),
    ]
    labels = {issue.label for issue in composed(*lines).issues}
    assert labels == {"Lighthouse tower"}
