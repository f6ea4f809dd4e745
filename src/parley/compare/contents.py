"""Contents: whether two wordings of one speaker quote the same words, or say the same in words of their own."""

from collections.abc import Iterable, Mapping

from parley.compare.meaning import likened
from parley.compare.reasons import Row, Share, Veto
from parley.compare.utterances import Utterance
from parley.compare.wordings import WEEK, alike, days_between, is_within

EXCERPT = 4
"""So many words in a row that one quotes, or tells, and the other has too are the same words;"""
QUOTED = 3
"""so many, where both quote them;"""
TELLING = 2
"""fewer, where they are all that one says and so many words of content are common to both."""
LINED, SHORT = 0.6, 6
"""Two quotations that share so much of their words in order are one text, changed or not, unless either is shorter."""
SHARED = 0.64
"""So much of what either says, in the same or like words, must be said by the other,"""
HALF = 0.52
"""and so much of the one that says more."""
COMMON = 0.25
"""and of the one with fewer words so much, names aside, must stand in the other in the same words."""
RENDERED = 0.62
"""The same for two quotations, which may be two translations and have no word in common."""
MANY, PART, LEAST = 3, 0.3, 0.42
"""So many words in common, besides names, and such a part of either's, are as good, where so much of the one that says
more is said by the other."""


def quotes_the_same(a: Utterance, b: Utterance) -> bool:
    """Whether one has words of the other, a few in a row or most of them in order: then they are of one text."""
    if a.text == b.text or _excerpt(a, b) or _excerpt(b, a):
        return True
    long = min(a.length, b.length) >= SHORT
    return long and "indirect" not in {a.kind, b.kind} and alike(a, b) >= LINED


def _excerpt(part: Utterance, whole: Utterance) -> bool:
    """Whether a piece of one stands in the other word for word and says something."""
    pieces = {*part.quoted, *(() if part.kind == "mixed" else (part.text,))} - {""}
    content = len(set(part.stems) & set(whole.stems)) >= TELLING
    for piece in sorted(pieces):
        size = piece.count(" ") + 1
        told = size >= EXCERPT or (content and piece == part.text)
        quoted = size >= QUOTED and piece in part.quoted and any(is_within(piece, each) for each in whole.quoted)
        if (told and is_within(piece, whole.text)) or quoted:
            return True
    return False


def opposite(a: Utterance, b: Utterance) -> Veto | None:
    """One says to be what the other says not to be; of a word said twice it is not known which is meant."""
    turned = {
        stem
        for one, other in ((a, b), (b, a))
        for stem in one.negated - other.negated
        if one.stems.count(stem) == other.stems.count(stem) == 1
    }
    return Veto(f"one says of “{min(turned)}” what the other denies") if turned else None


def weeks_apart(a: Utterance, b: Utterance) -> Veto | None:
    """Told so long after one another that like words may have been said twice."""
    days = days_between(a, b)
    return Veto(f"{days} days lie between the reports") if days > WEEK and not (a.day and a.day == b.day) else None


def same_content(a: Utterance, b: Utterance) -> Share | Veto:
    """What one says the other says too, word by word the same or alike; two translations may share no word."""
    if a.sense is None or b.sense is None:
        return Veto("one has no words of content")
    found = likened(a.sense, b.sense)
    plain = [{stem: weight for stem, weight in each.weights.items() if stem not in each.entities} for each in (a, b)]
    common = sorted(plain[0].keys() & plain[1].keys())
    translated = a.kind == b.kind == "direct"
    words = translated or (bool(common) and _weight(plain[0], common) >= COMMON * min(map(_weight, plain)))
    like = found.share >= (RENDERED if translated else SHARED) and found.least >= HALF
    many = len(common) >= max(MANY, PART * min(len(a.weights), len(b.weights))) and found.least >= LEAST
    if (like and words) or many:
        return Share(found.share, f"{found.share:.0%} of the words of content are the same or alike")
    return Veto(f"no more than {found.share:.0%} of the words of content are the same or alike")


def _weight(weights: Mapping[str, float], stems: Iterable[str] | None = None) -> float:
    return sum(weights[stem] for stem in sorted(weights if stems is None else stems))


CONTENTS: tuple[Row[Utterance], ...] = (Row(opposite), Row(weeks_apart), Row(same_content, 0.2))
"""What two wordings of which neither has the words of the other must hold to be one utterance."""


def says_the_same(a: Utterance, b: Utterance) -> bool:
    """Whether two wordings say the same, whenever it was said."""
    return opposite(a, b) is None and isinstance(same_content(a, b), Share)
