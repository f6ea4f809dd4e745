"""Verb groups as cues, and whose words they report: subject, shared subject, or the one that governs a participle."""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.annotate.attribution.chunks import Chunk
from parley.annotate.attribution.complements import Slot
from parley.annotate.attribution.contents import clause_start
from parley.annotate.attribution.cues import Cue, forms_of, verb_cues
from parley.annotate.attribution.found import Found, Range, holds
from parley.annotate.attribution.phrases import Grammar, Phrase, can_speak, right_edge, subject
from parley.annotate.wordlists import words as listed
from parley.reading import Stance

NEGATED: dict[Stance, Stance | None] = {
    "supports": "rejects",
    "accepts": "rejects",
    "open": "rejects",
    "rejects": "open",
}
"""What a stance becomes under "not": who did not rule something out is open to it."""
_HYPOTHETICAL = frozenset({"if", "unless", "whether", "until", "lest"})
_UNDER = 8
"""Chunks between such a word and the verb of its clause, at most."""
_LEADS_TO_ACT = frozenset({"by", "while", "before", "after", "without", "in", "when", "despite"})
"""Prepositions whose participle has the subject of the sentence for its own."""
_QUOTED = frozenset({"quoted", "cited", "reported", "described", "recorded", "heard"})
"""Participles before "as saying"."""
_CLEAR = frozenset({"that", "object that", "quotation", "clause", "colon", "question", "introduces"})
"""Complements that leave no doubt that something is reported."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb group that may be a cue: its chunk, the chunk that its group begins with, and what the search knows."""

    grammar: Grammar
    at: int
    start: int
    chunk: Chunk
    before: Sequence[Found]
    """What was found to the left in the same unit."""

    @property
    def cue(self) -> Range:
        """Tokens of the whole group with its auxiliaries and adverbs."""
        return self.grammar.chunks[self.start].first, self.chunk.last

    @property
    def tag(self) -> str:
        """The Penn tag that carries the tense."""
        first = self.grammar.chunks[self.start]
        tags = self.grammar.tags[first.first : first.last]
        return next((tag for tag in tags if tag in {"VBD", "VBZ", "VBP", "MD"}), self.grammar.tags[first.head])

    def slot(self, cue: Cue) -> Slot:
        """Where the complement of a cue begins."""
        after = self.at + 1 + len(cue.rest)
        before = self.grammar.kind(self.start - 1)
        return Slot(
            after=after,
            cue_end=self.grammar.chunks[after - 1].last if cue.rest else self.chunk.last,
            tag=self.tag,
            subordinate=_subordinate(self.grammar, self.start),
            gap=before == "N" and self.grammar.kind(self.start - 2) == "W",
            inverted=before == "Q",
            heard=bool({"object that", "object question"} & cue.takes.keys()),
            closed=before == "W" or self.grammar.chunks[self.start].form == "ing",
            fronted=self.grammar.chunks[self.start].form == "ing" and _opens_sentence(self.grammar, self.start - 1),
        )


def group_start(grammar: Grammar, at: int) -> int:
    """The chunk with which "continues to warn", "went on to say" or "was quoted as saying" begins."""
    if grammar.chunks[at].form == "ing" and grammar.word(at - 1) == "as" and grammar.kind(at - 2) == "V":
        return at - 2 if grammar.chunks[at - 2].passive and grammar.head(at - 2) in _QUOTED else at
    start = at
    while grammar.chunks[start].form == "infinitive":
        place = start - 1
        if grammar.word(place) == "on" and grammar.kind(place - 1) == "V":
            place -= 1
        leads = grammar.kind(place) == "V" and grammar.head(place) in forms_of("leading")
        if not leads or grammar.chunks[place].passive:
            break
        start = place
    return start


def _subordinate(grammar: Grammar, at: int) -> bool:
    """Whether a subordinator opens the clause of a verb ("While he said")."""
    for place in range(at - 1, max(-1, at - 8), -1):
        if grammar.kind(place) == "S":
            return grammar.word(place) != "that"
        if grammar.kind(place) not in {"N", "P", "R", "A", "C"}:
            return False
    return False


def hypothetical(grammar: Grammar, at: int) -> bool:
    """Whether a verb stands under "if" or "whether": nobody is said to have said it, but in "And if she says no?"."""
    for place in range(at - 1, max(-1, at - _UNDER), -1):
        if grammar.kind(place) in {"S", "W"} or grammar.word(place) in _HYPOTHETICAL:
            return grammar.word(place) in _HYPOTHETICAL and not _asks(grammar, place)
        if grammar.kind(place) not in {"N", "P", "R", "A", "X"}:
            return False
    return False


def _asks(grammar: Grammar, place: int) -> bool:
    """Whether a subordinator opens a sentence that is nothing but a question."""
    begins = clause_start(grammar, place)
    stop = next((chunk for chunk in grammar.chunks[place:] if chunk.kind in {".", ";", ","}), None)
    opened = all(grammar.kind(before) == "C" for before in range(begins, place))
    return opened and stop is not None and grammar.words[stop.first] == "?"


def source_of(verb: Verb, content: str) -> Phrase | None:
    """Who the cue is said of; nobody where the verb is no predicate of a source or its subject cannot speak."""
    found = _source_of(verb, content)
    if found is None:
        return None
    shows = _only_shows(verb)
    if shows and content not in _CLEAR and verb.grammar.chunks[verb.start].form == "ing":
        return None
    if (shows or content not in _CLEAR) and not can_speak(verb.grammar, found):
        return None
    return found


def _only_shows(verb: Verb) -> bool:
    """Whether a verb is said of facts as well as of speakers ("signal", "show")."""
    cues = verb_cues().by_form.get(verb.grammar.head(verb.at), ())
    return any(cue.lemma in listed("sources", "shows_only_with_speaker") for cue in cues)


def _source_of(verb: Verb, content: str) -> Phrase | None:
    form = verb.grammar.chunks[verb.start].form
    clear = content in _CLEAR
    if form == "ing":
        return _source_of_participle(verb, clear=clear)
    if form == "infinitive":
        return _governing(verb) if clear and not _governed_by_cue(verb) else None
    if form == "base" and verb.grammar.kind(verb.start - 1) != "N":
        return None
    if form in {"participle", "base"} and not clear:
        return None
    return subject_of(verb)


def subject_of(verb: Verb) -> Phrase | None:
    """The subject, or for a second predicate ("said A and added B") that of the first."""
    grammar, place = verb.grammar, verb.start - 1
    while grammar.kind(place) == "R":
        place -= 1
    if grammar.kind(place) == "C":
        return _shared(verb)
    found = subject(grammar, verb.start)
    if found is None and grammar.kind(place) == ",":
        return _shared(verb)
    return None if found and is_expletive(grammar, found) else found


def is_expletive(grammar: Grammar, phrase: Phrase) -> bool:
    """Whether a subject stands for nobody ("there", "this")."""
    return phrase.last - phrase.first == 1 and grammar.words[phrase.first] in listed("grammar", "never_subject")


def _shared(verb: Verb) -> Phrase | None:
    """The source of the last attribution before, or the subject of the last clause, within the sentence."""
    begins = verb.grammar.chunks[clause_start(verb.grammar, verb.start)].first
    for earlier in reversed(verb.before):
        if earlier.cue and earlier.cue[0] >= begins and earlier.source and not _inside_earlier(verb, earlier):
            return earlier.source
    return _governing(verb)


def _inside_earlier(verb: Verb, earlier: Found) -> bool:
    """Whether an attribution lies inside the content of another one."""
    return any(other is not earlier and earlier.cue and holds(other.content, earlier.cue[0]) for other in verb.before)


def _governing(verb: Verb) -> Phrase | None:
    """The subject of the nearest finite verb to the left that is in no relative clause."""
    grammar = verb.grammar
    for place in range(verb.start - 1, -1, -1):
        if grammar.kind(place) in {".", ";"}:
            return None
        if grammar.finite(place) and grammar.kind(place - 1) != "W":
            found = subject(grammar, place)
            if found and not is_expletive(grammar, found):
                return found
            if grammar.kind(place - 1) not in {"C", ",", "R"}:
                return None
    return None


def _governed_by_cue(verb: Verb) -> bool:
    """Whether the infinitive is itself the content of the verb before it ("declined to say whether")."""
    grammar = verb.grammar
    return any(found.content and holds(found.content, verb.chunk.first) for found in verb.before) or (
        grammar.kind(verb.start - 1) in {"N", "A"}
    )


def _source_of_participle(verb: Verb, *, clear: bool) -> Phrase | None:
    """The noun before it ("with Ostland describing"), the main clause after it, or whoever spoke before."""
    grammar, place = verb.grammar, verb.start - 1
    while grammar.kind(place) == "R":
        place -= 1
    kind = grammar.kind(place)
    if kind == "N":
        found = subject(verb.grammar, verb.start)
        return None if found and is_expletive(verb.grammar, found) else found
    if kind in {"S", "P", "", "."} and _opens_sentence(grammar, place):
        return _following_subject(verb)
    if kind in {",", "C", "-", "S", "Q"} or (kind == "P" and (clear or grammar.word(place) in _LEADS_TO_ACT)):
        return _shared(verb)
    return None


def _opens_sentence(grammar: Grammar, place: int) -> bool:
    return grammar.kind(place) in {"", "."} or grammar.kind(place - 1) in {"", "."}


def _following_subject(verb: Verb) -> Phrase | None:
    """The subject of the main clause after "While calling the talks useful, …"."""
    grammar = verb.grammar
    for place in range(verb.at + 1, len(grammar.chunks)):
        if grammar.kind(place) == "." or grammar.finite(place):
            return None
        if grammar.kind(place) == "," and grammar.kind(place + 1) == "N":
            end = right_edge(grammar, place + 1, appositions=True)
            return grammar.phrase(place + 1, end, place + 1)
    return None
