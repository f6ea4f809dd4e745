"""The front door to what changed: between two dossiers, two moments of an archive, or since a reader's visit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from parley import __version__
from parley.annotate.engines import DEFAULT, engine_of
from parley.archive.archive import Archive
from parley.archive.moments import Moment, decisions_at, every_report, now, reports_at, visit, visited
from parley.changes import Changes
from parley.compose.changes.changes import changes
from parley.compose.lens import find_lens
from parley.deliver.changes import atom, html, json, markdown, text
from parley.desk import Desk
from parley.dossier import Dossier, Made
from parley.errors import InputError, UsageError
from parley.followed import standing
from parley.gathered import Gathered, Progress, silent
from parley.remembered import remembered

VISIT = "visit"
"""What `since` says for the reader's last visit."""

FORMATS = ("text", "json", "md", "html", "atom")

Word = Callable[[str], None]
"""Told what the user should know besides the changes."""


def _unsaid(words: str) -> None:
    """The word of a quiet run."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of an archive; `since` and `until` are moments as the command line takes them."""

    story: str | None = None
    since: str = VISIT
    until: str | None = None
    reader: str = "me"


@dataclass(frozen=True, slots=True)
class News:
    """What changed, and the moment up to which that was told."""

    changes: Changes
    moment: Moment


def between(old: Path, new: Path, word: Word = _unsaid) -> Changes:
    """What changed between two dossiers on the disk; see `since`."""
    desk = Desk()
    return since(desk.load(old), desk.load(new), word)


def since(earlier: Dossier, later: Dossier, word: Word = _unsaid) -> Changes:
    """What changed between two dossiers; reports are read anew where other programs or lenses made the two."""
    if _by(earlier) != _by(later):
        later = _as_now(later, later, "later", word)
        earlier = _as_now(earlier, later, "earlier", word)
    return changes(earlier, later)


def asked(desk: Desk, archive: Archive, wish: Asked, progress: Progress = silent) -> News:
    """What changed in an archive, or a story of it; both dossiers are made from what it held at the two moments.

    Raises InputError where it held no report at the later one.
    """
    moment = _moment(wish.until, end=True) or now(archive, datetime.now(UTC).isoformat(timespec="seconds"))
    before = _since(archive, wish)
    if before is not None and before.time > moment.time:
        raise UsageError("The first moment lies after the second.", "Let --since be before --until.")
    every = every_report(archive, wish.story)
    day = moment.time[:10]
    gathered = desk.gather_archive(archive, story=wish.story, today=day, progress=progress, reports=every)
    there = _then(gathered, archive, moment, wish.story)
    if not there.readings:
        raise InputError("The archive held no report then.", "Choose a later day for --until.")
    later = remembered(archive, there, progress)
    known = _then(gathered, archive, before, wish.story) if before else gathered.of(())
    earlier = _known(archive, known, later, progress)
    told = changes(earlier, later, since=before.time if before else "", until=moment.time)
    return News(told, moment)


def mark(archive: Archive, wish: Asked, news: News) -> None:
    """Notes that the reader has seen what was told."""
    visit(archive, wish.reader, wish.story, news.moment)


def written(told: Changes, form: str, name: str) -> str:
    """The changes in one of the formats; `name` is what a feed of them is called."""
    match form:
        case "text":
            return text.told(told)
        case "json":
            return json.dump(told)
        case "md":
            return markdown.write(told)
        case "html":
            return html.page(told)
        case "atom":
            return atom.feed(told, name)
        case _:
            raise UsageError(f"There is no format {form!r}.", f"Choose among {', '.join(FORMATS)}.")


def _then(gathered: Gathered, archive: Archive, moment: Moment, story: str | None) -> Gathered:
    """What was gathered, as it was at a moment: the reports of then, the decisions of then."""
    reports = reports_at(archive, moment, (reading.report.id for reading in gathered.readings))
    there = gathered.of(reports)
    held = (reading.report for reading in there.readings)
    return replace(there, decisions=standing(archive, decisions_at(archive, moment), story, held))


def _since(archive: Archive, wish: Asked) -> Moment | None:
    """The moment up to which the reader knows the story; None for a first visit, to which everything is new."""
    if wish.since != VISIT:
        return _moment(wish.since, end=False)
    return visited(archive, wish.reader, wish.story)


def _moment(told: str | None, *, end: bool) -> Moment | None:
    """A moment from an ISO day or time; of a day its end or its beginning, of a time without a zone that of UTC."""
    if told is None:
        return None
    try:
        found = datetime.fromisoformat(told)
    except ValueError as error:
        raise UsageError(
            f"{told!r} is no day or time.", "Give it as 2031-03-02 or 2031-03-02T07:00, or `--since visit`."
        ) from error
    if len(told) <= 10 and end:
        found = found.replace(hour=23, minute=59, second=59)
    return Moment((found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds"))


def _known(archive: Archive, gathered: Gathered, later: Dossier, progress: Progress) -> Dossier:
    """The dossier of what was known, through the lens of the later one; an empty one where nothing was."""
    if not gathered.readings:
        return _empty(later.made)
    earlier = remembered(archive, gathered, progress)
    if _lens(earlier) == _lens(later):
        return earlier
    return remembered(archive, replace(gathered, lens=find_lens(_lens(later))), progress)


def _empty(made: Made) -> Dossier:
    return Dossier(made, (), (), (), (), (), (), (), (), (), (), (), (), ())


def _lens(dossier: Dossier) -> str:
    return next((setting.value for setting in dossier.made.settings if setting.name == "lens"), "auto")


def _by(dossier: Dossier) -> tuple[str, str, str, str]:
    """What made a dossier."""
    made = dossier.made
    return made.program, made.engine, made.engine_version, _lens(dossier)


def _as_now(dossier: Dossier, later: Dossier, which: str, word: Word) -> Dossier:
    """The dossier as it is, or of its reports anew where this Parley, or the lens of the later one, is another."""
    lens, made, engine = _lens(later), dossier.made, engine_of(DEFAULT).engine
    if _by(dossier) == (f"parley {__version__}", engine.name, engine.version, lens):
        return dossier
    if made.engine != engine.name:
        raise UsageError(
            f"The {which} dossier was made by the engine {made.engine}, not by Parley's own.",
            "Make both anew with the same engine, and compare them in one archive.",
        )
    word(f"The {which} dossier is of {made.program} ({made.engine} {made.engine_version}, lens {_lens(dossier)}); its")
    word("reports were read anew, so that nothing is told as news that only this program sees.")
    return Desk(lens=lens).gather_reports(dossier.reports, today=made.time).dossier()
