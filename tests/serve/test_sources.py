"""When an archive that is shown has to be gathered anew: what came in, and not what was looked at."""

from pathlib import Path

from parley.archive.archive import Archive
from parley.archive.watching import Watching, Wish
from parley.deciding import Wish as Wanted
from parley.deciding import decide
from parley.gathered import silent
from parley.serve.sources import Kept, source_of
from tests.serve.opened import desk, written

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
