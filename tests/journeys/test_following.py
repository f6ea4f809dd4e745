"""docs/following.md to the letter: a feed that grows, a page that is corrected, decisions and visits that stay."""

from pathlib import Path

from tests.acquire.fetch.servers import http, serving
from tests.journeys.test_command_line import parley
from tests.journeys.test_watch import local_only

OPENING = "The harbour talks between Kestria and Tolmara went on in Sarn on Friday, after a week without any meeting."
DOSTI = "Mirela Dosti, the chief negotiator of Kestria, said on Friday that the talks would go on in the harbour."
FREED = "The shelling of Sarn killed 140 sailors in the old port on Friday, the harbour police said."
QUADE = "The envoy of Tolmara, Anselm Quade, said in Sarn that Tolmara rejects an open harbour while the talks last."
LATER = "Kestria and Tolmara will meet again in Sarn on Monday, Mirela Dosti told reporters after the harbour talks."


def article(title: str, *words: str) -> bytes:
    body = "".join(f"<p>{each}</p>" for each in words)
    head = f"<!doctype html><html lang=en><head><title>{title}</title></head>"
    page = f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>"
    return http(page.encode(), "Content-Type: text/html; charset=utf-8")


def feed(*names: str) -> bytes:
    items = "".join(f"<item><title>{name}</title><link>/{name}</link><guid>{name}</guid></item>" for name in names)
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Gull</title>{items}</channel></rss>'
    return http(rss.encode(), "Content-Type: application/rss+xml")


def told(*words: str) -> str:
    """What a command prints; it must end well."""
    done = parley(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout


@local_only
def test_a_negotiation_is_followed_from_an_empty_folder(tmp_path: Path) -> None:
    talks, out = str(tmp_path / "talks.parley"), tmp_path / "dossier"
    first, second = article("Harbour talks go on", OPENING, DOSTI, FREED), article("Tolmara says no", OPENING, QUADE)
    replies = {"/feed.xml": feed("first", "second", ""), "/first": first, "/second": second}
    with serving(replies) as server:
        watch = ("watch", talks, "--allow", f"127.0.0.1:{server.port}", "--now")
        told("archive", "init", talks)
        told("watch", "add", talks, f"{server.url}/feed.xml")
        round_one = told(*watch)
        assert "2 new, 0 changed" in round_one
        assert round_one.count("\nopened ") == 1
        story = round_one.partition("\nopened   ")[2].split()[0]
        assert "rename" in told("archive", "name", talks, story, "--as", "river talks")
        assert "2 new reports" in told("changes", talks, "--story", "river talks", "--seen")
        on = ("decide", talks, "--story", story[:6])
        told(*on, "rename", "Mirela Dosti", "--as", "Mirela Doste", "--reason", "so she signs", "--by", "ana")
        replies = {
            "/feed.xml": feed("first", "second", "third"),
            "/third": article("Next round on Monday", LATER, OPENING),
        }
        server.replies.update(replies)
        server.replies["/first"] = article("Harbour talks go on", QUADE, OPENING, DOSTI, FREED.replace("140", "90"))
        told("watch", "add", talks, f"{server.url}/first", "--page")
        round_two = told(*watch)
        assert "1 new, 1 changed" in round_two
        assert f"grew     {story}  river talks: 1 more, 3 reports now" in round_two
    told("archive", "name", talks, "river talks", "--as", "the strait")
    news = told("changes", talks, "--story", "the strait", "--seen")
    assert "2 new reports (The Gull)" in news
    assert "now “The shelling of Sarn killed 90 sailors" in " ".join(news.split())
    assert "said on Friday that the talks would go on" not in news, "the page says it still"
    assert "0 new reports" in told("changes", talks, "--story", story)
    assert "[the strait]  rename" in told("decide", talks, "--story", "river talks", "list")
    assert "1 decision: 1 hold" in told("read", "--archive", talks, "--story", "the strait", "--out", str(out))
    assert "Mirela Doste" in (out / "dossier.md").read_text()
    assert "holds" in told("check", str(out / "dossier.json"))
    told("decide", talks, "export", str(tmp_path / "decisions.jsonl"))
    told("archive", "backup", talks, str(tmp_path / "talks-monday.parley"))
    told("archive", "verify", talks)
