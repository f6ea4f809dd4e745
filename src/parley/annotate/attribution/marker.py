"""The marker: turns what the search found in a unit into attributions with spans of the report's text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.annotate.attribution.found import Found, Range, holds
from parley.annotate.attribution.speakers import Cast, by_initials, entity_of, span_of
from parley.annotate.attribution.stances import stance_of
from parley.annotate.attribution.units import Unit
from parley.annotate.attribution.utterances import medium_of, time_of, via_of
from parley.annotate.parse import Parse
from parley.reading import Attribution, Directness, Quotation, TimeExpression
from parley.report import Span


@dataclass(frozen=True, slots=True)
class Marker:
    """A report with its cast and times, on which attributions are marked."""

    parse: Parse
    cast: Cast
    times: Sequence[TimeExpression]
    outermost: tuple[Quotation, ...]
    """The quotations that no other one holds, in order."""

    def mark(self, unit: Unit, found: Sequence[Found], offset: int) -> list[Attribution]:
        """The attributions of a unit; `offset` is the index that the first one gets."""
        rows = []
        for one in found:
            around = [
                i for i, other in enumerate(found) if other is not one and one.cue and holds(other.content, one.cue[0])
            ]
            row = self._row(unit, one)
            rows.append(replace(row, parent=offset + around[-1]) if around else row)
        return rows

    def goes_on(self, unit: Unit, speaker: int | None) -> Attribution:
        """A quotation that stands alone in its unit, without source and cue."""
        return Attribution(None, None, self.quoted(unit), "direct", speaker, unit.sentence)

    def longer(self, attribution: Attribution, content: Sequence[Span]) -> Attribution:
        """An attribution with more content."""
        whole = (*attribution.content, *content)
        return replace(attribution, content=whole, kind=self.kind(whole), sentence=self.sentence(whole[0].start))

    def quoted(self, unit: Unit) -> tuple[Span, ...]:
        """The inner words of the quotations of a unit."""
        return tuple(self.parse.report.span(q.inner_start, q.inner_end) for q in unit.quotations)

    def whole(self, unit: Unit) -> tuple[Span, ...]:
        """All words of a unit, without quotation marks around them."""
        if len(unit.quotations) == 1 and set(unit.whole.values()) == {unit.last - unit.first}:
            return self.quoted(unit)
        return (self.parse.span(unit.first, unit.last),)

    def _row(self, unit: Unit, one: Found) -> Attribution:
        content = tuple(self._content(unit, piece) for piece in one.content)
        via = via_of(unit, one, self.cast)
        return Attribution(
            source=span_of(unit, one.source) if one.source else None,
            cue=self._span(unit, one.cue) if one.cue else None,
            content=content,
            kind=self.kind(content),
            speaker=self._speaker(unit, one),
            sentence=self.sentence(content[0].start) if content else unit.sentence,
            via=via.span if via else None,
            via_entity=via.entity if via else None,
            medium=medium_of(unit, one),
            stance=stance_of(unit, one),
            time=time_of(unit, one, self.times),
        )

    def _speaker(self, unit: Unit, one: Found) -> int | None:
        if one.source is None:
            return None
        meant = entity_of(unit, one.whose, self.cast) if one.whose else None
        if meant is not None and self.cast.entities[meant].kind == "person":
            return meant
        labelled = by_initials(unit, one.source, self.cast) if one.how in {"transcript", "colon"} else None
        return entity_of(unit, one.source, self.cast) if labelled is None else labelled

    def _span(self, unit: Unit, piece: Range) -> Span:
        return self.parse.span(unit.first + piece[0], unit.first + piece[1])

    def _content(self, unit: Unit, piece: Range) -> Span:
        """The span of a piece of content: the inner words of a whole quotation, else with every mark that it cuts."""
        span = self._span(unit, piece)
        start, end = span.start, span.end
        for quotation in unit.quotations:
            if (quotation.start, quotation.end) == (start, end):
                return self.parse.report.span(quotation.inner_start, quotation.inner_end)
            start, end = self._with_marks(quotation, start, end)
        return self.parse.report.span(start, end)

    def _with_marks(self, quotation: Quotation, start: int, end: int) -> tuple[int, int]:
        """Bounds that take in a closing or opening mark beside the last or first word, but no half of a pair."""
        text = self.parse.report.text
        if quotation.start < start and _has_word(text[quotation.start : start]) and end <= quotation.end:
            return start, end
        if quotation.start < end < quotation.end and not _has_word(text[end : quotation.end]):
            end = quotation.end
        if quotation.start < start < quotation.end and not _has_word(text[quotation.start : start]):
            start = quotation.start
        return start, end

    def kind(self, content: Sequence[Span]) -> Directness:
        """Whether all, some or none of the words of a content stand in quotation marks."""
        count = quoted = 0
        for span in content:
            place = max(0, bisect_right(self.outermost, span.start, key=lambda quotation: quotation.start) - 1)
            for index in range(self.parse.at(span.start), self.parse.at(span.end)):
                token = self.parse.tokens[index]
                while place < len(self.outermost) and self.outermost[place].end <= token.start:
                    place += 1
                if self.parse.report.text[token.start].isalnum():
                    count += 1
                    quoted += place < len(self.outermost) and self.outermost[place].start <= token.start
        return "direct" if count and quoted == count else "mixed" if quoted else "indirect"

    def sentence(self, offset: int) -> int:
        """Index of the sentence in which a character stands."""
        return max(0, bisect_right(self.parse.sentences, offset, key=lambda sentence: sentence.start) - 1)


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)
