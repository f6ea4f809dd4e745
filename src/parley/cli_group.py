"""The commands that put a stream of news into stories: `group`, and `archive group|stories|pin|merge|split|name`."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from parley.annotate.engines import DEFAULT
from parley.archive.archive import Archive
from parley.archive.placed import Held
from parley.cli_archive import commands, opened
from parley.cli_options import By, Engine, Jobs, Kept, Outlet, Published, Quiet, Reason
from parley.compare.gather.gather import Tie
from parley.decision import Decision
from parley.deliver.stories import Told, Why, line, stories_json, stories_text
from parley.deliver.terminal import plain
from parley.deliver.visible import counted
from parley.desk import Desk
from parley.errors import OutputError, UsageError
from parley.grouping import Joined, explained, group, in_words, reports_of, stories
from parley.regrouping import Ground, label
from parley.regrouping import merge as merged
from parley.regrouping import pin as pinned
from parley.regrouping import rename as renamed
from parley.regrouping import split as parted
from parley.report import Problem

FORMATS = ("text", "json")

Format = Annotated[str, typer.Option("--format", "-f", help="text or json.")]
Named = Annotated[str, typer.Argument(metavar="STORY", help="A story, by id or name.", show_default=False)]


def group_files(  # noqa: PLR0913, PLR0917  each parameter is an option of the command line
    places: Annotated[list[str], typer.Argument(help="Files, folders or globs.", show_default=False)],
    form: Format = "text",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write it to this file.")] = None,
    published: Published = None,
    outlet: Outlet = None,
    engine: Engine = DEFAULT,
    jobs: Jobs = 1,
) -> None:
    """Put reports of mixed news into stories. Each is of one negotiation or one running event."""
    _known(form)
    found = stories(Desk(published=published, outlet=outlet, engine=engine, jobs=jobs), *places)
    reports = {reading.report.id: reading.report for reading in found.gathered.readings}
    rows = []
    for each in found.stories:
        held = sorted((reports[report] for report in each.reports), key=lambda r: (r.day or "~", r.file, r.id))
        first = reports[each.named]
        rows.append(Told(each.id, first.title or first.file, tuple(held), _why(each.why)))
    _put(rows, form, out, found.gathered.problems)
    for problem in found.gathered.problems:
        typer.echo(f"{problem.file}: {problem.reason}", err=True)


@commands.command("group", no_args_is_help=True)
def group_archive(
    archive: Kept,
    engine: Engine = DEFAULT,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Put the reports that came in since the last time into stories."""
    with opened(archive) as kept:
        changed = group(kept, Desk(engine=engine, jobs=jobs))
        if not quiet:
            told = in_words(kept, (each.why for each in changed if each.why))
            for each in changed:
                typer.echo(_joined(each, next(told) if each.why else None))
            number = len(kept.told_stories())
            typer.echo(f"{len(changed)} placed, {counted(number, 'story', 'stories')}.")


@commands.command("stories", no_args_is_help=True)
def show_stories(
    archive: Kept,
    story: Annotated[str | None, typer.Argument(metavar="STORY", help="One of them, with all its reasons.")] = None,
    form: Format = "text",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write it to this file.")] = None,
) -> None:
    """Show the stories that were found, or one with its reports. Of one it says why they are one."""
    _known(form)
    with opened(archive) as kept:
        chosen = kept.told_stories() if story is None else (kept.told(story),)
        if not chosen:
            typer.echo(f"No stories were found yet: parley archive group {archive}", err=True)
        if story is None and form == "text" and out is None:
            for each in chosen:
                typer.echo(f"{each.id}  {plain(label(kept, each))}  ({len(each.reports)})")
            return
        _put([_told(kept, each) for each in chosen], form, out, ())


@commands.command("pin", no_args_is_help=True)
def pin(
    archive: Kept,
    story: Named,
    reports: Annotated[list[str], typer.Argument(help="Reports, by id or how it begins.", show_default=False)],
    reason: Reason,
    by: By = None,
) -> None:
    """Say that reports belong to a story, whatever is found later."""
    with opened(archive) as kept:
        _say(pinned(kept, reports, story, Ground(reason, by)))


@commands.command("merge", no_args_is_help=True)
def merge(
    archive: Kept,
    chosen: Annotated[list[str], typer.Argument(metavar="STORIES", help="By id or name.", show_default=False)],
    reason: Reason,
    by: By = None,
) -> None:
    """Say that two or more stories are one."""
    with opened(archive) as kept:
        _say(merged(kept, chosen, Ground(reason, by)))


@commands.command("split", no_args_is_help=True)
def split(
    archive: Kept,
    story: Named,
    reports: Annotated[list[str], typer.Argument(help="Reports that leave it together.", show_default=False)],
    reason: Reason,
    by: By = None,
) -> None:
    """Say that some reports of a story tell another one."""
    with opened(archive) as kept:
        _say(parted(kept, story, reports, Ground(reason, by)))
        group(kept)


@commands.command("name", no_args_is_help=True)
def name(
    archive: Kept,
    story: Named,
    words: Annotated[str, typer.Option("--as", help="The name to show.", show_default=False)],
    reason: Annotated[str, typer.Option(help="Why it is called so.")] = "a name",
    by: By = None,
) -> None:
    """Give a story a name, by which commands know it too."""
    with opened(archive) as kept:
        _say(renamed(kept, story, words, Ground(reason, by)))


def _say(decision: Decision) -> None:
    value = f" as {plain(decision.value)}" if decision.kind == "rename" and decision.value else ""
    typer.echo(f"{decision.id}  {decision.kind} {' '.join(decision.things)}{value}; `parley decide` can withdraw it")


def _joined(each: Joined, tie: Tie | None) -> str:
    came = f" (was in {each.before})" if each.before else ""
    told = f"  {line(_reason(tie))}" if tie else "  a story of its own"
    return plain(f"{each.report}  {each.story}{came}{told}")


def _told(kept: Archive, story: Held) -> Told:
    return Told(story.id, label(kept, story), reports_of(kept, story), _why(explained(kept, story)))


def _why(ties: Iterable[Tie]) -> tuple[Why, ...]:
    return tuple(_reason(each) for each in ties)


def _reason(tie: Tie) -> Why:
    return Why(tie.report, tie.other, tie.chance, tie.reasons)


def _known(form: str) -> None:
    if form not in FORMATS:
        raise UsageError(f"There is no format {form!r}.", f"Choose one of {', '.join(FORMATS)}.")


def _put(rows: list[Told], form: str, out: Path | None, problems: Iterable[Problem]) -> None:
    text = stories_json(rows, problems) if form == "json" else "\n".join(stories_text(rows, why=True)) + "\n"
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}.", "Name another file.") from error
    typer.echo(f"Written: {out}")
