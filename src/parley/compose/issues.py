"""Issues: stands gathered into positions, one row an issue, with the overlap of the parties and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from parley.compose.found import Own, own_issues
from parley.compose.lens import Lens
from parley.compose.likeness import nearest
from parley.compose.movement import with_moves
from parley.compose.overlap import overlap
from parley.compose.positions import Stand, is_told
from parley.dossier import Issue, Position
from parley.reading import Reading
from parley.report import Report, Span
from parley.story import Reason

Key = tuple[str, str]
Row = tuple[str, str, str | None]
Listed = dict[str, list[Stand]]


def issues(
    found: Iterable[Stand], lens: Lens, readings: Sequence[Reading], *, own_first: bool = False
) -> tuple[Issue, ...]:
    """The lens's issues on which any party takes a stand, in the order of the lens; then those of the story's own.

    With `own_first` the story's own issues come before those of a lens that was made for any story.
    """
    texts = {reading.report.id: reading.report for reading in readings}
    rank = {report: place for place, report in enumerate(texts)}
    stands = list(found)
    owned, listed = (_own_first if own_first else _lens_first)(stands, readings)
    owned, listed = _with_alike(stands, owned, listed, readings, broad=not own_first)
    rows = [
        _issue((row.id, row.label, row.code), _positions(listed[row.id], texts, rank))
        for row in lens.issues
        if listed[row.id]
    ]
    own = [_own(each, _positions(each.stands, texts, rank)) for each in owned]
    return tuple([*own, *rows] if own_first else [*rows, *own])


def _with_alike(
    stands: list[Stand], owned: tuple[Own, ...], listed: Listed, readings: Sequence[Reading], *, broad: bool
) -> tuple[tuple[Own, ...], Listed]:
    """The issues with those of the stands left over that are alike to theirs in meaning."""
    groups: Listed = {**{key: held for key, held in listed.items() if held}, **{o.id: list(o.stands) for o in owned}}
    told = _by_report(stand for held in groups.values() for stand in held)
    loose = [s for s in stands if not (s.quoted or s.backs or is_told(s, told[s.evidence[0].report]))]
    alike = nearest(loose, groups, readings, broad=broad)
    fuller: Listed = defaultdict(list, {key: [*held, *alike.get(key, ())] for key, held in listed.items()})
    return tuple(replace(own, stands=(*own.stands, *alike.get(own.id, ()))) for own in owned), fuller


def _lens_first(stands: list[Stand], readings: Sequence[Reading]) -> tuple[tuple[Own, ...], Listed]:
    """Own issues of what the lens does not list, and the lens's by key."""
    listed: Listed = defaultdict(list)
    for stand in stands:
        if stand.issue and not stand.about:
            listed[stand.issue].append(stand)
    told = _by_report(stand for each in listed.values() for stand in each)
    loose = [stand for stand in stands if stand.about and not is_told(stand, told[stand.evidence[0].report])]
    for stand in loose:
        if stand.issue:
            listed[stand.issue].append(stand)
    return own_issues([stand for stand in loose if not stand.issue], readings, stands), listed


def _own_first(stands: list[Stand], readings: Sequence[Reading]) -> tuple[tuple[Own, ...], Listed]:
    """Own issues of every stand found by its stance, and the lens's of what is told by none of them."""
    owned = own_issues([stand for stand in stands if stand.about], readings, stands)
    told = _by_report(stand for each in owned for stand in each.stands)
    left = [s for s in stands if s.issue and s.outright and not is_told(s, told[s.evidence[0].report])]
    return owned, _once(left)


def _once(stands: list[Stand]) -> Listed:
    """Stands by the lens's issue, each stance of a place under the busiest one alone: such a lens is no finer."""
    busy = Counter(stand.issue for stand in stands)
    rows: dict[tuple[str, str, tuple[Span, ...]], str] = {}
    for stand in sorted(stands, key=lambda s: (-busy[s.issue], s.issue)):
        rows.setdefault((stand.party, stand.stance, stand.evidence), stand.issue)
    listed: Listed = defaultdict(list)
    for stand in stands:
        if rows[stand.party, stand.stance, stand.evidence] == stand.issue:
            listed[stand.issue].append(stand)
    return listed


def _by_report(stands: Iterable[Stand]) -> Listed:
    found: Listed = defaultdict(list)
    for stand in stands:
        found[stand.evidence[0].report].append(stand)
    return found


def _positions(stands: Iterable[Stand], texts: dict[str, Report], rank: dict[str, int]) -> tuple[Position, ...]:
    groups: dict[Key, list[Stand]] = defaultdict(list)
    for stand in stands:
        groups[stand.party, stand.stance].append(stand)
    held = with_moves([_position(group, texts, rank) for _, group in sorted(groups.items())], groups, texts)
    return tuple(sorted(held, key=lambda p: (p.party, p.since or "~", _lightness(groups[p.party, p.stance]), p.stance)))


def _lightness(group: Sequence[Stand]) -> tuple[int, int, int]:
    """What puts a stance behind others of its party and day: few reports that have it as its own, few that have it."""
    own = {stand.evidence[0].report for stand in group if not stand.account and stand.likeness is None}
    places = {span for stand in group for span in stand.evidence}
    return (-len(own), -len({span.report for span in places}), -len(places))


def _issue(row: Row, positions: tuple[Position, ...]) -> Issue:
    outcome = overlap(positions)
    return Issue(f"issue-{row[0]}", row[1], row[2], positions, outcome.overlap, (outcome.reason,))


def _own(own: Own, positions: tuple[Position, ...]) -> Issue:
    row = _issue((own.id, own.label, None), positions)
    count = f"{len(positions)} {'stance' if len(positions) == 1 else 'stances'}"
    detail = f"It is no issue of the lens; the reports tell of {count} on “{own.noun}”."
    return replace(row, why=(*row.why, Reason("own words", 1.0, detail)))


def _position(group: list[Stand], texts: dict[str, Report], rank: dict[str, int]) -> Position:
    ordered = sorted(group, key=lambda s: (s.day or "~", rank[s.evidence[0].report], s.evidence))
    evidence = tuple(dict.fromkeys(span for stand in ordered for span in stand.evidence))
    accounts = {stand.account for stand in ordered}
    return Position(
        party=ordered[0].party,
        stance=ordered[0].stance,
        since=min((s.day for s in ordered if s.day), default=None),
        summary=_summary(ordered, texts),
        statements=tuple(sorted({s.statement for s in ordered if s.statement})),
        evidence=evidence,
        by=next((s.by for s in ordered if s.by), None),
        account=ordered[0].account if None not in accounts else None,
        condition=next((s.condition for s in ordered if s.condition), None),
        why=tuple(_why(stand, texts) for stand in ordered),
    )


def _summary(ordered: list[Stand], texts: dict[str, Report]) -> str:
    """The words of the fullest clause that names the issue."""
    return max((stand.focus.words(texts[stand.focus.span.report]) for stand in ordered), key=len)


def _why(stand: Stand, texts: dict[str, Report]) -> Reason:
    report = texts[stand.evidence[0].report]
    if stand.backs:
        name = report.outlet or report.file
        return Reason(
            "own words after it", 1.0, f"{name} lets the party speak straight after it shows “{stand.stance}”."
        )
    shown = f"by “{stand.cue}”" if stand.cue else "by the verb that reports it"
    if stand.likeness is not None:
        shown = f"{shown}, in words alike in meaning to those of the issue ({stand.likeness})"
    return Reason("stance", 1.0, f"{report.outlet or report.file} shows “{stand.stance}” {shown}.")
