"""The front door for reports that are handed over: files, a pasted text, addresses and feeds, put into an archive."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from parley.acquire.addresses import is_address
from parley.acquire.described import iso as day
from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.guard import Guard
from parley.acquire.found import Found
from parley.acquire.handed import Handed, handed, pasted
from parley.archive.archive import Added, Archive
from parley.archive.watching import Watching
from parley.desk import Desk
from parley.errors import UsageError
from parley.gathered import Progress, silent
from parley.report import Problem
from parley.watch.lists import wish
from parley.watch.pace import iso
from parley.watch.rounds import Rounds, clock

MOST_ADDRESSES = 50
"""Addresses that are fetched at once."""

LONGEST_STORY = 80
"""Characters of a story's name."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What is to be put in; outlet and day are of all that say nothing of theirs."""

    files: tuple[Handed, ...] = ()
    text: str = field(default="", repr=False)
    title: str = ""
    addresses: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    """Addresses that are watched from now on."""
    outlet: str | None = None
    published: str | None = None
    story: str | None = None

    def __post_init__(self) -> None:
        number = len(self.addresses) + len(self.feeds)
        if not (self.files or self.text.strip() or number):
            raise UsageError("Nothing was given.", "Choose files, paste a text, or give an address.")
        if number > MOST_ADDRESSES:
            raise UsageError(f"{number} addresses are more than {MOST_ADDRESSES}.", "Give the others afterwards.")
        try:
            day(self.published)
        except ValueError as error:
            raise UsageError(f"The day is not usable: {error}.", "Give it as 2031-03-02.") from error
        if len(self.story or "") > LONGEST_STORY:
            raise UsageError(f"The story's name is longer than {LONGEST_STORY} characters.", "Give a shorter one.")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A report that the archive holds; `new` where it did not hold it so before."""

    id: str
    file: str
    outlet: str | None
    title: str | None
    day: str | None
    new: bool


def add(desk: Desk, archive: Archive, coming: Coming, progress: Progress = silent) -> Iterator[Arrived | Problem]:
    """Puts in what came; each report that comes back is on the disk, and a problem comes back for what is refused.

    Only addresses are looked up: no name leads to a file of this machine.
    """
    at = replace(desk, outlet=coming.outlet or desk.outlet, published=coming.published or desk.published)
    places = [name for name in coming.addresses if is_address(name)]
    for name in coming.addresses:
        if not is_address(name):
            yield Problem(name, "acquire", "it is no address; give one such as https://news.example/talks")
    given = [*handed(coming.files), *_typed(coming)]
    for each in at.add(archive, *places, handed=given, story=coming.story, progress=progress):
        yield _arrived(archive, each.report, each.file, new=each.new) if isinstance(each, Added) else each
    if coming.feeds:
        progress("fetch", 0, 1)
        yield from _watched(at, archive, coming)


def _typed(coming: Coming) -> list[Found]:
    return [pasted(coming.text, coming.title)] if coming.text.strip() else []


def _watched(desk: Desk, archive: Archive, coming: Coming) -> Iterator[Arrived | Problem]:
    """Watches the feeds and goes a round at once, which asks whatever else of their story is due."""
    wishes = []
    for address in coming.feeds:
        try:
            wishes.append(wish(address, story=coming.story))
        except UsageError as error:
            yield Problem(address, "watch", str(error))
    Watching(archive).add(wishes, iso(clock()))
    with Fetcher(Guard(desk.allow)) as fetcher:
        for answer in Rounds(archive, fetcher, desk).round(story=coming.story) if wishes else ():
            if answer.report is not None and answer.came in {"new", "changed", "held", "same"}:
                yield _arrived(archive, answer.report, answer.address, new=answer.came in {"new", "changed"})
            elif answer.why is not None:
                yield Problem(answer.address, "watch", answer.why, answer.report)


def _arrived(archive: Archive, name: str, file: str, *, new: bool) -> Arrived:
    every = archive.report(name)
    report = next((each for each in every if each.file == file), every[-1])
    return Arrived(report.id, report.file, report.outlet, report.title, report.day, new)
