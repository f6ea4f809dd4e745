"""Attributions: the same quoted words in the mouths of different speakers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.wordings import Quoted, quoted_sentences
from parley.compare.running import habits
from parley.compare.words import fold
from parley.report import Span
from parley.story import Discrepancy, Entity, Reason, Value

SHORTEST = 5
"""Quoted words that are compared."""
WEIGHTY = 2
"""So many of them must be no grammar: "we will have to see" is anybody's."""
EXCERPT = 8
"""An excerpt of what another is quoted with has so many words, or most of them."""
APART = 7
"""Days between two reports from which on two people may have said the same."""
CROWD = 32
"""Of one wording in more places than this, the first alone are compared."""


@dataclass(frozen=True, slots=True)
class Uttered:
    """Quoted words, who is said to have said them, and the words that say so."""

    words: Quoted
    speaker: Entity
    source: Span | None
    others: frozenset[str]
    """Ids of those who passed them on or whose own words hold them."""


def attribution_discrepancies(ground: Ground) -> Iterator[Discrepancy]:
    """The same quoted words, attributed by two reports to people or parties of whom neither speaks for the other.

    Unnamed sources, groups, those who pass words on, a person and the party or body that it speaks for, and names that
    may be one person's make no discrepancy.
    """
    for told in _same_words(ground):
        sides = _sides(ground, told)
        if len(sides) > 1:
            yield _found(ground, sides)


def _same_words(ground: Ground) -> Iterator[list[Uttered]]:
    """Groups of like wordings: the whole of each stands in all, or in the longest."""
    wordings: dict[tuple[str, ...], list[Uttered]] = defaultdict(list)
    for uttered in _uttered(ground):
        wordings[uttered.words.texts].append(uttered)
    starts: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for texts in sorted(wordings, key=lambda each: (-len(each), each)):
        longer = next((own for own in starts[texts[:SHORTEST]][:CROWD] if _is_excerpt(texts, own)), None)
        if longer is None:
            starts[texts[:SHORTEST]].append(texts)
        else:
            wordings[longer] += wordings.pop(texts)
    for texts in sorted(wordings):
        if len(wordings[texts]) > 1:
            yield wordings[texts][:CROWD]


def _is_excerpt(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return long[: len(short)] == short and (len(short) >= EXCERPT or 2 * len(short) > len(long))


def _uttered(ground: Ground) -> Iterator[Uttered]:
    for reading in ground.readings:
        report = reading.report.id
        for attribution in reading.attributions:
            speaker = ground.speaker(report, attribution)
            if speaker is None or attribution.kind == "indirect" or speaker.kind == "other":
                continue
            if attribution.speaker is not None and reading.entities[attribution.speaker].plural:
                continue
            parent = reading.attributions[attribution.parent].speaker if attribution.parent is not None else None
            others = frozenset(
                found for key in (attribution.via_entity, parent) if (found := ground.cast.id(report, key)) is not None
            )
            for words in quoted_sentences(reading, attribution.content):
                weighty = [text for text in words.texts if text not in habits().light]
                if len(words.tokens) >= SHORTEST and len(weighty) >= WEIGHTY:
                    yield Uttered(words, speaker, attribution.source, others)


def _sides(ground: Ground, told: Sequence[Uttered]) -> dict[str, list[Uttered]]:
    """The speakers that exclude each other, with what they are said to have said."""
    by_speaker: dict[str, list[Uttered]] = defaultdict(list)
    for uttered in told:
        by_speaker[uttered.speaker.id].append(uttered)
    passed_on = frozenset(other for uttered in told for other in uttered.others)
    apart = [
        one
        for one in sorted(by_speaker)
        if one not in passed_on
        and any(
            _exclude(ground.entity[one], ground.entity[other])
            and _are_apart(ground, _reports(by_speaker[one]), _reports(by_speaker[other]))
            for other in by_speaker
        )
    ]
    return {one: by_speaker[one] for one in apart} if len(apart) > 1 else {}


def _are_apart(ground: Ground, ones: set[str], others: set[str]) -> bool:
    """Whether no report has both, and two of them are of nearly the same day."""
    near = any(ground.days_between(one, other) <= APART for one in ones for other in others)
    return near and not ones & others


def _reports(told: Sequence[Uttered]) -> set[str]:
    return {uttered.words.span.report for uttered in told}


def _exclude(one: Entity, other: Entity) -> bool:
    """Whether words of one cannot be words of the other."""
    if one.id == other.id:
        return False
    if one.kind == other.kind == "person":
        return not _may_be_one(one, other)
    sides = [each.id if each.kind == "party" else each.party for each in (one, other)]
    return None not in sides and sides[0] != sides[1]


def _may_be_one(one: Entity, other: Entity) -> bool:
    """Whether two people may be one whom the reports name or spell differently."""
    names = [{fold(name) for name in (each.name, *(v.text for v in each.variants))} for each in (one, other)]
    last = [{name.split()[-1] for name in own if name} for own in names]
    return any(OSA.distance(a, b) <= 2 for a in last[0] for b in last[1]) or not _named(one) or not _named(other)


def _named(entity: Entity) -> bool:
    return bool(entity.variants) and entity.name[:1].isupper()


def _found(ground: Ground, sides: dict[str, list[Uttered]]) -> Discrepancy:
    values = [
        Value(
            ground.entity[speaker].name,
            tuple(span for each in told for span in (each.words.span, each.source) if span is not None),
        )
        for speaker, told in sides.items()
    ]
    ways = [
        f"{value.value} in {ground.labels(span.report for span in value.evidence)}"
        for value in sorted(values, key=lambda value: value.evidence)
    ]
    spans = [each.words.span for told in sides.values() for each in told]
    words = quoted(ground.quote(min(spans, key=lambda span: (span.start - span.end, span))))
    names = listed([value.value for value in values])
    note = f"The words {words} are attributed to different speakers: {listed(ways)}."
    why = (
        Reason("same words in quotation marks", 1.0, f"the reports quote {words} alike"),
        Reason("speakers exclude each other", 1.0, f"none of {names} speaks for another"),
    )
    return discrepancy("attribution", values, note, why)
