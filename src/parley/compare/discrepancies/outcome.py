"""Outcomes: what one report tells as done and another has denied, or as agreed and another as rejected."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.compare.discrepancies.contexts import Context, Contexts
from parley.compare.discrepancies.denials import denied_deeds
from parley.compare.discrepancies.ground import Account, Ground, discrepancy, quoted
from parley.compare.discrepancies.lists import denials
from parley.compare.groups import pairs
from parley.compare.reasons import Row, Share, Veto, weigh
from parley.compare.words import words
from parley.reading import LocalEvent, Reading
from parley.report import Span
from parley.story import Discrepancy, Reason, Value

LIKE = 0.25
"""Their clauses must be so alike at least."""
ENOUGH = 0.8
"""A happening and a denial whose reasons weigh this much are of one thing."""
OPPOSED = frozenset({frozenset({"AGREE", "REJECT"})})
"""Types of event of which one excludes the other, for the same parties and day."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one report tells it."""

    event: LocalEvent
    context: Context
    people: frozenset[str]
    """Ids of the people and bodies that take part."""
    sides: frozenset[str]
    """Ids of the parties that take part, or that those who do belong to."""
    actors: frozenset[str]
    """Ids of those who act, as far as the report tells them from those acted upon."""
    place: str | None
    days: tuple[str, str] | None
    published: str | None
    account: Account | None

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.event.evidence.report


def outcome_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """An event told in a report's own voice that another report has somebody deny, or reject as it was agreed.

    One report's accusation and denial is its own account of a quarrel and no discrepancy; other days, places and
    parties are other events.
    """
    ground = contexts.ground
    told = sorted(_told(ground, contexts), key=lambda each: (each.event.evidence, each.event.type))
    rows = (*ROWS, Row(Around(contexts).like_words, 0.9))
    seen: set[tuple[Span, Span]] = set()
    denied = tuple(denied_deeds(contexts))
    yield from denied
    taken = [span for each in denied for value in each.values for span in value.evidence]
    for a, b in pairs(_postings(told, contexts)):
        one, other = told[a], told[b]
        places = (one.event.evidence, other.event.evidence)
        known = all(any(place.meets(span) for span in taken) for place in places)
        if places not in seen and not known and _contradict(one, other):
            verdict = weigh(rows, one, other)
            if verdict.score >= ENOUGH:
                seen.add(places)
                yield _found(ground, one, other, verdict.reasons)


def another_day(a: Told, b: Told) -> Veto | None:
    """Both have days of their own."""
    if a.days and b.days and (a.days[0] > b.days[1] or b.days[0] > a.days[1]):
        return Veto("each is told of another day")
    return None


def another_place(a: Told, b: Told) -> Veto | None:
    """Both have places of their own."""
    return Veto("each is told of another place") if a.place and b.place and a.place != b.place else None


def other_sides(a: Told, b: Told) -> Veto | None:
    """Both have parties, or people, of their own."""
    for one, other in ((a.sides, b.sides), (a.people, b.people)):
        if one and other and not one & other:
            return Veto("others take part")
    return None


def other_actors(a: Told, b: Told) -> Veto | None:
    """Both have people, bodies or parties of their own who act."""
    return Veto("others act") if a.actors and b.actors and not a.actors & b.actors else None


def later_turn(a: Told, b: Told) -> Veto | None:
    """What is agreed on one day may be rejected on another."""
    if a.event.type == b.event.type:
        return None
    days = [each.published[:10] if each.published else None for each in (a, b)]
    return Veto("the reports are of different days") if days[0] != days[1] else None


def same_sides(a: Told, b: Told) -> Share | None:
    """People, bodies or parties that take part in both."""
    shared = len(a.sides & b.sides) + len(a.people & b.people)
    return Share(shared / 2, "the same take part") if shared else None


def same_place(a: Told, b: Told) -> Share | None:
    """The place is the same."""
    return Share(1.0, "the place is the same") if a.place and a.place == b.place else None


def same_day(a: Told, b: Told) -> Share | None:
    """The day is the same."""
    return Share(1.0, "the day is the same") if a.days and a.days == b.days else None


def same_event(a: Told, b: Told) -> Share | None:
    """Both were taken for one event or claim."""
    joined = a.context.events & b.context.events or a.context.claims & b.context.claims
    return Share(1.0, "both were taken for one event") if joined else None


@dataclass(frozen=True, slots=True)
class Around:
    """What the words of two clauses say."""

    contexts: Contexts

    def like_words(self, a: Told, b: Told) -> Share | Veto | None:
        """Rare words of the clauses that are shared; some must be."""
        shared = sorted(set(a.context.stems) & set(b.context.stems))
        share = self.contexts.alike(a.context, b.context)
        return Share(share, f"shared: {', '.join(shared[:6])}") if share >= LIKE else Veto("the words are not alike")


ROWS: tuple[Row[Told], ...] = (
    Row(another_day),
    Row(another_place),
    Row(other_sides),
    Row(other_actors),
    Row(later_turn),
    Row(same_sides, 0.4),
    Row(same_place, 0.2),
    Row(same_day, 0.2),
    Row(same_event, 0.4),
)
"""What makes a happening and a denial one thing, but for the words."""


def _contradict(a: Told, b: Told) -> bool:
    if a.report == b.report:
        return False
    if a.event.type == b.event.type:
        statuses = {a.event.status, b.event.status}
        happened = a if a.event.status == "happened" else b
        return statuses == {"happened", "denied"} and happened.account is None
    happened_both = a.event.status == b.event.status == "happened"
    return happened_both and frozenset({a.event.type, b.event.type}) in OPPOSED and bool(a.people & b.people)


def _told(ground: Ground, contexts: Contexts) -> Iterator[Told]:
    for reading in ground.readings:
        for event in reading.events:
            context = contexts.of(event.trigger) if event.status in {"happened", "denied"} else None
            if context is not None and (event.status == "happened" or _is_denial(ground, event)):
                yield _one(ground, reading, event, context)


def _is_denial(ground: Ground, event: LocalEvent) -> bool:
    """Whether the sentence speaks of a denial: what is refused or not yet done is not denied to have been."""
    sentence = ground.sentence(event.trigger)
    if sentence is None:
        return False
    text = ground.reading[event.trigger.report].report.text[sentence.start : sentence.end]
    told = f" {' '.join(word.text for word in words(text))} "
    return any(f" {denial} " in told for denial in denials())


def _one(ground: Ground, reading: Reading, event: LocalEvent, context: Context) -> Told:
    report = reading.report.id
    ids = [ground.cast.id(report, each.entity) for each in event.participants]
    taking = [ground.entity[one] for one in ids if one in ground.entity]
    sides = {each.id if each.kind == "party" else each.party for each in taking} - {None}
    acting = [each for each in event.participants if each.role == "actor"]
    time = reading.times[event.time] if event.time is not None else None
    return Told(
        event=event,
        context=context,
        people=frozenset(each.id for each in taking if each.kind in {"person", "organisation"}),
        sides=frozenset(side for side in sides if side),
        actors=frozenset(one for each in acting if (one := ground.cast.id(report, each.entity)) in ground.entity),
        place=ground.cast.id(report, event.place),
        days=(time.first, time.last) if time and time.first and time.last else None,
        published=reading.report.published,
        account=ground.account(event.trigger),
    )


def _postings(told: Sequence[Told], contexts: Contexts) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(told):
        rare = contexts.rarest(each.context)
        for key in (*rare, *sorted(each.context.claims | each.context.events)):
            found[key].append(number)
    return found


def _found(ground: Ground, one: Told, other: Told, why: Sequence[Reason]) -> Discrepancy:
    if one.event.type == other.event.type:
        done, denied = (one, other) if one.event.status == "happened" else (other, one)
    else:
        done, denied = (one, other) if one.event.type == "AGREE" else (other, one)
    values = [Value(ground.quote(each.event.evidence), (each.event.evidence,)) for each in (done, denied)]
    by = f" by {denied.account.words}" if denied.account and denied.account.words else ""
    verb = "denied" if one.event.type == other.event.type else "rejected"
    here, there = ground.label(done.report), ground.label(denied.report)
    note = (
        f"{here} tells as a fact what is {verb}{by} in {there}: {quoted(values[0].value)}, {quoted(values[1].value)}."
    )
    return discrepancy("outcome", values, note, why)
