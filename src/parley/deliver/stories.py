"""Stories that were found in a stream of news: as JSON for other programs, and as lines for readers."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from parley.deliver.terminal import plain
from parley.deliver.visible import counted
from parley.report import Problem, Report
from parley.story import Reason

VERSION = 1
"""Of the JSON; raised whenever a field means something else or is gone."""
TELLING = 3
"""So many reasons, the weightiest, stand in a line."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a report stands in its story: the other report of it that is most like it, the chance, and the reasons."""

    report: str
    other: str
    chance: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A story: its id, its label, its reports in order of day, and why they are one."""

    id: str
    label: str
    reports: tuple[Report, ...]
    why: tuple[Why, ...]


def stories_json(stories: Iterable[Told], problems: Iterable[Problem] = ()) -> str:
    """All of it; docs/grouping.md says what the fields mean."""
    made = {
        "version": VERSION,
        "stories": [_story(each) for each in stories],
        "problems": [{"file": each.file, "stage": each.stage, "reason": each.reason} for each in problems],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def stories_text(stories: Sequence[Told], *, why: bool = False) -> Iterator[str]:
    """A line for each story and each of its reports, and with `why` the weightiest reasons below."""
    for each in stories:
        number = counted(len(each.reports), "report")
        yield f"{each.id}  {plain(each.label)}  ({number}{_period(each)})"
        reasons = {row.report: row for row in each.why}
        for report in each.reports:
            parts = (report.id, report.day, report.outlet, report.file)
            yield "    " + "  ".join(plain(part) for part in parts if part)
            if why and report.id in reasons:
                yield f"        {plain(line(reasons[report.id]))}"


def line(why: Why) -> str:
    """The weightiest reasons in one line."""
    weighty = sorted((row for row in why.reasons if row.weight > 0), key=lambda row: -row.weight)[:TELLING]
    return f"with {why.other} ({why.chance:.0%}): " + "; ".join(row.detail for row in weighty)


def _story(each: Told) -> dict[str, Any]:
    days = [report.day for report in each.reports if report.day]
    return {
        "id": each.id,
        "label": each.label,
        "first": min(days, default=None),
        "last": max(days, default=None),
        "reports": [
            {"id": r.id, "file": r.file, "url": r.url, "outlet": r.outlet, "title": r.title, "day": r.day}
            for r in each.reports
        ],
        "why": [
            {
                "report": row.report,
                "other": row.other,
                "chance": row.chance,
                "reasons": [{"name": r.name, "weight": r.weight, "detail": r.detail} for r in row.reasons],
            }
            for row in each.why
        ],
    }


def _period(each: Told) -> str:
    days = sorted(report.day for report in each.reports if report.day)
    if not days:
        return ""
    return f", {days[0]}" if days[0] == days[-1] else f", {days[0]} to {days[-1]}"
