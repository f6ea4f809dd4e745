"""Of which story each report was found to tell: signatures, the index of their keys, and links, as rows."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from parley.archive.archive import Archive
from parley.archive.packing import pack, report_of, unpack
from parley.archive.streaming import Streaming
from parley.report import Report


@dataclass(frozen=True, slots=True)
class Waiting:
    """Reports that were put in, or found again, since the last that were looked at; `last` is where the next begin."""

    reports: tuple[str, ...]
    last: int


@dataclass(frozen=True, slots=True)
class Near:
    """The places of the reports beside one in the order of a key, nearest first: day and report."""

    key: int
    before: tuple[tuple[int, str], ...]
    after: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Another report, what the keys count under which the two are neighbours, and the chance of one story.

    The count is exact from that on at which a link counts, and below it only says that it does not.
    """

    other: str
    keys: int
    chance: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report stands: as the how manieth it arrived, and its day as an ordinal, 0 where it has none."""

    report: str
    arrived: int
    day: int
    named: str | None
    """After which report the story is named in which it was found."""


class Gathering:
    """The rows by which an archive's reports are grouped; all that is in them can be made again from the readings."""

    def __init__(self, archive: Archive) -> None:
        self._database = archive.database
        self.stream = Streaming(archive)
        """The same reports in order of day and id."""

    def begin(self, made_by: str) -> bool:
        """Forgets rows that another table of reasons made; whether there were any."""
        before = self.noted("made by")
        if before == made_by:
            return False
        for table in ("links", "keys", "found", "signatures", "tellings", "stretches", "cursor"):
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

    def near(self, keys: Sequence[int], place: tuple[int, str], number: int) -> Iterator[Near]:
        """So many reports before and after a place in the order of each key."""
        for key, before, after in self._database.rows("near-keys", json.dumps(keys), *place, number):
            yield Near(key, _places(before), _places(after))

    def enter(self, keys: Sequence[int], place: tuple[int, str]) -> None:
        """Puts a report under its keys."""
        self._database.run("add-key", json.dumps(keys), *place)

    def leave(self, key: int, place: tuple[int, str]) -> None:
        """Takes a report from under a key."""
        self._database.run("drop-key", key, *place)

    def links(self, report: str) -> tuple[Linked, ...]:
        """What is known of a report and others."""
        return tuple(Linked(*row) for row in self._database.rows("links-of", report))

    def link(self, links: Iterable[tuple[str, str, int, float]]) -> None:
        """Notes of pairs of reports what their keys count, and the chance that they tell one story."""
        both = ((pair, (pair[1], pair[0], *pair[2:])) for pair in links)
        self._database.run_each("add-link", chain.from_iterable(both))

    def known(self, one: str, other: str) -> Linked | None:
        """What is known of two reports."""
        row = self._database.row("link", one, other)
        return None if row is None else Linked(*row)

    def strong(self, report: str, keys: int, chance: float) -> dict[str, float]:
        """The others to which links of so many keys and so good a chance lead from one, and that chance."""
        return dict(self._database.rows("strong-links", report, keys, chance))

    def among(self, reports: Sequence[str]) -> Iterator[tuple[str, str, int, float]]:
        """What is known of each two of some reports: the lesser id, the other, what the keys count, and the chance."""
        return self._database.rows("links-among", json.dumps(reports))

    def part(self, one: str, other: str, less: int, least: int) -> Linked | None:
        """Counts so much less of a link that counts, at this number or more; what it is now, or None."""
        row = next(iter(list(self._database.rows("count-link", one, other, less, least))), None)
        if row is None:
            return None
        self._database.run("count-link", other, one, less, least)
        return Linked(other, *row)

    def between(self, key: int, one: tuple[int, str], other: tuple[int, str], most: int) -> int:
        """How many reports stand between two places in the order of a key, at most so many."""
        return int(self._database.only("between-key", key, *min(one, other), *max(one, other), most)[0])

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


def _places(told: str) -> tuple[tuple[int, str], ...]:
    return tuple((day, report) for day, report in json.loads(told))
