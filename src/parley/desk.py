"""The front door: the command line, the web and scripts all call the desk, and the desk calls the verbs in order."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, TypeVar

from parley import __version__
from parley.acquire.addresses import fetched, is_address
from parley.acquire.described import Described, iso
from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.guard import Guard
from parley.acquire.found import Found, find
from parley.acquire.reports import EXTRACTOR, Acquire, Taken, without_twins
from parley.annotate.engine import ReadingEngine
from parley.annotate.engines import DEFAULT, engine_of
from parley.archive.archive import Added, Archive, Entry
from parley.archive.homes import Homes
from parley.changes import Changes
from parley.compose.lens import Lens, find_lens, shelf
from parley.compose.support import unsupported
from parley.compose.whatif import load_table, outcomes, start
from parley.decision import Decision, in_force, unknown_withdrawals
from parley.deliver.formats import write
from parley.deliver.json import Verdict, load, verify
from parley.deliver.reader import Fault
from parley.dispatch import local, pool
from parley.dispatch.local import Quarantined
from parley.dossier import Dossier, Made, Setting
from parley.errors import DossierError, InputError, UsageError
from parley.followed import standing
from parley.gathered import Gathered, Progress, silent
from parley.outcome import Outcomes
from parley.reading import Engine, Reading
from parley.remembered import remembered
from parley.report import Problem, Report

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Desk:
    """Reads reports into a dossier, writes it and checks it.

    `lens`: name of a shipped lens, path of a YAML file, or `auto` for the shipped lens that fits best.
    `published`, `outlet`: for reports that say nothing of their day or outlet. `jobs`: processes that read.
    `engine`: an engine, or the name of one as `parley read --engine` takes it (docs/engines.md).
    `allow`: hosts that may be fetched from though they are not public (docs/fetching.md).
    """

    lens: str = "auto"
    published: str | None = None
    outlet: str | None = None
    jobs: int = 1
    engine: ReadingEngine | str = DEFAULT
    allow: tuple[str, ...] = ()

    def read(
        self,
        *places: str | Path,
        today: str | None = None,
        progress: Progress = silent,
        stdin: BinaryIO | None = None,
        decisions: Sequence[Decision] = (),
    ) -> Dossier:
        """The dossier of the reports in files, folders, globs and at addresses; `today`: the ISO day to date it with.

        Decisions, of whichever story, are replayed. Raises UsageError for a path or setting that does not exist,
        InputError where no report could be read.
        """
        return self.gather(*places, today=today, progress=progress, stdin=stdin, decisions=decisions).dossier(progress)

    def gather(
        self,
        *places: str | Path,
        today: str | None = None,
        progress: Progress = silent,
        stdin: BinaryIO | None = None,
        decisions: Sequence[Decision] = (),
    ) -> Gathered:
        """What `read` compares: the readings of the reports in files, folders and globs, and decisions on them."""
        find_lens(self.lens)
        reports, problems = self._acquired(places, progress, stdin)
        if not reports:
            raise InputError(_nothing(problems), "Give .txt, .md, .html or .pdf files, or a folder that holds some.")
        gathered = self.gather_reports(reports, today=today, progress=progress, decisions=decisions)
        return replace(gathered, problems=(*problems, *gathered.problems))

    def gather_reports(
        self,
        reports: tuple[Report, ...],
        *,
        today: str | None = None,
        progress: Progress = silent,
        decisions: Sequence[Decision] = (),
    ) -> Gathered:
        """What `read` compares, of reports that are at hand."""
        lens = find_lens(self.lens)
        engine = self._engine()
        readings, failures = self._annotated(engine, reports, progress)
        made = self._made(engine.engine, lens, today)
        return Gathered(
            readings, lens, made, (*_lost(decisions), *_ahead(reports, made.time), *failures), in_force(decisions)
        )

    def add(
        self,
        archive: Archive,
        *places: str | Path,
        handed: Iterable[Found | Problem] = (),
        story: str | None = None,
        progress: Progress = silent,
    ) -> Iterator[Added | Problem]:
        """Puts the reports in files, folders and globs, at addresses, and handed over, into a story of an archive.

        Each that comes back is on the disk; a problem comes back for what cannot be read.
        """
        if story is not None:
            Homes(archive).fillable(story)
        found = [*handed, *self._found(places, progress)]
        problems: list[Problem] = []
        entries = self._entries(found, problems, progress)
        yield from archive.add(entries, now=datetime.now(UTC).isoformat(timespec="seconds"), story=story)
        yield from problems

    def read_archive(
        self, archive: Archive, *, story: str | None = None, today: str | None = None, progress: Progress = silent
    ) -> Dossier:
        """The dossier of the reports in an archive, or of a story of it, with the decisions on them replayed.

        Only what was not read before is read, and kept in the archive, as the dossier is for a while. Raises InputError
        where it holds no report.
        """
        return remembered(archive, self.gather_archive(archive, story=story, today=today, progress=progress), progress)

    def gather_archive(
        self,
        archive: Archive,
        *,
        story: str | None = None,
        today: str | None = None,
        progress: Progress = silent,
        reports: tuple[Report, ...] | None = None,
    ) -> Gathered:
        """What `read_archive` compares: the readings of the reports in an archive, or of a story of it.

        `reports`: these sightings of it instead of those that count now.
        """
        lens = find_lens(self.lens)
        engine = self._engine()
        found = without_twins(archive.reports(story) if reports is None else reports)
        if not found:
            raise InputError("The archive holds no report.", "Put some in: parley archive add.")
        readings, failures = self._kept(archive, engine, found, progress)
        made = self._made(engine.engine, lens, today)
        decisions = archive.decisions()
        problems = (*_lost(decisions), *_ahead(found, made.time), *failures)
        return Gathered(readings, lens, made, problems, standing(archive, decisions, story, found))

    def read_kept(
        self, archive: Archive, reports: Iterable[Report], progress: Progress = silent
    ) -> tuple[Problem, ...]:
        """Reads those reports of an archive that were not read before, and keeps that; what could not be read."""
        return self._kept(archive, self._engine(), tuple(reports), progress)[1]

    def readings_of(
        self, archive: Archive, reports: tuple[Report, ...], progress: Progress = silent
    ) -> tuple[Reading, ...]:
        """The readings of some reports of an archive, in their order; only what was not read before is read."""
        return self._kept(archive, self._engine(), reports, progress)[0]

    def _kept(
        self, archive: Archive, engine: ReadingEngine, reports: tuple[Report, ...], progress: Progress
    ) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
        """The readings of reports by an archive, in their order; what was not read before is read and kept."""
        held = {r.id: reading for r in reports if (reading := archive.reading(r, engine.engine)) is not None}
        readings, failures = self._annotated(engine, tuple(r for r in reports if r.id not in held), progress)
        failed = {problem.report for problem in failures}
        archive.keep(reading for reading in readings if reading.report.id not in failed)
        held |= {reading.report.id: reading for reading in readings}
        return tuple(held[r.id] for r in reports), failures

    def readings(self, *places: str | Path, progress: Progress = silent) -> tuple[Reading, ...]:
        """The readings of the reports alone, in the order of the reports; what cannot be read is left out."""
        reports, _ = self._acquired(places, progress, None)
        return self._annotated(self._engine(), reports, progress)[0]

    @staticmethod
    def lenses() -> tuple[Lens, ...]:
        """The shipped lenses."""
        return shelf()

    def write(
        self,
        dossier: Dossier,
        folder: str | Path,
        formats: Iterable[str] = ("json",),
        changes: Changes | None = None,
    ) -> tuple[Path, ...]:
        """Writes `dossier.<suffix>` for each format into the folder, which is made if needed.

        The page and the Markdown begin or end with what changed, where that is given.
        """
        return write(dossier, Path(folder), tuple(formats), changes)

    def load(self, path: str | Path) -> Dossier:
        """A dossier from its JSON file; raises DossierError where it does not hold."""
        return load(_text_of(Path(path)))

    def check(self, path: str | Path) -> Verdict:
        """Each fault of a dossier's JSON file: spans, ids and fields, then lines of the brief without evidence."""
        text = _text_of(Path(path))
        verdict = verify(text)
        if verdict.faults:
            return verdict
        lines = unsupported(load(text))
        return replace(verdict, faults=tuple(Fault(f"brief[{line.place}]", str(line)) for line in lines))

    @staticmethod
    def what_if(weights: str | Path) -> Outcomes:
        """The outcome space of an analyst's own weights; raises UsageError where the file does not hold."""
        return outcomes(load_table(Path(weights)))

    def what_if_start(self, path: str | Path) -> str:
        """A file of weights to fill in, with the issues, options and parties of a dossier's JSON file."""
        return start(self.load(path))

    def _engine(self) -> ReadingEngine:
        return engine_of(self.engine) if isinstance(self.engine, str) else self.engine

    def _entries(self, found: list[Found | Problem], problems: list[Problem], progress: Progress) -> Iterator[Entry]:
        """What can be put into an archive; what cannot is put to the problems."""
        results = self._run(self._stage().take, found, batch=64)
        for result in _named(_counted(results, "acquire", len(found), progress)):
            if isinstance(result, Taken):
                yield Entry(result.report, result.original, EXTRACTOR)
            elif isinstance(result, Problem):
                problems.append(result)

    def _found(
        self, places: tuple[str | Path, ...], progress: Progress, stdin: BinaryIO | None = None
    ) -> list[Found | Problem]:
        """What lies at the places; those that are addresses are fetched, once the others are known to be there."""
        names = list(map(str, places))
        addresses = [name for name in names if is_address(name)]
        found = list(find((name for name in names if not is_address(name)), stdin))
        with Fetcher(Guard(self.allow)) as fetcher:
            return [*found, *_counted(fetched(addresses, fetcher), "fetch", len(addresses), progress)]

    def _acquired(
        self, places: tuple[str | Path, ...], progress: Progress, stdin: BinaryIO | None
    ) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
        found = self._found(places, progress, stdin)
        results = self._run(self._stage().read, found, batch=256)
        read = list(_named(_counted(results, "acquire", len(found), progress)))
        problems = {result for result in read if isinstance(result, Problem)}
        reports = [result for result in read if isinstance(result, Report)]
        return without_twins(reports), tuple(sorted(problems, key=_order))

    def _stage(self) -> Acquire:
        return Acquire(Described(published=_day(self.published), outlet=self.outlet))

    def _annotated(
        self, engine: ReadingEngine, reports: tuple[Report, ...], progress: Progress
    ) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
        results = _counted(self._run(engine.read, reports, batch=4), "read", len(reports), progress)
        readings: list[Reading] = []
        failures: list[Problem] = []
        for result in results:
            if isinstance(result, Reading):
                readings.append(result)
            else:
                failures.append(Problem(result.item.file, "annotate", result.reason, result.item.id))
                readings.append(Reading(result.item, engine.engine))
        return tuple(readings), tuple(failures)

    def _run(
        self, stage: Callable[[Iterable[A]], Iterator[B]], items: Iterable[A], *, batch: int
    ) -> Iterator[B | Quarantined[A]]:
        if self.jobs > 1:
            return pool.run(stage, items, jobs=self.jobs, batch=batch)
        return local.run(stage, items, batch=batch)

    def _made(self, engine: Engine, lens: Lens | None, today: str | None) -> Made:
        chosen = {"lens": lens.name if lens else self.lens, "published": self.published, "outlet": self.outlet}
        settings = tuple(Setting(name, value) for name, value in sorted(chosen.items()) if value)
        return Made(today or _today(), f"parley {__version__}", engine.name, engine.version, settings)


def _named(results: Iterable[A | Quarantined[Found | Problem]]) -> Iterator[A | Problem]:
    """Results with what broke the stage as a problem of its file."""
    for result in results:
        if isinstance(result, Quarantined):
            item = result.item
            yield Problem(item.name if isinstance(item, Found) else item.file, "acquire", result.reason)
        else:
            yield result


def _lost(decisions: Iterable[Decision]) -> Iterator[Problem]:
    """A line for each withdrawal of a decision that is not here."""
    for each in unknown_withdrawals(decisions):
        reason = f"{each.id} withdraws {', '.join(each.things)}, which is not among the decisions ({each.by})"
        yield Problem(None, "decide", reason)


def _today() -> str:
    """The ISO day, or that of SOURCE_DATE_EPOCH (seconds since 1970, the convention of reproducible builds)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return moment.date().isoformat()


def _ahead(reports: Iterable[Report], today: str) -> Iterator[Problem]:
    """A line for each report with a day of publication to come; one day is left for the time zones of the earth."""
    tomorrow = (date.fromisoformat(today[:10]) + timedelta(days=1)).isoformat()
    for report in reports:
        if report.day and report.day > tomorrow:
            reason = f"its day of publication, {report.day}, lies after {today[:10]}; its days are counted from it"
            yield Problem(report.file, "acquire", reason, report.id)


def _day(value: str | None) -> str | None:
    try:
        return iso(value)
    except ValueError as error:
        raise UsageError(f"The day of publication is not usable: {error}.", "Give it as 2031-03-02.") from error


def _nothing(problems: tuple[Problem, ...]) -> str:
    """What was found instead of reports."""
    if not problems:
        return "There is nothing to read."
    first = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"No report could be read: {first.file}: {first.reason.rstrip('.')}{more}."


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}.", "Name the dossier.json that was written."
        ) from error
    except UnicodeDecodeError as error:
        raise DossierError(f"{path} is not UTF-8 text.", "Name the dossier.json that was written.") from error


def _counted(results: Iterator[B], stage: str, total: int, progress: Progress) -> Iterator[B]:
    for done, result in enumerate(results):
        progress(stage, done, total)
        yield result
    progress(stage, total, total)


def _order(problem: Problem) -> tuple[str, str, str]:
    return (problem.file or "", problem.stage, problem.reason)
