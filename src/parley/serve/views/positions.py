"""Positions: issue by party, the statements behind each, and for each issue its history and why positions overlap."""

from dataclasses import dataclass

from parley.deliver.views.ledger import Cite
from parley.deliver.views.positions import (
    CellView,
    GapView,
    IssueView,
    PositionView,
    columns_of,
    latest_first,
    silent_of,
    spoken_of,
    view_issue,
    view_position,
)
from parley.deliver.views.quotations import said
from parley.deliver.views.sayings import OVERLAPS, Sign
from parley.deliver.visible import one_line, shortened
from parley.dossier import Issue, Position
from parley.errors import UsageError
from parley.serve.bench import Bench
from parley.serve.pages import Asked
from parley.serve.views.claims import PassageOf, passages_of
from parley.serve.views.grading import Grading, grading_of
from parley.story import Reason

WORDS = 220
"""Characters of a statement that stand behind a cell."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A statement by which a party stands where it does."""

    speaker: str
    words: str
    href: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell of the table: its positions, each with the statements behind it and the form to give another stance."""

    cell: CellView
    behind: tuple[tuple[Behind, ...], ...]
    gradings: tuple[Grading, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An issue."""

    issue: IssueView
    href: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The table, and the issues of which no position was found."""

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """A position with the passages that show it, the statements behind it, and why it was taken for one."""

    position: PositionView
    passages: tuple[PassageOf, ...]
    behind: tuple[Behind, ...]
    why: tuple[Reason, ...]
    grading: Grading


@dataclass(frozen=True, slots=True)
class PartyStands:
    """What one party's position is and was."""

    party: str
    href: str
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class IssuePage:
    """An issue."""

    id: str
    anchor: str
    label: str
    code: str
    overlap: Sign
    why: tuple[Reason, ...]
    gaps: tuple[GapView, ...]
    parties: tuple[PartyStands, ...]
    unspoken: tuple[str, ...]
    """Parties that are named with it and of which no position was found."""


def view_matrix(bench: Bench, _asked: Asked) -> MatrixView:
    """The table of all issues and parties."""
    ledger = bench.ledger
    columns = columns_of(ledger)
    rows = []
    for issue in spoken_of(ledger):
        held: list[list[Position]] = [[] for _ in columns.heads]
        for position in latest_first(issue):
            held[columns.place(position.party)].append(position)
        view = view_issue(ledger, issue, columns)
        cells = tuple(_cell(bench, issue, *row) for row in zip(view.cells, held, strict=True))
        rows.append(MatrixRow(view, ledger.href("issue", issue.id), cells))
    return MatrixView(columns.heads, tuple(rows), silent_of(ledger))


def _cell(bench: Bench, issue: Issue, cell: CellView, held: list[Position]) -> MatrixCell:
    behind = tuple(_behind(bench, position) for position in held)
    return MatrixCell(cell, behind, tuple(grading_of(bench, issue, position) for position in held))


def _behind(bench: Bench, position: Position) -> tuple[Behind, ...]:
    ledger = bench.ledger
    found = []
    for name in position.statements:
        statement = ledger.statements[name]
        words = shortened(said(ledger, statement.wordings[0]), WORDS)
        cites = ledger.cites(min(wording.content) for wording in statement.wordings)
        speaker = ledger.name(statement.speaker) or "Speaker not named"
        found.append(Behind(one_line(speaker), words, ledger.href("said", name), cites))
    return tuple(found)


def view_one(bench: Bench, asked: Asked) -> IssuePage:
    """An issue by its id; raises UsageError where these reports do not speak of it."""
    issue = bench.ledger.issues.get(asked.name)
    if issue is None:
        remedy = "See which there are under Positions."
        raise UsageError(f"These reports speak of no issue {asked.name!r}.", remedy)
    spoken = {position.party for position in issue.positions}
    return IssuePage(
        id=issue.id,
        anchor=bench.ledger.place("issue", issue.id),
        label=issue.label,
        code=issue.code or "",
        overlap=OVERLAPS[issue.overlap],
        why=issue.why,
        gaps=tuple(GapView(one_line(gap.detail), bench.ledger.cites(gap.evidence)) for gap in issue.gaps),
        parties=_parties(bench, issue),
        unspoken=tuple(bench.ledger.name(party) or party for party in issue.named if party not in spoken),
    )


def _parties(bench: Bench, issue: Issue) -> tuple[PartyStands, ...]:
    """By party, those of most positions first, each from the latest to the first."""
    held: dict[str, list[Position]] = {}
    for position in latest_first(issue):
        held.setdefault(position.party, []).append(position)
    ranked = sorted(held, key=lambda party: (-len(held[party]), party))
    return tuple(
        PartyStands(
            bench.ledger.name(party) or party,
            bench.scope.page_of("person", party),
            tuple(_stand(bench, issue, position) for position in held[party]),
        )
        for party in ranked
    )


def _stand(bench: Bench, issue: Issue, position: Position) -> Stand:
    return Stand(
        position=view_position(bench.ledger, issue, position, shared=False),
        passages=passages_of(bench, position.evidence),
        behind=_behind(bench, position),
        why=position.why,
        grading=grading_of(bench, issue, position),
    )
