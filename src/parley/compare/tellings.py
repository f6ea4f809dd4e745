"""Tellings: each event of each report with its people, place and day resolved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from parley.compare.meaning import Meanings, Vector
from parley.compare.occasions import lists, occasions, turn
from parley.compare.principals import principals
from parley.compare.resolve import Cast
from parley.compare.terms import Terms
from parley.compare.words import Rarity, content, words
from parley.reading import LocalEvent, Reading, TimeExpression


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's telling of an event, with its people and places resolved."""

    report: str
    index: int
    event: LocalEvent
    time: TimeExpression | None
    """Its own, or that of the same happening in the sentences before."""
    published: str
    who: frozenset[str]
    """Participants who are known by name or party."""
    all: frozenset[str]
    """Participants, those known by a description too."""
    sides: frozenset[str]
    """Participants and the parties that they belong to."""
    place: str | None
    around: frozenset[str]
    """Places that the report says the place lies in, and the place."""
    first: str | None
    last: str | None
    value: str | None
    """TIMEX3 value of a time that is not anchored."""
    terms: tuple[str, ...]
    """Terms of the clause: ids of entities and stems."""
    trigger: str
    weights: Mapping[str, float] = field(default_factory=dict)
    doers: frozenset[str] = frozenset()
    """Those of them who do it, and the parties that they belong to."""
    turn: str = ""
    """The word that says which of several it is ("last", "next", "second")."""
    strikes: bool = False
    """Whether the word that names it is one for a strike."""
    unnamed: frozenset[str] = frozenset()
    """Those of them whom no report names, but by a description ("the delegation")."""
    lent: frozenset[str] = frozenset()
    """Those who take part by what the whole story tells, where the report means them and names nobody."""
    fronts: frozenset[str] = frozenset()
    """The parties that are told to take part or whose people are; who belongs to none is his own."""
    meaning: Vector | None = field(default=None, compare=False)
    """Where the clause lies in meaning."""

    @property
    def present(self) -> frozenset[str]:
        """Those who are known by name or party, or by being the sides of the story."""
        return self.who | self.lent

    @property
    def targets(self) -> frozenset[str]:
        """Those of them to whom it is done."""
        return self.present - self.doers

    @property
    def parties(self) -> frozenset[str]:
        """The same and the parties that they belong to."""
        return self.sides | self.lent


_IN = frozenset({", ", " in ", ", in ", " outside ", " near ", " above "})
"""Between two places these say that the first lies in the second, or so near that reports tell of either."""


def tellings(readings: Sequence[Reading], cast: Cast) -> tuple[Telling, ...]:
    """Every event of the readings, in an order that depends on their words alone."""
    party = {entity.id: entity.party for entity in cast.entities}
    described = frozenset(e.id for e in cast.entities if e.kind == "other" and e.name == e.name.casefold())
    vague = {entity.id for entity in cast.entities if entity.kind == "other" and entity.party is None}
    lying, about = within(readings, cast), principals(readings, cast)
    found: list[Telling] = []
    for reading in readings:
        report = reading.report
        terms = Terms(reading, cast)
        meanings = Meanings(reading)
        for index, (event, occasion) in enumerate(zip(reading.events, occasions(reading), strict=True)):
            who = {cast.id(report.id, taking.entity) for taking in event.participants}
            named = frozenset(each for each in who if each and each not in vague)
            sides = named | {side for each in named if (side := party.get(each))}
            lent = about.lent(reading, event, sides)
            doers = _doing(reading, event, cast) & named
            place = cast.id(report.id, occasion.place)
            time = reading.times[occasion.time] if occasion.time is not None else None
            trigger = words(report.text, event.trigger.start, event.trigger.end)
            around = {place, party.get(place), *lying.get(place, ())} if place else set()
            telling = Telling(
                report=report.id,
                index=index,
                event=event,
                time=time,
                published=report.published or "9999",
                who=named,
                all=frozenset(each for each in who if each),
                sides=sides,
                strikes=bool(lists().strike.intersection(word.text.casefold() for word in trigger)),
                unnamed=named & described,
                place=place,
                around=frozenset(each for each in around if each),
                first=time.first if time else None,
                last=time.last if time else None,
                value=time.value if time and not time.first else None,
                terms=terms.of((event.evidence,)).features,
                trigger=" ".join(content(trigger)),
                doers=doers | {side for each in doers if (side := party.get(each))},
                turn=turn(reading, event),
                lent=lent,
                fronts=frozenset(party.get(each) or each for each in named | lent),
                meaning=meanings.of((event.evidence,)),
            )
            found.append(telling)
    rarity = Rarity.of(each.terms for each in found)
    weighed = (replace(each, weights={term: rarity.one(term) for term in each.terms}) for each in found)
    return tuple(sorted(weighed, key=lambda each: (each.event.type, each.terms, each.report, each.index)))


def _doing(reading: Reading, event: LocalEvent, cast: Cast) -> frozenset[str]:
    """Those who do what an event tells."""
    acting = (cast.id(reading.report.id, taking.entity) for taking in event.participants if taking.role == "actor")
    return frozenset(each for each in acting if each)


def within(readings: Sequence[Reading], cast: Cast) -> Mapping[str, frozenset[str]]:
    """Places that some report says a place lies in: "Velm, Ostland", "Velm in Ostland", "Ostland's Velm"."""
    spatial = {entity.id for entity in cast.entities if entity.kind in {"place", "party"}}
    found: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        spots = sorted((m.span, cast.id(reading.report.id, m.entity)) for m in reading.mentions if m.form == "name")
        near = [(span, each) for span, each in spots if each in spatial]
        for (span, one), (after, other) in pairwise(near):
            between = reading.report.text[span.end : after.start]
            if one and other and one != other:
                if between in _IN:
                    found[one].add(other)
                elif between in {"’s ", "'s "}:
                    found[other].add(one)
    return {place: frozenset(around) for place, around in found.items()}
