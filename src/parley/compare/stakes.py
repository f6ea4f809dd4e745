"""Stakes: how much a claim would matter if it were true, by named reasons; what a fact-checker calls about first.

Figures, days, people, deeds and named speakers speak for a check; evaluation, generalities and headings against one
(Hassan et al. 2017, ClaimBuster; Nakov et al. 2022, CheckThat!). What has nothing that could be checked is a remark.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from parley.compare.propositions import Proposition
from parley.compare.reasons import Share
from parley.compare.words import words
from parley.reading import Reading
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
EARLY = 0.25
"""What stands within this part of a report stands near its top."""
FEW = 4
"""Words of content beside parties without which a claim is a heading or a remark."""
_CELL = 256


@dataclass(frozen=True, slots=True)
class Held:
    """A claim with what its words hold: propositions, events, and the entities that they name."""

    claim: Claim
    propositions: tuple[Proposition, ...]
    events: tuple[Event, ...]
    people: tuple[Entity, ...]
    speakers: tuple[Entity, ...]
    at: float = 1.0
    """How far down its report it first stands, 0 to 1."""
    heading: bool = False
    """Whether it stands in headings alone."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words that tell it, folded."""
        return tuple(word.text for word in words(self.claim.text))


Judge = Callable[[Held], Share | None]
"""Says how far a claim meets a reason, or None where it does not."""


@dataclass(frozen=True, slots=True)
class Stake:
    """A reason why a claim may matter, and its weight."""

    judge: Judge
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


def tells_a_deed(held: Held) -> Share | None:
    """It tells of something done or planned, by or to somebody."""
    real = [event for event in held.events if event.status in {"happened", "planned", "denied"} and event.participants]
    return Share(1.0, f"it tells of {real[0].type} ({real[0].status})") if real else None


def gives_a_day(held: Held) -> Share | None:
    """It says on which day or in which days."""
    for each in (time for one in held.propositions for time in one.times if time.first):
        return Share(1.0, f"it gives a time: {each.value}")
    return None


def stands_near_the_top(held: Held) -> Share | None:
    """Its report tells it early."""
    return Share(1.0, "its report tells it near the top") if held.at < EARLY else None


def evaluates(held: Held) -> Share | None:
    """A word of comment heads it, and nobody is said to have said it."""
    found = [word for word in held.words if word in _listed()["comment"]]
    if not found or held.speakers:
        return None
    return Share(1.0, f"it comments: “{found[0]}”")


def is_vague(held: Held) -> Share | None:
    """It speaks of what may be, in general, or leaves open whether it is so."""
    found = [word for word in held.words if word in _listed()["vague"]]
    return Share(min(1.0, len(found) / 2), f"it is told in general: “{found[0]}”") if found else None


def heads_a_section(held: Held) -> Share | None:
    """It is a heading, which the text below it bears out or does not."""
    return Share(1.0, "it is a heading") if held.heading else None


def says_little(held: Held) -> Share | None:
    """It has few words beside names."""
    content = {feature for one in held.propositions for feature in one.features if feature not in one.entities}
    return Share(1.0, "it has few words of its own") if len(content) < FEW else None


STAKES: tuple[Stake, ...] = (
    Stake(tells_a_decision, 0.2),
    Stake(gives_a_number, 0.25),
    Stake(said_by_somebody_of_weight, 0.15),
    Stake(names_people, 0.1),
    Stake(names_somebody_new, 0.05),
    Stake(rests_on_an_unnamed_source, 0.05),
    Stake(tells_a_deed, 0.1),
    Stake(gives_a_day, 0.05),
    Stake(stands_near_the_top, 0.05),
)
"""What makes a claim matter; the weights add up to 1."""
AGAINST: tuple[Stake, ...] = (
    Stake(evaluates, -0.2),
    Stake(is_vague, -0.1),
    Stake(heads_a_section, -0.2),
    Stake(says_little, -0.1),
)
"""What makes it matter less."""
CHECKED: tuple[Judge, ...] = (
    tells_a_deed,
    gives_a_number,
    names_people,
    said_by_somebody_of_weight,
    rests_on_an_unnamed_source,
    gives_a_day,
)
"""What can be checked; a claim of one report with none of it is a remark."""


@cache
def _listed() -> dict[str, frozenset[str]]:
    lists = tomllib.loads(files("parley.compare").joinpath("lexicon/stakes.toml").read_text("utf-8"))
    return {name: frozenset(found) for name, found in lists.items()}


def with_stakes(
    claims: Sequence[Claim],
    asserted: Iterable[Proposition],
    entities: Sequence[Entity],
    events: Sequence[Event],
    readings: Iterable[Reading] = (),
) -> tuple[Claim, ...]:
    """The claims with how much each would matter, 0 to 1, and why; with readings also by the words that tell it."""
    on = _Known(asserted, entities, events, readings)
    return tuple(_weighed(on.held(claim)) for claim in claims)


class _Known:
    """What the words of claims can hold, by report and place."""

    def __init__(
        self,
        asserted: Iterable[Proposition],
        entities: Sequence[Entity],
        events: Sequence[Event],
        readings: Iterable[Reading],
    ) -> None:
        self.entities, self.events = {each.id: each for each in entities}, {each.id: each for each in events}
        self.reports = {reading.report.id: reading.report for reading in readings}
        self.cells: dict[tuple[str, int], list[Proposition]] = defaultdict(list)
        for each in sorted(asserted, key=lambda one: one.span):
            for cell in range(each.span.start // _CELL, (each.span.end - 1) // _CELL + 1):
                self.cells[each.report, cell].append(each)

    def held(self, claim: Claim) -> Held:
        """A claim with what the words that tell it hold."""
        inside = tuple({id(each): each for span in self._told(claim) for each in self._inside(span)}.values())
        named = dict.fromkeys(name for each in inside for name in sorted(each.entities))
        said = dict.fromkeys(each.speaker for each in inside if each.speaker)
        people = (self.entities[name] for name in {**named, **said} if name in self.entities)
        return Held(
            claim,
            inside,
            tuple(self.events[event] for event in claim.events if event in self.events),
            tuple(each for each in people if each.kind == "person"),
            tuple(self.entities[name] for name in said if name in self.entities),
            min((self._at(span) for span in claim.evidence), default=1.0),
            all(self._is_heading(span) for span in claim.evidence),
        )

    def _told(self, claim: Claim) -> Iterable[Span]:
        """The evidence, and where the words of the claim stand around some of it."""
        yield from claim.evidence
        for span in claim.evidence:
            report = self.reports.get(span.report)
            text = report.text if report else ""
            at = text.find(claim.text, max(0, span.start - len(claim.text)), span.end + len(claim.text))
            if at >= 0:
                yield Span(span.report, at, at + len(claim.text))

    def _inside(self, span: Span) -> Iterable[Proposition]:
        """Propositions that lie in a stretch for the most part, or it in them."""
        for cell in range(span.start // _CELL, (span.end - 1) // _CELL + 1):
            for each in self.cells.get((span.report, cell), ()):
                common = min(span.end, each.span.end) - max(span.start, each.span.start)
                if 2 * common > min(span.end - span.start, each.span.end - each.span.start):
                    yield each

    def _at(self, span: Span) -> float:
        report = self.reports.get(span.report)
        return span.start / max(1, len(report.text)) if report else 1.0

    def _is_heading(self, span: Span) -> bool:
        report = self.reports.get(span.report)
        blocks = (block for block in report.blocks if block.start <= span.start < block.end) if report else ()
        return any(block.kind == "heading" for block in blocks)


def _weighed(held: Held) -> Claim:
    why: list[Reason] = []
    matters = 0.0
    for stake in (*STAKES, *AGAINST):
        share = stake.judge(held)
        if share is not None:
            weight = max(-matters, round(stake.weight * min(1.0, share.share), 4)) + 0.0
            matters = round(matters + weight, 4)
            why.append(Reason(stake.name, weight, share.detail))
    return replace(held.claim, matters=matters, stakes=tuple(why), remark=_is_remark(held))


def _is_remark(held: Held) -> bool:
    """Whether one report alone has it and nothing in it can be checked, or a comment outweighs what little can."""
    if len(held.claim.reports) > 1:
        return False
    checked = sum(judge(held) is not None for judge in CHECKED)
    if held.heading and gives_a_number(held) is None:
        return True
    return checked == 0 or (checked == 1 and (evaluates(held) or is_vague(held)) is not None and not held.speakers)
