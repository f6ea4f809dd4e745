"""Blame: whose fire, or what weapon, did harm, by the account of one report and by that of another."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from parley.compare.discrepancies.contexts import Contexts
from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.groups import pairs
from parley.compare.reasons import Row, Share, Verdict, Veto, weigh
from parley.compare.words import Word, content, words
from parley.reading import Reading, Sentence
from parley.report import RUNNING, Span
from parley.story import Discrepancy, Value

ENOUGH = 0.6
"""Two accounts whose reasons weigh this much are of one harm."""
REACH = 16
"""So many words may stand between two words of a frame."""
FROM = 5
"""So many words after "from" name where something came from."""
FULL = 3.0
"""So many times the rarest word's weight must be shared for the harm to be fully the same."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a sentence says of where harm came from."""

    sides: frozenset[str]
    """Ids of the parties whose fire it was."""
    weapons: frozenset[str]
    teller: str | None
    """Whose account it is, by its side where that is known."""
    evidence: Span
    stems: frozenset[str]
    """Stems of content of the paragraph."""
    places: frozenset[str]
    days: frozenset[str]


def blame_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """Harm that one report lays to one side, or weapon, and another report to another, at one place and time."""
    ground = contexts.ground
    told = [each for reading in ground.readings for each in _accounts(ground, reading)]
    held: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(told):
        for key in sorted(each.places | each.stems):
            held[key].append(number)
    rows = (*ROWS, Row(Harm(contexts).same_harm, 0.6))
    met: list[Pair] = []
    for one, other in pairs(held):
        a, b = told[one], told[other]
        verdict = weigh(rows, a, b)
        if a.evidence.report != b.evidence.report and verdict.score >= ENOUGH:
            met.append(Pair(a, b, verdict))
    while met:
        group = [met.pop(0)]
        while more := [pair for pair in met if any(pair.meets(other) for other in group)]:
            group += more
            met = [pair for pair in met if pair not in more]
        yield _found(ground, group)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts of one harm by two doers, with the reasons."""

    one: Account
    other: Account
    verdict: Verdict

    def meets(self, pair: "Pair") -> bool:
        """Whether the two have an account in common."""
        return bool({self.one, self.other} & {pair.one, pair.other})


def _found(ground: Ground, group: Sequence[Pair]) -> Discrepancy:
    """The accounts by the doer that they tell."""
    best = max(group, key=lambda pair: pair.verdict.score)
    doers: dict[tuple[str, ...], set[Span]] = defaultdict(set)
    by_side = bool(best.one.sides and best.other.sides)
    for pair in group:
        for each in (pair.one, pair.other):
            doers[tuple(sorted(each.sides if by_side else each.weapons))].add(each.evidence)
    values = [Value(ground.quote(min(spans)), tuple(sorted(spans))) for spans in doers.values()]
    ways = [f"{quoted(value.value)} in {ground.labels(s.report for s in value.evidence)}" for value in values]
    note = f"The reports lay one harm to different doers: {listed(sorted(ways))}."
    return discrepancy("participant", values, note, best.verdict.reasons)


def one_doer(a: Account, b: Account) -> Veto | Share | None:
    """The sides, or where one is not known the weapons by the accounts of two tellers, must be two."""
    if a.sides and b.sides:
        return Veto("the same side is blamed") if a.sides & b.sides else Share(1.0, "two sides are blamed")
    two_tellers = a.teller and b.teller and a.teller != b.teller
    if two_tellers and a.weapons and b.weapons and not a.weapons & b.weapons:
        return Share(0.7, f"one speaks of {min(a.weapons)}, the other of {min(b.weapons)}")
    return Veto("no two doers are told")


def another_time(a: Account, b: Account) -> Veto | None:
    """Days and places of their own."""
    for one, other, what in ((a.days, b.days, "day"), (a.places, b.places, "place")):
        if one and other and not one & other:
            return Veto(f"each is told of another {what}")
    return None


def same_place(a: Account, b: Account) -> Share | None:
    """The place is the same."""
    return Share(1.0, "the place is the same") if a.places & b.places else None


def same_day(a: Account, b: Account) -> Share | None:
    """The day is the same."""
    return Share(1.0, f"both speak of {min(a.days & b.days)}") if a.days & b.days else None


ROWS: tuple[Row[Account], ...] = (Row(one_doer, 0.2), Row(another_time), Row(same_place, 0.2), Row(same_day, 0.2))
"""What makes two accounts those of one harm by two doers, but for the words."""


@dataclass(frozen=True, slots=True)
class Harm:
    """What the words of two paragraphs say."""

    contexts: Contexts

    def same_harm(self, a: Account, b: Account) -> Share | None:
        """Rare words that the paragraphs share."""
        shared = sorted(a.stems & b.stems)
        weight = self.contexts.rarity.weight(shared) / (FULL * self.contexts.rarity.one(""))
        return Share(min(1.0, weight), f"shared: {', '.join(shared[:6])}") if len(shared) > 1 else None


def _accounts(ground: Ground, reading: Reading) -> Iterator[Account]:
    text = reading.report.text
    for sentence in reading.sentences:
        block = reading.report.blocks[sentence.block]
        found = words(text, sentence.start, sentence.end)
        told = [word.text for word in found]
        if block.kind in RUNNING and _denials().isdisjoint(told) and _framed(told):
            yield _account(ground, reading, sentence, found)


def _account(ground: Ground, reading: Reading, sentence: Sentence, found: Sequence[Word]) -> Account:
    report = reading.report
    whole = report.span(sentence.start, sentence.end)
    block = reading.report.blocks[sentence.block]
    wide = report.span(block.start, block.end)
    teller = ground.account(whole)
    told = ground.entity.get(teller.entity) if teller and teller.entity else None
    own = told.party or told.id if told else None
    sources = [each.source for each in reading.attributions if each.source]
    named = [
        ground.cast.id(report.id, each.entity)
        for each in ground.mentions(whole)
        if not any(source.meets(each.span) for source in sources)
    ]
    named += [ground.cast.adjectives.get(word.text) for word in found]
    parties = {one for one in named if one in ground.entity and ground.entity[one].kind == "party"}
    return Account(
        sides=frozenset(parties - {own}),
        weapons=frozenset(_weapons()[word.text] for word in found if word.text in _weapons()),
        teller=own,
        evidence=whole,
        stems=frozenset(content(words(report.text, block.start, block.end))),
        places=frozenset(_targets(ground, reading, wide)),
        days=frozenset(
            time.first
            for time in reading.times
            if block.start <= time.span.start < block.end and time.first and time.first == time.last
        ),
    )


def _targets(ground: Ground, reading: Reading, wide: Span) -> Iterator[str]:
    """Places that are named in a paragraph, but for those from which something came."""
    for mention in ground.mentions(wide):
        one = ground.cast.id(wide.report, mention.entity)
        before = reading.report.text[max(wide.start, mention.span.start - 40) : mention.span.start]
        origin = "from" in [word.text for word in words(before)][-FROM:]
        if one in ground.entity and ground.entity[one].kind == "place" and not origin:
            yield one


def _framed(told: Sequence[str]) -> bool:
    """Whether a sentence says where harm came from."""
    armed = any(word in _weapons() for word in told)
    return any((armed or not frame.weapon) and _after(told, 0, frame.words) is not None for frame in _frames())


def _after(told: Sequence[str], start: int, frame: Sequence[frozenset[str]]) -> int | None:
    """The index of the last word of a frame that stands after `start`."""
    reach = len(told) if start == 0 else min(len(told), start + REACH)
    for at in range(start, reach):
        if told[at] in frame[0]:
            found = at if len(frame) == 1 else _after(told, at + 1, frame[1:])
            if found is not None:
                return found
    return None


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that stand in order; `weapon` where one must be named besides."""

    words: tuple[frozenset[str], ...]
    weapon: bool


@cache
def _frames() -> tuple[Frame, ...]:
    return tuple(
        Frame(tuple(frozenset(each) for each in row["words"]), bool(row.get("weapon"))) for row in _load()["frames"]
    )


@cache
def _weapons() -> Mapping[str, str]:
    return {word: kind for kind, held in _load()["weapons"].items() for word in held}


@cache
def _denials() -> frozenset[str]:
    return frozenset(_load()["denials"]["words"])


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(files("parley.compare").joinpath("lexicon/blame.toml").read_text("utf-8"))
