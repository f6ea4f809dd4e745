"""Periods: how long the same thing has lasted or is to last, told with bounds that have nothing in common."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from parley.compare.discrepancies.contexts import Context, Contexts, stage
from parley.compare.discrepancies.counted import Counted
from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.lengths import Pair, lengths
from parley.compare.discrepancies.lists import Lasting, lasting, periods
from parley.compare.words import stop
from parley.reading import TimeExpression
from parley.report import Span
from parley.story import Discrepancy, Reason, Value

NEARLY = 0.85
"""What is nearly so long is at least this part of it."""
ROOM = 0.01
"""Room for rounding, as a part of the longer period."""
REACH = 40
"""Characters after a thing in which its place or parties are named."""
BESIDE = 3
"""Words on either side that say that another thing is meant."""
_ARTICLES = frozenset({"a", "an", "another"})
LIKE = 0.5
"""Contexts must be so alike where a thing may come more than once."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A duration and the thing that it measures, with bounds in days."""

    time: TimeExpression
    group: Lasting
    context: Context
    shortest: float
    longest: float
    of: frozenset[str]
    """Words right before the thing that may tell which one: "trade" in "trade war"."""
    whose: frozenset[str]
    """Ids of the places, parties and people named right after the thing: "the war in Estmark"."""
    day: str | None

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.time.span.report


def period_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """Durations of one thing, by its head noun or a synonym, that cannot all be right; also within one report.

    Bounds that meet are none: "more than three years" is true of what is nearly four years old. The days between two
    reports are allowed for.
    """
    ground = contexts.ground
    by_group: dict[str, list[Measured]] = defaultdict(list)
    for each in sorted(_measured(ground, contexts), key=lambda one: one.time.span):
        by_group[each.group.name].append(each)
    seen: set[tuple[Span, ...]] = set()
    for _, told in sorted(by_group.items()):
        for group in _parted(told, contexts):
            seen |= {(one.time.span, other.time.span) for one in group for other in group}
            yield _found(ground, group)
    fresh = (pair for pair in lengths(contexts) if (pair.one.quantity.span, pair.other.quantity.span) not in seen)
    for joined in _joined(fresh):
        yield _alike(ground, joined)


def bounds(time: TimeExpression) -> tuple[float, float] | None:
    """Days at least and at most; "nearly four years" is taken at its word, not as anything over three."""
    if time.shortest is None and time.longest is None:
        return None
    shortest, longest = time.shortest or 0.0, time.longest if time.longest is not None else float("inf")
    if time.modifier == "LESS_THAN" and shortest > 0 and longest != float("inf"):
        shortest = max(shortest, NEARLY * longest)
    return shortest, longest


def _measured(ground: Ground, contexts: Contexts) -> Iterator[Measured]:
    for reading in ground.readings:
        for time in reading.times:
            limits = bounds(time) if time.type == "DURATION" and time.measures is not None else None
            if limits is None or time.measures is None or time.first or time.last:
                continue
            head = ground.quote(time.measures)
            group = next((each for each in lasting() if head.casefold() in each.words), None)
            context = contexts.of(time.span, (time.measures,)) if group else None
            if group is None or context is None or _is_other(time, group, context, ground):
                continue
            of, whose = _of(ground, time, context), _whose(ground, time)
            yield Measured(time, group, context, limits[0], limits[1], of, whose, ground.day(time.span.report))


def _is_other(time: TimeExpression, group: Lasting, context: Context, ground: Ground) -> bool:
    """Whether the words say that another, earlier, planned or unspecific thing is meant."""
    if {*context.before[-BESIDE:], *context.after[:BESIDE]} & periods().other:
        return True
    if time.measures is None:
        return True
    head = ground.reading[time.span.report].report.quote(time.measures)
    article = next(iter(reversed(context.before)), "") in _ARTICLES or _led(time.measures, ground) in _ARTICLES
    article = article and context.after[:1] not in (("that",), ("which",))
    one_of_many = group.repeats and group.lasts and stage(context) == "offered"
    return one_of_many or (article and group.definite) or (head[0].isupper() and not head.isupper())


def _led(head: Span, ground: Ground) -> str:
    """The word right before a noun."""
    found = ground.reading[head.report].report.text[max(0, head.start - 12) : head.start].split()
    return found[-1].casefold() if found else ""


def _of(ground: Ground, time: TimeExpression, context: Context) -> frozenset[str]:
    """Words between the duration and its head, or right before the head, that say which thing it is."""
    if time.measures is None:
        return frozenset()
    text = ground.reading[time.span.report].report.text
    low, high = sorted((time.span, time.measures))
    between = text[low.end : high.start].split() if high.start - low.end < 60 else []
    words = {word.strip("’'\".,").casefold() for word in between if low == time.span}
    if low == time.measures:
        before = text[max(0, low.start - 30) : low.start].split()[-1:]
        words = {word.casefold() for word in before}
    return frozenset(word for word in words if word[:1].isalpha() and word not in stop())


def _whose(ground: Ground, time: TimeExpression) -> frozenset[str]:
    """Who is named right after the thing measured, or the duration if that stands last."""
    end = max(time.span.end, time.measures.end if time.measures else 0)
    after = Span(time.span.report, end, end + REACH)
    words = ground.reading[after.report].report.text[end : end + REACH].split()
    if not words or words[0].casefold() not in periods().links:
        return frozenset()
    return frozenset(each.id for each in ground.entities(after))


def _parted(told: Sequence[Measured], contexts: Contexts) -> Iterator[list[Measured]]:
    """Groups of durations of one thing of which some exclude others; what excludes none is left out."""
    apart: dict[int, set[int]] = defaultdict(set)
    for a, one in enumerate(told):
        for b in range(a + 1, min(len(told), a + 64)):
            if _same_thing(one, told[b], contexts) and _exclude(one, told[b]):
                apart[a].add(b)
                apart[b].add(a)
    seen: set[int] = set()
    for first in sorted(apart):
        group, todo = set[int](), [first]
        while todo:
            each = todo.pop()
            if each not in group and each not in seen:
                group.add(each)
                todo += sorted(apart[each])
        seen |= group
        if group:
            yield [told[number] for number in sorted(group)]


def _same_thing(a: Measured, b: Measured, contexts: Contexts) -> bool:
    """Whether nothing tells two things apart, and, for what may come again, enough is alike."""
    if a.report == b.report and a.context.sentence == b.context.sentence:
        return False
    if _are_apart(a, b):
        return False
    if a.group.lasts:
        return min(a.longest, b.longest) >= 1
    stages = {stage(a.context), stage(b.context)} - {None}
    return len(stages) < 2 and a.day == b.day and contexts.alike(a.context, b.context) >= LIKE


def _are_apart(a: Measured, b: Measured) -> bool:
    """Whether the words say that two things are meant, or one has lasted too many times longer."""
    kinds = periods().kinds
    if a.of & kinds != b.of & kinds or (a.of and b.of and not a.of & b.of):
        return True
    if a.whose and b.whose and not a.whose & b.whose:
        return True
    named = [(a.context.named_as(kind), b.context.named_as(kind)) for kind in ("party", "place")]
    if a.group.repeats and any(one and other and not one & other for one, other in named):
        return True
    return min(a.longest, b.longest) * a.group.ratio < max(a.shortest, b.shortest)


def _exclude(a: Measured, b: Measured) -> bool:
    longest = max(each for each in (a.longest, b.longest, a.shortest, b.shortest) if each != float("inf"))
    room = ROOM * longest + _days_between(a, b)
    return a.shortest > b.longest + room or b.shortest > a.longest + room


def _days_between(a: Measured, b: Measured) -> int:
    if a.day is None or b.day is None:
        return 0
    try:
        return abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days)
    except ValueError:
        return 0


def _found(ground: Ground, group: Sequence[Measured]) -> Discrepancy:
    told: dict[tuple[float, float], list[Measured]] = defaultdict(list)
    for each in group:
        told[each.shortest, each.longest].append(each)
    words = [_words(ground, same[0]) for same in told.values()]
    values = [
        Value(shown, tuple(each.context.evidence for each in same))
        for shown, same in zip(words, told.values(), strict=True)
    ]
    ways = [
        f"{quoted(shown)} in {ground.labels(each.report for each in same)}"
        for shown, same in zip(words, told.values(), strict=True)
    ]
    heads = sorted({ground.quote(each.time.measures).casefold() for each in group if each.time.measures})
    start = "One report gives" if len({each.report for each in group}) == 1 else "The reports give"
    note = f"{start} different lengths of one {group[0].group.name}: {listed(ways)}."
    why = (
        Reason("same thing measured", 1.0, f"the durations measure {listed(heads)}"),
        Reason("bounds exclude each other", 1.0, f"{listed([quoted(each) for each in words])} cannot all be right"),
    )
    return discrepancy("period", values, note, why)


def _joined(found: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Pairs that share a passage, together."""
    groups: list[list[Pair]] = []
    for pair in found:
        own = {pair.one.quantity.span, pair.other.quantity.span}
        met = [group for group in groups if any({x.one.quantity.span, x.other.quantity.span} & own for x in group)]
        groups = [group for group in groups if group not in met]
        groups.append([*(each for group in met for each in group), pair])
    yield from groups


def _alike(ground: Ground, joined: Sequence[Pair]) -> Discrepancy:
    """Lengths of one thing that the words around them, not its name, tell to be one."""
    told: dict[tuple[str, float], list[Counted]] = defaultdict(list)
    members = {each.quantity.span: each for pair in joined for each in (pair.one, pair.other, *pair.also)}
    for each in (members[span] for span in sorted(members)):
        told[each.unit, each.quantity.low].append(each)
    shown = [(_length(ground, same[0]), same) for same in told.values()]
    values = [Value(words, tuple(ground.passage(each.quantity.span) for each in same)) for words, same in shown]
    labels = [f"{quoted(words)} in {ground.labels(each.report for each in same)}" for words, same in shown]
    start = "One report gives" if len({span.report for span in members}) == 1 else "The reports give"
    best = max(joined, key=lambda pair: sum(reason.weight for reason in pair.why))
    return discrepancy("period", values, f"{start} different lengths of one thing: {listed(labels)}.", best.why)


def _length(ground: Ground, each: Counted) -> str:
    spans = [each.quantity.span, *([each.quantity.thing] if each.quantity.thing else [])]
    hull = Span(each.report, min(span.start for span in spans), max(span.end for span in spans))
    return ground.quote(hull if hull.end - hull.start <= 80 else each.quantity.span)


def _words(ground: Ground, each: Measured) -> str:
    """The duration with what it measures, as written."""
    spans = [each.time.span, *([each.time.measures] if each.time.measures else [])]
    hull = Span(each.report, min(span.start for span in spans), max(span.end for span in spans))
    return ground.quote(hull if hull.end - hull.start <= 80 else each.time.span)
