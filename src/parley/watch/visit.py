"""One visit: what an address gave becomes items, a report or a reason, and is kept in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

from parley.acquire.described import Described
from parley.acquire.feeds.articles import announced, article, held
from parley.acquire.feeds.feed import Broken, Feed, Item
from parley.acquire.feeds.kinds import Given, feed, feeds_of
from parley.acquire.fetch.wanted import Fetched, Refused
from parley.acquire.reports import EXTRACTOR, Taken
from parley.archive.archive import Entry
from parley.archive.watching import Put, Told, Watched, Watching
from parley.dispatch.local import Quarantined, attempt
from parley.errors import UnreadableReportError
from parley.report import Problem
from parley.watch.answer import Answer
from parley.watch.pace import Pace, iso

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Visit:
    """What an address gave, at one time."""

    watching: Watching
    pace: Pace
    now: datetime

    def fetched(self, watched: Watched, answer: Fetched) -> Iterator[Answer]:
        """Takes content: of a feed, of a page that names its feed, or of a page."""
        given = Given(answer.content, answer.final, answer.media, answer.charset)
        try:
            found = _tried(lambda: feed(given)) if watched.kind != "page" else None
        except UnreadableReportError as error:
            yield self._failed(watched, str(error))
            return
        if found is not None:
            yield from self._feed(watched, answer, found)
        elif watched.kind == "feed":
            yield self._failed(watched, "it gave a page in place of its feed")
        else:
            named = feeds_of(given) if watched.kind == "unknown" else ()
            yield from self._named(watched, named[0]) if named else self._page(watched, answer, given)

    def refused(self, watched: Watched, refusal: Refused) -> Answer:
        """Keeps why there was nothing."""
        return self._failed(watched, refusal.reason, refusal)

    def _failed(self, watched: Watched, why: str, refusal: Refused | None = None) -> Answer:
        state = self.pace.failed(watched, why, self.now, refusal)
        self.watching.mark([(watched, state)])
        came = "gone" if refusal and refusal.kind == "gone" else "refused" if refusal else "broken"
        return Answer(came, watched.address, watched.title, why=why)  # type: ignore[arg-type]

    def _named(self, watched: Watched, address: str) -> Iterator[Answer]:
        """A page that names its feed: the feed is watched in its place."""
        self.watching.move(watched, address, "feed", iso(self.now))
        yield Answer("moved", watched.address, watched.title, why=f"its feed is {address}")

    def _moved(self, watched: Watched, answer: Fetched) -> Iterator[Answer]:
        """An address that the user named and that has moved for good is asked for where it is now."""
        if answer.moved and watched.given is not None and answer.moved != watched.address:
            kind = "feed" if watched.kind == "unknown" else watched.kind
            due = self.pace.answered(watched, self.now, changed=False).due or iso(self.now)
            self.watching.move(watched, answer.moved, kind, due)
            yield Answer("moved", watched.address, watched.title, why=f"it has moved to {answer.moved}", asked=False)

    def _feed(self, watched: Watched, answer: Fetched, found: Feed) -> Iterator[Answer]:
        told, notes = [], []
        for item in found.items:
            each = self._told(watched, found, item)
            if self.watching.new(watched, each):
                told.append(each)
                notes += [
                    Answer("noted", _place(watched, item), why=why, asked=False) for why in getattr(item, "noted", ())
                ]
        state = self.pace.fetched(watched, answer, self.now, changed=bool(told), rest=found.rest)
        held_in_full = self.watching.take(watched, state, found.title, told)
        unread = [each for each in told if each.why]
        title = found.title or watched.title
        yield Answer("feed", watched.address, title, items=len(told), unread=len(unread))
        yield from notes
        yield from (Answer("broken", watched.address, each.title, why=each.why, asked=False) for each in unread)
        titles = {each.entry.report.id: each.title for each in told if each.entry}
        held = (_came(watched.address, titles.get(put.report), put) for put in held_in_full)
        yield from (replace(each, asked=False) for each in held)
        yield from self._moved(watched, answer)

    def _told(self, watched: Watched, found: Feed, item: Item | Broken) -> Told:
        if isinstance(item, Broken):
            return Told(item.identity, (item.reason,), why=f"an item of the feed is left out: {item.reason}")
        said = (item.title or "", item.updated or item.published or item.summary or "", item.content or "")
        told = Told(
            item.identity, said[:2], item.address, item.title, item.author, announced(item.updated or item.published)
        )
        told = replace(told, published=announced(item.published) or told.published)
        if item.address is not None:
            return told
        name = f"{watched.address}#{item.identity}"
        try:
            described = _described(told.title, told.author, told.published, found.title)
            taken = _tried(lambda: held(item, name, described))
        except UnreadableReportError as error:
            reason = f"an item of the feed is left out: {error}"
            return replace(told, said=said, why=reason)
        return replace(told, said=said, entry=_entry(taken))

    def _page(self, watched: Watched, answer: Fetched, given: Given) -> Iterator[Answer]:
        said = self.watching.announced(watched)
        title, author = (said.title, said.author) if said else (None, None)
        outlet = (said.feed if said else watched.title if watched.given else None) or _host(watched.address)
        described = _described(title, author, said.published if said else None, outlet)
        try:
            taken = _tried(lambda: article(given, watched.address, described))
        except UnreadableReportError as error:
            yield self._failed(replace(watched, kind="page"), str(error))
            return
        entry = _entry(taken)
        changed = not self.watching.is_now(watched, entry)
        put = self.watching.put(watched, self.pace.fetched(watched, answer, self.now, changed=changed), entry)
        yield _came(watched.address, taken.report.title, put)
        yield from self._moved(watched, answer)


def _tried(work: Callable[[], A]) -> A:
    """What a parser makes of something; that it breaks on it is a reason like others, and costs no other."""

    def stage(group: Iterable[None]) -> Iterator[A | UnreadableReportError]:
        for _ in group:
            try:
                yield work()
            except UnreadableReportError as error:
                yield error

    (result,) = attempt(stage, (None,))
    if isinstance(result, Quarantined):
        raise UnreadableReportError(f"it broke what reads it ({result.reason}).", "Save its text in a .txt file.")
    if isinstance(result, UnreadableReportError):
        raise result
    return result


def _place(watched: Watched, item: Item | Broken) -> str:
    return getattr(item, "address", None) or watched.address


def _came(address: str, title: str | None, put: Put | Problem) -> Answer:
    if isinstance(put, Problem):
        return Answer("broken", address, title, why=put.reason)
    came = "same" if not put.new else "changed" if put.before else "held" if put.held else "new"
    return Answer(came, address, title, put.report, put.before)  # type: ignore[arg-type]


def _entry(taken: Taken) -> Entry:
    return Entry(taken.report, taken.original, EXTRACTOR)


def _described(title: str | None, author: str | None, published: str | None, outlet: str | None) -> Described:
    return Described(title=title, author=author, published=published, outlet=outlet)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
