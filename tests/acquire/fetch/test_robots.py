"""What a robots.txt lets Parley ask for, and what holds where it cannot be read (RFC 9309)."""

import gzip
import time

import pytest

from parley.acquire.fetch.address import address
from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.robots import KEPT, LARGEST, rules
from parley.acquire.fetch.wanted import Fetched, Refused, Wanted
from tests.acquire.fetch.servers import (
    PUBLIC,
    QUICK,
    Asked,
    Net,
    Reply,
    Time,
    endless,
    fetcher,
    http,
    redirect,
    serving,
)

served = pytest.mark.allow_hosts(["127.0.0.1"])


def allowed(text: str | bytes, path: str = "/secret/page") -> bool:
    content = text.encode() if isinstance(text, str) else text
    return rules(content).allow(address(f"https://news.example{path}"))


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /secret/", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /secret/\n\nUser-agent: Parley\nDisallow:", True),
        ("user-agent: PARLEY/2.0 # ours\ndisallow: /secret", False),
        ("User-agent: Par\nDisallow: /", True),
        ("User-agent: p\nDisallow: /", True),
        ("User-agent: Parleyer\nDisallow: /", True),
        ("User-agent: Parley\nUser-agent: Other\nDisallow: /secret", False),
        ("User-agent: Other\nUser-agent: Parley\n\n# note\nDisallow: /secret", False),
        ("User-agent: Parley\nAllow: /secret/p\nDisallow: /secret", True),
        ("User-agent: Parley\nDisallow: /x\nUser-agent: Other\nDisallow: /secret", True),
        ("User-agent: Parley\nDisallow: /x\nUser-agent: Parley\nDisallow: /secret", False),
        ("User-agent: Parley\nSitemap: /s\nUser-agent: Other\nDisallow: /secret", False),
        ("User-agent: Parley\nCrawl-delay: 1\nUser-agent: Other\nDisallow: /secret", True),
        ("Disallow: /secret", True),
        ("\ufeffUser-agent: *\r\nDisallow: /*page$", False),
        ("<!doctype html><p>No such page", True),
        ("User-agent: *\nDisallow: /s%65cret", False),
        ("User-agent: *\nDisallow: /\x00\nDisallow: /secret", False),
    ],
)
def test_a_robots_txt_is_read_as_the_standard_says(text: str, may: bool) -> None:
    assert allowed(text) is may


@pytest.mark.parametrize("path", ["/a/../secret/page", "/%2e/secret/page", "/s%65cret/page", "/./secret/page?x"])
def test_no_other_spelling_of_a_path_passes_a_rule_by(path: str) -> None:
    assert not allowed("User-agent: *\nDisallow: /secret/", path)


def test_what_stands_behind_the_bound_and_a_line_that_is_cut_there_are_passed_over() -> None:
    begin, end = b"User-agent: *\nDisallow: /other\n#", b"\nDisallow: /sec"
    text = begin + b"x" * (LARGEST - len(begin) - len(end)) + end
    assert text.endswith(b"Disallow: /sec")
    assert allowed(text)
    assert not allowed(text, "/other")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{n}\n" for n in range(15_000)) + "".join(f"Disallow: /{n}\n" for n in range(15_000)),
        "User-agent: *\n" + "User-agent: Parley\n" * 10_000 + "Disallow: /*a*b*c*d\n" * 12_000,
        "User-agent: *\n" + "".join(f"Disallow: /{'*a' * 50}{n}\n" for n in range(4_000)),
        "User-agent: *\nDisallow: /" + "*a" * 200_000,
        "User-agent:" * 40_000,
        "User-agent: *\nDisallow: /a\n" * 15_000,
        "User-agent: *\nDisallow: /" + "%61" * 150_000,
        " " * 500_000,
    ],
)
def test_a_hostile_robots_txt_takes_no_time(text: str) -> None:
    began = time.process_time()
    allowed(text[:LARGEST], "/" + "a" * 8000)
    assert time.process_time() - began < 5, "a second or less where nothing else runs"


@served
@pytest.mark.parametrize(
    "robots",
    [
        http(status="404 Not Found"),
        http(status="403 Forbidden"),
        http(status="410 Gone"),
        http(b"User-agent: *\nDisallow: /", status="204 No Content", length=-1),
        redirect("/robots.txt"),
        redirect("/moved"),
        http(b"\xff\xfe\x00\x00" * 100),
        lambda asked: redirect(f"/{asked.number}"),
    ],
)
def test_where_a_site_has_no_robots_txt_everything_may_be_asked_for(robots: Reply) -> None:
    with serving(
        {"/moved": http(status="404 Not Found"), "/page": http(b"a page"), "*": redirect("/on")}, robots=robots
    ) as server:
        outcome = Fetcher(server.guard, QUICK).fetch(Wanted(server.url + "/page"))
    assert isinstance(outcome, Fetched), outcome


@served
def test_a_robots_txt_that_has_moved_holds_and_only_five_redirects_are_followed() -> None:
    barred = http(b"User-agent: Parley\nDisallow: /page")
    with serving({"/r": redirect("/s"), "/s": barred, "/page": http(b"a page")}, robots=redirect("/r")) as server:
        outcome = Fetcher(server.guard, QUICK).fetch(Wanted(server.url + "/page"))
    assert isinstance(outcome, Refused)
    assert (outcome.kind, outcome.wait) == ("robots", None)
    assert [each.target for each in server.asked] == ["/robots.txt", "/r", "/s"]


@served
@pytest.mark.parametrize(
    "robots",
    [
        http(status="500 Internal Server Error"),
        http(status="503 Service Unavailable"),
        http(status="429 Too Many Requests"),
        http(b"User-agent", "Content-Encoding: gzip"),
        http(b"User-agent", length=100),
        b"",
        endless(b"HTTP/1.1 200 OK\r\nX:", b"x" * 100),
    ],
)
def test_where_the_robots_txt_cannot_be_read_nothing_is_asked_for(robots: Reply) -> None:
    with serving(http(b"a page"), robots=robots) as server:
        outcome = Fetcher(server.guard, QUICK).fetch(Wanted(server.url + "/page"))
    assert isinstance(outcome, Refused)
    assert outcome.kind in {"robots", "network"}
    assert outcome.wait == pytest.approx(QUICK.back_off, abs=0.5)
    assert server.pages() == []


@served
def test_a_robots_txt_without_end_is_cut_and_what_came_holds() -> None:
    line = b"Disallow: /page\n"
    for robots in (
        endless(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\n", line * 1000),
        http(gzip.compress(b"User-agent: *\n" + line * 10_000_000), "Content-Encoding: gzip"),
    ):
        with serving(http(b"a page"), robots=robots) as server:
            outcome = Fetcher(server.guard, QUICK).fetch(Wanted(server.url + "/page"))
        assert isinstance(outcome, Refused)
        assert (outcome.kind, outcome.wait) == ("robots", None)


@served
def test_a_robots_txt_is_asked_for_once_a_day_and_the_old_one_holds_while_there_is_no_new_one() -> None:
    def robots(asked: Asked) -> bytes:
        asks = sum(each.target == "/robots.txt" for each in server.asked)
        return http(b"User-agent: *\nDisallow: /secret") if asks == 1 else http(status="503 Service Unavailable")

    watch = Time()
    with serving(http(b"a page"), robots=robots) as server:
        asking = fetcher(Net({"news.example": [PUBLIC]}, server.port), time=watch)

        def kind(path: str) -> str:
            outcome = asking.fetch(Wanted(f"http://news.example{path}"))
            return outcome.kind if isinstance(outcome, Refused) else "fetched"

        assert [kind("/secret"), kind("/a"), kind("/b")] == ["robots", "fetched", "fetched"]
        assert [each.target for each in server.asked].count("/robots.txt") == 1
        watch.moment += KEPT
        assert kind("/secret") == "robots"
        assert [each.target for each in server.asked].count("/robots.txt") == 2
        watch.moment += QUICK.back_off
        assert [kind("/c"), kind("/secret")] == ["fetched", "robots"]


@served
def test_each_place_that_a_redirect_leads_to_has_a_robots_txt_of_its_own() -> None:
    barred = http(b"User-agent: *\nDisallow: /there")
    with serving(http(b"a page"), robots=barred) as there, serving(redirect(f"{there.url}/there")) as here:
        guard = type(here.guard)((*here.guard.allow, *there.guard.allow))
        outcome = Fetcher(guard, QUICK).fetch(Wanted(here.url))
    assert isinstance(outcome, Refused)
    assert outcome.kind == "robots"
    assert there.pages() == []
