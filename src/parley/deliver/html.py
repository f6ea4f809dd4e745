"""The dossier as one self-contained page: no script, nothing fetched, every citation a link to the marked passage."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from parley.deliver.views.ledger import Ledger
from parley.deliver.views.page import view_page
from parley.deliver.visible import counted, visible
from parley.dossier import Dossier

News = Callable[[Ledger], object]
"""Makes the view of what changed for the page of a dossier."""


def page(dossier: Dossier, news: News | None = None) -> str:
    """The page of a dossier; all text of reports is escaped and control characters are made visible.

    `news` makes its first section from the ledger: what changed since an earlier dossier.
    """
    ledger = Ledger(dossier)
    view = view_page(ledger)
    style = f"{style_sheet()}{joined(view.reports.joins)}"
    template = environment().get_template("page.html.j2")
    changed = news(ledger) if news else None
    return template.render(page=view, changed=changed, style=Markup(style), policy=policy(style))  # noqa: S704 our own


def policy(style: str) -> str:
    """What a page with this style sheet may do: nothing but be shown."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


@cache
def environment(*packages: str) -> Environment:
    """Templates of these packages before our own; what they put out is escaped and made visible."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in (*packages, "parley.deliver")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    environment.globals["counted"] = counted
    return environment


def _shown(value: object) -> object:
    """What a template puts out: plain text made visible; markup of our own as it is."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def style_sheet() -> str:
    """The design: every page of Parley looks by it."""
    return (files("parley.deliver") / "page.css").read_text(encoding="utf-8")


def joined(joins: Iterable[str]) -> str:
    """Rules for passages that stand in several elements: all parts look as one that is followed to does."""
    lines = "0 -2px 0 var(--accent), 0 2px 0 var(--accent)"
    return "".join(f"{rule} {{ background: var(--target); box-shadow: {lines}; }}\n" for rule in joins)
