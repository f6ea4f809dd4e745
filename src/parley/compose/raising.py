"""Stances on what no lens lists: each stance of a scene, who holds it, and the words that say what it is taken on."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parley.compose.cast import Cast
from parley.compose.governing import Governed, Scene, clause, from_hit, is_given_up, is_noun, is_passive, supposed
from parley.compose.holders import agent_of, is_several, opener_of, speakers, subject_of
from parley.compose.lens import weak
from parley.compose.said import Said
from parley.compose.terms import Hit
from parley.report import Span

_ON = re.compile(r"\s(?:for|to|that|of|on|over|against|about|in)\b")
"""What joins a noun of stance to its matter ("a demand for", "opposition to")."""


_ASKING = re.compile(
    r"(?:(?:has|have|had|is|are|was|were) )?"
    r"(?:urg|ask|tell|told|want|expect|call(?:s|ed|ing)? on|press|beg|invit|order|would like|request)"
)
_TO_DO = re.compile(r"(?<=\w) to (?=\w)(?!be\b)")
"""What stands between those of whom something is asked and what they shall do."""
_NONE = re.compile(r"\s?(?:(?:for|to|on)\s)?(?:no|nothing|none|neither)\b(?!\sless|\smore|\slater|\sfewer)")
_APPOSED = re.compile(r"an? [a-z]+")
"""A noun that says of what stands before it what it is ("a phrase the union rejects")."""
_DONE = re.compile(r"(?:to )?do(?:ne)?\s(?:with|about|to)\b")
_TURNED = frozenset({"demands", "offers", "accepts", "supports"})
_ANOTHER = re.compile(r"(?:,|\band|\bwhile)\s(?:the\s)?$")
_AMOUNT = re.compile(r",?\s(?:for\s|only\s)?(?=[$£€]?\d)")
"""What stands between another side and its amount where the verb is left out."""
_FRIENDLY = frozenset({"offers", "accepts", "supports", "open"})
"""Stances that raise an issue only by a word of stance; a cue that is likely to show one may only be polite."""
_NOT_ONE = re.compile(r"\b(?:no|none|neither|nothing|not (?:one|a single|any))\b[^,;:]*$")
"""A subject of which there is none ("no line about the police has been accepted")."""


BEFORE = 80
"""Characters before an apposition within which stands what it is about."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A stance, who holds it, the wording that tells it, and the stretch that says what it is taken on."""

    governed: Governed
    holders: tuple[str, ...]
    said: Said | None
    start: int
    end: int


def raised(scene: Scene, cast: Cast) -> Iterator[Raised]:
    """Stances by cue and by word, in order; none where the reading has no tags."""
    if not scene.reading.tokens:
        return
    for said in scene.said:
        yield from _by_cue(scene, said, cast)
        yield from _gapped(scene, said, cast)
    for hit in scene.stances:
        told = any(_is_cue(said, hit) and _tells(scene, said) for said in scene.said) or any(
            weak().find(scene.text, hit.start, hit.end)
        )
        if not told and not supposed(scene, hit.start):
            yield from _by_word(scene, hit, cast)


def _by_cue(scene: Scene, said: Said, cast: Cast) -> Iterator[Raised]:
    """What is said under a cue that takes a stance ("demanded", "ruled out"), in the sentence where it opens."""
    cue, stance, opens = said.attribution.cue, said.attribution.stance, said.content[0]
    if cue is None or stance is None or not scene.sentence.start <= opens.start < scene.sentence.end:
        return
    if _says_nothing(scene, cue, opens) or (stance in _FRIENDLY and not has_stance(scene, said)):
        return
    unsaid = supposed(scene, cue.start) or is_given_up(scene, cue.start) or _says_itself(scene, said)
    if not unsaid and _tells(scene, said):
        holders = _heard(scene, said, cue, cast)
        start, end = opens.start, min(opens.end, scene.sentence.end)
        if _is_apposed(scene, cue, opens):
            start, end = max(scene.sentence.start, opens.start - BEFORE), opens.start
        held = _of_nothing(scene, Governed(stance, None, True), opens.start)
        if opens.end <= cue.start and _NOT_ONE.search(scene.text, opens.start, opens.end):
            held = replace(held, stance="rejects")
        yield Raised(held, holders, said, _asked(scene, cue.start, start, end), end)


def _gapped(scene: Scene, said: Said, cast: Cast) -> Iterator[Raised]:
    """The stance that another side shares by a verb left out ("they asked for 14 percent and the pilots for 11")."""
    stance = said.attribution.stance
    if stance is None or said.attribution.kind != "indirect" or not has_stance(scene, said):
        return
    for span in said.content:
        for named in cast.within(span.report, span.start, span.end):
            met = _AMOUNT.match(scene.text, named.end, span.end)
            if met and cast.side(named.entity) and _ANOTHER.search(scene.text, span.start, named.start):
                yield Raised(Governed(stance, None, True), (named.entity,), None, met.end(), span.end)


def _heard(scene: Scene, said: Said, cue: Span, cast: Cast) -> tuple[str, ...]:
    """The speakers; the subject of the cue where none is known, or only places that act nowhere else."""
    known = speakers(scene, said, cast)
    source = said.attribution.source
    acting = [who for who in known if cast.entities[who].kind != "place" or who in cast.capitals or who in cast.bodies]
    if acting or (source is not None and is_several(scene, source)):
        return known
    return subject_of(scene, Hit(cue.start, cue.end, ""), scene.sentence.start, cast)


def _says_nothing(scene: Scene, cue: Span, content: Span) -> bool:
    """Whether a content names no matter: only what something is, or that something is done with it ("to do with")."""
    named = content.end <= cue.start and _APPOSED.fullmatch(scene.text, content.start, content.end)
    return bool(named and not _is_apposed(scene, cue, content)) or bool(
        _DONE.match(scene.text, content.start, content.end)
    )


def _is_apposed(scene: Scene, cue: Span, content: Span) -> bool:
    """Whether a content is only what some quoted words before it are ("“new facts”, a phrase the union rejects")."""
    quoted = scene.text[max(0, content.start - 3) : content.start].rstrip(" ,").endswith(('"', "”", "»"))
    return quoted and content.end <= cue.start and bool(_APPOSED.fullmatch(scene.text, content.start, content.end))


def _by_word(scene: Scene, hit: Hit, cast: Cast) -> Iterator[Raised]:
    """What a word takes a stance on: what follows it in its clause, or the subject of a passive."""
    holding = [said for said in scene.said if said.holds(hit.start)]
    said = min(holding, key=lambda s: (s.end - s.start, s.start)) if holding else None
    governed = from_hit(scene, hit)
    if governed is None or (is_noun(scene.reading, hit) and not _ON.match(scene.text, hit.end)):
        return
    start, end = _reach(scene, hit, said)
    if governed.by_speaker or governed.stance == "conditional":
        if said is not None:
            yield Raised(governed, speakers(scene, said, cast), said, start, end)
        elif governed.stance == "conditional":
            yield Raised(governed, opener_of(scene, hit, start, cast), said, start, hit.start)
    elif is_passive(scene, hit):
        none = governed.stance in _TURNED and _NOT_ONE.search(scene.text, start, hit.start)
        governed = replace(governed, stance="rejects") if none else governed
        yield Raised(governed, agent_of(scene, hit, cast), said, start, hit.start)
    else:
        held = _of_nothing(scene, governed, hit.end)
        yield Raised(held, subject_of(scene, hit, start, cast), said, _asked(scene, hit.start, hit.end, end), end)


def _asked(scene: Scene, cue: int, start: int, end: int) -> int:
    """Where what is asked for begins: behind those of whom it is asked ("urges shareholders to accept")."""
    asking = _ASKING.match(scene.text, cue, start)
    met = _TO_DO.search(scene.text, start, end) if asking else None
    tokens = scene.reading.tokens
    place = bisect_left(tokens, met.end(), key=lambda t: t.start) if met else len(tokens)
    return met.end() if met and place < len(tokens) and tokens[place].tag == "VB" else start


def _tells(scene: Scene, said: Said) -> bool:
    """Whether what is said is more than the condition that closes a sentence ("would pay out if trade grew")."""
    return said.attribution.stance is not None and not scene.text.startswith("if ", said.content[0].start)


def _says_itself(scene: Scene, said: Said) -> bool:
    """Whether the cue is no word of stance and the words said show one themselves ("said that they must leave")."""
    own = any(said.holds(hit.start) for hit in scene.stances)
    return own and not has_stance(scene, said)


def has_stance(scene: Scene, said: Said) -> bool:
    """Whether the cue itself is a word of stance ("call for"), not one that only tells who speaks ("said")."""
    return any(_is_cue(said, hit) for hit in scene.stances)


def _of_nothing(scene: Scene, governed: Governed, start: int) -> Governed:
    """A demand for nothing or an offer of none is a rejection ("it asked for no freeze", "they offered nothing")."""
    if governed.stance in _TURNED and _NONE.match(scene.text, start):
        return replace(governed, stance="rejects")
    return governed


def _reach(scene: Scene, hit: Hit, said: Said | None) -> tuple[int, int]:
    """The clause of a stance, within what is said where it is said."""
    start, end = clause(scene, hit)
    held = next((s for s in said.content if s.start <= hit.start < s.end), None) if said else None
    return (max(start, held.start), min(end, held.end)) if held else (start, end)


def _is_cue(said: Said, hit: Hit) -> bool:
    """Whether the stance stands in a cue of its own, which tells it already."""
    cue = said.attribution.cue
    return cue is not None and cue.start < hit.end and hit.start < cue.end and said.attribution.stance is not None
