"""A feed on loopback, served by a process of its own: some items lead to pages, some it holds in full."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from quality.streaming import text

LINKED, HELD = 24, 6
"""Items that lead to pages, and items that have their article with them."""


def feed() -> bytes:
    """The feed, with all its items."""
    linked = [_item(n, f"<link>/{n}</link>") for n in range(LINKED)]
    held = [_item(n, f"<content:encoded>{escape(_article(n))}</content:encoded>") for n in range(LINKED, LINKED + HELD)]
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    return f"{head}<title>The Example</title>{''.join([*linked, *held])}</channel></rss>".encode()


def page(number: int) -> bytes:
    """The page to which an item leads."""
    title = text(number % 3, number).partition("\n")[0]
    body = f"<article><h1>{title}</h1>{_article(number)}</article>"
    return f"<!doctype html><html lang=en><head><title>{title}</title></head><body>{body}</body></html>".encode()


def _item(number: int, more: str) -> str:
    title = text(number % 3, number).partition("\n")[0]
    day = f"<pubDate>Fri, {number % 28 + 1:02} Mar 2031 09:00:00 GMT</pubDate>"
    return f"<item><title>{title}</title><guid isPermaLink='false'>g{number}</guid>{day}{more}</item>"


def _article(number: int) -> str:
    return "".join(f"<p>{line}</p>" for line in text(number % 3, number).partition("\n\n")[2].split("\n") if line)


class _Site(BaseHTTPRequestHandler):
    """The feed, and its pages by their numbers."""

    def do_GET(self) -> None:
        """Answers."""
        name = self.path.lstrip("/")
        content = feed() if name == "feed" else page(int(name)) if name.isdigit() else b""
        self.send_response(200 if content else 404)
        self.send_header("Content-Type", "application/rss+xml" if name == "feed" else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that it has there
        """Prints nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of a client that was killed while it was answered."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the feed, while this lasts."""
    server = _Server(("127.0.0.1", 0), _Site)
    child = os.fork()
    if not child:
        server.serve_forever()
    server.server_close()
    try:
        yield f"http://127.0.0.1:{server.server_port}/feed"
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
