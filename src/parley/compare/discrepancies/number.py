"""Numbers: incompatible counts or amounts of the same thing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10

from parley.compare.discrepancies.contexts import Context, Contexts, stage
from parley.compare.discrepancies.ground import Account, Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.lists import numbers
from parley.compare.groups import Group, Link, grouped, pairs
from parley.compare.reasons import Row, Share, Veto, weigh
from parley.compare.words import stem, words
from parley.reading import Quantity, TimeExpression
from parley.report import Span
from parley.story import Discrepancy, Reason, Value

ENOUGH = 0.75
"""Two numbers whose reasons weigh this much are of the same thing."""
WITHIN = 1.0
"""Of one report more is asked: it rarely contradicts itself."""
RATED = 0.3
"""Shares are everywhere, and like words tell them apart less: so much more is asked."""
SMALL = 5
"""Below it numbers are everywhere, and more is asked, too."""
NEAR = 6
"""Words on either side that may limit what is counted."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its context, its report's day and by whose account it stands there."""

    quantity: Quantity
    context: Context
    unit: str
    published: str | None
    account: Account | None
    thing: frozenset[str]
    """Stems of the words beside the unit in what is counted."""

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.quantity.span.report

    @property
    def day(self) -> str | None:
        """The ISO day of publication."""
        return self.published[:10] if self.published else None


def number_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """Numbers of the same thing, in like words, whose bounds have nothing in common.

    An update, an offer that became an agreement, a part of a whole, another place, party or time, another currency, a
    rounded number and bounds that meet ("more than 38", "nearly 40") are no discrepancy.
    """
    ground = contexts.ground
    counted = sorted(_counted(ground, contexts), key=lambda each: each.quantity.span)
    rows = _rows(contexts, counted)
    reasons: dict[tuple[int, int], tuple[Reason, ...]] = {}
    for a, b in pairs(_postings(counted, contexts)):
        one, other = counted[a], counted[b]
        if one.unit != other.unit or compatible(one.quantity, other.quantity):
            continue
        verdict = weigh(rows, one, other)
        if verdict.score >= _needed(one, other):
            reasons[a, b] = verdict.reasons
    links = [Link(a, b, sum(reason.weight for reason in why), why) for (a, b), why in reasons.items()]
    for group in grouped(counted, links, lambda one, other: False):
        if group.links:
            yield _found(contexts, counted, group)


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


def another_place_or_party(a: Counted, b: Counted) -> Veto | None:
    """Each names places, parties or bodies of its own."""
    for kinds in (("place",), ("party",), ("organisation",)):
        one, other = a.context.named_as(*kinds), b.context.named_as(*kinds)
        if one and other and not one & other:
            return Veto(f"each names another {kinds[0]}")
    return None


def another_part(a: Counted, b: Counted) -> Veto | None:
    """One counts a part, a further lot, or what the words beside limit otherwise."""
    if _is_part(a) != _is_part(b):
        return Veto("one of them counts a part or a further lot")
    if _limits(a) != _limits(b):
        return Veto("the words beside limit what is counted")
    if a.thing and b.thing and not a.thing & b.thing:
        return Veto("other things are counted")
    return None


def another_time(a: Counted, b: Counted) -> Veto | None:
    """Each has days, durations or rates of its own."""
    for kinds in ({"DATE", "TIME"}, {"DURATION"}, {"SET"}):
        one, other = ([t for t in each.context.times if t.type in kinds] for each in (a, b))
        if one and other and not any(_meet(x, y) for x in one for y in other):
            return Veto("each speaks of another time")
    return None


def update(a: Counted, b: Counted) -> Veto | None:
    """Reports of different days, or words of change, where nothing ties the numbers to one day."""
    lists = numbers()
    if (a.context.around | b.context.around) & lists.changing:
        return Veto("the words beside speak of a change")
    grows = (a.context.around | b.context.around) & lists.growing
    if grows and a.published != b.published:
        return Veto("the number grows with time")
    if a.day == b.day:
        return None
    return None if _same_day(a, b) else Veto("the reports are of different days")


def another_stage(a: Counted, b: Counted) -> Veto | None:
    """One is offered or demanded, the other agreed or done."""
    one, other = stage(a.context), stage(b.context)
    return Veto("one is offered, the other agreed") if one and other and one != other else None


def one_sentence(a: Counted, b: Counted) -> Veto | None:
    """Two numbers of one sentence are of two things."""
    same = a.report == b.report and a.context.sentence == b.context.sentence
    return Veto("both stand in one sentence") if same else None


def same_claim(a: Counted, b: Counted) -> Share | None:
    """Both stand in evidence of one claim or event."""
    return Share(1.0, "both tell of one event") if _joined(a.context, b.context) else None


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around two numbers, and the other numbers of the story, say."""

    contexts: Contexts
    carried: Mapping[str, Mapping[float, int]]
    """How many reports give each number of a unit."""

    def like_words(self, a: Counted, b: Counted) -> Share | None:
        """Rare words around the numbers that are shared."""
        shared = sorted(set(a.context.stems) & set(b.context.stems))
        return Share(self.contexts.alike(a.context, b.context), f"shared around the numbers: {', '.join(shared[:6])}")

    def one_against_many(self, a: Counted, b: Counted) -> Share | None:
        """All reports that count the thing give one number, but for a single one."""
        told = self.carried[a.unit]
        if len(told) != 2 or min(told.values()) > 1 or max(told.values()) < 3:
            return None
        return Share(1.0, f"{max(told.values())} reports give one number, a single one the other")


def same_neighbours(a: Counted, b: Counted) -> Share | None:
    """The words right before and after are the same."""
    before = a.context.before[-3:] == b.context.before[-3:] and len(a.context.before) > 2
    after = a.context.after[:3] == b.context.after[:3] and len(a.context.after) > 2
    return Share((before + after) / 2, "the words right beside are the same") if before or after else None


def same_names(a: Counted, b: Counted) -> Share | None:
    """People, places, bodies or parties named around both."""
    shared = len(a.context.named & b.context.named)
    return Share(shared / 2, "both name the same people, bodies or places") if shared else None


def like_slip(a: Counted, b: Counted) -> Share | None:
    """The numbers look like a slip: digits exchanged, one digit wrong, or thousand for million."""
    if a.quantity.low % 1 or b.quantity.low % 1:
        return None
    one, other = (f"{each.quantity.low:.0f}" for each in (a, b))
    if sorted(one) == sorted(other) and len(one.rstrip("0")) > 1:
        return Share(1.0, "the digits are the same in another order")
    if one.rstrip("0") == other.rstrip("0"):
        return Share(1.0, "they differ by zeros alone")
    wrong = sum(x != y for x, y in zip(one, other, strict=False))
    return Share(0.5, "one digit differs") if len(one) == len(other) > 2 and wrong == 1 else None


def same_kind(a: Counted, b: Counted) -> Share | None:
    """The thing counted is described by the same words."""
    return Share(1.0, f"both count {' '.join(sorted(a.thing & b.thing))} {a.unit}") if a.thing & b.thing else None


def _rows(contexts: Contexts, counted: Sequence[Counted]) -> tuple[Row[Counted], ...]:
    """What makes two numbers one number told twice."""
    told: dict[str, dict[float, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in counted:
        told[each.unit][each.quantity.low].add(each.report)
    carried = {unit: {low: len(reports) for low, reports in lows.items()} for unit, lows in told.items()}
    around = Around(contexts, carried)
    return (
        Row(one_sentence),
        Row(another_place_or_party),
        Row(another_part),
        Row(another_stage),
        Row(another_time),
        Row(update),
        Row(around.like_words, 1.0),
        Row(around.one_against_many, 0.2),
        Row(same_claim, 0.4),
        Row(same_neighbours, 0.3),
        Row(same_names, 0.2),
        Row(like_slip, 0.25),
        Row(same_kind, 0.15),
    )


def _counted(ground: Ground, contexts: Contexts) -> Iterator[Counted]:
    for reading in ground.readings:
        for quantity in reading.quantities:
            unit = unit_of(quantity.unit)
            if unit in numbers().vague or quantity.unit in numbers().vague or quantity.low == float("inf"):
                continue
            own = (quantity.thing,) if quantity.thing else ()
            context = contexts.of(quantity.span, own)
            if context is not None:
                thing = _thing(ground, quantity, unit)
                account = ground.account(quantity.span)
                yield Counted(quantity, context, unit, reading.report.published, account, thing)


def unit_of(unit: str) -> str:
    """The unit as it is compared: currencies and percent as they are, nouns by their stem."""
    return unit if unit.isupper() else " ".join(word.stem for word in words(unit))


def _thing(ground: Ground, quantity: Quantity, unit: str) -> frozenset[str]:
    """What the words beside the unit say of the thing counted."""
    if quantity.thing is None or quantity.unit.isupper():
        return frozenset()
    text = ground.reading[quantity.span.report].report.text
    found = words(text, quantity.thing.start, quantity.thing.end)
    inside = [w for w in found if not (quantity.span.start <= w.start < quantity.span.end)]
    return frozenset(w.stem for w in inside if w.text.isalpha()) - {unit, stem(quantity.unit), "the", "a", "of", "to"}


def _postings(counted: Sequence[Counted], contexts: Contexts) -> dict[str, list[int]]:
    """Numbers by unit and one of the rarest words around, and by unit and claim."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(counted):
        rare = contexts.rarest(each.context)
        for key in (*rare, *sorted(each.context.claims | each.context.events)):
            found[f"{each.unit}\x1f{key}"].append(number)
    return found


def _needed(a: Counted, b: Counted) -> float:
    small = 0.25 if min(a.quantity.low, b.quantity.low) < SMALL else 0.0
    rated = RATED if "percent" in a.quantity.unit else 0.0
    return (WITHIN if a.report == b.report else ENOUGH) + max(small, rated)


def _joined(a: Context, b: Context) -> bool:
    return bool(a.claims & b.claims or a.events & b.events)


def _same_day(a: Counted, b: Counted) -> bool:
    """Whether both name the same single day in the sentence."""
    days = [{t.first for t in each.context.times if t.first and t.first == t.last} for each in (a, b)]
    return bool(days[0] & days[1]) or bool(a.context.events & b.context.events)


def _meet(a: TimeExpression, b: TimeExpression) -> bool:
    """Whether two time expressions are the same, or anchored to days that both have."""
    if a.value == b.value:
        return True
    anchored = a.first and a.last and b.first and b.last
    return bool(anchored) and (a.first or "") <= (b.last or "") and (b.first or "") <= (a.last or "")


def _is_part(each: Counted) -> bool:
    """Whether the words right beside say that it is a part of another number, or comes on top of one."""
    before, after = each.context.before[-2:], each.context.after[:2]
    return bool(set(before) & numbers().parts) or after in (("of", "the"), ("of", "them"))


def _limits(each: Counted) -> frozenset[str]:
    """Groups of the words close by that limit what is counted."""
    limits = numbers().limits
    near = (*each.context.before[-NEAR:], *each.context.after[:NEAR], *each.thing)
    return frozenset(limits[word] for word in near if word in limits)


def _found(contexts: Contexts, counted: Sequence[Counted], group: Group) -> Discrepancy:
    ground = contexts.ground
    members = [counted[number] for number in group.members]
    members += _agreeing(counted, members, contexts)
    values: dict[tuple[float, float], list[Counted]] = defaultdict(list)
    for each in members:
        values[each.quantity.low, each.quantity.high].append(each)
    shown = [
        Value(_words(ground, same[0]), tuple(each.context.evidence for each in same))
        for _, same in sorted(values.items())
    ]
    ways = [f"{_words(ground, same[0])} in {_where(ground, same)}" for _, same in sorted(values.items())]
    note = f"The reports give different numbers for one thing: {listed(ways)}."
    return discrepancy("number", shown, note, group.links[0].reasons)


def _agreeing(counted: Sequence[Counted], members: Sequence[Counted], contexts: Contexts) -> list[Counted]:
    """Other places that give one of the values in the same unit: an unusual number, or a like one in like words."""
    places = {each.quantity.span for each in members}
    values = {(each.unit, each.quantity.low, each.quantity.high) for each in members}
    return [
        each
        for each in counted
        if each.quantity.span not in places
        and (each.unit, each.quantity.low, each.quantity.high) in values
        and (_is_unusual(each.quantity) or any(contexts.alike(each.context, own.context) > 0.1 for own in members))
    ]


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
