"""Attributions by layout: a name and a colon, a name in capitals as in transcripts, a name after a dash."""

from parley.annotate.attribution.cues import noun_cues
from parley.annotate.attribution.found import Found
from parley.annotate.attribution.phrases import Grammar, Phrase, can_speak
from parley.annotate.attribution.units import Unit
from parley.annotate.wordlists import words

_NAME_LONGEST = 6
"""Tokens of a speaker before a colon, at most."""
_NAME_CHUNKS = frozenset({"N", "P", "(", ")", ",", "C"})


def colon(grammar: Grammar, *, headline: bool) -> Found | None:
    """A speaker, a colon and the words: "Berg: We agree" in headlines, with quotation marks anywhere."""
    at = next((at for at, chunk in enumerate(grammar.chunks) if chunk.kind == ":"), 0)
    if not 0 < at <= 4 or grammar.chunks[at].first > _NAME_LONGEST or at + 1 >= len(grammar.chunks):
        return None
    mark = grammar.chunks[at]
    quoted = grammar.kind(at + 1) == "Q"
    if not (quoted or headline) or not _speaker(grammar, at):
        return None
    if grammar.kind(at + 1) == "W" and grammar.words[-1] != "?":
        return None
    first = 1 if grammar.tags[0] == "CD" and mark.first > 1 else 0
    last = len(grammar.chunks) - (grammar.kind(len(grammar.chunks) - 1) == ".")
    end = at + 2 if quoted else max(last, at + 2)
    content = ((mark.last, grammar.chunks[end - 1].last),)
    return Found((mark.first, mark.last), Phrase(0, at, 0, first, mark.first), content, 0, "colon")


def headed(grammar: Grammar) -> Found | None:
    """The quotation that opens a headline, with whoever is named right after its colon: “We agree”: Berg gives way."""
    if grammar.kind(0) != "Q" or grammar.kind(1) != ":" or grammar.kind(2) != "N":
        return None
    quoted, mark, named = grammar.chunks[:3]
    if not any(label.endswith("PER") for label in grammar.names[named.head : named.last]):
        return None
    return Found((mark.first, mark.last), grammar.phrase(2, 3, 2), ((quoted.first, quoted.last),), 1, "headed")


def _speaker(grammar: Grammar, end: int) -> bool:
    """Whether the chunks before a colon name a speaker or a document that speaks, and no rubric ("Live: …")."""
    if any(grammar.kind(place) not in _NAME_CHUNKS for place in range(end)):
        return False
    head = grammar.head(0)
    if grammar.is_time(0) or not grammar.words[grammar.chunks[0].last - 1][0].isalpha():
        return False
    if {head, grammar.word(0)} & words("sources", "rubrics"):
        return False
    return head in noun_cues().by_form or can_speak(grammar, grammar.phrase(0, end, 0))


def transcribed(unit: Unit) -> Found | None:
    """A name in capitals and a colon at the beginning of a paragraph, as in transcripts: "BERG: We agree"."""
    parse = unit.parse
    if parse.tokens[unit.first].start != parse.report.blocks[unit.block].start:
        return None
    first = 0 if unit.words[0][0].isalnum() else 1
    last = first
    while last < min(first + 4, len(unit.words)) and parse.word(unit.first + last).isupper():
        last += 1
    if last == first or last + 1 >= len(unit.words) or unit.words[last] != ":" or len(unit.words[first]) < 2:
        return None
    content = ((last + 1, len(unit.words)),)
    return Found((last, last + 1), Phrase(0, 1, 0, first, last), content, 0, "transcript")


def signed(grammar: Grammar) -> Found | None:
    """A quotation, a dash and a name to the end: “We agree.” — Anna Berg"""
    kinds = [chunk.kind for chunk in grammar.chunks]
    at = kinds.index("-") if "-" in kinds else 0
    last = len(kinds) - (kinds[-1:] == ["."])
    if not 0 < at < last - 1 or "Q" not in kinds[:at] or set(kinds[:at]) - {"Q", ".", ","}:
        return None
    if set(kinds[at + 1 : last]) - _NAME_CHUNKS or not grammar.tags[grammar.chunks[at + 1].head].startswith("NNP"):
        return None
    mark, source = grammar.chunks[at], grammar.phrase(at + 1, last, at + 1)
    content = tuple((chunk.first, chunk.last) for chunk in grammar.chunks[:at] if chunk.kind == "Q")
    return Found((mark.first, mark.last), source, content, at, "signed")
