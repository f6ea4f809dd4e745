"""Quotations: one utterance in all its wordings, against any of them, and two reports of it side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from parley.deliver.views.ledger import Cite
from parley.deliver.views.origins import Carrier
from parley.deliver.views.quotations import QuotationView, is_cut, is_longer, said, sign_of, view_quotation
from parley.deliver.views.sayings import DIRECTNESS, RELATIONS, Sign
from parley.deliver.views.words import Stretch, compared, differing
from parley.deliver.visible import counted, one_line
from parley.errors import UsageError
from parley.report import Span
from parley.serve.bench import Bench
from parley.serve.fragments import original
from parley.serve.pages import Asked
from parley.serve.views.frames import Choice, Paged, Tab, choices, paged
from parley.story import Statement, Wording

HEATS = 4
"""Grades in which it is shown how many reports differ at a word."""


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """An utterance in the list."""

    view: QuotationView
    href: str
    person: str
    signs: tuple[Sign, ...]
    """How the other wordings stand to the first, each kind once."""
    conflict: str
    """The address of the conflict between this and words that another report quotes, if there is one."""


@dataclass(frozen=True, slots=True)
class QuotationsListView:
    """The utterances that were asked for."""

    tabs: tuple[Tab, ...]
    speakers: tuple[Choice, ...]
    words: str
    kind: str
    fields: dict[str, str]
    quotations: Paged[QuotationRow]


@dataclass(frozen=True, slots=True)
class HotWord:
    """A word of the base, and how many reports differ there; `heat` grades it from 0."""

    text: str
    differ: int
    heat: int


@dataclass(frozen=True, slots=True)
class Against:
    """A wording against the base."""

    sign: Sign
    directness: str
    stretches: tuple[Stretch, ...]
    by: str
    cite: Cite
    original: str
    beside: str
    """The address of this page with this report in the second pane."""
    base: str
    """The address of this page with this wording as the base."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a report in a pane; what belongs to the wording is marked."""

    parts: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Pane:
    """A report in a pane."""

    report: Carrier
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class QuotationPage:
    """An utterance with every wording."""

    view: QuotationView
    person: str
    base: Cite
    hot: tuple[HotWord, ...]
    others: tuple[Against, ...]
    bases: tuple[Choice, ...]
    beside: tuple[Choice, ...]
    panes: tuple[Pane, ...]
    action: str
    fields: dict[str, str]
    compared: str
    """How many wordings the numbers count."""


KINDS = {"": "all", "several": "in several reports", "altered": "≠ altered", "quoted": "❝ quoted by one report"}


def view_list(bench: Bench, asked: Asked) -> QuotationsListView:
    """Utterances with an altered wording first, then those of most reports."""
    kind, words, speaker = asked.get("kind"), asked.get("words"), asked.get("speaker")
    told = [each for each in bench.dossier.statements if not speaker or each.speaker == speaker]
    told = [each for each in told if _has(bench, each, words)]
    by_kind = {name: [each for each in told if _is(bench, each, name)] for name in KINDS}
    shown = sorted(by_kind.get(kind, told), key=rank)
    own = {"words": words, "speaker": speaker}
    listed = paged(shown, asked, bench.scope, "/quotations")
    tabs = tuple(
        Tab(text, bench.scope.to("/quotations", kind=name, **own), len(by_kind[name]), current=name == kind)
        for name, text in KINDS.items()
    )
    spoken = dict.fromkeys(each.speaker for each in bench.dossier.statements if each.speaker)
    names = sorted((bench.ledger.name(name) or name, name) for name in spoken)
    return QuotationsListView(
        tabs=tabs,
        speakers=choices(((name, text) for text, name in names), speaker),
        words=words,
        kind=kind,
        fields=bench.scope.fields,
        quotations=listed.of(row_of(bench, each) for each in listed.items),
    )


def _is(bench: Bench, statement: Statement, kind: str) -> bool:
    several = len({w.report for w in statement.wordings}) > 1
    return {
        "several": several,
        "altered": _altered(statement) or statement.id in bench.quoted_otherwise,
        "quoted": not several and statement.kind != "indirect",
    }.get(kind, True)


def _altered(statement: Statement) -> bool:
    return any(w.relation == "altered" for w in statement.wordings)


def rank(statement: Statement) -> tuple[bool, int, bool, str]:
    """Altered ones first, then those of most reports."""
    reports = len({w.report for w in statement.wordings})
    return not _altered(statement), -reports, statement.kind == "indirect", statement.id


def _has(bench: Bench, statement: Statement, words: str) -> bool:
    sought = words.casefold().split()
    told = " ".join(said(bench.ledger, w) for w in statement.wordings).casefold() if sought else ""
    return all(word in told for word in sought)


def row_of(bench: Bench, statement: Statement) -> QuotationRow:
    """An utterance as a list shows it."""
    view = view_quotation(bench.ledger, statement)
    person = bench.scope.page_of("person", statement.speaker) if statement.speaker else ""
    signs = tuple(dict.fromkeys(each.sign for each in view.others))
    conflict = bench.quoted_otherwise.get(statement.id)
    href = bench.ledger.href("conflict", conflict.id) if conflict else ""
    return QuotationRow(view, bench.ledger.href("said", statement.id), person, signs, href)


def view_one(bench: Bench, asked: Asked) -> QuotationPage:
    """An utterance by its id; `base` and `beside` name wordings by their number."""
    statement = bench.ledger.statements.get(asked.name)
    if statement is None:
        remedy = "Look for its words under Search, or at all reports."
        raise UsageError(f"These reports give no statement {asked.name!r}.", remedy)
    wordings = statement.wordings
    first = next((n for n, w in enumerate(wordings) if w.relation == "first"), 0)
    base = _number(asked.get("base"), len(wordings), first)
    others = [n for n in range(len(wordings)) if n != base]
    altered = next((n for n in others if wordings[n].relation == "altered"), others[0] if others else base)
    beside = _number(asked.get("beside"), len(wordings), altered)
    compares = _Compared(bench, statement, base, beside)
    return QuotationPage(
        view=view_quotation(bench.ledger, statement),
        person=bench.scope.page_of("person", statement.speaker) if statement.speaker else "",
        base=bench.ledger.cite(min(wordings[base].content)),
        hot=compares.hot(),
        others=tuple(compares.against(n) for n in others),
        bases=compares.choices(base),
        beside=compares.choices(beside),
        panes=tuple(compares.pane(n) for n in dict.fromkeys((base, beside))),
        action=f"/quotations/{statement.id}",
        fields=bench.scope.fields,
        compared=counted(len(compares.word_by_word), "wording"),
    )


def _is_whole(wording: Wording) -> bool:
    """Whether all of it is what was said: no retelling, and no words of the reporter around a quoted few."""
    return wording.relation in {"first", "verbatim", "altered"} or is_cut(wording) or is_longer(wording)


def _number(given: str, most: int, otherwise: int) -> int:
    return int(given) - 1 if given.isdecimal() and len(given) < 6 and 0 < int(given) <= most else otherwise


@dataclass(frozen=True, slots=True)
class _Compared:
    """The wordings of a statement against the one that is the base."""

    bench: Bench
    statement: Statement
    base: int
    beside: int

    @property
    def word_by_word(self) -> list[Wording]:
        """The others that can be compared word by word: what a report tells in words of its own cannot."""
        wordings = self.statement.wordings
        if not _is_whole(wordings[self.base]):
            return []
        return [w for n, w in enumerate(wordings) if n != self.base and _is_whole(w)]

    def hot(self) -> tuple[HotWord, ...]:
        """The base's words with how many reports differ at each."""
        text = self._said(self.base)
        rows = [differing(text, said(self.bench.ledger, w), cut=w.relation == "fragment") for w in self.word_by_word]
        if not rows or len({len(row) for row in rows}) != 1:
            return (HotWord(text, 0, 0),)
        found = []
        for words in zip(*rows, strict=True):
            differ = sum(word.differs for word in words)
            found.append(HotWord(words[0].text, differ, -(-differ * HEATS // len(rows))))
        return tuple(found)

    def against(self, number: int) -> Against:
        """One wording against the base."""
        ledger = self.bench.ledger
        wording = self.statement.wordings[number]
        words, text = self._said(number), self._said(self.base)
        comparable = wording in self.word_by_word
        stretches = compared(text, words) if comparable else (Stretch("same", words),)
        span = min(wording.content)
        by = (one_line(ledger.words(each)) for each in sorted(filter(None, (wording.source, wording.cue))))
        return Against(
            sign=self._sign(wording, stretches),
            directness=DIRECTNESS[wording.kind],
            stretches=stretches,
            by=" … ".join(by),
            cite=ledger.cite(span),
            original=original(ledger.sheets[span.report].report.url, ledger.words(span)),
            beside=self._to(self.base, number),
            base=self._to(number, self.base),
        )

    def _sign(self, wording: Wording, stretches: tuple[Stretch, ...]) -> Sign:
        if all(each.kind == "same" for each in stretches) and wording in self.word_by_word:
            return RELATIONS["verbatim"]
        base = self.statement.wordings[self.base]
        if base.relation == "first" and wording.relation != "verbatim":
            return sign_of(wording, base)
        if wording not in self.word_by_word:
            return RELATIONS["part" if wording.relation == "first" else wording.relation]
        changed = {each.kind for each in stretches} - {"same", "gap"}
        if len(changed) > 1:
            return RELATIONS["altered"]
        return RELATIONS["longer" if "added" in changed else "fragment"]

    def choices(self, chosen: int) -> tuple[Choice, ...]:
        """The wordings by their reports."""
        ledger = self.bench.ledger
        rows = []
        for number, wording in enumerate(self.statement.wordings):
            cite = ledger.cite(min(wording.content))
            rows.append((str(number + 1), f"{cite.label} {cite.outlet}, {DIRECTNESS[wording.kind]}"))
        return choices(rows, str(chosen + 1))

    def pane(self, number: int) -> Pane:
        """The report of a wording."""
        ledger = self.bench.ledger
        wording = self.statement.wordings[number]
        sheet = ledger.sheets[wording.report]
        href = ledger.cite(min(wording.content)).href
        return Pane(
            Carrier(sheet.letter, sheet.name, href),
            tuple(
                Line(tuple(_parts(sheet.report.text, piece.start, piece.end, sorted(wording.content))))
                for piece in sheet.pieces
            ),
        )

    def _said(self, number: int) -> str:
        return said(self.bench.ledger, self.statement.wordings[number])

    def _to(self, base: int, beside: int) -> str:
        path = f"/quotations/{self.statement.id}"
        return self.bench.scope.to(path, base=str(base + 1), beside=str(beside + 1))


def _parts(text: str, start: int, end: int, marked: list[Span]) -> Iterator[Stretch]:
    """A stretch of text with what lies in the spans set apart."""
    place = start
    for span in marked:
        first, last = max(span.start, place), min(span.end, end)
        if first < last:
            yield Stretch("same", text[place:first])
            yield Stretch("added", text[first:last])
            place = last
    yield Stretch("same", text[place:end])
