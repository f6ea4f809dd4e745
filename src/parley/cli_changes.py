"""The command `parley changes`: what is new between two dossiers, or in an archive since the last visit."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from parley.cli_archive import opened
from parley.cli_options import Jobs, Lens, OfStory
from parley.desk import Desk
from parley.errors import UsageError
from parley.news import FORMATS, VISIT, Asked, asked, between, mark, written


def changes(  # noqa: PLR0913, PLR0917  each parameter is an option of the command line
    places: Annotated[
        list[Path],
        typer.Argument(metavar="OLD NEW | ARCHIVE", help="Two dossier.json, or an archive.", show_default=False),
    ],
    story: OfStory = None,
    since: Annotated[str, typer.Option(help="A day, a time, or visit: the reader's last one.")] = VISIT,
    until: Annotated[str | None, typer.Option(help="A day or time; now unless told.")] = None,
    reader: Annotated[str, typer.Option(help="Whose visits count.")] = "me",
    seen: Annotated[bool, typer.Option("--seen", help="Note that the reader has seen it now.")] = False,
    form: Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(FORMATS)}.")] = "text",
    lens: Lens = "auto",
    jobs: Jobs = 1,
) -> None:
    """Tell what is new since an earlier dossier, a moment or a visit."""
    if form not in FORMATS:
        raise UsageError(f"There is no format {form!r}.", f"Choose among {', '.join(FORMATS)}.")
    if len(places) == 2:
        if story or until or seen or since != VISIT:
            raise UsageError("Moments and visits belong to an archive.", "Leave those options out, or name an archive.")
        _put(written(between(places[0], places[1], _word), form, places[1].stem))
        return
    if len(places) != 1:
        raise UsageError("Two dossiers or one archive are needed.", "parley changes OLD.json NEW.json")
    wish = Asked(story, since, until, reader)
    with opened(places[0]) as archive:
        news = asked(Desk(lens=lens, jobs=jobs), archive, wish)
        _put(written(news.changes, form, story or places[0].stem))
        if seen:
            mark(archive, wish, news)
            _word(f"Noted as seen by {reader!r}: the next answer begins here.")


def _put(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _word(words: str) -> None:
    typer.echo(words, err=True)
