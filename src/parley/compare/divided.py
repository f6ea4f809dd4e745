"""Divided: what one report's own reading takes for one, parted where the analyst said which mentions are another's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parley.decision import BY_PASSAGE, Decision
from parley.footing import Footing
from parley.reading import Attribution, LocalEntity, LocalEvent, Mention, Reading
from parley.report import Span


def divided(readings: Sequence[Reading], decisions: Iterable[Decision]) -> tuple[Reading, ...]:
    """The readings with each local entity parted of which a split by passages takes some mentions and leaves others."""
    told = tuple(readings)
    for each in decisions:
        if each.kind == "split" and each.value == BY_PASSAGE and len(each.anchors) > 1:
            reports = {reading.report.id: reading.report for reading in told}
            wanted = {anchor.report for anchor in each.anchors[1]}
            spans = ((m.span, m.span) for r in told if r.report.id in wanted for m in r.mentions)
            out = Footing(reports, spans).exact(each.anchors[1])
            told = tuple(_parted(reading, out) if reading.report.id in wanted else reading for reading in told)
    return told


def _parted(reading: Reading, out: frozenset[Span]) -> Reading:
    """The reading with new entities at the end for the mentions that are another's."""
    leaving = {mention.entity for mention in reading.mentions if mention.span in out}
    staying = {mention.entity for mention in reading.mentions if mention.span not in out}
    for key in sorted(leaving & staying):
        reading = _one_parted(reading, key, out)
    return reading


def _one_parted(reading: Reading, key: int, out: frozenset[Span]) -> Reading:
    fresh = len(reading.entities)
    gone = frozenset(m.span for m in reading.mentions if m.entity == key and m.span in out)
    stays = frozenset(m.span for m in reading.mentions if m.entity == key and m.span not in out)
    entity = reading.entities[key]
    parts = (_part(reading, entity, stays, gone), replace(_part(reading, entity, gone, stays), key=fresh))
    entities = (*(parts[0] if each.key == key else each for each in reading.entities), parts[1])

    def whose(one: int | None, words: Span | None) -> int | None:
        return fresh if one == key and words is not None and any(words.meets(span) for span in gone) else one

    def mention(each: Mention) -> Mention:
        return replace(each, entity=fresh) if each.entity == key and each.span in gone else each

    def attribution(each: Attribution) -> Attribution:
        speaker, via = whose(each.speaker, each.source), whose(each.via_entity, each.via)
        return replace(each, speaker=speaker, via_entity=via)

    def event(each: LocalEvent) -> LocalEvent:
        taking = (replace(p, entity=fresh) if whose(p.entity, p.span) == fresh else p for p in each.participants)
        return replace(each, participants=tuple(taking))

    return replace(
        reading,
        entities=entities,
        mentions=tuple(map(mention, reading.mentions)),
        attributions=tuple(map(attribution, reading.attributions)),
        events=tuple(map(event, reading.events)),
    )


def _part(reading: Reading, entity: LocalEntity, own: frozenset[Span], others: frozenset[Span]) -> LocalEntity:
    """The entity as its own mentions have it: what they call it, and the roles that stand nearer to them."""
    names = list(_words(reading, own, "name"))
    described = list(_words(reading, own, "description"))
    kept = entity.name if entity.name is not None and any(entity.name in name for name in names) else None
    roles = tuple(role for role in entity.roles if _distance(role, own) <= _distance(role, others))
    description = entity.description if entity.description in described else max(described, key=len, default=None)
    return replace(entity, name=kept or max(names, key=len, default=None), description=description, roles=roles)


def _words(reading: Reading, spans: frozenset[Span], form: str) -> Iterator[str]:
    for mention in reading.mentions:
        if mention.span in spans and mention.form == form:
            words = " ".join(reading.report.quote(mention.span).split())
            yield words.removesuffix("’s").removesuffix("'s")


def _distance(role: Span, spans: frozenset[Span]) -> int:
    """Characters between a role and the nearest of some mentions."""
    return min((max(role.start - span.end, span.start - role.end, 0) for span in spans), default=2**31)
