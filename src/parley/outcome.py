"""An outcome space: packages of options and what each party gets out of them, by an analyst's own weights."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Package:
    """One option of every issue, and what each party gets out of it, from 0 to 1."""

    options: Mapping[str, str]
    worth: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Packages that are better for nobody than another without being worse for somebody else, best sum first."""

    possible: int
    agreeable: int
    """Packages that are worth more to every party than no agreement."""
    frontier: tuple[Package, ...]
    nash: Package | None
    """The agreeable package with the largest product of gains over no agreement; None where none is agreeable."""
