"""The commands of `parley decide ARCHIVE`: one for each kind of decision, then `list`, `export` and `import`."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from parley.archive.homes import Homes
from parley.cli_archive import opened
from parley.cli_options import By, Kept, Reason
from parley.deciding import Wish, decide, given, kept, take
from parley.decision import Decision, in_force
from parley.deliver.terminal import plain
from parley.deliver.visible import counted
from parley.errors import OutputError, UsageError


class ArchiveFirst(TyperGroup):
    """A group whose option may stand anywhere behind its argument: ARCHIVE merge … --story NAME."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments with the option before the archive, where the parser looks for it."""
        end = args.index("--") if "--" in args else len(args)
        for at, word in enumerate(args[:end]):
            behind = at + 1 if word.startswith("--story=") else at + 2
            if word.partition("=")[0] == "--story" and behind <= end:
                args = [*args[at:behind], *args[:at], *args[behind:]]
                break
        return super().parse_args(ctx, args)


commands = typer.Typer(
    cls=ArchiveFirst,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Decide what the reports leave open. It is kept in an archive and replayed in every dossier made from it.",
)


@commands.callback()
def _root(
    context: typer.Context,
    archive: Kept,
    story: Annotated[str | None, typer.Option(help="Only for this story; for all of the archive unless given.")] = None,
) -> None:
    """The archive and the story that a decision is for."""
    context.obj = (archive, story)


def _decided(context: typer.Context, wish: Wish) -> None:
    archive, story = context.obj
    with opened(archive) as found:
        typer.echo(_line(Homes(found), decide(found, wish, story=story)))


def _line(homes: Homes, decision: Decision, mark: str = "") -> str:
    value = f" → “{decision.value}”" if decision.value and decision.kind not in {"dismiss", "split"} else ""
    where = f" [{plain(homes.called(decision.story))}]" if decision.story is not None else ""
    made = f"({decision.by}, {decision.made[:16]})"
    told = f"{decision.kind} {' '.join(decision.things)}{value} {made}: {decision.reason}"
    return f"{decision.id}{where}{mark}  {plain(told)}"


@commands.command(no_args_is_help=True)
def merge(
    context: typer.Context,
    things: Annotated[list[str], typer.Argument(help="Two or more entities, by id or name.", show_default=False)],
    reason: Reason,
    by: By = None,
) -> None:
    """Say that names are of one person, body, place or party."""
    _decided(context, Wish("merge", tuple(things), None, reason, by))


@commands.command(no_args_is_help=True)
def split(  # noqa: PLR0913, PLR0917  each parameter is an option of the command line
    context: typer.Context,
    thing: Annotated[str, typer.Argument(help="An entity, by id or name.", show_default=False)],
    reason: Reason,
    parts: Annotated[
        list[str] | None, typer.Argument(help="Spellings or reports that are another's.", show_default=False)
    ] = None,
    at: Annotated[
        list[str] | None,
        typer.Option(help="Words, or REPORT:START-END, where another is meant; may be given again.", metavar="PASSAGE"),
    ] = None,
    by: By = None,
) -> None:
    """Take out of an entity what is another's. Some spellings of it, or its mentions in some reports or passages."""
    _decided(context, Wish("split", (thing, *(parts or ())), None, reason, by, tuple(at or ())))


@commands.command(no_args_is_help=True)
def rename(
    context: typer.Context,
    thing: Annotated[str, typer.Argument(help="An entity, by id or name.", show_default=False)],
    words: Annotated[str, typer.Option("--as", help="The name to show.", show_default=False)],
    reason: Reason,
    by: By = None,
) -> None:
    """Show an entity under another name. The reports' spellings stay beside it."""
    _decided(context, Wish("rename", (thing,), words, reason, by))


@commands.command(no_args_is_help=True)
def regrade(
    context: typer.Context,
    things: Annotated[
        list[str], typer.Argument(help="An issue, a party and, if it has several, the stance.", show_default=False)
    ],
    words: Annotated[str, typer.Option("--as", help="The stance that it is.", show_default=False)],
    reason: Reason,
    by: By = None,
) -> None:
    """Give a party's stance on an issue as another than was found. What was found stays visible."""
    _decided(context, Wish("regrade", tuple(things), words, reason, by))


@commands.command(no_args_is_help=True)
def dismiss(
    context: typer.Context,
    thing: Annotated[str, typer.Argument(help="A discrepancy, by id.", show_default=False)],
    reason: Reason,
    by: By = None,
) -> None:
    """Say that a discrepancy is none; it stays listed as dismissed."""
    _decided(context, Wish("dismiss", (thing,), None, reason, by))


@commands.command(no_args_is_help=True)
def note(
    context: typer.Context,
    things: Annotated[
        list[str], typer.Argument(help="Anything with an id, or an issue and a party.", show_default=False)
    ],
    words: Annotated[str, typer.Option("--as", help="The note.", show_default=False)],
    reason: Annotated[str, typer.Option(help="Why it is noted.")] = "a note",
    by: By = None,
) -> None:
    """Put words of your own beside anything. They are shown where it is shown."""
    _decided(context, Wish("note", tuple(things), words, reason, by))


@commands.command(no_args_is_help=True)
def withdraw(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(help="A decision's id, or how it begins.", show_default=False)],
    reason: Reason,
    by: By = None,
) -> None:
    """Take a decision back; both stay in the archive."""
    _decided(context, Wish("withdraw", (decision,), None, reason, by))


@commands.command("list")
def listed(context: typer.Context) -> None:
    """Show the decisions in the order in which they were made."""
    archive, story = context.obj
    with opened(archive) as found:
        held, homes = kept(found, story), Homes(found)
        if not held:
            typer.echo("Nothing is decided yet.", err=True)
        holding = {each.id for each in in_force(held)}
        for each in sorted(held, key=lambda each: (each.made, each.id)):
            withdrawn = each.kind != "withdraw" and each.id not in holding
            typer.echo(_line(homes, each, " (withdrawn)" if withdrawn else ""))


@commands.command(no_args_is_help=True)
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A new file.", show_default=False)],
) -> None:
    """Write the decisions to a file. A colleague can import it, or give it to `parley read`."""
    archive, story = context.obj
    with opened(archive) as found:
        content = given(found, story)
    try:
        with file.open("xb") as made:
            made.write(content)
    except FileExistsError as error:
        raise OutputError(f"{file} is there already.", "Name a new file.") from error
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}.", "Name another file.") from error
    typer.echo(f"Written: {file} ({counted(len(content.splitlines()), 'decision')})")


@commands.command("import", no_args_is_help=True)
def taken(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file of decisions.", show_default=False)],
) -> None:
    """Take over a colleague's decisions. Those that are there already change nothing."""
    archive, story = context.obj
    if story is not None:
        raise UsageError("Decisions keep the story that they were made in.", "Import without --story.")
    with opened(archive) as found:
        outcome = take(found, content_of(file))
    typer.echo(f"{counted(outcome.number, 'decision')}, {outcome.new} new.")
    for line in outcome.unfounded:
        typer.echo(f"finds nothing to stand on: {plain(line)}")


def content_of(file: Path) -> bytes:
    """The bytes of a file of decisions; raises UsageError where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{file} cannot be read: {error.strerror}.", "Name a file that `parley decide ARCHIVE export` wrote."
        ) from error
