"""Stances and names as the analyst has them, and what follows from them."""

from collections.abc import Sequence
from dataclasses import replace

from parley.compose.decided import graded, named, noted
from parley.decision import Decision
from parley.dossier import Issue, Move, Position
from parley.footing import anchors_of
from parley.reading import Stance
from parley.report import Report, Span
from parley.story import Entity
from tests.compose.build import report
from tests.deciding import made
from tests.deliver.story import strait

TEXTS: dict[str, Report] = {each.id: each for each in (report(0, "Velm wants it. Ostark does not."),)}
(NAME,) = TEXTS
VELM = Entity("party-velm", "Velm", "party", None, (), (Span(NAME, 0, 4),), ())
OSTARK = Entity("party-ostark", "Ostark", "party", None, (), (Span(NAME, 15, 21),), ())
WANTS, DOES_NOT = Span(NAME, 0, 14), Span(NAME, 15, 31)


def position(party: str, stance: Stance, span: Span, moved: tuple[Move, ...] = ()) -> Position:
    return Position(party, stance, "2031-03-01", "words", (), (span,), moved=moved)


def issue(*positions: Position, name: str = "issue-water") -> Issue:
    return Issue(name, "Water", None, positions, "unknown")


BOTH = issue(position("party-velm", "demands", WANTS), position("party-ostark", "rejects", DOES_NOT))


def regrade(stance: str, on: Issue = BOTH, place: int = 1, party: Entity = OSTARK) -> Decision:
    held = on.positions[place]
    anchors = [anchors_of(TEXTS, held.evidence), anchors_of(TEXTS, party.mentions)]
    return made("regrade", (on.id, held.party, held.stance), anchors, value=stance, of="position")


def apply(decisions: Sequence[Decision], *issues: Issue, entities: Sequence[Entity] = (VELM, OSTARK)) -> list[Issue]:
    return list(graded(decisions, issues, entities, TEXTS).issues)


def test_a_regraded_stance_keeps_what_was_found_and_the_overlap_follows() -> None:
    (found,) = apply([regrade("accepts")], BOTH)
    changed = found.positions[1]
    assert (changed.stance, changed.found) == ("accepts", "rejects")
    assert changed.why[0].name == "the analyst decided"
    assert "“accepts”; found was “rejects”: seen with my own eyes" in changed.why[0].detail
    assert found.positions[0] == BOTH.positions[0]
    assert (found.overlap, found.why[0].name) == ("partial", "some willing")


def test_the_later_regrade_wins_and_the_earlier_is_told() -> None:
    first, second = regrade("accepts"), regrade("open")
    outcome = graded([first, second], (BOTH,), (VELM, OSTARK), TEXTS)
    assert outcome.issues[0].positions[1].stance == "open"
    assert [(each.state, each.before) for each in outcome.decided] == [("overruled", None), ("binds", "rejects")]
    assert outcome.decided[0].detail == f"overruled by {second.id}"


def test_a_regrade_follows_its_passages_to_another_issue_but_never_to_another_party() -> None:
    decision = regrade("accepts")
    (moved,) = apply([decision], replace(BOTH, id="issue-own-harbour"))
    assert moved.positions[1].stance == "accepts"
    joint = issue(position("party-velm", "rejects", DOES_NOT))
    outcome = graded([decision], (joint,), (VELM, OSTARK), TEXTS)
    assert outcome.issues == (joint,)
    assert outcome.decided[0].state == "unfounded"


def test_a_regrade_goes_to_the_party_to_which_its_party_is_found_to_belong() -> None:
    body = replace(OSTARK, kind="organisation", party="party-velm")
    whole = issue(position("party-velm", "rejects", DOES_NOT))
    (found,) = apply([regrade("accepts")], whole, entities=(VELM, body))
    assert found.positions[0].stance == "accepts"


def test_moves_are_told_by_the_stances_that_hold() -> None:
    move = Move("softened", "2031-03-04", "rejects", (), (WANTS,))
    again = Move("restated", "2031-03-05", "open", (), (WANTS,))
    held = issue(position("party-velm", "rejects", DOES_NOT), position("party-velm", "open", WANTS, (move, again)))
    (found,) = apply([regrade("accepts", held, 0, VELM)], held)
    assert [(each.kind, each.before) for each in found.positions[1].moved] == [
        ("hardened", "accepts"),
        ("restated", "open"),
    ]
    (level,) = apply([regrade("rejects", held, 1, VELM)], held)
    assert [each.kind for each in level.positions[1].moved] == ["restated"]


def test_a_renamed_entity_keeps_its_spellings_and_says_what_it_was_called() -> None:
    dosti = next(each for each in strait().entities if each.name == "Mirela Dosti")
    texts = {each.id: each for each in strait().reports}
    first, second = (
        made("rename", [dosti.id], [anchors_of(texts, dosti.mentions)], value=name) for name in ("M. D.", "Mirela D.")
    )
    found = named([first, second], strait().entities, texts)
    (shown,) = [each for each in found.shown(strait().entities) if each.id == dosti.id]
    assert (shown.name, shown.variants) == ("Mirela D.", dosti.variants)
    assert "by the reports it is Mirela Dosti" in shown.why[-1].detail
    assert [(each.state, each.before) for each in found.decided] == [("overruled", None), ("binds", "Mirela Dosti")]


def test_a_note_of_an_older_parley_stands_on_its_id() -> None:
    notes = [made("note", [name], value="x", of=None) for name in ("party-somebody", "person-nobody", "")]
    known = replace(strait(), entities=(*strait().entities, replace(strait().entities[0], id="party-somebody")))
    states = [each.state for each in noted(notes, known)]
    assert states == ["binds", "unfounded", "unfounded"]
