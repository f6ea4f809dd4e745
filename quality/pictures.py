"""Pictures of the pages: `python -m quality.pictures [FOLDER] [--all]`, with the system's Chromium.

Serves the example story and writes the pictures of the documentation to FOLDER (default docs/pictures); with `--all`
every page at three widths and in both schemes instead, to be looked at after a change of the design.
"""

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from parley.serve.views.every import VIEWS

EXAMPLE = "examples/aldra-talks/reports"
ADDRESS = "http://127.0.0.1:8798"
WIDTHS = (360, 820, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

SHOWN: tuple[tuple[str, str, str, int, Scheme], ...] = (
    ("workbench-reading", "/reports", ".choices li:nth-child(4) a[data-open]", 1280, "light"),
    ("workbench-claims", "/claims", "", 1280, "light"),
    ("workbench-quotation", "/quotations?kind=altered", ".utterances a[data-open]", 1280, "light"),
    ("workbench-timeline", "/timeline", "", 1280, "dark"),
    ("workbench-positions", "/positions", "", 820, "light"),
    ("workbench-changes", "/changes?since=2026-03-12", "", 820, "light"),
    ("workbench-phone", "/conflicts", "", 360, "dark"),
)
"""Name, address, what to click there, width and scheme of each picture of the documentation."""


@contextmanager
def served() -> Iterator[None]:
    """The example story, until the block ends."""
    command = [sys.executable, "-m", "parley", "serve", EXAMPLE, "--port", ADDRESS.rpartition(":")[2]]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603  our own command
        try:
            while not _is_there():
                time.sleep(0.3)
            yield
        finally:
            process.terminate()


def _is_there() -> bool:
    try:
        with urlopen(f"{ADDRESS}/", timeout=10) as answer:  # noqa: S310  our own address
            return bool(answer.status == 200)
    except (URLError, TimeoutError):
        return False


def taken(browser: Browser, address: str, link: str, shape: tuple[int, Scheme], path: Path) -> None:
    """One picture."""
    width, scheme = shape
    context = browser.new_context(viewport={"width": width, "height": 820}, color_scheme=scheme, base_url=ADDRESS)
    page = context.new_page()
    page.goto(address)
    if link:
        page.locator(link).first.click()
        page.wait_for_load_state()
    page.screenshot(path=path)
    context.close()


def main() -> int:
    """The pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/pictures"))
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    shots = list(SHOWN)
    if options.all:
        shots = [
            (f"{view.path.strip('/') or 'overview'}-{width}-{scheme}", view.path, "", width, scheme)
            for view in VIEWS
            for width in WIDTHS
            for scheme in SCHEMES
            if view.key
        ]
    with served(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, address, link, width, scheme in shots:
            taken(browser, address, link, (width, scheme), options.folder / f"{name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
