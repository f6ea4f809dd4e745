"""Circumstances of an utterance: who passed it on, in which medium it was made, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.annotate.found import Found, holds
from parley.annotate.phrases import Phrase
from parley.annotate.speakers import Cast, entity_of, span_of
from parley.annotate.units import Unit
from parley.annotate.wordlists import words
from parley.reading import TimeExpression
from parley.report import Span


@dataclass(frozen=True, slots=True)
class Via:
    """Who passed a statement on."""

    span: Span
    entity: int | None


def via_of(unit: Unit, found: Found, cast: Cast) -> Via | None:
    """The agency or outlet after "according to" or "told"; reporters in general pass nothing on."""
    told = found.recipient or _spoken_to(unit, found)
    phrase = found.via or (told if told and _is_outlet(unit, told) else None)
    if phrase is None:
        return None
    return Via(span_of(unit, phrase), entity_of(unit, phrase, cast))


def _is_outlet(unit: Unit, phrase: Phrase) -> bool:
    """Whether a recipient is a medium: a name that is no person's, or a word for media."""
    chunk = unit.chunks[phrase.head]
    head = chunk.head
    if unit.words[head] in words("sources", "media"):
        return True
    if not unit.tags[head].startswith("NNP") or unit.words[head] in words("sources", "audiences"):
        return False
    return not any(
        name.endswith(("PER",)) for name in unit.parse.names[unit.first + chunk.first : unit.first + chunk.last]
    )


def _spoken_to(unit: Unit, found: Found) -> Phrase | None:
    """ "speaking to X", "citing X" in the clause of the cue."""
    for at, chunk in enumerate(unit.chunks):
        if chunk.kind != "V" or chunk.form != "ing" or holds(found.content, chunk.first):
            continue
        word = unit.words[chunk.head]
        following = at + 1
        if (
            word in {"speaking", "talking"}
            and following < len(unit.chunks)
            and unit.words[unit.chunks[following].first] in {"to", "with"}
        ):
            following += 1
        elif word not in {"citing", "quoting"}:
            continue
        if following < len(unit.chunks) and unit.chunks[following].kind == "N":
            target = unit.chunks[following]
            return Phrase(following, following + 1, following, target.first, target.last)
    return None


def medium_of(unit: Unit, found: Found) -> Span | None:
    """Where it was said or written: the noun phrase after "in", "on" or "at" that names a platform or kind of speech."""
    for at in _outside(unit, found):
        chunk = unit.chunks[at]
        if at == 0 or unit.words[unit.chunks[at - 1].first] not in {"in", "on", "at", "during", "via", "through", "to"}:
            continue
        head = unit.words[chunk.head]
        named = head in words("sources", "platforms") and unit.words[unit.chunks[at - 1].first] in {
            "on",
            "via",
            "through",
            "to",
        }
        if named or (head in words("sources", "genres") and unit.words[unit.chunks[at - 1].first] != "to"):
            return unit.parse.span(unit.first + chunk.first, unit.first + chunk.last)
    return None


def _outside(unit: Unit, found: Found) -> Iterator[int]:
    """Noun chunks of the sentence of the cue that are neither content nor source."""
    if found.cue is None:
        return
    first, last = _sentence(unit, found.cue[0])
    for at, chunk in enumerate(unit.chunks):
        if chunk.kind == "N" and first <= chunk.first < last and not holds(found.content, chunk.first):
            if not (found.source and found.source.first <= chunk.first < found.source.last):
                yield at


def _sentence(unit: Unit, token: int) -> tuple[int, int]:
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
    """Index of the time expression in the cue's clause that is no part of the content, the nearest to the cue."""
    if found.cue is None:
        return None
    first, last = _sentence(unit, found.cue[0])
    tokens = unit.parse.tokens
    lower, upper = tokens[unit.first + first].start, tokens[unit.first + last - 1].end
    cue = tokens[unit.first + found.cue[0]].start
    best: tuple[int, int] | None = None
    for index, time in enumerate(times):
        if not lower <= time.span.start < upper or time.type not in {"DATE", "TIME"}:
            continue
        place = unit.parse.at(time.span.start) - unit.first
        if holds(found.content, place) or unit.in_quotation[min(place, len(unit.words) - 1)]:
            continue
        distance = abs(time.span.start - cue)
        if best is None or distance < best[0]:
            best = distance, index
    return best[1] if best else None
