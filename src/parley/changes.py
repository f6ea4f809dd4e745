"""What changed: what a reader of an earlier dossier finds new in a later one on the same negotiation."""

from dataclasses import dataclass
from typing import Literal

from parley.report import Report, Span, stable_id

FORMAT = "parley-changes/1"

ChangeKind = Literal[
    "conflict",
    "conflict gone",
    "altered",
    "withdrawn",
    "corrected",
    "hardened",
    "softened",
    "position",
    "restated",
    "overlap",
    "called off",
    "moved",
    "held",
    "planned",
    "corroborated",
    "further",
    "claimed",
    "said",
    "worded",
    "on stage",
    "role",
    "origin",
    "merged",
    "split",
    "renamed",
]
"""What kind of news a change is; `docs/changes.md` says of each when it is told. They stand in order of importance."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new: `evidence` shows it in the later dossier, `before` shows what was known."""

    kind: ChangeKind
    text: str
    """One line in Parley's words around names and the words of reports."""
    refs: tuple[str, ...]
    """Ids of what changed, of the later dossier; of the earlier one for what is gone."""
    evidence: tuple[Span, ...]
    before: tuple[Span, ...] = ()
    was: str | None = None
    """What held before, where it can be said in a word or a few: a stance, a day, a status, a name."""
    now: str | None = None
    who: tuple[str, ...] = ()
    """Names of those who said, took or did it."""
    about: tuple[str, ...] = ()
    """Labels of the issues that it touches."""
    day: str | None = None
    """ISO day of what changed, or of the first report that tells it."""
    sides: tuple[tuple[Span, ...], ...] = ()
    """The passages of each side of a conflict."""
    weight: float = 0.0
    """How much it would matter within its kind, 0 to 1."""
    beside: str | None = None
    """Id of a more important change that shows most of its passages."""

    @property
    def id(self) -> str:
        """An id by the kind and the first passage: the same whenever the same news is told again."""
        first = min(self.evidence or self.before)
        return stable_id("change", self.kind, *self.who, first.report, str(first.start))


@dataclass(frozen=True, slots=True)
class Version:
    """A page that was published anew at the same address: ids of the report before and after."""

    before: str
    after: str
    url: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the things of one list of the later dossier, and how many of the earlier one are not found again.

    `same`: known and told by no new report; `grown`: known and told by a new one; `again`: worded otherwise by a new
    report, known in substance; `news`: new; `found`: new, but in reports that were known.
    """

    name: str
    same: int
    grown: int
    again: int
    news: int
    found: int
    gone: int


@dataclass(frozen=True, slots=True)
class Changes:
    """All that is new between two dossiers, the most important first."""

    since: str
    until: str
    reports: tuple[Report, ...]
    """Every report of both dossiers, those of the later one first."""
    new: tuple[str, ...]
    """Ids of the reports that only the later dossier has."""
    versions: tuple[Version, ...]
    left_out: tuple[str, ...]
    """Ids of reports of the earlier dossier that the later one leaves out; what they alone told is no change."""
    changes: tuple[Change, ...]
    tallies: tuple[Tally, ...]
