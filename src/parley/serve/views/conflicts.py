"""Conflicts: values that cannot both hold, side by side in their surroundings; no verdict."""

from dataclasses import dataclass

from parley.deliver.views.claims import ClaimView, view_claim
from parley.deliver.views.conflicts import ConflictView, view_conflict
from parley.deliver.views.sayings import CONFLICTS
from parley.deliver.visible import counted, one_line
from parley.errors import UsageError
from parley.report import Span
from parley.serve.bench import Bench
from parley.serve.pages import Asked
from parley.serve.views.claims import PassageOf, passages_of
from parley.serve.views.frames import Paged, Tab, paged


@dataclass(frozen=True, slots=True)
class ConflictsListView:
    """The discrepancies that were asked for."""

    tabs: tuple[Tab, ...]
    conflicts: Paged[ConflictView]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values with every passage that gives it."""

    value: str
    tally: str
    passages: tuple[PassageOf, ...]


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """A discrepancy."""

    conflict: ConflictView
    sides: tuple[Side, ...]
    claims: tuple[ClaimView, ...]
    """The claims that its passages stand for."""


def view_list(bench: Bench, asked: Asked) -> ConflictsListView:
    """The discrepancies, all or of one kind."""
    every, kind = bench.dossier.discrepancies, asked.get("kind")
    counts = {name: sum(each.kind == name for each in every) for name in CONFLICTS}
    tabs = [Tab("all", bench.scope.to("/conflicts"), len(every), current=not kind)]
    tabs += [
        Tab(CONFLICTS[name].lower(), bench.scope.to("/conflicts", kind=name), count, current=name == kind)
        for name, count in counts.items()
        if count
    ]
    listed = paged([each for each in every if not kind or each.kind == kind], asked, bench.scope, "/conflicts")
    return ConflictsListView(tuple(tabs), listed.of(view_conflict(bench.ledger, each) for each in listed.items))


def view_one(bench: Bench, asked: Asked) -> ConflictPage:
    """A discrepancy by its id; raises UsageError where these reports have none such."""
    found = bench.discrepancies.get(asked.name)
    if found is None:
        raise UsageError(f"These reports have no conflict {asked.name!r}.", "See which there are under Conflicts.")
    sides = tuple(_side(bench, one_line(value.value), value.evidence) for value in found.values)
    spans = {span for value in found.values for span in value.evidence}
    claims = [
        claim
        for claim in {
            c.id: c for span in spans for at, c in bench.claims_in.get(span.report, ()) if at.meets(span)
        }.values()
        if len(claim.reports) > 1
    ]
    claims.sort(key=lambda claim: (-len(claim.origins), claim.id))
    return ConflictPage(view_conflict(bench.ledger, found), sides, tuple(view_claim(bench.ledger, c) for c in claims))


def _side(bench: Bench, value: str, evidence: tuple[Span, ...]) -> Side:
    spans = bench.ledger.in_order(evidence)
    origins = {bench.ledger.origins[span.report].id for span in spans}
    tally = f"{counted(len({span.report for span in spans}), 'report')} · {counted(len(origins), 'origin')}"
    return Side(value, tally, passages_of(bench, spans))
