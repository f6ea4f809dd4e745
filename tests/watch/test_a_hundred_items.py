"""A feed of a hundred items, one of them broken in each of ten ways: ninety reports and ten explained problems."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.limits import Limits
from parley.archive.archive import Archive
from parley.archive.keeping import verify
from parley.archive.watching import Watching, Wish
from parley.desk import Desk
from parley.watch.answer import FAILURES
from parley.watch.pace import iso
from parley.watch.rounds import Rounds
from tests.acquire.fetch.servers import Reply, http, redirect, serving
from tests.archive.test_watching import Quick
from tests.watch.shelf import page, rss

NOW = datetime(2031, 3, 2, 12, tzinfo=UTC)
BOMB = gzip.compress(b"<p>" + b" " * 40_000_000, 9)

ITEMS = {
    "names no address and holds no article": "<item/>",
    "is not of the web": "<item><title>Run this</title><link>javascript:alert(1)</link></item>",
    "its XML is broken": "<item><title>Never closed <link>/x</link></item>",
    "10.0.0.1": "<item><title>Inside</title><link>http://10.0.0.1/inside</link></item>",
    "gone for good": "<item><title>Gone</title><link>/gone</link></item>",
    "robots.txt": "<item><title>Kept back</title><link>/kept-back/1</link></item>",
    "more than": "<item><title>Bomb</title><link>/bomb</link></item>",
    "circle": "<item><title>Round</title><link>/round</link></item>",
    "no article was found": "<item><title>Empty</title><link>/empty</link></item>",
    "image/png": "<item><title>Picture</title><link>/picture</link></item>",
}
"""What the problem says of an item, and the item."""

REPLIES: dict[str, Reply] = {
    "/gone": http(status="410 Gone"),
    "/bomb": http(BOMB, "Content-Type: text/html", "Content-Encoding: gzip"),
    "/round": redirect("/and-round"),
    "/and-round": redirect("/round"),
    "/empty": http(b"<html><body><div></div></body></html>", "Content-Type: text/html"),
    "/picture": http(b"\x89PNG\r\n\x1a\n" * 99, "Content-Type: image/png"),
}


def good(number: int) -> str:
    return f"<item><title>Article {number}</title><link>/{number}</link><guid>g{number}</guid></item>"


@pytest.mark.allow_hosts(["127.0.0.1", "::1"])
def test_a_hundred_items_of_which_ten_are_broken_give_ninety_reports_and_ten_problems(tmp_path: Path) -> None:
    listed = [good(number) for number in range(90)]
    for place, item in enumerate(ITEMS.values()):
        listed.insert(place * 10 + 3, item)
    assert len(listed) == 100
    articles = {f"/{n}": http(page(f"Article {n}", f"It was day {n}."), "Content-Type: text/html") for n in range(90)}
    feed = http(rss(*listed), "Content-Type: application/rss+xml")
    rules = http(b"User-agent: *\nDisallow: /kept-back/\n", "Content-Type: text/plain")
    Archive.make(tmp_path / "kept.parley")
    with (
        serving({**REPLIES, **articles, "/feed": feed}, robots=rules) as server,
        Archive.open(tmp_path / "kept.parley") as archive,
        Fetcher(server.guard, Limits(pause=0.0, seconds=20.0)) as fetcher,
    ):
        Watching(archive).add([Wish(f"{server.url}/feed")], iso(NOW))
        rounds = Rounds(archive, fetcher, Desk(engine=Quick()), clock=lambda: NOW)
        answers = list(rounds.round())
        reports = archive.reports()
        assert verify(archive).faults == ()
    assert len(reports) == 90
    assert {report.text.rpartition("It was day ")[2] for report in reports} == {f"{n}." for n in range(90)}
    (feed_answer,) = [each for each in answers if each.came == "feed"]
    assert (feed_answer.items, feed_answer.unread) == (100, 3), "the other seven lead to addresses that failed"
    assert len([each for each in answers if each.came in FAILURES and each.asked]) == 7
    reasons = [str(each.why) for each in answers if each.came in FAILURES]
    assert len(reasons) == 10
    for told in ITEMS:
        assert len([reason for reason in reasons if told in reason]) == 1, (told, reasons)
