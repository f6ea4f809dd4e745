"""Servers that lie, break off, drip, never end or lead in circles: each is one clear sentence, in time and bounds."""

import gc
import itertools
import socket
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.guard import Guard
from parley.acquire.fetch.limits import Limits
from parley.acquire.fetch.wanted import Fetched, Refused, Unchanged, Wanted
from parley.acquire.fetch.world import World
from tests.acquire.fetch.servers import (
    PUBLIC,
    QUICK,
    Asked,
    Net,
    Reply,
    Server,
    endless,
    fetcher,
    http,
    redirect,
    secured,
    serving,
)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

HEAD = b"HTTP/1.1 200 OK\r\n"


def refused(server: Server, limits: Limits = QUICK, path: str = "/") -> Refused:
    outcome = Fetcher(server.guard, limits).fetch(Wanted(server.url + path))
    assert isinstance(outcome, Refused), outcome
    assert outcome.address == server.url + path
    assert outcome.reason.endswith(".")
    assert "\n" not in outcome.reason
    assert len(outcome.reason) < 400
    return outcome


def drip(head: bytes, every: float) -> Reply:
    """A byte of a body without end from time to time."""

    def pieces(asked: Asked) -> Iterator[bytes]:
        yield head
        while True:
            time.sleep(every)
            yield b"x"

    return pieces


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"", "closed the connection without an answer"),
        (b"SSH-2.0-OpenSSH_9.9\r\n\r\n", "is no HTTP"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "is no HTTP"),
        (b"\x00\x01\x02\x03" * 20 + b"\r\n\r\n", "is no HTTP"),
        (HEAD + b"no header at all\r\n\r\n", "is no HTTP"),
        (HEAD + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nabcdefg", "is no HTTP"),
        (HEAD + b"Content-Length: minus one\r\n\r\nabc", "is no HTTP"),
        (HEAD + b"Content-Length: -4\r\n\r\nabc", "is no HTTP"),
        (HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "is no HTTP"),
        (HEAD + b"X: a\x00b\r\n\r\n", "is no HTTP"),
        (HEAD[:10], "is no HTTP"),
        (b"\r\n" * 100_000, "is no HTTP"),
        (http(b"abc", length=10), "broke off in the middle of its answer, after 3 of 10 bytes"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabc", "broke off in the middle of its answer, after 3 bytes"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", "broke off in the middle"),
    ],
)
def test_what_is_no_answer_is_a_sentence(answer: bytes, words: str) -> None:
    with serving(answer) as server:
        outcome = refused(server)
    assert outcome.kind == "network"
    assert words in outcome.reason
    assert outcome.wait == QUICK.back_off


def test_what_stands_behind_the_announced_length_is_not_taken_for_the_page() -> None:
    with serving(http(b"whole page and more", length=10)) as server:
        outcome = Fetcher(server.guard, QUICK).fetch(Wanted(server.url))
    assert isinstance(outcome, Fetched)
    assert outcome.content == b"whole page"


def test_a_page_without_a_length_ends_where_the_connection_does() -> None:
    with serving(http(b"a page", length=-1)) as server:
        outcome = Fetcher(server.guard, QUICK).fetch(Wanted(server.url))
    assert isinstance(outcome, Fetched)
    assert outcome.content == b"a page"


def test_a_body_without_end_is_cut_at_the_bound() -> None:
    limits = replace(QUICK, content=200_000, wire=10_000_000)
    with serving(endless(HEAD + b"\r\n", b"x" * 65536)) as server:
        outcome = refused(server, limits)
    assert (outcome.kind, outcome.reason) == (
        "size",
        "There is more than 200000 bytes of it, which is beyond the bound.",
    )


def test_more_over_the_wire_than_the_bound_is_cut_whatever_it_would_be() -> None:
    chunk = b"1;" + b"e" * 1000 + b"\r\nx\r\n"
    with serving(endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", chunk * 50)) as server:
        outcome = refused(server, replace(QUICK, wire=300_000))
    assert outcome.kind == "size"
    assert "more than 300000 bytes" in outcome.reason


def test_an_announced_length_beyond_the_bound_is_refused_before_it_is_read() -> None:
    with serving(http(b"", length=10**12)) as server:
        outcome = refused(server)
    assert outcome.kind == "size"
    assert "announces 1000000000000 bytes" in outcome.reason


@pytest.mark.parametrize(
    "answer",
    [
        endless(HEAD, b"X-Filler: " + b"x" * 1000 + b"\r\n"),
        endless(HEAD + b"X-Filler: ", b"x" * 1000),
        endless(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
        endless(b"H"),
    ],
)
def test_headers_without_end_are_cut_at_the_bound(answer: Reply) -> None:
    with serving(answer) as server:
        outcome = refused(server)
    assert (outcome.kind, outcome.wait) == ("size", None)
    assert "more than 65536 bytes of headers" in outcome.reason


@pytest.mark.parametrize("head", [b"", HEAD, HEAD + b"\r\n", HEAD + b"Content-Encoding: gzip\r\n\r\n"])
def test_a_server_that_drips_is_left_when_the_time_is_up(head: bytes) -> None:
    began = time.monotonic()
    with serving(drip(head, 0.02)) as server:
        outcome = refused(server, replace(QUICK, seconds=0.4))
    assert outcome.kind in {"time", "encoding"}
    assert time.monotonic() - began < 2


def test_a_server_that_takes_the_request_and_says_nothing_is_left_at_the_bound_of_the_first_byte() -> None:
    over = Event()

    def silent(asked: Asked) -> Iterator[bytes]:
        over.wait(20)
        yield b""

    began = time.monotonic()
    with serving(silent) as server:
        outcome = refused(server, replace(QUICK, first=0.2, seconds=30))
        took = time.monotonic() - began
        over.set()
    assert outcome.kind == "time"
    assert outcome.reason.startswith("127.0.0.1 did not answer within 0.2")
    assert outcome.wait == QUICK.back_off
    assert took < 10, "the server says nothing for twenty seconds"


def test_a_handshake_that_drips_is_left_when_the_time_is_up() -> None:
    began = time.monotonic()
    with serving(drip(b"\x16\x03\x03\x40\x00", 0.02), deaf=True) as server:
        net = Net({"news.example": [PUBLIC]}, server.port)
        outcome = fetcher(net, limits=replace(QUICK, first=0.3)).fetch(Wanted("https://news.example/"))
    assert isinstance(outcome, Refused)
    assert outcome.kind == "time"
    assert time.monotonic() - began < 2


def test_the_time_of_a_fetch_is_that_of_all_its_redirects() -> None:
    def slow(asked: Asked) -> Iterator[bytes]:
        time.sleep(0.15)
        yield redirect(f"/{asked.number}")

    began = time.monotonic()
    with serving(slow) as server:
        outcome = refused(server, replace(QUICK, seconds=0.5, redirects=50))
    assert outcome.kind == "time"
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        ({"/": redirect("/")}, "lead in a circle"),
        ({"/": redirect("/b"), "/b": redirect("/c"), "/c": redirect("/b#x")}, "lead in a circle"),
        ({"*": lambda asked: redirect(f"/{asked.number}")}, "more than 10 redirects"),
    ],
)
def test_redirects_end(replies: dict[str, Reply], words: str) -> None:
    with serving(replies) as server:
        outcome = refused(server)
    assert outcome.kind == "redirects"
    assert words in outcome.reason
    assert len(server.pages()) <= 11


@pytest.mark.parametrize(
    "location",
    ["ftp://127.0.0.1/", "http://[::1", "javascript:alert(1)", "http://a b/", "//@/", "http://x:99999/"],
)
def test_a_redirect_to_what_is_no_address_is_a_sentence(location: str) -> None:
    with serving(redirect(location)) as server:
        assert refused(server).kind == "guard"


def test_a_host_that_nobody_knows_is_a_sentence() -> None:
    outcome = fetcher(Net({}, 1)).fetch(Wanted("http://nowhere.example/"))
    assert isinstance(outcome, Refused)
    assert outcome.kind == "network"
    assert outcome.wait == pytest.approx(QUICK.back_off, abs=0.1)
    assert outcome.reason == "nowhere.example is not known, or there is no connection to look it up."


def test_a_lookup_that_hangs_is_not_waited_for() -> None:
    over = Event()

    def hang(host: str, port: int) -> tuple[str, ...]:
        over.wait(20)
        return ()

    began = time.monotonic()
    asking = Fetcher(limits=replace(QUICK, first=0.2), world=World(resolve=hang))
    outcome = asking.fetch(Wanted("http://slow.example/"))
    took = time.monotonic() - began
    over.set()
    assert isinstance(outcome, Refused)
    assert outcome.kind == "time"
    assert took < 10, "the lookup hangs for twenty seconds"


def test_a_port_where_nobody_listens_is_a_sentence() -> None:
    with serving(http(b"")) as server:
        pass
    outcome = Fetcher(Guard((f"127.0.0.1:{server.port}",)), QUICK).fetch(Wanted(server.url))
    assert isinstance(outcome, Refused)
    assert outcome.kind == "network"
    assert "takes no connection" in outcome.reason


def test_a_secured_server_that_breaks_off_is_a_sentence() -> None:
    with serving(http(b"abc", length=10), tls=secured("news.example")) as server:
        outcome = fetcher(Net({"news.example": [PUBLIC]}, server.port)).fetch(Wanted("https://news.example/"))
    assert isinstance(outcome, Refused)
    assert outcome.kind == "network"


@pytest.mark.parametrize("ends", ["in the open", "as it should"])
def test_a_secured_page_without_a_length_has_to_say_where_it_ends(ends: str) -> None:
    with serving(http(b"a page", length=-1), tls=secured("news.example"), polite=ends == "as it should") as server:
        robots = http(status="404 Not Found")
        server.robots = robots
        outcome = fetcher(Net({"news.example": [PUBLIC]}, server.port)).fetch(Wanted("https://news.example/"))
    assert isinstance(outcome, Fetched if ends == "as it should" else Refused), outcome


LINES = (b"HTTP/1.1 200 OK", b"HTTP/1.0 200", b"HTTP/1.1 304 X", b"HTTP/1.1 302 F", b"HTTP/1.1 503 B", b"?")
HEADERS = (
    b"Content-Length: 5", b"Content-Length: 0x5", b"Content-Length: 99", b"Transfer-Encoding: chunked",
    b"Transfer-Encoding: x", b"Content-Encoding: gzip", b"Content-Encoding: br, gzip", b"Location: http://[",
    b"Location: /x", b"Location: \xff\xfe", b"Location: //", b"Retry-After: \xb2", b"Retry-After: -1", b"ETag: \xff",
    b"Content-Type: \xe9;charset=\xe9", b"Date: x", b" folded", b"no colon", b": empty", b"Connection: keep-alive",
)  # fmt: skip
BODIES = (b"5\r\nhello\r\n0\r\n\r\n", b"ffffffffffffffff\r\n", b"-1\r\n", b"0\r\n")


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(LINES),
    st.lists(st.sampled_from(HEADERS) | st.binary(max_size=30), max_size=6),
    st.sampled_from(BODIES) | st.binary(max_size=60),
)
def test_whatever_a_server_sends_nothing_is_raised(line: bytes, headers: list[bytes], body: bytes) -> None:
    answer = b"\r\n".join([line, *headers, b"", b""]) + body

    kept: list[socket.socket] = []

    def plugged(number: str, port: int, seconds: float) -> socket.socket:
        ours, theirs = socket.socketpair()
        theirs.sendall(answer)
        theirs.shutdown(socket.SHUT_WR)
        kept.append(theirs)
        return ours

    quiet = replace(QUICK, patience=0.0, redirects=2)
    world = World(resolve=lambda host, port: (PUBLIC,), dial=plugged)
    outcome = Fetcher(limits=quiet, world=world).fetch(Wanted("http://news.example/a", '"x"'))
    for each in kept:
        each.close()
    assert isinstance(outcome, Fetched | Refused | Unchanged)
    if isinstance(outcome, Refused):
        assert outcome.reason.isprintable()


def test_no_socket_is_left_open_by_any_of_them(recwarn: pytest.WarningsRecorder) -> None:
    answers: Iterable[bytes] = (b"", HEAD, http(b"abc", length=10), redirect("/"), http(b"abc", "Content-Encoding: br"))
    for answer, limits in itertools.product(answers, (QUICK, replace(QUICK, headers=10))):
        with serving(answer) as server:
            refused(server, limits)
    gc.collect()
    assert [str(each.message) for each in recwarn if issubclass(each.category, ResourceWarning)] == []
