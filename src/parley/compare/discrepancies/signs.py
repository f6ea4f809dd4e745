"""Signs: what speaks for two values being of one thing while they exclude each other, and what against it."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from parley.compare.discrepancies.contexts import Contexts, stage
from parley.compare.discrepancies.counted import Counted
from parley.compare.discrepancies.dated import Dated, days_between
from parley.compare.discrepancies.lists import numbers, stages
from parley.compare.discrepancies.scopes import is_part, limits
from parley.compare.discrepancies.slips import misheard, slip
from parley.compare.discrepancies.slots import Slot, Told
from parley.compare.meaning import likeness

Sign = tuple[str, float]
"""The name of a sign and how far it holds, mostly from 0 to 1."""

CLOSE = 1.6
"""Values of which one is at most so many times the other are close; days that follow each other are, too."""
DISTANT = 3.0
"""Values of which one is more times the other are far apart; days by more than a week."""
WEEK = 7
"""Days."""
MANY = 3
"""So many names in common say all that names can."""

SAID: Mapping[str, str] = {
    "clauses_alike": "the clauses are alike in meaning",
    "sentences_alike": "the sentences are alike in meaning",
    "neighbours_alike": "the words right beside are alike in meaning",
    "nouns_alike": "the nouns beside are alike in meaning",
    "rare_words": "rare words are shared",
    "same_words": "the words around are the same, in order",
    "same_verb": "a verb is shared",
    "same_names": "the same people, bodies or places are named",
    "same_people": "the same people are named",
    "same_places": "the same places are named",
    "other_places": "each names other places",
    "other_parties": "each names other parties",
    "other_bodies": "each names other bodies",
    "other_people": "each names other people",
    "same_subject": "the subject is the same",
    "same_numbers": "the sentences share another number",
    "other_numbers": "other numbers stand beside",
    "same_days": "the sentences share another day",
    "other_days": "other days stand beside",
    "same_thing": "the thing counted is described alike",
    "other_thing": "the thing counted is described otherwise",
    "same_measured": "the same is measured",
    "other_measured": "each measures a thing of its own",
    "part_of_one": "one is a part of something",
    "other_rate": "one is told for another time or thing",
    "other_limits": "the words beside limit it otherwise",
    "offered_by_one": "one alone is told as offered or wanted",
    "offered_by_both": "both are told as offered or wanted",
    "other_stage": "one is offered, the other agreed",
    "changed": "the words beside one speak of a change",
    "grows": "such a number grows with time",
    "in_turn": "all reports with one value come before all with the other",
    "days_between": "the reports are of different days",
    "in_one_report": "a report gives both",
    "inexact": "a value is told as about or at least so much",
    "close": "the values are close",
    "distant": "the values are far apart",
    "digits_moved": "the digits are the same in another order, or zeros are lost",
    "misheard": "one digit is wrong, or a ten was heard for a teen",
    "both_ahead": "both are still to come",
    "one_ahead": "one is still to come",
    "one_limit": "one alone ends a time",
    "same_beginning": "both tell when the same begins",
    "other_beginning": "each tells when another thing begins",
}
"""What each sign says, in the order of the table of weights."""

AGAINST = frozenset(
    {"part_of_one", "offered_by_one", "changed", "grows", "in_turn", "days_between", "in_one_report", "inexact"}
    | {"distant", "one_ahead", "one_limit", *(name for name in SAID if name.startswith("other_"))}
)
"""Signs that speak against a contradiction, so that none is ever taught to speak for one; the others never against."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Reads the signs of two values in the light of their story."""

    contexts: Contexts
    told: Told

    def of(self, a: Slot, b: Slot) -> dict[str, float]:
        """Every sign by its name; what has nothing to say is 0."""
        found = dict.fromkeys(SAID, 0.0)
        found.update(self._meaning(a, b))
        found.update(_named(a, b))
        found.update(_beside(a, b))
        found.update(self._state(a, b))
        if a.counted and b.counted:
            found.update(_counted(a.counted, b.counted))
            found.update(_measured(a, b))
        if a.dated and b.dated:
            found.update(_dated(a.dated, b.dated))
        return found

    def _meaning(self, a: Slot, b: Slot) -> Iterator[Sign]:
        yield "clauses_alike", likeness(a.clause, b.clause) or 0.0
        yield "sentences_alike", likeness(a.sentence, b.sentence) or 0.0
        yield "neighbours_alike", likeness(a.near, b.near) or 0.0
        yield "nouns_alike", likeness(a.head, b.head) or 0.0
        yield "rare_words", self.contexts.alike(a.context, b.context)
        yield "same_words", self.contexts.same_words(a.context, b.context)
        yield "same_verb", float(bool(a.verbs & b.verbs))

    def _state(self, a: Slot, b: Slot) -> Iterator[Sign]:
        """What an update, an offer or a later count would explain."""
        one, other = a.context, b.context
        offered = [bool(each.around & stages().offered) for each in (one, other)]
        told = {stage(one), stage(other)}
        lists = numbers()
        yield "offered_by_one", float(offered[0] != offered[1])
        yield "offered_by_both", float(all(offered))
        yield "other_stage", float(told == {"offered", "done"})
        yield "changed", float(one.around & lists.changing != other.around & lists.changing)
        yield "grows", float(bool((one.around | other.around) & lists.growing))
        yield "in_turn", float(self.told.in_turn(a, b))
        yield "days_between", min(WEEK, self.contexts.ground.days_between(a.report, b.report)) / WEEK
        yield "in_one_report", float(self.told.in_one_report(a, b))


def _measured(a: Slot, b: Slot) -> Iterator[Sign]:
    """What two lengths measure, and how far apart they are."""
    low, high = sorted((a.value[0], b.value[0]))
    times = high / low if low else float("inf")
    yield "same_measured", float(bool(a.heads & b.heads))
    yield "other_measured", _other(a.heads, b.heads)
    yield "close", float(times < CLOSE)
    yield "distant", float(times > DISTANT)


def _named(a: Slot, b: Slot) -> Iterator[Sign]:
    one, other = a.context, b.context
    yield "same_names", min(MANY, len(one.named & other.named)) / MANY
    yield "same_people", float(bool(one.named_as("person") & other.named_as("person")))
    yield "same_places", float(bool(one.named_as("place") & other.named_as("place")))
    for kind, name in (("place", "places"), ("party", "parties"), ("organisation", "bodies"), ("person", "people")):
        yield f"other_{name}", _other(one.named_as(kind), other.named_as(kind))


def _beside(a: Slot, b: Slot) -> Iterator[Sign]:
    yield "same_numbers", float(bool(a.numbers & b.numbers))
    yield "other_numbers", _other(a.numbers, b.numbers)
    yield "same_days", float(bool(a.days & b.days))
    yield "other_days", _other(a.days, b.days)


def _counted(a: Counted, b: Counted) -> Iterator[Sign]:
    yield "same_thing", float(bool(a.thing & b.thing))
    yield "other_thing", _other(a.thing, b.thing)
    yield "part_of_one", float(is_part(a) != is_part(b))
    yield "other_rate", float(a.rate != b.rate)
    yield "other_limits", float(limits(a) != limits(b))
    yield "inexact", (not a.quantity.exact) + (not b.quantity.exact)
    yield "digits_moved", float(slip(a, b) is not None)
    yield "misheard", float(misheard(a, b) is not None)


def _dated(a: Dated, b: Dated) -> Iterator[Sign]:
    apart = days_between(a, b)
    yield "close", float(apart <= 1)
    yield "distant", float(apart > WEEK)
    yield "both_ahead", float(a.ahead and b.ahead)
    yield "one_ahead", float(a.ahead != b.ahead)
    yield "one_limit", float(a.is_limit != b.is_limit)
    yield "same_subject", float(bool(a.subject & b.subject))
    yield "same_beginning", float(bool(a.begins & b.begins))
    yield "other_beginning", _other(a.begins, b.begins)


def _other(one: Set[object], other: Set[object]) -> float:
    """Whether each has some and they share none."""
    return float(bool(one and other and not one & other))
