"""Attributions whose cue holds a noun or adjective: "expressed doubt that", "the union's demand for", "is wary of"."""

from collections.abc import Iterator, Mapping, Sequence

from parley.annotate.attribution.complements import Complement, Complements, Slot
from parley.annotate.attribution.cues import Taking, adjective_cues, forms_of, noun_cues
from parley.annotate.attribution.found import Found, Range
from parley.annotate.attribution.phrases import Grammar, Phrase, right_edge
from parley.annotate.attribution.verbs import NEGATED, Verb, group_start, source_of
from parley.annotate.wordlists import words

_BY = frozenset({"by", "from", "among", "between"})
_AFTER_NOUN = frozenset({"that", "infinitive", "quotation"})
"""Complements that make a noun a cue where no verb does."""
_IS = frozenset({"is", "was", "'s", "be", "remains"})
_MAKES = frozenset({"make", "makes", "made", "making"})
_FACT: Mapping[str, Taking] = {name: Taking("made clear", None) for name in ("that", "question", "clause")}


def with_word(verb: Verb) -> Found | None:
    """A verb that makes a cue with the word after it: "expressed doubt that", "made it clear that"."""
    return None if verb.chunk.passive else _with_noun(verb) or _made_clear(verb)


def _with_noun(verb: Verb) -> Found | None:
    grammar, at = verb.grammar, verb.at + 1
    if grammar.head(verb.at) not in forms_of("light") or grammar.kind(at) != "N":
        return None
    return _predicate(verb, at, _noun(grammar, at), "with noun")


def _made_clear(verb: Verb) -> Found | None:
    grammar, at = verb.grammar, verb.at + 1
    if grammar.head(verb.at) not in _MAKES:
        return None
    at += grammar.word(at) == "it"
    if grammar.kind(at) != "A" or grammar.word(at) not in words("cues", "made"):
        return None
    return _predicate(verb, at, _FACT, "made clear")


def _predicate(verb: Verb, at: int, takes: Mapping[str, Taking], how: str) -> Found | None:
    """A verb and a noun or adjective, with what that word takes."""
    grammar = verb.grammar
    content = _complement(grammar, at, takes, verb.tag)
    source = source_of(verb, content.kind) if content else None
    if content is None or source is None:
        return None
    stance = content.taking.stance
    if stance and (verb.chunk.negated or grammar.word(at) in words("grammar", "negations")):
        stance = NEGATED.get(stance)
    return Found((verb.cue[0], content.cue_end), source, _range(grammar, content), verb.at, how, stance)


def adjective_attributions(grammar: Grammar, in_quotation: Sequence[bool], taken: Sequence[Found]) -> Iterator[Found]:
    """Attributions with a linking verb and an adjective for a cue: "remains wary of"."""
    for at, chunk in enumerate(grammar.chunks):
        place = at - 1
        while chunk.kind == "A" and grammar.kind(place) == "R":
            place -= 1
        links = chunk.kind == "A" and grammar.kind(place) == "V" and grammar.head(place) in forms_of("links")
        if not links or in_quotation[chunk.head]:
            continue
        verb = Verb(grammar, place, group_start(grammar, place), grammar.chunks[place], taken)
        for cue in adjective_cues().by_form.get(grammar.words[chunk.head], ()):
            found = _predicate(verb, at, cue.takes, "adjective")
            if found:
                yield found


def noun_attributions(grammar: Grammar, in_quotation: Sequence[bool], taken: Sequence[Found]) -> Iterator[Found]:
    """Attributions with a noun alone for a cue: "the union's claim that", "suggestions by officials that"."""
    for at, chunk in enumerate(grammar.chunks):
        if chunk.kind != "N" or in_quotation[chunk.head] or _in_cue(chunk.head, taken):
            continue
        takes = _noun(grammar, at)
        found = (_owned(grammar, at, takes) or _by(grammar, at, takes)) if takes else None
        if found:
            yield found


def _noun(grammar: Grammar, at: int) -> Mapping[str, Taking]:
    cues = noun_cues().by_form.get(grammar.head(at), ())
    return cues[0].takes if cues else {}


def _in_cue(place: int, taken: Sequence[Found]) -> bool:
    return any(found.cue and found.cue[0] <= place < found.cue[1] for found in taken)


def _complement(grammar: Grammar, at: int, takes: Mapping[str, Taking], tag: str) -> Complement | None:
    """What follows a noun or adjective; "that" before a verb is a relative pronoun."""
    if not takes or (grammar.kind(at + 1) == "W" and grammar.word(at + 1) == "that"):
        return None
    search = Complements(grammar, Slot(at + 1, grammar.chunks[at].last, tag, subject=not tag), takes)
    return search.strong() or search.weak()


def _owned(grammar: Grammar, at: int, takes: Mapping[str, Taking]) -> Found | None:
    """ "the union's claim that", "her fear is that": the possessor is the source."""
    chunk = grammar.chunks[at]
    owner = chunk.owner + 1 if chunk.owner >= 0 else chunk.first + (grammar.tags[chunk.first] == "PRP$")
    if owner == chunk.first:
        return None
    content = _complement(grammar, at, takes, "")
    if content is None and grammar.head(at + 1) in _IS:
        content = _complement(grammar, at + 1, takes, "")
    if content is None or content.kind not in _AFTER_NOUN:
        return None
    source = Phrase(at, at + 1, at, chunk.first, owner)
    return Found((owner, content.cue_end), source, _range(grammar, content), at, "noun", content.taking.stance)


def _by(grammar: Grammar, at: int, takes: Mapping[str, Taking]) -> Found | None:
    """ "suggestions by some officials that"."""
    chunk, place = grammar.chunks[at], at + 2
    if grammar.word(at + 1) not in _BY or grammar.kind(place) != "N":
        return None
    end = right_edge(grammar, place)
    content = _complement(grammar, end - 1, takes, "")
    if content is None or content.kind not in _AFTER_NOUN | {"+for"}:
        return None
    source, cue = grammar.phrase(place, end, place), (chunk.first, chunk.last)
    return Found(cue, source, _range(grammar, content), at, "noun", content.taking.stance)


def _range(grammar: Grammar, content: Complement) -> tuple[Range, ...]:
    """The tokens of a content; none where a colon introduces the next paragraph."""
    if content.end == content.first:
        return ()
    return ((grammar.chunks[content.first].first, grammar.chunks[content.end - 1].last),)
