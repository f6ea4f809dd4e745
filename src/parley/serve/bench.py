"""A bench: one dossier laid out to be looked at; each part of it is worked out when it is first asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import TypeVar

from parley.decision import Decided
from parley.deliver.views.ledger import Ledger
from parley.deliver.views.masthead import title_of
from parley.deliver.views.reports import MarkedReports
from parley.deliver.views.sheets import letters
from parley.dossier import Dossier
from parley.report import Report, Span
from parley.serve.scope import Scope
from parley.story import Claim, Discrepancy, Event, Passage, Statement

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as it is sent."""

    body: bytes
    zipped: bytes
    tag: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a search can find."""

    kind: str
    text: str
    href: str
    about: str
    reports: frozenset[str]
    parties: frozenset[str] = frozenset()
    day: str = ""


@dataclass(frozen=True)
class Bench:
    """A dossier within a scope; `whole` are all reports of the story, whether or not they are looked at."""

    dossier: Dossier
    scope: Scope
    whole: tuple[Report, ...]
    rendered: dict[tuple[object, ...], Rendered] = field(default_factory=dict, compare=False, repr=False)
    entries: list[Entry] = field(default_factory=list, compare=False, repr=False)
    """What a search looks through, once somebody has searched."""
    lock: Lock = field(default_factory=Lock, compare=False, repr=False)

    @cached_property
    def ledger(self) -> Ledger:
        """Records by id, with links that keep the scope; a report keeps its letter whatever is left out."""
        names = {report.id: letters(number) for number, report in enumerate(self.whole)}
        return Ledger(self.dossier, self.scope.page_of, names)

    @cached_property
    def title(self) -> str:
        """What the story is called."""
        return title_of(self.ledger)

    @cached_property
    def chosen(self) -> frozenset[str]:
        """The ids of the reports that are looked at."""
        return frozenset(report.id for report in self.dossier.reports)

    @cached_property
    def claims_by_id(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.dossier.claims}

    @cached_property
    def discrepancies(self) -> dict[str, Discrepancy]:
        """Discrepancies by id."""
        return {each.id: each for each in self.dossier.discrepancies}

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The ids of the parties that the story turns on, most first."""
        return tuple(sorted(self.ledger.weights, key=lambda name: -self.ledger.weights[name]))

    def parties_of(self, claim: Claim) -> frozenset[str]:
        """The parties that speak or act in a claim."""
        ledger = self.ledger
        people = {ledger.statements[name].speaker for name in claim.statements}
        people |= {each.entity for name in claim.events for each in ledger.events[name].participants}
        entities = [ledger.entities[name] for name in people if name in ledger.entities]
        return frozenset(each.id if each.kind == "party" else each.party or "" for each in entities)

    @cached_property
    def _events(self) -> dict[str, list[Event]]:
        """Events by those who take part."""
        found: dict[str, list[Event]] = {}
        for event in sorted(self.dossier.events, key=lambda e: ((e.when.start if e.when else None) or "9999", e.id)):
            for name in {each.entity for each in event.participants}:
                found.setdefault(name, []).append(event)
        return found

    def decided_on(self, thing: str) -> tuple[Decided, ...]:
        """The decisions that name a thing."""
        return tuple(each for each in self.dossier.decisions if thing in each.things or thing in each.on)

    def events_of(self, entity: str) -> list[Event]:
        """The events in which somebody takes part, by day."""
        return self._events.get(entity, [])

    @cached_property
    def claims_in(self) -> dict[str, list[tuple[Span, Claim]]]:
        """The passages of claims by report, in the order of its text."""
        return _by_report((span, claim) for claim in self.dossier.claims for span in claim.evidence)

    @cached_property
    def conflicts_in(self) -> dict[str, list[tuple[Span, Discrepancy]]]:
        """The passages of discrepancies by report."""
        found = ((span, each) for each in self.dossier.discrepancies for v in each.values for span in v.evidence)
        return _by_report(found)

    @cached_property
    def passages_in(self) -> dict[str, list[tuple[Span, Passage]]]:
        """The passages that other reports have too, by report."""
        return _by_report((span, each) for each in self.dossier.passages for span in each.spans)

    @cached_property
    def said_in(self) -> dict[str, list[tuple[Span, Statement]]]:
        """The beginning of each wording of a statement, by report."""
        return _by_report((min(w.content), each) for each in self.dossier.statements for w in each.wordings)

    @cached_property
    def quoted_otherwise(self) -> dict[str, Discrepancy]:
        """The discrepancy of quoted words in which a statement is, by the statement's id."""
        spans = _by_report((s, each) for each in self.dossier.statements for w in each.wordings for s in w.content)
        found: dict[str, Discrepancy] = {}
        for each in self.dossier.discrepancies:
            for span in (s for v in each.values for s in v.evidence if each.kind == "quotation"):
                for said, statement in spans.get(span.report, []):
                    if said.meets(span):
                        found.setdefault(statement.id, each)
        return found

    @cached_property
    def marked(self) -> MarkedReports:
        """The marks of every report; every statement has a page that a note can lead to."""
        places = frozenset(self.ledger.place("said", each.id) for each in self.dossier.statements)
        return MarkedReports(self.ledger, places)


def _by_report(placed: Iterable[tuple[Span, T]]) -> dict[str, list[tuple[Span, T]]]:
    found: dict[str, list[tuple[Span, T]]] = {}
    for span, thing in placed:
        found.setdefault(span.report, []).append((span, thing))
    return {name: sorted(those, key=lambda each: each[0]) for name, those in found.items()}


def in_order(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Reports in the order in which a dossier of them has them."""
    return tuple(sorted(reports, key=lambda report: (report.day or "9999", report.file, report.id)))
