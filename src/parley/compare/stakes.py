"""Stakes: how much a claim would matter if it were true, by named reasons; what a fact-checker calls about first."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from parley.compare.propositions import Proposition
from parley.compare.reasons import Share
from parley.report import Span
from parley.story import Claim, Entity, Event, Reason

DECISIVE = frozenset({
    "AGREE", "REJECT", "CONCEDE", "RETREAT", "SANCTION", "THREATEN", "COERCE", "MOBILIZE", "ASSAULT", "AID",
})  # fmt: skip
"""PLOVER types of events that change where the talks stand; to meet, to appeal and to accuse do not."""
KNOWN = 3
"""A person whom so many reports name is one of weight."""
PLAIN = frozenset({"day", "hour", "minute", "time", "year", "month", "week"})
"""Units of numbers that any sentence may have."""
_CELL = 256


@dataclass(frozen=True, slots=True)
class Held:
    """A claim with what its words hold: propositions, events, and the entities that they name."""

    claim: Claim
    propositions: tuple[Proposition, ...]
    events: tuple[Event, ...]
    people: tuple[Entity, ...]
    speakers: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Stake:
    """A reason why a claim may matter, and its weight."""

    judge: Callable[[Held], Share | None]
    weight: float

    @property
    def name(self) -> str:
        """The function's name in words."""
        return self.judge.__name__.replace("_", " ")


def tells_a_decision(held: Held) -> Share | None:
    """It tells of something that changes where the talks stand, done or planned."""
    decisive = [event for event in held.events if event.type in DECISIVE]
    if not decisive:
        return None
    real = [event for event in decisive if event.status in {"happened", "planned", "denied"}]
    return Share(1.0 if real else 0.6, f"it tells of {decisive[0].type} ({decisive[0].status})")


def gives_a_number(held: Held) -> Share | None:
    """It gives a number or an amount that can be checked."""
    for each in (quantity for one in held.propositions for quantity in one.quantities if quantity.unit not in PLAIN):
        told = f"{each.low:g} {each.unit}" if each.low == each.high else each.unit
        return Share(1.0 if each.exact else 0.7, f"it gives a number: {told}")
    return None


def names_people(held: Held) -> Share | None:
    """It names people."""
    if not held.people:
        return None
    return Share(min(1.0, len(held.people) / 2), f"it names {', '.join(each.name for each in held.people[:3])}")


def names_somebody_new(held: Held) -> Share | None:
    """It names a person whom no other report names."""
    for each in held.people:
        reports = {span.report for span in each.mentions}
        if len(reports) == 1:
            return Share(1.0, f"no other report names {each.name}")
    return None


def said_by_somebody_of_weight(held: Held) -> Share | None:
    """It is attributed to a party, or to a person whom several reports name."""
    for each in held.speakers:
        reports = {span.report for span in each.mentions}
        if each.kind == "party" or len(reports) >= KNOWN:
            return Share(1.0, f"{each.name} is said to have said it")
    return None


def rests_on_an_unnamed_source(held: Held) -> Share | None:
    """It is attributed to somebody without a name."""
    unnamed = [each for each in held.speakers if each.kind == "other"]
    return Share(1.0, f"it rests on {unnamed[0].name}") if unnamed else None


STAKES: tuple[Stake, ...] = (
    Stake(tells_a_decision, 0.3),
    Stake(gives_a_number, 0.25),
    Stake(said_by_somebody_of_weight, 0.2),
    Stake(names_people, 0.1),
    Stake(names_somebody_new, 0.05),
    Stake(rests_on_an_unnamed_source, 0.1),
)
"""What makes a claim matter; the weights add up to 1."""


def with_stakes(
    claims: Sequence[Claim], asserted: Iterable[Proposition], entities: Sequence[Entity], events: Sequence[Event]
) -> tuple[Claim, ...]:
    """The claims with how much each would matter, 0 to 1, and why."""
    known, happened = {each.id: each for each in entities}, {each.id: each for each in events}
    cells: dict[tuple[str, int], list[Proposition]] = defaultdict(list)
    for each in asserted:
        cells[each.report, each.span.start // _CELL].append(each)
    index = {key: sorted(found, key=lambda each: each.span) for key, found in cells.items()}

    def held(claim: Claim) -> Held:
        inside = tuple(each for span in claim.evidence for each in _inside(index, span))
        named = dict.fromkeys(name for each in inside for name in sorted(each.entities))
        people = tuple(known[name] for name in named if name in known and known[name].kind == "person")
        said = dict.fromkeys(each.speaker for each in inside if each.speaker)
        speakers = tuple(known[name] for name in said if name in known)
        return Held(claim, inside, tuple(happened[e] for e in claim.events if e in happened), people, speakers)

    return tuple(_weighed(held(claim)) for claim in claims)


def _inside(index: dict[tuple[str, int], list[Proposition]], span: Span) -> Iterable[Proposition]:
    for cell in range(span.start // _CELL, span.end // _CELL + 1):
        found = index.get((span.report, cell), [])
        low = bisect_left(found, span.start, key=lambda each: each.span.start)
        yield from (each for each in found[low:] if each.span.start < span.end)


def _weighed(held: Held) -> Claim:
    shares = ((stake, stake.judge(held)) for stake in STAKES)
    why = tuple(
        Reason(stake.name, round(stake.weight * min(1.0, share.share), 4), share.detail)
        for stake, share in shares
        if share is not None
    )
    return replace(held.claim, matters=round(sum((reason.weight for reason in why), 0.0), 4), stakes=why)
