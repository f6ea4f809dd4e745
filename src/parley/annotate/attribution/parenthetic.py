"""Clauses that only report, with the content before or around them: "…, officials argue, …", "“…,” said Berg"."""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.annotate.attribution.complements import Slot, landing
from parley.annotate.attribution.contents import Reach, clause_start, content_end, is_clause, reports_after
from parley.annotate.attribution.cues import Cue, forms_of
from parley.annotate.attribution.found import Range
from parley.annotate.attribution.phrases import Grammar, Phrase, right_edge, subject
from parley.annotate.attribution.verbs import Verb

_CONDITIONS = frozenset({"if", "unless", "because", "until", "provided", "so"})
_ENDS = frozenset({"", ".", ",", ";", "-", ":", "Q", ")", "C", "S"})
"""Kinds of chunk before which a reporting clause may end."""
_ONE = frozenset({"he", "she"})
_WHEN = frozenset({"when", "where"})
"""After a reporting clause these tell of its circumstances: "she said when the doors opened"."""
_BEFORE_QUOTATION = frozenset({"", ".", ",", ":", ";", "-", "Q", "C"})


@dataclass(frozen=True, slots=True)
class Reporting:
    """A clause that only reports: its source, its first chunk, the chunk after it, and who was told."""

    source: Phrase
    first: int
    after: int
    recipient: Phrase | None = None


def reporting(verb: Verb, cue: Cue, slot: Slot) -> Reporting | None:
    """The reporting clause of a verb, its source on either side; None where the verb does more than report."""
    if verb.grammar.chunks[verb.start].form not in {"finite", "participle", "base"}:
        return None
    return _inverted(verb, cue, slot) or _straight(verb, cue, slot)


def _inverted(verb: Verb, cue: Cue, slot: Slot) -> Reporting | None:
    """ "said Berg" after a quotation or comma."""
    grammar, left = verb.grammar, verb.start - 1
    while grammar.kind(left) == "R":
        left -= 1
    if grammar.kind(left) not in {"Q", ","} or grammar.kind(slot.after) != "N" or grammar.is_time(slot.after):
        return None
    if grammar.kind(left) == "," and subject(grammar, verb.start) is not None:
        return None
    end = right_edge(grammar, slot.after, appositions=True)
    after = landing(grammar, end)
    if not _ends(grammar, after, cue):
        return None
    return Reporting(grammar.phrase(slot.after, end, slot.after), verb.start, after)


def _straight(verb: Verb, cue: Cue, slot: Slot) -> Reporting | None:
    """ "Berg said", "Berg told reporters"."""
    grammar = verb.grammar
    source = subject(grammar, verb.start)
    if source is None or grammar.kind(source.chunk) == "W":
        return None
    end = slot.after
    recipient = None
    if slot.heard and grammar.kind(end) == "N" and not grammar.is_time(end):
        end = right_edge(grammar, slot.after)
        recipient = grammar.phrase(slot.after, end, slot.after)
    after = landing(grammar, end)
    return Reporting(source, source.chunk, after, recipient) if _ends(grammar, after, cue) else None


def _ends(grammar: Grammar, place: int, cue: Cue) -> bool:
    """Whether nothing follows that would be the complement of the cue."""
    kind = grammar.kind(place)
    if kind == "V":
        form = grammar.chunks[place].form
        return form == "ing" or (form == "infinitive" and "infinitive" not in cue.takes)
    if kind == "P":
        return grammar.kind(place + 1) in {"N", "V"}
    return kind in _ENDS or (kind == "W" and grammar.word(place) in _WHEN)


def around(verb: Verb, clause: Reporting, cue: Cue) -> tuple[Range, ...]:
    """The content that ends right before a reporting clause, and what of it goes on after; may be empty."""
    before = _before(verb, clause, cue)
    if before and _breaks_off(verb.grammar, clause):
        end = content_end(verb.grammar, clause.after + 1, Reach("", "clause"))
        chunks = verb.grammar.chunks
        return (*before, (chunks[clause.after + 1].first, chunks[end - 1].last))
    return (*before, *_after(verb.grammar, clause.after)) if before else ()


def _breaks_off(grammar: Grammar, clause: Reporting) -> bool:
    """Whether a reporting clause between commas cuts a clause after its verb: "the plan was, she said, a trap"."""
    last, first = clause.first - 2, clause.after + 1
    if grammar.kind(last + 1) != "," or grammar.kind(clause.after) != "," or not grammar.finite(last):
        return False
    if grammar.head(last) in forms_of("links"):
        return grammar.kind(first) in {"N", "A", "P", "Q", "R", "S", "V"}
    return grammar.kind(first) == "N" and not grammar.is_time(first) and not is_clause(grammar, first)


def _before(verb: Verb, clause: Reporting, cue: Cue) -> tuple[Range, ...]:
    grammar = verb.grammar
    place = clause.first - 1
    while grammar.kind(place) in {"C", "R"} and grammar.kind(place - 1) in {"Q", ","}:
        place -= 1
    if grammar.kind(place) in {",", "-"} and grammar.kind(place - 1) == "Q":
        place -= 1
    if grammar.kind(place) == "Q":
        return (quoted_before(grammar, place),) if "quotation" in cue.takes else ()
    if grammar.kind(place) not in {",", "-"} or "inserted" not in cue.takes:
        return ()
    start = _clause_before(verb, place)
    if start >= place or not _may_be_content(grammar, range(start, place), clause):
        return ()
    return ((grammar.chunks[start].first, grammar.chunks[place - 1].last),)


def _may_be_content(grammar: Grammar, places: Sequence[int], clause: Reporting) -> bool:
    """Whether chunks before a comma are reported: they hold a verb, go on later, or are all that the sentence says."""
    if any(grammar.finite(at) or grammar.kind(at) == "Q" for at in places):
        return True
    if grammar.kind(clause.after) in {",", "-"} and _goes_on(grammar, clause.after + 1):
        return True
    return grammar.kind(places[0]) == "N" and not grammar.is_time(places[0]) and grammar.kind(clause.after) in {"", "."}


def quoted_before(grammar: Grammar, place: int) -> Range:
    """The tokens of a quotation, with the words of the same sentence that it only ends."""
    begins = clause_start(grammar, place)
    first = place if grammar.kind(place - 1) in _BEFORE_QUOTATION or begins == place else begins
    return grammar.chunks[first].first, grammar.chunks[place].last


def _clause_before(verb: Verb, place: int) -> int:
    """The first chunk of the clause that a reporting clause after a comma reports."""
    grammar = verb.grammar
    start = clause_start(grammar, place)
    for earlier in verb.before:
        if earlier.cue and earlier.content:
            start = max(start, _new_clause_after(grammar, earlier.cue[1], place))
    start = _own_words_end(verb, start, place)
    while start < place and grammar.kind(start) in {",", "C", "-"} and start > 0:
        start += 1
    return start


def _own_words_end(verb: Verb, start: int, place: int) -> int:
    """The chunk after a colon behind words about the speaker: "Berg is plain: we eat, she says, tomorrow"."""
    grammar, source = verb.grammar, subject(verb.grammar, verb.start)
    colon = next((at for at in range(place - 1, start, -1) if grammar.kind(at) == ":"), 0)
    if not colon or source is None or grammar.words[source.first] not in _ONE or not is_clause(grammar, colon + 1):
        return start
    subjects = (subject(grammar, at) for at in range(start, colon) if grammar.finite(at))
    first = next((whose for whose in subjects if whose and grammar.kind(whose.head) == "N"), None)
    if first is None:
        return start
    head = grammar.chunks[first.head].head
    about = grammar.words[head] in _ONE or grammar.tags[head] == "NNP"
    return colon + 1 if about else start


def _new_clause_after(grammar: Grammar, cue_end: int, place: int) -> int:
    """Index of a clause that ", and" or ", but" opens after an earlier cue, or 0."""
    for at in range(place - 1, 0, -1):
        if grammar.chunks[at].first < cue_end:
            return 0
        if grammar.kind(at) == "C" and grammar.kind(at - 1) == "," and is_clause(grammar, at + 1):
            return at + 1
    return 0


def _after(grammar: Grammar, after: int) -> tuple[Range, ...]:
    """The rest of a content that goes on after a reporting clause."""
    if grammar.kind(after) == "Q" and grammar.kind(after - 1) != ".":
        return ((grammar.chunks[after].first, grammar.chunks[after].last),)
    place = after + 1
    if grammar.kind(after) not in {",", "-"}:
        return ()
    if grammar.kind(place) == "Q":
        return ((grammar.chunks[place].first, grammar.chunks[place].last),)
    joins = grammar.kind(place) == "C" or grammar.word(place) in _CONDITIONS
    joined = joins and is_clause(grammar, place + 1) and not reports_after(grammar, place + 1)
    if not joined and not _goes_on(grammar, place):
        return ()
    end = content_end(grammar, place + joined, Reach("", "clause"))
    return ((grammar.chunks[place].first, grammar.chunks[end - 1].last),)


def _goes_on(grammar: Grammar, place: int) -> bool:
    """Whether what follows a reporting clause belongs to the content: "The plan, they say, is dead"."""
    if grammar.kind(place) == "V":
        return grammar.chunks[place].form == "finite"
    return grammar.word(place) == "that" or (not grammar.relative(place) and is_clause(grammar, place))
