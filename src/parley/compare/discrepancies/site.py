"""Sites: one occasion of one day that reports place in two towns, or on land and on board."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.compare.discrepancies.contexts import Contexts
from parley.compare.discrepancies.ground import Ground, discrepancy, listed
from parley.compare.discrepancies.lists import sites, towns
from parley.compare.groups import pairs
from parley.compare.meaning import likeness
from parley.compare.reasons import Row, Share, Veto, weigh
from parley.compare.tellings import Telling, tellings, within
from parley.reading import Mention, Reading
from parley.report import Span
from parley.story import Discrepancy, Value

ENOUGH = 0.5
"""Two tellings whose reasons weigh this much are of one occasion."""
ALIKE, SAME = 0.4, 0.8
"""Cosines between which a likeness of meaning counts from nothing to all."""
SEVERAL = 3
"""So many reports name the town where the talks are for one that names another alone to be out of step."""
BEFORE = 4
"""So many words may stand between a preposition and the town in what it introduces ("in a plush Velm hotel")."""
_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True)
class Sited:
    """A telling of an event on one day, with the town in which, or the kind of room where, it is set."""

    told: Telling
    site: str
    """Id of the town, or "land" or "water" for a venue."""
    words: str
    around: frozenset[str]
    passage: Span


def site_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """Tellings of one day's occasion in two towns, or in a house and on board; plans and speeches are left out.

    A town and its region, a town and a venue, a venue and one within it, and two towns of one report make none.
    """
    ground = contexts.ground
    found = sorted(_sited(ground), key=lambda each: (each.passage, each.words, each.told.index))
    rows = _rows(ground)
    seen: set[frozenset[str]] = set()
    for a, b in pairs(_postings(found)):
        verdict = weigh(rows, found[a], found[b])
        key = frozenset((found[a].site, found[b].site, found[a].told.first or ""))
        same = [[x for x in found if _is_like(x, found[n])] for n in (a, b)]
        apart = {x.told.report for x in same[0]}.isdisjoint(x.told.report for x in same[1])
        if verdict.score >= ENOUGH and apart and key not in seen:
            seen.add(key)
            values = [Value(each[0].words, tuple(sorted({x.passage for x in each}))) for each in same]
            ways = [f"{each[0].words} in {ground.labels(x.told.report for x in each)}" for each in same]
            note = f"The reports give different places for one occasion: {listed(sorted(ways))}."
            yield discrepancy("place", values, note, verdict.reasons)


def different_occasions(a: Sited, b: Sited) -> Veto | None:
    """Another report, type or day, one only planned, or nobody in common."""
    one, other = a.told, b.told
    if one.report == other.report or one.event.type != other.event.type or one.first != other.first:
        return Veto("they are of one report, or of two types or days")
    if one.event.status != other.event.status:
        return Veto(f"one is {one.event.status}, the other {other.event.status}")
    return Veto("nobody took part in both") if one.who and other.who and not one.sides & other.sides else None


def one_place(a: Sited, b: Sited) -> Veto | None:
    """The same place, one within the other, or a town and a venue."""
    venues = {"land", "water"} & {a.site, b.site}
    if a.site == b.site or b.site in a.around or a.site in b.around or len(venues) == 1:
        return Veto("both may be one place")
    return None


def alike_in_meaning(a: Sited, b: Sited) -> Share | None:
    """The clauses mean the same."""
    cosine = likeness(a.told.meaning, b.told.meaning)
    if cosine is None or cosine <= ALIKE:
        return None
    return Share((cosine - ALIKE) / (SAME - ALIKE), f"the clauses have a cosine of {cosine:.2f}")


def same_trigger(a: Sited, b: Sited) -> Share | None:
    """The words that name the event are the same or synonyms."""
    shared = a.told.trigger == b.told.trigger
    return Share(1.0, f"both speak of “{a.told.trigger}” on {a.told.first}") if shared else None


class _Named:
    """What the names in the reports tell: people, and which reports name which places."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.naming: dict[str, set[str]] = defaultdict(set)
        for reading in ground.readings:
            for mention in reading.mentions:
                entity = ground.cast.id(reading.report.id, mention.entity)
                if entity and reading.entities[mention.entity].kind == "place":
                    self.naming[entity].add(reading.report.id)

    def same_people(self, a: Sited, b: Sited) -> Share | None:
        """Those who took part; a side may send people to two places, a person is at one."""
        common = sorted(a.told.sides & b.told.sides)
        people = sum(self.ground.entity[each].kind == "person" for each in common if each in self.ground.entity)
        share = 0.7 * people + 0.25 * (len(common) - people)
        return Share(share, f"both name {', '.join(common)}") if common else None

    def signed_once(self, a: Sited, b: Sited) -> Share | None:
        """Both clauses say that something was signed, which is done once."""
        both = all(sites().signing & set(_words(self.ground.quote(each.told.event.evidence))) for each in (a, b))
        return Share(1.0, "both tell of a signing on one day") if both else None

    def alone_in_naming(self, a: Sited, b: Sited) -> Share | None:
        """One report alone names the one town and not the other, which several name."""
        few, many = sorted((self.naming[each.site] for each in (a, b)), key=len)
        if len(few) != 1 or len(many) < SEVERAL or few & many:
            return None
        return Share(1.0, f"one report alone names the one town, {len(many)} others the other")


def _rows(ground: Ground) -> tuple[Row[Sited], ...]:
    """What makes two tellings in two places one occasion."""
    named = _Named(ground)
    return (
        Row(different_occasions),
        Row(one_place),
        Row(named.same_people, 0.5),
        Row(alike_in_meaning, 0.6),
        Row(same_trigger, 0.2),
        Row(named.signed_once, 0.3),
        Row(named.alone_in_naming, 0.3),
    )


def _sited(ground: Ground) -> Iterator[Sited]:
    called, lying = _towns(ground), within(ground.readings, ground.cast)
    for told in tellings(ground.readings, ground.cast):
        one_day = told.first is not None and told.first == told.last
        if not one_day or told.event.status != "happened" or told.event.type not in sites().types:
            continue
        reading = ground.reading[told.report]
        passage = ground.passage(told.event.trigger)
        for mention in ground.mentions(told.event.evidence):
            entity = ground.cast.id(told.report, mention.entity)
            if entity in called and entity and _located(reading, mention, told.event.evidence):
                around = told.around | lying.get(entity, frozenset())
                yield Sited(told, entity, ground.entity[entity].name, around, passage)
        venue = _venue(ground.quote(told.event.evidence))
        if venue:
            yield Sited(told, venue[0], venue[1], frozenset(), passage)


def _towns(ground: Ground) -> frozenset[str]:
    """Ids of named places that are no state and bear a short name without a word for what they are."""
    found: set[str] = set()
    for reading in ground.readings:
        for mention in reading.mentions:
            local = reading.entities[mention.entity]
            entity = ground.cast.id(reading.report.id, mention.entity)
            plain = local.kind == "place" and local.code is None and mention.form == "name" and local.name
            if entity and plain and len(_words(local.name or "")) <= 2 and not towns() & set(_words(local.name or "")):
                found.add(entity)
    return frozenset(entity for entity in found if ground.entity[entity].kind == "place")


def _located(reading: Reading, mention: Mention, clause: Span) -> bool:
    """Whether a name stands in what a preposition of place introduces."""
    text = reading.report.text[max(clause.start, mention.span.start - 40) : mention.span.start]
    before = _words(text.rpartition(",")[2])[-BEFORE:]
    return any(word in sites().locative for word in before)


def _venue(clause: str) -> tuple[str, str] | None:
    """ "water" or "land" with the words of the venue that a clause names after a preposition."""
    found = _words(clause)
    for at, word in enumerate(found):
        if word in sites().boarding or (word == "board" and found[at - 1 : at] == ("on",)):
            return "water", " ".join(found[at : at + 3])
        if word in sites().inside:
            head = next((n for n in range(at + 1, min(at + 6, len(found))) if found[n] in sites().venues), None)
            while head is not None and head + 1 < len(found) and found[head + 1] in sites().venues:
                head += 1
            if head is not None:
                kind = "water" if found[head] in sites().vessels else "land"
                return kind, " ".join(found[at + 1 : head + 1])
    return None


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))


def _is_like(each: Sited, model: Sited) -> bool:
    """Whether a telling is of the same type and day and in the same place."""
    one, other = each.told, model.told
    return each.site == model.site and one.event.type == other.event.type and one.first == other.first


def _postings(found: Sequence[Sited]) -> dict[str, list[int]]:
    held: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(found):
        held[f"{each.told.event.type} {each.told.first}"].append(number)
    return held
