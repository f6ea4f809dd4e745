"""Payloads that come in by the pages themselves: as names of files, stories and readers, in headlines and addresses."""

import json
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from httpx2 import Client
from playwright.sync_api import Browser, Page

from parley.archive.archive import Archive
from tests.browser.opened import browsing, served
from tests.browser.payloads import PAYLOADS
from tests.browser.test_injection import HOVER, SCHEMES

pytestmark = browsing

OURS = {"sec-fetch-site": "same-origin", "origin": "null"}

BATCH = 102


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """An archive into which all payloads were sent, and the pages that tell of it."""
    path = tmp_path_factory.mktemp("archive") / "kept.parley"
    Archive.make(path)
    with served(str(path), "--engine", "rules") as address, Client(base_url=address, headers=OURS) as client:
        yield address, list(sent(client))


def sent(client: Client) -> Iterator[str]:
    for start in range(0, len(PAYLOADS), BATCH):
        batch = PAYLOADS[start : start + BATCH]
        files = [("file", (f"{payload} {n}.txt", _text(payload, n))) for n, payload in enumerate(batch)]
        files += [("file", (payload, b"refused")) for payload in batch[:20]]
        fields = {
            "story": batch[0][:80],
            "title": batch[1],
            "text": f"The envoys met. {batch[2]}",
            "outlet": batch[3],
            "addresses": " ".join(payload.replace(" ", "") for payload in batch[:20]),
            "feeds": " ".join(f"javascript:{n}" for n in range(3)),
        }
        where = client.post("/add", data=fields, files=files).headers["location"]
        while client.get(where).status_code == 202:
            time.sleep(0.2)
        yield where


def _text(payload: str, number: int) -> bytes:
    told = json.dumps({"title": payload, "outlet": payload, "author": payload, "url": payload})
    words = f"Envoys of Kestria met in Port {number} on Monday and spoke of {payload}.\n\nThey are to meet again.\n"
    return f"---\n{told}\n---\n{words}".encode("utf-8", "replace")


def settled(page: Page) -> None:
    """Waits until the page no longer says how far the work is."""
    page.wait_for_function("document.querySelector('main h2') && !document.querySelector('.underway')", timeout=60_000)


@pytest.mark.parametrize("policy", ["off", "on"])
def test_no_script_that_was_sent_runs(chromium: Browser, archive: tuple[str, list[str]], policy: str) -> None:
    address, pages = archive
    context = chromium.new_context(base_url=address, bypass_csp=policy == "off")
    context.add_init_script("window.hit = () => { localStorage.setItem('hit', location.href); };")
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith(address) else elsewhere.append(asked.url))
    shown = ""
    for where in [*pages, "/stories", "/add", f"/add?{urlencode({'story': PAYLOADS[0]})}", "/reports?all=1"]:
        page.goto(where, wait_until="domcontentloaded")
        settled(page)
        page.evaluate(HOVER)
        shown += page.locator("main").inner_text()
        assert set(page.locator("a[href], form").evaluate_all(SCHEMES)) <= {"http:", "https:"}
    for payload in PAYLOADS[:24]:
        page.goto(f"/changes?{urlencode({'since': 'visit', 'reader': payload})}", wait_until="domcontentloaded")
        settled(page)
        with page.expect_navigation(wait_until="domcontentloaded"):
            page.get_by_role("button", name="Mark as seen").click()
        settled(page)
        page.evaluate(HOVER)
    assert "<script" in shown, "the payloads are there to be seen"
    assert page.evaluate("localStorage.getItem('hit')") is None
    assert elsewhere == []
    page.evaluate("window.hit()")
    assert page.evaluate("localStorage.getItem('hit')"), "the trap itself works"
    context.close()
