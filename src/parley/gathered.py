"""The readings of a story before they are compared: all of them, or any choice of them, can be made a dossier."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from parley.compare.compare import compare
from parley.compare.memo import Memo
from parley.compose.compose import compose
from parley.compose.lens import Lens
from parley.decision import Decision
from parley.dossier import Dossier, Made
from parley.reading import Reading
from parley.report import Problem

Progress = Callable[[str, int, int], None]
"""Told the stage, how many are done, and how many there are."""


def silent(stage: str, done: int, total: int) -> None:
    """The progress of a quiet run."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Readings, the lens to look through (None: the one that fits), how they were made, and what went wrong."""

    readings: tuple[Reading, ...]
    lens: Lens | None
    made: Made
    problems: tuple[Problem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """The analyst's decisions in force on them, in their order."""
    memo: Memo = field(default_factory=Memo, compare=False, repr=False)
    """Of the last comparison, so that another choice of the same readings costs less."""

    def of(self, chosen: Collection[str]) -> "Gathered":
        """The same with the reports of these ids alone; problems of files that became no report stay."""
        readings = tuple(reading for reading in self.readings if reading.report.id in chosen)
        problems = tuple(each for each in self.problems if each.report is None or each.report in chosen)
        decisions = tuple(each for each in self.decisions if not each.anchors or not each.reports.isdisjoint(chosen))
        return replace(self, readings=readings, problems=problems, decisions=decisions)

    def same(self, other: "Gathered") -> bool:
        """Whether both give the same dossier: their reports, and what was found out of them before, are the same."""
        mine, theirs = ([reading.report for reading in each.readings] for each in (self, other))
        known = [(each.made, each.problems, each.decisions) for each in (self, other)]
        return mine == theirs and known[0] == known[1]

    def dossier(self, progress: Progress = silent) -> Dossier:
        """The readings compared and composed, the decisions replayed."""
        progress("compare", 0, 1)
        story = compare(self.readings, self.memo, self.decisions)
        progress("compose", 0, 1)
        return compose(story, self.lens, self.made, problems=self.problems, decisions=self.decisions)
