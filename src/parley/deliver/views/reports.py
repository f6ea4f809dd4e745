"""The reports in full: attributed and cited passages marked, and in the margin who else carries them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.views.marks import Mark, Marker, Token, merged
from parley.deliver.views.sayings import CONFLICTS, DIRECTNESS
from parley.deliver.views.sheets import Piece, Sheet
from parley.deliver.visible import counted, day_text, is_day, one_line
from parley.report import Span

LONGEST = 80_000
"""Characters up to which a report is shown whole; of a longer one only the cited passages with what is around them."""

AROUND = 400
"""Characters shown on each side of a cited passage of a report that is too long."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the margin: what it tells, what it links to on the page, and the passages that it cites."""

    kind: str
    text: str
    href: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece as shown."""

    number: int
    kind: str
    tokens: tuple[Token, ...]
    notes: tuple[Note, ...]
    reused: bool
    bare: bool
    """Whether it opens with a word, so that a point of a list needs a marker."""


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as shown."""

    anchor: str
    letter: str
    title: str
    outlet: str
    author: str
    day: str
    iso: str
    url: str
    files: tuple[str, ...]
    origin: str
    pieces: tuple[PieceView, ...]
    left_out: int
    """Characters of a very long report that are not shown."""
    marks: tuple[str, ...] = ()
    """What the analyst decided on it."""


@dataclass(frozen=True, slots=True)
class ReportsView:
    """All reports, and the rules that join the parts of passages which had to be split."""

    reports: tuple[ReportView, ...]
    joins: tuple[str, ...]


def view_reports(ledger: Ledger, linked: frozenset[str]) -> ReportsView:
    """The reports in order; `linked` are the anchors of statements that stand elsewhere on the page."""
    marked = MarkedReports(ledger, linked)
    views = [marked.view(name) for name in ledger.sheets]
    return ReportsView(tuple(view for each in views for view in each.reports), tuple(j for v in views for j in v.joins))


@dataclass(frozen=True)
class MarkedReports:
    """What is marked in the reports of a ledger, found once; any one of them can then be shown alone."""

    ledger: Ledger
    linked: frozenset[str]

    @cached_property
    def notes(self) -> "_Notes":
        """The notes in the margin, by report and piece."""
        return _notes(self.ledger, self.linked)

    @cached_property
    def spoken(self) -> dict[str, list[Mark]]:
        """Source, cue and content of every wording, by report."""
        return _spoken(self.ledger)

    @cached_property
    def reused(self) -> dict[str, list[Span]]:
        """Passages that other reports have too, by report."""
        return _reused(self.ledger)

    def view(self, name: str) -> ReportsView:
        """One report."""
        sheet = self.ledger.sheets[name]
        marks = merged([*_targets(self.ledger, name), *self.spoken.get(name, ())])
        marker = Marker(sheet.report.text)
        pieces = _pieces(_Reading(sheet, marker, marks), self.notes, self.reused.get(name, []))
        joins = tuple(_join(anchor, part, sheet) for anchor, part in marker.split.items())
        return ReportsView((_report(self.ledger, sheet, pieces),), joins)


def _report(ledger: Ledger, sheet: Sheet, pieces: tuple[PieceView, ...]) -> ReportView:
    report = sheet.report
    shown = sum(len(token.text) for piece in pieces for token in piece.tokens)
    long = len(report.text) > LONGEST
    return ReportView(
        anchor=sheet.anchor,
        letter=sheet.letter,
        title=one_line(report.title or ""),
        outlet=sheet.name,
        author=one_line(report.author or ""),
        day=day_text(report.day),
        iso=(report.day or "") if is_day(report.day) else "",
        url=web_address(report.url),
        files=tuple(dict.fromkeys(sighting.file for sighting in report.sightings)),
        origin=ledger.origin_name(ledger.origins[report.id]) if len(ledger.origins[report.id].reports) > 1 else "",
        pieces=pieces,
        left_out=len(report.text) - shown if long else 0,
        marks=ledger.marks(report.id),
    )


def web_address(url: str | None) -> str:
    """The address where it leads to a page of the web, else nothing."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""


@dataclass(frozen=True, slots=True)
class _Reading:
    sheet: Sheet
    marker: Marker
    marks: list[Mark]


_Notes = Mapping[tuple[str, int], list[Note]]


def _pieces(reading: _Reading, notes: _Notes, reused: list[Span]) -> tuple[PieceView, ...]:
    sheet, marks = reading.sheet, reading.marks
    opening = [mark.start for mark in marks]
    carried: list[Mark] = []
    found: list[PieceView] = []
    for place, piece in enumerate(sheet.pieces):
        following = sheet.pieces[place + 1].start if place + 1 < len(sheet.pieces) else len(sheet.report.text) + 1
        first = 0 if place == 0 else bisect_left(opening, piece.start)
        started = marks[first : bisect_left(opening, following)]
        inside = [mark for mark in [*carried, *started] if mark.end > piece.start]
        tokens = _tokens(reading, piece, inside)
        carried = [mark for mark in inside if mark.end > following]
        again = any(span.start < piece.end and piece.start < span.end for span in reused)
        if tokens:
            where = sheet.report.id, piece.number
            bare = sheet.report.text[piece.start] not in "-*+•·–—▪◦"
            found.append(PieceView(piece.number, piece.kind, tokens, tuple(notes.get(where, ())), again, bare))
    return tuple(found)


def _tokens(reading: _Reading, piece: Piece, marks: list[Mark]) -> tuple[Token, ...]:
    """The tokens of a piece: whole, or, in a very long report, what is around its marks."""
    last = max([piece.end, *(min(mark.end, len(reading.marker.text)) for mark in marks if mark.start >= piece.end)])
    windows = [(piece.start, last)]
    if len(reading.marker.text) > LONGEST:
        windows = _windows(piece.start, last, marks)
    found: list[Token] = []
    for start, end in windows:
        if start > piece.start:
            found.append(Token("cut"))
        inside = [mark for mark in marks if mark.start < end and start < mark.end]
        found += reading.marker.tokens(start, end, inside)
        if end < last and (start, end) == windows[-1]:
            found.append(Token("cut"))
    return tuple(found)


def _windows(start: int, end: int, marks: list[Mark]) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        first, last = max(start, mark.start - AROUND), min(end, mark.end + AROUND)
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(windows[-1][1], last))
        else:
            windows.append((first, last))
    return windows


def _targets(ledger: Ledger, name: str) -> Iterator[Mark]:
    for span in ledger.targets[name]:
        anchor = ledger.anchor(span)
        yield Mark(span.start, span.end, (), anchor if anchor != ledger.sheets[name].anchor else "")


def _spoken(ledger: Ledger) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for statement in ledger.dossier.statements:
        for wording in statement.wordings:
            parts: list[tuple[Span, tuple[str, ...]]] = [(span, ("said", wording.kind)) for span in wording.content]
            parts += [(span, (role,)) for span, role in ((wording.source, "source"), (wording.cue, "cue")) if span]
            for span, classes in parts:
                found.setdefault(span.report, []).append(Mark(span.start, span.end, classes))
    return found


def _reused(ledger: Ledger) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for passage in ledger.dossier.passages:
        for span in passage.spans:
            found.setdefault(span.report, []).append(span)
    return found


def _join(anchor: str, part: str, sheet: Sheet) -> str:
    """A rule that lights every part of a split passage when its first part is followed to."""
    target, article = (name.replace(".", "\\.") for name in (anchor, sheet.anchor))
    return f"#{article}:has(#{target}:target) .{part}"


def _notes(ledger: Ledger, linked: frozenset[str]) -> dict[tuple[str, int], list[Note]]:
    """Notes by report and piece: who says it, who else carries it, whose words it shares, what it conflicts with."""
    found: dict[tuple[str, int], list[Note]] = {}
    for span, note in (*_said(ledger, linked), *_also(ledger), *_shared(ledger), *_conflicts(ledger)):
        found.setdefault(ledger.where(span), []).append(note)
    return {where: _gathered(notes) for where, notes in found.items()}


def _gathered(notes: list[Note]) -> list[Note]:
    """Notes that tell the same as one note with the citations of all."""
    held: dict[tuple[str, str, str], Note] = {}
    for note in notes:
        key = note.kind, note.text, note.href
        there = held.get(key)
        held[key] = replace(there, cites=tuple(dict.fromkeys([*there.cites, *note.cites]))) if there else note
    return list(held.values())


_Placed = Iterable[tuple[Span, Note]]


def _said(ledger: Ledger, linked: frozenset[str]) -> _Placed:
    for statement in ledger.dossier.statements:
        place = ledger.place("said", statement.id)
        href = ledger.href("said", statement.id) if place in linked else ""
        speaker = ledger.name(statement.speaker) or "Speaker not named"
        for wording in statement.wordings:
            yield min(wording.content), Note("said", f"{speaker}, {DIRECTNESS[wording.kind]}", href, ())


def _also(ledger: Ledger) -> _Placed:
    """One note for each piece with every passage of other reports that carries a claim of it."""
    others: dict[tuple[str, int], list[Span]] = {}
    claims: dict[tuple[str, int], dict[str, Span]] = {}
    for claim in ledger.dossier.claims:
        for span in claim.evidence:
            elsewhere = [other for other in claim.evidence if other.report != span.report]
            if elsewhere:
                others.setdefault(ledger.where(span), []).extend(elsewhere)
                claims.setdefault(ledger.where(span), {}).setdefault(claim.id, span)
    for where, spans in others.items():
        (first, span), *more = claims[where].items()
        href = "" if more else ledger.href("claim", first)
        yield span, Note("also", "Also carried by", href, ledger.cites(spans))


def _shared(ledger: Ledger) -> _Placed:
    for passage in ledger.dossier.passages:
        cites = ledger.cites(passage.spans)
        kind = "" if passage.kind == "verbatim" else "nearly "
        for span in passage.spans:
            others = tuple(cite for cite in cites if cite.report != span.report)
            yield span, Note("shared", f"{counted(passage.words, 'word')} {kind}the same in", "", others)


def _conflicts(ledger: Ledger) -> _Placed:
    for discrepancy in ledger.dossier.discrepancies:
        href = ledger.href("conflict", discrepancy.id)
        for value in discrepancy.values:
            for span in value.evidence:
                yield span, Note("conflict", f"In conflict: {CONFLICTS[discrepancy.kind].lower()}", href, ())
