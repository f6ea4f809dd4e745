"""Addresses that are never connected to: asked for, led to by a redirect, or slipped in when a name is rebound."""

import sys
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.acquire.fetch.address import Address, address
from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.guard import Guard
from parley.acquire.fetch.ranges import TRANSLATED, range_of
from parley.acquire.fetch.refusal import NotFetchedError
from parley.acquire.fetch.wanted import Fetched, Outcome, Refused, Wanted
from parley.errors import UsageError
from tests.acquire.fetch.servers import PUBLIC, QUICK, Net, Server, fetcher, http, redirect, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NUMBERS = (
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "0.1.2.3",  # noqa: S104  it is refused
    "10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.1.1",
    "100.64.0.1", "100.127.255.254", "100.100.100.200", "169.254.169.254", "169.254.170.2", "168.63.129.16",
    "192.0.0.192", "192.0.2.1", "198.51.100.7", "203.0.113.9", "198.18.0.1", "192.88.99.1", "224.0.0.1", "239.1.2.3",
    "240.0.0.1", "255.255.255.255",
    "::1", "::", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8", "fe80::1", "fec0::1",
    "fc00::1", "fd12:3456::1", "fd00:ec2::254", "ff02::1", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1",
    "64:ff9b::169.254.169.254", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1::1", "2001:db8::1",
    "2001:10::1", "3fff::1", "100::1", "5f00::1", "4000::1", "::5efe:127.0.0.1",
)  # fmt: skip

ODD = (
    "2130706433", "0x7f000001", "0x7F.0.0.1", "017700000001", "0177.0.0.1", "0177.1", "127.1", "127.0.1", "0", "0x0",
    "127.0.0.01", "127.0.0.1.", "127.0.0.1..", "１２７.０.０.１", "①②⑦.0.0.1", "127。0。0。1",
    "127%2e0%2e0%2e1", "%31%32%37.0.0.1",
    "user@127.0.0.1", "user:pass@127.0.0.1", "news.example@127.0.0.1", "@127.0.0.1", "news.example%40127.0.0.1",
    "127.0.0.1\\@news.example", "[::1%25lo]", "[fe80::1%25eth0]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::]",
    "[127.0.0.1]", "999.1.1.1", "1.2.3.4.5", "4294967296", "0x", "127.0x0.1", "", ".", "..", "news..example", "a b",
)  # fmt: skip


def literal(number: str) -> str:
    return f"[{number}]" if ":" in number else number


FORMS = (*map(literal, NUMBERS), *ODD)
connected: list[Any] = []


@pytest.fixture(scope="module", autouse=True)
def _every_connection_of_this_process_is_noted() -> None:
    sys.addaudithook(lambda event, args: connected.append(args[1]) if event == "socket.connect" else None)


def refused(outcome: Outcome, *kinds: str) -> Refused:
    assert isinstance(outcome, Refused), outcome
    assert outcome.kind in (kinds or ("guard",)), outcome
    assert outcome.reason.endswith(".")
    assert "pass" not in outcome.reason.replace("password", "")
    return outcome


def test_there_are_more_than_forty_forms() -> None:
    assert len(set(FORMS)) >= 80


@pytest.mark.parametrize("form", FORMS)
def test_no_form_is_connected_to_when_it_is_asked_for(form: str) -> None:
    with serving(http(b"secret")) as inside:
        connected.clear()
        for port in ("", f":{inside.port}"):
            refused(Fetcher(limits=QUICK).fetch(Wanted(f"http://{form}{port}/")))
        assert connected == []
        assert inside.accepted == 0


@pytest.mark.parametrize("form", FORMS)
def test_no_form_is_connected_to_when_a_redirect_leads_to_it(form: str) -> None:
    with serving(http(b"secret")) as inside, serving({"/": redirect(f"http://{form}:{inside.port}/")}) as outside:
        connected.clear()
        net = Net({"news.example": [PUBLIC]}, outside.port)
        outcome = fetcher(net).fetch(Wanted("http://news.example/"))
        refused(outcome)
        assert set(connected) == {("127.0.0.1", outside.port)}
        assert set(net.dialled) == {PUBLIC}
        assert inside.accepted == 0


@pytest.mark.parametrize("number", NUMBERS)
def test_no_number_is_connected_to_that_a_name_stands_for(number: str) -> None:
    net = Net({"news.example": [number], "mixed.example": [PUBLIC, number]}, 1)
    for host in net.names:
        outcome = refused(fetcher(net).fetch(Wanted(f"http://{host}/")))
        assert number in outcome.reason
    assert net.dialled == []


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("at", [1, 2])
def test_no_number_is_connected_to_that_a_name_is_rebound_to(number: str, at: int) -> None:
    with serving(http(b"a page")) as outside:
        net = Net({"news.example": lambda before: [PUBLIC] if before < at else [number]}, outside.port)
        asking = fetcher(net)
        outcomes = [asking.fetch(Wanted(f"http://news.example/{count}")) for count in range(3)]
    assert net.dialled == [PUBLIC] * at, "robots.txt was asked for first, then pages, each by a look-up of its own"
    refused(outcomes[-1])
    assert sum(isinstance(outcome, Fetched) for outcome in outcomes) == at - 1


def test_each_connection_is_made_to_the_number_that_was_judged_and_the_name_is_not_looked_up_in_between() -> None:
    with serving(http(b"a page")) as outside:
        net = Net({"news.example": [PUBLIC]}, outside.port)
        fetcher(net).fetch(Wanted("http://news.example/"))
    assert len(net.resolved) == len(net.dialled) == 2


def test_a_robots_txt_that_leads_inside_is_not_followed() -> None:
    with serving(http(b"a page"), robots=redirect("http://169.254.169.254/latest/meta-data/")) as outside:
        net = Net({"news.example": [PUBLIC]}, outside.port)
        refused(fetcher(net).fetch(Wanted("http://news.example/")))
        assert outside.pages() == []
    assert net.dialled == [PUBLIC]


@pytest.mark.parametrize(
    "text",
    [
        "ftp://news.example/", "file:///etc/hosts", "gopher://news.example/", "news.example/page", "//news.example/",
        "http:news.example", "http:///page", "javascript:alert(1)", "data:text/html,x", "", "http://", "https://:443/",
        "http://news.example:0/", "http://news.example:65536/", "http://news.example:a/", "http://news.example:+80/",
        "http://news.example:８０/", "http://ne\nws.example/", "http://news.example/\x00", "http:\\\\news.example/",
        "http://[::1/", "http://[]/", "http://" + "a" * 64 + ".example/", "http://" + "a." * 200 + "example/",
        "http://news.example/" + "a" * 9000, "http://xn--\u2603.example/", "http://\ud800.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused_before_anything_is_looked_up(text: str) -> None:
    net = Net({}, 1)
    refused(fetcher(net).fetch(Wanted(text)))
    assert net.resolved == net.dialled == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("HTTP://NEWS.Example:80", "http://news.example/"),
        (" https://news.example./a/./b/../c \n", "https://news.example/a/c"),
        ("http://news.example/../../x/%2e%2E/y/..", "http://news.example/"),
        ("http://bücher.example/é?ü=ß&x=%20#top", "http://xn--bcher-kva.example/%C3%A9?%C3%BC=%C3%9F&x=%20"),
        ("http://8.8.8.8:8080?q", "http://8.8.8.8:8080/?q"),
        ("http://[2606:4700:0::1]/", "http://[2606:4700::1]/"),
        ("https://news.example//double//", "https://news.example//double//"),
        ("http://under_score.news.example:/", "http://under_score.news.example/"),
        ("http://news.example/\ud800", "http://news.example/%3F"),
    ],
)
def test_an_address_has_one_form(text: str, shown: str) -> None:
    assert str(address(text)) == shown
    assert address(shown) == address(text)


def test_ports_of_other_services_are_not_asked() -> None:
    net = Net({"news.example": [PUBLIC]}, 1)
    for port in (22, 25, 6379, 9200, 3000):
        outcome = refused(fetcher(net).fetch(Wanted(f"http://news.example:{port}/")))
        assert f"Allow news.example:{port} if you trust it." in outcome.reason
    assert net.resolved == []


def judged(guard: Guard, text: str, number: str | None = None) -> bool:
    asked = address(text)
    try:
        guard.admit(asked)
        guard.judge(asked, number or asked.host)
    except NotFetchedError:
        return False
    return True


@pytest.mark.parametrize(
    ("allow", "text", "number", "opens"),
    [
        ("127.0.0.1", "http://127.0.0.1/", None, True),
        ("127.0.0.1", "http://127.0.0.1:8080/", None, True),
        ("127.0.0.1", "http://127.0.0.1:6379/", None, False),
        ("127.0.0.1:6379", "http://127.0.0.1:6379/", None, True),
        ("127.0.0.1:6379", "http://127.0.0.1/", None, False),
        ("127.0.0.1:*", "http://127.0.0.1:1/", None, True),
        ("127.0.0.1", "http://127.0.0.2/", None, False),
        ("127.0.0.1", "http://localhost/", "127.0.0.1", True),
        ("127.0.0.1", "http://localhost/", "::1", False),
        ("localhost", "http://localhost/", "::1", True),
        ("[::1]:8000", "http://[::1]:8000/", None, True),
        ("::1", "http://[::1]/", None, True),
        ("10.1.0.0/16", "http://10.1.2.3/", None, True),
        ("10.1.0.0/16", "http://10.2.2.3/", None, False),
        ("10.1.0.0/16:3000", "http://wiki.example:3000/", "10.1.2.3", True),
        ("10.1.0.0/16:3000", "http://wiki.example:3000/", PUBLIC, False),
        ("wiki.example", "http://wiki.example/", "192.168.7.7", True),
        ("WIKI.example.", "http://wiki.example/", "192.168.7.7", True),
        ("wiki.example", "http://sub.wiki.example/", "192.168.7.7", False),
        ("wiki.example", "http://wiki.example/", "169.254.169.254", False),
        ("wiki.example", "http://wiki.example/", "100.100.100.200", False),
        ("wiki.example", "http://wiki.example/", "fd00:ec2::254", False),
        ("wiki.example", "http://wiki.example/", "224.0.0.1", False),
        ("169.254.0.0/16", "http://169.254.169.254/", None, True),
        ("wiki.example:3000", "http://wiki.example:3000/", PUBLIC, True),
        ("bücher.example", "http://xn--bcher-kva.example/", "10.0.0.1", True),
        ("fd00::/8", "http://[fd12::1]/", None, True),
        ("news.example", "http://other.example/", "10.0.0.1", False),
    ],
)
def test_what_the_user_allows_opens_that_and_nothing_else(allow: str, text: str, number: str, opens: bool) -> None:
    assert judged(Guard((allow,)), text, number) is opens


@pytest.mark.parametrize(
    "entry", ["", "http://news.example/", "a b", "10.0.0.0/99", "news.example:0", "x:y", "2130706433", "[::1"]
)
def test_an_entry_that_opens_nothing_is_an_error_with_its_remedy(entry: str) -> None:
    with pytest.raises(UsageError, match="HOST:PORT"):
        Guard((entry,))


def test_the_loopback_server_of_a_test_is_reached_by_allowing_exactly_it() -> None:
    def got(server: Server, guard: Guard | None) -> Outcome:
        return Fetcher(guard, QUICK).fetch(Wanted(server.url))

    with serving(http(b"a page")) as one, serving(http(b"another")) as other:
        assert isinstance(got(one, one.guard), Fetched)
        refused(got(other, one.guard))
        refused(got(one, None))
        assert other.accepted == 0


def test_no_public_host_leads_to_what_is_allowed_and_what_is_allowed_may_lead_on() -> None:
    with serving({"*": http(b"a secret"), "/on": redirect("/page")}) as inside:
        guard = Guard((f"127.0.0.1:{inside.port}", f"wiki.example:{inside.port}"))
        leading = redirect(f"http://127.0.0.1:{inside.port}/"), redirect(f"http://wiki.example:{inside.port}/")
        for answer in leading:
            with serving({"/": answer}) as outside:
                net = Net({"news.example": [PUBLIC], "wiki.example": ["127.0.0.1"]}, outside.port)
                outcome = refused(fetcher(net, guard=guard).fetch(Wanted("http://news.example/")))
                assert "A public host leads to" in outcome.reason
        assert inside.pages() == []
        assert isinstance(Fetcher(guard, QUICK).fetch(Wanted(f"{inside.url}/on")), Fetched)


def test_no_robots_txt_leads_to_what_is_allowed() -> None:
    with serving(http(b"User-agent: *\nDisallow:")) as inside:
        with serving(http(b"a page"), robots=redirect(inside.url)) as outside:
            net = Net({"news.example": [PUBLIC]}, outside.port)
            refused(fetcher(net, guard=inside.guard).fetch(Wanted("http://news.example/")))
        assert inside.accepted == 0


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_nothing_is_public_that_python_calls_special(number: IPv4Address | IPv6Address) -> None:
    if not number.is_global or number.is_multicast or number.is_reserved:
        assert range_of(number) is not None or number in TRANSLATED


@given(st.ip_addresses(v=4))
def test_a_translated_address_is_what_it_ends_in(number: IPv4Address) -> None:
    assert range_of(ip_address(int(IPv6Address("64:ff9b::")) + int(number))) == range_of(number)


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450::1", "64:ff9b::8.8.8.8", "172.32.0.1"]
)
def test_public_addresses_are_public(number: str) -> None:
    assert range_of(ip_address(number)) is None


@given(st.text(max_size=60) | st.from_regex(r"https?://[ -~]{0,60}", fullmatch=True))
def test_any_text_is_an_address_in_one_form_or_refused(text: str) -> None:
    try:
        found = address(text)
    except NotFetchedError:
        return
    assert isinstance(found, Address)
    assert address(str(found)) == found
    assert str(found).isascii()
    assert str(found).isprintable()


@given(st.text(max_size=80))
def test_any_place_to_be_led_to_is_an_address_or_refused(location: str) -> None:
    try:
        found = address(location, address("http://news.example/a/b?c"))
    except NotFetchedError:
        return
    assert address(str(found)) == found
