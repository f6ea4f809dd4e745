"""What changed, in a real browser: since a day, and since a visit that is marked by keyboard alone."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from parley.archive.archive import Archive
from parley.desk import Desk
from tests.browser.opened import browsing, served
from tests.browser.test_views import serious
from tests.stories import EXAMPLE

pytestmark = browsing

FILES = sorted(EXAMPLE.glob("*.txt"))


@pytest.fixture
def archived(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("archive") / "kept.parley"
    Archive.make(path)
    with Archive.open(path) as archive:
        list(Desk(engine="rules").add(archive, *FILES[:3], story="talks"))
    with served(str(path), "--engine", "rules", "--story", "talks") as address:
        context = chromium.new_context(base_url=address)
        yield context.new_page()
        context.close()


@pytest.mark.parametrize("path", ["/changes?since=2026-03-11", "/timeline?kind=meeting", "/quotations?kind=altered"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_serious_and_nothing_sticks_out(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    expect(page.locator("main h2").first).to_be_visible(timeout=60_000)
    page.wait_for_function("!document.querySelector('.underway')", timeout=60_000)
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        assert serious(page) == [], scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def tab_to(page: Page, words: str) -> None:
    """Presses Tab until the thing with this name or text has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        at = "document.activeElement.name || document.activeElement.textContent.trim()"
        if page.evaluate(at) == words:
            return
    raise AssertionError(f"{words} cannot be reached by keyboard")


def test_a_visit_is_marked_and_what_is_new_told_by_keyboard_alone(archived: Page) -> None:
    archived.goto("/")
    archived.keyboard.press("g")
    archived.keyboard.press("n")
    archived.wait_for_url("**/changes")
    tab_to(archived, "since my last visit")
    archived.keyboard.press("Enter")
    archived.wait_for_url("**/changes?since=visit")
    tab_to(archived, "reader")
    archived.keyboard.press("Control+A")
    archived.keyboard.type("Ada")
    archived.keyboard.press("Enter")
    expect(archived.locator(".nothing")).to_contain_text("Nothing was added or decided since")
    assert serious(archived) == []
    archived.goto("/add")
    archived.locator("input[type=file]").set_input_files(str(FILES[4]))
    tab_to(archived, "Add")
    archived.keyboard.press("Enter")
    tab = archived.get_by_role("link", name="What they tell that the others did not")
    expect(tab).to_be_visible(timeout=60_000)
    archived.goto("/changes?since=visit")
    expect(archived.locator(".news .lede")).to_contain_text("1 new report", timeout=60_000)
    expect(archived.locator("input[name=reader]")).to_have_value("Ada")
    assert serious(archived) == []
