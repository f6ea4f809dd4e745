"""How far the content of an attribution reaches: from its first chunk to the end of what is reported."""

from dataclasses import dataclass
from typing import Literal

from parley.annotate.cues import verb_cues
from parley.annotate.phrases import Grammar
from parley.annotate.wordlists import words as listed

Style = Literal["clause", "infinitive", "phrase"]
"""What a content is: a reported clause or question, an infinitive, or anything less (a noun phrase, "as" something)."""

_CLAUSE_WITHIN = 22
"""Chunks within which the verb of a clause without "that" must follow."""
_GOES_ON_IN_LIST = frozenset({"N", "A", "P", "V", "R", "Q", "S", "W"})
_REPORTS = frozenset({"that", "clause", "object that", "quotation"})
_CONTRASTS = frozenset({"though", "although", "whereas"})
_CIRCUMSTANCES = frozenset({"as", "after", "before", "when", "while"})
_NO_TAIL = frozenset(
    {"including", "excluding", "regarding", "concerning", "involving", "ranging", "starting", "beginning"}
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a content depends on: the Penn tag of its cue, its style, and whether its clause began as a subordinate one."""

    tag: str
    style: Style
    subordinate: bool = False
    relative: bool = False
    """Whether the cue stands in a relative or participle clause, which a comma before a finite verb closes."""
    subject: bool = False
    """Whether the content belongs to the subject of a clause whose verb comes after it: "the claim that A is B fell"."""


def is_clause(grammar: Grammar, place: int) -> bool:
    """Whether a subject and its finite verb begin at a chunk."""
    if grammar.kind(place) != "N":
        return False
    parenthesis = False
    relatives = 0
    for at in range(place + 1, min(place + _CLAUSE_WITHIN, len(grammar.chunks))):
        kind = grammar.kind(at)
        if grammar.finite(at):
            if relatives:
                relatives -= 1
                continue
            return not parenthesis or grammar.kind(at - 1) in {",", "R"}
        if kind == "W":
            relatives += 1
        if kind == "," and at > place:
            if not parenthesis and not _opens_parenthesis(grammar, at):
                return False
            parenthesis = True
        elif kind == "Q":
            return at == place + 1
        elif kind in {".", ";", ":", "S"} or (kind == "V" and grammar.chunks[at].form == "base" and at == place + 1):
            return False
    return False


def _opens_parenthesis(grammar: Grammar, comma: int) -> bool:
    """Whether a comma is followed by another before any finite verb, or by items of a list."""
    for at in range(comma + 1, min(comma + 12, len(grammar.chunks))):
        if grammar.kind(at) in {",", "C"}:
            return True
        if grammar.kind(at) == "W" or grammar.kind(at) in {".", ";", "S"}:
            return grammar.kind(at) == "W"
    return False


def content_end(grammar: Grammar, start: int, reach: Reach) -> int:
    """Index after the last chunk of a content that begins at a chunk."""
    at = start
    while at < len(grammar.chunks):
        kind = grammar.kind(at)
        if at > start and _stops(grammar, start, at, reach):
            break
        if kind == "(":
            at = _past_bracket(grammar, at)
            continue
        at += 1
    while at - 1 > start and (grammar.kind(at - 1) in {",", "-", ";", ":", "C"} or grammar.word(at - 1) == "even"):
        at -= 1
    return at


def _past_bracket(grammar: Grammar, opening: int) -> int:
    for at in range(opening + 1, min(opening + 40, len(grammar.chunks))):
        if grammar.kind(at) == ")":
            return at + 1
    return opening + 1


def _stops(grammar: Grammar, start: int, at: int, reach: Reach) -> bool:
    kind = grammar.kind(at)
    if kind in {".", ";", ")"}:
        return True
    if kind == ",":
        return _stops_at_comma(grammar, start, at, reach)
    if kind == "-":
        return _stops_at_dash(grammar, at, reach)
    if kind == "C":
        return _new_predicate(grammar, start, at + 1, reach)
    if kind == "S":
        return _stops_before_clause(grammar, at, reach)
    if kind == ":":
        return grammar.kind(at + 1) == "Q"
    if kind == "V" and reach.subject and grammar.finite(at):
        return _second_verb(grammar, start, at)
    return grammar.word(at) == "according" and grammar.word(at + 1) == "to"


def _second_verb(grammar: Grammar, start: int, at: int) -> bool:
    """Whether a finite verb cannot belong to the clause that began at `start`: that one has its verb already."""
    for place in range(at - 1, start, -1):
        if grammar.finite(place):
            return True
        if grammar.relative(place) or grammar.kind(place) in {"S", "C"}:
            return False
    return False


def _stops_before_clause(grammar: Grammar, at: int, reach: Reach) -> bool:
    """Whether a subordinate clause without a comma is the reporter's own: always so after a noun phrase."""
    word = grammar.word(at)
    if word in _CONTRASTS or (word == "as" and grammar.word(at - 1) == "even"):
        return True
    return reach.style == "phrase" and word in _CIRCUMSTANCES


def _stops_at_dash(grammar: Grammar, at: int, reach: Reach) -> bool:
    """A dash that no other closes ends a phrase; a clause may go on after it."""
    closed = any(grammar.kind(place) == "-" for place in range(at + 1, min(at + 20, len(grammar.chunks))))
    after = grammar.kind(at + 1)
    return (reach.style == "phrase" and not closed) or (after == "C" and reach.style != "clause") or after in {"", "."}


def _stops_at_comma(grammar: Grammar, start: int, at: int, reach: Reach) -> bool:
    following = at + 1
    while grammar.kind(following) == "R" and grammar.kind(following + 1) != ",":
        following += 1
    kind, word = grammar.kind(following), grammar.word(following)
    if kind in {"", "."}:
        return True
    if kind == "V":
        closes = reach.relative and grammar.chunks[following].form in {"finite", "participle"}
        return closes or _stops_before_verb(grammar, following)
    if kind in {"S", "P"}:
        return word in listed("grammar", "reporters_own") or (word == "as" and kind == "S")
    if kind == "W":
        return word == "who" or reach.style == "phrase"
    if kind == "C":
        return word == "but" or _new_predicate(grammar, start, following + 1, reach, comma=True)
    if kind == "N":
        return (
            is_reporting(grammar, following)
            or _new_clause(grammar, start, following, reach)
            or _ends_quoted(grammar, at)
        )
    return False


def _ends_quoted(grammar: Grammar, comma: int) -> bool:
    """Whether a closing quotation mark follows a comma, so that an apposition to the quoted words comes next."""
    after = grammar.chunks[comma].last
    return after < grammar.chunks[comma + 1].first and not grammar.words[after][0].isalnum()


def _stops_before_verb(grammar: Grammar, verb: int) -> bool:
    """A comma before "-ing" begins the reporter's own words or another attribution; before a finite verb one closes."""
    form = grammar.chunks[verb].form
    return form == "ing" and grammar.head(verb) not in _NO_TAIL


def _new_clause(grammar: Grammar, start: int, at: int, reach: Reach) -> bool:
    """Whether a main clause follows the content of a subordinate one ("While he said A, B")."""
    if not reach.subordinate or _subordinate_inside(grammar, start, at):
        return False
    return is_clause(grammar, at)


def _subordinate_inside(grammar: Grammar, start: int, at: int) -> bool:
    """Whether the content itself begins with a subordinate clause ("that while A, B")."""
    return any(
        grammar.kind(place) == "S" and grammar.word(place) != "that" for place in range(start, min(start + 2, at))
    )


def _new_predicate(grammar: Grammar, start: int, at: int, reach: Reach, *, comma: bool = False) -> bool:
    """Whether "and" goes on with another predicate or clause than the content's."""
    while grammar.kind(at) == "R":
        at += 1
    kind = grammar.kind(at)
    if kind == "V" and grammar.chunks[at].form == "finite":
        if reach.style != "clause":
            return True
        return _parallel(grammar, start, at, reach) or (comma and grammar.tags[grammar.chunks[at].head] == reach.tag)
    if kind == "N" and is_clause(grammar, at):
        if not comma and not any(grammar.finite(place) for place in range(start, at - 1)):
            return False
        return reports_after(grammar, at) or (reach.style != "clause" and comma)
    if kind == "V" and grammar.chunks[at].form == "ing":
        return comma and reach.style == "clause"
    return False


def _parallel(grammar: Grammar, start: int, at: int, reach: Reach) -> bool:
    """Whether a finite verb after "and" goes with the cue: it has its tense, and is a cue or unlike the content's verbs."""
    chunk = grammar.chunks[at]
    tag = grammar.tags[_finite_word(grammar, at)]
    if tag != reach.tag:
        return False
    cues = verb_cues().by_form.get(grammar.words[chunk.head], ())
    if any({"that", "quotation"} & cue.takes.keys() for cue in cues) and grammar.kind(at + 1) in {"S", "Q", "N", "W"}:
        return True
    inside = {grammar.tags[_finite_word(grammar, place)] for place in range(start, at) if grammar.finite(place)}
    return tag not in inside


def _finite_word(grammar: Grammar, at: int) -> int:
    """The token of a verb group that carries its tense."""
    chunk = grammar.chunks[at]
    for token in range(chunk.first, chunk.last):
        if grammar.tags[token] in {"VBD", "VBZ", "VBP", "MD"}:
            return token
    return chunk.head


def is_reporting(grammar: Grammar, at: int) -> bool:
    """Whether a short clause that only reports begins at a noun chunk: "…, officials said." """
    for place in range(at + 1, min(at + 8, len(grammar.chunks))):
        if grammar.finite(place):
            cues = verb_cues().by_form.get(grammar.head(place), ())
            ends = grammar.kind(_past_adverbs(grammar, place + 1)) in {"", ".", ",", ";", "-"}
            return ends and any({"inserted", "quotation"} & cue.takes.keys() for cue in cues)
        if grammar.kind(place) not in {"P", "N", "C", "R", "A"}:
            return False
    return False


def _past_adverbs(grammar: Grammar, at: int) -> int:
    while grammar.kind(at) == "R" or grammar.is_time(at) or (grammar.kind(at) == "P" and grammar.kind(at + 1) == "N"):
        at += 2 if grammar.kind(at) == "P" else 1
    return at


def reports_after(grammar: Grammar, at: int) -> bool:
    """Whether the clause that begins at a noun chunk reports something itself ("and they stress that")."""
    for place in range(at + 1, min(at + _CLAUSE_WITHIN, len(grammar.chunks))):
        if grammar.finite(place):
            if grammar.chunks[place].passive:
                return False
            cues = verb_cues().by_form.get(grammar.head(place), ())
            following = grammar.word(place + 1)
            reported = following in {"that", "whether"} or grammar.kind(place + 1) in {"Q", ":"}
            clause = any("clause" in cue.takes for cue in cues) and is_clause(grammar, place + 1)
            return any(_REPORTS & cue.takes.keys() for cue in cues) and (reported or clause)
    return False


def clause_start(grammar: Grammar, before: int) -> int:
    """Index of the first chunk of the sentence or clause that ends before a chunk."""
    at = before
    while at > 0 and grammar.kind(at - 1) not in {".", ";"}:
        if grammar.kind(at - 1) == "Q" and at - 1 > 0 and grammar.kind(at - 2) not in {".", ""}:
            pass
        at -= 1
    return at
