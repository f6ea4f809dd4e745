"""Phrases: noun phrases with all that belongs to them, found from the verb group that they stand beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.annotate.attribution.chunks import Chunk
from parley.annotate.wordlists import words as listed

_FARTHEST = 30
"""Chunks within which a parenthesis must open again."""
_OF_PEOPLE = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ee", "ees", "man", "men", "ant", "ants")
"""Endings of nouns for people who do something."""
_DESCRIBES = frozenset({"ing", "participle", "infinitive"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: chunks and tokens `first` to before `last`, the chunk of its head, counted in the unit."""

    chunk: int
    """Index of its first chunk."""
    end: int
    """Index after its last chunk."""
    head: int
    """Index of the chunk that holds its main noun."""
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Grammar:
    """The chunks of one unit with its words."""

    words: Sequence[str]
    tags: Sequence[str]
    chunks: Sequence[Chunk]
    names: Sequence[str] = ()
    """BIO name labels of the words, where known."""

    def kind(self, index: int) -> str:
        """The kind of a chunk; an empty string outside the unit."""
        return self.chunks[index].kind if 0 <= index < len(self.chunks) else ""

    def word(self, index: int) -> str:
        """The first word of a chunk, in lower case."""
        return self.words[self.chunks[index].first] if 0 <= index < len(self.chunks) else ""

    def head(self, index: int) -> str:
        """The main word of a chunk, in lower case."""
        return self.words[self.chunks[index].head] if 0 <= index < len(self.chunks) else ""

    def finite(self, index: int) -> bool:
        """Whether a chunk is a finite verb group."""
        return self.kind(index) == "V" and self.chunks[index].form == "finite"

    def is_time(self, index: int) -> bool:
        """Whether a chunk is a noun phrase that names a time ("Saturday", "last week", but not "ten days of talks")."""
        if self.kind(index) != "N" or self.head(index) not in listed("grammar", "times"):
            return False
        return self.word(index + 1) != "of"

    def quotes(self, index: int) -> bool:
        """Whether a chunk is a quotation, or a quotation mark stands right before it."""
        if not 0 < index < len(self.chunks):
            return False
        after = self.chunks[index - 1].last
        mark = after < self.chunks[index].first and not self.words[after][0].isalnum()
        return mark or self.kind(index) == "Q"

    def relative(self, index: int) -> bool:
        """Whether a chunk begins a relative clause."""
        return self.kind(index) == "W" or self.word(index) == "whose"

    def phrase(self, chunk: int, end: int, head: int) -> Phrase:
        """The phrase of some chunks; "whose" does not belong to it."""
        first = self.chunks[chunk].first
        return Phrase(chunk, end, head, first + (self.words[first] == "whose"), self.chunks[end - 1].last)


# ------------------------------------------------------------------------------------------------ to the left: subjects


def subject(grammar: Grammar, verb: int) -> Phrase | None:
    """The subject of a verb group, found to its left; appositions and relative clauses between commas belong to it."""
    place = _before_adverbs(grammar, verb - 1)
    if grammar.kind(place) == "W" and grammar.word(place) in listed("grammar", "relatives"):
        return grammar.phrase(place, place + 1, place)
    if grammar.kind(place) == "N" and not grammar.is_time(place):
        return _with_apposed(grammar, place)
    if grammar.kind(place) in {",", "-", ")"}:
        return _before_parenthesis(grammar, place)
    return None


def antecedent(grammar: Grammar, relative: int) -> Phrase | None:
    """The noun phrase that "who", "which" or "that" stands for."""
    place = relative - 1
    if grammar.kind(place) == ",":
        place -= 1
    if grammar.kind(place) == ")":
        return _before_parenthesis(grammar, place)
    return _with_apposed(grammar, place) if grammar.kind(place) == "N" else None


def _before_adverbs(grammar: Grammar, place: int) -> int:
    """The chunk before adverbs and times: "the minister on Tuesday said"."""
    while True:
        if grammar.kind(place) == "R":
            place -= 1
        elif grammar.is_time(place) and grammar.kind(place - 1) == "P" and grammar.kind(place - 2) == "N":
            place -= 2
        elif grammar.is_time(place) and grammar.kind(place - 1) in {"N", "R"} and grammar.chunks[place].owner < 0:
            place -= 1
        else:
            return place


def _with_apposed(grammar: Grammar, last: int) -> Phrase:
    """The phrase that ends with a noun chunk, "himself" and its like included."""
    reflexive = grammar.word(last).endswith(("self", "selves")) and grammar.kind(last - 1) == "N"
    first = left_edge(grammar, last - reflexive)
    return grammar.phrase(first, last + 1, first)


def can_speak(grammar: Grammar, phrase: Phrase) -> bool:
    """Whether a phrase names somebody or something with words: a name, a person, a group or a document."""
    chunk, after = grammar.chunks[phrase.head], phrase.head + 2
    head = chunk.head if phrase.first <= chunk.head < phrase.last else phrase.last - 1
    word, tag = grammar.words[head], grammar.tags[head]
    if word in listed("sources", "quantities") and grammar.word(phrase.head + 1) == "of" and after < phrase.end:
        return can_speak(grammar, grammar.phrase(after, phrase.end, after))
    if chunk.kind == "W" and word != "who":
        whose = antecedent(grammar, phrase.chunk)
        return whose is not None and can_speak(grammar, whose)
    named = tag.startswith("NNP") or any(label != "O" for label in grammar.names[chunk.first : chunk.last])
    alone = chunk.form in {"pronoun", "alone"} or chunk.kind in {"A", "W"}
    first = tag == "NN" and chunk.last == chunk.first + 1 and grammar.kind(phrase.head - 1) in {"", "."}
    return named or alone or first or _of_people(word)


def _of_people(word: str) -> bool:
    """Whether a noun is for people, groups or documents, by the lexicon or its ending."""
    if word in listed("sources", "people") or word in listed("sources", "documents"):
        return True
    return word.endswith(_OF_PEOPLE) and word not in listed("sources", "no_people")


def somebody(grammar: Grammar, phrase: Phrase) -> bool:
    """Whether a phrase is a person, a body of people or a name, and no document, thing, "it" or "you"."""
    chunk = grammar.chunks[phrase.head]
    head = chunk.head if phrase.first <= chunk.head < phrase.last else phrase.last - 1
    word = grammar.words[head]
    if chunk.form == "pronoun":
        return word in listed("grammar", "subject_pronouns") and word not in {"it", "you"}
    if word in listed("sources", "documents") or word in listed("sources", "inscriptions"):
        return False
    return grammar.tags[head].startswith("NNP") or _of_people(word)


def left_edge(grammar: Grammar, last: int) -> int:
    """Index of the first chunk of the noun phrase whose last chunk is given."""
    place = last
    while True:
        step = _step_left(grammar, place, last)
        if not step:
            return place
        place -= step


def _step_left(grammar: Grammar, place: int, last: int) -> int:
    """How many chunks to the left belong to the phrase as well."""
    before = grammar.kind(place - 1)
    if grammar.chunks[place].form == "pronoun" and before != "P":
        return 0
    if before == "P" and grammar.word(place - 1) in listed("grammar", "joins"):
        return _over_preposition(grammar, place)
    if before == "C" and grammar.kind(place - 2) == "N":
        first = left_edge(grammar, left_edge_of_list(grammar, place - 2))
        return place - first if _may_begin_subject(grammar, first) else 0
    if before == "V":
        return _over_verb(grammar, place - 1)
    if before == "A" and grammar.kind(place - 2) == "N" and place < last:
        return 2
    return 0


def _over_preposition(grammar: Grammar, place: int) -> int:
    described = place - 2
    if grammar.kind(described) == "N" and not grammar.is_time(described):
        return 0 if grammar.chunks[described].form == "pronoun" else 2
    if grammar.kind(described) == "A" and _names_people(grammar, described - 1):
        return 3
    if grammar.kind(described) == "V" and _reduced(grammar, described) and grammar.kind(described - 1) == "N":
        return 3
    return (
        _over_relative(grammar, described) + 2
        if grammar.finite(described) and _over_relative(grammar, described)
        else 0
    )


def _names_people(grammar: Grammar, place: int) -> bool:
    return grammar.kind(place) == "N" and not grammar.is_time(place)


def _over_verb(grammar: Grammar, verb: int) -> int:
    """Steps over a verb without a comma: "people attending the talks", "officials who met them"."""
    chunk = grammar.chunks[verb]
    if _reduced(grammar, verb) and grammar.kind(verb - 1) == "N":
        return 2
    return _over_relative(grammar, verb) + 1 if chunk.form == "finite" and _over_relative(grammar, verb) else 0


def _reduced(grammar: Grammar, verb: int) -> bool:
    """Whether a verb describes the noun before it without "who"; a bare "-ed" may be taken for the past tense."""
    chunk = grammar.chunks[verb]
    if chunk.form in _DESCRIBES:
        return True
    return chunk.form == "finite" and chunk.last == chunk.first + 1 and grammar.word(verb).endswith("ed")


def _over_relative(grammar: Grammar, verb: int) -> int:
    """Steps from a finite verb over "who" to the noun before it, or 0."""
    place = _before_adverbs(grammar, verb - 1)
    if (
        grammar.kind(place) == "W"
        and grammar.kind(place - 1) == "N"
        and grammar.word(place) in {"who", "that", "which"}
    ):
        return verb - place + 1
    return 0


def left_edge_of_list(grammar: Grammar, place: int) -> int:
    """First chunk of "A, B" before "and C"."""
    while grammar.kind(place - 1) == "," and grammar.kind(place - 2) == "N" and not grammar.is_time(place - 2):
        place -= 2
    return place


def _may_begin_subject(grammar: Grammar, place: int) -> bool:
    """Whether a noun phrase stands where a clause may begin, so that "A and B said" has two speakers."""
    return grammar.kind(place - 1) in {"", ",", ".", "S", "W", "(", ":", ";", "-", "Q", "C"} or (
        grammar.kind(place - 1) == "P" and grammar.word(place - 1) in {"with", "between", "among"}
    )


def _before_parenthesis(grammar: Grammar, close: int) -> Phrase | None:
    """The subject before words between commas, dashes or brackets; identifying words belong to it, others do not."""
    opening = {",": ",", "-": "-", ")": "("}[grammar.kind(close)]
    for place in range(close - 2, max(-1, close - _FARTHEST), -1):
        if grammar.kind(place) in {".", ";"}:
            return None
        if grammar.kind(place) != opening or grammar.kind(place - 1) not in {"N", ")"}:
            continue
        if grammar.is_time(place - 1) or not _parenthetic(grammar, place + 1, close):
            continue
        return _apposed(grammar, place, close)
    return None


def _apposed(grammar: Grammar, opening: int, close: int) -> Phrase | None:
    """The noun phrase before a parenthesis, with the parenthesis if it identifies it."""
    if grammar.kind(opening - 1) == ")":
        before = _before_parenthesis(grammar, opening - 1)
        if before is None:
            return None
        first, head = before.chunk, before.head
    else:
        first = head = left_edge(grammar, opening - 1)
    outer = first - 2 - (grammar.kind(first - 1) == "P")
    if outer >= 0 and grammar.kind(outer + 1) == "," and _is_apposition(grammar, first, outer):
        first = head = left_edge(grammar, outer)
    including = grammar.word(opening + 1) == "including"
    identifies = grammar.kind(opening + 1) in {"N", "W"} or grammar.kind(close) == ")" or including
    return grammar.phrase(first, close + 1 if identifies else opening, head)


def _is_apposition(grammar: Grammar, place: int, described: int) -> bool:
    """Whether a phrase after a comma describes the name before it ("Berg, mayor of Holm, a town", "Berg, 56, who")."""
    if grammar.kind(described) != "N" or grammar.is_time(described):
        return False
    edge = left_edge(grammar, described)
    plain = grammar.tags[grammar.chunks[place].head] in {"NN", "NNS", "CD"} or grammar.kind(place - 1) == "P"
    named = grammar.tags[grammar.chunks[described].head] == "NNP"
    return plain and named and grammar.kind(edge - 1) in {"", ".", "C", "S", "Q"}


def _parenthetic(grammar: Grammar, first: int, close: int) -> bool:
    """Whether chunks between two marks may be an apposition, relative clause, participle or adverb."""
    if first >= close:
        return False
    kind = grammar.kind(first)
    if grammar.relative(first):
        return any(grammar.finite(place) for place in range(first, close))
    relative = False
    for place in range(first, close):
        relative = relative or grammar.relative(place) or grammar.kind(place) == "S"
        if grammar.finite(place) and not relative and not (place == first and _reduced(grammar, place)):
            return False
        if grammar.kind(place) == "Q":
            return False
    return kind in {"N", "R", "P", "A", "V", "S", "C"}


# ---------------------------------------------------------------------------------------------- to the right


def right_edge(grammar: Grammar, first: int, *, appositions: bool = False) -> int:
    """Index after the last chunk of the noun phrase that begins with a chunk.

    With `appositions`, words between commas that identify a person belong to it ("said Berg, mayor of Holm, on").
    """
    place = first + 1
    while True:
        step = _step_right(grammar, place)
        if not step:
            break
        place += step
    if appositions and grammar.kind(place) == "(":
        close = _closing_bracket(grammar, place)
        place = close + 1 if close else place
    if appositions and grammar.kind(place) == "," and grammar.kind(place + 1) in {"N", "W"}:
        return _over_apposition(grammar, place)
    return place


def _step_right(grammar: Grammar, place: int) -> int:
    """How many chunks from here on belong to the noun phrase before."""
    kind, word, following = grammar.kind(place), grammar.word(place), grammar.kind(place + 1)
    then = grammar.kind(place + 2) == "N"
    if kind == "P" and following == "N":
        head = grammar.head(place - 1)
        named = grammar.tags[grammar.chunks[place - 1].head] in {"NNP", "NNPS"} and head not in listed(
            "sources", "people"
        )
        joins = word in listed("grammar", "joins_name" if named else "joins")
        return 2 if joins and not grammar.is_time(place + 1) else 0
    if kind == "C" and following == "N":
        return 2 if word in {"and", "or", "&"} and not grammar.finite(place + 2) else 0
    if kind == "," and following == "N":
        return _rest_of_list(grammar, place)
    if kind == "W" and word in {"who", "that"} and grammar.finite(place + 1):
        return 2 + then
    participle = kind == "V" and grammar.chunks[place].form == "participle"
    if participle and following == "N":
        return 1
    return 3 if (participle or kind == "A") and following == "P" and then else 0


def _rest_of_list(grammar: Grammar, comma: int) -> int:
    """How many chunks ", B, and C" takes after the first item of a list, or 0."""
    place = comma
    while grammar.kind(place) == "," and grammar.kind(place + 1) == "N" and not grammar.is_time(place + 1):
        place += 2
    place += grammar.kind(place) == ","
    if grammar.kind(place) == "C" and grammar.kind(place + 1) == "N" and not grammar.finite(place + 2):
        return place + 2 - comma
    return 0


def _closing_bracket(grammar: Grammar, opening: int) -> int:
    for place in range(opening + 1, min(opening + 10, len(grammar.chunks))):
        if grammar.kind(place) == ")":
            return place
    return 0


def _over_apposition(grammar: Grammar, comma: int) -> int:
    """Index after an apposition that a comma opens, up to the comma or end that closes it."""
    place = comma + 1
    if grammar.kind(place) == "W" and grammar.word(place) not in {"who", "whose", "which"}:
        return comma
    relative = grammar.relative(place)
    for place in range(comma + 1, min(comma + _FARTHEST, len(grammar.chunks))):
        kind = grammar.kind(place)
        relative = relative or kind == "W"
        if kind in {".", ";", "Q", ":", "-"}:
            return place
        if grammar.finite(place) and not relative:
            return comma
        listed_on = grammar.kind(place + 1) == "N" and grammar.kind(place + 2) in {",", "C", "P", "."}
        if kind == "," and not (listed_on or grammar.word(place + 1) in {"who", "whose"}):
            return place
    return len(grammar.chunks)
