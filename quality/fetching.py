"""What the guarded transport costs: `python -m quality.fetching [--pages 300]`.

A server of another process on 127.0.0.1 gives pages of 1 kB, of 100 kB, and of 1 MB packed by gzip. For each page:
pages a second by a fetcher without pauses, robots.txt read before, and by the standard library's client, which judges
nothing, bounds nothing and keeps no pace; a connection for each page in both. Before them, a gigabyte of nothing packed
by gzip: seconds until it is cut at the bound, and by how many megabytes this process's peak of memory grew.
"""

import argparse
import gzip
import multiprocessing
import re
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.guard import Guard
from parley.acquire.fetch.limits import Limits
from parley.acquire.fetch.wanted import Fetched, Refused, Wanted

WORDS = b"<p>The envoys of both sides met in Vellmar and agreed to meet again.</p>\n"
MEGABYTE = 1024 * 1024
QUICK = Limits(pause=0.0)


@dataclass(frozen=True, slots=True)
class Rate:
    """Pages a second, by the fetcher and by the standard library."""

    page: str
    ours: float
    theirs: float


def page(size: int) -> bytes:
    """A page of so many bytes."""
    return (WORDS * (size // len(WORDS) + 1))[:size]


def bomb() -> bytes:
    """A gigabyte of nothing, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return b"".join(packer.compress(bytes(16 * MEGABYTE)) for _ in range(64)) + packer.flush()


def serve(told: Connection) -> None:
    """Serves until the process is ended; tells its port."""
    pages = {"/1kB": page(1000), "/100kB": page(100_000)}
    packed = {"/1MB": gzip.compress(page(MEGABYTE)), "/bomb": bomb()}

    class Pages(BaseHTTPRequestHandler):
        """Gives the pages."""

        def do_GET(self) -> None:
            """One of the pages, or none."""
            content = pages.get(self.path) or packed.get(self.path)
            self.send_response(200 if content else 404)
            if self.path in packed:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the standard library's
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        told.send(server.server_address[1])
        server.serve_forever()


def rate(ask: Callable[[], int], pages: int) -> float:
    """Pages a second of the best of three rounds."""
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        sizes = {ask() for _ in range(pages)}
        best = min(best, time.perf_counter() - began)
        if len(sizes) != 1:
            raise SystemExit(f"not every page came whole: {sizes}")
    return pages / best


def ours(fetcher: Fetcher, address: str) -> int:
    """The bytes of a page by the fetcher."""
    outcome = fetcher.fetch(Wanted(address))
    return len(outcome.content) if isinstance(outcome, Fetched) else -1


def theirs(port: int, path: str) -> int:
    """The bytes of a page by the standard library, unpacked at once."""
    line = HTTPConnection("127.0.0.1", port)
    line.request("GET", path, headers={"Accept-Encoding": "gzip", "Connection": "close"})
    answer = line.getresponse()
    content = answer.read()
    line.close()
    return len(gzip.decompress(content) if answer.headers["Content-Encoding"] else content)


def peak() -> float:
    """The peak of this process's memory in MB."""
    match = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(match[1]) / 1024 if match else 0.0


def cut(fetcher: Fetcher, address: str) -> str:
    """What becomes of the bomb."""
    before, began = peak(), time.perf_counter()
    outcome = fetcher.fetch(Wanted(address))
    took, kind = time.perf_counter() - began, outcome.kind if isinstance(outcome, Refused) else "not refused"
    return f"a gigabyte packed: {kind} after {took:.2f} s, {peak() - before:.0f} MB more memory"


def main(words: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300, help="how many of each in one round")
    pages = parser.parse_args(words).pages
    told, telling = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(telling,), daemon=True)
    server.start()
    port: int = told.recv()
    base = f"http://127.0.0.1:{port}"
    with Fetcher(Guard((f"127.0.0.1:{port}",)), QUICK) as fetcher:
        print(cut(fetcher, f"{base}/bomb"))
        for path in ("/1kB", "/100kB", "/1MB"):
            found = Rate(
                path[1:],
                rate(lambda path=path: ours(fetcher, base + path), pages),  # type: ignore[misc]
                rate(lambda path=path: theirs(port, path), pages),  # type: ignore[misc]
            )
            print(f"{found.page:>6}: {found.ours:6.0f} pages a second; by http.client {found.theirs:6.0f}")
    server.terminate()


if __name__ == "__main__":
    main(sys.argv[1:])
