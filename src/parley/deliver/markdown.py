"""The dossier as Markdown that reads well in an editor and in a wiki; no text of a report can become markup."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from parley.deliver.views.claims import ClaimView
from parley.deliver.views.conflicts import ConflictView, Surroundings
from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.views.page import Page, view_page
from parley.deliver.views.people import EntityView, PartyView, Said
from parley.deliver.views.positions import IssueView, PositionView
from parley.deliver.views.quotations import QuotationView, WordingView
from parley.deliver.views.timeline import EntryView
from parley.deliver.visible import counted, one_line, shortened, visible
from parley.dossier import Dossier

_MARKUP = re.compile(r"[\\`*_\[\]{}|~$#&<>@]|://|www\.|mailto:", re.IGNORECASE)
_LEADING = re.compile(r"^([-+=](?=[\s=-]|$)|\d{1,9}(?=[.)](?:\s|$)))")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}


def plain(text: str) -> str:
    """Text of a report on one line with everything escaped that Markdown, HTML or a viewer could act upon."""
    return _LEADING.sub(_stopped, _MARKUP.sub(_escaped, visible(one_line(text))))


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    if len(found) == 1:
        return _ENTITIES.get(found, f"\\{found}")
    return found.replace(":", "&#58;").replace(".", "&#46;")


def _stopped(match: re.Match[str]) -> str:
    """The opening of a line that would begin a list or underline a heading."""
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def write(dossier: Dossier) -> str:
    """The dossier as Markdown text."""
    ledger = Ledger(dossier)
    page = view_page(ledger, in_full=False)
    lines: list[str] = []
    for part in PARTS:
        lines += [*part(page), ""]
    lines += _notes(ledger)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _cites(cites: Iterable[Cite]) -> str:
    return " ".join(f"[{cite.label}]" for cite in cites)


def _head(page: Page) -> Iterator[str]:
    yield from (
        f"# {plain(page.masthead.title)}",
        "",
        plain(page.masthead.standfirst),
        "",
        f"{plain(page.about.made)}.",
    )


def _brief(page: Page) -> Iterator[str]:
    yield from ("## The brief", "")
    for part in page.brief.parts:
        yield from (f"**{part.heading}**", "")
        yield from (f"- {plain(line.text)} {_cites(line.cites)}" for line in part.lines)
        yield ""
    if not page.brief.parts:
        yield "Nothing in the reports was carried well enough, or said plainly enough, to open with."


def _claims(page: Page) -> Iterator[str]:
    sections = (
        ("What several origins carry", page.claims.corroborated, "No claim was found in reports of two origins."),
        ("Repeated from one origin", page.claims.repeated, "No claim stands in several reports of one origin only."),
        ("Disputed", page.claims.disputed, "No claim is touched by a conflict."),
    )
    for heading, claims, nothing in sections:
        yield from (f"## {heading}", "")
        for claim in claims:
            yield from (_claim(claim), *(f"  {_claim(part)}" for part in claim.parts))
        yield from ((nothing, "") if not claims else ("",))
    yield from ("## One report alone", "")
    for own in page.claims.single:
        yield from (f"**{own.letter}. {plain(own.outlet)}**", "")
        yield from map(_alone, own.claims)
        if own.rest:
            yield from ("", f"*{counted(len(own.rest), 'passage')} of remarks and background:*", "")
            yield from map(_alone, own.rest)
        if own.lacking:
            lacking = "; ".join(plain(claim.text) for claim in own.lacking)
            yield from ("", f"It leaves out what most others carry: {lacking}")
        yield ""
    if not page.claims.single:
        yield "No claim was found that stands in one report only."


def _alone(claim: ClaimView) -> str:
    return f"- {plain(claim.text)} {_cites(c for chip in claim.chips for c in chip.cites)}{_marked(claim.marks)}"


def _claim(claim: ClaimView) -> str:
    chips = "; ".join(f"{plain(chip.name)} {_cites(chip.cites)}" for chip in claim.chips)
    carried = f"{counted(claim.reports, 'report')}, {counted(claim.origins, 'origin')}: {chips}"
    disputed = "".join(f" — {plain(each)}" for each in claim.disputes)
    return f"- {plain(claim.text)} ({carried}){disputed}{_marked(claim.marks)}"


def _conflicts(page: Page) -> Iterator[str]:
    yield from ("## What is in conflict", "")
    for conflict in page.conflicts.conflicts:
        yield from _conflict(conflict)
    if not page.conflicts.conflicts:
        yield from ("No two passages were found that give different values for one thing.", "")
    for dismissed in page.conflicts.dismissed:
        yield from _conflict(dismissed)


def _conflict(conflict: ConflictView) -> Iterator[str]:
    yield from (f"### {conflict.kind}", "", plain(conflict.note), "", *_marks(conflict.marks))
    for value in conflict.values:
        also = f" (also {_cites(value.more)})" if value.more else ""
        yield f"- **{plain(value.value)}**{also}"
        for shown in value.shown:
            yield f"  > {_around(shown)} — {plain(shown.cite.outlet)} {_cites([shown.cite])}"
    yield ""


def _marks(marks: Iterable[str]) -> Iterator[str]:
    """What the analyst decided, a line each."""
    yield from (f"- *{plain(words)}*" for words in marks)


def _marked(marks: Iterable[str]) -> str:
    """What the analyst decided, behind the thing on its line."""
    return "".join(f" *({plain(words)})*" for words in marks)


def _around(shown: Surroundings) -> str:
    """A passage in bold with what is around it."""
    before = plain(shown.before) + " " * shown.before[-1:].isspace()
    after = " " * shown.after[:1].isspace() + plain(shown.after)
    return f"{before}**{plain(shown.words)}**{after}"


def _quotations(page: Page) -> Iterator[str]:
    yield from ("## Quotations and their variants", "")
    for quotation in page.quotations.several:
        yield from (f"### {plain(quotation.speaker)}", "")
        yield f"{_described(quotation)}{counted(quotation.reports, 'report')}, {counted(quotation.origins, 'origin')}."
        yield from ("", f"- {quotation.lead}: {_quoted(quotation)} {_cites(quotation.carriers)}")
        yield from (f"- {_wording(wording)}" for wording in quotation.others)
        yield from _marks(quotation.marks)
        yield ""
    if not page.quotations.several:
        yield from ("No utterance was found in more than one report.", "")
    if page.quotations.alone:
        yield from ("### Quoted by one report", "")
    for quotation in page.quotations.alone:
        said = f"- {plain(quotation.speaker)}: {_quoted(quotation)} {_cites(quotation.carriers)}"
        yield f"{said}{_marked(quotation.marks)}"
    if page.quotations.elsewhere:
        yield from ("", f"{counted(page.quotations.elsewhere, 'statement')} in reported speech by one report only.")


def _described(quotation: QuotationView) -> str:
    about = ", ".join(plain(part) for part in quotation.about)
    return f"{about}. " if about else ""


def _quoted(quotation: QuotationView) -> str:
    words = plain(quotation.first)
    return f"“{words}”" if quotation.quoted else words


def _wording(wording: WordingView) -> str:
    """A wording with added words bold and left-out words struck through."""
    marked = {"same": "{}", "gap": "{}", "added": "**{}**", "left out": "~~{}~~"}
    words = ""
    for part in wording.stretches:
        changed = part.kind in {"added", "left out"}
        lead = " " if changed or part.text[:1].isspace() else ""
        tail = " " if part.text[-1:].isspace() else ""
        words += f"{lead}{marked[part.kind].format(plain(part.text))}{tail}" if part.text.strip() else " "
    return f"{wording.sign.word}: {one_line(words)} {_cites(wording.cites)}"


def _positions(page: Page) -> Iterator[str]:
    yield from ("## Positions, issue by party", "")
    view = page.positions
    if not view.issues:
        yield "No party was found to demand, offer, accept or reject anything on the issues of the lens."
        return
    yield _row(["Issue", *(plain(column) for column in view.columns), "Overlap"])
    yield _row(["---"] * (len(view.columns) + 2))
    for issue in view.issues:
        why = "; ".join(plain(words) for words in issue.explanation)
        cells = (cell.empty.word if cell.empty else "<br>".join(map(_position, cell.positions)) for cell in issue.cells)
        yield _row(
            [f"{plain(issue.label)}{_marked(issue.marks)}", *cells, f"{issue.overlap.word}{f': {why}' if why else ''}"]
        )
    yield from _gaps(view.issues)
    if view.silent:
        yield from ("", f"Spoken of, but no position found: {', '.join(plain(label) for label in view.silent)}.")


def _gaps(issues: Sequence[IssueView]) -> Iterator[str]:
    if any(issue.gaps for issue in issues):
        yield from ("", "What would have to move for an agreement:", "")
    for issue in issues:
        for gap in issue.gaps:
            yield f"- {plain(issue.label)}: {plain(gap.words)} {_cites(gap.cites)}"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _position(position: PositionView) -> str:
    known = (
        plain(position.by),
        f"by the account of {plain(position.account)}" if position.account else "",
        f"since {plain(position.since)}" if position.since else "",
        f"condition: {plain(position.condition)}" if position.condition else "",
    )
    about = ", ".join(part for part in known if part)
    whose = f"{plain(position.party)} " if position.party else ""
    words = f"{plain(position.words)} ({about})" if about else plain(position.words)
    moved = "".join(f"; {plain(move.words)} {_cites(move.cites)}" for move in position.moves)
    return f"{whose}**{position.sign.word}**: {words} {_cites(position.cites)}{moved}{_marked(position.marks)}"


def _tracks(page: Page) -> Iterator[str]:
    yield from ("## Tracks of talks", "")
    for track in page.tracks.tracks:
        known = (track.parties, track.people, track.formats, track.place)
        about = "; ".join(plain(part) for part in known if part)
        yield f"- **{plain(track.label)}** ({track.status.word}): {about} {_cites(track.cites)}{_marked(track.marks)}"
        yield from (f"  - {plain(e.label)} {plain(e.when)} {_cites(e.cites)}" for e in track.events)
    if not page.tracks.tracks:
        yield "No meetings or contacts between parties were found that form a channel of talks."


def _timeline(page: Page) -> Iterator[str]:
    yield from ("## Timeline", "")
    for day in page.timeline.days:
        yield from (f"**{' '.join(filter(None, (day.weekday, plain(day.day))))}**", "")
        yield from (_entry(entry) for entry in day.entries)
        yield ""
    if page.timeline.undated:
        yield from ("**No day given**", "")
        yield from (_entry(entry) for entry in page.timeline.undated)
    if not page.timeline.days and not page.timeline.undated:
        yield "No event or statement was found that could be placed in time."


def _entry(entry: EntryView) -> str:
    kind = entry.status.word if entry.status else "said"
    reported = f" (reported {plain(entry.reported)})" if entry.reported else ""
    return f"- {kind}: {plain(entry.label)}{reported} {_cites(entry.cites)}{_marked(entry.marks)}"


def _people(page: Page) -> Iterator[str]:
    yield from ("## People and their roles", "")
    for party in page.people.parties:
        if party.members:
            names = f" (also called {_said(party.names)})" if party.names else ""
            yield from (f"**{plain(party.name)}**{names}{_marked(party.marks)}", "")
            yield from (_member(member) for member in party.members)
            yield ""
    if page.people.others:
        yield from ("**No party known**", "")
        yield from (_member(member) for member in page.people.others)
        yield ""
    bare = [party for party in page.people.parties if not party.members]
    if bare:
        yield from (f"Parties without a named person: {'; '.join(map(_bare, bare))}.", "")
    if page.people.unnamed:
        more = f"; {page.people.silent} more are only spoken of" if page.people.silent else ""
        yield f"Sources without a name: {'; '.join(map(_unnamed, page.people.unnamed))}{more}."
    if not page.people.parties and not page.people.others:
        yield "No person, organisation or party was found by name."


def _bare(party: PartyView) -> str:
    names = f" (also called {_said(party.names)})" if party.names else ""
    return f"{plain(party.name)}{names}{_marked(party.marks)}"


def _unnamed(source: EntityView) -> str:
    return f"{plain(source.name)} ({counted(source.statements, 'statement')}){_marked(source.marks)}"


def _member(member: EntityView) -> str:
    roles = f": {_said(member.roles)}" if member.roles else ""
    spellings = f"; also written {_said(member.spellings)}" if member.spellings else ""
    return (
        f"- {plain(member.name)}{roles}{spellings} ({counted(member.statements, 'statement')}){_marked(member.marks)}"
    )


def _said(words: tuple[Said, ...]) -> str:
    return ", ".join(f"{plain(word.text)} [{' '.join(cite.label for cite in word.cites)}]" for word in words)


def _origins(page: Page) -> Iterator[str]:
    yield from ("## Origins and text reuse", "")
    for origin in page.origins.origins:
        reports = ", ".join(f"{report.letter} {plain(report.name)}" for report in origin.reports)
        yield f"- **{plain(origin.name)}** ({reports}): {plain(origin.why)}{_marked(origin.marks)}"
    yield ""
    for passage in page.origins.passages:
        near = ", nearly the same" if passage.kind == "near" else ""
        words = f"- {counted(passage.words, 'word')}{near}: “{plain(passage.text)}” {_cites(passage.cites)}"
        yield f"{words}{_marked(passage.marks)}"
    if not page.origins.passages:
        yield "No run of words was found that two reports share beyond chance."


def _decided(page: Page) -> Iterator[str]:
    if page.decided:
        yield from ("## What the analyst decided", "")
    for each in page.decided:
        words = f"{plain(each.words)}: " if each.words else ""
        yield f"- {each.kind}, {plain(each.on)}: {words}{plain(each.reason)} ({plain(each.who)}; {plain(each.state)})"


def _problems(page: Page) -> Iterator[str]:
    yield from ("## Problems", "")
    for problem in page.about.problems:
        yield f"- {plain(problem.where)}, {plain(problem.stage).lower()}: {plain(problem.reason)}"
    if not page.about.problems:
        yield "Every file given could be read, and no stage left anything out."


PARTS: tuple[Callable[[Page], Iterator[str]], ...] = (
    _head,
    _brief,
    _claims,
    _conflicts,
    _quotations,
    _positions,
    _tracks,
    _timeline,
    _people,
    _origins,
    _decided,
    _problems,
)
"""The parts in the order in which they are read."""


def _notes(ledger: Ledger) -> Iterator[str]:
    """Every citation with its outlet and words, under its report."""
    yield from ("## Citations", "", "A letter is a report, the number a paragraph of it.", "")
    held: dict[str, list[str]] = {name: [] for name in ledger.sheets}
    for span, label in ledger.labels.items():
        held[span.report].append(f"- [{label}] “{plain(shortened(ledger.words(span), 300))}”")
    for name, sheet in ledger.sheets.items():
        known = (sheet.day, sheet.report.title or "", sheet.report.author or "", sheet.report.url or sheet.report.file)
        about = "; ".join(plain(part) for part in known if part)
        yield from (f"**{sheet.letter}. {plain(sheet.name)}** ({about})", "", *held[name], "")
