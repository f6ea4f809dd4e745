"""Reports that try to run a script in every text that comes from outside: none does, with the policy on and off."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml
from playwright.sync_api import Browser

from parley.serve.views.every import VIEWS
from tests.browser.opened import browsing, served
from tests.browser.payloads import PAYLOADS, RUN

pytestmark = browsing

NAMES = ("Anna Borel", "Otto Krall", "Mina Sale", "Ravi Tern")
SIDES = ("Kestria", "Tolmara", "Pellavia")

HOVER = "document.querySelectorAll('main *').forEach(each => each.dispatchEvent(new Event('mouseover')))"
SCHEMES = (
    "all => [...new Set(all.map(each => new URL(each.href?.baseVal ?? each.href ?? each.action, location).protocol))]"
)


def attack(folder: Path) -> None:
    """For each payload a report with it as body, title, author, outlet, address, tag and name of its file."""
    rows = []
    for number, payload in enumerate(PAYLOADS):
        plain = "".join(sign for sign in payload if sign not in "/\x00\n\t\x01")[:120].strip()
        name = f"{number:03} {plain}.txt"
        (folder / name).write_text(_text(number, payload), errors="replace")
        one_line = payload.replace("\t", " ").replace("\x01", " ")
        address = one_line if ":" in one_line else f"https://a.example/{one_line}"
        rows.append({"file": name, "outlet": one_line, "author": one_line, "title": one_line, "url": address})
    text = yaml.safe_dump({"reports": [{**row, "published": "2031-03-04"} for row in rows]}, allow_unicode=True)
    (folder / "manifest.yaml").write_text(text)


def _text(number: int, payload: str) -> str:
    name, side, other = NAMES[number % 4], SIDES[number % 3], SIDES[(number + 1) % 3]
    return (
        f"{payload}\n\n"
        f"Talks {number} on the dam opened on Monday in Port {number}.\n\n"
        f"{name}, chief negotiator of {side} and {payload}, said on Tuesday that {payload} would be met.\n\n"
        f"“We demand {payload} and {number} ships from {other},” {name} told reporters. {payload}\n\n"
        f"{side} rejects the withdrawal of {payload}, according to {payload}.\n\n"
        f"#{payload}\n"
    )


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("attack")
    attack(folder)
    with served(str(folder), "--engine", "rules") as address:
        yield address


def test_there_are_two_hundred_and_each_would_tell() -> None:
    assert len(PAYLOADS) >= 200
    assert all(RUN in payload for payload in PAYLOADS)


@pytest.mark.parametrize("policy", ["off", "on"])
def test_no_script_of_a_report_runs(chromium: Browser, attacked: str, policy: str) -> None:
    context = chromium.new_context(base_url=attacked, bypass_csp=policy == "off")
    context.add_init_script("window.hit = () => { localStorage.setItem('hit', location.href + document.title); };")
    page = context.new_page()
    elsewhere: list[str] = []
    schemes: set[str] = set()
    page.on("request", lambda asked: None if asked.url.startswith(attacked) else elsewhere.append(asked.url))
    page.goto("/reports")
    reports = page.locator(".choices a[data-open]").evaluate_all("links => links.map(link => link.href)")
    assert len(reports) >= 200
    lists = [attacked + view.path for view in VIEWS if view.key] + [f"{attacked}/search?words=dam"]
    things = []
    for address in lists:
        page.goto(address)
        things += page.locator("main [data-open]").evaluate_all("links => links.slice(0, 5).map(link => link.href)")
    for address in [*reports, *things]:
        page.goto(address, wait_until="domcontentloaded")
        page.evaluate(HOVER)
        schemes |= set(page.locator("a[href], form").evaluate_all(SCHEMES))
    assert page.evaluate("localStorage.getItem('hit')") is None
    assert elsewhere == []
    assert schemes <= {"http:", "https:"}
    scripts = page.locator("script").evaluate_all("all => all.map(each => each.src)")
    assert all(address.startswith(f"{attacked}/static/") for address in scripts)
    page.evaluate("window.hit()")
    assert page.evaluate("localStorage.getItem('hit')"), "the trap itself works"
    context.close()


def test_what_is_searched_for_runs_no_script_either(chromium: Browser, attacked: str) -> None:
    context = chromium.new_context(base_url=attacked, bypass_csp=True)
    context.add_init_script("window.hit = () => { localStorage.setItem('hit', location.href); };")
    page = context.new_page()
    for payload in PAYLOADS[:70]:
        asked = urlencode({"words": payload, "report": payload, "party": payload})
        for path in ("/search", "/claims", "/quotations"):
            page.goto(f"{path}?{asked}", wait_until="domcontentloaded")
    assert page.evaluate("localStorage.getItem('hit')") is None
    context.close()
