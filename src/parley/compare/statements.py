"""Statements: the wordings that reports give of one utterance, and how each stands to the first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parley.compare.alignment import aligned, placed
from parley.compare.echoes import Echoes
from parley.compare.groups import Group, Link, bundles, grouped, pairs
from parley.compare.reasons import forbidden, weigh
from parley.compare.resolve import Cast
from parley.compare.utterances import Utterance, utterances
from parley.compare.wordings import APART, ENOUGH, WORDINGS, alike, is_reworded, postings, trait
from parley.reading import Directness, Reading
from parley.report import Report, Span, stable_id
from parley.story import Reason, Relation, Statement, Wording

ALIGNED: frozenset[Relation] = frozenset({"altered", "fragment"})
"""Wordings that are laid word by word against the first."""


def statements(
    readings: Sequence[Reading], cast: Cast, said: Sequence[Utterance] | None = None
) -> tuple[Statement, ...]:
    """One statement for each utterance, however many reports carry it; ids come from its first wording.

    `said` are the `utterances` of the same readings, where they are at hand.
    """
    found = utterances(readings, cast) if said is None else said
    same = bundles(found, trait)
    kinds = [_bundle([found[i] for i in positions]) for positions in same]
    groups = grouped(kinds, _links(kinds), lambda a, b: forbidden(APART, a, b))
    media = {reading.report.id: reading.report for reading in readings}
    told = [sorted((found[i] for bundle in group.members for i in same[bundle]), key=_first) for group in groups]
    echoes = Echoes(told).of(readings)
    by_report = {reading.report.id: reading for reading in readings}
    made = [
        _aligned(
            replace(
                _statement(each, cast, media),
                wordings=(*_wordings(kinds, group, each), *sorted(echoes.get(number, ()), key=_content)),
            ),
            by_report,
        )
        for number, (group, each) in enumerate(zip(groups, told, strict=True))
    ]
    return tuple(sorted(made, key=lambda statement: statement.id))


def _content(wording: Wording) -> tuple[Span, ...]:
    return wording.content


def _aligned(statement: Statement, readings: Mapping[str, Reading]) -> Statement:
    """With each quotation that is altered or cut laid word by word against the first wording."""
    first, *others = statement.wordings
    if first.kind == "indirect" or not any(each.relation in ALIGNED for each in others):
        return statement
    against = placed(readings[first.report], first.content)
    laid = (
        replace(each, alignment=aligned(against, placed(readings[each.report], each.content)))
        if each.relation in ALIGNED and each.kind != "indirect"
        else each
        for each in others
    )
    return replace(statement, wordings=(first, *laid))


def _statement(told: Sequence[Utterance], cast: Cast, media: Mapping[str, Report]) -> Statement:
    """All of a statement but its wordings."""
    medium = next((media[each.report].quote(each.attribution.medium) for each in told if each.attribution.medium), None)
    return Statement(
        id=_id(told[0]),
        speaker=_speaker(told),
        kind=_kind(told),
        day=_most([each.day for each in told]),
        via=_most([cast.id(each.report, each.attribution.via_entity) for each in told]),
        medium=medium,
        wordings=(),
        stance=_most([each.attribution.stance for each in told]),
    )


def _id(first: Utterance) -> str:
    """By report, cue and content: one content may be passed on by two cues ("had told them, she said, that")."""
    cue = first.attribution.cue
    places = [*([cue] if cue else []), *first.attribution.content]
    return stable_id("statement", first.report, *(str(span.start) for span in places))


def relation(first: Utterance, other: Utterance) -> Relation:
    """How a wording stands to the first wording of its statement."""
    if first is other:
        return "first"
    if first.text == other.text:
        return "verbatim"
    if _inside(first, other) or _inside(other, first):
        return "fragment"
    if first.kind == other.kind == "direct" and is_reworded(first, other):
        return "paraphrase"
    quoted = "indirect" not in {first.kind, other.kind}
    mixed = "mixed" in {first.kind, other.kind} and alike(first, other) < 0.5
    return "altered" if quoted and not mixed else "paraphrase"


def _inside(part: Utterance, whole: Utterance) -> bool:
    pieces = part.quoted if part.kind == "mixed" else (part.text,)
    return any(piece and f" {piece} " in f" {whole.text} " for piece in pieces)


def _links(found: Sequence[Utterance]) -> Iterator[Link]:
    for a, b in pairs(postings(found)):
        verdict = weigh(WORDINGS, found[a], found[b])
        if verdict.score >= ENOUGH:
            yield Link(a, b, verdict.score, verdict.reasons)


def _first(each: Utterance) -> tuple[str, bool, int, str, int]:
    return each.published or "9999", each.kind != "direct", -each.length, each.report, each.index


def _bundle(same: Sequence[Utterance]) -> Utterance:
    """One for all reports that give the same words in the same way."""
    return replace(same[0], reports=frozenset(each.report for each in same))


def _wordings(kinds: Sequence[Utterance], group: Group, told: Sequence[Utterance]) -> Iterator[Wording]:
    why: dict[tuple[object, ...], tuple[Reason, ...]] = {}
    for link in group.links:
        for i in (link.a, link.b):
            why.setdefault(trait(kinds[i]), link.reasons)
    for each in told:
        given = each.attribution
        yield Wording(
            report=each.report,
            source=given.source,
            cue=given.cue,
            content=given.content,
            relation=relation(told[0], each),
            kind=given.kind,
            via=given.via,
            attribution=each.index,
            why=() if each is told[0] else why.get(trait(each)) or weigh(WORDINGS, told[0], each).reasons,
        )


def _speaker(told: Sequence[Utterance]) -> str | None:
    """The speaker whom most wordings name; a person known by name before a side."""
    named = [each for each in told if each.person] or [each for each in told if each.speaker]
    return _most([each.speaker for each in named])


def _kind(told: Sequence[Utterance]) -> Directness:
    kinds = {each.kind for each in told}
    return "direct" if "direct" in kinds else "mixed" if "mixed" in kinds else "indirect"


def _most(values: Sequence[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None
