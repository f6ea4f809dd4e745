"""Things: what an analyst can decide on in a dossier, by sort and id, with the words on which each stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from parley.decision import Sort
from parley.dossier import Dossier, Issue, Position
from parley.report import Report, Span
from parley.story import Discrepancy

PREFIXES: dict[str, Sort] = {
    "person": "entity", "organisation": "entity", "party": "entity", "place": "entity", "other": "entity",
    "discrepancy": "discrepancy", "issue": "issue", "claim": "claim",
}  # fmt: skip
"""What the beginning of an id tells of decisions of an older Parley."""

SORTS: tuple[Sort, ...] = (
    "entity", "statement", "event", "claim", "discrepancy", "passage", "origin", "issue", "position", "track", "report",
)  # fmt: skip
"""Sorts of things that a dossier has, in its order."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of a dossier: its id, what it is called, and the groups of spans on which it stands."""

    sort: Sort
    ids: tuple[str, ...]
    """Its id; of a position the ids of issue and party, and the stance that was found."""
    called: tuple[str, ...]
    parts: tuple[tuple[Span, ...], ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """All spans."""
        return tuple(span for part in self.parts for span in part)


def things(dossier: Dossier, sort: Sort) -> Iterator[Thing]:
    """The things of a sort, in the order of the dossier."""
    match sort:
        case "entity":
            for e in dossier.entities:
                yield Thing(sort, (e.id,), (e.name, *(v.text for v in e.variants)), (e.mentions,))
        case "statement":
            for s in dossier.statements:
                yield Thing(sort, (s.id,), (), (tuple(span for w in s.wordings for span in w.content),))
        case "discrepancy":
            yield from map(_discrepancy, (*dossier.discrepancies, *dossier.dismissed))
        case "issue":
            yield from map(_issue, dossier.issues)
        case "position":
            yield from (_position(issue, each) for issue in dossier.issues for each in issue.positions)
        case "report":
            yield from (Thing(sort, (r.id,), (r.file,), ((_whole(r),),)) for r in dossier.reports if r.text)
        case _:
            yield from _others(dossier, sort)


def _others(dossier: Dossier, sort: Sort) -> Iterator[Thing]:
    match sort:
        case "event":
            yield from (Thing(sort, (each.id,), (), (each.evidence,)) for each in dossier.events)
        case "claim":
            yield from (Thing(sort, (each.id,), (), (each.evidence,)) for each in dossier.claims)
        case "passage":
            yield from (Thing(sort, (each.id,), (), (each.spans,)) for each in dossier.passages)
        case "track":
            yield from (Thing(sort, (each.id,), (), (each.evidence,)) for each in dossier.tracks)
        case "origin":
            whole = {r.id: _whole(r) for r in dossier.reports if r.text}
            for each in dossier.origins:
                yield Thing(sort, (each.id,), (), (tuple(whole[name] for name in each.reports if name in whole),))


def _discrepancy(each: Discrepancy) -> Thing:
    return Thing("discrepancy", (each.id,), (), tuple(value.evidence for value in each.values))


def _issue(issue: Issue) -> Thing:
    spans = tuple(span for each in issue.positions for span in each.evidence)
    return Thing("issue", (issue.id,), (issue.label,), (spans,))


def _position(issue: Issue, each: Position) -> Thing:
    return Thing("position", address(issue.id, each), (each.stance,), (each.evidence,))


def address(issue: str, position: Position) -> tuple[str, str, str]:
    """A position by the ids of its issue and party and the stance that was found: no two are alike."""
    return issue, position.party, position.found or position.stance


def _whole(report: Report) -> Span:
    return Span(report.id, 0, len(report.text))
