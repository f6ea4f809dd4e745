"""Profiles of an archive's reports: made of the signatures that it keeps, and held while they are looked at."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from parley.archive.gathering import Gathering
from parley.archive.streaming import Place
from parley.compare.gather.gather import place
from parley.compare.gather.profile import Profile, profile
from parley.compare.gather.signature import Signature
from parley.stretches import Stretches

HELD = 4096
"""So many profiles are held at most from one batch to the next."""


class Seen:
    """The profiles of the reports that are looked at; those that were longest not looked at are forgotten."""

    def __init__(self, rows: Gathering) -> None:
        self._rows = rows
        self._held: dict[str, Profile] = {}
        self._stretches = Stretches(rows.stream, self.signature)

    def of(self, report: str) -> Profile:
        """The profile of a report whose signature is kept."""
        found = self._held.pop(report, None)
        if found is None:
            kept = self.signature(report)
            if kept is None:
                raise KeyError(report)
            found = profile(kept, common=self._stretches.common(place(kept)))
            if len(self._held) >= HELD:
                del self._held[next(iter(self._held))]
        self._held[report] = found
        return found

    def signature(self, report: str) -> Signature | None:
        """The signature that is kept of a report."""
        content = self._rows.signature(report)
        return None if content is None else msgspec.msgpack.decode(content, type=Signature)

    def mend(self, gone: Iterable[Place], come: Mapping[Place, Sequence[str]]) -> tuple[Signature, ...]:
        """Takes reports out of the stream, and others in; the signatures of those around which other words are common.

        Not of those that come: their profiles are made when their signatures are there.
        """
        stale = self._stretches.mend(gone, come) - {report for _, report in come}
        for report in stale:
            self.forget(report)
        return tuple(each for report in sorted(stale) if (each := self.signature(report)) is not None)

    def forget(self, report: str) -> None:
        """Makes the profile again when it is asked for: its signature, or what is common around it, is another."""
        self._held.pop(report, None)
