"""Reports that passed for independent and turned out to rest on one text."""

from collections.abc import Iterator
from dataclasses import dataclass

from parley.changes import Change
from parley.compose.changes.ground import Ground
from parley.report import Span
from parley.story import Origin


@dataclass(frozen=True)
class Origins:
    """The origins of two dossiers, matched by their reports."""

    ground: Ground

    def all(self) -> Iterator[Change]:
        """Origins of the later dossier that hold reports of several origins of the earlier one."""
        owner = {report: origin.id for origin in self.ground.earlier.origins for report in origin.reports}
        now = {each.after: each.before for each in self.ground.versions}
        for origin in self.ground.later.origins:
            known = [report for report in origin.reports if (now.get(report) or report) in owner]
            if len({owner[now.get(report) or report] for report in known}) > 1:
                yield self._merged(origin, known)

    def _merged(self, origin: Origin, known: list[str]) -> Change:
        names = dict.fromkeys(self.ground.after[name].outlet or self.ground.after[name].file for name in known)
        spans = self._shared(origin)
        return Change(
            kind="origin",
            text=f"{', '.join(names)}: counted as independent before, they rest on one text now ({origin.why})",
            refs=(origin.id,),
            evidence=self.ground.fresh(spans) or spans,
            before=self.ground.known(spans) if self.ground.fresh(spans) else (),
            now=origin.agency,
            who=tuple(names),
            day=self.ground.day(spans),
            weight=0.8,
        )

    def _shared(self, origin: Origin) -> tuple[Span, ...]:
        """The words that its reports share; where none are, their beginnings."""
        held = set(origin.reports)
        shared = [[s for s in passage.spans if s.report in held] for passage in self.ground.later.passages]
        spans = self.ground.in_order(span for found in shared if len(found) > 1 for span in found)
        blocks = ((name, self.ground.after[name].blocks[:1]) for name in origin.reports)
        return spans or self.ground.in_order(Span(name, b.start, b.end) for name, first in blocks for b in first)
