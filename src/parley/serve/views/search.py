"""Search over everything: passages of reports, claims, statements, events, people, issues and conflicts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from parley.deliver.views.quotations import said
from parley.deliver.views.sayings import CARRIED, CONFLICTS, STATUSES
from parley.deliver.visible import counted, day_text, one_line
from parley.report import Report
from parley.serve.bench import Bench, Entry
from parley.serve.pages import Asked
from parley.serve.views.frames import Choice, Paged, Tab, choices, paged

KINDS = {
    "passage": "in the reports",
    "claim": "claims",
    "statement": "statements",
    "event": "events",
    "conflict": "conflicts",
    "person": "people",
    "issue": "issues",
}

AROUND = 90
"""Characters shown before the first word that was found."""

LONGEST = 320
"""Characters of what was found that are shown."""

_PARTS = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of what was found; `hit` where it is a word that was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that has the words."""

    parts: tuple[Part, ...]
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found."""

    words: str
    asked: bool
    """Whether words, or all things of a kind, are asked for."""
    kind: str
    tabs: tuple[Tab, ...]
    reports: tuple[Choice, ...]
    parties: tuple[Choice, ...]
    since: str
    until: str
    fields: dict[str, str]
    found: Paged[Found]


def view_search(bench: Bench, asked: Asked) -> SearchPage:
    """The things that have all the words; "in quotation marks" is a phrase, `-word` leaves out what has it."""
    words, kind = asked.get("words"), asked.get("kind")
    own = {name: asked.get(name) for name in ("words", "report", "party", "since", "until")}
    sought, wanted = terms(words), kind in KINDS
    hits = [entry for entry in entries(bench) if (sought or wanted) and _fits(entry, sought, own)]
    counts = {name: sum(entry.kind == name for entry in hits) for name in KINDS}
    kind = kind if kind in counts else next((name for name, count in counts.items() if count), "passage")
    listed = paged([entry for entry in hits if entry.kind == kind], asked, bench.scope, "/search")
    return SearchPage(
        words=words,
        asked=bool(sought) or wanted,
        kind=kind,
        tabs=tuple(
            Tab(KINDS[name], bench.scope.to("/search", kind=name, **own), count, current=name == kind)
            for name, count in counts.items()
        ),
        reports=choices(((n, f"{s.letter} {s.name}") for n, s in bench.ledger.sheets.items()), own["report"]),
        parties=choices(((name, bench.ledger.name(name) or name) for name in bench.parties), own["party"]),
        since=own["since"],
        until=own["until"],
        fields=bench.scope.fields,
        found=listed.of(Found(_parts(entry.text, sought), entry.href, entry.about) for entry in listed.items),
    )


@dataclass(frozen=True, slots=True)
class Term:
    """Words that have to stand there, or must not."""

    pattern: re.Pattern[str]
    wanted: bool


@lru_cache(maxsize=256)
def terms(words: str) -> tuple[Term, ...]:
    """What is looked for: each word at the beginning of a word of the text, phrases as they stand."""
    found = []
    for phrase, word in _PARTS.findall(words):
        bare = phrase or word.removeprefix("-").strip("*")
        if any(sign.isalnum() for sign in bare):
            opening = r"\b" if bare[0].isalnum() else ""
            spaced = r"\s+".join(map(re.escape, bare.split()))
            found.append(Term(re.compile(opening + spaced, re.IGNORECASE), bool(phrase) or not word.startswith("-")))
    return tuple(found)


def _fits(entry: Entry, sought: tuple[Term, ...], own: dict[str, str]) -> bool:
    if own["report"] and own["report"] not in entry.reports:
        return False
    if own["party"] and own["party"] not in entry.parties:
        return False
    if (own["since"] and entry.day < own["since"]) or (own["until"] and entry.day[:10] > own["until"]):
        return False
    return all(bool(term.pattern.search(entry.text)) == term.wanted for term in sought)


def _parts(text: str, sought: tuple[Term, ...]) -> tuple[Part, ...]:
    """What was found, from shortly before the first of the words, each of them set apart."""
    hits = sorted({match.span() for term in sought if term.wanted for match in term.pattern.finditer(text)})
    start = max(0, hits[0][0] - AROUND) if hits and len(text) > LONGEST else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = start + LONGEST
    parts, place = [Part("… ", hit=False)] if start else [], start
    for first, last in hits:
        if place <= first and last <= end:
            parts += [Part(text[place:first], hit=False), Part(text[first:last], hit=True)]
            place = last
    return (*parts, Part(text[place:end] + ("…" if end < len(text) else ""), hit=False))


def entries(bench: Bench) -> tuple[Entry, ...]:
    """Everything that can be found, worked out once."""
    if not bench.entries:
        bench.entries.extend(_entries(bench))
    return tuple(bench.entries)


def _entries(bench: Bench) -> Iterator[Entry]:
    ledger, dossier = bench.ledger, bench.dossier
    for report in dossier.reports:
        yield from _pieces(bench, report)
    for claim in sorted(dossier.claims, key=lambda c: (-len(c.origins), -c.matters, c.id)):
        about = f"{CARRIED[claim.status].word}, {counted(len(claim.reports), 'report')}"
        parties, days = bench.parties_of(claim), _days(bench, claim.reports)
        href = ledger.href("claim", claim.id)
        yield Entry("claim", one_line(claim.text), href, about, frozenset(claim.reports), parties, days)
    for statement in dossier.statements:
        speaker = ledger.entities.get(statement.speaker or "")
        reports = frozenset(w.report for w in statement.wordings)
        words = " | ".join(dict.fromkeys(one_line(said(ledger, w)) for w in statement.wordings))
        parties = frozenset({speaker.party or speaker.id} if speaker else ())
        about = f"{speaker.name if speaker else 'Speaker not named'}, {counted(len(reports), 'report')}"
        yield Entry("statement", words, ledger.href("said", statement.id), about, reports, parties, statement.day or "")
    for event in dossier.events:
        parties = frozenset(_side(bench, each.entity) for each in event.participants)
        day = (event.when.start if event.when else None) or ""
        reports = frozenset(span.report for span in event.evidence)
        about = ", ".join(filter(None, (STATUSES[event.status].word, day_text(day))))
        text = one_line(event.label or ledger.words(event.evidence[0]))
        yield Entry("event", text, ledger.cite(event.evidence[0]).href, about, reports, parties, day)
    yield from _others(bench)


def _others(bench: Bench) -> Iterator[Entry]:
    ledger, dossier = bench.ledger, bench.dossier
    for each in dossier.discrepancies:
        reports = frozenset(span.report for value in each.values for span in value.evidence)
        text = one_line(" | ".join([each.note, *(value.value for value in each.values)]))
        yield Entry("conflict", text, ledger.href("conflict", each.id), CONFLICTS[each.kind], reports)
    for entity in dossier.entities:
        names = [entity.name, *(v.text for v in entity.variants), *(role.text for role in entity.roles)]
        reports = frozenset(span.report for span in entity.mentions)
        text = one_line(", ".join(dict.fromkeys(names)))
        parties = frozenset({entity.party or entity.id})
        href = bench.scope.page_of("person", entity.id)
        yield Entry("person", text, href, counted(len(entity.mentions), "mention"), reports, parties)
    for issue in dossier.issues:
        reports = frozenset(span.report for position in issue.positions for span in position.evidence)
        parties = frozenset(position.party for position in issue.positions)
        text = one_line(" | ".join([issue.label, *(position.summary for position in issue.positions)]))
        about = counted(len(issue.positions), "position")
        yield Entry("issue", text, ledger.href("issue", issue.id), about, reports, parties)


def _pieces(bench: Bench, report: Report) -> Iterator[Entry]:
    sheet = bench.ledger.sheets[report.id]
    page = bench.scope.page_of("report", report.id)
    for piece in sheet.pieces:
        text = one_line(report.text[piece.start : piece.end])
        about = f"{sheet.letter} {piece.number}, {sheet.name}{f', {sheet.day}' if sheet.day else ''}"
        href = f"{page}#piece-{piece.number}"
        yield Entry("passage", text, href, about, frozenset({report.id}), frozenset(), report.day or "")


def _days(bench: Bench, reports: tuple[str, ...]) -> str:
    return min((bench.ledger.sheets[name].report.day or "" for name in reports), default="")


def _side(bench: Bench, name: str) -> str:
    entity = bench.ledger.entities.get(name)
    return (entity.party or entity.id) if entity else ""
