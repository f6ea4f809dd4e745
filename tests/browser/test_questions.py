"""Five questions of an analyst on the example story, each answered within three clicks from the overview."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.opened import browsing

pytestmark = browsing

MOST = 3


@dataclass
class Analyst:
    """Somebody with a mouse and little time; every click is counted by the browser itself."""

    page: Page

    def clicks(self, link: Locator) -> None:
        link.click()
        self.page.wait_for_load_state()

    def contents(self, name: str) -> None:
        self.clicks(self.page.locator(".contents").get_by_role("link", name=re.compile(f"^{name}")))


@pytest.fixture
def analyst(page: Page) -> Iterator[Analyst]:
    page.add_init_script(
        "addEventListener('click', () => localStorage.setItem('clicks', +localStorage.getItem('clicks') + 1), true)"
    )
    page.goto("/")
    yield Analyst(page)
    assert 0 < int(page.evaluate("localStorage.getItem('clicks')")) <= MOST


def test_who_met_whom_and_when(analyst: Analyst) -> None:
    analyst.contents("Timeline")
    analyst.clicks(analyst.page.get_by_role("link", name=re.compile("^meetings and talks")))
    row = analyst.page.locator("tbody tr").first
    expect(row.locator("th")).to_have_text(re.compile(r"\d+ March 2026"))
    expect(row.locator("td[data-head=Who]")).not_to_have_class("empty")
    expect(row.locator("a.cite").first).to_be_visible()


def test_whether_anyone_altered_a_quotation(analyst: Analyst) -> None:
    analyst.contents("Quotations")
    analyst.clicks(analyst.page.get_by_role("link", name=re.compile("altered")))
    analyst.clicks(analyst.page.locator(".utterances a[data-open]").first)
    expect(analyst.page.locator(".hot").first).to_be_visible()
    expect(analyst.page.locator(".others").first).to_be_visible()


def test_what_stands_on_one_report(analyst: Analyst) -> None:
    analyst.clicks(analyst.page.get_by_role("link", name=re.compile("claims of one report")))
    states = analyst.page.locator(".claims .state").all_inner_texts()
    assert states
    assert all("one report" in state for state in states)


def test_where_the_parties_overlap_and_why(analyst: Analyst) -> None:
    analyst.contents("Positions")
    overlaps = analyst.page.locator(".matrix tbody th .sign").all_inner_texts()
    assert any("overlap" in each.lower() for each in overlaps)
    analyst.clicks(analyst.page.locator(".matrix a[data-open]").first)
    expect(analyst.page.get_by_text("overlap", exact=False).first).to_be_visible()
    expect(analyst.page.locator(".stand blockquote").first).to_be_visible()


def test_what_changed_after_the_first_reports(analyst: Analyst) -> None:
    analyst.contents("Changes")
    analyst.clicks(analyst.page.get_by_role("link", name=re.compile("^since 11 March 2026")))
    expect(analyst.page.get_by_role("heading", name="What changed since 11 March 2026")).to_be_visible()
    expect(analyst.page.locator(".news .part").first).to_be_visible()
    expect(analyst.page.locator(".news a.cite").first).to_be_visible()


def test_what_other_reports_add_to_those_that_were_ticked(page: Page) -> None:
    page.goto("/reports")
    boxes = page.locator(".choices input[type=checkbox]")
    for number in range(2, boxes.count()):
        boxes.nth(number).uncheck()
    page.get_by_role("button", name="What do the others add").click()
    expect(page.get_by_role("heading", name="What changed since reports A and B")).to_be_visible(timeout=60_000)
    expect(page.locator("main .lede")).to_contain_text("9 new reports")
