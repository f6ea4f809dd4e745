"""The noun that a duration measures: "conflict" in "a four-year conflict", "war" in "the war enters its third year"."""

from parley.annotate.parse import Parse
from parley.report import Span

_REACH = 12
_LASTING = frozenset(
    {
        "last", "lasted", "lasts", "lasting", "rage", "raged", "rages", "raging", "dragged", "drags", "drag",
        "continued", "ran", "run", "runs", "gone", "going", "went", "been", "took", "taken", "take", "takes",
        "persisted", "endured",
    }
)  # fmt: skip
_DAYS = frozenset(
    {"today", "yesterday", "tomorrow", "tonight", "now", "morning", "afternoon", "evening", "night", "day", "week"}
)
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = _NOMINAL | {"DT", "JJ", "JJR", "JJS", "CD", "POS", "PRP$", "VBG", "VBN", "HYPH", "``", "''"}


def measured(parse: Parse, first: int, last: int) -> Span | None:
    """The noun measured by the duration of tokens `first` to before `last`, where the sentence tells it."""
    end = min(last + _REACH, len(parse.tokens))
    if last < end and parse.lower(last) in {"after", "before", "since", "ago", "later", "earlier"}:
        return None
    of = last < end and parse.lower(last) == "of"
    if of or "-" in parse.word(last - 1) or "-" in parse.word(first):
        return _head(parse, last + of, end)
    if any(parse.lower(index) in {"its", "their"} for index in range(first, last)):
        return _subject(parse, first)
    before = [parse.lower(index) for index in range(max(first - 3, 0), first)]
    if len(before) > 1 and before[-1] in {"of", "for"} and parse.tokens[first - 2].tag in {"NN", "NNS"}:
        return _left(parse, first - 2)
    return _subject(parse, first) if any(verb in _LASTING for verb in before) else None


def _head(parse: Parse, start: int, end: int) -> Span | None:
    """The last noun of the noun phrase that begins at a token."""
    head = None
    for index in range(start, end):
        tag = parse.tokens[index].tag
        if tag not in _INSIDE or (head is not None and tag not in _NOMINAL):
            break
        if tag in _NOMINAL or tag == "VBG":
            head = index
    return parse.span(head, head + 1) if head is not None else None


def _left(parse: Parse, index: int) -> Span | None:
    """The noun before "of" or "for" ("a sitting of 14 hours", "a truce for 45 days"), past "for a period of"."""
    vague = parse.lower(index) in {"period", "length", "duration", "total", "maximum", "minimum", "term"}
    if vague and index > 1 and parse.tokens[index - 1].tag == "DT" and parse.lower(index - 2) == "for":
        return _subject(parse, index - 2)
    return parse.span(index, index + 1)


def _subject(parse: Parse, before: int) -> Span | None:
    """The nearest common noun to the left in the same sentence, past the verb that stands between."""
    for index in range(before - 1, max(before - _REACH, -1), -1):
        if parse.lower(index) in _DAYS:
            continue
        if parse.tokens[index].tag == "PRP" and parse.lower(index) in {"it", "they", "this"}:
            return None
        if parse.tokens[index].tag in {"NN", "NNS"} and not parse.word(index)[0].isupper():
            return parse.span(index, index + 1)
        if parse.word(index) in {".", "!", "?", ";"}:
            return None
    return None
