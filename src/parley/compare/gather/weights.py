"""What each reason for one story weighs, loaded once: `python -m training.grouping` makes it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Weights by the reason's name, what all pairs have in common, and where reports lie on average."""

    reasons: Mapping[str, float]
    even: float
    """So much the reasons must weigh for even odds, in logits."""
    together: float
    """The least share of chance that two groups are one story on average, where they become one."""
    strong: float
    """The chance from which on a link leads from part to part of a stream: no story stands in two parts."""
    centre: NDArray[np.float32]
    """The mean of the meanings of reports, on the axes of the encoder."""


@cache
def weights() -> Weights:
    """The shipped weights."""
    table = tomllib.loads((files("parley.compare") / "lexicon" / "grouping.toml").read_text("utf-8"))
    bounds = table["bounds"]
    centre = np.array(bounds["centre"], dtype=np.float32)
    return Weights(table["weights"], bounds["even"], bounds["together"], bounds["strong"], centre)
