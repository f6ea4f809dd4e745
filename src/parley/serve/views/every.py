"""Every page of the workbench: a new one is a module beside this one, a template, and a row here."""

from dataclasses import dataclass

from parley.deliver.views.claims import ClaimView
from parley.deliver.views.conflicts import ConflictsView, view_conflicts
from parley.deliver.views.origins import view_origins
from parley.deliver.views.page import view_about
from parley.deliver.views.people import view_people
from parley.deliver.views.positions import view_positions
from parley.deliver.views.timeline import view_timeline
from parley.deliver.views.tracks import view_tracks
from parley.serve.bench import Bench
from parley.serve.pages import Asked, View
from parley.serve.views import claims, quotations
from parley.serve.views.frames import Section
from parley.serve.views.home import view_home
from parley.serve.views.reading import view_reading
from parley.serve.views.reports import view_list


@dataclass(frozen=True, slots=True)
class ConflictsPage:
    """Discrepancies and the claims that they touch."""

    conflicts: ConflictsView
    disputed: tuple[ClaimView, ...]


def _positions(bench: Bench, _asked: Asked) -> Section:
    return Section("positions.html.j2", view_positions(bench.ledger))


def _timeline(bench: Bench, _asked: Asked) -> Section:
    return Section("timeline.html.j2", view_timeline(bench.ledger))


def _tracks(bench: Bench, _asked: Asked) -> Section:
    return Section("tracks.html.j2", view_tracks(bench.ledger))


def _people(bench: Bench, _asked: Asked) -> Section:
    return Section("people.html.j2", view_people(bench.ledger))


def _origins(bench: Bench, _asked: Asked) -> Section:
    return Section("origins.html.j2", view_origins(bench.ledger))


def _problems(bench: Bench, _asked: Asked) -> Section:
    return Section("problems.html.j2", view_about(bench.ledger))


def _conflicts(bench: Bench, _asked: Asked) -> ConflictsPage:
    return ConflictsPage(view_conflicts(bench.ledger), bench.claims.disputed)


VIEWS: tuple[View, ...] = (
    View("/", "Overview", "home.html.j2", view_home, "h"),
    View("/reports", "Reports", "reading/list.html.j2", view_list, "r", lambda b: len(b.chosen)),
    View("/reports/{name}", "Reports", "reading/report.html.j2", view_reading),
    View("/claims", "Claims", "claims/list.html.j2", claims.view_list, "c", lambda b: len(b.dossier.claims)),
    View("/claims/{name}", "Claims", "claims/one.html.j2", claims.view_one),
    View("/positions", "Positions", "section.html.j2", _positions, "p", lambda b: len(b.dossier.issues)),
    View("/conflicts", "Conflicts", "conflicts/list.html.j2", _conflicts, "x", lambda b: len(b.dossier.discrepancies)),
    View(
        "/quotations",
        "Quotations",
        "quotations/list.html.j2",
        quotations.view_list,
        "q",
        lambda b: len(b.dossier.statements),
    ),
    View("/quotations/{name}", "Quotations", "quotations/one.html.j2", quotations.view_one),
    View("/timeline", "Timeline", "section.html.j2", _timeline, "t", lambda b: len(b.dossier.events)),
    View("/tracks", "Tracks", "section.html.j2", _tracks, "k", lambda b: len(b.dossier.tracks)),
    View("/people", "People", "section.html.j2", _people, "e"),
    View("/origins", "Origins", "section.html.j2", _origins, "o", lambda b: len(b.dossier.origins)),
    View("/problems", "Problems", "section.html.j2", _problems, "b", lambda b: len(b.dossier.problems)),
)
