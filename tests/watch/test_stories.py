"""What a round tells of stories: which opened, grew, joined and parted; a round of one story groups nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from parley.acquire.fetch.fetcher import Fetcher
from parley.annotate.engine import Rules
from parley.archive.archive import Archive
from parley.archive.placed import Held
from parley.archive.watching import Watching, Wish
from parley.desk import Desk
from parley.grouping import group, reports_of
from parley.watch.answer import OF_STORIES, Answer
from parley.watch.pace import iso
from parley.watch.rounds import Rounds, clock
from parley.watch.stories import turns
from tests.acquire.fetch.servers import QUICK, Server, http, serving
from tests.told import STORIES

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])


@dataclass(slots=True)
class Press:
    """A server with an article at each address, an archive that watches them, and rounds over all."""

    server: Server
    archive: Archive
    desk: Desk = field(default_factory=lambda: Desk(engine=Rules()))

    def publish(self, name: str, at: int, *, more: str = "", story: str | None = None) -> None:
        """Puts an article of a story on the server, and watches its page."""
        title, *bodies = STORIES[name]
        body = f"<h1>{title}</h1><p>{bodies[at]}</p><p>{more}</p>"
        page = f"<!doctype html><html lang=en><head><title>{title}</title></head><body><article>{body}</article></body>"
        self.server.replies[f"/{name}/{at}"] = http(page.encode(), "Content-Type: text/html")
        Watching(self.archive).add([Wish(f"{self.server.url}/{name}/{at}", "page", story=story)], iso(clock()))

    def round(self, story: str | None = None) -> list[Answer]:
        """All that a round answers."""
        rounds = Rounds(self.archive, Fetcher(self.server.guard, QUICK), self.desk)
        return list(rounds.round(story=story, whole=True))

    def told(self) -> list[tuple[str, str | None, str | None]]:
        """What a round says of stories: what became of each, its label and why."""
        return [(each.came, each.title, each.why) for each in self.round() if each.came in OF_STORIES]


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    Archive.make(tmp_path / "kept.parley")
    with Archive.open(tmp_path / "kept.parley") as archive, serving({}) as server:
        yield Press(server, archive)


def test_a_round_tells_which_stories_opened_and_which_grew(press: Press) -> None:
    ferry, wages = STORIES["ferry"][0], STORIES["wages"][0]
    press.publish("ferry", 0)
    press.publish("comet", 0)
    assert press.told() == [], "a report alone is told as a report"
    press.publish("ferry", 1)
    press.publish("wages", 0)
    press.publish("wages", 1)
    assert sorted(press.told()) == [("opened", ferry, "2 reports"), ("opened", wages, "2 reports")]
    assert press.told() == [], "nothing came"
    press.publish("ferry", 2)
    (grew,) = [each for each in press.round() if each.came in OF_STORIES]
    assert (grew.came, grew.title, grew.why) == ("grew", ferry, "1 more, 3 reports now")
    assert grew.story is not None
    assert len(press.archive.told(grew.story).reports) == 3


def test_a_new_version_of_a_report_is_no_growth_and_counts_once(press: Press) -> None:
    press.publish("ferry", 0)
    press.publish("ferry", 1)
    press.round()
    press.publish("ferry", 1, more="Correction: the tugs came from Dunmorrow.")
    answers = press.round()
    assert [each.came for each in answers if each.came in {"changed", *OF_STORIES}] == ["changed"]
    press.publish("ferry", 2)
    assert press.told() == [("grew", STORIES["ferry"][0], "1 more, 3 reports now")]
    (held,) = press.archive.told_stories()
    assert len(held.reports) == 4, "the older version stays where it was"
    assert len(reports_of(press.archive, held)) == len(press.archive.reports(held.id)) == 3


def test_a_round_of_one_story_groups_nothing_and_the_next_round_of_all_does(press: Press) -> None:
    press.publish("ferry", 0)
    press.publish("ferry", 1)
    press.round()
    before = press.archive.told_stories()
    press.publish("ferry", 2, story="reef")
    assert [each.came for each in press.round("reef")] == ["new"]
    assert press.archive.told_stories() == before
    assert len(press.archive.reports("reef")) == 1
    assert press.told() == [("grew", STORIES["ferry"][0], "1 more, 3 reports now")]
    assert len(press.archive.reports("reef")) == 1, "grouping does not fill a story of the user's own"


def test_what_was_grouped_by_another_way_is_not_told_again(press: Press) -> None:
    press.publish("ferry", 0)
    press.publish("ferry", 1)
    press.round()
    press.publish("ferry", 2, story="reef")
    press.round("reef")
    assert len(group(press.archive, press.desk)) == 1
    assert press.told() == []


def held(name: str, *reports: str) -> Held:
    return Held(name, None, reports)


def test_stories_that_are_brought_together_or_fall_apart_are_told() -> None:
    before = [held("s-1", "r-1", "r-2"), held("s-3", "r-3", "r-4"), held("s-5", "r-5")]
    (joined,) = turns(before, [held("s-1", "r-1", "r-2", "r-3", "r-4", "r-5", "r-6")])
    assert (joined.came, joined.story.id, joined.others, joined.fresh) == ("joined", "s-1", ("s-3",), ("r-5", "r-6"))
    (parted,) = turns(before, [before[0], held("s-3", "r-3"), held("s-4", "r-4", "r-6"), before[2]])
    assert (parted.came, parted.story.id, parted.others, parted.fresh) == ("parted", "s-4", ("s-3",), ("r-6",))
    (opened,) = turns(before, [*before[:2], held("s-5", "r-5", "r-6")])
    assert (opened.came, opened.story.id, opened.fresh) == ("opened", "s-5", ("r-6",))
    assert list(turns(before, before)) == []
