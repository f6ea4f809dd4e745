"""Principals: whom a story is about, and so whom a report means that tells of "the talks", "both sides" or "nurses"."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parley.compare.occasions import lists
from parley.compare.resolve import Cast
from parley.compare.words import words
from parley.reading import LocalEvent, Reading, Status

MARGIN = 1.2
"""So many times as often as any third party the second of the two has to be spoken of."""
GAP = 2
"""So many times as often as any other the last of three or four sides is spoken of,"""
LEAST = 0.3
"""and at least such a part as often as the first."""
FIRST = 5
"""So many of the parties spoken of most may be the two sides."""
REPORTS = 2
"""So many reports have to name two parties together in talks to make them the two sides."""
JOINT = frozenset({"CONSULT", "AGREE"})
"""Types of event that several sides do together."""
SHARED = frozenset({"AGREE", "CONSULT", "RETREAT"})
"""Types of event that the two sides have in common."""
LENT: frozenset[Status] = frozenset({"happened", "planned", "unverified"})
STRIKES = 2
"""So many protests of one party, and so many times those of any other, make its strike "the strike"."""
STRIKING = frozenset({"PROTEST", "RETREAT", "THREATEN", "CONSULT"})
"""Types of event by which a strike begins, ends, is called or voted on."""
_PASSIVE = frozenset({"was", "were", "been", "is", "be"})
NEXT = 4
"""Words after a verb among which its object stands."""


@dataclass(frozen=True, slots=True)
class Principals:
    """The two sides; the party by each plural in its name ("nurses"); the party whose strike it is."""

    both: frozenset[str]
    members: Mapping[str, str]
    striking: str | None = None
    table: frozenset[str] = frozenset()
    """Where no two are the sides, the three or four that are: "the talks" are theirs, "both sides" are nobody's."""

    def lent(self, reading: Reading, event: LocalEvent, named: frozenset[str]) -> frozenset[str]:
        """Those who take part in an event by what the whole story tells, beside those (and sides) whom it names.

        Who is named beside "the two sides" that talk and belongs to neither is with them: a mediator, a host.
        """
        if named:
            beside = (_counts_both(reading, event) or self._receives(reading, event)) and not named & self.both
            return self.both if beside else frozenset()
        if between_sides(reading, event):
            return self.both or (frozenset() if _speaks_of_two(reading, event) else self.table)
        told = _words(reading.report.text, event.trigger.start, event.trigger.end)
        before = _words(reading.report.text, event.evidence.start, event.trigger.start)
        found = {self.members[word] for word in before if word in self.members}
        if len(found) == 1:
            return frozenset(found)
        strike = event.type == "PROTEST" and lists().strike.intersection(told)
        return frozenset({self.striking}) if strike and self.striking else frozenset()

    def _receives(self, reading: Reading, event: LocalEvent) -> bool:
        """Whether somebody else talks to both sides ("the mediator saw both sides")."""
        after = _words(reading.report.text, event.trigger.end, event.evidence.end)[:NEXT]
        both = {"both", "two", "the"} & set(after)
        return event.type == "CONSULT" and event.status in LENT and bool(both and lists().sides.intersection(after))


def principals(readings: Sequence[Reading], cast: Cast) -> Principals:
    """Whom a story is about, by how many reports speak of them how often; linear in the mentions and events."""
    weight = _weights(readings, cast)
    both = _both(readings, cast, weight)
    table = frozenset[str]() if both else _table(weight)
    found = Principals(both, _members(cast), table=table)
    side = {entity.id: entity.party or entity.id for entity in cast.entities}
    protests: Counter[str] = Counter()
    for reading in readings:
        for event in reading.events:
            if event.type in STRIKING and lists().strike.intersection(_told(reading, event)):
                actors = {
                    cast.id(reading.report.id, each.entity) for each in event.participants if each.role == "actor"
                }
                named = frozenset(side[each] for each in actors if each)
                lent = found.lent(reading, event, named) if event.type != "CONSULT" else frozenset[str]()
                protests.update((named or lent) & set(found.members.values()))
    ranked = sorted(protests, key=lambda party: (-protests[party], party))
    second = protests[ranked[1]] if len(ranked) > 1 else 0
    sure = bool(ranked) and protests[ranked[0]] >= STRIKES * max(1, second)
    return Principals(both, found.members, ranked[0] if sure else None, table)


def _members(cast: Cast) -> Mapping[str, str]:
    """The party by each plural that stands in the names of it alone ("nurses" of the Nurses' Union)."""
    held: dict[str, set[str]] = defaultdict(set)
    for entity in cast.entities:
        if entity.kind in {"party", "organisation"}:
            for word in _plurals((entity.name, *(variant.text for variant in entity.variants))):
                held[word].add(entity.party or entity.id)
    return {word: next(iter(found)) for word, found in held.items() if len(found) == 1}


def _plurals(names: Iterable[str]) -> set[str]:
    """The plurals with a capital in names, but for those that name no people."""
    capitals = {word.text for name in names for word in words(name) if name[word.start].isupper()}
    found = {
        word for word in capitals if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    }
    return found - lists().sides - lists().bodies


def _weights(readings: Sequence[Reading], cast: Cast) -> Mapping[str, int]:
    """How often each party and its people are spoken of, times the reports that do, the weightiest first."""
    side = {entity.id: entity.party or entity.id for entity in cast.entities}
    parties = {entity.id for entity in cast.entities if entity.kind == "party"}
    spoken: Counter[str] = Counter()
    reports: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for mention in reading.mentions:
            entity = cast.id(reading.report.id, mention.entity)
            party = side.get(entity) if entity else None
            if party in parties:
                spoken[party] += 1
                reports[party].add(reading.report.id)
    weight = {party: spoken[party] * len(reports[party]) for party in spoken}
    return {party: weight[party] for party in sorted(weight, key=lambda party: (-weight[party], party))}


def _both(readings: Sequence[Reading], cast: Cast, weight: Mapping[str, int]) -> frozenset[str]:
    """The two parties that most reports speak of most, with their people; none where a third comes near.

    Where of the parties spoken of most two are told to talk with each other more than any others, it is those.
    """
    ranked = list(weight)
    talking = _talking(readings, cast, ranked[:FIRST])
    if talking:
        return talking
    third = weight[ranked[2]] if len(ranked) > 2 else 0
    sure = len(ranked) > 1 and weight[ranked[1]] >= MARGIN * third
    return frozenset(ranked[:2]) if sure else frozenset()


def _table(weight: Mapping[str, int]) -> frozenset[str]:
    """The three or four parties that reports speak of alike, and far more often than of any other."""
    ranked = list(weight)
    for count in (3, 4):
        heavy = [weight[party] for party in ranked[: count + 1]]
        beyond = heavy[count] if len(heavy) > count else 0
        if len(heavy) >= count and heavy[count - 1] >= max(GAP * beyond, LEAST * heavy[0]):
            return frozenset(ranked[:count])
    return frozenset()


def _talking(readings: Sequence[Reading], cast: Cast, ranked: Sequence[str]) -> frozenset[str]:
    """The two of some parties that most reports name together where sides meet and agree, if they stand out."""
    side = {entity.id: entity.party or entity.id for entity in cast.entities}
    told: dict[frozenset[str], set[str]] = defaultdict(set)
    often: Counter[frozenset[str]] = Counter()
    for reading in readings:
        for event in reading.events:
            found = {cast.id(reading.report.id, each.entity) for each in event.participants}
            named = sorted({side[each] for each in found if each} & set(ranked))
            if event.type in JOINT and len(named) == 2:
                told[frozenset(named)].add(reading.report.id)
                often[frozenset(named)] += 1
    order = sorted(told, key=lambda pair: (-len(told[pair]), -often[pair], sorted(pair)))
    second = len(told[order[1]]) if len(order) > 1 else 0
    return order[0] if order and len(told[order[0]]) >= max(REPORTS, MARGIN * second) else frozenset()


def between_sides(reading: Reading, event: LocalEvent) -> bool:
    """Whether an event is by its words one of both sides ("the talks", "the delegations met", "they agreed")."""
    if event.type not in SHARED or event.status not in LENT:
        return False
    text, trigger = reading.report.text, event.trigger
    told = _words(text, trigger.start, trigger.end)
    before = _words(text, event.evidence.start, trigger.start)
    named = lists().common.intersection(told) or (len(before) < NEXT and lists().opening.intersection(told))
    if named and not lists().own.intersection(before[-3:]):
        after = _words(text, trigger.end, event.evidence.end)[:1]
        return not lists().about.intersection(after)
    done = bool(_PASSIVE.intersection(before[-2:])) and "by" not in _words(text, trigger.end, event.evidence.end)
    return bool(lists().joint.intersection(told) and (lists().sides.intersection(before) or done))


def _speaks_of_two(reading: Reading, event: LocalEvent) -> bool:
    """Whether the clause of an event counts two ("both sides", "the two delegations")."""
    return bool({"both", "two", "either"} & set(_words(reading.report.text, event.evidence.start, event.evidence.end)))


def _counts_both(reading: Reading, event: LocalEvent) -> bool:
    """Whether the words before an event say that two sides, or both, talk ("the two sides sat down with her")."""
    before = set(_words(reading.report.text, event.evidence.start, event.trigger.start))
    counted = {"both", "two"} & before and lists().sides & before - {"both", "they"}
    return event.type == "CONSULT" and event.status in LENT and bool(counted)


def _told(reading: Reading, event: LocalEvent) -> list[str]:
    return _words(reading.report.text, event.evidence.start, event.evidence.end)


def _words(text: str, start: int, end: int) -> list[str]:
    return [word.text for word in words(text, start, end)]
