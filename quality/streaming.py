"""What grouping costs as an archive grows: `python -m quality.streaming [--sizes 1000,10000,100000]`.

Fills an archive with reports from templates, twenty to a story, twenty stories at once over four days, and groups them
as they come, in batches of 64. A story has names of its own, as news has, some of people whom many stories name, and
thirty words that other stories have too. At each
size: milliseconds for each of the last thousand reports, to add and to group it (`add`, `group`), in this process's own
time; how often that is what the first thousand of an empty archive take, filled at once afterwards, so that a busy
machine counts in both (`growth`); the peak of memory of this process in MB; bytes of the
file for each report; and B-cubed of the stories. Reading is left out: an engine that knows the templates does it at
once, since what it costs does not depend on the archive.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from parley.archive.archive import Archive, Entry
from parley.compare.gather.rarity import table
from parley.desk import Desk
from parley.grouping import group
from parley.reading import MEANING, Engine, LocalEntity, Mention, Reading, Token
from parley.report import Block, Report, Sighting, stable_id
from quality.archive import peak
from quality.partition import agreement
from quality.stock import SYLLABLES

NOW = "2031-03-02T12:00:00+00:00"
WINDOW = 1000
STORY, MIXED = 20, 20
"""Reports of a story, and stories that run at once."""
A_DAY = 100
FIRST = date(2031, 1, 1)
OWN, PUBLIC, KNOWN = 7, 3, 400
"""Names of a story's own, names of people who are in the news, and how many of these there are."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Knowing:
    """An engine that takes capitals for names, and gives each word a meaning of its own."""

    @property
    def engine(self) -> Engine:
        """Its name and version."""
        return Engine("templates", "1")

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """A reading of each report."""
        for report in reports:
            found = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(report.text)]
            tokens = tuple(Token(start, end, "NNP" if word[0].isupper() else "NN") for start, end, word in found)
            names = sorted({word for _, _, word in found if word[0].isupper() and len(word) > 4})
            at = {name: key for key, name in enumerate(names)}
            entities = tuple(LocalEntity(key, "person", name) for name, key in at.items())
            mentions = tuple(Mention(report.span(a, b), at[word], "name") for a, b, word in found if word in at)
            meanings = b"".join(_meaning(word) for _, _, word in found)
            yield Reading(report, self.engine, tokens, (), (), entities, mentions, meanings=meanings)


@lru_cache(maxsize=65536)
def _meaning(word: str) -> bytes:
    return random.Random(word).randbytes(MEANING)  # noqa: S311  the same every time, no secret


@dataclass(frozen=True, slots=True)
class Cost:
    """What grouping costs in an archive of so many reports."""

    reports: int
    add: float
    group: float
    first: float
    """Milliseconds for each of the first thousand of an empty archive, at the same time."""
    memory: float
    size: float
    right: float


def coming(number: int) -> Entry:
    """The report with this number, on its day; the reports of some stories come mixed."""
    block, within = divmod(number, MIXED * STORY)
    content = text(block * MIXED + within % MIXED, number)
    title = content.partition("\n")[0]
    original = content.encode()
    report = Report(
        id=stable_id("r", content),
        text=content,
        sightings=(Sighting(f"{number:07d}.txt", None, f"Outlet {number % 40}", sha256(original).hexdigest()),),
        blocks=(Block(0, len(title), "title"), Block(len(title) + 2, len(content) - 1, "paragraph")),
        outlet=f"Outlet {number % 40}",
        title=title,
        published=(FIRST + timedelta(days=number // A_DAY)).isoformat(),
        language="en",
    )
    return Entry(report, original, 1)


def text(story: int, number: int) -> str:
    """A report of some hundred words: names and words of its own story among those that all have."""
    own, chance = random.Random(story), random.Random(number + 10**9)  # noqa: S311  no secret
    names = [_name(own) for _ in range(OWN)]
    names += [_name(random.Random(f"public {int(KNOWN * own.random() ** 2)}")) for _ in range(PUBLIC)]  # noqa: S311  no secret
    common, topical = _stock()
    about = own.sample(topical, 30)
    rows = []
    for _ in range(14):
        row = [*chance.sample(common, 5), *chance.sample(about, 3), chance.choice(names)]
        chance.shuffle(row)
        rows.append(" ".join(row) + ".")
    return f"{names[0]} {' '.join(chance.sample(about, 3))}\n\n" + " ".join(rows) + "\n"


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=4)).capitalize()


@lru_cache(maxsize=1)
def _stock() -> tuple[list[str], list[str]]:
    """Words that many texts have, and words that few have."""
    known = sorted((number, stem) for stem, number in table().holding.items() if stem.isalpha())
    return [stem for _, stem in known[-800:]], [stem for number, stem in known if number <= 40]


def grown(path: Path, held: int, size: int) -> Cost:
    """Takes an archive from the one size to the other, and what the last reports cost."""
    spent = (0.0, 0.0)
    with Archive.open(path) as archive:
        for start in range(held, size, WINDOW):
            spent = _put(archive, start)
        right = _right(archive, size)
    with TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.parley"
        Archive.make(empty)
        with Archive.open(empty) as archive:
            first = sum(_put(archive, 0))
    return Cost(size, *spent, first, peak(), path.stat().st_size / size, right)


def _put(archive: Archive, start: int) -> tuple[float, float]:
    """Puts a thousand reports into an archive, and groups them: milliseconds for each."""
    entries = [coming(number) for number in range(start, start + WINDOW)]
    began = time.process_time()
    list(archive.add(entries, now=NOW))
    added = time.process_time()
    group(archive, Desk(engine=Knowing()))
    return 1000 / WINDOW * (added - began), 1000 / WINDOW * (time.process_time() - added)


def _right(archive: Archive, size: int) -> float:
    gold = {coming(number).report.id: number for number in range(max(0, size - WINDOW), size)}
    story = {report: (n // (MIXED * STORY), n % (MIXED * STORY) % MIXED) for report, n in gold.items()}
    found = {report: held.id for held in archive.told_stories() for report in held.reports}
    return agreement([story[each] for each in gold], [found[each] for each in gold]).f1


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    sizes = sorted(int(size) for size in parser.parse_args(arguments).sizes.split(","))
    print("reports   add  group  growth      MB  bytes each  B-cubed")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.parley"
        Archive.make(path)
        for held, size in zip((0, *sizes), sizes, strict=False):
            here = grown(path, held, size)
            growth = (here.add + here.group) / here.first
            row = f"{here.reports:7}{here.add:6.2f}{here.group:7.2f}{growth:8.2f}{here.memory:8.0f}"
            print(f"{row}{here.size:12.0f}{100 * here.right:9.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
