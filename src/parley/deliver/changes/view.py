"""Changes as they are shown: in parts, the most important first, each line with the words that prove it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from parley.changes import Change, Changes
from parley.deliver.views.reports import web_address
from parley.deliver.views.sayings import CONFLICTS, OVERLAPS, STANCES
from parley.deliver.visible import counted, day_text, listed, one_line, shortened
from parley.report import Span

WORDS = 220
"""Characters of a passage that are shown."""

NAMED = 8
"""Names in a line that only counts."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with whose it is; `label` and `href` where the page has a place for it."""

    words: str
    outlet: str
    day: str
    label: str = ""
    href: str = ""


Cited = Callable[[Span], Quote]
"""Makes a quote of a passage."""


@dataclass(frozen=True, slots=True)
class LineView:
    """One piece of news: what happened, in which words, and what was known before."""

    anchor: str
    kind: str
    text: str
    detail: str
    quotes: tuple[Quote, ...]
    before: tuple[Quote, ...]
    is_told: bool = False
    """Whether the text has the words of the first quote already."""


@dataclass(frozen=True, slots=True)
class PartView:
    """News of one sort; `rest` counts what is not shown line by line."""

    name: str
    heading: str
    lines: tuple[LineView, ...]
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """All that changed."""

    since: str
    until: str
    standfirst: str
    parts: tuple[PartView, ...]
    notes: tuple[str, ...]
    """What a reader should know of how it was compared: pages published anew, reports left out."""


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    heading: str
    kinds: tuple[str, ...]
    most: int
    counted: str = ""
    """What the lines that are not shown are called, in the plural."""


PARTS = (
    _Part("conflict", "In conflict", ("conflict", "conflict gone", "altered"), 12, "conflicts"),
    _Part("withdrawn", "Withdrawn or corrected", ("withdrawn", "corrected"), 12, "corrections"),
    _Part("positions", "Positions", ("hardened", "softened", "position", "overlap"), 12, "positions"),
    _Part("meetings", "Meetings", ("called off", "moved", "held", "planned"), 10, "meetings"),
    _Part("corroborated", "Carried by a further origin", ("corroborated",), 8, "claims"),
    _Part("told", "New claims of several origins", ("claimed",), 6, "claims"),
    _Part("said", "Newly said", ("said",), 8, "statements"),
    _Part("people", "New on stage", ("on stage", "role"), 6, "people and roles"),
    _Part("identity", "Who is who, and who copied", ("origin", "merged", "split", "renamed"), 6, "findings"),
)

SEVERAL = "1 origin"
"""What a claim of one origin alone says of itself: such claims are counted, not shown."""


def view(changes: Changes, cited: Cited) -> ChangesView:
    """The changes in their parts; what another line shows already is left to that line."""
    parts = [part for row in PARTS if (part := _part(row, changes, cited)) is not None]
    return ChangesView(
        since=moment_text(changes.since),
        until=moment_text(changes.until),
        standfirst=_standfirst(changes),
        parts=tuple(parts),
        notes=tuple(_notes(changes)),
    )


def plainly(changes: Changes) -> Cited:
    """Quotes that link to the page where a report was published, for forms that do not show the reports."""
    reports = {report.id: report for report in changes.reports}

    def cited(span: Span) -> Quote:
        report = reports[span.report]
        words = shortened(report.quote(span), WORDS)
        return Quote(words, report.outlet or report.file, day_text(report.day), href=web_address(report.url))

    return cited


def moment_text(moment: str) -> str:
    """A day, or a day and time to the minute (UTC, as moments are kept), in words."""
    if not moment:
        return "the beginning"
    time = f" {moment[11:16]} UTC" if len(moment) > 10 and moment[10] == "T" else ""
    return f"{day_text(moment)}{time}"


def _standfirst(changes: Changes) -> str:
    new = [report for report in changes.reports if report.id in set(changes.new)]
    outlets = tuple(dict.fromkeys(report.outlet or report.file for report in new))
    named = f" ({listed(outlets) if len(outlets) <= NAMED else f'{len(outlets)} outlets'})" if outlets else ""
    if not changes.changes:
        return f"{counted(len(new), 'new report')}{named}; nothing new in substance."
    return f"{counted(len(new), 'new report')}{named}."


def _notes(changes: Changes) -> Iterator[str]:
    names = {report.id: report.outlet or report.file for report in changes.reports}
    if changes.versions:
        pages = listed(tuple(dict.fromkeys(names[version.after] for version in changes.versions)))
        yield f"Published anew and compared with the version before: {pages}."
    if changes.left_out:
        reports = listed(tuple(names[name] for name in changes.left_out))
        yield f"Left out of the later dossier, so that nothing is told of what they alone said: {reports}."


def shown(changes: Changes) -> tuple[Change, ...]:
    """The changes that have a line of their own if there is room, part by part."""
    return tuple(change for row in PARTS for change in _of_part(row, changes))


def _of_part(row: _Part, changes: Changes) -> list[Change]:
    every = [change for change in changes.changes if change.kind in row.kinds and change.beside is None]
    found = [change for change in every if change.kind != "claimed" or change.now != SEVERAL]
    if row.name == "positions":
        found.sort(key=lambda change: -round(change.weight, 6))
    return found


def _part(row: _Part, changes: Changes, cited: Cited) -> PartView | None:
    found = _of_part(row, changes)
    lines = tuple(line_of(change, cited) for change in found[: row.most])
    rest = tuple(_rest(row, found[row.most :], changes))
    return PartView(row.name, row.heading, lines, rest) if lines or rest else None


def _rest(row: _Part, left: list[Change], changes: Changes) -> Iterator[str]:
    """What is only counted, and by whom it is."""
    if left:
        yield f"and {len(left)} further {row.counted}{_by_whom(left)}"
    if row.name == "positions":
        again = [change for change in changes.changes if change.kind == "restated"]
        if again:
            yield f"taken again: {_issues(again)}"
    if row.name == "corroborated":
        further = [c for c in changes.changes if c.kind == "further" and c.beside is None]
        if further:
            yield f"{counted(len(further), 'claim')} of several origins carried by one more"
    if row.name == "said":
        alone = [c for c in changes.changes if c.kind == "claimed" and c.now == SEVERAL and c.beside is None]
        if alone:
            yield f"and {counted(len(alone), 'thing')} told by one report without a speaker"
        worded = [c for c in changes.changes if c.kind == "worded" and c.beside is None]
        if worded:
            yield f"{counted(len(worded), 'known statement')} told in other words{_by_whom(worded)}"


def _by_whom(changes: Iterable[Change]) -> str:
    counts = Counter(name for change in changes for name in change.who[:1])
    if not counts:
        return ""
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    names = [f"{name} ({counts[name]})" if counts[name] > 1 else name for name in ranked[:NAMED]]
    return f": {', '.join(names)}{', and others' if len(ranked) > NAMED else ''}"


def _issues(changes: Iterable[Change]) -> str:
    held: dict[str, list[str]] = {}
    for change in changes:
        held.setdefault(listed(change.who), []).extend(change.about)
    return "; ".join(f"{who} on {listed(tuple(dict.fromkeys(about)))}" for who, about in held.items())


def line_of(change: Change, cited: Cited) -> LineView:
    """One change as it is shown."""
    return LineView(
        anchor=change.id,
        kind=KIND_WORDS.get(change.kind, change.kind),
        text=one_line(_text(change)),
        detail=_detail(change),
        quotes=_sides(change, cited, known=False) if change.sides else _whole(change, _quote(change.evidence, cited)),
        before=_sides(change, cited, known=True) if change.sides else _quote(change.before, cited),
        is_told=change.kind in TOLD,
    )


def _quote(spans: tuple[Span, ...], cited: Cited) -> tuple[Quote, ...]:
    return (cited(spans[0]),) if spans else ()


def _sides(change: Change, cited: Cited, *, known: bool) -> tuple[Quote, ...]:
    """The first passage of each side that was known before, or of each that was not."""
    before = set(change.before)
    sides = (([span for span in side if span in before], side) for side in change.sides)
    return tuple(cited(held[0] if held else side[0]) for held, side in sides if bool(held) is known)


def _whole(change: Change, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """The quotes, the first in its sentence where the passage alone is a clause without its subject."""
    if change.kind not in CLAUSES or not quotes:
        return quotes
    return (replace(quotes[0], words=shortened(change.text, WORDS)), *quotes[1:])


CLAUSES = frozenset({"hardened", "softened", "position", "called off", "moved", "held", "planned"})
"""Kinds of which the text is the sentence around the first passage."""

KIND_WORDS = {
    "conflict": "",
    "conflict gone": "no longer in conflict",
    "altered": "quoted otherwise",
    "position": "",
    "hardened": "",
    "softened": "",
    "corroborated": "",
    "claimed": "",
    "said": "",
    "on stage": "",
    "withdrawn": "",
    "corrected": "",
    "role": "new role",
    "origin": "",
    "merged": "",
    "split": "",
    "renamed": "",
}
"""What a kind is called where the heading or the line does not say it already."""

TOLD = frozenset({"said", "claimed", "on stage", "withdrawn", "corrected"})
"""Kinds whose line has the words of the report in it: the quote names whose they are."""

LONGEST = 60
"""Characters of a value of a conflict that fits into a line; the quotes show longer ones."""


def _text(change: Change) -> str:
    """What happened, in a few words: the words themselves stand in the quotes."""
    who = change.who[0] if change.who else ""
    match change.kind:
        case "conflict" | "conflict gone":
            kind, _, values = change.text.partition(": ")
            short = all(len(value) <= LONGEST for value in values.split(" / "))
            return f"{CONFLICTS.get(kind, kind)}{f': {values}' if short else ''}"
        case "hardened" | "softened" | "position":
            return f"{listed(change.who)}, {listed(change.about)}: {STANCES[change.now or 'unknown'].word}"
        case "overlap":
            words = [OVERLAPS[each or "unknown"].word.lower() for each in (change.was, change.now)]
            return f"{change.about[0]}: from {words[0]} to {words[1]}"
        case "planned" | "held" | "moved" | "called off":
            return f"{listed(change.who) or 'Talks'}{f', {day_text(change.day)}' if change.day else ''}"
        case "altered" | "worded":
            return who
        case _:
            return shortened(change.text, WORDS)


def _detail(change: Change) -> str:
    """What it was before, or how it is carried now."""
    match change.kind:
        case "hardened" | "softened":
            return f"{change.kind}; before: {STANCES[change.was or 'unknown'].word}"
        case "moved":
            return f"before: {day_text(change.was)}"
        case "held":
            return "as planned" if change.was == "planned" else ""
        case "corroborated":
            return f"{change.was}, now {change.now}"
        case "claimed":
            return change.now or ""
        case _:
            return ""
