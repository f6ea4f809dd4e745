"""The front door of grouping: a stream of mixed news into stories, of files at once or of an archive as it grows."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from parley.acquire.reports import without_twins
from parley.archive.archive import Archive
from parley.archive.gathering import Gathering, Linked, Near, Shelved
from parley.archive.placed import Held, parted
from parley.compare.gather.clusters import BEST, SURE, Links, Ties, bound, clusters, reached
from parley.compare.gather.common import LEAST, SHARE, STORY, STRETCH, TOGETHER, WIDE
from parley.compare.gather.gather import (
    FAR,
    LATELY,
    MORE,
    WEAKEST,
    WINDOW,
    Grouped,
    Tie,
    completing,
    gather,
    link,
    place,
    shelf,
    short,
    why,
    within,
)
from parley.compare.gather.keys import ENOUGH, at_any_time, count, keys, telling
from parley.compare.gather.rarity import table
from parley.compare.gather.signature import Signature, signature
from parley.compare.gather.spelling import Spelling
from parley.compare.gather.weights import weights
from parley.desk import Desk
from parley.gathered import Gathered, Progress, silent
from parley.leading import Leading
from parley.profiles import Seen
from parley.report import Report
from parley.story import story_id

Place = tuple[int, str]
"""Day and report: the order under a key."""
FORM = "4"
"""Raised whenever the same reading might get another signature, or other keys."""
BATCH = 64
"""Reports that are grouped together: one transaction holds them."""
EVER = date.max.toordinal()
"""More days than lie between any two."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A report that was found in another story than before, or for the first time."""

    report: str
    story: str
    before: str | None
    """The story in which it was found before."""
    why: Tie | None
    """The best link to another report of the story; None where it is the only one."""


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories of some files, and what they were found in."""

    stories: tuple[Grouped, ...]
    gathered: Gathered


def stories(desk: Desk, *places: str | Path, progress: Progress = silent) -> Stories:
    """The stories that the reports in files, folders and globs tell; raises InputError where nothing is readable."""
    gathered = desk.gather(*places, progress=progress)
    progress("group", 0, 1)
    texts = {each.report.id: each.report.text for each in gathered.readings}
    return Stories(gather(map(signature, gathered.readings), texts=texts), gathered)


def group(archive: Archive, desk: Desk | None = None, progress: Progress = silent) -> tuple[Joined, ...]:
    """Groups the reports that were put in since the last time; those whose story is another now come back.

    What no engine has read yet is read, and the readings are kept. The stories are those that all reports put in at
    once would give.
    """
    reader = desk or Desk()
    rows = Gathering(archive)
    with archive.database.writing():
        rows.begin(made_by())
    changed = _demanded(archive, rows)
    done, seen = 0, Seen(rows)
    while (waiting := rows.waiting(BATCH)).reports:
        reports = without_twins(rows.reports(waiting.reports))
        signatures = [signature(each) for each in reader.readings_of(archive, reports)]
        with archive.database.writing():
            if rows.waiting(BATCH) == waiting:
                changed |= Grouping(rows, _ties(archive), seen).add(signatures)
                rows.note("sighting", str(waiting.last))
            else:
                seen = Seen(rows)
        done += len(waiting.reports)
        progress("group", done, done)
    return _told(rows, changed, seen)


def explained(archive: Archive, story: Held) -> Iterator[Tie]:
    """For each report of a story to which another of it is linked, the best link and its reasons."""
    rows = Gathering(archive)
    seen, fellows = Seen(rows), frozenset(story.reports)
    best = (
        _best(report, (each for each in rows.links(report) if each.other in fellows), seen) for report in story.reports
    )
    yield from in_words(archive, (tie for tie in best if tie is not None))


def in_words(archive: Archive, ties: Iterable[Tie]) -> Iterator[Tie]:
    """The same ties with their reasons in the words of the reports instead of stems and keys."""
    rows = Gathering(archive)
    seen = Seen(rows)
    for tie in ties:
        text = rows.reports((tie.report,))[0].text
        yield why(replace(seen.of(tie.report), spelt=Spelling(text)), seen.of(tie.other))


@lru_cache(maxsize=1)
def made_by() -> str:
    """A digest of all on which signatures, keys and links rest: archives made by another are grouped anew."""
    shipped = weights()
    told = [
        FORM,
        sorted(shipped.reasons.items()),
        shipped.even,
        shipped.together,
        shipped.strong,
        (SURE, BEST, STRETCH, WIDE, LEAST, SHARE, STORY, TOGETHER),
        (FAR, MORE, LATELY),
        shipped.centre.tolist(),
    ]
    return sha256(json.dumps([told, table()]).encode()).hexdigest()[:16]


def _ties(archive: Archive) -> Ties:
    """What the analyst's splits demand."""
    splits = list(parted(archive.decisions()))
    apart = {(min(named, each), max(named, each)) for named, leaving in splits for each in leaving}
    return Ties(tuple(leaving for _, leaving in splits), frozenset(apart))


def _demanded(archive: Archive, rows: Gathering) -> dict[str, str | None]:
    """Groups anew what the analyst split, or no longer splits, since the last time."""
    with archive.database.writing():
        ties = _ties(archive)
        now = {each for named in (*ties.together, *ties.apart) for each in named}
        told = json.dumps([sorted(ties.together), sorted(ties.apart)])
        before = rows.noted("splits")
        if before == told or (before is None and not now):
            return {}
        earlier = json.loads(before) if before else [[], []]
        held = now | {each for listed in earlier for reports in listed for each in reports}
        rows.note("splits", told)
        return Grouping(rows, ties).regroup({each for each in held if rows.signature(each) is not None})


def _told(rows: Gathering, changed: Mapping[str, str | None], seen: Seen) -> tuple[Joined, ...]:
    now = {report: rows.named(report) or report for report in changed}
    found = []
    for report, before in sorted(changed.items()):
        if now[report] != before:
            best = _best(report, rows.fellows(report, now[report]), seen)
            found.append(Joined(report, story_id(now[report]), before and story_id(before), best))
    return tuple(found)


def _best(report: str, links: Iterable[Linked], seen: Seen) -> Tie | None:
    """Why a report is linked to that other to which it is linked best."""
    near = min(((-each.chance, each.other) for each in links), default=None)
    return near and why(seen.of(report), seen.of(near[1]))


class Grouping:
    """Keeps the stories of an archive as `gather` would find them, by the rows that a new report touches."""

    def __init__(self, rows: Gathering, ties: Ties, seen: Seen | None = None) -> None:
        self._rows = rows
        self._ties = ties
        self._seen = seen or Seen(rows)
        self._least = weights().strong
        self._before: dict[str, float] = {}
        """From which chance on the links of reports led on, before strong ones of theirs came or went."""

    def add(self, signatures: Iterable[Signature]) -> dict[str, str | None]:
        """Takes signatures in, in the order given; each report whose story is another now, with the one before."""
        given = [(each, kept) for each in signatures if (kept := self._seen.signature(each.report)) != each]
        gone = [place(kept) for _, kept in given if kept is not None]
        stale = self._seen.mend(gone, {place(each): telling(each) for each, _ in given})
        touched: set[str] = set()
        for each, kept in given:
            if kept is not None:
                touched |= self._take_out(kept)
            touched |= self._put_in(each)
        for each in stale:
            touched |= self._judge_anew(each)
        return self.regroup(touched | self._led_otherwise())

    def _judge_anew(self, each: Signature) -> set[str]:
        """Links a report anew around which other words are common now."""
        here, one = place(each), self._seen.of(each.report)
        shared = _counted(self._rows.near(shelved(keys(each, one), here[0]), here, WINDOW))
        known = {linked.other: linked for linked in self._rows.links(each.report)}
        counts = {other: linked.keys for other, linked in known.items()}
        counts |= {there[1]: n for there, number in shared.items() if (n := number - short(here, there)) >= ENOUGH}
        links, touched = [], set()
        for other, number in counts.items():
            before = known[other].chance if other in known else 0.0
            chance = link(one, self._seen.of(other)) or 0.0
            if chance != before:
                links.append((each.report, other, number, chance))
                touched |= {each.report, other}
                self._remember({each.report, other} if max(chance, before) >= self._least else set())
        self._rows.link(links)
        return touched

    def _put_in(self, each: Signature) -> set[str]:
        here = place(each)
        self._rows.keep(each.report, here[0], msgspec.msgpack.encode(each))
        self._seen.forget(each.report)
        touched = {each.report}
        under = shelved(keys(each, self._seen.of(each.report)), here[0])
        beside = tuple(self._rows.near(under, here, WINDOW))
        self._rows.enter(under, here)
        for near in beside:
            for (_, one), (_, other) in _straddling(near):
                now = self._rows.part(one, other, count(near.key), ENOUGH)
                if now is not None and now.keys < ENOUGH and now.chance >= WEAKEST:
                    touched |= {one, other}
                    self._lost(one, other, now.chance)
        self._link(tuple(self._linked(each.report, here, _counted(beside))))
        return touched

    def _linked(self, report: str, here: Place, shared: Mapping[Place, int]) -> Iterator[tuple[str, str, int, float]]:
        """The links of a report to those that share enough keys with it."""
        one = self._seen.of(report)
        for there, number in shared.items():
            if number - short(here, there) >= ENOUGH:
                chance = link(one, self._seen.of(there[1]))
                if chance is not None:
                    yield report, there[1], number - short(here, there), chance

    def _link(self, links: Iterable[tuple[str, str, int, float]]) -> None:
        """Notes links, and how those led on before to which a strong one is new."""
        for one, other, _, chance in links:
            if chance >= self._least:
                self._remember({one, other})
        self._rows.link(links)

    def _remember(self, reports: set[str]) -> None:
        """Notes how the links of reports lead on before they change."""
        for report in reports - self._before.keys():
            self._before[report] = bound(self._strong(report).values(), self._least)

    def _lost(self, one: str, other: str, chance: float) -> None:
        """Notes how two reports led on before the link between them no longer counted."""
        if chance >= self._least:
            for report in {one, other} - self._before.keys():
                self._before[report] = bound((*self._strong(report).values(), chance), self._least)

    def _strong(self, report: str) -> dict[str, float]:
        return self._rows.strong(report, ENOUGH, self._least)

    def _led_otherwise(self) -> set[str]:
        """The reports between which a link leads on now, or no longer, because others of theirs came or went."""
        touched = set()
        for report, before in self._before.items():
            links = self._strong(report)
            now = bound(links.values(), self._least)
            changed = {other for other, chance in links.items() if min(before, now) <= chance < max(before, now)}
            touched |= {report, *changed} if changed else set()
        self._before.clear()
        return touched

    def _take_out(self, each: Signature) -> set[str]:
        """Takes a report out whose signature is another now; its neighbours under a key move together."""
        here = place(each)
        links = self._rows.links(each.report)
        touched = {linked.other for linked in links}
        self._rows.unlink(each.report)
        for linked in links:
            if linked.keys >= ENOUGH:
                self._lost(linked.other, linked.other, linked.chance)
        for under in shelved(keys(each), here[0]):
            self._rows.leave(under, here)
            (near,) = self._rows.near((under,), here, WINDOW)
            for (_, one), (_, other) in _straddling(near):
                self._bring_near(one, other, count(under.key))
                touched |= {one, other}
        return touched

    def _bring_near(self, one: str, other: str, more: int) -> None:
        """Links two reports that have become neighbours under a key that counts so much, if that is enough."""
        known = self._rows.known(one, other)
        number = known.keys + more if known and known.keys >= ENOUGH else self._shared(one, other)
        if number >= ENOUGH:
            chance = known.chance if known else link(self._seen.of(one), self._seen.of(other))
            if chance is not None:
                self._link([(one, other, number, chance)])

    def _shared(self, one: str, other: str) -> int:
        """What the keys count under which two reports are neighbours, counted anew."""
        a, b = (each for report in (one, other) if (each := self._seen.signature(report)) is not None)
        here, there = place(a), place(b)
        both = (key for key in set(keys(a)).intersection(keys(b)) if within(key, here[0], there[0]))
        return sum(map(count, (key for key in both if self._are_near(key, here, there)))) - short(here, there)

    def _are_near(self, key: int, here: Place, there: Place) -> bool:
        shelves = (shelf(key, here[0]), shelf(key, there[0]))
        return self._rows.between(shelves, key, (here, there), WINDOW) < WINDOW

    def regroup(self, touched: set[str]) -> dict[str, str | None]:
        """Groups anew the parts in which some reports stand."""
        leading = Leading(self._strong, self._least)
        tied = [each for group in self._ties.together for each in group]
        tied += [each for pair in self._ties.apart for each in pair]
        ties = self._ties.within(each for each in tied if self._rows.signature(each) is not None)
        changed: dict[str, str | None] = {}
        left = set(touched)
        while left:
            part = reached(min(left), leading.of, ties.together)
            left -= set(part)
            changed |= self._group(part, ties)
        return changed

    def _group(self, part: list[str], ties: Ties) -> dict[str, str | None]:
        places = {each.report: each for each in self._rows.places(part)}
        order = {report: (each.day, report) for report, each in places.items()}
        links = self._links(part, set(completing(part, order)))
        changed: dict[str, str | None] = {}
        for group in clusters(part, links, weights().together, ties):
            named = min(group, key=lambda report: places[report].arrived)
            for report in group:
                before = places[report].named
                if before != named:
                    changed[report] = before
                    self._rows.find(report, named)
        return changed

    def _links(self, part: list[str], asked: set[tuple[str, str]]) -> Links:
        """The links within a part; those that are asked for besides are worked out once and kept."""
        links: dict[str, dict[str, float]] = {report: {} for report in part}
        known = set()
        for one, other, number, chance in self._rows.among(part):
            known.add((one, other))
            if chance >= WEAKEST and (number >= ENOUGH or (one, other) in asked):
                links[one][other] = links[other][one] = chance
        fresh = []
        for one, other in sorted(asked - known):
            found = link(self._seen.of(one), self._seen.of(other))
            fresh.append((one, other, 0, found or 0.0))
            if found is not None:
                links[one][other] = links[other][one] = found
        self._rows.link(fresh)
        return links


def _counted(beside: Iterable[Near]) -> Counter[Place]:
    """What the keys count that a report shares with each of those beside it."""
    shared: Counter[Place] = Counter()
    for near in beside:
        for there in (*near.before, *near.after):
            shared[there] += count(near.key)
    return shared


def shelved(under: Iterable[int], day: int) -> tuple[Shelved, ...]:
    """The keys of a report of a day, 0 for none, each on its shelf."""
    return tuple(Shelved(shelf(key, day), key, EVER if at_any_time(key) else LATELY) for key in under)


def _straddling(near: Near) -> Iterator[tuple[Place, Place]]:
    """The pairs that a place between them parts: neighbours without it, no longer neighbours with it."""
    for at, one in enumerate(near.before):
        if WINDOW - 1 - at < len(near.after):
            other = near.after[WINDOW - 1 - at]
            if within(near.key, one[0], other[0]):
                yield one, other


def reports_of(archive: Archive, story: Held) -> tuple[Report, ...]:
    """The reports of a story, each once, in order of day; pages that changed as they are now."""
    return without_twins(archive.held(story))
