"""When an address is asked again: sooner what changes, later what rests or fails, never what is gone."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from parley.acquire.fetch.wanted import Fetched, Refused
from parley.archive.watching import State, Watched

REST = 4
"""What has not changed for a while is asked after a quarter of that while again, at the latest after a day."""

LONGEST_REST = timedelta(days=1)
LONGEST_BACK_OFF = timedelta(days=7)

REMEMBERED = timedelta(days=30)
"""How long a page that only a feed names is looked at for changes, each time after as long again as it is known."""

TRIES, TRIED = 5, timedelta(days=2)
"""Failures in a row, and how long it is known, after which such a page is given up."""

FINAL = frozenset(("gone", "guard", "robots", "size", "encoding"))
"""Refusals of such a page that asking again does not change."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The shortest time between two visits, unless a server or a feed wants a longer one."""

    shortest: timedelta = timedelta(hours=1)

    def answered(self, watched: Watched, now: datetime, *, changed: bool, rest: int = 0) -> State:
        """After an answer; `rest` seconds are what the feed asks for."""
        told = iso(now)
        state = replace(watched.state, asked=told, answered=told, barred=None, failures=0, why=None)
        state = replace(state, changed=told) if changed else state
        wait = max(self.shortest, timedelta(seconds=rest))
        if watched.given is None:
            age = now - moment(watched.added)
            return replace(state, due=iso(now + max(wait, age)) if age < REMEMBERED else None)
        quiet = now - moment(state.changed or watched.added)
        return replace(state, due=iso(now + max(wait, min(quiet / REST, LONGEST_REST))))

    def fetched(self, watched: Watched, answer: Fetched, now: datetime, *, changed: bool, rest: int = 0) -> State:
        """After an answer with content."""
        state = self.answered(watched, now, changed=changed, rest=rest)
        return replace(state, etag=answer.etag, modified=answer.modified)

    def later(self, watched: Watched, refusal: Refused, now: datetime) -> State:
        """After a refusal that is none but a wish to be asked later; it is no failure."""
        due = iso(now + timedelta(seconds=refusal.wait or 0))
        return replace(watched.state, due=due, barred=due)

    def failed(self, watched: Watched, why: str, now: datetime, refusal: Refused | None = None) -> State:
        """After an answer that is of no use, or none."""
        failures = watched.state.failures + 1
        wait = min(self.shortest * 2 ** min(failures - 1, 16), LONGEST_BACK_OFF)
        barred = now + timedelta(seconds=refusal.wait) if refusal and refusal.wait else None
        due = max(now + wait, barred) if barred else now + wait
        return replace(
            watched.state,
            asked=iso(now),
            due=None if _final(watched, failures, refusal, now) else iso(due),
            barred=iso(barred) if barred else None,
            failures=failures,
            why=why,
        )


def is_put_off(refusal: Refused) -> bool:
    """Whether a site only wants a longer pause between two requests (`Crawl-delay`)."""
    return refusal.kind == "robots" and refusal.wait is not None


def _final(watched: Watched, failures: int, refusal: Refused | None, now: datetime) -> bool:
    if watched.given is not None:
        return refusal is not None and refusal.kind == "gone"
    given_up = failures >= TRIES and now - moment(watched.added) >= TRIED
    return given_up or (refusal is not None and refusal.kind in FINAL)


def iso(when: datetime) -> str:
    """A time in UTC as the archive keeps it; times so written sort as they follow."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(told: str) -> datetime:
    """A time as the archive keeps it."""
    return datetime.fromisoformat(told)
