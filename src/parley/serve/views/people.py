"""People and bodies: who is who by party, and for each its roles, names, statements, events and positions."""

from dataclasses import dataclass

from parley.deliver.views.ledger import Cite
from parley.deliver.views.people import EntityView, PeopleView, view_entity, view_people
from parley.deliver.views.positions import PositionView, view_position
from parley.deliver.views.sayings import STATUSES, Sign
from parley.deliver.visible import one_line, range_text
from parley.errors import UsageError
from parley.report import Report
from parley.serve.bench import Bench
from parley.serve.pages import Asked
from parley.serve.views.frames import Paged, paged
from parley.serve.views.quotations import QuotationRow, rank, row_of
from parley.story import Entity, Event, Reason

MENTIONS = 300
"""Mentions that can be ticked one by one."""

AROUND = 60
"""Characters that stand before and after a mention."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in which somebody takes part."""

    when: str
    label: str
    status: Sign
    with_whom: tuple[tuple[str, str], ...]
    """Name and page of each other who takes part."""
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class IssueStand:
    """A position of a party, or taken by a person for one."""

    issue: str
    href: str
    position: PositionView


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention that can be taken out: where it stands, its words, and those around them."""

    address: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class MentionsOf:
    """The mentions in one report."""

    report: str
    rows: tuple[MentionRow, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person, body, party or place."""

    entity: EntityView
    party: str
    party_href: str
    why: tuple[Reason, ...]
    statements: Paged[QuotationRow]
    events: tuple[EventRow, ...]
    positions: tuple[IssueStand, ...]
    members: tuple[tuple[str, str, str], ...]
    """Of a party: name, page and first role of those who belong to it."""
    forms: tuple[str, ...]
    """Every spelling, the shown one too."""
    others: tuple[str, ...]
    """Names of those of the same kind, with which it may be one."""
    mentions: tuple[MentionsOf, ...]
    """Its mentions by report, so many at most; none where there is but one."""


def view_list(bench: Bench, _asked: Asked) -> PeopleView:
    """Everybody by party."""
    return view_people(bench.ledger)


def view_one(bench: Bench, asked: Asked) -> PersonPage:
    """One of them by id; raises UsageError where these reports name none such."""
    ledger = bench.ledger
    entity = ledger.entities.get(asked.name)
    if entity is None:
        raise UsageError(f"These reports name nobody with the id {asked.name!r}.", "See who there is under People.")
    statements = sorted((s for s in bench.dossier.statements if s.speaker == entity.id), key=rank)
    listed = paged(statements, asked, bench.scope, f"/people/{entity.id}")
    return PersonPage(
        entity=view_entity(ledger, entity, len(statements)),
        party=ledger.name(entity.party) or "",
        party_href=bench.scope.page_of("person", entity.party) if entity.party else "",
        why=entity.why,
        statements=listed.of(row_of(bench, each) for each in listed.items),
        events=tuple(_event(bench, event, entity) for event in bench.events_of(entity.id)),
        positions=_positions(bench, entity),
        members=_members(bench, entity),
        forms=tuple(dict.fromkeys(one_line(variant.text) for variant in entity.variants)),
        others=tuple(sorted({one_line(e.name) for e in bench.dossier.entities if _alike(entity, e)})),
        mentions=_mentions(bench, entity) if len(entity.mentions) > 1 else (),
    )


def _mentions(bench: Bench, entity: Entity) -> tuple[MentionsOf, ...]:
    ledger = bench.ledger
    held: dict[str, list[MentionRow]] = {}
    for span in ledger.in_order(entity.mentions)[:MENTIONS]:
        text = ledger.sheets[span.report].report.text
        around = (text[max(0, span.start - AROUND) : span.start], text[span.start : span.end])
        row = (one_line(words) for words in (*around, text[span.end : span.end + AROUND]))
        held.setdefault(span.report, []).append(MentionRow(f"{span.report}:{span.start}-{span.end}", *row))
    reports = ledger.sheets
    return tuple(MentionsOf(one_line(_called(reports[name].report)), tuple(rows)) for name, rows in held.items())


def _called(report: Report) -> str:
    return " · ".join(part for part in (report.outlet, report.title or report.file) if part)


def _alike(entity: Entity, other: Entity) -> bool:
    return other.id != entity.id and other.kind == entity.kind


def _event(bench: Bench, event: Event, entity: Entity) -> EventRow:
    ledger = bench.ledger
    when = range_text(event.when.start, event.when.end) or event.when.text if event.when else ""
    others = dict.fromkeys(each.entity for each in event.participants if each.entity != entity.id)
    return EventRow(
        when=one_line(when),
        label=one_line(event.label or ledger.words(event.evidence[0])),
        status=STATUSES[event.status],
        with_whom=tuple((ledger.name(name) or name, bench.scope.page_of("person", name)) for name in others),
        cites=ledger.cites(event.evidence),
    )


def _positions(bench: Bench, entity: Entity) -> tuple[IssueStand, ...]:
    ledger = bench.ledger
    return tuple(
        IssueStand(issue.label, ledger.href("issue", issue.id), view_position(ledger, issue, position, shared=True))
        for issue in bench.dossier.issues
        for position in issue.positions
        if entity.id in {position.party, position.by}
    )


def _members(bench: Bench, entity: Entity) -> tuple[tuple[str, str, str], ...]:
    if entity.kind != "party":
        return ()
    members = [each for each in bench.dossier.entities if each.party == entity.id and each.kind != "place"]
    members.sort(key=lambda each: -len(each.mentions))
    return tuple(
        (
            one_line(each.name),
            bench.scope.page_of("person", each.id),
            one_line(each.roles[0].text) if each.roles else "",
        )
        for each in members
    )
