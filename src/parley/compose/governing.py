"""Which stance governs a term of an issue in its sentence: the words that show it, and where words show none."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from parley.compose.bearing import is_held
from parley.compose.lens import Lens, bodies, felt
from parley.compose.said import Said
from parley.compose.terms import Hit, singular
from parley.reading import Reading, Sentence, Stance
from parley.report import Span

_CLAUSE = re.compile(r";|—|–| but | while | whereas | although | even though |, and (?=\w)|, though ")
_NOT = re.compile(
    r"(?:\bnot|n't|\bnever|\bno longer|\bwithout|\bneither|\bnor)\s(?:\w{1,12}\s){0,2}$"
    r"|\bat no \w{4,6} (?:did|has|had|will|would)\s(?:\w{1,16}\s){1,3}$"
)
_BE = re.compile(r"\b(?:been|was|were|is|are|be|being)\s(?:(?:never|not|\w{1,14}ly)\s){0,2}$")
_OWNED = re.compile(
    r"(?:\b(?!(?:The|An?|Any|This|That|These|Those|No|Some|All|Its?)\b)[A-Z][\w.]*|['’]s|s['’]|\b(?:its|their|his|her|our|my))"
    r"\s(?:[a-z]{1,14}\s)?$"
)
BY = re.compile(r"\s(?:\w{1,20}\s){0,4}by\s(?:the\s)?")
_UNCONDITIONAL = re.compile(r"\b(?:even|as|what)\s$")
_GIVEN_UP = re.compile(
    r"\b(?:withdr[ae]ws?|withdrawn|drops?|dropped|gives? up|gave up|lifts?|lifted|abandon(?:s|ed)?)\s(?:\w{1,14}\s)?$"
)
_LEFT_OUT = re.compile(
    r"\b(?:dropp(?:ed|ing)|drops?|omit\w{0,4}|remov\w{1,4}|exclud\w{1,4}|delet\w{1,4}|lack\w{0,4}|without)\b"
)
_MISHAP = re.compile(
    r"\b(?:fail\w{0,5}|refus\w{1,4}|reject\w{0,3}|collaps\w{1,4}|breaks?|broken?|violat\w{1,4}|attack\w{0,3})\b"
)
_DUE = re.compile(r"\b(?:to|must|should|could|may|might|will|would|can|shall) be\s(?:\w{1,14}\s)?$")
_SIGNED = re.compile(r"sign(?:s|ed|ing)? (?:with|for|as|at|in|on|before|after|when|while|by|what|there|here)\b")
"""Signing of which nothing says what is signed ("signed with a borrowed pen")."""
_MODAL = re.compile(r"(?:will|would)\s")
_PRONOUNS = frozenset({"it", "they", "we", "i", "he", "she", "also", "and", "now"})
_FREE = re.compile(r"\bwhat\s(?:(?!\b(?:is|was|are|were|did|does|do)\b)[^,;.?]){1,60}$")
"""What stands before a verb whose object is "what" ("what the union wants is time")."""
_SUPPOSING = re.compile(r"should\b")
_STARTS = re.compile(r"(?:^|[,;:—–(“\"])\s?$")
_FOLLOWS = re.compile(r"would (?:have|need) to be\b")
"""What would come of something, said as if it were asked for ("operations would have to be put off")."""
_LASTING = re.compile(r"\b(?:last\w{0,3}|stay\w{0,2}|remain\w{0,2}|endur\w{0,3})\s$")
_BRIDGED = re.compile(
    r"(?<!fail to )(?<!failed to )(?<!not )(?<!unable to )\b"
    r"(?:narrow|bridg|overc[ao]m|resolv|settl|iron|reduc|put aside)\w{0,4}\s(?:out\s)?(?:\w{1,9}\s){0,2}$"
)
_MORE = re.compile(r"\s(?:\w{1,9}\s)?(?:more|less|better|higher|lower|beyond|above)\b")
"""What follows a word that is denied only beyond a bound ("never offered more than six")."""
_ASIDE = re.compile(r"(?:\b(?:since|after|when|before|because|until)\s|, (?:which|who|whose|where)\b)[^,;]*$")
"""What opens a clause that only adds when or why something is so."""
_RELATIVE = re.compile(r"\b(?:that|which|whom)\s")
_EXCHANGE = re.compile(r"in (?:return|exchange) for")
_ENDED = re.compile(r"[,;—–]")

_PARTICIPLES = frozenset({"sought", "put", "set", "shot", "thrown", "taken"})

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of the verbs that make a sentence."""
POSITIVE = {"supports", "accepts", "offers", "open"}
UNCHANGED = {"wary", "open", "divided", "unknown"}
"""Stances whose words are adjectives after "is", no passives."""

FORWARD = (" about",)
"""Ends of cues that speak only of what follows them."""

SETTLED = ("agreed", "accepted", "signed")
"""How cues begin that tell of a deal that is done."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that bears on it: folded text, the wordings that meet it, stances and conditions."""

    reading: Reading
    text: str
    sentence: Sentence
    said: list[Said]
    stances: list[Hit]
    conditions: list[Hit]

    def between(self, start: int, end: int) -> str:
        """The folded words of a stretch within the sentence."""
        return self.text[max(self.sentence.start, start) : end]


@dataclass(frozen=True, slots=True)
class Governed:
    """The stance that governs a term: the words that show it, and whether the speaker or the subject holds it."""

    stance: Stance
    cue: Hit | None
    by_speaker: bool


_NOUN = frozenset({"NN", "NNS"})


def meant(reading: Reading, text: str, lens: Lens, sentence: Sentence) -> list[Hit]:
    """Stances of a sentence; a noun ("proposal") counts only beside whose it is ("the union's", "by the union").

    A word that a longer cue without a stance begins with ("suggested that it rained") shows none.
    """
    silent = {hit.start: hit.end for hit in lens.silent.find(text, sentence.start, sentence.end)}
    if _asks(reading, sentence):
        return []
    return [
        hit
        for hit in lens.stance_terms.find(text, sentence.start, sentence.end)
        if not (is_noun(reading, hit) and _is_nobodys(reading.report.text, hit))
        and not _describes(reading, hit)
        and not _GIVEN_UP.search(text[max(sentence.start, hit.start - 30) : hit.start])
        and silent.get(hit.start, 0) <= hit.end
        and is_held(reading, text, sentence, hit)
        and not _is_supposed(text, sentence, hit)
        and not (
            _SIGNED.match(text, hit.start) and not _BE.search(text[max(sentence.start, hit.start - 24) : hit.start])
        )
        and not (hit.key.startswith("accepts/") and _DUE.search(text, max(sentence.start, hit.start - 30), hit.start))
        and not (_MODAL.match(text, hit.start) and hit.key.startswith("offers/") and not _acts(reading, hit))
    ]


def _asks(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence asks something, which tells of nobody where they stand."""
    return reading.report.text[sentence.start : sentence.end].rstrip(" ”\"'’»").endswith("?")


def _is_supposed(text: str, sentence: Sentence, hit: Hit) -> bool:
    """Whether a word shows no stance where it stands: an open relative, a supposition, a difference that is over."""
    before = text[max(sentence.start, hit.start - 70) : hit.start]
    if hit.key.startswith("divided/"):
        return text.startswith("differences", hit.start) and bool(_BRIDGED.search(before))
    if hit.key.startswith("conditional/"):
        return bool(_LASTING.search(before))
    opens = _SUPPOSING.match(text, hit.start) and _STARTS.search(before)
    return bool(opens) or bool(_FOLLOWS.match(text, max(sentence.start, hit.start - 6))) or bool(_FREE.search(before))


def _describes(reading: Reading, hit: Hit) -> bool:
    """Whether a word only says what kind the noun behind it is ("approval rating"), or what it is held to be.

    "A plan that they considered" may be open to it; "considered a moderate" and "considered it secret" are not.
    """
    tokens = reading.tokens
    at = bisect_left(tokens, hit.start, key=lambda token: token.start)
    after = bisect_left(tokens, hit.end, key=lambda token: token.start)
    if after - at != 1 or after >= len(tokens):
        return False
    if tokens[at].tag in _NOUN and tokens[after].tag in {"NN", "NNS"}:
        return True
    held = reading.report.text[hit.start : hit.end].lower() == "considered"
    return held and (tokens[at].tag == "VBN" or tokens[after].tag in {"PRP", "JJ"})


def _acts(reading: Reading, hit: Hit) -> bool:
    """Whether the word before a promise ("will pay") can be a side's: a name, a pronoun or a noun for a body."""
    words = reading.report.text[max(0, hit.start - 30) : hit.start].split()
    last = words[-1] if words else ""
    return last[:1].isupper() or last.lower() in _PRONOUNS or singular(last) in bodies()


def is_noun(reading: Reading, hit: Hit) -> bool:
    """Whether a stance of the subject is told by a noun ("the union's demand")."""
    token = bisect_left(reading.tokens, hit.start, key=lambda t: t.start)
    tagged = token < len(reading.tokens) and reading.tokens[token].tag.startswith("NN")
    return tagged and hit.key.endswith("/subject")


def _is_nobodys(text: str, hit: Hit) -> bool:
    return not _OWNED.search(text[max(0, hit.start - 40) : hit.start]) and not BY.match(text, hit.end)


def voice(scene: Scene, term: Hit) -> Said | None:
    """The wording whose content holds the term: the outermost that takes a stance, else the innermost."""
    holding = sorted((s for s in scene.said if s.holds(term.start)), key=lambda s: (s.end - s.start, s.start))
    real = [s for s in holding if s.attribution.cue is None or _is_told(scene, s.attribution.cue.start)]
    taking = [said for said in real if said.attribution.stance is not None]
    return taking[-1] if taking else real[0] if real else None


def _is_told(scene: Scene, cue: int) -> bool:
    return not supposed(scene, cue) and not is_given_up(scene, cue)


def is_given_up(scene: Scene, place: int) -> bool:
    """Whether what stands at a place is said to be dropped ("withdrew its objections")."""
    return bool(_GIVEN_UP.search(scene.between(place - 30, place)))


def supposed(scene: Scene, place: int) -> bool:
    """Whether a place stands in a condition ("if they agree to it"), so that nothing is told there as a fact."""
    before = [hit for hit in scene.conditions if hit.end <= place]
    return bool(before) and not _ENDED.search(scene.text, before[-1].end, place)


def governing(scene: Scene, term: Hit, said: Said | None) -> Governed | None:
    """The stance of the cue, else the first in the term's clause, else the first before it in the same content."""
    reaching = [hit for hit in scene.stances if _same_voice(hit, said, scene) and _reaches(scene, hit, term)]
    within = [hit for hit in reaching if ";" not in scene.text[hit.end : term.start]]
    start, end = clause(scene, term)
    in_clause = [hit for hit in within if start <= hit.start < end]
    before = [hit for hit in in_clause if hit.start <= term.start]
    if not before and not _has_verb(scene, start, term.start):
        before = [hit for hit in within if hit.start < term.start]
    chosen = before[0] if before else in_clause[0] if in_clause else None
    if said is not None and said.attribution.stance is not None and not _has_own(scene, chosen, said, start):
        fuller = next((hit for hit in scene.stances if _says_more(hit, said)), None)
        found = from_hit(scene, fuller) if fuller else Governed(said.attribution.stance, None, True)
    else:
        found = from_hit(scene, chosen) if chosen else None
    return None if found and _is_left_out(scene, found, term, said) else found


def _has_verb(scene: Scene, start: int, end: int) -> bool:
    """Whether a finite verb stands in a stretch, which then tells something of its own."""
    tokens = scene.reading.tokens
    first, last = (bisect_left(tokens, place, key=lambda t: t.start) for place in (start, end))
    return any(token.tag in FINITE for token in tokens[first:last])


def _reaches(scene: Scene, hit: Hit, term: Hit) -> bool:
    """Whether a stance can govern a term: from before it, or from behind it as a predicate, passive or relative."""
    if hit.start < term.end:
        aside = _ASIDE.search(scene.text, hit.end, term.start) and hit.key.endswith("/subject")
        return (hit.end <= term.start or hit.start == term.start) and not aside and not supposed(scene, hit.start)
    words = scene.text[hit.start : hit.end]
    if hit.key.endswith("/speaker"):
        return not words.endswith(FORWARD)
    if hit.key.startswith("conditional/") or "condition" in words:
        return True
    return is_passive(scene, hit) or bool(_RELATIVE.search(scene.text, term.end, hit.start))


def _is_left_out(scene: Scene, found: Governed, term: Hit, said: Said | None) -> bool:
    """Whether what is rejected is that the term's matter was left out, which says nothing against the matter."""
    cue = said.attribution.cue if said else None
    start = found.cue.end if found.cue else cue.end if cue else term.start
    return found.stance == "rejects" and bool(_LEFT_OUT.search(scene.text, min(start, term.start), term.start))


def _says_more(hit: Hit, said: Said) -> bool:
    """Whether a stance of the lens reaches beyond the cue ("agreed to provide"), or is a refusal within it."""
    cue = said.attribution.cue
    if cue is None or not cue.start <= hit.start < cue.end:
        return False
    return cue.end < hit.end or hit.key.startswith("rejects/")


def _same_voice(hit: Hit, said: Said | None, scene: Scene) -> bool:
    """Whether a stance stands in the same content as the term, in its cue, or, as the term, in nobody's."""
    if said is None:
        return not any(other.holds(hit.start) for other in scene.said)
    cue = said.attribution.cue
    return said.holds(hit.start) or (cue is not None and cue.start < hit.end and hit.start < cue.end)


def clause(scene: Scene, term: Hit) -> tuple[int, int]:
    """Where the term's clause starts and ends."""
    bounds = [m.start() for m in _CLAUSE.finditer(scene.text, scene.sentence.start, scene.sentence.end)]
    start = max((b for b in bounds if b <= term.start), default=scene.sentence.start)
    return start, min((b for b in bounds if b > term.start), default=scene.sentence.end)


def _has_own(scene: Scene, hit: Hit | None, said: Said, clause_start: int) -> bool:
    """Whether a stance inside what is said counts before the cue's: it has a subject, or a clause of its own."""
    if hit is None or not said.holds(hit.start) or not hit.key.endswith("/subject"):
        return False
    cue = said.attribution.cue
    return _subject_word(scene, hit) or (cue is not None and cue.end <= clause_start <= hit.start)


def _subject_word(scene: Scene, hit: Hit) -> bool:
    """Whether a capitalised word stands shortly before a stance, which then has a subject of its own."""
    before = scene.reading.report.text[max(scene.sentence.start, hit.start - 40) : hit.start]
    return any(word[0].isupper() for word in before.split()[1:])


def from_hit(scene: Scene, hit: Hit) -> Governed | None:
    """The stance of a word, turned round by a negative before it."""
    name, _, holder = hit.key.partition("/")
    stance: Stance = name  # type: ignore[assignment]  # keys are validated as stances when the lens is read
    negated = bool(_NOT.search(scene.between(hit.start - 60, hit.start)))
    if negated:
        yielding = stance == "demands" and scene.text.startswith("insist", hit.start)
        if not yielding and (stance not in POSITIVE | {"rejects"} or _MORE.match(scene.text, hit.end)):
            return None
        stance = "open" if yielding or stance == "rejects" else "rejects"
    return Governed(stance, hit, holder == "speaker")


def is_passive(scene: Scene, cue: Hit) -> bool:
    """Whether the cue is a passive, whose agent holds the stance."""
    first = scene.text[cue.start : cue.end].split()[0]
    before = scene.between(cue.start - 30, cue.start)
    named = scene.text.startswith(" by ", cue.end)
    return (
        ((first.endswith("ed") and first not in felt()) or first in _PARTICIPLES)
        and cue.key.split("/")[0] not in UNCHANGED
        and (named or bool(_BE.search(before)))
    )


@dataclass(frozen=True, slots=True)
class Conditioned:
    """A stance after its condition was weighed, and the condition's words; no stance for what only may go wrong."""

    stance: Stance | None
    condition: Span | None = None


def conditioned(scene: Scene, governed: Governed, term: Hit, said: Said | None) -> Conditioned:
    """A positive stance with a condition is conditional; what the condition names is demanded in return."""
    start = governed.cue.start if governed.cue else scene.sentence.start
    behind = (hit for hit in scene.conditions if hit.start > start and (said is None or said.holds(hit.start)))
    condition = next((hit for hit in behind if not _UNCONDITIONAL.search(scene.text[: hit.start][-8:])), None)
    named = governed.cue is not None and is_noun(scene.reading, governed.cue)
    if condition and governed.stance == "demands" and term.start > condition.start and not named:
        return Conditioned(None if scene.text.startswith("if ", condition.start) else governed.stance)
    if condition is None or named or governed.stance not in POSITIVE or _is_settled(scene, governed, condition, said):
        return Conditioned(governed.stance)
    if term.start > condition.start:
        mishap = scene.text.startswith("if", condition.start) and _MISHAP.search(
            scene.text, condition.end, scene.sentence.end
        )
        return Conditioned(None if mishap else "demands")
    return Conditioned("conditional", Span(scene.reading.report.id, condition.start, scene.sentence.end))


def _is_settled(scene: Scene, governed: Governed, condition: Hit, said: Said | None) -> bool:
    """Whether a deal was made in return for something, so that nothing is asked any more."""
    cue = governed.cue or (said.attribution.cue if said else None)
    words = scene.text[cue.start : cue.end] if cue else ""
    return words.startswith(SETTLED) and bool(_EXCHANGE.match(scene.text, condition.start))
