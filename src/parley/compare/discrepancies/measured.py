"""Measured: what a length of time is told of, by the noun beside it or by the verb that says that it lasted."""

from bisect import bisect_left
from collections.abc import Sequence

from parley.compare.discrepancies.ground import Ground
from parley.compare.discrepancies.lists import lasting, periods
from parley.compare.words import stem
from parley.reading import Reading, Sentence, Token
from parley.report import Span

BACK = 7
"""So many tokens before a length may stand the verb that says what lasted."""
FORE = 5
"""So many tokens after it may stand a word of what it is told of ("nine months in the hands of")."""
REACH = 60
"""Tokens before a verb among which its subject is looked for."""
_TIMES = frozenset(
    {"morning", "noon", "afternoon", "evening", "night", "midnight", "day", "days", "week", "weekend", "month", "year",
     "hour", "hours", "minute", "minutes", "end", "time", "start", "today", "yesterday", "tomorrow"}
)  # fmt: skip
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_THINGS = frozenset({"NN", "NNS"})


def heads(ground: Ground, place: Span, thing: Span | None) -> frozenset[str]:
    """Stems of what a length measures, and the groups of things that last to which they belong."""
    told = _told(ground, place)
    found = (told or ({ground.quote(thing).casefold()} if thing is not None else set[str]())) - _TIMES
    groups = {f"group {each.name}" for each in lasting() if found & each.words}
    return frozenset(stem(word) for word in found) | groups | (frozenset() if found else _acts(ground, place))


def _told(ground: Ground, place: Span) -> set[str]:
    """The subject of "lasted", "took" or "ran" before a length, or what "that" and "which" before them stand for."""
    reading = ground.reading[place.report]
    at, words = _before(reading, place)
    verb = next((i for i in range(len(words) - 1, -1, -1) if words[i] in periods().lasted), None)
    clause, sentence = ground.clause(place), ground.sentence(place)
    if verb is None or clause is None or sentence is None:
        return set()
    first = max(bisect_left(reading.tokens, clause.start, key=lambda token: token.start), at - REACH)
    led = reading.tokens[first : at + verb]
    linked = next((i for i in range(len(led) - 1, -1, -1) if _links(reading, led, i)), None)
    if linked is not None:
        before = reading.tokens[max(sentence.first, first + linked - 4) : first + linked]
        found = next((token for token in reversed(before) if token.tag in _NOUNS), None)
    elif any(token.tag == "PRP" for token in led):
        return _before_it(reading, sentence) if led[0].tag == "PRP" and led[0].start == sentence.start else set()
    else:
        found = _head(led) or _head(reading.tokens[max(sentence.first, at - REACH) : at + verb])
    return {_text(reading, found)} if found is not None else set()


def _before_it(reading: Reading, sentence: Sentence) -> set[str]:
    """The nouns of the sentence before one that begins with a pronoun: it stands for one of them."""
    at = bisect_left(reading.sentences, sentence.start, key=lambda each: each.start)
    earlier = reading.sentences[at - 1] if at else sentence
    if earlier.block != sentence.block or earlier is sentence:
        return set()
    return {_text(reading, token) for token in reading.tokens[earlier.first : earlier.last] if token.tag in _THINGS}


def _links(reading: Reading, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands for the noun before it: "which", or "that" at the beginning."""
    return tokens[at].tag in {"WDT", "WP"} or (at == 0 and _text(reading, tokens[at]) == "that")


def _head(tokens: Sequence[Token]) -> Token | None:
    """The last noun of the first group of words with a noun that no preposition leads."""
    led = False
    for i, token in enumerate(tokens):
        if token.tag in _NOUNS:
            if not led and (i + 1 == len(tokens) or tokens[i + 1].tag not in _NOUNS):
                return token
        elif token.tag in {"IN", "TO"}:
            led = True
        elif token.tag in {",", "DT"} and i and tokens[i - 1].tag in {",", *_NOUNS}:
            led = False
    return None


def _acts(ground: Ground, place: Span) -> frozenset[str]:
    """The groups of which a verb tells that stands right before a length, or a phrase right after it."""
    reading = ground.reading[place.report]
    _, words = _before(reading, place)
    after = bisect_left(reading.tokens, place.end, key=lambda token: token.start)
    sentence = ground.sentence(place)
    end = min(after + FORE, sentence.last if sentence else after)
    beside = {*words, *(_text(reading, token) for token in reading.tokens[after:end])}
    return frozenset(f"group {each.name}" for each in lasting() if beside & each.verbs)


def _before(reading: Reading, place: Span) -> tuple[int, list[str]]:
    """The index of the first of some tokens right before a length, in its clause, and their words."""
    end = bisect_left(reading.tokens, place.start, key=lambda token: token.start)
    start = max(0, end - BACK)
    words = [_text(reading, token) for token in reading.tokens[start:end]]
    cut = max((i + 1 for i, word in enumerate(words) if word in {",", ".", ";", ":", "and", "but"}), default=0)
    return start + cut, words[cut:]


def _text(reading: Reading, token: Token) -> str:
    return reading.report.text[token.start : token.end].casefold()
