"""A stance given as another in a real browser, by keyboard alone: in the cell's evidence, with a reason, and back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from parley.archive.archive import Archive
from parley.desk import Desk
from tests.browser.opened import browsing, served
from tests.browser.test_changes import tab_to
from tests.browser.test_views import serious
from tests.stories import EXAMPLE

pytestmark = browsing


@pytest.fixture
def archived(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("archive") / "kept.parley"
    Archive.make(path)
    with Archive.open(path) as archive:
        list(Desk(engine="rules").add(archive, *sorted(EXAMPLE.glob("*.txt"))[:3], story="talks"))
    with served(str(path), "--engine", "rules", "--story", "talks") as address:
        context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
        context.set_default_timeout(15_000)
        yield context.new_page()
        context.close()


def reason(page: Page, words: str) -> None:
    """Fills in the reason, which is next, and who decides, and sends the form."""
    tab_to(page, "reason")
    page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def test_a_stance_is_given_and_taken_back_by_keyboard_alone(archived: Page) -> None:
    page = archived
    page.goto("/positions")
    expect(page.locator("details.position").first).to_be_visible(timeout=60_000)
    first = page.locator("details.position").first.locator(":scope > summary")
    first.focus()
    page.keyboard.press("Enter")
    tab_to(page, "It is another stance")
    page.keyboard.press("Enter")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "value"
    page.keyboard.type("is wary")
    page.keyboard.press("Tab")
    page.keyboard.type("she said so in the hall")
    page.keyboard.press("Tab")
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    given = page.locator(".decided-stance")
    expect(given).to_have_count(1, timeout=60_000)
    page.locator("details.position", has=given).locator(":scope > summary").focus()
    page.keyboard.press("Enter")
    expect(given).to_contain_text("Given as “is wary” · she said so in the hall · Ada")
    expect(page.locator("details.position", has=given).locator(":scope > summary")).to_contain_text("is wary")
    tab_to(page, "Take it back")
    page.keyboard.press("Enter")
    reason(page, "a slip")
    expect(page.locator("details.position").first).to_be_visible(timeout=60_000)
    expect(page.locator(".decided-stance")).to_have_count(0)
    page.goto("/decisions")
    expect(page.locator("main")).to_contain_text("Nothing has been decided", timeout=60_000)
