"""Adding reports in a real browser: chosen, dropped, pasted, with and without JavaScript, by keyboard alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from parley.archive.archive import Archive
from tests.browser.opened import browsing, served
from tests.browser.test_views import serious
from tests.stories import EXAMPLE

pytestmark = browsing

REPORTS = sorted(EXAMPLE.glob("*.txt"))[:4]

DROP = """([names, texts]) => {
    const held = new DataTransfer();
    names.forEach((name, n) => held.items.add(new File([texts[n]], name)));
    for (const kind of ["dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
    }
}"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("archive") / "kept.parley"
    Archive.make(path)
    with served(str(path), "--engine", "rules") as address:
        yield address


@pytest.fixture
def bench(chromium: Browser, archive: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=archive)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def added(page: Page) -> None:
    """Waits for the page that says what came of it."""
    page.wait_for_url(re.compile(r"/add/[\w-]+$"))
    expect(page.get_by_role("heading", name=re.compile("^Added"))).to_be_visible(timeout=60_000)


def test_dropped_files_are_listed_sent_and_told_of(bench: Page) -> None:
    bench.goto("/add")
    texts = [file.read_text() for file in REPORTS[:2]]
    bench.evaluate(DROP, [["<img src=x onerror=hit()>.zip", *(file.name for file in REPORTS[:2])], ["PK", *texts]])
    expect(bench.locator(".dropped li")).to_have_count(3)
    bench.get_by_role("button", name="Add").click()
    added(bench)
    expect(bench.locator("main .lede")).to_have_text("2 new reports, 1 not taken.")
    bench.locator("a[data-open]").first.click()
    expect(bench.locator("article.report")).to_be_visible()


def test_a_text_is_pasted_and_sent_by_keyboard_alone(bench: Page) -> None:
    bench.goto("/claims")
    bench.keyboard.press("g")
    bench.keyboard.press("a")
    bench.wait_for_url("**/add")
    order = []
    for _ in range(60):
        bench.keyboard.press("Tab")
        name = bench.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
        order.append(name)
        if name == "title":
            bench.keyboard.type("Envoys meet again")
        if name == "text":
            bench.keyboard.type("The envoys of Kestria met again on Monday.")
        if name == "Add":
            bench.keyboard.press("Enter")
            break
    assert [each for each in order if each in {"file", "title", "text", "addresses", "feeds", "story"}] == [
        "file",
        "title",
        "text",
        "addresses",
        "feeds",
        "story",
    ]
    added(bench)
    expect(bench.locator(".listing")).to_contain_text("Envoys meet again")


def test_files_are_added_without_javascript(chromium: Browser, archive: str) -> None:
    context = chromium.new_context(base_url=archive, java_script_enabled=False)
    page = context.new_page()
    page.goto("/add")
    page.locator("input[type=file]").set_input_files([str(file) for file in REPORTS[2:]])
    page.get_by_role("button", name="Add").click()
    added(page)
    expect(page.locator(".listing [data-item]")).to_have_count(2)
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_serious_and_nothing_sticks_out(bench: Page, width: int) -> None:
    bench.set_viewport_size({"width": width, "height": 800})
    bench.goto("/add")
    assert serious(bench) == []
    assert bench.evaluate("document.documentElement.scrollWidth") <= width
    bench.locator("input[type=file]").set_input_files(str(Path(__file__)))
    bench.get_by_role("button", name="Add").click()
    added(bench)
    assert serious(bench) == []
    assert bench.evaluate("document.documentElement.scrollWidth") <= width
