"""The brief's own phrases: what stands around the words of reports, and what a check of a line must know as such."""

from collections.abc import Sequence

from parley.dossier import BriefSection, Course, Overlap
from parley.reading import Stance
from parley.report import Report, Span
from parley.story import DiscrepancyKind

STANCE_VERBS: dict[Stance, str] = {
    "demands": "demands",
    "rejects": "rejects",
    "offers": "offers",
    "supports": "supports",
    "accepts": "accepts",
    "conditional": "sets a condition",
    "wary": "is wary",
    "open": "is open",
    "divided": "is divided",
    "unknown": "has not said",
}

OVERLAPS: dict[Overlap, str] = {
    "full": "the positions meet",
    "partial": "the positions meet in part",
    "none": "as reported they do not meet",
    "unknown": "whether they meet cannot be told from the reports",
}

MOVES: dict[Course, str] = {
    "hardened": "has hardened",
    "softened": "has softened",
    "restated": "has said so again",
}

KINDS: dict[DiscrepancyKind, str] = {
    "number": "a number",
    "day": "a day",
    "period": "how long it lasted",
    "place": "a place",
    "participant": "who took part",
    "name": "the spelling of a name",
    "role": "a role",
    "quotation": "the wording of a quotation",
    "attribution": "who said it",
    "outcome": "the outcome",
}

DIFFERING = "The reports differ on"
AGAINST = "against"

FRAMES: dict[BriefSection, tuple[str, ...]] = {
    "stands": (*STANCE_VERBS.values(), *OVERLAPS.values()),
    "moved": (*STANCE_VERBS.values(), *MOVES.values(), "on", "before"),
    "disputed": (DIFFERING, AGAINST, *KINDS.values(), "and more"),
}
"""Per section whose lines set quotations side by side: all that may stand around them, besides names."""

MOST_OUTLETS = 3
"""Outlets of a line that are named."""


def outlets(reports: Sequence[Report], evidence: Sequence[Span]) -> str:
    """The outlets that the evidence stands in, in the order of the reports; from the fourth on only their number."""
    carrying = {span.report for span in evidence}
    names = list(dict.fromkeys(r.outlet or r.file for r in reports if r.id in carrying))
    if len(names) <= MOST_OUTLETS:
        return ", ".join(names)
    return f"{', '.join(names[: MOST_OUTLETS - 1])} and {len(names) - MOST_OUTLETS + 1} more"
