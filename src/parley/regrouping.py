"""What the analyst decides on stories: pins, merges and splits, kept with all other decisions of an archive."""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.archive.archive import Archive
from parley.archive.placed import Held
from parley.deciding import Wish, now, whole
from parley.decision import Decision, DecisionKind, Sort
from parley.errors import UsageError
from parley.story import named_after


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is decided, and who decides; the login name where None."""

    reason: str
    by: str | None = None


def pin(archive: Archive, reports: Sequence[str], story: str, ground: Ground) -> Decision:
    """Puts reports into a story, wherever they were found; raises UsageError where one of them is not there."""
    held = archive.told(story)
    chosen = tuple(_report(archive, each) for each in reports)
    if set(chosen) <= set(held.reports):
        raise UsageError(f"The story {held.id} has the report already.", "Nothing needs to be pinned.")
    return _decided(archive, ("pin", "report"), chosen, held.id, ground)


def merge(archive: Archive, stories: Sequence[str], ground: Ground) -> Decision:
    """Makes one story of several, with whatever reports are found in them later."""
    held = list(dict.fromkeys(archive.told(each).id for each in stories))
    if len(held) < 2:
        raise UsageError("A merge needs two or more stories that are not one already.", "Name each by its id.")
    return _decided(archive, ("merge", "story"), tuple(held), None, ground)


def split(archive: Archive, story: str, reports: Sequence[str], ground: Ground) -> Decision:
    """Takes reports out of a story into one of their own; later reports go with those to which they are linked."""
    held = archive.told(story)
    leaving = tuple(dict.fromkeys(_report(archive, each) for each in reports))
    strangers = [each for each in leaving if each not in held.reports]
    if strangers:
        raise UsageError(f"The story {held.id} has no report {strangers[0]}.", "`parley archive stories` shows whose.")
    if named_after(held.id) in leaving:
        rest = [each for each in held.reports if each not in leaving]
        remedy = f"Name those that are to leave it instead: {', '.join(rest[:4])}." if rest else "Leave one with it."
        raise UsageError(f"The story {held.id} is named after {named_after(held.id)}, which stays.", remedy)
    return _decided(archive, ("split", "story"), (held.id, *leaving), None, ground)


def rename(archive: Archive, story: str, name: str, ground: Ground) -> Decision:
    """Gives a story a name of the analyst's own, by which commands know it too."""
    if not name.strip():
        raise UsageError("A story needs a name.", "Give some words.")
    held = archive.told(story)
    called = " ".join(name.split())
    if called in archive.own_stories() or any(
        called == each.name and each.id != held.id for each in archive.told_stories()
    ):
        raise UsageError(f"Another story is called {called!r}.", "Give a name of its own.")
    return _decided(archive, ("rename", "story"), (held.id,), name, ground)


def _report(archive: Archive, start: str) -> str:
    return archive.report(start)[0].id


def _decided(
    archive: Archive, what: tuple[DecisionKind, Sort], things: tuple[str, ...], value: str | None, ground: Ground
) -> Decision:
    wish = whole(Wish(what[0], things, value, ground.reason, ground.by))
    decision = Decision(wish.kind, wish.things, wish.value, wish.reason, wish.by or "", now(), of=what[1])
    archive.decide([decision])
    return decision


def label(archive: Archive, story: Held) -> str:
    """What a story is called: its name where it has one, else the title of the report after which it is named."""
    if story.name is not None:
        return story.name
    named = named_after(story.id) or story.reports[0]
    first = archive.report(named)[0]
    return first.title or first.file
