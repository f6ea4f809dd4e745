"""Doers: one deed that the reports give to two people, and the signature of one party that they give to two."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from parley.compare.discrepancies.acts import alone, signs
from parley.compare.discrepancies.contexts import Contexts
from parley.compare.discrepancies.deeds import Deed, deeds
from parley.compare.discrepancies.ground import Ground, discrepancy, listed
from parley.compare.groups import pairs
from parley.compare.reasons import Row, Share, Veto, weigh
from parley.compare.words import fold
from parley.reading import Reading, Sentence
from parley.report import RUNNING, Span
from parley.story import Discrepancy, Reason, Value

ENOUGH = 0.65
"""Two tellings whose reasons weigh this much are of one deed."""
FULL = 2.5
"""So many times the rarest word's weight must be shared for the circumstances to be fully the same."""
DAYS = 3
"""Papers that are signed in reports further apart may be two."""


def doer_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """Deeds and signatures that one report gives to one person and another report to another."""
    yield from _other_doers(contexts)
    yield from _other_signers(contexts.ground)


@dataclass(frozen=True, slots=True)
class Done:
    """A deed and the one person who does it."""

    deed: Deed
    who: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The reasons for which two tellings are of one deed, though two people do it."""

    contexts: Contexts

    @property
    def all(self) -> tuple[Row[Done], ...]:
        """The table: vetoes first."""
        return (
            Row(self.another_day),
            Row(self.one_deed, 0.3),
            Row(self.same_circumstances, 0.4),
            Row(self.same_day, 0.2),
        )

    def another_day(self, a: Done, b: Done) -> Veto | None:
        """Each is told of days of its own."""
        days = a.deed.days, b.deed.days
        return Veto("each is told of another day") if days[0] and days[1] and not days[0] & days[1] else None

    def one_deed(self, a: Done, b: Done) -> Share | None:
        """A deed that one does alone."""
        return Share(1.0, f"both tell of one deed: {a.deed.act}")

    def same_circumstances(self, a: Done, b: Done) -> Share | None:
        """Rare words that one telling shares with what stands around the other, but for entities."""
        near = (a.deed.features & b.deed.wide) | (a.deed.wide & b.deed.features)
        shared = sorted(each for each in near if each not in self.contexts.ground.entity)
        if len(shared) < 2:
            return None
        weight = self.contexts.rarity.weight(shared) / (FULL * self.contexts.rarity.one(""))
        return Share(min(1.0, weight), f"shared: {', '.join(shared[:6])}")

    def same_day(self, a: Done, b: Done) -> Share | None:
        """The day is the same."""
        both = a.deed.days & b.deed.days
        return Share(1.0, f"both speak of {min(both)}") if both else None


def _other_doers(contexts: Contexts) -> Iterator[Discrepancy]:
    ground = contexts.ground
    done = [each for reading in ground.readings for each in _alone(ground, reading)]
    doing = {(each.deed.report, each.deed.act, each.who) for each in done}
    rows = Rows(contexts).all
    held: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(done):
        for word in sorted(each.deed.wide, key=lambda word: (-contexts.rarity.one(word), word))[:6]:
            held[each.deed.act, word].append(number)
    found: dict[tuple[str, str, str], list[tuple[float, Done, Done, Sequence[Reason]]]] = defaultdict(list)
    for one, other in pairs(held):
        a, b = sorted((done[one], done[other]), key=lambda each: each.who)
        both = {(a.deed.report, a.deed.act, b.who), (b.deed.report, a.deed.act, a.who)} & doing
        if a.who == b.who or a.deed.report == b.deed.report or both:
            continue
        verdict = weigh(rows, a, b)
        if verdict.score >= ENOUGH:
            found[a.deed.act, a.who, b.who].append((verdict.score, a, b, verdict.reasons))
    for _, told in sorted(found.items()):
        yield _found_doers(ground, told)


def _alone(ground: Ground, reading: Reading) -> Iterator[Done]:
    """The deeds that one person is told to do alone, in the report's own words."""
    for deed in deeds(ground, reading):
        people = [one for one in sorted(deed.actors) if ground.entity[one].kind == "person"]
        if deed.done and alone(deed.act) and len(people) == 1 and not deed.quoted:
            yield Done(deed, people[0])


def _found_doers(ground: Ground, told: Sequence[tuple[float, Done, Done, Sequence[Reason]]]) -> Discrepancy:
    best = min(told, key=lambda each: (-each[0], each[1].deed.place, each[2].deed.place))
    sides = ({each[1] for each in told}, {each[2] for each in told})
    who = [ground.entity[each.who].name for each in (best[1], best[2])]
    spans = [tuple(sorted({each.deed.clause for each in side})) for side in sides]
    ways = [f"{name} in {ground.labels(span.report for span in held)}" for name, held in zip(who, spans, strict=True)]
    note = f"The reports give one deed ({best[1].deed.act}) to two people: {listed(ways)}."
    return discrepancy("participant", [Value(n, s) for n, s in zip(who, spans, strict=True)], note, best[3])


def _other_signers(ground: Ground) -> Iterator[Discrepancy]:
    """Parties for which one person signs by one report and another by another, in papers of the same days."""
    signers: dict[str, dict[str, dict[str, Span]]] = defaultdict(lambda: defaultdict(dict))
    for reading in ground.readings:
        for sentence in reading.sentences:
            for party, who, span in _signers(ground, reading, sentence):
                signers[party][reading.report.id].setdefault(who, span)
    for party, reports in sorted(signers.items()):
        told: dict[str, list[Span]] = defaultdict(list)
        for held in reports.values():
            if len(held) == 1:
                for who, span in held.items():
                    told[who].append(span)
        for one, other in combinations(sorted(told), 2):
            if _near(ground, told[one], told[other]) and not any(
                {one, other} <= set(held) for held in reports.values()
            ):
                yield _found_signers(ground, party, {who: told[who] for who in (one, other)})


def _signers(ground: Ground, reading: Reading, sentence: Sentence) -> Iterator[tuple[str, str, Span]]:
    """Party, person and place of each signature that a sentence tells of."""
    report = reading.report
    text = report.text[sentence.start : sentence.end]
    block = report.blocks[sentence.block].kind if sentence.block < len(report.blocks) else "paragraph"
    told = fold(text).split()
    if block not in RUNNING or not signs(told):
        return
    whole = report.span(sentence.start, sentence.end)
    named = ground.entities(whole)
    parties = [each for each in named if each.kind == "party"]
    people = [each for each in named if each.kind == "person"]
    for person in people:
        side = parties[0].id if len(parties) == len(people) == 1 and told[0] == "for" else person.party
        if side:
            yield side, person.id, whole


def _near(ground: Ground, one: Sequence[Span], other: Sequence[Span]) -> bool:
    return min(ground.days_between(a.report, b.report) for a in one for b in other) <= DAYS


def _found_signers(ground: Ground, party: str, told: dict[str, list[Span]]) -> Discrepancy:
    side = ground.entity[party].name
    values = [Value(ground.entity[who].name, tuple(spans)) for who, spans in told.items()]
    ways = [f"{value.value} in {ground.labels(span.report for span in value.evidence)}" for value in values]
    note = f"The reports name two who signed for {side}: {listed(ways)}."
    why = (
        Reason("one party", 1.0, f"each is said to have signed for {side}"),
        Reason("no common signer", 1.0, "no report has both sign"),
    )
    return discrepancy("participant", values, note, why)
