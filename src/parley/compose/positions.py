"""Where each party stands on each issue: every term of an issue beside the stance that governs it and who holds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from parley.compose.cast import Cast, Named
from parley.compose.governing import BY, Governed, Scene, clause, conditioned, governing, is_passive, meant, voice
from parley.compose.lens import Lens
from parley.compose.said import Said, around
from parley.compose.terms import Hit, fold
from parley.reading import Reading, Stance
from parley.report import RUNNING, Span

_PREPOSED = re.compile(r"\b(?:with|to|from|of|in|on|against|between|by|for|at|into|over)\s(?:the\s)?$")
_OURSELVES = re.compile(r"\b(?:i|we)\b")
_OPENING = re.compile(r"^[\s,;—–-]{0,9}(?:(?:and|but|while|whereas|although|even though|though)\s)?")
_AND = re.compile(r"(?:'s|s')?(?:,|\sand|,\sand|\sor)\s(?:the\s)?")

FOCUS = 84
"""Characters of the words that sum up a position."""

LONGEST_NAME = 120
"""Characters within which a name that holds a term begins."""


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


def stands(reading: Reading, said: tuple[Said, ...], lens: Lens, cast: Cast) -> Iterator[Stand]:
    """Every stand that a report's running text shows, in order; headings are passed over."""
    text = fold(reading.report.text)
    for sentence in reading.sentences:
        kind = reading.report.blocks[sentence.block].kind
        if kind not in RUNNING or kind == "heading":
            continue
        named = lens.issue_terms.find(text, sentence.start, sentence.end)
        issues = [term for term in named if not _in_name(reading, term, cast)]
        if issues:
            scene = Scene(
                reading,
                text,
                sentence,
                [_heard(text, each, lens) for each in around(said, sentence.start, sentence.end)],
                meant(reading, text, lens, sentence),
                list(lens.conditions.find(text, sentence.start, sentence.end)),
            )
            yield from chain.from_iterable(_stand(scene, term, cast) for term in issues)


def _heard(text: str, said: Said, lens: Lens) -> Said:
    """What is said, without a stance where its cue is one of those that show none ("threatened", "vowed")."""
    cue = said.attribution.cue
    if cue is None or not any(lens.silent.find(text, cue.start, cue.end)):
        return said
    return replace(said, attribution=replace(said.attribution, stance=None))


def _in_name(reading: Reading, term: Hit, cast: Cast) -> bool:
    """Whether a term is only part of somebody's name ("Alliance of Small Island States"), which names no issue."""
    around_it = cast.within(reading.report.id, max(0, term.start - LONGEST_NAME), term.end)
    return any(
        m.start <= term.start
        and term.end <= m.end
        and m.end - m.start > term.end - term.start
        and reading.report.text[m.start].isupper()
        and cast.entities[m.entity].kind != "place"
        for m in around_it
    )


def _stand(scene: Scene, term: Hit, cast: Cast) -> Iterator[Stand]:
    said = voice(scene, term)
    governed = governing(scene, term, said)
    weighed = conditioned(scene, governed, term, said) if governed else None
    if governed is None or weighed is None or weighed.stance is None:
        return
    speaker = said.statement.speaker if said else None
    speaking = {cast.party(each) for each in _speakers(scene, said, cast)} if said else set()
    for holder in _holders(scene, governed, said, cast):
        party = cast.party(holder)
        if party is None:
            continue
        own = party in speaking
        by = (speaker if cast.party(speaker) == party else None, holder)
        yield Stand(
            issue=term.key,
            party=party,
            stance=weighed.stance,
            evidence=_evidence(scene, said),
            statement=said.statement.id if said else None,
            day=(said.statement.day if said else None) or scene.reading.report.day,
            by=next((who for who in by if who and who != party), None),
            account=speaker if speaker and not own else None,
            condition=weighed.condition,
            cue=scene.reading.report.text[governed.cue.start : governed.cue.end] if governed.cue else "",
            focus=_focus(scene, term, said),
        )


def _holders(scene: Scene, governed: Governed, said: Said | None, cast: Cast) -> tuple[str, ...]:
    """Who holds the stance: the agent after "by", the subjects before it, or the speaker."""
    speaker = _speakers(scene, said, cast) if said else ()
    cue = governed.cue
    in_cue = said is not None and cue is not None and not said.holds(cue.start)
    if governed.by_speaker or in_cue or cue is None:
        return speaker
    if is_passive(scene, cue):
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


def _agent(scene: Scene, cue: Hit, cast: Cast) -> tuple[str, ...]:
    by = BY.match(scene.text, cue.end)
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


def _focus(scene: Scene, term: Hit, said: Said | None) -> Span:
    start, end = clause(scene, term)
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
    start += len(words) - len(_OPENING.sub("", words))
    return scene.reading.report.span(start, max(start + 1, start + len(text[start:end].rstrip(" ,;—–-."))))


def _evidence(scene: Scene, said: Said | None) -> tuple[Span, ...]:
    if said is not None:
        return said.content
    return (scene.reading.report.span(scene.sentence.start, scene.sentence.end),)
