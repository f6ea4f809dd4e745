"""Two dossiers to what changed between them: a pure function, the same for reports in any order."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from parley.changes import Change, ChangeKind, Changes
from parley.compose.changes.conflicts import Conflicts, disputed
from parley.compose.changes.corrections import Corrections
from parley.compose.changes.ground import Ground
from parley.compose.changes.meetings import Meetings
from parley.compose.changes.origins import Origins
from parley.compose.changes.people import People
from parley.compose.changes.places import Places, places
from parley.compose.changes.positions import Stances
from parley.compose.changes.sayings import Sayings
from parley.dossier import Dossier
from parley.errors import UsageError

KINDS: tuple[str, ...] = get_args(ChangeKind)

SPOKEN = frozenset({"corroborated", "further", "claimed", "said", "worded"})
"""Kinds that tell what was said or claimed, and not what follows from it."""

SHOWN = 0.5
"""Share of the shorter of two passages from which both show the same."""


def changes(earlier: Dossier, later: Dossier, *, since: str | None = None, until: str | None = None) -> Changes:
    """What a reader of the earlier dossier finds new in the later one, the most important first.

    Raises UsageError where the two were made by different programs, engines or lenses: what a new program sees in
    old reports is no news. `since` and `until` say the moments where they are more exact than the days of making; an
    empty one is the beginning.
    """
    _alike(earlier, later)
    ground = Ground(earlier, later)
    conflicts = list(Conflicts(ground).all())
    corrections = list(Corrections(ground).all())
    told = frozenset(span for each in corrections for span in each.evidence)
    meetings = list(Meetings(ground).all())
    met = places((span, each.id) for each in meetings for span in each.evidence)
    sayings = Sayings(ground, disputed(conflicts), told, met)
    found: list[Change] = [
        *conflicts,
        *corrections,
        *Stances(ground, sayings).all(),
        *meetings,
        *sayings.all(),
        *People(ground).all(),
        *Origins(ground).all(),
    ]
    every = ground.after | ground.before
    return Changes(
        since=earlier.made.time if since is None else since,
        until=later.made.time if until is None else until,
        reports=tuple(every.values()),
        new=ground.new,
        versions=ground.versions,
        left_out=ground.left_out,
        changes=tuple(_beside(sorted(found, key=_rank))),
        tallies=tuple(sayings.tallies),
    )


def _beside(ranked: list[Change]) -> Iterator[Change]:
    """The changes, those of words marked of whose passages more important changes show most."""
    shown: Places[str] = Places()
    sentences: dict[str, str] = {}
    for change in ranked:
        if change.kind in SPOKEN:
            held = [shown.at(span, SHOWN) for span in change.evidence]
            first = next((name for found in held for name in sorted(found)), None)
            again = sentences.setdefault(change.text, change.id) if change.kind == "said" else change.id
            mostly = 2 * sum(map(bool, held)) > len(held)
            beside = first if mostly else again if again != change.id else None
            change = replace(change, beside=beside)  # noqa: PLW2901 the one with its mark
        for span in change.evidence:
            shown.put(span, change.id)
        yield change


def _rank(change: Change) -> tuple[int, float, str, str, str]:
    return (KINDS.index(change.kind), -round(change.weight, 6), change.day or "~", change.text, change.id)


def _alike(earlier: Dossier, later: Dossier) -> None:
    """Raises where the dossiers differ in what made them."""
    for name in ("program", "engine", "engine_version"):
        one, other = getattr(earlier.made, name), getattr(later.made, name)
        if one != other:
            what = name.replace("_", " ")
            raise UsageError(
                f"The dossiers were made by different programs ({what} {one} and {other}).",
                "Make the older one anew: parley read REPORTS --out FOLDER.",
            )
    lenses = [{s.value for s in each.made.settings if s.name == "lens"} for each in (earlier, later)]
    if lenses[0] != lenses[1]:
        names = " and ".join("".join(each) or "none" for each in lenses)
        raise UsageError(
            f"The dossiers were made through different lenses ({names}).",
            "Make the older one anew through the lens of the newer one: parley read REPORTS --lens NAME --out FOLDER.",
        )
