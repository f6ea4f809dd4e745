"""Complements: what follows a cue, and which part of it is the content."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from parley.annotate.attribution.contents import Reach, Style, content_end, is_clause
from parley.annotate.attribution.cues import Taking
from parley.annotate.attribution.phrases import Grammar, Phrase, right_edge
from parley.annotate.wordlists import words

_ADJECTIVE_ENDINGS = ("ive", "ful", "ous", "able", "ible", "less", "ical")
_SAY = frozenset({"said", "says", "say"})
_ENOUGH = 5
"""Words after "said" that make a clause even where no finite verb was recognised among them."""
_LANDING = 16
"""Chunks between a cue and its complement, at most."""


@dataclass(frozen=True, slots=True)
class Complement:
    """Chunks `first` to before `end` as content; tokens before `cue_end` belong to the cue.

    `kind` is a complement of the cue lexicon, or `colon` or `introduces` for what a colon opens.
    """

    kind: str
    first: int
    end: int
    cue_end: int
    taking: Taking
    recipient: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a complement is looked for: the chunk after the cue, the cue's last token and Penn tag."""

    after: int
    cue_end: int
    tag: str
    subordinate: bool = False
    """Whether the cue stands in a subordinate clause, so that a main clause may follow the content."""
    gap: bool = False
    """Whether "which" stands before the subject: "which he said were paid"."""
    inverted: bool = False
    """Whether a quotation ends right before the cue, so that its subject follows it."""
    heard: bool = False
    """Whether the cue takes somebody told ("told reporters")."""
    closed: bool = False
    """Whether the cue stands in a relative or participle clause that a comma closes."""
    fronted: bool = False
    """Whether the cue is a participle before its main clause."""
    subject: bool = False
    """Whether the cue is a noun that may be the subject of a clause."""

    def reach(self, style: Style) -> Reach:
        """How far a content of a style may go here."""
        return Reach(self.tag, style, self.subordinate, self.closed, self.fronted, self.subject)


@dataclass(frozen=True, slots=True)
class Complements:
    """The complements that one cue takes, to be looked for after it."""

    grammar: Grammar
    slot: Slot
    takes: Mapping[str, Taking]

    def strong(self) -> Complement | None:
        """A reported clause, question or quotation, past adverbs, recipients and phrases of time and place."""
        grammar, place = self.grammar, self.slot.after
        found = self._reported(place, told=False)
        if found:
            return found
        recipient = None
        hears = "object that" in self.takes or "object question" in self.takes
        if hears and grammar.kind(place) == "N" and not grammar.is_time(place):
            end = right_edge(grammar, place)
            recipient = grammar.phrase(place, end, place)
            place = end
        found = self._reported(landing(grammar, place), told=recipient is not None)
        return replace(found, recipient=recipient) if found else None

    def weak(self) -> Complement | None:
        """An infinitive, gerund, noun phrase or phrase with a preposition."""
        grammar, place = self.grammar, self.slot.after
        while grammar.kind(place) == "R":
            place += 1
        found = self._prepositional(place) or self._prepositional(past_times(grammar, place))
        if found:
            return found
        kind, word = grammar.kind(place), grammar.word(place)
        if kind == "N" and not grammar.is_time(place):
            return self._nominal(place)
        if kind == "W" and word == "what" and "object" in self.takes:
            return self._taken("object", place, "clause")
        if kind in {"P", "S"} and word == "as" and "as" in self.takes:
            return self._taken("as", place, "phrase")
        return self._verbal(place)

    def _taken(self, name: str, place: int, style: Style) -> Complement:
        end = content_end(self.grammar, place, self.slot.reach(style))
        return Complement(name, place, end, self.slot.cue_end, self.takes[name])

    # ---------------------------------------------------------------------------------------------- reported speech

    def _reported(self, place: int, *, told: bool) -> Complement | None:
        """The reported clause, question or quotation that begins at a chunk."""
        grammar = self.grammar
        if grammar.kind(place) == "," and (grammar.kind(place + 1) == "Q" or grammar.word(place + 1) == "that"):
            place += 1
        if grammar.kind(place) == ":":
            return self._after_colon(place, told=told)
        if grammar.kind(place) == "Q":
            taking = self.takes.get("quotation") or self.takes.get("object that")
            return Complement("quotation", place, place + 1, self.slot.cue_end, taking) if taking else None
        name = next((name for name in self._names(place, told=told) if name in self.takes), None)
        return self._taken(name, place, "clause") if name else None

    def _names(self, place: int, *, told: bool) -> tuple[str, ...]:
        """Kinds of complement that the words at a chunk may be."""
        kind, word = self.grammar.kind(place), self.grammar.word(place)
        if kind in {"S", "W"} and word == "that":
            return ("that", "object that") if told or "that" in self.takes else ()
        if kind in {"S", "W"} and word in words("grammar", "questions"):
            return ("question", "object question") if told else ("question",)
        if not self._clause(place):
            return ()
        return ("clause", "object that") if told else ("clause",)

    def _clause(self, place: int) -> bool:
        """Whether a clause without "that" begins at a chunk."""
        grammar, slot = self.grammar, self.slot
        if slot.gap and place == slot.after and grammar.finite(place):
            return True
        correlative = grammar.kind(place) == "C" and grammar.word(place) in {"either", "neither", "both", "not"}
        return not slot.inverted and (is_clause(grammar, place + correlative) or self._surely_said(place))

    def _surely_said(self, place: int) -> bool:
        """Whether "said" is followed by enough words to be a clause, though no finite verb was seen among them."""
        grammar, things = self.grammar, words("grammar", "said_things")
        if grammar.words[self.slot.cue_end - 1] not in _SAY or place != self.slot.after:
            return False
        if grammar.kind(place) not in {"N", "A"} or grammar.is_time(place):
            return False
        if grammar.head(place) in things or grammar.word(place) in things:
            return False
        end = place
        while end < len(grammar.chunks) and grammar.kind(end) not in {",", ".", ";"}:
            end += 1
        return grammar.chunks[end - 1].last - grammar.chunks[place].first >= _ENOUGH

    def _after_colon(self, colon: int, *, told: bool) -> Complement | None:
        """The quotation or words after a colon; at the end of a paragraph it introduces the next one."""
        grammar = self.grammar
        taking = self.takes.get("quotation") or self.takes.get("object that") or self.takes.get("that")
        if taking is None:
            return None
        cue_end = grammar.chunks[colon].last if not told and colon == self.slot.after else self.slot.cue_end
        after = colon + 1
        if after >= len(grammar.chunks):
            return Complement("introduces", colon, colon, cue_end, taking)
        if grammar.kind(after) == "Q":
            return Complement("quotation", after, after + 1, cue_end, taking)
        if not {"quotation", "object that"} & self.takes.keys():
            return None
        end = after
        while end < len(grammar.chunks) and grammar.kind(end) != ".":
            end += 1
        return Complement("colon", after, end, cue_end, taking)

    # ---------------------------------------------------------------------------------------------- anything less

    def _prepositional(self, place: int) -> Complement | None:
        """ "called for a truce": the preposition belongs to the cue."""
        grammar, name, after = self.grammar, "+" + self.grammar.word(place), place + 1
        if grammar.kind(place) not in {"P", "S"} or name not in self.takes:
            return None
        gerund = grammar.kind(after) == "V" and grammar.chunks[after].form == "ing"
        if not gerund and grammar.kind(after) not in {"N", "W", "Q", "A"}:
            return None
        if grammar.is_time(after) or self._empty(after):
            return None
        return replace(self._taken(name, after, "phrase"), cue_end=grammar.chunks[place].last)

    def _verbal(self, place: int) -> Complement | None:
        grammar = self.grammar
        if grammar.is_time(place) or grammar.kind(place) == "P":
            place = landing(grammar, place)
        form = grammar.chunks[place].form if grammar.kind(place) == "V" else ""
        if form == "infinitive" and "infinitive" in self.takes:
            return self._taken("infinitive", place, "infinitive")
        if form == "ing" and "gerund" in self.takes and place == self.slot.after:
            return self._taken("gerund", place, "phrase")
        return None

    def _nominal(self, place: int) -> Complement | None:
        """A noun phrase with what the cue says of it."""
        grammar = self.grammar
        if "object infinitive" in self.takes:
            verb = landing(grammar, right_edge(grammar, place, appositions=True))
            if grammar.kind(verb) == "V" and grammar.chunks[verb].form == "infinitive":
                return self._taken("object infinitive", place, "infinitive")
        near = self._prepositions_near(place)
        name = "as" if "as" in self.takes and "as" in near else None
        if name is None and "complement" in self.takes and self._has_complement(place):
            name = "complement"
        for preposition in ("of", "for", "with", "at"):
            if name is None and f"object {preposition}" in self.takes and preposition in near:
                name = f"object {preposition}"
        if name is None and "object" in self.takes and self._may_be_object(place):
            name = "object"
        return self._taken(name, place, "phrase") if name else None

    def _has_complement(self, place: int) -> bool:
        """Whether an object is called something: "called the plan a trap", "called the plan useful"."""
        grammar, chunk = self.grammar, self.grammar.chunks[place]
        after = landing(grammar, right_edge(grammar, place))
        while grammar.kind(after) == "R":
            after += 1
        if grammar.kind(place + 1) in {"N", "A", "Q"} or grammar.kind(after) in {"N", "A", "Q"}:
            return True
        return chunk.last - chunk.first > 2 and chunk.owner < 0 and grammar.head(place).endswith(_ADJECTIVE_ENDINGS)

    def _may_be_object(self, place: int) -> bool:
        """Whether a noun phrase is what the cue speaks of: no mere pronoun, and nothing of which it tells a deed."""
        taking, chunk = self.takes["object"], self.grammar.chunks[place]
        label = self.grammar.names[chunk.head] if self.grammar.names else "O"
        word = self.grammar.head(place)
        deed = word in taking.never or (not taking.places and label.endswith("LOC"))
        matter = not taking.only or word in taking.only or label.endswith("PER")
        return matter and not deed and not self._empty(place)

    def _empty(self, place: int) -> bool:
        """Whether a noun phrase is a pronoun that tells nothing of the content."""
        chunk = self.grammar.chunks[place]
        alone = chunk.kind == "N" and chunk.last == chunk.first + 1
        return alone and self.grammar.word(place) in words("grammar", "no_content")

    def _prepositions_near(self, place: int) -> frozenset[str]:
        """The prepositions after a noun phrase, up to the next verb, mark or clause."""
        grammar, found = self.grammar, []
        for at in range(place + 1, min(place + 9, len(grammar.chunks))):
            kind, word = grammar.kind(at), grammar.word(at)
            if kind in {".", ";", ":", "Q"} or grammar.finite(at) or (kind == "S" and word != "as"):
                break
            if kind in {"P", "S"}:
                found.append(word)
            if kind == "S":
                break
        return frozenset(found)


def past_times(grammar: Grammar, place: int) -> int:
    """The chunk after "Friday" or "since Monday"."""
    while grammar.is_time(place) or (grammar.kind(place) in {"P", "S"} and grammar.is_time(place + 1)):
        place += 1 if grammar.is_time(place) else 2
    return place


def landing(grammar: Grammar, place: int) -> int:
    """The first chunk after adverbs, times and phrases such as "in a letter on Monday" that follow a cue."""
    start = place
    while place - start < _LANDING:
        following = _past_one(grammar, place)
        if following == place:
            break
        place = following
    return place


def _past_one(grammar: Grammar, place: int) -> int:
    """The chunk after one adverb, time, phrase or aside; the same chunk where there is none."""
    kind, after = grammar.kind(place), grammar.kind(place + 1)
    if kind == "R" or grammar.is_time(place):
        return place + 1
    if kind == ",":
        closing = _aside(grammar, place)
        return closing + 1 if closing else place
    if kind not in {"P", "S"} or grammar.word(place) not in words("grammar", "between"):
        return place
    if after == "N" and (kind == "P" or grammar.kind(place + 2) in {"N", "S"}):
        return right_edge(grammar, place + 1)
    if after == "V" and grammar.chunks[place + 1].form == "ing":
        return right_edge(grammar, place + 2) if grammar.kind(place + 2) == "N" else place + 2
    return place


def _aside(grammar: Grammar, comma: int) -> int:
    """The comma that closes a short aside ("said, however, that"), where a reported clause or quotation follows."""
    for place in range(comma + 1, min(comma + 8, len(grammar.chunks))):
        kind = grammar.kind(place)
        if kind == ",":
            follows = grammar.kind(place + 1) == "Q" or grammar.word(place + 1) in {"that", "whether"}
            return place if follows else 0
        if kind in {".", ";", "Q", "S", "W", ":"} or grammar.finite(place):
            return 0
    return 0
