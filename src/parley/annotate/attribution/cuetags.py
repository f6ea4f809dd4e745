"""Rules that tell cue verbs from nouns and adjectives, and finite forms from participles and base forms."""

from collections.abc import Callable, Mapping

from parley.annotate.attribution.cues import adjective_cues, forms_of, noun_cues
from parley.annotate.attribution.tagrow import FINITE, VERBS, Here
from parley.annotate.wordlists import words

Rule = Callable[[Here], str | None]

_OPENS = frozenset(
    {"DT", "PRP$", "PRP", "IN", "``", "JJ", "NN", "NNS", "NNP", "TO", "WP", "WRB", "CD", "EX", "NNPS", ":", "''"}
)
"""What may follow a verb that has an object or a reported clause."""
_ALWAYS_VERBS = {"said": "VBD", "says": "VBZ", "say": "VBP", "told": "VBD", "tells": "VBZ"}
_NOMINAL_BEFORE = frozenset({"DT", "PRP$", "JJ", "POS"})
_FAR = 30


# --------------------------------------------------------------------------------- words that were tagged as verbs


def _noun_after_article(here: Here) -> str | None:
    if here.tag not in {"VBZ", "VBP", "VB"}:
        return None
    if here.before not in {"PRP$", "POS"} and here.previous not in {"the", "a", "an"}:
        return None
    return "NNS" if here.tag == "VBZ" else "NN"


def _first_noun(here: Here) -> str | None:
    """A capitalised word before the verb of the sentence that it begins."""
    if here.at or here.tag == "MD" or here.small:
        return None
    if here.following.endswith("self"):
        return "NNP"
    if not here.begins_clause:
        return None
    return "NNS" if here.word.endswith("s") else "NNP"


def _name(here: Here) -> str | None:
    named = here.label.endswith("PER") or (here.label != "O" and not here.at) or here.before == "''"
    return "NNP" if named and not here.small else None


def _people(here: Here) -> str | None:
    return "NNS" if here.is_people else None


def _plural_noun(here: Here) -> str | None:
    """ "at the water talks in": a noun phrase after a preposition has no verb; "reports that have not"."""
    if here.tag != "VBZ":
        return None
    after_that = here.tags[here.at + 2] if here.following == "that" and here.at + 2 < len(here.tags) else ""
    if after_that in FINITE and here.word in noun_cues().by_form:
        return "NNS"
    if here.before not in {"NN", "JJ"} or here.after not in {"IN", ",", ".", "CC", ""}:
        return None
    place = here.at - 1
    while place >= 0 and here.tags[place] in {"NN", "JJ"}:
        place -= 1
    return "NNS" if place > 0 and here.tags[place] in {"DT", "PRP$"} and here.tags[place - 1] == "IN" else None


def _present(here: Here) -> str | None:
    """A base form is the past or present of a subject before it: no auxiliary, "to" or "let" stands between."""
    if here.tag != "VB":
        return None
    if "VBD" in here.possible and here.before.startswith("NN"):
        return "VBD"
    apposed = here.previous == ","
    subject = here.at > 0 and Here(here.text, here.tags, here.at - 1).is_plural
    if not (apposed or subject):
        return None
    for place in range(here.at - 1, max(-1, here.at - _FAR), -1):
        word = here.text.words[place]
        if here.tags[place] in VERBS or here.tags[place] == "TO":
            return None
        if word in words("tags", "boundary") and not (apposed and word == ","):
            break
        subject = subject or Here(here.text, here.tags, place).is_plural
    return "VBP" if subject else None


def _past(here: Here) -> str | None:
    """A participle that is the only verb of its clause is its past tense ("the union called for talks")."""
    if here.tag != "VBN" or "VBD" not in here.possible:
        return None
    left = here.at - 1
    while left >= 0 and here.tags[left] == "RB":
        left -= 1
    apposed = left >= 0 and here.text.words[left] == ","
    if left < 0 or not (apposed or here.tags[left][:2] in {"NN", "PR"} or here.text.words[left] == ")"):
        return None
    return None if _verb_left(here, left, apposed=apposed) or _verb_right(here) else "VBD"


def _verb_left(here: Here, left: int, *, apposed: bool) -> bool:
    """Whether the clause has a finite verb, or "with", before a place."""
    for place in range(left, max(-1, left - 2 * _FAR), -1):
        word = here.text.words[place]
        if here.tags[place] in FINITE or word == "with":
            return True
        if word in words("tags", "boundary") and not (apposed and word == ","):
            return False
    return False


def _verb_right(here: Here) -> bool:
    """Whether the clause has a finite verb after a word."""
    for place in range(here.at + 1, min(here.at + 2 * _FAR, len(here.tags))):
        if here.text.words[place] in words("tags", "boundary"):
            return False
        if here.tags[place] in FINITE:
            return True
    return False


VERB_RULES: tuple[Rule, ...] = (_noun_after_article, _first_noun, _name, _people, _plural_noun, _present, _past)


# ----------------------------------------------------------------------------------- words that were tagged otherwise


def _always(here: Here) -> str | None:
    return _ALWAYS_VERBS.get(here.word) if here.small and here.before not in _NOMINAL_BEFORE else None


def _adjective(here: Here) -> str | None:
    """ "remains wary": an adjective of the lexicon after a linking verb or adverb."""
    if here.tag != "NN" or here.word not in adjective_cues().by_form:
        return None
    return "JJ" if here.before == "RB" or here.previous in forms_of("links") else None


def _after_quotation(here: Here) -> str | None:
    """“No way,” fumed Berg."""
    return "VBD" if here.before == "''" and here.after == "NNP" and here.word.endswith("ed") else None


def _passive(here: Here) -> str | None:
    """ "was announced that"."""
    if here.tag != "JJ" or "VBN" not in here.possible or here.after not in {"IN", "TO"}:
        return None
    joined = any(word in words("grammar", "be") for word in here.text.words[max(0, here.at - 2) : here.at])
    return "VBN" if joined and here.word not in adjective_cues().by_form else None


def _gerund(here: Here) -> str | None:
    """ ", signaling that", "is warning that"."""
    if "VBG" not in here.possible:
        return None
    quoted = here.after == "," and here.tags[here.at + 2 : here.at + 3] == ["``"]
    if here.before == "," and (here.after in _OPENS or here.after in {"VBN", "VBD"} or quoted):
        return "VBG"
    return "VBG" if here.previous in words("grammar", "be") and here.after in _OPENS - {"JJ", "NN", "``"} else None


def _infinitive(here: Here) -> str | None:
    return "VB" if here.before == "TO" and "VB" in here.possible and here.after in _OPENS else None


def _third_person(here: Here) -> str | None:
    if "VBZ" not in here.possible or not here.after_subject or not here.small:
        return None
    return "VBZ" if here.word not in noun_cues().by_form or here.tag.startswith("NNP") else None


def _plain_form(here: Here) -> str | None:
    """ "officials caution that", "insiders reckon."."""
    if "VBP" not in here.possible or here.tag == "NNS" or not here.at:
        return None
    before = Here(here.text, here.tags, here.at - 1)
    if before.tag not in {"NNS", "NNPS"} and not before.is_people:
        return None
    bare = here.word not in noun_cues().by_form and here.after in {".", ",", "DT", "PRP"}
    return "VBP" if here.after == "IN" or bare else None


def _past_form(here: Here) -> str | None:
    """ "the other recalled", "Berg added:", ", recalled,"."""
    if "VBD" not in here.possible or "VBG" in here.possible:
        return None
    if here.previous in {"other", "latter", "former"}:
        return "VBD" if here.after in {".", ",", "IN"} else None
    placed = here.after_subject or here.before in {"RB", ",", "-RRB-"}
    if not placed or not (here.after in _OPENS or here.after in {".", ","}):
        return None
    noun = here.tag in {"NN", "NNP"} and not here.word.endswith("ed")
    adjective = here.before in {",", "RB"} and here.after in {"NN", "NNS"}
    return None if adjective or (noun and not here.small) else "VBD"


WORD_RULES: tuple[Rule, ...] = (_always, _adjective, _after_quotation)
WORD_RULES_FOR: Mapping[Rule, Callable[[str, str, bool], bool]] = {
    _always: lambda word, _, small: small and word in _ALWAYS_VERBS,
    _adjective: lambda word, tag, _: tag == "NN" and word in adjective_cues().by_form,
    _after_quotation: lambda word, _tag, _small: word.endswith("ed"),
}
"""What these ask of the word itself, its tag, and whether it begins with a small letter."""
FORM_RULES: tuple[Rule, ...] = (_passive, _gerund, _infinitive, _third_person, _plain_form, _past_form)
"""Rules that can only hold for a form of a cue verb."""
