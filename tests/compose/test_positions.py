"""Stances: who holds them, on which issue, and by whose account."""

import pytest
from tests.compose.build import Line, story

from parley.compose.compose import compose
from parley.compose.lens import shelf
from parley.dossier import Dossier, Made

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
