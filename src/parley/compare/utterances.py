"""Utterances: the attributions of many readings as the comparison of wordings sees them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from parley.compare.meaning import Meanings, Sense, Vector
from parley.compare.memo import Memo
from parley.compare.resolve import Cast
from parley.compare.terms import Terms
from parley.compare.words import Rarity, content, fold, turned, words
from parley.reading import Attribution, Directness, Quotation, Reading
from parley.report import Report, Span
from parley.story import Entity

_LEADING = re.compile(r"^(?:that|how|whether)\s+")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d[\d.,]*")
_GAP = re.compile(r"[ \u00a0\u202f]")
_NONE = np.zeros(0, dtype=np.int64)
_NOTHING = np.zeros(0, dtype=np.float32)
PARTY = 0.5
"""A party tells less than its rarity says: whatever is said in a negotiation is said of one of them."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """An attribution as the comparison of wordings sees it."""

    report: str
    index: int
    attribution: Attribution
    speaker: str | None
    person: bool
    """Whether the speaker is a person known by name."""
    side: str | None
    """Id of the speaker's party, or of the speaker where there is none."""
    party: str | None
    """Id of the party that the speaker is or belongs to."""
    name: tuple[str, ...]
    """Words of the speaker's name; none where no report names the speaker."""
    source: frozenset[str]
    """Stems of the source's words; empty for a pronoun or where there is none."""
    published: str | None
    reports: frozenset[str]
    """Reports that give it in just these words."""
    text: str
    """The content folded, without a leading "that"."""
    quoted: tuple[str, ...]
    """What stands in quotation marks, folded."""
    stems: tuple[str, ...]
    weights: Mapping[str, float]
    numbers: frozenset[str]
    day: str | None
    medium: str | None
    place: frozenset[str]
    """Stems of the words for the medium or venue."""
    meaning: Vector | None = field(default=None, compare=False)
    negated: frozenset[str] = frozenset()
    """Those of the stems that are said not to be, by a negative before them or a cue that denies."""
    entities: frozenset[str] = frozenset()
    """Those of the stems that stand for somebody or something named."""
    heading: bool = False
    """Whether it stands in a headline, which the text below it may tell again."""
    sense: Sense | None = field(default=None, compare=False)
    """The stems with where each lies in meaning."""

    @property
    def kind(self) -> Directness:
        """Direct, indirect or mixed."""
        return self.attribution.kind

    @property
    def length(self) -> int:
        """Words of the content."""
        return self.text.count(" ") + 1


def utterances(readings: Sequence[Reading], cast: Cast, memo: Memo | None = None) -> tuple[Utterance, ...]:
    """Every attribution of the readings, in an order that depends on their words alone."""
    entities = {entity.id: entity for entity in cast.entities}
    named = {cast.id(r.report.id, mention.entity) for r in readings for mention in r.mentions if mention.form == "name"}
    people = frozenset(entity.id for entity in cast.entities if entity.kind == "person" and entity.id in named)
    kept = memo or Memo()
    found = [each for reading in readings for each in _kept(reading, cast, entities, kept)]
    rarity = Rarity.of(each.stems for each in found)
    lesser = {entity.id: PARTY for entity in cast.entities if entity.kind == "party"}
    numbers: dict[str, int] = {}
    weighed: list[Utterance] = []
    for each in found:
        weights = {stem: rarity.one(stem) for stem in each.stems}
        sense = each.sense and replace(
            each.sense,
            words=np.array([numbers.setdefault(stem, len(numbers)) for stem in each.stems], dtype=np.int64),
            weights=np.array([weights[stem] * lesser.get(stem, 1.0) for stem in each.stems], dtype=np.float32),
        )
        named_so = each.name if each.speaker in named else ()
        weighed.append(replace(each, person=each.speaker in people, name=named_so, weights=weights, sense=sense))
    return tuple(sorted(weighed, key=lambda each: (each.stems, each.report, each.index)))


def _kept(reading: Reading, cast: Cast, entities: Mapping[str, Entity], memo: Memo) -> tuple[Utterance, ...]:
    """The utterances of a reading, for as long as its entities and what is known of them stay the same."""
    here = (entities.get(cast.id(reading.report.id, entity.key) or "") for entity in reading.entities)
    ground = cast.of(reading), tuple((each.name, each.kind, each.party) if each else None for each in here)
    return memo.once("utterances", reading, ground, lambda: tuple(_utterances(reading, cast, entities)))


def _utterances(reading: Reading, cast: Cast, entities: Mapping[str, Entity]) -> Iterator[Utterance]:
    report = reading.report
    days = _days(reading)
    terms = Terms(reading, cast)
    meanings = Meanings(reading)
    marks = sorted(reading.quotations, key=_inner)
    for index, each in enumerate(reading.attributions):
        if not each.content:
            continue
        speaker = cast.id(report.id, each.speaker)
        entity = entities.get(speaker) if speaker else None
        texts = [report.quote(span) for span in each.content]
        told = terms.of(each.content)
        kept = [(term, span) for term, span in zip(told.features, told.spans, strict=True) if term != speaker]
        stems = tuple(term for term, _ in kept)
        medium = fold(report.quote(each.medium)) if each.medium else None
        yield Utterance(
            report=report.id,
            index=index,
            attribution=each,
            speaker=speaker,
            person=False,
            side=(entity.party or entity.id) if entity else None,
            party=(entity.id if entity.kind == "party" else entity.party) if entity else None,
            name=tuple(fold(entity.name).split()) if entity and entity.kind != "other" else (),
            source=_stems(reading, each.source),
            published=report.day,
            reports=frozenset({report.id}),
            text=_LEADING.sub("", fold(" ".join(texts))),
            quoted=tuple(_quoted(report, marks, each)),
            stems=stems,
            weights={},
            numbers=frozenset(_GAP.sub("", n).strip(".,") for text in texts for n in _NUMBER.findall(text)),
            day=days[index],
            medium=medium,
            place=_stems(reading, each.medium),
            meaning=meanings.of(each.content),
            negated=_negated(reading, each, frozenset(stems) - told.entities),
            entities=told.entities,
            heading=_is_heading(reading, each),
            sense=Sense(_NONE, meanings.each([span for _, span in kept]), _NOTHING),
        )


def _is_heading(reading: Reading, each: Attribution) -> bool:
    blocks = reading.report.blocks
    at = reading.sentences[each.sentence].block if each.sentence < len(reading.sentences) else len(blocks)
    return at < len(blocks) and blocks[at].kind in {"title", "heading"}


def _negated(reading: Reading, each: Attribution, told: frozenset[str]) -> frozenset[str]:
    text = reading.report.text
    inner = [word for span in each.content for word in words(text, span.start, span.end)]
    return turned(told, inner, words(text, each.cue.start, each.cue.end) if each.cue else ())


def _stems(reading: Reading, span: Span | None) -> frozenset[str]:
    return frozenset(content(words(reading.report.text, span.start, span.end))) if span else frozenset()


def _quoted(report: Report, marks: Sequence[Quotation], given: Attribution) -> Iterator[str]:
    """The quoted words of a content; `marks` are the report's quotations by the place of their words."""
    spans = given.content
    if given.kind == "direct":
        yield from (fold(report.quote(span)) for span in spans)
        return
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    for mark in marks[bisect_left(marks, first, key=_inner) :]:
        if mark.inner_start > last:
            break
        if any(span.start <= mark.inner_start and mark.inner_end <= span.end for span in spans):
            yield fold(report.text[mark.inner_start : mark.inner_end])


def _inner(mark: Quotation) -> int:
    """Where the quoted words begin."""
    return mark.inner_start


def _days(reading: Reading) -> list[str | None]:
    """The day of each utterance: its own, else that of the same speaker before it in the same paragraph."""
    found: list[str | None] = []
    latest: dict[tuple[int, int], str] = {}
    for each in reading.attributions:
        day = None
        if each.time is not None:
            time = reading.times[each.time]
            day = time.first if time.first == time.last else None
        if each.speaker is not None and each.sentence < len(reading.sentences):
            place = (each.speaker, reading.sentences[each.sentence].block)
            day = day or (latest.get(place) if each.kind != "indirect" else None)
            if day:
                latest[place] = day
        found.append(day)
    return found
