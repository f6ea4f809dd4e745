"""Denials: what one report tells as done and another as not done, in the words of a deed and its negative."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from parley.compare.discrepancies.acts import general, lists
from parley.compare.discrepancies.contexts import Contexts
from parley.compare.discrepancies.deeds import Deed, deeds
from parley.compare.discrepancies.ground import Ground, discrepancy, quoted
from parley.compare.discrepancies.lists import occasions
from parley.compare.reasons import Row, Share, Verdict, Veto, weigh
from parley.compare.words import stem
from parley.report import Span
from parley.story import Discrepancy, Value

ENOUGH = 0.6
"""A deed and a denial whose reasons weigh this much are of one thing."""
CROWD = 48
"""Of a deed that is told more often, only tellings that share a rare word with the denial are compared."""
BESIDE = 400
"""Denials of one deed within so many characters are one denial."""
KEYS = 6
"""A denial is held against tellings that share one of so many of its rarest words."""
FULL = 2.0
"""So many times the rarest word's weight must be shared for two topics to be fully one."""


def denied_deeds(contexts: Contexts) -> Iterator[Discrepancy]:
    """A deed told as done by one report and as not done by another, of the same doers, topic and time.

    What is done after it was told as not done is an update, and none; nor is a plan, a condition or another's deed.
    """
    ground = contexts.ground
    rows = Rows(ground, contexts)
    told = tuple(_pairs(ground, contexts))
    core: dict[str, list[Pair]] = defaultdict(list)
    for denied, done in told:
        verdict = weigh(rows.strict, denied, done)
        if verdict.score >= ENOUGH:
            core[denied.act].append(Pair(denied, done, verdict))
    for act, found in sorted(core.items()):
        loose = [(denied, done) for denied, done in told if denied.act == act]
        for joined in _joined(found):
            more = [denied for denied, done in loose if _fellow(rows, joined, denied, done)]
            yield _found(ground, joined, more)


@dataclass(frozen=True, slots=True)
class Pair:
    """A denial and the deed that it denies, with the reasons."""

    denied: Deed
    done: Deed
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Rows:
    """The reasons for which a denial and a deed are of one thing."""

    ground: Ground
    contexts: Contexts

    @property
    def strict(self) -> tuple[Row[Deed], ...]:
        """The table: vetoes first."""
        return (Row(self.done_later), Row(self.another_topic), *self.loose)

    @property
    def loose(self) -> tuple[Row[Deed], ...]:
        """The table for further passages on what is known to be denied."""
        return (
            Row(self.another_day),
            Row(self.others_act),
            Row(self.one_deed, 0.3),
            Row(self.denied_outright, 0.25),
            Row(self.same_doers, 0.25),
            Row(self.same_topic, 0.4),
            Row(self.same_day, 0.1),
        )

    def done_later(self, denied: Deed, done: Deed) -> Veto | None:
        """What was not done by one day may have been done by the next."""
        if self._answers(denied, done):
            return None
        earlier = denied.published and done.published and denied.published < done.published
        if earlier and (not done.days or min(done.days) > (denied.published or "")):
            return Veto("it may have been done since")
        return None

    def another_topic(self, denied: Deed, done: Deed) -> Veto | None:
        """The denial has a topic of its own, or shares nothing at all."""
        shared = self._plain(denied.features & done.features)
        if general(denied.act):
            shared = frozenset(word for word in shared if not word[0].isdigit() and word not in _dates())
        if shared or self._answers(denied, done):
            return None
        if denied.emphatic and denied.listed and self._all_named(denied, done):
            return None
        if general(denied.act) or not denied.emphatic or not denied.listed or len(self._plain(denied.features)) > 1:
            return Veto("the topics are not alike")
        near = self._near(denied, done) or self._people(denied) & self._people(done)
        return None if near else Veto("nothing but the deed is shared")

    def _answers(self, denied: Deed, done: Deed) -> bool:
        """Whether somebody's denial of what others tell of a known deed meets the telling of it."""
        return denied.answers and denied.listed and bool(denied.actors & done.actors)

    def _all_named(self, denied: Deed, done: Deed) -> bool:
        """Whether the same act, with somebody else whom the denial names."""
        named = {each for each in denied.features if each in self.ground.entity} - denied.actors
        others = {each for each in named if self.ground.entity[each].kind in {"person", "organisation"}}
        return bool(denied.actors & done.actors and others) and denied.actors | others <= done.wide

    def another_day(self, denied: Deed, done: Deed) -> Veto | None:
        """Each is told of days of its own."""
        apart = denied.days and done.days and not denied.days & done.days
        return Veto("each is told of another day") if apart else None

    def others_act(self, denied: Deed, done: Deed) -> Veto | None:
        """Each has doers of its own."""
        if not denied.actors or not done.actors or self._sides(denied) & self._sides(done):
            return None
        return None if denied.actors & done.wide or done.actors & denied.wide else Veto("others act")

    def one_deed(self, denied: Deed, done: Deed) -> Share | None:
        """The same deed; one that is known by many words says more."""
        both = denied.listed and done.listed
        return Share(1.0 if both else 0.4, f"both tell of one deed: {denied.act}")

    def denied_outright(self, denied: Deed, done: Deed) -> Share | None:
        """Denied of everybody, of all times, or in so many words."""
        return Share(1.0, "it is denied outright") if denied.emphatic else None

    def same_doers(self, denied: Deed, done: Deed) -> Share | None:
        """The doers are the same, or of one side."""
        if denied.actors & done.actors:
            return Share(1.0, "the same act")
        if self._people(denied) & self._people(done):
            return Share(1.0, "who denies it is said to have done it")
        if self._sides(denied) & self._sides(done):
            return Share(0.7, "they are of one side")
        near = denied.actors & done.wide or done.actors & denied.wide
        return Share(0.5, "the doers are named beside") if near else None

    def same_topic(self, denied: Deed, done: Deed) -> Share | None:
        """Rare words that the clauses share, or one clause and what stands around the other."""
        shared, near = self._plain(denied.features & done.features), self._near(denied, done)
        full = FULL * self.contexts.rarity.one("")
        weight = self.contexts.rarity.weight(shared) + 0.5 * self.contexts.rarity.weight(near - shared)
        told = ", ".join(sorted(shared | near)[:6])
        return Share(min(1.0, weight / full), f"shared: {told}") if shared or near else None

    def same_day(self, denied: Deed, done: Deed) -> Share | None:
        """The day is the same."""
        return Share(1.0, f"both speak of {min(denied.days & done.days)}") if denied.days & done.days else None

    def _near(self, denied: Deed, done: Deed) -> frozenset[str]:
        return self._plain((denied.features & done.wide) | (denied.wide & done.features))

    def _plain(self, features: frozenset[str]) -> frozenset[str]:
        """Words that are no entities."""
        return frozenset(each for each in features if each not in self.ground.entity)

    def _people(self, deed: Deed) -> frozenset[str]:
        """Who acts; of a denial also who denies."""
        return deed.actors | ({deed.teller} if deed.teller and not deed.done else frozenset())

    def _sides(self, deed: Deed) -> frozenset[str]:
        held = (self.ground.entity[one] for one in self._people(deed) if one in self.ground.entity)
        return frozenset(each.party or each.id for each in held)


@cache
def _dates() -> frozenset[str]:
    """Stems of words of number and time, which are no topic."""
    return frozenset(stem(word) for word in sorted(occasions().named | lists().frames["measured"]))


def _pairs(ground: Ground, contexts: Contexts) -> Iterator[tuple[Deed, Deed]]:
    """Each denial with the tellings of the deed in other reports; what both only quote is no account of a deed."""
    found = [each for reading in ground.readings for each in deeds(ground, reading)]
    denied = [each for each in found if not each.done]
    wanted = {each.act for each in denied}
    told: dict[str, list[Deed]] = defaultdict(list)
    for each in found:
        if each.done and each.act in wanted:
            told[each.act].append(each)
    for each in denied:
        for other in _closest(each, told[each.act], contexts):
            if other.report != each.report and not (each.quoted and other.quoted):
                yield each, other


def _closest(denied: Deed, told: Sequence[Deed], contexts: Contexts) -> Sequence[Deed]:
    """All tellings of a deed, or of many those that share a rare word with the denial."""
    if len(told) <= CROWD:
        return told
    rare = set(sorted(denied.wide, key=lambda word: (-contexts.rarity.one(word), word))[:KEYS])
    return [each for each in told if rare & each.wide][:CROWD]


def _joined(found: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Pairs that share a denial or a deed, together."""
    left = sorted(found, key=lambda pair: (pair.denied.place, pair.done.place))
    while left:
        group, places = [left.pop(0)], set[Span]()
        while True:
            places = {place for pair in group for place in (pair.denied.place, pair.done.place)}
            more = [pair for pair in left if {pair.denied.place, pair.done.place} & places]
            if not more:
                break
            group += more
            left = [pair for pair in left if pair not in more]
        yield group


def _fellow(rows: Rows, joined: Sequence[Pair], denied: Deed, done: Deed) -> bool:
    """Whether a further denial stands against a deed that is denied, or right beside a denial of it."""
    if any(_beside(pair.denied, denied) for pair in joined):
        return True
    known = any(pair.done.place == done.place for pair in joined)
    return known and weigh(rows.loose, denied, done).score >= ENOUGH


def _beside(one: Deed, other: Deed) -> bool:
    return one.report == other.report and abs(one.place.start - other.place.start) <= BESIDE


def _found(ground: Ground, joined: Sequence[Pair], more: Sequence[Deed]) -> Discrepancy:
    best = min(joined, key=lambda pair: (-pair.verdict.score, pair.denied.place, pair.done.place))
    sides = ([pair.done for pair in joined], [*(pair.denied for pair in joined), *more])
    spans = [tuple(sorted({deed.clause for deed in side})) for side in sides]
    told = [ground.quote(best.done.clause), ground.quote(best.denied.clause)]
    values = [Value(words, held) for words, held in zip(told, spans, strict=True)]
    here, there = (ground.labels(span.report for span in held) for held in spans)
    note = f"What {here} tells as done is not so by {there}: {quoted(told[0])}, {quoted(told[1])}."
    return discrepancy("outcome", values, note, best.verdict.reasons)
