"""A dossier as its JSON gives it (`parley-dossier/1`), read for scoring alone and without the program's own types."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from quality.words import Place, fold_name, positions

_SPAN_KEYS = frozenset({"report", "start", "end", "text"})


class DossierError(Exception):
    """The dossier cannot be scored; the message names the place and the remedy."""


class Part(BaseModel):
    """A part of a dossier: frozen; fields that no measure needs are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Span(Part):
    """A stretch of a report."""

    report: str
    start: int
    end: int
    text: str


class Report(Part):
    """A report and its text."""

    id: str
    file: str
    origin: str | None
    text: str


class Variant(Part):
    """One spelling of a name."""

    text: str


class Entity(Part):
    """A person, organisation, party or place."""

    id: str
    name: str
    kind: str
    party: str | None
    variants: tuple[Variant, ...]


class Wording(Part):
    """How one report words a statement."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


class Statement(Part):
    """One utterance with all its wordings."""

    speaker: str | None
    wordings: tuple[Wording, ...]


class Participant(Part):
    """Somebody who takes part in an event."""

    entity: str


class When(Part):
    """The days of an event."""

    start: str | None


class Event(Part):
    """Something that happened or is planned."""

    id: str
    type: str
    participants: tuple[Participant, ...]
    when: When | None
    evidence: tuple[Span, ...]


class Claim(Part):
    """What is asserted, with the reports that assert it."""

    status: str
    reports: tuple[str, ...]
    evidence: tuple[Span, ...]


class Value(Part):
    """One side of a discrepancy."""

    evidence: tuple[Span, ...]


class Discrepancy(Part):
    """Values that exclude each other."""

    id: str
    kind: str
    values: tuple[Value, ...]


class Passage(Part):
    """Text reuse."""

    spans: tuple[Span, ...]


class Position(Part):
    """Where a party stands on an issue."""

    party: str
    stance: str
    evidence: tuple[Span, ...]


class Issue(Part):
    """A subject of the negotiation."""

    positions: tuple[Position, ...]


class Track(Part):
    """A channel of talks."""

    parties: tuple[str, ...]
    participants: tuple[str, ...]
    status: str | None


class Dossier(Part):
    """What the measures look at."""

    reports: tuple[Report, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    discrepancies: tuple[Discrepancy, ...]
    passages: tuple[Passage, ...]
    issues: tuple[Issue, ...]
    tracks: tuple[Track, ...]
    proofs: tuple[Span, ...] = ()
    """Every span that stands anywhere in the dossier."""

    @cached_property
    def files(self) -> Mapping[str, str]:
        """File names by report id."""
        return {r.id: PurePath(r.file).name for r in self.reports}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Texts by file name."""
        return {PurePath(r.file).name: r.text for r in self.reports}

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """Entities by id."""
        return {e.id: e for e in self.entities}

    def names(self, entity: str | None) -> frozenset[str]:
        """Folded names and variants of an entity; nothing for nobody."""
        return self._names.get(entity or "", frozenset())

    @cached_property
    def _names(self) -> Mapping[str, frozenset[str]]:
        return {e.id: frozenset(map(fold_name, (e.name, *(v.text for v in e.variants)))) for e in self.entities}

    def places(self, spans: Iterable[Span]) -> list[Place]:
        """Spans as places in files; those of unknown reports are left out."""
        return [Place(self.files[s.report], s.start, s.end) for s in spans if s.report in self.files]

    def find(self, file: str, words: str) -> Place | None:
        """Where the words first stand in a report, or None where it or they are missing."""
        at = self.texts.get(file, "").find(words)
        return None if at < 0 else Place(file, at, at + len(words))

    def share_covered(self, spans: Iterable[Span], place: Place | None) -> float:
        """Share of the words of a place that the spans cover, 0 to 1."""
        if place is None:
            return 0.0
        wanted = positions(self.texts[place.file], [place])
        here = [p for p in self.places(spans) if p.file == place.file]
        return sum(any(p.start <= w < p.end for p in here) for w in wanted) / max(1, len(wanted))

    def holds(self, span: Span) -> bool:
        """Whether a span says what stands at its place."""
        text = self.texts.get(self.files.get(span.report, ""), "")
        return 0 <= span.start < span.end and text[span.start : span.end] == span.text


def load(path: Path) -> Dossier:
    """The dossier of a JSON file, with all spans that stand in it."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Dossier.model_validate({**raw, "proofs": tuple(_spans(raw))})
    except FileNotFoundError as error:
        raise DossierError(
            f"There is no dossier at {path}. Make one with `parley read … --out DIR --format json`."
        ) from error
    except (json.JSONDecodeError, UnicodeDecodeError, TypeError) as error:
        raise DossierError(
            f"{path} is no JSON object: {error}. Give the dossier.json that `parley read` wrote."
        ) from error
    except ValidationError as error:
        rows = (f"{'.'.join(map(str, row['loc']))}: {row['msg']}" for row in error.errors()[:10])
        raise DossierError(
            f"{path} is no parley-dossier/1: {'; '.join(rows)}. Make it again with this version."
        ) from error


def _spans(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every table with the four keys of a span, at any depth; kept on a list, so that deep nesting costs no stack."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, dict):
            if at.keys() >= _SPAN_KEYS:
                yield at
            waiting.extend(at.values())
        elif isinstance(at, list):
            waiting.extend(at)
