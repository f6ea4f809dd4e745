"""How far the content of an attribution reaches: from its first chunk to the end of what is reported.

Whether a tail after a comma or "as" belongs to the content was decided by how PolNeAR's annotators cut such tails.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from parley.annotate.attribution.cues import verb_cues
from parley.annotate.attribution.phrases import Grammar
from parley.annotate.wordlists import words

Style = Literal["clause", "infinitive", "phrase"]
"""What a content is: a reported clause or question, an infinitive, or anything less (a noun phrase, "as" something)."""

_CLAUSE_WITHIN = 22
"""Chunks within which the verb of a clause must follow."""
_BRACKET_WITHIN = 40
_REPORTS = frozenset({"that", "clause", "object that", "quotation"})
_CONTRASTS = frozenset({"though", "although", "whereas"})
_CIRCUMSTANCES = frozenset({"as", "after", "before", "when", "while"})
_NO_TAIL = frozenset({"including", "excluding", "regarding", "concerning", "involving", "ranging", "starting"})
"""Participles that go on with the content after a comma; any other one begins the reporter's own words."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Reach:
    """What a content depends on: the Penn tag of its cue, its style, and the clause that the cue stands in."""

    tag: str
    style: Style
    subordinate: bool = False
    """Whether a main clause may follow the content ("While he said A, B")."""
    closed: bool = False
    """Whether the cue stands in a relative or participle clause, which a comma before a verb closes."""
    fronted: bool = False
    """Whether the cue is a participle before its main clause ("Calling it a trap, Berg left")."""
    subject: bool = False
    """Whether the verb of a clause comes after the content, its subject: "the claim that A is B fell"."""


@dataclass(frozen=True, slots=True)
class _Content:
    """A content as it is followed chunk by chunk from its first one."""

    grammar: Grammar
    start: int
    reach: Reach

    def stops(self, at: int) -> bool:
        """Whether the content ends before a chunk."""
        kind = self.grammar.kind(at)
        rule = _BEFORE.get(kind)
        if rule:
            return rule(self, at)
        return kind in {".", ";", ")"}

    def at_comma(self, at: int) -> bool:
        following = at + 1
        while self.grammar.kind(following) == "R" and self.grammar.kind(following + 1) != ",":
            following += 1
        kind = self.grammar.kind(following)
        if kind in {"", "."} or (kind == "N" and self._ends_quoted(at)):
            return True
        rule = _AFTER_COMMA.get(kind)
        return rule is not None and rule(self, following)

    def at_dash(self, at: int) -> bool:
        """A dash that no other closes ends a phrase; a clause may go on after it."""
        grammar, style, after = self.grammar, self.reach.style, self.grammar.kind(at + 1)
        closed = any(grammar.kind(place) == "-" for place in range(at + 1, min(at + 20, len(grammar.chunks))))
        return (style == "phrase" and not closed) or (after == "C" and style != "clause") or after in {"", "."}

    def at_conjunction(self, at: int) -> bool:
        return self._new_predicate(at + 1, comma=False)

    def at_subordinator(self, at: int) -> bool:
        """A subordinate clause without a comma is the reporter's own after a noun phrase, and always with "though"."""
        word = self.grammar.word(at)
        if word in _CONTRASTS or (word == "as" and self.grammar.word(at - 1) == "even"):
            return True
        if word == "as" and self.grammar.quotes(at + 1) and self.grammar.kind(at + 1) != "A":
            return False
        return self.reach.style == "phrase" and word in _CIRCUMSTANCES

    def at_colon(self, at: int) -> bool:
        return self.grammar.kind(at + 1) == "Q"

    def at_verb(self, at: int) -> bool:
        """A second finite verb after the content of a noun in subject position; "according to"."""
        grammar = self.grammar
        if grammar.word(at) == "according" and grammar.word(at + 1) == "to":
            return at > self.start + 1
        if not self.reach.subject or not grammar.finite(at):
            return False
        for place in range(at - 1, self.start, -1):
            if grammar.finite(place):
                return True
            if grammar.relative(place) or grammar.kind(place) in {"S", "C"}:
                return False
        return False

    def verb_after_comma(self, at: int) -> bool:
        """A participle begins the reporter's own words or another attribution; a finite verb closes a clause."""
        form = self.grammar.chunks[at].form
        if form == "ing":
            return self.grammar.head(at) not in _NO_TAIL
        return self.reach.closed and form in {"finite", "participle"}

    def preposition_after_comma(self, at: int) -> bool:
        word = self.grammar.word(at)
        return word in words("grammar", "reporters_own") or (word == "as" and self.grammar.kind(at) == "S")

    def relative_after_comma(self, at: int) -> bool:
        return self.grammar.word(at) == "who" or self.reach.style == "phrase"

    def conjunction_after_comma(self, at: int) -> bool:
        return self.grammar.word(at) == "but" or self._new_predicate(at + 1, comma=True)

    def noun_after_comma(self, at: int) -> bool:
        """A clause that reports, or the main clause after the content of a subordinate one."""
        grammar = self.grammar
        inside = range(self.start, min(self.start + 2, at))
        opened = any(grammar.kind(place) == "S" and grammar.word(place) != "that" for place in inside)
        return (
            self.reach.fronted
            or is_reporting(grammar, at)
            or (self.reach.subordinate and not opened and is_clause(grammar, at))
        )

    def _ends_quoted(self, comma: int) -> bool:
        """Whether a closing quotation mark follows a comma, so that an apposition to the quoted words comes next."""
        after = self.grammar.chunks[comma].last
        return after < self.grammar.chunks[comma + 1].first and not self.grammar.words[after][0].isalnum()

    def _new_predicate(self, at: int, *, comma: bool) -> bool:
        """Whether "and" goes on with another predicate or clause than the content's."""
        grammar, style = self.grammar, self.reach.style
        while grammar.kind(at) == "R":
            at += 1
        if grammar.finite(at):
            same_tense = comma and grammar.tags[grammar.chunks[at].head] == self.reach.tag
            return style != "clause" or same_tense or self._parallel(at)
        if grammar.kind(at) == "V":
            return grammar.chunks[at].form == "ing" and comma and style == "clause"
        if not is_clause(grammar, at):
            return False
        if not comma and not any(grammar.finite(place) for place in range(self.start, at - 1)):
            return False
        return reports_after(grammar, at) or (style != "clause" and comma)

    def _parallel(self, at: int) -> bool:
        """Whether a finite verb goes with the cue: it has its tense, and is a cue or unlike the content's verbs."""
        grammar = self.grammar
        tag = _tense(grammar, at)
        if tag != self.reach.tag:
            return False
        cues = verb_cues().by_form.get(grammar.head(at), ())
        reports = any({"that", "quotation"} & cue.takes.keys() for cue in cues)
        if reports and grammar.kind(at + 1) in {"S", "Q", "N", "W"}:
            return True
        return tag not in {_tense(grammar, place) for place in range(self.start, at) if grammar.finite(place)}


_Rule = Callable[[_Content, int], bool]
_BEFORE: Mapping[str, _Rule] = {
    ",": _Content.at_comma,
    "-": _Content.at_dash,
    "C": _Content.at_conjunction,
    "S": _Content.at_subordinator,
    ":": _Content.at_colon,
    "V": _Content.at_verb,
}
"""Whether a content ends before a chunk, by the kind of the chunk."""
_AFTER_COMMA: Mapping[str, _Rule] = {
    "V": _Content.verb_after_comma,
    "S": _Content.preposition_after_comma,
    "P": _Content.preposition_after_comma,
    "W": _Content.relative_after_comma,
    "C": _Content.conjunction_after_comma,
    "N": _Content.noun_after_comma,
}
"""Whether a content ends at a comma, by the kind of the chunk after it."""


def content_end(grammar: Grammar, start: int, reach: Reach) -> int:
    """Index after the last chunk of a content that begins at a chunk."""
    content = _Content(grammar, start, reach)
    at = start
    while at < len(grammar.chunks) and not (at > start and content.stops(at)):
        at = _past_bracket(grammar, at) if grammar.kind(at) == "(" else at + 1
    while at - 1 > start and (grammar.kind(at - 1) in {",", "-", ";", ":", "C"} or grammar.word(at - 1) == "even"):
        at -= 1
    return at


def _past_bracket(grammar: Grammar, opening: int) -> int:
    for at in range(opening + 1, min(opening + _BRACKET_WITHIN, len(grammar.chunks))):
        if grammar.kind(at) == ")":
            return at + 1
    return opening + 1


def _tense(grammar: Grammar, at: int) -> str:
    """The Penn tag of a verb group that carries its tense."""
    chunk = grammar.chunks[at]
    tags = grammar.tags[chunk.first : chunk.last]
    return next((tag for tag in tags if tag in _FINITE), grammar.tags[chunk.head])


def is_clause(grammar: Grammar, place: int) -> bool:
    """Whether a subject and its finite verb begin at a chunk."""
    if grammar.kind(place) != "N":
        return False
    parenthesis = False
    relatives = 0
    for at in range(place + 1, min(place + _CLAUSE_WITHIN, len(grammar.chunks))):
        kind = grammar.kind(at)
        if grammar.finite(at) and not relatives:
            return not parenthesis or grammar.kind(at - 1) in {",", "-", "R"}
        relatives += (kind == "W") - grammar.finite(at)
        if kind == "Q":
            return at == place + 1
        opens = kind in {",", "-"} and not parenthesis
        if kind in {".", ";", ":", "S"} or (opens and not _opens_parenthesis(grammar, at)):
            return False
        if kind == "V" and grammar.chunks[at].form == "base" and at == place + 1:
            return False
        parenthesis = parenthesis or opens
    return False


def _opens_parenthesis(grammar: Grammar, comma: int) -> bool:
    """Whether a comma is followed by another before any finite verb, or by items of a list; so for a dash."""
    closing = {",", "C", "W"} if grammar.kind(comma) == "," else {"-"}
    for at in range(comma + 1, min(comma + 12, len(grammar.chunks))):
        if grammar.kind(at) in closing:
            return True
        if grammar.kind(at) in {".", ";", "S"}:
            return False
    return False


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
            cues = () if grammar.chunks[place].passive else verb_cues().by_form.get(grammar.head(place), ())
            reported = grammar.word(place + 1) in {"that", "whether"} or grammar.kind(place + 1) in {"Q", ":"}
            clause = any("clause" in cue.takes for cue in cues) and is_clause(grammar, place + 1)
            return any(_REPORTS & cue.takes.keys() for cue in cues) and (reported or clause)
    return False


def clause_start(grammar: Grammar, before: int) -> int:
    """Index of the first chunk of the sentence that a chunk stands in or ends."""
    at = before
    while at > 0 and grammar.kind(at - 1) not in {".", ";"}:
        at -= 1
    return at
