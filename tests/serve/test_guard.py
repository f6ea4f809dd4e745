"""Who may come in: host, origin, token and sizes; and the headers that every answer bears."""

import time
from collections.abc import Callable

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from parley.errors import UsageError
from parley.serve.door import COOKIE, Door
from parley.serve.guard import LONGEST_BODY, POLICY
from tests.serve.opened import TOKEN, Opened, client

ROUTES = ["/", "/reports", "/claims", "/help", "/stories", "/nothing/there", "/reports/r-none", "/static/none.css"]


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_bears_a_strict_policy_and_its_company(strait: TestClient, path: str) -> None:
    headers = strait.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8731", "", "a b"])
def test_a_name_that_is_not_ours_is_turned_away(strait: TestClient, host: str) -> None:
    answer = strait.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("host", ["127.0.0.1:8731", "localhost:9999", "LOCALHOST", "[::1]:8731", "127.8.8.8"])
def test_every_name_of_this_machine_is_let_in(strait: TestClient, host: str) -> None:
    assert strait.get("/help", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "http://127.0.0.1:8731", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
    ],
)
def test_a_change_from_elsewhere_is_refused(strait: TestClient, headers: dict[str, str]) -> None:
    answer = strait.post("/help/keys", data={"keys": "off"}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://127.0.0.1:8731"}, {"origin": "null", "sec-fetch-site": "same-origin"}],
)
def test_a_change_from_our_pages_is_made(strait: TestClient, headers: dict[str, str]) -> None:
    answer = strait.post("/help/keys", data={"keys": "off"}, headers=headers)
    assert answer.status_code == 303
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    strait.cookies.clear()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_no_other_method_is_known(strait: TestClient, method: str) -> None:
    assert strait.request(method, "/").status_code == 405


def test_what_is_too_much_is_refused_at_once(strait: TestClient) -> None:
    ours = {"origin": "http://127.0.0.1:8731"}
    many = "&".join(f"f{n}=1" for n in range(10_000))
    ranges = "bytes=" + ",".join(f"{n}-{n}" for n in range(101))
    asked: list[Callable[[], Response]] = [
        lambda: strait.post("/help/keys", content=many, headers=ours),
        lambda: strait.post("/help/keys", content=b"x" * (LONGEST_BODY + 1), headers=ours),
        lambda: strait.post("/help/keys", content=(b"x" * 2**16 for _ in range(40)), headers=ours),
        lambda: strait.get("/", headers={"range": ranges}),
        lambda: strait.get("/static/none.css", headers={"range": ranges}),
        lambda: strait.get("/claims?" + "&".join("a" * 2_000)),
        lambda: strait.get(f"/claims?words={'x' * 50_000}"),
    ]
    for number, ask in enumerate(asked):
        began = time.monotonic()
        assert 400 <= ask().status_code < 500, number
        assert time.monotonic() - began < 1


def test_another_address_needs_a_token_and_a_token_some_length() -> None:
    with pytest.raises(UsageError, match="--token"):
        Door("0.0.0.0")  # noqa: S104  refused, not bound
    with pytest.raises(UsageError, match="--token"):
        Door("192.0.2.7")
    with pytest.raises(UsageError, match="longer"):
        Door(token="short")  # noqa: S106  of this test alone
    for host in ("127.0.0.1", "::1", "localhost"):
        assert Door(host).token is None


def test_the_token_is_shown_once_and_then_a_strict_cookie(opened: Opened) -> None:
    with client(opened.source(), Door("0.0.0.0", token=TOKEN)) as guarded:  # noqa: S104  nothing is bound
        refused = guarded.get("/claims")
        assert refused.status_code == 401
        assert "parley serve" in refused.text
        for wrong in ("", "x", TOKEN + "x", TOKEN[:-1]):
            assert guarded.get("/claims", params={"token": wrong}).status_code == 401
        greeted = guarded.get("/", params={"token": TOKEN})
        assert greeted.status_code == 200
        assert "url=/" in greeted.headers["refresh"]
        assert "HttpOnly" in greeted.headers["set-cookie"]
        assert "samesite=strict" in greeted.headers["set-cookie"].lower()
        assert TOKEN not in greeted.headers["set-cookie"]
        assert TOKEN not in greeted.text
        assert guarded.get("/claims").status_code == 200
        guarded.cookies.clear()
        guarded.cookies.set(COOKIE, TOKEN)
        assert guarded.get("/claims").status_code == 401
        guarded.cookies.clear()
        assert guarded.get("/claims", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_behind_a_token_a_strangers_name_is_turned_away_all_the_same(opened: Opened) -> None:
    with client(opened.source(), Door("0.0.0.0", token=TOKEN)) as guarded:  # noqa: S104  nothing is bound
        asked = {"authorization": f"Bearer {TOKEN}"}
        assert guarded.get("/help", headers={"host": "evil.example", **asked}).status_code == 421
        assert guarded.get("/help", headers={"host": "192.0.2.7:8731", **asked}).status_code == 200
