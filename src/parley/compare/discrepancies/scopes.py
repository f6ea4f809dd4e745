"""What keeps two numbers of one unit apart: another scope, part, rate, time, stage or state of things."""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.compare.discrepancies.contexts import stage
from parley.compare.discrepancies.counted import Carried, Counted
from parley.compare.discrepancies.lists import numbers
from parley.compare.discrepancies.slips import misheard, slip, transposed
from parley.compare.meaning import likeness
from parley.compare.reasons import Veto
from parley.compare.words import stem
from parley.reading import TimeExpression

NEAR = 6
"""Words on either side that may limit what is counted."""
ALIKE = 0.55
"""Clauses that are so like in meaning tell of one thing, whatever places they name, where a number is a slip."""


def one_sentence(a: Counted, b: Counted) -> Veto | None:
    """Two numbers of one sentence are of two things."""
    same = a.report == b.report and a.context.sentence == b.context.sentence
    return Veto("both stand in one sentence") if same else None


def another_place_or_party(a: Counted, b: Counted) -> Veto | None:
    """Each names places, parties or bodies of its own; of two numbers that look like a slip, places or parties."""
    like = likeness(a.meaning, b.meaning) or 0.0
    if (misheard(a, b) or slip(a, b)) and a.unit == b.unit and like >= ALIKE:
        return None
    kinds = ("place", "party") if slip(a, b) else ("place", "party", "organisation")
    for kind in kinds:
        one, other = a.context.named_as(kind), b.context.named_as(kind)
        if one and other and not one & other:
            return Veto(f"each names another {kind}")
    return None


def another_part(a: Counted, b: Counted) -> Veto | None:
    """One counts a part or a further lot, or what the words beside limit otherwise."""
    if is_part(a) != is_part(b) and not transposed(a, b):
        return Veto("one of them counts a part or a further lot")
    if a.whole and b.whole and a.whole != b.whole:
        return Veto("they are parts of two wholes")
    one, other = limits(a), limits(b)
    if one != other and not (slip(a, b) and (one <= other or other <= one)):
        return Veto("the words beside limit what is counted")
    if a.thing and b.thing and not a.thing & b.thing and not a.measured & b.measured:
        return Veto("other things are counted")
    return None


def another_rate(a: Counted, b: Counted) -> Veto | None:
    """Each is told for another time or thing, or one for a time and the other not."""
    if a.rate == b.rate or (slip(a, b) and not (a.rate and b.rate)):
        return None
    return Veto("one is told for another time or thing")


def another_time(a: Counted, b: Counted) -> Veto | None:
    """Each has days, durations or rates of its own."""
    for kinds in ({"DATE", "TIME"}, {"DURATION"}, {"SET"}):
        one, other = ([t for t in each.context.times if t.type in kinds] for each in (a, b))
        if one and other and not any(_meet(x, y) for x in one for y in other) and not slip(a, b):
            return Veto("each speaks of another time")
    return None


def another_stage(a: Counted, b: Counted) -> Veto | None:
    """One is offered or demanded, the other agreed or done."""
    one, other = stage(a.context), stage(b.context)
    return Veto("one is offered, the other agreed") if one and other and one != other else None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the other places of two numbers say of them."""

    told: Carried

    def told_together(self, a: Counted, b: Counted) -> Veto | None:
        """One sentence of the story tells both: they are two things."""
        one, other = ({(each.report, each.context.sentence) for each in self._places(x)} for x in (a, b))
        return Veto("a sentence of the story tells both") if one & other else None

    def kept_apart(self, a: Counted, b: Counted) -> bool:
        """Whether a report tells both though others tell either, so that it takes them for two things."""
        one, other = ({each.report for each in self._places(x)} for x in (a, b))
        return bool(one & other) and min(len(one), len(other)) > 1

    def both_told(self, a: Counted, b: Counted) -> bool:
        """Whether a report tells both: of two numbers of two reports one then stands beside the other in its own."""
        one, other = ({each.report for each in self._places(x)} for x in (a, b))
        return bool(one & other) and (a.report != b.report or min(len(one), len(other)) > 1)

    def update(self, a: Counted, b: Counted) -> Veto | None:
        """Words of change, or reports of later days that all give the one number where all earlier give the other."""
        lists = numbers()
        one, other = a.context.around & lists.changing, b.context.around & lists.changing
        if one != other:
            return Veto("the words beside speak of a change")
        grows = (a.context.around | b.context.around) & lists.growing
        if grows and a.published != b.published and not (a.crowd and b.crowd and _same_day(a, b)):
            return Veto("the number grows with time")
        if a.day == b.day or slip(a, b) or _same_day(a, b) or not self._follow(a, b):
            return None
        return Veto("the reports are of different days")

    def _follow(self, a: Counted, b: Counted) -> bool:
        """Whether all reports with the one number come before all with the other."""
        days = [{each.day or "" for each in self._places(x)} for x in (a, b)]
        return max(days[0]) < min(days[1]) or max(days[1]) < min(days[0])

    def _places(self, each: Counted) -> Sequence[Counted]:
        return self.told[each.unit].get(each.quantity.low, ())


def limits(each: Counted) -> frozenset[str]:
    """Groups of the words close by that limit what is counted."""
    known = numbers().limits
    near = (*each.context.before[-NEAR:], *each.context.after[:NEAR], *each.thing)
    return frozenset(known[word] for word in near if word in known)


def is_part(each: Counted) -> bool:
    """Whether the words right beside say that it is a part of another number, or comes on top of one."""
    if each.whole is not None:
        return True
    before, after = each.context.before[-2:], each.context.after[:2]
    beside = after in (("of", "the"), ("of", "them")) and each.unit != "percent"
    rest = each.thing & {stem(word) for word in numbers().parts}
    return beside or bool(rest or set(before) & numbers().parts)


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
