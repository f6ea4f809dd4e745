"""A reading: what one report says. It needs that report alone, so it can be cached and spread over machines."""

from dataclasses import dataclass, field
from typing import Literal

from parley.report import Problem, Report, Span

Kind = Literal["person", "organisation", "party", "place", "other"]
"""What an entity is. `party`: a state, bloc, union or armed group as a side; `other`: unnamed sources and groups."""

Form = Literal["name", "description", "pronoun", "metonym"]
"""How a mention refers: `metonym` is a capital or seat of power that stands for a party."""

Directness = Literal["direct", "indirect", "mixed"]
"""`direct`: every content word is inside quotation marks; `indirect`: none is; `mixed`: some are (PolNeAR)."""

Stance = Literal[
    "demands", "rejects", "offers", "supports", "accepts", "conditional", "wary", "open", "divided", "unknown"
]
"""Where a speaker stands towards the content."""

Status = Literal["happened", "planned", "proposed", "denied", "unverified"]
"""What the report says of an event's reality."""

MEANING = 64
"""Signed bytes by which `Reading.meanings` places a token."""

PLOVER = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The PLOVER event types (Open Event Data Alliance)."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its Penn Treebank tag; offsets in code points of the report's text."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its characters, its tokens (`first` to `last`, exclusive) and the index of its block."""

    start: int
    end: int
    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: `start:end` with the marks, `inner_start:inner_end` without; depth 0 is outermost."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    continued: bool = False
    """Whether the quotation goes on in the next paragraph without a closing mark."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an entity; `entity` is a key into `Reading.entities`."""

    span: Span
    entity: int
    form: Form


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """A person, organisation, place or party as one report knows it; `key` is its index in `Reading.entities`."""

    key: int
    kind: Kind
    name: str | None
    """Fullest proper name, without article, title or possessive; None where only descriptions are given."""
    description: str | None = None
    """Fullest description, for entities without a name ("Ostland's chief negotiator")."""
    code: str | None = None
    """ISO 3166-1 alpha-3 code of a state, or the abbreviation of a bloc, where the gazetteer knows it."""
    roles: tuple[Span, ...] = ()
    """Roles as the report words them ("special envoy"), each a span."""
    party: int | None = None
    """Key of the party that it belongs to or speaks for, by the report's own words."""
    plural: bool = False
    """Whether it stands for several people ("Ostland's officials")."""
    body: int | None = None
    """Key of the organisation that it belongs to, where the report's own words name no party."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content of one act of reporting (PARC 3, PolNeAR), with its speaker as an entity."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Directness
    speaker: int | None
    sentence: int
    """Index of the sentence in which the content begins."""
    via: Span | None = None
    """Who passed it on ("according to the agency Norra")."""
    via_entity: int | None = None
    medium: Span | None = None
    """Where it was said or written: a platform, an interview, a press conference, a statement."""
    stance: Stance | None = None
    """What the cue says of the speaker's stance (demanded, rejected, offered), else None."""
    time: int | None = None
    """Index into `Reading.times` of the time of utterance."""
    parent: int | None = None
    """Index into `Reading.attributions` of the attribution whose content holds this one."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TIMEX3 type and value, and the closed interval of ISO days where it is anchored."""

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    """TIMEX3 value: 2031-03-02, 2031-W09, P4Y, PAST_REF; unanchored weekdays stay XXXX-WXX-6."""
    modifier: str | None = None
    """TIMEX3 mod: LESS_THAN, MORE_THAN, APPROX, START, MID, END."""
    first: str | None = None
    last: str | None = None
    """First and last ISO day; None on one side where it is open ("since June 2031"), on both where unanchored."""
    shortest: float | None = None
    longest: float | None = None
    """For durations and elapsed periods ("nearly four years", "enters its fourth year"): bounds in days."""
    measures: Span | None = None
    """The noun that a duration measures ("conflict" in "a nearly four-year conflict")."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of things or an amount of money with its bounds: "more than 2,500 people", "90 billion crowns"."""

    span: Span
    low: float
    high: float
    """Closed bounds; equal for an exact number, infinite where open ("more than")."""
    unit: str
    """Singular of the thing counted, lower case ("prisoner"), an ISO 4217 currency code, "money" or "percent"."""
    thing: Span | None = None
    """The noun phrase counted or paid for."""
    exact: bool = True
    """False for "about", "dozens", "nearly", "more than"."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part in an event, in which role: `actor`, `recipient` or `participant`."""

    entity: int
    role: Literal["actor", "recipient", "participant"]
    span: Span


@dataclass(frozen=True, slots=True)
class LocalEvent:
    """Something that happened or is planned, as one report tells it; `evidence` is the clause that says so."""

    type: str
    trigger: Span
    evidence: Span
    participants: tuple[Participant, ...]
    status: Status
    sentence: int
    place: int | None = None
    time: int | None = None
    """Index into `Reading.times`."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Name and version of what read a report; a cached reading holds for one engine only."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says: everything in it points into the report by span or by index."""

    report: Report
    engine: Engine
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    entities: tuple[LocalEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[LocalEvent, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    meanings: bytes = field(default=b"", repr=False)
    """For each token `MEANING` signed bytes, its state in the encoder on the axes along which texts differ most.

    The sum over the tokens of a span is a vector whose cosine with another's says how like the two are in meaning.
    Empty where no encoder read the report.
    """
    problems: tuple[Problem, ...] = ()
