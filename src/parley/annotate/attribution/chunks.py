"""Chunks: the noun phrases, verb groups and small words that a sentence consists of, read off its Penn tags.

After Abney (1991): no chunk holds another. Quotation marks around a few words of a sentence are passed over; a
quotation that is a clause of its own is one chunk.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parley.annotate.wordlists import words as listed

_DETERMINERS = frozenset({"DT", "PDT", "PRP$", "WP$"})
_ADJECTIVES = frozenset({"JJ", "JJR", "JJS", "AFX"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "FW", "GW", "ADD", "SYM", "#", "$"})
_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_OPEN_VERBS = _VERBS | {"TO", "RB", "RBR"}
"""Tags with which a verb group begins, that of an adverb before it included."""
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_MARKS = {
    "-": "-",
    ",": ",",
    ";": ";",
    ":": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "–": "-",
    "—": "-",
    "--": "-",
    "―": "-",
}
_STOPS = frozenset(".!?…")
_FORMS = {"TO": "infinitive", "VBG": "ing", "VBN": "participle", "VB": "base"}
_PREDETERMINERS = frozenset({"all", "both", "half", "such"})
_COMPARING = frozenset({"more", "less", "fewer", "greater", "up", "close"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `first` to before `last` of one kind; `head` is the main noun or verb.

    Kinds: N noun phrase, V verb group, A adjective, R adverb, P preposition, S subordinator, W wh-word, C coordinator,
    Q quotation, X anything else, and the marks , ; : - ( ) and . for any stop.
    """

    kind: str
    first: int
    last: int
    head: int
    form: str = ""
    """Of V: finite, infinitive, ing, participle or base. Of N: pronoun, or nothing."""
    passive: bool = False
    negated: bool = False
    owner: int = -1
    """Of N: the token of the last possessive "'s" in it, before the head, or -1."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words in lower case and tags between two tokens, with the quotations to take whole and the marks to skip."""

    words: Sequence[str]
    tags: Sequence[str]
    quotations: Mapping[int, int]
    """Token after its end, by the first token of a quotation that is taken whole."""
    skipped: frozenset[int]
    names: Sequence[str] = ()
    """BIO name labels of the words, where known."""


def chunks(text: Words) -> list[Chunk]:
    """The chunks of a sentence in order; `Words` counts tokens from its own beginning."""
    return list(_each(text))


def _each(text: Words) -> Iterator[Chunk]:
    index, size = 0, len(text.words)
    while index < size:
        if index in text.skipped:
            index += 1
            continue
        chunk = _next(text, index)
        yield chunk
        index = chunk.last


def _next(text: Words, index: int) -> Chunk:
    if index in text.quotations:
        return Chunk("Q", index, text.quotations[index], index)
    word, tag = text.words[index], text.tags[index]
    mark = _MARKS.get(word) or ("." if word[0] in _STOPS and not word[-1].isalnum() else None)
    if mark:
        return Chunk(mark, index, index + 1, index)
    group = _verb_group(text, index) if tag in _OPEN_VERBS else None
    return group or _noun_phrase(text, index) or _small(text, index, word, tag)


def _small(text: Words, index: int, word: str, tag: str) -> Chunk:
    kind = "X"
    if tag in _ADJECTIVES or tag in {"VBN", "VBG"}:
        return Chunk("A", index, *_adjectives(text, index))
    if tag in {"WDT", "WP", "WRB", "WP$"}:
        kind = "W"
    elif tag in {"IN", "TO"}:
        kind = "S" if word in listed("grammar", "subordinators") and not _plain_preposition(text, index) else "P"
    elif tag == "CC":
        kind = "C"
    elif word in listed("grammar", "alone") or tag in {"LS", "UH", "XX"}:
        kind = "N"
    elif tag.startswith("RB") or tag == "RP":
        kind = "R"
    return Chunk(kind, index, index + 1, index)


def _adjectives(text: Words, index: int) -> tuple[int, int]:
    """End and head of adjectives that stand behind a verb ("wary and sceptical")."""
    last = index + 1
    while last + 1 < len(text.words) and text.tags[last] == "CC" and text.tags[last + 1] in _ADJECTIVES:
        last += 2
    return last, index


def _plain_preposition(text: Words, index: int) -> bool:
    """Whether "as", "after" and the like are followed by no verb before the next mark."""
    if text.words[index] not in listed("grammar", "either"):
        return False
    for place in range(index + 1, min(index + 12, len(text.words))):
        if text.words[place] in _MARKS or text.words[place][0] in _STOPS:
            return True
        if text.tags[place] == "CC" and place + 1 < len(text.tags) and text.tags[place + 1] in _FINITE:
            return True
        if text.tags[place] in _FINITE:
            return False
    return True


# ------------------------------------------------------------------------------------------------------- verb groups


def _verb_group(text: Words, index: int) -> Chunk | None:
    """The verb group that begins here, adverbs before it included."""
    first = _past_adverbs(text, index)
    if first >= len(text.words) or not _begins_verb(text, first):
        return None
    form = _FORMS.get(text.tags[first], "finite")
    main = _past_adverbs(text, first + 1) if form == "infinitive" else first
    following = _past_adverbs(text, main + 1)
    while following < len(text.words) and _goes_on(text, main, following):
        main, following = following, _past_adverbs(text, following + 1)
    last = main + 1
    if last < len(text.words) and text.words[last] in {"not", "n't"}:
        last += 1
    before = text.words[max(index, main - 3) : main]
    passive = text.tags[main] in {"VBN", "VBD"} and any(word in listed("grammar", "be") for word in before)
    negated = any(word in listed("grammar", "negations") for word in text.words[index:last])
    return Chunk("V", index, last, main, form, passive, negated)


def _past_adverbs(text: Words, index: int) -> int:
    """The first token after at most three adverbs."""
    last = index
    while (
        last < len(text.words) and last - index < 3 and text.tags[last] in {"RB", "RBR"} and text.words[last] != "much"
    ):
        last += 1
    return last


def _begins_verb(text: Words, index: int) -> bool:
    tag = text.tags[index]
    if tag == "TO":
        after = index + 1
        while after < len(text.words) and text.tags[after] == "RB":
            after += 1
        return after < len(text.words) and text.tags[after] in {"VB", "VBP"}
    return tag in _VERBS and not (tag in {"VBG", "VBN"} and _before_noun(text, index))


def _before_noun(text: Words, index: int) -> bool:
    """Whether a participle at the beginning of a phrase is an adjective ("renewed talks", "continuing fights")."""
    before = text.tags[index - 1] if index else ""
    after = text.tags[index + 1] if index + 1 < len(text.words) else ""
    if text.tags[index] != "VBN":
        return False
    if before == "IN" and text.words[index - 1] not in listed("grammar", "subordinators"):
        return after in _NOUNS or after in _ADJECTIVES
    return before in {"CC", "VBD", "VBZ", "VBP", "VBN"} and after == "NNS"


def _goes_on(text: Words, main: int, following: int) -> bool:
    """Whether a verb group whose last verb is an auxiliary goes on with another verb."""
    word, tag = text.words[main], text.tags[following]
    if text.tags[main] == "MD":
        return tag in {"VB", "VBP", "VBN", "VBD"}
    if word in listed("grammar", "having"):
        return tag in {"VBN", "VBD"}
    if word in listed("grammar", "be"):
        return tag in {"VBN", "VBG", "VBD"}
    return word in {"do", "does", "did"} and tag in {"VB", "VBP"}


# ------------------------------------------------------------------------------------------------------ noun phrases


def _noun_phrase(text: Words, index: int) -> Chunk | None:
    """The noun phrase that begins here, possessives before the head included."""
    tag = text.tags[index]
    if tag in {"PRP", "EX"}:
        return Chunk("N", index, index + 1, index, "pronoun")
    state = _Phrase(text, index)
    while state.takes():
        pass
    return state.chunk()


class _Phrase:
    """A noun phrase as it grows word by word."""

    __slots__ = ("first", "head", "last", "noun", "opened", "owner", "text")

    def __init__(self, text: Words, first: int) -> None:
        self.text = text
        self.first = self.last = first
        self.head = self.owner = -1
        self.noun = False
        self.opened = 0

    def takes(self) -> bool:
        """Add the next word, if it belongs to the phrase."""
        text, at = self.text, self.last
        if at >= len(text.words) or at in text.quotations:
            return False
        if at in text.skipped:
            return self._mark(at)
        tag = text.tags[at]
        if not self._fits(at, tag):
            return False
        if tag in _NOUNS and text.words[at] not in {"$", "#"}:
            self.noun, self.head = True, at
        elif tag == "POS":
            self.noun, self.owner = False, at
        self.last = at + 1
        return True

    def _mark(self, at: int) -> bool:
        """Pass over a quotation mark inside the phrase, but not over one that begins or ends it from outside."""
        if self.last == self.first or at + 1 >= len(self.text.words):
            return False
        if self.noun and not self.opened:
            return False
        self.opened = 0 if self.opened else 1
        self.last = at + 1
        return True

    def _fits(self, at: int, tag: str) -> bool:
        """Whether a word belongs to the phrase as it is so far."""
        before = self.text.words[at - 1]
        if tag in _NOUNS:
            return not self._new_time(at) and not self._new_subject(at, tag)
        if tag in _DETERMINERS:
            return at == self.first or self.text.tags[at - 1] == "PDT" or before in _PREDETERMINERS
        if tag == "CD" and self.noun:
            return self.text.tags[at - 1] in {"NNP", "NNPS"} or before in {"$", "us$"}
        if tag in _ADJECTIVES and self.noun:
            titled = before in listed("grammar", "prefixed") and self._next_is_noun(at)
            return titled or self._state_before_adjective(at)
        if self.noun:
            return tag == "POS" or (self.text.words[at] == "&" and self._next_is_noun(at))
        return tag == "CD" or tag in _ADJECTIVES or self._fits_before_noun(at, tag)

    def _fits_before_noun(self, at: int, tag: str) -> bool:
        """Whether a participle, adverb, conjunction or "than" goes on to a noun."""
        text = self.text
        after = text.tags[at + 1] if at + 1 < len(text.tags) else ""
        if tag == "VBN" and at == self.first:
            return _before_noun(text, at)
        if tag in {"VBN", "VBG", "VBD"}:
            return at > self.first and (after in _NOUNS or after in _ADJECTIVES) and text.tags[at - 1] != "PRP"
        if tag.startswith("RB"):
            return (after in _ADJECTIVES or after in {"CD", "RB", "VBN"}) and (at > self.first or after in {"CD", "JJ"})
        if tag in {"CC", ","} and at > self.first and text.tags[at - 1] in _ADJECTIVES:
            return after in _ADJECTIVES and self._noun_follows(at + 1)
        counts = text.words[at] in {"than", "to"} and text.words[at - 1] in _COMPARING
        return tag == "IN" and at > self.first and counts and after in {"CD", "$", "DT"}

    def _state_before_adjective(self, at: int) -> bool:
        """Whether all words so far name a state or place that describes what follows ("U.S. special envoy")."""
        names = self.text.names
        if not names or at - self.first > 3 or not self._noun_follows(at):
            return False
        opened = self.text.tags[self.first] == "DT"
        labels = {names[place][2:] for place in range(self.first + opened, at)}
        after_verb = self.first > 0 and self.text.tags[self.first - 1] in _VERBS
        if opened:
            return at - self.first == 2 and self.text.tags[at - 1] in {"NNP", "NNPS"} and not after_verb
        return labels <= {"LOC"} or (labels <= {"ORG", "MISC"} and not after_verb)

    def _noun_follows(self, at: int) -> bool:
        """Whether adjectives from here on end in a noun."""
        tags = self.text.tags
        while at < len(tags) and (tags[at] in _ADJECTIVES or tags[at] in {"CC", ","}):
            at += 1
        return at < len(tags) and tags[at] in _NOUNS

    def _next_is_noun(self, at: int) -> bool:
        return at + 1 < len(self.text.tags) and self.text.tags[at + 1] in _NOUNS

    def _new_time(self, at: int) -> bool:
        """Whether a weekday begins a phrase of its own ("told reporters Friday") or ends one ("Friday Ostland")."""
        if not self.noun:
            return False
        weekdays, word = listed("grammar", "weekdays"), self.text.words[at]
        ended = self.text.words[at - 1] in weekdays and word not in listed("grammar", "parts_of_day")
        return word in weekdays or ended

    def _new_subject(self, at: int, tag: str) -> bool:
        """Whether a name after a common noun is the subject of a verb that follows: "a phrase Ostland rejects"."""
        text, before = self.text, self.text.words[at - 1]
        if tag != "NNP" or not self.noun or text.tags[self.first] != "DT" or text.tags[at - 1] != "NN":
            return False
        following = at + 1
        while following < len(text.tags) and text.tags[following] == "RB":
            following += 1
        verb = following < len(text.tags) and text.tags[following] in {"VBZ", "VBP"}
        return verb and before not in listed("sources", "people") and before not in listed("sources", "documents")

    def _give_back_mark(self) -> None:
        """Leave an opening mark behind the last word to what follows."""
        if self.last - 1 in self.text.skipped:
            self.last -= 1

    def chunk(self) -> Chunk | None:
        """The phrase, or None where there is none: adjectives alone are no noun phrase."""
        text = self.text
        if self.opened:
            self._give_back_mark()
        if self.last == self.first:
            return None
        if self.head >= 0:
            return Chunk("N", self.first, self.last, self.head, owner=self.owner if self.owner < self.head else -1)
        last = self.last - 1
        adjective = text.tags[self.first] in _ADJECTIVES or text.tags[self.first].startswith("RB")
        if adjective and text.words[last] not in listed("grammar", "alone"):
            return None
        return Chunk("N", self.first, self.last, last, "alone")
