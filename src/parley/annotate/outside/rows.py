"""Attributions from spans that were found in the report, with speaker, medium and time by the code of the rules."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from parley.annotate.attribution.cues import verb_cues
from parley.annotate.attribution.found import Found, Range, holds
from parley.annotate.attribution.marker import Marker
from parley.annotate.attribution.phrases import Phrase, right_edge
from parley.annotate.attribution.speakers import entity_of
from parley.annotate.attribution.units import Unit, units
from parley.annotate.attribution.utterances import medium_of, time_of, via_of
from parley.annotate.cast import Cast
from parley.annotate.outside.placing import Placed
from parley.annotate.parse import Parse
from parley.reading import Attribution, TimeExpression
from parley.report import Span

_NEAR = 2
"""Blocks within which a quotation without source and cue goes on with the speaker before it."""


@dataclass(frozen=True)
class Rows:
    """A report with its cast and times, on which spans become attributions."""

    parse: Parse
    cast: Cast
    times: Sequence[TimeExpression]

    @cached_property
    def _marker(self) -> Marker:
        outermost = tuple(quotation for quotation in self.parse.quotations if quotation.depth == 0)
        return Marker(self.parse, self.cast, self.times, outermost)

    @cached_property
    def _units(self) -> tuple[Unit, ...]:
        return tuple(units(self.parse))

    def row(self, placed: Placed) -> Attribution:
        """The attribution of some spans; a content that is a whole quotation stands without its marks."""
        content = tuple(self._inside.get(span, span) for span in placed.content)
        begins = placed.cue or placed.source or content[0]
        unit = self._unit(begins)
        found = self._found(unit, placed)
        via = via_of(unit, found, self.cast)
        return Attribution(
            source=placed.source,
            cue=placed.cue,
            content=content,
            kind=self._marker.kind(content),
            speaker=self._speaker(placed.source) if placed.source else None,
            sentence=self._marker.sentence(content[0].start),
            via=via.span if via else None,
            via_entity=via.entity if via else None,
            medium=medium_of(unit, found),
            stance=placed.stance,
            time=time_of(unit, found, self.times),
        )

    def _speaker(self, source: Span) -> int | None:
        unit = self._unit(source)
        return entity_of(unit, _phrase(unit, self._range(unit, source)), self.cast)

    def _found(self, unit: Unit, placed: Placed) -> Found:
        """The spans as the search of a unit would have left them."""
        source = placed.source if placed.source and self._unit(placed.source) is unit else None
        found = Found(
            cue=self._range(unit, placed.cue) if placed.cue else None,
            source=_phrase(unit, self._range(unit, source)) if source else None,
            content=tuple(self._range(unit, span) for span in placed.content),
            verb=0,
            how="asked",
            stance=placed.stance,
        )
        return replace(found, recipient=_told(unit, found))

    @cached_property
    def _inside(self) -> dict[Span, Span]:
        """The inner words of each outermost quotation, by the whole."""
        span = self.parse.report.span
        return {span(q.start, q.end): span(q.inner_start, q.inner_end) for q in self._marker.outermost}

    def _unit(self, span: Span) -> Unit:
        place = bisect_right(self._units, self.parse.at(span.start), key=lambda unit: unit.first)
        return self._units[max(0, place - 1)]

    def _range(self, unit: Unit, span: Span) -> Range:
        """The tokens of a span, counted from the first of a unit; they may lie outside of it."""
        return (self.parse.at(span.start) - unit.first, self.parse.at(span.end) - unit.first)


def _phrase(unit: Unit, tokens: Range) -> Phrase:
    """The phrase of some tokens of a unit: the chunks that they lie in, its head the first noun chunk."""
    size, chunks = len(unit.words), unit.chunks
    first, last = max(0, tokens[0]), min(size, tokens[1])
    inside = [at for at, chunk in enumerate(chunks) if chunk.first < last and first < chunk.last] or [0]
    head = next((at for at in inside if chunks[at].kind == "N"), inside[0])
    return Phrase(inside[0], inside[-1] + 1, head, first, last)


def _told(unit: Unit, found: Found) -> Phrase | None:
    """Who was told: the noun phrase right after a cue that takes one ("told reporters that")."""
    if found.cue is None or not _takes_hearer(unit.words[found.cue[1] - 1]):
        return None
    grammar, after = unit.grammar, found.cue[1]
    at = next((at for at, chunk in enumerate(unit.chunks) if chunk.first == after and chunk.kind == "N"), None)
    taken = (*found.content, (found.source.first, found.source.last)) if found.source else found.content
    if at is None or grammar.is_time(at) or holds(taken, after):
        return None
    return grammar.phrase(at, right_edge(grammar, at), at)


def _takes_hearer(word: str) -> bool:
    return any({"object that", "object question"} & cue.takes.keys() for cue in verb_cues().by_form.get(word, ()))


def nested(rows: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of one passage in order of place, each with the innermost one that holds it as its parent."""
    made = sorted(rows, key=_place)
    for index, row in enumerate(made):
        holding = [other for other, each in enumerate(made) if other != index and _holds(each, row)]
        parent = min(holding, key=lambda other: (_size(made[other]), other), default=None)
        made[index] = replace(row, parent=parent)
    return made


def joined(parts: Iterable[Sequence[Attribution]], parse: Parse) -> tuple[Attribution, ...]:
    """The attributions of all passages; parents, which count within a passage, count in the report.

    A quotation without source and cue goes on with the speaker of the one before it.
    """
    made: list[Attribution] = []
    for part in parts:
        offset = len(made)
        for row in part:
            before = made[-1] if made else None
            alone = row.source is None and row.cue is None and row.kind == "direct" and row.speaker is None
            near = before is not None and _block(parse, row) - _block(parse, before) <= _NEAR
            speaker = before.speaker if before and alone and near else row.speaker
            made.append(replace(row, speaker=speaker, parent=None if row.parent is None else row.parent + offset))
    return tuple(made)


def within(rows: Sequence[Attribution], first: int, last: int) -> list[Attribution]:
    """The rows whose content begins in some sentences, parents counted among them."""
    kept = [index for index, row in enumerate(rows) if first <= row.sentence < last]
    place = {old: new for new, old in enumerate(kept)}
    return [
        replace(row, parent=None if row.parent is None else place.get(row.parent))
        for row in (rows[index] for index in kept)
    ]


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether one piece of a content holds all words of another attribution, its cue among them."""
    if inner.cue is None:
        return False
    parts = (inner.cue, *([inner.source] if inner.source else []), *inner.content)
    return any(all(piece.covers(part) for part in parts) for piece in outer.content)


def _size(row: Attribution) -> int:
    return sum(span.end - span.start for span in row.content)


def _place(row: Attribution) -> tuple[Span, ...]:
    return tuple(sorted(span for span in (row.source, row.cue, *row.content) if span))


def _block(parse: Parse, row: Attribution) -> int:
    return parse.sentences[row.sentence].block
