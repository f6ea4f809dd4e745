"""Things that a report speaks of again and that are no entities: "a plant ... the plant ... it", the author's "we".

They stand for nobody, so no reading shows them; they tell which noun phrases mean the same.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from parley.annotate.entity.interviews import persona, questions
from parley.annotate.entity.telling import Telling
from parley.annotate.nounphrases import NounPhrase
from parley.annotate.wordlists import words

Range = tuple[int, int]
"""First token of a mention and the token after it."""

_COMPLEMENTS = 2
"""Phrases with "of" that belong to the one before them."""
_REACH = 400
"""Words back to the phrase that "the plant" may mean."""
_NAMES = frozenset({"NNP", "NNPS"})
_NOUNS = frozenset({"NN", "NNS"})


def things(telling: Telling) -> tuple[tuple[Range, ...], ...]:
    """Chains of two mentions and more, in order of their first; linear in the number of noun phrases."""
    again = _Again(telling, questions(telling.scene.text))
    chains: dict[int, list[Range]] = defaultdict(list)
    chain_of: dict[int, int] = {}
    for phrase in telling.scene.text.phrases.all:
        for token, bounds in _mentions(telling, phrase):
            before = again.before(phrase, token)
            chain_of[token] = token if before is None else chain_of.get(before, token)
            chains[chain_of[token]].append(bounds)
    found = (tuple(sorted(set(chain))) for chain in chains.values())
    return tuple(sorted(chain for chain in found if len(chain) > 1))


def _mentions(telling: Telling, phrase: NounPhrase) -> Iterator[tuple[int, Range]]:
    """The main token and bounds of a possessive pronoun that begins a phrase, of names in it, and of the phrase."""
    text = telling.scene.text
    if text.tags[phrase.first] == "PRP$" and phrase.first != phrase.head and phrase.first not in telling.heads:
        yield phrase.first, (phrase.first, phrase.first + 1)
    if text.tags[phrase.head] not in _NAMES:
        yield from _names_before(telling, phrase)
    if phrase.head not in telling.heads:
        yield phrase.head, (text.phrases.start(phrase), _end(telling, phrase))


def _names_before(telling: Telling, phrase: NounPhrase) -> Iterator[tuple[int, Range]]:
    """Names before the noun of a phrase that are nobody's: "a Silver Gull show"."""
    text, place = telling.scene.text, phrase.first
    while place < phrase.head:
        end = place
        while end < phrase.head and text.tags[end] in _NAMES:
            end += 1
        if end > place and not any(token in telling.heads for token in range(place, end)):
            yield end - 1, (place, end)
        place = max(end, place + 1)


def _end(telling: Telling, phrase: NounPhrase) -> int:
    """The token after a phrase with the "of" that follows it."""
    text, end = telling.scene.text, phrase.last
    for _ in range(_COMPLEMENTS):
        following = text.phrases.around(end + 1) if text.lower[end : end + 1] == ["of"] else None
        if following is None or text.sentence[following.first] != text.sentence[phrase.first]:
            break
        end = following.last
    return end


@dataclass(slots=True)
class _Again:
    """What was told of so far, by its words without article and by its noun alone."""

    telling: Telling
    asking: frozenset[int]
    last: dict[str, int] = field(default_factory=dict)

    def before(self, phrase: NounPhrase, token: int) -> int | None:
        """The main token of the mention before that means the same; keeps this one for those to come."""
        text = self.telling.scene.text
        if token in self.telling.linked:
            return self.telling.linked[token]
        if text.tags[token] in {"PRP", "PRP$"}:
            return self._author(token)
        if text.tags[token] in _NAMES or text.tags[token + 1 : token + 2] == ["CD"]:
            return self._named(phrase, token)
        return self._noun(phrase, token) if text.tags[token] in _NOUNS else None

    def _named(self, phrase: NounPhrase, token: int) -> int | None:
        """The same name, with the number that follows it ("Article 5")."""
        text, first = self.telling.scene.text, phrase.first
        if token != phrase.head:
            first = token
            while first > phrase.first and text.tags[first - 1] in _NAMES:
                first -= 1
        number = text.tags[token + 1 : token + 2] == ["CD"]
        whole = " ".join(self._words(first, token + 1 + number))
        earlier = self.last.get(whole)
        self.last[whole] = token
        if not number:
            self.last[text.lower[token]] = token
        return earlier

    def _noun(self, phrase: NounPhrase, token: int) -> int | None:
        """The same words with any article, or the last that the noun fits: "the long strike ... the strike"."""
        text = self.telling.scene.text
        noun, told = text.lower[token], self._words(phrase.first, token + 1)
        whole = " ".join(told)
        opening = text.lower[phrase.first]
        latest = self.last.get(noun)
        earlier = latest if opening in words("coreference", "pointing") else self.last.get(whole)
        if earlier is None and latest is not None and self._fits(told, latest):
            earlier = latest
        self.last[whole] = self.last[noun] = token
        near = earlier is not None and token - earlier <= _REACH
        return earlier if near and opening in words("coreference", "definite") else None

    def _fits(self, told: list[str], latest: int) -> bool:
        """Whether an earlier phrase says all that a later one says."""
        earlier = self.telling.scene.text.phrases.around(latest)
        return earlier is not None and set(told) <= set(self._words(earlier.first, latest + 1))

    def _words(self, first: int, end: int) -> list[str]:
        """Words in small letters without articles and possessors."""
        text = self.telling.scene.text
        return [text.lower[place] for place in range(first, end) if text.tags[place] not in _SILENT]

    def _author(self, token: int) -> int | None:
        """The first or second person before it outside quotations: one author, one reader, or who asks and answers."""
        text, low = self.telling.scene.text, self.telling.scene.text.lower[token]
        person = next((key for key in ("i", "we", "you") if low in words("coreference", key)), None)
        if person is None or text.quotation(token) >= 0:
            return None
        key = f"={persona(person, asked=text.block(token) in self.asking) if self.asking else person}"
        earlier = self.last.get(key)
        self.last[key] = token
        return earlier


_SILENT = frozenset({"DT", "PRP$", "PDT", "POS"})
