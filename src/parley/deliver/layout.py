"""The layout of `parley-dossier/1`: which keys the format names, in which order, and what an absent extra key means."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_type_hints

from parley.dossier import BriefLine, Dossier, Issue, Made, Position, TimelineEntry, Track
from parley.report import Problem
from parley.story import (
    Claim,
    Discrepancy,
    Entity,
    Event,
    EventParticipant,
    Origin,
    Passage,
    Role,
    Statement,
    Value,
    Variant,
    When,
    Wording,
)

NAMED: dict[type, str] = {
    Dossier: "made reports entities statements events claims discrepancies passages origins issues tracks timeline "
    "problems",
    Made: "time program engine engine_version settings",
    Entity: "id name kind party roles mentions variants",
    Role: "text evidence",
    Variant: "text mentions",
    Statement: "id speaker kind day via medium issues wordings",
    Wording: "source cue content relation kind via",
    Event: "id type participants place when status evidence",
    EventParticipant: "entity role",
    When: "text start end",
    Claim: "id text status statements events reports origins evidence",
    Discrepancy: "id kind values note",
    Value: "value evidence",
    Passage: "id spans words kind",
    Origin: "id reports why agency",
    Issue: "id label code positions overlap",
    Position: "party stance since summary statements evidence",
    Track: "id parties participants place status events evidence",
    TimelineEntry: "day end label kind refs reports",
    Problem: "report file stage reason",
}
"""Keys that the format names, in its order; a dossier without one of them is refused."""

REPORT = "id file url outlet author title published language sha256 origin text"
"""Keys of a report; its sightings and blocks follow."""

ABSENT: dict[tuple[type, str], object] = {
    (Wording, "report"): "",
    (Wording, "attribution"): -1,
    (Track, "label"): "",
    (Dossier, "brief"): (),
    (BriefLine, "refs"): (),
}
"""What an extra key without a default stands for where another program left it out."""

MAY_BE_EMPTY = frozenset({"label", "note", "summary", "why"})
"""Texts that may be unknown: written as null, read back as the empty string."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: the type of its value and whether the format names it."""

    name: str
    type: Any
    named: bool


@cache
def keys(kind: type) -> tuple[Key, ...]:
    """The keys of a record in the order in which they are written: those that the format names come first."""
    types = get_type_hints(kind)
    present = [field.name for field in fields(kind)]
    named = [name for name in NAMED.get(kind, "").split() if name in types]
    return tuple(Key(name, types[name], name in named) for name in [*named, *(n for n in present if n not in named)])


@cache
def absent(kind: type, name: str) -> object:
    """What a missing extra key stands for; raises KeyError where nothing can."""
    if (kind, name) in ABSENT:
        return ABSENT[kind, name]
    default = {field.name: field.default for field in fields(kind)}[name]
    if type(default).__name__ == "_MISSING_TYPE":
        raise KeyError(name)
    return default
