"""Roles: one person with two offices that exclude each other."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.lists import offices
from parley.compare.words import fold
from parley.report import Span
from parley.story import Discrepancy, Entity, Reason, Value


@dataclass(frozen=True, slots=True)
class Held:
    """An office that a report gives to a person, and the words that say so."""

    office: str
    words: str
    span: Span


def role_discrepancies(ground: Ground) -> Iterator[Discrepancy]:
    """People whom two reports of one day give offices that nobody holds together (`discrepancies.toml`).

    Additional offices, deputies, former and acting holders, and a report that gives both offices make none.
    """
    for entity in ground.compared.entities:
        if entity.kind == "person" and len(entity.roles) > 1:
            yield from _conflicts(ground, entity)


def _conflicts(ground: Ground, entity: Entity) -> Iterator[Discrepancy]:
    held = [office for role in entity.roles for span in role.evidence for office in _offices(ground, span)]
    for group in offices().exclusive:
        told: dict[str, list[Held]] = defaultdict(list)
        for each in sorted(held, key=lambda one: (one.span, one.office)):
            if each.office in group:
                told[each.office].append(each)
        reports = [{each.span.report for each in same} for same in told.values()]
        days = {ground.day(report) for each in reports for report in each}
        apart = sum(len(each) for each in reports) == len(set().union(*reports))
        if len(told) > 1 and apart and len(days) == 1:
            yield _found(ground, entity, told)


def _offices(ground: Ground, span: Span) -> Iterator[Held]:
    """The office that the words name, unless something beside sets it apart."""
    text = ground.reading[span.report].report.text
    lists = offices()
    words = fold(text[span.start : span.end])
    before = fold(text[max(0, span.start - 24) : span.start]).split()[-2:]
    parts = {part for word in (*before, *words.split()) for part in word.split("-")}
    named = [each for group in lists.exclusive for each in group if f" {each} " in f" {words} "]
    if named and not parts & lists.apart:
        longest = max(sorted(set(named)), key=len)
        yield Held(lists.same.get(longest, longest), ground.quote(span), span)


def _found(ground: Ground, entity: Entity, told: dict[str, list[Held]]) -> Discrepancy:
    values = [Value(same[0].words, tuple(each.span for each in same)) for same in told.values()]
    ways = [
        f"{quoted(same[0].words)} in {ground.labels(each.span.report for each in same)}"
        for _, same in sorted(told.items())
    ]
    note = f"The reports give {entity.name} offices that exclude each other: {listed(ways)}."
    why = (
        Reason("same person", 1.0, f"the reports mean one person, {entity.name}"),
        Reason("exclusive offices", 1.0, f"nobody is {listed(sorted(told))} at once"),
    )
    return discrepancy("role", values, note, why)
