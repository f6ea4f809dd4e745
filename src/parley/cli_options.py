"""The arguments and options that several commands share, so that each has one name and one line of help."""

from pathlib import Path
from typing import Annotated

import typer

Kept = Annotated[Path, typer.Argument(metavar="ARCHIVE", help="The archive's file.", show_default=False)]
Published = Annotated[str | None, typer.Option(help="Day of reports that carry none, as 2031-03-02.")]
Outlet = Annotated[str | None, typer.Option(help="Outlet of reports that name none.")]
Engine = Annotated[str, typer.Option(help="What reads: encoder, rules, spacy:PIPELINE or llm:URL.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="Processes that read.")]
Lens = Annotated[str, typer.Option(help="Issues and stances: a shipped lens, a YAML file, or auto.")]
Allow = Annotated[
    list[str] | None,
    typer.Option(help="HOST or HOST:PORT to fetch from though it is not public; may be given again.", metavar="HOST"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Silent = Annotated[bool, typer.Option("--quiet", "-q", help="Say it by the exit status alone.")]
OfStory = Annotated[str | None, typer.Option(help="Only this story of the archive.")]
IntoStory = Annotated[str | None, typer.Option(help="Put what they give into this story.")]
Reason = Annotated[str, typer.Option(help="Why, in words that a colleague can judge.", show_default=False)]
By = Annotated[str | None, typer.Option(help="Who decides; your login name unless given.")]
