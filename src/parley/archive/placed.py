"""Which story each report of an archive tells: what was found, and the analyst's decisions on stories laid over it.

Merges, splits and pins are replayed in the order in which they were made; the later has the last word. They name
stories by ids, and an id always leads to the story that holds the report after which it is named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parley.decision import Decision, in_force
from parley.story import named_after, story_id


@dataclass(frozen=True, slots=True)
class Held:
    """A story of an archive: its id, its name where the analyst gave one, and its reports in order of arrival."""

    id: str
    name: str | None
    reports: tuple[str, ...]
    formerly: tuple[str, ...] = ()
    """Names that the analyst gave it, or a story that is part of it now, before."""
    last: int = 0
    """Where its newest report stands in the order of arrival."""


def on_stories(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions in force that are on found stories."""
    return tuple(each for each in in_force(decisions) if _is_on_stories(each))


def _is_on_stories(each: Decision) -> bool:
    return each.kind == "pin" or (each.of == "story" and each.kind in {"merge", "split", "rename"})


def placed(found: Mapping[str, str], decisions: Iterable[Decision]) -> tuple[Held, ...]:
    """The stories, in the order in which the reports arrived after which they are named.

    `found` gives for each report, in order of arrival, the one after which its story is named. Decisions on reports or
    stories that are not there wait until they are.
    """
    replayed = _Replayed(found)
    given: list[tuple[str, str]] = []
    for each in on_stories(decisions):
        if each.kind == "rename":
            given += [(thing, each.value) for thing in each.things if each.value]
        else:
            replayed.take(each)
    names: dict[str | None, list[str]] = {}
    for thing, name in given:
        names.setdefault(replayed.story(thing), []).append(name)
    return tuple(
        Held(
            story_id(named),
            names.get(named, [None])[-1],
            tuple(reports),
            tuple(names.get(named, [])[:-1]),
            replayed.order[reports[-1]],
        )
        for named, reports in replayed.groups().items()
    )


def meant(every: Sequence[Held], story: str) -> tuple[Held, ...]:
    """The stories meant by an id, by how one begins, by a name or, where no story is called so now, a former one.

    An id leads to the story that holds the report after which it is named, whatever has become of it since.
    """
    after = named_after(story)
    ways = (
        [each for each in every if after in each.reports or each.name == story],
        [each for each in every if after is not None and each.id.startswith(story)],
        [each for each in every if story in each.formerly],
    )
    return tuple(next((way for way in ways if way), []))


class _Replayed:
    """The stories with the decisions on them so far."""

    def __init__(self, found: Mapping[str, str]) -> None:
        self._found = found
        self.order = {report: at for at, report in enumerate(found)}
        """Where each report stands in the order of arrival."""
        self._joined = {named: named for named in found.values()}
        self._moved: dict[str, str] = {}

    def take(self, decision: Decision) -> None:
        """Lays one more decision over them."""
        if decision.kind == "pin":
            target = self.story(decision.value or "")
            for report in decision.things if target else ():
                if report in self._found:
                    self._moved[report] = target or ""
        elif decision.kind == "merge":
            self._merge([named for thing in decision.things if (named := self.story(thing))])
        else:
            self._split(decision.things[0], decision.things[1:])

    def story(self, thing: str) -> str | None:
        """After which report the story is named now to which an id leads, or None where it is not there."""
        named = self._found.get(named_after(thing) or "")
        return None if named is None else self._joined[named]

    def groups(self) -> dict[str, list[str]]:
        """The reports of each story."""
        told: dict[str, list[str]] = {}
        for report, named in self._found.items():
            told.setdefault(self._joined[self._moved.get(report, named)], []).append(report)
        return {named: told[named] for named in sorted(told, key=self.order.__getitem__)}

    def _merge(self, stories: list[str]) -> None:
        if stories:
            first = min(stories, key=self.order.__getitem__)
            self._rename(set(stories), first)

    def _rename(self, stories: set[str], first: str) -> None:
        for named, joined in self._joined.items():
            if joined in stories:
                self._joined[named] = first

    def _split(self, story: str, reports: Iterable[str]) -> None:
        """Undoes the merge or pin that holds the reports in the story; links no longer hold them there."""
        left = self.story(story)
        leaving = [report for report in reports if report in self._found]
        for report in leaving:
            self._moved.pop(report, None)
        apart = {self._found[report] for report in leaving} - {self._found.get(named_after(story) or "")}
        apart = {named for named in apart if self._joined[named] == left}
        if left in apart:
            stay = [named for named, joined in self._joined.items() if joined == left and named not in apart]
            self._rejoin(stay)
        self._rejoin(sorted(apart))

    def _rejoin(self, named: list[str]) -> None:
        first = min(named, key=self.order.__getitem__, default="")
        self._joined.update(dict.fromkeys(named, first))


def parted(decisions: Iterable[Decision]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each split the report after which the story is named that stays, and the reports that leave it together."""
    for each in on_stories(decisions):
        named = named_after(each.things[0]) if each.kind == "split" else None
        if named is not None and each.things[1:]:
            yield named, tuple(sorted(set(each.things[1:]) - {named}))
