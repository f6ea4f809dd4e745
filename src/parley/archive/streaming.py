"""The stream of an archive's reports, in order of day and id, cut into stretches with what is common around each."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parley.archive.archive import Archive

Place = tuple[int, str]
"""Day, 0 for none, and report."""
BEGINNING: Place = (0, "")
"""Before every report: where the first stretch begins, whichever is its first report."""
END: Place = (2**62, "")
"""After every report."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Reports that follow one another, by the place where they begin; and how rare what is common there still is."""

    start: Place
    reports: int
    common: Mapping[str, float]


class Streaming:
    """The rows of the stream; there is no stretch without a report."""

    def __init__(self, archive: Archive) -> None:
        self._database = archive.database

    def enter(self, place: Place, telling: Sequence[str]) -> None:
        """Puts a report with its telling words into the stream."""
        self._database.run("add-telling", *place, json.dumps(telling))

    def leave(self, place: Place) -> None:
        """Takes a report out."""
        self._database.run("drop-telling", *place)

    def note(self, stretch: Stretch) -> None:
        """Keeps a stretch, in the place of one that begins there."""
        self._database.run("note-stretch", *stretch.start, stretch.reports, json.dumps(stretch.common))

    def close(self, start: Place) -> None:
        """Forgets that a stretch begins at a place: what is in it goes on the one before."""
        self._database.run("drop-stretch", *start)

    def holding(self, place: Place) -> Stretch:
        """The stretch in which a place lies."""
        return self._one("stretch-with", place) or Stretch(BEGINNING, 0, {})

    def before(self, start: Place) -> Stretch | None:
        """The stretch before the one that begins at a place."""
        return self._one("stretch-before", start)

    def after(self, start: Place) -> Stretch | None:
        """The stretch after the one that begins at a place."""
        return self._one("stretch-after", start)

    def tellings(self, stretch: Place) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The reports of a stretch, by where it begins, in order, with their telling words."""
        for report, words in self._database.rows("tellings", *stretch, *self._end(stretch)):
            yield report, tuple(json.loads(words))

    def counted(self, stretch: Place) -> int:
        """How many reports a stretch has, counted anew."""
        return int(self._database.only("count-tellings", *stretch, *self._end(stretch))[0])

    def _end(self, start: Place) -> Place:
        after = self.after(start)
        return END if after is None else after.start

    def _one(self, name: str, place: Place) -> Stretch | None:
        row = self._database.row(name, *place)
        return None if row is None else Stretch((row[0], row[1]), row[2], json.loads(row[3]))
