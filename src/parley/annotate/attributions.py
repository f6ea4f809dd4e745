"""Attributions: who says, by which words it is said to be said, what (PARC 3, PolNeAR).

The search goes by rules over chunks, unit by unit, so that its time grows with the length of the text. Where PolNeAR
gives a direct content with its quotation marks, here it stands without them; and a quotation that goes on in the next
sentence is an attribution of its own, without source and cue, by the same speaker.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parley.annotate.attribution.according import according, adverbs
from parley.annotate.attribution.found import Found, holds
from parley.annotate.attribution.introduced import answers, as_put, introduced
from parley.annotate.attribution.labelled import colon, headed, signed, transcribed
from parley.annotate.attribution.marker import Marker
from parley.annotate.attribution.nominals import adjective_attributions, noun_attributions
from parley.annotate.attribution.predicates import verb_attributions
from parley.annotate.attribution.proposed import merged
from parley.annotate.attribution.speakers import Cast
from parley.annotate.attribution.units import Unit, units
from parley.annotate.parse import Parse
from parley.reading import Attribution, TimeExpression

_KEPT_INSIDE = frozenset({"that", "object that", "clause", "quotation", "inserted", "according", "proposed"})
"""Constructions that are kept inside the content of another attribution; a weaker one is part of what is said."""
_NEAR = 2
"""Blocks within which a quotation without a cue goes on with the speaker before it."""


def attributions(parse: Parse, cast: Cast, times: Sequence[TimeExpression]) -> tuple[Attribution, ...]:
    """All attributions of a report in order of place; spans are trimmed to words and quotation marks.

    `time` is an index into `times`, `speaker` and `via_entity` are keys of `cast.entities`.
    """
    outermost = tuple(quotation for quotation in parse.quotations if quotation.depth == 0)
    writer = _Writer(Marker(parse, cast, times, outermost))
    for unit in units(parse):
        writer.read(unit)
    return _with_content([_beside_its_cue(parse, one) for one in writer.made])


def _beside_its_cue(parse: Parse, one: Attribution) -> Attribution:
    """An attribution whose content does not hold its own cue, as where a stray mark before a colon never closes."""
    cue, content = one.cue, one.content
    if cue is None or not any(span.start < cue.start and cue.end < span.end for span in content):
        return one
    whole = (span for span in content if not span.covers(cue))
    after = (parse.trimmed(cue.end, span.end) for span in content if span.covers(cue))
    return replace(one, content=tuple(sorted(span for span in (*whole, *after) if span is not None)))


@dataclass(slots=True)
class _Writer:
    """The attributions of a report as its units are read one by one."""

    marker: Marker
    made: list[Attribution] = field(default_factory=list)
    block: int = -_NEAR
    """Block of the attribution made last."""
    introduced: int | None = None
    """Block in which the content of the last attribution goes on, after a colon at the end of a paragraph."""

    def read(self, unit: Unit) -> None:
        """Find what is attributed in the next unit."""
        if self.introduced is not None and not transcribed(unit) and self._introduced(unit):
            return
        found = settled(merged(unit, search(unit)))
        if found:
            self.made.extend(self.marker.mark(unit, found, len(self.made)))
            self.block = unit.block
            self.introduced = unit.block + 1 if not self.made[-1].content else None
            if found[0].how == "transcript":
                self.introduced = unit.block
        elif only_quoted(unit) and self.made and self._same_quotation(unit):
            self.made[-1] = self.marker.longer(self.made[-1], self.marker.quoted(unit))
            self.block = unit.block
        elif only_quoted(unit):
            near = unit.block - self.block <= _NEAR
            before = next((one.speaker for one in reversed(self.made) if one.parent is None), None)
            self.made.append(self.marker.goes_on(unit, before if near else None))
            self.block = unit.block

    def _same_quotation(self, unit: Unit) -> bool:
        """Whether a unit goes on with the quotation that ended the paragraph before without a closing mark."""
        index = bisect_left(self.marker.outermost, unit.quotations[0].start, key=lambda quotation: quotation.start)
        before = self.marker.outermost[index - 1] if index > 0 else None
        return before is not None and before.continued and self.made[-1].content[-1].end >= before.inner_end

    def _introduced(self, unit: Unit) -> bool:
        """Whether a unit is what a colon before it introduced; it is added to that attribution."""
        begun = bool(self.made[-1].content)
        here = unit.block == self.introduced or (not begun and unit.block == self.block)
        if here or (begun and only_quoted(unit) and unit.block == (self.introduced or 0) + 1):
            content = self.marker.quoted(unit) if only_quoted(unit) else self.marker.whole(unit)
            self.made[-1] = self.marker.longer(self.made[-1], content)
            self.block = self.introduced = unit.block
            return True
        self.introduced = None
        return False


def _with_content(made: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions without those whose content never came."""
    kept = [index for index, one in enumerate(made) if one.content]
    place = {old: new for new, old in enumerate(kept)}
    return tuple(
        made[index] if made[index].parent is None else replace(made[index], parent=place.get(made[index].parent or 0))
        for index in kept
    )


def search(unit: Unit) -> list[Found]:
    """Everything that is attributed in one unit, in order of place."""
    grammar = unit.grammar
    transcript = transcribed(unit)
    if transcript:
        return [transcript]
    quoted = unit.in_quotation
    found = list(verb_attributions(grammar, quoted))
    found += list(adjective_attributions(grammar, quoted, found))
    found += list(noun_attributions(grammar, quoted, found))
    found += list(according(grammar, quoted, found))
    found += list(adverbs(grammar, quoted, found))
    found += list(as_put(grammar, quoted, found))
    kind = unit.parse.report.blocks[unit.block].kind
    if not found or all(one.how == "via" for one in found):
        headline = kind in {"title", "subtitle", "heading", "point"}
        spoken = signed(grammar) or colon(grammar, headline=headline) or (headed(grammar) if headline else None)
        found += [spoken] if spoken else []
    if kind not in {"title", "subtitle", "heading"}:
        found += list(introduced(grammar, quoted, found))
        found += list(answers(grammar, quoted, found))
    return sorted(found, key=lambda one: (one.first, one.cue or (0, 0)))


def settled(found: Sequence[Found]) -> list[Found]:
    """The same, one for each cue; "according to" joins what it passes on, weak ones inside others are dropped."""
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


def only_quoted(unit: Unit) -> bool:
    """Whether a unit is nothing but a quotation of at least three words."""
    kinds = {chunk.kind for chunk in unit.chunks}
    return "Q" in kinds and kinds <= {"Q", ".", "-", ","} and len(unit.words) >= 5
