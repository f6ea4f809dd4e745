"""The head of the page: what the story is called, how much was read, what the page has, and who is who by letter."""

from dataclasses import dataclass

from parley.deliver.views.ledger import Ledger
from parley.deliver.views.origins import Carrier
from parley.deliver.visible import counted, day_text, listed, range_text, shortened

CENTRAL = 3
"""Names in the title at most."""

KEYED = 16
"""Reports up to which the letters are explained in the head; all of them are in the list of reports."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the head with its words and the section that it sums up."""

    number: int
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class MastheadView:
    """The head as shown."""

    title: str
    standfirst: str
    figures: tuple[Figure, ...]
    letters: tuple[Carrier, ...]
    more: int
    """Reports whose letters are not explained here."""


def view_masthead(ledger: Ledger) -> MastheadView:
    """The head of a dossier."""
    dossier = ledger.dossier
    days = sorted(report.day for report in dossier.reports if report.day)
    published = f", published {range_text(days[0], days[-1])}" if days else ", without a date"
    read = counted(len(dossier.reports), "report")
    standfirst = f"{read} from {counted(len(dossier.origins), 'independent origin')}{published}."
    letters = [Carrier(s.letter, s.name, ledger.sheet_href(name)) for name, s in ledger.sheets.items()]
    shown = letters if len(letters) <= KEYED else letters[: KEYED - 4]
    return MastheadView(title_of(ledger), standfirst, _figures(ledger), tuple(shown), len(letters) - len(shown))


def _figures(ledger: Ledger) -> tuple[Figure, ...]:
    dossier = ledger.dossier
    several = sum(claim.status == "corroborated" for claim in dossier.claims)
    alone = sum(claim.status == "single" for claim in dossier.claims)
    rows = (
        (len(dossier.reports), "report", "reports", "reports"),
        (len(dossier.origins), "independent origin", "independent origins", "origins"),
        (several, "claim of several origins", "claims of several origins", "corroborated"),
        (alone, "claim of one report", "claims of one report", "single"),
        (len(dossier.discrepancies), "conflict", "conflicts", "conflicts"),
    )
    return tuple(
        Figure(number, one if number == 1 else many, ledger.section_href(place)) for number, one, many, place in rows
    )


def title_of(ledger: Ledger) -> str:
    """The parties that the story turns on by mentions and positions; without parties, its people."""
    weights = ledger.weights
    if not weights:
        weights = {e.id: len(e.mentions) for e in ledger.dossier.entities if e.kind in {"person", "organisation"}}
    ranked = sorted(weights, key=lambda name: -weights[name])[:CENTRAL]
    central = [name for name in ranked if weights[name] * 4 >= weights[ranked[0]]]
    names = tuple(shortened(ledger.name(name) or name, 60) for name in central)
    return listed(names) or "A story without names"


def made_line(ledger: Ledger) -> str:
    """By what and when the dossier was made."""
    made = ledger.dossier.made
    return f"Made {day_text(made.time)} by {made.program}, engine {made.engine} {made.engine_version}"
