"""Decided: renames, regraded stances and notes of the analyst, laid over what was composed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import get_args

from parley.compose.movement import COMING
from parley.compose.overlap import overlap
from parley.compose.things import PREFIXES, address, things
from parley.decision import Anchor, Decided, Decision, Sort, decided
from parley.dossier import Course, Dossier, Issue, Move, Position
from parley.footing import Footing, missing
from parley.reading import Stance
from parley.report import Problem, Report
from parley.story import Entity, Reason

STANCES: tuple[Stance, ...] = get_args(Stance)


@dataclass(frozen=True, slots=True)
class Named:
    """Names that the analyst gave, by the id of the entity, and what became of each decision."""

    names: Mapping[str, Decision]
    decided: tuple[Decided, ...]

    def shown(self, entities: Iterable[Entity]) -> tuple[Entity, ...]:
        """The entities under the names that were given."""
        return tuple(_renamed(each, self.names[each.id]) if each.id in self.names else each for each in entities)


def named(decisions: Iterable[Decision], entities: Sequence[Entity], reports: Mapping[str, Report]) -> Named:
    """What the renames in force call the entities; of several for one entity the last counts."""
    wanted = [each for each in decisions if each.kind == "rename"]
    if not wanted:
        return Named({}, ())
    known = {each.id: each for each in entities}
    ground = _Ground(
        reports, Footing(reports, (((e.id,), span) for e in entities for span in e.mentions)), {(e,) for e in known}
    )
    found = [None if (ids := ground.one(each)) is None else ids[0] for each in wanted]
    last = {name: each for each, name in zip(wanted, found, strict=True) if name is not None}
    told = []
    for each, name in zip(wanted, found, strict=True):
        if name is None:
            told.append(decided(each, "unfounded", detail=ground.missing(each)))
        elif last[name] is each:
            told.append(decided(each, "binds", [name], before=known[name].name))
        else:
            told.append(_overruled(each, [name], last[name]))
    return Named(last, tuple(told))


def _renamed(entity: Entity, decision: Decision) -> Entity:
    detail = f"{_who(decision)} that it is called so; by the reports it is {entity.name}: {decision.reason}"
    name = decision.value or entity.name
    return replace(entity, name=name, why=(*entity.why, Reason("the analyst decided", 1.0, detail)))


@dataclass(frozen=True, slots=True)
class Graded:
    """Issues with the stances that the analyst gave, and what became of each decision."""

    issues: tuple[Issue, ...]
    decided: tuple[Decided, ...] = ()


def graded(
    decisions: Iterable[Decision], issues: tuple[Issue, ...], entities: Sequence[Entity], reports: Mapping[str, Report]
) -> Graded:
    """The issues under the regrades in force; of several for one position the last counts."""
    wanted = [each for each in decisions if each.kind == "regrade"]
    if not wanted:
        return Graded(issues)
    grading = _Grading(issues, entities, reports)
    found = [grading.position(each) for each in wanted]
    last = {name: each for each, name in zip(wanted, found, strict=True) if name is not None}
    told = []
    for each, name in zip(wanted, found, strict=True):
        if name is None:
            told.append(decided(each, "unfounded", detail=grading.missing(each)))
            continue
        if last[name] is each:
            told.append(decided(each, "binds", name[:2], before=name[2]))
        else:
            told.append(_overruled(each, name[:2], last[name]))
    return Graded(tuple(_regraded(issue, last) for issue in issues), tuple(told))


class _Grading:
    """Positions by their passages, and parties by their mentions."""

    def __init__(self, issues: Sequence[Issue], entities: Sequence[Entity], reports: Mapping[str, Report]) -> None:
        rows = [(address(issue.id, p), p) for issue in issues for p in issue.positions]
        parties = {p.party for _, p in rows}
        self.reports = reports
        self.held: dict[tuple[str, ...], Position] = dict(rows)
        self.places: Footing[tuple[str, ...]] = Footing(reports, ((a, span) for a, p in rows for span in p.evidence))
        self.of = {e.id: e.party for e in entities if e.party in parties}
        sides = (e for e in entities if e.id in parties or e.id in self.of)
        self.parties = Footing(reports, ((e.id, span) for e in sides for span in e.mentions))

    def position(self, decision: Decision) -> tuple[str, ...] | None:
        """The position of the party whose passages hold most of the anchors; among equals the one of that address.

        Where the party takes no such stance itself any more, that of the party to which it is found to belong.
        """
        wanted = decision.things
        if not decision.anchors:
            return wanted if wanted in self.held else None
        party = decision.things[1] if len(decision.things) > 1 else ""
        party = (self.parties.best(decision.anchors[1], party) if len(decision.anchors) > 1 else party) or party
        found = self.places.held(decision.anchors[0])
        for side in (party, self.of.get(party)):
            own = [name for name in found if self.held[name].party == side]
            if own:
                return min(own, key=lambda name: (-found[name], name != wanted, name))
        return None

    def missing(self, decision: Decision) -> str:
        """Why there is no such position."""
        return missing(decision, self.reports, "no position of the party rests on its passages in these reports")


def _regraded(issue: Issue, last: Mapping[tuple[str, ...], Decision]) -> Issue:
    """The issue with its regraded positions; overlap and moves follow."""
    given = {position: last.get(address(issue.id, position)) for position in issue.positions}
    if not any(given.values()):
        return issue
    positions = tuple(_given(position, decision) for position, decision in given.items())
    positions = tuple(_with_moves(position, positions) for position in positions)
    outcome = overlap(positions)
    return replace(issue, positions=positions, overlap=outcome.overlap, why=(outcome.reason, *issue.why[1:]))


def _given(position: Position, decision: Decision | None) -> Position:
    stance = next((each for each in STANCES if decision is not None and each == decision.value), None)
    if decision is None or stance is None:
        return position
    detail = f"{_who(decision)} that it is “{stance}”; found was “{position.stance}”: {decision.reason}"
    why = (Reason("the analyst decided", 1.0, detail), *position.why)
    return replace(position, stance=stance, found=position.stance, why=why)


def _with_moves(position: Position, positions: Sequence[Position]) -> Position:
    """The position with its moves between stances as they are now; one between equal stances is none."""
    now = {each.found or each.stance: each.stance for each in positions if each.party == position.party}
    moves = (_moved(move, position.stance, now.get(move.before, move.before)) for move in position.moved)
    return replace(position, moved=tuple(move for move in moves if move is not None))


def _moved(move: Move, stance: Stance, before: Stance) -> Move | None:
    if move.kind == "restated":
        return replace(move, before=stance)
    step = COMING[stance] - COMING[before] if stance in COMING and before in COMING else 0
    course: Course = "softened" if step > 0 else "hardened"
    return replace(move, kind=course, before=before) if step else None


def noted(decisions: Iterable[Decision], dossier: Dossier) -> tuple[Decided, ...]:
    """The notes in force on the things of a dossier."""
    wanted = [each for each in decisions if each.kind == "note"]
    shelves = _Shelves(dossier)
    return tuple(shelves.note(each) for each in wanted)


@dataclass
class _Shelves:
    """The things of a dossier by sort, each sort looked through when a note asks for it."""

    dossier: Dossier
    grounds: dict[Sort, "_Ground"] = field(default_factory=dict)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by id."""
        return {report.id: report for report in self.dossier.reports}

    def note(self, decision: Decision) -> Decided:
        """What became of a note."""
        sort = decision.of or PREFIXES.get("".join(decision.things[:1]).partition("-")[0], "statement")
        ground = self.grounds.get(sort) or self._ground(sort)
        found = ground.one(decision)
        if found is None:
            return decided(decision, "unfounded", detail=ground.missing(decision))
        return decided(decision, "binds", found[:2], before=found[2] if len(found) > 2 else None)

    def _ground(self, sort: Sort) -> "_Ground":
        held = list(things(self.dossier, sort))
        rows = ((thing.ids, span) for thing in held for span in thing.spans)
        self.grounds[sort] = _Ground(self.reports, Footing(self.reports, rows), {thing.ids for thing in held})
        return self.grounds[sort]


@dataclass(frozen=True, slots=True)
class _Ground:
    """Things of one sort, found by anchors, or by their ids where a decision of an older Parley has none."""

    reports: Mapping[str, Report]
    footing: Footing[tuple[str, ...]]
    ids: set[tuple[str, ...]]

    def one(self, decision: Decision) -> tuple[str, ...] | None:
        """The ids of the thing on which a decision stands."""
        name = decision.things
        if not decision.anchors:
            return name if name in self.ids else None
        anchors: Iterator[Anchor] = (anchor for group in decision.anchors for anchor in group)
        return self.footing.best(anchors, name)

    def missing(self, decision: Decision) -> str:
        """Why it stands on nothing."""
        return missing(decision, self.reports, "nothing of that sort is found at its passages in these reports")


def _overruled(decision: Decision, on: Iterable[str], by: Decision) -> Decided:
    return decided(decision, "overruled", on, detail=f"overruled by {by.id}")


def _who(decision: Decision) -> str:
    return f"{decision.by} decided on {decision.made[:10]}"


def in_order(decisions: Iterable[Decision], outcomes: Iterable[Decided]) -> tuple[Decided, ...]:
    """The outcomes in the order of the decisions."""
    held = {each.id: each for each in outcomes}
    return tuple(held[name] for decision in decisions if (name := decision.id) in held)


def untold(outcomes: Iterable[Decided]) -> Iterator[Problem]:
    """A line for each decision that finds nothing to stand on, or something that it has not seen."""
    for each in outcomes:
        if each.state == "unfounded":
            what = f"a decision on {', '.join(each.on)} finds nothing to stand on in these reports"
            yield Problem(None, "decide", f"{what}: {each.detail} ({_signed(each)})")
        elif each.state == "binds" and each.detail:
            yield Problem(None, "decide", f"{', '.join(each.things)} was dismissed; {each.detail} ({_signed(each)})")


def _signed(each: Decided) -> str:
    return f"{each.kind} by {each.by} on {each.made[:10]}, {each.id}"
