"""Durations, elapsed periods and sets: "nearly four years", "enters its fourth year", "every week"."""

import re
from functools import cache
from math import floor

from parley.annotate.numerals import BLANK as B
from parley.annotate.numerals import HYPHEN, alternatives, first_letters
from parley.annotate.time.days import Stretch, moved
from parley.annotate.time.moments import Moment, Reader, Rule, Sense
from parley.annotate.time.relative import amount_of, count, counted, days_of, trailing, unit, units, value_of
from parley.annotate.wordlists import table

_UNDER = ("nearly", "almost", "close to", "just under", "just short of", "under", "not quite", "virtually")
_BELOW = ("less than", "fewer than", "no more than", "at most", "up to", "as much as", "as long as")
_OVER = (
    "more than", "over", "just over", "well over", "longer than", "in excess of", "upwards of", "at least",
    "no less than",
)  # fmt: skip
_ABOUT = ("about", "around", "approximately", "roughly", "some", "an estimated", "circa", "or so")
_FOLLOWED = re.compile(r"(?:\s(after|before)\s(?!that\b|this\b))?", re.IGNORECASE)
_EXACT = ("only", "just", "exactly")


@cache
def rules() -> tuple[Rule, ...]:
    """The forms of durations and sets."""
    modifier = alternatives([*_UNDER, *_BELOW, *_OVER, *_ABOUT, *_EXACT])
    mod, num, each = rf"(?:(?P<mod>{modifier}){B})?", rf"(?P<num>{count()})", rf"(?P<unit>{unit()})"
    between = rf"(?:(?:{B}|{HYPHEN})(?:{alternatives(table('times')['between'])}))?"
    not_age = rf"(?!(?:{B}|{HYPHEN})old|{B}of{B}age|[\w])"
    nth = rf"(?P<nth>{alternatives(list(table('times')['ordinals']))}|\d{{1,3}}(?:st|nd|rd|th))"
    its = rf"(?:its|their|his|her|the|a){B}"
    phase = (
        r"(?P<phase>enter(?:s|ed|ing)?|approach(?:es|ed|ing)?|near(?:s|ed|ing)?|now in|into|in|beg(?:ins|an|inning)"
        r"|start(?:s|ed|ing)?|mark(?:s|ed|ing)|complet(?:es|ed|ing)|end(?:s|ed|ing)|clos(?:es|ed|ing))"
    ).replace(" ", B)
    plural = alternatives([word for word in units() if word.endswith("s")])
    sets = alternatives(list(table("times")["sets"]))
    return (
        _rule("elapsed", rf"(?<![\w-])(?:{phase}{B}{its}{nth}{between}{B}{each}|(?P<whole>its|their){B}"
              rf"{nth.replace('nth', 'mth')}{between}{B}{each.replace('unit', 'vnit')})(?![\w-])", _elapsed),
        _rule("next few", rf"(?<![\w-])the{B}(?P<way>past|last|next|coming|following|previous){B}"
              rf"{num}{between}{B}{each}(?!\w)", _trailing,
              "past last next coming following previous"),
        _rule("coming", rf"(?<![\w-])(?:(?:the|in){B})?(?:the{B})?(?P<way>past|last|next|coming|recent|following){B}"
              rf"(?:few{B}|couple{B}of{B})?(?P<unit>{plural})(?!\w)", _vague, "past last next coming recent following"),
        _rule("long", rf"(?<![\w-]){mod}(?P<unit>{unit()}){HYPHEN}long(?!\w)", _long, "long"),
        _rule("bare", rf"(?<=(?:.for|..in|..of|fter|over|ring|ough|wing)\s)(?P<unit>{plural})(?!\w|{B}(?:of{B}age|old))"
              rf"|(?<![\w-])(?P<vnit>{plural})(?={B}(?:of|ago|later|earlier|after|before|in{B}the){B})", _bare),
        _rule("throughout", rf"(?<=[\w%]\s)over{B}{num}{between}{B}{each}" + not_age, _throughout, "over"),
        _rule("amount", rf"(?<![\w.,$€£¥-]){mod}{num}{between}(?:{B}|{HYPHEN}){each}(?:{HYPHEN}long)?"
              + not_age, _amount),
        _rule("half", rf"(?<![\w-]){mod}(?:an?{B})?(?P<unit>{unit()}){B}and{B}a{B}half(?!\w)", _half, "half"),
        Rule("set", re.compile(rf"(?<![\w-])(?P<word>{sets})(?![\w-])"), _set,
             (first_letters(table("times")["sets"]),)),
        _rule("every", rf"(?<![\w-])(?:every|each|per){B}(?:(?P<num>{count()}){B})?(?:other{B})?{each}(?!\w)", _every,
              "every each per"),
        _rule("rate", rf"(?<=[\w%]\s)an?{B}(?P<unit>second|minute|hour|day|week|month|year)(?!\w|{HYPHEN}"
              rf"|{B}(?:ago|earlier|later|before|after|and{B}a{B}half))", _rate),
    )  # fmt: skip


def _rule(name: str, pattern: str, read: Reader, beside: str = "") -> Rule:
    return Rule(name, re.compile(pattern, re.IGNORECASE), read, counted(beside))


def bounded(amount: float, code: str, modifier: str | None) -> Sense:
    """A duration with the bounds that its modifier gives: "nearly four years" is over three, up to four."""
    word = re.sub(r"\s+", " ", (modifier or "").lower())
    low, high, mark = amount, amount, None
    upper: float | None = high
    if word in _UNDER:
        low, mark = (amount * 0.75 if amount <= 1 else min(amount - 1, amount * 0.9)), "LESS_THAN"
    elif word in _BELOW:
        low, mark = 0.0, "LESS_THAN"
    elif word in _OVER:
        upper, mark = None, "MORE_THAN"
    elif word in _ABOUT:
        low, upper, mark = amount * 0.85, amount * 1.15, "APPROX"
    longest = None if upper is None else days_of(upper, code)
    return Sense("DURATION", value_of(amount, code), mark, shortest=days_of(low, code), longest=longest)


def _amount(found: re.Match[str], moment: Moment) -> Sense | None:
    """A length of time; "two days after" also has the day of what these words introduce, counted from the last day."""
    text, code = found["num"], units()[found["unit"].lower()]
    amount = amount_of(text)
    single = text.lower() in {"a", "an"}
    if (single or text.lower() == "one") and code == "Q" and not found["mod"]:
        return None
    if single and code.startswith("TS"):
        return None
    if amount is None:
        low, high = _vague_bounds(text)
        longest = None if high == float("inf") else days_of(high, code)
        return Sense("DURATION", value_of(None, code), "APPROX", shortest=days_of(low, code), longest=longest)
    sense = bounded(amount, code, found["mod"])
    followed = _FOLLOWED.match(found.string, found.end())
    sign = {"after": -1, "before": 1}.get(followed[1].lower()) if followed and followed[1] else None
    day = moment.past_day if moment.fresh else None
    if not sign or not day or code not in {"D", "W"} or amount != int(amount) or sense.modifier:
        return sense
    other = moved(day, sign * round(days_of(amount, code)))
    return sense.within(Stretch(other, other)) if other else sense


def _throughout(found: re.Match[str], _: Moment) -> Sense | None:
    """ "Over two years" as the time through which something is paid or done: exactly so long; see `standing`."""
    amount = amount_of(found["num"])
    return bounded(amount, units()[found["unit"].lower()], None) if amount is not None else None


def _vague_bounds(text: str) -> tuple[float, float]:
    word = re.sub(r"\s+", " ", text.lower()).removesuffix(" of")
    low, high = table("units")["vague"][word]
    return float(low), float(high)


def _long(found: re.Match[str], _: Moment) -> Sense | None:
    """ "Week-long" is one week, "years-long" several years."""
    word = found["unit"].lower()
    if word in table("times")["units"]:
        return bounded(1, units()[word], found["mod"])
    return _several(units()[word])


def _several(code: str) -> Sense:
    return Sense("DURATION", value_of(None, code.lstrip("0123456789")), None, shortest=days_of(2, code))


def _bare(found: re.Match[str], _: Moment) -> Sense | None:
    code = units()[(found["unit"] or found["vnit"]).lower()]
    return None if code == "Q" else _several(code)


def _half(found: re.Match[str], _: Moment) -> Sense | None:
    return bounded(1.5, units()[found["unit"].lower()], found["mod"])


def _trailing(found: re.Match[str], moment: Moment) -> Sense | None:
    ahead = found["way"].lower() in {"next", "coming", "following"}
    code, amount = units()[found["unit"].lower()], amount_of(found["num"])
    if amount is None:
        return _open(code, moment, ahead=ahead)
    return trailing(amount, code, moment, ahead=ahead)


def _vague(found: re.Match[str], moment: Moment) -> Sense | None:
    way = found["way"].lower()
    return _open(units()[found["unit"].lower()], moment, ahead=way in {"next", "coming", "following"})


def _open(code: str, moment: Moment, *, ahead: bool) -> Sense:
    """Several units that begin or end today, without a far end."""
    first, last = (moment.today, None) if ahead else (None, moment.today)
    return Sense("DURATION", value_of(None, code), None, first, last, shortest=days_of(2, code))


def _elapsed(found: re.Match[str], _: Moment) -> Sense | None:
    """Who enters the Nth year has N-1 behind, who approaches it almost so many, who is in it has between N-1 and N."""
    text = (found["nth"] or found["mth"]).lower()
    digits = re.match(r"\d+", text)
    number = int(digits[0]) if digits else table("times")["ordinals"][text]
    code = units()[(found["unit"] or found["vnit"]).lower()]
    phase = re.sub(r"\s+", " ", (found["phase"] or "in").lower())
    if (phase == "in" and re.search(r"\b(?:the|a)\b", found[0].lower())) or code == "Q" or number < 1:
        return None
    before, share = number - 1.0, 0.25
    if phase.startswith(("enter", "beg", "start")):
        return _between(before, before + share, "MORE_THAN", code)
    if phase.startswith(("approach", "near")):
        return _between(max(before - share, 0.0), before, "LESS_THAN", code)
    if phase.startswith(("complet", "end", "clos", "mark")):
        return _between(number - share, float(number), None, code)
    return _between(before, float(number), None, code)


def _between(low: float, high: float, modifier: str | None, code: str) -> Sense:
    whole = high if modifier == "LESS_THAN" or modifier is None else floor(low)
    value = value_of(whole, code)
    return Sense("DURATION", value, modifier, shortest=days_of(low, code), longest=days_of(high, code))


def _set(found: re.Match[str], _: Moment) -> Sense | None:
    return Sense("SET", table("times")["sets"][found["word"]])


def _every(found: re.Match[str], _: Moment) -> Sense | None:
    other = "other" in found[0].lower().split()
    amount = amount_of(found["num"]) if found["num"] else 1.0
    return Sense("SET", value_of((amount or 1.0) * (2 if other else 1), units()[found["unit"].lower()]))


def _rate(found: re.Match[str], _: Moment) -> Sense | None:
    """ "A year" after a number of things is a rate; `times` rejects it elsewhere."""
    return Sense("SET", value_of(1, units()[found["unit"].lower()]))
