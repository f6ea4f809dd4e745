"""Rounds over a shelf of answers: what is new, changed, refused and moved, and that nothing is asked twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from parley.acquire.described import Described
from parley.acquire.feeds import articles as articles_module
from parley.acquire.feeds.kinds import Given
from parley.acquire.fetch.wanted import Outcome, Refused, Wanted
from parley.acquire.reports import Taken
from parley.annotate.engine import Rules
from parley.archive.archive import Archive
from parley.archive.keeping import verify
from parley.archive.watching import Watching, Wish
from parley.desk import Desk
from parley.watch import visit
from parley.watch.answer import OF_STORIES, Answer
from parley.watch.pace import iso
from parley.watch.rounds import Rounds
from tests.watch.shelf import HOST, Shelf, fetched, item, page, rss

FEED = f"{HOST}/feed"


@dataclass(slots=True)
class World:
    """An archive, a shelf and a clock."""

    archive: Archive
    shelf: Shelf = field(default_factory=Shelf)
    now: datetime = datetime(2031, 3, 2, 12, tzinfo=UTC)

    @property
    def watching(self) -> Watching:
        return Watching(self.archive)

    def watch(self, *wishes: Wish) -> None:
        self.watching.add(wishes, iso(self.now))

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def round(self, *, whole: bool = False, story: str | None = None) -> list[Answer]:
        self.shelf.asked.clear()
        rounds = Rounds(self.archive, self.shelf, Desk(engine=Rules()), clock=lambda: self.now)
        return list(rounds.round(whole=whole, story=story))

    def came(self, *, whole: bool = False) -> dict[str, list[str]]:
        """The addresses by what came of them."""
        found: dict[str, list[str]] = {}
        for answer in self.round(whole=whole):
            if answer.came in OF_STORIES:
                continue
            found.setdefault(answer.came, []).append(answer.address)
        return {came: sorted(addresses) for came, addresses in found.items()}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    Archive.make(tmp_path / "kept.parley")
    with Archive.open(tmp_path / "kept.parley") as archive:
        yield World(archive)


def articles(world: World, *numbers: int) -> None:
    for number in numbers:
        world.shelf.answers[f"{HOST}/{number}"] = page(f"Article number {number}", f"It was day {number}.")


def test_a_feed_gives_the_reports_of_its_articles_and_then_nothing_until_it_changes(world: World) -> None:
    articles(world, 1, 2)
    world.shelf.answers[FEED] = rss(item(1), item(2))
    world.watch(Wish(FEED))
    assert world.came() == {"feed": [FEED], "new": [f"{HOST}/1", f"{HOST}/2"]}
    assert world.came() == {}, "nothing is due yet"
    world.later(hours=2)
    assert world.came() == {"unchanged": [f"{HOST}/1", f"{HOST}/2", FEED]}
    articles(world, 3)
    world.shelf.answers[FEED] = rss(item(3), item(1), item(2))
    world.later(hours=2)
    came = world.came()
    assert came["new"] == [f"{HOST}/3"]
    reports = {str(report.title): report for report in world.archive.reports()}
    assert sorted(reports) == ["Article number 1", "Article number 2", "Article number 3"]
    assert reports["Article number 1"].published == "2031-03-02T09:00:00Z"
    assert reports["Article number 1"].outlet == "The Example"
    assert reports["Article number 1"].url == f"{HOST}/1"
    assert world.archive.holdings().readings[0].number == 3


def test_an_article_that_changed_is_a_new_version_and_the_older_one_stays(world: World) -> None:
    articles(world, 1)
    world.shelf.answers[FEED] = rss(item(1))
    world.watch(Wish(FEED, story="harbour"))
    (first,) = [each.report for each in world.round() if each.came == "new"]
    world.later(hours=2)
    world.shelf.answers[f"{HOST}/1"] = page("Article number 1", "It was day 1.", "Correction: it was day 4.")
    (changed,) = [each for each in world.round() if each.came == "changed"]
    assert changed.before == first
    assert [version.report for version in world.watching.versions(f"{HOST}/1")] == [first, changed.report]
    assert world.watching.versions(str(first)) == world.watching.versions(str(changed.report))
    assert [report.id for report in world.archive.reports("harbour")] == [changed.report], "the newest is read"
    assert world.archive.report(str(first)), "the older one stays"
    assert verify(world.archive).faults == ()


def test_a_page_whose_words_the_archive_has_from_elsewhere_is_held_and_not_new(world: World) -> None:
    articles(world, 1)
    world.shelf.answers[f"{HOST}/copy"] = world.shelf.answers[f"{HOST}/1"]
    world.watch(Wish(f"{HOST}/1", "page"))
    (first,) = world.round()
    world.watch(Wish(f"{HOST}/copy", "page", story="river"))
    (again,) = [each for each in world.round() if each.came not in OF_STORIES]
    assert (first.came, again.came, again.report) == ("new", "held", first.report)
    assert {report.id for report in world.archive.reports("river")} == {first.report}


def test_a_page_that_changes_back_is_read_as_it_is_again(world: World) -> None:
    world.watch(Wish(f"{HOST}/1", "page"))
    bodies = [page("Article number 1", words) for words in ("It was day 1.", "It was day 2.", "It was day 1.")]
    for body in bodies:
        world.shelf.answers[f"{HOST}/1"] = body
        world.round(whole=True)
    versions = world.watching.versions(f"{HOST}/1")
    assert len(versions) == 3
    assert versions[0].report == versions[2].report != versions[1].report
    assert [report.id for report in world.archive.reports()] == [versions[0].report]


def test_other_bytes_with_the_same_words_are_no_version_and_are_not_kept(world: World) -> None:
    world.watch(Wish(f"{HOST}/1", "page"))
    world.shelf.answers[f"{HOST}/1"] = page("Article number 1")
    world.round()
    world.shelf.answers[f"{HOST}/1"] = page("Article number 1") + b"<!-- made at noon -->"
    assert world.came(whole=True) == {"same": [f"{HOST}/1"]}
    assert len(world.watching.versions(f"{HOST}/1")) == 1
    assert world.archive.holdings().originals == 1


def test_an_item_that_is_told_anew_is_looked_at_at_once(world: World) -> None:
    articles(world, 1)
    world.shelf.answers[FEED] = rss(item(1))
    world.watch(Wish(FEED))
    world.round()
    world.later(days=20)
    world.round()
    world.shelf.answers[FEED] = rss(item(1, more="<description>Now with a map.</description>"), item(2))
    world.later(hours=5)
    world.round()
    assert f"{HOST}/1" not in world.shelf.asked, "a summary is no reason where the day stands"
    retitled = item(1).replace("Article 1", "Article 1, corrected")
    world.shelf.answers[FEED] = rss(retitled)
    world.later(days=1)
    world.round(whole=True)
    assert f"{HOST}/1" in world.shelf.asked


def test_a_page_that_names_its_feed_is_watched_by_that(world: World) -> None:
    link = b'<link rel="alternate" type="application/rss+xml" href="/feed">'
    world.shelf.answers[f"{HOST}/"] = page("Front page").replace(b"<head>", b"<head>" + link)
    world.shelf.answers[FEED] = rss(item(1))
    articles(world, 1)
    world.watch(Wish(f"{HOST}/"))
    assert world.came() == {"moved": [f"{HOST}/"], "feed": [FEED], "new": [f"{HOST}/1"]}
    (watched,) = world.watching.listed()
    assert (watched.address, watched.given, watched.kind) == (FEED, f"{HOST}/", "feed")


def test_a_page_without_a_feed_is_watched_itself_and_asked_once(world: World) -> None:
    articles(world, 1)
    world.watch(Wish(f"{HOST}/1"))
    assert world.came() == {"new": [f"{HOST}/1"]}
    assert world.shelf.asked == [f"{HOST}/1"]
    assert world.watching.listed()[0].kind == "page"


def test_a_feed_that_has_moved_for_good_is_asked_there(world: World) -> None:
    articles(world, 1)
    moved = f"{HOST}/feeds/all"
    world.shelf.answers[FEED] = fetched(FEED, rss(item(1)), moved=moved)
    world.shelf.answers[moved] = rss(item(1))
    world.watch(Wish(FEED, story="harbour"))
    assert world.came()["moved"] == [FEED]
    (watched,) = world.watching.listed()
    assert (watched.address, watched.given, watched.story) == (moved, FEED, "harbour")
    world.later(hours=2)
    world.round()
    assert FEED not in world.shelf.asked


def test_two_addresses_that_become_one_are_asked_once(world: World) -> None:
    moved = f"{HOST}/feeds/all"
    world.shelf.answers[FEED] = fetched(FEED, rss(), moved=moved)
    world.shelf.answers[moved] = rss()
    world.watch(Wish(FEED), Wish(moved))
    world.round()
    assert [each.address for each in world.watching.listed()] == [moved]
    world.later(hours=2)
    world.round()
    assert world.shelf.asked == [moved]


def test_a_feed_that_is_gone_is_never_asked_again_and_one_that_fails_ever_more_seldom(world: World) -> None:
    gone, failing = f"{HOST}/gone", f"{HOST}/failing"
    world.shelf.answers[gone] = Refused(gone, "gone", "The server says that it is gone for good.")
    world.shelf.answers[FEED] = rss()
    world.watch(Wish(gone), Wish(failing), Wish(FEED))
    came = world.came()
    assert came == {"gone": [gone], "refused": [failing], "feed": [FEED]}, "one that fails stops no other"
    asked = []
    for _ in range(24 * 14):
        world.later(hours=1)
        world.round()
        assert gone not in world.shelf.asked
        asked += [world.now] if failing in world.shelf.asked else []
    waits = [b - a for a, b in pairwise(asked)]
    assert waits == sorted(waits)
    assert len(asked) < 10
    listed = {each.address: each.state for each in world.watching.listed()}
    assert listed[gone].due is None
    assert listed[failing].failures == len(asked) + 1
    assert "404" in str(listed[failing].why)
    world.watch(Wish(gone))
    world.round()
    assert gone in world.shelf.asked, "added again, it is asked again"


def test_a_server_that_wants_to_be_left_alone_is_left_alone_even_when_all_is_asked(world: World) -> None:
    world.shelf.answers[FEED] = Refused(FEED, "status", "The server answered 429.", wait=7200)
    world.watch(Wish(FEED))
    world.round()
    assert world.came(whole=True) == {}
    world.later(hours=2, seconds=1)
    assert world.came(whole=True) == {"refused": [FEED]}


def test_a_site_that_wants_a_pause_is_asked_after_it_and_that_is_no_failure(world: World) -> None:
    world.shelf.answers[FEED] = Refused(FEED, "robots", "Its robots.txt asks for 90 seconds.", wait=90)
    world.watch(Wish(FEED))
    assert world.came() == {"later": [FEED]}
    assert world.came(whole=True) == {}
    world.later(seconds=91)
    world.shelf.answers[FEED] = rss()
    assert world.came() == {"feed": [FEED]}
    assert world.watching.of(FEED).state.failures == 0


def test_an_article_that_no_page_gives_is_tried_a_few_times_and_given_up(world: World) -> None:
    world.shelf.answers[FEED] = rss(item(1))
    world.watch(Wish(FEED))
    tried = 0
    for _ in range(24 * 8):
        world.round()
        tried += f"{HOST}/1" in world.shelf.asked
        world.later(hours=1)
    assert tried == 7, "at least five times, and for two days"


def test_a_page_is_looked_at_for_changes_less_and_less_and_not_for_ever(world: World) -> None:
    articles(world, 1)
    world.shelf.answers[FEED] = rss(item(1))
    world.watch(Wish(FEED))
    looked = 0
    for _ in range(24 * 90):
        world.round()
        looked += f"{HOST}/1" in world.shelf.asked
        world.later(hours=1)
    assert 5 <= looked <= 14


def test_a_story_has_what_its_feeds_give(world: World) -> None:
    articles(world, 1, 2)
    other = f"{HOST}/other"
    world.shelf.answers |= {FEED: rss(item(1), item(2)), other: rss(item(2), title="Other")}
    world.watch(Wish(FEED, story="harbour"), Wish(other, story="river"))
    world.round()
    assert len(world.archive.reports("harbour")) == 2
    assert len(world.archive.reports("river")) == 1
    world.later(days=2)
    assert {each.address for each in world.round(story="river")} == {other, f"{HOST}/2"}


def test_a_feed_named_later_puts_what_is_there_into_its_story(world: World) -> None:
    articles(world, 1)
    world.shelf.answers |= {FEED: rss(item(1)), f"{HOST}/b": rss(item(1))}
    world.watch(Wish(FEED))
    world.round()
    world.watch(Wish(f"{HOST}/b", story="river"))
    world.round()
    assert len(world.archive.reports("river")) == 1


def test_what_is_taken_off_the_list_is_not_asked_nor_its_articles(world: World) -> None:
    articles(world, 1)
    world.shelf.answers[FEED] = rss(item(1))
    world.watch(Wish(FEED))
    world.round()
    world.watching.end(FEED, iso(world.now))
    world.later(days=2)
    assert world.came(whole=True) == {}
    assert world.watching.listed() == ()
    assert len(world.archive.reports()) == 1
    world.watch(Wish(FEED))
    assert "unchanged" in world.came()


def test_an_article_in_the_feed_itself_is_a_report_and_has_versions(world: World) -> None:
    def full(more: str) -> bytes:
        text = page("x", more).decode().partition("</h1>")[2].partition("</article>")[0]
        return rss(
            f"<item><guid isPermaLink='false'>g</guid><title>In full</title><description>x</description>"
            f"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[{text}]]>"
            "</content:encoded></item>"
        )

    world.shelf.answers[FEED] = full("It was day 1.")
    world.watch(Wish(FEED))
    assert world.came() == {"feed": [FEED], "new": [FEED]}
    assert world.shelf.asked == [FEED]
    world.shelf.answers[FEED] = full("It was day 2.")
    (changed,) = [each for each in world.round(whole=True) if each.came == "changed"]
    assert len(world.watching.versions(str(changed.report))) == 2
    assert world.archive.reports()[0].title == "In full"


def test_a_round_that_ends_early_goes_on_where_it_was(world: World) -> None:
    articles(world, *range(1, 7))
    world.shelf.answers[FEED] = rss(*(item(number) for number in range(1, 7)))
    world.watch(Wish(FEED))
    rounds = Rounds(world.archive, world.shelf, Desk(engine=Rules()), clock=lambda: world.now)
    coming = rounds.round()
    for _ in range(3):
        next(coming)
    coming.close()  # type: ignore[attr-defined]
    held = {report.url for report in world.archive.reports()}
    assert len(held) == 2
    assert world.archive.holdings().readings == ()
    world.round()
    assert FEED not in world.shelf.asked
    assert not held & set(world.shelf.asked), "what was kept is not fetched again"
    assert len(world.archive.reports()) == 6
    assert world.archive.holdings().readings[0].number == 6, "what the round before left unread is read"


def test_an_address_that_breaks_the_fetcher_stops_no_other(world: World) -> None:
    def broken(wanted: Wanted) -> Outcome:
        raise RuntimeError("it broke")

    articles(world, 1)
    world.shelf.answers |= {FEED: broken, f"{HOST}/b": rss(item(1))}
    world.watch(Wish(FEED), Wish(f"{HOST}/b"))
    found = world.round()
    assert [each.why for each in found if each.came == "refused"] == ["RuntimeError: it broke"]
    assert [each.came for each in found if each.address == f"{HOST}/1"] == ["new"]


def test_what_breaks_a_parser_costs_no_other_and_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real = articles_module.article

    def breaking(given: Given, name: str, described: Described) -> Taken:
        if name.endswith("/1"):
            raise RecursionError("too deep")
        return real(given, name, described)

    monkeypatch.setattr(visit, "article", breaking)
    articles(world, 1, 2)
    world.shelf.answers[FEED] = rss(item(1), item(2))
    world.watch(Wish(FEED))
    found = {each.address: each for each in world.round()}
    assert found[f"{HOST}/2"].came == "new"
    assert found[f"{HOST}/1"].came == "broken"
    assert "RecursionError: too deep" in str(found[f"{HOST}/1"].why)


def test_a_feed_that_gives_a_page_keeps_being_a_feed(world: World) -> None:
    world.shelf.answers[FEED] = rss()
    world.watch(Wish(FEED))
    world.round()
    world.shelf.answers[FEED] = page("We are being repaired")
    (answer,) = world.round(whole=True)
    assert (answer.came, answer.why) == ("broken", "it gave a page in place of its feed")
    assert world.watching.listed()[0].kind == "feed"
    assert world.archive.reports() == ()


def test_notes_are_told_once(world: World) -> None:
    articles(world, 1)
    undated = item(1).replace("Fri, 02 Mar 2031 09:00:00 GMT", "the other day")
    world.shelf.answers[FEED] = rss(undated, item(2, link="ftp://news.example/2"))
    world.watch(Wish(FEED))
    found = world.round()
    assert [each.came for each in found] == ["feed", "noted", "broken", "new"]
    world.shelf.answers[FEED] = rss(undated, item(2, link="ftp://news.example/2")) + b"\n"
    assert {each.came for each in world.round(whole=True)} <= {"feed", "unchanged"}


def test_answers_keep_their_marks(world: World) -> None:
    world.shelf.answers[FEED] = replace(fetched(FEED, rss()), etag='"a"', modified="Sun, 02 Mar 2031 12:00:00 GMT")
    world.watch(Wish(FEED))
    world.round()
    state = world.watching.of(FEED).state
    assert (state.etag, state.modified) == ('"a"', "Sun, 02 Mar 2031 12:00:00 GMT")
