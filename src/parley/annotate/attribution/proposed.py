"""Attributions that the encoder proposes, taken into the search of a unit beside those that the rules find.

The rules are the more exact where they find something; the encoder finds more. A proposal whose cue meets that of a
rule lends it only what it lacks; any other is taken where the encoder is sure enough, the surer the weaker its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.annotate.attribution.found import Found, Range, holds
from parley.annotate.attribution.phrases import Grammar, Phrase
from parley.annotate.attribution.units import Unit
from parley.annotate.parse import Proposal

ALONE = 0.8
"""How sure of its cue a proposal must be that stands by itself."""
NESTED = 0.9
"""The same where it lies inside the content of another attribution."""


def proposed(unit: Unit) -> Iterator[Found]:
    """The proposals whose cue lies in a unit, clipped to it."""
    for proposal in unit.parse.proposals:
        if unit.first <= proposal.cue[0] and proposal.cue[1] <= unit.last:
            found = _found(unit, proposal)
            if found is not None:
                yield found


def _found(unit: Unit, proposal: Proposal) -> Found | None:
    grammar = unit.grammar
    content = tuple(piece for run in proposal.content if (piece := _content(unit, run)))
    cue = (proposal.cue[0] - unit.first, proposal.cue[1] - unit.first)
    if not content:
        return None
    source = _source(unit, proposal.source)
    verb = _chunk(grammar, cue[1] - 1)
    return Found(cue, source, content, verb, "proposed", proposal.stance, sure=proposal.sure)


def _content(unit: Unit, run: Range) -> Range | None:
    """A piece of content inside the unit, without marks and blanks that belong to nothing at its ends."""
    first, last = max(run[0] - unit.first, 0), min(run[1] - unit.first, len(unit.words))
    while first < last and unit.words[first] in _OUTER:
        first += 1
    while first < last and unit.words[last - 1] in _OUTER and last - 1 not in _ends(unit):
        last -= 1
    return (first, last) if first < last else None


_OUTER = frozenset({",", ";", ".", ":", "-", "–", "—"})


def _ends(unit: Unit) -> frozenset[int]:
    """Last words of quotations, whose stop belongs to what is quoted."""
    return frozenset(end - 2 for end in unit.whole.values())


def _source(unit: Unit, run: Range | None) -> Phrase | None:
    """The source as a phrase of the unit; its head is the first noun phrase's."""
    if run is None or not (unit.first <= run[0] and run[1] <= unit.last):
        return None
    grammar = unit.grammar
    first, last = run[0] - unit.first, run[1] - unit.first
    inside = [at for at, chunk in enumerate(grammar.chunks) if chunk.first < last and first < chunk.last]
    if not inside:
        return None
    head = next((at for at in inside if grammar.kind(at) in {"N", "W"}), inside[0])
    return Phrase(inside[0], inside[-1] + 1, head, first, last)


def _chunk(grammar: Grammar, place: int) -> int:
    return next((at for at, chunk in enumerate(grammar.chunks) if chunk.first <= place < chunk.last), 0)


def merged(found: Sequence[Found], proposals: Sequence[Found], in_quotation: Sequence[bool]) -> list[Found]:
    """What the rules found with what the encoder proposes; the stronger of two that share a cue stays."""
    kept = [_lent(one, proposals) for one in found]
    for proposal in proposals:
        if any(_meet(proposal, one) for one in found):
            continue
        if proposal.cue is None or in_quotation[proposal.cue[0]]:
            continue
        inside = any(holds(one.content, proposal.cue[0]) for one in found)
        if proposal.sure >= (NESTED if inside else ALONE):
            kept.append(proposal)
    return sorted(kept, key=lambda one: (one.first, one.cue or (0, 0)))


def _meet(one: Found, other: Found) -> bool:
    return bool(one.cue and other.cue and one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1])


def _lent(one: Found, proposals: Sequence[Found]) -> Found:
    """An attribution of the rules with the source or stance that it lacks and the encoder gives."""
    same = next((other for other in proposals if _meet(one, other)), None)
    if same is None:
        return one
    return replace(one, source=one.source or same.source, stance=one.stance or same.stance)
