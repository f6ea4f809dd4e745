"""The timeline as a drawing: when each event was by the reports, and below it on which days reports told it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parley.deliver.views.ledger import Ledger
from parley.deliver.visible import day_text, is_day, one_line, range_text, shortened
from parley.dossier import TimelineEntry

MOST = 16
"""Events that are drawn, those that most reports tell; the list has all of them."""

MARGIN = 10
"""Days before the first report and after the last one that are drawn; what lies beyond is marked at the border."""

WIDTH = 760
LABELS = 300
ROW = 30
AXIS = 26
LETTERS = 40
MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Tick:
    """A day of the axis that is named."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """An event's row: its words, where its days begin and end, and the days of the reports that tell it.

    What was over before the first day drawn has no width: it is marked as earlier alone.
    """

    y: float
    words: str
    x: float
    width: float
    planned: bool
    earlier: bool
    """Whether it began before the first day drawn."""
    told: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The drawing, its axis above, and the same in words."""

    width: int
    height: float
    labels: int
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Where days stand between two borders of a drawing."""

    first: date
    last: date
    left: float = LABELS
    right: float = WIDTH - 8

    @property
    def day(self) -> float:
        """Width of a day."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def x(self, day: date) -> float:
        """The left side of a day; one outside is put at the border."""
        inside = min(max(day, self.first), self.last)
        return round(self.left + (inside - self.first).days * self.day, 1)


def view_calendar(ledger: Ledger) -> Calendar | None:
    """The drawing of a dossier; None where fewer than two events have days, or no report has one."""
    reported = [date.fromisoformat(day) for day in _report_days(ledger).values()]
    entries = [e for e in ledger.dossier.timeline if e.kind == "event" and e.day and is_day(e.day)]
    if not reported or len(entries) < 2:
        return None
    drawn = sorted(entries, key=lambda e: -len(e.reports))[:MOST]
    margin = timedelta(days=MARGIN)
    days = [day for entry in drawn for day in _days(entry)]
    first = max(min((*days, *reported)), min(reported) - margin)
    last = min(max((*days, *reported)), max(reported) + margin)
    scale = Scale(first, last)
    kept = [e for e in drawn if _days(e)[0] <= last]
    bars = tuple(_bar(ledger, entry, n, scale) for n, entry in enumerate(sorted(kept, key=_days)))
    says = "; ".join(f"{range_text(e.day, e.end)}: {one_line(e.label)}" for e in sorted(kept, key=_days))
    return Calendar(WIDTH, AXIS + ROW * len(bars) + 6, LABELS, ticks_of(scale), bars, f"{says}.")


def _report_days(ledger: Ledger) -> dict[str, str]:
    days = {report.id: report.day for report in ledger.dossier.reports}
    return {name: day for name, day in days.items() if day and is_day(day)}


def _days(entry: TimelineEntry) -> tuple[date, date]:
    start = date.fromisoformat((entry.day or "")[:10])
    end = entry.end[:10] if entry.end and is_day(entry.end) else ""
    return start, max(start, date.fromisoformat(end)) if end else start


def _bar(ledger: Ledger, entry: TimelineEntry, place: int, scale: Scale) -> Bar:
    start, end = _days(entry)
    known = _report_days(ledger)
    told = sorted({date.fromisoformat(known[name]) for name in entry.reports if name in known})
    statuses = {ledger.events[name].status for name in entry.refs if name in ledger.events}
    x, over = scale.x(start), end < scale.first
    return Bar(
        y=AXIS + ROW * place,
        words=shortened(one_line(entry.label), LETTERS),
        x=x,
        width=0.0 if over else round(scale.x(end) + scale.day - x, 1),
        planned="happened" not in statuses,
        earlier=start < scale.first,
        told=tuple(round(scale.x(day) + scale.day / 2, 1) for day in told),
    )


def ticks_of(scale: Scale) -> tuple[Tick, ...]:
    """Named days at even steps."""
    number = (scale.last - scale.first).days + 1
    step = -(-number // MOST_TICKS)
    days: Sequence[date] = [scale.first + timedelta(days=n) for n in range(0, number, step)]
    return tuple(Tick(round(scale.x(day) + scale.day / 2, 1), _short(day)) for day in days)


def _short(day: date) -> str:
    """A day as "4 Mar"."""
    number, month, _ = day_text(day.isoformat()).split()
    return f"{number} {month[:3]}"
