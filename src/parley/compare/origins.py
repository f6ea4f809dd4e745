"""Origins: reports that rest on one text, one agency or one author count once.

Dependence shows in running words that nobody else could have at hand. Words in quotation marks are therefore left out:
who attended a press conference has them too. The rows below say what counts and how much.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from parley.compare.credits import Credit, credit
from parley.compare.groups import Group, Link, grouped
from parley.compare.reasons import Row, Share, weigh
from parley.compare.running import running, unquoted
from parley.reading import Reading
from parley.report import Report, stable_id
from parley.story import Entity, Origin, Passage, Reason

ENOUGH = 0.75
"""Two reports whose reasons weigh this much rest on one text."""
LEAST = 25
"""Fewer shared running words than this say nothing, unless they are half of a report."""
CROWD = 16
"""Of a passage in more reports than this, each report is compared with the next `NEXT` only."""
NEXT = 8


@dataclass(frozen=True, slots=True)
class Side:
    """One report of a pair: its own running words outside quotations, and how many the other shares."""

    report: Report
    credit: Credit
    words: int
    shared: int
    starts: tuple[int, ...]
    """Where the shared passages begin, in the order of the other report."""

    @property
    def share(self) -> float:
        """The part of its running words that the other report shares."""
        return self.shared / self.words if self.words else 0.0


def origins(
    readings: Sequence[Reading], passages: Sequence[Passage], entities: Sequence[Entity] = ()
) -> tuple[Origin, ...]:
    """Groups of reports that rest on one text; every report stands in exactly one, and most stand alone.

    `passages` are those that `reuse.passages` finds in the same readings; `entities` give agencies their name.
    """
    ordered = sorted(readings, key=lambda reading: reading.report.id)
    pairs = _Pairs(ordered, passages)
    links: list[Link] = []
    nearest: dict[int, Link] = {}
    for a, b in pairs.candidates():
        verdict = weigh(ROWS, *pairs.sides(a, b))
        link = Link(a, b, verdict.score, verdict.reasons)
        if link.score >= ENOUGH:
            links.append(link)
        for each in (a, b):
            if each not in nearest or nearest[each].score < link.score:
                nearest[each] = link
    names = {variant.text: entity.name for entity in entities for variant in entity.variants}
    return tuple(_origin(pairs, group, nearest, names) for group in grouped(ordered, links, lambda one, other: False))


def shared_running_words(a: Side, b: Side) -> Share | None:
    """Words outside quotations that stand in both, against the shorter of the two."""
    least = min((a, b), key=lambda side: (side.words, side.shared))
    if least.shared < LEAST and least.share < 0.5:
        return None
    part = f"{least.shared} of the {least.words} running words outside quotations"
    own, other = _labels(a, b) if least is a else _labels(b, a)
    return Share(least.share / 0.25, f"{part} of {own} stand in {other}")


def distinct_passages(a: Side, b: Side) -> Share | None:
    """In how many places they share words: one may be chance or a common document, many are a common text."""
    if min(a.shared, b.shared) < LEAST or not a.starts:
        return None
    return Share(len(a.starts) / 4, f"the shared words stand in {_count(len(a.starts), 'passage')}")


def same_order(a: Side, b: Side) -> Share | None:
    """Whether the shared passages follow one another in both reports alike."""
    if len(a.starts) < 3 or min(a.shared, b.shared) < LEAST:
        return None
    if all(x < y for x, y in pairwise(a.starts)) and all(x < y for x, y in pairwise(b.starts)):
        return Share(1.0, "the passages stand in the same order")
    return None


def same_agency(a: Side, b: Side) -> Share | None:
    """Whether both credit one agency, with all of the text or with some of it."""
    if a.credit.agency is None or a.credit.agency != b.credit.agency:
        return None
    worth = {"whole": 1.0, "most": 0.75, "part": 0.3}
    share = min(worth[side.credit.extent or "part"] for side in (a, b))
    return Share(share, f"both credit {a.credit.agency}")


def same_author(a: Side, b: Side) -> Share | None:
    """Whether one author signed both."""
    if a.credit.author is None or a.credit.author != b.credit.author:
        return None
    return Share(1.0, f"both are signed by {a.report.author}")


ROWS: tuple[Row[Side], ...] = (
    Row(same_agency, 1.0),
    Row(same_author, 1.0),
    Row(shared_running_words, 0.8),
    Row(distinct_passages, 0.3),
    Row(same_order, 0.1),
)


class _Pairs:
    """The reports with what each shares with each other, looked up by the passages that they share."""

    def __init__(self, readings: Sequence[Reading], passages: Sequence[Passage]) -> None:
        self.reports = [reading.report for reading in readings]
        self.credits = [credit(reading) for reading in readings]
        self._row = running(readings)
        self._own = unquoted(self._row, readings)
        self._words = [int(n) for n in np.bincount(self._row.owners[self._own], minlength=len(readings))]
        self._shared: dict[tuple[int, int], list[tuple[slice, slice]]] = defaultdict(list)
        numbers = {report.id: number for number, report in enumerate(self.reports)}
        for passage in passages:
            places = [(n, self._row.inside(span, n)) for span in passage.spans for n in (numbers[span.report],)]
            reach = len(places) if len(places) <= CROWD else NEXT
            for at, (a, first) in enumerate(places):
                for b, second in places[at + 1 : at + 1 + reach]:
                    if a != b:
                        self._shared[a, b].append((first, second))

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs that share a passage, an agency or an author, each once."""
        alike: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, each in enumerate(self.credits):
            if each.agency is not None and each.extent != "part":
                alike["agency", each.agency].append(number)
            if each.author is not None:
                alike["author", each.author].append(number)
        credited = {pair for numbers in alike.values() for pair in pairwise(numbers)}
        yield from sorted(credited | set(self._shared))

    def sides(self, a: int, b: int) -> tuple[Side, Side]:
        """Both reports of a pair with the words that they share."""
        places = sorted(self._shared.get((a, b), []), key=_starts)
        told = [(x, y) for x, y in places if self._own[x].any() and self._own[y].any()]
        back = {_edges((x, y)) for y, x in _outer(sorted(((y, x) for x, y in told), key=_starts))}
        outer = [place for place in _outer(told) if _edges(place) in back]
        one, other = [x for x, _ in told], [y for _, y in told]
        starts = tuple(x.start for x, _ in outer), tuple(y.start for _, y in outer)
        return (
            Side(self.reports[a], self.credits[a], self._words[a], self._covered(one), starts[0]),
            Side(self.reports[b], self.credits[b], self._words[b], self._covered(other), starts[1]),
        )

    def _covered(self, places: Sequence[slice]) -> int:
        """How many words outside quotations the places hold, each word once."""
        counted, stop = 0, 0
        for place in sorted(places, key=lambda each: each.start):
            first = max(place.start, stop)
            counted += int(np.count_nonzero(self._own[first : place.stop])) if first < place.stop else 0
            stop = max(stop, place.stop)
        return counted


def _starts(place: tuple[slice, slice]) -> tuple[int, int]:
    return place[0].start, place[1].start


def _edges(place: tuple[slice, slice]) -> tuple[int, ...]:
    return tuple(edge for each in place for edge in (each.start, each.stop))


def _outer(places: Sequence[tuple[slice, slice]]) -> list[tuple[slice, slice]]:
    """The places, in the order of the first report, that do not lie within those before them there."""
    return [place for place, before in zip(places, _reached(places), strict=True) if place[0].stop > before]


def _reached(places: Sequence[tuple[slice, slice]]) -> list[int]:
    """For each place, how far those before it reach in the first report."""
    return [0, *accumulate((x.stop for x, _ in places[:-1]), max)] if places else []


def _origin(pairs: _Pairs, group: Group, nearest: Mapping[int, Link], names: Mapping[str, str]) -> Origin:
    ids = tuple(sorted(pairs.reports[number].id for number in group.members))
    credited = [pairs.credits[number] for number in group.members]
    agencies = sorted(each.agency for each in credited if each.agency and each.extent != "part")
    agency = max(agencies, key=lambda name: (agencies.count(name), name), default=None)
    why = _together(pairs, group) if group.links else _alone(pairs, nearest.get(group.members[0]))
    shown = names.get(agency, agency) if agency else None
    credit_ = f" {shown} is credited." if shown and shown not in why else ""
    return Origin(stable_id("origin", *ids), ids, why + credit_, shown)


def _alone(pairs: _Pairs, link: Link | None) -> str:
    """Why a report counts for itself, with the most that it shares with another."""
    if link is None:
        return "It shares no passage, agency or author with another report."
    a, b = pairs.sides(link.a, link.b)
    if not a.starts:
        return "It shares only quoted words with other reports."
    low = min(a.share, b.share), max(a.share, b.share)
    part = f"{low[0]:.0%}" if f"{low[0]:.0%}" == f"{low[1]:.0%}" else f"{low[0]:.0%} to {low[1]:.0%}"
    return f"At most {part} of its running words outside quotations stand in another report, too little for one text."


def _together(pairs: _Pairs, group: Group) -> str:
    """The strongest link in a sentence, with what speaks for a direction."""
    link = group.links[0]
    a, b = pairs.sides(link.a, link.b)
    told = ", and ".join(reason.detail for reason in sorted(link.reasons, key=_weight)[:2])
    others = len(group.members) - 2
    more = f"; {_count(others, 'more report')} joined to them by like reasons" if others else ""
    direction = _direction(a, b)
    return f"{told[0].upper()}{told[1:]}{more}{f'; {direction}' if direction else ''}."


def _weight(reason: Reason) -> tuple[float, str]:
    return -reason.weight, reason.name


def _direction(a: Side, b: Side) -> str | None:
    """Which of two probably drew on the other, as far as days and inclusion show it."""
    one, other = a.report.published, b.report.published
    if one and other and a.starts:
        same = min(len(one), len(other), 16)
        if one[:same] != other[:same]:
            early, late = _labels(a, b) if one[:same] < other[:same] else _labels(b, a)
            return f"{late} appeared later and probably drew on {early} or on its source"
    small, large = (a, b) if a.share >= b.share else (b, a)
    if small.share >= 0.7 and large.share <= 0.6 * small.share:
        part, whole = _labels(small, large)
        return f"nearly all of {part} stands in {whole}, which has more"
    return None


def _labels(a: Side, b: Side) -> tuple[str, str]:
    """The names by which a sentence tells two reports apart."""
    one, other = a.report, b.report
    if one.outlet and other.outlet and one.outlet != other.outlet:
        return one.outlet, other.outlet
    return one.file, other.file


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
