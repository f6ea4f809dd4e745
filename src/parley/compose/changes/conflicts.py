"""Conflicts that are new, that have a further side, or that are gone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from parley.changes import Change
from parley.compose.changes.ground import Ground
from parley.compose.changes.places import Places, places
from parley.compose.changes.sense import stems
from parley.report import Span
from parley.story import Discrepancy, Value

TOUCH = 0.3
"""Share of the shorter of two passages that must be common for a conflict to be the same: what is cited of a
sentence depends on the other side."""

WEIGHTS = {"outcome": 1.0, "participant": 0.95, "attribution": 0.9, "number": 0.85, "day": 0.8, "quotation": 0.75}
"""How much a conflict matters by its kind; the spelling of a name least."""

LEAST = {"name": 0.2}


@dataclass(frozen=True)
class Conflicts:
    """The discrepancies of two dossiers, matched by the passages that both sides stand on."""

    ground: Ground

    @cached_property
    def _known(self) -> Places[tuple[str, int]]:
        rows = (
            (there, (each.id, number))
            for each in self.ground.earlier.discrepancies
            for number, value in enumerate(each.values)
            for span in value.evidence
            if (there := self.ground.there(span))
        )
        return places(rows)

    @cached_property
    def _had(self) -> dict[str, Discrepancy]:
        return {each.id: each for each in self.ground.earlier.discrepancies}

    @cached_property
    def _found(self) -> dict[str, set[str]]:
        """For each discrepancy of the later dossier, those of the earlier one that it is."""
        return {each.id: self._before(each) for each in self.ground.later.discrepancies}

    def _before(self, each: Discrepancy) -> set[str]:
        """Those of its kind of which it has two sides."""
        sides: dict[str, set[tuple[int, int]]] = {}
        for number, value in enumerate(each.values):
            for span in value.evidence:
                for name, side in self._known.at(span, TOUCH):
                    sides.setdefault(name, set()).add((number, side))
        return {
            name
            for name, pairs in sides.items()
            if self._had[name].kind == each.kind
            if len({here for here, _ in pairs}) > 1 and len({there for _, there in pairs}) > 1
        }

    def all(self) -> Iterator[Change]:
        """New conflicts, conflicts with a new value, and those that are gone."""
        for each in self.ground.later.discrepancies:
            if not self._found[each.id]:
                yield self._change(each, each.values)
            else:
                further = tuple(value for value in each.values if not self.ground.known(value.evidence))
                if further and len(each.values) > max(len(self._had[old].values) for old in self._found[each.id]):
                    yield self._change(each, further)
        yield from self._gone()

    def _change(self, each: Discrepancy, news: tuple[Value, ...]) -> Change:
        fresh = self.ground.fresh(span for value in news for span in value.evidence)
        known = self.ground.known(span for value in each.values for span in value.evidence)
        values = [" ".join(value.value.split()) for value in each.values]
        return Change(
            kind="conflict",
            text=f"{each.kind}: {' / '.join(f'“{value}”' for value in values)}",
            refs=(each.id,),
            evidence=fresh or known,
            before=known if fresh else (),
            now=each.kind,
            sides=self._sides(each),
            day=self.ground.day(fresh or known),
            weight=WEIGHTS.get(each.kind, LEAST.get(each.kind, 0.5)),
        )

    def _sides(self, each: Discrepancy) -> tuple[tuple[Span, ...], ...]:
        """The passages of each side, first those that share most words with the other sides."""
        sides = [self.ground.in_order(value.evidence) for value in each.values]
        words = [frozenset().union(*(stems(self.ground.words(span)) for span in side)) for side in sides]
        others = [frozenset().union(*words[:place], *words[place + 1 :]) for place in range(len(words))]
        return tuple(
            tuple(sorted(side, key=lambda span: -len(stems(self.ground.words(span)) & theirs)))
            for side, theirs in zip(sides, others, strict=True)
        )

    def _gone(self) -> Iterator[Change]:
        """Conflicts of which a passage was withdrawn or changed, or that is not seen as one any more."""
        kept = {name for found in self._found.values() for name in found}
        shown = _shown(self.ground.later.discrepancies)
        for each in self.ground.earlier.discrepancies:
            if each.id in kept or self._left_out(each) or self._is_elsewhere(each, shown):
                continue
            values = " / ".join(f"“{' '.join(value.value.split())}”" for value in each.values)
            dismissed = self._is_elsewhere(each, _shown(self.ground.later.dismissed))
            spans = self.ground.in_order(span for value in each.values for span in value.evidence)
            yield Change(
                kind="conflict gone",
                text=f"{each.kind}: {values}{' (dismissed by the analyst)' if dismissed else ''}",
                refs=(each.id,),
                evidence=(),
                before=spans,
                was=each.kind,
                sides=self._sides(each),
                weight=WEIGHTS.get(each.kind, LEAST.get(each.kind, 0.5)),
            )

    def _left_out(self, each: Discrepancy) -> bool:
        """Whether one of its sides stands in reports alone that the later dossier leaves out."""
        left = set(self.ground.left_out)
        return any({span.report for span in value.evidence} <= left for value in each.values)

    def _is_elsewhere(self, each: Discrepancy, shown: Places[str]) -> bool:
        """Whether one conflict of the later dossier cites two of its sides, whatever kind it is called."""
        sides: dict[str, set[int]] = {}
        for number, value in enumerate(each.values):
            for span in value.evidence:
                there = self.ground.there(span)
                for name in shown.at(there, TOUCH) if there else ():
                    sides.setdefault(name, set()).add(number)
        return any(len(held) > 1 for held in sides.values())


def _shown(found: Iterable[Discrepancy]) -> Places[str]:
    """Discrepancies by the passages that they cite."""
    return places((span, each.id) for each in found for value in each.values for span in value.evidence)


def disputed(changes: Iterable[Change]) -> Places[str]:
    """New passages that new conflicts cite; the spelling of a name, a role or a period puts no claim in doubt."""
    doubts = (each for each in changes if each.kind == "conflict" and each.now not in {"name", "role", "period"})
    return places((span, each.id) for each in doubts for span in each.evidence)
