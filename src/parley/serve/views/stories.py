"""The stories of an archive to choose among: those that were filled by hand, and those that were found."""

from collections.abc import Iterable
from dataclasses import dataclass

from parley.archive.archive import Count
from parley.archive.placed import Held
from parley.deliver.visible import range_text
from parley.serve.sources import FoundStory


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story: what leads to it, what it is called, and what is new in it."""

    address: str
    """Its own name, or the id under which it was found."""
    label: str
    number: int
    days: str
    """The first and the last day on which a report of it was published, where any has a day."""
    unseen: int | None
    """How many of its reports the reader has not seen; None where the reader never looked at it."""


@dataclass(frozen=True, slots=True)
class StoriesView:
    """The stories of an archive as listed."""

    name: str
    stories: tuple[StoryRow, ...]
    found: tuple[StoryRow, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The stories of an archive, for whoever reads."""

    stories: tuple[Count, ...]
    found: tuple[FoundStory, ...]

    @property
    def is_choice(self) -> bool:
        """Whether somebody who opens the archive has to choose: one story that was found is all there is."""
        return bool(self.stories) or len(self.found) > 1

    @property
    def every(self) -> tuple[str | Held, ...]:
        """All of them, those filled by hand first."""
        return (*(each.name for each in self.stories), *(each.held for each in self.found))


def view_stories(name: str, known: Known, unseen: Iterable[int | None]) -> StoriesView:
    """The list, with how much of each in the order of `Known.every` the reader has not seen."""
    left = iter(unseen)
    own = tuple(StoryRow(each.name, each.name, each.number, "", next(left)) for each in known.stories)
    found = tuple(
        StoryRow(each.held.id, each.label, each.number, range_text(each.first, each.last), next(left))
        for each in known.found
    )
    return StoriesView(name, own, found)
