"""Attributions whose cue holds a noun or adjective: "expressed doubt that", "the union's demand for", "remains wary of"."""

from collections.abc import Iterator, Mapping, Sequence

from parley.annotate.complements import Complement, Slot, strong, weak
from parley.annotate.cues import Taking, adjective_cues, forms_of, noun_cues
from parley.annotate.found import Found
from parley.annotate.phrases import Grammar, Phrase, right_edge
from parley.annotate.verbs import NEGATED, Verb, group_start, source_of

_BY = frozenset({"by", "from", "among", "between"})
_THAT = frozenset({"that", "infinitive", "quotation"})


def with_noun(verb: Verb) -> Found | None:
    """A verb that lends a speaker to a noun: "expressed doubt that", "issued a call for"."""
    grammar, at = verb.grammar, verb.at + 1
    if grammar.head(verb.at) not in forms_of("light") or grammar.kind(at) != "N" or verb.chunk.passive:
        return None
    takes = _noun(grammar, at)
    content = _complement(grammar, at, takes, verb.tag) if takes else None
    source = source_of(verb, content.kind) if content else None
    if content is None or source is None:
        return None
    return _found(verb, content, source, "with noun")


def noun_attributions(grammar: Grammar, in_quotation: Sequence[bool], taken: Sequence[Found]) -> Iterator[Found]:
    """Attributions with a noun alone for a cue: "the union's claim that", "suggestions by officials that"."""
    for at, chunk in enumerate(grammar.chunks):
        if chunk.kind != "N" or in_quotation[chunk.head] or _in_cue(chunk.head, taken):
            continue
        takes = _noun(grammar, at)
        found = (_owned(grammar, at, takes) or _by(grammar, at, takes)) if takes else None
        if found:
            yield found


def adjective_attributions(grammar: Grammar, in_quotation: Sequence[bool], taken: Sequence[Found]) -> Iterator[Found]:
    """Attributions with a linking verb and an adjective for a cue: "remains wary of"."""
    for at, chunk in enumerate(grammar.chunks):
        if chunk.kind != "A" or in_quotation[chunk.head]:
            continue
        for cue in adjective_cues().by_form.get(grammar.words[chunk.head], ()):
            found = _linked(grammar, at, cue.takes, taken)
            if found:
                yield found


def _noun(grammar: Grammar, at: int) -> Mapping[str, Taking] | None:
    cues = noun_cues().by_form.get(grammar.head(at), ())
    return cues[0].takes if cues else None


def _in_cue(place: int, taken: Sequence[Found]) -> bool:
    return any(found.cue and found.cue[0] <= place < found.cue[1] for found in taken)


def _complement(grammar: Grammar, at: int, takes: Mapping[str, Taking], tag: str) -> Complement | None:
    if grammar.kind(at + 1) == "W" and grammar.word(at + 1) == "that":
        return None
    slot = Slot(at + 1, grammar.chunks[at].last, tag, subordinate=False, subject=not tag)
    return strong(grammar, slot, takes) or weak(grammar, slot, takes)


def _found(verb: Verb, content: Complement, source: Phrase, how: str) -> Found:
    stance = content.taking.stance
    if stance and verb.chunk.negated:
        stance = NEGATED.get(stance)
    chunks = verb.grammar.chunks
    ranges = ((chunks[content.first].first, chunks[content.end - 1].last),) if content.end > content.first else ()
    return Found((verb.cue[0], content.cue_end), source, ranges, verb.at, how, stance)


def _linked(grammar: Grammar, at: int, takes: Mapping[str, Taking], taken: Sequence[Found]) -> Found | None:
    place = at - 1
    while grammar.kind(place) == "R":
        place -= 1
    if grammar.kind(place) != "V" or grammar.head(place) not in forms_of("links"):
        return None
    verb = Verb(grammar, place, group_start(grammar, place), grammar.chunks[place], taken)
    content = _complement(grammar, at, takes, verb.tag)
    source = source_of(verb, content.kind) if content else None
    return _found(verb, content, source, "adjective") if content and source else None


def _owned(grammar: Grammar, at: int, takes: Mapping[str, Taking]) -> Found | None:
    """ "the union's claim that": the possessor is the source."""
    chunk = grammar.chunks[at]
    owner = chunk.owner + 1 if chunk.owner >= 0 else chunk.first + (grammar.tags[chunk.first] == "PRP$")
    if owner == chunk.first:
        return None
    content = _complement(grammar, at, takes, "")
    if content is None or content.kind not in _THAT:
        content = _predicated(grammar, at, takes)
    if content is None:
        return None
    source = Phrase(at, at + 1, at, chunk.first, owner)
    return _nominal(grammar, (owner, content.cue_end), source, content)


def _predicated(grammar: Grammar, at: int, takes: Mapping[str, Taking]) -> Complement | None:
    """ "Her fear is that"."""
    verb = at + 1
    if grammar.kind(verb) != "V" or grammar.head(verb) not in {"is", "was", "'s", "be", "remains"}:
        return None
    content = _complement(grammar, verb, takes, "")
    return content if content and content.kind in {"that", "infinitive", "quotation"} else None


def _by(grammar: Grammar, at: int, takes: Mapping[str, Taking]) -> Found | None:
    """ "suggestions by some officials that"; without a source only where a clause follows."""
    place = at + 1
    source = None
    if grammar.kind(place) == "P" and grammar.word(place) in _BY and grammar.kind(place + 1) == "N":
        end = right_edge(grammar, place + 1)
        source = grammar.phrase(place + 1, end, place + 1)
        content = _complement(grammar, end - 1, takes, "")
        if content and content.kind in {"that", "infinitive", "+for"}:
            chunk = grammar.chunks[at]
            return _nominal(grammar, (chunk.first, chunk.last), source, content)
    return None


def _nominal(grammar: Grammar, cue: tuple[int, int], source: Phrase, content: Complement) -> Found:
    chunks = grammar.chunks
    ranges = ((chunks[content.first].first, chunks[content.end - 1].last),)
    return Found(cue, source, ranges, source.chunk, "noun", content.taking.stance)
