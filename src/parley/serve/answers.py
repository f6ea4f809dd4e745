"""What every route of the workbench needs to answer: how a page is sent, and what a form or a cookie says."""

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from parley.serve.bench import Rendered
from parley.serve.benches import Underway
from parley.serve.guard import MOST_FIELDS
from parley.serve.pages import Pages

KEYS = "parley-keys"
"""The cookie that switches single-letter keys off."""

YEAR = 31_536_000
"""Seconds for which a browser keeps what is set in it."""


def keys_on(request: Request) -> bool:
    """Whether single letters are keys in this browser."""
    return request.cookies.get(KEYS) != "off"


def takes_zipped(request: Request) -> bool:
    """Whether the browser takes zipped answers."""
    return "gzip" in request.headers.get("accept-encoding", "")


def sent(request: Request, page: Rendered, *, status: int = 200, kind: str = "text/html; charset=utf-8") -> Response:
    """A page, or word that the browser has it already; it is kept by the browser but asked for each time."""
    headers = {"etag": page.tag, "cache-control": "private, no-cache", "vary": "accept-encoding, cookie"}
    if status == 200 and page.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if takes_zipped(request):
        headers["content-encoding"] = "gzip"
        return Response(page.zipped, status, headers=headers, media_type=kind)
    return Response(page.body, status, headers=headers, media_type=kind)


def underway(request: Request, pages: Pages, told: Underway) -> Response:
    """A page that says how far the work is, and looks again."""
    page = pages.plain("underway.html.j2", "Reading", told, keys=False)
    response = sent(request, page, status=202)
    response.headers["refresh"] = "1"
    return response


async def form_of(request: Request) -> dict[str, str]:
    """The last value of each field of a form."""
    return dict(await rows_of(request))


async def rows_of(request: Request) -> list[tuple[str, str]]:
    """The fields of a form; a body that is none, or has too many, is no request of ours."""
    try:
        body = await request.body()
    except ClientDisconnect as error:
        raise HTTPException(400) from error
    try:
        return parse_qsl(body.decode("utf-8"), max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
