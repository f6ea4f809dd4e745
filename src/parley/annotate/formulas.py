"""Attributions by set phrases: "according to", "reportedly", a name and a colon, a name after a dash."""

from collections.abc import Iterator, Sequence
from functools import cache

from parley.annotate.contents import Reach, content_end
from parley.annotate.cues import noun_cues
from parley.annotate.found import Found, Range, holds
from parley.annotate.phrases import Grammar, Phrase, can_speak, right_edge
from parley.annotate.units import Unit
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


def colon(grammar: Grammar, *, headline: bool) -> Found | None:
    """A speaker, a colon and the words: "Berg: We agree", in headlines and transcripts."""
    colons = [at for at, chunk in enumerate(grammar.chunks) if chunk.kind == ":"]
    if not colons or not 0 < colons[0] <= 4:
        return None
    at = colons[0]
    mark = grammar.chunks[at]
    if not 0 < mark.first <= _NAME_LONGEST or grammar.chunks[0].first or at + 1 >= len(grammar.chunks):
        return None
    quoted = grammar.kind(at + 1) == "Q"
    if grammar.kind(at + 1) == "W" and not grammar.words[-1] == "?":
        return None
    if not (quoted or headline) or not _speaker(grammar, at):
        return None
    source = Phrase(0, at, 0, 0, mark.first)
    last = len(grammar.chunks) - (grammar.kind(len(grammar.chunks) - 1) == ".")
    end = at + 2 if quoted else max(last, at + 2)
    return Found((mark.first, mark.last), source, ((mark.last, grammar.chunks[end - 1].last),), 0, "colon")


def transcribed(unit: Unit) -> Found | None:
    """A name in capitals and a colon at the beginning of a paragraph, as in transcripts: "BERG: We agree"."""
    tokens = unit.parse.tokens
    if tokens[unit.first].start != unit.parse.report.blocks[unit.block].start:
        return None
    first = 0 if unit.words[0][0].isalnum() else 1
    last = first
    while last < min(first + 4, len(unit.words)) and unit.parse.word(unit.first + last).isupper():
        last += 1
    if last == first or last + 1 >= len(unit.words) or unit.words[last] != ":" or len(unit.words[first]) < 2:
        return None
    source = Phrase(0, 1, 0, first, last)
    return Found((last, last + 1), source, ((last + 1, len(unit.words)),), 0, "transcript")


def signed(grammar: Grammar) -> Found | None:
    """A quotation, a dash and a name to the end: “We agree.” — Anna Berg"""
    kinds = [chunk.kind for chunk in grammar.chunks]
    dashes = [at for at, kind in enumerate(kinds) if kind == "-"]
    if not dashes or "Q" not in kinds[: dashes[0]] or set(kinds[: dashes[0]]) - {"Q", ".", ","}:
        return None
    at, last = dashes[0], len(kinds) - (kinds[-1] == ".")
    if not at + 1 < last or set(kinds[at + 1 : last]) - {"N", "P", ",", "(", ")", "C"} or not _capital(grammar, at + 1):
        return None
    mark, source = grammar.chunks[at], grammar.phrase(at + 1, last, at + 1)
    content = tuple((chunk.first, chunk.last) for chunk in grammar.chunks[:at] if chunk.kind == "Q")
    return Found((mark.first, mark.last), source, content, at, "signed")


def _capital(grammar: Grammar, at: int) -> bool:
    return grammar.tags[grammar.chunks[at].head] in {"NNP", "NNPS"}


def _speaker(grammar: Grammar, end: int) -> bool:
    """Whether the chunks before a colon name a speaker or a document that speaks, and no rubric ("Live: …")."""
    if any(grammar.kind(place) not in {"N", "P", "(", ")", ",", "C"} for place in range(end)):
        return False
    head = grammar.head(0)
    if head in words("sources", "rubrics") or grammar.word(0) in words("sources", "rubrics"):
        return False
    return head in noun_cues().by_form or can_speak(grammar, grammar.phrase(0, end, 0))
