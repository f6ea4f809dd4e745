"""What a round costs in which nothing has changed: `python -m quality.watching [--feeds 100,1000] [--rounds 3]`.

Feeds of twenty items on eight hosts of loopback, served by a process of their own; no pause between two requests,
since that is a courtesy and no cost. Prints for each number of feeds the seconds of the round in which they are new,
the seconds of the quickest round in which every server says that nothing has changed, milliseconds for each feed of it,
and the memory of this process after the first such round and after the last, in MB.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.guard import Guard
from parley.acquire.fetch.limits import Limits
from parley.archive.archive import Archive
from parley.archive.watching import Watching, Wish
from parley.desk import Desk
from parley.watch.answer import Came
from parley.watch.pace import iso
from parley.watch.rounds import Rounds

HOSTS = 8
ITEMS = "".join(f"<item><title>Talks, part {n}</title><guid>{n}</guid></item>" for n in range(20))
FEED = f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Example</title>{ITEMS}</channel></rss>'.encode()
ETAG = '"one"'


class Feeds(BaseHTTPRequestHandler):
    """The same feed at every address; nothing is changed for whoever knows it."""

    def do_GET(self) -> None:
        """Answers."""
        robots = self.path == "/robots.txt"
        known = self.headers.get("If-None-Match") == ETAG
        content = b"" if known or robots else FEED
        self.send_response(404 if robots else 304 if known else 200)
        self.send_header("ETag", ETAG)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that it has there
        """Prints nothing."""


def served(ready: Connection) -> None:
    """Serves on a port of each host until the process ends."""
    servers = [ThreadingHTTPServer((f"127.0.0.{host + 1}", 0), Feeds) for host in range(HOSTS)]
    for server in servers:
        Thread(target=server.serve_forever, daemon=True).start()
    ready.send([f"http://{server.server_address[0]!s}:{server.server_address[1]}" for server in servers])
    ready.recv()


@dataclass(frozen=True, slots=True)
class Cost:
    """What rounds over so many feeds took."""

    feeds: int
    first: float
    seconds: tuple[float, ...]
    memory: tuple[float, float]


def measured(hosts: Sequence[str], feeds: int, rounds: int) -> Cost:
    """The rounds over feeds on these hosts."""
    now = [datetime(2031, 3, 2, tzinfo=UTC)]
    addresses = [f"{hosts[n % len(hosts)]}/{n}" for n in range(feeds)]
    taken: list[float] = []
    memory: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        Archive.make(Path(folder) / "kept.parley")
        with (
            Archive.open(Path(folder) / "kept.parley") as archive,
            Fetcher(Guard(tuple(host.removeprefix("http://") for host in hosts)), Limits(pause=0.0)) as fetcher,
        ):
            Watching(archive).add([Wish(address) for address in addresses], iso(now[0]))
            watch = Rounds(archive, fetcher, Desk(), clock=lambda: now[0])
            for number in range(rounds + 1):
                began = time.perf_counter()
                came = [each.came for each in watch.round(whole=True) if each.asked and each.address in addresses]
                taken.append(time.perf_counter() - began)
                memory.append(resident())
                wanted: Came = "unchanged" if number else "feed"
                if came.count(wanted) != feeds:
                    raise SystemExit(f"{came.count(wanted)} of {feeds} feeds were {wanted}")
                now[0] += timedelta(days=1)
    return Cost(feeds, taken[0], tuple(taken[1:]), (memory[1], memory[-1]))


def resident() -> float:
    """The memory of this process in MB, or nan where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmRSS"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a row for each number of feeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", default="100,1000")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(arguments)
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=served, args=(theirs,), daemon=True)
    process.start()
    hosts = ours.recv()
    print("feeds  first s  unchanged s  ms each  MB after the first and the last")
    for feeds in map(int, asked.feeds.split(",")):
        cost = measured(hosts, feeds, asked.rounds)
        least = min(cost.seconds)
        print(
            f"{feeds:5}{cost.first:9.1f}{least:13.2f}{1000 * least / feeds:9.2f}"
            f"{cost.memory[0]:9.0f}{cost.memory[1]:6.0f}",
            flush=True,
        )
    ours.send(None)
    process.join(5)
    return 0


if __name__ == "__main__":
    sys.exit(main())
