"""Speakers: which entity the words of a source stand for."""

from collections.abc import Sequence
from typing import Protocol

from parley.annotate.attribution.phrases import Phrase, antecedent
from parley.annotate.attribution.units import Unit
from parley.reading import LocalEntity
from parley.report import Span

_INITIALS = 3
"""Letters of a label that may be somebody's initials, at most."""


class Cast(Protocol):
    """Who and what a report speaks of, to be asked for the entity of a phrase."""

    @property
    def entities(self) -> Sequence[LocalEntity]:
        """Entities by key."""

    def entity_of(self, span: Span, /) -> int | None:
        """The key of the entity that the head of a noun phrase stands for, or None."""


def entity_of(unit: Unit, source: Phrase, cast: Cast) -> int | None:
    """The entity of a source: for "who" and "which" that the cast does not know, of the noun phrase before."""
    grammar, found = unit.grammar, cast.entity_of(span_of(unit, source))
    if found is None and grammar.kind(source.chunk) == "W" and source.last - source.first == 1:
        whose = antecedent(grammar, source.chunk)
        return cast.entity_of(span_of(unit, whose)) if whose else None
    return _named_in(unit, source, cast) if found is None else found


def by_initials(unit: Unit, source: Phrase, cast: Cast) -> int | None:
    """The one person whose initials a label of two or three capitals is, as in an interview: "AB: We agree"."""
    said = unit.parse.report.quote(span_of(unit, source)).replace(".", "")
    if not (2 <= len(said) <= _INITIALS and said.isupper()):
        return None
    people = [one.key for one in cast.entities if one.kind == "person" and _initials(one.name) == said]
    return people[0] if len(people) == 1 else None


def _initials(name: str | None) -> str:
    return "".join(word[0].upper() for word in (name or "").replace("-", " ").split())


def _named_in(unit: Unit, source: Phrase, cast: Cast) -> int | None:
    """The one person whose name is a part of a source of its own ("minister and party leader Anna Berg")."""
    nouns = [unit.chunks[at] for at in range(source.chunk, source.end) if unit.chunks[at].kind == "N"]
    spans = [unit.parse.span(unit.first + chunk.first, unit.first + chunk.last) for chunk in nouns if chunk.owner < 0]
    keys = [key for span in spans if (key := cast.entity_of(span)) is not None]
    people = [key for key in keys if cast.entities[key].kind == "person"]
    return people[0] if len(people) == 1 else None


def span_of(unit: Unit, phrase: Phrase) -> Span:
    """The span of a phrase of a unit."""
    return unit.parse.span(unit.first + phrase.first, unit.first + phrase.last)
