"""The reports of a story, to be opened, and to be chosen among."""

from dataclasses import dataclass

from parley.deliver.visible import counted, day_text, one_line
from parley.serve.bench import Bench
from parley.serve.pages import Asked
from parley.serve.scope import Scope


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the list."""

    id: str
    letter: str
    outlet: str
    title: str
    day: str
    href: str
    """Nothing where the report is left out."""
    origin: str
    """The origin that it shares with others, if it does."""
    about: str


@dataclass(frozen=True, slots=True)
class ReportsListView:
    """All reports of the story, those that are left out too."""

    rows: tuple[ReportRow, ...]
    everything: str
    """The address of this page with all reports, or nothing where all are looked at."""
    story: str


def view_list(bench: Bench, _asked: Asked) -> ReportsListView:
    """The reports by day."""
    ledger = bench.ledger
    claims: dict[str, int] = {}
    for claim in bench.dossier.claims:
        for name in claim.reports:
            claims[name] = claims.get(name, 0) + 1
    rows = []
    for report in bench.whole:
        inside = report.id in bench.chosen
        origin = ledger.origins[report.id] if inside else None
        shared = ledger.origin_name(origin) if origin and len(origin.reports) > 1 else ""
        rows.append(
            ReportRow(
                report.id,
                ledger.letters[report.id],
                one_line(report.outlet or report.file),
                one_line(report.title or ""),
                day_text(report.day),
                ledger.sheet_href(report.id) if inside else "",
                shared,
                counted(claims.get(report.id, 0), "claim") if inside else "left out",
            )
        )
    everything = "" if bench.scope.whole else Scope(bench.scope.story).to("/reports")
    return ReportsListView(tuple(rows), everything, bench.scope.story or "")
