"""Whom a noun phrase stands for by what is beside it: a name before it, or the pronoun of those who act for him."""

from typing import TYPE_CHECKING

from parley.annotate.nounphrases import NounPhrase
from parley.reading import Mention

if TYPE_CHECKING:
    from parley.annotate.event.scenes import Scene

_ACTING = frozenset({"person", "party", "organisation"})


def owner(scene: "Scene", phrase: NounPhrase) -> Mention | None:
    """The possessive pronoun before a noun, of whom it stands for his people act for ("his lawyers")."""
    first = scene.phrases.start(phrase)
    if scene.parse.tokens[first].tag != "PRP$" or scene.parse.tokens[phrase.head].tag != "NNS":
        return None
    span = scene.parse.span(first, first + 1)
    found = (mention for mention in scene.cast.mentions_in(span) if mention.span == span)
    return next((each for each in found if scene.cast.entities[each.entity].kind in _ACTING), None)


def beside_name(scene: "Scene", phrase: NounPhrase) -> Mention | None:
    """The name of a person that a description stands beside ("Jan Kol, president of the bloc")."""
    start = scene.phrases.start(phrase)
    if scene.parse.tokens[phrase.head].tag != "NN" or scene.is_name(phrase):
        return None
    if start - 2 < scene.sentence.first or scene.parse.word(start - 1) != ",":
        return None
    name = scene.phrase_at(start - 2)
    if name is None or not scene.is_name(name):
        return None
    span = scene.parse.span(scene.phrases.start(name), name.last)
    entity = scene.cast.entity_of(span)
    if entity is None or scene.cast.entities[entity].kind != "person":
        return None
    return next((mention for mention in scene.cast.mentions_in(span) if mention.entity == entity), None)
