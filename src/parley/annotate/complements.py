"""Complements: what follows a cue verb, and which part of it is the content."""

from collections.abc import Mapping
from dataclasses import dataclass

from parley.annotate.contents import Reach, Style, content_end, is_clause
from parley.annotate.cues import Taking
from parley.annotate.phrases import Grammar, Phrase, right_edge
from parley.annotate.wordlists import words as listed

_NO_CONTENT = frozenset(
    [
        "it",
        "that",
        "this",
        "them",
        "him",
        "her",
        "me",
        "us",
        "you",
        "himself",
        "herself",
        "itself",
        "themselves",
        "those",
        "these",
        "one",
        "so",
        "each",
        "other",
        "another",
    ]
)
_ADJECTIVE_ENDINGS = ("ive", "ful", "ous", "able", "ible", "less", "ical")
_CORRELATIVES = frozenset({"either", "neither", "both", "not"})
_SAY = frozenset({"said", "says", "say"})
_SAID_THINGS = frozenset(
    "thing things much little something nothing anything everything more less word words prayer prayers same piece grace as so "
    "no yes goodbye hello thanks few many".split()
)
_QUESTIONS = frozenset(["what", "why", "how", "when", "where", "who", "whom", "whose", "which", "whether", "if"])


@dataclass(frozen=True, slots=True)
class Complement:
    """Chunks `first` to before `end` as content; tokens before `cue_end` belong to the cue."""

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
    subordinate: bool
    """Whether the cue stands in a subordinate clause, so that a main clause may follow the content."""
    relative: bool = False
    """Whether "which" stands before the subject: "which he said were paid"."""
    after_quotation: bool = False
    """Whether a quotation ends right before the cue, so that its subject follows it."""
    heard: bool = False
    """Whether the cue takes somebody told ("told reporters")."""
    closed: bool = False
    """Whether the subject of the cue is "who" or "which", so that a comma closes the clause."""

    subject: bool = False
    """Whether the cue is a noun that may be the subject of a clause."""

    def reach(self, style: Style) -> Reach:
        """How far a content of a style may go here."""
        return Reach(self.tag, style, self.subordinate, self.closed, self.subject)


def strong(grammar: Grammar, slot: Slot, takes: Mapping[str, Taking]) -> Complement | None:
    """A reported clause, question or quotation after the cue, past adverbs, recipients and phrases of time and place."""
    place = slot.after
    recipient = None
    hears = "object that" in takes or "object question" in takes
    found = _at(grammar, slot, takes, place, told=False)
    if found:
        return found
    if hears and grammar.kind(place) == "N" and not grammar.is_time(place):
        end = right_edge(grammar, place)
        recipient = grammar.phrase(place, end, place)
        place = end
    place = landing(grammar, place)
    found = _at(grammar, slot, takes, place, told=recipient is not None)
    if found is None:
        return None
    return Complement(found.kind, found.first, found.end, found.cue_end, found.taking, recipient)


def _at(grammar: Grammar, slot: Slot, takes: Mapping[str, Taking], place: int, *, told: bool) -> Complement | None:
    """The reported clause, question or quotation that begins at a chunk."""
    kind, word = grammar.kind(place), grammar.word(place)
    if kind == "," and grammar.kind(place + 1) in {"Q", "S"}:
        place += 1
        kind, word = grammar.kind(place), grammar.word(place)
        if kind == "S" and word != "that":
            return None
    if kind == ":":
        return _after_colon(grammar, slot, takes, place, told=told)
    if kind == "Q":
        return _make(grammar, slot, takes, ("quotation", "object that"), place, style=None)
    if (kind == "S" and word == "that") or (kind == "W" and word == "that"):
        names = ("that", "object that") if told or "that" in takes else ()
        return _make(grammar, slot, takes, names, place, style="clause")
    if (kind == "W" or kind == "S") and word in _QUESTIONS:
        return _make(
            grammar, slot, takes, ("question", "object question") if told else ("question",), place, style="clause"
        )
    clause = is_clause(grammar, place + (kind == "C" and word in _CORRELATIVES)) or _surely_said(grammar, slot, place)
    if (clause and not slot.after_quotation) or (place == slot.after and grammar.finite(place) and slot.relative):
        names = ("clause", "object that") if told else ("clause",)
        return _make(grammar, slot, takes, names, place, style="clause")
    return None


def _surely_said(grammar: Grammar, slot: Slot, place: int) -> bool:
    """Whether "said" is followed by enough words to be a clause, though no finite verb was seen among them."""
    if grammar.words[slot.cue_end - 1] not in _SAY or place != slot.after or grammar.kind(place) not in {"N", "A"}:
        return False
    if grammar.is_time(place) or grammar.head(place) in _SAID_THINGS or grammar.word(place) in _SAID_THINGS:
        return False
    end = place
    while end < len(grammar.chunks) and grammar.kind(end) not in {",", ".", ";"}:
        end += 1
    return grammar.chunks[end - 1].last - grammar.chunks[place].first >= 5


def _after_colon(
    grammar: Grammar, slot: Slot, takes: Mapping[str, Taking], colon: int, *, told: bool
) -> Complement | None:
    taking = takes.get("quotation") or takes.get("object that") or takes.get("that")
    if taking is None:
        return None
    cue_end = grammar.chunks[colon].last if not told and colon == slot.after else slot.cue_end
    if colon + 1 >= len(grammar.chunks):
        return Complement("introduces", colon, colon, cue_end, taking)
    if grammar.kind(colon + 1) == "Q":
        return Complement("quotation", colon + 1, colon + 2, cue_end, taking)
    return Complement("colon", colon + 1, _sentence_end(grammar, colon + 1), cue_end, taking)


def _sentence_end(grammar: Grammar, place: int) -> int:
    while place < len(grammar.chunks) and grammar.kind(place) != ".":
        place += 1
    return place


def _make(
    grammar: Grammar,
    slot: Slot,
    takes: Mapping[str, Taking],
    names: tuple[str, ...],
    place: int,
    *,
    style: Style | None,
) -> Complement | None:
    name = next((name for name in names if name in takes), None)
    if name is None:
        return None
    end = place + 1 if style is None else content_end(grammar, place, slot.reach(style))
    kind = "quotation" if style is None else name
    return Complement(kind, place, end, slot.cue_end, takes[name])


def landing(grammar: Grammar, place: int) -> int:
    """The first chunk after adverbs, times and phrases such as "in a letter on Monday" that follow a cue."""
    start = place
    while place - start < 16:
        kind = grammar.kind(place)
        if kind == "R" or grammar.is_time(place):
            place += 1
        elif kind in {"P", "S"} and grammar.word(place) in listed("grammar", "between"):
            if grammar.kind(place + 1) == "N" and (kind == "P" or grammar.kind(place + 2) in {"N", "S"}):
                place = right_edge(grammar, place + 1)
            elif grammar.kind(place + 1) == "V" and grammar.chunks[place + 1].form == "ing":
                place = right_edge(grammar, place + 2) if grammar.kind(place + 2) == "N" else place + 2
            else:
                return place
        elif kind == ",":
            closing = _aside(grammar, place)
            if not closing:
                return place
            place = closing + 1
        else:
            return place
    return place


def _aside(grammar: Grammar, comma: int) -> int:
    """The comma that closes a short aside ("said, however, that"), where a reported clause or quotation follows."""
    for place in range(comma + 1, min(comma + 8, len(grammar.chunks))):
        kind = grammar.kind(place)
        if kind == ",":
            follows = grammar.kind(place + 1)
            return place if follows == "Q" or (follows == "S" and grammar.word(place + 1) in {"that", "whether"}) else 0
        if kind in {".", ";", "Q", "S", "W", ":"} or grammar.finite(place):
            return 0
    return 0


# --------------------------------------------------------------------------------------------------- weaker complements


def weak(grammar: Grammar, slot: Slot, takes: Mapping[str, Taking]) -> Complement | None:
    """An infinitive, gerund, noun phrase or phrase with a preposition after the cue."""
    place = slot.after
    while grammar.kind(place) == "R":
        place += 1
    found = _prepositional(grammar, slot, takes, place) or _prepositional(
        grammar, slot, takes, _past_times(grammar, place)
    )
    if found:
        return found
    kind = grammar.kind(place)
    if kind == "N" and not grammar.is_time(place):
        return _nominal(grammar, slot, takes, place)
    if kind == "W" and grammar.word(place) == "what" and "object" in takes:
        return _finish(grammar, slot, takes, "object", place, style="clause")
    if kind in {"P", "S"} and grammar.word(place) == "as" and "as" in takes:
        return _finish(grammar, slot, takes, "as", place)
    return _verbal(grammar, slot, takes, place)


def _past_times(grammar: Grammar, place: int) -> int:
    """The chunk after "Friday" or "since Monday"."""
    while grammar.is_time(place) or (grammar.kind(place) in {"P", "S"} and grammar.is_time(place + 1)):
        place += 1 if grammar.is_time(place) else 2
    return place


def _verbal(grammar: Grammar, slot: Slot, takes: Mapping[str, Taking], place: int) -> Complement | None:
    if grammar.is_time(place) or grammar.kind(place) == "P":
        place = landing(grammar, place)
    if grammar.kind(place) != "V":
        return None
    form = grammar.chunks[place].form
    if form == "infinitive" and "infinitive" in takes:
        return _finish(grammar, slot, takes, "infinitive", place, style="infinitive")
    if form == "ing" and "gerund" in takes and place == slot.after:
        return _finish(grammar, slot, takes, "gerund", place)
    return None


def _prepositional(grammar: Grammar, slot: Slot, takes: Mapping[str, Taking], place: int) -> Complement | None:
    """ "called for a truce": the preposition belongs to the cue."""
    name = "+" + grammar.word(place)
    if grammar.kind(place) not in {"P", "S"} or name not in takes:
        return None
    after = place + 1
    if grammar.kind(after) not in {"N", "V", "W", "Q", "A"} or (
        grammar.kind(after) == "V" and grammar.chunks[after].form != "ing"
    ):
        return None
    if grammar.is_time(after) or _empty(grammar, after):
        return None
    end = content_end(grammar, after, slot.reach("phrase"))
    return Complement(name, after, end, grammar.chunks[place].last, takes[name])


def _nominal(grammar: Grammar, slot: Slot, takes: Mapping[str, Taking], place: int) -> Complement | None:
    after = right_edge(grammar, place)
    if "object infinitive" in takes:
        verb = landing(grammar, right_edge(grammar, place, appositions=True))
        if grammar.kind(verb) == "V" and grammar.chunks[verb].form == "infinitive":
            return _finish(grammar, slot, takes, "object infinitive", place, style="infinitive")
    if "as" in takes and _as_follows(grammar, place):
        return _finish(grammar, slot, takes, "as", place)
    if "complement" in takes and _has_complement(grammar, place, after):
        return _finish(grammar, slot, takes, "complement", place)
    for preposition in ("of", "for", "with", "at"):
        if f"object {preposition}" in takes and _preposition_follows(grammar, place, preposition):
            return _finish(grammar, slot, takes, f"object {preposition}", place)
    if "object" in takes and not _empty(grammar, place):
        return _finish(grammar, slot, takes, "object", place)
    return None


def _has_complement(grammar: Grammar, place: int, after: int) -> bool:
    """Whether an object is called something: "called the plan a trap", "called the plan useful"."""
    after = landing(grammar, after)
    while grammar.kind(after) == "R":
        after += 1
    if grammar.kind(place + 1) in {"N", "A", "Q"} or grammar.kind(after) in {"N", "A", "Q"}:
        return True
    chunk = grammar.chunks[place]
    return chunk.last - chunk.first > 2 and chunk.owner < 0 and grammar.head(place).endswith(_ADJECTIVE_ENDINGS)


def _finish(
    grammar: Grammar, slot: Slot, takes: Mapping[str, Taking], name: str, place: int, *, style: Style = "phrase"
) -> Complement:
    end = content_end(grammar, place, slot.reach(style))
    return Complement(name, place, end, slot.cue_end, takes[name])


def _empty(grammar: Grammar, place: int) -> bool:
    """Whether a noun phrase is a pronoun that tells nothing of the content."""
    chunk = grammar.chunks[place]
    return grammar.kind(place) == "N" and chunk.last == chunk.first + 1 and grammar.word(place) in _NO_CONTENT


def _as_follows(grammar: Grammar, place: int) -> bool:
    return any(_found_before(grammar, at, "as") for at in _near(grammar, place))


def _preposition_follows(grammar: Grammar, place: int, preposition: str) -> bool:
    return any(_found_before(grammar, at, preposition) for at in _near(grammar, place))


def _found_before(grammar: Grammar, at: int, word: str) -> bool:
    return grammar.kind(at) in {"P", "S"} and grammar.word(at) == word


def _near(grammar: Grammar, place: int) -> range:
    """The chunks after a noun phrase up to the next verb, mark or clause."""
    end = place + 1
    while end < min(place + 9, len(grammar.chunks)):
        kind = grammar.kind(end)
        if kind in {".", ";", ":", "Q"} or grammar.finite(end) or (kind == "S" and grammar.word(end) != "as"):
            break
        end += 1
        if kind == "S":
            break
    return range(place + 1, end)
