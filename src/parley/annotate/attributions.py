"""Attributions: who says, by which words it is said to be said, what (PARC 3, PolNeAR).

The search goes by rules over chunks, unit by unit, so that its time grows with the length of the text. Where PolNeAR
gives a direct content with its quotation marks, here it stands without them; and a quotation that goes on in the next
sentence is an attribution of its own, without source and cue, by the same speaker.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.annotate.formulas import according, adverbs, colon
from parley.annotate.found import Found, Range, holds
from parley.annotate.nominals import adjective_attributions, noun_attributions
from parley.annotate.parse import Parse
from parley.annotate.phrases import Grammar, Phrase
from parley.annotate.predicates import verb_attributions
from parley.annotate.speakers import Cast, Speakers, speakers
from parley.annotate.units import Unit, units
from parley.annotate.utterances import medium_of, time_of, via_of
from parley.reading import Attribution, Directness, Quotation, TimeExpression
from parley.report import Span

_KEPT_INSIDE = frozenset({"that", "object that", "clause", "quotation", "inserted", "according"})
"""Constructions that are kept inside the content of another attribution; a weaker one is part of what is said."""


def attributions(parse: Parse, cast: Cast, times: Sequence[TimeExpression]) -> tuple[Attribution, ...]:
    """All attributions of a report in order of place; spans are trimmed to words and quotation marks.

    `time` is an index into `times`, `speaker` and `via_entity` are keys of `cast.entities`.
    """
    maker = _Maker(parse, speakers(parse.report, cast), times)
    made: list[Attribution] = []
    latest: _Latest | None = None
    for unit in units(parse):
        found = settled(search(unit))
        if found:
            rows = maker.make(unit, found, len(made))
            latest = _Latest(rows[-1], unit.block)
            made.extend(rows)
        elif _only_quoted(unit):
            made.append(maker.goes_on(unit, latest))
            latest = _Latest(made[-1], unit.block)
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Latest:
    """The attribution made last, and its block."""

    attribution: Attribution
    block: int


def search(unit: Unit) -> list[Found]:
    """Everything that is attributed in one unit, in order of place."""
    grammar = Grammar(unit.words, unit.tags, unit.chunks)
    quoted = unit.in_quotation
    found = list(verb_attributions(grammar, quoted))
    found += list(adjective_attributions(grammar, quoted, found))
    found += list(noun_attributions(grammar, quoted, found))
    found += list(according(grammar, quoted, found))
    found += list(adverbs(grammar, quoted, found))
    if not found:
        headline = unit.parse.report.blocks[unit.block].kind in {"title", "subtitle", "heading"}
        names = unit.parse.names[unit.first : unit.last]
        spoken = colon(grammar, names, headline=headline)
        found += [spoken] if spoken else []
    return sorted(found, key=lambda one: (one.first, one.cue or (0, 0)))


def settled(found: Sequence[Found]) -> list[Found]:
    """The same with one attribution for each cue, "according to" joined to what it passes on, and weak ones inside dropped."""
    kept: list[Found] = []
    for one in found:
        if one.how == "via" or any(_same_cue(one, other) for other in kept):
            continue
        around = [other for other in found if other is not one and one.cue and holds(other.content, one.cue[0])]
        if around and (one.how not in _KEPT_INSIDE or one.source is None):
            continue
        kept.append(one)
    for via in (one for one in found if one.how == "via"):
        _pass_on(kept, via)
    return kept


def _same_cue(one: Found, other: Found) -> bool:
    return bool(one.cue and other.cue and one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1])


def _pass_on(kept: list[Found], via: Found) -> None:
    """Give the source of "according to" to the attribution before it."""
    for index in range(len(kept) - 1, -1, -1):
        one = kept[index]
        if one.cue and via.cue and one.cue[0] < via.cue[0]:
            kept[index] = replace(one, via=via.source)
            return


def _only_quoted(unit: Unit) -> bool:
    """Whether a unit is nothing but a quotation of at least three words."""
    kinds = {chunk.kind for chunk in unit.chunks}
    return "Q" in kinds and kinds <= {"Q", ".", "-", ","} and len(unit.words) >= 5


@dataclass(frozen=True, slots=True)
class _Maker:
    """Turns what was found into attributions."""

    parse: Parse
    speakers: Speakers
    times: Sequence[TimeExpression]

    def make(self, unit: Unit, found: Sequence[Found], offset: int) -> list[Attribution]:
        """The attributions of a unit; `offset` is the index that the first one gets."""
        rows = []
        for one in found:
            around = [
                i for i, other in enumerate(found) if other is not one and one.cue and holds(other.content, one.cue[0])
            ]
            row = self._row(unit, one)
            rows.append(replace(row, parent=offset + around[-1]) if around else row)
        return rows

    def goes_on(self, unit: Unit, latest: "_Latest | None") -> Attribution:
        """A quotation without a cue, by the speaker of the last attribution of its paragraph or the one before."""
        content = tuple(self.parse.report.span(q.inner_start, q.inner_end) for q in unit.quotations)
        near = latest is not None and 0 <= unit.block - latest.block <= 2
        speaker = latest.attribution.speaker if latest and near else None
        return Attribution(None, None, content, "direct", speaker, unit.sentence)

    def _row(self, unit: Unit, one: Found) -> Attribution:
        content = tuple(span for piece in one.content if (span := self._content(unit, piece)))
        source = self._span(unit, (one.source.first, one.source.last)) if one.source else None
        speaker = self.speakers.of(source, self._head(unit, one.source)) if source and one.source else None
        via = via_of(unit, one, self.speakers)
        return Attribution(
            source=source,
            cue=self._span(unit, one.cue) if one.cue else None,
            content=content,
            kind=self._kind(content),
            speaker=speaker,
            sentence=self._sentence(unit, content),
            via=via.span if via else None,
            via_entity=via.entity if via else None,
            medium=medium_of(unit, one),
            stance=one.stance,
            time=time_of(unit, one, self.times),
        )

    def _span(self, unit: Unit, piece: Range) -> Span:
        return self.parse.span(unit.first + piece[0], unit.first + piece[1])

    def _head(self, unit: Unit, source: Phrase) -> Span:
        chunk = unit.chunks[source.head]
        last = min(chunk.head + 1, source.last) if chunk.head < source.last else source.last
        return self._span(unit, (last - 1, last))

    def _content(self, unit: Unit, piece: Range) -> Span | None:
        """The span of a piece of content: the inner words of a whole quotation, else with every mark that it cuts."""
        span = self._span(unit, piece)
        start, end = span.start, span.end
        for quotation in unit.quotations:
            if (quotation.start, quotation.end) == (start, end):
                return self.parse.report.span(quotation.inner_start, quotation.inner_end)
            start, end = self._with_marks(quotation, start, end)
        return self.parse.report.span(start, end)

    def _with_marks(self, quotation: Quotation, start: int, end: int) -> tuple[int, int]:
        """Bounds that take in a closing or opening mark beside the last or first word."""
        text = self.parse.report.text
        if quotation.start < end < quotation.end and not any(c.isalnum() for c in text[end : quotation.end]):
            end = quotation.end
        if quotation.start < start < quotation.end and not any(c.isalnum() for c in text[quotation.start : start]):
            start = quotation.start
        return start, end

    def _kind(self, content: Sequence[Span]) -> Directness:
        words = quoted = 0
        for span in content:
            for index in range(self.parse.at(span.start), len(self.parse.tokens)):
                token = self.parse.tokens[index]
                if token.start >= span.end:
                    break
                if self.parse.report.text[token.start].isalnum():
                    words += 1
                    quoted += self.parse.quoted(token.start, token.end)
        return "direct" if words and quoted == words else "mixed" if quoted else "indirect"

    def _sentence(self, unit: Unit, content: Sequence[Span]) -> int:
        """Index of the sentence in which the content begins."""
        if not content:
            return unit.sentence
        return max(0, bisect_right(self.parse.sentences, content[0].start, key=lambda sentence: sentence.start) - 1)
