"""Speakers: which entity the words of a source stand for."""

from collections.abc import Sequence
from typing import Protocol

from parley.annotate.phrases import Phrase, antecedent
from parley.annotate.units import Unit
from parley.reading import LocalEntity
from parley.report import Span


class Cast(Protocol):
    """Who and what a report speaks of, to be asked for the entity of a phrase."""

    @property
    def entities(self) -> Sequence[LocalEntity]:
        """Entities by key."""

    def entity_of(self, span: Span, /) -> int | None:
        """The key of the entity that the head of a noun phrase stands for, or None."""


def entity_of(unit: Unit, source: Phrase, cast: Cast) -> int | None:
    """The entity of a source: for "who" and "which" that of the noun phrase before."""
    grammar = unit.grammar
    if grammar.kind(source.chunk) == "W" and source.last - source.first == 1:
        whose = antecedent(grammar, source.chunk)
        return cast.entity_of(span_of(unit, whose)) if whose else None
    return cast.entity_of(span_of(unit, source))


def span_of(unit: Unit, phrase: Phrase) -> Span:
    """The span of a phrase of a unit."""
    return unit.parse.span(unit.first + phrase.first, unit.first + phrase.last)
