"""In which stories of an archive that holds which was decided or seen in one, whatever the story was called then."""

from dataclasses import dataclass
from functools import cached_property

from parley.archive.archive import Archive
from parley.archive.placed import Held, meant
from parley.decision import Decision
from parley.errors import UsageError
from parley.story import named_after


@dataclass(frozen=True)
class Homes:
    """The stories of an archive as they are now; those that were found are looked at when one is asked for."""

    archive: Archive

    def key(self, story: str | None) -> str | None:
        """By what a story is known for good: its name where the user filled it, its id where it was found.

        Raises UsageError where there is no such story.
        """
        return story if story is None or story in self._own else self.archive.told(story).id

    def fillable(self, story: str) -> None:
        """Raises UsageError where reports cannot be put into a story of this name, since it was found."""
        led = () if story in self._own else meant(self._found, story)
        if led:
            remedy = f"Take another name, or say that they belong there: parley archive pin … {led[0].id} REPORTS."
            raise UsageError(f"The story {story!r} was found: only grouping puts reports there.", remedy)

    def called(self, story: str) -> str:
        """What a story is called now of which a decision keeps the key."""
        led = None if story in self._own else self._led(story)
        return story if led is None else led.name or led.id

    def of(self, decision: Decision) -> frozenset[str | None]:
        """The stories in which a decision holds that was made in one: none where the archive does not have it.

        One made in a story that was found goes with its words, wherever their reports were found since; one on no
        words goes with the id.
        """
        if decision.story is None or decision.story in self._own:
            return frozenset((decision.story,))
        led = self._led(decision.story)
        if led is None and named_after(decision.story) is None:
            return frozenset()
        words = {self._holding[report].id for report in decision.reports if report in self._holding}
        return frozenset(words or ({led.id} if led else ()))

    def about(self, decision: Decision) -> frozenset[str | None]:
        """The stories that were found of which a decision on stories tells."""
        named = [led.id for thing in (*decision.things, decision.value or "") if (led := self._led(thing))]
        return frozenset((*named, *(self._holding[each].id for each in decision.things if each in self._holding)))

    @cached_property
    def _own(self) -> frozenset[str]:
        return self.archive.own_stories()

    @cached_property
    def _found(self) -> tuple[Held, ...]:
        return self.archive.told_stories()

    @cached_property
    def _holding(self) -> dict[str, Held]:
        return {report: held for held in self._found for report in held.reports}

    def _led(self, story: str) -> Held | None:
        """The one story that was found to which an id or name leads."""
        led = meant(self._found, story)
        return led[0] if len(led) == 1 else None
