"""Whether decisions hold when reports are added: `python -m quality.decisions [--floors FILE] [--replay 1000,10000]`.

Of the example story and of each dev story of the comparison corpus a dossier is made of the first half of the reports,
and an analyst decides on all of it: every entity is renamed, all are merged by twos of a kind, every one that can be
is split, every discrepancy is dismissed, every stance regraded, and a note put on every thing. Then the other half is
added, and all are replayed with the reports in another order.

`binds` is the share of decisions that the dossier of all reports has in force. Where nothing like the thing is found
any more once all reports are compared (a discrepancy between two of its values, a thing with any of its words), a
decision has nothing to stand on; those are counted as `gone` and left out of the share. `right` is the share of those
that bind which stand on half or more of the words that the thing had, whether or not they are anchors. `ids` is the
share of things whose id is there still: on those alone decisions without anchors would have to stand.
With --replay it measures instead what replaying so many decisions costs on the example story.
"""

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from parley.compare.compare import compare
from parley.compare.decided import divides
from parley.compose.compose import compose
from parley.compose.lens import find_lens
from parley.compose.things import SORTS, things
from parley.deciding import Wish, decision_on
from parley.decision import Decided, Decision, Sort, in_force
from parley.desk import Desk
from parley.dossier import Dossier, Made
from parley.reading import Reading
from parley.report import Span
from quality import comparison, floors
from quality.engine import DEFAULT, chosen
from quality.measure import Measure, share

EXAMPLE = Path(__file__).parent.parent / "examples" / "aldra-talks" / "reports"
MADE = Made("2031-01-01", "parley", "quality", "1")
SEED = 7

Words = tuple[frozenset[Span], ...]
"""The spans of a thing; of a discrepancy those of each value apart."""


@dataclass(frozen=True)
class Shelf:
    """A dossier with the words of each of its things."""

    dossier: Dossier

    @cached_property
    def words(self) -> dict[tuple[Sort, tuple[str, ...]], Words]:
        """By sort and ids."""
        sorts: tuple[Sort, ...] = (*SORTS, "position")
        return {(s, t.ids): tuple(map(frozenset, t.parts)) for s in sorts for t in things(self.dossier, s)}

    @cached_property
    def by_report(self) -> dict[tuple[Sort, str], list[tuple[Span, tuple[str, ...]]]]:
        """Spans by sort and report, with the ids of whose they are."""
        found: dict[tuple[Sort, str], list[tuple[Span, tuple[str, ...]]]] = defaultdict(list)
        for (sort, ids), parts in self.words.items():
            for span in (span for part in parts for span in part):
                found[sort, span.report].append((span, ids))
        return found

    def touched(self, sort: Sort, part: frozenset[Span]) -> set[tuple[str, ...]]:
        """The things with any word of these."""
        rows = ((span, row) for span in part for row in self.by_report[sort, span.report])
        return {ids for span, (other, ids) in rows if span.meets(other)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one decision."""

    kind: str
    binds: bool
    right: bool
    kept: bool
    gone: bool


def stories(engine: str) -> Iterator[tuple[Reading, ...]]:
    """The example and the dev stories, read, each in the order of its files."""
    desk = Desk(engine=chosen(engine))
    for folder in (EXAMPLE, *(path / "reports" for path in comparison.folders(comparison.STORIES, "dev"))):
        yield tuple(sorted(desk.readings(folder), key=lambda reading: reading.report.file))


def dossier(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> Dossier:
    """The dossier of readings, with decisions replayed."""
    held = in_force(decisions)
    return compose(compare(readings, None, held), find_lens("auto"), MADE, decisions=held)


def outcomes(readings: Sequence[Reading]) -> Iterator[Outcome]:
    """What becomes of each decision on the first half; merges and splits, which meet, are replayed apart."""
    first = readings[: (len(readings) + 1) // 2]
    before, plain = Shelf(dossier(first)), Shelf(dossier(readings))
    mixed = random.Random(SEED).sample(list(readings), len(readings))  # noqa: S311  the same every time, no secret
    for made in (_single(before.dossier), _merges(before.dossier), _splits(before.dossier, first)):
        dated = [replace(each, made=_moment(number)) for number, each in enumerate(made)]
        after = Shelf(dossier(mixed, dated))
        told = {each.id: each for each in after.dossier.decisions}
        for each in dated:
            yield _outcome(each, told[each.id], before, plain, after)


def _moment(number: int) -> str:
    return (datetime(2031, 1, 1, tzinfo=UTC) + timedelta(seconds=number)).isoformat()


def _single(before: Dossier) -> Iterator[Decision]:
    for entity in before.entities:
        yield decision_on(before, Wish("rename", (entity.id,), f"{entity.name} (so called)", "trial", "trial"))
    for each in before.discrepancies:
        yield decision_on(before, Wish("dismiss", (each.id,), None, "trial", "trial"))
    for issue in before.issues:
        for position in issue.positions:
            value = "wary" if position.stance != "wary" else "open"
            names = (issue.id, position.party, position.stance)
            yield decision_on(before, Wish("regrade", names, value, "trial", "trial"))
    for thing in (thing for sort in SORTS for thing in things(before, sort)):
        if thing.spans:
            yield decision_on(before, Wish("note", thing.ids, "look again", "trial", "trial"))


def _merges(before: Dossier) -> Iterator[Decision]:
    """The entities of each kind by twos."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for entity in before.entities:
        kinds[entity.kind].append(entity.id)
    for names in kinds.values():
        for pair in zip(names[::2], names[1::2], strict=False):
            yield decision_on(before, Wish("merge", pair, None, "trial", "trial"))


def _splits(before: Dossier, readings: Sequence[Reading]) -> Iterator[Decision]:
    """Each entity of several reports without what the last of them says of it."""
    for entity in before.entities:
        reports = sorted({span.report for span in entity.mentions})
        if len(reports) > 1:
            made = decision_on(before, Wish("split", (entity.id, reports[-1]), None, "trial", "trial"))
            if divides(made, readings):
                yield made


def _outcome(decision: Decision, told: Decided, before: Shelf, plain: Shelf, after: Shelf) -> Outcome:
    sort = decision.of or "entity"
    entities = decision.kind in {"merge", "split"}
    known = [(name,) for name in decision.things] if entities else [decision.things]
    words = [frozenset[Span]().union(*before.words[sort, ids]) for ids in known]
    if decision.kind == "split":
        words = [frozenset(anchor.span for anchor in group) for group in decision.anchors]
    if sort == "discrepancy":
        words = list(before.words[sort, decision.things])
    now = [(*told.things, told.before)] if sort == "position" and told.before else [(t,) for t in told.things]
    stands = [frozenset[Span]().union(*after.words.get((sort, ids), ())) for ids in now]
    met = sum(any(2 * len(part & held) >= len(part) for held in stands) for part in words)
    apart = decision.kind != "split" or len(stands) > 1
    least = 2 if sort == "discrepancy" else len(words)
    touched = [plain.touched(sort, part) for part in words]
    shared = [ids for ids in set().union(*touched) if sum(ids in each for each in touched) >= 2]
    return Outcome(
        kind=f"note on {sort}" if decision.kind == "note" else decision.kind,
        binds=told.state == "binds",
        right=told.state == "binds" and met >= least and apart,
        kept=all((sort, ids) in plain.words for ids in known),
        gone=not shared if sort == "discrepancy" else not all(touched),
    )


def measures(found: Sequence[Outcome]) -> Iterator[Measure]:
    """The shares over all decisions, then those of each kind."""
    kinds = list(dict.fromkeys(each.kind for each in found))
    for name in ("all", *kinds):
        rows = [each for each in found if name in {"all", each.kind}]
        there = [each for each in rows if not each.gone]
        held = [each for each in there if each.binds]
        gone = f"({len(rows) - len(there)} gone)" if len(there) < len(rows) else ""
        yield share(f"{name}.binds", len(held), len(there), gone)
        yield share(f"{name}.right", sum(each.right for each in held), len(held))
        yield share(f"{name}.ids", sum(each.kept for each in there), len(there))


def replay(readings: Sequence[Reading], numbers: Sequence[int]) -> Iterator[str]:
    """What so many decisions of all kinds cost, beside the dossier without any."""
    began = time.process_time()
    plain = dossier(readings)
    alone = time.process_time() - began
    yield f"{len(readings)} reports without decisions: {alone:.2f} s"
    kinds = [*_single(plain), *_merges(plain), *_splits(plain, readings)]
    chance = random.Random(SEED)  # noqa: S311  the same every time, no secret
    for number in numbers:
        made = [replace(chance.choice(kinds), made=_moment(n), reason=f"trial {n}") for n in range(number)]
        began = time.process_time()
        held = dossier(readings, made)
        spent = time.process_time() - began - alone
        states = [sum(each.state == state for each in held.decisions) for state in ("binds", "overruled", "unfounded")]
        each = 1000 * spent / number
        yield f"{number} decisions: {spent:.2f} s more, {each:.3f} ms each; bind, overruled, unfounded: {states}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the measures; status 1 where a floor is missed, 2 where the floors cannot be used."""
    asked = _parser().parse_args(arguments)
    if asked.replay:
        for line in replay(next(stories(asked.engine)), [int(number) for number in asked.replay.split(",")]):
            print(line)
        return 0
    found = list(measures([each for readings in stories(asked.engine) for each in outcomes(readings)]))
    print("\n".join(measure.line for measure in found))
    try:
        short = list(floors.missed(floors.load(asked.floors, "decisions"), found)) if asked.floors else []
    except floors.FloorsError as error:
        print(error, file=sys.stderr)
        return 2
    for line in short:
        print(line, file=sys.stderr)
    return 1 if short else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m quality.decisions", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--floors", type=Path, help="TOML file with a table `decisions`")
    parser.add_argument("--replay", help="numbers of decisions, with commas")
    return parser


if __name__ == "__main__":
    sys.exit(main())
