"""How a party's stance on an issue moved from day to day: hardened, softened or restated, with what shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from parley.compose.overlap import content, on_one_matter
from parley.compose.positions import Stand
from parley.dossier import Move, Position
from parley.reading import Stance
from parley.report import Report

COMING: dict[Stance, int] = {
    "rejects": 0,
    "demands": 0,
    "wary": 1,
    "conditional": 2,
    "open": 3,
    "offers": 4,
    "supports": 4,
    "accepts": 4,
}
"""How far a stance comes towards the other side; `divided` and `unknown` are neither nearer nor farther."""

Held = Mapping[tuple[str, str], Sequence[Stand]]


Texts = Mapping[str, Report]


def with_moves(positions: Sequence[Position], held: Held, texts: Texts) -> tuple[Position, ...]:
    """Positions on one issue, each with the moves that led to it; `held` gives its stands by party and stance.

    A position counts from the first day on which the party itself took it, so that a later look back is no move; nor
    is another stance on another thing of the same issue.
    """
    first = {key: _first(stands) for key, stands in held.items()}
    return tuple(
        replace(each, moved=(*_turn(each, positions, first, texts), *_again(held[each.party, each.stance], texts)))
        for each in positions
    )


def _first(stands: Sequence[Stand]) -> Stand | None:
    """The first stand of a known day that is the party's own, not by another's account."""
    own = [stand for stand in stands if stand.day and not stand.account]
    return min(own, key=lambda s: (s.day or "", s.evidence), default=None)


def _turn(
    position: Position, positions: Sequence[Position], first: Mapping[tuple[str, str], Stand | None], texts: Texts
) -> tuple[Move, ...]:
    """The move from what the party held last before, where that is nearer or farther."""
    here = first[position.party, position.stance]
    if here is None or position.stance not in COMING:
        return ()
    earlier = [
        (stand.day or "", each)
        for each in positions
        if each.party == position.party and each.stance in COMING
        if (stand := first[each.party, each.stance]) and (stand.day or "") < (here.day or "")
        if _on_one_matter(stand, here, texts)
    ]
    if not earlier:
        return ()
    before = max(earlier, key=lambda row: (row[0], row[1].stance))[1]
    step = COMING[position.stance] - COMING[before.stance]
    return (_move("softened" if step > 0 else "hardened", before.stance, here),) if step else ()


def _on_one_matter(one: Stand, other: Stand, texts: Texts) -> bool:
    """Whether two stands are on the same thing; one that only points back ("for 60") is on what was spoken of."""
    mine, theirs = (each.focus.words(texts[each.focus.span.report]) for each in (one, other))
    return not content(mine) or not content(theirs) or on_one_matter(mine, theirs)


def _again(stands: Sequence[Stand], texts: Texts) -> tuple[Move, ...]:
    """Statements of later days that say the same once more, one a day."""
    first = _first(stands)
    later: dict[str, Stand] = {}
    for stand in sorted(stands, key=lambda s: (s.day or "", s.evidence)):
        own = first and stand.day and stand.statement and not stand.account and first.statement
        new = own and first and stand.statement != first.statement and (stand.day or "") > (first.day or "")
        if new and first and _on_one_matter(first, stand, texts):
            later.setdefault(stand.day or "", stand)
    return tuple(_move("restated", stand.stance, stand) for stand in later.values())


def _move(kind: str, before: Stance, stand: Stand) -> Move:
    statements = (stand.statement,) if stand.statement else ()
    return Move(kind, stand.day or "", before, statements, stand.evidence)  # type: ignore[arg-type]
