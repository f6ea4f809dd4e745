"""Why a thing stands in a dossier as it does: its reasons with their weights, and the words that it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.text import Text

from parley.deliver.terminal import plain
from parley.dossier import Dossier, Issue, Track
from parley.errors import UsageError
from parley.report import Report, Span
from parley.story import Claim, Discrepancy, Entity, Event, Origin, Passage, Reason, Statement, Value, Wording

Explicable = Entity | Statement | Event | Claim | Discrepancy | Passage | Origin | Issue | Track | Report
"""What has an id in a dossier."""

NEAREST = 5
"""So many ids are named where one is not known."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that an explanation rests on: its name, the reasons for it, the spans that prove it."""

    name: str
    why: tuple[Reason, ...] = ()
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """What an id stands for, and what it rests on; `rests` are the ids of other things that it names."""

    id: str
    what: str
    grounds: tuple[Ground, ...]
    rests: tuple[str, ...] = ()


def explain(dossier: Dossier, wanted: str) -> Explained:
    """The explanation of the thing with this id, or with the only id that begins so; raises UsageError."""
    held = {each.id: each for each in _things(dossier)}
    found = [wanted] if wanted in held else sorted(name for name in held if name.startswith(wanted))
    if len(found) != 1 or not wanted:
        several = ", ".join(found[:NEAREST]) + (f" and {len(found) - NEAREST} more" if len(found) > NEAREST else "")
        told = f"{len(found)} ids begin with {wanted!r}: {several}" if found else f"The dossier has no id {wanted!r}"
        raise UsageError(f"{told}.", "`parley explain DOSSIER` lists the ids that a comparison made.")
    return _explained(dossier, held[found[0]])


def listed(dossier: Dossier) -> Iterator[Explained]:
    """What the comparison joined or set against each other, in the order of the dossier, without its grounds."""
    for each in _things(dossier):
        if not isinstance(each, Report) and (isinstance(each, Issue | Origin | Passage | Track) or _joined(each)):
            yield Explained(each.id, _what(dossier, each), ())


def told(explained: Explained, dossier: Dossier) -> Iterator[Text]:
    """The lines of an explanation for a terminal; report text is shown as text, control characters taken out."""
    reports = {report.id: report for report in dossier.reports}
    yield Text(explained.id, style="bold")
    yield Text(plain(explained.what))
    for ground in explained.grounds:
        yield Text(f"\n{plain(ground.name)}", style="bold")
        for reason in ground.why:
            yield Text(f"  {reason.weight:+5.2f}  {reason.name}: {plain(reason.detail)}")
        for span in ground.evidence:
            yield Text(f"  “{plain(reports[span.report].quote(span))}”").append(
                _place(reports[span.report], span), "dim"
            )
    if explained.rests:
        yield Text("\nIt names", style="bold")
        yield from (Text(f"  {name}") for name in explained.rests)


def _place(report: Report, span: Span) -> str:
    named = ", ".join(part for part in (report.outlet, report.day) if part)
    return (
        f"  {plain(named)} ({plain(report.file)} {span.start}–{span.end})"
        if named
        else (f"  ({plain(report.file)} {span.start}–{span.end})")
    )


def _things(dossier: Dossier) -> Iterator[Explicable]:
    yield from dossier.entities
    yield from dossier.statements
    yield from dossier.events
    yield from dossier.claims
    yield from dossier.discrepancies
    yield from dossier.dismissed
    yield from dossier.passages
    yield from dossier.origins
    yield from dossier.issues
    yield from dossier.tracks
    yield from dossier.reports


def _joined(thing: Explicable) -> bool:
    """Whether anything was joined, aligned or set against something else to make it."""
    match thing:
        case Entity():
            return bool(thing.why)
        case Statement():
            return len(thing.wordings) > 1
        case Event():
            return len(thing.evidence) > 1
        case Claim():
            return len(thing.reports) > 1 or thing.status == "disputed"
        case _:
            return True


def _what(dossier: Dossier, thing: Explicable) -> str:
    names = {each.id: each.name for each in dossier.entities}
    match thing:
        case Entity():
            told = f"{thing.kind} {thing.name}" + (f", of {names[thing.party]}" if thing.party else "")
        case Statement():
            words = " … ".join(_quotes(dossier, thing.wordings[0].content))
            told = f"statement of {names.get(thing.speaker or '', 'somebody unnamed')}: {words}"
        case Event():
            told = f"{thing.status} {thing.type}: {thing.label}"
        case Claim():
            told = f"{thing.status} claim: {thing.text}"
        case Discrepancy():
            told = f"discrepancy of {thing.kind}: {thing.note}"
        case Passage():
            told = f"{thing.kind} passage of {thing.words} words: {_quotes(dossier, thing.spans[:1])[0]}"
        case Origin():
            told = f"origin of {len(thing.reports)} reports: {thing.why}"
        case Issue():
            told = f"issue {thing.label}, overlap {thing.overlap}"
        case Track():
            told = f"{thing.status} track: {thing.label}"
        case Report():
            told = f"report {thing.file}: {thing.title or ''}"
    return told


def _quotes(dossier: Dossier, spans: Iterable[Span]) -> list[str]:
    texts = {report.id: report for report in dossier.reports}
    return [texts[span.report].quote(span) for span in spans]


def _explained(dossier: Dossier, thing: Explicable) -> Explained:
    grounds = (*_decided(dossier, thing.id), *_grounds(dossier, thing))
    return Explained(thing.id, _what(dossier, thing), grounds, _rests(dossier, thing))


def _decided(dossier: Dossier, name: str) -> Iterator[Ground]:
    """What the analyst decided on it, whether or not it holds."""
    for each in dossier.decisions:
        if name in each.things or (each.state == "overruled" and name in each.on):
            value = f" “{each.value}”" if each.value and each.kind not in {"dismiss", "split"} else ""
            state = "" if each.state == "binds" else f", {each.detail}"
            told = f"{each.kind}{value} by {each.by} on {each.made[:10]}{state}: {each.reason}"
            yield Ground(f"The analyst decided ({each.id}): {told}")


def _grounds(dossier: Dossier, thing: Explicable) -> Iterator[Ground]:
    match thing:
        case Entity():
            yield Ground("Why these names are one", thing.why)
            yield from (Ground(f"Called {each.text}", (), each.mentions) for each in thing.variants)
            yield from (Ground(f"Role: {role.text}", (), role.evidence) for role in thing.roles)
        case Statement():
            yield from (_wording(each) for each in thing.wordings)
        case Event():
            yield Ground("Why these tell of one event", thing.why, thing.evidence)
        case Claim():
            yield Ground("Why these are one claim", thing.why, thing.evidence)
            yield Ground("Why it would matter", thing.stakes)
            yield from (_against(each) for each in dossier.discrepancies if _meets(each, thing.evidence))
        case Discrepancy():
            yield Ground("Why these are about one thing and cannot all be right", thing.why)
            yield from map(_value, thing.values)
        case Passage():
            yield Ground("It stands in", (), thing.spans)
        case Origin():
            shared = [each for each in dossier.passages if len(_of(each.spans, thing.reports)) > 1]
            yield from (Ground(f"{each.words} words shared", (), _of(each.spans, thing.reports)) for each in shared)
        case Issue():
            names = {each.id: each.name for each in dossier.entities}
            yield Ground(f"Overlap: {thing.overlap}", thing.why)
            for each in thing.positions:
                yield Ground(f"{names[each.party]} {each.stance}", each.why, each.evidence)
        case Track():
            yield Ground("It is told in", (), thing.evidence)
        case Report():
            yield from (
                Ground(f"{each.words} words shared", (), each.spans)
                for each in dossier.passages
                if any(span.report == thing.id for span in each.spans)
            )


def _wording(each: Wording) -> Ground:
    return Ground(each.relation.capitalize(), each.why, tuple(sorted({*each.content, *_some(each.source, each.cue)})))


def _some(*spans: Span | None) -> tuple[Span, ...]:
    return tuple(span for span in spans if span is not None)


def _value(each: Value) -> Ground:
    return Ground(each.value, (), each.evidence)


def _against(each: Discrepancy) -> Ground:
    return Ground(f"Disputed by {each.id}: {each.note}", each.why)


def _meets(discrepancy: Discrepancy, evidence: Iterable[Span]) -> bool:
    told_of = [span for value in discrepancy.values for span in value.evidence]
    return any(span.meets(other) for span in evidence for other in told_of)


def _of(spans: Iterable[Span], reports: Iterable[str]) -> tuple[Span, ...]:
    held = set(reports)
    return tuple(span for span in spans if span.report in held)


def _rests(dossier: Dossier, thing: Explicable) -> tuple[str, ...]:
    """Ids of what it names."""
    named: tuple[str, ...]
    match thing:
        case Statement():
            named = tuple(each for each in (thing.speaker, thing.via, *thing.issues) if each)
        case Event():
            named = tuple(
                sorted({each.entity for each in thing.participants} | ({thing.place} if thing.place else set()))
            )
        case Claim():
            named = (*thing.statements, *thing.events, *thing.origins)
        case Origin():
            named = thing.reports
        case Issue():
            named = tuple(sorted({name for each in thing.positions for name in each.statements}))
        case Track():
            named = (*thing.parties, *thing.events)
        case Report():
            named = tuple(each.id for each in dossier.origins if thing.id in each.reports)
        case _:
            named = ()
    return named
