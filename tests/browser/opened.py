"""A headless Chromium of the system, and `parley serve` in a process of its own, as a user starts them."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

browsing = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt install chromium)"),
    pytest.mark.allow_hosts(["127.0.0.1", "::1"]),
]

PATIENCE = 180


@contextmanager
def served(*words: str) -> Iterator[str]:
    """The address of `parley serve` with these arguments, once the first page is there."""
    port = _free()
    command = [sys.executable, "-m", "parley", "serve", *words, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait(address: str, process: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        try:
            with urlopen(address, timeout=10) as answer:  # noqa: S310  our own address
                if answer.status == 200:
                    return
        except HTTPError as error:
            raise AssertionError(error.read().decode()) from error
        except (URLError, TimeoutError):
            pass
        time.sleep(0.2)
    raise AssertionError(f"{address} was not there after {PATIENCE} seconds")
