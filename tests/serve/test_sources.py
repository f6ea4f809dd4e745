"""When an archive that is shown has to be gathered anew: what came in, and not what was looked at."""

from pathlib import Path

from parley.archive.archive import Archive
from parley.archive.moments import now, visit
from parley.archive.watching import Watching, Wish
from parley.deciding import Wish as Wanted
from parley.deciding import decide
from parley.gathered import silent
from parley.grouping import group
from parley.regrouping import Ground, rename
from parley.serve.sources import Kept, source_of
from tests.serve.opened import client, desk, written
from tests.told import STORIES, entry, reports

NOW = "2031-03-09T08:00:00Z"


def test_pages_are_made_anew_when_something_came_in_and_not_when_it_was_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "kept.parley"
    Archive.make(path)
    (tmp_path / "in").mkdir()
    source = source_of(desk(), (str(path),), None)
    assert isinstance(source, Kept)
    marks = [source.mark()]
    with Archive.open(path) as archive:
        list(desk().add(archive, written(tmp_path / "in")))
        marks.append(source.mark())
        source.gather(None, silent)
        assert source.mark() == marks[-1], "it was read"
        source.seen(None, "ida", source.visit(None, "ida").now)
        source.news(None, "ida", silent)
        Watching(archive).add([Wish("https://news.example/feed")], NOW)
        assert source.mark() == marks[-1], "it was looked at, and a feed is watched"
        decide(archive, Wanted("note", (archive.reports()[0].id,), "seen", "seen", "ana"), desk=desk())
        marks.append(source.mark())
        list(desk().add(archive, tmp_path / "in", story="river"))
        marks.append(source.mark())
    assert len(set(marks)) == 4


def test_stories_that_were_found_can_be_chosen_and_decided_in(tmp_path: Path) -> None:
    path = tmp_path / "kept.parley"
    Archive.make(path)
    with Archive.open(path) as archive:
        for name in ("ferry", "wages", "comet"):
            list(archive.add(map(entry, reports()[name]), now=NOW))
            group(archive, desk())
        ferry, wages, _ = archive.told_stories()
        rename(archive, ferry.id, "the ferries", Ground("as I know", "ana"))
    with client(source_of(desk(), (str(path),), None)) as opened:
        assert opened.get("/").headers["location"] == "/stories"
        page = opened.get("/stories").text
        assert f'href="/?story={ferry.id}"><bdi>the ferries</bdi></a> <span class="count">3 reports</span>' in page
        assert "since your visit" not in page, "nobody has looked yet"
        assert f'href="/?story={wages.id}"><bdi>{STORIES["wages"][0]}</bdi>' in page
        assert page.index("Comet") < page.index("the ferries"), "the last on top"
        assert opened.get(f"/reports?story={ferry.id}").status_code == 200
        (person, *_) = [
            part.split('"')[0] for part in opened.get(f"/people?story={ferry.id}").text.split("/people/")[1:]
        ]
        form = {"kind": "note", "thing": person.partition("?")[0], "value": "the master", "reason": "seen", "by": "ana"}
        headers = {"sec-fetch-site": "same-origin", "origin": "null"}
        for story in (ferry.id, "the ferries"):
            sent = opened.post("/decide", data={**form, "value": story, "story": story}, headers=headers)
            assert sent.status_code == 303, sent.text
    with Archive.open(path) as archive:
        assert [each.story for each in archive.decisions()[-2:]] == [ferry.id, ferry.id]
        assert len(desk().read_archive(archive, story="the ferries").decisions) == 2


def test_an_archive_of_one_story_that_was_found_is_opened_at_once(tmp_path: Path) -> None:
    path = tmp_path / "kept.parley"
    Archive.make(path)
    with Archive.open(path) as archive:
        list(archive.add(map(entry, reports()["ferry"]), now=NOW))
        group(archive, desk())
    with client(source_of(desk(), (str(path),), None)) as opened:
        assert opened.get("/").status_code == 200
        assert "Found in the stream" in opened.get("/stories").text


def test_stories_tell_how_much_in_them_the_reader_has_not_seen(tmp_path: Path) -> None:
    path = tmp_path / "kept.parley"
    Archive.make(path)
    ferry, wages = (tuple(map(entry, reports(dated=True)[name])) for name in ("ferry", "wages"))
    with Archive.open(path) as archive:
        list(archive.add([*ferry[:2], *wages], now=NOW))
        list(archive.add(ferry[:2], story="crossing", now=NOW))
        group(archive, desk())
        seen = {each.reports[0]: each.id for each in archive.told_stories()}
        for story in (*seen.values(), "crossing"):
            visit(archive, "ana", story, now(archive, NOW))
        list(archive.add(ferry[2:], now=NOW))
        list(archive.add(ferry[2:], story="crossing", now=NOW))
        group(archive, desk())
        grown = max(archive.told_stories(), key=lambda each: each.last).id
    with client(source_of(desk(), (str(path),), None)) as opened:
        page = opened.get("/stories?reader=ana").text
        assert f'href="/changes?story={grown}&amp;since=visit">1 new since your visit</a>' in page
        assert 'href="/changes?story=crossing&amp;since=visit">1 new since your visit</a>' in page
        assert (
            f'href="/?story={grown}"><bdi>{STORIES["ferry"][0]}</bdi></a> <span class="count">3 reports, 1–3 March'
            in page
        )
        assert page.count("nothing new since your visit") == 1
        assert page.index(grown) < page.index(STORIES["wages"][0]), "that which grew last on top"
        assert "since your visit" not in opened.get("/stories?reader=ben").text
