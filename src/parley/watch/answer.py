"""What one visit to an address came to, as it is told to the user."""

from dataclasses import dataclass
from typing import Literal

Came = Literal[
    "new", "changed", "held", "same", "unchanged", "feed", "moved", "later", "gone", "refused", "broken", "noted",
    "opened", "grew", "joined", "parted",
]  # fmt: skip
"""`held`: a page whose report the archive has from another place; `same`: other bytes, the same report; `feed`: a feed
came with content; `moved`: it is asked elsewhere from now on; `later`: the site wants a longer pause; `broken`: an item
or article that is none; `noted`: what of it could not be taken, at no cost to the rest; the last four are of stories:
see `watch.stories`."""

OF_STORIES: frozenset[Came] = frozenset(("opened", "grew", "joined", "parted"))
FAILURES: frozenset[Came] = frozenset(("gone", "refused", "broken"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an address, or became of a story: which report it is, and was before; why there is none."""

    came: Came
    address: str
    title: str | None = None
    report: str | None = None
    before: str | None = None
    why: str | None = None
    asked: bool = True
    """Whether it is what an address gave that was asked, and not of an item in a feed, a reading or a story."""
    story: str | None = None
    """The id of the story of which it tells; then there is no address."""
    items: int = 0
    """Of a feed: how many items it has that are new or say something new."""
    unread: int = 0
    """Of a feed: how many of these are no report and lead to none."""
