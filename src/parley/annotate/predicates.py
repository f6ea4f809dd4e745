"""Attributions whose cue is a verb: "she said", "X rejects any plan", "…, officials argue, …", "…, adding that"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parley.annotate.complements import Complement, Slot, landing, strong, weak
from parley.annotate.contents import Reach, clause_start, content_end, is_clause, reports_after
from parley.annotate.cues import Cue, Taking, verb_cues
from parley.annotate.found import Found, Range
from parley.annotate.nominals import with_noun
from parley.annotate.phrases import Grammar, Phrase, right_edge, subject
from parley.annotate.verbs import NEGATED, Verb, group_start, is_expletive, source_of
from parley.annotate.wordlists import words as listed

_HYPOTHETICAL = frozenset({"if", "unless", "whether", "until", "lest"})
_PASSIVE_REPORTS = frozenset({"say", "believe", "think", "report", "allege", "rumor", "understand", "know", "claim"})


def verb_attributions(grammar: Grammar, in_quotation: Sequence[bool]) -> Iterator[Found]:
    """Attributions with a verb in the cue, from left to right."""
    found: list[Found] = []
    for at, chunk in enumerate(grammar.chunks):
        if chunk.kind != "V" or in_quotation[chunk.head]:
            continue
        verb = Verb(grammar, at, group_start(grammar, at), chunk, found)
        one = _attribution(verb)
        if one:
            found.append(one)
            yield one


def _attribution(verb: Verb) -> Found | None:
    light = with_noun(verb)
    if light:
        return light
    cues = _matching(verb)
    if not cues:
        return _by_position(verb)
    if verb.chunk.passive:
        return next((found for cue in cues if (found := _passive(verb, cue))), None)
    for cue in cues:
        found = _active(verb, cue)
        if found:
            return found
    return None


def _matching(verb: Verb) -> list[Cue]:
    """Cues whose words stand here, longest first."""
    grammar = verb.grammar
    cues = verb_cues().by_form.get(grammar.head(verb.at), ())
    return [
        cue
        for cue in cues
        if all(
            grammar.word(verb.at + 1 + i) == word
            and grammar.chunks[verb.at + 1 + i].last == grammar.chunks[verb.at + 1 + i].first + 1
            for i, word in enumerate(cue.rest)
        )
    ]


# ---------------------------------------------------------------------------------------------------------- active verbs


def _active(verb: Verb, cue: Cue) -> Found | None:
    if _hypothetical(verb):
        return None
    slot = verb.slot(cue)
    content = strong(verb.grammar, slot, cue.takes)
    if content and content.kind != "quotation" and content.first != slot.after and _follows_quotation(verb):
        content = None
    fronted = None if content and content.kind != "quotation" else _fronted(verb, cue, slot)
    if fronted and content:
        more = tuple(piece for piece in _ranges(verb.grammar, content) if piece not in fronted.content)
        return replace(fronted, content=(*fronted.content, *more))
    if fronted:
        return fronted
    content = content or weak(verb.grammar, slot, cue.takes)
    if content is None:
        return None
    source = source_of(verb, content.kind)
    if source is None and not _may_lack_source(verb, content):
        return None
    return _found(verb, content, source)


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


def _ranges(grammar: Grammar, content: Complement) -> tuple[Range, ...]:
    if content.first == content.end:
        return ()
    return ((grammar.chunks[content.first].first, grammar.chunks[content.end - 1].last),)


def _hypothetical(verb: Verb) -> bool:
    """Whether the cue stands under "if": nobody is said to have said it."""
    for place in range(verb.start - 1, max(-1, verb.start - 5), -1):
        if verb.grammar.kind(place) == "S":
            return verb.grammar.word(place) in _HYPOTHETICAL
        if verb.grammar.kind(place) not in {"N", "P", "R"}:
            return False
    return False


def _may_lack_source(verb: Verb, content: Complement) -> bool:
    return content.kind in {"quotation", "colon"} and verb.chunk.form in {"finite", "participle"}


# ------------------------------------------------------------------------------------- content before or around the cue


def _fronted(verb: Verb, cue: Cue, slot: Slot) -> Found | None:
    """The content stands before the cue, or on both sides of it: "…, officials argue, …"."""
    if not {"quotation", "inserted"} & cue.takes.keys() or verb.chunk.form not in {
        "finite",
        "participle",
        "base",
        "ing",
    }:
        return None
    place = _reporting_clause(verb, cue, slot)
    if place is None:
        return None
    grammar = verb.grammar
    source, first, after = place.source, place.first, place.after
    taking = cue.takes.get("quotation") or cue.takes["inserted"]
    content = _before(verb, place, cue)
    if not content:
        return None
    rest = _after(verb, after, content)
    stance = taking.stance
    recipient = grammar.phrase(slot.after, right_edge(grammar, slot.after), slot.after) if place.heard else None
    return Found(
        (verb.cue[0], slot.cue_end), source, (*content, *rest), verb.at, "inserted", stance, recipient=recipient
    )


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause that only reports: its source, its first chunk and the chunk after it."""

    source: Phrase | None
    first: int
    after: int
    heard: bool = False
    """Whether a recipient follows the verb."""


def _reporting_clause(verb: Verb, cue: Cue, slot: Slot) -> _Clause | None:
    """The reporting clause around a verb, with its source on either side; None where the verb does more than report."""
    grammar = verb.grammar
    left = verb.start - 1
    while grammar.kind(left) == "R":
        left -= 1
    if grammar.kind(left) in {"Q", ","} and grammar.kind(slot.after) == "N" and not grammar.is_time(slot.after):
        end = right_edge(grammar, slot.after, appositions=True)
        inverted = subject(grammar, verb.start) is None or grammar.kind(left) == "Q"
        after = landing(grammar, end)
        if inverted and _ends_reporting(grammar, after, cue):
            return _Clause(grammar.phrase(slot.after, end, slot.after), verb.start, after)
    source = subject(grammar, verb.start)
    if source is None or grammar.kind(source.chunk) == "W":
        return _coordinated(verb, slot) if source is None else None
    heard = slot.heard and grammar.kind(slot.after) == "N" and not grammar.is_time(slot.after)
    after = landing(grammar, right_edge(grammar, slot.after) if heard else slot.after)
    if not _ends_reporting(grammar, after, cue):
        return None
    return _Clause(source, source.chunk, after, heard)


def _coordinated(verb: Verb, slot: Slot) -> _Clause | None:
    return None


def _ends_reporting(grammar: Grammar, place: int, cue: Cue) -> bool:
    """Whether nothing follows that would be the complement of the cue."""
    kind = grammar.kind(place)
    if kind == "V":
        form = grammar.chunks[place].form
        return form == "ing" or (form == "infinitive" and "infinitive" not in cue.takes)
    if kind == "P":
        return grammar.kind(place + 1) in {"N", "V"}
    return kind in {"", ".", ",", ";", "-", ":", "Q", ")", "C", "S"}


def _before(verb: Verb, clause: _Clause, cue: Cue) -> tuple[Range, ...]:
    """The content that ends right before a reporting clause."""
    grammar = verb.grammar
    place = clause.first - 1
    while grammar.kind(place) in {"C", "R"} and grammar.kind(place - 1) in {"Q", ","}:
        place -= 1
    if grammar.kind(place) in {",", "-"} and grammar.kind(place - 1) == "Q":
        place -= 1
    if grammar.kind(place) == "Q":
        return (_quoted_before(grammar, place),) if "quotation" in cue.takes else ()
    if grammar.kind(place) not in {",", "-"} or "inserted" not in cue.takes:
        return ()
    start = _clause_before(verb, place)
    if start >= place or not _may_be_content(grammar, start, place, clause):
        return ()
    return ((grammar.chunks[start].first, grammar.chunks[place - 1].last),)


def _may_be_content(grammar: Grammar, start: int, end: int, clause: _Clause) -> bool:
    """Whether chunks before a comma are reported: they hold a verb, go on after it, or are all that the sentence says."""
    if any(grammar.finite(at) or grammar.kind(at) == "Q" for at in range(start, end)):
        return True
    if grammar.kind(clause.after) in {",", "-"} and _goes_on(grammar, clause.after + 1):
        return True
    return grammar.kind(start) == "N" and not grammar.is_time(start) and grammar.kind(clause.after) in {"", "."}


def _quoted_before(grammar: Grammar, place: int) -> Range:
    """A quotation, with the words of the same sentence that it only ends."""
    begins = clause_start(grammar, place)
    if grammar.kind(place - 1) in {"", ".", ",", ":", ";", "-", "Q", "C"} or begins == place:
        return grammar.chunks[place].first, grammar.chunks[place].last
    return grammar.chunks[begins].first, grammar.chunks[place].last


def _clause_before(verb: Verb, place: int) -> int:
    """The first chunk of the clause that a reporting clause after a comma reports."""
    grammar = verb.grammar
    start = clause_start(grammar, place)
    for earlier in verb.before:
        if earlier.cue is None or not earlier.content:
            continue
        start = max(start, _new_clause_after(grammar, earlier.cue[1], place))
    while start < place and grammar.kind(start) in {",", "C", "-"} and start > 0:
        start += 1
    return start


def _new_clause_after(grammar: Grammar, cue_end: int, place: int) -> int:
    """Index of a clause that ", and" or ", but" opens after an earlier cue, or 0."""
    for at in range(place - 1, 0, -1):
        if grammar.chunks[at].first < cue_end:
            return 0
        if grammar.kind(at) == "C" and grammar.kind(at - 1) == "," and is_clause(grammar, at + 1):
            return at + 1
    return 0


def _after(verb: Verb, after: int, content: Sequence[Range]) -> tuple[Range, ...]:
    """The rest of a content that goes on after a reporting clause."""
    grammar = verb.grammar
    if grammar.kind(after) == "Q" and grammar.kind(after - 1) != ".":
        return ((grammar.chunks[after].first, grammar.chunks[after].last),)
    if grammar.kind(after) not in {",", "-"}:
        return ()
    place = after + 1
    if grammar.kind(place) == "Q":
        return ((grammar.chunks[place].first, grammar.chunks[place].last),)
    joined = (
        grammar.kind(place) in {"C", "S"} and is_clause(grammar, place + 1) and not reports_after(grammar, place + 1)
    )
    if joined or _goes_on(grammar, place):
        end = content_end(grammar, place + joined, Reach("", "clause"))
        return ((grammar.chunks[place].first, grammar.chunks[end - 1].last),)
    return ()


def _goes_on(grammar: Grammar, place: int) -> bool:
    """Whether what follows a reporting clause belongs to the content: "The plan, they say, is dead"."""
    if grammar.kind(place) == "V":
        return grammar.chunks[place].form == "finite"
    if grammar.relative(place):
        return False
    return is_clause(grammar, place) or (grammar.kind(place) == "S" and grammar.word(place) == "that")


# ------------------------------------------------------------------------------------------- passives and unknown verbs


def _passive(verb: Verb, cue: Cue) -> Found | None:
    """ "It was announced that", "was quoted as saying", "is said to be", "was rejected by the union"."""
    grammar, slot = verb.grammar, verb.slot(cue)
    agent = _agent(grammar, slot.after)
    content = strong(grammar, slot, cue.takes)
    if content and content.kind in {"that", "question", "quotation"}:
        source = agent or (_told(verb) if "object that" in cue.takes else None)
        return _found(verb, content, source)
    if (
        cue.lemma in _PASSIVE_REPORTS
        and grammar.kind(slot.after) == "V"
        and grammar.chunks[slot.after].form == "infinitive"
    ):
        return _with_subject(verb, slot, cue, slot.after, None)
    if {"as", "complement"} & cue.takes.keys() and (grammar.word(slot.after) == "as" or agent):
        return _with_subject(verb, slot, cue, slot.after, agent) if grammar.word(slot.after) == "as" else None
    if agent and "object" in cue.takes:
        return _object_of(verb, slot, cue, agent)
    return None


def _told(verb: Verb) -> Phrase | None:
    return None


def _agent(grammar: Grammar, place: int) -> Phrase | None:
    """The noun phrase after "by"."""
    for at in range(place, min(place + 6, len(grammar.chunks))):
        if (
            grammar.kind(at) == "P"
            and grammar.word(at) == "by"
            and grammar.kind(at + 1) == "N"
            and not grammar.is_time(at + 1)
        ):
            end = right_edge(grammar, at + 1)
            return grammar.phrase(at + 1, end, at + 1)
        if grammar.kind(at) not in {"R", "P", "N"}:
            return None
    return None


def _with_subject(verb: Verb, slot: Slot, cue: Cue, after: int, agent: Phrase | None) -> Found | None:
    """The subject and what follows the verb are the content: "The plan was described as dead"."""
    whose = subject(verb.grammar, verb.start)
    if whose is None:
        return None
    end = content_end(verb.grammar, after, Reach(slot.tag, "phrase"))
    chunks = verb.grammar.chunks
    content = ((whose.first, whose.last), (chunks[after].first, chunks[end - 1].last))
    return Found((verb.cue[0], slot.cue_end), agent, content, verb.at, "passive", None)


def _object_of(verb: Verb, slot: Slot, cue: Cue, agent: Phrase) -> Found | None:
    whose = subject(verb.grammar, verb.start)
    if whose is None or is_expletive(verb.grammar, whose):
        return None
    stance = cue.takes["object"].stance
    return Found((verb.cue[0], slot.cue_end), agent, ((whose.first, whose.last),), verb.at, "passive", stance)


def _by_position(verb: Verb) -> Found | None:
    """A verb of any kind beside a quotation that ends like speech: "No way," fumed Berg."""
    grammar = verb.grammar
    if verb.chunk.form != "finite" or verb.chunk.passive:
        return None
    empty = Cue("", (), {"quotation": Taking("position", None)})
    slot = verb.slot(empty)
    place = _reporting_clause(verb, empty, slot)
    if place is None or place.source is None or grammar.kind(place.first - 1) != "Q":
        return None
    if grammar.words[grammar.chunks[place.first - 1].last - 2] not in {",", "?", "!"}:
        return None
    if not _is_person(grammar, place.source):
        return None
    content = (_quoted_before(grammar, place.first - 1),)
    return Found(verb.cue, place.source, (*content, *_after(verb, place.after, content)), verb.at, "position")


def _is_person(grammar: Grammar, phrase: Phrase) -> bool:
    head = grammar.chunks[phrase.head].head
    return grammar.tags[head].startswith("NNP") or grammar.words[head] in listed("grammar", "subject_pronouns")
