"""How often a host is asked, and when it is left alone; time is a clock of the test's own."""

import threading
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.guard import Guard
from parley.acquire.fetch.headers import Headers
from parley.acquire.fetch.limits import Limits
from parley.acquire.fetch.wanted import Fetched, Outcome, Refused, Wanted
from tests.acquire.fetch.servers import PUBLIC, QUICK, Asked, Net, Reply, Server, Time, fetcher, http, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

POLITE = Limits(pause=2.0, patience=30.0, back_off=60.0, longest_back_off=1000.0)
NOW = 1_930_000_000.0
"""Where a clock begins; two seconds later, when the page is asked for, it is Thu, 27 Feb 2031 23:06:42 GMT."""


def asking(server: Server, watch: Time, limits: Limits = POLITE) -> Fetcher:
    names = {"news.example": [PUBLIC], "other.example": [PUBLIC]}
    return fetcher(Net(names, server.port), time=watch, limits=limits)


def ask(asked: Fetcher, path: str = "/", host: str = "news.example") -> Outcome:
    return asked.fetch(Wanted(f"http://{host}{path}"))


def refused(outcome: Outcome) -> Refused:
    assert isinstance(outcome, Refused), outcome
    return outcome


def test_between_two_requests_to_a_host_there_is_a_pause_and_none_between_hosts() -> None:
    watch = Time()
    with serving(http(b"a page")) as server:
        one = asking(server, watch)
        ask(one)
        ask(one, "/b")
        assert watch.slept == [2.0, 2.0], "after its robots.txt, and after the first page"
        ask(one, host="other.example")
        assert watch.slept == [2.0, 2.0, 2.0]
        watch.moment += 100
        ask(one, "/c")
        assert len(watch.slept) == 3


def test_the_crawl_delay_of_a_site_makes_the_pause_longer_and_never_shorter() -> None:
    for said, waited in ((b"Crawl-delay: 7", 7.0), (b"Crawl-delay: 0.1", 2.0), (b"Request-rate: 1/9", 9.0)):
        watch = Time()
        with serving(http(b"a page"), robots=http(b"User-agent: *\n" + said)) as server:
            one = asking(server, watch)
            ask(one)
            ask(one)
        assert watch.slept == [2.0, waited]


def test_a_crawl_delay_beyond_the_patience_is_handed_back() -> None:
    watch = Time()
    with serving(http(b"a page"), robots=http(b"User-agent: *\nCrawl-delay: 600")) as server:
        one = asking(server, watch)
        assert isinstance(ask(one), Fetched)
        outcome = refused(ask(one))
        assert (outcome.kind, outcome.wait) == ("robots", 600.0)
        assert "asks for 600 seconds between two requests" in outcome.reason
        watch.moment += 600
        assert isinstance(ask(one), Fetched)
    assert len(server.pages()) == 2


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable", "500 Oh", "599 Strange"])
def test_a_host_that_is_not_well_is_left_alone_for_longer_and_longer(status: str) -> None:
    watch, ill = Time(), [True]

    def answer(asked: Asked) -> bytes:
        return http(status=status) if ill[0] else http(b"a page")

    with serving(answer) as server:
        one, waits = asking(server, watch), []
        for _ in range(7):
            outcome = refused(ask(one))
            assert outcome.kind == "status"
            assert status[:3] in outcome.reason
            assert outcome.wait is not None
            waits.append(outcome.wait)
            again = refused(ask(one))
            assert again.wait == outcome.wait
            assert "left alone for another" in again.reason
            watch.moment += outcome.wait
        assert waits == [60.0, 120.0, 240.0, 480.0, 960.0, 1000.0, 1000.0]
        assert len(server.pages()) == 7
        ill[0] = False
        assert isinstance(ask(one), Fetched)
        ill[0] = True
        assert refused(ask(one)).wait == 60.0


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        (("Retry-After: 120",), 120.0),
        (("Retry-After: 0",), 2.0),
        (("Retry-After: 999999999",), 1000.0),
        (("Retry-After: 99999999999999999999",), 60.0),
        (("Retry-After: Thu, 27 Feb 2031 23:08:42 GMT",), 120.0),
        (("Retry-After: Thursday, 27-Feb-31 23:08:42 GMT",), 120.0),
        (("Retry-After: Thu, 27 Feb 2031 10:02:00 GMT", "Date: Thu, 27 Feb 2031 10:00:00 GMT"), 120.0),
        (("Retry-After: Thu, 27 Feb 2020 00:00:00 GMT",), 2.0),
        (("Retry-After: soon",), 60.0),
        (("Retry-After: -5",), 60.0),
        (("Retry-After: ",), 60.0),
    ],
)
def test_a_host_says_itself_how_long_it_wants_to_be_left_alone(headers: tuple[str, ...], wait: float) -> None:
    with serving(http(b"", *headers, status="503 Service Unavailable")) as server:
        assert refused(ask(asking(server, Time(NOW)))).wait == wait


def test_a_short_wish_is_waited_for() -> None:
    def answer(asked: Asked) -> bytes:
        return http(b"a page") if server.pages()[1:] else http(b"", "Retry-After: 20", status="429 Slow Down")

    watch = Time()
    with serving(answer) as server:
        one = asking(server, watch)
        assert refused(ask(one)).wait == 20.0
        assert isinstance(ask(one), Fetched)
    assert watch.slept == [2.0, 20.0]


def test_a_host_that_breaks_off_is_left_alone_and_a_missing_page_is_no_failure() -> None:
    replies: dict[str, Reply] = {"/broken": b"", "/page": http(b"a page")}
    with serving(replies) as server:
        one = asking(server, Time())
        assert refused(ask(one, "/missing")).wait is None
        assert isinstance(ask(one, "/page"), Fetched)
        assert refused(ask(one, "/broken")).wait == 60.0
        assert refused(ask(one, "/page")).kind == "network"


def test_many_threads_ask_hosts_side_by_side_and_each_host_one_after_the_other() -> None:
    busy, most, together = [0, 0], [0, 0], [0]
    lock = threading.Lock()

    def answer(which: int) -> Reply:
        def slow(asked: Asked) -> bytes:
            with lock:
                busy[which] += 1
                most[which] = max(most[which], busy[which])
                together[0] = max(together[0], sum(busy))
            time.sleep(0.03)
            with lock:
                busy[which] -= 1
            return http(b"a page")

        return slow

    with serving(answer(0)) as one, serving(answer(1)) as two:
        guard = Guard((f"127.0.0.1:{one.port}", f"localhost:{two.port}"))
        shared = Fetcher(guard, replace(QUICK, pause=0.0))
        outcomes: list[Outcome] = []
        addresses = [one.url, f"http://localhost:{two.port}"] * 6
        threads = [threading.Thread(target=lambda a=a: outcomes.append(shared.fetch(Wanted(a)))) for a in addresses]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(outcomes) == 12
    assert all(isinstance(outcome, Fetched) for outcome in outcomes)
    assert most == [1, 1]
    assert together == [2]
    assert len(one.asked) - len(one.pages()) == 1, "its robots.txt was asked for once"


@given(st.text(max_size=60), st.text(max_size=40))
def test_no_header_can_break_the_reading_of_it(value: str, date: str) -> None:
    headers = Headers((("retry-after", value), ("date", date), ("content-type", value), ("content-length", value)))
    wait = headers.retry_after(NOW)
    assert wait is None or wait >= 0
    assert headers.media is None or "/" in headers.media
    assert headers.charset is None or headers.charset.isascii()
    assert headers.length is None or headers.length >= 0
