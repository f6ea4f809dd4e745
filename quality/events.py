"""Event types against the gold records of PLOVER (Open Event Data Alliance, CC BY-SA 4.0): one coded sentence each.

    python -m quality.events DATA_DIR [--engine NAME] [--show]

DATA_DIR is the folder with `PLOVER_GSR_CAMEO.txt`. A record counts as found where one event of its sentence has its
type, and with its actor where a participant also shares a word with those coded. Those with an even index served to
develop the lexicon, those with an odd index did not. The records name types of another draft: DEMAND is read as
REQUEST, DISAPPROVE and INVESTIGATE as ACCUSE, FIGHT as ASSAULT.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parley.annotate.engine import ReadingEngine
from parley.report import Block, Report, Sighting
from quality.engine import DEFAULT, chosen

_TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_RECORD = re.compile(r"^\{\n.*?^\}", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Record:
    """A coded sentence: its type and the words of its actors."""

    text: str
    type: str
    actors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a sentence: types of its events and words of their participants."""

    types: tuple[str, ...]
    words: frozenset[str]


def records(path: Path) -> Iterator[Record]:
    """The records of the file that are well-formed."""
    for match in _RECORD.finditer(path.read_text("utf-8", errors="replace")):
        try:
            entry = json.loads(match[0])
        except ValueError:
            continue
        if not entry.get("text"):
            continue
        sides = [side for key in ("source", "target") for side in entry.get(key) or [] if isinstance(side, dict)]
        names = frozenset(word.lower() for side in sides for word in str(side.get("actorText", "")).split())
        yield Record(entry["text"].strip(), _TYPES.get(entry["event"], entry["event"]), names)


def read(text: str, engine: ReadingEngine) -> Found:
    """The events of one sentence."""
    report = Report("r", text, (Sighting("r", None, None, ""),), (Block(0, len(text), "paragraph"),), language="en")
    (reading,) = engine.read([report])
    spans = [report.quote(part.span) for event in reading.events for part in event.participants]
    types = tuple(event.type for event in reading.events)
    return Found(types, frozenset(word.lower() for span in spans for word in span.split()))


def main() -> int:
    """Prints recall of types and actors in both halves, and with --show what was missed in the first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    path = options.folder / "PLOVER_GSR_CAMEO.txt"
    if not path.is_file():
        print(f"no {path.name} in {options.folder}", file=sys.stderr)
        return 1
    engine = chosen(options.engine)
    counts: Counter[tuple[int, str]] = Counter()
    for index, record in enumerate(records(path)):
        found = read(record.text, engine)
        half, hit = index % 2, record.type in found.types
        counts[half, "records"] += 1
        counts[half, "type"] += hit
        counts[half, "actors"] += hit and bool(record.actors & found.words)
        counts[half, "events"] += len(found.types)
        if options.show and half == 0 and not hit:
            print(f"  {record.type:10} {', '.join(found.types) or 'nothing':30} {record.text[:160]}")
    for half, name in enumerate(("development", "held out")):
        total = counts[half, "records"]
        print(
            f"{name:12} records {total:3}  type {counts[half, 'type']:3} {counts[half, 'type'] / total:.3f}  "
            f"type and actor {counts[half, 'actors']:3} {counts[half, 'actors'] / total:.3f}  "
            f"events a sentence {counts[half, 'events'] / total:.2f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
