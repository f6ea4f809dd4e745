"""Deciding from the pages: what is decided goes into the archive, changes every page, and loses nobody's decision."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from parley.archive.archive import Archive
from parley.serve.sources import source_of
from tests.serve.opened import client, desk, written

OURS = {"sec-fetch-site": "same-origin", "origin": "null"}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    path = tmp_path / "kept.parley"
    Archive.make(path)
    with Archive.open(path) as archive:
        list(desk().add(archive, written(tmp_path / "in")))
    return path


@pytest.fixture
def archived(kept: Path) -> Iterator[TestClient]:
    with client(source_of(desk(), (str(kept),), None)) as found:
        yield found


def decide(archived: TestClient, kind: str, *things: str, **fields: str) -> str:
    """Sends a form and gives the address that it leads to."""
    form = {"kind": kind, "thing": list(things), "reason": "seen by eye", "by": "Ada", "back": "/people", **fields}
    answer = archived.post("/decide", data=form, headers=OURS)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def people(archived: TestClient) -> dict[str, str]:
    """Names by id."""
    return dict(re.findall(r'href="/people/([\w-]+)"><bdi>([^<]+)</bdi>', archived.get("/people").text))


def test_a_conflict_is_dismissed_and_comes_back(archived: TestClient) -> None:
    before = re.findall(r'data-open href="/conflicts/([\w-]+)', archived.get("/conflicts").text)
    assert before
    assert decide(archived, "dismiss", before[0], back="/decisions") == "/decisions"
    assert before[0] not in archived.get("/conflicts").text
    decisions = archived.get("/decisions").text
    assert "is no conflict" in decisions
    assert "seen by eye" in decisions
    (made,) = re.findall(r'name="thing" value="(decision-[0-9a-f]+)"', decisions)
    decide(archived, "withdraw", made)
    assert before[0] in archived.get("/conflicts").text
    assert "Nothing has been decided" in archived.get("/decisions").text


def test_two_names_are_made_one_and_one_is_shown_anew(archived: TestClient) -> None:
    names = people(archived)
    dosti, arkell = (next(n for n in names if names[n].startswith(first)) for first in ("Mirela", "Jonas"))
    decide(archived, "rename", dosti, value="Mirela of Talvia", back=f"/people/{dosti}")
    assert "Mirela of Talvia" in archived.get(f"/people/{dosti}").text
    decide(archived, "merge", dosti, "Jonas Arkell")
    after = people(archived)
    assert len(after) == len(names) - 1
    assert not {dosti, arkell} <= set(after)


def test_mentions_are_taken_out_one_by_one(archived: TestClient) -> None:
    names = people(archived)
    dosti = next(name for name in names if names[name].startswith("Mirela"))
    page = archived.get(f"/people/{dosti}").text
    places = re.findall(r'name="at" value="(r-[0-9a-f]+:\d+-\d+)"', page)
    assert len(places) > 2
    assert decide(archived, "split", dosti, at=places[0]) == "/people"
    assert len(people(archived)) == len(names) + 1
    assert "is not all one" in archived.get("/decisions").text
    assert "passages" not in archived.get("/decisions").text.partition("is not all one")[2][:80]
    made = re.findall(r'name="thing" value="(decision-[0-9a-f]+)"', archived.get("/decisions").text)
    decide(archived, "withdraw", made[0])
    assert people(archived) == names


def stances(page: str) -> list[tuple[list[str], list[str]]]:
    """Of each form to regrade on a page the things that it is on and the stances that it offers."""
    forms = [form.partition("</form>")[0] for form in page.split("<form")[1:] if 'value="regrade"' in form]
    return [(re.findall(r'name="thing" value="([^"]+)"', f), re.findall(r'option value="(\w+)"', f)) for f in forms]


@pytest.mark.parametrize("where", ["/positions", "/positions/{}"])
def test_a_stance_is_given_as_another_and_taken_back(archived: TestClient, where: str) -> None:
    (things, offered), *others = stances(archived.get("/positions").text)
    at = where.format(things[0])
    found = things[2]
    assert len(things) == 3
    assert found not in offered
    value = offered[0]
    assert decide(archived, "regrade", *things, value=value, back=at) == at
    page = archived.get(at).text
    assert "Given as “" in page
    assert "seen by eye" in page
    again = next(row for row in stances(page) if row[0] == things)
    assert value not in again[1]
    assert found in again[1], "it can be given as what was found"
    assert len(stances(archived.get("/positions").text)) == len(others) + 1
    assert "has the stance" in archived.get("/decisions").text
    (made, *_) = re.findall(r'name="thing" value="(decision-[0-9a-f]+)"', page)
    decide(archived, "withdraw", made, back=at)
    assert "Given as “" not in archived.get(at).text


def test_files_offer_no_stances_to_give(strait: TestClient) -> None:
    page = strait.get("/positions").text
    assert 'class="position"' in page
    assert stances(page) == []


def test_a_note_stands_at_its_thing_and_is_text(archived: TestClient) -> None:
    (claim, *_) = re.findall(r'data-open href="/claims/([\w-]+)"', archived.get("/claims").text)
    at = decide(archived, "note", claim, value="<script>alert(1)</script> & more", back=f"/claims/{claim}")
    assert at == f"/claims/{claim}"
    page = archived.get(at).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "dismiss", "thing": "discrepancy-none", "reason": "x"}, "There is no"),
        ({"kind": "note", "thing": "claim-none", "value": "x", "reason": " "}, "needs a reason"),
        ({"kind": "regrade", "thing": "x", "reason": "x"}, "needs words"),
        ({"kind": "regrade", "thing": "x", "value": "accepts", "reason": "x"}, "an issue, a party"),
        ({"kind": "pin", "thing": "x", "reason": "x"}, "Nothing that can be decided"),
        ({"thing": "x", "reason": "x"}, "Nothing that can be decided"),
        ({"kind": "withdraw", "thing": "decision-none", "reason": "x"}, "no decision"),
        ({"kind": "merge", "thing": "Mirela Dosti", "reason": "x"}, "two or more"),
    ],
)
def test_what_says_nothing_is_refused_by_a_page(archived: TestClient, fields: dict[str, str], said: str) -> None:
    answer = archived.post("/decide", data=fields, headers=OURS)
    assert answer.status_code == 404
    assert said in answer.text
    assert "Nothing has been decided" in archived.get("/decisions").text


def test_a_form_leads_back_to_pages_of_ours_alone(archived: TestClient) -> None:
    (claim, *_) = re.findall(r'data-open href="/claims/([\w-]+)"', archived.get("/claims").text)
    for number, back in enumerate(("//evil.example", "https://evil.example", "/claims/../..//evil", "/claims\\evil")):
        assert decide(archived, "note", claim, value=f"note {number}", back=back) == "/decisions"


def test_nobody_elses_page_decides(archived: TestClient) -> None:
    for headers in ({}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert archived.post("/decide", data={"kind": "note"}, headers=headers).status_code == 403


def test_two_who_decide_at_once_lose_nothing(archived: TestClient, kept: Path) -> None:
    with client(source_of(desk(), (str(kept),), None)) as another:
        (claim, *_) = re.findall(r'data-open href="/claims/([\w-]+)"', archived.get("/claims").text)
        another.get("/claims")

        def send(number: int) -> str:
            who = archived if number % 2 else another
            return decide(who, "note", claim, value=f"note {number}", by=f"user {number % 2}")

        with ThreadPoolExecutor(2) as pool:
            assert len(list(pool.map(send, range(6)))) == 6
        for who in (archived, another):
            page = who.get(f"/claims/{claim}").text
            assert all(f"note {number}" in page for number in range(6))
    with Archive.open(kept) as archive:
        assert len(archive.decisions()) == 6


def test_files_keep_no_decisions_and_offer_none(strait: TestClient) -> None:
    (claim, *_) = re.findall(r'data-open href="/claims/([\w-]+)"', strait.get("/claims").text)
    assert "<form" not in strait.get(f"/claims/{claim}").text.partition("<main")[2]
    form = {"kind": "note", "thing": claim, "value": "x", "reason": "x"}
    answer = strait.post("/decide", data=form, headers=OURS)
    assert answer.status_code == 404
    assert "parley archive add" in answer.text
