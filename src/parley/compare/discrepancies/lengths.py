"""Lengths of time of any thing, told in one unit, that are of the same thing by the words around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from parley.compare.discrepancies.contexts import Contexts, stage
from parley.compare.discrepancies.counted import Carried, Counted, carried, days_of, durations
from parley.compare.discrepancies.ground import Ground
from parley.compare.discrepancies.lists import periods
from parley.compare.discrepancies.measured import heads
from parley.compare.discrepancies.number import (
    Around,
    like_meaning,
    same_claim,
    same_names,
    same_neighbours,
)
from parley.compare.discrepancies.scopes import Elsewhere, another_place_or_party, another_stage, one_sentence
from parley.compare.discrepancies.slips import misheard, slip
from parley.compare.groups import pairs
from parley.compare.reasons import Row, Share, Veto, weigh
from parley.story import Reason

ENOUGH = 0.75
"""Two lengths whose reasons weigh this much are of one thing."""
ROOM = 0.1
"""Room for rounding between two units, or where a length is told in halves or quarters."""
DOUBT = 0.25
"""So much more is asked of one report, and of lengths that a report tells side by side."""
WANTED = 0.25
"""So much more where one alone is told as wanted or offered."""
ALSO = 0.45
"""Another place that tells one of the lengths stands beside it from here on."""
MANY = 64
"""Of a length that is told in more places, the first alone are looked at."""
VERBATIM = 0.75
"""So much of the words around must be the same, in order, where the lengths are far from each other."""
CLOSE = 2.0
"""Lengths of which one is more times the other are hardly of one thing."""
BESIDE = 3
"""Words on either side that say that another thing is meant."""


_NOT = frozenset({"not", "no", "never", "n't"})
_HALVES = frozenset({"half", "quarter", "quarters", "hour-and-a-half"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lengths of one thing, and why they are."""

    one: Counted
    other: Counted
    why: tuple[Reason, ...]
    also: tuple[Counted, ...] = ()
    """Further places that tell one of the two lengths of the same thing."""


def lengths(contexts: Contexts) -> Iterator[Pair]:
    """Pairs of different lengths in one unit, of two reports or of one, in the order of the text."""
    told = sorted(durations(contexts), key=lambda each: each.quantity.span)
    every = carried(told)
    rows, elsewhere, fellows = _rows(contexts, told), Elsewhere(every), _fellow_rows(contexts, every)
    keys: dict[str, list[int]] = {}
    for number, each in enumerate(told):
        for key in _keys(each, contexts):
            keys.setdefault(key, []).append(number)
    for a, b in pairs(keys):
        one, other = told[a], told[b]
        if not _exclude(one, other, contexts.ground) or (
            _far(one, other) and contexts.same_words(one.context, other.context) < VERBATIM
        ):
            continue
        verdict = weigh(rows, one, other)
        doubt = one.report == other.report or elsewhere.kept_apart(one, other)
        wanted = WANTED if (stage(one.context) == "offered") != (stage(other.context) == "offered") else 0.0
        if verdict.score >= ENOUGH + wanted + (DOUBT if doubt else 0.0):
            also = (*_fellows(every, fellows, one), *_fellows(every, fellows, other))
            yield Pair(one, other, verdict.reasons, also)


def _fellows(every: Carried, rows: Sequence[Row[Counted]], own: Counted) -> Iterator[Counted]:
    """Other places that tell the same length, as far as the words around them speak of the same thing."""
    for each in every[own.unit].get(own.quantity.low, ())[:MANY]:
        if each.quantity.span != own.quantity.span and weigh(rows, each, own).score >= ALSO:
            yield each


def _keys(each: Counted, contexts: Contexts) -> Iterator[str]:
    yield from contexts.rarest(each.context)
    yield from (f"day {time.value}" for time in each.context.times if time.type in {"DATE", "TIME"})
    low = _bounds(each)[0]
    size = int(log2(low)) if 0 < low < float("inf") else 0
    yield from (f"size {size}", f"size {size + 1}")
    yield from (f"of {head}" for head in sorted(_heads(each, contexts.ground)))


def _exclude(a: Counted, b: Counted, ground: Ground) -> bool:
    """Whether the bounds have nothing in common; with room where the units differ or one is told in halves."""
    halves = any(_HALVES & set(ground.quote(each.quantity.span).casefold().split()) for each in (a, b))
    room = 1.0 if a.unit == b.unit and not halves else 1.0 + ROOM
    low, high = sorted((_bounds(a), _bounds(b)))
    return low[1] * room < high[0]


def _far(a: Counted, b: Counted) -> bool:
    low, high = sorted((_bounds(a), _bounds(b)))
    return high[0] > CLOSE * low[1] * 1.01


def _bounds(each: Counted) -> tuple[float, float]:
    """Days at least and at most."""
    day = days_of(each.unit)
    return each.quantity.low * day, each.quantity.high * day


def _heads(each: Counted, ground: Ground) -> frozenset[str]:
    return heads(ground, each.quantity.span, each.quantity.thing)


@dataclass(frozen=True, slots=True)
class _Lengths:
    """Reasons that need the ground."""

    ground: Ground
    around: Around

    def another_thing(self, a: Counted, b: Counted) -> Veto | None:
        """The words right beside speak of another thing, or each measures a thing of its own."""
        other = periods().other
        beside = ({*x.context.before[-BESIDE:], *x.context.after[:BESIDE]} for x in (a, b))
        if any(words & other for words in beside):
            return Veto("the words beside speak of another thing")
        one, two = _heads(a, self.ground), _heads(b, self.ground)
        if not one or not two or one & two or (misheard(a, b) and self.one_of_a_kind(a, b)):
            return None
        return Veto("each measures a thing of its own")

    def nothing_shared(self, a: Counted, b: Counted) -> Veto | None:
        """No word, name, meaning or thing measured is common to both clauses."""
        return None if self.same_head(a, b) else self.around.nothing_shared(a, b)

    def same_head(self, a: Counted, b: Counted) -> Share | None:
        """Both measure the same thing by its noun, or by another noun for it."""
        shared = _heads(a, self.ground) & _heads(b, self.ground)
        share = 1.0 if any(not name.startswith("group ") for name in shared) else 0.8
        named = " and ".join(sorted(name.removeprefix("group ") for name in shared))
        return Share(share, f"the durations measure {named}") if shared else None

    def same_anchor(self, a: Counted, b: Counted) -> Share | None:
        """Both sentences name one day or hour; that of a report's publication says when something was said."""
        one, other = (
            {
                time.value
                for time in each.context.times
                if time.type in {"DATE", "TIME"} and (time.first is None or time.first != self.ground.day(each.report))
            }
            for each in (a, b)
        )
        shared = sorted(one & other)
        return Share(1.0, f"both sentences name {', '.join(shared)}") if shared else None

    def one_of_a_kind(self, a: Counted, b: Counted) -> Share | None:
        """Both are told with "the", so that readers know which one is meant."""
        if a.quantity.thing is None or b.quantity.thing is None:
            return None
        known = all(_is_known(x) for x in (a, b))
        return Share(1.0, "both are told of a thing that readers know") if known else None

    def another_day(self, a: Counted, b: Counted) -> Veto | None:
        """The one grew into the other while days passed, or was changed from one day to another."""
        if any(_changes(told) for x in (a, b) for told in (x.context.before, x.context.after)):
            return Veto("the words beside speak of a change")
        days = self.ground.days_between(a.report, b.report)
        if not days:
            return None
        apart = abs(a.quantity.low - b.quantity.low) * days_of(a.unit)
        if 1 <= apart <= days and self.around.contexts.same_words(a.context, b.context) < VERBATIM:
            return Veto("one is as much longer as its report is later")
        return None


def _changes(told: Sequence[str]) -> bool:
    """Whether words speak of a length that was changed; "not a day longer" speaks of none."""
    changing = periods().changing
    return any(word in changing and _NOT.isdisjoint(told[max(0, at - 3) : at]) for at, word in enumerate(told))


def _is_known(each: Counted) -> bool:
    """Whether it is told with "the" or "their", or by what is known of it ("a four-year contract that runs")."""
    led = each.context.before[-1:] and each.context.before[-1] in {"the", "its", "their", "his", "her"}
    return bool(led) or each.context.after[:1] in (("that",), ("which",))


def _fellow_rows(contexts: Contexts, every: Carried) -> tuple[Row[Counted], ...]:
    """What makes two tellings of one length tellings of one thing."""
    around = Around(contexts, every)
    own = _Lengths(contexts.ground, around)
    return (
        Row(another_place_or_party),
        Row(own.another_thing),
        Row(another_stage),
        Row(around.like_words, 1.0),
        Row(like_meaning, 0.3),
        Row(own.same_head, 0.45),
        Row(own.same_anchor, 0.3),
        Row(same_claim, 0.4),
        Row(same_names, 0.2),
    )


def vetoes(contexts: Contexts, told: Sequence[Counted]) -> tuple[Row[Counted], ...]:
    """What makes two lengths of like words lengths of two things."""
    every = carried(told)
    own = _Lengths(contexts.ground, Around(contexts, every))
    return (
        Row(one_sentence),
        Row(another_place_or_party),
        Row(own.another_thing),
        Row(another_stage),
        Row(Elsewhere(every).told_together),
        Row(own.another_day),
    )


def _rows(contexts: Contexts, told: Sequence[Counted]) -> tuple[Row[Counted], ...]:
    """What makes two lengths of time one length told twice."""
    around = Around(contexts, carried(told))
    own = _Lengths(contexts.ground, around)
    return (
        *vetoes(contexts, told),
        Row(own.nothing_shared),
        Row(slip, 0.3),
        Row(misheard, 0.3),
        Row(around.like_words, 1.0),
        Row(like_meaning, 0.3),
        Row(around.one_against_many, 0.2),
        Row(own.same_head, 0.45),
        Row(own.one_of_a_kind, 0.3),
        Row(own.same_anchor, 0.3),
        Row(same_claim, 0.4),
        Row(same_neighbours, 0.3),
        Row(same_names, 0.2),
    )
