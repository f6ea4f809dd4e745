"""Score a dossier against a gold reading: `python -m quality.score DOSSIER GOLD [--floors FILE]`."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from quality import cast, comparing, course, dossier, floors, gold, proof, speech
from quality.dossier import Dossier
from quality.gold import Gold
from quality.measure import Measure, share

Asked = Callable[[Dossier, Gold], list[Measure]]


def reading(found: Dossier, wanted: Gold) -> list[Measure]:
    """Reports that were read and spans that say what stands at their place."""
    read = sum(file in found.texts for file in wanted.texts)
    kept = sum(found.texts.get(f) == t for f, t in wanted.texts.items() if f.endswith(".txt"))
    plain = sum(f.endswith(".txt") for f in wanted.texts)
    return [
        share("spans.hold", sum(found.holds(s) for s in found.proofs), len(found.proofs)),
        share("reports.read", read, len(wanted.texts)),
        share("reports.unchanged", kept, plain, "plain texts"),
    ]


ASKED: tuple[Asked, ...] = (
    reading,
    speech.attributions,
    cast.people,
    speech.quotations,
    comparing.claims,
    comparing.discrepancies,
    comparing.passages,
    comparing.origins,
    course.events,
    course.positions,
    course.tracks,
)


def measure(found: Dossier, wanted: Gold) -> list[Measure]:
    """All measures in the order in which they are printed."""
    return [m for ask in ASKED for m in ask(found, wanted)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measures; 0 when all floors are reached, 1 when one is missed, 2 when something cannot be read."""
    asked = _parser().parse_args(arguments)
    try:
        wanted = gold.load(asked.gold, asked.reports)
        proof.prove(wanted)
        measures = measure(dossier.load(asked.dossier), wanted)
        short = list(floors.missed(floors.load(asked.floors, wanted.story), measures)) if asked.floors else []
    except (gold.GoldError, dossier.DossierError, floors.FloorsError) as error:
        print(error, file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps({m.name: m.value for m in measures}, indent=1))
    else:
        print("\n".join(m.line for m in measures))
    for line in short:
        print(f"{wanted.story}: {line}", file=sys.stderr)
    return 1 if short else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m quality.score", description="Score a dossier against a gold.")
    parser.add_argument("dossier", type=Path, help="dossier.json as `parley read` writes it")
    parser.add_argument("gold", type=Path, help="folder of the gold")
    parser.add_argument("--reports", type=Path, help="folder of the reports (default: `reports` beside the gold)")
    parser.add_argument("--floors", type=Path, help="TOML file of floors; status 1 when one is missed")
    parser.add_argument("--json", action="store_true", help="print one JSON object of values")
    return parser


if __name__ == "__main__":
    sys.exit(main())
