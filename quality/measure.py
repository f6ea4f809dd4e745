"""A measure: a share of cases, or a count of faults, with the cases behind it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure; `value` is None where there was nothing to count."""

    name: str
    value: float | None
    detail: str
    hits: int | None = None
    of: int = 0
    """What a share was made of, so that shares of several stories add up; `hits` is None for anything else."""

    @property
    def line(self) -> str:
        """One line of a table."""
        value = "   n/a" if self.value is None else format(self.value, "6.3f")
        return f"{self.name:26} {value}  {self.detail}".rstrip()


def share(name: str, hits: int, of: int, note: str = "") -> Measure:
    """Hits of all cases, 1 is best."""
    return Measure(name, hits / of if of else None, f"{hits}/{of} {note}".rstrip(), hits, of)


def faults(name: str, count: int, of: int, what: str) -> Measure:
    """A count of faults, 0 is best; None where nothing could have gone wrong."""
    return Measure(name, float(count) if of else None, f"of {of} {what}")


def together(name: str, measures: Iterable[Measure]) -> Measure:
    """The same share over several stories, every case counted once."""
    parts = [m for m in measures if m.hits is not None]
    return share(name, sum(m.hits or 0 for m in parts), sum(m.of for m in parts))


def harmonic(name: str, precision: Measure, recall: Measure) -> Measure:
    """F1 of two shares."""
    p, r = precision.value, recall.value
    if p is None or r is None:
        return Measure(name, None, "")
    return Measure(name, 2 * p * r / (p + r) if p + r else 0.0, "")
