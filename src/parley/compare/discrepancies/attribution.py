"""Attributions: the same quoted words in the mouths of different speakers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.orphans import Orphans
from parley.compare.discrepancies.wordings import Quoted, quoted_sentences
from parley.compare.running import habits
from parley.compare.words import content, fold, in_order, words
from parley.reading import Attribution
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
ALIKE = 0.8
"""Wordings that share so much of the longer one in order are one wording."""
NAMED_BEFORE = 400
"""Letters before a pronoun within which its sentence names whom it stands for."""
NEAR = 24
"""Letters before "who" within which those begin for whom it stands."""
PRONOUN = 4
"""Letters of the longest pronoun that stands for a speaker."""
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
    """Groups of like wordings: each stands in the longest, or has nearly all of its words in order."""
    wordings: dict[tuple[str, ...], list[Uttered]] = defaultdict(list)
    for uttered in _uttered(ground):
        wordings[uttered.words.texts].append(uttered)
    runs: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for texts in sorted(wordings, key=lambda each: (-len(each), each)):
        near = dict.fromkeys(own for run in _runs(texts) for own in runs[run][:CROWD])
        longer = next((own for own in near if _is_of(texts, own)), None)
        if longer is not None:
            wordings[longer] += wordings.pop(texts)
            continue
        for run in _runs(texts):
            runs[run].append(texts)
    for texts in sorted(wordings):
        if len(wordings[texts]) > 1:
            yield wordings[texts][:CROWD]


def _runs(texts: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [texts[i : i + SHORTEST] for i in range(len(texts) - SHORTEST + 1)]


def _is_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one wording is an excerpt of another, or the other with few words changed."""
    size = len(short)
    if any(long[i : i + size] == short for i in range(len(long) - size + 1)):
        return size >= EXCERPT or 2 * size > len(long)
    return size >= EXCERPT and in_order(short, long) >= ALIKE * len(long)


def _uttered(ground: Ground) -> Iterator[Uttered]:
    yield from _attributed(ground)
    for orphan in Orphans(ground):
        if not _weighs(orphan.words):
            continue
        if orphan.owner is not None:
            yield Uttered(orphan.words, orphan.owner, orphan.signature, frozenset())
        elif orphan.announced and len(orphan.named) == 1:
            yield Uttered(orphan.words, orphan.named[0], orphan.lead, frozenset())


def _weighs(quoted_words: Quoted) -> bool:
    """Whether there are so many words that two people hardly say the same by chance."""
    weighty = [text for text in quoted_words.texts if text not in habits().light]
    return len(quoted_words.tokens) >= SHORTEST and len(weighty) >= WEIGHTY


def _attributed(ground: Ground) -> Iterator[Uttered]:
    offices = Offices(ground)
    for reading in ground.readings:
        report = reading.report.id
        for attribution in reading.attributions:
            speaker = offices.speaker(report, attribution)
            if speaker is None or attribution.kind == "indirect" or speaker.kind == "other":
                continue
            if attribution.speaker is not None and reading.entities[attribution.speaker].plural:
                continue
            parent = reading.attributions[attribution.parent].speaker if attribution.parent is not None else None
            others = frozenset(
                found for key in (attribution.via_entity, parent) if (found := ground.cast.id(report, key)) is not None
            )
            for quoted_words in quoted_sentences(reading, attribution.content):
                if _weighs(quoted_words):
                    yield Uttered(quoted_words, speaker, attribution.source, others)


class Offices:
    """Which named people bear which role, by the report that mentions them and the first word of the role."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._bearers: dict[tuple[str, str], dict[str, list[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(list))
        for entity in ground.entity.values():
            reports = {span.report for span in entity.mentions} if entity.kind == "person" and _named(entity) else ()
            for office in {content(words(role.text)) for role in entity.roles} - {()}:
                for report in reports:
                    self._bearers[report, office[0]][entity.id].append(office)

    def speaker(self, report: str, attribution: Attribution) -> Entity | None:
        """Who is said to have spoken; for a bare role ("the president") the one person of the report who bears it."""
        speaker = self._ground.speaker(report, attribution) or self._antecedent(attribution)
        if speaker is None or speaker.kind not in {"other", "person"} or _named(speaker) or attribution.source is None:
            return speaker
        said = content(words(self._ground.quote(attribution.source)))
        borne = self._bearers.get((report, said[0]), {}) if said else {}
        found = [who for who, offices in borne.items() if any(office[: len(said)] == said for office in offices)]
        return self._ground.entity[found[0]] if len(found) == 1 else speaker

    def _antecedent(self, attribution: Attribution) -> Entity | None:
        """Whom "who" stands for: the person named, or meant by a pronoun, right before it ("It was he who said")."""
        source = attribution.source
        if source is None or self._ground.quote(source).casefold() != "who":
            return None
        before = self._ground.mentions(Span(source.report, max(0, source.start - NEAR), source.start))
        last = max(before, key=lambda mention: mention.span, default=None)
        found = self._ground.cast.id(source.report, last.entity) if last else None
        entity = self._ground.entity.get(found) if found else None
        return entity if entity is not None and entity.kind == "person" else None


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


def _telling(ground: Ground, uttered: Uttered) -> Iterator[Span]:
    """The clause of the source, and for a pronoun the sentence that names whom it stands for."""
    if uttered.source is None:
        return
    yield ground.clause(uttered.source) or uttered.source
    start = uttered.source.start
    spans = (span for span in uttered.speaker.mentions if span.report == uttered.source.report)
    named = [span for span in spans if span.end - span.start > PRONOUN]
    before = [span for span in named if start - NAMED_BEFORE < span.start < start]
    if before and not any(uttered.source.meets(span) for span in named):
        yield ground.clause(max(before)) or max(before)


def _found(ground: Ground, sides: dict[str, list[Uttered]]) -> Discrepancy:
    values = [
        Value(
            ground.entity[speaker].name,
            tuple(span for each in told for span in (each.words.span, *_telling(ground, each))),
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
