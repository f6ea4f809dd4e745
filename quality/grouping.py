"""How well a stream of mixed news is grouped into stories: `python -m quality.grouping [DATA] [--held-back]`.

Each stream of `quality/stream.py` (and `few`: the plain one with at most three reports of a story), with days and
without, grouped by the shipped weights and by a strong simple baseline: TF-IDF with the title three times, over the
stream's own words; online centroids; with days no centroid that has slept for more than three. The baseline comes in
several random orders (with days: by day, chance within a day), at whichever threshold gives it the best mean over these
very streams; those of one subject (`quality/beat.py`) have one of their own. B-cubed precision, recall, F1, then the
same of pairs. Without DATA (a folder with `meantime/` and `gum/`) the stream is our own invented reports alone. The
weights were taught on these streams: `python -m
training.grouping DATA --measure` says how well they do on stories that they were not taught.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import chain
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.compare.gather.gather import gather
from parley.compare.gather.signature import Signature, moved, signature, undated
from quality import floors
from quality.measure import Measure
from quality.partition import Agreement, agreement, mean
from quality.stream import WHICH, Which, labelled

YEAR = date(2034, 1, 2)
WEEKS = 5
"""So many weeks the stories begin in: several run at once."""
ORDERS = 5
"""Random orders in which the baseline takes the stream; ours does not depend on the order."""
SLEEP = 3
"""Days after which the baseline joins nothing to a centroid."""
THRESHOLDS = (0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.3, 0.35, 0.4)
TITLE = 3
FEW = 3
WITH_FEW = ("plain", "held-back")
"""The streams that are measured with few reports of a story too."""
ONE_SUBJECT: tuple[Which, ...] = ("beat", "alone")
"""The streams of which all is on one subject: many stories, and one."""
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stream:
    """Reports with the story that each tells."""

    name: str
    stories: tuple[str, ...]
    signatures: tuple[Signature, ...]


def streams(data: Path | None, *, held_back: bool) -> Iterator[Stream]:
    """Each stream with days and without."""
    for which in ("held-back",) if held_back else (*WHICH, *ONE_SUBJECT):
        found = labelled(data, which)
        whole = Stream(which, tuple(each.story for each in found), tuple(signature(each.reading) for each in found))
        for each in (whole, few(whole)) if which in WITH_FEW else (whole,):
            yield Stream(f"{each.name}, no days", each.stories, tuple(undated(one) for one in each.signatures))
            yield Stream(f"{each.name}, days", each.stories, tuple(in_one_year(each.stories, each.signatures)))


def few(whole: Stream) -> Stream:
    """The stream with so few reports of a story, chosen by their ids."""
    rank: Counter[str] = Counter()
    kept = []
    for at in sorted(range(len(whole.stories)), key=lambda at: whole.signatures[at].report):
        rank[whole.stories[at]] += 1
        if rank[whole.stories[at]] <= FEW:
            kept.append(at)
    kept.sort()
    stories = tuple(whole.stories[at] for at in kept)
    return Stream(f"{whole.name}, few", stories, tuple(whole.signatures[at] for at in kept))


def in_one_year(stories: Sequence[str], signatures: Sequence[Signature]) -> list[Signature]:
    """The signatures with each story moved by whole weeks into some weeks of one year; `news` is there already."""
    first: dict[str, str] = {}
    for story, each in zip(stories, signatures, strict=True):
        if each.day:
            first[story] = min(first.get(story, each.day), each.day)
    by = {story: 0 if story.startswith("news/") else _weeks(story, day) for story, day in first.items()}
    return [moved(each, 7 * by.get(story, 0)) for story, each in zip(stories, signatures, strict=True)]


def _weeks(story: str, first: str) -> int:
    start = int(sha256(story.encode()).hexdigest()[:8], 16) % WEEKS
    return start - (date.fromisoformat(first) - YEAR).days // 7


def ours(stream: Stream) -> Agreement:
    """How well the stream is grouped."""
    of = {report: each.id for each in gather(stream.signatures) for report in each.reports}
    return agreement(stream.stories, [of[each.report] for each in stream.signatures])


def vectors(stream: Stream) -> Floats:
    """TF-IDF of the stream's words, the title three times, as rows of length 1."""
    told = [dict(zip(each.words, each.counts, strict=True)) for each in stream.signatures]
    for counts, each in zip(told, stream.signatures, strict=True):
        for stem in each.title:
            counts[stem] += TITLE - 1
    holding = Counter(stem for counts in told for stem in counts)
    at = {stem: number for number, stem in enumerate(sorted(holding))}
    rows = np.zeros((len(told), len(at)), dtype=np.float32)
    for row, counts in zip(rows, told, strict=True):
        for stem, number in counts.items():
            row[at[stem]] = (1 + log(number)) * (log((1 + len(told)) / (1 + holding[stem])) + 1)
    made: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return made


def online(alike: Floats, days: Sequence[int | None], order: Sequence[int], least: float) -> list[int]:
    """The number of the centroid that each report joined, or opened, in its turn; `alike` holds all cosines."""
    sums = np.zeros_like(alike)
    lengths = np.zeros(len(alike))
    last: list[int | None] = []
    found = [0] * len(alike)
    for at in order:
        likeness = sums[: len(last), at] / np.maximum(lengths[: len(last)], 1e-9) ** 0.5
        day = days[at]
        if day is not None:
            awake = [seen is None or day - seen <= SLEEP for seen in last]
            likeness = np.where(awake, likeness, -1.0)
        best = int(likeness.argmax()) if last else -1
        if best < 0 or likeness[best] < least:
            best = len(last)
            last.append(day)
        lengths[best] += 2 * sums[best, at] + alike[at, at]
        sums[best] += alike[at]
        last[best] = day if day is not None else last[best]
        found[at] = best
    return found


def baseline(stream: Stream, alike: Floats, least: float) -> Agreement:
    """The mean over random orders."""
    days = [date.fromisoformat(each.day).toordinal() if each.day else None for each in stream.signatures]
    found = []
    for seed in range(ORDERS):
        order = list(range(len(alike)))
        random.Random(seed).shuffle(order)  # noqa: S311  the same every time, no secret
        order.sort(key=lambda at: days[at] or 0)
        found.append(agreement(stream.stories, online(alike, days, order, least)))
    return mean(found)


def compared(found: Sequence[Stream]) -> Iterator[tuple[Stream, Agreement, Agreement, float]]:
    """Each stream as we group it and as the baseline does, at the threshold that suits it best over all of these."""
    alike = [rows @ rows.T for rows in map(vectors, found)]
    pairs = list(zip(found, alike, strict=True))
    tried = {least: [baseline(each, cosines, least) for each, cosines in pairs] for least in THRESHOLDS}
    best = max(tried, key=lambda least: sum(one.f1 + one.pair_f1 for one in tried[least]))
    for each, simple in zip(found, tried[best], strict=True):
        yield each, ours(each), simple, best


def measures(stream: str, found: Agreement) -> Iterator[Measure]:
    """What floors are set for."""
    name = stream.replace(", ", ".").replace(" ", "-")
    yield Measure(f"{name}.bcubed", found.f1, "")
    yield Measure(f"{name}.pairs", found.pair_f1, "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints two rows for each stream; status 1 where a floor is missed, 2 where the floors cannot be used."""
    asked = _parser().parse_args(arguments)
    found = list(streams(asked.data, held_back=asked.held_back))
    print(f"{'':34}    B-cubed P, R, F1        pairs P, R, F1")
    figures: list[Measure] = []
    for dated in (", no days", ", days"):
        chosen = [each for each in found if each.name.endswith(dated)]
        subject = [each for each in chosen if each.name.removesuffix(dated) in ONE_SUBJECT]
        for each, held, simple, best in chain(
            compared([each for each in chosen if each not in subject]), compared(subject)
        ):
            number = f"{len(each.stories)} reports, {len(set(each.stories))} stories"
            print(f"{each.name}: {number}\n{'  ours':34}{held.row}\n{f'  baseline at {best}':34}{simple.row}")
            figures += measures(each.name, held)
    try:
        short = list(floors.missed(floors.load(asked.floors, "grouping"), figures)) if asked.floors else []
    except floors.FloorsError as error:
        print(error, file=sys.stderr)
        return 2
    for line in short:
        print(line, file=sys.stderr)
    return 1 if short else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m quality.grouping", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--held-back", action="store_true", help="the stories kept for the end; without a look at them")
    parser.add_argument("--floors", type=Path, help="TOML file with a table `grouping`")
    return parser


if __name__ == "__main__":
    sys.exit(main())
