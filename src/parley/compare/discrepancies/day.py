"""Days: one single occasion, told for two days."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from parley.compare.discrepancies.contexts import Context, Contexts, stage
from parley.compare.discrepancies.ground import Covers, Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.lists import occasions
from parley.compare.groups import Group, Link, grouped, pairs
from parley.compare.reasons import Row, Share, Veto, weigh
from parley.compare.words import words
from parley.reading import LocalEvent, Reading, TimeExpression
from parley.story import Discrepancy, Value

ENOUGH = 0.8
"""Two tellings whose reasons weigh this much are of one occasion."""
VERBATIM = 0.75
"""So much of the words around must be the same, in order, for an event that may come more than once."""
FAR = 4
"""Days between two weekdays that can be slips for one another."""
NEAR = 6
"""Words on either side that may say that a thing happens again."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A single day and what stands around it."""

    time: TimeExpression
    context: Context
    day: str
    """ISO day, or the TIMEX3 value of a weekday where neither report has a date."""
    events: tuple[LocalEvent, ...]
    published: str | None
    begins: frozenset[str]
    """Names of what begins, by the words around, on that day."""
    is_bare: bool = False
    """Whether it is written as a weekday without a date."""

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.time.span.report

    @property
    def planned(self) -> bool:
        """Whether what happens on the day is still to come, as the report tells it."""
        return any(event.status in {"planned", "proposed"} for event in self.events)


def day_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """Days of one occasion that exclude each other, on the strongest evidence: the same words, or what begins once.

    Days within quotation marks or on which something was said, "today", sessions that follow each other, plans that
    moved, the same word resolved to two days and unanchored weekdays of dated reports are left out.
    """
    ground = contexts.ground
    dated = sorted(_dated(ground, contexts), key=lambda each: each.time.span)
    rows = _rows(contexts)
    links: list[Link] = []
    for a, b in pairs(_postings(dated, contexts)):
        one, other = dated[a], dated[b]
        same_form = ground.quote(one.time.span).casefold() == ground.quote(other.time.span).casefold()
        if len(one.day) == len(other.day) and not same_form and not _may_be_one(one, other):
            verdict = weigh(rows, one, other)
            if verdict.score >= ENOUGH:
                links.append(Link(a, b, verdict.score, verdict.reasons))
    for group in grouped(dated, links, lambda one, other: False):
        if group.links:
            yield _found(ground, dated, group)


def one_sentence(a: Dated, b: Dated) -> Veto | None:
    """Two days of one sentence are two occasions."""
    same = a.report == b.report and a.context.sentence == b.context.sentence
    return Veto("both stand in one sentence") if same else None


def far_apart(a: Dated, b: Dated) -> Veto | None:
    """Bare weekdays of different weeks, or other numbers beside: the same words for another occasion."""
    if "XXXX" not in a.day + b.day and (a.is_bare or b.is_bare) and _days_between(a, b) > FAR:
        return Veto("the days are far apart")
    one, other = ({word for word in each.context.around if word[0].isdigit()} for each in (a, b))
    return Veto("other numbers stand beside") if one and other and not one & other else None


def another_place(a: Dated, b: Dated) -> Veto | None:
    """Each names places of its own."""
    one, other = a.context.named_as("place"), b.context.named_as("place")
    return Veto("each names another place") if one and other and not one & other else None


def both_days(a: Dated, b: Dated) -> Veto | None:
    """One of the sentences has the other's day, too."""
    for one, other in ((a, b), (b, a)):
        for time in one.context.times:
            if time.value == other.day or (time.first and time.last and time.first <= other.day <= time.last):
                return Veto("one of them speaks of both days")
    return None


def moved(a: Dated, b: Dated) -> Veto | None:
    """A plan and a deed, an offer and an agreement, or plans of reports of different days."""
    if a.planned != b.planned and a.events and b.events:
        return Veto("one is planned, the other happened")
    stages = {stage(a.context), stage(b.context)}
    if stages == {"offered", "done"}:
        return Veto("one is offered, the other agreed")
    days = [each.published[:10] if each.published else None for each in (a, b)]
    if (a.planned or b.planned or a.begins) and days[0] != days[1]:
        return Veto("plans may have moved between the reports")
    return None


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around two days say."""

    contexts: Contexts

    def another_occasion(self, a: Dated, b: Dated) -> Veto | None:
        """What comes more than once, or is said to, needs the same words."""
        if self.contexts.same_words(a.context, b.context) >= VERBATIM:
            return None
        lists = occasions()
        for each in (a, b):
            beside = {*each.context.before[-NEAR:], *each.context.after[:NEAR]}
            if beside & lists.again:
                return Veto("the words beside say that it happens again or goes on")
            if any(event.type in lists.repeated for event in each.events) and not a.begins & b.begins:
                return Veto("such events come more than once")
        return None

    def same_words(self, a: Dated, b: Dated) -> Share | None:
        """The words around the days are the same, in order."""
        share = self.contexts.same_words(a.context, b.context)
        return Share(share, f"{share:.0%} of the words around the days are the same") if share >= 0.7 else None

    def like_words(self, a: Dated, b: Dated) -> Share | None:
        """Rare words around the days that are shared."""
        shared = sorted(set(a.context.stems) & set(b.context.stems))
        return Share(self.contexts.alike(a.context, b.context), f"shared around the days: {', '.join(shared[:6])}")


def same_beginning(a: Dated, b: Dated) -> Share | None:
    """Both tell when the same kind of thing begins, which begins once."""
    both = sorted(a.begins & b.begins)
    return Share(1.0, f"both tell when the {both[0]} begins") if both else None


def same_event(a: Dated, b: Dated) -> Share | None:
    """Both stand in evidence of one claim or event."""
    joined = a.context.claims & b.context.claims or a.context.events & b.context.events
    return Share(1.0, "both tell of one event") if joined else None


def _rows(contexts: Contexts) -> tuple[Row[Dated], ...]:
    """What makes two days the day of one occasion."""
    around = Around(contexts)
    return (
        Row(one_sentence),
        Row(far_apart),
        Row(another_place),
        Row(both_days),
        Row(moved),
        Row(around.another_occasion),
        Row(around.same_words, 1.0),
        Row(around.like_words, 0.6),
        Row(same_beginning, 0.8),
        Row(same_event, 0.3),
    )


def _dated(ground: Ground, contexts: Contexts) -> Iterator[Dated]:
    for reading in ground.readings:
        uttered = {each.time for each in reading.attributions if each.time is not None}
        quoted_words = Covers((reading.report.span(q.start, q.end), "quoted") for q in reading.quotations)
        events: dict[int, list[LocalEvent]] = defaultdict(list)
        for event in reading.events:
            if event.time is not None:
                events[event.time].append(event)
        for number, time in enumerate(reading.times):
            day = _day(reading, time) if occasions().named & set(_words(ground.quote(time.span))) else None
            is_told = number not in uttered and not quoted_words.at(time.span)
            context = contexts.of(time.span) if day and is_told else None
            if day and context is not None:
                begins = _begins(ground, context)
                told = tuple(events.get(number, ()))
                is_bare = not any(mark.isdigit() for mark in ground.quote(time.span))
                yield Dated(time, context, day, told, reading.report.published, begins, is_bare)


def _day(reading: Reading, time: TimeExpression) -> str | None:
    if time.type not in {"DATE", "TIME"}:
        return None
    if time.first and time.first == time.last:
        return time.first
    return time.value if reading.report.day is None and time.value.startswith("XXXX-WXX-") else None


def _may_be_one(a: Dated, b: Dated) -> bool:
    """Whether the days are the same, or a week apart where a bare weekday may have been resolved a week too early."""
    if "XXXX" in a.day + b.day or not (a.is_bare or b.is_bare):
        return a.day == b.day
    return _days_between(a, b) == 7


def _days_between(a: Dated, b: Dated) -> int:
    return abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.text.strip(".") for word in words(text))


def _begins(ground: Ground, context: Context) -> frozenset[str]:
    """What begins on the day: a thing named in the sentence, and a verb of beginning right before the day."""
    sentence = ground.sentence(context.place)
    if sentence is None:
        return frozenset()
    text = ground.reading[context.place.report].report.text[sentence.start : sentence.end]
    told = f" {' '.join(word.text for word in words(text))} "
    beside = f" {' '.join(context.before[-NEAR:])} "
    return frozenset(
        each.name
        for each in occasions().begins
        if any(f" {thing} " in told for thing in each.things) and any(f" {verb} " in beside for verb in each.verbs)
    )


def _postings(dated: Sequence[Dated], contexts: Contexts) -> dict[str, list[int]]:
    """Days by the rarest words around, by claim and event, and by what begins."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(dated):
        rare = contexts.rarest(each.context)
        for key in (*rare, *sorted(each.context.claims | each.context.events)):
            found[key].append(number)
        for name in sorted(each.begins):
            found[f"begins\x1f{name}"].append(number)
    return found


def _found(ground: Ground, dated: Sequence[Dated], group: Group) -> Discrepancy:
    members = sorted((dated[number] for number in group.members), key=lambda each: (each.is_bare, each.time.span))
    told: dict[str, list[Dated]] = defaultdict(list)
    for each in members:
        same = next((same for same in told.values() if _may_be_one(same[0], each)), None)
        told[same[0].day if same else each.day].append(each)
    values = [
        Value(ground.quote(same[0].time.span), tuple(each.context.evidence for each in same))
        for _, same in sorted(told.items())
    ]
    ways = [
        f"{quoted(ground.quote(same[0].time.span))}{_iso(day)} in {ground.labels(each.report for each in same)}"
        for day, same in sorted(told.items())
    ]
    note = f"The reports give different days for one occasion: {listed(ways)}."
    return discrepancy("day", values, note, group.links[0].reasons)


def _iso(day: str) -> str:
    return "" if day.startswith("XXXX") else f" ({day})"
