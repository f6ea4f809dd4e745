"""How rare a word is in writing at large: how many of some thousand texts have it, counted once and for all.

The table is the same for every archive, so that how like two reports are depends on the two alone, whichever came
before or after them (docs/decisions/0016). Words that it lacks are the rarest: names above all.
"""

from functools import cache, lru_cache
from importlib.resources import files
from math import log
from typing import NamedTuple


class Table(NamedTuple):
    """In how many texts, and in how many of them each stem stands."""

    texts: int
    holding: dict[str, int]


@cache
def table() -> Table:
    """The shipped table: `python -m training.rarity` makes it."""
    rows = (files("parley.compare") / "lexicon" / "rarity.tsv").read_text("utf-8").splitlines()
    told = [row.split("\t") for row in rows if row and not row.startswith("#")]
    holding = {stem: int(number) for stem, number in told}
    return Table(holding.pop("*"), holding)


@lru_cache(maxsize=262144)
def rarity(stem: str) -> float:
    """From 1 for a word that every text has to some 8 for one that none has (idf, Spärck Jones 1972)."""
    texts, holding = table()
    return log((texts + 1) / (holding.get(stem, 0) + 1)) + 1
