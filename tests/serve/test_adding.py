"""Adding reports by the pages: a form that needs no script, bounds on what is sent, refused things one by one."""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from parley.archive.archive import Archive
from parley.serve.guard import LONGEST_SENT
from parley.serve.sending import LONGEST_TEXT, MOST_FILES
from parley.serve.sources import source_of
from tests.deliver.story import OUTLETS
from tests.serve.opened import client, desk

OURS = {"sec-fetch-site": "same-origin", "origin": "null"}

TEXTS = {f"{name}.txt": text for name, (_, _, _, text) in OUTLETS.items()}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    Archive.make(tmp_path / "kept.parley")
    return tmp_path / "kept.parley"


@pytest.fixture
def archived(kept: Path) -> Iterator[TestClient]:
    with client(source_of(desk(), (str(kept),), None)) as found:
        yield found


def add(bench: TestClient, files: dict[str, bytes] | None = None, **fields: str) -> str:
    """Sends a form and gives the page that says what came of it, once it says so."""
    parts = [("file", (name, content)) for name, content in (files or {"": b""}).items()]
    answer = bench.post("/add", data=fields, files=parts, headers=OURS)
    assert answer.status_code == 303, answer.text
    return over(bench, answer.headers["location"])


def over(bench: TestClient, address: str) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        answer = bench.get(address)
        if answer.status_code == 200:
            assert "refresh" not in answer.headers
            return answer.text
        assert answer.status_code == 202
        assert answer.headers["refresh"] == "1"
        time.sleep(0.05)
    raise AssertionError("it was never over")


def test_an_empty_archive_leads_to_the_form_and_the_form_to_the_reports(archived: TestClient) -> None:
    assert archived.get("/").headers["location"] == "/add"
    files = {name: text.encode() for name, text in TEXTS.items()}
    page = add(archived, files)
    assert f"{len(files)} new reports." in page
    (first, *_) = re.findall(r'data-open href="(/reports/r-[0-9a-f]+)', page)
    assert archived.get(first).status_code == 200
    assert len(re.findall(r"\d+ claims?, \d+ in no other report", page)) == len(files)
    assert archived.get("/").status_code == 200


def test_what_is_refused_is_told_by_name_and_costs_nothing_else(archived: TestClient) -> None:
    name, text = next(iter(TEXTS.items()))
    bad = {"notes.zip": b"PK\x03\x04", "../../<b>x</b>.txt": b"  ", "cut.pdf": b"%PDF-1.4 cut"}
    page = add(archived, {name: text.encode(), **bad}, addresses="/etc/hostname http://127.0.0.1:9/x")
    assert "1 new report, 5 not taken." in page
    for shown in ("notes.zip", "b&gt;.txt", "cut.pdf", "/etc/hostname", "http://127.0.0.1:9/x"):
        assert re.search(rf'<th scope="row"><bdi>[^<]*{re.escape(shown)}</bdi></th><td data-head="Why">', page), shown
    assert "<b>x" not in page


def test_the_same_again_is_held_already(archived: TestClient) -> None:
    name, text = next(iter(TEXTS.items()))
    add(archived, {name: text.encode()})
    page = add(archived, {name: text.encode()})
    assert "0 new reports, 1 held already." in page


def test_a_pasted_text_bears_what_is_said_of_it(archived: TestClient, kept: Path) -> None:
    page = add(archived, text="The envoys met.", title="Envoys meet", outlet="Amber Post", published="2031-03-04")
    assert "Envoys meet" in page
    with Archive.open(kept) as archive:
        (report,) = archive.reports()
    assert (report.title, report.outlet, report.published) == ("Envoys meet", "Amber Post", "2031-03-04")
    assert report.text == "Envoys meet\n\nThe envoys met."


def test_reports_go_into_a_story_and_the_stories_are_listed(archived: TestClient, kept: Path) -> None:
    first, second, *_ = TEXTS.values()
    page = add(archived, {"a.txt": first.encode()}, story="  strait \n talks ")
    add(archived, {"b.txt": second.encode()}, story="other")
    assert "/?story=strait+talks" in page
    assert archived.get("/").headers["location"] == "/stories"
    stories = archived.get("/stories").text
    assert re.findall(r'<bdi>([^<]+)</bdi></a> <span class="count">1 report', stories) == ["other", "strait talks"]
    assert '<option value="strait talks">' in archived.get("/add").text
    assert 'value="other"' in archived.get("/add?story=other").text
    with Archive.open(kept) as archive:
        assert len(archive.reports("strait talks")) == len(archive.reports("other")) == 1


def test_where_one_story_is_served_all_goes_into_it(kept: Path) -> None:
    with client(source_of(desk(), (str(kept),), "strait")) as bench:
        assert 'name="story"' not in bench.get("/add").text
        add(bench, {"a.txt": next(iter(TEXTS.values())).encode()}, story="elsewhere")
        assert bench.get("/").status_code == 200
    with Archive.open(kept) as archive:
        assert [each.name for each in archive.holdings().stories] == ["strait"]


def test_what_is_added_by_one_is_seen_by_another(archived: TestClient) -> None:
    texts = iter(TEXTS.values())
    add(archived, {"a.txt": next(texts).encode()})
    before = archived.get("/reports").text.count("data-item")
    add(archived, {"b.txt": next(texts).encode()})
    assert archived.get("/reports").text.count("data-item") == before + 1


def test_what_several_add_at_once_is_all_kept_or_refused_aloud(archived: TestClient, kept: Path) -> None:
    def send(number: int) -> Response:
        text = f"Envoys met for the {number}th time in Port Amber on Tuesday."
        return archived.post("/add", data={"text": text}, headers=OURS)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(24)))
    begun = [each.headers["location"] for each in answers if each.status_code == 303]
    refused = [each for each in answers if each.status_code != 303]
    assert begun
    assert all(each.status_code == 422 and "still being added" in each.text for each in refused)
    for where in begun:
        assert "1 new report." in over(archived, where)
    with Archive.open(kept) as archive:
        assert archive.holdings().reports == len(begun)


def test_files_are_not_added_to(strait: TestClient) -> None:
    assert strait.get("/add").status_code == 404
    assert "/add" not in strait.get("/").text
    answer = strait.post("/add", data={"text": "x"}, headers=OURS)
    assert answer.status_code == 404
    assert "parley archive init" in answer.text


@pytest.mark.parametrize(
    "headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}, {"origin": "null"}]
)
def test_a_form_from_elsewhere_adds_nothing(archived: TestClient, kept: Path, headers: dict[str, str]) -> None:
    assert archived.post("/add", data={"text": "The envoys met."}, headers=headers).status_code == 403
    with Archive.open(kept) as archive:
        assert archive.holdings().reports == 0


@pytest.mark.parametrize("fields", [{}, {"text": "x", "published": "soon"}, {"text": "x", "story": "s" * 500}])
def test_what_cannot_be_added_is_said_at_once(archived: TestClient, fields: dict[str, str]) -> None:
    answer = archived.post("/add", data=fields, files={"file": ("", b"")}, headers=OURS)
    assert answer.status_code == 422
    assert 'class="standfirst"' in answer.text


@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
def test_what_is_too_much_or_no_form_is_refused_at_once(archived: TestClient, kept: Path) -> None:
    def post(**sent: Any) -> Callable[[], Response]:
        kind = sent.pop("kind", None)
        headers = {**OURS, **({"content-type": str(kind)} if kind else {})}
        return lambda: archived.post("/add", headers=headers, **sent)

    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    long = b"--x\r\nX: " + b"a" * 900_000 + b"\r\n\r\n"
    asked = {
        "files": post(files=[("file", (f"{n}.txt", b"x")) for n in range(MOST_FILES + 1)]),
        "fields": post(data={f"f{n}": "1" for n in range(10_000)}),
        "parts": post(data={f"f{n}": "1" for n in range(10_000)}, files={"file": ("a.txt", b"x")}),
        "text": post(data={"text": "x" * (LONGEST_TEXT + 1)}, files={"file": ("a.txt", b"x")}),
        "announced": post(content=b"x", kind="multipart/form-data; boundary=x"),
        "no boundary": post(content=part, kind="multipart/form-data"),
        "cut off": post(content=part + b"half", kind="multipart/form-data; boundary=x"),
        "no names": post(content=b"--x\r\n\r\nhalf\r\n--x--", kind="multipart/form-data; boundary=x"),
        "long header": post(content=long, kind="multipart/form-data; boundary=x"),
        "odd charset": post(content=b"--x--", kind="multipart/form-data; boundary=x; charset=rot13"),
        "no form": post(content=b"{}", kind="application/json"),
        "nothing": post(content=b""),
    }
    for name, ask in asked.items():
        began = time.monotonic()
        answer = ask()
        assert 400 <= answer.status_code < 500, (name, answer.status_code)
        assert time.monotonic() - began < 2, name
    with Archive.open(kept) as archive:
        assert archive.holdings().reports == 0


def test_more_bytes_than_are_taken_are_cut_off(archived: TestClient) -> None:
    announced = archived.post("/add", content=b"", headers={**OURS, "content-length": str(LONGEST_SENT + 1)})
    assert announced.status_code == 413
    piece = b"x" * 2**20
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    pieces = iter([head, *([piece] * ((LONGEST_SENT >> 20) + 1))])
    headers = {**OURS, "content-type": "multipart/form-data; boundary=x"}
    assert archived.post("/add", content=pieces, headers=headers).status_code == 400
    assert archived.post("/decide", content=piece * 2, headers=OURS).status_code == 413


def test_an_addition_that_there_is_not_is_no_page(archived: TestClient) -> None:
    assert archived.get("/add/none").status_code == 404
