"""Presence: who was there by one report and stayed away by another, by the words for being there and not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from parley.compare.discrepancies.contexts import Context, Contexts
from parley.compare.discrepancies.ground import Ground, discrepancy
from parley.compare.discrepancies.lists import attendance
from parley.compare.reasons import Row, Share, Veto, weigh
from parley.compare.words import Word, words
from parley.reading import Reading, Sentence
from parley.report import Span
from parley.story import Discrepancy, Entity, Reason, Value

ENOUGH = 0.6
"""A presence and an absence whose reasons weigh this much are of one occasion."""
DAYS = 3
"""Reports further apart than so many days may tell of two occasions."""
BEFORE = 4
"""Within so many words before stands what turns a presence round."""


@dataclass(frozen=True, slots=True)
class Attended:
    """What a sentence says of somebody's presence: who, in which words, on which day."""

    who: Entity
    there: bool
    sent: frozenset[str]
    """Bodies whose presence or absence it is besides."""
    beside: frozenset[str]
    """Whoever else is named in the sentence and those around it."""
    evidence: Span
    context: Context
    days: frozenset[str]
    published: str | None

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.evidence.report


def presence_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """People, bodies and parties that one report says were there and another that they were not, of one occasion."""
    ground = contexts.ground
    told = [each for reading in ground.readings for each in _Told(contexts, reading)]
    there: dict[str, list[Attended]] = defaultdict(list)
    for each in told:
        if each.there:
            for name in (each.who.id, *sorted(each.sent)):
                there[name].append(each)
    rows = (*ROWS, Row(Alike(contexts).like_words, 0.3))
    for each in told:
        if not each.there:
            found = [(weigh(rows, each, other), other) for other in there[each.who.id] if other.report != each.report]
            met = [(verdict, other) for verdict, other in found if verdict.score >= ENOUGH]
            if met:
                best = max(met, key=lambda pair: pair[0].score)[0]
                yield _found(ground, each, [other for _, other in met], best.reasons)


def another_day(away: Attended, there: Attended) -> Veto | None:
    """Days that do not fit; where one report gives none, the day before it or its own."""
    if away.days and there.days:
        return None if away.days & there.days else Veto("each is told of another day")
    days = away.days or there.days
    other = there if away.days else away
    if days and other.published and not days & _recent(other.published):
        return Veto("the day told is not that of the other report")
    return None


def another_occasion(away: Attended, there: Attended) -> Veto | None:
    """Words of a further occasion beside one of them, or other places, or reports far apart."""
    if not attendance().again.isdisjoint(_near(away.context)) or not attendance().again.isdisjoint(
        _near(there.context)
    ):
        return Veto("one speaks of a further occasion")
    places = away.context.named_as("place"), there.context.named_as("place")
    if places[0] and places[1] and not places[0] & places[1]:
        return Veto("each is told of another place")
    if away.published and there.published and _apart(away.published, there.published) > DAYS:
        return Veto("the reports are days apart")
    return None


def same_one(away: Attended, there: Attended) -> Share | None:
    """The one who was not there was there, or one of that body was."""
    if away.who.id == there.who.id:
        return Share(1.0, f"both speak of {away.who.name}")
    return Share(0.7, f"{there.who.name} came from {away.who.name}")


def same_day(away: Attended, there: Attended) -> Share | None:
    """The day is the same."""
    both = away.days & there.days
    return Share(1.0, f"both speak of {min(both)}") if both else None


def named_beside(away: Attended, there: Attended) -> Share | None:
    """Others who are named beside in both."""
    both = len(away.beside & there.beside)
    return Share(min(1.0, both / 2), "the same are named beside") if both else None


ROWS: tuple[Row[Attended], ...] = (
    Row(another_day),
    Row(another_occasion),
    Row(same_one, 0.4),
    Row(same_day, 0.35),
    Row(named_beside, 0.25),
)
"""What makes a presence and an absence those of one occasion, but for the words."""


@dataclass(frozen=True, slots=True)
class Alike:
    """What the words around say."""

    contexts: Contexts

    def like_words(self, away: Attended, there: Attended) -> Share | None:
        """Rare words that are shared, or a word for the occasion."""
        share = self.contexts.alike(away.context, there.context)
        occasions = [attendance().occasions & each.context.around for each in (away, there)]
        share = max(share, 0.5 if occasions[0] and occasions[1] else 0.0)
        return Share(share, "the words around are alike") if share > 0 else None


class _Told:
    """What one report says of who was there."""

    def __init__(self, contexts: Contexts, reading: Reading) -> None:
        self.contexts = contexts
        self.ground = contexts.ground
        self.reading = reading
        self.sources = [each.source for each in reading.attributions if each.source]

    def __iter__(self) -> Iterator[Attended]:
        for number, sentence in enumerate(self.reading.sentences):
            found = words(self.reading.report.text, sentence.start, sentence.end)
            told = _phrase(found)
            if told is not None:
                first, there = told
                yield from self._attended(number, sentence, found[first], there=there)
            else:
                yield from self._listed(number, sentence, found)

    def _listed(self, number: int, sentence: Sentence, found: Sequence[Word]) -> Iterator[Attended]:
        """Those whom a sentence names after words that say who was there ("Velm was represented by …")."""
        line = [word.text for word in found]
        for phrase in attendance().named:
            parts = phrase.split()
            at = next((n for n in range(len(line)) if line[n : n + len(parts)] == parts), None)
            if at is not None and not (_UNREAL | _TURNING) & {*line[max(0, at - BEFORE) : at]}:
                after = self.reading.report.span(found[at].start, sentence.end)
                context = self.contexts.of(self.reading.report.span(found[at].start, found[at].end))
                people = [each for each in self._named(after) if each.kind == "person"]
                if context is not None:
                    yield from (self._one(who, people, number, context, there=True) for who in people)
                return

    def _attended(self, number: int, sentence: Sentence, at: Word, *, there: bool) -> Iterator[Attended]:
        report = self.reading.report
        context = self.contexts.of(report.span(at.start, at.end))
        if context is None or at.start == sentence.start:
            return
        before = report.span(sentence.start, at.start)
        named = [each for each in self._named(before) if each.kind in {"person", "organisation", "party"}]
        people = [each for each in named if each.kind == "person"]
        bodies = [each for each in named if each.kind != "person"]
        subjects = people[-1:] if not there else people
        if not people and bodies and self._for_body(before):
            subjects = bodies[-1:]
        for who in subjects:
            yield self._one(who, bodies, number, context, there=there)

    def _one(self, who: Entity, bodies: Sequence[Entity], number: int, context: Context, *, there: bool) -> Attended:
        """What a sentence says of the presence of one person or body."""
        report, held = self.reading.report, self.reading.sentences
        wide = report.span(held[max(0, number - 1)].start, held[min(len(held) - 1, number + 1)].end)
        beside = {each.id for each in self._named(wide) if each.kind != "place"}
        sent = frozenset(each.id for each in bodies if each.kind != "person")
        return Attended(
            who=who,
            there=there,
            sent=sent | ({who.party} - {None} if who.party else frozenset()),
            beside=frozenset(beside - {who.id, who.party}),
            evidence=report.span(held[number].start, held[number].end),
            context=context,
            days=frozenset(t.first for t in context.times if t.type == "DATE" and t.first and t.first == t.last),
            published=_dated(report.day),
        )

    def _named(self, span: Span) -> Sequence[Entity]:
        """Who is named and does not merely tell it."""
        cast, known = self.ground.cast, self.ground.entity
        found = [
            cast.id(span.report, each.entity)
            for each in self.ground.mentions(span)
            if each.form in {"name", "metonym"} and not any(source.covers(each.span) for source in self.sources)
        ]
        return [known[one] for one in dict.fromkeys(found) if one in known]

    def _for_body(self, before: Span) -> bool:
        """Whether the body itself, or those who speak for it, are the subject."""
        told = [word.text for word in words(self.reading.report.text, before.start, before.end)]
        return len(told) <= BEFORE or not attendance().members.isdisjoint(told)


def _phrase(found: Sequence[Word]) -> tuple[int, bool] | None:
    """Where a sentence says that somebody was not there, else that somebody was: the first word, and which it is."""
    line = [word.text for word in found]
    present: tuple[int, bool] | None = None
    for there, phrases in ((False, _parts(attendance().away)), (True, _parts(attendance().there))):
        for at in (at for parts in phrases if parts[0] in line for at in _places(line, parts)):
            before = set(line[max(0, at - BEFORE) : at])
            if before & _UNREAL:
                return present
            turned = bool(before & _TURNING)
            if there and not turned:
                present = present or (at, True)
            elif there or not turned:
                return at, False
    return present


@cache
def _parts(phrases: Sequence[str]) -> Sequence[list[str]]:
    return [phrase.split() for phrase in phrases]


def _places(line: Sequence[str], parts: Sequence[str]) -> Iterator[int]:
    return (at for at in range(len(line) - len(parts) + 1) if line[at : at + len(parts)] == parts)


_TURNING = {"not", "n't", "never", "neither", "nor"}
_UNREAL = {"will", "would", "could", "may", "might", "should", "must", "if", "whether", "to", "can", "unless", "shall"}


def _dated(day: str | None) -> str | None:
    """A day of the calendar, or None where the report has none that can be read."""
    try:
        return date.fromisoformat(day).isoformat() if day else None
    except ValueError:
        return None


def _near(context: Context) -> frozenset[str]:
    return frozenset((*context.before[-6:], *context.after[:6]))


def _recent(published: str) -> frozenset[str]:
    """The day of a report and the two before it."""
    day = date.fromisoformat(published)
    return frozenset((day - timedelta(days=back)).isoformat() for back in range(3))


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _found(ground: Ground, away: Attended, there: Sequence[Attended], why: Sequence[Reason]) -> Discrepancy:
    name = away.who.name
    values = (
        Value(f"{name} was there", tuple(each.evidence for each in there)),
        Value(f"{name} was not there", (away.evidence,)),
    )
    here = ground.labels(each.report for each in there)
    note = f"{here} has {name} present at what, by {ground.label(away.report)}, {name} was not at."
    return discrepancy("participant", values, note, why)
