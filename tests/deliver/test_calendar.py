"""The drawing of the timeline: bars for the days of events, dots for the days of the reports that tell them."""

from dataclasses import replace

import pytest

from parley.deliver.views.calendar import LABELS, MOST, WIDTH, Calendar, view_calendar
from parley.deliver.views.ledger import Ledger
from parley.deliver.views.timeline import view_timeline
from parley.dossier import Dossier, TimelineEntry
from tests.deliver.story import strait


def told(*entries: TimelineEntry) -> Dossier:
    return replace(strait(), timeline=entries)


def entry(day: str | None, end: str | None = None, label: str = "They met", *reports: str) -> TimelineEntry:
    return TimelineEntry(day, end or day, label, "event", (), reports or ("r-herald",))


def drawn(*entries: TimelineEntry) -> Calendar:
    made = view_calendar(Ledger(told(*entries)))
    assert made is not None
    return made


def test_a_range_is_a_longer_bar_than_a_day_and_bars_keep_the_order_of_time() -> None:
    made = drawn(entry("2031-03-02", "2031-03-04", "Later"), entry("2031-03-01", label="Earlier"))
    assert [bar.words for bar in made.bars] == ["Earlier", "Later"]
    assert made.bars[1].width == pytest.approx(3 * made.bars[0].width, abs=0.3)
    assert made.bars[0].y < made.bars[1].y


def test_report_days_are_dots_apart_from_the_bar() -> None:
    made = drawn(entry("2031-03-03", None, "A", "r-herald", "r-wire"), entry("2031-03-04", None, "B", "r-blog"))
    assert len(made.bars[0].told) == 2, "4 and 5 March"
    assert min(made.bars[0].told) > made.bars[0].x + made.bars[0].width
    assert made.bars[1].told == (), "the blog has no day"


def test_what_began_long_before_is_marked_and_stays_inside_the_drawing() -> None:
    made = drawn(entry("2029-01-01", "2031-03-04", "War"), entry("2031-03-03"))
    assert made.bars[0].earlier
    assert all(bar.x >= LABELS and bar.x + bar.width <= WIDTH for bar in made.bars)


def test_what_was_over_before_the_first_day_has_no_bar_there() -> None:
    made = drawn(entry("2029-01-01", "2029-01-31", "Old war"), entry("2031-03-03"))
    assert (made.bars[0].earlier, made.bars[0].width) == (True, 0.0)
    assert made.bars[1].width > 0


def test_what_lies_far_ahead_is_left_to_the_list() -> None:
    made = drawn(
        entry("2031-03-03", label="Now"), entry("2031-03-02", label="Before"), entry("2040-01-01", label="Far")
    )
    assert [bar.words for bar in made.bars] == ["Before", "Now"]


def test_at_most_so_many_rows_are_drawn_and_their_words_are_told_too() -> None:
    made = drawn(*(entry("2031-03-03", label=f"Event {n:02}") for n in range(MOST + 5)))
    assert len(made.bars) == MOST
    assert "3 March 2031: Event 00" in made.description


@pytest.mark.parametrize("entries", [(), (entry("2031-03-03"),), (entry(None), entry(None))])
def test_nothing_is_drawn_of_fewer_than_two_dated_events(entries: tuple[TimelineEntry, ...]) -> None:
    assert view_calendar(Ledger(told(*entries))) is None


def test_the_list_says_when_an_event_was_reported_unless_on_its_day() -> None:
    view = view_timeline(Ledger(told(entry("2031-03-04"), entry("2031-03-03"))))
    assert [day.entries[0].reported for day in view.days] == ["", "4 March 2031"]
