"""The outcome space of an analyst's what-if in lines, marked as what it is."""

from collections.abc import Iterator

from parley.deliver.visible import visible
from parley.outcome import Outcomes, Package

MOST = 12
"""Packages of the front that are told; the rest are counted."""


def told(found: Outcomes) -> Iterator[str]:
    """First the Nash point, then the Pareto front."""
    yield "A what-if by the weights of the file alone: no report says any of this."
    yield f"{found.possible} packages are possible; {found.agreeable} are worth more to every party than no agreement."
    if found.nash is None:
        yield "No package suits all parties by these weights: somebody would have to value one differently."
    else:
        yield from ("", "Nash point, the largest product of gains over no agreement:", *_lines(found.nash))
    yield from ("", f"Pareto front, {len(found.frontier)} packages that no other betters for all:")
    for package in found.frontier[:MOST]:
        yield from _lines(package)
    if len(found.frontier) > MOST:
        yield f"  and {len(found.frontier) - MOST} more"


def _lines(package: Package) -> Iterator[str]:
    yield visible("  " + "; ".join(f"{issue}: {option}" for issue, option in package.options.items()))
    yield visible("    " + ", ".join(f"{party} {worth:.2f}" for party, worth in package.worth.items()))
