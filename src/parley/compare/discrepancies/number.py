"""Numbers: incompatible counts or amounts of the same thing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from parley.compare.discrepancies.contexts import Context, Contexts
from parley.compare.discrepancies.counted import Carried, Counted, carried, counted
from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.lists import numbers
from parley.compare.discrepancies.scopes import (
    Elsewhere,
    another_part,
    another_place_or_party,
    another_rate,
    another_stage,
    another_time,
    one_sentence,
)
from parley.compare.discrepancies.slips import misheard, slip
from parley.compare.groups import Group, Link, grouped, pairs
from parley.compare.meaning import likeness
from parley.compare.reasons import Row, Share, Veto, weigh
from parley.reading import Quantity
from parley.report import Span
from parley.story import Discrepancy, Value

ENOUGH = 0.75
"""Two numbers whose reasons weigh this much are of the same thing."""
WITHIN = 1.0
"""Of one report more is asked: it rarely contradicts itself."""
RATED = 0.3
"""Shares are everywhere, and like words tell them apart less: so much more is asked."""
OTHER_NOUN = 0.2
"""So much more where two nouns are counted."""
SMALL = 5
"""Below it numbers are everywhere, and more is asked, too."""
DOUBT = 0.25
"""So much more is asked where a report tells both numbers."""
FEW = 4
"""A unit in which a story has at most so many numbers says much by itself."""
CLOSE = 1.6
"""Numbers of which one is at most so many times the other are close."""
CLOSE_SHARES = 10
"""Shares that are not further apart, in percent, are always looked at."""
UNLIKE = 0.1
"""Likeness of meaning that any two clauses of a story may have."""
LITTLE = 0.2
"""Two clauses that tell of a slip in a rare unit must be so alike."""
NO_LESS = 0.4
"""Two clauses without a shared word must be so alike."""
ROUND = 100
"""From here on a number with one digit and zeros is a guess at a crowd."""
ALIKE = 0.6
"""Likeness of meaning with which two clauses say the same."""
LIKE = 0.45
"""So much of the rarer words around a slip must be shared where there are many shares."""
HEADLINES = frozenset({"title", "subtitle", "heading"})
CROWDED = 8
"""Of more different shares in a story some have the digits of others by chance."""


def number_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """Numbers of the same thing, in like words, whose bounds have nothing in common.

    An update, an offer that became an agreement, a part of a whole, another place, party or time, another currency, a
    rounded number and bounds that meet ("more than 38", "nearly 40") are no discrepancy.
    """
    told = sorted(counted(contexts), key=lambda each: each.quantity.span)
    links = list(_links(contexts, told))
    for group in grouped(told, links, lambda one, other: False):
        if group.links:
            yield _found(contexts, told, group)


def _links(contexts: Contexts, told: Sequence[Counted]) -> Iterator[Link]:
    """Pairs of incompatible numbers that count one thing, with their reasons."""
    rows, elsewhere, around = _rows(contexts, told), Elsewhere(carried(told)), Around(contexts, carried(told))
    for a, b in pairs(_postings(told, contexts)):
        one, other = told[a], told[b]
        if _agree(one, other) or (one.unit != other.unit and not _may_be_one(one, other)):
            continue
        if not around.borne_out(one, other):
            continue
        verdict = weigh(rows, one, other)
        doubt = 0.0 if slip(one, other) or not elsewhere.both_told(one, other) else DOUBT
        rated = RATED if "percent" in one.unit and not slip(one, other) and not around.rare_share(one, other) else 0.0
        if verdict.score >= _needed(one, other, rated) + doubt:
            yield Link(a, b, verdict.score, verdict.reasons)


def _agree(a: Counted, b: Counted) -> bool:
    """Whether both may be right; exact numbers with digits exchanged are no rounding of one another."""
    exact = a.quantity.exact and b.quantity.exact and a.said != b.said
    return compatible(a.quantity, b.quantity) and not (exact and slip(a, b))


def _may_be_one(a: Counted, b: Counted) -> bool:
    """Whether two nouns may be words for one thing: neither is money, a share or a measure, and the digits are one."""
    units = {a.unit, b.unit}
    nouns = not any(unit.isupper() for unit in units) and units.isdisjoint(numbers().measures)
    return nouns and (slip(a, b) is not None or same_crowd(a, b) is not None)


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether the bounds meet, with a tenth of room where one is inexact, or one is the other rounded."""
    room = 0.0 if a.exact and b.exact else 0.1
    if a.low <= b.high * (1 + room) and b.low <= a.high * (1 + room):
        return True
    return _rounded(a.low, b.low) or _rounded(b.low, a.low) if a.exact and b.exact else False


def _rounded(fine: float, coarse: float) -> bool:
    """Whether the second number is the first with fewer digits."""
    if not 0 < fine < float("inf") or not 0 < coarse < float("inf") or fine != fine // 1 or fine < 100:
        return False
    zeros = len(f"{coarse:.0f}") - len(f"{coarse:.0f}".rstrip("0"))
    unit = 10.0 ** min(zeros, max(0, floor(log10(fine)) - 1))
    return unit > 1 and abs(fine - coarse) < unit


def same_claim(a: Counted, b: Counted) -> Share | None:
    """Both stand in evidence of one claim or event."""
    return Share(1.0, "both tell of one event") if _joined(a.context, b.context) else None


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around two numbers, and the other numbers of the story, say."""

    contexts: Contexts
    told: Carried

    def nothing_shared(self, a: Counted, b: Counted) -> Veto | None:
        """No word, name or meaning is common to both clauses."""
        shared = (set(a.context.stems) & set(b.context.stems)) - {a.unit}
        if shared or a.context.named & b.context.named or a.measured & b.measured or _joined(a.context, b.context):
            return None
        if a.unit != b.unit and {a.unit[:1], b.unit[:1]} != {"P"}:
            return Veto("nothing is shared around two nouns")
        if self.same_total(a, b) or self._is_odd_one(a, b):
            return None
        like, telling = likeness(a.meaning, b.meaning), slip(a, b) and self.telling_unit(a, b)
        if like is not None and like >= (LITTLE if telling else NO_LESS):
            return None
        return Veto("nothing is shared around the numbers")

    def borne_out(self, a: Counted, b: Counted) -> bool:
        """Whether a report has one of two numbers alone, or a headline does: a report rarely contradicts itself."""
        others = self._reports(a) ^ self._reports(b)
        if a.report != b.report and others:
            return True
        return (a.unit not in numbers().common and bool(others)) or self._heads(a) or self._heads(b)

    def _heads(self, each: Counted) -> bool:
        """Whether a number stands in a headline."""
        blocks = self.contexts.ground.reading[each.report].report.blocks
        return any(block.kind in HEADLINES and block.start <= each.quantity.span.start < block.end for block in blocks)

    def by_chance(self, a: Counted, b: Counted) -> Veto | None:
        """A slip between shares of which the story has many, told in other words."""
        if a.unit != "percent" or b.unit != "percent" or _joined(a.context, b.context):
            return None
        crowded = len(self.told[a.unit]) > CROWDED and slip(a, b) is not None
        if crowded and self.contexts.alike(a.context, b.context) < LIKE and not a.measured & b.measured:
            return Veto("the story has so many shares that two with the same digits are chance")
        return None

    def _is_odd_one(self, a: Counted, b: Counted) -> bool:
        """Whether three reports or more give a number that a single one gives with its digits in another order."""
        found, against = slip(a, b), self.one_against_many(a, b)
        return bool(found and against and found.share == against.share == 1.0 and a.unit not in numbers().common)

    def like_words(self, a: Counted, b: Counted) -> Share | None:
        """Rare words around the numbers that are shared."""
        shared = sorted(set(a.context.stems) & set(b.context.stems))
        return Share(self.contexts.alike(a.context, b.context), f"shared around the numbers: {', '.join(shared[:6])}")

    def one_against_many(self, a: Counted, b: Counted) -> Share | None:
        """Several reports give one of the numbers, a single one the other."""
        many, one = sorted((self._reports(a), self._reports(b)), key=len, reverse=True)
        if len(one) > 1 or len(many) < 2 or one <= many:
            return None
        share = 1.0 if len(many) > 2 else 0.6
        return Share(share, f"{len(many)} reports give one number, a single one the other")

    def telling_unit(self, a: Counted, b: Counted) -> Share | None:
        """A noun that the story counts a few times only, with close or like numbers."""
        if a.unit.isupper() or (a.unit in numbers().common and not self.rare_share(a, b)) or a.unit != b.unit:
            return None
        low, high = sorted((a.quantity.low, b.quantity.low))
        values = [value for value in self.told[a.unit] if value >= SMALL]
        near = high <= CLOSE * low or slip(a, b) is not None
        if not near or len(values) > FEW:
            return None
        telling = len(values) == 2 and a.unit not in numbers().measures
        return Share(1.0 if telling else 0.5, f"the story has {len(values)} numbers of {a.unit}s only")

    def rare_share(self, a: Counted, b: Counted) -> bool:
        """Whether both are shares in a story that has but few."""
        return a.unit == b.unit == "percent" and len(self.told[a.unit]) < FEW

    def _reports(self, each: Counted) -> set[str]:
        return {other.report for other in self.told[each.unit][each.quantity.low]}

    def same_total(self, a: Counted, b: Counted) -> Share | None:
        """Both are told as all that there are: "all 18 clubs", "five of the 16 clubs"."""
        if a.unit != b.unit or a.unit in numbers().common or min(a.quantity.low, b.quantity.low) < SMALL:
            return None
        one, other = self._is_total(a), self._is_total(b)
        return Share(1.0, f"both are told as the number of all {a.unit}s") if one and other else None

    def _is_total(self, each: Counted) -> bool:
        whole = f"{each.quantity.low:g}"
        parts = (part for same in self.told[each.unit].values() for part in same)
        return each.context.before[-1:] == ("all",) or any(part.whole == whole for part in parts)


def like_meaning(a: Counted, b: Counted) -> Share | None:
    """The clauses without their numbers mean the same."""
    like = likeness(a.meaning, b.meaning)
    if like is None or like <= UNLIKE:
        return None
    return Share((like - UNLIKE) / (ALIKE - UNLIKE), f"the clauses without the numbers are {like:.2f} alike in meaning")


def same_crowd(a: Counted, b: Counted) -> Share | None:
    """Both count those who came out at one place or on one day: guesses at a crowd differ widely."""
    if not (a.crowd and b.crowd) or not (_guessed(a) or _guessed(b)):
        return None
    days = [{t.first for t in x.context.times if t.first and t.first == t.last} for x in (a, b)]
    shared = sorted(set(a.context.stems) & set(b.context.stems))
    if not shared and not days[0] & days[1]:
        return None
    return Share(1.0, f"both count a crowd at one place or on one day: {', '.join(shared[:4]) or 'the same day'}")


def _guessed(each: Counted) -> bool:
    """Whether a number is told as about so many, or is a round one: nobody counts 9,000 heads."""
    return not each.quantity.exact or (len(each.digits) == 1 and each.said >= ROUND)


def same_measure(a: Counted, b: Counted) -> Share | None:
    """Both measure one thing: "a gap of", "the coupon of"."""
    shared = sorted(a.measured & b.measured)
    return Share(1.0, f"both measure {', '.join(shared)}") if shared else None


def same_whole(a: Counted, b: Counted) -> Share | None:
    """Both are told as parts of one whole."""
    return Share(1.0, f"both are told as parts of {a.whole}") if a.whole and a.whole == b.whole else None


def same_rate(a: Counted, b: Counted) -> Share | None:
    """Both are told for the same time or thing."""
    return Share(1.0, f"both are told for one {a.rate}") if a.rate and a.rate == b.rate else None


def same_neighbours(a: Counted, b: Counted) -> Share | None:
    """The words right before and after are the same."""
    before = a.context.before[-3:] == b.context.before[-3:] and len(a.context.before) > 2
    after = a.context.after[:3] == b.context.after[:3] and len(a.context.after) > 2
    return Share((before + after) / 2, "the words right beside are the same") if before or after else None


def same_names(a: Counted, b: Counted) -> Share | None:
    """People, places, bodies or parties named around both."""
    shared = len(a.context.named & b.context.named)
    return Share(shared / 2, "both name the same people, bodies or places") if shared else None


def same_kind(a: Counted, b: Counted) -> Share | None:
    """The thing counted is described by the same words."""
    return Share(1.0, f"both count {' '.join(sorted(a.thing & b.thing))} {a.unit}") if a.thing & b.thing else None


def _rows(contexts: Contexts, told: Sequence[Counted]) -> tuple[Row[Counted], ...]:
    """What makes two numbers one number told twice."""
    every = carried(told)
    around, elsewhere = Around(contexts, every), Elsewhere(every)
    return (
        Row(one_sentence),
        Row(another_place_or_party),
        Row(another_part),
        Row(another_rate),
        Row(another_stage),
        Row(another_time),
        Row(elsewhere.told_together),
        Row(elsewhere.update),
        Row(around.nothing_shared),
        Row(around.by_chance),
        Row(slip, 0.65),
        Row(misheard, 0.15),
        Row(around.like_words, 1.0),
        Row(like_meaning, 0.3),
        Row(around.telling_unit, 0.4),
        Row(around.same_total, 0.4),
        Row(around.one_against_many, 0.2),
        Row(same_crowd, 0.6),
        Row(same_measure, 0.3),
        Row(same_whole, 0.3),
        Row(same_rate, 0.1),
        Row(same_claim, 0.4),
        Row(same_neighbours, 0.3),
        Row(same_names, 0.2),
        Row(same_kind, 0.15),
    )


def _postings(told: Sequence[Counted], contexts: Contexts) -> dict[str, list[int]]:
    """Numbers by unit and one of the rarest words around, and by unit and claim."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(told):
        rare = contexts.rarest(each.context)
        for key in (*rare, *sorted(each.context.claims | each.context.events)):
            found[f"{each.unit}\x1f{key}"].append(number)
        if each.crowd:
            for key in sorted(set(each.context.stems)):
                found[f"crowd\x1f{key}"].append(number)
        if not each.unit.isupper() and each.unit not in numbers().common:
            found[each.unit].append(number)
        if each.unit == "percent":
            found[f"percent {each.said // CLOSE_SHARES:g}"].append(number)
            found[f"percent {each.said // CLOSE_SHARES + 1:g}"].append(number)
        for key in sorted(each.measured):
            found[f"{each.unit}\x1fof {key}"].append(number)
        if len(each.digits) > 1:
            found[f"#{''.join(sorted(each.digits.replace('0', '')))}"].append(number)
    return found


def _needed(a: Counted, b: Counted, rated: float) -> float:
    small = 0.25 if min(a.quantity.low, b.quantity.low) < SMALL and slip(a, b) is None else 0.0
    nouns = OTHER_NOUN if a.unit != b.unit and not same_crowd(a, b) else 0.0
    return (WITHIN if a.report == b.report else ENOUGH) + max(small, rated) + nouns


def _joined(a: Context, b: Context) -> bool:
    return bool(a.claims & b.claims or a.events & b.events)


def _found(contexts: Contexts, told: Sequence[Counted], group: Group) -> Discrepancy:
    ground = contexts.ground
    members = [told[number] for number in group.members]
    members += _agreeing(told, members, contexts)
    values: dict[tuple[float, float], list[Counted]] = defaultdict(list)
    for each in members:
        values[_value(each)].append(each)
    shown = [
        Value(_words(ground, same[0]), tuple(each.context.evidence for each in same))
        for _, same in sorted(values.items())
    ]
    ways = [f"{_words(ground, same[0])} in {_where(ground, same)}" for _, same in sorted(values.items())]
    note = f"The reports give different numbers for one thing: {listed(ways)}."
    return discrepancy("number", shown, note, group.links[0].reasons)


def _agreeing(told: Sequence[Counted], members: Sequence[Counted], contexts: Contexts) -> list[Counted]:
    """Other places that give one of the values in the same unit: an unusual number, or a like one in like words."""
    places = {each.quantity.span for each in members}
    values = {(each.unit, *_value(each)) for each in members}
    return [
        each
        for each in told
        if each.quantity.span not in places
        and (each.unit, *_value(each)) in values
        and (_is_unusual(each.quantity) or any(contexts.alike(each.context, own.context) > 0.1 for own in members))
    ]


def _value(each: Counted) -> tuple[float, float]:
    """What a number is shown as: "9,000", "about 9,000" and "at least 9,000" are one value."""
    return (each.said, each.said) if each.said else (each.quantity.low, each.quantity.high)


def _is_unusual(quantity: Quantity) -> bool:
    """Whether the number is hardly met twice by chance."""
    return quantity.exact and quantity.low >= 100 and len(f"{quantity.low:.0f}".rstrip("0")) > 1


def _words(ground: Ground, each: Counted) -> str:
    """The number as written, with what it counts."""
    spans = [each.quantity.span, *([each.quantity.thing] if each.quantity.thing else [])]
    hull = Span(each.report, min(s.start for s in spans), max(s.end for s in spans))
    return ground.quote(hull) if hull.end - hull.start <= 60 else ground.quote(each.quantity.span)


def _where(ground: Ground, same: Sequence[Counted]) -> str:
    """The reports that have a value, and by whose account."""
    accounts = sorted({each.account.words for each in same if each.account and each.account.words})
    said = f", by the account of {listed([quoted(a)[1:-1] for a in accounts[:2]])}" if accounts else ""
    return ground.labels(each.report for each in same) + said
