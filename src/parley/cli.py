"""The command line: reading, checking, explaining, archive, decisions, watching; errors name remedy and status."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from parley import __version__, cli_decide, cli_group
from parley.annotate.engines import DEFAULT
from parley.cli_archive import commands, opened, tell_added
from parley.cli_changes import changes
from parley.cli_options import Allow, Engine, Jobs, Lens, OfStory, Outlet, Published, Quiet, Silent
from parley.cli_serve import serve, show
from parley.cli_watch import commands as watching
from parley.deciding import checked
from parley.deliver import packages
from parley.deliver.changes.text import told as told_changes
from parley.deliver.explained import explain as explain_thing
from parley.deliver.explained import listed, told
from parley.deliver.terminal import plain, summary
from parley.deliver.visible import counted
from parley.desk import Desk
from parley.dossier import Dossier
from parley.errors import OutputError, ParleyError, UsageError
from parley.gathered import Gathered, Progress
from parley.news import since as changed
from parley.serve.door import Door
from parley.serve.sources import Kept, Places

PATIENCE = 1.0
"""Seconds after which progress is shown."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read what the press writes about a negotiation into one cited dossier.",
    epilog="Exit status: 0 done, 1 failed, 2 usage, 3 nothing readable, 4 a dossier or archive does not hold, "
    "5 not writable, 6 an archive cannot be used, 130 ended by Ctrl-C.",
)


def main() -> None:
    """The entry point; an error is one line and a remedy on standard error, never a traceback."""
    try:
        app(prog_name="parley")
    except ParleyError as error:
        _errors().print(f"parley: {escape(str(error))}")
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        known = _refused(error)
        if known is None:
            raise
        _errors().print(f"parley: {escape(str(known))}")
        sys.exit(known.exit_status)


def _refused(error: OSError) -> ParleyError | None:
    """What the system said to a name that is too long, or to output for which there is no room; None for all else."""
    if error.errno == errno.ENAMETOOLONG:
        name = os.path.basename(str(error.filename))  # noqa: PTH119  a path would be looked at as one
        return UsageError(f"{plain(name[:40])}… is too long for the name of a file.", "Give a shorter one.")
    if error.errno in {errno.ENOSPC, errno.EIO} and error.filename is None:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  what is left of the output goes nowhere
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        return OutputError(f"The output cannot be written: {error.strerror}.", "Write it to where there is room.")
    return None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"parley {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options that need no command."""


@app.command(no_args_is_help=True)
def read(  # noqa: PLR0913, PLR0917  each parameter is an option of the command line
    places: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, globs or addresses; - reads standard input.", show_default=False),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the dossier files.")] = None,
    formats: Annotated[
        str, typer.Option("--format", "-f", help="What to write: json, md, html, with commas.")
    ] = "json,md,html",
    lens: Lens = "auto",
    published: Published = None,
    outlet: Outlet = None,
    engine: Engine = DEFAULT,
    jobs: Jobs = 1,
    archive: Annotated[Path | None, typer.Option(help="Keep the reports there and read all that it holds.")] = None,
    story: OfStory = None,
    allow: Allow = None,
    decisions: Annotated[Path | None, typer.Option(help="A file of decisions to replay, without an archive.")] = None,
    since: Annotated[Path | None, typer.Option(help="An earlier dossier.json: tell first what changed.")] = None,
    quiet: Quiet = False,
    browse: Annotated[
        bool, typer.Option("--open", help="Then show it in the browser, as `parley serve` does.")
    ] = False,
) -> None:
    """Read reports into one dossier and show what it found."""
    desk = Desk(lens=lens, published=published, outlet=outlet, jobs=jobs, engine=engine, allow=tuple(allow or ()))
    with _progress(quiet=quiet) as progress:
        gathered = _from_files(desk, places or [], story, decisions, progress) if archive is None else None
        if gathered is not None:
            dossier = gathered.dossier(progress)
        elif archive is not None and decisions is None:
            dossier = _from_archive(desk, places or [], archive, story, progress)
        else:
            remedy = f"Import the file: parley decide {archive} import {decisions}."
            raise UsageError("An archive has decisions of its own.", remedy)
    news = changed(desk.load(since), dossier, lambda words: typer.echo(words, err=True)) if since else None
    written = desk.write(dossier, out, _chosen(formats), news) if out is not None else ()
    if not quiet:
        if news is not None:
            typer.echo(told_changes(news))
        console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        for part in summary(dossier):
            console.print(part)
        for path in written:
            console.print(f"Written: {escape(str(path))}")
    if browse:
        source = Kept(desk, archive, story) if archive else Places(desk, tuple(places or ()), gathered)
        show(source, Door(), browse=True)


def _from_archive(desk: Desk, places: list[str], archive: Path, story: str | None, progress: Progress) -> Dossier:
    """The dossier of what an archive holds, the places put into it before."""
    with opened(archive) as kept:
        if places:
            tell_added(desk.add(kept, *places, story=story, progress=progress), quiet=True)
        return desk.read_archive(kept, story=story, progress=progress)


def _from_files(
    desk: Desk, places: list[str], story: str | None, decisions: Path | None, progress: Progress
) -> Gathered:
    """The readings of places, with the decisions of a file."""
    if story is not None:
        raise UsageError("A story stands in an archive.", "Name the archive: --archive FILE.")
    if not places:
        raise UsageError("There is nothing to read.", "Name files or folders, or an archive: --archive FILE.")
    held = checked(cli_decide.content_of(decisions)) if decisions is not None else ()
    return desk.gather(*places, progress=progress, stdin=sys.stdin.buffer, decisions=held)


@app.command(no_args_is_help=True)
def check(
    dossier: Annotated[Path, typer.Argument(help="A dossier.json.", show_default=False)],
    quiet: Silent = False,
) -> None:
    """Verify every span, id and field of a dossier. Exit status 4 where one does not hold."""
    verdict = Desk().check(dossier)
    if not quiet:
        for fault in verdict.faults:
            typer.echo(f"{dossier}: {fault}")
        outcome = "holds" if verdict.holds else counted(len(verdict.faults), "fault")
        typer.echo(f"{dossier}: {counted(verdict.spans, 'span')} in {counted(verdict.reports, 'report')}: {outcome}.")
    if not verdict.holds:
        raise typer.Exit(4)


@app.command(no_args_is_help=True)
def explain(
    dossier: Annotated[Path, typer.Argument(help="A dossier.json.", show_default=False)],
    thing: Annotated[
        str | None, typer.Argument(metavar="ID", help="An id, or how it begins; without one, the ids are listed.")
    ] = None,
) -> None:
    """Say why something stands in a dossier as it does. A merge, an alignment, a discrepancy, a position."""
    read = Desk().load(dossier)
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    if thing is None:
        for each in listed(read):
            console.print(Text(f"{each.id}  {plain(each.what)}"))
        return
    for line in told(explain_thing(read, thing), read):
        console.print(line)


@app.command()
def lens(
    name: Annotated[str | None, typer.Argument(help="A shipped lens; without a name they are listed.")] = None,
) -> None:
    """List the shipped lenses, or print one to copy and change."""
    shelf = Desk.lenses()
    if name is None:
        for each in shelf:
            typer.echo(f"{each.name:16} {each.about}")
        return
    found = next((each for each in shelf if each.name == name), None)
    if found is None:
        raise UsageError(f"There is no shipped lens {name!r}.", "`parley lens` lists them.")
    typer.echo(found.source, nl=False)


@app.command(no_args_is_help=True)
def whatif(
    weights: Annotated[Path | None, typer.Argument(help="A file of your weights.", show_default=False)] = None,
    start: Annotated[Path | None, typer.Option(help="A dossier.json: print a file of weights to fill in.")] = None,
) -> None:
    """Show which packages would suit all parties by your weights. It needs `parley[negmas]`."""
    if start is not None and weights is not None:
        raise UsageError("A file is made or read, not both.", "Give either --start dossier.json or a file of weights.")
    if start is not None:
        typer.echo(Desk().what_if_start(start), nl=False)
    elif weights is not None:
        for line in packages.told(Desk.what_if(weights)):
            typer.echo(line)


app.command(no_args_is_help=True)(serve)
app.command(no_args_is_help=True)(changes)
app.command("group", no_args_is_help=True)(cli_group.group_files)
app.add_typer(commands, name="archive")
app.add_typer(cli_decide.commands, name="decide")
app.add_typer(watching, name="watch")


def _chosen(formats: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip().lower() for part in formats.split(",") if part.strip()))


def _errors() -> Console:
    return Console(stderr=True, soft_wrap=True, highlight=False)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress]:
    """Tells the stage on standard error once a run takes longer than a second; silent when quiet or piped."""
    console = _errors()
    if quiet or not console.is_terminal:
        yield lambda stage, done, total: None
        return
    began = time.monotonic()
    with console.status("", spinner="dots") as status:
        status.stop()

        def tell(stage: str, done: int, total: int) -> None:
            if time.monotonic() - began > PATIENCE:
                status.update(f"{stage} {done}/{total}")
                status.start()

        yield tell
