"""What a number counts: its unit, the noun that it measures, its rate, the whole of which it is a part."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from parley.compare.discrepancies.contexts import Context, Contexts
from parley.compare.discrepancies.ground import Account, Ground
from parley.compare.discrepancies.lists import numbers, quoting
from parley.compare.meaning import Meanings, Vector
from parley.compare.words import stem, stop, words
from parley.reading import Quantity, Reading, TimeExpression
from parley.report import Span

Carried = Mapping[str, Mapping[float, "Sequence[Counted]"]]
"""The places of each number of a unit."""

NEARLY = 0.9
"""The part of a number from which "nearly" is read."""
ABOUT = 0.1
"""The part by which "about" is read on either side: 0.9 to 1.1 of the number."""
CROWD = 20
"""Fewer people are no crowd."""
CLOSE = 8
"""Words on either side in which they are said to gather."""
REACH = 5
"""Tokens left of a number within which the noun stands that it measures ("a gap of 14.6 billion")."""
_MONEY = "money"
SUM = 1e7
"""So much is hardly anything but money."""
AFTER = 32
"""Characters after a number within which its rate stands."""

_LINKS = frozenset({"of", "at", "worth", "is", "was", "are", "were", "totals", "totalled", "reached", "hit"})
_NOUNS = frozenset({"NN", "NNS"})
_OF = re.compile(r"\s+of\s+((?:[a-z]+\s+){0,2}?[a-z]+)(?=[\s.,;:]|$)")
_LENGTH = re.compile(r"(PT?)(\d+(?:\.\d+)?)([A-Z]+)")
_AGO = re.compile(r"(\S+) (minute|hour|day|week|month|year)s? (?:ago|later|earlier)")
_AT_LEAST = frozenset({"for", "lasted", "lasts", "lasting", "took", "taken", "of", "after", "been", "is", "was", "in"})
_UNITS = {"minute": "PTM", "hour": "PTH", "day": "PD", "week": "PW", "month": "PM", "year": "PY"}
_DAYS = {"pts": 1 / 86400, "ptm": 1 / 1440, "pth": 1 / 24, "pd": 1.0, "pw": 7.0, "pm": 30.4375, "py": 365.25}
_STOPS = re.compile(r"[.,;:()–—\n]|\b(?:and|or|but|in|on)\b")
_WHOLE = re.compile(r"\b(?:out of|of)\s+(?:(?:the|its|their|all)\b\s*)?(\d[\d,.]*)?", re.IGNORECASE)


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
    measured: frozenset[str] = frozenset()
    """Stems of the nouns that the number measures: "gap" in "a gap of 14 billion", "debt" in "an $8 billion debt"."""
    rate: str | None = None
    """For which time or thing so much is told: "year" in "90 billion a year"."""
    whole: str | None = None
    """What it is told to be a part of, in digits where a number; empty where it is a part of something else."""
    crowd: bool = False
    """Whether it counts people who come out together: a crowd, a march, a picket."""
    meaning: Vector | None = field(default=None, compare=False)
    """Where its clause lies in meaning, the number left out."""

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.quantity.span.report

    @property
    def day(self) -> str | None:
        """The ISO day of publication."""
        return self.published[:10] if self.published else None

    @property
    def said(self) -> float:
        """The number that the words hold: 310 also for "at least 310" and "about 310"; 0 where they hold none."""
        low, high = self.quantity.low, self.quantity.high
        if self.quantity.exact or high == float("inf"):
            return low
        if low == 0 or _alike(low, NEARLY * high):
            return high
        return (low + high) / 2 if _alike(low * (1 + ABOUT), high * (1 - ABOUT)) else 0.0

    @property
    def digits(self) -> str:
        """The digits of the number said without the zeros at either end, by which a slip of the pen is found."""
        return figures(self.said)


@lru_cache(maxsize=65536)
def figures(number: float) -> str:
    """The digits of a number from the first that is no zero to the last."""
    return f"{number:.10g}".split("e")[0].replace(".", "").strip("0")


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= 0.001 * max(one, other)


def counted(contexts: Contexts) -> Iterator[Counted]:
    """Every number of running text that says what it counts, report by report; bare sums take the story's money."""
    found: list[Counted] = []
    for reading in contexts.ground.readings:
        meanings = Meanings(reading)
        each = (_one(contexts, reading, quantity, meanings) for quantity in reading.quantities)
        found += [one for one in each if one is not None]
    sums = Counter(each.unit for each in found if each.unit != _MONEY and each.quantity.low >= SUM)
    usual = min(sums, key=lambda unit: (-sums[unit], unit)) if sums else _MONEY
    for one in found:
        yield replace(one, unit=usual) if one.unit == _MONEY else one


def durations(contexts: Contexts) -> Iterator[Counted]:
    """Every length of time as a number of its unit ("18" of "months"), report by report; also "19 months ago"."""
    for reading in contexts.ground.readings:
        meanings = Meanings(reading)
        for time in reading.times:
            quantity = _length(contexts.ground, time) or _elapsed(contexts.ground, time)
            found = _one(contexts, reading, quantity, meanings, carried=True) if quantity is not None else None
            if found is not None:
                yield found


def _length(ground: Ground, time: TimeExpression) -> Quantity | None:
    """A duration with its bounds in its own unit; None where it is the time itself ("the past two days").

    What is done or paid over five years takes five, what has lasted for over five years takes more.
    """
    length = _LENGTH.fullmatch(time.value) if time.type == "DURATION" else None
    past = time.last is not None or (time.first is not None and time.shortest != time.longest)
    if length is None or past or (time.shortest is None and time.longest is None):
        return None
    unit, text = f"{length[1]}{length[3]}", ground.quote(time.span)
    before = ground.reading[time.span.report].report.text[max(0, time.span.start - AFTER) : time.span.start].split()
    lead = before[-1].casefold() if before else ""
    number, day = float(length[2]), days_of(unit)
    low, high = (time.shortest or 0.0) / day, (time.longest / day if time.longest is not None else float("inf"))
    spread = time.modifier == "MORE_THAN" and text.casefold().startswith("over ") and lead not in _AT_LEAST
    exact = spread or (not time.modifier and abs(high - low) < 0.05 * high)
    return Quantity(time.span, number if exact else low, number if exact else high, unit, time.measures, exact)


def _elapsed(ground: Ground, time: TimeExpression) -> Quantity | None:
    """How long ago, or after something else, a thing was: "19 months ago", "90 minutes later"."""
    told = _AGO.fullmatch(ground.quote(time.span).casefold()) if time.type in {"DATE", "TIME"} else None
    number = quoting().written.get(told[1], told[1]) if told else ""
    if told is None or not number.isdigit():
        return None
    return Quantity(time.span, float(number), float(number), _UNITS[told[2]], time.measures)


def days_of(unit: str) -> float:
    """Days in a unit of time by its TIMEX3 letters."""
    return _DAYS.get(unit.casefold(), 1.0)


def unit_of(unit: str) -> str:
    """The unit as it is compared: currencies and percent as they are, nouns by their stem."""
    return unit if unit.isupper() or unit == _MONEY else " ".join(word.stem for word in words(unit)) or unit


def carried(found: Sequence[Counted]) -> Carried:
    """Numbers by unit and value."""
    told: dict[str, dict[float, list[Counted]]] = defaultdict(lambda: defaultdict(list))
    for each in found:
        told[each.unit][each.quantity.low].append(each)
    return told


def _one(
    contexts: Contexts, reading: Reading, quantity: Quantity, meanings: Meanings, *, carried: bool = False
) -> Counted | None:
    unit = unit_of(quantity.unit)
    if not numbers().vague.isdisjoint({unit, quantity.unit}) or quantity.low == float("inf"):
        return None
    context = contexts.of(quantity.span, (quantity.thing,) if quantity.thing else (), carried=carried)
    if context is None:
        return None
    clause, place = context.evidence, quantity.span
    beside = (Span(place.report, clause.start, place.start), Span(place.report, place.end, clause.end))
    return Counted(
        quantity=quantity,
        context=context,
        unit=unit,
        published=reading.report.published,
        account=contexts.ground.account(place),
        thing=_thing(contexts.ground, quantity, unit),
        measured=_measured(reading, quantity),
        rate=_rate(reading, quantity),
        whole=_whole(contexts.ground, quantity),
        crowd=_is_crowd(context, quantity, unit),
        meaning=meanings.of(span for span in beside if span.start < span.end),
    )


def _is_crowd(context: Context, quantity: Quantity, unit: str) -> bool:
    """Whether people are counted who gather: by a word for it, or by a noun for those who do."""
    lists = numbers()
    if unit in lists.gathered:
        return True
    people = unit in lists.common or unit.endswith(lists.people)
    near = {stem(word) for word in (*context.before[-CLOSE:], *context.after[:CLOSE])}
    return people and quantity.low >= CROWD and bool(near & lists.gathering)


def _thing(ground: Ground, quantity: Quantity, unit: str) -> frozenset[str]:
    """What the words beside the unit say of the thing counted."""
    if quantity.unit.isupper():
        return frozenset()
    text = ground.reading[quantity.span.report].report.text
    found = words(text, quantity.thing.start, quantity.thing.end) if quantity.thing else ()
    made = _OF.match(text, quantity.span.end)
    found += words(text, made.start(1), made.end(1)) if made and quantity.unit != "percent" else ()
    return frozenset(w.stem for w in found if w.text.isalpha()) - {unit, stem(quantity.unit)} - stop()


def _measured(reading: Reading, quantity: Quantity) -> frozenset[str]:
    """The noun that the number follows by "of" or "at", and, for money and shares, the noun right after it."""
    text, tokens = reading.report.text, reading.tokens
    found: set[str] = set()
    if quantity.thing is not None and quantity.thing.start >= quantity.span.end:
        inside = words(text, quantity.thing.start, quantity.thing.end)
        found |= {inside[-1].stem} if inside else set()
    at = bisect_left(tokens, quantity.span.start, key=lambda token: token.start) - 1
    linked = False
    for index in range(at, max(at - REACH, -1), -1):
        word = text[tokens[index].start : tokens[index].end].casefold()
        if tokens[index].tag in _NOUNS and linked:
            found |= {each.stem for each in words(text, tokens[index].start, tokens[index].end)}
            break
        linked = linked or (word in _LINKS and index >= at - 1)
        if not linked and index < at - 1:
            break
    return frozenset(found) - stop()


def _rate(reading: Reading, quantity: Quantity) -> str | None:
    """The unit of time or of things after "a", "per" or "every", within a few words of the number."""
    end = quantity.span.end
    beside = _STOPS.split(reading.report.text[end : end + AFTER])[0]
    after = [word.text for word in words(beside)][:5]
    rates = numbers().rates
    for at, word in enumerate(after[1:], 1):
        if after[at - 1] in {"a", "an", "per", "every", "each"} and word in rates:
            return rates[word]
    before = [
        word.text for word in words(reading.report.text, max(0, quantity.span.start - AFTER), quantity.span.start)
    ]
    beside_it = (*after[:1], *before[-3:])
    return next((rates[word] for word in beside_it if word in rates and word.endswith(("ly", "nual"))), None)


def _whole(ground: Ground, quantity: Quantity) -> str | None:
    """The number of the whole where the words tell one, empty where they tell a part alone."""
    if quantity.unit == "percent":
        return None
    found = _WHOLE.search(ground.quote(quantity.span))
    return (found[1] or "").strip(",.") if found and not quantity.unit.isupper() else None
