"""Comparison over many stories: `python -m quality.comparison [STORY …] [--split dev] [--engine NAME]
[--floors FILE [--table NAME]]`.

Reads every story of `corpus/comparison` (or of --stories FOLDER) and adds up the measures of the scorer over them, case
by case, and under them recall and precision for each kind of discrepancy and how many of each kind of trap were seen
through. `--each` prints a column for every story. With --floors the table of the file that bears the split's name, or
the one that --table names, must be reached: exit status 1 where it is not, 2 where a story or a table cannot be used.
"""

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.annotate.engine import ReadingEngine
from parley.desk import Desk
from quality import comparing, dossier, floors, gold, proof, score
from quality.engine import DEFAULT, chosen
from quality.measure import Measure, together

STORIES = Path(__file__).parent.parent / "corpus" / "comparison"


@dataclass(frozen=True, slots=True)
class Scored:
    """A story and its measures."""

    story: str
    measures: tuple[Measure, ...]


def folders(stories: Path, split: str | None, only: Sequence[str] = ()) -> list[Path]:
    """The folders of the stories of a split, or those named, in order; raises GoldError where one is no story."""
    found = [stories / name for name in only] or sorted(path.parent for path in stories.glob("*/story.toml"))
    return [path for path in found if split is None or only or _split(path) == split]


def _split(folder: Path) -> str:
    try:
        return str(tomllib.loads((folder / "story.toml").read_text("utf-8"))["split"])
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise gold.GoldError(f"{folder.name}/story.toml: {error}. It names title, kind, split and summary.") from error


def scored(found: Sequence[Path], engine: ReadingEngine) -> Iterator[Scored]:
    """The measures of each story, read anew; raises GoldError where a gold does not hold."""
    desk = Desk(engine=engine)
    for folder in found:
        wanted = gold.load(folder / "gold")
        proof.prove(wanted)
        with tempfile.TemporaryDirectory() as out:
            desk.write(desk.read(folder / "reports", today="2026-01-01"), out)
            read = dossier.load(Path(out) / "dossier.json")
        yield Scored(folder.name, (*score.measure(read, wanted), *comparing.by_kind(read, wanted)))


def summed(stories: Sequence[Scored]) -> list[Measure]:
    """One measure for each name over all stories; counts of faults are left to the single stories."""
    named: Mapping[str, list[Measure]] = {m.name: [] for each in stories for m in each.measures if m.hits is not None}
    for each in stories:
        for measure in each.measures:
            if measure.name in named:
                named[measure.name].append(measure)
    return [together(name, parts) for name, parts in named.items() if sum(part.of for part in parts)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the measures; status 1 where a floor is missed, 2 where something cannot be read."""
    asked = _parser().parse_args(arguments)
    try:
        found = folders(asked.stories, asked.split, asked.story)
        stories = list(scored(found, chosen(asked.engine)))
        measures = summed(stories)
        table = asked.table or asked.split or "all"
        short = list(floors.missed(floors.load(asked.floors, table), measures)) if asked.floors else []
    except (gold.GoldError, dossier.DossierError, floors.FloorsError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{len(stories)} stories: {', '.join(each.story for each in stories)}")
    if asked.each:
        print(_table(stories, measures))
    else:
        print("\n".join(m.line for m in measures))
    for line in short:
        print(line, file=sys.stderr)
    return 1 if short else 0


def _table(stories: Sequence[Scored], measures: Sequence[Measure]) -> str:
    """A row for each measure, a column for each story."""
    rows = []
    for measure in measures:
        values = [next((m.value for m in each.measures if m.name == measure.name), None) for each in stories]
        cells = "".join("      – " if value is None else f"{value:8.3f}" for value in values)
        rows.append(f"{measure.name:26} {measure.value:6.3f} {cells}")
    return "\n".join(rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m quality.comparison", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("story", nargs="*", help="stories by name (default: all of the split)")
    parser.add_argument("--split", choices=("dev", "test"), help="default: both")
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--stories", type=Path, default=STORIES, help="folder of stories")
    parser.add_argument("--each", action="store_true", help="a column for every story")
    parser.add_argument("--floors", type=Path, help="TOML file with a table for the split")
    parser.add_argument("--table", help="the table of the floors (default: the split's, or all)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
