"""Issues: stands gathered into positions, one row an issue, with the overlap of the parties and why."""

from collections import defaultdict
from collections.abc import Iterable

from parley.compose.lens import IssueRow, Lens
from parley.compose.overlap import overlap
from parley.compose.positions import Stand
from parley.dossier import Issue, Position
from parley.report import Report
from parley.story import Reason

Key = tuple[str, str, str]


def issues(found: Iterable[Stand], lens: Lens, reports: tuple[Report, ...]) -> tuple[Issue, ...]:
    """The lens's issues on which any party takes a stand, in the order of the lens."""
    texts = {report.id: report for report in reports}
    rank = {report.id: place for place, report in enumerate(reports)}
    groups: dict[Key, list[Stand]] = defaultdict(list)
    for stand in found:
        groups[stand.issue, stand.party, stand.stance].append(stand)
    rows = []
    for issue in lens.issues:
        held = [_position(group, texts, rank) for key, group in sorted(groups.items()) if key[0] == issue.id]
        if held:
            rows.append(_issue(issue, tuple(sorted(held, key=lambda p: (p.party, p.since or "~", p.stance)))))
    return tuple(rows)


def _issue(row: IssueRow, positions: tuple[Position, ...]) -> Issue:
    outcome = overlap(positions)
    return Issue(f"issue-{row.id}", row.label, row.code, positions, outcome.overlap, (outcome.reason,))


def _position(group: list[Stand], texts: dict[str, Report], rank: dict[str, int]) -> Position:
    ordered = sorted(group, key=lambda s: (s.day or "~", rank[s.evidence[0].report], s.evidence))
    evidence = tuple(dict.fromkeys(span for stand in ordered for span in stand.evidence))
    accounts = {stand.account for stand in ordered}
    return Position(
        party=ordered[0].party,
        stance=ordered[0].stance,
        since=min((s.day for s in ordered if s.day), default=None),
        summary=_summary(ordered, texts),
        statements=tuple(sorted({s.statement for s in ordered if s.statement})),
        evidence=evidence,
        by=next((s.by for s in ordered if s.by), None),
        account=ordered[0].account if None not in accounts else None,
        condition=next((s.condition for s in ordered if s.condition), None),
        why=tuple(_why(stand, texts) for stand in ordered),
    )


def _summary(ordered: list[Stand], texts: dict[str, Report]) -> str:
    """The words of the fullest clause that names the issue."""
    said = [" ".join(texts[stand.focus.report].quote(stand.focus).split()) for stand in ordered]
    return max(said, key=len)


def _why(stand: Stand, texts: dict[str, Report]) -> Reason:
    report = texts[stand.evidence[0].report]
    shown = f"by “{stand.cue}”" if stand.cue else "by the verb that reports it"
    return Reason("stance", 1.0, f"{report.outlet or report.file} shows “{stand.stance}” {shown}.")
