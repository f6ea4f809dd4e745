"""What changed: since a day, beside reports that are known, or since a reader's last visit."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from parley.archive.archive import Archive
from parley.serve.sources import source_of
from tests.serve.opened import client, desk, written


def test_a_day_is_chosen_and_what_came_after_it_is_told(strait: TestClient) -> None:
    start = strait.get("/changes").text
    assert '<a href="/changes?since=2031-03-04">since 4 March 2031 <span class="count">1</span></a>' in start
    page = strait.get("/changes?since=2031-03-04").text
    assert "What changed since 4 March 2031" in page
    news = page.partition('<section class="news"')[2]
    assert "Sarn Wire" in news
    assert 'href="/reports/r-' in news


@pytest.mark.parametrize("day", ["tomorrow", "1999-01-01", "2041-01-01", "2031-03-05"])
def test_a_day_that_parts_nothing_names_a_remedy(strait: TestClient, day: str) -> None:
    answer = strait.get("/changes", params={"since": day})
    assert answer.status_code == 404
    assert "Choose" in answer.text


def ids(bench: TestClient) -> list[str]:
    """The ids of the reports, in the order of their list."""
    return re.findall(r'name="report" value="(r-[0-9a-f]+)"', bench.get("/reports").text)


def compare(bench: TestClient, *known: str) -> str:
    """The page that the form of the reports leads to with these ticked."""
    answer = bench.get("/choose", params={"report": list(known), "to": "changes", "back": "/"})
    assert answer.status_code == 303
    page = bench.get(answer.headers["location"])
    assert page.status_code == 200
    return page.text


def test_what_the_others_add_to_some_ticked_reports_is_told(strait: TestClient) -> None:
    first, second, *others = ids(strait)
    page = compare(strait, second, first)
    assert "What changed since reports A and B" in page
    assert f"{len(others)} new reports" in page
    last = compare(strait, first, second, *others[:-1])
    assert "1 new report (" in last


def test_the_same_choice_ticked_in_any_order_is_one_address(strait: TestClient) -> None:
    first, second, *_ = ids(strait)
    places = [
        strait.get("/choose", params={"report": known, "to": "changes"}).headers["location"]
        for known in ([first, second], [second, first, second])
    ]
    assert places[0] == places[1]


@pytest.mark.parametrize("which", ["none", "all"])
def test_ticking_all_or_none_names_a_remedy(strait: TestClient, which: str) -> None:
    known = ids(strait) if which == "all" else []
    answer = strait.get("/choose", params={"report": known, "to": "changes"})
    assert answer.status_code == 404
    assert "Tick some of them" in answer.text


@pytest.mark.parametrize("query", ["known=ffff", "new=ffff", "known=..", "since=visit", "new=<b>"])
def test_an_address_that_says_nothing_names_a_remedy(strait: TestClient, query: str) -> None:
    answer = strait.get(f"/changes?{query}")
    assert answer.status_code == 404
    assert '<p class="standfirst">' in answer.text
    assert "<b>" not in answer.text.partition("<main")[2]


def test_within_a_choice_of_reports_only_these_are_compared(strait: TestClient) -> None:
    first, second, third, *_ = ids(strait)
    short = [name.removeprefix("r-") for name in sorted([first, second, third])]
    page = strait.get(f"/changes?only={'.'.join(short)}&known={first.removeprefix('r-')}").text
    assert "What changed since report A" in page
    assert "2 new reports" in page
    outside = ids(strait)[3].removeprefix("r-")
    assert strait.get(f"/changes?only={'.'.join(short)}&known={outside}").status_code == 404


OURS = {"sec-fetch-site": "same-origin", "origin": "null"}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    written(tmp_path / "in")
    Archive.make(tmp_path / "kept.parley")
    add(tmp_path / "kept.parley", *sorted((tmp_path / "in").glob("*.txt"))[:2])
    return tmp_path / "kept.parley"


def add(path: Path, *files: Path) -> None:
    with Archive.open(path) as archive:
        list(desk().add(archive, *files))


@pytest.fixture
def archived(kept: Path) -> Iterator[TestClient]:
    with client(source_of(desk(), (str(kept),), None)) as found:
        yield found


def see(bench: TestClient, reader: str, page: str) -> None:
    """Sends the form of a page by which a reader says to have seen it."""
    hidden = dict(re.findall(r'type="hidden" name="(time|sighting|decision)" value="([^"]*)"', page))
    answer = bench.post("/changes/seen", data={**hidden, "reader": reader}, headers=OURS)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/changes?since=visit"


def visit(bench: TestClient, reader: str = "") -> str:
    return bench.get("/changes", params={"since": "visit", **({"reader": reader} if reader else {})}).text


def test_what_came_after_a_visit_is_told_to_that_reader(archived: TestClient, kept: Path) -> None:
    first = visit(archived, "Ada Ödön")
    assert "No visit of this reader is kept yet" in first
    see(archived, "Ada Ödön", first)
    assert "Nothing was added or decided since" in visit(archived), "the reader's name is kept in the browser"
    assert 'name="reader" value="Ada Ödön"' in visit(archived)
    add(kept, *sorted((kept.parent / "in").glob("*.txt"))[2:4])
    page = visit(archived)
    assert "2 new reports" in page
    assert "No visit" in visit(archived, "Otto")
    see(archived, "Ada Ödön", page)
    assert "Nothing was added" in visit(archived)


def test_what_comes_while_a_page_is_read_is_not_taken_for_seen(archived: TestClient, kept: Path) -> None:
    see(archived, "Ada", visit(archived))
    files = sorted((kept.parent / "in").glob("*.txt"))
    add(kept, files[2])
    page = visit(archived)
    assert "1 new report" in page
    add(kept, files[3])
    see(archived, "Ada", page)
    assert "1 new report" in visit(archived)


def test_a_visit_lies_never_ahead(archived: TestClient, kept: Path) -> None:
    ahead = {"reader": "Ada", "time": "9999-01-01", "sighting": "999999", "decision": "999999"}
    assert archived.post("/changes/seen", data=ahead, headers=OURS).status_code == 303
    add(kept, sorted((kept.parent / "in").glob("*.txt"))[2])
    assert "1 new report" in visit(archived)


@pytest.mark.parametrize(
    "fields", [{}, {"sighting": "-1", "decision": "1"}, {"sighting": "1" * 30, "decision": "1"}, {"sighting": "²"}]
)
def test_a_form_that_says_nothing_keeps_no_visit(archived: TestClient, fields: dict[str, str]) -> None:
    answer = archived.post("/changes/seen", data={"reader": "Ada", **fields}, headers=OURS)
    assert answer.status_code == 422
    assert archived.post("/changes/seen", data={"reader": "Ada"}).status_code == 403
    assert "No visit" in visit(archived, "Ada")


def test_files_keep_no_visits(strait: TestClient) -> None:
    assert "last visit</a>" not in strait.get("/changes").text
    form = {"reader": "Ada", "time": "2031-03-04", "sighting": "1", "decision": "1"}
    assert strait.post("/changes/seen", data=form, headers=OURS).status_code == 404


def test_what_was_added_can_be_told_apart_at_once(archived: TestClient, kept: Path) -> None:
    file = sorted((kept.parent / "in").glob("*.txt"))[2]
    parts = [("file", (file.name, file.read_bytes()))]
    where = archived.post("/add", files=parts, headers=OURS).headers["location"]
    while (answer := archived.get(where)).status_code == 202:
        time.sleep(0.05)
    (link,) = re.findall(r'href="(/changes\?new=[^"]+)"', answer.text)
    assert "1 new report (" in archived.get(link).text
