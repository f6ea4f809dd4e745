"""The guard before every route: host, origin, token, sizes; and the headers that every answer bears."""

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from parley.serve.door import COOKIE, Door

LONGEST_BODY = 1 << 20
"""Bytes of a request's body."""

LONGEST_SENT = 1 << 26
"""Bytes of a request that brings reports."""

LONGEST_QUERY = 1 << 15
"""Bytes of what follows the question mark of an address."""

LONGEST_NUMBER = 12
"""Digits of an announced length."""

MOST_FIELDS = 1_000
"""Fields of a form or an address."""

MOST_RANGES = 1
"""Ranges that one request may ask for; no page of ours is served in parts."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

Refuse = Callable[[int, str, str], Response]
"""A page that says, with this status, what is wrong and what to do."""


class Guard:
    """Lets requests through that may come in; no route behind it has to think of it."""

    def __init__(self, app: ASGIApp, door: Door, refuse: Refuse, greet: Callable[[], Response]) -> None:
        self.app = app
        self._door = door
        self._refuse = refuse
        self._greet = greet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        answer = self._turned_away(scope) or self._unknown(scope)
        await (answer or self.app)(scope, _counted(receive, _longest(scope)), _marked(send))

    def _turned_away(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._door.knows(headers.get("host", "")) or len(headers.getlist("host")) != 1:
            return self._refuse(421, "This is not the address of Parley.", f"Open {self._door.address} instead.")
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return self._refuse(405, f"Parley knows no {scope['method']}.", "Open the page by its link.")
        if scope["method"] == "POST" and not _from_here(headers):
            remedy = "Open the page afresh in a current browser and send the form from there."
            return self._refuse(403, "The change was asked for from elsewhere than a page of Parley.", remedy)
        return _oversized(scope, headers, self._refuse)

    def _unknown(self, scope: Scope) -> Response | None:
        """What somebody gets who has to show the token: a page that lets in, or one that does not."""
        if self._door.token is None:
            return None
        headers = Headers(scope=scope)
        if self._door.remembers(_cookie(headers.get("cookie", ""))):
            return None
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self._door.opens(bearer):
            return None
        shown = dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("token", "")
        if not self._door.opens(shown):
            remedy = "Open the address that `parley serve` printed, with the token in it."
            return self._refuse(401, "This page is shown to those alone who have the token.", remedy)
        response = self._greet()
        response.set_cookie(COOKIE, self._door.cookie, httponly=True, samesite="strict", path="/")
        return response


def _from_here(headers: Headers) -> bool:
    """Whether a page of ours asks for a change.

    Our pages send no referrer, for which browsers say `Origin: null`; then Sec-Fetch-Site has to vouch for them.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site not in {None, "same-origin"}:
        return False
    if origin in {None, "null"}:
        return site == "same-origin"
    return origin in {f"http://{headers.get('host')}", f"https://{headers.get('host')}"}


def _oversized(scope: Scope, headers: Headers, refuse: Refuse) -> Response | None:
    query = scope["query_string"]
    if len(query) > LONGEST_QUERY or query.count(b"&") >= MOST_FIELDS:
        return refuse(414, "The address is too long.", "Choose fewer reports, or ask for fewer things at once.")
    if headers.get("range", "").count(",") >= MOST_RANGES:
        return refuse(416, "Too many parts of a page are asked for.", "Ask for the page as a whole.")
    length = headers.get("content-length", "0")
    longest = _longest(scope)
    if not length.isdecimal() or len(length) > LONGEST_NUMBER or int(length) > longest:
        return refuse(413, "More is sent than Parley takes at once.", f"Send at most {longest >> 20} MiB.")
    return None


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _longest(scope: Scope) -> int:
    """Bytes that a request may have: reports are longer than anything else that is sent."""
    return LONGEST_SENT if scope["path"] == "/add" else LONGEST_BODY


def _counted(receive: Receive, longest: int) -> Receive:
    """The body as it comes; one that outgrows what was announced ends as if the sender had left."""
    left = longest

    async def inner() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return inner


def _marked(send: Send) -> Send:
    async def inner(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return inner
