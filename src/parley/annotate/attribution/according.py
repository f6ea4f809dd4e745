"""Attributions by phrases that are no predicate: "according to X", "in X's view", "reportedly"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from parley.annotate.attribution.contents import Reach, clause_start, content_end
from parley.annotate.attribution.cues import forms_of
from parley.annotate.attribution.found import Found, Range, holds
from parley.annotate.attribution.phrases import Grammar, Phrase, right_edge
from parley.annotate.wordlists import table, words


@dataclass(frozen=True, slots=True)
class _Phrased:
    """A phrase that names a source: its chunks `at` to before `end`, the tokens of its cue, and the source."""

    at: int
    end: int
    cue: Range
    source: Phrase


def according(grammar: Grammar, in_quotation: Sequence[bool], taken: Sequence[Found]) -> Iterator[Found]:
    """What a phrase attributes to its source; after another attribution it tells who passed that one on."""
    at = 0
    while at < len(grammar.chunks):
        phrased = None if in_quotation[grammar.chunks[at].first] else _opened(grammar, at) or _possessed(grammar, at)
        found = (_quoting(grammar, phrased, in_quotation) or _attributed(grammar, phrased, taken)) if phrased else None
        if found:
            yield found
        at = phrased.source.chunk + 1 if phrased else at + 1


@cache
def _openings() -> dict[str, list[list[str]]]:
    """The phrases like "according to", as words, by their first word."""
    by_first: dict[str, list[list[str]]] = {}
    for phrase in table("cues")["according"]["words"]:
        by_first.setdefault(phrase.split()[0], []).append(phrase.split())
    return by_first


def _opened(grammar: Grammar, at: int) -> _Phrased | None:
    """ "according to" and its like, with the noun phrase that follows."""
    token = grammar.chunks[at].first
    for parts in _openings().get(grammar.words[token], ()):
        last = token + len(parts)
        after = at
        while after < len(grammar.chunks) and grammar.chunks[after].first < last:
            after += 1
        whole = list(grammar.words[token:last]) == parts and grammar.chunks[after - 1].last == last
        if whole and grammar.kind(after) == "N" and not grammar.is_time(after):
            end = right_edge(grammar, after, appositions=True)
            return _Phrased(at, end, (token, last), grammar.phrase(after, end, after))
    return None


def _possessed(grammar: Grammar, at: int) -> _Phrased | None:
    """ "in the minister's view": the possessor is the source, the noun the cue."""
    listed = table("cues")["possessed"]
    if grammar.kind(at) != "P" or grammar.word(at) not in listed["prepositions"].split() or grammar.kind(at + 1) != "N":
        return None
    chunk = grammar.chunks[at + 1]
    owner = chunk.owner + 1 if chunk.owner >= 0 else chunk.first + (grammar.tags[chunk.first] == "PRP$")
    if owner == chunk.first or grammar.words[chunk.head] not in words("cues", "possessed"):
        return None
    return _Phrased(at, at + 2, (owner, chunk.last), Phrase(at + 1, at + 2, at + 1, chunk.first, owner))


def _attributed(grammar: Grammar, phrased: _Phrased, taken: Sequence[Found]) -> Found | None:
    at, source = phrased.at, phrased.source
    begins = clause_start(grammar, at)
    if at == begins or (at == begins + 1 and grammar.kind(begins) in {"R", "C"}):
        content = _following(grammar, phrased.end)
        return Found(phrased.cue, source, content, at, "according") if content else None
    if _reported_here(grammar, begins, at, taken):
        return Found(phrased.cue, source, (), at, "via")
    last = at - 1
    while grammar.kind(last) in {",", "-"}:
        last -= 1
    if last < begins:
        return None
    inside = grammar.kind(last) in {"W", "S"}
    linked = grammar.finite(last) and grammar.head(last) in forms_of("links")
    goes_on = grammar.kind(phrased.end) == "," and (grammar.finite(phrased.end + 1) or inside or linked)
    rest = _following(grammar, phrased.end) if goes_on else ()
    content = () if inside and rest else ((grammar.chunks[begins].first, grammar.chunks[last].last),)
    return Found(phrased.cue, source, (*content, *rest), at, "according")


def _quoting(grammar: Grammar, phrased: _Phrased, in_quotation: Sequence[bool]) -> Found | None:
    """A phrase inside a sentence right before quoted words: "as long as, in her words, “a single gun is left”"."""
    comma, at = phrased.end, phrased.at
    if grammar.kind(comma) != "," or grammar.kind(at - 1) != "," or not grammar.quotes(comma + 1):
        return None
    if grammar.finite(at - 2) and grammar.head(at - 2) in forms_of("links"):
        return None
    first = last = grammar.chunks[comma].last
    while last < len(in_quotation) and in_quotation[last]:
        last += 1
    return Found(phrased.cue, phrased.source, ((first, last),), at, "according") if first < last else None


def _following(grammar: Grammar, comma: int) -> tuple[Range, ...]:
    """The clause after a phrase and its comma."""
    place = comma + (grammar.kind(comma) == ",")
    if grammar.kind(place) == "V" and grammar.chunks[place].form == "ing":
        place = next((at + 1 for at in range(place, len(grammar.chunks)) if grammar.kind(at) == ","), place)
    if grammar.kind(place) in {"", "."}:
        return ()
    end = content_end(grammar, place, Reach("", "clause"))
    return ((grammar.chunks[place].first, grammar.chunks[end - 1].last),)


def _reported_here(grammar: Grammar, begins: int, at: int, taken: Sequence[Found]) -> bool:
    """Whether an attribution of the same sentence stands before."""
    first, last = grammar.chunks[begins].first, grammar.chunks[at].first
    return any(found.cue and first <= found.cue[0] < last and found.content for found in taken)


def adverbs(grammar: Grammar, in_quotation: Sequence[bool], taken: Sequence[Found]) -> Iterator[Found]:
    """ "reportedly": somebody unnamed says what the clause says."""
    for place, word in enumerate(grammar.words):
        if word not in words("cues", "adverbs") or in_quotation[place]:
            continue
        if any(holds(found.content, place) for found in taken):
            continue
        at = next(index for index, chunk in enumerate(grammar.chunks) if chunk.last > place)
        begins = clause_start(grammar, at)
        end = content_end(grammar, at, Reach("", "clause"))
        ranges = ((grammar.chunks[begins].first, place), (place + 1, grammar.chunks[end - 1].last))
        content = tuple((first, last) for first, last in ranges if first < last)
        if content:
            yield Found((place, place + 1), None, content, at, "adverb")
