"""The ledger: every record by its id and every cited passage with its label and its place on the page."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from parley.deliver.views.decided import marks_of
from parley.deliver.views.sheets import Sheet, letters, pieces_of
from parley.deliver.visible import shortened
from parley.dossier import Dossier, Issue
from parley.report import Span
from parley.story import Discrepancy, Entity, Event, Origin, Statement

_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


PageOf = Callable[[str, str], str]
"""The address of the page on which a thing stands, by its kind and id."""


def one_page(_kind: str, _name: str) -> str:
    """Everything stands on the page that links to it."""
    return ""


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation: its label ("A 3b"), the link to the marked passage, the words, and whose they are."""

    label: str
    href: str
    words: str
    outlet: str
    day: str
    report: str


@dataclass(frozen=True)
class Ledger:
    """A dossier with its records by id; made once for a page, it never searches a list twice."""

    dossier: Dossier
    page_of: PageOf = one_page
    letters: Mapping[str, str] = field(default_factory=dict)
    """Letters of reports that are to keep those that they have in a larger dossier."""

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        """Sheets by report id, in the order of the reports."""
        anchors = _anchors("report", (report.id for report in self.dossier.reports))
        return {
            report.id: Sheet(
                self.letters.get(report.id) or letters(number), anchors[report.id], report, pieces_of(report)
            )
            for number, report in enumerate(self.dossier.reports)
        }

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.dossier.entities}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.dossier.statements}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.dossier.events}

    @cached_property
    def issues(self) -> dict[str, Issue]:
        """Issues by id."""
        return {issue.id: issue for issue in self.dossier.issues}

    @cached_property
    def origins(self) -> dict[str, Origin]:
        """The origin of each report, by report id."""
        return {report: origin for origin in self.dossier.origins for report in origin.reports}

    def place(self, kind: str, name: str) -> str:
        """The anchor on the page of a claim, statement, discrepancy or issue."""
        return self._records[kind][name]

    def href(self, kind: str, name: str) -> str:
        """The link to a claim, statement, discrepancy or issue, or to the page that it is."""
        return self.page_of(kind, name) or f"#{self.place(kind, name)}"

    def sheet_href(self, report: str) -> str:
        """The link to a report, or to the page that it is."""
        return self.page_of("report", report) or f"#{self.sheets[report].anchor}"

    def section_href(self, name: str) -> str:
        """The link to a section, or to the page that it is."""
        return self.page_of("section", name) or f"#{name}"

    @cached_property
    def _records(self) -> dict[str, dict[str, str]]:
        dossier = self.dossier
        return {
            "claim": _anchors("claim", (claim.id for claim in dossier.claims)),
            "said": _anchors("said", (statement.id for statement in dossier.statements)),
            "conflict": _anchors("conflict", (each.id for each in (*dossier.discrepancies, *dossier.dismissed))),
            "issue": _anchors("issue", (issue.id for issue in dossier.issues)),
        }

    def marks(self, *things: str) -> tuple[str, ...]:
        """What the analyst decided on a thing, or on the stance of a party on an issue."""
        return self._marks.get(things, ())

    @cached_property
    def _marks(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return marks_of(self.dossier)

    @cached_property
    def weights(self) -> dict[str, int]:
        """How much the story turns on each party: mentions of it and of its people, and three for each position."""
        found: dict[str, int] = {}
        for entity in self.dossier.entities:
            side = entity.id if entity.kind == "party" else entity.party
            if side in self.entities:
                found[side] = found.get(side, 0) + len(entity.mentions)
        for issue in self.dossier.issues:
            for position in issue.positions:
                found[position.party] = found.get(position.party, 0) + 3
        return found

    @cached_property
    def labels(self) -> dict[Span, str]:
        """The label of every cited passage: sheet, piece, and a letter where the piece has several."""
        held: dict[str, list[Span]] = {}
        for span in sorted(set(cited(self.dossier))):
            sheet = self.sheets[span.report]
            piece = sheet.piece_at(span.start)
            held.setdefault(f"{sheet.letter} {piece.number if piece else 1}", []).append(span)
        return {
            span: place if len(spans) == 1 else place + letters(number).lower()
            for place, spans in held.items()
            for number, span in enumerate(spans)
        }

    def anchor(self, span: Span) -> str:
        """The anchor of a passage on the page: it stays the same as long as the report does."""
        sheet = self.sheets[span.report]
        return f"{sheet.anchor}.{span.start}-{span.end}" if self.words(span).strip() else sheet.anchor

    def words(self, span: Span) -> str:
        """The words of a span."""
        return self.sheets[span.report].report.quote(span)

    def cite(self, span: Span) -> Cite:
        """The citation of a passage."""
        sheet = self.sheets[span.report]
        label = self.labels.get(span) or sheet.letter
        words = shortened(self.words(span), 240)
        href = f"{self.page_of('report', span.report)}#{self.anchor(span)}"
        return Cite(label, href, words, sheet.name, sheet.day, span.report)

    def cites(self, spans: Iterable[Span]) -> tuple[Cite, ...]:
        """Citations of several passages in the order of the reports, each once."""
        return tuple(self.cite(span) for span in self.in_order(spans))

    def in_order(self, spans: Iterable[Span]) -> list[Span]:
        """Spans in the order of the reports and their texts, each once."""
        places = self._places
        return sorted(dict.fromkeys(spans), key=lambda span: (places[span.report], span))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {report: place for place, report in enumerate(self.sheets)}

    def report_order(self, reports: Iterable[str]) -> list[str]:
        """Report ids in the order of the reports, each once."""
        return sorted(dict.fromkeys(reports), key=self._places.__getitem__)

    def name(self, entity: str | None) -> str | None:
        """The name of an entity, or None."""
        found = self.entities.get(entity or "")
        return found.name if found else None

    def origin_name(self, origin: Origin) -> str:
        """What an origin is called: its agency, or the outlets of its reports."""
        if origin.agency:
            return origin.agency
        names = [self.sheets[name].name for name in self.report_order(origin.reports)]
        if len(names) > 2:
            names = [names[0], f"{len(names) - 1} more"]
        return " and ".join(names)

    def names(self, spans: Iterable[Span]) -> tuple[Cite, ...]:
        """The first passage of each report among these, cited by the letter of the report alone."""
        firsts = _first_of_each_report(spans)
        return tuple(
            replace(self.cite(firsts[name]), label=self.sheets[name].letter) for name in self.report_order(firsts)
        )

    @cached_property
    def targets(self) -> dict[str, list[Span]]:
        """Every passage that something on the page links to, by report, in text order."""
        found: dict[str, list[Span]] = {name: [] for name in self.sheets}
        for span in sorted({*cited(self.dossier), *_named(self.dossier)}):
            found[span.report].append(span)
        return found

    @cached_property
    def marked(self) -> frozenset[Span]:
        """The same, to ask of one whether it is."""
        return frozenset(span for spans in self.targets.values() for span in spans)

    def conflicts_at(self, span: Span) -> list[Discrepancy]:
        """The discrepancies that name a passage which shares a character with this one in its piece."""
        return [
            discrepancy for passage, discrepancy in self._conflicts.get(self.where(span), ()) if passage.meets(span)
        ]

    @cached_property
    def _conflicts(self) -> dict[tuple[str, int], list[tuple[Span, Discrepancy]]]:
        found: dict[tuple[str, int], list[tuple[Span, Discrepancy]]] = {}
        for discrepancy in self.dossier.discrepancies:
            for value in discrepancy.values:
                for span in value.evidence:
                    found.setdefault(self.where(span), []).append((span, discrepancy))
        return found

    def where(self, span: Span) -> tuple[str, int]:
        """The report and the number of the piece in which a passage begins."""
        piece = self.sheets[span.report].piece_at(span.start)
        return span.report, piece.number if piece else 0


def cited(dossier: Dossier) -> Iterator[Span]:
    """Every passage that the page cites with a label, names and roles apart; some come more than once."""
    for line in dossier.brief:
        yield from line.evidence
    for claim in dossier.claims:
        yield from claim.evidence
    for statement in dossier.statements:
        for wording in statement.wordings:
            yield from wording.content
    for event in dossier.events:
        yield from event.evidence
    for discrepancy in (*dossier.discrepancies, *dossier.dismissed):
        for value in discrepancy.values:
            yield from value.evidence
    for passage in dossier.passages:
        yield from passage.spans
    for issue in dossier.issues:
        for position in issue.positions:
            yield from position.evidence
    for track in dossier.tracks:
        yield from track.evidence


def _named(dossier: Dossier) -> Iterator[Span]:
    """The passages that names and roles link to: the first of each report."""
    for entity in dossier.entities:
        for variant in entity.variants:
            yield from _first_of_each_report(variant.mentions).values()
        for role in entity.roles:
            yield from _first_of_each_report(role.evidence).values()


def _first_of_each_report(spans: Iterable[Span]) -> dict[str, Span]:
    firsts: dict[str, Span] = {}
    for span in sorted(spans):
        firsts.setdefault(span.report, span)
    return firsts


def _anchors(kind: str, ids: Iterable[str]) -> dict[str, str]:
    """An anchor for each id: the id itself where it is plain, else a number; none can be taken for another kind's."""
    found: dict[str, str] = {}
    for number, name in enumerate(ids, 1):
        found[name] = f"{kind}-{name}" if _PLAIN_ID.fullmatch(name) else f"{kind}.{number}"
    return found
