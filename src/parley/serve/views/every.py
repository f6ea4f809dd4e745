"""Every page of the workbench: a new one is a module beside this one, a template, and a row here."""

from parley.deliver.views.origins import view_origins
from parley.deliver.views.page import view_about
from parley.deliver.views.tracks import view_tracks
from parley.serve.bench import Bench
from parley.serve.pages import Asked, View
from parley.serve.views import claims, conflicts, people, positions, quotations, reports
from parley.serve.views.changes import ChangesPage, Since, view_changes
from parley.serve.views.decisions import view_decisions
from parley.serve.views.frames import Section
from parley.serve.views.home import view_home
from parley.serve.views.reading import view_reading
from parley.serve.views.search import view_search
from parley.serve.views.timeline import view_timeline


def _tracks(bench: Bench, _asked: Asked) -> Section:
    return Section("tracks.html.j2", view_tracks(bench.ledger))


def _origins(bench: Bench, _asked: Asked) -> Section:
    return Section("origins.html.j2", view_origins(bench.ledger))


def _problems(bench: Bench, _asked: Asked) -> Section:
    return Section("problems.html.j2", view_about(bench.ledger))


def _changes(bench: Bench, _asked: Asked) -> ChangesPage:
    return view_changes(bench, None, Since(), keeps=False)


CHANGES = View("/changes", "Changes", "changes.page.html.j2", _changes, "n")
"""Made of two benches, so it has a route of its own."""

VIEWS: tuple[View, ...] = (
    View("/", "Overview", "home.html.j2", view_home, "h"),
    View("/reports", "Reports", "reading/list.html.j2", reports.view_list, "r", lambda b: len(b.chosen)),
    View("/reports/{name}", "Reports", "reading/report.html.j2", view_reading),
    View("/claims", "Claims", "claims/list.html.j2", claims.view_list, "c", lambda b: len(b.dossier.claims)),
    View("/claims/{name}", "Claims", "claims/one.html.j2", claims.view_one, decides=True),
    View(
        "/positions",
        "Positions",
        "positions/matrix.html.j2",
        positions.view_matrix,
        "p",
        lambda b: len(b.dossier.issues),
    ),
    View("/positions/{name}", "Positions", "positions/one.html.j2", positions.view_one, decides=True),
    View("/conflicts", "Conflicts", "conflicts/list.html.j2", conflicts.view_list, "x", lambda b: len(b.discrepancies)),
    View("/conflicts/{name}", "Conflicts", "conflicts/one.html.j2", conflicts.view_one, decides=True),
    View(
        "/quotations",
        "Quotations",
        "quotations/list.html.j2",
        quotations.view_list,
        "q",
        lambda b: len(b.dossier.statements),
    ),
    View("/quotations/{name}", "Quotations", "quotations/one.html.j2", quotations.view_one, decides=True),
    View("/timeline", "Timeline", "timeline.page.html.j2", view_timeline, "t", lambda b: len(b.dossier.events)),
    View("/tracks", "Tracks", "section.html.j2", _tracks, "k", lambda b: len(b.dossier.tracks)),
    CHANGES,
    View("/people", "People", "people/list.html.j2", people.view_list, "e"),
    View("/people/{name}", "People", "people/one.html.j2", people.view_one, decides=True),
    View("/origins", "Origins", "section.html.j2", _origins, "o", lambda b: len(b.dossier.origins)),
    View("/decisions", "Decisions", "decisions.html.j2", view_decisions, "d", lambda b: len(b.dossier.decisions)),
    View("/search", "Search", "search.html.j2", view_search, "s"),
    View("/problems", "Problems", "section.html.j2", _problems, "b", lambda b: len(b.dossier.problems)),
)
