"""Where each party stands on each issue: every term of an issue beside the stance that governs it and who holds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from parley.compose.cast import Cast
from parley.compose.lens import Lens
from parley.compose.said import Said, around
from parley.compose.terms import Hit, fold
from parley.reading import Reading, Sentence, Stance
from parley.report import RUNNING, Span

_CLAUSE = re.compile(r";|—|–| but | while | whereas | although | even though |, and (?=\w)|, though ")
_NOT = re.compile(r"(?:\bnot|n't|\bnever|\bno longer|\bwithout|\bneither|\bnor)\s(?:\w{1,12}\s){0,2}$")
_BY = re.compile(r"\s(?:\w{1,20}\s){0,2}by\s(?:the\s)?")

POSITIVE = {"supports", "accepts", "offers", "open"}


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
                list(lens.stance_terms.find(text, sentence.start, sentence.end)),
                list(lens.conditions.find(text, sentence.start, sentence.end)),
            )
            yield from chain.from_iterable(_stand(scene, term, cast) for term in issues)


def _stand(scene: Scene, term: Hit, cast: Cast) -> Iterator[Stand]:
    said = _innermost(scene, term)
    governed = _governing(scene, term, said)
    if governed is None:
        return
    holder = _holder(scene, governed, said, cast)
    party = cast.party(holder)
    if holder is None or party is None:
        return
    stance, condition = _conditioned(scene, governed, term)
    speaker = said.statement.speaker if said else None
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
    )


def _innermost(scene: Scene, term: Hit) -> Said | None:
    """The wording whose content holds the term; of several, the shortest."""
    holding = [said for said in scene.said if said.holds(term.start)]
    return min(holding, key=lambda said: (said.end - said.start, said.start), default=None)


def _governing(scene: Scene, term: Hit, said: Said | None) -> Governed | None:
    """The stance of the cue, else the first in the term's clause, else the first before it in the same content."""
    within = [hit for hit in scene.stances if _same_voice(hit, said, scene) and not _overlap(hit, term)]
    start, end = _clause(scene, term)
    clause = [hit for hit in within if start <= hit.start < end]
    before = [hit for hit in clause if hit.start < term.start] or [hit for hit in within if hit.start < term.start]
    chosen = before[0] if before else clause[0] if clause else None
    if said is not None and said.attribution.stance is not None and not _own_subject(scene, chosen, said):
        return Governed(said.attribution.stance, None, True)
    return _from_hit(scene, chosen) if chosen else None


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


def _holder(scene: Scene, governed: Governed, said: Said | None, cast: Cast) -> str | None:
    """Who holds the stance: the agent after "by", the subject before it, or the speaker."""
    speaker = said.statement.speaker if said else None
    cue = governed.cue
    in_cue = said is not None and cue is not None and not said.holds(cue.start)
    if governed.by_speaker or in_cue or cue is None:
        return speaker
    report = scene.reading.report.id
    if by := _BY.match(scene.text, cue.end):
        agents = [m for m in cast.within(report, cue.end, by.end() + 40) if cast.party(m.entity)]
        if agents:
            return agents[0].entity
    bounds = [s.start for s in said.content if s.start <= cue.start] if said else []
    start = max([scene.sentence.start, *bounds])
    subjects = [m for m in cast.within(report, start, cue.start) if cast.party(m.entity)]
    return _subject(scene, [m.start for m in subjects], [m.entity for m in subjects], cue) or speaker


_PREPOSED = re.compile(r"\b(?:with|to|from|of|in|on|against|between|by|for|and|at|into|over)\s(?:the\s)?$")


def _subject(scene: Scene, starts: list[int], entities: list[str], cue: Hit) -> str | None:
    """The nearest party before a stance that no preposition governs; failing that the nearest."""
    free = [
        entity
        for start, entity in zip(starts, entities, strict=True)
        if not _PREPOSED.search(scene.text[max(scene.sentence.start, start - 16) : start])
    ]
    nearest = free or entities
    return nearest[-1] if nearest else None


def _conditioned(scene: Scene, governed: Governed, term: Hit) -> tuple[Stance, Span | None]:
    """A positive stance with a condition is conditional; what the condition names is demanded in return."""
    start = governed.cue.start if governed.cue else scene.sentence.start
    condition = next((hit for hit in scene.conditions if hit.start > start), None)
    if condition is None or governed.stance not in POSITIVE:
        return governed.stance, None
    if term.start > condition.start:
        return "demands", None
    return "conditional", Span(scene.reading.report.id, condition.start, scene.sentence.end)


def _evidence(scene: Scene, said: Said | None) -> tuple[Span, ...]:
    if said is not None:
        return said.content
    return (scene.reading.report.span(scene.sentence.start, scene.sentence.end),)
