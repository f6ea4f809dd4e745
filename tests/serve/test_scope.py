"""Choosing some of the reports makes every page anew of these alone, and every link keeps the choice."""

import gc
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from parley.archive.archive import Archive
from parley.errors import UsageError
from parley.serve.scope import Scope, scope_of
from parley.serve.sources import Kept, Places, source_of
from tests.serve.opened import client, desk, written
from tests.serve.test_pages import crawled

IDS = tuple(f"r-{n:012x}" for n in range(6))


def test_a_choice_is_told_by_what_is_shorter() -> None:
    assert Scope().choosing(IDS, IDS) == Scope()
    assert Scope().choosing(IDS, IDS[:1]) == Scope(only=IDS[:1])
    assert Scope("river").choosing(IDS, IDS[1:]) == Scope("river", without=IDS[:1])
    with pytest.raises(UsageError, match="at least one"):
        Scope().choosing(IDS, ["r-other"])


def test_a_scope_stands_in_its_addresses_and_comes_back_from_them() -> None:
    scope = Scope("dam & river/2", only=IDS[:2])
    assert scope_of(scope.fields) == scope
    assert scope.to("/claims", words="a&b", page="") == (
        "/claims?words=a%26b&story=dam+%26+river%2F2&only=000000000000.000000000001"
    )
    assert Scope().to("/claims?status=single", words="x") == "/claims?status=single&words=x"


def ids(client: TestClient) -> list[str]:
    return re.findall(r'name="report" value="(r-[0-9a-f]+)"', client.get("/reports").text)


def test_a_choice_recomputes_every_page_and_stays_in_every_link(strait: TestClient) -> None:
    every = ids(strait)
    assert len(every) == 5
    chosen = strait.get("/choose", params={"report": every[:2]})
    assert chosen.status_code == 303
    at = chosen.headers["location"]
    assert "2 of 5 reports" in strait.get(at).text
    back = "/reports"
    assert f'href="{back}"' in strait.get(at.replace("/?", "/reports?")).text
    pages = crawled(strait, at, but=back)
    inside = [page for page in pages if not page.startswith(("/static", "/help", "/stories"))]
    assert len(inside) > 8
    assert [page for page in inside if "only=" not in page] == []


def test_a_choice_that_there_is_not_is_refused_on_the_page_and_not_in_the_log(
    strait: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = strait.get("/claims?only=0.1.2")
    gc.collect()
    assert answer.status_code == 404
    assert "There is no report" in answer.text
    assert caplog.text == ""


def test_reports_keep_their_letters_whatever_is_left_out(strait: TestClient) -> None:
    every = ids(strait)
    at = strait.get("/choose", params={"report": every[3:]}).headers["location"]
    page = strait.get(at.replace("/?", f"/reports/{every[4]}?")).text
    assert re.search(r'<h2 id="report-name"><span class="letter">E</span>', page)


def test_a_choice_leads_back_to_pages_of_ours_alone(strait: TestClient) -> None:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "/nowhere"):
        answer = strait.get("/choose", params={"report": ids(strait)[0], "back": back})
        assert answer.headers["location"].startswith("/?only="), back


def test_an_archive_is_opened_by_its_stories_and_seen_to_grow(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    written(folder)
    kept = tmp_path / "kept.parley"
    Archive.make(kept)
    with Archive.open(kept) as archive:
        list(desk().add(archive, folder / "r-herald.txt", story="strait"))
    with client(source_of(desk(), (str(kept),), None)) as opened:
        assert opened.get("/").headers["location"] == "/stories"
        stories = opened.get("/stories").text
        assert 'href="/?story=strait"' in stories
        assert len(re.findall("data-item", opened.get("/reports?story=strait").text)) == 1
        with Archive.open(kept) as archive:
            list(desk().add(archive, folder / "r-times.txt", story="strait"))
        assert len(re.findall("data-item", opened.get("/reports?story=strait").text)) == 2
        assert opened.get("/?story=other").status_code == 404
        assert opened.get("/?all=1").status_code == 200


def test_a_story_named_at_the_start_is_the_only_one_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The envoy of Kestria said on Monday that talks would go on.")
    kept = tmp_path / "kept.parley"
    Archive.make(kept)
    with Archive.open(kept) as archive:
        list(desk().add(archive, tmp_path / "a.txt", story="one"))
        list(desk().add(archive, tmp_path / "a.txt", story="two"))
    with client(source_of(desk(), (str(kept),), "one")) as opened:
        assert opened.get("/").status_code == 200
        assert opened.get("/?story=two").status_code == 404


def test_what_is_named_is_told_apart(tmp_path: Path) -> None:
    kept = tmp_path / "kept.parley"
    Archive.make(kept)
    (tmp_path / "a.txt").write_text("words")
    assert isinstance(source_of(desk(), (str(kept),), None), Kept)
    assert isinstance(source_of(desk(), (str(tmp_path / "a.txt"), "b"), None), Places)
    with pytest.raises(UsageError, match="by itself"):
        source_of(desk(), (str(kept), str(tmp_path)), None)
    with pytest.raises(UsageError, match="--story"):
        source_of(desk(), (str(tmp_path),), "river")
