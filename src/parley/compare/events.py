"""Events: what several reports, or several sentences of one, tell of the same happening or plan."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, permutations

from parley.compare.groups import Group, Likeness, Link, bundles, grouped, pairs
from parley.compare.labels import label
from parley.compare.meaning import likeness
from parley.compare.occasions import governs, lists
from parley.compare.readable import Readable
from parley.compare.reasons import Row, Share, Veto, forbidden, weigh
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
REAL: frozenset[Status] = frozenset({"happened", "planned"})
"""What was or will be; the other statuses say that it may not be."""
ALIKE, SAME = 0.55, 0.85
"""Cosines between which a likeness of meaning counts from nothing to all."""
ECHO, WORDS = 0.75, 3
"""So like in meaning, with so many words in common, two tellings of one day are one whoever took part."""
CROWD = 24
"""So many events of one sentence are asked whether one is part of another."""
WEEK = (3, 7)
"""The least and most days that a time counts as several of one week."""
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types of event that several sides do together."""
CERTAIN: tuple[Status, ...] = ("happened", "denied", "planned", "proposed", "unverified")
"""Which status prevails within one report."""


def events(readings: Sequence[Reading], cast: Cast) -> tuple[Event, ...]:
    """One event for all tellings of it; its status is that of the report published last."""
    found = tellings(readings, cast)
    same = bundles(found, _trait)
    kinds = [found[positions[0]] for positions in same]
    near: Likeness[Telling] = Likeness(lambda a, b: weigh(EVENTS, a, b).score, AVERAGE)
    groups = grouped(kinds, _links(kinds), lambda a, b: forbidden(EVENTS, a, b), near)
    reports = {reading.report.id: reading for reading in readings}
    pages = {reading.report.id: Readable(reading) for reading in readings}
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


def different_types(a: Telling, b: Telling) -> Veto | None:
    """Types that no two reports would use for one thing."""
    if a.event.type == b.event.type:
        return None
    return Veto(f"one is {a.event.type}, the other {b.event.type}")


def different_days(a: Telling, b: Telling) -> Veto | None:
    """Days or periods without a day in common; bare weekdays that differ."""
    if _apart(a, b):
        return Veto(f"one was on {a.first or a.value}, the other on {b.first or b.value}")
    return None


def day_and_week(a: Telling, b: Telling) -> Veto | None:
    """A day, and days of its week that are told as several ("earlier this week"), of which no place speaks for one."""
    if not (a.first and b.first) or (a.place and a.place == b.place):
        return None
    lengths = sorted((_length(a), _length(b)))
    if lengths[0] == 1 and WEEK[0] <= lengths[1] <= WEEK[1]:
        return Veto("one was on a day, the other in the days of a week")
    return None


def different_doers(a: Telling, b: Telling) -> Veto | None:
    """What one side does alone, done by another side."""
    known = a.doers - a.unnamed and b.doers - b.unnamed
    if a.event.type in MUTUAL or not known or a.doers & b.doers or _echoes(a, b):
        return None
    return Veto("one was done by another side than the other")


def different_places(a: Telling, b: Telling) -> Veto | None:
    """Two places of which neither lies in the other by any report."""
    if a.place and b.place and a.place not in b.around and b.place not in a.around:
        return Veto(f"one was in {a.place}, the other in {b.place}")
    return None


def different_rounds(a: Telling, b: Telling) -> Veto | None:
    """One is by its words the last, the next or the second of several, the other not, and no day speaks for one."""
    if a.turn == b.turn or (a.first and a.first == b.first):
        return None
    if not a.turn or not b.turn:
        turn = a.turn or b.turn
        return Veto(f"only one is the {turn}") if turn in lists().turns else None
    return Veto(f"one is the {a.turn}, the other the {b.turn}")


def strike_or_rally(a: Telling, b: Telling) -> Veto | None:
    """One protest is a strike by the word that names it, the other a rally or a march."""
    if a.event.type == "PROTEST" and a.strikes != b.strikes and a.trigger != b.trigger:
        return Veto("one is a strike, the other a protest in the street")
    return None


def nobody_in_common(a: Telling, b: Telling) -> Veto | None:
    """Participants on both sides, none of them the same or of the same party; who does it is no one it is done to."""
    if not (a.present - a.unnamed and b.present - b.unnamed) or a.parties & b.parties or _echoes(a, b):
        return None
    alike = (a.doers and b.doers) or (a.targets and b.targets)
    if a.event.type not in MUTUAL and not alike:
        return None
    return Veto("no participant of one took part in the other")


def same_participants(a: Telling, b: Telling) -> Share | None:
    """Those who took part, themselves or by their party, by the part of both tellings that they make up."""
    common = sorted(a.present & b.present)
    if common:
        return Share(_part(len(common), a.present, b.present), f"both name {', '.join(common)}")
    sides = sorted(a.parties & b.parties)
    if not a.present or not b.present or not sides:
        return None
    return Share(0.7 * _part(len(sides), a.parties, b.parties), f"both name somebody of {', '.join(sides)}")


def same_day(a: Telling, b: Telling) -> Share | None:
    """One day, or periods that meet."""
    if a.first and b.first and a.first == b.first and a.last == b.last:
        return Share(1.0, f"both on {a.first}")
    if a.first and b.first:
        return Share(0.5, "the periods meet")
    if a.value and a.value == b.value:
        return Share(0.8, f"both say {a.value}")
    return None


def same_place(a: Telling, b: Telling) -> Share | None:
    """One place, or one within the other."""
    if a.place and b.place:
        return Share(1.0 if a.place == b.place else 0.7, f"{a.place} and {b.place}")
    return None


def rare_words_shared(a: Telling, b: Telling) -> Share | None:
    """Names and content words of the clauses in common, weighed by how rare they are among all clauses."""
    common = sorted(a.weights.keys() & b.weights.keys())
    if not common:
        return None
    met = sum(a.weights[term] for term in common)
    one, other = sum(a.weights.values()), sum(b.weights.values())
    share = (2 * met / min(one, other) + met / max(one, other)) / 3
    return Share(share * min(1.0, len(common) / 3), f"shared: {', '.join(common[:6])}")


def alike_in_meaning(a: Telling, b: Telling) -> Share | None:
    """The clauses mean the same in other words; what happened and what is planned needs one day besides."""
    cosine = likeness(a.meaning, b.meaning)
    if cosine is None or cosine <= ALIKE or (a.event.status != b.event.status and not (a.first and a.first == b.first)):
        return None
    return Share((cosine - ALIKE) / (SAME - ALIKE), f"the clauses have a cosine of {cosine:.2f}")


def one_names_nobody(a: Telling, b: Telling) -> Share | None:
    """One day, on which one of them tells of such a thing without saying who took part."""
    if not _one_day(a, b) or (a.present and b.present) or a.turn != b.turn:
        return None
    return Share(1.0, "one day, and only one of them says who took part")


def one_crowd(a: Telling, b: Telling) -> Share | None:
    """Protests of one day of which at most one says whose they are."""
    if a.event.type != "PROTEST" or not _one_day(a, b) or (a.doers and b.doers):
        return None
    return Share(1.0, f"both tell of a protest on {a.first}")


def same_trigger(a: Telling, b: Telling) -> Share | None:
    """The words that name the event are the same or synonyms."""
    return Share(1.0, f"both speak of “{a.trigger}”") if a.trigger and a.trigger == b.trigger else None


def one_may_not_be(a: Telling, b: Telling) -> Share | None:
    """One was or will be, the other is only proposed, doubted or denied, and no common day speaks for one thing."""
    if (a.event.status in REAL) == (b.event.status in REAL) or (a.first and a.first == b.first):
        return None
    return Share(1.0, f"one is {a.event.status}, the other {b.event.status}")


def one_is_to_come(a: Telling, b: Telling) -> Share | None:
    """One happened, the other is planned, and no common day speaks for one thing."""
    if {a.event.status, b.event.status} != {"happened", "planned"} or (a.first and a.first == b.first):
        return None
    return Share(1.0, "one is still to come")


def day_of_one_only(a: Telling, b: Telling) -> Share | None:
    """One is dated, the other not, and neither place nor people speak for one thing."""
    if bool(a.first or a.value) == bool(b.first or b.value) or (a.place and b.place) or len(a.present & b.present) > 1:
        return None
    if a.event.type == "AGREE" and a.trigger == b.trigger and len(a.parties & b.parties) > 1:
        return None
    return Share(1.0, "only one of them has a day")


def nothing_but_the_place(a: Telling, b: Telling) -> Share | None:
    """Bare mentions of what went on in one place: "the talks in Velm"."""
    bare = not (a.present or b.present or a.first or b.first or a.value or b.value)
    return Share(1.0, f"both only speak of {a.place}") if bare and a.place and a.place == b.place else None


EVENTS: tuple[Row[Telling], ...] = (
    Row(different_types),
    Row(different_days),
    Row(day_and_week),
    Row(different_places),
    Row(different_rounds),
    Row(different_doers),
    Row(strike_or_rally),
    Row(nobody_in_common),
    Row(same_participants, 0.35),
    Row(same_day, 0.25),
    Row(same_place, 0.2),
    Row(rare_words_shared, 0.4),
    Row(alike_in_meaning, 0.35),
    Row(one_names_nobody, 0.15),
    Row(one_crowd, 0.1),
    Row(same_trigger, 0.1),
    Row(nothing_but_the_place, 0.2),
    Row(one_may_not_be, -0.3),
    Row(one_is_to_come, -0.1),
    Row(day_of_one_only, -0.1),
)
"""What makes two tellings one event."""


def _part(common: int, a: frozenset[str], b: frozenset[str]) -> float:
    return (common / min(len(a), len(b)) + common / len(a | b)) / 2


def _one_day(a: Telling, b: Telling) -> bool:
    """Whether both are told of one and the same single day."""
    return bool(a.first) and a.first == a.last == b.first == b.last


def _echoes(a: Telling, b: Telling) -> bool:
    """Whether two tellings of one day say the same in nearly the same words."""
    cosine = likeness(a.meaning, b.meaning) or 0.0
    return a.first == b.first and cosine >= ECHO and len(a.weights.keys() & b.weights.keys()) >= WORDS


def _length(each: Telling) -> int:
    """Days from the first to the last; none where one of them is open."""
    if not each.first or not each.last:
        return 0
    return (date.fromisoformat(each.last) - date.fromisoformat(each.first)).days + 1


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


def _apart(a: Telling, b: Telling) -> bool:
    if a.first and b.first:
        return (a.last or "9999") < b.first or (b.last or "9999") < a.first
    weekdays = {each.value for each in (a, b) if each.value and each.value.startswith("XXXX-WXX-")}
    return len(weekdays) > 1


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
