"""Events: what several reports, or several sentences of one, tell of the same happening or plan."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations

from parley.compare.groups import Group, Likeness, Link, bundles, grouped, pairs
from parley.compare.happenings import EVENTS, is_over
from parley.compare.labels import label
from parley.compare.memo import Memo
from parley.compare.occasions import governs
from parley.compare.readable import readables
from parley.compare.reasons import forbidden, weigh
from parley.compare.resolve import Cast
from parley.compare.tellings import Telling, tellings
from parley.reading import Reading, Status
from parley.report import stable_id
from parley.story import Event, EventParticipant, Reason, When

ENOUGH = 0.5
"""Two tellings whose reasons weigh this much are of one event."""
AVERAGE = 0.2
"""So much the tellings of two groups must weigh on average before the groups become one event."""
KEYS = 6
"""A telling is looked for under so many of the rarest words of its clause."""
CROWD = 24
"""So many events of one sentence are asked whether one is part of another."""
CERTAIN: tuple[Status, ...] = ("happened", "denied", "planned", "proposed", "unverified")
"""Which status prevails within one report."""


def events(readings: Sequence[Reading], cast: Cast, memo: Memo | None = None) -> tuple[Event, ...]:
    """One event for all tellings of it; its status is that of the report published last."""
    found = tellings(readings, cast)
    same = bundles(found, _trait)
    kinds = [found[positions[0]] for positions in same]
    near: Likeness[Telling] = Likeness(lambda a, b: weigh(EVENTS, a, b).score, AVERAGE)
    groups = grouped(kinds, _links(kinds), lambda a, b: forbidden(EVENTS, a, b), near)
    reports = {reading.report.id: reading for reading in readings}
    pages = readables(readings, memo or Memo())
    within = _within(found, reports)
    made: list[Event] = []
    for group in groups:
        told = sorted(
            (found[i] for bundle in group.members for i in same[bundle]),
            key=lambda each: (each.published, each.report, each.index),
        )
        if all((each.report, each.index) in within for each in told) or not any(_tells(each) for each in told):
            continue
        best = _best(told)
        evidence = tuple(sorted({each.event.evidence for each in told}))
        made.append(
            Event(
                id=stable_id("event", best.event.type, *(f"{s.report}:{s.start}:{s.end}" for s in evidence)),
                type=best.event.type,
                participants=_participants(told, cast),
                place=_most([each.place for each in told]),
                when=_when(told, reports),
                status=_status(told),
                evidence=evidence,
                label=label(told, pages),
                why=_why(group, told),
            )
        )
    return tuple(sorted(made, key=lambda event: event.id))


def _within(found: Sequence[Telling], readings: Mapping[str, Reading]) -> frozenset[tuple[str, int]]:
    """Tellings inside the complement of another's trigger that have no participant, place or day of their own."""
    beside: dict[tuple[str, int], list[Telling]] = defaultdict(list)
    for each in found:
        beside[each.report, each.event.sentence].append(each)
    return frozenset(
        (each.report, each.index)
        for together in beside.values()
        for each, other in permutations(together[:CROWD], 2)
        if each.all <= other.all
        and each.place in (None, other.place)
        and each.time in (None, other.time)
        and governs(readings[each.report], other.event.trigger, each.event.trigger)
    )


def _tells(each: Telling) -> bool:
    """Whether more is known than that something of a kind went on: who took part, where or when."""
    return bool(each.all or each.lent or each.place or each.time)


def _trait(each: Telling) -> tuple[object, ...]:
    """All that the rows ask of a telling."""
    when = (each.first, each.last, each.value)
    return (
        each.event.type,
        each.present,
        each.parties,
        each.place,
        each.around,
        when,
        each.event.status,
        each.terms,
        each.trigger,
        each.turn,
        each.doers,
        each.unnamed,
        each.strikes,
        each.published if is_over(each) else None,
    )


def _links(found: Sequence[Telling]) -> Iterator[Link]:
    held: dict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(found):
        for block in _blocks(each):
            held[block].append(i)
    for a, b in pairs(held):
        verdict = weigh(EVENTS, found[a], found[b])
        if verdict.score >= ENOUGH:
            yield Link(a, b, verdict.score, verdict.reasons)


def _blocks(each: Telling) -> Iterator[str]:
    kind = each.event.type
    sides = sorted(each.parties)
    yield from (f"{kind} {a} {b}" for a, b in combinations(sides[:8], 2))
    yield from (f"{kind} {side} {when}" for side in sides for when in (each.first, each.place, each.trigger) if when)
    yield from (f"{kind} {each.place} {when}" for when in (each.first, each.trigger) if each.place and when)
    if each.first:
        yield f"{kind} {each.first} {each.trigger}"
    rarest = sorted(each.weights, key=lambda term: (-each.weights[term], term))[:KEYS]
    yield from (f"{kind} {term}" for term in rarest)


def _best(told: Sequence[Telling]) -> Telling:
    """The telling that says most in the fewest words."""
    return max(
        told,
        key=lambda e: (len(e.present), e.place is not None, e.first is not None, -len(e.terms), e.report, -e.index),
    )


def _participants(told: Sequence[Telling], cast: Cast) -> tuple[EventParticipant, ...]:
    """Everyone whom a telling names, once, in the role that most give."""
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    for each in told:
        for taking in each.event.participants:
            entity = cast.id(each.report, taking.entity)
            if entity:
                roles[entity][taking.role] += 1
        for entity in each.lent:
            roles[entity]["participant"] += 1
    return tuple(
        EventParticipant(entity, _most(list(given.elements())) or "") for entity, given in sorted(roles.items())
    )


def _when(told: Sequence[Telling], readings: Mapping[str, Reading]) -> When | None:
    """The narrowest time that the tellings give; among those the most frequent, then the earliest report's words."""
    timed = [each for each in told if each.time is not None]
    if not timed:
        return None
    often = Counter((each.first, each.last) for each in timed)
    best = min(
        timed,
        key=lambda e: (
            e.first is None,
            e.first != e.last,
            _counted(e),
            -often[e.first, e.last],
            e.published,
            e.report,
            e.index,
        ),
    )
    return When(readings[best.report].report.quote(best.time.span), best.first, best.last) if best.time else None


def _counted(each: Telling) -> bool:
    """Whether the day is worded as a distance from another ("a day after")."""
    return each.time is not None and each.time.type == "DURATION"


def _status(told: Sequence[Telling]) -> Status:
    latest = max(each.published for each in told)
    said = {each.event.status for each in told if each.published == latest}
    return next(status for status in CERTAIN if status in said)


def _why(group: Group, told: Sequence[Telling]) -> tuple[Reason, ...]:
    if len(told) > 1 and not group.links:
        return weigh(EVENTS, told[0], told[1]).reasons
    return tuple(dict.fromkeys(reason for link in group.links for reason in link.reasons))


def _most(values: Sequence[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None
