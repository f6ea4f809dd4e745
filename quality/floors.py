"""Floors: the figures that a story must reach, from a TOML file that only people change."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from quality.measure import Measure


class FloorsError(Exception):
    """The floors cannot be used; the message names the remedy."""


class Floors(BaseModel):
    """What one story must reach: shares at least, faults at most."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: Mapping[str, float] = {}
    at_most: Mapping[str, float] = {}


def load(path: Path, story: str) -> Floors:
    """The floors of one story; a story that the file does not name is an error."""
    try:
        stories = tomllib.loads(path.read_text(encoding="utf-8"))
        return Floors.model_validate(stories[story])
    except FileNotFoundError as error:
        raise FloorsError(f"There are no floors at {path}. Name a TOML file after --floors.") from error
    except tomllib.TOMLDecodeError as error:
        raise FloorsError(f"{path} is no TOML: {error}. Quote names of measures, as in quality/floors.toml.") from error
    except KeyError as error:
        raise FloorsError(f"{path} has no floors for {story}. Add a table [{story}.at_least].") from error
    except ValidationError as error:
        rows = "; ".join(f"{story}.{'.'.join(map(str, row['loc']))}: {row['msg']}" for row in error.errors())
        raise FloorsError(f"{path}: {rows}. A story has the tables at_least and at_most, each of numbers.") from error


def missed(floors: Floors, measures: Sequence[Measure]) -> Iterator[str]:
    """One line for each floor that is not reached; a measure that is not known or counts nothing reaches none."""
    value = {m.name: m.value for m in measures}
    for name in (*floors.at_least, *floors.at_most):
        if name not in value:
            raise FloorsError(f"There is no measure {name}. Use a name that the scorer prints.")
    for name, least in floors.at_least.items():
        got = value[name]
        if got is None or got < least:
            yield f"{name} is {_shown(got)}, below its floor of {least:g}"
    for name, most in floors.at_most.items():
        got = value[name]
        if got is None or got > most:
            yield f"{name} is {_shown(got)}, above its limit of {most:g}"


def _shown(value: float | None) -> str:
    return "nothing to count" if value is None else f"{value:.3f}"
