"""Propositions: the pieces of a report that assert something, with the words, people, numbers and days in them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeVar

import numpy as np

from parley.compare.clauses import Clause, clauses
from parley.compare.extents import gap, length, merged, spanning, stripped
from parley.compare.meaning import Meanings, Sense
from parley.compare.memo import Memo
from parley.compare.resolve import Cast
from parley.compare.terms import Found, Placed, Terms
from parley.compare.utterances import Utterance
from parley.compare.words import Density, Word, supposing, turned, words
from parley.reading import Attribution, Quantity, Reading, Stance, TimeExpression
from parley.report import Span
from parley.story import Event, Statement

T = TypeVar("T")

LEAST = 2
"""A piece with fewer words of content asserts nothing that could be told from another."""


_NONE = np.zeros(0, dtype=np.int64)
_NOTHING = np.zeros(0, dtype=np.float32)

REST = 5
"""Fewer words than this beside an attribution are no assertion of the report's own."""


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that can have a subject."""
ANY_VERB = FINITE | {"VB", "VBG", "VBN"}
TELLING = 4
"""Words of content without a verb or a number that may tell something all the same ("an end to the levy on …")."""

PARTY = 0.5
"""A party tells less than its rarity says: whatever is claimed is claimed of one of them."""
STEP = 0.25
"""Weights go by such steps: a report more moves few of them, and sums of them are exact."""
BETWEEN = 8
"""More words than this between source, cue and content may assert something themselves."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause of a report or of what it attributes to somebody, as the comparison of claims sees it."""

    report: str
    span: Span
    """The clause with its source and cue."""
    features: tuple[str, ...]
    """In order: ids of the entities named, stems of the other words of content."""
    statement: str | None = None
    whole: bool = True
    """Whether it is all that its attribution says."""
    speaker: str | None = None
    side: str | None = None
    person: bool = False
    quoted: bool = False
    said_on: str | None = None
    stance: Stance | None = None
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    negated: frozenset[str] = frozenset()
    """Those of the features that are said not to be, by a negative before them or a cue that denies."""
    events: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    published: str = "9999"
    weights: Mapping[str, float] = field(default_factory=dict)
    sense: Sense | None = field(default=None, compare=False)
    """The same features with where each lies in meaning."""
    supposed: bool = False
    """Whether it is supposed or asked ("if the guns fell silent", "whether…", "…?") and not asserted."""
    places: tuple[Span, ...] = field(default=(), compare=False)
    """The words that each feature stands for."""
    bare: bool = False
    """Whether it has neither a verb nor a number: it names or dates something and says nothing of it."""
    number: int = field(default=0, compare=False)
    """One number for a proposition with its weights, as long as its memo knows it; 0 for one that was made since."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What was found before the claims, by report."""

    cast: Cast
    utterances: Mapping[tuple[str, int], Utterance]
    statements: Mapping[tuple[str, int], str]
    """Id of the statement of an attribution, by report and index."""
    events: Mapping[str, tuple[tuple[Span, str], ...]]
    """Clauses that tell of an event, with its id."""


def ground(cast: Cast, said: Sequence[Utterance], statements: Sequence[Statement], events: Sequence[Event]) -> Ground:
    """The ground on which propositions are gathered."""
    told: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for event in events:
        for span in event.evidence:
            told[span.report].append((span, event.id))
    return Ground(
        cast=cast,
        utterances={(each.report, each.index): each for each in said},
        statements={(w.report, w.attribution): each.id for each in statements for w in each.wordings},
        events={report: tuple(sorted(pairs)) for report, pairs in told.items()},
    )


def propositions(readings: Sequence[Reading], on: Ground, memo: Memo | None = None) -> tuple[Proposition, ...]:
    """The propositions of all reports, in an order that depends on their words alone."""
    kept = memo or Memo()
    found = [each for reading in readings for each in _kept(reading, on, kept)]
    rarity = Density.of((each.report, each.features) for each in found)
    parties = {entity.id for entity in on.cast.entities if entity.kind == "party"}
    weights = {
        feature: max(STEP, STEP * round(rarity.one(feature) / STEP)) * (PARTY if feature in parties else 1.0)
        for feature in rarity.shares
    }
    return kept.shelf("weighed", Weighed).of(found, weights)


def _kept(reading: Reading, on: Ground, memo: Memo) -> tuple[Proposition, ...]:
    """The propositions of a reading, for as long as what was found before stays the same for it."""
    places = [(reading.report.id, index) for index in range(len(reading.attributions))]
    spoken = (on.utterances.get(place) for place in places)
    said = tuple((u.speaker, u.side, u.person, u.kind, u.day) if u else None for u in spoken)
    statements = tuple(map(on.statements.get, places))
    ground = on.cast.of(reading), said, statements, on.events.get(reading.report.id, ())
    return memo.once("propositions", reading, ground, lambda: tuple(_Pieces(reading, on)))


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A proposition without weights and with them, and what it is sorted by."""

    bare: Proposition
    made: Proposition
    rank: tuple[tuple[str, ...], Span]


class Weighed:
    """Gives propositions the weights of their features; those that have not changed since stay what they were."""

    def __init__(self) -> None:
        self._held: dict[tuple[Span, tuple[str, ...]], _Weighed] = {}
        self._words: dict[str, int] = {}
        self._numbers = count(1)

    def of(self, found: Iterable[Proposition], weights: Mapping[str, float]) -> tuple[Proposition, ...]:
        """The propositions with their weights, the rarest words first."""
        made: list[_Weighed] = []
        for bare in found:
            known = self._held.get((bare.span, bare.features))
            own = {feature: weights[feature] for feature in bare.features}
            if known is None or known.made.weights != own or not _is_same(known.bare, bare):
                known = self._weighed(bare, own)
            made.append(known)
        self._held = {(each.bare.span, each.bare.features): each for each in made}
        return tuple(each.made for each in sorted(made, key=lambda each: each.rank))

    def _weighed(self, bare: Proposition, own: Mapping[str, float]) -> _Weighed:
        words = np.array([self._words.setdefault(each, len(self._words)) for each in bare.features], dtype=np.int64)
        weights = np.array([own[each] for each in bare.features], dtype=np.float32)
        sense = bare.sense and replace(bare.sense, words=words, weights=weights)
        rarest = tuple(sorted(own, key=lambda feature: (-own[feature], feature)))
        return _Weighed(bare, replace(bare, weights=own, sense=sense, number=next(self._numbers)), (rarest, bare.span))


def _is_same(one: Proposition, other: Proposition) -> bool:
    """Whether two propositions of one report are one, down to what no comparison of them asks."""
    if one is other:
        return True
    if one != other or one.places != other.places or one.sense is None or other.sense is None:
        return False
    return np.array_equal(one.sense.places, other.sense.places)


@dataclass(frozen=True, slots=True)
class _Piece:
    """The spans of an assertion, and the stretch that holds them with source and cue."""

    spans: tuple[Span, ...]
    hull: Span


class _Pieces:
    """The pieces of one report: first what it attributes, then its own account."""

    def __init__(self, reading: Reading, on: Ground) -> None:
        self.reading = reading
        self.on = on
        self.clauses = clauses(reading)
        self.sentences = [s.start for s in reading.sentences]
        self.terms = Terms(reading, on.cast)
        self.meanings = Meanings(reading)
        self.quantities = Placed((q.span, q) for q in reading.quantities)
        self.times = Placed((t.span, t) for t in reading.times)
        self.contents = self._by_sentence(
            (span, n) for n, each in enumerate(reading.attributions) for span in each.content
        )
        self.events = self._by_sentence(on.events.get(reading.report.id, ()))

    def __iter__(self) -> Iterator[Proposition]:
        """Every piece that asserts something."""
        taken: list[Span] = []
        for index, each in enumerate(self.reading.attributions):
            pieces = tuple(self._attributed(each, index))
            for piece in pieces:
                taken.append(piece.hull)
                for made in self._made(piece, index):
                    yield replace(made, whole=len(pieces) == 1)
        taken = merged(taken)
        for clause in self.clauses:
            block = self.reading.sentences[clause.sentence].block
            if clause.finite or self.reading.report.blocks[block].kind != "heading":
                for own in self._own(clause.span, taken):
                    yield from self._made(_Piece((own,), own), None)

    def _own(self, clause: Span, taken: Sequence[Span]) -> Iterator[Span]:
        """The clause itself where attributions take less than half of it, else what they leave of it."""
        low = bisect_left(taken, clause.start + 1, key=lambda span: span.end)
        over: list[Span] = []
        for span in taken[low:]:
            if span.start >= clause.end:
                break
            over.append(span)
        if 2 * sum(min(s.end, clause.end) - max(s.start, clause.start) for s in over) < length(clause):
            yield clause
            return
        edges = [clause.start, *(at for s in over for at in (s.start, s.end)), clause.end]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if start < end and len(words(self.reading.report.text, start, end)) >= REST:
                yield Span(clause.report, start, end)

    def _by_sentence(self, spans: Iterable[tuple[Span, T]]) -> dict[int, list[tuple[Span, T]]]:
        found: dict[int, list[tuple[Span, T]]] = defaultdict(list)
        for span, each in spans:
            for number in range(self._sentence(span.start), self._sentence(span.end - 1) + 1):
                found[number].append((span, each))
        return found

    def _attributed(self, each: Attribution, index: int) -> Iterator[_Piece]:
        """Clauses of a content; source and cue go to the one nearest to them, where nothing stands between."""
        pieces = list(self._cut(each.content))
        hulls = [Span(spans[0].report, spans[0].start, spans[-1].end) for spans in pieces]
        for span in sorted((s for s in (each.source, each.cue) if s), key=lambda s: min(gap(s, h) for h in hulls)):
            nearest = min(range(len(hulls)), key=lambda i: (gap(span, hulls[i]), i))
            wider = spanning(span, hulls[nearest])
            if self._near(span, hulls[nearest]) and self._free(wider, each, index):
                hulls[nearest] = wider
        told = {span.end for span in (each.source, each.cue) if span}
        for spans, hull in zip(pieces, hulls, strict=True):
            yield _Piece(spans, self._told_to(hull, each, index) if hull.end in told else hull)

    def _told_to(self, hull: Span, each: Attribution, index: int) -> Span:
        """With the rest of a reporting clause ("told | reporters in the lobby"), where that asserts nothing itself."""
        number = self._sentence(hull.end - 1)
        held = self.clauses_of(number, number)
        at = bisect_right(held, hull.end, key=lambda clause: clause.span.end)
        if at == len(held):
            return hull
        rest = Span(hull.report, hull.end, held[at].span.end)
        wider = spanning(hull, rest)
        short = len(words(self.reading.report.text, rest.start, rest.end)) <= BETWEEN
        plain = "," not in self.reading.report.text[rest.start : rest.end + 1]
        return wider if short and plain and not self._verb(rest) and self._free(wider, each, index) else hull

    def _near(self, span: Span, hull: Span) -> bool:
        """Whether a source or cue stands in the same sentence with no assertion of its own between."""
        between = words(self.reading.report.text, min(span.end, hull.end), max(span.start, hull.start))
        return len(between) <= BETWEEN and self._sentence(span.start) in {
            self._sentence(hull.start),
            self._sentence(hull.end - 1),
        }

    def _free(self, hull: Span, each: Attribution, index: int) -> bool:
        """Whether no content of another attribution lies in the hull, unless inside this one's own."""
        return not any(
            number != index and span.meets(hull) and not any(own.meets(span) for own in each.content)
            for span, number in self.contents.get(self._sentence(hull.start), ())
        )

    def _cut(self, content: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
        """Spans of one sentence that are no clauses by themselves as one piece; others cut at their clauses."""
        by_sentence: dict[int, list[Span]] = defaultdict(list)
        for span in sorted(content):
            by_sentence[self._sentence(span.start)].append(span)
        for _, spans in sorted(by_sentence.items()):
            if len(spans) > 1 and not all(self._verb(span) for span in spans):
                yield tuple(spans)
            else:
                yield from ((piece,) for span in spans for piece in self._clauses(span))

    def _verb(self, span: Span) -> bool:
        """Whether a verb stands in the span that can have a subject."""
        return self._tagged(span, FINITE)

    def _tagged(self, span: Span, tags: frozenset[str]) -> bool:
        tokens = self.reading.tokens
        low = bisect_left(tokens, span.start, key=lambda token: token.start)
        high = bisect_left(tokens, span.end, key=lambda token: token.start)
        return any(token.tag in tags for token in tokens[low:high])

    def _clauses(self, content: Span) -> Iterator[Span]:
        """A content cut at the clauses of its sentences; what is too short stays with the piece before."""
        pieces: list[Span] = []
        first = self._sentence(content.start)
        last = self._sentence(content.end - 1)
        edges = [c.span.start for c in self.clauses_of(first, last) if content.start < c.span.start < content.end]
        for start, end in zip([content.start, *edges], [*edges, content.end], strict=True):
            if pieces and len(words(self.reading.report.text, start, end)) < 4:
                pieces[-1] = Span(content.report, pieces[-1].start, end)
            else:
                pieces.append(Span(content.report, start, end))
        yield from pieces

    def clauses_of(self, first: int, last: int) -> Sequence[Clause]:
        """The clauses of some sentences that follow one another."""
        low = bisect_left(self.clauses, first, key=lambda clause: clause.sentence)
        return self.clauses[low : bisect_right(self.clauses, last, key=lambda clause: clause.sentence)]

    def _sentence(self, offset: int) -> int:
        return max(0, bisect_right(self.sentences, offset) - 1)

    def _made(self, piece: _Piece, index: int | None) -> Iterator[Proposition]:
        report = self.reading.report
        inner = [word for span in piece.spans for word in words(report.text, span.start, span.end)]
        terms = self.terms.of(piece.spans)
        if len(set(terms.features)) < (LEAST if index is None else 1):
            return
        said = self.on.utterances.get((report.id, index)) if index is not None else None
        quantities = tuple(each for span in piece.spans for each in self.quantities.inside(span))
        times = tuple(each for span in piece.spans for each in self.times.inside(span))
        alone = index is None and self._is_sentence(piece.hull)
        says_little = any(each.first for each in times) or (alone and len(terms.features) < TELLING)
        bare = says_little and not quantities and not self._tagged(piece.hull, ANY_VERB)
        if bare and alone:
            return
        yield Proposition(
            report=report.id,
            span=stripped(report.text, piece.hull),
            features=terms.features,
            statement=self.on.statements.get((report.id, index)) if index is not None else None,
            speaker=said.speaker if said else None,
            side=said.side if said else None,
            person=said.person if said else False,
            quoted=said.kind == "direct" if said else False,
            said_on=said.day if said else None,
            stance=self.reading.attributions[index].stance if index is not None else None,
            quantities=quantities,
            times=times,
            negated=self._negated(terms, inner, index),
            events=frozenset(event for span in piece.spans for event in self._told(span)),
            entities=terms.entities,
            published=report.published or "9999",
            sense=self._sense(terms),
            supposed=_supposed(report.text, piece.hull, terms.spans),
            places=terms.spans,
            bare=bare,
        )

    def _is_sentence(self, hull: Span) -> bool:
        """Whether nothing but marks stands beside the stretch in its sentence."""
        sentence = self.reading.sentences[self._sentence(hull.start)]
        text = self.reading.report.text
        return not any(c.isalnum() for c in text[sentence.start : hull.start] + text[hull.end : sentence.end])

    def _sense(self, terms: Found) -> Sense:
        """Words without their numbers and weights, which the whole story gives them."""
        return Sense(_NONE, self.meanings.each(terms.spans), _NOTHING)

    def _negated(self, terms: Found, inner: Sequence[Word], index: int | None) -> frozenset[str]:
        told = frozenset(each for each in terms.features if each.isalpha()) - terms.entities
        return turned(told, inner, self._cue(index))

    def _cue(self, index: int | None) -> tuple[Word, ...]:
        """The words of a cue, which may itself be a denial ("ruled out")."""
        cue = None if index is None else self.reading.attributions[index].cue
        return words(self.reading.report.text, cue.start, cue.end) if cue else ()

    def _told(self, piece: Span) -> Iterator[str]:
        """Events whose clause lies for the most part in the piece, or the piece in the clause."""
        for span, event in self.events.get(self._sentence(piece.start), ()):
            common = min(span.end, piece.end) - max(span.start, piece.start)
            if 2 * common > min(length(span), length(piece)):
                yield event


def _supposed(text: str, hull: Span, places: Sequence[Span]) -> bool:
    """A word that supposes or asks before or as the first word of content, or a question mark at the end."""
    lead = text[hull.start : max(hull.start, places[0].end)] if places else ""
    return "?" in text[hull.end - 1 : hull.end + 1] or not supposing().isdisjoint(w.text for w in words(lead))
