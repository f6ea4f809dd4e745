"""What is told of a report outside its text (outlet, address, author, title, day), by front matter or a manifest."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from parley.report import Problem

FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)

MANIFESTS = ("manifest.yaml", "manifest.yml")

MANIFEST_LARGEST = 2_000_000
"""Characters beyond which a manifest is refused."""

_WITHOUT = "manifest left out, reports read without it"

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?")


class Described(BaseModel):
    """Outlet, url, author, title and day of publication (an ISO date or time), each unknown unless given."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = Field(default=None, max_length=35)

    @field_validator("published", mode="before")
    @classmethod
    def _iso(cls, value: object) -> object:
        return iso(value)

    def over(self, other: "Described") -> "Described":
        """This description, with the other's word on whatever this one leaves open."""
        return Described(**(other.model_dump(exclude_none=True) | self.model_dump(exclude_none=True)))


class Row(Described):
    """One row of a manifest: a file, relative to the manifest, and its description."""

    file: str = Field(min_length=1)


class Manifest(BaseModel):
    """`manifest.yaml`: what is known of the reports that lie beside it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    reports: tuple[Row, ...]

    def row(self, file: str) -> Described:
        """What the manifest says of a file; nothing for a file that it does not name."""
        return next((row for row in self.reports if Path(row.file).as_posix() == file), Described())


def iso(value: object) -> str | None:
    """An ISO date or time from what YAML, JSON-LD or a user gave; raises ValueError for anything else."""
    if value is None or isinstance(value, (datetime, date)):
        return value.isoformat() if value is not None else None
    words = str(value).strip()
    if not _ISO.fullmatch(words):
        raise ValueError(f"{words[:40]!r} is no ISO date such as 2031-03-02 or 2031-03-02T09:30:00Z")
    date.fromisoformat(words[:10])
    return words.replace(" ", "T")


def front_matter(text: str) -> tuple[Described, int]:
    """The description in a text's YAML front matter, and where the text goes on; ValueError if it is malformed."""
    match = FRONT_MATTER.match(text)
    if match is None:
        return Described(), 0
    return Described(**_mapping(match["yaml"])), match.end()


def manifest(folder: Path) -> Manifest | Problem | None:
    """The manifest of a folder; a malformed one is a problem that names the line and costs no report."""
    path = next((folder / name for name in MANIFESTS if (folder / name).is_file()), None)
    if path is None:
        return None
    try:
        return listed(path.name, path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        return Problem(path.name, "acquire", f"{_WITHOUT}: {explain(error)}")


def listed(name: str, words: str) -> Manifest | Problem:
    """The manifest that a text is; a malformed one is a problem that names the line."""
    try:
        if len(words) > MANIFEST_LARGEST:
            return Problem(name, "acquire", f"manifest left out: longer than {MANIFEST_LARGEST} characters")
        return Manifest(**_mapping(words))
    except ValueError as error:
        return Problem(name, "acquire", f"{_WITHOUT}: {explain(error)}")


def explain(error: Exception) -> str:
    """A validation or YAML error on one line, with the place and what would be right."""
    if isinstance(error, ValidationError):
        rows = (f"{'.'.join(map(str, e['loc']))}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors()[:3])
        return "; ".join(rows)
    return " ".join(str(error).split())


def _mapping(words: str) -> dict[str, Any]:
    if re.search(r"(?:^|[\s\[{,:-])[*&][A-Za-z0-9]", words):
        raise ValueError("YAML anchors and aliases are not accepted here; write the values out")
    try:
        value = yaml.safe_load(words)
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, Mapping):
        raise ValueError("expected `name: value` lines, such as `outlet: The Example`")
    return {str(key): item for key, item in value.items()}
