"""Numbers of things and amounts of money with their bounds: "more than 2,500 strikes", "90 billion crowns"."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from parley.annotate.numerals import letters
from parley.annotate.parse import Parse
from parley.annotate.quantity.amounts import bounds, heads, joins, pattern, scaled, won
from parley.annotate.quantity.singular import singular
from parley.annotate.time.dates import months
from parley.annotate.time.relative import units
from parley.annotate.wordlists import table, words
from parley.reading import Quantity

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BEFORE_NOUN = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS"})
_LEADING = frozenset({"DT", "PRP$", "PDT"})
_REACH = 10
"""Words after a number within which its noun stands."""
_PERSON = "person"
_MONEY = "money"
"""The unit of a sum whose currency the report does not name."""
_CROWD = 1e7
"""More people than this are hardly killed or missing: a number without a noun is a sum."""
_CLOCK = frozenset({"a.m", "p.m", "am", "pm", "o'clock", "gmt", "hrs"})
_LAPSED = re.compile(r"and\s+$", re.IGNORECASE)
_VOTED = re.compile(r"\bvot(?:e|es|ed|ing)\b[^.;]{0,40}$", re.IGNORECASE)
_NO_ONE = frozenset({"no", "any", "some", "every", "this", "that", "the", "which", "each", "another", "only"})
_BEFORE_YEAR = frozenset(
    {"in", "since", "the", "of", "by", "until", "from", "before", "after", "during", "early", "late"}
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase after a number: tokens `first` to before `last`, and the singular of its head."""

    first: int
    last: int
    unit: str


def quantities(parse: Parse) -> tuple[Quantity, ...]:
    """All quantities of the running text in text order; dates, durations, ages, ordinals and names are left out."""
    return tuple(_settled(tuple(_each(parse))))


def _each(parse: Parse) -> Iterator[Quantity]:
    text = parse.report.text
    for sentence in parse.sentences:
        if heads().isdisjoint(letters(text[sentence.start : sentence.end])):
            continue
        for found in pattern().finditer(text, sentence.start, sentence.end):
            end = found.end()
            if found["num2"] and joins(found):
                end = found.end("num")
            quantity = _quantity(parse, found, end, (sentence.first, sentence.last))
            if quantity:
                yield quantity


def _settled(found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Sums without a currency take the one that most sums of the report have, where it has any."""
    named = Counter(each.unit for each in found if each.low >= _CROWD and _is_money(each.unit))
    usual = min(named, key=lambda unit: (-named[unit], unit)) if named else _MONEY
    for each in found:
        yield replace(each, unit=usual) if each.unit == _MONEY else each


def _is_money(unit: str) -> bool:
    return unit.isupper() or unit in _currencies()


@cache
def _currencies() -> frozenset[str]:
    return frozenset(str(code) for code in table("units")["currencies"].values())


def _quantity(parse: Parse, found: re.Match[str], end: int, sentence: tuple[int, int]) -> Quantity | None:
    amount, first = bounds(found), parse.at(_start(found))
    if amount is None and found["num2"] and _VOTED.search(parse.report.text[: _start(found)][-60:]):
        return _votes(parse, found)
    after = parse.at(end)
    if amount is None or not _counts(parse, found, first, after):
        return None
    counted = _noun(parse, after, sentence[1], many=amount.range.high > 1)
    measure = _measure(parse, found, counted, (first, after, sentence))
    if measure is None or measure.unit in units() or singular(measure.unit) in units():
        return None
    last = parse.tokens[measure.last - 1].end if measure.last else end
    span = parse.report.span(_start(found), last)
    thing = parse.span(measure.thing.first, measure.thing.last) if measure.thing else None
    return Quantity(span, amount.range.low, amount.range.high, measure.unit, thing, amount.exact)


@dataclass(frozen=True, slots=True)
class _Measure:
    """What an amount is an amount of; `last` is the token before which the quantity ends, 0 where the amount does."""

    unit: str
    thing: Counted | None
    last: int = 0


def _measure(
    parse: Parse, found: re.Match[str], counted: Counted | None, at: tuple[int, int, tuple[int, int]]
) -> _Measure | None:
    """The unit of a match and what it counts, by the words beside; None where it counts nothing."""
    first, after, sentence = at
    if found["attributive"]:
        return _Measure(_attributive(found["attributive"], counted), counted)
    if found["sign"] or found["code"] in table("units")["signs"]:
        unit = table("units")["signs"][found["sign"] or found["code"]]
        return _Measure(unit, _purpose(parse, after, sentence[1]))
    if found["percent"] or found["portion"]:
        return _Measure("percent", counted)
    if counted:
        return _of_noun(parse, found, counted, sentence[1])
    if scaled(found):
        return _Measure(_MONEY, None)
    return _Measure(_PERSON, None) if _casualties(parse, first, after, sentence) else None


def _of_noun(parse: Parse, found: re.Match[str], counted: Counted, end: int) -> _Measure:
    """A counted noun, a currency with what is paid for, or a sum of which only the purpose is named."""
    money = _currency(parse, counted)
    if money:
        return _Measure(money, _purpose(parse, counted.last, end), counted.last)
    for index in range(counted.first, counted.last - 1):
        word = singular(parse.lower(index).rpartition("-")[2])
        if word in table("units")["currencies"]:
            return _Measure(
                table("units")["currencies"][word], Counted(index + 1, counted.last, counted.unit), index + 1
            )
    single = parse.tokens[counted.last - 1].tag == "NN" and parse.lower(counted.first - 1) != "of"
    if scaled(found) and single and not _is_unit(parse, parse.word(counted.last - 1)):
        return _Measure(_MONEY, counted)
    return _Measure(counted.unit, counted, counted.last)


def _is_unit(parse: Parse, noun: str) -> bool:
    """Whether the report has numbers before a noun more than once: then it may be the money of a country."""
    told = re.finditer(rf"\d\s?(?:[a-z]{{1,8}}\s)?{re.escape(noun)}(?!\w)", parse.report.text)
    return next(islice(told, 1, None), None) is not None


def _votes(parse: Parse, found: re.Match[str]) -> Quantity | None:
    """The votes of those who won ("voted by 41 to 19")."""
    low = won(found)
    span = parse.report.span(_start(found), found.end("num"))
    return Quantity(span, low, low, "vote") if low is not None else None


def _start(found: re.Match[str]) -> int:
    """Where the amount begins, without "between" or "from" that makes no range."""
    if found["lead"] and (not found["num2"] or joins(found)):
        return found.start("mod") if found["mod"] else found.start("sign") if found["sign"] else found.start("num")
    return found.start()


def _counts(parse: Parse, found: re.Match[str], first: int, after: int) -> bool:
    """Whether the number counts something: it is no date, year, time, name or ordinal."""
    number = found["num"] or ""
    left = parse.lower(first - 1).rstrip(".") if first else ""
    right = parse.lower(after).rstrip(".") if after < len(parse.tokens) else ""
    if left in words("units", "numbered") or right in months() or left in months() or right in _CLOCK:
        return False
    if _is_hour(parse, found, first, after) or _is_rest(parse, found, after):
        return False
    if number.lower() in {"one", "zero"} and (right in {"of", "another", "day", "by"} or left in _NO_ONE):
        return False
    year = re.fullmatch(r"(?:1[5-9]|20)\d\d", number)
    if year and not (found["sign"] or found["percent"] or found["mod"]) and left in _BEFORE_YEAR:
        return False
    if year and not (found["sign"] or found["percent"] or found["mod"]) and _is_lone(parse, after):
        return False
    return not (_name(parse, first) and not found["sign"] and not found["percent"] and not found["mod"])


def _is_hour(parse: Parse, found: re.Match[str], first: int, after: int) -> bool:
    """Whether the number is an hour ("23.58" before what happened then, "six this morning")."""
    if not found["num"] or found["sign"] or found["percent"] or after >= len(parse.tokens):
        return False
    opens = first == 0 or any(parse.tokens[first].start == sentence.start for sentence in parse.sentences)
    written = re.fullmatch(r"(?:[01]?\d|2[0-3])\.[0-5]\d", found["num"])
    if written and (parse.lower(after) in {"local", "on", "hours"} or (opens and parse.word(after)[0].isupper())):
        return True
    right = [parse.lower(index) for index in range(after, min(after + 2, len(parse.tokens)))]
    return right[0] == "this" and right[-1] in table("times")["day_parts"]


def _is_rest(parse: Parse, found: re.Match[str], after: int) -> bool:
    """Whether it is no number of its own: "the Nine's envoy", the half of "an hour and a half"."""
    if not found["percent"] and after < len(parse.tokens) and parse.tokens[after].tag == "POS":
        return True
    return bool(found["portion"] and _LAPSED.search(parse.report.text[: found.start()][-8:]))


def _is_lone(parse: Parse, after: int) -> bool:
    """Whether a single thing follows: "the 2027 budget" is the budget of a year."""
    lists = table("units")
    measures = {"percent", *lists["measures"], *lists["currencies"], *lists["scales"]}
    return after < len(parse.tokens) and parse.tokens[after].tag == "NN" and parse.lower(after) not in measures


def _name(parse: Parse, first: int) -> bool:
    """Whether the number continues a name ("Boeing 737", "Group of 20")."""
    if 0 < first < len(parse.names) and parse.names[first].startswith("I-"):
        return True
    before = parse.names[first - 1] if first else "O"
    return before.endswith(("-ORG", "-MISC")) and parse.tokens[first - 1].tag in {"NNP", "NNPS"}


def _attributive(word: str, counted: Counted | None) -> str:
    """What the number of a compound adjective counts: "point" in "a 28-point plan", people in "a 300-strong force"."""
    if word == "strong":
        return counted.unit if counted else _PERSON
    unit = singular(word)
    return str(table("units")["currencies"].get(unit, unit))


def _noun(parse: Parse, first: int, end: int, *, many: bool = False) -> Counted | None:
    """The noun phrase that begins at a token, past "of", "of them", articles and, in "78 of the 150", a whole."""
    part = False
    if first + 2 < end and [parse.lower(first), parse.lower(first + 1)] == ["out", "of"]:
        first += 1
        if not any(parse.tokens[index].tag == "CD" for index in range(first + 1, min(first + 3, end))):
            return None
    if first < end and parse.lower(first) == "of":
        first, part = first + 1, True
    if first < end and not part and parse.tokens[first].tag == "DT" and parse.tokens[first - 1].tag == "CD":
        return None
    while first < end and (parse.tokens[first].tag in _LEADING or parse.lower(first) in {"them", "whom", "which"}):
        first += 1
    if part and first + 1 < end and parse.tokens[first].tag == "CD":
        first += 1
    head = None
    for index in range(first, min(end, first + _REACH)):
        tag, word = parse.tokens[index].tag, parse.word(index)
        if (tag in _NOUNS or singular(word) in table("units")["currencies"]) and word[0].isalnum():
            head = index
        elif head is not None or tag not in _BEFORE_NOUN:
            break
        if head is not None and tag == "NNS" and not _noun_follows(parse, index + 1, end):
            break
    if head is None or parse.lower(first) in table("times")["weekdays"]:
        return None
    head = _shared(parse, head, end) if many and parse.tokens[head].tag == "NN" else head
    unit = singular(parse.lower(head).rpartition("-")[2] or parse.lower(head))
    return Counted(first, head + 1, table("units")["measures"].get(unit, unit))


def _shared(parse: Parse, head: int, end: int) -> int:
    """The head that two joined words share ("states" in "39 island and coastal states"), else the head itself."""
    if head + 2 >= end or parse.lower(head + 1) not in {"and", "or"}:
        return head
    for index in range(head + 2, min(end, head + 5)):
        if parse.tokens[index].tag == "NNS":
            return index
        if parse.tokens[index].tag not in {"JJ", "NN", "HYPH"}:
            break
    return head


def _noun_follows(parse: Parse, index: int, end: int) -> bool:
    return index < end and parse.tokens[index].tag in _NOUNS


def _currency(parse: Parse, counted: Counted) -> str | None:
    """The currency that a counted noun names, with the adjective before it."""
    if counted.unit not in table("units")["currencies"]:
        return None
    weighs = counted.unit == "pound" and counted.last < len(parse.tokens) and parse.lower(counted.last) == "of"
    if weighs:
        return None
    named = " ".join([*(parse.lower(index) for index in range(counted.first, counted.last - 1)), counted.unit])
    code: str = table("units")["currencies_of"].get(named) or table("units")["currencies"][counted.unit]
    return code


def _purpose(parse: Parse, first: int, end: int) -> Counted | None:
    """What money is paid in or for ("in aid", "of loans", "loan")."""
    if first < end and parse.lower(first) in {"in", "of", "for", "worth"}:
        first += 2 if first + 1 < end and parse.lower(first + 1) == "of" else 1
    found = _noun(parse, first, end)
    if found is None or parse.names[found.first] != "O" or found.unit in units():
        return None
    return found


def _casualties(parse: Parse, first: int, after: int, sentence: tuple[int, int]) -> bool:
    """Whether a number without a noun stands beside a verb that is done to people."""
    near = [*range(max(first - 3, sentence[0]), first), *range(after, min(after + 3, sentence[1]))]
    return any(parse.lower(index) in words("units", "casualties") for index in near)
