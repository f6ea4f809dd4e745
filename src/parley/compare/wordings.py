"""Which wordings of different reports are one utterance, by the words, the speaker, the day and the place of it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parley.compare.reasons import Row, Share, Veto
from parley.compare.resolve import Cast
from parley.compare.terms import Terms
from parley.compare.words import Rarity, content, fold, in_order, words
from parley.reading import Attribution, Directness, Reading
from parley.report import Span
from parley.story import Entity

ENOUGH = 0.6
"""Two wordings whose reasons weigh this much are of one utterance."""
FEW = 3
"""Fewer equal words than this prove nothing unless the same speaker is known to have said them."""

_LEADING = re.compile(r"^(?:that|how|whether)\s+")
_NUMBER = re.compile(r"\d[\d.,]*")


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

    @property
    def kind(self) -> Directness:
        """Direct, indirect or mixed."""
        return self.attribution.kind

    @property
    def length(self) -> int:
        """Words of the content."""
        return self.text.count(" ") + 1


def utterances(readings: Sequence[Reading], cast: Cast) -> tuple[Utterance, ...]:
    """Every attribution of the readings, in an order that depends on their words alone."""
    entities = {entity.id: entity for entity in cast.entities}
    named = {cast.id(r.report.id, mention.entity) for r in readings for mention in r.mentions if mention.form == "name"}
    people = frozenset(entity.id for entity in cast.entities if entity.kind == "person" and entity.id in named)
    found = [each for reading in readings for each in _utterances(reading, cast, entities)]
    rarity = Rarity.of(each.stems for each in found)
    weighed = [
        replace(each, person=each.speaker in people, weights={stem: rarity.one(stem) for stem in each.stems})
        for each in found
    ]
    return tuple(sorted(weighed, key=lambda each: (each.stems, each.report, each.index)))


def trait(each: Utterance) -> tuple[object, ...]:
    """All that the rows ask of a wording, but for the reports that give it."""
    spoken = (each.speaker, each.person, each.side, each.source, each.day, each.medium)
    return (each.text, each.quoted, each.stems, each.kind, spoken, each.numbers)


def compatible(a: Utterance, b: Utterance) -> bool:
    """Whether one could be named for the other: the same, unknown, or of one side and not two named people."""
    if a.speaker == b.speaker and a.speaker:
        return True
    if a.speaker is None or b.speaker is None:
        return not a.source or not b.source or bool(a.source & b.source)
    return a.side is not None and a.side == b.side and not (a.person and b.person)


def different_speakers(a: Utterance, b: Utterance) -> Veto | None:
    """Two named people, or two sides."""
    return None if compatible(a, b) else Veto("they have different speakers")


def same_report(a: Utterance, b: Utterance) -> Veto | None:
    """One report that gives two contents tells of two utterances, unless one restates the other."""
    if not a.reports & b.reports:
        return None
    nested = a.report == b.report and (b.index == a.attribution.parent or a.index == b.attribution.parent)
    if not nested and (_within(a.text, b.text) or _within(b.text, a.text)):
        return None
    return Veto("one report gives both, and neither restates the other")


def different_days(a: Utterance, b: Utterance) -> Veto | None:
    """Said on different days, unless the words are the same to the letter."""
    if a.day and b.day and a.day != b.day and not _plainly_one(a, b):
        return Veto(f"one was said on {a.day}, the other on {b.day}")
    return None


def different_numbers(a: Utterance, b: Utterance) -> Veto | None:
    """Numbers on both sides, none in common; one quotation with a number changed is still one."""
    changed = "indirect" not in {a.kind, b.kind} and alike(a, b) >= 0.8
    if a.numbers and b.numbers and not a.numbers & b.numbers and not changed:
        return Veto(f"one speaks of {', '.join(sorted(a.numbers))}, the other of {', '.join(sorted(b.numbers))}")
    return None


def different_media(a: Utterance, b: Utterance) -> Veto | None:
    """Said in two places or published on two platforms."""
    if a.medium and b.medium and a.medium != b.medium and not _plainly_one(a, b):
        return Veto(f"one was given in “{a.medium}”, the other in “{b.medium}”")
    return None


def same_words(a: Utterance, b: Utterance) -> Share | None:
    """Equal but for quotation marks, case and punctuation."""
    if a.text != b.text or not (a.length >= FEW or a.speaker == b.speaker):
        return None
    return Share(1.0, "the words are the same")


def words_within_words(a: Utterance, b: Utterance) -> Share | None:
    """A few words of one, quoted or told, that stand in the other."""
    if a.text == b.text:
        return None
    part = _fragment(a, b) or _fragment(b, a)
    return Share(min(1.0, (part.count(" ") + 2) / 4), f"“{part}” stands in both") if part else None


def words_in_line(a: Utterance, b: Utterance) -> Share | None:
    """Two quotations of the same words for the most part."""
    if a.kind == "indirect" or b.kind == "indirect":
        return None
    share = alike(a, b)
    return Share(share, f"{share:.0%} of the quoted words are the same") if share >= 0.5 else None


def content_words_in_order(a: Utterance, b: Utterance) -> Share | None:
    """Content words shared in the same order, by the part of both that they make up."""
    common = in_order(a.stems, b.stems)
    if common < 2:
        return None
    shortest, longest = sorted((len(a.stems), len(b.stems)))
    share = (common / shortest + common / longest) / 2 * min(1.0, common / 3)
    return Share(share, f"{common} content words stand in the same order")


def rare_words_shared(a: Utterance, b: Utterance) -> Share | None:
    """Content words shared, weighed by how rare they are in the story."""
    common = sorted(a.weights.keys() & b.weights.keys())
    if len(common) < 2:
        return None
    met = sum(a.weights[stem] for stem in common)
    one, other = sum(a.weights.values()), sum(b.weights.values())
    share = (met / min(one, other) + met / max(one, other)) / 2 * min(1.0, len(common) / 3)
    return Share(share, f"shared words: {', '.join(common[:6])}")


def same_speaker(a: Utterance, b: Utterance) -> Share | None:
    """One speaker; a side and somebody who speaks for it count for less."""
    if a.speaker is None or b.speaker is None:
        return None
    return Share(1.0, "the speaker is the same") if a.speaker == b.speaker else Share(0.25, "the side is the same")


def same_day(a: Utterance, b: Utterance) -> Share | None:
    """Said on one day."""
    return Share(1.0, f"both were said on {a.day}") if a.day and a.day == b.day else None


def only_a_phrase_shared(a: Utterance, b: Utterance) -> Share | None:
    """All that the two share is one phrase, such as the name of the subject: less than most of either."""
    common = set(a.stems) & set(b.stems)
    places = [[i for i, stem in enumerate(each.stems) if stem in common] for each in (a, b)]
    if not common or any(at[-1] - at[0] >= len(at) for at in places):
        return None
    part = max(len(at) / len(each.stems) for at, each in zip(places, (a, b), strict=True))
    return Share(1.0, f"only one phrase is shared: {', '.join(sorted(common)[:6])}") if part < 0.7 else None


WORDINGS: tuple[Row[Utterance], ...] = (
    Row(different_speakers),
    Row(same_report),
    Row(different_days),
    Row(different_media),
    Row(different_numbers),
    Row(same_words, 0.6),
    Row(words_within_words, 0.4),
    Row(words_in_line, 0.3),
    Row(content_words_in_order, 0.4),
    Row(rare_words_shared, 0.5),
    Row(only_a_phrase_shared, -0.25),
    Row(same_speaker, 0.2),
    Row(same_day, 0.05),
)
"""What makes two wordings one utterance."""


def _utterances(reading: Reading, cast: Cast, entities: Mapping[str, Entity]) -> Iterator[Utterance]:
    report = reading.report
    days = _days(reading)
    terms = Terms(reading, cast)
    for index, each in enumerate(reading.attributions):
        if not each.content:
            continue
        speaker = cast.id(report.id, each.speaker)
        entity = entities.get(speaker) if speaker else None
        texts = [report.quote(span) for span in each.content]
        medium = fold(report.quote(each.medium)) if each.medium else None
        yield Utterance(
            report=report.id,
            index=index,
            attribution=each,
            speaker=speaker,
            person=False,
            side=(entity.party or entity.id) if entity else None,
            source=_source(reading, each),
            published=report.day,
            reports=frozenset({report.id}),
            text=_LEADING.sub("", fold(" ".join(texts))),
            quoted=tuple(_quoted(reading, each.content, each.kind)),
            stems=tuple(term for term in terms.of(each.content).features if term != speaker),
            weights={},
            numbers=frozenset(number.strip(".,") for text in texts for number in _NUMBER.findall(text)),
            day=days[index],
            medium=medium,
        )


def _source(reading: Reading, each: Attribution) -> frozenset[str]:
    if each.source is None:
        return frozenset()
    return frozenset(content(words(reading.report.text, each.source.start, each.source.end)))


def _quoted(reading: Reading, spans: Sequence[Span], kind: Directness) -> Iterator[str]:
    text = reading.report.text
    if kind == "direct":
        yield from (fold(text[span.start : span.end]) for span in spans)
        return
    for mark in reading.quotations:
        if any(span.start <= mark.inner_start and mark.inner_end <= span.end for span in spans):
            yield fold(text[mark.inner_start : mark.inner_end])


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


def _fragment(part: Utterance, whole: Utterance) -> str | None:
    """The longest piece of one that stands word for word in the other."""
    pieces = [*part.quoted, part.text] if part.kind != "indirect" or part.length >= FEW else []
    fitting = [piece for piece in pieces if piece and _within(piece, whole.text)]
    return max(fitting, key=lambda piece: (len(piece), piece)) if fitting else None


def _within(part: str, whole: str) -> bool:
    return f" {part} " in f" {whole} "


def alike(a: Utterance, b: Utterance) -> float:
    """Share of the words of both that stand in the same order in the other."""
    one, other = a.text.split(), b.text.split()
    return 2 * in_order(one, other) / (len(one) + len(other))


def _plainly_one(a: Utterance, b: Utterance) -> bool:
    return a.text == b.text and a.length >= 2 * FEW and "direct" in {a.kind, b.kind}


def blocks(each: Utterance) -> Iterator[str]:
    """Keys under which a wording of the same utterance is found: side and stem, and runs of four words."""
    side = each.side or "?"
    yield from (f"{side} {stem}" for stem in sorted(each.weights))
    said = each.text.split()
    yield from (f"= {' '.join(said[i : i + 4])}" for i in range(max(1, len(said) - 3)))


def postings(found: Sequence[Utterance]) -> dict[str, list[int]]:
    """Positions by key."""
    held: dict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(found):
        for block in blocks(each):
            held[block].append(i)
    return held
