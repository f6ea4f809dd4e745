"""Things that a report speaks of again and that are no entities: "a plant ... the plant ... it", the author's "we".

They stand for nobody, so no reading shows them; they tell which noun phrases mean the same.
"""

from collections import defaultdict
from collections.abc import Iterator

from parley.annotate.entity.telling import Telling
from parley.annotate.nounphrases import NounPhrase
from parley.annotate.wordlists import words

Range = tuple[int, int]
"""First token of a mention and the token after it."""

_COMPLEMENTS = 2
"""Phrases with "of" that belong to the one before them."""


def things(telling: Telling) -> tuple[tuple[Range, ...], ...]:
    """Chains of two mentions and more, in order of their first; linear in the number of noun phrases."""
    chains: dict[int, list[Range]] = defaultdict(list)
    chain_of: dict[int, int] = {}
    last: dict[str, int] = {}
    for phrase in telling.scene.text.phrases.all:
        for token, bounds in _mentions(telling, phrase):
            before = _before(telling, phrase, token, last)
            chain_of[token] = token if before is None else chain_of.get(before, token)
            chains[chain_of[token]].append(bounds)
    found = (tuple(sorted(set(chain))) for chain in chains.values())
    return tuple(sorted(chain for chain in found if len(chain) > 1))


def _mentions(telling: Telling, phrase: NounPhrase) -> Iterator[tuple[int, Range]]:
    """The main token and bounds of a phrase, and of a possessive pronoun that begins it."""
    text = telling.scene.text
    if phrase.head not in telling.heads:
        yield phrase.head, (text.phrases.start(phrase), _end(telling, phrase))
    if text.tags[phrase.first] == "PRP$" and phrase.first != phrase.head and phrase.first not in telling.heads:
        yield phrase.first, (phrase.first, phrase.first + 1)


def _end(telling: Telling, phrase: NounPhrase) -> int:
    """The token after a phrase with the "of" that follows it."""
    text, end = telling.scene.text, phrase.last
    for _ in range(_COMPLEMENTS):
        following = text.phrases.around(end + 1) if text.lower[end : end + 1] == ["of"] else None
        if following is None or text.sentence[following.first] != text.sentence[phrase.first]:
            break
        end = following.last
    return end


def _before(telling: Telling, phrase: NounPhrase, token: int, last: dict[str, int]) -> int | None:
    """The main token of the mention before that means the same; keeps this one in `last` for those to come."""
    text, low = telling.scene.text, telling.scene.text.lower[token]
    if token in telling.linked:
        return telling.linked[token]
    if text.tags[token] in {"PRP", "PRP$"}:
        return _author(telling, token, last)
    if text.tags[token] not in {"NN", "NNS", "NNP", "NNPS"}:
        return None
    whole = " ".join(text.lower[place] for place in range(phrase.first, phrase.head + 1) if _tells(telling, place))
    named = text.tags[token].startswith("NNP")
    earlier = last.get(whole) if named else last.get(whole, last.get(low) if whole == low else None)
    again = named or text.lower[phrase.first] in words("coreference", "definite")
    last[whole] = token
    last[low] = token
    return earlier if again else None


def _tells(telling: Telling, place: int) -> bool:
    return telling.scene.text.tags[place] not in {"DT", "PRP$", "PDT", "POS"}


def _author(telling: Telling, token: int, last: dict[str, int]) -> int | None:
    """The first or second person before it outside quotations: one author, one reader."""
    text, low = telling.scene.text, telling.scene.text.lower[token]
    key = next((key for key in ("i", "we", "you") if low in words("coreference", key)), None)
    if key is None or text.quotation(token) >= 0:
        return None
    earlier = last.get(f"={key}")
    last[f"={key}"] = token
    return earlier
