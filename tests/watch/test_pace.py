"""When an address is asked again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from parley.acquire.fetch.wanted import Kind, Refused
from parley.archive.watching import State, Watched
from parley.watch.pace import LONGEST_BACK_OFF, LONGEST_REST, Pace, iso, moment

NOW = datetime(2031, 3, 2, 12, tzinfo=UTC)
URL = "https://news.example/feed"
FEED = Watched(1, URL, URL, "feed", None, (), None, iso(NOW - timedelta(days=90)), None, State())
PAGE = replace(FEED, given=None, kind="page", added=iso(NOW - timedelta(hours=6)))


def wait(state: State) -> timedelta | None:
    return None if state.due is None else moment(state.due) - NOW


def changed(ago: timedelta) -> Watched:
    return replace(FEED, state=State(changed=iso(NOW - ago)))


def test_a_feed_that_changed_is_asked_after_the_shortest_time_and_one_that_rests_later() -> None:
    assert wait(Pace().answered(FEED, NOW, changed=True)) == timedelta(hours=1)
    assert wait(Pace(timedelta(minutes=5)).answered(FEED, NOW, changed=True)) == timedelta(minutes=5)
    assert wait(Pace().answered(changed(timedelta(hours=12)), NOW, changed=False)) == timedelta(hours=3)
    assert wait(Pace().answered(changed(timedelta(days=60)), NOW, changed=False)) == LONGEST_REST


def test_a_feed_that_asks_for_rest_gets_it() -> None:
    assert wait(Pace().answered(FEED, NOW, changed=True, rest=7200)) == timedelta(hours=2)
    assert wait(Pace().answered(FEED, NOW, changed=True, rest=60)) == timedelta(hours=1)


def test_a_page_is_asked_after_as_long_as_it_is_known_and_after_a_month_no_more() -> None:
    assert wait(Pace().answered(PAGE, NOW, changed=True)) == timedelta(hours=6)
    old = replace(PAGE, added=iso(NOW - timedelta(days=31)))
    assert wait(Pace().answered(old, NOW, changed=True)) is None


def test_failures_double_the_wait_up_to_a_week_and_an_answer_forgets_them() -> None:
    waits = [
        wait(Pace().failed(replace(FEED, state=State(failures=failures)), "x", NOW)) for failures in (0, 1, 2, 9, 99)
    ]
    assert waits == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=4), LONGEST_BACK_OFF, LONGEST_BACK_OFF]
    failed = replace(FEED, state=Pace().failed(FEED, "x", NOW))
    assert Pace().answered(failed, NOW, changed=False).failures == 0
    assert Pace().answered(failed, NOW, changed=False).why is None


@pytest.mark.parametrize("kind", ["guard", "robots", "size", "encoding", "gone"])
def test_what_asking_again_does_not_change_ends_a_page_but_only_what_is_gone_ends_a_feed(kind: Kind) -> None:
    refusal = Refused(URL, kind, "x")
    assert wait(Pace().failed(PAGE, "x", NOW, refusal)) is None
    assert (wait(Pace().failed(FEED, "x", NOW, refusal)) is None) == (kind == "gone")


def test_a_server_is_left_alone_as_long_as_it_wants() -> None:
    state = Pace().failed(FEED, "x", NOW, Refused(URL, "status", "x", wait=86400))
    assert wait(state) == timedelta(days=1)
    assert state.barred == state.due
    assert Pace().answered(replace(FEED, state=state), NOW, changed=True).barred is None
