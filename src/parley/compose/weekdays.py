"""The order of weekdays in reports without any date: "Friday" before "Saturday" before the "Monday" that is planned."""

import re
from calendar import day_name
from collections.abc import Sequence

from parley.story import Event

PLANNED = frozenset({"planned", "proposed"})

_NAMES = tuple(name.casefold() for name in day_name)
_NAMED = re.compile(rf"\b({'|'.join((*_NAMES, 'weekend'))})\b", re.IGNORECASE)


def weekday_of(event: Event) -> int | None:
    """The weekday, 0 for Monday, that an event without a day names; a weekend is its Saturday."""
    if event.when is None or event.when.start or event.when.end:
        return None
    found = _NAMED.search(event.when.text)
    if found is None:
        return None
    word = found[0].casefold()
    return _NAMES.index("saturday" if word == "weekend" else word)


def ranks(events: Sequence[Event]) -> dict[int, int]:
    """The place of each weekday in the order of time, for reports that tell of less than a week.

    The days are taken to follow each other with as few days left out as possible; of two such orders the one is right
    in which what is planned comes last.
    """
    told = [(day, event.status in PLANNED) for event in events if (day := weekday_of(event)) is not None]
    days = sorted({day for day, _ in told})
    if not days:
        return {}

    def cost(first: int) -> tuple[int, int, int]:
        places = [((day - first) % 7, planned) for day, planned in told]
        early = sum(a < b for a, planned in places if planned for b, other in places if not other)
        return max(place for place, _ in places), early, first

    first = min(days, key=cost)
    return {day: (day - first) % 7 for day in days}
