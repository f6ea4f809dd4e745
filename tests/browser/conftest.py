"""The browser and the example story, opened once for all tests."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.browser.opened import CHROMIUM, FLAGS, served
from tests.stories import EXAMPLE


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def example() -> Iterator[str]:
    with served(str(EXAMPLE)) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, example: str) -> Iterator[Page]:
    """A fresh window on the example story; whatever it does wrong fails the test."""
    context = chromium.new_context(base_url=example, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    opened = context.new_page()
    wrong: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((example, "data:")):
            wrong.append(f"asked elsewhere: {request.url}")

    opened.on("request", asked)
    opened.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []
