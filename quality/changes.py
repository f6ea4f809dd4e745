"""How well is told what is new: `python -m quality.changes [STORY …] [--each] [--missed] [--floors FILE]`.

A story is a folder with `reports` and `gold/changes.yaml`: steps, each with the last day that the reader knows and the
last day of what is new, the changes that must be told, those that may be, and what was known and is no news. Recall
counts the first; precision counts the told ones that are among the first two, for kinds of which the gold lists all.
Without stories: the example and every dev story of corpus/comparison that has such a gold. With --size N instead: what
it costs to compare the dossier of N reports of both corpora with that of half of them, in seconds of one core; with
--visits N what a reader waits who asks an archive of N reports, read before, what is new since a visit.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from pydantic import ValidationError

from parley.archive.archive import Archive
from parley.changes import Change, Changes
from parley.compose.changes.changes import changes
from parley.compose.lens import find_lens
from parley.desk import Desk
from parley.dossier import Dossier, Made
from parley.gathered import Gathered
from parley.news import Asked, asked, mark
from parley.report import Span
from quality import floors, scaling
from quality.comparison import STORIES, folders
from quality.engine import DEFAULT
from quality.gold import GoldError, Row
from quality.measure import Measure, faults, share

EXAMPLE = STORIES.parent.parent / "examples" / "aldra-talks"

MOVES = frozenset({"hardened", "softened", "position", "restated"})
"""Kinds that tell of a position: one told by another of them is found, but counted apart as told otherwise."""

LISTED = MOVES | {"conflict", "held", "planned", "moved", "called off", "corroborated", "on stage", "role", "overlap"}
"""Kinds of which the gold lists every change: what is told beyond it is wrong."""


class Meant(Row):
    """A change: the kinds by which it may be told, and places of the reports of which it cites one; a conflict two."""

    kind: tuple[str, ...]
    what: str = ""
    near: tuple[tuple[str, str], ...]


class Step(Row):
    """What is new on the days after `since` up to `until`."""

    since: date
    until: date
    must: tuple[Meant, ...]
    may: tuple[Meant, ...] = ()
    known: tuple[Meant, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A step with what was told of it; the places of the gold as spans."""

    step: Step
    told: Changes
    spans: Mapping[tuple[str, str], Span]

    def is_told(self, meant: Meant, change: Change, *, exactly: bool = True) -> bool:
        """Whether a change is the one meant; otherwise than exactly, by any kind that tells of a position."""
        kinds = set(meant.kind)
        if change.kind not in kinds and (exactly or not (kinds & MOVES and change.kind in MOVES)):
            return False
        passages = (*change.evidence, *change.before) if change.kind == "conflict" else change.evidence
        cited = {self.spans[near] for near in meant.near if any(self.spans[near].meets(span) for span in passages)}
        return len(cited) >= (2 if change.kind == "conflict" and meant.kind[0] == "conflict" else 1)


def load(folder: Path) -> tuple[Step, ...]:
    """The steps of a story's gold; raises GoldError where it does not hold."""
    path = folder / "gold" / "changes.yaml"
    try:
        rows = yaml.safe_load(path.read_text("utf-8"))["steps"]
        return tuple(Step.model_validate(row) for row in rows)
    except (OSError, KeyError, TypeError, yaml.YAMLError, ValidationError) as error:
        raise GoldError(f"{path}: {error}") from error


def followed(folder: Path) -> Iterator[Found]:
    """Each step of a story, the reports read as they were there on its days."""
    whole = Desk().read(folder / "reports", today="2026-12-31")
    days = {report.file: report.day or "" for report in whole.reports}
    read: dict[str, Dossier] = {}
    for step in load(folder):
        since, until = step.since.isoformat(), step.until.isoformat()
        for day in (since, until):
            if day not in read:
                files = [folder / "reports" / file for file, on in sorted(days.items()) if on <= day]
                read[day] = Desk().read(*files, today=day)
        yield Found(step, changes(read[since], read[until]), _spans(folder, step, whole))


def _spans(folder: Path, step: Step, whole: Dossier) -> dict[tuple[str, str], Span]:
    """The places of a step; raises GoldError where words do not stand in their report."""
    reports = {report.file: report for report in whole.reports}
    found: dict[tuple[str, str], Span] = {}
    for row in (*step.must, *step.may, *step.known):
        for file, words in row.near:
            start = reports[file].text.find(words) if file in reports else -1
            if start < 0:
                raise GoldError(f"{folder.name}, changes.yaml: {words!r} does not stand in {file}.")
            found[file, words] = Span(reports[file].id, start, start + len(words))
    return found


def measures(found: Sequence[Found]) -> list[Measure]:
    """Recall and precision over all kinds, then for each."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    traps = taken = near = moves = 0
    for each in found:
        for meant in each.step.must:
            here = counts[meant.kind[0]]
            here[0] += 1
            here[1] += any(each.is_told(meant, change) for change in each.told.changes)
            if set(meant.kind) & MOVES:
                moves += 1
                near += any(each.is_told(meant, change, exactly=False) for change in each.told.changes)
        for change in each.told.changes:
            if change.kind in LISTED:
                here = counts[change.kind]
                here[2] += 1
                here[3] += _is_right(each, change)
        for meant in each.step.known:
            traps += 1
            taken += any(each.is_told(meant, change) for change in each.told.changes)
    rows = [counts[kind] for kind in sorted(counts)]
    listed = [share("changes.recall", sum(r[1] for r in rows), sum(r[0] for r in rows))]
    listed += [share("changes.precision", sum(r[3] for r in rows), sum(r[2] for r in rows))]
    listed += [share("changes.positions", near, moves, "by any of their kinds")]
    listed += [faults("changes.false_news", taken, traps, "things that were known")]
    for kind in sorted(counts):
        wanted, hits, told, right = counts[kind]
        listed += [share(f"changes.{kind}.recall", hits, wanted)] if wanted else []
        listed += [share(f"changes.{kind}.precision", right, told)] if told else []
    return listed


def cost(size: int) -> tuple[float, int]:
    """Seconds for a story of so many reports against half of it, and how many changes were found."""
    found = scaling.readings(size, DEFAULT, 1)
    gathered = Gathered(found, find_lens("general"), Made("2031-03-31", "parley", "none", "0"))
    half = gathered.of({reading.report.id for reading in found[: size // 2]})
    earlier, later = half.dossier(), gathered.dossier()
    began = time.process_time()
    told = changes(earlier, later)
    return time.process_time() - began, len(told.changes)


def visits(size: int) -> Iterator[tuple[str, float]]:
    """Seconds of what a reader asks of an archive of so many reports; the last with nothing remembered."""
    desk, wish = Desk(engine=DEFAULT), Asked(reader="a reader")
    with TemporaryDirectory() as folder:
        for number, text in enumerate(scaling.texts(size + 1)):
            (Path(folder) / f"{number:04d}.txt").write_text(text, "utf-8")
        files, path = sorted(Path(folder).glob("*.txt")), Path(folder) / "kept.parley"
        Archive.make(path)
        with Archive.open(path) as archive:
            list(desk.add(archive, *files[:-1]))
            mark(archive, wish, asked(desk, archive, wish))
            list(desk.add(archive, files[-1]))
            desk.gather_archive(archive)
            for what in ("one report more", "asked again", "nothing remembered"):
                if what == "nothing remembered":
                    archive.database.script("DELETE FROM dossier")
                began = time.process_time()
                asked(desk, archive, wish)
                yield what, time.process_time() - began


def _is_right(each: Found, change: Change) -> bool:
    rows = (*each.step.must, *each.step.may)
    return any(each.is_told(meant, change) for meant in rows) and not any(
        each.is_told(meant, change) for meant in each.step.known
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the measures; status 1 where a floor is missed, 2 where a gold or a table cannot be used."""
    wanted = _parser().parse_args(arguments)
    if wanted.size:
        seconds, number = cost(wanted.size)
        print(f"{wanted.size} reports against {wanted.size // 2}: {seconds:.2f} s, {number} changes")
        return 0
    if wanted.visits:
        print(
            f"{wanted.visits} reports: " + ", ".join(f"{what} {taken:.2f} s" for what, taken in visits(wanted.visits))
        )
        return 0
    try:
        stories = [Path(name) for name in wanted.story] or _stories()
        each = {folder.name: list(followed(folder)) for folder in stories}
        total = measures([step for steps in each.values() for step in steps])
        short = list(floors.missed(floors.load(wanted.floors, "changes"), total)) if wanted.floors else []
    except (GoldError, floors.FloorsError) as error:
        print(error, file=sys.stderr)
        return 2
    for name, steps in each.items() if wanted.each or wanted.missed else ():
        print(f"{name}: {', '.join(f'{m.name} {m.detail}' for m in measures(steps)[:4])}")
        for line in _missed(steps) if wanted.missed else ():
            print(f"  {line}")
    print("\n".join(measure.line for measure in total))
    for line in short:
        print(line, file=sys.stderr)
    return 1 if short else 0


def _missed(steps: Sequence[Found]) -> Iterator[str]:
    """What was not told, what is wrong, and what was known, step by step."""
    for each in steps:
        yield f"{each.step.since} to {each.step.until}"
        for meant in each.step.must:
            if not any(each.is_told(meant, change) for change in each.told.changes):
                yield f"  missed {meant.kind}: {meant.what}"
        for change in each.told.changes:
            if change.kind in LISTED and not _is_right(each, change):
                yield f"  wrong {change.kind}: {change.text[:150]}"
        for meant in each.step.known:
            for change in each.told.changes:
                if each.is_told(meant, change):
                    yield f"  known {change.kind}: {change.text[:150]}"


def _stories() -> list[Path]:
    return [EXAMPLE, *(path for path in folders(STORIES, "dev") if (path / "gold" / "changes.yaml").exists())]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m quality.changes", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("story", nargs="*", help="folders of stories")
    parser.add_argument("--each", action="store_true", help="a line for every story")
    parser.add_argument("--missed", action="store_true", help="what was missed, wrong or known, change by change")
    parser.add_argument("--size", type=int, help="time a story of so many reports instead")
    parser.add_argument("--visits", type=int, help="time what is new since a visit in an archive of so many instead")
    parser.add_argument("--floors", type=Path, help="TOML file with a table `changes`")
    return parser


if __name__ == "__main__":
    sys.exit(main())
