"""What a user does to watch feeds, at the command line, against a server on loopback."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from parley.archive.archive import Archive
from parley.cli_watch import Ending
from tests.acquire.fetch.servers import Asked, http, serving
from tests.journeys.refused import refused
from tests.journeys.test_command_line import parley
from tests.watch.shelf import page, rss

local_only = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

ITEM = "<item><title>Article</title><link>/1</link></item>"
OPML = """<opml version="2.0"><head/><body><outline text="World"><outline type="rss" text="Talks" xmlUrl="{url}/feed"/>
<outline type="rss" text="Odd" xmlUrl="file:///x"/></outline></body></opml>"""


@pytest.fixture
def kept(tmp_path: Path) -> str:
    Archive.make(tmp_path / "kept.parley")
    return str(tmp_path / "kept.parley")


@local_only
def test_a_feed_from_first_to_last(kept: str, tmp_path: Path) -> None:
    told = ["They met nine times."]

    def article(asked: Asked) -> bytes:
        return http(page("The talks go on", told[0]), "Content-Type: text/html")

    def feed(asked: Asked) -> bytes:
        if asked.headers.get("if-none-match") == '"1"':
            return http(b"", 'ETag: "1"', status="304 Not Modified")
        return http(rss(ITEM, "<item><title>Nothing</title></item>"), 'ETag: "1"', "Content-Type: application/rss+xml")

    front = (
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body><p>x</p></body></html>'
    )
    with serving({"/": http(front, "Content-Type: text/html"), "/feed": feed, "/1": article}) as server:
        go = ("watch", kept, "--allow", f"127.0.0.1:{server.port}", "--engine", "rules")
        added = parley("watch", "add", kept, f"{server.url}/", "--story", "harbour")
        assert (added.returncode, added.stdout) == (0, f"watched  {server.url}/\n")
        first = parley(*go)
        assert first.returncode == 0, first.stderr
        told_of = "Feeds told of 2 items, of which 1 could not be read."
        assert f"3 asked: 1 new, 0 changed, 0 unchanged, 0 failed. {told_of}" in first.stdout
        assert f"its feed is {server.url}/feed" in first.stdout
        assert "only the title 'Nothing'" in first.stderr
        identity = next(line for line in first.stdout.splitlines() if line.startswith("new")).split()[1]
        again = parley(*go, "--quiet")
        assert (again.returncode, again.stdout, again.stderr) == (0, "", ""), "nothing is due"
        listed = parley("watch", "list", kept)
        assert listed.stdout.startswith(f"feed  The Example  {server.url}/feed  story harbour  answered ")
        unchanged = parley(*go, "--now")
        assert "1 asked: 0 new, 0 changed, 1 unchanged, 0 failed. Next due: " in unchanged.stdout
        assert parley("watch", "add", kept, f"{server.url}/1", "--page").returncode == 0
        told[0] = "They met seven times."
        assert "0 asked: nothing is watched for the story 'river'." in parley(*go, "--now", "--story", "river").stdout
        assert "0 asked: nothing is due yet; --now asks all" in parley(*go).stdout
        changed = parley(*go, "--now", "--story", "harbour")
        assert f"follows {identity}" in changed.stdout, changed.stdout + changed.stderr
    versions = parley("archive", "versions", kept, identity)
    assert versions.returncode == 0, versions.stderr
    assert "They met [-nine-] {+seven+} times." in versions.stdout
    assert "version: " in parley("archive", "show", kept, identity).stdout
    assert parley("archive", "versions", kept, f"{server.url}/1").stdout == versions.stdout
    assert "2 reports" in parley("archive", "show", kept).stdout
    exported = parley("watch", "export", kept)
    assert f'xmlUrl="{server.url}/feed"' in exported.stdout
    assert parley("watch", "remove", kept, f"{server.url}/").stdout == f"removed  {server.url}/feed\n"
    (tmp_path / "list.opml").write_text(OPML.format(url=server.url))
    taken = parley("watch", "import", kept, str(tmp_path / "list.opml"))
    assert taken.stdout == "1 watched.\n"
    assert "not of the web" in taken.stderr
    assert "World  Talks  " in parley("watch", "list", kept).stdout
    assert parley("watch", "export", kept, str(tmp_path / "out.opml")).returncode == 0
    assert '<outline text="World">' in (tmp_path / "out.opml").read_text()
    assert parley("archive", "verify", kept).returncode == 0


@local_only
def test_watching_for_ever_ends_with_control_c(kept: str) -> None:
    replies = {"/feed": http(rss(ITEM)), "/1": http(page("The talks go on"), "Content-Type: text/html")}
    with serving(replies) as server:
        parley("watch", "add", kept, f"{server.url}/feed")
        words = ("watch", kept, "--forever", "--every", "1", "--allow", f"127.0.0.1:{server.port}", "--engine", "rules")
        with subprocess.Popen(
            [sys.executable, "-u", "-m", "parley", *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUTF8": "1"},
        ) as run:  # fmt: skip
            assert run.stdout is not None
            for line in run.stdout:
                if "asked:" in line:
                    run.send_signal(signal.SIGINT)
                    break
            out, err = run.communicate(timeout=60)
    assert run.returncode == 0, err
    assert "Ended; all that was told of is kept." in err
    assert "Traceback" not in err + out


def test_control_c_that_meets_an_object_being_deleted_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    class Deleted:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    lost: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lost.append)
    ending, before = Ending(), signal.getsignal(signal.SIGINT)
    with ending.heard():
        Deleted()
    assert len(lost) == 1, "Python drops it"
    assert ending.asked
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(KeyboardInterrupt), Ending().heard():
        signal.raise_signal(signal.SIGINT)


@local_only
def test_a_round_in_which_everything_fails_ends_with_a_status(kept: str) -> None:
    with serving({}) as server:
        parley("watch", "add", kept, f"{server.url}/feed")
        done = parley("watch", kept, "--allow", f"127.0.0.1:{server.port}")
    assert done.returncode == 3
    assert "404" in done.stderr
    assert "parley watch list" in done.stderr
    assert "failed once: " in parley("watch", "list", kept).stdout


def test_this_machine_is_not_asked_unless_it_is_allowed(kept: str) -> None:
    parley("watch", "add", kept, "http://127.0.0.1:9/feed")
    done = parley("watch", kept)
    assert done.returncode == 3
    assert "refused" in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["watch", "kept.parley"], 2, "parley watch add"),
        (["watch", "none.parley"], 6, "parley archive init"),
        (["watch", "add", "kept.parley", "news.example/feed"], 2, "https://news.example/feed"),
        (["watch", "add", "kept.parley", "file:///etc/passwd"], 2, "not of the web"),
        (["watch", "remove", "kept.parley", "https://news.example/"], 2, "parley watch list"),
        (["watch", "import", "kept.parley", "none.opml"], 2, "Name an OPML file"),
        (["watch", "import", "kept.parley", "kept.parley"], 2, "OPML"),
        (["watch", "export", "kept.parley", "none/out.opml"], 5, "cannot be written"),
        (["watch", "kept.parley", "--contact", "a b"], 2, "cannot be named"),
        (["archive", "versions", "kept.parley", "r-none"], 2, "parley archive search"),
    ],
)
def test_bad_requests_end_with_one_line_a_remedy_and_a_status(  # noqa: PLR0917  three fixtures and a row of the table
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Archive.make(Path("kept.parley"))
    assert said in refused(words, status, monkeypatch, capsys)
