"""Roles: one person with two offices that exclude each other."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.offices import Office, changes, excluded, leads_on, office, one_field
from parley.compare.words import fold
from parley.report import Span
from parley.story import Discrepancy, Entity, Reason, Value

BEFORE = 3
AFTER = 8
"""So many words around a role, without a mark between, belong to it."""
NEXT = 2
"""Characters between a role and a name that stands in apposition to it."""
CLOSE = 40
"""Characters between a role and the name of its holder that make them one stretch."""
OFTEN = 12
"""Of one report so many places of a role, and of a name, are looked at."""
DAYS = 10
"""Reports further apart than so many days may tell of two offices held one after the other."""


_SERVING = re.compile(r"\b(?:for|to)\s(?:the\s)?")


@dataclass(frozen=True, slots=True)
class Held:
    """An office that a report gives to a person, the words that say so, and the bodies that they name."""

    office: Office
    words: str
    span: Span
    bodies: frozenset[str]

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.span.report


def role_discrepancies(ground: Ground) -> Iterator[Discrepancy]:
    """People to whom the reports give offices that nobody holds together (`offices.toml`).

    Offices that are told more or less fully, two true titles of two bodies, former and acting holders, a report that
    gives both offices and a change of office between the reports make none.
    """
    holders = {
        entity.id: tuple(_offices(ground, entity)) for entity in ground.compared.entities if entity.kind == "person"
    }
    for name, held in sorted(holders.items()):
        yield from _conflicts(ground, ground.entity[name], held)


def _conflicts(ground: Ground, entity: Entity, held: Sequence[Held]) -> Iterator[Discrepancy]:
    """The first two offices that exclude each other, with every report that gives one of them."""
    told: dict[Office, list[Held]] = defaultdict(list)
    for each in sorted(held, key=lambda one: (one.span, one.office.name)):
        told[each.office].append(each)
    for (one, here), (other, there) in combinations(sorted(told.items(), key=lambda item: item[0].name), 2):
        why = excluded(one, other, one_body=_one_body(here, there))
        if why and _apart(here, there) and not _moved(ground, here, there):
            yield _found(ground, entity, (_fellows(told, one, other), _fellows(told, other, one)), why)
            return


def _fellows(told: dict[Office, list[Held]], one: Office, other: Office) -> list[Held]:
    """Those who give an office, or one that is on the same side of the conflict."""
    same = [
        each
        for office_, held in told.items()
        if office_ == one or (office_.head == one.head and office_.below == one.below and one_field(office_, one))
        if office_ == one or excluded(office_, other)
        for each in held
    ]
    return sorted(same, key=lambda each: each.span)


def _apart(here: Sequence[Held], there: Sequence[Held]) -> bool:
    """Whether no report gives the person both."""
    return {each.report for each in here}.isdisjoint(each.report for each in there)


def _one_body(here: Sequence[Held], there: Sequence[Held]) -> bool:
    """Whether the offices are not known to be of two bodies."""
    one, other = (frozenset().union(*(each.bodies for each in held)) for held in (here, there))
    return not one or not other or bool(one & other)


def _moved(ground: Ground, here: Sequence[Held], there: Sequence[Held]) -> bool:
    """Whether the person may have gone from one office to the other between the reports."""
    one, other = ([day for each in held if (day := ground.day(each.report))] for held in (here, there))
    if not one or not other or (max(one) >= min(other) and max(other) >= min(one)):
        return False
    first, last = (here, there) if max(one) < min(other) else (there, here)
    if min(ground.days_between(a.report, b.report) for a in first for b in last) > DAYS:
        return True
    return any(changes(_sentence(ground, each.span)) for each in last)


def _sentence(ground: Ground, span: Span) -> Sequence[str]:
    told = ground.passage(span)
    return fold(ground.quote(told)).split()


def _offices(ground: Ground, entity: Entity) -> Iterator[Held]:
    """The offices of a person by the roles that the reports give, and by what stands right before or after the name."""
    seen: set[Span] = set()
    for role in entity.roles:
        for span in _first(role.evidence):
            yield from _held(ground, entity, span, seen)
    for mention in _first(entity.mentions):
        for beside in (_apposition(ground, mention), _preposed(ground, mention)):
            if beside is not None:
                yield from _held(ground, entity, beside, seen)


def _first(spans: Sequence[Span]) -> Iterator[Span]:
    """Of each report the first few: what it says so often it says no better the next time."""
    met: Counter[str] = Counter()
    for span in sorted(spans):
        met[span.report] += 1
        if met[span.report] <= OFTEN:
            yield span


def _held(ground: Ground, entity: Entity, span: Span, seen: set[Span]) -> Iterator[Held]:
    if any(span.meets(other) for other in seen):
        return
    seen.add(span)
    wide = _widened(ground, span, named=_is_named(entity, span))
    text = ground.reading[span.report].report.text
    found = office(text[wide.start : wide.end])
    if found is not None:
        whole = _with_name(ground, entity, span)
        bodies = {each.id for each in ground.entities(wide) if each.kind == "organisation"}
        yield Held(found, ground.quote(span), whole, frozenset(bodies))


def _is_named(entity: Entity, span: Span) -> bool:
    """Whether the name of its holder follows a role at once ("a spokesman for the minister, Jan Holt")."""
    return any(m.report == span.report and 0 <= m.start - span.end <= NEXT for m in entity.mentions)


def _widened(ground: Ground, span: Span, *, named: bool) -> Span:
    """A role with the words before it, and those after it that say what it is of, up to the next mark.

    Where the holder's name follows, whoever serves that office ("a spokesman for the …") is somebody else.
    """
    sentence = ground.sentence(span)
    text = ground.reading[span.report].report.text
    low, high = (sentence.start, sentence.end) if sentence else (span.start, span.end)
    before, after = text[min(low, span.start) : span.start], text[span.end : max(high, span.end)]
    head = before.rsplit(" ", BEFORE + 1)[1:] if before.count(" ") > BEFORE else before.split(" ")
    lead = _after_mark(" ".join(head))
    lead = _SERVING.split(lead)[-1] if named else lead
    rest = after.split(" ")[: AFTER + 1]
    tail = _before_mark(" ".join(rest)) if len(rest) > 1 and leads_on(rest[1]) and not rest[0] else ""
    return Span(span.report, span.start - len(lead), span.end + len(tail))


def _after_mark(text: str) -> str:
    return text[max(text.rfind(mark) for mark in _MARKS) + 1 :]


def _before_mark(text: str) -> str:
    return text[: min((at for mark in _MARKS if (at := text.find(mark)) >= 0), default=len(text))]


_MARKS = ',;:()—–“”"\n'


def _apposition(ground: Ground, mention: Span) -> Span | None:
    """The words after a name and a comma, up to the next mark, where the sentence goes on so."""
    sentence = ground.sentence(mention)
    text = ground.reading[mention.report].report.text
    if sentence is None or text[mention.end : mention.end + 2] != ", ":
        return None
    start = mention.end + 2
    words = _before_mark(text[start : sentence.end])
    if not words.strip(" .") or len(words.split()) > AFTER + 2 or any(f" {verb} " in f" {words} " for verb in _VERBS):
        return None
    return Span(mention.report, start, start + len(words))


def _preposed(ground: Ground, mention: Span) -> Span | None:
    """The words right before a name of which the last is an office ("backbencher Oda Venn")."""
    sentence = ground.sentence(mention)
    text = ground.reading[mention.report].report.text
    if sentence is None or not text[mention.start].isupper():
        return None
    lead = _after_mark(text[sentence.start : mention.start])
    words = lead.split()[-BEFORE - 1 :]
    if not words or not lead.endswith(" ") or office(words[-1]) is None:
        return None
    start = mention.start - len(lead) + lead.rfind(words[-1])
    return Span(mention.report, start, start + len(words[-1]))


_VERBS = ("said", "says", "told", "who", "which", "whose", "but", "and")


def _with_name(ground: Ground, entity: Entity, span: Span) -> Span:
    """The role and the nearest name of its holder, where they stand in one sentence with little between."""
    mentions = sorted(entity.mentions)
    low = bisect_left(mentions, Span(span.report, max(0, span.start - 2 * CLOSE), 0))
    high = bisect_left(mentions, Span(span.report, span.end + CLOSE, 0))
    text = ground.reading[span.report].report.text
    beside = (each for each in mentions[low:high] if not each.meets(span) and text[each.start].isupper())
    near = [each for each in beside if max(each.start, span.start) - min(each.end, span.end) < CLOSE]
    sentence = ground.sentence(span)
    if sentence is not None:
        near = [each for each in near if sentence.start <= each.start < sentence.end]
    if not near:
        return span
    best = min(near, key=lambda each: (max(each.start, span.start) - min(each.end, span.end), each))
    return Span(span.report, min(best.start, span.start), max(best.end, span.end))


def _found(ground: Ground, entity: Entity, sides: tuple[Sequence[Held], Sequence[Held]], why: str) -> Discrepancy:
    values = [Value(same[0].words, tuple(each.span for each in same)) for same in sides]
    ways = [f"{quoted(same[0].words)} in {ground.labels(each.report for each in same)}" for same in sides]
    note = f"The reports give {entity.name} offices that exclude each other: {listed(ways)}."
    reasons = (
        Reason("same person", 1.0, f"the reports mean one person, {entity.name}"),
        Reason("exclusive offices", 1.0, why),
    )
    return discrepancy("role", values, note, reasons)
