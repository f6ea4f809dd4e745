"""Noun-phrase chunks over Penn tags: base phrases, each with its head and the phrase that possesses it."""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.annotate.entity.rolewords import is_modifier
from parley.annotate.parse import Parse
from parley.annotate.wordlists import words

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "FW", "$"})
_BEFORE = frozenset({"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "ADD"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
_PRONOUNS = frozenset({"PRP", "EX", "WP", "WDT"})
_DAYS = frozenset({"yesterday", "today", "tomorrow"})
_PREPOSITIONS = frozenset({"in", "by", "with", "to", "on", "at", "from", "for", "of", "into", "near", "as"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens `first` to before `last`; `head`: the last noun; `owner`: index of the phrase that possesses it."""

    first: int
    last: int
    head: int
    owner: int | None = None
    possessor: bool = False


@dataclass(frozen=True, slots=True)
class NounPhrases:
    """The base noun phrases of a report in order; `of` holds for each token the index of its phrase, or -1."""

    all: tuple[NounPhrase, ...]
    of: Sequence[int]

    def around(self, token: int) -> NounPhrase | None:
        """The phrase that a token stands in."""
        index = self.of[token] if 0 <= token < len(self.of) else -1
        return self.all[index] if index >= 0 else None

    def start(self, phrase: NounPhrase) -> int:
        """First token of a phrase with everything that possesses it ("Varnia's" in "Varnia's envoy")."""
        for _ in range(6):
            if phrase.owner is None:
                break
            phrase = self.all[phrase.owner]
        return phrase.first

    def owner(self, phrase: NounPhrase) -> NounPhrase | None:
        """The phrase that possesses it."""
        return None if phrase.owner is None else self.all[phrase.owner]


def noun_phrases(parse: Parse, tags: Sequence[str]) -> NounPhrases:
    """Chunks of all sentences by these tags; linear in the number of tokens."""
    found: list[NounPhrase] = []
    of = [-1] * len(parse.tokens)
    for sentence in parse.sentences:
        _chunk(parse, tags, (sentence.first, sentence.last), found)
    for index, phrase in enumerate(found):
        for token in range(phrase.first, phrase.last):
            of[token] = index
    return NounPhrases(tuple(found), of)


def _chunk(parse: Parse, tags: Sequence[str], bounds: tuple[int, int], found: list[NounPhrase]) -> None:
    index, last = bounds
    owner: int | None = None
    while index < last:
        end = _end(parse, tags, index, last)
        if end == index:
            if tags[index] != "POS":
                owner = None
            index += 1
            continue
        possessor = end < last and tags[end] == "POS"
        found.append(NounPhrase(index, end, _head(tags, index, end), owner, possessor))
        owner = len(found) - 1 if possessor else None
        index = end


def _head(tags: Sequence[str], first: int, last: int) -> int:
    for index in range(last - 1, first - 1, -1):
        if tags[index] in _NOUNS and tags[index] != "$":
            return index
    return last - 1


def _end(parse: Parse, tags: Sequence[str], first: int, last: int) -> int:
    """End of the phrase that begins at a token; the same token where none begins."""
    if tags[first] in _PRONOUNS:
        return first + 1
    index, noun, any_noun = first, False, False
    while index < last:
        tag = tags[index]
        if tag in _NOUNS:
            if noun and (_is_verb(parse, tags, index, last) or _begins_name(parse, tags, index)):
                break
            any_noun = True
            noun = noun or not is_modifier(parse.lower(index))
        elif tag in _DETERMINERS:
            if index > first and tags[index - 1] not in _DETERMINERS:
                break
        elif tag not in _BEFORE or not _goes_on(parse, tags, (first, index, last), after_noun=noun):
            break
        index += 1
    return index if any_noun or _stands_alone(tags, first, index) else first


def _begins_name(parse: Parse, tags: Sequence[str], index: int) -> bool:
    """Whether a name begins after a noun that it does not belong to ("many people Kol met", "today Kol left")."""
    return tags[index] in {"NNP", "NNPS"} and (tags[index - 1] == "NNS" or parse.lower(index - 1) in _DAYS)


def _is_verb(parse: Parse, tags: Sequence[str], index: int, last: int) -> bool:
    """Whether a word that is tagged as a noun is a verb after one ("an envoy involved in the talks")."""
    word = parse.lower(index)
    if tags[index] not in {"NN", "VB"}:
        return False
    if tags[index - 1] == "NNS" and word in words("contexts", "saying"):
        return True
    if len(word) < 5 or not word.endswith("ed"):
        return False
    verb = word in words("contexts", "saying") or word in words("contexts", "bargaining")
    return verb or (index + 1 < last and parse.lower(index + 1) in _PREPOSITIONS)


def _stands_alone(tags: Sequence[str], first: int, end: int) -> bool:
    """Whether a phrase without a noun is one ("the displaced", "several", "two")."""
    return end > first and (tags[first] in {"DT", "CD"} or tags[end - 1] in {"CD", "JJ", "JJS"})


def _goes_on(parse: Parse, tags: Sequence[str], place: tuple[int, int, int], *, after_noun: bool) -> bool:
    """Whether an adjective, number or participle at the middle token belongs to the phrase."""
    first, index, last = place
    tag = tags[index]
    following = tags[index + 1] if index + 1 < last else ""
    if tag in {"VBN", "VBG"}:
        return index > first and not after_noun and (following in _NOUNS or following in _BEFORE)
    if not after_noun:
        return True
    name = tags[index - 1] in {"NNP", "NNPS"} and parse.lower(index - 1) not in words("contexts", "calendar")
    return name and tag in {"JJ", "CD"} and following in {"NN", "NNS"}
