"""A decision: what the analyst says of a story, kept apart from what was computed so that a new reading loses none."""

from dataclasses import dataclass
from typing import Literal

DecisionKind = Literal["merge", "split", "rename", "regrade", "dismiss", "note"]
"""`merge`, `split`: which entities or reports are one; `rename`: an entity; `regrade`: a stance; `dismiss`: a
discrepancy that is none; `note`: words on anything."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about the things with these ids, why, by whom and when."""

    kind: DecisionKind
    things: tuple[str, ...]
    value: str | None
    """The new name, the stance or the note, where the kind has one."""
    reason: str
    by: str
    made: str
    """ISO time."""
