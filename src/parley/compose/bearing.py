"""Whether words bear a stance: a verb of saying alone bears none, nor what may be or is asked of somebody."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from parley.compose.lens import Lens, bearing, felt, hostile
from parley.compose.said import Said
from parley.compose.terms import Hit, singular
from parley.reading import Reading, Sentence, Token
from parley.report import Span

REACH = 12
"""Characters behind a cue into which its phrase may go on ("is ready" to)."""

_REFUSES = re.compile(
    r"\b(?:will|would|shall|can|could|do|does|did|must|may|should|am|is|are|was|were)\s?(?:not|n't|never|no longer)\b"
    r"|\b(?:won't|can't|cannot|never|nothing|nobody|none|neither|no)\b"
)
"""What turns a clause round, so that a refusal can lie in it."""
_TIED = re.compile(
    r"\b(?:only|once|until|unless|depend\w*|condition\w*|subject to|tie[sd]?|in return|in exchange|as long as)\b"
)
"""What ties one thing to another, besides the conditions that every lens knows."""
_ASSERTS = re.compile(r"\b(?:insist|adamant|maintain)\w*\b")
_IS_SO = re.compile(
    r"(?:that )?(?!on\b|upon\b)"
    r"(?:(?!\b(?:must|should|shall|need\w*|be|not|no|never|would|will|has to|have to)\b)[^,;.]){2,60}?"
    r"\b(?:is|are|was|were|has|have|had|does|did)\b(?! to\b)(?!\s(?:not|no|never|non-negotiable)\b)"
)
_WILLING = re.compile(r"\b(?:can|could|will|would|shall|ready|willing|prepared)\b")
_HEDGE = re.compile(r"\b(?:might|may)\b")
_MAYBE = re.compile(r"\b(?:might|may)\s(?:(?:also|now|still|yet|well|even|have|be|more|less|\w{1,14}ly)\s){0,3}$")
_UNSURE = re.compile(
    r"\b(?:no guarantee|hop(?:e|es|ed|ing)|(?:un)?likely|chances?|prospects?|(?:im)?possib(?:le|ility)|question is"
    r"|(?:is|are|was|were) expected|under pressure|would have|could have|because)\b[^,;]*$"
)
"""What opens a clause of which nobody says that it is so, or that only gives a ground."""
_INVERTED = re.compile(r"(?:should|were|had)\s(?!(?:not|never)\b)[^,;]*$")
"""How a sentence opens that supposes something ("Should they reject it, …")."""
_BE = re.compile(r"\b(?:been|was|were|is|are|be|being)\s(?:(?:not|also|now|\w{1,14}ly)\s){0,2}(\w+)$")
"""A passive verb group, to its participle."""
_GERUNDIAL = frozenset({"that", "of", "about", "from", "than", "in"})
"""Words before a participle that names a deed and has no subject ("accused of rejecting it")."""
_AGENT_NOUN = re.compile(r"(?!offer)\w+ers?$")
_SOME = re.compile(
    r"\b(?:some|many|most|several|few|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|thousands of"
    r"|(?:number|group|handful|majority|minority|half|all but one|one|none) of)\s(?:the\s)?(?:[\w-]+\s){0,2}$"
)
_NOUN = re.compile(r"\s([a-z]+)")
_HIGH = frozenset(
    {"official", "minister", "diplomat", "negotiator", "envoy", "leader", "spokesman", "spokesperson", "representative"}
)
"""Nouns for those who speak for their side even where they are only some."""
_CLAUSAL = frozenset({"VBD", "VBZ", "VBP", "WDT", "WP", "WRB"})
_OPENERS = frozenset(
    {"because", "while", "although", "though", "during", "amid", "amidst", "despite", "after", "before"}
)
"""Words that open a clause or tell a circumstance."""
_BEFORE_KIND = frozenset({"DT", "PRP$", "JJ", "JJR", "JJS", "RBS", "POS", "IN", "CD"})
_VERBAL = ("VB", "JJ", "MD", "RB")
_TURNING = frozenset({"rejects", "wary"})
_COMING = frozenset({"supports", "accepts", "offers", "open", "conditional"})


def bears(text: str, said: Said, lens: Lens) -> bool:
    """Whether the stance that an attribution has shows in its cue or in what is said, and is its source's own.

    The engine may hear a stance where no word shows one; such a guess is not told as a position.
    """
    cue, stance = said.attribution.cue, said.attribution.stance
    if cue is None or stance is None or _HEDGE.search(text, cue.start, cue.end) or _suffers(text, said):
        return False
    if _ASSERTS.search(text, cue.start, cue.end) and _is_fact(text, said):
        return False
    if stance == "offers" and any(singular(word) in hostile() for word in text[cue.start : cue.end].split()):
        return False
    spans = (Span(cue.report, cue.start, min(len(text), cue.end + REACH)), *said.content)
    shown = [{hit.key.split("/")[0] for hit in lens.stance_terms.find(text, s.start, s.end)} for s in spans]
    turned = any(_REFUSES.search(text, span.start, span.end) for span in spans)
    if stance in _TURNING and shown[0] and shown[0] <= _COMING and not turned:
        return False
    if stance == "conditional":
        willing = any(each & _COMING for each in shown) or any(_WILLING.search(text, s.start, s.end) for s in spans)
        return willing and any(_is_tied(text, span, lens) for span in spans)
    in_cue = shown[0] or any(bearing().find(text, cue.start, cue.end))
    return bool(in_cue or any(shown[1:]) or (stance == "rejects" and turned))


def _is_fact(text: str, said: Said) -> bool:
    """Whether what somebody insists on is that something is so, not that it shall be."""
    opens = said.content[0]
    return bool(_IS_SO.match(text, opens.start, opens.end))


def _is_tied(text: str, span: Span, lens: Lens) -> bool:
    return bool(_TIED.search(text, span.start, span.end)) or any(lens.conditions.find(text, span.start, span.end))


def _suffers(text: str, said: Said) -> bool:
    """Whether the source is what the verb is done to ("the bidder was favoured", "has been rejected")."""
    cue, source = said.attribution.cue, said.attribution.source
    if cue is None or source is None or source.start > cue.start:
        return False
    met = _BE.search(text, cue.start, cue.end)
    return bool(met and met[1].endswith("ed") and met[1] not in felt())


def is_held(reading: Reading, text: str, sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of stance tells that somebody takes it, and not what may be, is asked, or what kind a thing is."""
    tokens = reading.tokens
    at = bisect_left(tokens, hit.start, key=lambda t: t.start)
    if at >= len(tokens):
        return True
    if _UNSURE.search(text, max(sentence.start, hit.start - 120), hit.start):
        return False
    if _MAYBE.search(text, max(sentence.start, hit.start - 40), hit.start):
        return False
    if not hit.key.endswith("/subject"):
        return True
    inverted = _INVERTED.match(text, sentence.start, hit.start)
    fact = _ASSERTS.match(text, hit.start, hit.end) and _IS_SO.match(text, hit.end + 1, sentence.end)
    gerund = tokens[at].tag == "VBG" and at > 0 and text[tokens[at - 1].start : tokens[at - 1].end] in _GERUNDIAL
    return not (inverted or fact or gerund or _is_kind(reading, at, hit) or _is_asked(tokens, text, at))


def is_wanted(reading: Reading, said: Said, hit: Hit) -> bool:
    """Whether a verb in what somebody demands is what another shall do ("insists that the club agree to it")."""
    if said.attribution.stance != "demands" or not hit.key.endswith("/subject"):
        return False
    at = bisect_left(reading.tokens, hit.start, key=lambda t: t.start)
    return at < len(reading.tokens) and reading.tokens[at].tag in {"VB", "VBP"}


def is_some(text: str, sentence: Sentence, named: tuple[int, int]) -> bool:
    """Whether a name stands for some of those who bear it, by a number before it ("many Ostmarkers")."""
    met = _SOME.search(text, max(sentence.start, named[0] - 60), named[0])
    after = _NOUN.match(text, named[1]) if met else None
    plural = text[named[0] : named[1]].endswith("s") if after is None else after[1].endswith("s")
    return bool(met and plural and not (after and singular(after[1]) in _HIGH))


def is_object(between: Sequence[tuple[str, str]]) -> bool:
    """Whether no clause and no other verb stands between a verb of stance and what a term behind it names."""
    return not any(tag in _CLAUSAL or word == "that" for tag, word in between)


def is_aside(between: Sequence[tuple[str, str]]) -> bool:
    """Whether what follows some words only tells a circumstance ("sought a pact while addressing the border")."""
    return any(word in _OPENERS for _, word in between)


def tagged(reading: Reading, start: int, end: int) -> list[tuple[str, str]]:
    """The tags and words, in small letters, of the tokens that begin in a stretch."""
    first, last = (bisect_left(reading.tokens, place, key=lambda t: t.start) for place in (start, end))
    return [(t.tag, reading.report.text[t.start : t.end].lower()) for t in reading.tokens[first:last]]


def _is_kind(reading: Reading, at: int, hit: Hit) -> bool:
    """Whether a word only says what kind the noun behind it is ("preferred methods"), or who takes a side."""
    tokens, text = reading.tokens, reading.report.text
    token = tokens[at]
    if hit.end != token.end or at + 1 >= len(tokens):
        return False
    if token.tag.startswith("NN"):
        return bool(_AGENT_NOUN.match(text[token.start : token.end].lower()))
    describes = token.tag in {"JJ", "VBN", "VBD"} and tokens[at + 1].tag in {"NN", "NNS"}
    return describes and at > 0 and tokens[at - 1].tag in _BEFORE_KIND


def _is_asked(tokens: Sequence[Token], text: str, at: int) -> bool:
    """Whether a verb is what somebody else shall do ("urged the club to accept", "a panel to examine the rules")."""
    if at < 2 or tokens[at].tag != "VB" or text[tokens[at - 1].start : tokens[at - 1].end] != "to":
        return False
    return not tokens[at - 2].tag.startswith(_VERBAL)
