"""The pages on which reports are added: the form, the sending of it, and what became of it."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from parley.acquire.described import MANIFESTS
from parley.acquire.found import READABLE
from parley.errors import InputError, ParleyError, UsageError
from parley.serve.additions import Addition, Additions
from parley.serve.answers import keys_on, sent
from parley.serve.bench import Bench
from parley.serve.benches import Benches, Underway
from parley.serve.pages import Pages
from parley.serve.scope import Scope, scope_of
from parley.serve.sending import coming_of
from parley.serve.views.adding import AddView, view_addition

SUFFIXES = ",".join((*READABLE, *(Path(name).suffix for name in MANIFESTS)))
"""What the field of the form offers to choose among."""


class Adding:
    """The answers to the routes under /add."""

    def __init__(self, benches: Benches, pages: Pages) -> None:
        self._benches = benches
        self._source = benches.source
        self._pages = pages
        self.additions = Additions(benches.source)

    def routes(self) -> list[Route]:
        """Every route."""
        return [
            Route("/add", self.form, methods=["GET"]),
            Route("/add", self.add, methods=["POST"]),
            Route("/add/{name}", self.addition, methods=["GET"]),
        ]

    async def form(self, request: Request) -> Response:
        """The form."""
        self._check()
        scope = Scope(scope_of(request.query_params).story)
        stories = tuple(each.name for each in self._source.stories())
        view = AddView(self._source.name, scope.story or "", stories, not self._source.several, SUFFIXES)
        page = self._pages.plain("add.html.j2", "Add reports", view, keys=keys_on(request), scope=scope)
        return sent(request, page)

    async def add(self, request: Request) -> Response:
        """Begins to take in what was sent, and leads to the page that says how far it is."""
        self._check()
        try:
            coming = await coming_of(request)
            addition = self.additions.begin(coming, Scope(coming.story if self._source.several else None))
        except UsageError as error:
            raise InputError(error.message, error.remedy) from error
        return RedirectResponse(f"/add/{addition.name}", 303)

    async def addition(self, request: Request) -> Response:
        """How far it is, then what came of it; reading goes on by itself meanwhile."""
        addition = self.additions.of(request.path_params["name"])
        if addition is None:
            raise HTTPException(404)
        bench, failure = await self._made(addition)
        view = view_addition(addition, bench, failure)
        page = self._pages.plain("addition.html.j2", "Add reports", view, keys=keys_on(request), scope=addition.scope)
        response = sent(request, page, status=202 if view.underway else 200)
        if view.underway:
            response.headers["refresh"] = "1"
        return response

    async def _made(self, addition: Addition) -> tuple[Bench | Underway | None, str]:
        """The bench of the story with what came, or how far it is; and what went wrong, if something did."""
        if not addition.is_over:
            return None, ""
        failure = str(addition.failure or "")
        try:
            return await self._benches.bench(addition.scope), failure
        except ParleyError as error:
            return None, failure or ("" if not addition.came else str(error))

    def _check(self) -> None:
        if not self._source.decides:
            raise UsageError("Reports are added to an archive; these are files.", "Make one: parley archive init FILE.")
