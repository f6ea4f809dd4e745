"""The timeline: events and dated statements in order of their days; what has words but no day stands at the end."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.compose.cast import Cast
from parley.dossier import TimelineEntry
from parley.report import Report
from parley.story import Event, Statement

LONGEST = 160
"""Characters of a label."""


def timeline(
    events: Sequence[Event], statements: Sequence[Statement], cast: Cast, reports: Sequence[Report]
) -> tuple[TimelineEntry, ...]:
    """Entries in time order, undated ones last; a statement needs a day, an event a day or words for one."""
    texts = {report.id: report for report in reports}
    entries = _merged([*_of_events(events, texts), *_of_statements(statements, cast, texts)])
    return tuple(sorted(entries, key=lambda e: (e.day or "~", e.end or "~", e.kind, e.label, e.refs)))


def _merged(entries: list[TimelineEntry]) -> Iterator[TimelineEntry]:
    """Entries of one day and one label as one."""
    groups: dict[tuple[str, str, str], list[TimelineEntry]] = defaultdict(list)
    for entry in entries:
        groups[entry.day or "", entry.kind, entry.label].append(entry)
    for group in groups.values():
        refs = tuple(dict.fromkeys(ref for entry in group for ref in entry.refs))
        reports = tuple(dict.fromkeys(report for entry in group for report in entry.reports))
        yield replace(group[0], refs=refs, reports=reports)


def _of_events(events: Sequence[Event], texts: dict[str, Report]) -> Iterator[TimelineEntry]:
    for event in events:
        if event.when is None:
            continue
        day = event.when.start or event.when.end
        said = "" if day else f"{event.when.text}: "
        words = event.label or texts[event.evidence[0].report].quote(event.evidence[0])
        mark = "" if event.status == "happened" else f" ({event.status})"
        reports = tuple(dict.fromkeys(span.report for span in event.evidence))
        yield TimelineEntry(day, event.when.end, shorten(said + words) + mark, "event", (event.id,), reports)


def _of_statements(statements: Sequence[Statement], cast: Cast, texts: dict[str, Report]) -> Iterator[TimelineEntry]:
    for statement in statements:
        if statement.day is None:
            continue
        first = statement.wordings[0]
        source = texts[first.report].quote(first.source) if first.source else ""
        speaker = cast.name(statement.speaker) or source or "unnamed source"
        words = " … ".join(texts[first.report].quote(span) for span in first.content)
        label = shorten(f"{' '.join(speaker.split())}: {_marked(words, statement)}")
        reports = tuple(dict.fromkeys(wording.report for wording in statement.wordings))
        yield TimelineEntry(statement.day, statement.day, label, "statement", (statement.id,), reports)


def _marked(words: str, statement: Statement) -> str:
    return f"“{words.rstrip(',')}”" if statement.wordings[0].kind == "direct" else words


def shorten(words: str, most: int = LONGEST) -> str:
    """Words on one line, cut at a word's end with an ellipsis where too long."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(",;:—–- ") + " …"
