"""A story: the readings on one negotiation, compared. Every merge, alignment and discrepancy carries its reasons."""

from dataclasses import dataclass
from typing import Literal

from parley.decision import Decided
from parley.reading import Directness, Kind, Reading, Status
from parley.report import Problem, Span

Relation = Literal["first", "verbatim", "altered", "fragment", "longer", "paraphrase", "part"]
"""How a wording stands to the first of its statement: `longer` has its words and more, a `part` says something that it
leaves out, as another sentence of one speech; a direct paraphrase of a direct one is another translation."""

Alteration = Literal["kept", "left out", "put in", "exchanged"]
"""What became of words of a statement's first wording in another."""

Carried = Literal["corroborated", "repeated", "single", "disputed"]
"""`corroborated`: two or more independent origins; `repeated`: several reports of one origin; `single`: one report."""

DiscrepancyKind = Literal[
    "number", "day", "period", "place", "participant", "name", "role", "quotation", "attribution", "outcome"
]


def story_id(report: str) -> str:
    """The id of the story that is named after a report: `s-0a1b…` after `r-0a1b…`."""
    return "s" + report.removeprefix("r")


def named_after(story: str) -> str | None:
    """After which report a found story is named, or None where the id is none of such a story."""
    return "r" + story[1:] if story.startswith("s-") else None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a comparison came out as it did: the named row of the table, its weight, and a sentence of detail."""

    name: str
    weight: float
    detail: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role as reports word it, with the spans that say so."""

    text: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """One spelling of a name, with its mentions."""

    text: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place or party across reports; `party` is the id of the party it belongs to."""

    id: str
    name: str
    kind: Kind
    party: str | None
    roles: tuple[Role, ...]
    mentions: tuple[Span, ...]
    variants: tuple[Variant, ...]
    code: str | None = None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Aligned:
    """A run of words of the first wording, what became of it, and what stands here; one span per piece of content."""

    kind: Alteration
    first: tuple[Span, ...]
    here: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One report's wording of a statement."""

    report: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    relation: Relation
    kind: Directness
    via: Span | None
    attribution: int
    """Index into the attributions of that report's reading; -1 for quoted words that it gives to nobody."""
    why: tuple[Reason, ...] = ()
    alignment: tuple[Aligned, ...] = ()
    """Word by word against the first wording, in reading order, where some words are altered or cut."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One utterance by one speaker, with every wording that the reports give it."""

    id: str
    speaker: str | None
    kind: Directness
    day: str | None
    via: str | None
    """Id of the entity that passed it on."""
    medium: str | None
    wordings: tuple[Wording, ...]
    issues: tuple[str, ...] = ()
    stance: str | None = None


@dataclass(frozen=True, slots=True)
class EventParticipant:
    """An entity that took part, and its role."""

    entity: str
    role: str


@dataclass(frozen=True, slots=True)
class When:
    """When something was or will be: the report's words and the ISO days, null where unknown."""

    text: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened or is planned, joined over the reports that tell it."""

    id: str
    type: str
    participants: tuple[EventParticipant, ...]
    place: str | None
    when: When | None
    status: Status
    evidence: tuple[Span, ...]
    label: str = ""
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asserted, aligned over the reports that carry it; `text` is the wording of one piece of evidence."""

    id: str
    text: str
    status: Carried
    statements: tuple[str, ...]
    events: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    evidence: tuple[Span, ...]
    why: tuple[Reason, ...] = ()
    matters: float = 0.0
    """How much it would matter if it were true, 0 to 1, by the names, numbers, decisions and speakers in it."""
    stakes: tuple[Reason, ...] = ()
    """Why it matters; what speaks against it has a weight below 0."""
    remark: bool = False
    """Whether it is comment, background or a heading: nothing in it can be checked against the world."""
    disputes: tuple[str, ...] = ()
    """Ids of the discrepancies on its own content."""


@dataclass(frozen=True, slots=True)
class Value:
    """One of the incompatible values of a discrepancy, with the passages that give it."""

    value: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two or more incompatible values for the same thing, all shown, no verdict."""

    id: str
    kind: DiscrepancyKind
    values: tuple[Value, ...]
    note: str
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in several reports; `words` is the length of the shared run."""

    id: str
    spans: tuple[Span, ...]
    words: int
    kind: Literal["verbatim", "near"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that rest on one text or agency: together they count once."""

    id: str
    reports: tuple[str, ...]
    why: str
    agency: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """The readings on one negotiation, compared; readings stand in the order of the reports."""

    readings: tuple[Reading, ...]
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    passages: tuple[Passage, ...] = ()
    origins: tuple[Origin, ...] = ()
    problems: tuple[Problem, ...] = ()
    dismissed: tuple[Discrepancy, ...] = ()
    """Discrepancies that the analyst decided are none."""
    decided: tuple[Decided, ...] = ()
    """What became of the decisions that a comparison heeds: merges, splits and dismissals."""
