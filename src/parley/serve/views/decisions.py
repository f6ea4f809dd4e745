"""Decisions: what the analyst said of the story, whether each still stands, and how to take one back."""

from dataclasses import dataclass

from parley.decision import Decided
from parley.deliver.visible import day_text, one_line
from parley.serve.bench import Bench
from parley.serve.pages import Asked

STATES = {"binds": "● in force", "overruled": "○ overruled", "unfounded": "? stands on nothing here"}

VERBS = {
    "merge": "are one",
    "split": "is not all one",
    "rename": "is called",
    "regrade": "has the stance",
    "dismiss": "is no conflict",
    "note": "note on",
    "pin": "belongs to",
    "withdraw": "taken back",
}


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in the list."""

    id: str
    verb: str
    things: tuple[tuple[str, str], ...]
    """What each thing is called and its page."""
    value: str
    state: str
    detail: str
    reason: str
    by: str
    day: str


@dataclass(frozen=True, slots=True)
class DecisionsView:
    """All decisions, the last on top."""

    rows: tuple[DecisionRow, ...]


def view_decisions(bench: Bench, _asked: Asked) -> DecisionsView:
    """The decisions in force on these reports."""
    return DecisionsView(tuple(_row(bench, each) for each in reversed(bench.dossier.decisions)))


def _row(bench: Bench, each: Decided) -> DecisionRow:
    return DecisionRow(
        id=each.id,
        verb=VERBS[each.kind],
        things=tuple(_called(bench, name) for name in each.things or each.on),
        value=one_line(each.value or "") if each.kind not in {"dismiss", "split"} else "",
        state=STATES[each.state],
        detail=one_line(each.detail or ""),
        reason=one_line(each.reason),
        by=one_line(each.by),
        day=day_text(each.made[:10]),
    )


def _called(bench: Bench, name: str) -> tuple[str, str]:
    """What a thing is called and its page; the id alone where these reports have it no longer."""
    ledger = bench.ledger
    if name in ledger.entities:
        return one_line(ledger.entities[name].name), bench.scope.page_of("person", name)
    if name in bench.claims_by_id:
        return one_line(bench.claims_by_id[name].text), ledger.href("claim", name)
    if name in ledger.issues:
        return one_line(ledger.issues[name].label), ledger.href("issue", name)
    if name in ledger.statements:
        return f"statement {name}", ledger.href("said", name)
    found = {**bench.discrepancies, **{each.id: each for each in bench.dossier.dismissed}}.get(name)
    if found is not None:
        return one_line(found.note), ledger.href("conflict", name) if name in bench.discrepancies else ""
    return name, ""
