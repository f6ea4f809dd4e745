"""Each page in a real browser: by mouse, by keyboard alone, without JavaScript, on a phone, in both schemes."""

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from parley.serve.views.every import VIEWS
from tests.browser.opened import browsing

pytestmark = browsing

LISTS = [view for view in VIEWS if view.key]

UNDER = {
    "/reports/{name}": ("/reports", ".choices a[data-open]"),
    "/claims/{name}": ("/claims", ".claims a[data-open]"),
    "/positions/{name}": ("/positions", ".matrix a[data-open]"),
    "/conflicts/{name}": ("/conflicts", ".conflict a[data-open]"),
    "/quotations/{name}": ("/quotations", ".utterances a[data-open]"),
    "/people/{name}": ("/people", ".roster a[data-open]"),
}
"""Pages of single things, and where a link to one of them stands."""


def opened(page: Page, path: str) -> None:
    """Goes to a page of the contents, or by a click to the first thing of one."""
    if path not in UNDER:
        page.goto(path)
        return
    whole, link = UNDER[path]
    page.goto(whole)
    page.locator(link).first.click()
    page.wait_for_url(re.compile(rf"{whole}/.+"))


def serious(page: Page) -> list[str]:
    """What axe finds that keeps people out."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found if each["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("path", [view.path for view in VIEWS])
def test_axe_finds_nothing_serious_in_either_scheme(page: Page, path: str) -> None:
    opened(page, path)
    expect(page.locator("main h2").first).to_be_visible()
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        assert serious(page) == [], scheme


@pytest.mark.parametrize("path", ["/help", "/search?words=water+dam"])
def test_axe_finds_nothing_serious_on_the_other_pages(page: Page, path: str) -> None:
    page.goto(path)
    assert serious(page) == []


@pytest.mark.parametrize("path", [view.path for view in VIEWS])
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_nothing_sticks_out_at_any_width(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_page_is_reached_by_its_letters_and_by_its_link(page: Page) -> None:
    page.goto("/")
    for view in LISTS:
        page.keyboard.press("g")
        page.keyboard.press(view.key)
        page.wait_for_url(f"**{view.path}")
        expect(page.locator(".contents a[aria-current=page]")).to_contain_text(view.heading)
    for view in LISTS:
        page.locator(".contents").get_by_role("link", name=re.compile(rf"^{view.heading}")).click()
        page.wait_for_url(f"**{view.path}")


@pytest.mark.parametrize("whole", sorted({whole for whole, _ in UNDER.values()}))
def test_things_are_walked_through_and_opened_by_keys(page: Page, whole: str) -> None:
    page.goto(whole)
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.closest('[data-item]').innerText")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.closest('[data-item]').innerText")
    assert first != second
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('[data-item]').innerText") == first
    page.keyboard.press("o")
    page.wait_for_url(re.compile(rf"{whole}/.+"))


def test_the_search_is_a_key_away_and_finds_words_in_their_report(page: Page) -> None:
    page.goto("/claims")
    page.keyboard.press("/")
    page.keyboard.type("prisoners exchanged")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?words=prisoners+exchanged")
    assert page.locator(".results mark").count() > 1
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(re.compile(r"/reports/r-[0-9a-f]+#piece-\d+"))


def test_letters_typed_into_a_field_are_letters(page: Page) -> None:
    page.goto("/search")
    field = page.locator("main input[name=words]")
    field.click()
    page.keyboard.type("gcjk?/o")
    assert field.input_value() == "gcjk?/o"
    assert page.url.endswith("/search")


def test_the_keys_are_switched_off_and_on_by_keyboard_and_stay_so(page: Page) -> None:
    page.goto("/claims")
    page.keyboard.press("?")
    page.wait_for_url("**/help")
    page.get_by_role("button", name="Switch them off").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Switch them on")).to_be_visible()
    page.goto("/claims")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.keyboard.press("?")
    assert page.url.endswith("/claims")
    page.goto("/help")
    page.get_by_role("button", name="Switch them on").click()
    expect(page.get_by_role("button", name="Switch them off")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/reports")


def test_the_skip_link_comes_first_and_leads_to_the_page(page: Page) -> None:
    page.goto("/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_citation_leads_to_its_words_and_marks_them(page: Page) -> None:
    page.goto("/claims")
    page.locator(".chip .cite").first.click()
    page.wait_for_url(re.compile(r"/reports/r-[0-9a-f]+#report-r-[0-9a-f]+\.\d+-\d+"))
    target = page.locator(".text span:target")
    expect(target).to_be_in_viewport()
    marked = target.evaluate("each => getComputedStyle(each).backgroundColor")
    plain = page.locator(".text").first.evaluate("each => getComputedStyle(each).backgroundColor")
    assert marked != plain


def test_a_card_and_its_passage_light_each_other(page: Page) -> None:
    page.goto("/reports")
    page.locator(".choices a[data-open]").first.click()
    link = page.locator(".of-claim [data-spot]").first
    spot = page.locator(f"[id='{link.get_attribute('data-spot')}']")
    expect(spot).not_to_have_class(re.compile("lit"))
    link.hover()
    expect(spot).to_have_class(re.compile("lit"))
    page.mouse.move(0, 0)
    expect(spot).not_to_have_class(re.compile("lit"))
    spot.hover()
    expect(page.locator(".card.lit").first).to_be_visible()


def test_a_position_opens_by_enter_and_shows_the_statements_behind_it(page: Page) -> None:
    page.goto("/positions")
    summary = page.locator("details.position summary").first
    summary.focus()
    page.keyboard.press("Enter")
    opened_one = page.locator("details.position[open]")
    expect(opened_one).to_have_count(1)
    expect(opened_one.locator("blockquote")).to_be_visible()
    expect(opened_one.locator("a.cite").first).to_be_visible()


def test_a_quotation_is_compared_with_any_wording_and_its_panes_scroll_together(page: Page) -> None:
    page.goto("/quotations?kind=altered")
    page.locator(".utterances a[data-open]").first.click()
    assert page.locator(".hot").count()
    first = page.locator(".base").inner_text()
    page.get_by_role("link", name="take as the base").last.click()
    page.wait_for_url(re.compile("base="))
    assert page.locator(".base").inner_text() != first
    panes = page.locator(".pane")
    expect(panes).to_have_count(2)
    panes.nth(0).scroll_into_view_if_needed()
    expect(panes.nth(0).locator("mark").first).to_be_in_viewport()
    expect(panes.nth(1).locator("mark").first).to_be_in_viewport()
    before = panes.nth(1).evaluate("each => each.scrollTop")
    panes.nth(0).hover()
    page.mouse.wheel(0, -120)
    page.wait_for_function("before => document.querySelectorAll('.pane')[1].scrollTop !== before", arg=before)


def test_some_reports_are_chosen_and_every_page_is_made_of_them(page: Page) -> None:
    page.goto("/reports")
    boxes = page.locator(".choices input[type=checkbox]")
    for number in range(2, boxes.count()):
        boxes.nth(number).uncheck()
    page.get_by_role("button", name="Look at the ticked reports alone").click()
    expect(page.locator(".banner .scope")).to_contain_text("2 of 11 reports")
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url("**/origins?only=*")
    assert page.locator("a.sheet").count() == 2


def test_all_of_it_works_without_javascript(chromium: Browser, example: str) -> None:
    context = chromium.new_context(base_url=example, java_script_enabled=False)
    page = context.new_page()
    for view in VIEWS:
        opened(page, view.path)
        expect(page.locator("main h2").first).to_be_visible()
    page.goto("/claims")
    page.locator("select[name=report]").select_option(index=1)
    page.get_by_role("button", name="Show").click()
    assert "report=r-" in page.url
    page.goto("/help")
    page.get_by_role("button", name="Switch them off").click()
    expect(page.get_by_role("button", name="Switch them on")).to_be_visible()
    context.close()


def test_on_paper_there_is_the_text_and_no_machinery(page: Page) -> None:
    page.emulate_media(media="print")
    opened(page, "/reports/{name}")
    expect(page.locator(".contents")).to_be_hidden()
    expect(page.locator(".find")).to_be_hidden()
    expect(page.locator(".piece .text").first).to_be_visible()
    expect(page.locator(".cards").first).to_be_visible()


def test_first_paint_is_small(page: Page) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: int(answer.headers.get("content-length", 0))}))
    for view in VIEWS:
        sizes.clear()
        opened(page, view.path)
        page.wait_for_load_state("load")
        assert 0 < sum(sizes.values()) < 150_000, view.path
