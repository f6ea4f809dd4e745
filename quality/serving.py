"""What pages cost: `python -m quality.serving [--sizes 11,500] [--clients 50] [--seconds 5] [--engine rules]`.

Serves the example story (11 reports) or so many reports of the Parley corpus and of the comparison corpus, drawn by a
fixed seed, by `parley serve` in a process of its own, and asks for its pages over loopback by so many clients at
once, each on a connection that stays open and each asking again as soon as it has its answer. For each page: the
middle and the 95th of a hundred answers in milliseconds, answers a second, and what came other than with status 200.
`first` is the very first answer, in which the page is made; `sent` the page's bytes as zipped; `paint` all that a
first visit needs.
"""

import argparse
import asyncio
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from parley.serve.views.every import VIEWS
from quality.scaling import texts

EXAMPLE = Path("examples/aldra-talks/reports")
EXAMPLE_SIZE = 11
PORT = 8797
BARS = {11: 100.0}
"""Milliseconds at the 95th of a hundred, by the size of the story; any larger story has the other bar."""
LARGE_BAR = 300.0
PAINT = 150_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, seconds, bytes of the body, and the body."""

    status: int
    seconds: float
    body: bytes


@contextmanager
def served(places: Path, engine: str) -> Iterator[None]:
    """`parley serve` until the block ends; the first dossier is made before it begins."""
    command = [sys.executable, "-m", "parley", "serve", str(places), "--port", str(PORT), "--engine", engine]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603  our own command
        try:
            began = time.monotonic()
            while asyncio.run(_first("/")).status != 200:
                time.sleep(0.2)
            print(f"made in {time.monotonic() - began:.1f} s")
            yield
        finally:
            process.terminate()


async def _first(path: str) -> Answer:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    except OSError:
        return Answer(0, 0.0, b"")
    try:
        return await _ask(reader, writer, path, zipped=False)
    finally:
        writer.close()


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, *, zipped: bool) -> Answer:
    began = time.perf_counter()
    accept = "Accept-Encoding: gzip\r\n" if zipped else ""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\n{accept}\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    length = int(re.search(rb"content-length: (\d+)", head.lower())[1])  # type: ignore[index]
    body = await reader.readexactly(length)
    return Answer(status, time.perf_counter() - began, body)


async def _client(path: str, until: float, answers: list[Answer]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    while time.perf_counter() < until:
        answers.append(await _ask(reader, writer, path, zipped=True))
    writer.close()


async def _load(path: str, clients: int, seconds: float) -> list[Answer]:
    answers: list[Answer] = []
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_client(path, until, answers) for _ in range(clients)))
    return answers


def paths() -> list[str]:
    """Each page of the contents, and the first page of a single thing below it, where there is one."""
    found = []
    for view in VIEWS:
        if view.key:
            found.append(view.path)
            page = asyncio.run(_first(view.path)).body.decode()
            link = re.search(rf'data-open href="({view.path}/[^"#?]+)', page) if view.path != "/" else None
            found += [link[1]] if link else []
    return [*found, "/search?words=the+talks", *_changed()]


def _changed() -> list[str]:
    """What changed since the middle one of the days that have a link, once its earlier dossier is made."""
    days = re.findall(r'href="(/changes\?since=[^"]+)"', asyncio.run(_first("/changes")).body.decode())
    for path in days[len(days) // 2 :][:1]:
        while asyncio.run(_first(path)).status != 200:
            time.sleep(0.2)
        return [path]
    return []


def _paint(path: str) -> int:
    """Bytes of a page and of all files of ours that it names, zipped."""

    async def total() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        page = await _ask(reader, writer, path, zipped=False)
        sizes = len((await _ask(reader, writer, path, zipped=True)).body)
        needed = {*re.findall(r'(?:src|href)="(/static/[^"]+|/reports/[^"]+\.css[^"]*)"', page.body.decode())}
        for name in needed:
            sizes += len((await _ask(reader, writer, name, zipped=True)).body)
        writer.close()
        return sizes

    return asyncio.run(total())


def gathered(folder: Path, size: int) -> None:
    """So many reports, each in a file, with outlets and days."""
    rows = []
    for number, text in enumerate(texts(size)):
        (folder / f"{number:04d}.txt").write_text(text, "utf-8")
        rows.append(
            f"- {{file: {number:04d}.txt, outlet: Outlet {number % 40}, published: 2031-03-{number % 10 + 1:02d}}}"
        )
    (folder / "manifest.yaml").write_text("reports:\n" + "\n".join(rows))


def measured(size: int, clients: int, seconds: float) -> bool:
    """One story's pages; whether they keep within the bars."""
    bar = BARS.get(size, LARGE_BAR)
    kept = True
    print(f"{'page':44} {'first':>7} {'middle':>7} {'p95':>7} {'a second':>9} {'wrong':>6} {'sent':>8} {'paint':>8}")
    for path in paths():
        first = asyncio.run(_first(path))
        answers = asyncio.run(_load(path, clients, seconds))
        times = sorted(answer.seconds * 1000 for answer in answers)
        p95 = times[int(len(times) * 0.95)]
        wrong = sum(answer.status != 200 for answer in answers)
        paint = _paint(path)
        kept &= p95 <= bar and not wrong and paint < PAINT
        row = f"{path[:44]:44} {first.seconds * 1000:7.0f} {statistics.median(times):7.1f} {p95:7.1f}"
        print(f"{row} {len(answers) / seconds:9.0f} {wrong:6} {len(answers[0].body):8} {paint:8}")
    print(f"{size} reports, {clients} clients: {'within' if kept else 'NOT within'} {bar:.0f} ms and {PAINT} bytes")
    return kept


def main() -> int:
    """The figures of each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="11,500")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--engine", default="rules")
    options = parser.parse_args()
    kept = True
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as name:
            places = EXAMPLE
            if size != EXAMPLE_SIZE:
                places = Path(name)
                gathered(places, size)
            with served(places, options.engine):
                kept &= measured(size, options.clients, options.seconds)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
