"""Where the reports come from: files and folders read once, or an archive that others may go on filling."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from heapq import nlargest
from pathlib import Path
from typing import Protocol

from parley.adding import Arrived, Coming, add
from parley.archive.archive import Archive, Count
from parley.archive.homes import Homes
from parley.archive.moments import Moment, now, unseen, visit, visited
from parley.archive.placed import Held
from parley.deciding import Wish, decide, founded
from parley.desk import Desk
from parley.dossier import Dossier
from parley.errors import UsageError
from parley.gathered import Gathered, Progress
from parley.grouping import reports_of
from parley.news import Asked, News, asked
from parley.regrouping import label
from parley.report import Problem

HEAD = b"SQLite format 3\x00"
"""How an archive's file begins."""


MOST_FOUND = 100
"""Stories that were found and are listed: those to which a report came last."""


@dataclass(frozen=True, slots=True)
class FoundStory:
    """A story that was found in an archive: what it is called, and how many reports of which days tell it."""

    held: Held
    label: str
    number: int
    first: str | None
    """ISO day of the first report that has one."""
    last: str | None


class Source(Protocol):
    """What can be opened."""

    @property
    def name(self) -> str:
        """What it is called on the pages."""

    def stories(self) -> tuple[Count, ...]:
        """The stories to choose among; none where there is but one."""

    def found(self) -> tuple[FoundStory, ...]:
        """The stories of two reports or more that were found besides, that which grew last on top."""

    def unseen(self, reader: str, stories: Iterable[str | Held]) -> tuple[int | None, ...]:
        """For each story how many of its reports a reader has not seen; None where there was no visit."""

    def mark(self) -> Hashable:
        """Changes whenever what was gathered may no longer hold; costs next to nothing."""

    def gather(self, story: str | None, progress: Progress) -> Gathered:
        """The readings of a story."""

    @property
    def several(self) -> bool:
        """Whether its reports may be of several stories."""

    @property
    def decides(self) -> bool:
        """Whether decisions, and new reports, can be kept."""

    def decide(self, story: str | None, wish: Wish, on: "On") -> None:
        """Keeps a decision."""

    def add(self, coming: Coming, progress: Progress) -> Iterator[Arrived | Problem]:
        """Keeps new reports, in the story that they are meant for or the only one shown."""

    def visit(self, story: str | None, reader: str) -> "Visit":
        """When a reader last said to have seen a story; costs next to nothing."""

    def news(self, story: str | None, reader: str, progress: Progress) -> News:
        """What changed since then."""

    def seen(self, story: str | None, reader: str, moment: Moment) -> None:
        """Keeps that a reader has seen a story as it was at a moment."""


@dataclass(frozen=True, slots=True)
class On:
    """What is decided on: readings, and the dossier of them that is looked at."""

    gathered: Gathered
    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Visit:
    """A reader's last visit, if there was one, and this moment."""

    last: Moment | None
    now: Moment

    @property
    def is_even(self) -> bool:
        """Whether nothing was added or decided since."""
        return self.last is not None and _rows(self.last) == _rows(self.now)


def _rows(moment: Moment) -> tuple[int, int]:
    return moment.sighting, moment.decision


@dataclass(frozen=True, slots=True)
class Places:
    """Files, folders and globs."""

    desk: Desk
    places: tuple[str, ...]
    gathered: Gathered | None = None
    """What was read of them already."""

    @property
    def name(self) -> str:
        """The name of the first place."""
        first = Path(self.places[0]).name or self.places[0]
        return first if len(self.places) == 1 else f"{first} and {len(self.places) - 1} more"

    def stories(self) -> tuple[Count, ...]:
        """There is one story."""
        return ()

    def found(self) -> tuple[FoundStory, ...]:
        """There is one story."""
        return ()

    def unseen(self, reader: str, stories: Iterable[str | Held]) -> tuple[int | None, ...]:
        """Visits are kept in an archive; these are files."""
        return tuple(None for _ in stories)

    def mark(self) -> Hashable:
        """What was read stays as it was."""
        return None

    def gather(self, story: str | None, progress: Progress) -> Gathered:
        """Reads the reports."""
        if story is not None:
            raise UsageError(f"There is no story {story!r}: these are files.", "Leave the story out of the address.")
        return self.gathered or self.desk.gather(*self.places, progress=progress)

    @property
    def several(self) -> bool:
        """There is one story."""
        return False

    @property
    def decides(self) -> bool:
        """Files keep no decisions."""
        return False

    def decide(self, story: str | None, wish: Wish, on: On) -> None:
        """Refuses."""
        remedy = "Put the reports into one (parley archive add) and serve that."
        raise UsageError("Decisions are kept in an archive.", remedy)

    def add(self, coming: Coming, progress: Progress) -> Iterator[Arrived | Problem]:
        """Refuses."""
        raise UsageError("Reports are added to an archive; these are files.", "Make one: parley archive init FILE.")

    def visit(self, story: str | None, reader: str) -> Visit:
        """Refuses."""
        raise UsageError("Visits are kept in an archive; these are files.", "Choose a day, or reports that you know.")

    def news(self, story: str | None, reader: str, progress: Progress) -> News:
        """Refuses."""
        raise UsageError("Visits are kept in an archive; these are files.", "Choose a day, or reports that you know.")

    def seen(self, story: str | None, reader: str, moment: Moment) -> None:
        """Refuses."""
        raise UsageError("Visits are kept in an archive; these are files.", "Choose a day, or reports that you know.")


@dataclass(frozen=True, slots=True)
class Kept:
    """An archive; where a story is given, no other is shown."""

    desk: Desk
    path: Path
    story: str | None = None
    states: dict[Hashable, Hashable] = field(default_factory=dict, compare=False, repr=False)
    """The state of the archive by when it was last written to; but the last is forgotten."""

    @property
    def name(self) -> str:
        """The story, or the archive's file."""
        return self.story or self.path.name

    def stories(self) -> tuple[Count, ...]:
        """The stories of the archive."""
        if self.story is not None:
            return ()
        with Archive.open(self.path) as archive:
            return archive.holdings().stories

    def found(self) -> tuple[FoundStory, ...]:
        """Those of the archive, under their names where they have some."""
        if self.story is not None:
            return ()
        with Archive.open(self.path) as archive:
            held = [each for each in archive.told_stories() if len(each.reports) > 1]
            last = nlargest(MOST_FOUND, held, key=lambda each: each.last)
            return tuple(_found(archive, each) for each in last)

    def unseen(self, reader: str, stories: Iterable[str | Held]) -> tuple[int | None, ...]:
        """As the visits that the archive keeps tell."""
        with Archive.open(self.path) as archive:
            return tuple(unseen(archive, reader, each) for each in stories)

    def mark(self) -> Hashable:
        """The state of the archive, asked for again when the file or its log was written to."""
        log = self.path.with_name(f"{self.path.name}-wal")
        found = [path.stat() for path in (self.path, log) if path.exists()]
        written = tuple((each.st_mtime_ns, each.st_size) for each in found)
        state = self.states.get(written)
        if state is None:
            with Archive.open(self.path) as archive:
                state = archive.state()
            self.states.clear()
            self.states[written] = state
        return state

    def gather(self, story: str | None, progress: Progress) -> Gathered:
        """Reads what was not read before and keeps it."""
        if self.story is not None and story not in {None, self.story}:
            raise UsageError(f"The story {story!r} is not shown here.", f"Only {self.story!r} is.")
        with Archive.open(self.path) as archive:
            return self.desk.gather_archive(archive, story=story or self.story, progress=progress)

    @property
    def several(self) -> bool:
        """Where one story is shown there are no others."""
        return self.story is None

    @property
    def decides(self) -> bool:
        """An archive keeps decisions."""
        return True

    def decide(self, story: str | None, wish: Wish, on: On) -> None:
        """Appends the decision; what others decide meanwhile stays."""
        name = story or self.story
        with Archive.open(self.path) as archive:
            if wish.kind == "withdraw":
                decide(archive, wish, story=name)
            else:
                archive.decide([founded(on.gathered, on.dossier, wish, story=Homes(archive).key(name))])

    def add(self, coming: Coming, progress: Progress) -> Iterator[Arrived | Problem]:
        """Puts reports in; each that comes back is on the disk."""
        with Archive.open(self.path) as archive:
            yield from add(self.desk, archive, replace(coming, story=self.story or coming.story), progress)

    def visit(self, story: str | None, reader: str) -> Visit:
        """The last visit that the archive keeps."""
        with Archive.open(self.path) as archive:
            return Visit(visited(archive, reader, self.story or story), _now(archive))

    def news(self, story: str | None, reader: str, progress: Progress) -> News:
        """As `parley changes` tells it; both dossiers are made anew from what the archive held."""
        with Archive.open(self.path) as archive:
            return asked(self.desk, archive, Asked(self.story or story, reader=reader), progress)

    def seen(self, story: str | None, reader: str, moment: Moment) -> None:
        """Keeps a visit; none is of a moment to come."""
        with Archive.open(self.path) as archive:
            last = _now(archive)
            held = Moment(
                min(moment.time, last.time), min(moment.sighting, last.sighting), min(moment.decision, last.decision)
            )
            visit(archive, reader, self.story or story, held)


def _found(archive: Archive, held: Held) -> FoundStory:
    reports = reports_of(archive, held)
    days = sorted(each.day for each in reports if each.day)
    return FoundStory(held, label(archive, held), len(reports), min(days, default=None), max(days, default=None))


def _now(archive: Archive) -> Moment:
    return now(archive, datetime.now(UTC).isoformat(timespec="seconds"))


def source_of(desk: Desk, places: tuple[str, ...], story: str | None) -> Source:
    """An archive where one is named, else the places; raises UsageError where they do not go together."""
    archives = [place for place in places if is_archive(Path(place))]
    if archives and len(places) > 1:
        raise UsageError("An archive is shown by itself.", f"Name {archives[0]} alone, or put the others into it.")
    if archives:
        return Kept(desk, Path(archives[0]), story)
    if story is not None:
        raise UsageError("A story stands in an archive.", "Name the archive, or leave --story out.")
    return Places(desk, places)


def is_archive(path: Path) -> bool:
    """Whether a file begins as an archive does."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(HEAD)) == HEAD
