"""What is said where: each report's attributions beside the statements that they became, found by place."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from parley.reading import Attribution, Reading
from parley.report import Span
from parley.story import Statement, Story


@dataclass(frozen=True, slots=True)
class Said:
    """One wording of a statement in its report: where its words stand, and whose they are."""

    start: int
    end: int
    attribution: Attribution
    statement: Statement

    @property
    def content(self) -> tuple[Span, ...]:
        """The spans of what is said."""
        return self.attribution.content

    def holds(self, place: int) -> bool:
        """Whether a character belongs to what is said."""
        return any(span.start <= place < span.end for span in self.content)


def said_by_report(story: Story) -> dict[str, tuple[Said, ...]]:
    """Each report's wordings in order of place; quoted words that it gives to nobody are left out."""
    readings: dict[str, Reading] = {reading.report.id: reading for reading in story.readings}
    found: dict[str, list[Said]] = defaultdict(list)
    for statement in story.statements:
        for wording in statement.wordings:
            if wording.attribution < 0:
                continue
            attribution = readings[wording.report].attributions[wording.attribution]
            spans = [s for s in (attribution.source, attribution.cue, *attribution.content) if s is not None]
            start, end = min(s.start for s in spans), max(s.end for s in spans)
            found[wording.report].append(Said(start, end, attribution, statement))
    return {report: tuple(sorted(rows, key=_place)) for report, rows in found.items()}


def around(rows: tuple[Said, ...], start: int, end: int) -> list[Said]:
    """Wordings that meet a stretch; rows must be in order of place."""
    last = bisect_right(rows, end, key=lambda said: said.start)
    return [said for said in rows[max(0, last - 40) : last] if said.end > start]


def _place(said: Said) -> tuple[int, int, str]:
    return (said.start, said.end, said.statement.id)
