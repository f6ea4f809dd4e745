"""A report, one published text by one outlet, and the spans that point into it; offsets count Unicode code points."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

BlockKind = Literal[
    "title", "subtitle", "byline", "dateline", "heading", "paragraph", "point", "caption", "credit", "hashtags", "more"
]
"""What a block of a report is. `point`: an item of a list of key points; `more`: "read more" lines and furniture."""

RUNNING: frozenset[str] = frozenset({"title", "subtitle", "heading", "paragraph", "point"})
"""Kinds of block whose words are the report's own account and are read for mentions, attributions and events."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text: `report.text[start:end]`, end exclusive, never empty."""

    report: str
    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        return self.report == other.report and self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.report == other.report and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A paragraph, heading or other piece of a report; blocks stand in order and never overlap."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """Where a text was found: the same text found twice is one report with two sightings."""

    file: str
    url: str | None
    outlet: str | None
    sha256: str
    """Digest of the bytes as found."""


@dataclass(frozen=True, slots=True)
class Report:
    """One published text; `text` is never changed once read and `blocks` say what each piece of it is."""

    id: str
    text: str
    sightings: tuple[Sighting, ...]
    blocks: tuple[Block, ...]
    outlet: str | None = None
    author: str | None = None
    title: str | None = None
    published: str | None = None
    """ISO date or time, or None."""
    language: str | None = None
    """ISO 639-1 code, or None where the text is too short to tell."""

    @property
    def file(self) -> str:
        """The name of the file that it was first seen in, relative to the folder given."""
        return self.sightings[0].file

    @property
    def url(self) -> str | None:
        """The first address known for it."""
        return next((s.url for s in self.sightings if s.url), None)

    @property
    def sha256(self) -> str:
        """Digest of the text in UTF-8."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def day(self) -> str | None:
        """The ISO day of publication."""
        return self.published[:10] if self.published else None

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def span(self, start: int, end: int) -> Span:
        """A span of this report."""
        return Span(self.id, start, end)


@dataclass(frozen=True, slots=True)
class Revision:
    """Words of one version of a report that a later one has others in place of; one of the two may be None."""

    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What could not be read or was left out, at which stage, and why; nothing is dropped in silence."""

    file: str | None
    stage: str
    reason: str
    report: str | None = None


def stable_id(prefix: str, *parts: str) -> str:
    """An id that depends on the parts alone, so that the same reports in any order give the same ids."""
    digest = sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:12]}"
