"""Numbers of things and amounts of money with their bounds: "more than 2,500 strikes", "90 billion crowns"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.annotate.numerals import letters
from parley.annotate.parse import Parse
from parley.annotate.quantity.amounts import bounds, heads, joins, pattern
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
    return tuple(_each(parse))


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


def _quantity(parse: Parse, found: re.Match[str], end: int, sentence: tuple[int, int]) -> Quantity | None:
    amount = bounds(found)
    first, after = parse.at(_start(found)), parse.at(end)
    if amount is None or not _counts(parse, found, first, after):
        return None
    counted = _noun(parse, after, sentence[1])
    last = end
    if found["attributive"]:
        unit = _attributive(found["attributive"], counted)
    elif found["sign"] or found["code"] in table("units")["signs"]:
        unit = table("units")["signs"][found["sign"] or found["code"]]
        counted = _purpose(parse, after, sentence[1])
    elif found["percent"] or found["portion"]:
        unit = "percent"
    elif counted:
        money = _currency(parse, counted)
        unit, last = money or counted.unit, parse.tokens[counted.last - 1].end
        counted = _purpose(parse, counted.last, sentence[1]) if money else counted
    elif _casualties(parse, first, after, sentence):
        unit = _PERSON
    else:
        return None
    if unit in units() or singular(unit) in units():
        return None
    thing = parse.span(counted.first, counted.last) if counted else None
    span = parse.report.span(_start(found), last)
    return Quantity(span, amount.range.low, amount.range.high, unit, thing, amount.exact)


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
    if left in words("units", "numbered") or right in months() or left in months():
        return False
    if number.lower() in {"one", "zero"} and (right in {"of", "another", "day", "by"} or left in _NO_ONE):
        return False
    year = re.fullmatch(r"(?:1[5-9]|20)\d\d", number)
    if year and not (found["sign"] or found["percent"] or found["mod"]) and left in _BEFORE_YEAR:
        return False
    return not (_name(parse, first) and not found["sign"] and not found["percent"] and not found["mod"])


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


def _noun(parse: Parse, first: int, end: int) -> Counted | None:
    """The noun phrase that begins at a token, past "of", "of them" and articles."""
    if first < end and parse.lower(first) == "of":
        first += 1
    while first < end and (parse.tokens[first].tag in _LEADING or parse.lower(first) in {"them", "whom", "which"}):
        first += 1
    head = None
    for index in range(first, min(end, first + _REACH)):
        tag, word = parse.tokens[index].tag, parse.word(index)
        if tag in _NOUNS and word[0].isalnum():
            head = index
        elif head is not None or tag not in _BEFORE_NOUN:
            break
        if head is not None and tag == "NNS" and not _noun_follows(parse, index + 1, end):
            break
    if head is None:
        return None
    unit = singular(parse.lower(head).rpartition("-")[2] or parse.lower(head))
    return Counted(first, head + 1, table("units")["measures"].get(unit, unit))


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
