"""The timeline: events and dated statements in order of their days; what has words but no day stands at the end."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from parley.compose.cast import Cast
from parley.compose.retelling import Retelling
from parley.compose.telling import has_verb, is_readable, told
from parley.compose.weekdays import ranks, weekday_of
from parley.dossier import TimelineEntry
from parley.reading import Reading
from parley.report import Report, Span
from parley.story import Event, Statement, Wording

LONGEST = 160
"""Characters of a label."""

FEWEST = 3
"""Words that a statement must have to stand on the timeline."""

LONGEST_PERIOD = 100
"""Days; a longer period around the day of a report dates nothing."""


def timeline(
    events: Sequence[Event], statements: Sequence[Statement], cast: Cast, readings: Sequence[Reading]
) -> tuple[TimelineEntry, ...]:
    """Entries in time order, undated ones last; a statement needs a day and a speaker, an event a day or its words.

    What has a weekday and no date stands in the order that the weekdays of all reports make together.
    """
    read = {reading.report.id: reading for reading in readings}
    dated = [event for event in events if event.when and not is_vague(event, read)]
    spans = {(e.when.start or e.when.end, span) for e in dated if e.when for span in e.evidence}
    by_report: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for day, span in sorted((day or "", span) for day, span in spans):
        by_report[span.report].append((day, span))
    alone = [statement for statement in statements if not _is_told(statement, by_report)]
    entries = _merged([*_of_events(dated, Retelling(read, cast)), *_of_statements(alone, cast, read)])
    days = ranks(dated)
    ordered = {e.id: days[weekday] for e in dated if (weekday := weekday_of(e)) is not None}

    def place(entry: TimelineEntry) -> tuple[str, str, int, str, str, tuple[str, ...]]:
        relative = min((ordered[ref] for ref in entry.refs if ref in ordered), default=7)
        return entry.day or "~", entry.end or "~", relative, entry.kind, entry.label, entry.refs

    return tuple(sorted(entries, key=place))


def is_vague(event: Event, read: dict[str, Reading]) -> bool:
    """Whether an event's time is only a long period around the day of its report ("this year")."""
    if event.when is None or event.when.start is None or event.when.end is None:
        return False
    start, end = date.fromisoformat(event.when.start[:10]), date.fromisoformat(event.when.end[:10])
    days = [read[span.report].report.day for span in event.evidence]
    return (end - start).days > LONGEST_PERIOD and any(d and event.when.start <= d <= event.when.end for d in days)


def _merged(entries: list[TimelineEntry]) -> Iterator[TimelineEntry]:
    """Entries of one day and one label as one, whatever their status; what happened is told before what was planned."""
    groups: dict[tuple[str, str, str], list[TimelineEntry]] = defaultdict(list)
    for entry in entries:
        words = re.sub(r" \((?:planned|proposed|denied|unverified)\)$", "", entry.label)
        groups[entry.day or "", entry.kind, words.casefold()].append(entry)
    for group in groups.values():
        refs = tuple(dict.fromkeys(ref for entry in group for ref in entry.refs))
        reports = tuple(dict.fromkeys(report for entry in group for report in entry.reports))
        yield replace(min(group, key=lambda e: (len(e.label), e.label)), refs=refs, reports=reports)


def _of_events(events: Sequence[Event], retelling: Retelling) -> Iterator[TimelineEntry]:
    for event in events:
        if event.when is None:
            continue
        day = event.when.start or event.when.end
        said = "" if day else f"{event.when.text}: "
        mark = "" if event.status == "happened" else f" ({event.status})"
        reports = tuple(dict.fromkeys(span.report for span in event.evidence))
        label = shorten(said + retelling.line(event)) + mark
        yield TimelineEntry(day, event.when.end, label, "event", (event.id,), reports)


def _is_told(statement: Statement, events: dict[str, list[tuple[str, Span]]]) -> bool:
    """Whether an event of the same day tells it already ("they agreed on Friday to stop")."""
    return any(
        day == statement.day and span.meets(content)
        for wording in statement.wordings
        if wording.kind != "direct"
        for content in wording.content
        for day, span in events.get(wording.report, ())
    )


def _of_statements(statements: Sequence[Statement], cast: Cast, read: dict[str, Reading]) -> Iterator[TimelineEntry]:
    for statement in statements:
        if statement.day is None or statement.speaker is None or not _is_somebody(cast.name(statement.speaker)):
            continue
        best = next((w for w in statement.wordings if _tells(w, read[w.report])), None)
        if best is None:
            continue
        label = shorten(told(read[best.report], best, " ".join(cast.name(statement.speaker).split())))
        reports = tuple(dict.fromkeys(wording.report for wording in statement.wordings))
        yield TimelineEntry(statement.day, statement.day, label, "statement", (statement.id,), reports)


def _is_somebody(name: str) -> bool:
    """Whether a speaker is more than one word for anybody ("members", "two")."""
    return len(name.split()) > 1 or name != name.casefold()


def _tells(wording: Wording, reading: Reading) -> bool:
    """Whether a wording has words enough to tell something, and says it in a clause."""
    if _words(wording, reading.report) < FEWEST:
        return False
    clause = not reading.report.quote(wording.content[0]).casefold().startswith("that ")
    return is_readable(reading, wording) and (clause or has_verb(reading, wording.content))


def _words(wording: Wording, report: Report) -> int:
    return sum(len(report.quote(span).split()) for span in wording.content)


def shorten(words: str, most: int = LONGEST) -> str:
    """Words on one line, cut at a word's end with an ellipsis where too long."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(",;:—–- ") + " …"
