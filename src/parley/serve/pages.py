"""Pages: a template fed by its frame and by one frozen dataclass, rendered once and kept with its bench."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from gzip import compress
from hashlib import sha256

from parley.decision import Decided
from parley.deliver.html import environment
from parley.deliver.visible import counted
from parley.serve.bench import Bench, Rendered
from parley.serve.scope import Scope
from parley.serve.statics import Statics

MOST_RENDERED = 400
"""Pages that are kept of one bench."""

ZIPPED = 6
"""How hard pages are zipped."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a page: the name in its path, and its own fields."""

    name: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """A field, or nothing."""
        return self.fields.get(name, "").strip()

    @property
    def number(self) -> int:
        """Which page of a long list, from 1."""
        given = self.get("page")
        return max(1, int(given)) if given.isdecimal() and len(given) < 7 else 1


@dataclass(frozen=True, slots=True)
class View:
    """A page: where it stands, what it is called, the key that leads to it, and what feeds its template."""

    path: str
    heading: str
    template: str
    make: Callable[[Bench, Asked], object]
    key: str = ""
    """The letter after `g`; a page without one stands under another and not in the contents."""
    count: Callable[[Bench], int] | None = None
    """How many things it shows, for the contents."""
    decides: bool = False
    """Whether it shows one thing that can be decided on."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the contents."""

    words: str
    href: str
    key: str
    current: bool
    count: int | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page."""

    heading: str
    story: str
    made: str
    links: tuple[Link, ...]
    scope: Scope
    narrowed: str
    """Which part of the reports is looked at, or nothing where all are."""
    keys: bool
    stories: bool
    """Whether there are stories to choose among."""
    search: bool
    """Whether there is something to search."""
    statics: Mapping[str, str]
    on: str = ""
    """The id of the thing shown, where it can be decided on."""
    keeps: bool = False
    """Whether decisions can be kept."""
    decided: tuple[Decided, ...] = ()
    """What was decided on it."""

    def to(self, path: str, **asked: str) -> str:
        """The address of a page within the scope."""
        return self.scope.to(path, **asked)


@dataclass(frozen=True, slots=True)
class Pages:
    """Renders pages; `views` are those of the contents, in order."""

    views: tuple[View, ...]
    statics: Statics
    stories: bool
    decides: bool
    """Whether decisions can be kept."""

    def page(self, bench: Bench, view: View, asked: Asked, *, keys: bool) -> Rendered:
        """A page of a bench; the same one is rendered once."""
        key = (view.path, asked.name, tuple(sorted(asked.fields.items())), keys)
        held = bench.rendered.get(key)
        if held is not None:
            return held
        with bench.lock:
            if key not in bench.rendered:
                made = view.make(bench, asked)
                page = self._written(view.template, self._frame(bench, view, asked, keys=keys), made)
                if len(bench.rendered) >= MOST_RENDERED:
                    bench.rendered.clear()
                bench.rendered[key] = rendered(page)
            return bench.rendered[key]

    def plain(self, template: str, heading: str, view: object, *, keys: bool, scope: Scope | None = None) -> Rendered:
        """A page that shows no dossier: a list of stories, help, an error, work under way."""
        links = self._links(None, scope or Scope(), heading)
        frame = Frame(
            heading,
            "Parley",
            "",
            links,
            scope or Scope(),
            "",
            keys,
            self.stories,
            search=False,
            statics=self.statics.addresses,
            keeps=self.decides,
        )
        return rendered(self._written(template, frame, view))

    def _written(self, template: str, frame: Frame, view: object) -> str:
        return environment("parley.serve").get_template(template).render(frame=frame, view=view)

    def _frame(self, bench: Bench, view: View, asked: Asked, *, keys: bool) -> Frame:
        made = bench.dossier.made
        narrowed = "" if bench.scope.whole else f"{len(bench.chosen)} of {counted(len(bench.whole), 'report')}"
        return Frame(
            heading=view.heading,
            story=bench.title,
            made=f"{made.program}, engine {made.engine} {made.engine_version}",
            links=self._links(bench, bench.scope, view.heading),
            scope=bench.scope,
            narrowed=narrowed,
            keys=keys,
            stories=self.stories,
            search=any(each.path == "/search" for each in self.views),
            statics=self.statics.addresses,
            on=asked.name if view.decides and self.decides else "",
            keeps=self.decides,
            decided=bench.decided_on(asked.name) if view.decides else (),
        )

    def _links(self, bench: Bench | None, scope: Scope, heading: str) -> tuple[Link, ...]:
        return tuple(
            Link(
                view.heading,
                scope.to(view.path),
                view.key,
                view.heading == heading,
                view.count(bench) if bench and view.count else None,
            )
            for view in self.views
            if view.key
        )


def rendered(page: str) -> Rendered:
    """A page's text as it is sent."""
    body = page.encode("utf-8", "replace")
    return Rendered(body, compress(body, ZIPPED, mtime=0), f'"{sha256(body).hexdigest()[:20]}"')
