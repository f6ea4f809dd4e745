"""Principals: the two sides that a story is about, who take part in "the talks" that a report gives to nobody."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from parley.compare.occasions import lists
from parley.compare.resolve import Cast
from parley.compare.words import words
from parley.reading import LocalEvent, Reading, Status

MARGIN = 1.2
"""So many times as often as any third party the second of the two has to be spoken of."""
SHARED = frozenset({"AGREE", "CONSULT", "RETREAT"})
"""Types of event that the two sides have in common."""
LENT: frozenset[Status] = frozenset({"happened", "planned", "unverified"})


def principals(readings: Sequence[Reading], cast: Cast) -> frozenset[str]:
    """The two parties that most reports speak of most, with their people; none where a third comes near."""
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
    ranked = sorted(weight, key=lambda party: (-weight[party], party))
    third = weight[ranked[2]] if len(ranked) > 2 else 0
    sure = len(ranked) > 1 and weight[ranked[1]] >= MARGIN * third
    return frozenset(ranked[:2]) if sure else frozenset()


def between_sides(reading: Reading, event: LocalEvent) -> bool:
    """Whether an event is by its words one of both sides ("the talks", "the delegations met", "they agreed")."""
    if event.type not in SHARED or event.status not in LENT:
        return False
    text, trigger = reading.report.text, event.trigger
    told = _words(text, trigger.start, trigger.end)
    before = _words(text, event.evidence.start, trigger.start)
    named = lists().common.intersection(told)
    if named and not lists().own.intersection(before[-3:]):
        after = _words(text, trigger.end, event.evidence.end)[:1]
        return not lists().about.intersection(after)
    return bool(lists().joint.intersection(told) and lists().sides.intersection(before))


def _words(text: str, start: int, end: int) -> list[str]:
    return [word.text for word in words(text, start, end)]
