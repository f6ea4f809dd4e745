"""What an analyst may ask for in a dossier, and what is refused with a remedy."""

from dataclasses import replace

import pytest

from parley.archive.decisions import exported
from parley.deciding import Wish, checked, decision_on
from parley.decision import Decision, DecisionKind
from parley.dossier import Dossier
from parley.errors import UsageError
from tests.deciding import made
from tests.deliver.story import strait


def wish(kind: DecisionKind, *things: str, value: str | None = None, reason: str = "because", by: str = "ana") -> Wish:
    return Wish(kind, things, value, reason, by)


def entity(name: str) -> str:
    return next(each.id for each in strait().entities if each.name == name)


def test_a_thing_may_be_given_by_id_by_name_or_by_a_spelling() -> None:
    dosti = next(each for each in strait().entities if each.name == "Mirela Dosti")
    for name in (dosti.id, dosti.id[:-2], "mirela  dosti", *(variant.text for variant in dosti.variants)):
        decision = decision_on(strait(), wish("rename", name, value="Mirela Doste"), story="strait")
        assert (decision.things, decision.story, decision.of) == ((dosti.id,), "strait", "entity")
        (anchors,) = decision.anchors
        assert {anchor.span for anchor in anchors} <= set(dosti.mentions)


def test_words_are_trimmed_and_the_login_name_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "brill")
    decision = decision_on(strait(), Wish("rename", ("Jonas Arkell",), "  Jon \n Arkell ", " so  he signs "))
    assert (decision.value, decision.reason, decision.by) == ("Jon Arkell", "so he signs", "brill")


def test_a_dismissal_keeps_the_passages_of_each_value_apart() -> None:
    found = strait().discrepancies[0]
    decision = decision_on(strait(), wish("dismiss", found.id))
    assert decision.value == found.kind
    assert [{a.span for a in group} for group in decision.anchors] == [set(value.evidence) for value in found.values]


def test_a_regrade_keeps_the_passages_of_the_stance_and_mentions_of_the_party() -> None:
    issue = next(each for each in strait().issues if each.positions)
    position = issue.positions[0]
    value = "open" if position.stance != "open" else "wary"
    asked = wish("regrade", issue.label, position.party, position.stance, value=value)
    decision = decision_on(strait(), asked)
    assert decision.things == (issue.id, position.party, position.stance)
    assert {a.span for a in decision.anchors[0]} == set(position.evidence)
    held = next(each for each in strait().entities if each.id == position.party)
    assert {a.span for a in decision.anchors[1]} <= set(held.mentions)


def test_a_note_may_be_on_anything_that_has_an_id() -> None:
    found = strait()
    lists = (found.entities, found.statements, found.events, found.claims, found.discrepancies, found.passages)
    more = (found.origins, found.tracks, found.reports, [i for i in found.issues if i.positions])
    for each in (thing for things in (*lists, *more) for thing in things):
        decision = decision_on(found, wish("note", each.id, value="ask again"))
        assert decision.things == (each.id,)
        assert decision.anchors[0]


def _several(name: str) -> Dossier:
    """Two entities of one name."""
    first = next(each for each in strait().entities if each.name == name)
    return replace(strait(), entities=(*strait().entities, replace(first, id=f"{first.id}-again")))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (wish("merge", "Mirela Dosti"), "two or more things"),
        (wish("merge", "Mirela Dosti", "mirela dosti"), "two or more things"),
        (wish("merge", "Mirela Dosti", "Nobody Known"), "no entity 'Nobody Known'"),
        (wish("merge", "Mirela Dosti", "Talvia"), "A person and a party cannot be one"),
        (wish("rename", "Mirela Dosti", value=" "), "needs words"),
        (wish("rename", "Mirela Dosti", value="Mirela Dosti"), "already"),
        (wish("rename", "Mirela Dosti", "Talvia", value="X"), "on one thing"),
        (wish("rename", "Mirela Dosti", value="X", reason=" \n"), "needs a reason"),
        (wish("rename", value="X"), "on something"),
        (wish("rename", "Mirela Dosti", value="\udcff"), "no text that can be kept"),
        (wish("rename", "Mirela Dosti", value="Mirela\x1b[31m Doste"), "no text that can be kept"),
        (wish("rename", "Mirela Dosti", value="Doste", reason="so\0she signs"), "no text that can be kept"),
        (wish("rename", " ", value="X"), "no entity ' '"),
        (wish("split", "Mirela Dosti"), "what is to be taken out"),
        (wish("split", "Mirela Dosti", "Arkell"), "nowhere called 'Arkell'"),
        (wish("dismiss", "Mirela Dosti"), "no discrepancy"),
        (wish("regrade", "Talvia", "rejects", value="open"), "no issue 'Talvia'"),
        (wish("regrade", "Talvia", value="rejects"), "party on an issue"),
        (wish("regrade", "Talvia", "Talvia", value="furious"), "no stance 'furious'"),
        (wish("pin", "r-1", value="river"), "Nothing in a dossier can be decided by pin"),
    ],
)
def test_what_says_nothing_is_refused(asked: Wish, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        decision_on(strait(), asked)


def test_a_name_that_several_bear_is_refused_with_the_candidates() -> None:
    name = entity("Mirela Dosti")
    with pytest.raises(UsageError, match=rf"2 are called .*{name}, {name}-again"):
        decision_on(_several("Mirela Dosti"), wish("rename", "Mirela Dosti", value="X"))


def test_nothing_may_remain_of_no_entity() -> None:
    dosti = next(each for each in strait().entities if each.name == "Mirela Dosti")
    parts = {next(r for r in strait().reports if r.id == span.report).file for span in dosti.mentions}
    with pytest.raises(UsageError, match="Nothing would remain"):
        decision_on(strait(), wish("split", dosti.id, *sorted(parts)))


def test_a_split_takes_out_a_report_by_its_file_and_keeps_every_mention() -> None:
    dosti = next(each for each in strait().entities if each.name == "Mirela Dosti")
    first, *_ = dosti.mentions
    file = next(r.file for r in strait().reports if r.id == first.report)
    decision = decision_on(strait(), wish("split", "Mirela Dosti", file))
    stays, out = ({a.span for a in group} for group in decision.anchors)
    assert stays | out == set(dosti.mentions)
    assert {span.report for span in out} == {first.report}


def test_a_party_with_several_stances_on_an_issue_needs_one_named() -> None:
    issue = next(each for each in strait().issues if each.positions)
    position = issue.positions[0]
    other = replace(position, stance="divided")
    issues = tuple(replace(i, positions=(position, other)) if i is issue else i for i in strait().issues)
    dossier = replace(strait(), issues=issues)
    with pytest.raises(UsageError, match="has the stances"):
        decision_on(dossier, wish("regrade", issue.id, position.party, value="unknown"))
    with pytest.raises(UsageError, match="is divided already"):
        decision_on(dossier, wish("regrade", issue.id, position.party, "divided", value="divided"))


GOOD = made("rename", ["person-a"], value="B")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (replace(GOOD, reason=" "), "has no reason"),
        (replace(GOOD, by=""), "does not say whose"),
        (replace(GOOD, things=()), "is on nothing"),
        (replace(GOOD, value=None), "without words"),
        (replace(GOOD, made="yesterday"), "no ISO time"),
        (replace(GOOD, kind="regrade", value="angry"), "which there is not"),
    ],
)
def test_a_file_with_a_decision_that_could_never_hold_is_refused_whole(bad: Decision, words: str) -> None:
    with pytest.raises(UsageError, match=rf"Decision 2 of the file .*{words}"):
        checked(exported([GOOD, bad]))


@pytest.mark.parametrize(
    "content",
    [
        exported([GOOD])[:-9],
        b'{"format": "parley-dossier/1", "reports": []}',
        b"PK\x03\x04\x14\x00",
        b"[1, 2]",
        exported([GOOD]).decode().encode("utf-16"),
    ],
)
def test_half_a_line_or_another_format_is_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match=r"Line 1 of the decisions does not hold"):
        checked(content)


def test_an_anchor_that_is_no_stretch_is_refused() -> None:
    line = exported([decision_on(strait(), wish("rename", "Mirela Dosti", value="X"))])
    assert b'"end":' in line
    with pytest.raises(UsageError, match="no stretch of a text"):
        checked(line.replace(b'"end":', b'"end":-'))


def test_an_empty_file_has_no_decisions() -> None:
    assert checked(b"\n\n") == ()
