"""The commands of `parley archive`: `init`, `add`, `search`, `show`, `versions`, `backup`, `verify`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from parley.archive.archive import HITS, Added, Archive
from parley.archive.keeping import backup as copied
from parley.archive.keeping import verify as verified
from parley.archive.watching import Version, Watching
from parley.cli_options import Allow, IntoStory, Jobs, Kept, Outlet, Published, Quiet, Silent
from parley.deliver.terminal import plain
from parley.deliver.visible import counted
from parley.desk import Desk
from parley.errors import InputError, UsageError
from parley.report import Problem, Report
from parley.watch.versions import told_revisions

commands = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep reports, what was read in them and decided, in one file.",
)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive in a file; says so where it was migrated."""
    with Archive.open(path) as archive:
        if archive.copy is not None:
            typer.echo(f"{path} was of an older Parley and is migrated; as it was: {archive.copy}", err=True)
        yield archive


@commands.command(no_args_is_help=True)
def init(archive: Kept) -> None:
    """Make an archive; one that is there already stays as it is."""
    Archive.make(archive)


@commands.command(no_args_is_help=True)
def add(  # noqa: PLR0913, PLR0917  each parameter is an option of the command line
    archive: Kept,
    places: Annotated[list[str], typer.Argument(help="Files, folders, globs or addresses.", show_default=False)],
    story: IntoStory = None,
    published: Published = None,
    outlet: Outlet = None,
    jobs: Jobs = 1,
    allow: Allow = None,
    quiet: Quiet = False,
) -> None:
    """Put reports into an archive. What it holds already changes nothing."""
    with opened(archive) as kept:
        desk = Desk(published=published, outlet=outlet, jobs=jobs, allow=tuple(allow or ()))
        tell_added(desk.add(kept, *places, story=story), quiet=quiet)


def tell_added(results: Iterator[Added | Problem], *, quiet: bool) -> None:
    """Says of each new report under which id it is kept, and why others are not; raises where nothing was readable."""
    added, held, left = 0, 0, 0
    for each in results:
        if isinstance(each, Problem):
            left += 1
            typer.echo(f"{each.file}: {each.reason}", err=True)
        elif each.new:
            added += 1
            if not quiet:
                typer.echo(f"{each.report}  {plain(each.file)}")
        else:
            held += 1
    if not added + held:
        raise InputError(
            "No report could be read.", "Give .txt, .md, .html or .pdf files, or a folder that holds some."
        )
    if not quiet:
        typer.echo(f"{added} added, {held} held already, {left} left out.")


@commands.command(no_args_is_help=True)
def search(
    archive: Kept,
    words: Annotated[list[str], typer.Argument(help='Words; "a phrase", begin*, -without.', show_default=False)],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many reports to show.")] = HITS,
) -> None:
    """Find reports that have all the words, the best first."""
    with opened(archive) as kept:
        hits = kept.search(" ".join(words), limit)
        if not hits:
            typer.echo("No report has all these words.", err=True)
        for hit in hits:
            head = (hit.report, hit.day, hit.outlet, hit.title or hit.file)
            typer.echo("  ".join(plain(part) for part in head if part) + f"\n    {plain(hit.excerpt)}")


@commands.command(no_args_is_help=True)
def show(
    archive: Kept,
    report: Annotated[str | None, typer.Argument(metavar="ID", help="A report's id, or how it begins.")] = None,
    original: Annotated[str | None, typer.Option(help="Write the bytes with this SHA-256 as they were found.")] = None,
) -> None:
    """Show what an archive holds, or one report of it. With --original, the bytes that it was made of."""
    with opened(archive) as kept:
        if original is not None:
            sys.stdout.buffer.write(kept.original(original))
            sys.stdout.buffer.flush()
        elif report is not None:
            _show_report(kept, kept.report(report))
        else:
            _show_holdings(kept)


def _show_holdings(kept: Archive) -> None:
    held = kept.holdings()
    typer.echo(
        f"{counted(held.reports, 'report')} in {counted(held.sightings, 'sighting')}, "
        f"of {counted(held.originals, 'original')}"
    )
    typer.echo(counted(held.decisions, "decision"))
    for story in held.stories:
        typer.echo(f"story {plain(story.name)}: {counted(story.number, 'report')}")
    for reading in held.readings:
        typer.echo(f"readings by {plain(reading.name)}: {reading.number}")


def _show_report(kept: Archive, sightings: tuple[Report, ...]) -> None:
    report = sightings[0]
    for name, value in (("id", report.id), ("title", report.title), ("author", report.author)):
        if value:
            typer.echo(f"{name}: {plain(value)}")
    for each in sightings:
        parts = (each.file, each.outlet, each.url, each.published, each.sightings[0].sha256)
        typer.echo("found: " + "  ".join(plain(part) for part in parts if part))
    versions = Watching(kept).versions(report.id)
    for version in versions if len(versions) > 1 else ():
        typer.echo(f"version: {version.seen}  {version.report}  {plain(version.address)}")
    typer.echo("\n" + "\n".join(plain(line) for line in report.text.splitlines()))


@commands.command(no_args_is_help=True)
def versions(
    archive: Kept,
    of: Annotated[str, typer.Argument(metavar="ID", help="A report's id, or how it begins, or a page's address.")],
) -> None:
    """Show each version of a watched page. What changed is told word by word: [-went-] {+came+}."""
    with opened(archive) as kept:
        found = Watching(kept).versions(of) or Watching(kept).versions(kept.report(of)[0].id)
        if not found:
            raise UsageError(f"{of} was found once.", "Versions are of pages that are watched: parley watch list.")
        before: Version | None = None
        for version in found:
            report = kept.report(version.report)[0]
            typer.echo(f"{version.seen}  {version.report}  {plain(report.title or version.address)}")
            if before is not None and before.address == version.address:
                for line in told_revisions(kept.report(before.report)[0], report):
                    typer.echo(f"    {line}")
            before = version


@commands.command(no_args_is_help=True)
def backup(
    archive: Kept, target: Annotated[Path, typer.Argument(help="A new file, or a folder.", show_default=False)]
) -> None:
    """Copy an archive to a new file, while others may go on writing."""
    with opened(archive) as kept:
        typer.echo(f"Written: {copied(kept, target)}")


@commands.command(no_args_is_help=True)
def verify(
    archive: Kept,
    quiet: Silent = False,
) -> None:
    """Check that everything in an archive is what was put in. Exit status 4 where something is not."""
    with opened(archive) as kept:
        found = verified(kept)
    if not quiet:
        for fault in found.faults:
            typer.echo(f"{archive}: {fault}")
        outcome = "holds" if found.holds else counted(len(found.faults), "fault")
        typer.echo(f"{archive}: {found.looked_at} things looked at: {outcome}.")
    if not found.holds:
        raise typer.Exit(4)
