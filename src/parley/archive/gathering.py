"""Of which story each report was found to tell: signatures, the index of their keys, and links, as rows."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec

from parley.archive.archive import Archive
from parley.archive.packing import pack, report_of, unpack
from parley.archive.streaming import Streaming
from parley.report import Report

_Places = list[tuple[int, str]]
_decoded = msgspec.json.Decoder(_Places)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Reports that were put in, or found again, since the last that were looked at; `last` is where the next begin."""

    reports: tuple[str, ...]
    last: int


@dataclass(frozen=True, slots=True)
class Shelved:
    """A key of a report, the shelf on which its rows lie with those of the same days, and how far off others may be.

    So many days cover two shelves at most, the report's own and the one before or after it.
    """

    shelf: int
    key: int
    days: int


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

    def near(self, shelved: Sequence[Shelved], place: tuple[int, str], number: int) -> Iterator[Near]:
        """So many reports before and after a place in the order of each key, at most the key's days away."""
        before = self._beside("keys-before", shelved, place, number)
        after = self._beside("keys-after", shelved, place, number)
        for key in (each.key for each in shelved):
            yield Near(key, tuple(before.get(key, ())[:number]), tuple(after.get(key, ())[:number]))

    def _beside(self, name: str, shelved: Sequence[Shelved], place: tuple[int, str], number: int) -> dict[int, _Places]:
        """Of each key that has any the places on the report's own shelf and the one before or after, nearest first."""
        on = -1 if name == "keys-before" else 1
        beside = {each.shelf + on for each in shelved if each.shelf}
        there = {shelf for shelf in beside if self._database.row("holds-shelf", shelf)}
        asked = [
            (each.key, shelf, place[0] + on * each.days)
            for each in shelved
            for shelf in (each.shelf, each.shelf + on)
            if shelf == each.shelf or (each.shelf and shelf in there)
        ]
        found: dict[int, _Places] = {}
        for key, told in self._database.rows(name, json.dumps(asked), *place, number):
            if told != "[]":
                found.setdefault(key, []).extend(_decoded.decode(told))
        return found

    def enter(self, shelved: Sequence[Shelved], place: tuple[int, str]) -> None:
        """Puts a report under its keys."""
        self._database.run("add-key", json.dumps([(each.shelf, each.key) for each in shelved]), *place)

    def leave(self, shelved: Shelved, place: tuple[int, str]) -> None:
        """Takes a report from under a key."""
        self._database.run("drop-key", shelved.shelf, shelved.key, *place)

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

    def between(self, shelves: tuple[int, int], key: int, places: Sequence[tuple[int, str]], most: int) -> int:
        """How many reports stand between two places, each on its shelf, in the order of a key, at most so many."""
        first, last = sorted(places)
        return int(self._database.only("between-key", *shelves, key, *first, *last, most)[0])

    def fellows(self, report: str, named: str) -> tuple[Linked, ...]:
        """What is known of a report and others that were found in the story that is named after one."""
        return tuple(Linked(*row) for row in self._database.rows("links-within", report, named))

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
