"""Dossiers made by hand, report by report: an invented quarrel of Orrin and Sellia about a bridge."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parley.dossier import Dossier, Issue, Made, Position, Setting, Track
from parley.reading import Directness, Kind, Stance, Status
from parley.report import Block, Report, Sighting, Span
from parley.story import (
    Claim,
    Discrepancy,
    DiscrepancyKind,
    Entity,
    Event,
    EventParticipant,
    Origin,
    Passage,
    Relation,
    Role,
    Statement,
    Value,
    Variant,
    When,
    Wording,
)

MADE = Made("2031-05-09", "parley 1", "hand", "1", (Setting("lens", "bridges"),))

Place = tuple[str, str]
"""A report and words of it."""


def report(
    name: str, text: str, day: str = "2031-05-01", *, url: str | None = None, author: str | None = None
) -> Report:
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(start, start + len(line.rstrip()), "title" if line.startswith("# ") else "paragraph"))
        start += len(line)
    sighting = Sighting(f"{name}.txt", url, f"The {name.title()}", "0" * 64)
    return Report(name, text, (sighting,), tuple(blocks), f"The {name.title()}", author, None, day, "en")


@dataclass
class Told:
    """Reports, and what a comparison is to have found in them."""

    reports: Sequence[Report]
    made: Made = MADE
    found: dict[str, list[object]] = field(default_factory=dict)

    def at(self, place: Place) -> Span:
        text = next(each.text for each in self.reports if each.id == place[0])
        start = text.index(place[1])
        return Span(place[0], start, start + len(place[1]))

    def all_at(self, places: Sequence[Place]) -> tuple[Span, ...]:
        return tuple(self.at(place) for place in places)

    def _put(self, name: str, thing: object) -> None:
        self.found.setdefault(name, []).append(thing)

    def entity(self, name: str, *places: Place, kind: Kind = "person", party: str | None = None, role: str = "") -> str:
        key = name.lower().replace(" ", "-")
        mentions = self.all_at(places)
        roles = tuple(Role(role, (self.at((report, role)),)) for report, _ in places[:1] if role)
        self._put("entities", Entity(key, name, kind, party, roles, mentions, (Variant(name, mentions),)))
        return key

    def said(
        self, speaker: str | None, *places: Place, kind: Directness = "indirect", relation: Relation = "verbatim"
    ) -> str:
        wordings = tuple(
            Wording(p[0], None, None, (self.at(p),), "first" if n == 0 else relation, kind, None, n)
            for n, p in enumerate(places)
        )
        key = f"said-{places[0][0]}-{wordings[0].content[0].start}"
        self._put("statements", Statement(key, speaker, kind, None, None, None, wordings))
        return key

    def claim(self, *places: Place, statements: Sequence[str] = (), origins: int | None = None) -> str:
        spans = self.all_at(places)
        reports = tuple(sorted({span.report for span in spans}))
        held = tuple(f"origin-{name}" for name in reports[: origins or len(reports)])
        status = "corroborated" if len(held) > 1 else "single" if len(reports) == 1 else "repeated"
        key = f"claim-{spans[0].report}-{spans[0].start}"
        self._put("claims", Claim(key, places[0][1], status, tuple(statements), (), reports, held, spans, (), 0.5))  # type: ignore[arg-type]
        return key

    def conflict(self, kind: DiscrepancyKind, *sides: Sequence[Place]) -> None:
        values = tuple(Value(side[0][1], self.all_at(side)) for side in sides)
        self._put("discrepancies", Discrepancy(f"conflict-{kind}-{sides[-1][0]}", kind, values, ""))

    def event(
        self, status: Status, day: str | None, who: Sequence[str], *places: Place, where: str | None = None
    ) -> None:
        people = tuple(EventParticipant(each, "participant") for each in who)
        when = When("then", day, day) if day else None
        key = f"event-{places[0][0]}-{self.at(places[0]).start}"
        self._put("events", Event(key, "CONSULT", people, where, when, status, self.all_at(places), places[0][1]))

    def issue(self, label: str, *positions: Position, overlap: str = "unknown") -> None:
        self._put("issues", Issue(f"issue-{label.lower()}", label, None, positions, overlap))  # type: ignore[arg-type]

    def position(self, party: str, stance: Stance, *places: Place) -> Position:
        return Position(party, stance, None, places[0][1], (), self.all_at(places))

    def origin(self, *reports: str) -> None:
        self._put("origins", Origin(f"origin-{reports[0]}", reports, "the same words", None))

    def passage(self, *places: Place) -> None:
        self._put("passages", Passage(f"passage-{places[0][0]}", self.all_at(places), 9, "verbatim"))

    def dossier(self) -> Dossier:
        held = {name: tuple(things) for name, things in self.found.items()}
        placed = {name for origin in held.get("origins", ()) for name in origin.reports}  # type: ignore[attr-defined]
        alone = tuple(Origin(f"origin-{r.id}", (r.id,), "its own", None) for r in self.reports if r.id not in placed)
        events: tuple[Event, ...] = held.get("events", ())  # type: ignore[assignment]
        track = Track("track-1", "talks", (), (), None, "happened", tuple(e.id for e in events), ())
        empty = Dossier(self.made, tuple(self.reports), (), (), (), (), (), (), (), (), (), (), (), ())
        return replace(empty, **{**held, "origins": (*held.get("origins", ()), *alone), "tracks": (track,)})  # type: ignore[arg-type]
