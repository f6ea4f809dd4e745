"""Whole noun phrases, as OntoNotes marks them: with article and possessor, "of", number, clause and apposition."""

from parley.annotate.entity.surface import Surface
from parley.annotate.nounphrases import NounPhrase

Range = tuple[int, int]
"""First token and the token after the last."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NAMES = frozenset({"NNP", "NNPS"})
_RELATIVE = frozenset({"WP", "WDT", "WP$", "WRB"})
_RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where"})
_JOINS = frozenset({"in", "for", "on", "at", "from", "with", "between", "to", "against", "about", "over", "near"})
_OPENING = frozenset({",", "and", "that", "but", "“", '"'})
_CLOSING = frozenset({",", ".", ";", ":", "—", "–", "”", ")"})
_STEPS = 8
"""Pieces that may follow one another after a noun."""


def extent(text: Surface, first: int, last: int) -> Range:
    """The whole noun phrase of the words from one token to before another, unless they are only a part of one."""
    begun, ended = text.phrases.around(first), text.phrases.around(last - 1)
    if begun is not None and begun.last <= last:
        first = min(first, text.phrases.start(begun))
    pronoun = text.tags[last - 1] in {"PRP", "PRP$"}
    if ended is None or ended.last > last or ended.possessor or pronoun or text.sentence[first] < 0:
        return first, last
    return first, _end(text, first, last)


def _end(text: Surface, first: int, last: int) -> int:
    stop = text.parse.sentences[text.sentence[first]].last
    for _ in range(_STEPS):
        end = _further(text, first, last, stop) if last < stop else last
        if end == last:
            break
        last = end
    return last


def _further(text: Surface, first: int, last: int, stop: int) -> int:
    """The token after the next piece that belongs to a phrase, or the same token."""
    word = text.lower[last]
    if text.tags[last] == "CD" and text.tags[last - 1] in {"NN", "NNP"}:
        return last + 1
    if word == "of":
        return _complement(text, last, stop)
    if word in _JOINS and _opens(text, first):
        end = _complement(text, last, stop)
        return end if end < stop and text.tags[end] in _FINITE else last
    if word in _RELATIVES and text.tags[last] in _RELATIVE:
        return _clause(text, last, stop)
    return _after_comma(text, last, stop) if word == "," and last + 1 < stop else last


def _complement(text: Surface, joint: int, stop: int) -> int:
    """The token after the phrase that a preposition joins, or the preposition."""
    phrase = text.phrases.around(joint + 1)
    if phrase is None or phrase.first != joint + 1 or phrase.last > stop:
        return joint
    return _possessed(text, phrase).last


def _possessed(text: Surface, phrase: NounPhrase) -> NounPhrase:
    """The phrase that is owned in the end: "envoy" for "Varnia's envoy"."""
    while phrase.possessor and (owned := text.phrases.around(phrase.last + 1)) is not None:
        phrase = owned
    return phrase


def _opens(text: Surface, first: int) -> bool:
    """Whether a phrase opens a sentence or clause, so that what stands before its verb belongs to it."""
    return first == text.parse.sentences[text.sentence[first]].first or text.words[first - 1] in _OPENING


def _after_comma(text: Surface, comma: int, stop: int) -> int:
    """The token after a relative clause, or after an apposition to a name, that a comma begins; else the comma."""
    after = text.lower[comma + 1]
    if after in _RELATIVES and after != "that":
        return _clause(text, comma + 1, stop, set_off=True)
    phrase = text.phrases.around(comma + 1)
    if after not in {"a", "an", "the"} or phrase is None or text.tags[comma - 1] not in _NAMES:
        return comma
    end = _end(text, phrase.first, phrase.last)
    return end if end >= stop or text.words[end] in {",", ".", ";"} else comma


def _clause(text: Surface, start: int, stop: int, *, set_off: bool = False) -> int:
    """The token after a relative clause: before a mark, or before the verb of the clause around it."""
    verbs = 0
    for token in range(start, stop):
        if text.words[token] in _CLOSING:
            return token
        verbs += text.tags[token] in _FINITE
        if verbs > 1 and not set_off and text.tags[token] in _FINITE and text.tags[token - 1] not in {"CC", "MD"}:
            return token
    return stop
