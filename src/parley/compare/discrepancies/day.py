"""Days: one single occasion, told for two days."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parley.compare.discrepancies.contexts import Contexts, stage
from parley.compare.discrepancies.dated import NEAR, Dated, Days, days_between, may_be_one
from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.lists import occasions
from parley.compare.groups import Group, Link, grouped, pairs
from parley.compare.meaning import likeness
from parley.compare.reasons import Row, Share, Veto, forbidden, weigh
from parley.story import Discrepancy, Value

ENOUGH = 0.8
"""Two tellings whose reasons weigh this much are of one occasion."""
AGAIN = 0.5
"""So much the reasons for two tellings of one day must weigh for the second to stand beside the first."""
VERBATIM = 0.75
"""So much of the words around must be the same, in order, for an event that may come more than once."""
FAR = 4
"""Days between two weekdays that can be slips for one another, or between two reports of one plan."""
ALIKE, SAME = 0.5, 0.9
"""Cosines between which a likeness of meaning counts from nothing to all."""
ALSO = 0.15
"""So much of the rarer words must be shared by another place that gives one of the days."""
LIKE = 0.4
"""So much of the rarer words must be shared by two tellings of one blow."""
SOON = 3
"""Days between two days to come that may be one day told wrongly; of days gone by one less."""
COMING, GONE = 0.65, 0.65
"""So like in meaning, without the day, two clauses of what is to come, or has happened, must be to be of one thing."""
RARE = 1.1
"""So many times the rarest word's weight two clauses of what has happened must share besides."""
CLOSE = 0.6
"""So like in meaning two clauses must be that tell what comes once and name nobody in common before the verb."""


def day_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """Days of one occasion that exclude each other, on the strongest evidence: the same words, or what comes once.

    Days within quotation marks or on which something was said, "today", sessions that follow each other, plans that
    moved, the same word resolved to two days and unanchored weekdays of dated reports are left out.
    """
    ground = contexts.ground
    dated = _without_repeats(sorted(Days(contexts), key=lambda each: each.time.span))
    rows = _rows(contexts)
    links: list[Link] = []
    for a, b in pairs(_postings(dated, contexts)):
        one, other = dated[a], dated[b]
        if _comparable(ground, one, other):
            verdict = weigh(rows, one, other)
            if verdict.score >= (AGAIN if may_be_one(one, other) else ENOUGH):
                links.append(Link(a, b, verdict.score, verdict.reasons))
    for group in grouped(dated, links, lambda one, other: forbidden(rows, one, other)):
        members = [dated[n] for n in group.members]
        members += _agreeing(dated, members, rows, contexts) if len(members) > 1 else []
        told = _told(sorted(members, key=lambda each: (each.is_bare, each.time.span)))
        if len(told) > 1:
            yield _found(ground, told, _telling(dated, group))


def _without_repeats(dated: Sequence[Dated]) -> list[Dated]:
    """The first of those that one report tells in the same words of the same day."""
    held: dict[tuple[object, ...], Dated] = {}
    for each in dated:
        held.setdefault((each.report, each.day, each.context.before, each.context.after), each)
    return list(held.values())


def _comparable(ground: Ground, one: Dated, other: Dated) -> bool:
    """Whether both have a date, or both only a weekday, and one word does not stand for two days."""
    same_form = ground.quote(one.time.span).casefold() == ground.quote(other.time.span).casefold()
    return len(one.day) == len(other.day) and (not same_form or one.day == other.day)


def one_sentence(a: Dated, b: Dated) -> Veto | None:
    """Two days of one sentence are two occasions."""
    same = a.report == b.report and a.context.sentence == b.context.sentence
    return Veto("both stand in one sentence") if same else None


def far_apart(a: Dated, b: Dated) -> Veto | None:
    """Bare weekdays of different weeks, or other numbers beside: the same words for another occasion."""
    if "XXXX" not in a.day + b.day and (a.is_bare or b.is_bare) and days_between(a, b) > FAR:
        return Veto("the days are far apart")
    if _once(a, b, ahead=True):
        return None
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
    if days[0] == days[1] or not any(each.planned or each.ahead for each in (a, b)):
        return None
    first = min(a.day, b.day)
    if any(day == first and "next" in each.context.around for day, each in zip(days, (a, b), strict=True)):
        return Veto("what comes next for one report is not what came on its own day")
    told = a.context.around | b.context.around
    if not (a.ahead and b.ahead) or any(day and day > first for day in days) or told & occasions().changed:
        return Veto("plans may have moved between the reports")
    return None


def at_midnight(a: Dated, b: Dated) -> Veto | None:
    """Midnight belongs to the day before as well as to the day after."""
    told = any("midnight" in {*each.context.around, *each.words} for each in (a, b))
    return Veto("one of them is told of midnight") if told and _within(a, b, 1) else None


def another_bound(a: Dated, b: Dated) -> Veto | None:
    """One is the day itself, the other only ends the time for it."""
    return Veto("one is a day, the other a limit") if a.is_limit != b.is_limit else None


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around two days say."""

    contexts: Contexts

    def another_occasion(self, a: Dated, b: Dated) -> Veto | None:
        """What comes more than once, or is said to, needs the same words."""
        if self.contexts.same_words(a.context, b.context) >= VERBATIM:
            return None
        lists = occasions()
        if _ordinals(a) and _ordinals(b) and not _ordinals(a) & _ordinals(b):
            return Veto("each is another of a row")
        if _once(a, b, ahead=True) or self.one_to_come(a, b) or self.one_gone_by(a, b):
            return None
        for each in (a, b):
            beside = {*each.context.before[-NEAR:], *each.context.after[:NEAR]}
            if beside & lists.again:
                return Veto("the words beside say that it happens again or goes on")
            if any(event.type in lists.repeated for event in each.events) and not (
                a.begins & b.begins or self._one_blow(a, b)
            ):
                return Veto("such events come more than once")
        return None

    def _one_blow(self, a: Dated, b: Dated) -> bool:
        """Whether both tell of violence at one place in like words: the same thing is hardly hit twice in a week."""
        hit = all(any(event.type == "ASSAULT" for event in each.events) for each in (a, b))
        place = a.context.named_as("place") & b.context.named_as("place")
        return bool(hit and place) and self.contexts.alike(a.context, b.context) >= LIKE

    def one_to_come(self, a: Dated, b: Dated) -> Share | None:
        """Both tell in like words what is to come within days, of which there is one next."""
        cosine = likeness(a.meaning, b.meaning) or 0.0
        shared = set(a.context.stems) & set(b.context.stems) or a.subject & b.subject
        if not (a.ahead and b.ahead and shared and cosine >= COMING and _within(a, b, SOON)):
            return None
        return Share(1.0, f"both tell of one thing to come: the clauses have a cosine of {cosine:.2f}")

    def one_gone_by(self, a: Dated, b: Dated) -> Share | None:
        """Both tell in like and rare words what has happened on one of two days that follow each other."""
        if _people_apart(a, b) or _since(a, b):
            return None
        cosine = likeness(a.meaning, b.meaning) or 0.0
        shared = set(a.context.stems) & set(b.context.stems)
        rare = self.contexts.rarity.weight(shared) >= RARE * self.contexts.rarity.one("") if shared else False
        if a.ahead or b.ahead or a.report == b.report or not rare or cosine < GONE or not _within(a, b, SOON - 1):
            return None
        return Share(1.0, f"both tell of one thing gone by: {', '.join(sorted(shared)[:6])}")

    def one_blow(self, a: Dated, b: Dated) -> Share | None:
        """Both tell of violence at one place in like words."""
        return Share(1.0, "both tell of violence at one place in like words") if self._one_blow(a, b) else None

    def same_words(self, a: Dated, b: Dated) -> Share | None:
        """The words around the days are the same, in order."""
        share = self.contexts.same_words(a.context, b.context)
        return Share(share, f"{share:.0%} of the words around the days are the same") if share >= 0.7 else None

    def like_words(self, a: Dated, b: Dated) -> Share | None:
        """Rare words around the days that are shared."""
        shared = sorted(set(a.context.stems) & set(b.context.stems))
        return Share(self.contexts.alike(a.context, b.context), f"shared around the days: {', '.join(shared[:6])}")


def _people_apart(a: Dated, b: Dated) -> bool:
    """Whether each names people of its own, so that the same hosts may have met two guests."""
    one, other = a.context.named_as("person"), b.context.named_as("person")
    return bool(one - other and other - one)


def _since(a: Dated, b: Dated) -> bool:
    """Whether the later day comes after the report of the earlier was published, so that the thing may be another."""
    first, last = sorted((a, b), key=lambda each: each.day)
    return bool(first.published and "XXXX" not in last.day and last.day > first.published[:10])


def _within(a: Dated, b: Dated, most: int) -> bool:
    return "XXXX" not in a.day + b.day and days_between(a, b) <= most


def _ordinals(each: Dated) -> frozenset[str]:
    return occasions().ordinals & each.context.around


def alike_in_meaning(a: Dated, b: Dated) -> Share | None:
    """The clauses mean the same without the words of the day, as far as the encoder can tell."""
    cosine = likeness(a.meaning, b.meaning)
    if cosine is None or cosine <= ALIKE:
        return None
    return Share((cosine - ALIKE) / (SAME - ALIKE), f"the clauses have a cosine of {cosine:.2f} without the day")


def same_beginning(a: Dated, b: Dated) -> Share | None:
    """Both tell when the same kind of thing begins or comes, which it does once."""
    both = sorted(_once(a, b))
    return Share(1.0, f"both tell when the {both[0]} begins") if both else None


def both_to_come(a: Dated, b: Dated) -> Share | None:
    """Both tell what one and the same is to do after the reports were published."""
    common = sorted(a.subject & b.subject)
    return Share(1.0, f"both are to come, for {common[0]}") if a.ahead and b.ahead and common else None


def same_date(a: Dated, b: Dated) -> Share | None:
    """Both give one date of the calendar, which is still to come."""
    shown = a.day == b.day and not (a.is_bare or b.is_bare) and a.ahead and b.ahead
    return Share(1.0, f"both give {a.day}") if shown else None


def _once(a: Dated, b: Dated, *, ahead: bool = False) -> frozenset[str]:
    """What comes once by both; what is told by its verb alone needs a common subject or meaning."""
    found = set()
    for each in occasions().begins:
        if (
            each.name not in a.begins & b.begins
            or (ahead and not each.ahead)
            or (each.ahead and not (a.ahead and b.ahead))
        ):
            continue
        if each.things or a.subject & b.subject or (likeness(a.meaning, b.meaning) or 0.0) >= CLOSE:
            found.add(each.name)
    return frozenset(found)


def same_event(a: Dated, b: Dated) -> Share | None:
    """Both stand in evidence of one claim or event."""
    joined = a.context.claims & b.context.claims or a.context.events & b.context.events
    return Share(1.0, "both tell of one event") if joined else None


def vetoes(contexts: Contexts) -> tuple[Row[Dated], ...]:
    """What makes two days of like words days of two occasions."""
    return (
        Row(one_sentence),
        Row(far_apart),
        Row(another_place),
        Row(both_days),
        Row(another_bound),
        Row(at_midnight),
        Row(moved),
        Row(Around(contexts).another_occasion),
    )


def _rows(contexts: Contexts) -> tuple[Row[Dated], ...]:
    """What makes two days the day of one occasion."""
    around = Around(contexts)
    return (
        *vetoes(contexts),
        Row(around.same_words, 1.0),
        Row(around.like_words, 0.6),
        Row(alike_in_meaning, 0.6),
        Row(same_beginning, 0.8),
        Row(around.one_blow, 0.3),
        Row(around.one_to_come, 0.8),
        Row(around.one_gone_by, 0.6),
        Row(both_to_come, 0.3),
        Row(same_date, 0.3),
        Row(same_event, 0.3),
    )


def _postings(dated: Sequence[Dated], contexts: Contexts) -> dict[str, list[int]]:
    """Days by the rarest words around, by claim and event, and by what begins."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(dated):
        rare = contexts.rarest(each.context)
        for key in (*rare, *sorted(each.context.claims | each.context.events)):
            found[key].append(number)
        for day in _near_days(each):
            for name in ["ahead"] if each.ahead else sorted(each.context.named_as("place", "person", "organisation")):
                found[f"{name}\x1f{day}"].append(number)
        for name in sorted(each.begins):
            found[f"begins\x1f{name}"].append(number)
    return found


def _near_days(each: Dated) -> Iterator[str]:
    """The day and those right after it, under which days that are near each other meet."""
    if "XXXX" not in each.day:
        for after in range(SOON + 1):
            yield (date.fromisoformat(each.day) + timedelta(days=after)).isoformat()


def _told(members: Sequence[Dated]) -> dict[str, list[Dated]]:
    """Members by day, where a bare weekday joins the day that it may stand for."""
    told: dict[str, list[Dated]] = defaultdict(list)
    for each in members:
        same = next((same for same in told.values() if may_be_one(same[0], each)), None)
        told[same[0].day if same else each.day].append(each)
    return told


def _agreeing(
    dated: Sequence[Dated], members: Sequence[Dated], rows: Sequence[Row[Dated]], contexts: Contexts
) -> list[Dated]:
    """Other places that give one of the days in words like those of a member that gives it, or for the same reasons."""
    places = {each.time.span for each in members}
    return [
        each
        for each in dated
        if each.time.span not in places
        and any(
            _comparable(contexts.ground, each, own)
            and may_be_one(each, own)
            and (_near(contexts, each, own) or weigh(rows, each, own).score >= AGAIN)
            for own in members
        )
    ]


def _near(contexts: Contexts, a: Dated, b: Dated) -> bool:
    """Whether two tellings of one day, both to come or both gone by, are in like words or mean the same."""
    if a.ahead != b.ahead or another_place(a, b) is not None:
        return False
    like = (likeness(a.meaning, b.meaning) or 0.0) >= COMING and bool(set(a.context.stems) & set(b.context.stems))
    return like or contexts.alike(a.context, b.context) >= ALSO


def _telling(dated: Sequence[Dated], group: Group) -> Link:
    """The strongest link between two days."""
    return next(link for link in group.links if not may_be_one(dated[link.a], dated[link.b]))


def _found(ground: Ground, told: dict[str, list[Dated]], link: Link) -> Discrepancy:
    values = [
        Value(ground.quote(same[0].time.span), tuple(each.context.evidence for each in same))
        for _, same in sorted(told.items())
    ]
    ways = [
        f"{quoted(ground.quote(same[0].time.span))}{_iso(day)} in {ground.labels(each.report for each in same)}"
        for day, same in sorted(told.items())
    ]
    note = f"The reports give different days for one occasion: {listed(ways)}."
    return discrepancy("day", values, note, link.reasons)


def _iso(day: str) -> str:
    return "" if day.startswith("XXXX") else f" ({day})"
