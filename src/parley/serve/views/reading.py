"""The reading view: one report as the spine, and in its margin who else carries each passage, differs or copied it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from parley.deliver.views.claims import Chip, chips_of
from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.views.origins import Carrier
from parley.deliver.views.reports import PieceView, ReportView
from parley.deliver.views.sayings import CARRIED, CONFLICTS, DIRECTNESS, Sign
from parley.deliver.visible import counted, one_line, shortened
from parley.errors import UsageError
from parley.report import Span
from parley.serve.bench import Bench
from parley.serve.fragments import original
from parley.serve.pages import Asked
from parley.story import Claim, Discrepancy, Passage, Statement

SILENT = 14
"""Silent reports up to which each is named; of more they are counted."""

WORDS = 110
"""Characters of a passage that its card repeats."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card points: the anchor of its passage, its words, and the same in the page as published."""

    anchor: str
    words: str
    original: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim that this report carries: who else does, and who is silent."""

    place: Place
    href: str
    sign: Sign
    tally: str
    chips: tuple[Chip, ...]
    silent: tuple[Carrier, ...]
    """Those that do not carry it, where they are few enough to be named."""
    silence: str
    """How many do not, where they are too many."""


@dataclass(frozen=True, slots=True)
class Against:
    """A value that other passages give."""

    value: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class ConflictCard:
    """A discrepancy that this report has a side of."""

    place: Place
    href: str
    kind: str
    mine: str
    others: tuple[Against, ...]
    again: bool
    """Whether a card before it in the report says it in full."""


@dataclass(frozen=True, slots=True)
class CopyCard:
    """Words that other reports have too."""

    place: Place
    told: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """One attributed passage: how directly it is told, and how other reports word it."""

    place: Place
    directness: str
    href: str
    variants: str


@dataclass(frozen=True, slots=True)
class SaidCard:
    """Who is said to say passages of a piece."""

    speaker: str
    person: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class AloneCard:
    """A claim that no other report carries."""

    place: Place
    href: str


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside a piece."""

    conflicts: tuple[ConflictCard, ...] = ()
    claims: tuple[ClaimCard, ...] = ()
    copies: tuple[CopyCard, ...] = ()
    said: tuple[SaidCard, ...] = ()
    alone: tuple[AloneCard, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPiece:
    """A piece of the report with its margin."""

    piece: PieceView
    margin: Margin


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A report as read."""

    report: ReportView
    pieces: tuple[ReadPiece, ...]
    tally: str
    before: Carrier | None
    after: Carrier | None
    joins: str
    """The address of the rules that light passages which stand in several elements."""


Card = ClaimCard | ConflictCard | CopyCard | SaidCard | AloneCard


def view_reading(bench: Bench, asked: Asked) -> ReadingView:
    """A report by its id; raises UsageError where it is not among those that are looked at."""
    name, ledger = asked.name, bench.ledger
    if name not in ledger.sheets:
        raise UsageError(f"The report {name!r} is not among those that are looked at.", "Choose it under Reports.")
    (report,) = bench.marked.view(name).reports
    margins = _margins(bench, name)
    pieces = tuple(ReadPiece(piece, margins.get(piece.number, Margin())) for piece in report.pieces)
    order = list(ledger.sheets)
    place = order.index(name)
    return ReadingView(
        report=replace(report, pieces=()),
        pieces=pieces,
        tally=_tally(pieces),
        before=_carrier(ledger, order[place - 1]) if place else None,
        after=_carrier(ledger, order[place + 1]) if place + 1 < len(order) else None,
        joins=bench.scope.to(f"/reports/{name}/joins.css"),
    )


def _tally(pieces: tuple[ReadPiece, ...]) -> str:
    """What the margin has, in a sentence."""
    margins = [piece.margin for piece in pieces]
    shared = len({card.href for margin in margins for card in margin.claims})
    alone = len({card.href for margin in margins for card in margin.alone})
    conflicts = len({card.href for margin in margins for card in margin.conflicts})
    return (
        f"{counted(shared, 'claim')} that others carry too, {alone} that stand here alone, "
        f"{counted(conflicts, 'conflict')}."
    )


def _carrier(ledger: Ledger, name: str) -> Carrier:
    sheet = ledger.sheets[name]
    return Carrier(sheet.letter, sheet.name, ledger.sheet_href(name))


def _margins(bench: Bench, name: str) -> dict[int, Margin]:
    """The margin of each piece by its number; a card stands once in a piece, at its first passage there."""
    held: dict[int, dict[str, Card]] = {}
    for thing, span, card in _cards(bench, name):
        there = held.setdefault(bench.ledger.where(span)[1], {})
        before = there.setdefault(thing, card)
        if isinstance(before, SaidCard) and isinstance(card, SaidCard) and before is not card:
            there[thing] = replace(before, sayings=before.sayings + card.sayings)
    return {number: _margin(tuple(cards.values())) for number, cards in held.items()}


def _margin(cards: tuple[Card, ...]) -> Margin:
    return Margin(
        conflicts=tuple(card for card in cards if isinstance(card, ConflictCard)),
        claims=tuple(card for card in cards if isinstance(card, ClaimCard)),
        copies=tuple(card for card in cards if isinstance(card, CopyCard)),
        said=tuple(card for card in cards if isinstance(card, SaidCard)),
        alone=tuple(card for card in cards if isinstance(card, AloneCard)),
    )


def _cards(bench: Bench, name: str) -> Iterator[tuple[str, Span, Card]]:
    """Every card of a report with the thing that it is about and the passage that it stands at."""
    for span, claim in bench.claims_in.get(name, ()):
        shared = len(claim.reports) > 1
        yield claim.id, span, _claim(bench, claim, span) if shared else _alone(bench, claim, span)
    told: set[str] = set()
    for span, discrepancy in bench.conflicts_in.get(name, ()):
        yield discrepancy.id, span, _conflict(bench, discrepancy, span, again=discrepancy.id in told)
        told.add(discrepancy.id)
    for span, passage in bench.passages_in.get(name, ()):
        yield passage.id, span, _copy(bench, passage, span)
    for span, statement in bench.said_in.get(name, ()):
        yield f"said by {statement.speaker}", span, _said(bench, statement, span)


def place_of(ledger: Ledger, span: Span) -> Place:
    """Where a passage stands, here and as published."""
    words = ledger.words(span)
    report = ledger.sheets[span.report].report
    return Place(ledger.anchor(span), shortened(words, WORDS), original(report.url, words))


def _claim(bench: Bench, claim: Claim, span: Span) -> ClaimCard:
    ledger = bench.ledger
    chips = [replace(c, cites=tuple(x for x in c.cites if x.report != span.report)) for c in chips_of(ledger, claim)]
    quiet = [name for name in ledger.sheets if name not in claim.reports]
    few = len(quiet) <= SILENT
    return ClaimCard(
        place=place_of(ledger, span),
        href=ledger.href("claim", claim.id),
        sign=CARRIED[claim.status],
        tally=f"{counted(len(claim.reports), 'report')} · {counted(len(claim.origins), 'origin')}",
        chips=tuple(chip for chip in chips if chip.cites),
        silent=tuple(_carrier(ledger, name) for name in quiet) if few else (),
        silence="" if few else counted(len(quiet), "report"),
    )


def _alone(bench: Bench, claim: Claim, span: Span) -> AloneCard:
    return AloneCard(place_of(bench.ledger, span), bench.ledger.href("claim", claim.id))


def _conflict(bench: Bench, discrepancy: Discrepancy, span: Span, *, again: bool) -> ConflictCard:
    ledger = bench.ledger
    own = next(value for value in discrepancy.values if span in value.evidence)
    others = [value for value in discrepancy.values if value is not own]
    place = place_of(ledger, span)
    return ConflictCard(
        place=place,
        href=ledger.href("conflict", discrepancy.id),
        kind=CONFLICTS[discrepancy.kind],
        mine=one_line(own.value) if one_line(own.value) in one_line(ledger.words(span)) else place.words,
        others=tuple(Against(one_line(value.value), ledger.cites(value.evidence)) for value in others),
        again=again,
    )


def _copy(bench: Bench, passage: Passage, span: Span) -> CopyCard:
    ledger = bench.ledger
    nearly = "" if passage.kind == "verbatim" else "nearly "
    cites = ledger.cites(other for other in passage.spans if other.report != span.report)
    return CopyCard(place_of(ledger, span), f"{counted(passage.words, 'word')} {nearly}the same in", cites)


def _said(bench: Bench, statement: Statement, span: Span) -> SaidCard:
    ledger = bench.ledger
    mine = next(w for w in statement.wordings if span in w.content)
    others = [w for w in statement.wordings if w.report != span.report]
    altered = sum(w.relation == "altered" for w in others)
    variants = f"{counted(len(others), 'other wording')}{f', {altered} altered' if altered else ''}" if others else ""
    saying = Saying(place_of(ledger, span), DIRECTNESS[mine.kind], ledger.href("said", statement.id), variants)
    speaker = ledger.name(statement.speaker) or "Speaker not named"
    return SaidCard(speaker, bench.scope.page_of("person", statement.speaker) if statement.speaker else "", (saying,))
