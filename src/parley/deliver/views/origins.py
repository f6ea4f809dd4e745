"""Origins and text reuse: which reports rest on one text, and which words several reports share."""

from dataclasses import dataclass

from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.visible import shortened


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report with its letter and the link to its place on the page."""

    letter: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class OriginView:
    """Reports that count once."""

    name: str
    agency: str
    reports: tuple[Carrier, ...]
    why: str
    marks: tuple[str, ...] = ()
    """What the analyst decided on it."""


@dataclass(frozen=True, slots=True)
class PassageView:
    """Words that several reports share."""

    words: int
    kind: str
    text: str
    cites: tuple[Cite, ...]
    marks: tuple[str, ...] = ()
    """What the analyst decided on it."""


@dataclass(frozen=True, slots=True)
class OriginsView:
    """Origins of most reports first, passages of most words first."""

    origins: tuple[OriginView, ...]
    passages: tuple[PassageView, ...]


def view_origins(ledger: Ledger) -> OriginsView:
    """Origins and shared passages of a dossier."""
    origins = [
        OriginView(ledger.origin_name(o), o.agency or "", _carriers(ledger, o.reports), o.why, ledger.marks(o.id))
        for o in ledger.dossier.origins
    ]
    passages = [
        PassageView(
            p.words, p.kind, shortened(ledger.words(p.spans[0]), 320), ledger.cites(p.spans), ledger.marks(p.id)
        )
        for p in ledger.dossier.passages
    ]
    origins.sort(key=lambda origin: -len(origin.reports))
    passages.sort(key=lambda passage: -passage.words)
    return OriginsView(tuple(origins), tuple(passages))


def _carriers(ledger: Ledger, reports: tuple[str, ...]) -> tuple[Carrier, ...]:
    sheets = {name: ledger.sheets[name] for name in ledger.report_order(reports)}
    return tuple(Carrier(sheet.letter, sheet.name, ledger.sheet_href(name)) for name, sheet in sheets.items())
