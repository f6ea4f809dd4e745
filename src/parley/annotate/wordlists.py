"""Word lists of the lexicon: sets of lower-case words kept as data, one TOML file for each subject."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of `lexicon/NAME.toml`."""
    return tomllib.loads(files("parley.annotate").joinpath(f"lexicon/{name}.toml").read_text("utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The words under a key of `lexicon/NAME.toml`, or under its `words`; a string is split at blanks."""
    entry = table(name)[key]
    if isinstance(entry, dict):
        entry = entry["words"]
    return frozenset(entry.split() if isinstance(entry, str) else entry)
