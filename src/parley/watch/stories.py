"""What becomes of the stories of an archive as a round brings reports: opened, grown, joined or parted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parley.archive.archive import Archive
from parley.archive.placed import Held
from parley.archive.watching import Watching
from parley.desk import Desk
from parley.grouping import group, reports_of
from parley.regrouping import label
from parley.watch.answer import Answer, Came


def regrouped(archive: Archive, desk: Desk) -> Iterator[Answer]:
    """Groups what came since the last time; an answer for each story of two reports or more that is another now."""
    before = archive.told_stories()
    if not group(archive, desk):
        return
    for turn in turns(before, archive.told_stories()):
        now = {report.id for report in reports_of(archive, turn.story)}
        fresh = now & set(turn.fresh) - _followed(Watching(archive), turn)
        if turn.came in {"joined", "parted"} or (len(now) > 1 and fresh):
            why = _why(turn, len(fresh), len(now))
            yield Answer(turn.came, "", label(archive, turn.story), why=why, asked=False, story=turn.story.id)


def _followed(watching: Watching, turn: "Turn") -> set[str]:
    """The reports new in a story that are but another version of one that stood in it."""
    stood = set(turn.story.reports).difference(turn.fresh)
    return {each for each in turn.fresh if any(version.report in stood for version in watching.versions(each))}


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of a story, the stories from which reports came into it, and the reports that came from none."""

    came: Came
    story: Held
    others: tuple[str, ...]
    fresh: tuple[str, ...]


def turns(before: Sequence[Held], after: Sequence[Held]) -> Iterator[Turn]:
    """The stories that gained reports, in their order; what a story lost is told where it went."""
    was = {report: held for held in before for report in held.reports}
    now = {held.id for held in after}
    for held in after:
        gained = [report for report in held.reports if report not in was or was[report].id != held.id]
        if gained:
            yield _turn(held, was, gained, now)


def _turn(held: Held, was: Mapping[str, Held], gained: Sequence[str], now: set[str]) -> Turn:
    others = {was[report].id for report in gained if report in was and len(was[report].reports) > 1}
    fresh = tuple(report for report in gained if report not in was or len(was[report].reports) == 1)
    earlier = was.get(held.reports[0])
    if not others:
        stood = earlier is not None and earlier.id == held.id and len(earlier.reports) > 1
        return Turn("grew" if stood else "opened", held, (), fresh)
    return Turn("parted" if now.issuperset(others) else "joined", held, tuple(sorted(others)), fresh)


def _why(turn: Turn, fresh: int, number: int) -> str:
    counted = f"{number} report{'s' if number != 1 else ''}"
    match turn.came:
        case "grew":
            return f"{fresh} more, {counted} now"
        case "joined":
            return f"with {', '.join(turn.others)}, {counted} now"
        case "parted":
            return f"from {', '.join(turn.others)}, {counted} now"
    return counted
