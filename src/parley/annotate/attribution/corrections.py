"""Tags put right where a tagger often errs and the search depends on it: a table of rules, the first that fires counts.

Rules for a word that was tagged as a verb, for any other word, and for single words ("that", "to") stand apart.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from parley.annotate.attribution.cues import verb_cues
from parley.annotate.attribution.cuetags import FORM_RULES, VERB_RULES, WORD_RULES, WORD_RULES_FOR
from parley.annotate.attribution.tagrow import FINITE, VERBS, Here, Tagged
from parley.annotate.wordlists import words

Rule = Callable[[Here], str | None]

_REMEMBERED = 50_000
"""Words whose rules are kept in mind."""
_THERE_BE = frozenset({"is", "was", "are", "were", "'s", "has", "had", "have"})
_AFTER_STOP = frozenset({".", ":", "“", '"', "‘", "'", "''", "?", "!", "-", "–", "—", "«"})


def corrected(text: Tagged, tags: Sequence[str]) -> list[str]:
    """The tags with likely errors put right."""
    right, prepositions = list(tags), words("grammar", "prepositions")
    if _in_title_case(text):
        _find_title_verb(text, right)
    for at, word in enumerate(text.words):
        if word in prepositions and word not in _WORDS:
            right[at] = "IN"
            continue
        rules = _rules(word, right[at], small=text.small[at])
        if rules:
            right[at] = _first(rules, Here(text, right, at)) or right[at]
    return right


def _first(rules: Sequence[Rule], here: Here) -> str | None:
    """What the first rule says that says anything."""
    return next((tag for rule in rules if (tag := rule(here))), None)


@lru_cache(_REMEMBERED)
def _rules(word: str, tag: str, *, small: bool) -> Sequence[Rule]:
    """The rules for a word: its own, or those for its tag that can hold for it; for most words there are none."""
    if word in _WORDS:
        return (_WORDS[word],)
    if tag in VERBS:
        return VERB_RULES
    if word in verb_cues().tags:
        return _CUE_RULES
    return tuple(rule for rule in _NAME_RULES if rule not in _FOR or _FOR[rule](word, tag, small))


# ------------------------------------------------------------------------------------------------------- single words


def _that(here: Here) -> str:
    """Complementizer (IN), relative (WDT) or pronoun (DT)."""
    tags, following = here.tags, here.at + 1
    while following < len(tags) and tags[following] == "RB" and here.text.words[following] != "much":
        following += 1
    after = tags[following] if following < len(tags) else "."
    beyond = tags[following + 1] if following + 1 < len(tags) else "."
    word = here.text.words[following] if following < len(tags) else ""
    plural = after == "VBZ" and beyond in {"VBN", "VBD", "MD", "IN"} and word not in words("grammar", "auxiliaries")
    if after in FINITE and not plural:
        return "WDT" if here.before.startswith("NN") else "DT"
    return "DT" if here.tag == "DT" and after in {"NN", "JJ", ".", ",", "CC"} else "IN"


def _to(here: Here) -> str | None:
    """Tell "to comment" (infinitive) from "open to direct talks" (preposition)."""
    following = here.next
    if following is None:
        return None
    if here.previous in words("tags", "before_plain_to") and following.word in words("tags", "adjective_after_to"):
        following.correct("JJ")
        return "IN"
    if following.tag == "NN" and "VB" in following.possible and here.takes(here.previous, "infinitive"):
        following.correct("VB")
    return "TO" if following.tag in {"VB", "VBP"} else None


def _there(here: Here) -> str | None:
    return "EX" if here.after == "MD" or here.following in _THERE_BE else None


def _close(here: Here) -> str | None:
    return "JJ" if here.following == "to" and here.before.startswith("NN") else None


def _apostrophe(here: Here) -> str | None:
    if here.tag in {"POS", "VBZ"}:
        return None
    return "POS" if here.after[:2] in {"NN", "JJ"} else "VBZ"


_WORDS: Mapping[str, Rule] = {"that": _that, "to": _to, "there": _there, "close": _close, "'s": _apostrophe}


# ------------------------------------------------------------------------------------------------------------- names


def _first_name(here: Here) -> str | None:
    """An unknown capitalised word before the verb of a sentence that it begins is a name."""
    if here.at or here.small or here.tag not in {"IN", "RB", "CC"}:
        return None
    lists = (("grammar", "subordinators"), ("marks", "starters"), ("grammar", "prepositions"), ("grammar", "adverbs"))
    if here.word.endswith("ly") or any(here.word in words(*listed) for listed in lists):
        return None
    apposed = here.following == "," and here.tags[2:3] == ["DT"]
    cue = here.next is not None and "VBD" in here.next.possible
    return "NNP" if apposed or cue or here.begins_clause else None


def _name(here: Here) -> str | None:
    """A person's name or title that was taken for a preposition, adjective or common noun."""
    if here.small or not here.word[0].isalpha():
        return None
    person = here.label.endswith("PER") and not here.tag.startswith("NN")
    inside = here.tag in {"NN", "FW"} and here.at > 0 and here.previous not in _AFTER_STOP
    return "NNP" if person or inside or here.word in words("tags", "titles") else None


def _adverb(here: Here) -> str | None:
    """ "firmly rejects"."""
    if not here.word.endswith("ly") or not here.tag.startswith("NN") or not here.small:
        return None
    return "RB" if here.after in VERBS and here.word not in words("tags", "nouns_in_ly") else None


def _people(here: Here) -> str | None:
    return "NNS" if here.is_people and not here.tag.startswith("NN") else None


def _after_possessive(here: Here) -> str | None:
    return "NN" if here.tag == "IN" and here.before == "PRP$" else None


def _preposition(here: Here) -> str | None:
    """ "farmers below the dam"."""
    if here.tag != "RB" or here.word not in words("tags", "also_prepositions"):
        return None
    return "IN" if here.after in {"DT", "PRP$", "NNP"} else None


_NAME_RULES: tuple[Rule, ...] = (_first_name, _name, _adverb, _people, _after_possessive, _preposition, *WORD_RULES)
_CUE_RULES = (*_NAME_RULES, *FORM_RULES)
_FOR: Mapping[Rule, Callable[[str, str, bool], bool]] = {
    _first_name: lambda _, tag, small: not small and tag in {"IN", "RB", "CC"},
    _name: lambda _word, _tag, small: not small,
    _adverb: lambda word, tag, small: small and word.endswith("ly") and tag.startswith("NN"),
    _people: lambda word, tag, _: word.endswith("s") and not tag.startswith("NN"),
    _after_possessive: lambda _word, tag, _small: tag == "IN",
    _preposition: lambda _word, tag, _small: tag == "RB",
    **WORD_RULES_FOR,
}
"""What a rule asks of the word itself, its tag, and whether it begins with a small letter."""


# ------------------------------------------------------------------------------------------------------- headlines


def _in_title_case(text: Tagged) -> bool:
    """Whether nearly all longer words begin with a capital."""
    longer = [small for word, small in zip(text.words, text.small, strict=True) if len(word) > 3 and word[0].isalpha()]
    return len(longer) >= 4 and sum(longer) * 4 <= len(longer)


def _find_title_verb(text: Tagged, tags: list[str]) -> None:
    """Tag the first cue in the third person after a name as the verb of a headline that has none before it."""
    for at in range(1, len(tags)):
        if tags[at] in FINITE:
            return
        if tags[at - 1].startswith("NN") and tags[at].startswith("NN") and "VBZ" in Here(text, tags, at).possible:
            tags[at] = "VBZ"
            return
