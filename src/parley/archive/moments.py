"""Moments of an archive: what it held then, and when a reader last looked at a story."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from parley.archive.archive import Archive
from parley.archive.decisions import imported
from parley.archive.homes import Homes
from parley.archive.packing import report_of
from parley.archive.placed import Held
from parley.decision import Decision
from parley.errors import UsageError
from parley.report import Report

ALWAYS = 2**62
"""A row beyond every row: a moment by time alone."""

ALIKE = 0.3
"""Share of the words of the shorter of two texts at one address that the other must have to be a version of it."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment: its ISO time (UTC), and the last rows of sightings and decisions that count."""

    time: str
    sighting: int = ALWAYS
    decision: int = ALWAYS
    reports: frozenset[str] | None = None
    """Ids of all reports that were there to be seen, where that is no matter of rows."""


def now(archive: Archive, time: str) -> Moment:
    """This moment; what is added from here on does not belong to it, though the clock may say the same second."""
    sighting, decision = archive.database.only("last-rows")
    return Moment(time, int(sighting), int(decision))


def visited(archive: Archive, reader: str, story: str | None) -> Moment | None:
    """The moment of a reader's last visit to a story, or to all that the archive holds; None where there was none.

    Of a story that was found all is known that the reader has seen of it in whichever story it was found then.
    """
    key = Homes(archive).key(story)
    if key is not None and key not in archive.own_stories():
        return _seen(archive, reader, archive.told(key))
    row = archive.database.row("last-visit", reader, key)
    return None if row is None else Moment(str(row[0]), int(row[1]), int(row[2]))


def visit(archive: Archive, reader: str, story: str | None, moment: Moment) -> None:
    """Notes that a reader has seen a story as it was at a moment; raises UsageError for a name that is none."""
    if not reader.strip():
        raise UsageError("The reader has no name.", "Give one: --reader NAME.")
    key = Homes(archive).key(story)
    found: tuple[str | None, str | None] = (None, None)
    if key is not None and key not in archive.own_stories():
        seen = reports_at(archive, moment, archive.told(key).reports)
        found = (key, json.dumps(sorted(seen)))
    with archive.database.writing():
        values = (moment.time, moment.sighting, moment.decision)
        archive.database.run("add-visit", reader, key, *values, *found)


def unseen(archive: Archive, reader: str, story: str | Held) -> int | None:
    """How many reports of a story, by its own name or as it was found, a reader has not seen; None without a visit."""
    if isinstance(story, Held):
        moment = _seen(archive, reader, story)
        now_there = archive.held(story) if moment else ()
    else:
        moment = visited(archive, reader, story)
        now_there = archive.reports(story) if moment else ()
    if moment is None:
        return None
    current = frozenset(report.id for report in now_there)
    return len(current - reports_at(archive, moment, current))


def _seen(archive: Archive, reader: str, held: Held) -> Moment | None:
    """What a reader has seen of the reports of a story that was found; of a page the version seen last."""
    reports = json.dumps(held.reports)
    pages: dict[str, set[int]] = {}
    for report, page in archive.database.rows("pages-of", reports):
        pages.setdefault(str(report), set()).add(int(page))
    seen: set[str] = set()
    looked: set[int] = set()
    last: Moment | None = None
    for time, sighting, decision, told in archive.database.rows("visits-of-reports", reader, reports):
        here = {each for each in json.loads(told) if looked.isdisjoint(pages.get(each, ()))}
        seen |= here.intersection(held.reports)
        looked |= {page for each in here for page in pages.get(each, ())}
        last = last or Moment(str(time), int(sighting), int(decision))
    return None if last is None else replace(last, reports=frozenset(seen))


def every_report(archive: Archive, story: str | None) -> tuple[Report, ...]:
    """Every sighting of every report, or of those of a story, with what pages said before they changed.

    A story is one that the user filled or, by id or name, one that was found; raises UsageError where it is neither.
    """
    if story is not None and story not in archive.own_stories():
        found = archive.database.rows("sightings-of", json.dumps(archive.told(story).reports))
        return tuple(report_of(*row) for row in found)
    return tuple(report_of(*row) for row in archive.database.rows("every-report", story))


def reports_at(archive: Archive, moment: Moment, among: Iterable[str] | None = None) -> frozenset[str]:
    """Ids of the reports, of all or of some, that the archive held at a moment; of a page the newest version.

    What a watched page was when is kept; of other addresses the text that was added last is the newest version.
    """
    if moment.reports is not None:
        return moment.reports if among is None else moment.reports.intersection(among)
    versions = _versions(archive, moment)
    chosen = None if among is None else json.dumps(sorted(among))
    newest: dict[str, tuple[str, str]] = {}
    held: set[str] = set()
    old: set[str] = set()
    for report, content, described, _, sighting in archive.database.rows(
        "there-by", moment.time, moment.sighting, chosen
    ):
        if sighting in versions:
            held |= {report} if versions[sighting] else set()
            continue
        held.add(report)
        old.discard(report)
        url = report_of(described, content).url
        before = newest.get(url or "")
        if url is not None:
            newest[url] = (report, content)
        if before is not None and before[0] != report and _is_version(before[1], content):
            old.add(before[0])
    return frozenset(held - old)


def _versions(archive: Archive, moment: Moment) -> dict[int, bool]:
    """Sightings of watched pages, and whether the page was that one at a moment."""
    rows = [
        (int(page), int(sighting))
        for page, sighting in archive.database.rows("versions-by", moment.time, moment.sighting)
    ]
    newest = dict(rows)
    return {sighting: newest[page] == sighting for page, sighting in rows}


def decisions_at(archive: Archive, moment: Moment) -> tuple[Decision, ...]:
    """The decisions that had been made at a moment; of a visit, those that were in the archive then."""
    if moment.decision < ALWAYS:
        lines = b"\n".join(row[0] for row in archive.database.rows("decided-by", moment.decision))
        return imported(lines)
    return tuple(each for each in archive.decisions() if _moment(each.made) <= _moment(moment.time))


def _moment(time: str) -> datetime:
    """An ISO time as a moment, one without a zone taken as UTC; the first of all where it is none."""
    try:
        found = datetime.fromisoformat(time)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _is_version(before: str, after: str) -> bool:
    """Whether two texts found at one address are one page, and not two reports under one address."""
    one, other = (set(_WORD.findall(text.casefold())) for text in (before, after))
    return len(one & other) >= ALIKE * max(1, min(len(one), len(other)))
