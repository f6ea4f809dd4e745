"""Tags put right where a tagger often errs and the search depends on it: "that", "'s", and forms of cue verbs."""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.annotate.cues import adjective_cues, forms_of, noun_cues, verb_cues
from parley.annotate.wordlists import words as listed

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_AUXILIARIES = frozenset({"is", "has", "does", "was", "'s"})
_OPENS = frozenset(
    {"DT", "PRP$", "PRP", "IN", "``", "JJ", "NN", "NNS", "NNP", "TO", "WP", "WRB", "CD", "EX", "NNPS", ":", "''"}
)
"""What may follow a verb that has an object or a reported clause."""
_BOUNDARY = frozenset(
    [
        ",",
        ".",
        ";",
        ":",
        "that",
        "after",
        "because",
        "when",
        "while",
        "as",
        "who",
        "which",
        "where",
        "if",
        "although",
        "though",
        "before",
        "since",
        "unless",
        "—",
        "–",
        "--",
    ]
)
_BE = frozenset(["be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m"])


_AFTER_STOP = frozenset({".", ":", "“", '"', "‘", "'", "''", "?", "!", "-", "–", "—", "«"})
_TAKE_NOUN = frozenset({"open", "opposed", "committed", "agree", "agreed", "agrees", "object", "objected", "objects"})
_ALSO_ADJECTIVES = frozenset(
    {"direct", "separate", "open", "clear", "free", "secure", "further", "complete", "present"}
)
_THERE_BE = (["is"], ["was"], ["are"], ["were"], ["'s"], ["has"], ["had"], ["have"])
_ALWAYS_VERBS = {"said": "VBD", "says": "VBZ", "say": "VBP", "told": "VBD", "tells": "VBZ"}


def _opening_words() -> frozenset[str]:
    return listed("grammar", "subordinators") | listed("marks", "starters") | listed("grammar", "prepositions")


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words in lower case, whether each begins with a small letter, and their name labels."""

    words: Sequence[str]
    small: Sequence[bool]
    names: Sequence[str]


def corrected(text: Tagged, tags: Sequence[str]) -> list[str]:
    """The tags with likely errors put right."""
    right = list(tags)
    if _in_title_case(text):
        _find_title_verb(text, right)
    for at, word in enumerate(text.words):
        before = right[at - 1] if at else ""
        after = right[at + 1] if at + 1 < len(right) else ""
        tag = right[at]
        if word == "that":
            right[at] = _that(text.words, right, at)
        elif word == "to":
            _tag_to(text, right, at)
        elif word in listed("grammar", "prepositions"):
            right[at] = "IN"
        elif word == "there" and (after == "MD" or text.words[at + 1 : at + 2] in _THERE_BE):
            right[at] = "EX"
        elif word == "close" and text.words[at + 1 : at + 2] == ["to"] and before.startswith("NN"):
            right[at] = "JJ"
        elif word == "'s" and tag not in {"POS", "VBZ"}:
            right[at] = "POS" if after[:2] in {"NN", "JJ"} else "VBZ"
        elif tag in _VERB_TAGS:
            right[at] = _no_verb(text, right, at) or _past(text, right, at) or tag
        elif word in _ALWAYS_VERBS and text.small[at] and before not in {"DT", "PRP$", "JJ", "POS", "NNP-"}:
            right[at] = _ALWAYS_VERBS[word]
        elif not at and tag in {"IN", "RB", "CC"} and not text.small[0] and _may_be_name(text, right):
            right[at] = "NNP"
        elif word[0].isalpha():
            right[at] = _no_small_word(text, at, tag) or _cue_tag(text, right, at, after) or tag
        if tag == "IN" and before == "PRP$":
            right[at] = "NN"
    return right


def _in_title_case(text: Tagged) -> bool:
    """Whether nearly all longer words begin with a capital."""
    longer = [small for word, small in zip(text.words, text.small, strict=True) if len(word) > 3 and word[0].isalpha()]
    return len(longer) >= 4 and sum(longer) * 4 <= len(longer)


def _find_title_verb(text: Tagged, tags: list[str]) -> None:
    """Tag the first cue in the third person after a name as the verb of a headline that has none before it."""
    for at in range(1, len(tags)):
        if tags[at] in _FINITE:
            return
        possible = verb_cues().tags.get(text.words[at], frozenset())
        if "VBZ" in possible and tags[at - 1].startswith("NN") and tags[at].startswith("NN"):
            tags[at] = "VBZ"
            return


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


def _tag_to(text: Tagged, tags: list[str], at: int) -> None:
    """Tell "to comment" (infinitive) from "to direct talks" (preposition)."""
    word, tag = (text.words[at + 1], tags[at + 1]) if at + 1 < len(tags) else ("", "")
    before = text.words[at - 1] if at else ""
    if before in _TAKE_NOUN and word in _ALSO_ADJECTIVES:
        tags[at], tags[at + 1] = "IN", "JJ"
    elif tag in {"VB", "VBP"}:
        tags[at] = "TO"
    elif tag == "NN" and "VB" in verb_cues().tags.get(word, ()) and _takes(before, "infinitive"):
        tags[at], tags[at + 1] = "TO", "VB"


def _takes(word: str, kind: str) -> bool:
    return any(kind in cue.takes for cue in verb_cues().by_form.get(word, ()))


def _no_verb(text: Tagged, tags: Sequence[str], at: int) -> str | None:
    """A noun that was taken for a verb: after an article or possessive, or before the verb of a sentence that it begins."""
    tag, before = tags[at], tags[at - 1] if at else ""
    if tag in {"VBZ", "VBP", "VB"} and (before in {"PRP$", "POS"} or (at and text.words[at - 1] in {"the", "a", "an"})):
        return "NNS" if tag == "VBZ" else "NN"
    if not at and tag != "MD" and not text.small[0] and _finite_follows(tags):
        return "NNS" if text.words[0].endswith("s") else "NNP"
    if text.names[at].endswith("PER") and not text.small[at]:
        return "NNP"
    if _is_people(text.words[at]):
        return "NNS"
    if tag == "VBZ" and before in {"NN", "JJ"} and _in_prepositional(tags, at):
        return "NNS"
    after_that = text.words[at + 1 : at + 2] == ["that"] and tags[at + 2 : at + 3] and tags[at + 2] in _FINITE
    if tag == "VBZ" and after_that and text.words[at] in noun_cues().by_form:
        return "NNS"
    if tag == "VB" and "VBD" in verb_cues().tags.get(text.words[at], ()) and before.startswith("NN"):
        return "VBD"
    return "VBP" if tag == "VB" and _plain_present(text, tags, at) else None


def _in_prepositional(tags: Sequence[str], at: int) -> bool:
    """Whether a word ends a noun phrase after a preposition, so that it is a plural: "at the water talks in"."""
    if at + 1 < len(tags) and tags[at + 1] not in {"IN", ",", ".", "CC"}:
        return False
    place = at - 1
    while place >= 0 and tags[place] in {"NN", "JJ"}:
        place -= 1
    return place > 0 and tags[place] in {"DT", "PRP$"} and tags[place - 1] == "IN"


def _finite_follows(tags: Sequence[str]) -> bool:
    """Whether the first word of a sentence stands before its verb."""
    following = 1
    while following < len(tags) and tags[following] == "RB":
        following += 1
    return following < len(tags) and tags[following] in _FINITE


def _may_be_name(text: Tagged, tags: Sequence[str]) -> bool:
    """Whether a capitalised first word stands before a verb or comma and is no adverb or preposition that we know."""
    word = text.words[0]
    if word.endswith("ly") or word in _opening_words() or word in listed("grammar", "adverbs"):
        return False
    if text.words[1:2] == [","] and tags[2:3] == ["DT"]:
        return True
    return _finite_follows(tags) or "VBD" in verb_cues().tags.get(text.words[1] if len(tags) > 1 else "", ())


def _is_people(word: str) -> bool:
    """Whether a word is the plural of a word for people and nothing else ("officials", "reporters")."""
    return word.endswith("s") and word in listed("sources", "people") and word not in {"heads", "chairs", "coaches"}


def _plain_present(text: Tagged, tags: Sequence[str], at: int) -> bool:
    """Whether a base form is the present tense of a plural subject: no auxiliary, "to" or "let" stands before it."""
    apposed = at > 0 and text.words[at - 1] == ","
    subject = at > 0 and _plural(text, tags, at - 1)
    if not (apposed or subject):
        return False
    for place in range(at - 1, max(-1, at - 30), -1):
        if tags[place] in _VERB_TAGS or tags[place] == "TO":
            return False
        if text.words[place] in _BOUNDARY and not (apposed and text.words[place] == ","):
            break
        subject = subject or _plural(text, tags, place)
    return subject


def _plural(text: Tagged, tags: Sequence[str], at: int) -> bool:
    return tags[at] in {"NNS", "NNPS"} or text.words[at] in {"they", "we", "i", "you"}


def _no_small_word(text: Tagged, at: int, tag: str) -> str | None:
    """A name that was taken for a preposition or adjective, or a plural for an adverb."""
    if text.names[at].endswith("PER") and not text.small[at] and not tag.startswith("NN"):
        return "NNP"
    if _is_people(text.words[at]) and not tag.startswith("NN"):
        return "NNS"
    return "NNP" if tag == "NN" and at and not text.small[at] and text.words[at - 1] not in _AFTER_STOP else None


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
    if tag == "NN" and word in adjective_cues().by_form and (before == "RB" or _link(text, at)):
        return "JJ"
    if before == "''" and after == "NNP" and word.endswith("ed"):
        return "VBD"
    if possible is None:
        return None
    if "VBN" in possible and tag == "JJ" and after in {"IN", "TO"} and _be_before(text, at):
        return None if word in adjective_cues().by_form else "VBN"
    if "VBG" in possible:
        return _gerund(text, tags, at, after)
    if before == "TO" and "VB" in possible and after in _OPENS:
        return "VB"
    subject = before[:2] in {"NN", "PR"} and before != "PRP$"
    if "VBZ" in possible and subject and text.small[at] and (word not in noun_cues().by_form or tag.startswith("NNP")):
        return "VBZ"
    if "VBP" in possible and before in {"NNS", "NNPS"} and tag != "NNS":
        if after == "IN" or (word not in noun_cues().by_form and after in {".", ",", "DT", "PRP"}):
            return "VBP"
    if at and text.words[at - 1] in {"other", "latter", "former"} and "VBD" in possible and after in {".", ",", "IN"}:
        return "VBD"
    if "VBD" in possible and (subject or before in {"RB", ",", "-RRB-"}) and (after in _OPENS or after in {".", ","}):
        noun = tag in {"NN", "NNP"} and not word.endswith("ed")
        adjective = before in {",", "RB"} and after in {"NN", "NNS"}
        return None if adjective or (noun and not text.small[at]) else "VBD"
    return None


def _link(text: Tagged, at: int) -> bool:
    return at > 0 and text.words[at - 1] in forms_of("links")


def _be_before(text: Tagged, at: int) -> bool:
    """Whether a form of "be" stands before a word, an adverb between them or none."""
    return any(word in _BE for word in text.words[max(0, at - 2) : at])


def _gerund(text: Tagged, tags: Sequence[str], at: int, after: str) -> str | None:
    before, tags_after = tags[at - 1] if at else "", tags[at + 2] if at + 2 < len(tags) else ""
    quoted = after == "," and tags_after == "``"
    if before == "," and (after in _OPENS or after in {"VBN", "VBD"} or quoted):
        return "VBG"
    if at and text.words[at - 1] in _BE and after in {"NNS", "IN", "DT", "PRP", "NNP"}:
        return "VBG"
    return None
