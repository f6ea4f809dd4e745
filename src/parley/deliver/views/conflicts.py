"""Discrepancies: every value with its passages in their surroundings, side by side, no verdict."""

from dataclasses import dataclass

from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.views.sayings import CONFLICTS
from parley.deliver.visible import one_line
from parley.report import Span
from parley.story import Discrepancy, Reason, Value

AROUND = 170
"""Characters of a piece shown on each side of a passage."""

SHOWN = 2
"""Passages of one value shown in their surroundings; the others are cited."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A passage with what stands before and after it in the same piece of the report."""

    before: str
    words: str
    after: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class ValueView:
    """One of the incompatible values."""

    value: str
    shown: tuple[Surroundings, ...]
    more: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A discrepancy as shown."""

    anchor: str
    href: str
    kind: str
    note: str
    values: tuple[ValueView, ...]
    why: tuple[Reason, ...]
    marks: tuple[str, ...] = ()
    """What the analyst decided on it."""


@dataclass(frozen=True, slots=True)
class ConflictsView:
    """All discrepancies, and those that the analyst dismissed."""

    conflicts: tuple[ConflictView, ...]
    dismissed: tuple[ConflictView, ...] = ()


def view_conflicts(ledger: Ledger) -> ConflictsView:
    """The discrepancies of a dossier, in its order."""
    standing, dismissed = (
        tuple(view_conflict(ledger, each) for each in held)
        for held in (ledger.dossier.discrepancies, ledger.dossier.dismissed)
    )
    return ConflictsView(standing, dismissed)


def view_conflict(ledger: Ledger, discrepancy: Discrepancy) -> ConflictView:
    """One discrepancy."""
    return ConflictView(
        anchor=ledger.place("conflict", discrepancy.id),
        href=ledger.href("conflict", discrepancy.id),
        kind=CONFLICTS[discrepancy.kind],
        note=discrepancy.note,
        values=tuple(_value(ledger, value) for value in discrepancy.values),
        why=discrepancy.why,
        marks=ledger.marks(discrepancy.id),
    )


def _value(ledger: Ledger, value: Value) -> ValueView:
    """The value with its first passages of different origins in full."""
    spans = ledger.in_order(value.evidence)
    firsts = {ledger.origins[span.report].id: span for span in reversed(spans)}
    shown = [span for span in spans if span in firsts.values()][:SHOWN]
    more = [span for span in spans if span not in shown]
    return ValueView(one_line(value.value), tuple(surroundings(ledger, s) for s in shown), ledger.cites(more))


def surroundings(ledger: Ledger, span: Span) -> Surroundings:
    """A passage in its piece, cut at words."""
    sheet = ledger.sheets[span.report]
    text, piece = sheet.report.text, sheet.piece_at(span.start)
    first, last = (piece.start, max(piece.end, span.end)) if piece else (0, len(text))
    first = min(first, span.start)
    before, after = text[max(first, span.start - AROUND) : span.start], text[span.end : min(last, span.end + AROUND)]
    if span.start - AROUND > first:
        before = f"… {before.partition(' ')[2]}"
    if span.end + AROUND < last:
        after = f"{after.rpartition(' ')[0]} …"
    return Surroundings(_flat(before), one_line(ledger.words(span)), _flat(after), ledger.cite(span))


def _flat(text: str) -> str:
    """One line that keeps the space at which it joins the passage."""
    return f"{' ' if text[:1].isspace() else ''}{one_line(text)}{' ' if text[-1:].isspace() else ''}"
