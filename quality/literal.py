"""Whether words that name an event are told as one only where they mean it: pairs of sentences in `corpus/literal`.

    python -m quality.literal [--engine NAME] [--split dev|held] [--floors TOML] [--list]

Each pair has a sentence in which words name an event of a PLOVER type, and one in which the same or like words name
none, or none that took place: figures of speech, conditions, denials, habits, mere possibilities, nouns in passing.
`event.told` is the share of the first sentences in which the event is told with its status; `trap.silent` the share of
the second in which none of the type is told (none with the status that `never` names, where the pair has one); both
also by class. `--list` prints every sentence that fails with what was told of it.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.annotate.engine import ReadingEngine
from parley.reading import LocalEvent, Reading
from parley.report import Block, Report, Sighting
from quality import floors
from quality.engine import DEFAULT, chosen
from quality.measure import Measure, share

SENTENCES = Path("corpus/literal/sentences.toml")
DAY = "2026-03-15"
"""The day on which each sentence is published: a Sunday, so that weekdays lie before it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence that tells an event of a type, and one that seems to."""

    kind: str
    type: str
    status: str
    never: str
    split: str
    event: str
    trap: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with the events that the engine told of either sentence."""

    pair: Pair
    event: tuple[LocalEvent, ...]
    trap: tuple[LocalEvent, ...]

    @property
    def told(self) -> bool:
        """Whether the event is told with its type and status."""
        return any((each.type, each.status) == (self.pair.type, self.pair.status) for each in self.event)

    @property
    def silent(self) -> bool:
        """Whether nothing is told of the trap that must not be."""
        wrong = [each for each in self.trap if each.type == self.pair.type]
        return not any(self.pair.never in ("", each.status) for each in wrong)


def pairs(path: Path = SENTENCES, split: str | None = None) -> tuple[Pair, ...]:
    """All pairs of a split, in the order of the file."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
    return tuple(pair for row in rows if split in (None, (pair := _pair(row)).split))


def _pair(row: Mapping[str, str]) -> Pair:
    return Pair(
        kind=row["class"],
        type=row["type"],
        status=row.get("status", "happened"),
        never=row.get("never", ""),
        split=row.get("split", "dev"),
        event=row["event"],
        trap=row["trap"],
    )


def judged(engine: ReadingEngine, told: Sequence[Pair]) -> tuple[Judged, ...]:
    """The pairs with what the engine reads in them."""
    texts = [text for pair in told for text in (pair.event, pair.trap)]
    read = list(engine.read(_report(f"s{number:04d}", text) for number, text in enumerate(texts)))
    found = {reading.report.id: reading.events for reading in read if isinstance(reading, Reading)}
    return tuple(
        Judged(pair, found.get(f"s{2 * at:04d}", ()), found.get(f"s{2 * at + 1:04d}", ()))
        for at, pair in enumerate(told)
    )


def _report(name: str, text: str) -> Report:
    blocks = (Block(0, len(text), "paragraph"),)
    sightings = (Sighting(f"{name}.txt", None, None, ""),)
    return Report(name, text, sightings, blocks, published=DAY, language="en")


def measures(found: Sequence[Judged]) -> tuple[Measure, ...]:
    """The two shares over all pairs, then by class."""
    kinds = sorted({each.pair.kind for each in found})
    return (
        *_both("", found),
        *(m for kind in kinds for m in _both(f"{kind}: ", [j for j in found if j.pair.kind == kind])),
    )


def _both(name: str, found: Sequence[Judged]) -> tuple[Measure, Measure]:
    return (
        share(f"{name}event.told", sum(each.told for each in found), len(found)),
        share(f"{name}trap.silent", sum(each.silent for each in found), len(found)),
    )


def _failing(found: Sequence[Judged]) -> Iterator[str]:
    for each in found:
        if not each.told:
            yield f"not told  [{each.pair.type}] {each.pair.event}  told: {_shown(each.event)}"
        if not each.silent:
            yield f"told      [{each.pair.type}] {each.pair.trap}  told: {_shown(each.trap)}"


def _shown(events: Sequence[LocalEvent]) -> str:
    return ", ".join(f"{each.type} {each.status}" for each in events) or "nothing"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the measures; exit status 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--split", choices=("dev", "held"))
    parser.add_argument("--floors", type=Path)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args(arguments)
    found = judged(chosen(options.engine), pairs(split=options.split))
    counted = measures(found)
    print(*(measure.line for measure in counted), sep="\n")
    print(*(_failing(found) if options.list else ()), sep="\n")
    wanted = floors.load(options.floors, options.split or "all") if options.floors else floors.Floors()
    below = list(floors.missed(wanted, counted))
    print(*below, sep="\n", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
