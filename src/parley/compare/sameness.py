"""Sameness: what makes two propositions one claim, as named reasons whose weights were learnt from comparisons."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from parley.compare.meaning import Likened, likened
from parley.compare.propositions import Proposition
from parley.compare.reasons import Judge, Row, Share, Veto
from parley.compare.words import contraries, in_order
from parley.reading import Quantity, TimeExpression

DIVIDING = frozenset({"demands", "rejects", "conditional", "wary"})
"""Stances that make what two sides say two claims."""
LASTING = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
"""Units of which the same number says little: many things last ten days."""
NAMED = frozenset({"party", "organisation", "person"})
"""Kinds of sides that are told from one another by more than a description."""
ALIKE = 0.4
"""The share of like words from which on likeness counts."""
_MONTH = re.compile(r"\d{4}-\d\d")
WEEK = 7
"""Days by which a weekday may have been taken for that of another week."""
MUCH = 15.0
"""What the like words of two propositions weigh where they tell all that a claim can."""


def different_numbers(a: Proposition, b: Proposition) -> Veto | None:
    """Each has a number of the same thing that the other gives otherwise; a part of the other's numbers is none."""
    for unit in sorted({each.unit for each in a.quantities} & {each.unit for each in b.quantities}):
        one, other = ([each for each in side.quantities if each.unit == unit] for side in (a, b))
        if _unmet(one, other) and _unmet(other, one):
            return Veto(f"the numbers of {unit} differ")
    return None


def different_days(a: Proposition, b: Proposition) -> Veto | None:
    """Days in the words themselves that have nothing in common, though a weekday be one of another week."""
    one, other = [t for t in a.times if t.first and t.last], [t for t in b.times if t.first and t.last]
    if one and other and not any(_may_be_one(x, y) for x in one for y in other):
        return Veto(f"one speaks of {one[0].value}, the other of {other[0].value}")
    weekdays = {t.value for t in a.times if t.value.startswith("XXXX-WXX-")}
    others = {t.value for t in b.times if t.value.startswith("XXXX-WXX-")}
    return Veto("they speak of different weekdays") if weekdays and others and not weekdays & others else None


def said_on_different_days(a: Proposition, b: Proposition) -> Veto | None:
    """Said on different days by one speaker or side: two utterances."""
    if a.said_on and b.said_on and a.said_on != b.said_on and a.side == b.side and not _two_people(a, b):
        return Veto(f"one was said on {a.said_on}, the other on {b.said_on}")
    return None


def different_speakers(a: Proposition, b: Proposition) -> Share | Veto | None:
    """Two people, or two sides: quoted words are their own, told words may be of one fact."""
    if a.speaker is None or b.speaker is None or a.speaker == b.speaker:
        return None
    if a.side == b.side and a.side is not None and not _two_people(a, b):
        return None
    return Veto("they have different speakers") if a.quoted or b.quoted else Share(1.0, "they have different speakers")


def stances_of_two_sides(a: Proposition, b: Proposition) -> Veto | None:
    """What two sides want or refuse are two claims, in however like words; what they agree on may be one.

    Sides that are only described ("the drivers") may be one side under two descriptions.
    """
    if not {a.stance, b.stance} <= DIVIDING or a.side is None or b.side is None or a.side == b.side:
        return None
    if not {each.partition("-")[0] for each in (a.side, b.side)} <= NAMED:
        return None
    return Veto(f"one is what {a.side} {a.stance}, the other what {b.side} {b.stance}")


def opposite(a: Proposition, b: Proposition) -> Veto | None:
    """One denies what the other says."""
    turned = ((a.negated - b.negated) & b.weights.keys()) | ((b.negated - a.negated) & a.weights.keys())
    return Veto(f"one says of “{min(turned)}” what the other denies") if turned else None


def contrary_words(a: Proposition, b: Proposition) -> Veto | None:
    """One has a word, the other its contrary ("open" and "closed"), and neither has both."""
    for word in a.weights:
        against = contraries().get(word, frozenset())
        met = against & b.weights.keys()
        if met and not (against & a.weights.keys() or word in b.weights) and not a.negated ^ b.negated:
            return Veto(f"one says “{word}”, the other “{min(met)}”")
    return None


def supposed_by_one(a: Proposition, b: Proposition) -> Veto | None:
    """One supposes or asks what the other asserts: the one who asks whether it is so has not said that it is."""
    return Veto("one supposes or asks what the other asserts") if a.supposed != b.supposed else None


def bare(a: Proposition, b: Proposition) -> Veto | None:
    """One has neither a verb nor a number: what both name or date is no claim that both make."""
    if not (a.bare or b.bare) or a.features == b.features:
        return None
    return Veto("one names something and says nothing of it")


def rare_words_shared(a: Proposition, b: Proposition) -> Share | None:
    """Names and content words in common, weighed by how rare they are in the story."""
    common = sorted(a.weights.keys() & b.weights.keys())
    if len(common) < 2:
        return None
    met = sum(a.weights[each] for each in common)
    one, other = sum(a.weights.values()), sum(b.weights.values())
    share = (2 * met / min(one, other) + met / max(one, other)) / 3
    told = min(1.0, met / (2 * max(_rarity(a), _rarity(b))))
    return Share(share * told, f"shared: {', '.join(common[:8])}")


def shorter_told_by_the_longer(a: Proposition, b: Proposition) -> Share | None:
    """The part of the shorter that stands in the longer in the same words."""
    share = stands_in(a, b)
    return Share(share, f"{share:.0%} of the shorter stands in the other in the same words") if share else None


def same_order(a: Proposition, b: Proposition) -> Share | None:
    """Names and content words in the same order, by the part of the shorter that they make up."""
    common = in_order(a.features, b.features)
    shorter = min(len(a.features), len(b.features))
    return Share(common / shorter, f"{common} of them stand in the same order") if common > 2 else None


def alike_in_meaning(a: Proposition, b: Proposition) -> Share | None:
    """Word by word the same or like, as far as the encoder that read the reports can tell."""
    found = _likened(a, b)
    if found is None or found.share <= ALIKE:
        return None
    return Share((found.share - ALIKE) / (1 - ALIKE), f"{found.share:.0%} of the words are the same or alike")


def both_tell_much_alike(a: Proposition, b: Proposition) -> Share | None:
    """How much they tell alike, by how rare the words are, and how little either tells besides."""
    found = _likened(a, b)
    if found is None:
        return None
    share = min(1.0, found.told / MUCH) * max(0.0, found.least)
    return Share(share, f"what both tell is {found.least:.0%} of the one that tells more")


def alike_as_a_whole(a: Proposition, b: Proposition) -> Share | None:
    """The likeness of the two taken whole, as far as the encoder can tell."""
    found = _likened(a, b)
    return None if found is None or found.whole <= 0 else Share(found.whole, f"taken whole, alike by {found.whole:.2f}")


def same_speaker(a: Proposition, b: Proposition) -> Share | None:
    """One speaker, or one side."""
    if a.speaker is None or b.speaker is None:
        return None
    if a.speaker == b.speaker:
        return Share(1.0, "the speaker is the same")
    return Share(0.5, "the side is the same") if a.side == b.side and a.side is not None else None


def same_entities(a: Proposition, b: Proposition) -> Share | None:
    """The same people, bodies and places named."""
    common = sorted(a.entities & b.entities)
    return Share(len(common) / 3, f"both name {', '.join(common[:4])}") if common else None


def same_numbers(a: Proposition, b: Proposition) -> Share | None:
    """The same number of the same thing, by how much of the words is alike besides."""
    found = _likened(a, b)
    for one in (each for each in a.quantities if each.unit not in LASTING):
        if any(other.unit == one.unit and (other.low, other.high) == (one.low, one.high) for other in b.quantities):
            return Share(found.share if found else 0.5, f"both say {one.low:g} {one.unit}")
    return None


def same_number_of_other_things(a: Proposition, b: Proposition) -> Share | None:
    """The same number, of whatever ("22 pairs of slots", "the 22")."""
    common = {(each.low, each.high) for each in a.quantities} & {(each.low, each.high) for each in b.quantities}
    return Share(1.0, f"both say {min(common)[0]:g}") if common else None


def no_number_in_common(a: Proposition, b: Proposition) -> Share | None:
    """Both give numbers, of whatever, and none is the same."""
    one, other = ({(each.low, each.high) for each in side.quantities} for side in (a, b))
    if not one or not other or one & other:
        return None
    return Share(1.0, f"one says {min(one)[0]:g}, the other {min(other)[0]:g}")


def number_in_one_only(a: Proposition, b: Proposition) -> Share | None:
    """One gives a number, the other none."""
    return Share(1.0, "one gives a number, the other none") if bool(a.quantities) != bool(b.quantities) else None


def same_day(a: Proposition, b: Proposition) -> Share | None:
    """Both speak of one day or stretch of days."""
    for one in (t for t in a.times if t.first and t.last):
        if any(t.first and t.last and _on(one.first, one.last, t.first, t.last) for t in b.times):
            return Share(1.0, f"both speak of {one.value}")
    return None


def other_durations(a: Proposition, b: Proposition) -> Share | None:
    """How long is told by both, and not the same."""
    one, other = ({t.value for t in each.times if t.value.startswith("P")} for each in (a, b))
    return Share(1.0, f"one says {min(one)}, the other {min(other)}") if one and other and not one & other else None


def same_stance(a: Proposition, b: Proposition) -> Share | None:
    """Both are demanded, both refused, both agreed."""
    return Share(1.0, f"both are what somebody {a.stance}") if a.stance is not None and a.stance == b.stance else None


def same_event(a: Proposition, b: Proposition) -> Share | None:
    """Both tell of one event."""
    common = sorted(a.events & b.events)
    return Share(1.0, f"both tell of {common[0]}") if common else None


def same_statement(a: Proposition, b: Proposition) -> Share | None:
    """Wordings of one statement."""
    if a.statement is None or a.statement != b.statement or not a.weights.keys() & b.weights.keys():
        return None
    return Share(1.0 if a.whole and b.whole else 0.5, f"both are wordings of {a.statement}")


def one_tells_more(a: Proposition, b: Proposition) -> Share | None:
    """One is longer by so much of itself."""
    shorter, longer = sorted((len(a.features), len(b.features)))
    return Share(1 - shorter / longer, f"one has {longer} words of content, the other {shorter}")


def brief(a: Proposition, b: Proposition) -> Share | None:
    """The shorter has few words, so that each that is shared says more of it."""
    shorter = min(len(a.features), len(b.features))
    return Share(1 / shorter, f"the shorter has {shorter} words of content")


VETOES: tuple[Judge[Proposition], ...] = (
    different_numbers,
    different_days,
    said_on_different_days,
    stances_of_two_sides,
    opposite,
    contrary_words,
    supposed_by_one,
    bare,
)
"""What makes two propositions two claims whatever else they share."""
FORBIDDING: tuple[Row[Proposition], ...] = tuple(Row(each) for each in (*VETOES, different_speakers))
"""All that may forbid two propositions to be one claim."""
REASONS: tuple[Judge[Proposition], ...] = (
    different_speakers,
    rare_words_shared,
    shorter_told_by_the_longer,
    same_order,
    alike_in_meaning,
    both_tell_much_alike,
    alike_as_a_whole,
    same_speaker,
    same_entities,
    same_numbers,
    same_number_of_other_things,
    no_number_in_common,
    number_in_one_only,
    same_day,
    other_durations,
    same_stance,
    same_event,
    same_statement,
    one_tells_more,
    brief,
)
"""What speaks for one claim or against it; the weights are learnt (`training/claims.py`)."""


@cache
def reasons() -> tuple[Row[Proposition], ...]:
    """The vetoes, then each reason with its learnt weight."""
    return (*(Row(each) for each in VETOES), *(Row(each, weights()[each.__name__]) for each in REASONS))


def weights() -> Mapping[str, float]:
    """What each reason weighs, by its name."""
    return _learnt()["weights"]


@cache
def even() -> float:
    """The sum of weights at which one claim is as likely as two."""
    return _learnt()["bounds"]["even"]


@cache
def _learnt() -> dict[str, dict[str, float]]:
    return tomllib.loads(files("parley.compare").joinpath("lexicon/claims.toml").read_text("utf-8"))


def stands_in(a: Proposition, b: Proposition) -> float:
    """How much of the shorter stands in the longer in the same words, by how rare they are."""
    met = sum(a.weights[each] for each in sorted(a.weights.keys() & b.weights.keys()))
    return met / min(sum(a.weights.values()), sum(b.weights.values()))


def _likened(a: Proposition, b: Proposition) -> Likened | None:
    """How like the words are; kept for the reasons that ask the same of one pair in turn."""
    return None if a.sense is None or b.sense is None else likened(a.sense, b.sense)


def _rarity(each: Proposition) -> float:
    """The weight of its rarest feature."""
    return max(each.weights.values())


def _two_people(a: Proposition, b: Proposition) -> bool:
    return a.person and b.person and a.speaker != b.speaker


def _unmet(some: list[Quantity], others: list[Quantity]) -> bool:
    return any(not any(_meet(one, other) for other in others) for one in some)


def _meet(a: Quantity, b: Quantity) -> bool:
    return a.low <= b.high and b.low <= a.high


def _may_be_one(a: TimeExpression, b: TimeExpression) -> bool:
    """Whether two times meet, or may once the week of a weekday or the year of a month is read otherwise."""
    if _on(a.first, a.last, b.first, b.last):
        return True
    if _MONTH.fullmatch(a.value) and _MONTH.fullmatch(b.value):
        return a.value[5:] == b.value[5:] and abs(int(a.value[:4]) - int(b.value[:4])) == 1
    single = a.first == a.last and b.first == b.last
    return single and _week_apart(a.first or "", b.first or "")


def _week_apart(a: str, b: str) -> bool:
    try:
        return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) == WEEK
    except ValueError:
        return False


def _on(first: str | None, last: str | None, other: str | None, until: str | None) -> bool:
    return (first or "") <= (until or "9999") and (other or "") <= (last or "9999")
