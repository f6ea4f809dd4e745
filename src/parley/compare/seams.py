"""Seams: what one report alone tells in the same breath as a claim of several is cut off and is a claim of its own.

"The war has killed thousands and driven millions from their homes" carries what others tell of the dead; to say that
they tell of those driven out would be too much.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np

from parley.compare import vocabulary
from parley.compare.extents import stripped
from parley.compare.meaning import Sense, Vector, words_alike
from parley.compare.propositions import Proposition
from parley.report import Span

TOLD = 0.5
"""A stretch of which the others tell less than this, by the likeness of its words, is told by one report alone."""
LEAST = 2
"""So many words of content each part has."""
OTHERS = 64
"""At most so many propositions of a claim are asked for what the others tell."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Features from `first` to `last`, exclusive, and whether others tell of them."""

    first: int
    last: int
    shared: bool


def parted(groups: Sequence[Sequence[Proposition]], texts: Mapping[str, str]) -> list[list[Proposition]]:
    """The groups in their order without what one report alone tells; then each such part as a group of its own."""
    kept: list[list[Proposition]] = []
    alone: list[list[Proposition]] = []
    for members in groups:
        if len({each.report for each in members}) < 2:
            kept.append(list(members))
            continue
        told = _Told(members)
        kept.append([])
        for each in members:
            for part, shared in _parts(each, told, texts[each.report]):
                if shared:
                    kept[-1].append(part)
                else:
                    alone.append([part])
    return [*kept, *alone]


class _Told:
    """The words of some propositions of a group, with the report that each stands in."""

    def __init__(self, members: Sequence[Proposition]) -> None:
        step = (len(members) + OTHERS - 1) // OTHERS
        told = [(each.report, each.sense) for each in members[::step] if each.sense is not None]
        self.reports = np.array([report for report, sense in told for _ in sense.words])
        self.sense = _joined([sense for _, sense in told])

    def of(self, each: Proposition) -> Vector | None:
        """How like each word is to the likest in another report, or None where no encoder read the words."""
        others = self.reports != each.report
        if each.sense is None or not others.any() or not each.sense.places.any():
            return None
        return np.asarray(words_alike(each.sense, _sliced(self.sense, others)).max(axis=1))


def _parts(each: Proposition, told: _Told, text: str) -> Iterator[tuple[Proposition, bool]]:
    """The proposition cut at its seams into what others tell and what they do not; whole where that is all the same."""
    seams = dict(_seams(each, text))
    like = told.of(each) if seams else None
    runs = [] if like is None else _runs(each, [0, *seams, len(each.features)], like)
    if len(runs) < 2 or sum(run.last - run.first for run in runs if run.shared) < LEAST:
        yield each, True
        return
    at = {0: each.span.start, **seams, len(each.features): each.span.end}
    for run in runs:
        span = stripped(text, Span(each.report, at[run.first], at[run.last]))
        yield _part(each, run, span), run.shared


def _seams(each: Proposition, text: str) -> Iterator[tuple[int, int]]:
    """Features before which the proposition may be cut, each with the offset of the cut, ascending."""
    for number, (one, other) in enumerate(pairwise(each.places), 1):
        met = _seam().search(text, one.end)
        if met and met.start() < other.start:
            yield number, met.start()


def _runs(each: Proposition, edges: Sequence[int], like: Vector) -> list[_Run]:
    """Stretches between seams, neighbours of one kind joined; what is short goes with what others tell."""
    weights = np.array([each.weights[feature] for feature in each.features])
    told = [_Run(a, b, bool((like[a:b] * weights[a:b]).sum() >= TOLD * weights[a:b].sum())) for a, b in pairwise(edges)]
    long = [run if run.last - run.first >= LEAST else replace(run, shared=True) for run in _merged(told)]
    return _merged(long)


def _merged(runs: Sequence[_Run]) -> list[_Run]:
    merged: list[_Run] = []
    for run in runs:
        if merged and merged[-1].shared == run.shared:
            merged[-1] = replace(merged[-1], last=run.last)
        else:
            merged.append(run)
    return merged


def _part(each: Proposition, run: _Run, span: Span) -> Proposition:
    """What a proposition asserts in some of its features."""
    features = each.features[run.first : run.last]
    held = np.arange(len(each.features))
    inside = (held >= run.first) & (held < run.last)
    return replace(
        each,
        span=span,
        features=features,
        places=each.places[run.first : run.last],
        whole=False,
        quantities=tuple(quantity for quantity in each.quantities if quantity.span.meets(span)),
        times=tuple(time for time in each.times if time.span.meets(span)),
        negated=each.negated & set(features),
        entities=each.entities & set(features),
        weights={feature: each.weights[feature] for feature in features},
        sense=each.sense and _sliced(each.sense, inside),
        number=0,
    )


def _sliced(sense: Sense, kept: np.ndarray) -> Sense:
    return Sense(sense.words[kept], sense.places[kept], sense.weights[kept])


def _joined(senses: Sequence[Sense]) -> Sense:
    words, places, weights = zip(*((each.words, each.places, each.weights) for each in senses), strict=True)
    return Sense(np.concatenate(words), np.concatenate(places), np.concatenate(weights))


@cache
def _seam() -> re.Pattern[str]:
    """A mark, but for a comma within a number, or a word that may begin something else."""
    listed = "|".join(sorted(vocabulary.words().opening))
    return re.compile(rf",(?!\d)|[;:–—()]|\b(?:{listed})\b", re.IGNORECASE)
