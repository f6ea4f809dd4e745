"""What is common around each report of an archive, kept as reports come and go: what all reports at once would give.

A report that comes changes the stretch that it joins and those that look that far (`compare/gather/common.py`): some
eight, wherever it comes and however large the archive. Where something becomes common or no longer is, the reports of
the stretch that have it are to be compared anew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from parley.archive.streaming import Place, Streaming, Stretch
from parley.compare.gather.common import WIDE, common, opens, window
from parley.compare.gather.profile import holds
from parley.compare.gather.signature import Signature

Read = Callable[[str], Signature | None]
"""Gives the signature that is kept of a report."""


class Stretches:
    """Keeps what is common in each stretch of the stream."""

    def __init__(self, rows: Streaming, read: Read) -> None:
        self._rows = rows
        self._read = read

    def common(self, place: Place) -> Mapping[str, float]:
        """What is common around a report, and how rare it still is."""
        return self._rows.holding(place).common

    def mend(self, gone: Iterable[Place], come: Mapping[Place, Sequence[str]]) -> set[str]:
        """Takes reports out of the stream and others, with their telling words, in; whose profiles are others now."""
        gone, stale = tuple(gone), set()
        for place in gone:
            self._rows.leave(place)
            stale |= self._joined(place)
        for place, telling in come.items():
            self._rows.enter(place, telling)
            self._parted(place)
        touched = {self._rows.holding(place).start for place in chain(gone, come)}
        touched |= {before.start for start in touched if (before := self._rows.before(start)) is not None}
        for start in touched:
            self._count(start)
        told: dict[Place, list[tuple[str, tuple[str, ...]]]] = {}
        for start in sorted(self._within_sight(touched)):
            here = self._rows.holding(start)
            stale |= self._looked_at(here, told) if here.reports else set()
        return stale

    def _joined(self, gone: Place) -> set[str]:
        """Where a report is gone that began a stretch, what follows goes on the one before; whose profiles change."""
        if not opens(gone[1]):
            return set()
        here, before = self._rows.holding(gone), self._rows.before(gone)
        stale = self._holding(here.start, _changed(here.common, before.common if before else {}))
        self._rows.close(gone)
        return stale

    def _parted(self, come: Place) -> None:
        """Where a report came that begins a stretch, what follows no longer goes on the one before."""
        here = self._rows.holding(come)
        if here.start != come and opens(come[1]):
            self._rows.note(Stretch(come, 0, here.common))

    def _count(self, start: Place) -> None:
        number = self._rows.counted(start)
        if number:
            self._rows.note(replace(self._rows.holding(start), reports=number))
        else:
            self._rows.close(start)

    def _within_sight(self, touched: Iterable[Place]) -> set[Place]:
        """The stretches that look at one of these."""
        found = set(touched)
        for start in touched:
            for beside in (self._rows.before, self._rows.after):
                found |= {each.start for each in _until_wide(start, beside)}
        return found

    def _looked_at(self, here: Stretch, told: dict[Place, list[tuple[str, tuple[str, ...]]]]) -> set[str]:
        """Notes what is common around a stretch now; whose profiles are others for it."""
        back = list(_looking(here.start, self._rows.before))[::-1]
        row = [*back, here, *_looking(here.start, self._rows.after)]
        seen = [row[at].start for at in window([each.reports for each in row], len(back))]
        for start in seen:
            if start not in told:
                told[start] = list(self._rows.tellings(start))
        found = common([telling for start in seen for _, telling in told[start]])
        changed = _changed(here.common, found)
        if not changed:
            return set()
        self._rows.note(replace(here, common=dict(found)))
        return self._holding(here.start, changed)

    def _holding(self, start: Place, stems: frozenset[str]) -> set[str]:
        if not stems:
            return set()
        reports = (report for report, _ in self._rows.tellings(start))
        return {each.report for report in reports if (each := self._read(report)) is not None and holds(each, stems)}


def _until_wide(start: Place, beside: Callable[[Place], Stretch | None]) -> Iterator[Stretch]:
    """The stretches to one side of a place that look so far: with those between they are not yet wide enough."""
    number = 0
    while (each := beside(start)) is not None and (number := number + each.reports) < WIDE:
        yield each
        start = each.start


def _looking(start: Place, beside: Callable[[Place], Stretch | None]) -> Iterator[Stretch]:
    """As many stretches to one side as one that begins at a place may look at."""
    number = 0
    while number < WIDE and (each := beside(start)) is not None:
        yield each
        start, number = each.start, number + each.reports


def _changed(before: Mapping[str, float], now: Mapping[str, float]) -> frozenset[str]:
    return frozenset(stem for stem in before.keys() | now.keys() if before.get(stem) != now.get(stem))
