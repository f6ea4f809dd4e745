"""Statements told in quotation marks or by several reports, with every wording and how it differs from the first."""

from dataclasses import dataclass

from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.views.sayings import DIRECTNESS, RELATIONS, Sign
from parley.deliver.views.words import Stretch, compared
from parley.deliver.visible import day_text, one_line
from parley.report import Span
from parley.story import Statement, Wording

CUT = " […] "


@dataclass(frozen=True, slots=True)
class WordingView:
    """A wording that several reports may share letter for letter."""

    sign: Sign
    directness: str
    stretches: tuple[Stretch, ...]
    cites: tuple[Cite, ...]
    """One for each report that has it so."""
    by: tuple[str, ...]
    """The words for the source and the cue, one for each report, as far as they are given."""


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A statement as shown."""

    anchor: str
    speaker: str
    about: tuple[str, ...]
    """What is known of it: role, day, medium, who passed it on."""
    issues: tuple[str, ...]
    spoken: bool
    """Whether any report puts words of it in quotation marks."""
    quoted: bool
    """Whether all of the first wording stands in quotation marks."""
    first: str
    carriers: tuple[Cite, ...]
    """Those that have the first wording letter for letter."""
    others: tuple[WordingView, ...]
    reports: int
    origins: int
    marks: tuple[str, ...] = ()
    """What the analyst decided on it."""


@dataclass(frozen=True, slots=True)
class QuotationsView:
    """Statements whose wordings can be compared, quotations of one report alone, and how many are not shown."""

    several: tuple[QuotationView, ...]
    alone: tuple[QuotationView, ...]
    elsewhere: int
    """Statements in reported speech by one report: they stand in the report and among the claims."""


def view_quotations(ledger: Ledger) -> QuotationsView:
    """Statements of most reports first; those with an altered wording before those without."""
    several: list[QuotationView] = []
    alone: list[QuotationView] = []
    elsewhere = 0
    for statement in ledger.dossier.statements:
        if len({wording.report for wording in statement.wordings}) > 1:
            several.append(view_quotation(ledger, statement))
        elif statement.kind != "indirect":
            alone.append(view_quotation(ledger, statement))
        else:
            elsewhere += 1
    several.sort(key=lambda view: (not view.spoken, not _altered(view), -view.reports, -view.origins))
    return QuotationsView(tuple(several), tuple(alone), elsewhere)


def _altered(view: QuotationView) -> bool:
    return any(wording.sign.name == "altered" for wording in view.others)


def view_quotation(ledger: Ledger, statement: Statement) -> QuotationView:
    """One statement."""
    first = next((w for w in statement.wordings if w.relation == "first"), statement.wordings[0])
    same = [w for w in statement.wordings if w is first or w.relation == "verbatim"]
    reports = ledger.report_order(wording.report for wording in statement.wordings)
    return QuotationView(
        anchor=ledger.place("said", statement.id),
        speaker=ledger.name(statement.speaker) or "Speaker not named",
        about=_about(ledger, statement),
        issues=tuple(ledger.issues[name].label for name in statement.issues),
        spoken=statement.kind != "indirect",
        quoted=first.kind == "direct",
        first=said(ledger, first),
        carriers=_each_once(ledger, same),
        others=_others(ledger, statement, said(ledger, first)),
        reports=len(reports),
        origins=len({ledger.origins[name].id for name in reports}),
        marks=ledger.marks(statement.id),
    )


def _about(ledger: Ledger, statement: Statement) -> tuple[str, ...]:
    speaker = ledger.entities.get(statement.speaker or "")
    role = speaker.roles[0].text if speaker and speaker.roles else ""
    passed = ledger.name(statement.via)
    parts = (role, day_text(statement.day), statement.medium or "", f"passed on by {passed}" if passed else "")
    return tuple(one_line(part) for part in parts if part)


def _others(ledger: Ledger, statement: Statement, first: str) -> tuple[WordingView, ...]:
    """The wordings that differ, each once with all its reports."""
    held: dict[str, list[Wording]] = {}
    for wording in statement.wordings:
        if wording.relation not in {"first", "verbatim"}:
            held.setdefault(f"{wording.relation} {said(ledger, wording)}", []).append(wording)
    return tuple(_wording(ledger, wordings, first) for wordings in held.values())


def _wording(ledger: Ledger, wordings: list[Wording], first: str) -> WordingView:
    words = said(ledger, wordings[0])
    relation = wordings[0].relation
    differs = relation == "altered" or (relation == "fragment" and is_cut(wordings[0]))
    stretches = compared(first, words) if differs else (Stretch("same", words),)
    by = tuple(dict.fromkeys(filter(None, (_by(ledger, wording) for wording in wordings))))
    cites = _each_once(ledger, wordings)
    translated = relation == "paraphrase" and wordings[0].kind == "direct"
    return WordingView(
        RELATIONS["translation" if translated else relation], DIRECTNESS[wordings[0].kind], stretches, cites, by
    )


def is_cut(wording: Wording) -> bool:
    """Whether it is a quotation that leaves out words beside those that it keeps, and has no others."""
    return wording.kind == "direct" and {run.kind for run in wording.alignment} == {"kept", "left out"}


def _by(ledger: Ledger, wording: Wording) -> str:
    return one_line(" … ".join(ledger.words(span) for span in sorted(filter(None, (wording.source, wording.cue)))))


def _each_once(ledger: Ledger, wordings: list[Wording]) -> tuple[Cite, ...]:
    """The beginning of each wording, cited."""
    return ledger.cites(min(wording.content) for wording in wordings)


def said(ledger: Ledger, wording: Wording) -> str:
    """The words of a wording; what the report puts between them shows as a cut."""
    spans: list[Span] = sorted(wording.content)
    return CUT.join(one_line(ledger.words(span)) for span in spans)
