"""Positions as a table: issue by party, with stance, since when, in which words, by whose account."""

from dataclasses import dataclass

from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.views.sayings import OVERLAPS, SILENCES, STANCES, Sign
from parley.deliver.visible import counted, day_text, one_line
from parley.dossier import Issue, Move, Position

COLUMNS = 4
"""Columns of parties at most; where more have positions, the last column holds all others."""

OTHERS = "Other parties"


@dataclass(frozen=True, slots=True)
class MoveView:
    """How and when the position was come to ("softened on 5 March, before: rejects"), with what shows it."""

    words: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class PositionView:
    """One position of one party; the party is named where it shares a column."""

    party: str
    sign: Sign
    since: str
    words: str
    condition: str
    by: str
    account: str
    origins: str
    cites: tuple[Cite, ...]
    moves: tuple[MoveView, ...]
    marks: tuple[str, ...] = ()
    """What the analyst decided on the party's stance."""


@dataclass(frozen=True, slots=True)
class CellView:
    """Where one party, or all others, stand on an issue: the latest first; `empty` says why nothing stands there."""

    positions: tuple[PositionView, ...]
    empty: Sign | None


@dataclass(frozen=True, slots=True)
class GapView:
    """What would have to move, with the passages that show it."""

    words: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """A row of the table; `cells` stand in the order of the columns."""

    anchor: str
    label: str
    code: str
    cells: tuple[CellView, ...]
    overlap: Sign
    explanation: tuple[str, ...]
    gaps: tuple[GapView, ...]
    marks: tuple[str, ...] = ()
    """What the analyst decided on it."""


@dataclass(frozen=True, slots=True)
class PositionsView:
    """The table, and the issues of which no position was found."""

    columns: tuple[str, ...]
    issues: tuple[IssueView, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The parties that have a column of their own, and the heads of all columns."""

    own: tuple[str, ...]
    heads: tuple[str, ...]

    def place(self, party: str) -> int:
        """The column of a party; where it has none of its own, that of all others, which comes last."""
        return self.own.index(party) if party in self.own else len(self.own)


def columns_of(ledger: Ledger) -> Columns:
    """The parties with most positions first."""
    counts: dict[str, int] = {}
    for issue in ledger.dossier.issues:
        for position in issue.positions:
            counts[position.party] = counts.get(position.party, 0) + 1
    parties = sorted(counts, key=lambda party: -counts[party])
    own = tuple(parties if len(parties) <= COLUMNS else parties[: COLUMNS - 1])
    heads = tuple(ledger.name(party) or party for party in own) + ((OTHERS,) if len(own) < len(parties) else ())
    return Columns(own, heads)


def spoken_of(ledger: Ledger) -> tuple[Issue, ...]:
    """The issues on which any party was found to stand somewhere, those on which most parties speak on top."""
    spoken = [issue for issue in ledger.dossier.issues if issue.positions]
    spoken.sort(key=lambda issue: (-len({position.party for position in issue.positions}), -len(issue.positions)))
    return tuple(spoken)


def silent_of(ledger: Ledger) -> tuple[str, ...]:
    """The issues of which no position was found."""
    return tuple(issue.label for issue in ledger.dossier.issues if not issue.positions)


def view_positions(ledger: Ledger) -> PositionsView:
    """The parties with most positions stand first, the issues on which most parties speak on top."""
    columns = columns_of(ledger)
    issues = tuple(view_issue(ledger, issue, columns) for issue in spoken_of(ledger))
    return PositionsView(columns.heads, issues, silent_of(ledger))


def view_issue(ledger: Ledger, issue: Issue, columns: Columns) -> IssueView:
    """A row of the table."""
    cells: list[list[PositionView]] = [[] for _ in columns.heads]
    for position in latest_first(issue):
        shared = position.party not in columns.own
        cells[columns.place(position.party)].append(view_position(ledger, issue, position, shared=shared))
    named = {columns.place(party) for party in issue.named}
    return IssueView(
        anchor=ledger.place("issue", issue.id),
        label=issue.label,
        code=issue.code or "",
        cells=tuple(_cell(cell, is_named=place in named) for place, cell in enumerate(cells)),
        overlap=OVERLAPS[issue.overlap],
        explanation=tuple(reason.detail for reason in issue.why),
        gaps=tuple(GapView(one_line(gap.detail), ledger.cites(gap.evidence)) for gap in issue.gaps),
        marks=ledger.marks(issue.id),
    )


def latest_first(issue: Issue) -> list[Position]:
    """The positions on an issue, the latest first."""
    return sorted(issue.positions, key=lambda position: position.since or "", reverse=True)


def _cell(found: list[PositionView], *, is_named: bool) -> CellView:
    return CellView(tuple(found), None if found else SILENCES["named" if is_named else "absent"])


def view_position(ledger: Ledger, issue: Issue, position: Position, *, shared: bool) -> PositionView:
    """A position on an issue; `shared` where its column holds others too."""
    return PositionView(
        party=ledger.name(position.party) or position.party if shared else "",
        sign=STANCES[position.stance],
        since=day_text(position.since),
        words=one_line(position.summary),
        condition=one_line(ledger.words(position.condition)) if position.condition else "",
        by=ledger.name(position.by) or "",
        account=ledger.name(position.account) or "",
        origins=counted(len({ledger.origins[span.report].id for span in position.evidence}), "origin"),
        cites=ledger.cites(position.evidence),
        moves=tuple(MoveView(_moved(move), ledger.cites(move.evidence)) for move in position.moved),
        marks=ledger.marks(issue.id, position.party, position.found or position.stance),
    )


def _moved(move: Move) -> str:
    before = "" if move.kind == "restated" else f" (before: {STANCES[move.before].word})"
    return f"{move.kind} {day_text(move.day)}{before}"
