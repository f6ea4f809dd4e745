"""The engine that reads reports: the interface that every engine keeps, and the two that are built in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from parley.annotate.stages import Stages
from parley.reading import Engine, Reading
from parley.report import Report

WEIGHTS = Path(__file__).parent / "weights" / "encoder"
"""Where the weights of the encoder are shipped."""


class ReadingEngine(Protocol):
    """What reads reports; its name and version tell whether a reading kept from earlier still holds."""

    @property
    def engine(self) -> Engine:
        """Its name, and a version that changes whenever the same report might be read otherwise."""

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """One reading for each report, in the same order; each needs its report alone."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A small tagger, word lists and rules; English only, loaded with the first report."""

    name: str = "rules"
    version: str = "5"

    @property
    def engine(self) -> Engine:
        """Its name and version, which stand in every reading."""
        return Engine(self.name, self.version)

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """One reading for each report; what cannot be read is a problem of the reading, never an error."""
        return map(Stages(self.engine).read, reports)


@dataclass(frozen=True, slots=True)
class Encoder:
    """A small encoder, and rules where they are exact; English only, loaded with the first report."""

    name: str = "encoder"
    version: str = "4"
    weights: Path = WEIGHTS
    """The folder of its weights; another than the shipped one to measure them."""

    @property
    def engine(self) -> Engine:
        """Its name and version, which stand in every reading."""
        return Engine(self.name, self.version)

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """One reading for each report; what cannot be read is a problem of the reading, never an error."""
        from parley.annotate.encoder.parsing import encoded  # noqa: PLC0415  brings ONNX Runtime, loaded when needed

        return map(Stages(self.engine, parse=partial(encoded, weights=self.weights)).read, reports)
