"""The pages: every link leads to a page and to a place on it; each works without JavaScript; errors name a remedy."""

import re
from collections import Counter
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from parley.serve.benches import Underway
from parley.serve.views.every import VIEWS
from tests.serve.opened import HERE, Opened, client


def tree_of(page: str) -> Any:
    return html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))


def links(page: str, at: str) -> list[str]:
    tree = tree_of(page)
    return [urljoin(HERE + at, href) for href in tree.xpath("//a/@href | //link/@href | //script/@src")]


def crawled(client: TestClient, start: str = "/", *, but: str = "") -> dict[str, str]:
    """Every page that links lead to, by its address, but for one."""
    waiting: list[str] = [start]
    pages: dict[str, str] = {}
    wanted: set[tuple[str, str, str]] = set()
    while waiting:
        at = waiting.pop()
        if at in pages or at == but:
            continue
        answer = client.get(at)
        assert answer.status_code == 200, at
        pages[at] = answer.text
        if "html" not in answer.headers["content-type"]:
            continue
        for link in links(answer.text, at):
            split = urlsplit(link)
            if f"{split.scheme}://{split.netloc}" == HERE:
                to = split.path + (f"?{split.query}" if split.query else "")
                wanted.add((at, to, split.fragment))
                waiting.append(to)
    for at, to, fragment in wanted:
        if to == but:
            continue
        assert not fragment or f'id="{fragment}"' in pages[to], f"{at} links to {to}#{fragment}"
    return pages


@pytest.fixture(scope="module")
def pages(strait: TestClient) -> dict[str, str]:
    return crawled(strait)


def test_every_link_leads_to_a_page_and_to_a_place_on_it(pages: dict[str, str]) -> None:
    assert {view.path for view in VIEWS if view.key} <= {at.partition("?")[0] for at in pages}


def test_ids_stand_once_and_nothing_is_inline(pages: dict[str, str]) -> None:
    for at, page in pages.items():
        if not page.startswith("<!DOCTYPE html>"):
            continue
        tree = tree_of(page)
        twice = [name for name, count in Counter(tree.xpath("//@id")).items() if count > 1]
        assert not twice, at
        assert not tree.xpath("//@style | //style | //script[not(@src)] | //*[@*[starts-with(name(), 'on')]]"), at
        assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1, at
        assert tree.xpath("//a[@class='skip'][@href='#main']"), at
        for names in tree.xpath("//@aria-labelledby"):
            assert set(names.split()) <= set(tree.xpath("//@id")), at


def test_what_a_page_needs_is_small(strait: TestClient, pages: dict[str, str]) -> None:
    needed = [at for at in pages if at.startswith("/static/")]
    assert needed
    common = sum(len(strait.get(at, headers={"accept-encoding": "gzip"}).read()) for at in needed)
    assert common < 100_000


def test_pages_are_zipped_and_known_again(strait: TestClient) -> None:
    plain = strait.get("/claims", headers={"accept-encoding": "identity"})
    zipped = strait.get("/claims", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert plain.text == zipped.text
    assert int(zipped.headers["content-length"]) < len(plain.content) / 2
    assert strait.get("/claims", headers={"if-none-match": plain.headers["etag"]}).status_code == 304


def test_static_files_are_named_by_their_digest_and_kept(strait: TestClient) -> None:
    (sheet,) = set(re.findall(r'href="(/static/page\.[0-9a-f]{12}\.css)"', strait.get("/").text))
    answer = strait.get(sheet)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")
    assert strait.get(sheet.replace("page.", "page.0")).status_code == 404
    assert strait.get("/static/..%2f..%2fapp.py").status_code == 404


def test_an_address_that_leads_nowhere_names_a_remedy(strait: TestClient) -> None:
    for at in ("/nothing", "/reports/r-none", "/claims?only=ffff", "/claims?only=a&without=b", "/reports?story=none"):
        answer = strait.get(at)
        assert answer.status_code == 404, at
        assert re.search(r'<p class="standfirst">\S+', answer.text), at


def test_keys_are_switched_off_by_a_cookie(strait: TestClient) -> None:
    assert "keys." in strait.get("/claims").text
    strait.post("/help/keys", data={"keys": "off"}, headers={"sec-fetch-site": "same-origin"})
    assert "<script" not in strait.get("/claims").text
    assert "Switch them on" in strait.get("/help").text
    strait.cookies.clear()
    assert "Switch them off" in strait.get("/help").text


def test_a_page_whose_dossier_takes_long_says_how_far_it_is(opened: Opened) -> None:
    with client(opened.source(), patience=0.0) as hasty:
        first = hasty.get("/claims")
        assert first.status_code == 202
        assert first.headers["refresh"] == "1"
        assert "<progress" in first.text
        for _ in range(600):
            answer = hasty.get("/claims")
            if answer.status_code == 200:
                break
        assert answer.status_code == 200


def test_any_stage_has_words() -> None:
    assert {Underway(stage).words for stage in ("fetch", "compare", "some new stage")} == {
        "Fetching pages",
        "Comparing the reports",
        "At work",
    }


def test_a_failure_that_nobody_foresaw_is_a_page_too(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret words")

    with client(opened.source()) as broken:
        broken.get("/help")
        monkeypatch.setattr("parley.serve.pages.rendered", fail)
        answer = broken.get("/claims")
    assert answer.status_code == 500
