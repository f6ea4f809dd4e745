"""What comparing costs as a story grows: `python -m quality.scaling [--sizes 5,50,500] [--engine NAME] [--jobs 2]`.

Takes the reports of the Parley corpus and of the comparison corpus, drawn by a fixed seed and put into one story, reads
them once, and times in seconds of one core what follows: the readings compared, composed and written as JSON. `growth`
is the cost of a report in a story of that size against one in the smallest; `n log n` is what it would be at most if
the whole grew as n log n. `one more` is the cost of the story with one report more, compared with the memo that the
comparison without it left, and `times` how often that of the smallest story it is.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

from corpus.articles import every
from parley.compare.compare import compare
from parley.compare.memo import Memo
from parley.compose.compose import compose
from parley.compose.lens import find_lens
from parley.deliver.json import dump
from parley.desk import Desk
from parley.dossier import Made
from parley.reading import Reading
from quality import comparison
from quality.engine import DEFAULT, chosen

SEED = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of one core for a story of so many reports, and those of the story with one more, by a memo."""

    reports: int
    seconds: float
    more: float


def texts(number: int) -> list[str]:
    """So many reports of both corpora in an order drawn by a fixed seed."""
    found = [article.marked.text for article in every()]
    found += [p.read_text("utf-8") for p in sorted(comparison.STORIES.glob("*/reports/*.txt"))]
    random.Random(SEED).shuffle(found)  # noqa: S311  an order that comes out the same every time, no secret
    return found[:number]


def readings(number: int, engine: str, jobs: int) -> tuple[Reading, ...]:
    """Those reports read; ten days of a month are their days of publication."""
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for n, text in enumerate(texts(number)):
            (Path(folder) / f"{n:04d}.txt").write_text(text, "utf-8")
            rows.append(f"- {{file: {n:04d}.txt, outlet: Outlet {n % 40}, published: 2031-03-{n % 10 + 1:02d}}}")
        (Path(folder) / "manifest.yaml").write_text("reports:\n" + "\n".join(rows) + "\n", "utf-8")
        return Desk(engine=chosen(engine), jobs=jobs).readings(folder)


def cost(found: Sequence[Reading], memo: Memo) -> float:
    """Seconds of this process's work from readings to the JSON of a dossier; what is worked out goes to the memo."""
    began = time.process_time()
    made = Made("2031-03-31", "parley", "none", "0")
    dump(compose(compare(found, memo), find_lens("auto"), made))
    return time.process_time() - began


def measured(found: Sequence[Reading], size: int) -> Cost:
    """The cost of a story of this size, the better of two runs for small ones."""
    once, more = float("inf"), float("inf")
    for _ in range(2 if size < 100 else 1):
        memo = Memo()
        once = min(once, cost(found[:size], memo))
        more = min(more, cost(found[: size + 1], memo))
    return Cost(size, once, more)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="5,50,500")
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args(arguments)
    sizes = sorted(int(size) for size in asked.sizes.split(","))
    found = readings(sizes[-1] + 1, asked.engine, asked.jobs)
    print(f"{'reports':>8}{'seconds':>10}{'each ms':>10}{'growth':>10}{'n log n':>10}{'one more ms':>13}{'times':>8}")
    first: Cost | None = None
    for size in sizes:
        here = measured(found, size)
        first = first or here
        growth = here.seconds / size / (first.seconds / first.reports)
        most = log(size) / log(first.reports)
        each = 1000 * here.seconds / size
        print(
            f"{size:8}{here.seconds:10.2f}{each:10.1f}{growth:10.2f}{most:10.2f}{1000 * here.more:13.1f}"
            f"{here.more / first.more:8.1f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
