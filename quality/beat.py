"""Streams of one beat, and of one story alone: what an archive holds whose feeds are all on one subject.

`beat`: the stories of the corpus made to tell of the same two sides, as where all that one follows is on one war, one
country or one election. In each story the parties with the most people get the names of a cast that all share, their
first people those of its people, the first place that of its capital. What each story is about stays its own.
`alone`: a negotiation of which so much is written that it is the stream, in reports of paragraphs drawn from those of
the example. All names are invented.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from corpus.articles import folders, story_of


@dataclass(frozen=True, slots=True)
class Side:
    """A party of the cast and its people, the leader first."""

    name: str
    people: tuple[str, ...]


CAST = (Side("Maravel", ("Ottilie Dravko", "Senn Ambrus")), Side("Teskany", ("Bohdan Irrizal", "Tavi Sorrento")))
"""The two parties of a story with the most people get these names, and their first people those of theirs."""
ENDINGS = ("n", "an", "ian", "i", "ns", "ans")
"""What makes of the name of a state what is of it."""
CAPITAL = "Port Ellery"
"""The first place of a story gets this name."""


DRAWN, PARAGRAPHS, A_DAY = 160, 6, 5
"""Reports of the story that is alone, paragraphs of each, and reports of a day."""
FIRST = date(2034, 1, 2)


def shared(root: Path) -> dict[str, "Shared"]:
    """For each story of the corpus that is free to look at what gives its text the names of the cast."""
    told = ((folder.name, story_of(folder)) for folder in folders(root / "corpus/stories"))
    return {name: Shared.of(story["entities"]) for name, story in told if story["split"] != "test"}


def drawn(texts: Sequence[str]) -> Iterator[str]:
    """Reports of one story, some on each day, of a title and paragraphs of others drawn by chance."""
    chance = random.Random(FIRST.toordinal())  # noqa: S311  the same every time, no secret
    parts = [[part.strip() for part in text.rpartition("\n---\n")[2].split("\n\n") if part.strip()] for text in texts]
    titles = [title for title, *_ in parts]
    paragraphs = sorted({each for _, *rest in parts for each in rest})
    for at in range(DRAWN):
        day = (FIRST + timedelta(days=at // A_DAY)).isoformat()
        told = [chance.choice(titles), *chance.sample(paragraphs, PARAGRAPHS)]
        yield f"---\npublished: {day}\n---\n" + "\n\n".join(told) + "\n"


@dataclass(frozen=True, slots=True)
class Shared:
    """What is put in the place of which names."""

    pattern: re.Pattern[str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, entities: Mapping[str, Mapping[str, Any]]) -> "Shared":
        """From the entities of a story."""
        names = dict(_capital(entities))
        for side, party in zip(CAST, _parties(entities), strict=False):
            names |= _side(entities, party, side)
        longest = sorted(names, key=lambda name: (-len(name), name))
        return cls(re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b"), names)

    def put(self, text: str) -> str:
        """The text with the names of the cast."""
        return self.pattern.sub(lambda match: self.names[match[0]], text)


def _parties(entities: Mapping[str, Mapping[str, Any]]) -> Sequence[str]:
    """The parties that have a name, those with the most people first, then in the order of the story."""
    people = Counter(each["party"] for each in entities.values() if each.get("party"))
    named = [key for key, each in entities.items() if each.get("names") and people[key]]
    return sorted(named, key=lambda key: -people[key])


def _capital(entities: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    places = [each["names"] for each in entities.values() if each["kind"] == "place" and each.get("names")]
    return ((name, CAPITAL) for name in next(iter(places), ()))


def _side(entities: Mapping[str, Mapping[str, Any]], party: str, side: Side) -> dict[str, str]:
    """The names of a party, what its people and things are called after it, and the names of its first people."""
    names = dict.fromkeys(entities[party].get("names") or (), side.name)
    if entities[party]["kind"] == "state":
        names |= {name + ending: side.name for name in tuple(names) for ending in ENDINGS}
    people = [each for each in entities.values() if each["kind"] == "person" and each.get("party") == party]
    for told, person in zip(side.people, people, strict=False):
        names |= _person(person.get("names") or (), told)
    return names


def _person(names: Sequence[str], told: str) -> dict[str, str]:
    """What a person is called, with the like of another: the whole name, or the family name and what is before it."""
    family = told.rpartition(" ")[2]
    own = names[0].rpartition(" ")[2] if names else ""
    return {name: told if name == names[0] else name.replace(own, family) if own in name else family for name in names}
