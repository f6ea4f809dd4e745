"""The timeline: a lane for each day, statements told from events, what is planned marked, the undated at the end."""

from dataclasses import dataclass

from parley.deliver.views.calendar import Calendar, view_calendar
from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.views.sayings import STATUSES, Sign
from parley.deliver.visible import day_text, is_day, one_line, range_text, weekday_text
from parley.dossier import TimelineEntry
from parley.report import Span


@dataclass(frozen=True, slots=True)
class EntryView:
    """Something said or done."""

    kind: str
    label: str
    status: Sign | None
    """Of an event; None for a statement."""
    reported: str
    """The days of the reports that tell it, where they are not its own day."""
    cites: tuple[Cite, ...]

    marks: tuple[str, ...] = ()
    """What the analyst decided on it."""


@dataclass(frozen=True, slots=True)
class DayView:
    """A lane: a day or a period."""

    iso: str
    """The day for machines; nothing for a period."""
    weekday: str
    day: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The lanes in time order, and what the reports give no day for."""

    days: tuple[DayView, ...]
    undated: tuple[EntryView, ...]
    calendar: Calendar | None


def view_timeline(ledger: Ledger) -> TimelineView:
    """Entries keep the order of the dossier within their day."""
    held: dict[tuple[str, str], list[EntryView]] = {}
    undated: list[EntryView] = []
    for entry in ledger.dossier.timeline:
        lane = held.setdefault((entry.day, entry.end or entry.day), []) if entry.day else undated
        lane.append(_entry(ledger, entry))
    lanes = tuple(_lane(day, end, tuple(entries)) for (day, end), entries in held.items())
    return TimelineView(lanes, tuple(undated), view_calendar(ledger))


def _lane(day: str, end: str, entries: tuple[EntryView, ...]) -> DayView:
    if day == end:
        return DayView(day[:10] if is_day(day) else "", weekday_text(day), day_text(day), entries)
    return DayView("", "", range_text(day, end), entries)


def _entry(ledger: Ledger, entry: TimelineEntry) -> EntryView:
    spans: list[Span] = []
    status = None
    for name in entry.refs:
        event, statement = ledger.events.get(name), ledger.statements.get(name)
        if event and entry.kind == "event":
            spans += event.evidence
            status = status or STATUSES[event.status]
        elif statement:
            spans += [min(wording.content) for wording in statement.wordings]
    marks = tuple(words for name in entry.refs for words in ledger.marks(name))
    label = one_line(entry.label).removesuffix(f" ({status.word})" if status else "")
    return EntryView(entry.kind, label, status, _reported(ledger, entry), ledger.cites(spans), marks)


def _reported(ledger: Ledger, entry: TimelineEntry) -> str:
    days = sorted(day for name in entry.reports if is_day(day := ledger.sheets[name].report.day or ""))
    if not days or (days[0] == days[-1] == (entry.day or "")[:10]):
        return ""
    return range_text(days[0], days[-1])
