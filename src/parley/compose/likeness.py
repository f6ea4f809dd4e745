"""Stands that name no issue by its words, put to the issue whose stands are likest in meaning to them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parley.compose.lens import vague
from parley.compose.positions import Stand
from parley.compose.terms import singular
from parley.reading import MEANING, Reading
from parley.report import Span

Vector = NDArray[np.float64]

ALIKE = 0.45
"""The least cosine between a stand and the mean of an issue's stands that makes it one of them, with a common noun."""
SURE = 0.6
"""The least cosine where they have no noun in common."""
_COMMON = frozenset({"NN", "NNS"})


def nearest(
    loose: Sequence[Stand], issues: Mapping[str, Sequence[Stand]], readings: Sequence[Reading], *, broad: bool
) -> dict[str, list[Stand]]:
    """Loose stands by the issue to which they are alike; those that are like none are left out.

    A stand is placed by the sum of the encoder's states over the tokens of its evidence, as
    `Reading.meanings` keeps them.
    """
    known: dict[str, Reading] = {reading.report.id: reading for reading in readings if reading.meanings}
    if not known or not loose:
        return {}
    means = {issue: _mean(stands, known) for issue, stands in sorted(issues.items())}
    nouns = _Nouns(known)
    found: dict[str, list[Stand]] = {}
    for stand in loose:
        place = _place(stand.evidence, known)
        ranked = [(float(place @ mean), issue) for issue, mean in means.items()]
        best, issue = max(ranked, default=(0.0, ""))
        if best >= ALIKE and (broad or best >= SURE or _shares(stand, issues[issue], nouns)):
            found.setdefault(issue, []).append(replace(stand, likeness=round(best, 2)))
    return found


@dataclass(frozen=True, slots=True)
class _Nouns:
    """The nouns of stretches of some readings."""

    known: Mapping[str, Reading]

    def of(self, spans: Iterable[Span]) -> frozenset[str]:
        """The nouns of some spans that can name an issue, in the singular; names are none."""
        return frozenset(noun for span in spans if span.report in self.known for noun in self._within(span))

    def _within(self, span: Span) -> Iterator[str]:
        reading = self.known[span.report]
        first = bisect_left(reading.tokens, span.start, key=lambda t: t.start)
        last = bisect_left(reading.tokens, span.end, key=lambda t: t.start)
        for token in reading.tokens[first:last]:
            noun = singular(reading.report.text[token.start : token.end])
            if token.tag in _COMMON and noun not in vague():
                yield noun


def _shares(stand: Stand, held: Sequence[Stand], nouns: _Nouns) -> bool:
    """Whether a stand and those of an issue have a noun in common that says what they are about."""
    mine = nouns.of(stand.evidence)
    return any(not mine.isdisjoint(nouns.of(each.evidence)) for each in held)


def _mean(stands: Sequence[Stand], known: Mapping[str, Reading]) -> Vector:
    return _unit(np.sum([_place(stand.evidence, known) for stand in stands], axis=0))


def _place(spans: Sequence[Span], known: Mapping[str, Reading]) -> Vector:
    """The unit vector of the tokens of some spans; nought where no encoder read them."""
    placed = np.zeros(MEANING)
    for span in spans:
        if span.report in known:
            placed += _tokens(known[span.report], span)
    return _unit(placed)


def _tokens(reading: Reading, span: Span) -> Vector:
    first = bisect_right(reading.tokens, span.start, key=lambda t: t.end)
    last = bisect_left(reading.tokens, span.end, key=lambda t: t.start)
    held = np.frombuffer(reading.meanings, dtype=np.int8).reshape(-1, MEANING)
    return np.asarray(held[first:last].sum(axis=0), dtype=np.float64)


def _unit(vector: Vector) -> Vector:
    length = float(np.sqrt(vector @ vector))
    return vector / length if length else vector
