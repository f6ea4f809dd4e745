"""The workbench as an ASGI application: every route, and what each answers."""

import asyncio
import re
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from parley.deciding import Wish
from parley.decision import DecisionKind
from parley.deliver.html import joined
from parley.errors import ArchiveError, InputError, ParleyError, UsageError
from parley.serve.adding import Adding
from parley.serve.answers import KEYS, YEAR, form_of, keys_on, rows_of, sent, takes_zipped, underway
from parley.serve.bench import Bench
from parley.serve.benches import PATIENCE, Benches, Underway
from parley.serve.changing import Changing, reader_of
from parley.serve.door import Door
from parley.serve.guard import MOST_FIELDS, Guard
from parley.serve.pages import Asked, Pages, View, rendered
from parley.serve.scope import Scope, scope_of
from parley.serve.sources import Source
from parley.serve.statics import statics
from parley.serve.views.changes import comparing
from parley.serve.views.every import CHANGES, VIEWS
from parley.serve.views.stories import Known, StoriesView, view_stories

DECISIONS: tuple[DecisionKind, ...] = ("merge", "split", "rename", "regrade", "dismiss", "note", "withdraw")
"""What the pages' forms decide."""

_OURS = re.compile(r"/(?:claims|people|conflicts|positions|quotations|decisions)(?:/[\w.-]+)?")
"""Pages that a form may lead back to."""

STATUSES: dict[type[ParleyError], int] = {UsageError: 404, InputError: 422, ArchiveError: 503}


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong and what to do about it."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class HelpView:
    """The keys of the pages, and where the form that switches them leads back to."""

    views: tuple[View, ...]


class Workbench:
    """The answers to all routes."""

    def __init__(self, source: Source, door: Door, patience: float) -> None:
        self.benches = Benches(source, patience)
        self._source = source
        self._statics = statics()
        self._pages = Pages(VIEWS, self._statics, stories=source.several, decides=source.decides)
        self.adding = Adding(self.benches, self._pages)
        self.changing = Changing(self.benches, self._pages)
        self._stories: tuple[Hashable, Known] = (None, Known((), ()))
        self.door = door

    def routes(self) -> list[Route]:
        """Every route."""
        return [
            *(Route(view.path, self._shows(view), methods=["GET"]) for view in VIEWS if view is not CHANGES),
            *self.changing.routes(),
            Route("/reports/{name}/joins.css", self.joins, methods=["GET"]),
            Route("/stories", self.stories, methods=["GET"]),
            Route("/choose", self.choose, methods=["GET"]),
            Route("/help", self.help, methods=["GET"]),
            Route("/help/keys", self.keys, methods=["POST"]),
            Route("/decide", self.decide, methods=["POST"]),
            *self.adding.routes(),
            Route("/static/{name}", self.static, methods=["GET"]),
        ]

    def _shows(self, view: View):  # type: ignore[no-untyped-def]
        async def show(request: Request) -> Response:
            fields = dict(request.query_params)
            scope = scope_of(fields)
            if view.path == "/" and scope.story is None and "all" not in fields:
                known = await asyncio.to_thread(self._known)
                if known.is_choice:
                    return RedirectResponse("/stories", 303)
            try:
                bench = await self.benches.bench(scope)
            except InputError:
                if not self._source.decides:
                    raise
                return RedirectResponse(scope.to("/add"), 303)
            if isinstance(bench, Underway):
                return underway(request, self._pages, bench)
            own = {name: value for name, value in fields.items() if name not in {"story", "only", "without", "all"}}
            asked = Asked(request.path_params.get("name", ""), own)
            page = await asyncio.to_thread(self._pages.page, bench, view, asked, keys=keys_on(request))
            return sent(request, page)

        return show

    def _known(self) -> Known:
        """The stories, asked for again when the archive was written to."""
        mark = self._source.mark()
        if self._stories[0] != mark:
            self._stories = (mark, Known(self._source.stories(), self._source.found()))
        return self._stories[1]

    async def joins(self, request: Request) -> Response:
        """The rules that light all parts of a passage in a report that had to be split."""
        bench = await self._bench(request)
        name = request.path_params["name"]
        if name not in bench.ledger.sheets:
            raise HTTPException(404)
        joins = (await asyncio.to_thread(bench.marked.view, name)).joins
        return sent(request, rendered(joined(joins)), kind="text/css; charset=utf-8")

    def _listed(self, reader: str) -> StoriesView:
        known = self._known()
        return view_stories(self._source.name, known, self._source.unseen(reader, known.every))

    async def stories(self, request: Request) -> Response:
        """The stories of an archive, with what is new in each to who has looked at it before."""
        view = await asyncio.to_thread(self._listed, reader_of(request))
        return sent(request, self._pages.plain("stories.html.j2", "Stories", view, keys=keys_on(request)))

    async def choose(self, request: Request) -> Response:
        """Leads to the page of a choice of reports."""
        scope = Scope(request.query_params.get("story") or None)
        whole = await self._bench(request, scope)
        ids = [report.id for report in whole.whole]
        wanted = request.query_params.getlist("report")
        if request.query_params.get("to") == "changes":
            return RedirectResponse(scope.to("/changes", **comparing(ids, wanted)), 303)
        back = request.query_params.get("back", "/")
        safe = back if back in {view.path for view in VIEWS if view.key} else "/"
        return RedirectResponse(scope.choosing(ids, wanted).to(safe), 303)

    async def help(self, request: Request) -> Response:
        """What the keys do, and the switch for them."""
        view = HelpView(tuple(view for view in VIEWS if view.key))
        scope = scope_of(request.query_params)
        return sent(request, self._pages.plain("help.html.j2", "Help", view, keys=keys_on(request), scope=scope))

    async def keys(self, request: Request) -> Response:
        """Switches the keys on or off."""
        form = await form_of(request)
        response = RedirectResponse("/help", 303)
        value = "off" if form.get("keys") == "off" else "on"
        response.set_cookie(KEYS, value, max_age=YEAR, httponly=True, samesite="strict")
        return response

    async def decide(self, request: Request) -> Response:
        """Keeps a decision and leads back to a page of ours."""
        rows = await rows_of(request)
        form = dict(rows)
        kind = next((kind for kind in DECISIONS if kind == form.get("kind")), None)
        if kind is None:
            raise UsageError("Nothing that can be decided was asked for.", "Send the form of a page.")
        things = tuple(value for name, value in rows if name == "thing" and value)
        at = tuple(value for name, value in rows if name == "at" and value)
        wish = Wish(kind, things, form.get("value") or None, form.get("reason", ""), form.get("by") or None, at)
        scope = scope_of(form)
        await self.benches.decide(scope, wish)
        back = form.get("back", "")
        return RedirectResponse(scope.to(back if _OURS.fullmatch(back) else "/decisions"), 303)

    async def static(self, request: Request) -> Response:
        """A style sheet, script or picture of ours."""
        found = self._statics.by_address.get(request.url.path)
        if found is None:
            raise HTTPException(404)
        return found.answer(zipped=takes_zipped(request))

    async def _bench(self, request: Request, scope: Scope | None = None) -> Bench:
        bench = await self.benches.bench(scope or scope_of(request.query_params))
        if isinstance(bench, Underway):
            raise HTTPException(503)
        return bench

    def refuse(self, status: int, message: str, remedy: str) -> Response:
        """A page that says what is wrong and what to do."""
        page = self._pages.plain("failure.html.j2", "Not shown", Failure(message, remedy), keys=False)
        headers = {"cache-control": "no-store"}
        return Response(page.body, status, headers=headers, media_type="text/html; charset=utf-8")

    def greet(self) -> Response:
        """The page of somebody who has shown the token: a cookie comes with it, and it goes on by itself.

        A redirect would keep a strict cookie back where the link was followed from another site.
        """
        view = Failure("You have shown the token.", "This page goes on to the dossier by itself.")
        page = self._pages.plain("failure.html.j2", "Welcome", view, keys=False)
        headers = {"cache-control": "no-store", "refresh": "0; url=/"}
        return Response(page.body, headers=headers, media_type="text/html; charset=utf-8")

    async def failed(self, _request: Request, error: Exception) -> Response:
        """The page of an error that was raised on purpose."""
        if not isinstance(error, ParleyError):
            raise error
        return self.refuse(STATUSES.get(type(error), 500), error.message, error.remedy)

    async def missing(self, _request: Request, error: Exception) -> Response:
        """The page of an address that there is not."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 503:
            return self.refuse(status, "The reports are still being read.", "Open the page again in a moment.")
        if status == 400:
            return self.refuse(status, "The form cannot be read.", f"Send at most {MOST_FIELDS} fields from our page.")
        return self.refuse(status, "There is no such page.", "Go to the overview, or search for what you look for.")

    async def broken(self, _request: Request, _error: Exception) -> Response:
        """The page of an error that nobody foresaw; its traceback stands where the program was started."""
        return self.refuse(500, "Parley failed at this page.", "The window that it was started in says why.")


def application(source: Source, door: Door, *, patience: float = PATIENCE) -> ASGIApp:
    """The workbench of a source, guarded by a door; the guard stands before all else, errors' pages too."""
    bench = Workbench(source, door, patience)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        bench.benches.close()
        bench.adding.additions.close()
        bench.changing.jobs.close()

    failures = {ParleyError: bench.failed, HTTPException: bench.missing, Exception: bench.broken}
    routes = Starlette(routes=bench.routes(), exception_handlers=failures, lifespan=lifespan)
    return Guard(routes, door, bench.refuse, bench.greet)
