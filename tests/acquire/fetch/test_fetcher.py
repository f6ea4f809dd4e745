"""What a fetcher gives for servers that do as they should."""

from pathlib import Path

import pytest

from parley.acquire.fetch import wire
from parley.acquire.fetch.fetcher import Fetcher, agent
from parley.acquire.fetch.wanted import Fetched, Refused, Unchanged, Wanted
from parley.errors import UsageError
from tests.acquire.fetch.servers import (
    KEYS,
    PUBLIC,
    QUICK,
    Asked,
    Net,
    Server,
    fetcher,
    http,
    redirect,
    secured,
    serving,
)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PAGE = b"<p>The envoys met in Vellmar.</p>"


def got(server: Server, path: str = "/", **known: str) -> Fetched | Unchanged | Refused:
    with Fetcher(server.guard, QUICK) as asking:
        return asking.fetch(Wanted(server.url + path, **known))


def test_a_page_comes_with_what_its_headers_say() -> None:
    answer = http(
        PAGE, 'ETag: W/"a 1"', "Last-Modified: Sun, 02 Mar 2031 10:00:00 GMT", "Content-Type: Text/HTML; charset=UTF-8"
    )
    with serving(answer) as server:
        page = got(server, "/talks?day=2#top")
    assert page == Fetched(
        address=server.url + "/talks?day=2#top",
        final=server.url + "/talks?day=2",
        moved=None,
        content=PAGE,
        media="text/html",
        charset="utf-8",
        etag='W/"a 1"',
        modified="Sun, 02 Mar 2031 10:00:00 GMT",
    )


def test_parley_names_itself_and_sends_nothing_else_about_its_user() -> None:
    with serving(http(PAGE)) as server:
        got(server)
    headers = server.pages()[0].headers
    assert headers["user-agent"].startswith("Parley/")
    assert set(headers) == {"host", "user-agent", "accept-encoding", "accept", "accept-language", "connection"}


def test_the_user_agent_says_whom_to_write_to_or_how_to_refuse() -> None:
    assert "(+desk@news.example)" in agent("desk@news.example")
    assert "(robots.txt: Parley)" in agent(None)
    for contact in ("a b", "desk@news.example\r\nX: y", "ünïcode@news.example", "(x)", ""):
        with pytest.raises(UsageError):
            agent(contact)


def test_what_is_known_already_is_handed_back_verbatim_and_not_sent_again() -> None:
    def answer(asked: Asked) -> bytes:
        return http(status="304 Not Modified") if asked.headers.get("if-none-match") == 'W/"x, y"' else http(PAGE)

    with serving(answer) as server:
        assert got(server, etag='W/"x, y"') == Unchanged(server.url + "/")
        assert isinstance(got(server, etag='"z"'), Fetched)
        got(server, modified="Sun, 02 Mar 2031 10:00:00 GMT")
    assert server.pages()[-1].headers["if-modified-since"] == "Sun, 02 Mar 2031 10:00:00 GMT"


def test_an_etag_in_any_bytes_comes_back_as_it_was_and_one_with_a_line_break_is_not_sent() -> None:
    with serving(http(PAGE, 'ETag: "caf\u00e9"')) as server:
        first = got(server)
        assert isinstance(first, Fetched)
        assert first.etag
        got(server, etag=first.etag)
        got(server, etag='"a"\r\nX-Injected: 1', modified="\u2603")
    assert server.pages()[1].headers["if-none-match"] == first.etag
    assert {"x-injected", "if-none-match", "if-modified-since"}.isdisjoint(server.pages()[2].headers)


def test_a_304_that_nobody_asked_for_is_told() -> None:
    with serving(http(status="304 Not Modified")) as server:
        refused = got(server)
    assert isinstance(refused, Refused)
    assert refused.kind == "status"


def test_permanent_redirects_name_the_new_address_and_temporary_ones_do_not() -> None:
    replies = {
        "/a": redirect("/b", "301 Moved Permanently"),
        "/b": redirect("../c?d=é ü", "308 Permanent Redirect"),
        "/c?d=%C3%A9%20%C3%BC": http(PAGE),
        "/e": redirect("/a", "307 Temporary Redirect"),
    }
    with serving(replies) as server:
        moved, again = got(server, "/a"), got(server, "/e")
    assert isinstance(moved, Fetched)
    assert isinstance(again, Fetched)
    assert moved.moved == moved.final == server.url + "/c?d=%C3%A9%20%C3%BC"
    assert again.final == moved.final
    assert again.moved is None


def test_a_date_is_only_sent_to_the_address_that_it_was_asked_with() -> None:
    with serving({"/latest": redirect("/two"), "/two": http(PAGE)}) as server:
        got(server, "/latest", etag='"1"', modified="Sun, 02 Mar 2031 10:00:00 GMT")
    first, second = server.pages()
    assert "if-modified-since" in first.headers
    assert "if-modified-since" not in second.headers
    assert second.headers["if-none-match"] == '"1"'


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        ("404 Not Found", "status", "has nothing at this address"),
        ("410 Gone", "gone", "gone for good"),
        ("401 Unauthorized", "status", "a name and a password"),
        ("451 Unavailable For Legal Reasons", "status", "by law"),
        ("204 No Content", "status", "no page"),
        ("206 Partial Content", "status", "no page"),
        ("300 Multiple Choices", "status", "no page"),
        ("418 Teapot", "status", "(status 418)"),
        ("302 Found", "redirects", "without saying where to"),
    ],
)
def test_every_other_status_is_a_sentence(status: str, kind: str, words: str) -> None:
    with serving(http(PAGE, status=status)) as server:
        refused = got(server)
    assert isinstance(refused, Refused)
    assert (refused.kind, refused.wait) == (kind, None)
    assert words in refused.reason
    assert refused.reason.endswith(".")


def test_an_empty_page_is_a_page() -> None:
    with serving(http(b"", "Content-Encoding: gzip")) as server:
        page = got(server)
    assert isinstance(page, Fetched)
    assert (page.content, page.media, page.charset) == (b"", None, None)


def test_https_is_secured_for_the_name_though_the_connection_goes_to_a_number() -> None:
    with serving(http(PAGE), tls=secured("news.example")) as server:
        net = Net({"news.example": [PUBLIC]}, server.port)
        page = fetcher(net).fetch(Wanted("https://NEWS.example./"))
    assert isinstance(page, Fetched)
    assert page.final == "https://news.example/"
    assert server.pages()[0].headers["host"] == "news.example"
    assert set(net.dialled) == {PUBLIC}


@pytest.mark.parametrize(
    ("host", "key", "words"),
    [
        ("other.example", "news.example", "not valid for 'other.example'"),
        ("news.example", "expired", "expired"),
        ("news.example", "stranger", "self-signed"),
    ],
)
def test_a_certificate_that_does_not_hold_is_refused(host: str, key: str, words: str) -> None:
    with serving(http(PAGE), tls=secured(key)) as server:
        refused = fetcher(Net({host: [PUBLIC]}, server.port)).fetch(Wanted(f"https://{host}/"))
    assert isinstance(refused, Refused)
    assert refused.kind == "network"
    assert f"certificate of {host} does not hold" in refused.reason
    assert words in refused.reason
    assert server.asked == []


def test_https_where_nobody_speaks_it_is_a_sentence() -> None:
    with serving(http(PAGE), deaf=True) as server:
        refused = fetcher(Net({"news.example": [PUBLIC]}, server.port)).fetch(Wanted("https://news.example/"))
    assert isinstance(refused, Refused)
    assert refused.reason == "No secure connection to news.example can be made."


def test_a_redirect_from_https_to_http_is_not_followed() -> None:
    with serving(redirect("http://news.example/plain"), tls=secured("news.example")) as server:
        refused = fetcher(Net({"news.example": [PUBLIC]}, server.port)).fetch(Wanted("https://news.example/"))
    assert isinstance(refused, Refused)
    assert refused.kind == "redirects"
    assert "http://news.example/plain" in refused.reason


def test_the_next_number_of_a_host_is_tried_where_the_first_takes_no_connection() -> None:
    with serving(http(PAGE)) as server:
        net = Net({"news.example": ["8.8.4.4", PUBLIC]}, server.port)
        page = fetcher(net).fetch(Wanted("http://news.example/"))
    assert isinstance(page, Fetched)
    assert net.dialled[:2] == ["8.8.4.4", PUBLIC]


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(http(b"a proxy's")) as proxy, serving(http(PAGE)) as server:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        page = got(server)
    assert isinstance(page, Fetched)
    assert page.content == PAGE
    assert proxy.accepted == 0


def test_the_environment_cannot_make_the_keys_of_a_connection_be_written_down(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))
    monkeypatch.setenv("SSL_CERT_FILE", str(KEYS / "authority.pem"))
    wire.secured.cache_clear()
    try:
        assert wire.secured(None).keylog_filename is None
    finally:
        wire.secured.cache_clear()
