"""A gold reading: what a careful reader finds in the reports of one story, as YAML files in one folder."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from quality.words import fold_name

SECTIONS = ("attributions", "entities", "events", "comparison", "positions")
_OPTIONAL = ("attributions",)
"""Sections that a gold may leave out: their measures then count nothing."""
_INDEXED = (".txt", ".html")
_READ = (*_INDEXED, ".md")

Ref = int | str
"""A report: its place among the sorted .txt and .html files, or its file name."""


class GoldError(Exception):
    """The gold cannot be used; the message names the place and the remedy."""


class Row(BaseModel):
    """A row of the gold: frozen, and a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_tails(cls, row: object) -> object:
        """Without the tails of unquoted sentences that YAML cut off at a comma: keys of several words and no value."""
        if not isinstance(row, dict):
            return row
        return {k: v for k, v in row.items() if v is not None or " " not in str(k)}


class Attribution(Row):
    """Who says what: source, cue and content, copied from the report."""

    source: str | None
    cue: str | None
    content: tuple[str, ...] = Field(min_length=1)
    speaker: str | None
    type: Literal["direct", "indirect", "mixed"]
    where: str | None = None
    via: str | None = None
    medium: str | None = None
    nested: bool = False


class Named(Row):
    """Somebody or something with its other names; `variants` are misspellings and transliterations."""

    id: str
    name: str
    party: str | None = None
    kind: str | None = None
    roles: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    variants: Mapping[str, tuple[Ref, ...]] = {}
    within: tuple[Ref, ...] = Field(default=(), alias="in")
    described_without_name_in: tuple[Ref, ...] = ()


class Entities(Row):
    """Everybody and everything that is named, and pairs that must stay apart."""

    people: tuple[Named, ...]
    organisations: tuple[Named, ...] = ()
    parties: tuple[Named, ...] = ()
    sources: tuple[Named, ...] = ()
    places: tuple[str, ...] = ()
    must_not_merge: tuple[tuple[str, str], ...] = ()


class Event(Row):
    """What happened or is planned, with its PLOVER type and the reports that tell it."""

    id: str
    type: str
    what: str
    participants: tuple[str, ...] = ()
    place: str | None = None
    day: date | None = None
    text_day: str | None = None
    reports: tuple[Ref, ...]
    status: Mapping[str, str] = {}
    amounts: tuple[str, ...] = ()
    note: str | None = None


class Family(Row):
    """One utterance in several wordings; `words` gives them by report where they are to be found exactly."""

    id: str
    speaker: str | None = None
    words: Mapping[Ref, str] = {}
    verbatim: tuple[Ref, ...] = ()
    altered: tuple[Ref, ...] = ()
    fragment: tuple[Ref, ...] = ()
    note: str | None = None

    @property
    def members(self) -> tuple[Ref, ...]:
        """The reports that carry it, each once."""
        return tuple(dict.fromkeys((*self.verbatim, *self.altered, *self.fragment)))


class Utterance(Row):
    """What one speaker said at once, with words by which to find each wording: two rows are two utterances.

    It may have the words of quote families, and stand in one report alone.
    """

    id: str
    speaker: str
    words: tuple[tuple[Ref, str], ...] = Field(min_length=1)
    note: str | None = None


class SharedClaim(Row):
    """A claim that several reports make, with words by which to find it in each."""

    id: str
    claim: str
    status: Literal["repeated", "corroborated", "disputed"] | None = None
    evidence: Mapping[Ref, str]
    note: str | None = None


class LoneClaim(Row):
    """A claim that one report makes alone."""

    claim: str
    report: Ref
    near: str


class Value(Row):
    """One side of a discrepancy: the report and words to find it by."""

    report: Ref
    near: str


class Discrepancy(Row):
    """Values that exclude each other."""

    id: str
    kind: str
    values: tuple[Value, ...] = Field(min_length=2)
    note: str | None = None


class Trap(Row):
    """Values that only look as if they excluded each other."""

    why: str
    kind: (
        Literal["update", "scope", "compatible", "occasion", "conversion", "spelling", "place", "role", "person"] | None
    ) = None
    values: tuple[Value, ...] = Field(min_length=2)


class SharedPassage(Row):
    """Words that stand in several reports."""

    reports: tuple[Ref, ...] = Field(min_length=2)
    near: str


class Independence(Row):
    """Pairs of reports by whether they rest on one origin."""

    dependent: tuple[tuple[Ref, Ref], ...] = ()
    partly: tuple[tuple[Ref, Ref], ...] = ()
    independent: tuple[tuple[Ref, Ref], ...] = ()


class Comparison(Row):
    """What only a comparison of the reports shows."""

    quote_families: tuple[Family, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    reported_by_several: tuple[SharedClaim, ...] = ()
    one_report_only: tuple[LoneClaim, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    not_discrepancies: tuple[Trap, ...] = ()
    shared_passages: tuple[SharedPassage, ...] = ()
    independence: Independence = Independence()


class Position(Row):
    """Where a party stands on an issue."""

    party: str
    stance: str
    what: str | None = None
    since: date | None = None
    moved: Literal["hardened", "softened", "restated"] | None = None
    evidence: tuple[tuple[Ref, str], ...] = Field(min_length=1)


class Issue(Row):
    """A subject of the negotiation."""

    id: str
    positions: tuple[Position, ...]
    overlap: str | None = None


class Track(Row):
    """A channel of talks."""

    id: str
    participants: tuple[str, ...]
    place: str | None = None
    status: str | None = None
    reports: tuple[Ref, ...] = ()


class Positions(Row):
    """Issues and tracks."""

    issues: tuple[Issue, ...]
    tracks: tuple[Track, ...] = ()


def _events(rows: object) -> object:
    return rows if rows is not None else ()


class Gold(Row):
    """All sections together; `files` and `texts` are those of the reports folder."""

    story: str
    files: tuple[str, ...]
    """Names of the .txt and .html files, sorted: what a number in the gold counts."""
    texts: Mapping[str, str]
    """What the files of the reports folder hold, by name."""
    attributions: Mapping[str, tuple[Attribution, ...]] = {}
    entities: Entities
    events: Annotated[tuple[Event, ...], BeforeValidator(_events)]
    comparison: Comparison
    positions: Positions

    def file(self, ref: Ref) -> str:
        """The name of the file that a number or name stands for."""
        if isinstance(ref, str):
            return ref
        if 0 <= ref < len(self.files):
            return self.files[ref]
        raise GoldError(f"There is no report {ref}. Count the {len(self.files)} sorted .txt and .html files from 0.")

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """People, organisations, parties and sources; one that stands in two lists stands here twice."""
        e = self.entities
        return (*e.people, *e.organisations, *e.parties, *e.sources)

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """Folded names, other names and variants by id."""
        known: dict[str, frozenset[str]] = {}
        for e in self.named:
            known[e.id] = known.get(e.id, frozenset()) | {fold_name(n) for n in (e.name, *e.also, *e.variants)}
        return known

    @cached_property
    def people(self) -> frozenset[str]:
        """Ids of the people."""
        return frozenset(p.id for p in self.entities.people)

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Ids of the sources that the reports leave without a name."""
        return frozenset(s.id for s in self.entities.sources)


def load(folder: Path, reports: Path | None = None) -> Gold:
    """The gold of a folder, `pages.yaml` laid over the five sections, with the reports that it speaks of."""
    home = reports if reports is not None else folder.parent / "reports"
    if not home.is_dir():
        raise GoldError(f"No folder of reports at {home}. Name it with --reports.")
    wanted = [name for name in SECTIONS if name not in _OPTIONAL or (folder / f"{name}.yaml").is_file()]
    sections = {name: _read(folder / f"{name}.yaml") for name in wanted}
    pages = folder / "pages.yaml"
    if pages.is_file():
        sections = _lay_over(sections, _read(pages))
    files = sorted(p for p in home.iterdir() if p.suffix in _READ)
    known = {
        "story": folder.parent.name if folder.name == "gold" else folder.name,
        "files": tuple(p.name for p in files if p.suffix in _INDEXED),
        "texts": {p.name: p.read_text(encoding="utf-8") for p in files},
    }
    try:
        return Gold.model_validate({**known, **sections})
    except ValidationError as error:
        raise GoldError("\n".join(_explain(row["loc"], row["msg"]) for row in error.errors())) from error


def _explain(where: Sequence[int | str], what: str) -> str:
    section, *path = where
    return f"{section}.yaml, {' '.join(map(str, path)) or 'as a whole'}: {what}. See quality/README.md for the format."


def _read(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise GoldError(f"{path.name} is missing in {path.parent}. A gold has {', '.join(SECTIONS)}.") from error
    except yaml.YAMLError as error:
        raise GoldError(
            f"{path.name} is no YAML: {error}. Put strings with quotation marks in double quotes."
        ) from error


def _lay_over(sections: Mapping[str, object], pages: object) -> dict[str, object]:
    if not isinstance(pages, dict):
        raise GoldError("pages.yaml, as a whole: a table of sections is needed. See quality/README.md for the format.")
    rest = {k: v for k, v in pages.items() if k not in {"attributions", "people", "issues"}}
    more = {
        "attributions": pages.get("attributions", {}),
        "entities": {"people": pages.get("people", [])},
        "comparison": rest,
        "positions": {"issues": pages.get("issues", [])},
    }
    return {name: _joined(rows, more[name]) if name in more else rows for name, rows in sections.items()}


def _joined(old: object, new: object) -> object:
    """Tables key by key, lists end to end; rows of one id become one row."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{k: _joined(old[k], v) if k in old else v for k, v in new.items()}}
    if not (isinstance(old, list) and isinstance(new, list)):
        return new
    rows = list(old)
    at = {row["id"]: i for i, row in enumerate(rows) if isinstance(row, dict) and "id" in row}
    for row in new:
        i = at.get(row.get("id")) if isinstance(row, dict) else None
        if i is None:
            rows.append(row)
        else:
            rows[i] = _joined(rows[i], row)
    return rows
