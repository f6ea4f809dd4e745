"""The dossier on a terminal: what it found, in at most a screen or two; plain lines when piped."""

from collections import Counter
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from parley.deliver.visible import counted
from parley.dossier import Dossier
from parley.report import Span
from parley.story import Claim, Discrepancy, Statement

MOST = 6
"""Items of a section shown before the rest is only counted."""

SECTIONS = {
    "happened": "What happened",
    "stands": "Where the talks stand",
    "moved": "What moved",
    "disputed": "In dispute",
    "alone": "In one report only",
    "next": "What comes next",
}


def summary(dossier: Dossier) -> Iterator[RenderableType]:
    """The parts of the summary, in order; report text is shown as text, control characters taken out."""
    yield _masthead(dossier)
    yield from _brief(dossier)
    yield from _section(
        "Carried by independent origins", [_claim(c) for c in dossier.claims if c.status == "corroborated"]
    )
    yield from _section("In conflict", [_discrepancy(d, dossier) for d in dossier.discrepancies])
    yield from _section("Quotations told in several wordings", [_quotation(s, dossier) for s in _told_often(dossier)])
    yield from _section("Positions", _positions(dossier))
    yield from _section("Decided by the analyst", _decided(dossier))
    yield from _section("Problems", [Text(f"{p.file or p.report}: {plain(p.reason)}") for p in dossier.problems])


def plain(words: str) -> str:
    """Words on one line, without control and direction characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _masthead(dossier: Dossier) -> RenderableType:
    days = sorted(r.day for r in dossier.reports if r.day)
    span = f", {days[0]} to {days[-1]}" if days and days[0] != days[-1] else f", {days[0]}" if days else ""
    people = sum(e.kind == "person" for e in dossier.entities)
    carried = Counter(claim.status for claim in dossier.claims)
    counts = (
        f"{counted(people, 'person', 'people')}, {counted(len(dossier.statements), 'statement')}, "
        f"{counted(len(dossier.events), 'event')}, {counted(len(dossier.claims), 'claim')} "
        f"({carried['corroborated']} corroborated, {carried['repeated']} repeated, {carried['single']} in one report, "
        f"{carried['disputed']} disputed), {counted(len(dossier.discrepancies), 'discrepancy', 'discrepancies')}"
    )
    head = f"{counted(len(dossier.reports), 'report')} from {counted(len(dossier.origins), 'independent origin')}{span}"
    return Group(Text(head, style="bold"), Text(counts))


def _brief(dossier: Dossier) -> Iterator[RenderableType]:
    for section, heading in SECTIONS.items():
        yield from _section(heading, [Text(plain(b.text)) for b in dossier.brief if b.section == section], most=99)


def _section(heading: str, items: list[Text], most: int = MOST) -> Iterator[RenderableType]:
    if not items:
        return
    yield Text(f"\n{heading}", style="bold")
    for item in items[:most]:
        yield Text(" • ").append_text(item)
    if len(items) > most:
        yield Text(f"   and {len(items) - most} more", style="dim")


def _claim(claim: Claim) -> Text:
    carriers = f" ({counted(len(claim.reports), 'report')}, {counted(len(claim.origins), 'origin')})"
    return Text(plain(claim.text)).append(carriers, style="dim")


def _outlets(dossier: Dossier) -> dict[str, str]:
    return {r.id: r.outlet or r.file for r in dossier.reports}


def _carriers(dossier: Dossier, spans: tuple[Span, ...]) -> str:
    outlets = _outlets(dossier)
    return ", ".join(dict.fromkeys(plain(outlets[span.report]) for span in spans))


def _discrepancy(discrepancy: Discrepancy, dossier: Dossier) -> Text:
    line = Text(f"{discrepancy.kind}: ")
    for index, value in enumerate(discrepancy.values):
        line.append(" / " if index else "").append(f"“{plain(value.value)}”")
        line.append(f" ({_carriers(dossier, value.evidence)})", style="dim")
    return line


def _told_often(dossier: Dossier) -> list[Statement]:
    several = (s for s in dossier.statements if s.kind != "indirect" and len({w.report for w in s.wordings}) > 1)
    return sorted(several, key=lambda s: (-len(s.wordings), s.id))


def _quotation(statement: Statement, dossier: Dossier) -> Text:
    names = {e.id: e.name for e in dossier.entities}
    texts = {r.id: r.text for r in dossier.reports}
    first = statement.wordings[0].content
    words = " … ".join(texts[s.report][s.start : s.end] for s in first)
    relations = Counter(w.relation for w in statement.wordings[1:])
    told = ", ".join(f"{count} {relation}" for relation, count in sorted(relations.items()))
    speaker = names.get(statement.speaker or "", "unnamed")
    return Text(f"{plain(speaker)}: “{plain(words)}”").append(f" ({told})", style="dim")


def _positions(dossier: Dossier) -> list[Text]:
    names = {e.id: e.name for e in dossier.entities}
    rows = []
    for issue in dossier.issues:
        stances: dict[str, list[str]] = {}
        for position in issue.positions:
            stances.setdefault(plain(names.get(position.party, position.party)), []).append(position.stance)
        cells = "; ".join(f"{party} {', '.join(dict.fromkeys(each))}" for party, each in stances.items())
        rows.append(Text(f"{plain(issue.label)}: {cells}").append(f" (overlap: {issue.overlap})", style="dim"))
    return rows


def _decided(dossier: Dossier) -> list[Text]:
    """How many decisions there are, and which of them hold."""
    held = Counter[str](each.state for each in dossier.decisions)
    words = {"binds": "hold", "overruled": "overruled by later ones", "unfounded": "find nothing to stand on"}
    told = ", ".join(f"{held[state]} {what}" for state, what in words.items() if held[state])
    return [Text(f"{counted(len(dossier.decisions), 'decision')}: {told}")] if dossier.decisions else []
