"""A dossier: what is handed over (`parley-dossier/1`). Its fields are the keys of the JSON, by the same names."""

from dataclasses import dataclass
from typing import Literal

from parley.decision import Decided
from parley.reading import Stance, Status
from parley.report import Problem, Report, Span
from parley.story import Claim, Discrepancy, Entity, Event, Origin, Passage, Reason, Statement

FORMAT = "parley-dossier/1"

Overlap = Literal["full", "partial", "none", "unknown"]

BriefSection = Literal["happened", "stands", "moved", "disputed", "alone", "next"]
"""What a line tells: what happened, where talks stand, who moved, what is disputed, what one has, what comes next."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting that changes results, by name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Made:
    """When and by what a dossier was made; `time` is an ISO day, so that a day's runs compare to the byte."""

    time: str
    program: str
    engine: str
    engine_version: str
    settings: tuple[Setting, ...] = ()


Course = Literal["hardened", "softened", "restated"]


@dataclass(frozen=True, slots=True)
class Move:
    """How a position was come to: on which day, from which stance, by which statements and passages."""

    kind: Course
    day: str
    before: Stance
    statements: tuple[str, ...]
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where one party stands on one issue, by which statements, since when."""

    party: str
    stance: Stance
    since: str | None
    summary: str
    """Words of one piece of evidence."""
    statements: tuple[str, ...]
    evidence: tuple[Span, ...]
    by: str | None = None
    """Id of the person or body that took it for the party."""
    account: str | None = None
    """Id of the entity by whose account it is the party's position, where the party did not say so itself."""
    condition: Span | None = None
    why: tuple[Reason, ...] = ()
    moved: tuple[Move, ...] = ()
    found: Stance | None = None
    """The stance that was found, where the analyst decided on another; None where it stands as found."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between the parties on an issue, and would have to move for an agreement."""

    kind: Literal["refusal", "condition", "hesitation", "silence"]
    parties: tuple[str, ...]
    """Ids of those who would have to move; for a silence, those of whom no report tells an answer."""
    detail: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A subject of the negotiation with every party's positions; `code` is the taxonomy's."""

    id: str
    label: str
    code: str | None
    positions: tuple[Position, ...]
    overlap: Overlap
    why: tuple[Reason, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """What would have to move, by the positions that show it; none where the positions meet."""
    named: tuple[str, ...] = ()
    """Ids of the parties that some sentence names together with the issue, whether or not a position was found."""


@dataclass(frozen=True, slots=True)
class Track:
    """A channel of talks: who with whom, where, by which events."""

    id: str
    label: str
    parties: tuple[str, ...]
    participants: tuple[str, ...]
    place: str | None
    status: Status
    events: tuple[str, ...]
    evidence: tuple[Span, ...]
    formats: tuple[str, ...] = ()
    """How they talk: bilateral or with more sides, and what reports say of it ("through a mediator")."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A day or period and what stands on it; `day` is null for what the reports give no day for."""

    day: str | None
    end: str | None
    label: str
    kind: Literal["event", "statement"]
    refs: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One sentence of the brief: it quotes or restates what it cites."""

    section: BriefSection
    text: str
    refs: tuple[str, ...]
    """Ids of claims, statements, events, discrepancies or issues."""
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that Parley found in the reports on one negotiation."""

    made: Made
    reports: tuple[Report, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    discrepancies: tuple[Discrepancy, ...]
    passages: tuple[Passage, ...]
    origins: tuple[Origin, ...]
    issues: tuple[Issue, ...]
    tracks: tuple[Track, ...]
    timeline: tuple[TimelineEntry, ...]
    brief: tuple[BriefLine, ...]
    problems: tuple[Problem, ...]
    dismissed: tuple[Discrepancy, ...] = ()
    """Discrepancies that the analyst decided are none; `decisions` says who, when and why."""
    decisions: tuple[Decided, ...] = ()
    """The analyst's decisions in the order in which they were made, withdrawn ones left out."""
