"""The words by which reports tell of channels of talks, loaded once from YAML."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from parley.compose.lens import SAFE
from parley.compose.terms import Terms, terms


@dataclass(frozen=True, slots=True)
class Channels:
    """Words of talks whose sides stay unnamed, of gatherings, counts of sides, formats, levels and mediators."""

    talks: Terms
    gatherings: Terms
    counts: Mapping[int, Terms]
    formats: Mapping[str, Terms]
    mediators: Terms
    apart: Terms
    levels: Mapping[str, Terms]


@cache
def channels() -> Channels:
    """The shipped words."""
    text = files("parley.compose").joinpath("lenses", "channels.yaml").read_text("utf-8")
    read = yaml.load(text, Loader=SAFE)  # noqa: S506  the safe loader, in C where PyYAML has it
    return Channels(
        terms([("talks", read["talks"])]),
        terms([("gatherings", read["gatherings"])]),
        {int(count): terms([("count", listed)]) for count, listed in read["counts"].items()},
        {name: terms([("format", listed)]) for name, listed in read["formats"].items()},
        terms([("mediator", read["mediators"])]),
        terms([("apart", read["apart"])]),
        {name: terms([("level", listed)]) for name, listed in read["levels"].items()},
    )
