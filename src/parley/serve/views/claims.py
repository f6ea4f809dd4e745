"""Claims: who carries each, by origin; a filter for how they are carried; and a page for each with every passage."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from parley.deliver.views.claims import Chip, ClaimView, view_claim
from parley.deliver.views.conflicts import Surroundings, surroundings
from parley.deliver.views.ledger import Cite
from parley.deliver.views.origins import Carrier
from parley.deliver.views.sayings import CARRIED, DIRECTNESS
from parley.deliver.visible import counted, one_line
from parley.errors import UsageError
from parley.report import Span
from parley.serve.bench import Bench
from parley.serve.fragments import original
from parley.serve.pages import Asked
from parley.serve.views.frames import Choice, Paged, Tab, choices, paged
from parley.serve.views.reading import Saying, place_of
from parley.story import Claim

CLOSE = 60
"""Characters between passages of one piece up to which they are shown as one."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in the list."""

    claim: ClaimView
    against: str
    """How many reports outside it have it otherwise."""


@dataclass(frozen=True, slots=True)
class ClaimsListView:
    """The claims that were asked for."""

    tabs: tuple[Tab, ...]
    reports: tuple[Choice, ...]
    parties: tuple[Choice, ...]
    words: str
    status: str
    fields: dict[str, str]
    claims: Paged[ClaimRow]


@dataclass(frozen=True, slots=True)
class PassageOf:
    """A passage in its surroundings, the others that lie in it, and the same in the page as published."""

    around: Surroundings
    more: tuple[Cite, ...]
    original: str


@dataclass(frozen=True, slots=True)
class FromOrigin:
    """The passages that rest on one origin."""

    chip: Chip
    passages: tuple[PassageOf, ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with all that it rests on."""

    claim: ClaimView
    against: str
    origins: tuple[FromOrigin, ...]
    silent: tuple[Carrier, ...]
    said: tuple[tuple[str, str, Saying], ...]
    """Speaker, the speaker's page, and the saying."""
    tally: str


def view_list(bench: Bench, asked: Asked) -> ClaimsListView:
    """Claims of most origins first, then those most worth a check, remarks last; as far as the filters let through."""
    status, words = asked.get("status"), asked.get("words")
    report, party = asked.get("report"), asked.get("party")
    ranked = sorted(bench.dossier.claims, key=lambda c: (-len(c.origins), -len(c.reports), c.remark, -c.matters, c.id))
    kept = [claim for claim in ranked if _has(bench, claim, words) and (not report or report in claim.reports)]
    kept = [claim for claim in kept if not party or party in bench.parties_of(claim)]
    shown = [claim for claim in kept if not status or claim.status == status]
    own = {"words": words, "report": report, "party": party}
    listed = paged(shown, asked, bench.scope, "/claims")
    rows = listed.of(ClaimRow(view_claim(bench.ledger, each), _against(bench, each)) for each in listed.items)
    return ClaimsListView(
        tabs=_tabs(bench, kept, status, own),
        reports=choices(((n, f"{s.letter} {s.name}") for n, s in bench.ledger.sheets.items()), report),
        parties=choices(((n, bench.ledger.name(n) or n) for n in bench.parties), party),
        words=words,
        status=status,
        fields=bench.scope.fields,
        claims=rows,
    )


def _has(bench: Bench, claim: Claim, words: str) -> bool:
    """Whether any passage of a claim has all the words."""
    sought = words.casefold().split()
    if not sought:
        return True
    told = " ".join([claim.text, *(bench.ledger.words(span) for span in claim.evidence)]).casefold()
    return all(word in told for word in sought)


def _tabs(bench: Bench, kept: list[Claim], status: str, own: dict[str, str]) -> tuple[Tab, ...]:
    """All claims, and those of each way to be carried."""
    found = [Tab("all", bench.scope.to("/claims", **own), len(kept), current=not status)]
    for name, sign in CARRIED.items():
        number = sum(claim.status == name for claim in kept)
        to = bench.scope.to("/claims", status=name, **own)
        found.append(Tab(f"{sign.shape} {sign.word}", to, number, current=status == name))
    return tuple(found)


def _against(bench: Bench, claim: Claim) -> str:
    """How many reports give another value where a discrepancy names passages of a disputed claim."""
    if claim.status != "disputed":
        return ""
    found: set[str] = set()
    for span in claim.evidence:
        for discrepancy in bench.ledger.conflicts_at(span):
            if claim.disputes and discrepancy.id not in claim.disputes:
                continue
            for value in discrepancy.values:
                if not any(each.meets(span) for each in value.evidence):
                    found |= {each.report for each in value.evidence}
    others = len(found - set(claim.reports))
    return (
        f"disputed by {counted(others, 'report')}" if others else "its reports differ among themselves" if found else ""
    )


def view_one(bench: Bench, asked: Asked) -> ClaimPage:
    """A claim by its id; raises UsageError where these reports give none."""
    claim = bench.claims_by_id.get(asked.name)
    if claim is None:
        raise UsageError(
            f"These reports give no claim {asked.name!r}.", "Look for its words under Search, or at all reports."
        )
    ledger = bench.ledger
    view = view_claim(ledger, claim)
    quiet = [name for name in ledger.sheets if name not in claim.reports]
    return ClaimPage(
        claim=view,
        against=_against(bench, claim),
        origins=tuple(_from(bench, chip, claim.evidence) for chip in view.chips),
        silent=tuple(Carrier(ledger.sheets[n].letter, ledger.sheets[n].name, ledger.sheet_href(n)) for n in quiet),
        said=tuple(_said(bench, claim)),
        tally=f"{counted(len(claim.reports), 'report')} · {counted(len(claim.origins), 'origin')}",
    )


def _from(bench: Bench, chip: Chip, evidence: Iterable[Span]) -> FromOrigin:
    reports = {cite.report for cite in chip.cites}
    return FromOrigin(chip, passages_of(bench, (span for span in evidence if span.report in reports)))


def passages_of(bench: Bench, spans: Iterable[Span]) -> tuple[PassageOf, ...]:
    """Passages in their surroundings; those of one piece that lie close together are shown as one."""
    ledger = bench.ledger
    held: dict[tuple[str, int], list[list[Span]]] = {}
    for span in ledger.in_order(spans):
        groups = held.setdefault(ledger.where(span), [])
        if groups and span.start - max(each.end for each in groups[-1]) < CLOSE:
            groups[-1].append(span)
        else:
            groups.append([span])
    return tuple(_passage(bench, group) for groups in held.values() for group in groups)


def _passage(bench: Bench, group: list[Span]) -> PassageOf:
    ledger = bench.ledger
    whole = Span(group[0].report, group[0].start, max(span.end for span in group))
    around = replace(surroundings(ledger, whole), cite=ledger.cite(group[0]))
    url = ledger.sheets[whole.report].report.url
    return PassageOf(around, ledger.cites(group[1:]), original(url, ledger.words(whole)))


def _said(bench: Bench, claim: Claim) -> Iterable[tuple[str, str, Saying]]:
    ledger = bench.ledger
    for name in claim.statements:
        statement = ledger.statements[name]
        speaker = one_line(ledger.name(statement.speaker) or "Speaker not named")
        page = bench.scope.page_of("person", statement.speaker) if statement.speaker else ""
        place = place_of(ledger, min(statement.wordings[0].content))
        reports = counted(len({w.report for w in statement.wordings}), "report")
        yield speaker, page, Saying(place, DIRECTNESS[statement.kind], ledger.href("said", name), reports)
