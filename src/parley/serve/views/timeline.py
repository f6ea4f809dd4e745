"""The timeline: a lane for each party, each event as high as its origins are many; and the same as a table."""

from dataclasses import dataclass
from datetime import date, timedelta

from parley.deliver.views.calendar import MARGIN, Scale, Tick, ticks_of
from parley.deliver.views.ledger import Cite
from parley.deliver.views.quotations import said as said_words
from parley.deliver.views.sayings import STATUSES, Sign
from parley.deliver.visible import counted, day_text, is_day, one_line, range_text, shortened
from parley.serve.bench import Bench
from parley.serve.pages import Asked
from parley.serve.views.frames import Choice, Paged, Tab, choices, paged
from parley.story import Event, Statement

LANES = 5
"""Parties with a lane of their own."""

MEETINGS = frozenset({"CONSULT"})
"""PLOVER types of an event in which people or parties meet or talk."""

OTHERS = "Others"
WIDTH, LABELS, AXIS = 940, 130, 26
ROW = 22
"""Height of a row of a lane."""
LOWEST, STEP, HIGHEST = 5, 3, 17
"""Height of the bar of one origin, what each further one adds, and the most."""


@dataclass(frozen=True, slots=True)
class LaneBar:
    """An event in a lane: its days as the width, its origins as the height, and when it was first told."""

    x: float
    y: float
    width: float
    height: float
    planned: bool
    told: float
    told_y: float
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A party's events in as many rows as they need."""

    name: str
    y: float
    height: float
    bars: tuple[LaneBar, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The drawing."""

    width: int
    height: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    outside: int
    """Events of days too far off to be drawn."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An event or a statement in the table."""

    anchor: str
    when: str
    sign: Sign
    label: str
    href: str
    parties: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    """Who else takes part, by name and address."""
    origins: str
    reported: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The timeline as shown."""

    tabs: tuple[Tab, ...]
    parties: tuple[Choice, ...]
    kind: str
    fields: dict[str, str]
    lanes: Lanes | None
    rows: Paged[TimelineRow]


SAID = Sign("❝", "said", "told")


@dataclass(frozen=True, slots=True)
class _Dated:
    """An event with days that can be drawn."""

    event: Event
    first: date
    last: date
    told: date
    """The first day of a report that tells it."""
    origins: int


Thing = Event | Statement


def view_timeline(bench: Bench, asked: Asked) -> TimelinePage:
    """Events and statements by day; those without a day stand last."""
    party = asked.get("party")
    events = [each for each in bench.dossier.events if not party or party in _parties(bench, each)]
    said = [each for each in bench.dossier.statements if each.day and (not party or party in _parties(bench, each))]
    met = [each for each in events if each.type in MEETINGS]
    kinds: dict[str, list[Thing]] = {
        "event": [*events],
        "meeting": [*met],
        "statement": [*said],
        "all": [*events, *said],
    }
    kind = asked.get("kind") if asked.get("kind") in kinds else "event"
    listed = paged(sorted(kinds[kind], key=_day), asked, bench.scope, "/timeline")
    drawn = met if kind == "meeting" else events
    words = {"event": "events", "meeting": "meetings and talks", "statement": "statements with a day", "all": "all"}
    return TimelinePage(
        tabs=tuple(
            Tab(words[name], bench.scope.to("/timeline", kind=name, party=party), len(those), current=name == kind)
            for name, those in kinds.items()
        ),
        parties=choices(((name, bench.ledger.name(name) or name) for name in bench.parties), party),
        kind=kind,
        fields=bench.scope.fields,
        lanes=_lanes(bench, [dated for each in drawn if (dated := _dated(bench, each))], party),
        rows=listed.of(_row(bench, each) for each in listed.items),
    )


def _day(thing: Thing) -> tuple[str, str]:
    day = (thing.when.start if thing.when else None) if isinstance(thing, Event) else thing.day
    return day or "9999", thing.id


def _parties(bench: Bench, thing: Thing) -> tuple[str, ...]:
    """The parties of those who take part or speak, each once."""
    names = [each.entity for each in thing.participants] if isinstance(thing, Event) else [thing.speaker or ""]
    found = [bench.ledger.entities[name] for name in names if name in bench.ledger.entities]
    return tuple(dict.fromkeys(each.id if each.kind == "party" else each.party or "" for each in found))


def _row(bench: Bench, thing: Thing) -> TimelineRow:
    ledger = bench.ledger
    is_event = isinstance(thing, Event)
    spans = thing.evidence if isinstance(thing, Event) else tuple(min(w.content) for w in thing.wordings)
    days = sorted(day for span in spans if is_day(day := ledger.sheets[span.report].report.day or ""))
    names = (ledger.name(name) for name in _parties(bench, thing))
    return TimelineRow(
        anchor=f"on-{thing.id}",
        when=_when(thing),
        sign=STATUSES[thing.status] if isinstance(thing, Event) else SAID,
        label=_label(bench, thing),
        href="" if is_event else ledger.href("said", thing.id),
        parties=tuple(one_line(name) for name in names if name),
        people=_people(bench, thing),
        origins=counted(len({ledger.origins[span.report].id for span in spans}), "origin"),
        reported=range_text(days[0], days[-1]) if days else "",
        cites=ledger.cites(spans),
    )


def _people(bench: Bench, thing: Thing) -> tuple[tuple[str, str], ...]:
    """People and bodies that take part, each once; parties have their own column."""
    if not isinstance(thing, Event):
        return ()
    names = dict.fromkeys(each.entity for each in thing.participants)
    found = [bench.ledger.entities[name] for name in names if name in bench.ledger.entities]
    known = (each for each in found if each.kind in {"person", "organisation"})
    return tuple((one_line(each.name), bench.scope.page_of("person", each.id)) for each in known)


def _when(thing: Thing) -> str:
    if not isinstance(thing, Event):
        return day_text(thing.day)
    return one_line(range_text(thing.when.start, thing.when.end) or thing.when.text) if thing.when else ""


def _label(bench: Bench, thing: Thing) -> str:
    if isinstance(thing, Event):
        return one_line(thing.label or bench.ledger.words(thing.evidence[0]))
    speaker = bench.ledger.name(thing.speaker) or "Speaker not named"
    return one_line(f"{speaker}: {shortened(said_words(bench.ledger, thing.wordings[0]), 160)}")


def _dated(bench: Bench, event: Event) -> _Dated | None:
    """The event with its days, where it and a report of it have any."""
    ledger = bench.ledger
    told = [day for span in event.evidence if is_day(day := ledger.sheets[span.report].report.day or "")]
    if event.when is None or not event.when.start or not is_day(event.when.start) or not told:
        return None
    first = date.fromisoformat(event.when.start[:10])
    end = event.when.end or ""
    last = max(first, date.fromisoformat(end[:10])) if is_day(end) else first
    origins = len({ledger.origins[span.report].id for span in event.evidence})
    return _Dated(event, first, last, date.fromisoformat(min(told)[:10]), origins)


def _lanes(bench: Bench, dated: list[_Dated], party: str) -> Lanes | None:
    """The drawing; what lies more than some days off all reports is counted and stands in the table alone."""
    if not dated:
        return None
    margin = timedelta(days=MARGIN)
    low, high = min(each.told for each in dated) - margin, max(each.told for each in dated) + margin
    inside = [each for each in dated if low <= each.last and each.first <= high]
    if not inside:
        return None
    first = max(low, min(min(each.first, each.told) for each in inside))
    last = min(high, max(max(each.last, each.told) for each in inside))
    scale = Scale(first, last, LABELS, WIDTH - 8)
    drawn: list[Lane] = []
    height: float = AXIS
    for name, those in _by_lane(bench, inside, party).items():
        lane = _lane(bench, name, those, scale, height)
        drawn.append(lane)
        height += lane.height
    return Lanes(WIDTH, height + 4, ticks_of(scale), tuple(drawn), len(dated) - len(inside))


def _by_lane(bench: Bench, dated: list[_Dated], party: str) -> dict[str, list[_Dated]]:
    """Events by the parties that take part; one of several parties stands in the lane of each."""
    own = [party] if party else list(bench.parties[:LANES])
    lanes: dict[str, list[_Dated]] = {bench.ledger.name(name) or name: [] for name in own}
    lanes[OTHERS] = []
    for each in sorted(dated, key=lambda d: (d.first, d.last, d.event.id)):
        sides = [bench.ledger.name(name) or name for name in _parties(bench, each.event) if name in own]
        for name in dict.fromkeys(sides) or (OTHERS,):
            lanes[name].append(each)
    return {name: those for name, those in lanes.items() if those}


def _lane(bench: Bench, name: str, dated: list[_Dated], scale: Scale, top: float) -> Lane:
    """A party's events, each in the first row where it meets no other."""
    ends: list[float] = []
    bars = []
    for each in dated:
        left = min(scale.x(each.first), scale.x(each.told))
        right = max(scale.x(each.last) + scale.day, scale.x(each.told) + scale.day / 2 + 4)
        row = next((n for n, end in enumerate(ends) if end <= left), len(ends))
        ends[row : row + 1] = [right + 2]
        bars.append(_bar(bench, each, scale, top + 3 + row * ROW))
    return Lane(shortened(name, 18), top, len(ends) * ROW + 8, tuple(bars))


def _bar(bench: Bench, each: _Dated, scale: Scale, y: float) -> LaneBar:
    x = scale.x(each.first)
    height = min(HIGHEST, LOWEST + STEP * (each.origins - 1))
    return LaneBar(
        x=x,
        y=y + HIGHEST - height,
        width=round(max(3.0, scale.x(each.last) + scale.day - x - 1), 1),
        height=height,
        planned=each.event.status != "happened",
        told=round(scale.x(each.told) + scale.day / 2, 1),
        told_y=y + HIGHEST + 3,
        href=bench.ledger.cite(bench.ledger.in_order(each.event.evidence)[0]).href,
        words=f"{_when(each.event)}: {_label(bench, each.event)}; {counted(each.origins, 'origin')}",
    )
