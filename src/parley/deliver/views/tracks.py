"""Tracks as a small drawing, parties on the left and channels on the right, and as a table that says the same."""

from dataclasses import dataclass
from textwrap import wrap

from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.views.sayings import STATUSES, Sign
from parley.deliver.visible import listed, one_line, range_text
from parley.dossier import Track

DRAWN = 12
"""Channels that are drawn; the table has all of them."""

WIDTH = 440
PARTY_WIDTH = 128
TRACK_WIDTH = 204
ROW = 62
BOX = 46


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event of a channel in a few words."""

    label: str
    when: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class TrackView:
    """A row of the table."""

    label: str
    parties: str
    people: str
    formats: str
    place: str
    status: Sign
    events: tuple[EventLine, ...]
    cites: tuple[Cite, ...]
    """Passages that none of its events has."""

    marks: tuple[str, ...] = ()
    """What the analyst decided on it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the drawing, with its words in lines that fit."""

    x: float
    y: float
    width: float
    lines: tuple[tuple[float, str], ...]
    """Height and words of each line."""
    planned: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing: boxes for parties and channels, and a curve from each party to each of its channels."""

    width: int
    height: float
    parties: tuple[Box, ...]
    tracks: tuple[Box, ...]
    curves: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class TracksView:
    """The table and, where there is something to draw, the drawing."""

    tracks: tuple[TrackView, ...]
    drawing: Drawing | None


def view_tracks(ledger: Ledger) -> TracksView:
    """The channels of a dossier in its order."""
    tracks = ledger.dossier.tracks
    drawn = [track for track in tracks if track.parties][:DRAWN]
    return TracksView(tuple(_track(ledger, track) for track in tracks), _drawing(ledger, drawn) if drawn else None)


def _names(ledger: Ledger, entities: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one_line(name) for name in map(ledger.name, entities) if name)


def _label(ledger: Ledger, track: Track) -> str:
    return one_line(track.label) or " – ".join(_names(ledger, track.parties)) or "Talks"


def _track(ledger: Ledger, track: Track) -> TrackView:
    told = {span for name in track.events for span in ledger.events[name].evidence}
    return TrackView(
        label=_label(ledger, track),
        parties=listed(_names(ledger, track.parties)),
        people=listed(_names(ledger, track.participants)),
        formats=listed(track.formats),
        place=ledger.name(track.place) or "",
        status=STATUSES[track.status],
        events=tuple(_event(ledger, name) for name in track.events),
        cites=ledger.cites(span for span in track.evidence if span not in told),
        marks=ledger.marks(track.id),
    )


def _event(ledger: Ledger, name: str) -> EventLine:
    event = ledger.events[name]
    when = range_text(event.when.start, event.when.end) or event.when.text if event.when else ""
    label = one_line(event.label or ledger.words(event.evidence[0]))
    return EventLine(label, one_line(when), ledger.cites(event.evidence))


def _drawing(ledger: Ledger, tracks: list[Track]) -> Drawing:
    parties = list(dict.fromkeys(party for track in tracks for party in track.parties))
    rows = max(len(parties), len(tracks))
    heights = {party: _height(place, len(parties), rows) for place, party in enumerate(parties)}
    curves, boxes = [], []
    for place, track in enumerate(tracks):
        y = _height(place, len(tracks), rows)
        planned = track.status != "happened"
        boxes.append(_box(WIDTH - TRACK_WIDTH - 1, y, TRACK_WIDTH, _label(ledger, track), planned=planned))
        curves += [_curve(heights[party] + BOX / 2, y + BOX / 2) for party in track.parties]
    names = [_box(1, heights[party], PARTY_WIDTH, ledger.name(party) or party) for party in parties]
    says = [f"{_label(ledger, track)}: {listed(_names(ledger, track.parties))}" for track in tracks]
    return Drawing(WIDTH, rows * ROW, tuple(names), tuple(boxes), tuple(curves), f"{'; '.join(says)}.")


def _height(place: int, number: int, rows: int) -> float:
    """The top of a box when this many share the height of all rows evenly."""
    return round((place + 0.5) * rows * ROW / number - BOX / 2, 1)


def _box(x: float, y: float, width: float, label: str, *, planned: bool = False) -> Box:
    letters = int(width / 9.2)
    lines = wrap(label, letters, max_lines=2, placeholder="…", break_on_hyphens=False) or ["—"]
    first = y + BOX / 2 + 5 - 8.5 * (len(lines) - 1)
    return Box(x, y, width, tuple((round(first + 17 * n, 1), line) for n, line in enumerate(lines)), planned)


def _curve(start: float, end: float) -> str:
    left, right = PARTY_WIDTH + 1, WIDTH - TRACK_WIDTH - 1
    middle = (left + right) / 2
    return f"M{left} {start:g}C{middle:g} {start:g} {middle:g} {end:g} {right} {end:g}"
