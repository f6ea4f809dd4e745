"""What changed: what the reports after a day tell that those up to it did not."""

from dataclasses import dataclass

from parley.compose.changes.changes import changes
from parley.deliver.changes.html import section
from parley.deliver.changes.view import ChangesView
from parley.deliver.visible import counted, day_text, is_day
from parley.errors import UsageError
from parley.serve.bench import Bench
from parley.serve.scope import Scope
from parley.serve.views.frames import Choice, choices


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The days to choose among, and the changes since the one that was chosen."""

    days: tuple[Choice, ...]
    fields: dict[str, str]
    changes: ChangesView | None


def until(bench: Bench, day: str) -> Scope:
    """The scope of the reports up to a day and of those without one; raises UsageError where none came after it."""
    if not is_day(day):
        raise UsageError(f"{day!r} is no day.", "Choose one of the days of the reports.")
    days = [each for report in bench.dossier.reports if (each := report.day)]
    if not min(days, default="9999") <= day[:10] < max(days, default=""):
        raise UsageError("No report is from before that day, or none from after it.", "Choose another day.")
    known = [report.id for report in bench.dossier.reports if not report.day or report.day <= day[:10]]
    return bench.scope.choosing([report.id for report in bench.whole], known)


def view_changes(bench: Bench, earlier: Bench | None, day: str) -> ChangesPage:
    """What the dossier tells that the earlier one, of the reports up to the day, did not."""
    found = None
    if earlier is not None:
        found = section(changes(earlier.dossier, bench.dossier, since=day, until=bench.dossier.made.time), bench.ledger)
    return ChangesPage(choices(_days(bench), day), bench.scope.fields, found)


def _days(bench: Bench) -> list[tuple[str, str]]:
    """Each day of reports but the last one, with how many came after it."""
    days = sorted(day for report in bench.dossier.reports if is_day(day := report.day or ""))
    return [
        (day, f"{day_text(day)} ({counted(sum(each > day for each in days), 'report')} since)")
        for day in sorted(set(days))[:-1]
    ]
