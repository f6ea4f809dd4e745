"""What stands around a number or a day: by it the comparison tells whether two values are of the same thing."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from parley.compare.discrepancies.ground import Ground
from parley.compare.discrepancies.lists import quoting, stages
from parley.compare.words import Rarity, Word, content, in_order, words
from parley.reading import Reading, Sentence, TimeExpression
from parley.report import Span

WINDOW = 16
"""Words on either side, within the sentence, that count as what stands around."""
KEYS = 6
"""A value is looked for under so many of the rarest words around it."""
OPENING = 24
"""Letters of a sentence among which its first word stands."""
MANY = 2.5
"""So many times the rarest word's weight must be shared for two contexts to be fully alike."""


@dataclass(frozen=True, slots=True)
class Context:
    """The words around one value, in one sentence, without those of the value itself."""

    place: Span
    evidence: Span
    """The clause in which it stands."""
    sentence: int
    stems: tuple[str, ...]
    """Stems of the words of content around it, in order."""
    before: tuple[str, ...]
    """Folded words before it, the nearest last."""
    after: tuple[str, ...]
    """Folded words after it, the nearest first."""
    named: frozenset[tuple[str, str]]
    """Kind and id of the entities named around it."""
    times: tuple[TimeExpression, ...] = ()
    """Time expressions in its sentence, the value itself left out."""
    claims: frozenset[str] = field(default_factory=frozenset)
    events: frozenset[str] = field(default_factory=frozenset)

    @property
    def around(self) -> frozenset[str]:
        """All folded words around it."""
        return frozenset(self.before) | frozenset(self.after)

    def named_as(self, *kinds: str) -> frozenset[str]:
        """Ids of the entities of some kinds."""
        return frozenset(name for kind, name in self.named if kind in kinds)


class Contexts:
    """Makes contexts and compares them by words that are rare in the story."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.rarity = Rarity.of(
            told
            for reading in ground.readings
            for told in ground.memo.once("sentences", reading, None, partial(_sentences, reading))
        )
        self._rarest = self.rarity.one("")

    def of(self, place: Span, own: Sequence[Span] = (), *, carried: bool = False) -> Context | None:
        """The context of a value; `own` are spans whose words belong to the value. None outside running text.

        With `carried` a sentence that goes on with a pronoun ("It would run …") has the words of the one before, too.
        """
        ground = self.ground
        sentence = ground.sentence(place)
        if sentence is None:
            return None
        reading = ground.reading[place.report]
        spans = (place, *own)
        found = words(reading.report.text, sentence.start, sentence.end)
        middle = bisect_left(found, place.start, key=lambda word: word.start)
        stop = bisect_left(found, place.end, key=lambda word: word.start)
        near = found[max(0, middle - WINDOW) : stop + WINDOW]
        outside = [word for word in near if not any(span.start <= word.start < span.end for span in spans)]
        hull = Span(place.report, near[0].start, near[-1].end) if near else place
        times = _times(reading.times, sentence)
        return Context(
            place=place,
            evidence=ground.clause(place) or place,
            sentence=bisect_right(reading.sentences, sentence.start, key=lambda each: each.start) - 1,
            stems=(*content(outside), *(self._before(reading, sentence) if carried else ())),
            before=_texts(word for word in outside if word.start < place.start),
            after=_texts(word for word in outside if word.start >= place.start),
            named=frozenset((each.kind, each.id) for each in ground.entities(hull)),
            times=tuple(time for time in times if not any(time.span.meets(span) for span in spans)),
            claims=ground.claims.at(place),
            events=ground.events.at(place),
        )

    def _before(self, reading: Reading, sentence: Sentence) -> tuple[str, ...]:
        """Stems of the sentence before one that begins with a pronoun, in the same paragraph."""
        text = reading.report.text
        at = bisect_left(reading.sentences, sentence.start, key=lambda each: each.start)
        first = words(text, sentence.start, min(sentence.end, sentence.start + OPENING))
        if not at or reading.sentences[at - 1].block != sentence.block or not first:
            return ()
        if first[0].text not in quoting().subjects | quoting().pointing:
            return ()
        earlier = reading.sentences[at - 1]
        return content(words(text, earlier.start, earlier.end))

    def rarest(self, context: Context) -> list[str]:
        """The rarest words around a value, under which others like it are looked for."""
        return sorted(set(context.stems), key=lambda word: (-self.rarity.one(word), word))[:KEYS]

    def alike(self, a: Context, b: Context) -> float:
        """How much of the rarer words around two values is shared, 0 to 1."""
        shared = set(a.stems) & set(b.stems)
        if not shared:
            return 0.0
        met = self.rarity.weight(shared)
        least = min(self.rarity.weight(a.stems), self.rarity.weight(b.stems))
        return met / least * min(1.0, met / (MANY * self._rarest))

    def same_words(self, a: Context, b: Context) -> float:
        """The part of the shorter context whose words stand in the other in the same order; 0 for fewer than 8."""
        one, other = (*a.before, *a.after), (*b.before, *b.after)
        common = in_order(one, other)
        return common / min(len(one), len(other)) if common >= 8 else 0.0


def stage(context: Context) -> str | None:
    """Whether the words around speak of an offer or demand, or of what is agreed or done; None where of both."""
    offered, done = context.around & stages().offered, context.around & stages().done
    return None if bool(offered) == bool(done) else "offered" if offered else "done"


def _sentences(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The stems of the words of content of each sentence."""
    return tuple(content(words(reading.report.text, each.start, each.end)) for each in reading.sentences)


def _times(times: Sequence[TimeExpression], sentence: Sentence) -> Sequence[TimeExpression]:
    low = bisect_left(times, sentence.start, key=lambda each: each.span.start)
    return times[low : bisect_left(times, sentence.end, key=lambda each: each.span.start)]


def _texts(found: Iterable[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in found)
