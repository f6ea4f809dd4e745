"""Of which story each report was found to tell: signatures, the index of their keys, and links, as rows."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.archive.archive import Archive
from parley.archive.packing import pack, report_of, unpack
from parley.report import Report


@dataclass(frozen=True, slots=True)
class Waiting:
    """Reports that were put in, or found again, since the last that were looked at; `last` is where the next begin."""

    reports: tuple[str, ...]
    last: int


@dataclass(frozen=True, slots=True)
class Near:
    """The reports beside a place in the order of a key, nearest first."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Another report, under how many keys the two are neighbours, and the chance that both tell one story."""

    other: str
    keys: int
    chance: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report stands: as the how manieth it arrived, and its day as an ordinal, 0 where it has none."""

    report: str
    arrived: int
    day: int


class Gathering:
    """The rows by which an archive's reports are grouped; all that is in them can be made again from the readings."""

    def __init__(self, archive: Archive) -> None:
        self._database = archive.database

    def begin(self, made_by: str) -> bool:
        """Forgets rows that another table of reasons made; whether there were any."""
        before = self.noted("made by")
        if before == made_by:
            return False
        for table in ("links", "keys", "found", "signatures", "cursor"):
            self._database.run(f"forget-{table}")
        self.note("made by", made_by)
        return before is not None

    def noted(self, name: str) -> str | None:
        """What was noted under a name."""
        row = self._database.row("found-by", name)
        return None if row is None else str(row[0])

    def note(self, name: str, value: str) -> None:
        """Notes how the rows were made."""
        self._database.run("note-found-by", name, value)

    def waiting(self, number: int) -> Waiting:
        """The next sightings that were not looked at, so many at most."""
        last = int(self.noted("sighting") or 0)
        rows = list(self._database.rows("waiting", last, number))
        return Waiting(tuple(dict.fromkeys(report for _, report in rows)), rows[-1][0] if rows else last)

    def reports(self, ids: Sequence[str]) -> tuple[Report, ...]:
        """Every sighting of some reports."""
        return tuple(report_of(*row) for row in self._database.rows("sightings-of", json.dumps(ids)))

    def signature(self, report: str) -> bytes | None:
        """The signature that is kept of a report."""
        row = self._database.row("signature", report)
        return None if row is None else unpack(row[1], row[0])

    def keep(self, report: str, day: int, content: bytes) -> None:
        """Keeps a report's signature in the place of an earlier one."""
        self._database.run("add-signature", report, day, len(content), pack(content))

    def places(self, reports: Iterable[str]) -> tuple[Place, ...]:
        """Where some reports stand."""
        return tuple(Place(*row) for row in self._database.rows("signature-places", json.dumps(sorted(reports))))

    def near(self, key: int, place: tuple[int, str], number: int) -> Near:
        """So many reports before and after a place in the order of a key."""
        found = (self._database.rows(f"{side}-key", key, *place, number) for side in ("before", "after"))
        before, after = (tuple(row[0] for row in rows) for rows in found)
        return Near(before, after)

    def enter(self, key: int, place: tuple[int, str]) -> None:
        """Puts a report under a key."""
        self._database.run("add-key", key, *place)

    def leave(self, key: int, place: tuple[int, str]) -> None:
        """Takes a report from under a key."""
        self._database.run("drop-key", key, *place)

    def links(self, report: str) -> tuple[Linked, ...]:
        """What is known of a report and others."""
        return tuple(Linked(*row) for row in self._database.rows("links-of", report))

    def link(self, one: str, other: str, keys: int, chance: float) -> None:
        """Notes the chance that two reports tell one story."""
        self._database.run("add-link", one, other, keys, chance)
        self._database.run("add-link", other, one, keys, chance)

    def count(self, one: str, other: str, keys: int) -> None:
        """Counts keys under which two reports have become neighbours, or are so no longer, where a link is known."""
        self._database.run("count-link", one, other, keys)
        self._database.run("count-link", other, one, keys)

    def unlink(self, report: str) -> None:
        """Forgets all links of a report."""
        for each in self.links(report):
            self._database.run("drop-link", each.other, report)
        self._database.run("drop-links-from", report)

    def find(self, report: str, named: str) -> None:
        """Notes in which story a report was found, by the report after which the story is named."""
        self._database.run("find-in", report, named)

    def named(self, report: str) -> str | None:
        """After which report the story is named in which this one was found."""
        row = self._database.row("named-of", report)
        return None if row is None else str(row[0])
