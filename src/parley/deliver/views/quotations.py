"""Statements told in quotation marks or by several reports, with every wording and how it differs from the first."""

from collections.abc import Iterable, Sequence
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
    lead: str
    """What the wording at the head is: the first by its day, or how it tells what was said."""
    first: str
    """The wording at the head, with the words for saying right before it where it is no quotation throughout."""
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
    """Quoted statements first, of these altered ones; then by speaker, those whom most reports carry first."""
    several: list[Statement] = []
    alone: list[Statement] = []
    elsewhere = 0
    for statement in ledger.dossier.statements:
        if len({wording.report for wording in statement.wordings}) > 1:
            several.append(statement)
        elif statement.kind != "indirect":
            alone.append(statement)
        else:
            elsewhere += 1
    views = [view_quotation(ledger, statement) for statement in _in_order(ledger, several)]
    views = sorted(views, key=lambda view: (not view.spoken, not _altered(view)))
    return QuotationsView(
        tuple(views), tuple(view_quotation(ledger, statement) for statement in _in_order(ledger, alone)), elsewhere
    )


def _in_order(ledger: Ledger, statements: Sequence[Statement]) -> list[Statement]:
    """Speaker by speaker, those with the most widely told statement first; of one speaker in the order of the days."""
    size = {
        each.id: (-len({w.report for w in each.wordings}), -len({ledger.origins[w.report].id for w in each.wordings}))
        for each in statements
    }
    heads = {each.id: ledger.in_order([min(_head(each).content)])[0] for each in statements}
    places = {span: number for number, span in enumerate(ledger.in_order(heads.values()))}
    best: dict[str, tuple[tuple[int, int], int]] = {}
    for each in statements:
        mine = size[each.id], places[heads[each.id]]
        best[each.speaker or each.id] = min(mine, best.get(each.speaker or each.id, mine))

    def rank(each: Statement) -> tuple[object, ...]:
        return best[each.speaker or each.id], size[each.id], each.day or "9999", places[heads[each.id]]

    return sorted(statements, key=rank)


def _altered(view: QuotationView) -> bool:
    return any(wording.sign.name == "altered" for wording in view.others)


def view_quotation(ledger: Ledger, statement: Statement) -> QuotationView:
    """One statement."""
    first = _head(statement)
    same = [w for w in statement.wordings if w is first or w.relation == "verbatim"]
    reports = ledger.report_order(wording.report for wording in statement.wordings)
    return QuotationView(
        anchor=ledger.place("said", statement.id),
        speaker=ledger.name(statement.speaker) or "Speaker not named",
        about=_about(ledger, statement),
        issues=tuple(ledger.issues[name].label for name in statement.issues),
        spoken=statement.kind != "indirect",
        quoted=first.kind == "direct",
        lead=_lead(ledger, statement, first),
        first=told(ledger, first),
        carriers=_each_once(ledger, same),
        others=_others(ledger, statement, first),
        reports=len(reports),
        origins=len({ledger.origins[name].id for name in reports}),
        marks=ledger.marks(statement.id),
    )


def _head(statement: Statement) -> Wording:
    return next((w for w in statement.wordings if w.relation == "first"), statement.wordings[0])


def _lead(ledger: Ledger, statement: Statement, head: Wording) -> str:
    """First only where its report came out before every other that has other words for it."""
    day = ledger.sheets[head.report].day
    others = [ledger.sheets[w.report].day for w in statement.wordings if w.relation not in {"first", "verbatim"}]
    if day and others and all(other and day < other for other in others):
        return "first"
    return {"direct": "quoted", "mixed": "partly quoted", "indirect": "told"}[head.kind]


def _about(ledger: Ledger, statement: Statement) -> tuple[str, ...]:
    speaker = ledger.entities.get(statement.speaker or "")
    role = speaker.roles[0].text if speaker and speaker.roles else ""
    passed = ledger.name(statement.via)
    parts = (role, day_text(statement.day), statement.medium or "", f"passed on by {passed}" if passed else "")
    return tuple(one_line(part) for part in parts if part)


def _others(ledger: Ledger, statement: Statement, head: Wording) -> tuple[WordingView, ...]:
    """The wordings that differ, each once with its reports, but for what stands within another of its report."""
    held: dict[str, list[Wording]] = {}
    for wording in statement.wordings:
        if wording.relation not in {"first", "verbatim"} and not _is_told(wording, statement.wordings):
            held.setdefault(f"{wording.relation} {told(ledger, wording)}", []).append(wording)
    return tuple(_wording(ledger, wordings, head) for wordings in held.values())


def _is_told(part: Wording, wordings: Iterable[Wording]) -> bool:
    """Whether a longer wording of the same report has the very words."""
    return any(_covers(whole.content, part.content) for whole in wordings if whole is not part)


def _covers(whole: tuple[Span, ...], part: tuple[Span, ...]) -> bool:
    inside = all(any(w.covers(p) for w in whole) for p in part)
    return inside and sum(w.end - w.start for w in whole) > sum(p.end - p.start for p in part)


def _wording(ledger: Ledger, wordings: list[Wording], head: Wording) -> WordingView:
    wording = wordings[0]
    differs = wording.relation == "altered" or is_cut(wording) or is_longer(wording)
    whole = (Stretch("same", told(ledger, wording)),)
    stretches = compared(said(ledger, head), said(ledger, wording)) if differs else whole
    by = tuple(dict.fromkeys(filter(None, (_by(ledger, each) for each in wordings))))
    return WordingView(sign_of(wording, head), DIRECTNESS[wording.kind], stretches, _each_once(ledger, wordings), by)


def sign_of(wording: Wording, head: Wording) -> Sign:
    """How a wording stands to the head; of two quotations that share no words one is another translation."""
    translated = wording.relation == "paraphrase" and wording.kind == head.kind == "direct"
    return RELATIONS["translation" if translated else wording.relation]


def is_cut(wording: Wording) -> bool:
    """Whether it is a quotation that leaves out words beside those that it keeps, and has no others."""
    return _is_only(wording, "left out") and wording.relation == "fragment"


def is_longer(wording: Wording) -> bool:
    """Whether it is a quotation that has all the words of the first and others beside them."""
    return _is_only(wording, "put in") and wording.relation == "longer"


def _is_only(wording: Wording, kind: str) -> bool:
    return wording.kind == "direct" and {run.kind for run in wording.alignment} == {"kept", kind}


def _by(ledger: Ledger, wording: Wording) -> str:
    return one_line(" … ".join(ledger.words(span) for span in sorted(filter(None, (wording.source, wording.cue)))))


def _each_once(ledger: Ledger, wordings: list[Wording]) -> tuple[Cite, ...]:
    """The beginning of each wording, cited."""
    return ledger.cites(min(wording.content) for wording in wordings)


def said(ledger: Ledger, wording: Wording) -> str:
    """The words of a wording; what the report puts between them shows as a cut."""
    spans: list[Span] = sorted(wording.content)
    return CUT.join(one_line(ledger.words(span)) for span in spans)


def told(ledger: Ledger, wording: Wording) -> str:
    """The words of a wording, after those for saying where they stand right before them and not all is quoted.

    "the talks as “open”" says nothing without "described".
    """
    start, cue = min(wording.content), wording.cue
    between = ledger.sheets[start.report].report.text[cue.end : start.start] if cue else None
    if wording.kind == "direct" or cue is None or between is None or between.strip() or cue.end > start.start:
        return said(ledger, wording)
    return f"{one_line(ledger.words(cue))} {said(ledger, wording)}"
