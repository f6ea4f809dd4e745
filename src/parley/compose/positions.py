"""Where each party stands on each issue: every term of an issue beside the stance that governs it and who holds it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from parley.compose.cast import Cast, Named
from parley.compose.lens import Lens
from parley.compose.said import Said, around
from parley.compose.terms import Hit, fold
from parley.reading import Reading, Sentence, Stance
from parley.report import RUNNING, Span

_CLAUSE = re.compile(r";|—|–| but | while | whereas | although | even though |, and (?=\w)|, though ")
_NOT = re.compile(r"(?:\bnot|n't|\bnever|\bno longer|\bwithout|\bneither|\bnor)\s(?:\w{1,12}\s){0,2}$")
_BE = re.compile(r"\b(?:been|was|were|is|are|be|being)\s(?:\w{1,14}ly\s)?$")
_PREPOSED = re.compile(r"\b(?:with|to|from|of|in|on|against|between|by|for|at|into|over)\s(?:the\s)?$")
_OURSELVES = re.compile(r"\b(?:i|we)\b")
_AND = re.compile(r"(?:'s|s')?(?:,|\sand|,\sand|\sor)\s(?:the\s)?")
_OWNED = re.compile(
    r"(?:\b(?!(?:The|An?|Any|This|That|These|Those|No|Some|All|Its?)\b)[A-Z][\w.]*|['’]s|s['’]|\b(?:its|their|his|her|our|my))"
    r"\s(?:[a-z]{1,14}\s)?$"
)
_UNCONDITIONAL = re.compile(r"\b(?:even|as|what)\s$")
_BY = re.compile(r"\s(?:\w{1,20}\s){0,2}by\s(?:the\s)?")

FOCUS = 130
"""Characters of the words that sum up a position."""

POSITIVE = {"supports", "accepts", "offers", "open"}
UNCHANGED = {"wary", "open", "divided", "unknown"}
"""Stances whose words are adjectives after "is", no passives."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One party's stance on one issue at one place of one report, with what shows it."""

    issue: str
    party: str
    stance: Stance
    evidence: tuple[Span, ...]
    statement: str | None
    day: str | None
    by: str | None
    account: str | None
    condition: Span | None
    cue: str
    """The words by which the stance shows."""
    focus: Span
    """The clause in which the issue is named, at most FOCUS characters of it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that bears on it: folded text, the wordings that meet it, stances and conditions."""

    reading: Reading
    text: str
    sentence: Sentence
    said: list[Said]
    stances: list[Hit]
    conditions: list[Hit]


@dataclass(frozen=True, slots=True)
class Governed:
    """A term and the stance that governs it: the words, the stance, and whether the speaker or the subject holds it."""

    stance: Stance
    cue: Hit | None
    by_speaker: bool


def stands(reading: Reading, said: tuple[Said, ...], lens: Lens, cast: Cast) -> Iterator[Stand]:
    """Every stand that a report's running text shows, in order; headings are passed over."""
    text = fold(reading.report.text)
    for sentence in reading.sentences:
        kind = reading.report.blocks[sentence.block].kind
        if kind not in RUNNING or kind == "heading":
            continue
        issues = list(lens.issue_terms.find(text, sentence.start, sentence.end))
        if issues:
            scene = Scene(
                reading,
                text,
                sentence,
                around(said, sentence.start, sentence.end),
                _meant(reading, text, lens, sentence),
                list(lens.conditions.find(text, sentence.start, sentence.end)),
            )
            yield from chain.from_iterable(_stand(scene, term, cast) for term in issues)


def _meant(reading: Reading, text: str, lens: Lens, sentence: Sentence) -> list[Hit]:
    """Stances of a sentence; a noun ("proposal") counts only beside whose it is ("the union's", "by the union")."""
    kept = []
    for hit in lens.stance_terms.find(text, sentence.start, sentence.end):
        token = bisect_left(reading.tokens, hit.start, key=lambda t: t.start)
        noun = (
            hit.key.endswith("/subject") and token < len(reading.tokens) and reading.tokens[token].tag.startswith("NN")
        )
        if (
            not noun
            or _OWNED.search(reading.report.text[max(0, hit.start - 40) : hit.start])
            or _BY.match(text, hit.end)
        ):
            kept.append(hit)
    return kept


def _stand(scene: Scene, term: Hit, cast: Cast) -> Iterator[Stand]:
    said = _voice(scene, term)
    governed = _governing(scene, term, said)
    if governed is None:
        return
    stance, condition = _conditioned(scene, governed, term, said)
    speaker = said.statement.speaker if said else None
    for holder in _holders(scene, governed, said, cast):
        party = cast.party(holder)
        if party is None:
            continue
        own = cast.party(speaker) == party
        yield Stand(
            issue=term.key,
            party=party,
            stance=stance,
            evidence=_evidence(scene, said),
            statement=said.statement.id if said else None,
            day=(said.statement.day if said else None) or scene.reading.report.day,
            by=next((who for who in (speaker if own else None, holder) if who and who != party), None),
            account=speaker if speaker and not own else None,
            condition=condition,
            cue=scene.reading.report.text[governed.cue.start : governed.cue.end] if governed.cue else "",
            focus=_focus(scene, term, said),
        )


def _voice(scene: Scene, term: Hit) -> Said | None:
    """The wording whose content holds the term: the outermost that takes a stance, else the innermost."""
    holding = sorted((s for s in scene.said if s.holds(term.start)), key=lambda s: (s.end - s.start, s.start))
    taking = [said for said in holding if said.attribution.stance is not None]
    return taking[-1] if taking else holding[0] if holding else None


def _governing(scene: Scene, term: Hit, said: Said | None) -> Governed | None:
    """The stance of the cue, else the first in the term's clause, else the first before it in the same content."""
    within = [hit for hit in scene.stances if _same_voice(hit, said, scene) and not _overlap(hit, term)]
    start, end = _clause(scene, term)
    clause = [hit for hit in within if start <= hit.start < end]
    before = [hit for hit in clause if hit.start < term.start] or [hit for hit in within if hit.start < term.start]
    chosen = before[0] if before else clause[0] if clause else None
    if said is not None and said.attribution.stance is not None and not _own_subject(scene, chosen, said):
        fuller = next((hit for hit in scene.stances if _says_more(hit, said)), None)
        return _from_hit(scene, fuller) if fuller else Governed(said.attribution.stance, None, True)
    return _from_hit(scene, chosen) if chosen else None


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


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _clause(scene: Scene, term: Hit) -> tuple[int, int]:
    bounds = [m.start() for m in _CLAUSE.finditer(scene.text, scene.sentence.start, scene.sentence.end)]
    start = max((b for b in bounds if b <= term.start), default=scene.sentence.start)
    return start, min((b for b in bounds if b > term.start), default=scene.sentence.end)


def _own_subject(scene: Scene, hit: Hit | None, said: Said) -> bool:
    """Whether a stance inside what is said is of the subject's kind, so that somebody else may hold it."""
    return hit is not None and said.holds(hit.start) and hit.key.endswith("/subject") and _subject_word(scene, hit)


def _subject_word(scene: Scene, hit: Hit) -> bool:
    """Whether a capitalised word stands shortly before a stance, which then has a subject of its own."""
    before = scene.reading.report.text[max(scene.sentence.start, hit.start - 40) : hit.start]
    return any(word[0].isupper() for word in before.split()[1:])


def _from_hit(scene: Scene, hit: Hit) -> Governed | None:
    name, _, holder = hit.key.partition("/")
    stance: Stance = name  # type: ignore[assignment]  # keys are validated as stances when the lens is read
    negated = bool(_NOT.search(scene.text[max(scene.sentence.start, hit.start - 40) : hit.start]))
    if negated:
        if stance not in POSITIVE | {"rejects"}:
            return None
        stance = "open" if stance == "rejects" else "rejects"
    return Governed(stance, hit, holder == "speaker")


def _holders(scene: Scene, governed: Governed, said: Said | None, cast: Cast) -> tuple[str, ...]:
    """Who holds the stance: the agent after "by", the subjects before it, or the speaker."""
    speaker = _speakers(scene, said, cast) if said else ()
    cue = governed.cue
    in_cue = said is not None and cue is not None and not said.holds(cue.start)
    if governed.by_speaker or in_cue or cue is None:
        return speaker
    if _is_passive(scene, cue):
        return _agent(scene, cue, cast) or speaker
    start = max(scene.sentence.start, min(span.start for span in said.content)) if said else scene.sentence.start
    before = list(cast.within(scene.reading.report.id, start, cue.start))
    return _subjects(scene, before, cue, cast) or speaker


def _speakers(scene: Scene, said: Said, cast: Cast) -> tuple[str, ...]:
    """The speaker, with the parties that the source joins to it by "and"."""
    speaker = said.statement.speaker
    source = said.attribution.source
    named = cast.within(source.report, source.start, source.end) if source else ()
    joined = [
        m.entity
        for m, after in pairwise(named)
        if _AND.fullmatch(scene.text[m.end : after.start]) and cast.party(m.entity) == m.entity
    ]
    return tuple(dict.fromkeys([*joined, *(m.entity for m in named[-1:] if joined), *([speaker] if speaker else [])]))


def _is_passive(scene: Scene, cue: Hit) -> bool:
    first = scene.text[cue.start : cue.end].split()[0]
    before = scene.text[max(scene.sentence.start, cue.start - 30) : cue.start]
    return first.endswith("ed") and cue.key.split("/")[0] not in UNCHANGED and bool(_BE.search(before))


def _agent(scene: Scene, cue: Hit, cast: Cast) -> tuple[str, ...]:
    by = _BY.match(scene.text, cue.end)
    agents = cast.within(scene.reading.report.id, cue.end, by.end() + 40) if by else ()
    return tuple(m.entity for m in agents if cast.party(m.entity))[:1]


def _subjects(scene: Scene, before: list[Named], cue: Hit, cast: Cast) -> tuple[str, ...]:
    """The nearest party that no preposition governs, with those joined to it by "and"; nobody where "we" is nearer."""
    if before and before[-1].end >= cue.start - 2 and (capital := cast.capitals.get(before[-1].entity)):
        return (capital,)
    before = [m for m in before if cast.party(m.entity)]
    free = [m for m in before if not _PREPOSED.search(scene.text[max(scene.sentence.start, m.start - 16) : m.start])]
    nearest = free or before
    if not nearest or _OURSELVES.search(scene.text[nearest[-1].end : cue.start]):
        return ()
    joined = [nearest[-1]]
    for earlier in reversed(before[: before.index(nearest[-1])]):
        if not _AND.fullmatch(scene.text[earlier.end : joined[-1].start]):
            break
        joined.append(earlier)
    return tuple(dict.fromkeys(m.entity for m in reversed(joined)))


def _conditioned(scene: Scene, governed: Governed, term: Hit, said: Said | None) -> tuple[Stance, Span | None]:
    """A positive stance with a condition is conditional; what the condition names is demanded in return."""
    start = governed.cue.start if governed.cue else scene.sentence.start
    behind = (hit for hit in scene.conditions if hit.start > start and (said is None or said.holds(hit.start)))
    condition = next((hit for hit in behind if not _UNCONDITIONAL.search(scene.text[: hit.start][-8:])), None)
    if condition is None or governed.stance not in POSITIVE:
        return governed.stance, None
    if term.start > condition.start:
        return "demands", None
    return "conditional", Span(scene.reading.report.id, condition.start, scene.sentence.end)


def _focus(scene: Scene, term: Hit, said: Said | None) -> Span:
    start, end = _clause(scene, term)
    held = next((s for s in said.content if s.start <= term.start < s.end), None) if said else None
    start, end = (max(start, held.start), min(end, held.end)) if held else (start, end)
    text = scene.reading.report.text
    while end - start > FOCUS and end > term.end and " " in text[term.end : end]:
        end = max(term.end, text.rfind(" ", start, end))
        if end <= start + FOCUS:
            break
    while end - start > FOCUS and (cut := text.find(" ", start, term.start)) >= 0:
        start = cut + 1
    words = text[start:end]
    start += len(words) - len(words.lstrip(" ,;—–-"))
    return scene.reading.report.span(start, max(start + 1, start + len(text[start:end].rstrip(" ,;—–-."))))


def _evidence(scene: Scene, said: Said | None) -> tuple[Span, ...]:
    if said is not None:
        return said.content
    return (scene.reading.report.span(scene.sentence.start, scene.sentence.end),)
