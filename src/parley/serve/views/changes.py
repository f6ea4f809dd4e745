"""What changed: what some reports tell that others, known before, did not."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from parley.archive.moments import Moment
from parley.compose.changes.changes import changes
from parley.deliver.changes.html import section
from parley.deliver.changes.view import ChangesView, moment_text
from parley.deliver.visible import counted, day_text, is_day, listed
from parley.errors import UsageError
from parley.news import News
from parley.serve.bench import Bench
from parley.serve.scope import Scope, join_ids, split_ids
from parley.serve.sources import Visit
from parley.serve.views.frames import Choice, Tab, choices

VISIT = "visit"
"""What an address says for the reader's last visit."""

NEAR = 8
"""Days that have a link of their own, the last ones; all of them can be chosen."""

NAMED = 6
"""Reports that a heading names by their letters."""


@dataclass(frozen=True, slots=True)
class Since:
    """What is known, by the address: a day, ids of reports that are known or that are new, or a reader's visit."""

    since: str = ""
    known: str = ""
    new: str = ""
    reader: str = ""

    @property
    def is_visit(self) -> bool:
        """Whether the reader's last visit is meant."""
        return self.since == VISIT


@dataclass(frozen=True, slots=True)
class VisitView:
    """Whose visit it is, when the last one was, and up to which moment this page tells."""

    reader: str
    visit: Visit
    now: Moment

    @property
    def last(self) -> str:
        """When the last one was."""
        return moment_text(self.visit.last.time) if self.visit.last else ""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The ways to ask, and the changes by the one that was chosen."""

    tabs: tuple[Tab, ...]
    days: tuple[Choice, ...]
    fields: dict[str, str]
    choose: str
    changes: ChangesView | None
    visit: VisitView | None = None


def known_of(bench: Bench, since: Since) -> Scope | None:
    """The scope of the reports that are known; raises UsageError where they are none, or all."""
    if since.known or since.new:
        return bench.scope.choosing([report.id for report in bench.whole], _known(bench, since))
    return until(bench, since.since) if since.since else None


def _known(bench: Bench, since: Since) -> list[str]:
    known, new = split_ids(since.known), split_ids(since.new)
    unknown = sorted({*known, *new} - bench.chosen)
    if unknown:
        raise UsageError(f"There is no report {unknown[0]!r} in this choice of reports.", "Choose the reports again.")
    held = [name for name in bench.chosen if name in known or (new and name not in new)]
    if not 0 < len(held) < len(bench.chosen):
        raise UsageError("All reports are known then, or none.", "Tick some of them, and leave some.")
    return held


def comparing(ids: Collection[str], known: Collection[str]) -> dict[str, str]:
    """The fields of an address that asks what the other reports add to those that are known."""
    inside, outside = sorted({*ids} & {*known}), sorted({*ids} - {*known})
    if not inside or not outside:
        raise UsageError("All reports are known then, or none.", "Tick some of them, and leave some.")
    return {"known": join_ids(inside)} if len(inside) <= len(outside) else {"new": join_ids(outside)}


def until(bench: Bench, day: str) -> Scope:
    """The scope of the reports up to a day and of those without one; raises UsageError where none came after it."""
    if not is_day(day):
        raise UsageError(f"{day!r} is no day.", "Choose one of the days of the reports.")
    days = [each for report in bench.dossier.reports if (each := report.day)]
    if not min(days, default="9999") <= day[:10] < max(days, default=""):
        raise UsageError("No report is from before that day, or none from after it.", "Choose another day.")
    known = [report.id for report in bench.dossier.reports if not report.day or report.day <= day[:10]]
    return bench.scope.choosing([report.id for report in bench.whole], known)


def view_changes(bench: Bench, earlier: Bench | None, since: Since, *, keeps: bool) -> ChangesPage:
    """What the dossier tells that the earlier one did not; `keeps` where visits are kept."""
    page = _page(bench, since, keeps=keeps)
    if earlier is None:
        return page
    told = changes(earlier.dossier, bench.dossier, since=since.since, until=bench.dossier.made.time)
    found = section(told, bench.ledger)
    return replace(page, changes=found if since.since else replace(found, since=_named(bench, earlier)))


def view_visit(bench: Bench, since: Since, visit: Visit, news: News | None) -> ChangesPage:
    """What changed since a reader's last visit."""
    moment = news.moment if news else visit.now
    found = section(news.changes, bench.ledger) if news else None
    page = _page(bench, since, keeps=True)
    return replace(page, changes=found, visit=VisitView(since.reader, visit, moment))


def _page(bench: Bench, since: Since, *, keeps: bool) -> ChangesPage:
    days = _days(bench)
    own = Tab("since my last visit", bench.scope.to("/changes", since=VISIT), None, since.is_visit)
    tabs = [own] if keeps else []
    tabs += [
        Tab(f"since {day_text(d)}", bench.scope.to("/changes", since=d), n, d == since.since) for d, n in days[-NEAR:]
    ]
    rows = [(d, f"{day_text(d)} ({counted(n, 'report')} since)") for d, n in days]
    far = choices(rows, since.since) if len(days) > NEAR else ()
    return ChangesPage(tuple(tabs), far, bench.scope.fields, bench.scope.to("/reports"), None)


def _named(bench: Bench, earlier: Bench) -> str:
    """The reports that are known, by their letters where they are few."""
    letters = [bench.ledger.letters[report.id] for report in earlier.dossier.reports]
    if len(letters) > NAMED:
        return counted(len(letters), "chosen report")
    return f"report{'s' if len(letters) > 1 else ''} {listed(tuple(sorted(letters, key=lambda x: (len(x), x))))}"


def _days(bench: Bench) -> list[tuple[str, int]]:
    """Each day of reports but the last one, with how many came after it."""
    days = sorted(day[:10] for report in bench.dossier.reports if is_day(day := report.day or ""))
    return [(day, sum(each > day for each in days)) for day in sorted(set(days))[:-1]]
