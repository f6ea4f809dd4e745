"""Tags put right where a tagger often errs and the search depends on it: "that", "'s", and forms of cue verbs."""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.annotate.cues import noun_cues, verb_cues
from parley.annotate.wordlists import words as listed

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_AUXILIARIES = frozenset({"is", "has", "does", "was", "'s"})
_OPENS = frozenset(
    {"DT", "PRP$", "PRP", "IN", "``", "JJ", "NN", "NNS", "NNP", "TO", "WP", "WRB", "CD", "EX", "NNPS", ":", "''"}
)
"""What may follow a verb that has an object or a reported clause."""
_BOUNDARY = frozenset(
    [",", ".", ";", ":", "that", "after", "because", "when", "while", "as", "who", "which", "where", "if", "although", "though", "before", "since", "unless", "—", "–", "--"]
)
_BE = frozenset(["be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m"])


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words in lower case, whether each begins with a small letter, and their name labels."""

    words: Sequence[str]
    small: Sequence[bool]
    names: Sequence[str]


def corrected(text: Tagged, tags: Sequence[str]) -> list[str]:
    """The tags with likely errors put right."""
    right = list(tags)
    for at, word in enumerate(text.words):
        before = right[at - 1] if at else ""
        after = right[at + 1] if at + 1 < len(right) else ""
        tag = right[at]
        if word == "that":
            right[at] = _that(text.words, right, at)
        elif word in listed("grammar", "prepositions"):
            right[at] = "IN"
        elif word == "'s" and tag not in {"POS", "VBZ"}:
            right[at] = "POS" if after[:2] in {"NN", "JJ"} else "VBZ"
        elif tag in _VERB_TAGS:
            right[at] = _no_verb(text, right, at) or _past(text, right, at) or tag
        elif word[0].isalpha():
            right[at] = _no_small_word(text, at, tag) or _cue_tag(text, right, at, after) or tag
        if tag == "IN" and before == "PRP$":
            right[at] = "NN"
    return right


def _that(words: Sequence[str], tags: Sequence[str], at: int) -> str:
    """Complementizer (IN), relative (WDT) or pronoun (DT)."""
    following = at + 1
    while following < len(tags) and tags[following] == "RB" and words[following] != "much":
        following += 1
    after = tags[following] if following < len(tags) else "."
    beyond = tags[following + 1] if following + 1 < len(tags) else "."
    plural = after == "VBZ" and beyond in {"VBN", "VBD", "MD", "IN"} and words[following] not in _AUXILIARIES
    if after in _FINITE and not plural:
        return "WDT" if at and tags[at - 1].startswith("NN") else "DT"
    if tags[at] == "DT" and after in {"NN", "JJ", ".", ",", "CC"}:
        return "DT"
    return "IN"


def _no_verb(text: Tagged, tags: Sequence[str], at: int) -> str | None:
    """A noun that was taken for a verb: after an article or possessive, or before the verb of a sentence that it begins."""
    tag, before = tags[at], tags[at - 1] if at else ""
    after = tags[at + 1] if at + 1 < len(tags) else ""
    if tag in {"VBZ", "VBP", "VB"} and (before in {"PRP$", "POS"} or (at and text.words[at - 1] in {"the", "a", "an"})):
        return "NNS" if tag == "VBZ" else "NN"
    if not at and tag in {"VBZ", "VB", "VBP", "VBD", "VBN"} and after in _FINITE and not text.small[0]:
        return "NNS" if text.words[0].endswith("s") else "NNP"
    if text.names[at].endswith("PER") and not text.small[at]:
        return "NNP"
    return None


def _no_small_word(text: Tagged, at: int, tag: str) -> str | None:
    """A name that was taken for a preposition or adjective, or a plural for an adverb."""
    if text.names[at].endswith("PER") and not text.small[at] and not tag.startswith("NN"):
        return "NNP"
    if tag == "RB" and text.words[at].endswith(("ors", "ers")):
        return "NNS"
    return None


def _past(text: Tagged, tags: Sequence[str], at: int) -> str | None:
    """A participle that is the only verb of its clause is its past tense ("the union called for talks")."""
    if tags[at] != "VBN" or "VBD" not in verb_cues().tags.get(text.words[at], ()):
        return None
    left = at - 1
    while left >= 0 and tags[left] == "RB":
        left -= 1
    if left < 0 or not (tags[left][:2] in {"NN", "PR"} or text.words[left] in {",", ")"}):
        return None
    apposed = text.words[left] == ","
    for place in range(left, -1, -1):
        if tags[place] in _FINITE or text.words[place] == "with":
            return None
        if text.words[place] in _BOUNDARY and not (apposed and text.words[place] == ","):
            break
    for place in range(at + 1, len(tags)):
        if text.words[place] in _BOUNDARY:
            break
        if tags[place] in _FINITE:
            return None
    return "VBD"


def _cue_tag(text: Tagged, tags: Sequence[str], at: int, after: str) -> str | None:
    """The verb tag of a cue verb that was taken for another part of speech."""
    word, tag, before = text.words[at], tags[at], tags[at - 1] if at else ""
    possible = verb_cues().tags.get(word)
    if possible is None:
        return None
    if "VBG" in possible:
        return _gerund(text, at, before, after)
    if before == "TO" and "VB" in possible and after in _OPENS:
        return "VB"
    subject = before[:2] in {"NN", "PR"} and before != "PRP$"
    if "VBZ" in possible and subject and text.small[at] and (word not in noun_cues().by_form or tag.startswith("NNP")):
        return "VBZ"
    if "VBP" in possible and before in {"NNS", "NNPS"} and after == "IN" and tag != "NNS":
        return "VBP"
    if "VBD" in possible and (subject or before in {"RB", ",", "-RRB-"}) and (after in _OPENS or after in {".", ","}):
        noun = tag in {"NN", "NNP"} and not word.endswith("ed")
        adjective = before in {",", "RB"} and after in {"NN", "NNS"}
        return None if adjective or (noun and not text.small[at]) else "VBD"
    return None


def _gerund(text: Tagged, at: int, before: str, after: str) -> str | None:
    if before == "," and (after in _OPENS or after in {"VBN", "VBD"}):
        return "VBG"
    if at and text.words[at - 1] in _BE and after in {"NNS", "IN", "DT", "PRP", "NNP"}:
        return "VBG"
    return None
