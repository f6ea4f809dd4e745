"""Quotations that no verb of saying brings in: “…” after a clause or name and a colon, and “…” with "was her reply"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.annotate.attribution.complements import landing
from parley.annotate.attribution.contents import Reach, clause_start, content_end
from parley.annotate.attribution.cues import noun_cues, verb_cues
from parley.annotate.attribution.found import Found, Range, holds
from parley.annotate.attribution.phrases import Grammar, Phrase, can_speak, right_edge, somebody, subject
from parley.annotate.wordlists import words

_INSIDE = frozenset({"N", "P", "R", "A"})
"""Kinds of chunk between a subordinator and the verb of its clause."""
_IS = frozenset({"is", "was", "'s", "came", "comes", "went", "goes", "ran", "runs"})
_SOON = 3
"""Tokens among which quoted words begin after "as she put it,"."""
_FROM = frozenset({"from", "for"})


def introduced(grammar: Grammar, in_quotation: Sequence[bool], taken: Sequence[Found]) -> Iterator[Found]:
    """Whole quotations after a colon that nothing else attributes: whoever the sentence before is about says them."""
    for at, chunk in enumerate(grammar.chunks):
        if chunk.kind != ":" or grammar.kind(at + 1) != "Q" or in_quotation[chunk.first]:
            continue
        quoted = grammar.chunks[at + 1]
        lists = grammar.kind(at + 2) in {",", "C", ";"} and "Q" in {grammar.kind(at + 3), grammar.kind(at + 4)}
        inscribed = grammar.kind(at - 1) == "N" and grammar.head(at - 1) in words("sources", "inscriptions")
        if lists or inscribed or any(holds(found.content, quoted.first) for found in taken):
            continue
        begins = clause_start(grammar, at)
        found = _told(grammar, begins, at, taken) or _doing(grammar, begins, at) or _named(grammar, begins, at)
        if found:
            yield found


def _after_colon(grammar: Grammar, colon: int, source: Phrase, verb: int | None) -> Found:
    """The quotation after a colon, its cue the verb of the clause, or the colon."""
    cue = grammar.chunks[colon if verb is None else verb]
    quoted = grammar.chunks[colon + 1]
    if grammar.tags[source.first] == "CD" and source.first + 1 < source.last:
        source = replace(source, first=source.first + 1)
    return Found((cue.first, cue.last), source, ((quoted.first, quoted.last),), verb or colon, "introduced")


def _told(grammar: Grammar, begins: int, colon: int, taken: Sequence[Found]) -> Found | None:
    """Who reports something in the same sentence goes on in the quotation: "She said they were content: “…”"."""
    first, last = grammar.chunks[begins].first, grammar.chunks[colon].first
    here = [found for found in taken if found.cue and found.source and first <= found.cue[0] < last]
    outer = [found for found in here if not any(holds(other.content, (found.cue or (0, 0))[0]) for other in here)]
    source = outer[-1].source if outer else None
    return _after_colon(grammar, colon, source, None) if source and somebody(grammar, source) else None


def _doing(grammar: Grammar, begins: int, colon: int) -> Found | None:
    """The subject of the last main clause before a colon: "Berg beamed after the talks: “…”"."""
    verbs = [at for at in range(begins, colon) if grammar.finite(at) and not _dependent(grammar, at)]
    for at in reversed(verbs):
        source = subject(grammar, at)
        if source is not None:
            return _after_colon(grammar, colon, source, verbs[-1]) if somebody(grammar, source) else None
        if grammar.kind(at - 1) not in {"C", ",", "R"}:
            return None
    return None


def _dependent(grammar: Grammar, verb: int) -> bool:
    """Whether a verb belongs to a relative or subordinate clause."""
    place = verb - 1
    while grammar.kind(place) in _INSIDE:
        place -= 1
    return grammar.kind(place) in {"S", "W"}


def _named(grammar: Grammar, begins: int, colon: int) -> Found | None:
    """The person with whom a line without a verb begins: "Berg, the union's negotiator, on Tuesday: “…”"."""
    at = begins
    while grammar.kind(at) in {"R", "X"} or grammar.is_time(at) or grammar.word(at) in _FROM:
        at += 1
    if grammar.kind(at) != "N" or any(grammar.finite(p) and not _dependent(grammar, p) for p in range(at, colon)):
        return None
    source = grammar.phrase(at, min(right_edge(grammar, at, appositions=True), colon), at)
    pronoun = grammar.chunks[at].form == "pronoun"
    return _after_colon(grammar, colon, source, None) if not pronoun and somebody(grammar, source) else None


def answers(grammar: Grammar, in_quotation: Sequence[bool], taken: Sequence[Found]) -> Iterator[Found]:
    """Quotations that are said to be somebody's words: "“…,” was Berg's line in Holm", "“…,” came the reply"."""
    for at in range(1, len(grammar.chunks) - 1):
        quoted, verb, noun = grammar.chunks[at - 1 : at + 2]
        links = (quoted.kind, verb.kind, noun.kind) == ("Q", "V", "N") and grammar.head(at) in _IS
        if not links or in_quotation[verb.head] or not is_saying(grammar.words[noun.head]):
            continue
        if any(holds(found.content, quoted.first) for found in taken):
            continue
        yield Found((verb.first, noun.last), _owner(grammar, at + 1), ((quoted.first, quoted.last),), at, "answer")


def is_saying(word: str) -> bool:
    """Whether a noun is for what somebody says ("line", "reply")."""
    cues = noun_cues().by_form.get(word, ())
    return word in words("sources", "sayings") or any("quotation" in cue.takes for cue in cues)


def _owner(grammar: Grammar, at: int) -> Phrase | None:
    """Whose words they are: the possessor of a noun, or the noun after "of" or "from"."""
    chunk = grammar.chunks[at]
    owner = chunk.owner + 1 if chunk.owner >= 0 else chunk.first + (grammar.tags[chunk.first] == "PRP$")
    if owner > chunk.first:
        return Phrase(at, at + 1, at, chunk.first, owner)
    if grammar.word(at + 1) in {"of", "from"} and grammar.kind(at + 2) == "N":
        return grammar.phrase(at + 2, right_edge(grammar, at + 2), at + 2)
    return None


def as_put(grammar: Grammar, in_quotation: Sequence[bool], taken: Sequence[Found]) -> Iterator[Found]:
    """Quoted words beside "as she put it": "with, as she put it, a “useful” impression", "a “trap”, as he said"."""
    for at, chunk in enumerate(grammar.chunks):
        if not grammar.finite(at) or in_quotation[chunk.head] or grammar.head(at) not in verb_cues().by_form:
            continue
        source = subject(grammar, at)
        if source is None or grammar.word(source.chunk - 1) != "as" or not can_speak(grammar, source):
            continue
        own = at + 1 + (grammar.word(at + 1) == "it")
        after = landing(grammar, own)
        content = _quoted_after(grammar, after, in_quotation) or _quoted_before(grammar, source.chunk - 1, in_quotation)
        if content and not any(holds(found.content, content[0]) for found in taken):
            cue, whose = (chunk.first, grammar.chunks[own - 1].last), _about(grammar, source)
            yield Found(cue, source, (content,), at, "as put", whose=whose)


def _about(grammar: Grammar, source: Phrase) -> Phrase | None:
    """The subject of the clause that "as she put it" is put into, whom a pronoun in it means."""
    if grammar.chunks[source.head].form != "pronoun":
        return None
    for at in range(source.chunk - 2, -1, -1):
        if grammar.kind(at) in {".", ";"}:
            return None
        whose = subject(grammar, at) if grammar.finite(at) else None
        if whose is not None and grammar.kind(whose.head) == "N":
            return whose
    return None


def _quoted_after(grammar: Grammar, comma: int, in_quotation: Sequence[bool]) -> Range | None:
    """The phrase after a comma or colon, where quoted words begin it or stand right behind its first word."""
    first = comma + 1
    if grammar.kind(comma) not in {",", ":"} or first >= len(grammar.chunks):
        return None
    start = grammar.chunks[comma].last
    if not any(in_quotation[start : start + _SOON]):
        return None
    last = grammar.chunks[content_end(grammar, first, Reach("", "phrase")) - 1].last
    while last < len(in_quotation) and in_quotation[last]:
        last += 1
    return start, last


def _quoted_before(grammar: Grammar, opening: int, in_quotation: Sequence[bool]) -> Range | None:
    """The quotation that ends right before "as", or before the comma before it."""
    last = grammar.chunks[opening].first
    if grammar.kind(opening - 1) == ",":
        last = grammar.chunks[opening - 1].first
    first = last
    while first > 0 and in_quotation[first - 1]:
        first -= 1
    return (first, last) if first < last else None
