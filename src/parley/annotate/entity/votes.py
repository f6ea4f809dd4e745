"""Votes for what a name is, and those that names lend each other: surnames, lists, parts of longer names."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from parley.annotate.entity.joining import endings
from parley.annotate.entity.names import Name
from parley.annotate.entity.nationality import Nationalities
from parley.annotate.entity.surface import Surface
from parley.annotate.gazetteer import Entry
from parley.annotate.wordlists import words

Sort = Literal["person", "organisation", "place", "state", "thing"]
"""What a name can be; `state` also holds for blocs, `thing` for treaties, prizes, ships, laws."""

ORDER: tuple[Sort, ...] = ("person", "organisation", "state", "place", "thing")
Votes = dict[Sort, float]


@dataclass(slots=True)
class NameGroup:
    """All mentions of one spelling, with what speaks for each sort."""

    key: tuple[str, ...]
    names: list[Name]
    votes: Votes = field(default_factory=lambda: dict.fromkeys(ORDER, 0.0))
    entry: Entry | None = None
    sort: Sort = "thing"
    whole: tuple[str, ...] | None = None
    """Key of the longer name of which this one is the last words."""


def share_surnames(by_key: Mapping[tuple[str, ...], NameGroup]) -> None:
    """A single word that is the last, or with family names first the first, word of a person's name is that person."""
    likely: dict[str, float] = defaultdict(float)
    for key, group in by_key.items():
        if len(key) > 1 and group.votes["person"] >= max(group.votes[sort] for sort in ORDER):
            likely[key[-1]] = max(likely[key[-1]], min(3.0, group.votes["person"]))
            likely[key[0]] = max(likely[key[0]], min(1.5, group.votes["person"] / 2))
    for key, group in by_key.items():
        if len(key) == 1 and key[0] in likely:
            group.votes["person"] += likely[key[0]]
    titled = {key[-1] for key, group in by_key.items() if len(key) == 1 and group.votes["person"] >= 4}
    for key, group in by_key.items():
        if len(key) > 1 and key[-1] in titled:
            group.votes["person"] += 2


def share_listed(text: Surface, found: Sequence[Name], by_key: Mapping[tuple[str, ...], NameGroup]) -> None:
    """Names that stand side by side ("Varnia and Ostland") are probably of one sort."""
    gains: dict[tuple[str, ...], Votes] = defaultdict(dict)
    for before, after in pairwise(found):
        joined = before.last + 1 == after.first and text.lower[before.last] in {"and", "or", "–", "/", "&"}
        if not joined or before.key not in by_key or after.key not in by_key or before.key == after.key:
            continue
        for one, other in ((before.key, after.key), (after.key, before.key)):
            votes = by_key[one].votes
            best = max(ORDER, key=lambda sort: (votes[sort], -ORDER.index(sort)))
            if votes[best] >= 2.5:
                gains[other][best] = 1.5
    for key, gain in gains.items():
        _add(by_key[key].votes, gain)


def share_endings(by_key: Mapping[tuple[str, ...], NameGroup]) -> None:
    """The last words of a longer name of a body or place are of its sort ("the Heights", "the Community")."""
    longer: dict[tuple[str, ...], NameGroup] = {}
    for key, group in by_key.items():
        if group.votes["person"] < max(group.votes["organisation"], group.votes["place"], group.votes["state"]):
            for start in range(1, min(len(key), 6)):
                longer.setdefault(key[start:], group)
    for key, group in by_key.items():
        if key in longer and (len(key) > 1 or key[0] in endings()):
            _add(group.votes, {sort: min(votes, 6.0) for sort, votes in longer[key].votes.items() if votes > 0})
            group.whole = longer[key].key


def share_beginnings(by_key: Mapping[tuple[str, ...], NameGroup], adjectives: Nationalities) -> None:
    """The first word of a company's name is the company ("Norrland" for "Norrland Ferries"), unless it is a place."""
    longer = {
        key[0]: group for key, group in by_key.items() if len(key) > 1 and key[-1] in words("bodies", "companies")
    }
    for key, group in by_key.items():
        plain = len(key) == 1 and group.entry is None and key[0] not in adjectives.sides
        if plain and key[0] in longer and group.votes["place"] < 2.5 and group.votes["person"] < 3:
            group.votes["organisation"] += 5


def _add(votes: Votes, gain: Votes) -> None:
    for sort, weight in gain.items():
        votes[sort] += weight
