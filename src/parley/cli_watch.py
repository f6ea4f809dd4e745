"""The commands of `parley watch`: a round by default, and `add`, `remove`, `list`, `import`, `export`."""

import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.guard import Guard
from parley.annotate.engines import DEFAULT
from parley.archive.archive import Archive
from parley.archive.watching import Watched, Watching
from parley.cli_archive import opened
from parley.cli_options import Allow, Engine, IntoStory, Jobs, Kept
from parley.deliver.terminal import plain
from parley.deliver.visible import counted as number_of
from parley.desk import Desk
from parley.errors import InputError, OutputError, UsageError
from parley.report import Problem
from parley.watch.answer import FAILURES, Answer
from parley.watch.lists import exported, imported, wish
from parley.watch.pace import Pace, iso, moment
from parley.watch.rounds import Rounds, clock

LOOK = timedelta(minutes=5)
"""After this time at the latest the list is looked at again, for what was put on it meanwhile."""

SILENT = frozenset(("unchanged", "same", "feed", "later"))
"""What is counted alone."""


TIMES = {1: "once", 2: "twice"}


class _Round(TyperGroup):
    """A group whose first word is an archive unless it is one of its commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts the name of the command that goes round before an archive or an option."""
        if args and args[0] not in self.commands and args[0] not in {"-h", "--help"}:
            args = ["round", *args]
        return super().parse_args(ctx, args)


commands = typer.Typer(
    cls=_Round,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Ask feeds and pages for what is new. parley watch ARCHIVE keeps it there, reads and groups it.",
)

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="As it is listed, or was given.", show_default=False)]


@commands.command("round", no_args_is_help=True, help="Ask what is due; the same as parley watch ARCHIVE.")
def go_round(  # noqa: PLR0913, PLR0917  each parameter is an option of the command line
    archive: Kept,
    forever: Annotated[bool, typer.Option("--forever", help="Go on until Ctrl-C.")] = False,
    now: Annotated[bool, typer.Option("--now", help="Ask all that is listed, due or not.")] = False,
    every: Annotated[int, typer.Option(min=1, help="Minutes between two visits to one address, at least.")] = 60,
    story: Annotated[str | None, typer.Option(help="Only what is watched for this story.")] = None,
    allow: Allow = None,
    contact: Annotated[str | None, typer.Option(help="Your address, told to the sites that are asked.")] = None,
    engine: Engine = DEFAULT,
    jobs: Jobs = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but what failed.")] = False,
) -> None:
    """Ask what is due, keep, read and group what is new or changed, and say what is."""
    with opened(archive) as kept, Fetcher(Guard(tuple(allow or ())), contact=contact) as fetcher:
        if not Watching(kept).listed():
            raise UsageError("Nothing is watched.", f"Name a feed or page: parley watch add {archive} ADDRESS.")
        pace = Pace(timedelta(minutes=every))
        rounds = Rounds(kept, fetcher, Desk(engine=engine, jobs=jobs), pace)
        if not forever:
            counted = _told(rounds.round(story=story, whole=now), quiet=quiet)
            _end(kept, counted, "" if quiet else _idle(kept, story) if not counted["asked"] else _sum(counted))
            return
        ending = Ending()
        with suppress(KeyboardInterrupt), ending.heard():
            _for_ever(kept, partial(rounds.round, story=story), ending, whole=now, quiet=quiet)
        typer.echo("Ended; all that was told of is kept.", err=True)


class Ending:
    """Whether Ctrl-C was pressed; remembered, since Python drops an interrupt that meets an object being deleted."""

    def __init__(self) -> None:
        self.asked = False

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Remembers Ctrl-C besides raising KeyboardInterrupt, where the process does not ignore it."""
        before = signal.getsignal(signal.SIGINT)
        if before is not signal.default_int_handler:
            yield
            return
        signal.signal(signal.SIGINT, self._take)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _take(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        raise KeyboardInterrupt


def _for_ever(kept: Archive, ask: Callable[..., Iterable[Answer]], ending: Ending, *, whole: bool, quiet: bool) -> None:
    while not ending.asked:
        counted = _told(ask(whole=whole), quiet=quiet)
        if counted and not quiet:
            typer.echo(f"{iso(clock())}  {_sum(counted)}")
        whole = False
        due = Watching(kept).next_due()
        wait = min(moment(due) - clock(), LOOK) if due else LOOK
        if not ending.asked:
            time.sleep(max(wait.total_seconds(), 1))


def _told(answers: Iterable[Answer], *, quiet: bool) -> Counter[str]:
    """Tells each answer that is news, and counts them all."""
    counted: Counter[str] = Counter()
    for answer in answers:
        counted.update(_counts(answer))
        if answer.came in SILENT or (quiet and answer.came not in FAILURES):
            continue
        named = answer.story or answer.report
        parts = (named, f"follows {answer.before}" if answer.before else None, answer.title, answer.address)
        line = "  ".join(plain(part) for part in parts if part)
        typer.echo(f"{answer.came:8} {line}" + (f": {plain(answer.why)}" if answer.why else ""), err=_is_error(answer))
    return counted


def _counts(answer: Answer) -> dict[str, int]:
    """What an answer adds to the sum: an item that could not be read is counted with its feed, not as a failure."""
    failed = answer.came in FAILURES and (answer.asked or answer.report is not None)
    told = {"asked": int(answer.asked), "failed": int(failed), "items": answer.items, "unread": answer.unread}
    return {answer.came: 1, **told}


def _is_error(answer: Answer) -> bool:
    return answer.came in FAILURES or answer.came == "noted"


def _sum(counted: Counter[str]) -> str:
    rested = counted["unchanged"] + counted["same"]
    held = f"{counted['held']} held already, " if counted["held"] else ""
    told = f"{counted['new']} new, {held}{counted['changed']} changed, {rested} unchanged, {counted['failed']} failed"
    later = f" {counted['later']} put off by their sites." if counted["later"] else ""
    came = f" Feeds told of {number_of(counted['items'], 'item')}" if counted["items"] else ""
    unread = f"{came}, of which {counted['unread']} could not be read." if counted["unread"] else came and f"{came}."
    return f"{counted['asked']} asked: {told}.{later}{unread}{_stories(counted)}"


def _stories(counted: Counter[str]) -> str:
    words = (("opened", "new"), ("grew", "grown"), ("joined", "joined"), ("parted", "parted"))
    told = ", ".join(f"{counted[came]} {word}" for came, word in words if counted[came])
    return f" Stories: {told}." if told else ""


def _idle(kept: Archive, story: str | None) -> str:
    """Why nothing was asked."""
    watching = Watching(kept)
    if story is not None and all(each.story != story for each in watching.listed()):
        return f"0 asked: nothing is watched for the story {plain(story)!r}."
    return "0 asked: nothing is due yet; --now asks all that is listed and may be asked."


def _end(kept: Archive, counted: Counter[str], told: str) -> None:
    """The sum of a round; raises InputError where everything that was asked failed."""
    due = Watching(kept).next_due()
    if told:
        typer.echo(told + (f" Next due: {due}." if due else ""))
    if counted["asked"] and not any(counted[came] for came in ("new", "changed", "held", "same", "unchanged", "feed")):
        raise InputError("Nothing that was asked gave anything.", "Check the connection; `parley watch list` says why.")


@commands.command(no_args_is_help=True)
def add(
    archive: Kept,
    addresses: Annotated[list[str], typer.Argument(help="Feeds, or pages that name one.", show_default=False)],
    page: Annotated[bool, typer.Option("--page", help="Watch the page itself, not the feed that it names.")] = False,
    story: IntoStory = None,
) -> None:
    """Watch feeds and pages from the next round on. Nothing is asked yet."""
    wishes = [wish(address, page=page, story=story) for address in addresses]
    with opened(archive) as kept:
        for watched in Watching(kept).add(wishes, iso(clock())):
            typer.echo(f"watched  {plain(watched.address)}")


@commands.command(no_args_is_help=True)
def remove(archive: Kept, address: Address) -> None:
    """Watch an address no longer; what it gave stays in the archive."""
    with opened(archive) as kept:
        watched = Watching(kept).end(address, iso(clock()))
        typer.echo(f"removed  {plain(watched.address)}")


@commands.command("list", no_args_is_help=True)
def list_(archive: Kept) -> None:
    """List what is watched, when it is due, and why it fails."""
    with opened(archive) as kept:
        listed = Watching(kept).listed()
    if not listed:
        typer.echo(f"Nothing is watched: parley watch add {archive} ADDRESS", err=True)
    for watched in listed:
        typer.echo(_line(watched))


def _line(watched: Watched) -> str:
    state = watched.state
    said = [
        watched.kind,
        "/".join(watched.folder),
        watched.title,
        watched.address,
        f"story {watched.story}" if watched.story else None,
        f"answered {state.answered}" if state.answered else "not answered yet",
        f"due {state.due}" if state.due else "not asked any more",
        f"failed {TIMES.get(state.failures, f'{state.failures} times')}: {state.why}" if state.failures else None,
    ]
    return "  ".join(plain(part) for part in said if part)


@commands.command("import", no_args_is_help=True)
def import_(
    archive: Kept,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="OPML of a feed reader.", show_default=False)],
    story: IntoStory = None,
) -> None:
    """Watch what a list of another feed reader names."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.", "Name an OPML file.") from error
    with opened(archive) as kept:
        taken = imported(Watching(kept), content, iso(clock()), story=story)
    for each in taken:
        if isinstance(each, Problem):
            typer.echo(f"{plain(each.file or file.name)}: {plain(each.reason)}", err=True)
    typer.echo(f"{sum(isinstance(each, Watched) for each in taken)} watched.")


@commands.command(no_args_is_help=True)
def export(
    archive: Kept,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Standard output without one.")] = None,
) -> None:
    """Write what is watched as OPML, for any feed reader."""
    with opened(archive) as kept:
        content = exported(Watching(kept))
    if file is None:
        sys.stdout.buffer.write(content)
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        raise OutputError(
            f"{file} cannot be written: {error.strerror}.", "Name a file that can be written to."
        ) from error
