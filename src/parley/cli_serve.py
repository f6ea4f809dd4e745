"""The command `parley serve`: the dossier in the browser."""

import os
import socket
import webbrowser
from pathlib import Path
from threading import Timer
from typing import Annotated

import typer

from parley.acquire.addresses import is_address
from parley.annotate.engines import DEFAULT
from parley.cli_options import Allow, Engine, Jobs, Lens, OfStory
from parley.desk import Desk
from parley.errors import UsageError
from parley.serve.door import PORT, Door
from parley.serve.sources import Source, source_of

SOON = 0.8
"""Seconds after which the browser is opened: by then the pages are there."""


def serve(  # noqa: PLR0913, PLR0917  each parameter is an option of the command line
    places: Annotated[
        list[str], typer.Argument(metavar="ARCHIVE|PLACES…", help="An archive, or files, folders and addresses.")
    ],
    story: OfStory = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = PORT,
    host: Annotated[str, typer.Option(help="The address to listen at; any but this machine's own needs a token.")] = (
        "127.0.0.1"
    ),
    token: Annotated[
        str | None, typer.Option(envvar="PARLEY_TOKEN", help="What visitors have to show, 16 characters at least.")
    ] = None,
    lens: Lens = "auto",
    engine: Engine = DEFAULT,
    jobs: Jobs = 1,
    allow: Allow = None,
    browse: Annotated[bool, typer.Option("--open", help="Open the pages in the browser.")] = False,
) -> None:
    """Show reports, or an archive, as pages in the browser. Ctrl-C ends it."""
    for place in places:
        if not (is_address(place) or any(sign in place for sign in "*?[") or Path(place).exists()):
            raise UsageError(f"There is no {place}.", "Check the path.")
    source = source_of(Desk(lens=lens, engine=engine, jobs=jobs, allow=tuple(allow or ())), tuple(places), story)
    show(source, Door(host, port, token), browse=browse)


def show(source: Source, door: Door, *, browse: bool) -> None:
    """Serves until it is ended; nothing that serves is loaded before."""
    import uvicorn  # noqa: PLC0415  loaded with the first page

    from parley.serve.app import application  # noqa: PLC0415  loaded with the first page

    app = application(source, door)
    with _listening(door) as listener:
        address = door.address + (f"?token={door.token}" if door.token else "")
        typer.echo(f"Parley is at {address} until you end it with Ctrl-C.")
        if door.token:
            typer.echo("What goes over the network is not encrypted: use it where you trust the network.", err=True)
        if browse:
            Timer(SOON, webbrowser.open, (address,)).start()
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False, ws="none")
        uvicorn.Server(config).run(sockets=[listener])


def _listening(door: Door) -> socket.socket:
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    try:
        return socket.create_server((door.host, door.port), family=family, backlog=256)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        raise UsageError(
            f"{door.host} port {door.port} cannot be listened at: {why}.",
            "Choose another with --port, or end the other program.",
        ) from error
