"""Attributions whose cue is a verb: "she said", "X rejects any plan", "…, officials argue, …", "…, adding that"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.annotate.attribution.complements import Complement, Complements, Slot
from parley.annotate.attribution.contents import Reach, content_end
from parley.annotate.attribution.cues import Cue, Taking, forms_of, verb_cues
from parley.annotate.attribution.found import Found, Range
from parley.annotate.attribution.introduced import is_saying
from parley.annotate.attribution.nominals import with_word
from parley.annotate.attribution.parenthetic import around, quoted_before, reporting
from parley.annotate.attribution.phrases import Grammar, Phrase, can_speak, left_edge, right_edge, somebody, subject
from parley.annotate.attribution.verbs import NEGATED, Verb, group_start, hypothetical, is_expletive, source_of

_PASSIVE_REPORTS = frozenset({"say", "believe", "think", "report", "allege", "rumor", "understand", "know", "claim"})
"""Verbs that tell in the passive what nobody named says: "is said to be"."""
_SPOKEN = frozenset({",", "?", "!"})
"""Marks with which a quotation ends before any verb of speaking."""
_SENTENCE = 7
"""Tokens, marks included, of a quotation that is no mere title."""


def verb_attributions(grammar: Grammar, in_quotation: Sequence[bool]) -> Iterator[Found]:
    """Attributions with a verb in the cue, from left to right."""
    found: list[Found] = []
    for at, chunk in enumerate(grammar.chunks):
        if chunk.kind != "V" or in_quotation[chunk.head]:
            continue
        start = group_start(grammar, at)
        one = _attribution(Verb(grammar, at, start, chunk, found))
        if one and start < at:
            found = [other for other in found if other.verb != start]
        if one:
            found.append(one)
    yield from found


def _attribution(verb: Verb) -> Found | None:
    cues = _matching(verb)
    found = with_word(verb)
    if found or not cues:
        return found or _by_position(verb)
    read = _passive if verb.chunk.passive else _active
    return next((found for cue in cues if (found := read(verb, cue))), None)


def _matching(verb: Verb) -> list[Cue]:
    """Cues whose words stand here, longest first."""
    following = verb.grammar.words[verb.chunk.last : verb.chunk.last + 3]
    cues = verb_cues().by_form.get(verb.grammar.head(verb.at), ())
    return [cue for cue in cues if tuple(following[: len(cue.rest)]) == cue.rest and _own_chunks(verb, len(cue.rest))]


def _own_chunks(verb: Verb, size: int) -> bool:
    """Whether each of the words after a verb is a chunk of its own."""
    chunks = verb.grammar.chunks[verb.at + 1 : verb.at + 1 + size]
    return len(chunks) == size and all(chunk.last == chunk.first + 1 for chunk in chunks)


# -------------------------------------------------------------------------------------------------------- active verbs


def _active(verb: Verb, cue: Cue) -> Found | None:
    if hypothetical(verb.grammar, verb.start):
        return None
    slot = verb.slot(cue)
    search = Complements(verb.grammar, slot, cue.takes)
    content = search.strong()
    if content and content.kind != "quotation" and _follows_quotation(verb):
        circumstance = content.kind == "question" and verb.grammar.word(content.first) in {"when", "where"}
        content = None if circumstance or content.first != slot.after else content
    if content is None or content.kind == "quotation":
        found = _fronted(verb, cue, slot)
        if found:
            more = tuple(piece for piece in _ranges(verb.grammar, content) if piece not in found.content)
            return replace(found, content=(*found.content, *more))
    content = content or search.weak()
    if content is None:
        return _gapped(verb, cue, slot)
    source = source_of(verb, content.kind)
    return _found(verb, content, source) if source or _may_lack_source(verb, content) else None


def _gapped(verb: Verb, cue: Cue, slot: Slot) -> Found | None:
    """The object stands before the subject: "a phrase Ostland rejects", "a plan that the union opposes"."""
    grammar, place = verb.grammar, verb.start - 1
    taking = cue.takes.get("object")
    if taking is None or taking.stance is None or grammar.kind(slot.after) not in {"", ".", ",", ";", "-"}:
        return None
    while grammar.kind(place) == "R":
        place -= 1
    before = place - 1 - (grammar.word(place - 1) in {"which", "that"})
    if grammar.kind(place) != "N" or grammar.kind(before) != "N" or grammar.is_time(before):
        return None
    source, whose = grammar.phrase(place, place + 1, place), grammar.chunks[before]
    stance = NEGATED.get(taking.stance) if verb.chunk.negated else taking.stance
    content = ((grammar.chunks[left_edge(grammar, before)].first, whose.last),)
    return (
        Found((verb.cue[0], slot.cue_end), source, content, verb.at, "gap", stance)
        if can_speak(grammar, source)
        else None
    )


def _follows_quotation(verb: Verb) -> bool:
    """Whether a quotation stands right before the subject of a verb."""
    whose = subject(verb.grammar, verb.start)
    return whose is not None and verb.grammar.kind(whose.chunk - 1) == "Q"


def _found(verb: Verb, content: Complement, source: Phrase | None) -> Found:
    stance = content.taking.stance
    if stance and verb.chunk.negated:
        stance = NEGATED.get(stance)
    cue = (verb.cue[0], content.cue_end)
    ranges = _ranges(verb.grammar, content)
    return Found(cue, source, ranges, verb.at, content.kind, stance, recipient=content.recipient)


def _ranges(grammar: Grammar, content: Complement | None) -> tuple[Range, ...]:
    if content is None or content.first == content.end:
        return ()
    return ((grammar.chunks[content.first].first, grammar.chunks[content.end - 1].last),)


def _may_lack_source(verb: Verb, content: Complement) -> bool:
    return content.kind in {"quotation", "colon"} and verb.chunk.form in {"finite", "participle"}


def _fronted(verb: Verb, cue: Cue, slot: Slot) -> Found | None:
    """The content stands before the cue, or on both sides of it: "…, officials argue, …"."""
    taking = cue.takes.get("quotation") or cue.takes.get("inserted")
    clause = reporting(verb, cue, slot) if taking else None
    content = around(verb, clause, cue) if clause else ()
    if taking is None or clause is None or not content:
        return None
    cue_span = verb.cue[0], slot.cue_end
    return Found(cue_span, clause.source, content, verb.at, "inserted", taking.stance, recipient=clause.recipient)


def _by_position(verb: Verb) -> Found | None:
    """A verb of any kind beside a quotation that ends like speech: "No way," fumed Berg."""
    grammar = verb.grammar
    if verb.chunk.form != "finite" or verb.chunk.passive or grammar.head(verb.at) in forms_of("links"):
        return None
    any_verb = Cue("", (), {"quotation": Taking("position", None)})
    clause = reporting(verb, any_verb, verb.slot(any_verb))
    if clause is None or grammar.kind(clause.first - 1) != "Q" or is_expletive(grammar, clause.source):
        return None
    first, last = quoted_before(grammar, clause.first - 1)
    if grammar.words[last - 2] not in _SPOKEN or not (somebody(grammar, clause.source) or last - first > _SENTENCE):
        return None
    if is_saying(grammar.head(clause.source.head)):
        return None
    return Found(verb.cue, clause.source, ((first, last),), verb.at, "position")


# ------------------------------------------------------------------------------------------------------------ passives


def _passive(verb: Verb, cue: Cue) -> Found | None:
    """ "It was announced that", "is said to be", "was described as", "was rejected by the union"."""
    grammar, slot = verb.grammar, verb.slot(cue)
    agent = _agent(grammar, slot.after)
    content = Complements(grammar, slot, cue.takes).strong()
    if content and content.kind in {"that", "question", "quotation"}:
        return _found(verb, content, agent)
    infinitive = grammar.kind(slot.after) == "V" and grammar.chunks[slot.after].form == "infinitive"
    reported = infinitive and cue.lemma in _PASSIVE_REPORTS
    if reported or ("as" in cue.takes and grammar.word(slot.after) == "as"):
        return _of_subject(verb, slot, agent, slot.after)
    called = agent.end if agent else slot.after
    if "complement" in cue.takes and grammar.quotes(called):
        return _of_subject(verb, slot, agent, called)
    if agent and "object" in cue.takes and cue.takes["object"].places:
        found = _of_subject(verb, slot, agent, None)
        return replace(found, stance=cue.takes["object"].stance) if found else None
    return None


def _agent(grammar: Grammar, place: int) -> Phrase | None:
    """The noun phrase after "by"."""
    for at in range(place, min(place + 6, len(grammar.chunks))):
        if grammar.word(at) == "by" and grammar.kind(at + 1) == "N" and not grammar.is_time(at + 1):
            return grammar.phrase(at + 1, right_edge(grammar, at + 1), at + 1)
        if grammar.kind(at) not in {"R", "P", "N"}:
            return None
    return None


def _of_subject(verb: Verb, slot: Slot, agent: Phrase | None, after: int | None) -> Found | None:
    """The subject is content, with what follows from a chunk on: "The plan was described as dead"."""
    whose = subject(verb.grammar, verb.start)
    if whose is None or is_expletive(verb.grammar, whose):
        return None
    content = [(whose.first, whose.last)]
    if after is not None:
        end = content_end(verb.grammar, after, Reach(slot.tag, "phrase"))
        content.append((verb.grammar.chunks[after].first, verb.grammar.chunks[end - 1].last))
    return Found((verb.cue[0], slot.cue_end), agent, tuple(content), verb.at, "passive")
