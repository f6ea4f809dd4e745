"""Circumstances of an utterance: who passed it on, in which medium it was made, and when."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.annotate.attribution.found import Found, Range, holds
from parley.annotate.attribution.phrases import Phrase
from parley.annotate.attribution.speakers import Cast, entity_of, span_of
from parley.annotate.attribution.units import Unit
from parley.annotate.gazetteer import agency, lookup, platform
from parley.annotate.wordlists import words
from parley.reading import TimeExpression
from parley.report import Span

_SPEAKING = frozenset({"speaking", "talking"})
_CITING = frozenset({"citing", "quoting"})
_IN = frozenset({"in", "on", "at", "during", "via", "through", "to"})
_ON = frozenset({"on", "via", "through", "to"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLAUSE = 12
"""Words before a time among which the relative pronoun of its clause stands."""


@dataclass(frozen=True, slots=True)
class Via:
    """Who passed a statement on."""

    span: Span
    entity: int | None


def via_of(unit: Unit, found: Found, cast: Cast) -> Via | None:
    """Who stands after "according to", or the medium after "told", "speaking to" or "citing"."""
    told = found.recipient or _spoken_to(unit, found)
    phrase = found.via or (told if told and _is_medium(unit, told) else None)
    return Via(span_of(unit, phrase), entity_of(unit, phrase, cast)) if phrase else None


def _is_medium(unit: Unit, phrase: Phrase) -> bool:
    """Whether a recipient is a medium: an agency, a word for media, or a name of no person, state or assembly."""
    chunk = unit.chunks[phrase.head]
    head = unit.words[chunk.head]
    name = unit.parse.report.quote(unit.parse.span(unit.first + chunk.first, unit.first + chunk.last))
    if head in words("sources", "media") or agency(name):
        return True
    if not unit.tags[chunk.head].startswith("NNP") or head in words("sources", "audiences") or lookup(name):
        return False
    return not any(
        label.endswith("PER") for label in unit.parse.names[unit.first + chunk.first : unit.first + chunk.last]
    )


def _spoken_to(unit: Unit, found: Found) -> Phrase | None:
    """ "speaking to X", "citing X" outside the content."""
    grammar = unit.grammar
    for at, chunk in enumerate(grammar.chunks):
        if chunk.form != "ing" or holds(found.content, chunk.first):
            continue
        word, target = grammar.head(at), at + 1
        if word in _SPEAKING and grammar.word(target) in {"to", "with"}:
            target += 1
        elif word not in _CITING:
            continue
        if grammar.kind(target) == "N":
            return grammar.phrase(target, target + 1, target)
    return None


def medium_of(unit: Unit, found: Found) -> Span | None:
    """Where it was said or written: the phrase after "in", "on" or "at" that names a platform or kind of speech."""
    for at in _outside(unit, found):
        chunk, preposition = unit.chunks[at], unit.words[unit.chunks[at - 1].first] if at else ""
        if preposition not in _IN:
            continue
        head = unit.words[chunk.head]
        span = unit.parse.span(unit.first + chunk.first, unit.first + chunk.last)
        posted = head in words("sources", "platforms") or platform(unit.parse.report.quote(span))
        if (posted and preposition in _ON) or (head in words("sources", "genres") and preposition != "to"):
            return span
    return None


def _outside(unit: Unit, found: Found) -> Iterator[int]:
    """Noun chunks of the sentence of the cue that are neither content nor source."""
    if found.cue is None:
        return
    first, last = _sentence(unit, found.cue[0])
    taken = (*found.content, (found.source.first, found.source.last)) if found.source else found.content
    for at, chunk in enumerate(unit.chunks):
        if chunk.kind == "N" and first <= chunk.first < last and not holds(taken, chunk.first):
            yield at


def _sentence(unit: Unit, token: int) -> Range:
    """Tokens of the sentence around a token, between two stops outside quotations."""
    first, last = 0, len(unit.words)
    for chunk in unit.chunks:
        if chunk.kind == "." and chunk.last <= token:
            first = chunk.last
        elif chunk.kind == "." and chunk.first > token:
            last = chunk.first
            break
    return first, last


def time_of(unit: Unit, found: Found, times: Sequence[TimeExpression]) -> int | None:
    """Index of the day or hour of a cue, in its sentence, outside its content; a single day before longer ones."""
    if found.cue is None:
        return None
    first, last = _sentence(unit, found.cue[0])
    tokens = unit.parse.tokens
    cue, end = tokens[unit.first + found.cue[0]].start, tokens[unit.first + last - 1].end
    index = bisect_left(times, tokens[unit.first + first].start, key=lambda time: time.span.start)
    near: list[tuple[bool, int, int]] = []
    while index < len(times) and times[index].span.start < end:
        time, place = times[index], min(unit.parse.at(times[index].span.start) - unit.first, len(unit.words) - 1)
        outside = not holds(found.content, place) and not unit.in_quotation[place]
        if time.type in {"DATE", "TIME"} and outside and not _elsewhere(unit, found, place):
            one_day = time.first is not None and time.first == time.last
            near.append((not one_day, abs(time.span.start - cue), index))
        index += 1
    return min(near)[2] if near else None


def _elsewhere(unit: Unit, found: Found, place: int) -> bool:
    """Whether a time outside the content is that of another clause than the cue's."""
    if found.cue is None or place < found.cue[0]:
        return _relative(unit, place)
    free = (at for at in range(found.cue[1], place) if not holds(found.content, at) and not unit.in_quotation[at])
    return any(unit.tags[at] in _FINITE or (unit.tags[at] == "VB" and unit.words[at - 1] == "to") for at in free)


def _relative(unit: Unit, place: int) -> bool:
    """Whether a time before a cue stands in a relative clause ("the minister, who met them on Monday, said")."""
    for at in range(place - 1, max(place - _CLAUSE, -1), -1):
        if unit.tags[at] == ",":
            return False
        if unit.tags[at] in {"WP", "WDT", "WRB", "WP$"}:
            return True
    return False
