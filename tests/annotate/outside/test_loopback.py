"""The only socket of Parley: which addresses it takes, and what it makes of servers that misbehave."""

import socket
import time
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.annotate.outside import loopback
from parley.annotate.outside.loopback import LARGEST, Address, NoAnswer, address, exchange
from parley.errors import UsageError
from tests.annotate.outside.server import MODELS, Served, http, serving

local_only = pytest.mark.allow_hosts(["127.0.0.1", "::1"])


@pytest.mark.parametrize(
    ("url", "host", "port", "base"),
    [
        ("http://127.0.0.1:8080", "127.0.0.1", 8080, "/v1"),
        ("http://127.8.9.1:1/v1/", "127.8.9.1", 1, "/v1"),
        ("http://localhost", "localhost", 80, "/v1"),
        ("http://LOCALHOST:11434/api/v1/chat/completions", "localhost", 11434, "/api/v1"),
        ("http://[::1]:8080/deep", "::1", 8080, "/deep/v1"),
    ],
)
def test_addresses_of_this_machine_are_taken(url: str, host: str, port: int, base: str) -> None:
    assert address(url) == Address(host, port, base)


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1:8080", "http://10.0.0.1", "http://0.0.0.0:8080", "http://[::]:80", "http://169.254.169.254",
        "http://news.example", "http://localhost.news.example", "http://127.0.0.1.news.example", "http://127.1",
        "http://2130706433", "http://0x7f000001", "http://0177.0.0.1", "http://[::ffff:127.0.0.1]", "http://[fe80::1]",
        "http://[::1%25eth0]", "http://127.0.0.1@192.0.2.1", "http://user:secret@127.0.0.1", "https://127.0.0.1",
        "ftp://127.0.0.1", "file:///etc/passwd", "127.0.0.1:8080", "localhost:8080", "", "http://", "http://[::1",
        "http://127.0.0.1:99999", "http://127.0.0.1:0", "http://127.0.0.1:port", "http://127.0.0.1/?q=1",
        "http://127.0.0.1/a b", "http://127.0.0.1/é", "http://①27.0.0.1", "http://127.0.0.1\\@news.example",
    ],
)  # fmt: skip
def test_every_other_address_is_refused_with_a_remedy(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        address(url)
    assert "127.0.0.1" in caught.value.remedy


def test_localhost_is_never_looked_up() -> None:
    assert address("http://localhost").numbers == ("127.0.0.1", "::1")


def fetched(served: Served, *, seconds: float = 5.0) -> bytes | NoAnswer:
    with serving(served):
        return exchange(address(served.url), "GET", "/models", seconds=seconds)


@local_only
def test_an_answer_comes_whole() -> None:
    assert fetched(Served()) == MODELS


@local_only
def test_chunks_are_put_together() -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    assert fetched(Served(models=chunked)) == b"abcde"


@local_only
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (http(b"", status="500 Broken"), "status 500"),
        (http(b"", status="404 Not Found"), "status 404"),
        (http(b"", status="302 Found", headers="Location: http://192.0.2.1/\r\n"), "not followed"),
        (http(b"abc", length=10), "broke off"),
        (http(b"abc", length=10**18), "broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + b"x" * (LARGEST + 1), "bytes"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (LARGEST + 1), "bytes"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * (LARGEST // 20), "bytes"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffff\r\nabc", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nabc", "broke off"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5000 + b"\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n", "broke off"),
        (b"HTTP/1.1 99999 OK\r\n\r\n", "broke off"),
        (b"SSH-2.0-OpenSSH_9.9\r\n", "broke off"),
        (b"\x00\xff\x00", "broke off"),
        (b"", "broke off"),
    ],
)
def test_a_server_that_misbehaves_gives_a_reason_of_our_own(sent: bytes, said: str) -> None:
    answer = fetched(Served(models=sent))
    assert isinstance(answer, NoAnswer)
    assert said in answer.reason
    assert answer.heard


@local_only
def test_a_server_that_says_nothing_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        answer = exchange(Address("127.0.0.1", silent.getsockname()[1], "/v1"), "GET", "/models", seconds=0.2)
    assert isinstance(answer, NoAnswer)
    assert "within 0.2 seconds" in answer.reason
    assert time.monotonic() - began < 2


@local_only
def test_where_nothing_listens_nothing_is_heard() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    answer = exchange(Address("127.0.0.1", port, "/v1"), "GET", "/models", seconds=1)
    assert answer == NoAnswer("does not answer", heard=False)


@local_only
def test_localhost_reaches_this_machine() -> None:
    with serving(Served()) as served:
        assert exchange(Address("localhost", served.port, "/v1"), "GET", "/models", seconds=5) == MODELS


def test_a_line_that_ends_elsewhere_is_not_spoken_on(monkeypatch: pytest.MonkeyPatch) -> None:
    class Astray:
        """A socket that a rule of the machine's own network has led away."""

        closed = False

        def __init__(self, *_: object) -> None:
            pass

        def settimeout(self, _: float) -> None:
            pass

        def connect(self, _: object) -> None:
            pass

        def getpeername(self) -> tuple[str, int]:
            return ("192.0.2.1", 8080)

        def close(self) -> None:
            Astray.closed = True

    names = {name: getattr(socket, name) for name in ("AF_INET", "AF_INET6", "SOCK_STREAM")}
    monkeypatch.setattr(loopback, "socket", SimpleNamespace(socket=Astray, **names))
    answer = exchange(Address("127.0.0.1", 8080, "/v1"), "POST", "/chat/completions", b"secret", seconds=1)
    assert answer == NoAnswer("does not answer", heard=False)
    assert Astray.closed


@local_only
def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://192.0.2.1:3128")
    assert fetched(Served()) == MODELS


status_lines = st.sampled_from(
    [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200\r\n", b"HTTP/1.1 100 Go\r\n\r\n", b"HTTP/9 x\r\n", b""]
)
header_lines = st.sampled_from(
    [
        b"Content-Length: 3\r\n", b"Content-Length: -3\r\n", b"Content-Length: x\r\n", b"Content-Length: \xb2\r\n",
        b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b": \r\n", b" folded\r\n", b"\xff: \x00\r\n",
        b"Connection: keep-alive\r\n", b"no colon\r\n",
    ]
)  # fmt: skip
bodies = st.sampled_from(
    [b"abc", b"3\r\nabc\r\n0\r\n\r\n", b"-1\r\n", b"ffffffffff\r\na", b"3;x\r\nab", b"0\r\nA: b\r\n"]
)
answers = st.builds(
    lambda first, headers, last: b"".join([first, *headers, b"\r\n", *last]),
    status_lines, st.lists(header_lines, max_size=4), st.lists(bodies | st.binary(max_size=9), max_size=3),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(answers | st.binary(max_size=80))
def test_whatever_bytes_come_back_there_is_a_body_or_a_reason(sent: bytes) -> None:
    ours, theirs = socket.socketpair()
    with theirs, patch.object(loopback, "_connected", lambda *_: ours):
        theirs.sendall(sent)
        theirs.shutdown(socket.SHUT_WR)
        answer = exchange(Address("127.0.0.1", 80, "/v1"), "GET", "/models", seconds=2)
    assert isinstance(answer, bytes | NoAnswer)
