"""Places: one occasion, in the same words, in two towns."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.compare.discrepancies.contexts import Context, Contexts
from parley.compare.discrepancies.ground import Ground, discrepancy, listed
from parley.compare.discrepancies.lists import towns
from parley.compare.groups import pairs
from parley.reading import Mention, Reading
from parley.report import Span
from parley.story import Discrepancy, Entity, Reason, Value

VERBATIM = 0.75
"""So much of the words around must be the same, in order: a town and its region are told in other words as well."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Located:
    """A town named in a sentence, and what stands around it."""

    town: Entity
    span: Span
    context: Context
    day: str | None


def place_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """Sentences of two reports that are nearly the same but for the town; each must be called a town somewhere.

    A town and its region, a venue and its town, two days, and sentences that name both places make none.
    """
    ground = contexts.ground
    called = _called_towns(ground)
    located = sorted(_located(ground, contexts, called), key=lambda each: each.span)
    seen: set[frozenset[tuple[str, str, int]]] = set()
    for a, b in pairs(_postings(located, contexts)):
        one, other = located[a], located[b]
        key = frozenset((each.town.id, each.span.report, each.context.sentence) for each in (one, other))
        if key not in seen and _contradict(one, other, contexts):
            seen.add(key)
            yield _found(ground, one, other)


def _called_towns(ground: Ground) -> frozenset[str]:
    """Ids of the places that some report calls a town, a city or a port."""
    found: set[str] = set()
    for reading in ground.readings:
        for mention in reading.mentions:
            entity = ground.cast.id(reading.report.id, mention.entity)
            if entity and reading.entities[mention.entity].kind == "place" and _is_called(reading, mention):
                found.add(entity)
    return frozenset(found)


def _is_called(reading: Reading, mention: Mention) -> bool:
    """Whether "town of" stands right before a name, or "a port city" or the like right after it."""
    text = reading.report.text
    before = _WORD.findall(text[max(0, mention.span.start - 24) : mention.span.start].casefold())[-2:]
    if len(before) == 2 and before[1] == "of" and before[0] in towns():
        return True
    after = text[mention.span.end : mention.span.end + 48]
    apposed = _WORD.findall(after.casefold().partition(",")[2].partition(",")[0])[:6] if after.startswith(",") else []
    return bool(apposed) and apposed[0] in {"a", "an", "the"} and bool(towns() & set(apposed))


def _located(ground: Ground, contexts: Contexts, called: frozenset[str]) -> Iterator[Located]:
    for reading in ground.readings:
        for mention in reading.mentions:
            entity = ground.cast.id(reading.report.id, mention.entity)
            if entity in called and mention.form == "name":
                context = contexts.of(mention.span)
                if context is not None:
                    yield Located(ground.entity[entity], mention.span, context, reading.report.day)


def _contradict(a: Located, b: Located, contexts: Contexts) -> bool:
    if a.town.id == b.town.id or a.span.report == b.span.report or a.day != b.day:
        return False
    both = [each.context.named_as("place") - {own.town.id} for each, own in ((a, a), (b, b))]
    if b.town.id in both[0] or a.town.id in both[1]:
        return False
    days = [{t.first for t in each.context.times if t.first} for each in (a, b)]
    if days[0] and days[1] and not days[0] & days[1]:
        return False
    return contexts.same_words(a.context, b.context) >= VERBATIM


def _postings(located: Sequence[Located], contexts: Contexts) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(located):
        rare = contexts.rarest(each.context)
        for key in rare:
            found[key].append(number)
    return found


def _found(ground: Ground, one: Located, other: Located) -> Discrepancy:
    values = [Value(each.town.name, (each.context.evidence,)) for each in (one, other)]
    ways = [f"{each.town.name} in {ground.label(each.span.report)}" for each in (one, other)]
    note = f"The reports give different towns for one occasion: {listed(sorted(ways))}."
    why = (
        Reason("same words", 1.0, "the sentences are nearly the same but for the town"),
        Reason("two towns", 1.0, f"{listed(sorted((one.town.name, other.town.name)))} are both called towns"),
    )
    return discrepancy("place", values, note, why)
