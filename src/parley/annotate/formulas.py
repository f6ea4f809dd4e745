"""Attributions by set phrases: "according to", "reportedly", a name and a colon, a name after a dash."""

from collections.abc import Iterator, Sequence
from functools import cache

from parley.annotate.contents import Reach, content_end
from parley.annotate.cues import noun_cues
from parley.annotate.found import Found, Range, holds
from parley.annotate.phrases import Grammar, Phrase, right_edge
from parley.annotate.wordlists import table, words

_NAME_LONGEST = 6
"""Tokens of a speaker before a colon, at most."""


def according(grammar: Grammar, in_quotation: Sequence[bool], taken: Sequence[Found]) -> Iterator[Found]:
    """ "According to X, …" and "…, according to X"; after another attribution it tells who passed that one on."""
    at = 0
    while at < len(grammar.chunks):
        opening = _opening(grammar, at)
        if not opening or in_quotation[grammar.chunks[at].first]:
            at += 1
            continue
        after = at + opening
        if grammar.kind(after) == "N" and not grammar.is_time(after):
            end = right_edge(grammar, after, appositions=True)
            found = _according(grammar, at, grammar.phrase(after, end, after), taken)
            if found:
                yield found
        at = after


@cache
def _openings() -> dict[str, list[list[str]]]:
    """The phrases like "according to", as words, by their first word."""
    by_first: dict[str, list[list[str]]] = {}
    for phrase in table("cues")["according"]["words"]:
        by_first.setdefault(phrase.split()[0], []).append(phrase.split())
    return by_first


def _opening(grammar: Grammar, at: int) -> int:
    """How many chunks "according to" and its like take here, or 0."""
    token = grammar.chunks[at].first
    for parts in _openings().get(grammar.words[token], ()):
        if list(grammar.words[token : token + len(parts)]) == parts:
            size = 0
            while at + size < len(grammar.chunks) and grammar.chunks[at + size].first < token + len(parts):
                size += 1
            return size if grammar.chunks[at + size - 1].last == token + len(parts) else 0
    return 0


def _according(grammar: Grammar, at: int, source: Phrase, taken: Sequence[Found]) -> Found | None:
    cue = grammar.chunks[at].first, source.first
    begins = _sentence_start(grammar, at)
    if at == begins or (at == begins + 1 and grammar.kind(begins) in {"R", "C"}):
        content = _following(grammar, source.end)
        return Found(cue, source, content, at, "according") if content else None
    earlier = _reported_here(grammar, begins, at, taken)
    if earlier:
        return Found(cue, source, (), at, "via")
    last = at - 1
    while grammar.kind(last) in {",", "-"}:
        last -= 1
    if last < begins:
        return None
    content = [(grammar.chunks[begins].first, grammar.chunks[last].last)]
    if grammar.kind(source.end) == "," and grammar.kind(source.end + 1) not in {"S", ""}:
        content.extend(_following(grammar, source.end, weak=True))
    return Found(cue, source, tuple(content), at, "according")


def _following(grammar: Grammar, comma: int, *, weak: bool = False) -> tuple[Range, ...]:
    place = comma + (grammar.kind(comma) == ",")
    if place >= len(grammar.chunks) or grammar.kind(place) == ".":
        return ()
    if weak and not grammar.finite(place):
        return ()
    end = content_end(grammar, place, Reach("", "clause"))
    return ((grammar.chunks[place].first, grammar.chunks[end - 1].last),)


def _sentence_start(grammar: Grammar, at: int) -> int:
    while at > 0 and grammar.kind(at - 1) not in {".", ";"}:
        at -= 1
    return at


def _reported_here(grammar: Grammar, begins: int, at: int, taken: Sequence[Found]) -> bool:
    """Whether an attribution of the same sentence stands before."""
    first, last = grammar.chunks[begins].first, grammar.chunks[at].first
    return any(found.cue and first <= found.cue[0] < last and found.content for found in taken)


def adverbs(grammar: Grammar, in_quotation: Sequence[bool], taken: Sequence[Found]) -> Iterator[Found]:
    """ "reportedly": somebody unnamed says what the clause says."""
    listed = (
        words("cues", "adverbs")
        if isinstance(table("cues")["adverbs"], list)
        else frozenset(table("cues")["adverbs"]["words"].split())
    )
    for place, word in enumerate(grammar.words):
        if word not in listed or in_quotation[place] or any(holds(found.content, place) for found in taken):
            continue
        at = next(i for i, chunk in enumerate(grammar.chunks) if chunk.last > place)
        begins = _sentence_start(grammar, at)
        end = content_end(grammar, at, Reach("", "clause"))
        ranges = [(grammar.chunks[begins].first, place), (place + 1, grammar.chunks[end - 1].last)]
        content = tuple((first, last) for first, last in ranges if first < last)
        if content:
            yield Found((place, place + 1), None, content, at, "adverb")


def colon(grammar: Grammar, names: Sequence[str], *, headline: bool) -> Found | None:
    """A speaker, a colon and the words: "Berg: We agree", in headlines and transcripts."""
    colons = [at for at, chunk in enumerate(grammar.chunks) if chunk.kind == ":"]
    if not colons or not 0 < colons[0] <= 4:
        return None
    at = colons[0]
    mark = grammar.chunks[at]
    if not 0 < mark.first <= _NAME_LONGEST or grammar.chunks[0].first or at + 1 >= len(grammar.chunks):
        return None
    quoted = grammar.kind(at + 1) == "Q"
    if not (quoted or headline or _in_capitals(grammar, mark.first)) or not _speaker(grammar, names, at):
        return None
    source = Phrase(0, at, 0, 0, mark.first)
    last = len(grammar.chunks) - (grammar.kind(len(grammar.chunks) - 1) == ".")
    end = at + 2 if quoted else max(last, at + 2)
    return Found((mark.first, mark.last), source, ((mark.last, grammar.chunks[end - 1].last),), 0, "colon")


def _in_capitals(grammar: Grammar, size: int) -> bool:
    return False


def _speaker(grammar: Grammar, names: Sequence[str], at: int) -> bool:
    """Whether the chunks before a colon name a speaker or a document that speaks."""
    if any(grammar.kind(place) not in {"N", "P", "()"} for place in range(at)):
        return False
    head = grammar.chunks[0].head
    return (
        names[head].endswith(("PER", "ORG"))
        or grammar.words[head] in words("sources", "people")
        or grammar.words[head] in words("sources", "documents")
        or grammar.words[head] in noun_cues().by_form
    )
