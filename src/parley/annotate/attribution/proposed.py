"""Attributions that the encoder proposes, taken into the search of a unit beside those that the rules find.

The rules are the more exact where they find something; the encoder finds more. A proposal whose cue meets that of a
rule lends it only what it lacks; any other is taken where the encoder is sure enough, the surer the weaker its place.
The thresholds were chosen on PolNeAR dev and the dev part of the Parley corpus.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parley.annotate.attribution.cues import noun_cues, verb_cues
from parley.annotate.attribution.found import Found, Range, holds
from parley.annotate.attribution.phrases import Grammar, Phrase, can_speak
from parley.annotate.attribution.units import Unit
from parley.annotate.attribution.verbs import hypothetical
from parley.annotate.parse import Proposal

LEAST: Mapping[tuple[str, bool], float] = {
    ("speaks", True): 0.9,
    ("speaks", False): 0.99,
    ("mute", True): 0.92,
    ("none", True): 0.97,
}
"""How sure of its cue a proposal must be by itself: whether its source can speak, and whether a word of its cue is
known to report; a pair that is not named here is never taken."""
NESTED = 0.9
"""The same where it lies inside the content of another attribution, outside quotation marks."""
QUOTED = 0.95
"""The same inside the quotation marks of another attribution's content; elsewhere in quotation marks none is taken."""


def proposed(unit: Unit) -> Iterator[Found]:
    """The proposals whose cue lies in a unit, clipped to it."""
    proposals = unit.parse.proposals
    for place in range(bisect_left(proposals, unit.first, key=_first), len(proposals)):
        proposal = proposals[place]
        if proposal.cue[0] >= unit.last:
            return
        found = _found(unit, proposal) if proposal.cue[1] <= unit.last else None
        if found is not None:
            yield found


def _first(proposal: Proposal) -> int:
    """The first token of its cue, by which the proposals of a parse are ordered."""
    return proposal.cue[0]


def _found(unit: Unit, proposal: Proposal) -> Found | None:
    grammar = unit.grammar
    cue = _whole_group(grammar, (proposal.cue[0] - unit.first, proposal.cue[1] - unit.first))
    pieces = (piece for run in proposal.content if (piece := _content(unit, run)))
    content = tuple(piece for whole in pieces for piece in _without(whole, cue))
    if not content:
        return None
    source = _source(unit, proposal.source)
    verb = _chunk(grammar, cue[1] - 1)
    return Found(cue, source, content, verb, "proposed", heard=proposal.stances, sure=proposal.sure)


def _whole_group(grammar: Grammar, cue: Range) -> Range:
    """A cue that ends among the auxiliaries of a verb goes on to the verb."""
    chunk = grammar.chunks[_chunk(grammar, cue[1] - 1)]
    return (cue[0], chunk.head + 1) if chunk.kind == "V" and cue[1] <= chunk.head else cue


def _without(piece: Range, cue: Range) -> Iterator[Range]:
    """What of a piece of content lies before and after the cue."""
    yield from (
        part for part in ((piece[0], min(piece[1], cue[0])), (max(piece[0], cue[1]), piece[1])) if part[0] < part[1]
    )


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


def merged(unit: Unit, found: Sequence[Found]) -> list[Found]:
    """What the rules found with what the encoder proposes; where both have the same cue, the rules' spans stay."""
    proposals = tuple(proposed(unit))
    kept = [_lent(one, proposals) for one in found]
    for one in proposals:
        if not any(_meet(one, other) or _same_content(one, other) for other in kept) and _sure(unit, one, found):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.first, _around(one, kept), one.cue or (0, 0)))


def _around(one: Found, others: Sequence[Found]) -> int:
    """In how many contents of others its cue lies: the outer comes before the inner."""
    return sum(one.cue is not None and holds(other.content, one.cue[0]) for other in others if other is not one)


def _sure(unit: Unit, proposal: Found, found: Sequence[Found]) -> bool:
    """Whether the encoder is sure enough of a proposal for the place in which it stands."""
    place = proposal.cue[0] if proposal.cue else proposal.first
    if not any(word[0].isalnum() for word in unit.words[place : proposal.cue[1] if proposal.cue else place]):
        return False
    if hypothetical(unit.grammar, proposal.verb):
        return False
    inside = any(holds(one.content, place) for one in found)
    if unit.in_quotation[place]:
        return inside and proposal.sure >= QUOTED
    if inside:
        return proposal.sure >= NESTED
    least = LEAST.get((_voice(unit.grammar, proposal.source), _reports(unit, proposal)))
    return least is not None and proposal.sure >= least


def _voice(grammar: Grammar, source: Phrase | None) -> str:
    """Whether a source can speak, cannot, or is missing."""
    return "none" if source is None else "speaks" if can_speak(grammar, source) else "mute"


def _reports(unit: Unit, proposal: Found) -> bool:
    """Whether a word of the cue is known to report."""
    first, last = proposal.cue or (0, 0)
    known = (verb_cues().by_form, noun_cues().by_form)
    return any(word in forms for word in unit.words[first:last] for forms in known)


def _meet(one: Found, other: Found) -> bool:
    return bool(one.cue and other.cue and one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1])


def _same_content(one: Found, other: Found) -> bool:
    """Whether two contents begin at one word: what is passed on twice is said once."""
    return {start for start, _ in one.content} & {start for start, _ in other.content} != set()


def _lent(one: Found, proposals: Sequence[Found]) -> Found:
    """An attribution of the rules with the source that it lacks, and what the encoder takes for its stance."""
    same = next((other for other in proposals if _meet(one, other)), None)
    if same is None:
        return one
    return replace(one, source=one.source or same.source, heard=same.heard)
