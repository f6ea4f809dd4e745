"""Readable: words that lack their subject, and the sentence around a stretch."""

import re
from bisect import bisect_right

from parley.reading import Reading
from parley.report import Span

HEADLESS = re.compile(
    r"(?:[Ww]ill|[Ww]ould|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Tt]o|[Aa]nd|[Bb]ut|[Ww]hich|[Ww]ho|[Tt]hat|[Ww]ith|[Ff]rom|[Ff]or"
    r"|[Ii]t|[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\b|\W|(?!(?:the|an?|all|both|no|some|most|talks)\b)[^\W\dA-Z_]"
)
"""How words open that lack their subject, or leave it to the words before."""

_JOINT = re.compile(
    r"^(?:and|but|yet|still|while|although|though|whereas|however|meanwhile"
    r"|for(?! (?:now|example|instance|the moment)\b)),?\s",
    re.IGNORECASE,
)


def sentence_of(reading: Reading, span: Span) -> Span:
    """The sentence in which a span begins, at least to the span's end."""
    at = bisect_right(reading.sentences, span.start, key=lambda s: s.start) - 1
    if at < 0 or reading.sentences[at].end <= span.start:
        return span
    return reading.report.span(reading.sentences[at].start, max(span.end, reading.sentences[at].end))


def opened(words: str) -> str:
    """Words on one line, without what joins them to a sentence before, or a mark after."""
    return _JOINT.sub("", " ".join(words.split()).strip(" ,;:"))
