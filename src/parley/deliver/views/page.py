"""The whole page: one view for each of its parts, in the order in which it is read."""

from dataclasses import dataclass

from parley.deliver.views.claims import ClaimsView, view_claims
from parley.deliver.views.conflicts import ConflictsView, view_conflicts
from parley.deliver.views.decided import KINDS, STATES, DecidedView, who, words_of
from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.views.masthead import MastheadView, made_line, view_masthead
from parley.deliver.views.origins import OriginsView, view_origins
from parley.deliver.views.people import PeopleView, view_people
from parley.deliver.views.positions import PositionsView, view_positions
from parley.deliver.views.quotations import QuotationsView, view_quotations
from parley.deliver.views.reports import ReportsView, view_reports
from parley.deliver.views.sayings import SECTIONS, STAGES
from parley.deliver.views.timeline import TimelineView, view_timeline
from parley.deliver.views.tracks import TracksView, view_tracks
from parley.deliver.visible import one_line
from parley.dossier import Setting


@dataclass(frozen=True, slots=True)
class BriefLineView:
    """A sentence of the brief with the passages that prove it."""

    text: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class BriefPart:
    """Sentences of the brief that tell the same kind of thing."""

    heading: str
    lines: tuple[BriefLineView, ...]


@dataclass(frozen=True, slots=True)
class BriefView:
    """The brief in its parts."""

    parts: tuple[BriefPart, ...]


@dataclass(frozen=True, slots=True)
class ProblemView:
    """What could not be read or was left out."""

    where: str
    href: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class AboutView:
    """What could not be read, how the dossier was made, and with which settings."""

    problems: tuple[ProblemView, ...]
    made: str
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page shows."""

    masthead: MastheadView
    brief: BriefView
    claims: ClaimsView
    conflicts: ConflictsView
    quotations: QuotationsView
    positions: PositionsView
    tracks: TracksView
    timeline: TimelineView
    people: PeopleView
    origins: OriginsView
    reports: ReportsView
    about: AboutView
    decided: tuple[DecidedView, ...] = ()
    """The analyst's decisions, in the order in which they were made."""


def view_page(ledger: Ledger, *, in_full: bool = True) -> Page:
    """The page of a dossier; `in_full` also works out the marked text of every report."""
    quotations = view_quotations(ledger)
    linked = frozenset(view.anchor for view in (*quotations.several, *quotations.alone))
    return Page(
        masthead=view_masthead(ledger),
        brief=view_brief(ledger),
        claims=view_claims(ledger),
        conflicts=view_conflicts(ledger),
        quotations=quotations,
        positions=view_positions(ledger),
        tracks=view_tracks(ledger),
        timeline=view_timeline(ledger),
        people=view_people(ledger),
        origins=view_origins(ledger),
        reports=view_reports(ledger, linked) if in_full else ReportsView((), ()),
        about=view_about(ledger),
        decided=view_decided(ledger),
    )


def view_brief(ledger: Ledger) -> BriefView:
    """The brief, its parts in the order of the page."""
    parts = []
    for section, heading in SECTIONS.items():
        lines = [line for line in ledger.dossier.brief if line.section == section]
        if lines:
            views = tuple(BriefLineView(one_line(line.text), ledger.cites(line.evidence)) for line in lines)
            parts.append(BriefPart(heading, views))
    return BriefView(tuple(parts))


def view_about(ledger: Ledger) -> AboutView:
    """Problems and the making of the dossier."""
    problems = []
    for problem in ledger.dossier.problems:
        sheet = ledger.sheets.get(problem.report or "")
        where = f"{sheet.letter} · {sheet.name}" if sheet else problem.file or "All reports"
        stage = STAGES.get(problem.stage, problem.stage)
        problems.append(
            ProblemView(where, ledger.sheet_href(sheet.report.id) if sheet else "", stage, one_line(problem.reason))
        )
    return AboutView(tuple(problems), made_line(ledger), ledger.dossier.made.settings)


def view_decided(ledger: Ledger) -> tuple[DecidedView, ...]:
    """The analyst's decisions: on what each was made, in the words of now where it still is."""
    dossier = ledger.dossier
    places = {d.id: f"#{ledger.place('conflict', d.id)}" for d in (*dossier.discrepancies, *dossier.dismissed)}
    places |= {name: f"#{ledger.place('issue', name)}" for name in ledger.issues}
    places |= {claim.id: f"#{ledger.place('claim', claim.id)}" for claim in dossier.claims}
    places |= {name: f"#{sheet.anchor}" for name, sheet in ledger.sheets.items()}
    return tuple(
        DecidedView(
            kind=KINDS.get(each.kind, each.kind),
            on=", ".join(_called(ledger, name) for name in each.things or each.on),
            words=words_of(each),
            reason=one_line(each.reason),
            who=who(each),
            state="; ".join(filter(None, (STATES[each.state], one_line(each.detail or "")))),
            href=next((places[name] for name in each.things if name in places), ""),
        )
        for each in dossier.decisions
    )


def _called(ledger: Ledger, name: str) -> str:
    """What a thing is called, or its id where it has no name."""
    issue = ledger.issues.get(name)
    return one_line(ledger.name(name) or (issue.label if issue else name))
