"""Claims by how they are carried: by several origins, by one origin several times, by one report."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from parley.deliver.views.ledger import Cite, Ledger
from parley.deliver.views.sayings import CARRIED, CONFLICTS, Sign
from parley.deliver.visible import one_line
from parley.story import Claim, Reason


@dataclass(frozen=True, slots=True)
class Chip:
    """One origin of a claim with the passages that rest on it."""

    name: str
    agency: bool
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Touch:
    """A discrepancy that touches a claim: the link to it and its kind in words."""

    href: str
    kind: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as shown: its words, who carries it, and why its passages were taken for one claim."""

    anchor: str
    href: str
    text: str
    sign: Sign
    reports: int
    origins: int
    chips: tuple[Chip, ...]
    conflicts: tuple[Touch, ...]
    """The discrepancies that name its passages."""
    why: tuple[Reason, ...]
    stakes: tuple[Reason, ...] = ()
    """Why it would matter if it were true."""
    parts: tuple["ClaimView", ...] = ()
    """Claims of the same passages and of no other reports: what some of them say beside it."""
    marks: tuple[str, ...] = ()
    """What the analyst decided on it."""
    disputes: tuple[str, ...] = ()
    """What of it is in dispute: the kind, and the values against each other."""


@dataclass(frozen=True, slots=True)
class OwnClaims:
    """What one report alone has, and what it leaves out that most others carry."""

    letter: str
    outlet: str
    href: str
    day: str
    claims: tuple[ClaimView, ...]
    """Those of which something can be checked."""
    rest: tuple[ClaimView, ...]
    """Remarks, background and headings."""
    lacking: tuple[ClaimView, ...] = ()
    """Claims that most of the other reports carry and this one does not."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.claims) + len(self.rest)


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """All claims, the best carried first."""

    corroborated: tuple[ClaimView, ...]
    repeated: tuple[ClaimView, ...]
    disputed: tuple[ClaimView, ...]
    single: tuple[OwnClaims, ...]

    @property
    def alone(self) -> int:
        """How many claims stand in one report only."""
        return sum(own.count for own in self.single)


CARRIERS, MOST = 3, 0.6
"""A report leaves out what so many others, and such a part of all, carry."""
SHOWN = 4
"""At most so many claims that a report leaves out are named."""

_SHARED = ("corroborated", "repeated", "disputed")


def view_claims(ledger: Ledger) -> ClaimsView:
    """The claims of a dossier, those of most origins first, those of one report under their report."""
    ranked = sorted(ledger.dossier.claims, key=lambda claim: (-len(claim.origins), -len(claim.reports)))
    views = {status: tuple(_nested(ledger, [c for c in ranked if c.status == status])) for status in _SHARED}
    single = _single(ledger, [claim for claim in ranked if claim.status == "single"])
    return ClaimsView(views["corroborated"], views["repeated"], views["disputed"], single)


def _nested(ledger: Ledger, claims: list[Claim]) -> Iterator[ClaimView]:
    """The claims in order, each with those later ones that stand in its own passages and in no other report."""
    parts: dict[str, list[Claim]] = {}
    holders: dict[str, list[Claim]] = {}
    for claim in claims:
        held = (whole for whole in holders.get(claim.reports[0], ()) if _is_part(claim, whole))
        whole = next(held, claim)
        if whole is not claim:
            parts[whole.id].append(claim)
            continue
        parts[claim.id] = []
        for report in claim.reports:
            holders.setdefault(report, []).append(claim)
    for claim in claims:
        if claim.id in parts:
            yield replace(view_claim(ledger, claim), parts=tuple(view_claim(ledger, part) for part in parts[claim.id]))


def _is_part(claim: Claim, whole: Claim) -> bool:
    """Whether all passages of a claim share words with those of another that has all its reports."""
    return set(claim.reports) <= set(whole.reports) and all(
        any(span.meets(other) for other in whole.evidence) for span in claim.evidence
    )


def _single(ledger: Ledger, claims: list[Claim]) -> tuple[OwnClaims, ...]:
    """Claims of one report, those that would matter most first; then in the order of its text."""
    told: dict[str, list[ClaimView]] = {}
    rest: dict[str, list[ClaimView]] = {}
    lacking = _lacking(ledger)
    for claim in sorted(claims, key=lambda claim: (-claim.matters, min(claim.evidence))):
        group = rest if claim.remark else told
        group.setdefault(claim.evidence[0].report, []).append(view_claim(ledger, claim))
    found = []
    for name in ledger.report_order([*told, *rest, *lacking]):
        sheet = ledger.sheets[name]
        own, others = (tuple(group.get(name, ())) for group in (told, rest))
        left = tuple(lacking.get(name, ()))
        found.append(OwnClaims(sheet.letter, sheet.name, ledger.sheet_href(name), sheet.day, own, others, left))
    return tuple(found)


def _lacking(ledger: Ledger) -> dict[str, list[ClaimView]]:
    """By report, the claims of at least three others, and of most, that it leaves out: the best carried first."""
    reports = [report.id for report in ledger.dossier.reports]
    least = max(CARRIERS, len(reports) * MOST)
    carried = [claim for claim in ledger.dossier.claims if len(claim.reports) >= least and len(claim.origins) > 1]
    found: dict[str, list[ClaimView]] = {}
    for claim in sorted(carried, key=lambda claim: (-len(claim.origins), -claim.matters, claim.id)):
        for name in sorted({*reports} - {*claim.reports}):
            if len(found.setdefault(name, [])) < SHOWN:
                found[name].append(view_claim(ledger, claim))
    return found


def view_claim(ledger: Ledger, claim: Claim) -> ClaimView:
    """One claim."""
    return ClaimView(
        anchor=ledger.place("claim", claim.id),
        href=ledger.href("claim", claim.id),
        text=one_line(claim.text),
        sign=CARRIED[claim.status],
        reports=len(claim.reports),
        origins=len(claim.origins),
        chips=chips_of(ledger, claim),
        conflicts=_conflicts(ledger, claim),
        why=claim.why,
        stakes=claim.stakes,
        marks=ledger.marks(claim.id),
        disputes=tuple(_disputes(ledger, claim)),
    )


def chips_of(ledger: Ledger, claim: Claim) -> tuple[Chip, ...]:
    """The passages of a claim by the origin that their reports rest on."""
    held: dict[str, list[Cite]] = {}
    for cite in ledger.cites(claim.evidence):
        held.setdefault(ledger.origins[cite.report].id, []).append(cite)
    origins = {origin.id: origin for origin in ledger.origins.values()}
    return tuple(
        Chip(ledger.origin_name(origins[name]), bool(origins[name].agency), tuple(cites))
        for name, cites in held.items()
    )


def _conflicts(ledger: Ledger, claim: Claim) -> tuple[Touch, ...]:
    """The discrepancies on a disputed claim's own content; of others, those that name its passages."""
    found = [
        Touch(ledger.href("conflict", discrepancy.id), CONFLICTS[discrepancy.kind])
        for span in claim.evidence
        for discrepancy in ledger.conflicts_at(span)
        if not claim.disputes or discrepancy.id in claim.disputes
    ]
    return tuple(dict.fromkeys(found))


def _disputes(ledger: Ledger, claim: Claim) -> Iterator[str]:
    for each in ledger.dossier.discrepancies:
        if each.id in claim.disputes:
            values = " or ".join(f"“{one_line(value.value)}”" for value in each.values)
            yield f"{CONFLICTS[each.kind]}: {values}"
