"""The overview: how much was read, what the pages have, and the brief."""

from dataclasses import dataclass

from parley.deliver.views.masthead import Figure, view_masthead
from parley.deliver.views.page import BriefView, view_brief
from parley.serve.bench import Bench
from parley.serve.pages import Asked


@dataclass(frozen=True, slots=True)
class HomeView:
    """The overview as shown."""

    standfirst: str
    figures: tuple[Figure, ...]
    brief: BriefView


def view_home(bench: Bench, _asked: Asked) -> HomeView:
    """The overview of a dossier."""
    head = view_masthead(bench.ledger)
    return HomeView(head.standfirst, head.figures, view_brief(bench.ledger))
