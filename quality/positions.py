"""Positions by short cases: `python -m quality.positions [--engine NAME] [--each] [--floors FILE]`.

Reads every case of `corpus/positions/cases.toml` as a story of its own. `told` is the share of the stances that a
dossier must tell, by party, stance and words; `kept` is the share of the traps that it keeps clear of: sentences that
tell of no stance, though words in them are those of one. With --floors exit status 1 where a floor is missed.
"""

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.annotate.engine import ReadingEngine
from parley.desk import Desk
from parley.dossier import Dossier
from parley.errors import UsageError
from quality import floors
from quality.engine import DEFAULT, chosen
from quality.measure import Measure, share

CASES = Path(__file__).parent.parent / "corpus" / "positions" / "cases.toml"


@dataclass(frozen=True, slots=True)
class Case:
    """A short report with words that tell a party's stance, or, with `trap`, that only seem to."""

    field: str
    report: str
    party: str
    words: str
    stance: str | None = None
    trap: str | None = None


def cases(path: Path = CASES) -> list[Case]:
    """The cases of a file, in its order."""
    return [Case(**row) for row in tomllib.loads(path.read_text("utf-8"))["cases"]]


def is_right(case: Case, dossier: Dossier) -> bool:
    """Whether a dossier tells the stance of a case, or none of its party by the words of a trap."""
    told = set(_told(case, dossier))
    return not told if case.trap else case.stance in told


def _told(case: Case, dossier: Dossier) -> Iterator[str]:
    """The stances that a dossier tells of the party of a case by its words."""
    names = {e.id: {e.name, *(v.text for v in e.variants)} for e in dossier.entities}
    (report,) = dossier.reports
    start = report.text.index(case.words)
    end = start + len(case.words)
    for issue in dossier.issues:
        for position in issue.positions:
            bears = any(case.party in name for name in names.get(position.party, ()))
            if bears and any(span.start < end and start < span.end for span in position.evidence):
                yield position.stance


def measured(found: Sequence[Case], engine: ReadingEngine) -> list[tuple[Case, bool]]:
    """Each case, and whether its dossier is right."""
    desk = Desk(engine=engine)
    rows = []
    for case in found:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "report.txt").write_text(f"Talks go on\n\n{case.report.strip()}\n", "utf-8")
            rows.append((case, is_right(case, desk.read(folder, today="2031-01-01"))))
    return rows


def summed(rows: Sequence[tuple[Case, bool]]) -> list[Measure]:
    """The shares of stances told and of traps kept clear of."""
    told = [right for case, right in rows if not case.trap]
    kept = [right for case, right in rows if case.trap]
    return [
        share("positions.told", sum(told), len(told), "right party, stance and words"),
        share("positions.kept", sum(kept), len(kept), "traps of which no position is told"),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the shares, and with --each what is wrong; status 1 where a floor is missed, 2 for a fault of use."""
    asked = _parser().parse_args(arguments)
    try:
        least = floors.load(asked.floors, "cases") if asked.floors else floors.Floors()
        rows = measured(cases(), chosen(asked.engine))
        measures = summed(rows)
        short = list(floors.missed(least, measures))
    except (floors.FloorsError, UsageError) as error:
        print(error, file=sys.stderr)
        return 2
    for case in [case for case, right in rows if asked.each and not right]:
        print(f"wrong: {case.field}, {case.party}: {case.words} ({case.trap or case.stance})")
    print("\n".join(measure.line for measure in measures))
    for line in short:
        print(line, file=sys.stderr)
    return 1 if short else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m quality.positions", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--each", action="store_true", help="name every case that is wrong")
    parser.add_argument("--floors", type=Path, help="TOML file with a table `cases`")
    return parser


if __name__ == "__main__":
    sys.exit(main())
