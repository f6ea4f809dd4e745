"""Relative pronouns: whom "who", "which" and "whose" stand for, by the noun phrase before them."""

from parley.annotate.entity.figures import Figure
from parley.annotate.entity.telling import Telling
from parley.annotate.nounphrases import NounPhrase
from parley.annotate.wordlists import words

_STEPS = 3
"""Phrases back that prepositions may join ("the head of the union of Varnia, who")."""


def antecedent(telling: Telling, token: int) -> Figure | None:
    """The figure that a relative pronoun stands for; None for what is no figure."""
    text = telling.scene.text
    phrase = _before(telling, token)
    found: Figure | None = None
    for _ in range(_STEPS):
        if phrase is None:
            break
        figure = telling.heads.get(phrase.head)
        if figure is not None and _fits(figure, text.lower[token]):
            person = figure.kind == "person" or (figure.kind == "other" and not figure.plural)
            found = figure if found is None or person else found
            if person or text.lower[token] == "which":
                break
        if figure is None and found is None and not _joined(telling, phrase):
            break
        phrase = text.phrases.around(text.phrases.start(phrase) - 2) if _joined(telling, phrase) else None
    return found


def _fits(figure: Figure, pronoun: str) -> bool:
    return pronoun != "which" or figure.kind != "person"


def _before(telling: Telling, token: int) -> NounPhrase | None:
    """The phrase right before a token, or before the mark between them."""
    text, last = telling.scene.text, token - 1
    if last > 0 and text.words[last] in {",", ")", "—", "–"}:
        last -= 1
    same = last >= 0 and text.sentence[last] == text.sentence[token]
    return text.phrases.around(last) if same else None


def _joined(telling: Telling, phrase: NounPhrase) -> bool:
    """Whether a preposition joins a phrase to one before it."""
    text, before = telling.scene.text, telling.scene.text.phrases.start(phrase) - 1
    linked = before > 0 and text.lower[before] in words("coreference", "joins")
    return linked and text.sentence[before - 1] == text.sentence[phrase.first]
