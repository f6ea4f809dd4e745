"""A story to a dossier: parties' positions by the lens, tracks, the timeline and the brief; a pure function."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from parley.compose.acting import with_acting
from parley.compose.attendance import attendance
from parley.compose.backing import backed
from parley.compose.brief import Findings, brief
from parley.compose.cast import Cast, cast_of
from parley.compose.decided import graded, in_order, named, noted, untold
from parley.compose.gaps import with_gaps
from parley.compose.issues import issues
from parley.compose.lens import Lens, fitting, shelf
from parley.compose.naming import with_named
from parley.compose.parties import with_parties
from parley.compose.positions import Stand, stands
from parley.compose.said import Said, said_by_report
from parley.compose.support import sources_of
from parley.compose.terms import fold
from parley.compose.timeline import timeline
from parley.compose.tracks import Told, tracks
from parley.decision import Decision
from parley.dossier import Dossier, Issue, Made, Setting
from parley.garbage import uncollected
from parley.report import Problem, Report
from parley.story import Statement, Story


@uncollected()
def compose(
    story: Story,
    lens: Lens | None,
    made: Made,
    *,
    problems: Sequence[Problem] = (),
    decisions: Sequence[Decision] = (),
) -> Dossier:
    """The dossier of a story through a lens, by default the shipped lens that fits the reports best.

    The decisions are those in force, in their order, with which the story was compared.
    """
    chosen = lens or fitting(story)
    story = with_parties(story, chosen.parties)
    reports = tuple(reading.report for reading in story.readings)
    texts = {report.id: report for report in reports}
    names = named(decisions, story.entities, texts)
    cast = replace(cast_of(story), shown={name: each.value or "" for name, each in names.names.items()})
    said = said_by_report(story)
    own_first = lens is None and chosen is shelf()[-1]
    found = _stands(story, said, chosen, with_acting(cast, story))
    grades = graded(decisions, issues(found, chosen, story.readings, own_first=own_first), story.entities, texts)
    rows = with_named(with_gaps(grades.issues, cast, texts), chosen, cast, story.readings)
    statements = _with_issues(story, chosen, rows)
    findings = Findings(story.readings, statements, story.events, story.claims, story.discrepancies, rows)
    dossier = Dossier(
        made=_made(made, chosen),
        reports=reports,
        entities=names.shown(story.entities),
        statements=statements,
        events=story.events,
        claims=story.claims,
        discrepancies=story.discrepancies,
        passages=story.passages,
        origins=story.origins,
        issues=rows,
        tracks=tracks(Told(story.events, texts, _leading(found, cast), attendance(story.readings)), cast),
        timeline=timeline(story.events, statements, cast, story.readings),
        brief=(),
        problems=(),
        dismissed=story.dismissed,
    )
    outcomes = (*story.decided, *names.decided, *grades.decided, *noted(decisions, dossier))
    decided = in_order(decisions, outcomes)
    told = _problems(story, (*problems, *untold(decided)))
    return replace(dossier, brief=brief(findings, cast, sources_of(dossier)), problems=told, decisions=decided)


def _stands(story: Story, said: dict[str, tuple[Said, ...]], lens: Lens, cast: Cast) -> list[Stand]:
    found: list[Stand] = []
    for reading in story.readings:
        heard = said.get(reading.report.id, ())
        found += backed(stands(reading, heard, lens, cast), reading, heard, cast)
    return found


def _leading(found: list[Stand], cast: Cast) -> tuple[str, ...]:
    """The parties that take stands, those of whom most reports tell first."""
    reports: dict[str, set[str]] = defaultdict(set)
    counts = Counter(stand.party for stand in found if cast.party(stand.party))
    for stand in found:
        reports[stand.party].add(stand.evidence[0].report)
    return tuple(sorted(counts, key=lambda party: (-len(reports[party]), -counts[party], party)))


def _with_issues(story: Story, lens: Lens, rows: tuple[Issue, ...]) -> tuple[Statement, ...]:
    """Statements with the issues that their contents name, of those that the dossier has."""
    texts: dict[str, Report] = {reading.report.id: reading.report for reading in story.readings}
    listed = {row.id.removeprefix("issue-"): row.id for row in rows}
    named: dict[str, set[str]] = defaultdict(set)
    for statement in story.statements:
        for span in (span for wording in statement.wordings for span in wording.content):
            words = fold(texts[span.report].quote(span))
            named[statement.id] |= {hit.key for hit in lens.issue_terms.find(words, 0, len(words))}
    order = list(listed)
    return tuple(replace(s, issues=tuple(listed[key] for key in order if key in named[s.id])) for s in story.statements)


def _made(made: Made, lens: Lens) -> Made:
    """The making with the lens that was really used."""
    kept = tuple(setting for setting in made.settings if setting.name != "lens")
    return replace(made, settings=tuple(sorted((*kept, Setting("lens", lens.name)), key=lambda s: s.name)))


def _problems(story: Story, before: Sequence[Problem]) -> tuple[Problem, ...]:
    read = [problem for reading in story.readings for problem in reading.problems]
    return tuple(dict.fromkeys((*before, *read, *story.problems)))
