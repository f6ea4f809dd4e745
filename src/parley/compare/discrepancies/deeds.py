"""Deeds: what a clause says was done or not done, by whom, so that a denial can be held against what it denies."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.compare.clauses import Clause
from parley.compare.discrepancies.acts import Act, canonical, lists
from parley.compare.discrepancies.acts import Clause as Told
from parley.compare.discrepancies.ground import Ground
from parley.compare.terms import Terms
from parley.compare.words import denies, words
from parley.reading import Reading
from parley.report import RUNNING, Span


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a clause says was done, or was not done."""

    act: str
    done: bool
    emphatic: bool
    """Whether it is denied in so many words, of everybody or of all times ("nobody", "never", "there was no")."""
    listed: bool
    """Whether it is one of the deeds of `deeds.toml`, which are known by many words."""
    answers: bool
    """Whether it is denied as what others tell ("denied reports that she had", "reports that he had were invented")."""
    place: Span
    """The word that says it."""
    clause: Span
    features: frozenset[str]
    """Entities and stems of content in the clause, the word of the deed left out."""
    wide: frozenset[str]
    """The same of the sentences before, around and after."""
    actors: frozenset[str]
    """Entities named before the word, but for those who say it."""
    teller: str | None
    """Who says it."""
    days: frozenset[str]
    quoted: bool
    published: str | None

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.place.report


def deeds(ground: Ground, reading: Reading) -> tuple[Deed, ...]:
    """The deeds of one report, for as long as its entities stay the same."""
    return ground.memo.once("deeds", reading, ground.cast_of(reading), lambda: tuple(_Deeds(ground, reading)))


class _Deeds:
    """The deeds of one report."""

    def __init__(self, ground: Ground, reading: Reading) -> None:
        self.ground = ground
        self.reading = reading
        self.text = reading.report.text
        self.terms = Terms(reading, ground.cast)
        self.starts = [token.start for token in reading.tokens]
        self.denied = [
            span
            for each in reading.attributions
            if each.cue and denies(words(self.text, each.cue.start, each.cue.end))
            for span in each.content
        ]
        self.rumours = [
            *(span for span in self.denied if _tells().match(self.text, span.start)),
            *(reading.report.span(*found.span("told")) for found in _rumour().finditer(self.text)),
        ]
        self.sources = [each.source for each in reading.attributions if each.source]
        self.quotations = [(each.inner_start, each.inner_end) for each in reading.quotations]

    def __iter__(self) -> Iterator[Deed]:
        """Every deed, in the order of the text; questions tell of none."""
        for clause in self.ground.clauses(self.reading):
            sentence = self.reading.sentences[clause.sentence]
            kind = self.reading.report.blocks[sentence.block].kind
            asked = self.text[sentence.start : sentence.end].rstrip("”\"’' ").endswith("?")
            if kind in RUNNING and not asked:
                yield from self._clause(clause)

    def _clause(self, clause: Clause) -> Iterator[Deed]:
        low = bisect_left(self.starts, clause.span.start)
        tokens = self.reading.tokens[low : bisect_left(self.starts, clause.span.end)]
        seen: set[tuple[str, bool]] = set()
        for act in Told(self.text, tokens).acts():
            deed = self._deed(act, clause)
            if (deed.act, deed.done) not in seen:
                seen.add((deed.act, deed.done))
                yield deed

    def _deed(self, act: Act, clause: Clause) -> Deed:
        report = self.reading.report
        place = report.span(act.start, act.end)
        answers = any(span.meets(place) for span in self.rumours)
        denied = any(span.meets(place) for span in self.denied) or (answers and act.done)
        found = self.terms.of([clause.span])
        own = {canonical(stem) for span, stem in zip(found.spans, found.features, strict=True) if span.meets(place)}
        wide = self._wide(clause.sentence)
        account = self.ground.account(place)
        return Deed(
            act=act.name,
            done=act.done != denied,
            emphatic=act.sweeping or (denied and act.done),
            listed=act.listed,
            answers=answers and act.done,
            place=place,
            clause=clause.span,
            features=frozenset(map(canonical, found.features)) - own,
            wide=frozenset(map(canonical, self.terms.of([wide]).features)) - own,
            actors=frozenset(self._actors(place, clause.span)),
            teller=account.entity if account else None,
            days=frozenset(self._days(clause)),
            quoted=any(start <= place.start < end for start, end in self.quotations),
            published=report.day,
        )

    def _wide(self, sentence: int) -> Span:
        """The sentences before, around and after, as far as they are of the same or the next paragraph."""
        held = self.reading.sentences
        low, high = max(0, sentence - 1), min(len(held) - 1, sentence + 1)
        return self.reading.report.span(held[low].start, held[high].end)

    def _days(self, clause: Clause) -> Iterator[str]:
        """The days of the clause; where it has none, of its sentence."""
        sentence = self.reading.sentences[clause.sentence]
        times = [t for t in self.reading.times if sentence.start <= t.span.start < sentence.end]
        inside = [t for t in times if clause.span.covers(t.span)]
        yield from (t.first for t in inside or times if t.first and t.first == t.last)

    def _actors(self, place: Span, clause: Span) -> Iterator[str]:
        """Who is named before the deed and does not merely tell it."""
        before = self.reading.report.span(clause.start, max(place.start, clause.start + 1))
        for mention in self.ground.mentions(before):
            one = self.ground.cast.id(place.report, mention.entity)
            telling = any(source.meets(mention.span) for source in self.sources)
            if one in self.ground.entity and self.ground.entity[one].kind in _ACTING and not telling:
                yield one


_ACTING = frozenset({"person", "organisation", "party"})


@cache
def _tells() -> re.Pattern[str]:
    """Words that stand for what others tell ("the reports that")."""
    return re.compile(rf"(?:the |all |any |media |press )?(?:{_any('telling')}) (?:that|of)\b", re.IGNORECASE)


@cache
def _rumour() -> re.Pattern[str]:
    """A sentence in which what others tell is said to be untrue: "reports that … were false"."""
    led, untrue = rf"\b(?:{_any('telling')}) (?:that|of) ", _any("untrue")
    told = r"(?P<told>[^.!?\n]{4,240}?)"
    return re.compile(rf"{led}{told}\s(?:is|are|was|were|had been)\s[^.!?;,\n]{{0,24}}?\b(?:{untrue})\b", re.IGNORECASE)


def _any(frame: str) -> str:
    return "|".join(re.escape(word) for word in sorted(lists().frames[frame], key=lambda word: (-len(word), word)))
