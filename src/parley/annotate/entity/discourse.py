"""Discourse: which figures stand where in a report, and which of them a pronoun means.

Recency, subjecthood and parallelism as in Lappin and Leass (1994), counted by sentences; a pronoun inside a quotation
does not mean who is quoted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from parley.annotate.entity.figures import Figure
from parley.annotate.entity.rolewords import Gender, is_role, minded
from parley.annotate.entity.surface import Surface
from parley.annotate.wordlists import words

_WINDOW = 60
"""Entries before a pronoun that are weighed."""
_FARTHEST = 9
"""Sentences back to the farthest antecedent."""
_VERB = 5
"""Words after a pronoun among which its verb stands."""
_OPENING = frozenset({"that", "as", "if", "while", "because", "after", "before", "since", "whether", "and", "but"})
"""Words after which a phrase may open a clause."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(slots=True)
class Weights:
    """What speaks for an entry, fitted by hand to the training part of GUM."""

    distance: float = 1.0
    subject: float = 0.6
    parallel: float = 0.25
    pronoun: float = 0.6
    """For a pronoun in the same sentence."""
    pronoun_before: float = 0.3
    named: float = 0.65
    count: float = 0.12
    into_quotation: float = 0.8
    out_of_quotation: float = 0.4
    paragraph: float = 0.9
    gender: float = 0.8
    told_of: float = 1.5
    """Against somebody without a name of whom a quotation tells, for a pronoun outside it."""
    body: float = 0.0
    """Against a body or party in the singular."""
    least: float = -9.0
    """Score that an entry needs."""


PEOPLE = Weights()
THINGS = Weights(subject=1.0, parallel=0.6, pronoun=0.3, pronoun_before=0.0, named=0.0, paragraph=0.0)
GROUPS = Weights(0.7, 0.0, 0.25, 0.0, 0.0, named=-0.8, paragraph=0.0, body=0.75)


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure at a token, or another noun phrase (`figure` is None) that pronouns may mean as well."""

    figure: Figure | None
    token: int
    sentence: int
    quotation: int
    subject: bool
    plural: bool
    pronoun: bool = False
    named: bool = False
    linked: bool = False
    """Whether a pronoun without a figure means a noun phrase before it."""


@dataclass(slots=True)
class Discourse:
    """Entries in order of their place."""

    text: Surface
    entries: list[Entry] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    """Mentions so far, by key of the figure."""
    quoted: dict[int, set[int]] = field(default_factory=dict)
    """Keys of those who are named beside a quotation as its speakers, by its index."""

    def add(self, entry: Entry) -> None:
        """One more entry."""
        self.entries.append(entry)
        if entry.figure is not None:
            self.counts[entry.figure.key] = self.counts.get(entry.figure.key, 0) + 1

    def person(self, token: int, gender: Gender) -> Figure | None:
        """The one person that he or she at a token means."""
        here = _Here(self.text, token)
        best: tuple[float, Figure] | None = None
        for entry in self._recent(here):
            if entry.figure is None or not _may_be(entry.figure, gender):
                continue
            score = self._score(here, entry, PEOPLE) + (PEOPLE.gender if entry.figure.gender == gender else 0)
            if entry.figure.name is None and entry.quotation >= 0 > here.quotation:
                score -= PEOPLE.told_of
            if best is None or score > best[0]:
                best = (score, entry.figure)
        return best[1] if best else None

    def last_person(self, token: int, gender: Gender | None, reach: int) -> Figure | None:
        """The likeliest named person of the last sentences, whom a description at a token may mean."""
        here = _Here(self.text, token)
        best: tuple[float, Figure] | None = None
        for entry in self._recent(here):
            figure = entry.figure
            if figure is None or figure.kind != "person" or here.sentence - entry.sentence > reach:
                continue
            if gender is not None and figure.gender not in {None, gender}:
                continue
            score = self._score(here, entry, PEOPLE)
            if best is None or score > best[0]:
                best = (score, figure)
        return best[1] if best else None

    def just_named(self, token: int) -> list[Figure]:
        """The people named in the sentence before a token's, the last first; nobody of its own sentence."""
        sentence, found, own = self.text.sentence[token], dict[int, Figure](), set[int]()
        for entry in reversed(self.entries[-_WINDOW:]):
            figure = entry.figure
            if entry.sentence < sentence - 1:
                break
            if figure is not None and figure.kind == "person" and figure.name is not None:
                if entry.sentence == sentence:
                    own.add(figure.key)
                elif entry.named:
                    found.setdefault(figure.key, figure)
        return [figure for key, figure in found.items() if key not in own]

    def thing(self, token: int, *, plural: bool) -> Entry | None:
        """What it or they at a token mean: a party or body, or another noun phrase, which has no figure."""
        here, weights = _Here(self.text, token), GROUPS if plural else THINGS
        mind = has_mind(self.text, token)
        best: tuple[float, Entry | None] = (weights.least, None)
        for entry in self._recent(here):
            if here.sentence - entry.sentence > 2 + mind or not _agrees(entry, plural=plural):
                continue
            if mind and not _may_speak(entry, plural=plural):
                continue
            score = self._score(here, entry, weights)
            if entry.figure is not None and not entry.plural:
                score -= weights.body
            if score > best[0]:
                best = (score, entry)
        return best[1]

    def _recent(self, here: "_Here") -> Sequence[Entry]:
        recent = [entry for entry in self.entries[-_WINDOW:] if here.sentence - entry.sentence <= _FARTHEST]
        subjects = [entry.figure for entry in recent if entry.subject and entry.sentence == here.sentence]
        here.clause_subject = subjects[-1] if subjects else self._opening(here, recent)
        return [entry for entry in reversed(recent) if not self._bound(here, entry)]

    def _opening(self, here: "_Here", recent: Sequence[Entry]) -> Figure | None:
        """Who opens the sentence of a pronoun, and so is its subject where no verb was seen to say so."""
        first = self.text.parse.sentences[here.sentence].first
        phrase = self.text.phrases.around(first)
        inside = (entry.figure for entry in recent if phrase is not None and first <= entry.token < phrase.last)
        return next(inside, None)

    def _score(self, here: "_Here", entry: Entry, weights: Weights) -> float:
        distance = here.sentence - entry.sentence
        score = -weights.distance * distance
        if entry.subject:
            score += weights.subject + (weights.parallel if here.subject else 0)
        if entry.pronoun:
            score += weights.pronoun if distance == 0 else weights.pronoun_before
        if entry.named:
            score += weights.named
        if entry.figure is not None:
            score += weights.count * min(self.counts.get(entry.figure.key, 0), 6)
        if here.quotation != entry.quotation:
            score -= weights.into_quotation if here.quotation >= 0 else weights.out_of_quotation
        if here.block != self.text.block(entry.token):
            score -= weights.paragraph
        return score

    def _bound(self, here: "_Here", entry: Entry) -> bool:
        """Whether grammar forbids it: the subject of its clause for "him", who is quoted for words in a quotation."""
        if entry.figure is not None and entry.figure.key in self.quoted.get(here.quotation, ()):
            return True
        if entry.sentence != here.sentence:
            return False
        if here.quotation >= 0 and entry.quotation < 0 and entry.subject and _reports(self.text, entry.token):
            return True
        if (here.inserted or here.apposed) and here.told <= entry.token < here.token:
            return True
        return here.object and entry.figure is not None and entry.figure is here.clause_subject


@dataclass
class _Here:
    """Where a pronoun stands, and the last subject before it in its sentence."""

    text: Surface
    token: int
    clause_subject: Figure | None = None

    @cached_property
    def sentence(self) -> int:
        return self.text.sentence[self.token]

    @cached_property
    def block(self) -> int:
        return self.text.block(self.token)

    @cached_property
    def quotation(self) -> int:
        return self.text.quotation(self.token)

    @cached_property
    def subject(self) -> bool:
        return self.text.lower[self.token] in words("pronouns", "subjects")

    @cached_property
    def inserted(self) -> bool:
        """Whether the pronoun and a verb of saying stand between commas: "Brandt, she says, had left"."""
        text, place = self.text, self.token
        begun = place > 1 and text.words[place - 1] == "," and text.sentence[place - 2] == self.sentence
        return begun and self.subject and has_mind(text, place)

    @cached_property
    def apposed(self) -> bool:
        """Whether the pronoun opens what is said of the one before the comma: "Brandt, his deputy," is not his own."""
        text, place = self.text, self.token
        begun = place > 1 and text.words[place - 1] == "," and text.sentence[place - 2] == self.sentence
        phrase = text.phrases.around(place) if begun and text.tags[place] == "PRP$" else None
        if phrase is None:
            return False
        noun = text.lower[phrase.head]
        return is_role(noun) or text.lower[phrase.head - 1 : phrase.head + 1] == ["opposite", "number"]

    @cached_property
    def told(self) -> int:
        """First token of the phrase right before that comma, which the one who says so is not."""
        phrase = self.text.phrases.around(self.token - 2)
        return self.token if phrase is None else self.text.phrases.start(phrase)

    @cached_property
    def object(self) -> bool:
        low = self.text.lower[self.token]
        return low in {"him", "them"} or (low == "her" and self.text.tags[self.token] == "PRP")


def has_mind(text: Surface, token: int) -> bool:
    """Whether a pronoun is the subject of a verb of saying or wanting, or owns a demand, hope, chief or spokesman."""
    last = min(len(text.words), token + _VERB)
    if text.lower[token] in words("pronouns", "possessive"):
        phrase = text.phrases.around(token)
        served = phrase is not None and text.lower[phrase.head] in words("roles", "offices")
        return served or text.lower[min(token + 1, len(text.words) - 1)] in words("coreference", "stances")
    place = token + 1
    while place < last and (text.tags[place] in {"RB", "MD"} or text.lower[place] in words("contexts", "auxiliary")):
        place += 1
    return place < last and text.lower[place] in minded()


def _may_speak(entry: Entry, *, plural: bool) -> bool:
    """Whether an entry can have a mind: no thing, and no place."""
    if entry.figure is None:
        return plural and entry.plural and not entry.pronoun
    return entry.figure.kind != "place" or entry.subject


def _may_be(figure: Figure, gender: Gender) -> bool:
    thing = (figure.description or "").lower().rpartition(" ")[2] in words("bodies", "voices")
    alive = figure.kind == "person" or (figure.kind == "other" and figure.name is None and not thing)
    return alive and not figure.plural and figure.gender in {None, gender}


def _agrees(entry: Entry, *, plural: bool) -> bool:
    """Whether it or they can mean an entry: they also bodies and parties, it never a group of people."""
    figure = entry.figure
    if figure is None:
        return entry.plural == plural and (not entry.pronoun or entry.linked)
    if figure.kind == "person":
        return False
    if figure.kind in {"party", "organisation"}:
        return plural or not entry.plural
    return entry.plural == plural and (figure.kind == "place" or plural)


def is_subject(text: Surface, first: int, last: int) -> bool:
    """Whether a phrase is followed by a finite verb, past adverbs, brackets and what stands between commas."""
    sentence = text.parse.sentences[text.sentence[first]]
    phrase = text.phrases.around(first)
    first = min(first, text.phrases.start(phrase)) if phrase is not None else first
    before = text.tags[first - 1] if first > sentence.first else ""
    low = text.lower[first - 1] if first > sentence.first else ""
    if before in {"IN", "TO"} and low not in {
        "that",
        "as",
        "if",
        "while",
        "because",
        "after",
        "before",
        "since",
        "whether",
    }:
        return False
    if low == "" or not low[0].isalpha() or low in _OPENING:
        last = _past_attributes(text, last, sentence.last)
    index = last
    for _ in range(2):
        if index < sentence.last and text.words[index] in {",", "(", "–", "—"}:
            index = _past_insertion(text, index, sentence.last)
    while index < min(sentence.last, last + 40) and text.tags[index] == "RB":
        index += 1
    if index < sentence.last and _is_finite(text, index):
        return True
    return before in _FINITE and _reports_before(text, first)


def _is_finite(text: Surface, index: int) -> bool:
    """Whether a token is a finite verb, by its tag or as a verb of saying that was taken for a noun."""
    tag = text.tags[index]
    return tag in _FINITE or (tag in {"NN", "VB", "VBN", "JJ"} and text.lower[index] in words("contexts", "saying"))


def _past_attributes(text: Surface, index: int, end: int) -> int:
    """The finite verb after attributes of a phrase that opens a clause ("diplomats familiar with the talks say")."""
    if index >= end or text.tags[index] not in {"IN", "JJ", "VBN", "VBG", "TO", "WP", "WDT", "RB"}:
        return index
    relative = text.tags[index] in {"WP", "WDT"}
    for place in range(index + 1, min(end, index + 16)):
        if text.words[place] in {",", ";", ":", "—", "–"}:
            return index
        if _is_finite(text, place):
            if not relative:
                return place
            relative = False
    return index


def _past_insertion(text: Surface, index: int, end: int) -> int:
    """The token after the mark that closes what a comma or bracket opens."""
    closing = ")" if text.words[index] == "(" else text.words[index]
    for place in range(index + 1, min(end, index + 30)):
        if text.words[place] == closing:
            return place + 1
    return index + 1


def _reports_before(text: Surface, first: int) -> bool:
    """Whether a verb of saying stands right before a phrase, after a quotation or comma (", said Brandt")."""
    saying = text.lower[first - 1] in words("contexts", "inverting")
    return saying and first > 1 and not text.words[first - 2][0].isalnum()


def _reports(text: Surface, token: int) -> bool:
    """Whether a verb of saying stands beside a token."""
    near = text.lower[max(0, token - 2) : token + 4]
    return any(word in words("contexts", "saying") for word in near)


def speaks(text: Surface, first: int, last: int) -> bool:
    """Whether a phrase is a source: the subject of a verb of saying, or after "according to" or "told"."""
    phrase = text.phrases.around(first)
    first = min(first, text.phrases.start(phrase)) if phrase is not None else first
    if "according" in text.lower[max(0, first - 4) : first] or (first and _reports_before(text, first)):
        return True
    after = text.lower[last : last + 12]
    return any(word in minded() for word in after) and is_subject(text, first, last)
