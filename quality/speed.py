"""What reading costs: `python -m quality.speed [FOLDER] [--engine NAME] [--runs 3]`, on one core and one thread.

FOLDER holds plain texts (`*.txt`, also in its folders); default: the reports of the Parley corpus. Every row is
measured in a fresh process that is kept to one core. Seconds are of that core's work (CPU time), so that other programs
on the machine count little; start-up is given on the clock too, from the start of the process to one sentence read.

Peers in the same run: the rules, and every spaCy pipeline for English that is installed, through the same interface.
`length`: the paragraphs of all reports in a varied order as one report of so many words; a report of more than the
longest that engines read is dealt out to several. Where the engine has the encoder, `forward` is the encoder alone over
the passages of the same reports, and the ratio is what reading costs of it.
"""

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from corpus import check
from parley.annotate.encoder.passages import Words, passages
from parley.annotate.engine import WEIGHTS, Encoder, ReadingEngine
from parley.annotate.stages import LONGEST_REPORT
from parley.annotate.tokens import tokenize
from parley.reading import Reading
from parley.report import Report
from quality.engine import DEFAULT, chosen
from quality.linked import bare, report_of

LENGTHS = (1_000, 10_000, 100_000)
RATIO = 1.5
"""What reading may cost of the encoder's own forward pass."""
REPORTS = 60
"""Reports of the folder that are read to measure speed, at most."""
SENTENCE = "The French minister said on Monday, 3 May, that the talks of 40 delegates would go on for two days."
"""Holds one of everything that brings a list or table: a name, a cue, a date, an amount and a length of time."""

Numbers = dict[str, float]


def texts(folder: Path | None) -> list[str]:
    """The plain texts of a folder, or of the corpus; those of a story stand together."""
    if folder is not None:
        return [path.read_text("utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))]
    stories = sorted(path for path in check.STORIES.iterdir() if path.is_dir())
    wrong: list[str] = []
    return [article.marked.text for story in stories for article in check.articles(story, wrong)]


def spread(found: Sequence[str], most: int = REPORTS) -> list[Report]:
    """Reports evenly over all texts, at most so many."""
    step = max(1, -(-len(found) // most))
    return [report_of(bare(f"r{index}", text)) for index, text in enumerate(found[::step])]


def joined(found: Sequence[str], words: int) -> list[Report]:
    """The paragraphs of all texts in a varied order, as so many words; several reports where one would be too long."""
    count = -(-words // LONGEST_REPORT)
    return [report_of(bare(f"long{index}", _text(found, words // count, index))) for index in range(count)]


def _text(found: Sequence[str], words: int, seed: int) -> str:
    chance = random.Random(seed)  # noqa: S311  an order, no secret
    pool = [line for text in found for line in text.split("\n") if line.strip()]
    lines: list[str] = []
    left = words
    while left > 0 and pool:
        chance.shuffle(pool)
        for line in pool:
            tokens = list(islice(tokenize(line), left))
            lines.append(line[: tokens[-1].end] if tokens else "")
            left -= len(tokens)
            if left == 0:
                break
    return "\n\n".join(lines)


# ------------------------------------------------------------------------------------- measured in a process of its own


def start(engine: ReadingEngine, folder: Path | None) -> Numbers:
    """Reads one sentence; the parent looks at the clock."""
    list(engine.read([report_of(bare("one", f"Talks\n\n{SENTENCE}"))]))
    return {"cpu": time.process_time(), "megabytes": _megabytes()}


def speed(engine: ReadingEngine, folder: Path | None) -> Numbers:
    """Reads the reports of a folder."""
    reports = spread(texts(folder))
    readings, seconds = _timed(engine, reports)
    return {"tokens": sum(len(one.tokens) for one in readings), "cpu": seconds, "megabytes": _megabytes()}


def length(engine: ReadingEngine, folder: Path | None, words: int) -> Numbers:
    """Reads so many words in as few reports as can be."""
    reports = joined(texts(folder), words)
    readings, seconds = _timed(engine, reports)
    tokens = sum(len(one.tokens) for one in readings)
    return {"tokens": tokens, "reports": len(reports), "cpu": seconds, "megabytes": _megabytes()}


def forward(engine: ReadingEngine, folder: Path | None) -> Numbers:
    """Reads the reports of a folder, then runs the encoder alone over their passages."""
    from parley.annotate.encoder.network import network  # noqa: PLC0415  brings ONNX Runtime, which rules need not

    readings, reading = _timed(engine, spread(texts(folder)))
    net = network(engine.weights if isinstance(engine, Encoder) else WEIGHTS)
    cut = [passage for one in readings for passage in passages(_sentences(one), net.cut)]
    began = time.process_time()
    for passage in cut:
        net.look(passage)
    alone = time.process_time() - began
    return {"reading": reading, "forward": alone, "ratio": reading / alone, "passages": len(cut)}


def _sentences(reading: Reading) -> Iterator[Words]:
    for sentence in reading.sentences:
        inside = reading.tokens[sentence.first : sentence.last]
        words = tuple(reading.report.text[token.start : token.end] for token in inside)
        yield Words(words, (False,) * len(words))


def _timed(engine: ReadingEngine, reports: Sequence[Report]) -> tuple[list[Reading], float]:
    """Readings and seconds of CPU time, after one sentence that loads what is loaded once."""
    start(engine, None)
    began = time.process_time()
    readings = list(engine.read(reports))
    return readings, time.process_time() - began


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def alone(job: str, name: str, folder: Path | None) -> Numbers:
    """One job in this process, on one core and one thread."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    if find_spec("onnxruntime"):
        import_module("parley.annotate.encoder.network").THREADS = 1  # type: ignore[attr-defined]
    engine = chosen(name)
    jobs: dict[str, Callable[[ReadingEngine, Path | None], Numbers]] = {"start": start, "speed": speed}
    if job == "forward":
        return forward(engine, folder)
    return jobs[job](engine, folder) if job in jobs else length(engine, folder, int(job))


# ------------------------------------------------------------------------------------------------------------ the table


@dataclass(frozen=True, slots=True)
class Course:
    """Which folder is read how often."""

    folder: Path | None
    runs: int

    def __call__(self, job: str, engine: str) -> Numbers:
        """The medians of a job's numbers over all runs; `clock` is the whole process."""
        rows = [self._once(job, engine) for _ in range(self.runs)]
        return {name: statistics.median(row[name] for row in rows) for name in rows[0]}

    def _once(self, job: str, engine: str) -> Numbers:
        given = [] if self.folder is None else [str(self.folder)]
        command = [sys.executable, "-m", "quality.speed", *given, "--engine", engine, "--job", job]
        single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        began = time.monotonic()
        done = subprocess.run(  # noqa: S603  this very program
            command, check=True, stdout=subprocess.PIPE, env={**os.environ, **single}
        )
        clock = time.monotonic() - began
        numbers: Numbers = json.loads(done.stdout.decode().splitlines()[-1])
        return {**numbers, "clock": clock}


def pipelines() -> list[str]:
    """The spaCy pipelines for English that are installed."""
    if find_spec("spacy") is None:
        return []
    installed: list[str] = import_module("spacy.util").get_installed_models()
    return [name for name in installed if name.startswith("en_")]


def rows(course: Callable[[str, str], Numbers], engine: str) -> Iterator[str]:
    """The table line by line, as it is measured."""
    yield f"{'engine':20s} tokens/s  start-up s (CPU)  start-up MB  MB"
    peers = [f"spacy:{name}" for name in pipelines()]
    for name in dict.fromkeys([engine, "rules", *peers]):
        begun, read = course("start", name), course("speed", name)
        yield (
            f"{name:20s} {read['tokens'] / read['cpu']:8.0f}  {begun['clock']:10.2f} ({begun['cpu']:.2f})"
            f"  {begun['megabytes']:11.0f}  {read['megabytes']:.0f}"
        )
    if not peers:
        yield "no spaCy pipeline as a peer: none for English is installed, and none is downloaded"
    yield f"{'words':>8s}  reports  seconds  tokens/s   MB   (one report is read up to {LONGEST_REPORT} words)"
    for words in LENGTHS:
        read = course(str(words), engine)
        rate = read["tokens"] / read["cpu"]
        yield f"{words:8d}  {read['reports']:7.0f}  {read['cpu']:7.2f}  {rate:8.0f}  {read['megabytes']:3.0f}"
    if engine.partition(":")[0] == "encoder":
        read = course("forward", engine)
        seconds = f"reading {read['reading']:.2f} s, the encoder alone {read['forward']:.2f} s"
        yield f"{seconds}, ratio {read['ratio']:.2f} (at most {RATIO:g})"


def main() -> int:
    """Prints the table, or with --job the numbers of one process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--job", help="one measurement in this process: start, speed, forward or a number of words")
    options = parser.parse_args()
    if options.folder is not None and not any(options.folder.rglob("*.txt")):
        print(f"no *.txt in {options.folder}", file=sys.stderr)
        return 1
    if options.job:
        print(json.dumps(alone(options.job, options.engine, options.folder)))
        return 0
    for row in rows(Course(options.folder, options.runs), options.engine):
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
