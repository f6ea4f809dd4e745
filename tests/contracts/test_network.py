"""One way out: who may speak to the network, and that nothing of it is loaded before something is asked for."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from parley.acquire.fetch.limits import Limits
from parley.acquire.fetch.wanted import Kind
from tests.stories import ROOT

SOURCE = ROOT / "src" / "parley"

CLIENTS = frozenset(
    (
        "_socket", "_ssl", "aiohttp", "curl_cffi", "ftplib", "h11", "h2", "hishel", "http.client",
        "httpcore", "httpcore2", "httplib2", "httpx", "httpx2", "imaplib", "niquests", "nntplib", "poplib", "pycurl",
        "requests", "requests_html", "selenium", "smtplib", "socket", "ssl", "telnetlib", "treq",
        "trafilatura.downloads", "urllib.request", "urllib3", "websocket", "websockets", "xmlrpc.client",
    )
)  # fmt: skip

DOORS = {
    "acquire/fetch": "the guarded transport of docs/fetching.md",
    "annotate/outside/loopback.py": "a language model on this machine; it connects to no other (docs/engines.md)",
}
"""Who opens connections, and why: whoever else has to ask for something does it by a Fetcher."""

LISTENERS = {
    "serve": "shows pages to the user's own browser (docs/workbench.md)",
    "cli_serve.py": "opens the port that it listens on",
}
"""Who may have sockets to listen, and makes no connection by them."""

CALLS = frozenset(
    (
        "connect",
        "connect_ex",
        "create_connection",
        "fetch_url",
        "getaddrinfo",
        "gethostbyname",
        "open_connection",
        "urlopen",
    )
)
"""What opens a connection or looks a name up, by whatever it is a part of."""


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or anywhere below, with the names taken from it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def clients(path: Path) -> set[str]:
    return {each for name in imported(path) for each in CLIENTS if name == each or name.startswith(f"{each}.")}


def called(path: Path) -> set[str]:
    """What is named in a file of what opens connections."""
    nodes = ast.walk(ast.parse(path.read_text()))
    return {name for node in nodes if (name := getattr(node, "attr", getattr(node, "id", None))) in CALLS}


def test_nobody_but_the_doors_imports_a_client_of_the_network() -> None:
    found = {path.relative_to(SOURCE).as_posix(): clients(path) for path in SOURCE.rglob("*.py")}
    others = {name for name, used in found.items() if used and not name.startswith((*DOORS, *LISTENERS))}
    assert others == set(), "ask by parley.acquire.fetch.fetcher.Fetcher"


def test_nobody_but_the_doors_calls_what_opens_a_connection() -> None:
    # SQLite's connections lead to no network.
    found = {path.relative_to(SOURCE).as_posix(): called(path) for path in SOURCE.rglob("*.py")}
    others = {name: used for name, used in found.items() if used and not name.startswith(tuple(DOORS))}
    assert {name: used for name, used in others.items() if not name.startswith("archive/") or used != {"connect"}} == {}


def test_who_listens_imports_no_more_than_sockets() -> None:
    for path in SOURCE.rglob("*.py"):
        if path.relative_to(SOURCE).as_posix().startswith(tuple(LISTENERS)):
            assert clients(path) <= {"socket"}, path


def test_the_doors_are_where_they_are_said_to_be() -> None:
    for door in DOORS:
        paths = [SOURCE / door] if door.endswith(".py") else list((SOURCE / door).glob("*.py"))
        assert any(map(clients, paths)), door


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("import socket", "socket"),
        ("def f():\n    from http import client", "http.client"),
        ("import urllib.request as u", "urllib.request"),
        ("from httpx2 import get", "httpx2"),
        ("from requests.adapters import HTTPAdapter", "requests"),
    ],
)
def test_a_client_is_found_however_it_is_imported(text: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(text)
    assert clients(tmp_path / "module.py") == {name}
    (tmp_path / "module.py").write_text("import socketserver_of_ours\nfrom urllib.parse import quote\nimport http")
    assert clients(tmp_path / "module.py") == set()


def test_importing_the_fetcher_loads_nothing_of_the_network() -> None:
    program = """
import importlib, pkgutil, sys
import parley.acquire.fetch
for module in pkgutil.iter_modules(parley.acquire.fetch.__path__, "parley.acquire.fetch."):
    importlib.import_module(module.name)
print(*sorted({"socket", "ssl", "httpcore2", "h11", "protego", "brotli", "idna", "truststore"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_every_bound_and_every_kind_of_refusal_is_documented() -> None:
    documented = (ROOT / "docs" / "fetching.md").read_text()
    for name in (*(field.name for field in fields(Limits)), *get_args(Kind)):
        assert f"| `{name}` |" in documented, f"docs/fetching.md does not mention {name}"
