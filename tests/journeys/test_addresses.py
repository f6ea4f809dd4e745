"""From the address of a page to a dossier or an archive, over a server on loopback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from parley.archive.archive import Archive
from parley.desk import Desk
from parley.errors import InputError, UsageError
from tests.acquire.fetch.servers import http, redirect, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

WORDS = """<p>Delegates of Aldra and Teremen met in Vellmar on Monday, the Aldran foreign ministry said.</p>
<p>"We will not give up the upper dam," Foreign Minister Tova Lindqvist said after the first round.</p>
<p>Teremen's chief negotiator, Rasko Imre, called the talks useful and announced a second round for 9 March.</p>"""
PAGE = f"""<!doctype html><html lang="en"><head><title>Talks open in Vellmar</title>
<meta property="article:published_time" content="2031-03-03"></head>
<body><article><h1>Talks open in Vellmar</h1>{WORDS}</article></body></html>""".encode()


def test_a_page_is_read_as_a_saved_one_with_its_address_known(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    with serving(
        {"/old": redirect("/talks"), "/talks": http(PAGE, "Content-Type: text/html; charset=utf-8")}
    ) as server:
        desk = Desk(allow=server.guard.allow)
        dossier = desk.read(f"{server.url}/old", today="2031-03-09")
        both = desk.read(f"{server.url}/old", str(tmp_path), f"{server.url}/old", today="2031-03-09")
    saved = Desk().read(tmp_path, today="2031-03-09")
    (report,), (other,) = dossier.reports, saved.reports
    assert (report.id, report.text, report.published) == (other.id, other.text, other.published)
    assert report.url == f"{server.url}/talks"
    assert {sighting.file for sighting in both.reports[0].sightings} == {f"{server.url}/old", "page.html"}
    assert len(server.pages()) == 4, "an address is asked for once, however often it is named"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (http(b"\x89PNG", "Content-Type: image/png"), "image/png, which is no page"),
        (http(status="404 Not Found"), "has nothing at this address (status 404). Save the page in your browser"),
        (http(status="503 Busy"), "Try again in 30 seconds."),
        (http(b"<html><body></body></html>", "Content-Type: text/html"), "no article was found"),
        (http(b""), "is empty"),
    ],
)
def test_what_cannot_be_fetched_or_read_stands_under_problems(answer: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    with serving(answer) as server:
        dossier = Desk(allow=server.guard.allow).read(tmp_path, f"{server.url}/a", today="2031-03-09")
    (problem,) = dossier.problems
    assert problem.file == f"{server.url}/a"
    assert words in problem.reason


def test_an_address_that_is_not_public_is_not_asked_for_unless_it_is_allowed() -> None:
    with serving(http(PAGE)) as server:
        with pytest.raises(InputError, match="this machine, no public address"):
            Desk().read(f"{server.url.upper()}/talks")
        assert server.accepted == 0
    with pytest.raises(UsageError, match="no host that can be allowed"):
        Desk(allow=("http://x/",)).read("http://news.example/")


def test_nothing_is_asked_for_where_a_file_that_was_named_too_is_not_there() -> None:
    with serving(http(PAGE)) as server:
        with pytest.raises(UsageError, match="no file or folder"):
            Desk(allow=server.guard.allow).read(server.url, "not-there.txt")
        assert server.accepted == 0


def test_the_commands_take_addresses(tmp_path: Path) -> None:
    def parley(*words: str) -> None:
        subprocess.run([sys.executable, "-m", "parley", *words], check=True, capture_output=True, timeout=120)

    out, kept = tmp_path / "out", tmp_path / "talks.parley"
    with serving(http(PAGE, "Content-Type: text/html")) as server:
        allow = ("--allow", server.guard.allow[0])
        parley("read", f"{server.url}/talks", "--out", str(out), "--format", "json", *allow)
        parley("archive", "init", str(kept))
        parley("archive", "add", str(kept), f"{server.url}/talks", *allow)
    (report,) = json.loads((out / "dossier.json").read_text())["reports"]
    with Archive.open(kept) as archive:
        (held,) = archive.reports(None)
    assert held.id == report["id"]
    assert held.url == f"{server.url}/talks"
