"""What an archive knows of addresses that are asked again and again: what they gave, when, which page became what."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from parley.archive.archive import Archive, Entry, Row, row_of
from parley.archive.database import Given
from parley.archive.homes import Homes
from parley.archive.packing import digest, plain_digest
from parley.errors import UsageError
from parley.report import Problem

Kind = Literal["unknown", "feed", "page", "item"]
"""`unknown`: not asked yet; `item`: an article that a feed holds in full, which is never asked for."""

AT_ONCE = 2048
"""Addresses that are fetched from the archive together."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants to be watched."""

    address: str
    kind: Kind = "unknown"
    title: str | None = None
    folder: tuple[str, ...] = ()
    story: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """How things stand with an address after it was asked; times in UTC, `due` None where it is not asked again."""

    etag: str | None = None
    modified: str | None = None
    asked: str | None = None
    answered: str | None = None
    changed: str | None = None
    due: str | None = None
    barred: str | None = None
    """Before this time the server wants to be left alone."""
    failures: int = 0
    why: str | None = None
    """Why it last gave nothing."""


@dataclass(frozen=True, slots=True)
class Watched:
    """An address that is watched; `given` as the user named it, None where only a feed names it."""

    id: int
    address: str
    given: str | None
    kind: Kind
    title: str | None
    folder: tuple[str, ...]
    story: str | None
    added: str
    ended: str | None
    state: State


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed says of one article; without an address it has the text in `entry`, or says `why` it is broken."""

    identity: str
    said: tuple[str, ...]
    """All by which it shows that the feed says something else of it than before."""
    address: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    why: str | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """What feeds last said of a page: the article's title, author and time, and the feed's own title."""

    title: str | None
    author: str | None
    published: str | None
    feed: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """A report that a page was, from when on."""

    address: str
    report: str
    seen: str


@dataclass(frozen=True, slots=True)
class Put:
    """A report that a page is now, and the one that it was before, if it was another."""

    report: str
    before: str | None
    new: bool
    held: bool = False
    """Whether the archive held the report already, from another place."""


@dataclass(frozen=True, slots=True)
class Watching:
    """The addresses that an archive watches; each step is one transaction, and taken twice it changes nothing."""

    archive: Archive

    def add(self, wishes: Iterable[Wish], now: str) -> tuple[Watched, ...]:
        """Watches addresses from now on; one that is watched already takes over what is told of it."""
        wanted = list(wishes)
        for story in sorted({wish.story for wish in wanted if wish.story is not None}):
            Homes(self.archive).fillable(story)
        with self.archive.database.writing():
            for wish in wanted:
                values = {"address": wish.address, "kind": wish.kind, "title": wish.title, "story": wish.story}
                self.archive.database.put("add-watched", {**values, "folder": _listed(wish.folder), "now": now})
        return tuple(self._at(wish.address) for wish in wanted)

    def end(self, address: str, now: str) -> Watched:
        """Watches an address no longer, nor the pages that only it names; all that was kept stays."""
        watched = self.of(address)
        with self.archive.database.writing():
            self._end(watched, now, "taken off the list")
        return watched

    def _end(self, watched: Watched, now: str, why: str) -> None:
        self.archive.database.run("end-watched", watched.id, now, why)
        self.archive.database.run("end-pages", watched.id)

    def of(self, address: str) -> Watched:
        """What is watched at an address, or was given as it; raises UsageError where nothing is."""
        row = self.archive.database.row("watched-by-address", address)
        if row is None:
            raise UsageError(f"{address} is not watched.", "`parley watch list` shows what is.")
        return _watched(row)

    def _at(self, address: str) -> Watched:
        """What is watched at an address that is there."""
        return _watched(self.archive.database.only("watched-at", address))

    def listed(self) -> tuple[Watched, ...]:
        """What the user wants to be watched, by folder and title."""
        return tuple(_watched(row) for row in self.archive.database.rows("watched-by-user"))

    def due(self, now: str, *, pages: bool, all_of_it: bool = False, story: str | None = None) -> Iterator[Watched]:
        """Pages, or feeds and what is unknown yet, whose time has come, or all that the user named and no server bars.

        What is put in meanwhile comes too.
        """
        last = 0
        while rows := list(self.archive.database.rows("watched-due", now, all_of_it, last, pages, story, AT_ONCE)):
            yield from map(_watched, rows)
            last = rows[-1][0]

    def next_due(self) -> str | None:
        """When the next address is due."""
        row = self.archive.database.only("next-due")
        return None if row[0] is None else str(row[0])

    def mark(self, marks: Sequence[tuple[Watched, State]]) -> None:
        """Keeps how things stand with addresses."""
        if marks:
            with self.archive.database.writing():
                for watched, state in marks:
                    self._mark(watched, state)

    def _mark(self, watched: Watched, state: State, *, kind: Kind | None = None, title: str | None = None) -> None:
        values = {field.name: getattr(state, field.name) for field in fields(state)}
        told = {"id": watched.id, "kind": kind or watched.kind, "title": title}
        self.archive.database.put("mark-watched", values | told)

    def move(self, watched: Watched, address: str, kind: Kind, now: str) -> None:
        """Asks for another address in its place from now on; where that is watched already, it takes its place."""
        row = self.archive.database.row("watched-at", address)
        with self.archive.database.writing():
            if row is None or row[0] == watched.id:
                self.archive.database.run("move-watched", watched.id, address, kind, now)
            else:
                self._end(watched, now, f"moved to {address}, which is watched already")
                self.archive.database.run(
                    "give-watched", row[0], watched.title, _listed(watched.folder), watched.story, now
                )

    def new(self, watched: Watched, told: Told) -> bool:
        """Whether the feed did not say this of it before."""
        row = self.archive.database.row("holds-item", watched.id, *_known(told))
        return row is None or not row[0]

    def take(self, watched: Watched, state: State, title: str | None, items: Iterable[Told]) -> tuple[Put, ...]:
        """Keeps what a feed says and how things stand with it; a page that it says something new of is due at once.

        What comes back are the articles that it holds in full.
        """
        now = state.asked or ""
        with self.archive.database.writing():
            self._mark(watched, state, kind="feed", title=title)
            return tuple(put for told in items if (put := self._told(watched, told, now)) is not None)

    def _told(self, watched: Watched, told: Told, now: str) -> Put | None:
        database = self.archive.database
        known = database.row("holds-item", watched.id, *_known(told))
        if known is not None and known[0]:
            return None
        address = f"{watched.address}#{plain_digest(told.identity.encode()).hex()[:16]}" if told.entry else told.address
        if address is not None:
            kind, due = ("item", None) if told.entry else ("page", now)
            database.run("add-page", address, kind, told.title, now, due)
        identity, said = _known(told)
        values: dict[str, Given] = {
            "feed": watched.id,
            "identity": identity,
            "told": said,
            "address": address,
            "title": told.title,
        }
        values |= {"author": told.author, "published": told.published, "why": told.why, "seen": now}
        database.put("add-item", values)
        if address is None:
            return None
        page = self._at(address)
        if known is not None:
            database.run("hasten-page", page.id, now)
        if watched.story is not None:
            database.run("add-story", watched.story)
            database.run("members-of-page", page.id, watched.story)
        row = row_of(told.entry, now) if told.entry else None
        return self._put(page, row) if isinstance(row, Row) else None

    def is_now(self, watched: Watched, entry: Entry) -> bool:
        """Whether that is what the page was when it was last looked at: the same report, or the same bytes."""
        last = self.archive.database.row("last-version", watched.id)
        return last is not None and (last[0] == entry.report.id or last[1] == plain_digest(entry.original))

    def put(self, watched: Watched, state: State, entry: Entry) -> Put | Problem:
        """Keeps what a page is now, and how things stand with it; a report that it was before is followed by it."""
        row = row_of(entry, state.asked or "")
        with self.archive.database.writing():
            self._mark(watched, state, kind="page", title=entry.report.title)
            return self._put(watched, row) if isinstance(row, Row) else row

    def _put(self, page: Watched, row: Row) -> Put:
        database = self.archive.database
        report = row.entry.report.id
        last = database.row("last-version", page.id)
        before = last[0] if last else None
        if last is not None and (before == report or last[1] == row.original):
            return Put(str(before), None, new=False)
        held = database.row("ids", report, 1) is not None
        self.archive.put(row)
        database.run("add-version", page.id, row.original, row.digest, report, row.now)
        for (story,) in list(database.rows("stories-of-page", page.id)):
            database.run("add-story", story)
            database.run("add-member", story, report)
        return Put(report, before, new=True, held=held)

    def announced(self, watched: Watched) -> Announced | None:
        """What feeds last said of a page."""
        row = self.archive.database.row("item-of-page", watched.id)
        return None if row is None else Announced(*row)

    def versions(self, of: str) -> tuple[Version, ...]:
        """What pages were, one after the other: the page at an address, or each that was a report with this id."""
        rows = list(self.archive.database.rows("versions-of-address", of))
        rows = rows or list(self.archive.database.rows("versions-of-report", of))
        return tuple(Version(*row) for row in rows)

    def unread(self) -> tuple[str, ...]:
        """The ids of the reports that came since the last time that all were read."""
        newest, read = self.archive.database.only("newest-version")
        return tuple(row[0] for row in self.archive.database.rows("unread", newest)) if newest > read else ()

    def all_read(self, up_to: int, now: str) -> None:
        """Remembers that all reports up to a version are read."""
        if up_to > self.archive.database.only("newest-version")[1]:
            with self.archive.database.writing():
                self.archive.database.run("add-round", up_to, now)

    def newest(self) -> int:
        """The number of the newest version."""
        return int(self.archive.database.only("newest-version")[0])


def _watched(row: Sequence[Any]) -> Watched:
    id_, address, given, kind, title, folder, story, added, ended, *state = row
    told = (id_, address, given, kind, title, tuple(json.loads(folder)), story, added, ended)
    return Watched(*told, State(*state))


def _listed(folder: tuple[str, ...]) -> str:
    return json.dumps(list(folder), ensure_ascii=False)


def _known(told: Told) -> tuple[bytes, bytes]:
    """By what an item is known, and what is said of it."""
    identity = plain_digest(f"{told.identity}\n{told.address or ''}".encode("utf-8", "replace"))
    return identity, digest(*(part.encode("utf-8", "replace") for part in told.said))
