"""Dismissed: the discrepancies that the analyst decided are none, told apart from those that stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parley.decision import Decided, Decision, decided
from parley.footing import Footing, missing
from parley.report import Report
from parley.story import Discrepancy

LEAST = 2
"""So many of the values on which it was dismissed must be those of a discrepancy."""

Values = dict[int, int]
"""By the group of anchors the value that holds most of it."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """Discrepancies that stand, those that were dismissed, and what became of each dismissal."""

    kept: tuple[Discrepancy, ...]
    dismissed: tuple[Discrepancy, ...] = ()
    decided: tuple[Decided, ...] = ()


def sifted(found: Sequence[Discrepancy], decisions: Iterable[Decision], reports: Mapping[str, Report]) -> Sifted:
    """The discrepancies, those dismissed by decisions in force apart; both in their order."""
    wanted = [each for each in decisions if each.kind == "dismiss"]
    if not wanted:
        return Sifted(tuple(found))
    dismissing = _Dismissing(found, reports)
    outcomes = tuple(dismissing.outcome(each) for each in wanted)
    gone = {thing for outcome in outcomes for thing in outcome.things}
    kept, dismissed = ([d for d in found if (d.id in gone) is apart] for apart in (False, True))
    return Sifted(tuple(kept), tuple(dismissed), outcomes)


class _Dismissing:
    """The values of all discrepancies by their passages."""

    def __init__(self, found: Sequence[Discrepancy], reports: Mapping[str, Report]) -> None:
        self.found = {each.id: each for each in found}
        self.reports = reports
        self.footing = Footing(
            reports,
            (
                ((each.id, place), span)
                for each in found
                for place, value in enumerate(each.values)
                for span in value.evidence
            ),
        )

    def outcome(self, decision: Decision) -> Decided:
        """What a dismissal dismisses: all that it saw whole, else that of which it saw most."""
        seen = {name: values for name, values in self._seen(decision).items() if self._fits(decision, name)}
        whole = sorted(name for name, values in seen.items() if len(set(values.values())) == self._count(name))
        wanted = set(decision.things)
        most = sorted(seen, key=lambda name: (-len(set(seen[name].values())), name not in wanted, name))
        things = whole or [name for name in most[:1] if len(set(seen[name].values())) >= LEAST]
        if not decision.anchors:
            things = sorted(wanted & self.found.keys())
        if not things:
            otherwise = "no discrepancy between its passages is found in these reports"
            return decided(decision, "unfounded", detail=missing(decision, self.reports, otherwise))
        fresh = [word for name in things if decision.anchors for word in self._unseen(name, seen[name])]
        detail = f"not seen when it was dismissed: {', '.join(fresh)}" if fresh else None
        return decided(decision, "binds", things, detail=detail)

    def _seen(self, decision: Decision) -> dict[str, Values]:
        """By discrepancy, which of its values holds most of each group of anchors."""
        weights: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        for number, group in enumerate(decision.anchors):
            for (name, place), weight in self.footing.held(group).items():
                weights[name][number] = max(weights[name].get(number, (0, 0)), (weight, -place))
        return {name: {n: -place for n, (_, place) in rows.items()} for name, rows in weights.items()}

    def _fits(self, decision: Decision, name: str) -> bool:
        return decision.value in {None, self.found[name].kind}

    def _count(self, name: str) -> int:
        return len(self.found[name].values)

    def _unseen(self, name: str, values: Values) -> Iterator[str]:
        held = set(values.values())
        for place, value in enumerate(self.found[name].values):
            if place not in held:
                yield f"“{' '.join(value.value.split())}”"
