"""Whether words that look like a time expression are one where they stand: not every "March" is a month."""

import re
from functools import cache

from parley.annotate.parse import Parse
from parley.annotate.time.signals import bare
from parley.annotate.wordlists import table, words

_MONTH_AFTER = frozenset(
    {
        "in", "since", "by", "until", "till", "of", "last", "next", "this", "early", "late", "from", "between", "and",
        "to", "during", "through", "before", "after", "for", "every", "mid", "or", "throughout", "previous",
        "following", "the", "around",
    }
)  # fmt: skip
_YEAR_AFTER = frozenset(
    {"in", "since", "from", "by", "until", "till", "before", "after", "of", "the", "during", "early", "late"}
)
_COUNT_AFTER = frozenset(
    {"about", "nearly", "almost", "over", "than", "least", "most", "some", "approximately", "roughly", "only"}
)
_PERIOD_AFTER = frozenset(
    {
        "for", "in", "within", "after", "over", "nearly", "almost", "than", "about", "around", "half", "every", "once",
        "of", "just", "lasted", "last", "lasts", "took", "takes", "take", "during", "under", "until", "spent",
    }
)  # fmt: skip
_PERIOD_BEFORE = re.compile(r"\s(?:of|after|before|into|since|and a half|earlier|later|ago)\b|[-‐‑]long")
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_WORD_LEFT = re.compile(r"([\w'’$€£%-]+)[^\w$€£%]{1,3}$")


def stands(parse: Parse, rule: str, found: re.Match[str], lower: int) -> bool:
    """Whether a match of a rule is a time expression; `lower` is where its sentence begins."""
    if rule in _CHECKS:
        return _CHECKS[rule](parse, found, lower)
    return True


def _left(parse: Parse, found: re.Match[str], lower: int) -> str:
    """The word before a match in the same sentence, lower case."""
    word = _WORD_LEFT.search(parse.report.text[max(lower, found.start() - 24) : found.start()])
    return word[1].lower() if word else ""


def _person(parse: Parse, offset: int) -> bool:
    index = parse.at(offset)
    return index < len(parse.names) and parse.names[index].endswith("-PER")


def _month(parse: Parse, found: re.Match[str], lower: int) -> bool:
    name = found["month"].lower().rstrip(".")
    short = name in table("times")["month_abbreviations"]
    if found["year"] or found["which"]:
        return True
    left = _left(parse, found, lower)
    if left == "the" and name in words("times", "months_doubtful"):
        return False
    if short or name in words("times", "months_doubtful"):
        index = parse.at(found.start("month"))
        verb = index < len(parse.tokens) and parse.tokens[index].tag in {"MD", "VB", "VBP"}
        return left in _MONTH_AFTER and not verb and not (left == "to" and name in {"march", "may"})
    return not _person(parse, found.start("month"))


def _weekday(parse: Parse, found: re.Match[str], lower: int) -> bool:
    if _left(parse, found, lower) in {"black", "good", "bloody", "palm", "super", "ash", "cyber", "easter"}:
        return False
    return not _person(parse, found.start("weekday"))


def _year(parse: Parse, found: re.Match[str], lower: int) -> bool:
    year, left = int(found["year"]), _left(parse, found, lower)
    if left in _COUNT_AFTER and year % 50 == 0:
        return False
    if not 1900 <= year < 2100 and left not in _YEAR_AFTER:
        return False
    if left in {"no", "number", "flight", "room", "resolution", "page", "article", "act", "highway", "route"}:
        return False
    after = parse.at(found.end())
    if after >= len(parse.tokens) or parse.tokens[after].start - found.end() > 1:
        return True
    word = parse.lower(after)
    if word in _counted() or parse.word(after)[0] in "%$€£°":
        return False
    counts = parse.tokens[after].tag in {"NN", "NNS"} or word.endswith("s")
    return not (counts and year % 50 == 0 and left not in _YEAR_AFTER)


@cache
def _counted() -> frozenset[str]:
    """Units and scales, which follow a number that is no year."""
    units = [*table("units")["scales"], *table("units")["measures"], *table("units")["currencies"]]
    return frozenset([*units, "people", "percent", "per"])


def _the(parse: Parse, found: re.Match[str], lower: int) -> bool:
    unit = found["unit"].lower()
    return unit == "weekend" or not bare(parse.report.text, lower, found.start())


def _which(parse: Parse, found: re.Match[str], lower: int) -> bool:
    after = parse.report.text[found.end() : found.end() + 10]
    return not re.match(r"\s(?:of|in which|when|that)\b|[’']s?\s?(?:end)", after)


def _amount(parse: Parse, found: re.Match[str], lower: int) -> bool:
    """ "A day", "one day" and "a year" need a word beside them that makes them a length of time."""
    number = found["num"].lower()
    if _left(parse, found, lower) in {"aged", "age", "ages"}:
        return False
    if number not in {"a", "an", "one"} or found["mod"] or re.search(r"[-‐‑]", found[0]):
        return True
    if _PERIOD_BEFORE.match(parse.report.text[found.end() : found.end() + 12]):
        return True
    return _left(parse, found, lower) in _PERIOD_AFTER


def _throughout(parse: Parse, found: re.Match[str], lower: int) -> bool:
    """Whether "over two years" says through which time ("a rise of 8 per cent over two years"), no bound."""
    before = parse.at(found.start()) - 1
    if before < 0 or parse.tokens[before].start < lower:
        return False
    spread = parse.lower(before) in words("times", "spread")
    return spread or parse.tokens[before].tag in {"NN", "NNS", "CD"} or parse.word(before) == "%"


def _rate(parse: Parse, found: re.Match[str], lower: int) -> bool:
    """Whether a number, or a number with its noun, stands before "a year"."""
    index = parse.at(found.start())
    near = range(max(index - 3, parse.at(lower)), index)
    if not near or parse.tokens[near[-1]].tag not in {"NNS", "CD", "NN"}:
        return False
    counting = {"%", "times", "once", "twice"}
    return any(parse.tokens[place].tag == "CD" or parse.word(place) in counting for place in near)


def _vague(parse: Parse, found: re.Match[str], lower: int) -> bool:
    """ "The past" and "the future" stand for a time of their own only before no noun."""
    if not found["word"].lower().endswith(("past", "future", "term", "run")):
        return True
    after = parse.at(found.end())
    adjacent = after < len(parse.tokens) and parse.tokens[after].start - found.end() <= 1
    return not (adjacent and parse.tokens[after].tag in _NOUNS | {"CD", "JJ"})


_CHECKS = {
    "month": _month, "weekday": _weekday, "year": _year, "the": _the, "which": _which, "amount": _amount, "rate": _rate,
    "throughout": _throughout, "vague": _vague,
}  # fmt: skip
