"""Putting what is handed over into an archive: files, a text and addresses, each refused one told by itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parley.acquire.handed import Handed
from parley.adding import LONGEST_STORY, MOST_ADDRESSES, Arrived, Coming, add
from parley.archive.archive import Archive
from parley.archive.watching import Watching
from parley.desk import Desk
from parley.errors import UsageError
from parley.report import Problem
from tests.acquire.fetch.servers import http, serving
from tests.watch.shelf import item, page, rss

TEXT = "Envoys of Kestria and Tolmara met in Port Amber on Tuesday.\n\nThey are to meet again on Friday.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    Archive.make(tmp_path / "kept.parley")
    with Archive.open(tmp_path / "kept.parley") as opened:
        yield opened


def test_files_and_a_text_go_in_together_and_into_their_story(archive: Archive) -> None:
    coming = Coming(
        files=(Handed("a.txt", TEXT.encode()), Handed("b.zip", b"PK")),
        text="A third round is planned for May.",
        title="Third round planned",
        outlet="The Amber Post",
        published="2031-03-04",
        story="strait",
    )
    came = list(add(Desk(), archive, coming))
    arrived = [each for each in came if isinstance(each, Arrived)]
    assert [(each.outlet, each.day, each.new) for each in arrived] == [("The Amber Post", "2031-03-04", True)] * 2
    assert {each.title for each in arrived} >= {"Third round planned"}
    assert [each.file for each in came if isinstance(each, Problem)] == ["b.zip"]
    assert {report.id for report in archive.reports("strait")} == {each.id for each in arrived}
    again = [each for each in add(Desk(), archive, coming) if isinstance(each, Arrived)]
    assert [each.new for each in again] == [False, False]


def test_what_a_report_says_of_itself_comes_before_what_is_said_of_all(archive: Archive) -> None:
    own = b"---\noutlet: Lume Herald\npublished: 2031-01-01\n---\n" + TEXT.encode()
    (came,) = add(Desk(), archive, Coming(files=(Handed("a.txt", own),), outlet="Other", published="2031-03-04"))
    assert isinstance(came, Arrived)
    assert (came.outlet, came.day) == ("Lume Herald", "2031-01-01")


@pytest.mark.parametrize("place", ["/etc/hostname", "-", "file:///etc/hostname", "*.txt", "ftp://a.example/", "~"])
def test_only_addresses_are_looked_up(archive: Archive, place: str) -> None:
    (told,) = add(Desk(), archive, Coming(addresses=(place,)))
    assert isinstance(told, Problem)
    assert told.file == place
    assert "no address" in told.reason
    assert archive.holdings().reports == 0


def test_an_address_that_is_not_public_is_refused_by_name(archive: Archive) -> None:
    (told,) = add(Desk(), archive, Coming(addresses=("http://127.0.0.1:8000/talks",)))
    assert isinstance(told, Problem)
    assert told.file == "http://127.0.0.1:8000/talks"


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_address_is_fetched_by_the_guarded_transport(archive: Archive) -> None:
    with serving({"/talks": http(page("Envoys meet"), "Content-Type: text/html")}) as server:
        address = f"{server.url}/talks"
        came = list(add(Desk(allow=server.guard.allow), archive, Coming(addresses=(address, f"{server.url}/none"))))
    arrived = [each for each in came if isinstance(each, Arrived)]
    assert [each.file for each in arrived] == [address]
    assert [each.file for each in came if isinstance(each, Problem)] == [f"{server.url}/none"]


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_feed_is_watched_and_asked_at_once(archive: Archive) -> None:
    with serving({"/one": http(page("Talks go on"), "Content-Type: text/html")}) as server:
        where = f"{server.url}/one"
        feed = rss(item(1, link=where), item(2, link=f"{server.url}/none"))
        server.replies["/feed"] = http(feed, "Content-Type: application/rss+xml")
        coming = Coming(feeds=(f"{server.url}/feed", "not an address"), story="harbour")
        came = list(add(Desk(allow=server.guard.allow, engine="rules"), archive, coming))
    assert [(each.title, each.new) for each in came if isinstance(each, Arrived)] == [("Talks go on", True)]
    told = {each.file for each in came if isinstance(each, Problem)}
    assert told == {"not an address", f"{server.url}/none"}
    assert f"{server.url}/feed" in {each.address for each in Watching(archive).listed()}
    assert len(archive.reports("harbour")) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Nothing was given"),
        ({"text": " \n"}, "Nothing was given"),
        ({"text": "x", "published": "yesterday"}, "no ISO date"),
        ({"text": "x", "story": "s" * (LONGEST_STORY + 1)}, "longer than"),
        ({"addresses": tuple(f"http://a.example/{n}" for n in range(MOST_ADDRESSES + 1))}, "more than"),
    ],
)
def test_what_cannot_be_put_in_is_said_before_anything_is(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Coming(**fields)
