"""The timeline: a lane for each day, statements told from events, what is planned marked, the undated at the end."""

from dataclasses import dataclass

from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.views.sayings import STATUSES, Sign
from parley.deliver.visible import is_day, one_line, range_text, weekday_text
from parley.dossier import TimelineEntry
from parley.report import Span


@dataclass(frozen=True, slots=True)
class EntryView:
    """Something said or done."""

    kind: str
    label: str
    status: Sign | None
    """Of an event; None for a statement."""
    until: str
    """The whole period where it is longer than the day, else nothing."""
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A lane."""

    iso: str
    """The day for machines, or nothing."""
    weekday: str
    day: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The lanes in time order, and what the reports give no day for."""

    days: tuple[DayView, ...]
    undated: tuple[EntryView, ...]


def view_timeline(ledger: Ledger) -> TimelineView:
    """Entries keep the order of the dossier within their day."""
    held: dict[str, list[EntryView]] = {}
    undated: list[EntryView] = []
    for entry in ledger.dossier.timeline:
        (held.setdefault(entry.day, []) if entry.day else undated).append(_entry(ledger, entry))
    days = tuple(
        DayView(day[:10] if is_day(day) else "", weekday_text(day), range_text(day, None), tuple(entries))
        for day, entries in held.items()
    )
    return TimelineView(days, tuple(undated))


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
    until = range_text(entry.day, entry.end) if entry.end and entry.end != entry.day else ""
    return EntryView(entry.kind, one_line(entry.label), status, until, ledger.cites(spans))
