"""The page that tells what changed: since a day, beside reports that are known, or since a reader's last visit."""

import asyncio
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from parley.archive.moments import Moment
from parley.errors import InputError
from parley.news import News
from parley.serve.answers import YEAR, form_of, keys_on, sent, underway
from parley.serve.bench import Bench
from parley.serve.benches import Benches, Underway
from parley.serve.jobs import Jobs
from parley.serve.pages import Asked, Pages
from parley.serve.scope import Scope, scope_of
from parley.serve.views.changes import ChangesPage, Since, known_of, view_changes, view_visit
from parley.serve.views.every import CHANGES

READER = "parley-reader"
"""The cookie with the name of whoever reads in this browser."""

LONGEST_READER = 60
"""Characters of a reader's name."""

NOBODY = "me"
"""The reader that `parley changes` takes unless told."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What feeds the page, made only if the page is not there yet; `mark` changes whenever it does."""

    make: Callable[[], ChangesPage]
    mark: Hashable = None


class Changing:
    """The answers to the routes under /changes."""

    def __init__(self, benches: Benches, pages: Pages) -> None:
        self._benches = benches
        self._pages = pages
        self.jobs: Jobs[News] = Jobs("parley-news", benches.patience)

    def routes(self) -> list[Route]:
        """Every route."""
        return [
            Route(CHANGES.path, self.changes, methods=["GET"]),
            Route(f"{CHANGES.path}/seen", self.seen, methods=["POST"]),
        ]

    async def changes(self, request: Request) -> Response:
        """What changed, in the way that the address asks for."""
        fields = dict(request.query_params)
        bench = await self._benches.bench(scope_of(fields))
        if isinstance(bench, Underway):
            return underway(request, self._pages, bench)
        since = Since(
            fields.get("since", "").strip(), fields.get("known", ""), fields.get("new", ""), reader_of(request)
        )
        told = await (self._since_visit(bench, since) if since.is_visit else self._beside(bench, since))
        if isinstance(told, Underway):
            return underway(request, self._pages, told)
        shown = replace(CHANGES, make=lambda _bench, _asked: told.make())
        asked = Asked("", {"since": repr(since), "visit": repr(told.mark)})
        page = await asyncio.to_thread(self._pages.page, bench, shown, asked, keys=keys_on(request))
        return sent(request, page)

    async def _beside(self, bench: Bench, since: Since) -> "_Told | Underway":
        """What changed since a day, or beside reports that are known; it is told once for each bench."""
        known = known_of(bench, since)
        earlier = await self._benches.bench(known) if known else None
        if isinstance(earlier, Underway):
            return earlier
        keeps = self._benches.source.decides
        return _Told(lambda: view_changes(bench, earlier, since, keeps=keeps))

    async def _since_visit(self, bench: Bench, since: Since) -> "_Told | Underway":
        source, story = self._benches.source, bench.scope.story
        visit = await asyncio.to_thread(source.visit, story, since.reader)
        mark = (visit.last, visit.now.sighting, visit.now.decision)
        news: News | Underway | None = None
        if visit.last is not None and not visit.is_even:
            news = await self.jobs.result(
                (story, since.reader, mark), lambda progress: source.news(story, since.reader, progress)
            )
        if isinstance(news, Underway):
            return news
        return _Told(lambda: view_visit(bench, since, visit, news), mark)

    async def seen(self, request: Request) -> Response:
        """Keeps that the reader has seen what the page told, and no more."""
        form = await form_of(request)
        reader = _named(form.get("reader", ""))
        numbers = [form.get(name, "") for name in ("sighting", "decision")]
        if not all(number.isascii() and number.isdecimal() and len(number) < 19 for number in numbers):
            raise InputError("What was seen is not said.", "Open the page afresh and send its form.")
        moment = Moment(form.get("time", ""), int(numbers[0]), int(numbers[1]))
        story = form.get("story") or None
        await asyncio.to_thread(self._benches.source.seen, story, reader, moment)
        response = RedirectResponse(Scope(story).to(CHANGES.path, since="visit"), 303)
        response.set_cookie(READER, quote(reader), max_age=YEAR, httponly=True, samesite="strict")
        return response


def reader_of(request: Request) -> str:
    """Who reads, by the address or the cookie."""
    return _named(request.query_params.get("reader") or unquote(request.cookies.get(READER, "")))


def _named(name: str) -> str:
    """A reader's name on one line, in signs that can be seen."""
    seen = "".join(sign if sign.isprintable() else " " for sign in name)
    return " ".join(seen.split())[:LONGEST_READER] or NOBODY
