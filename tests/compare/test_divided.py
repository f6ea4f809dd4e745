"""Splits by passages: two people whom one report's own reading takes for one go apart, with what each said and did."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.annotate.engine import Rules
from parley.archive.archive import Archive
from parley.compare.compare import compare
from parley.deciding import Wish, decide
from parley.deliver.json import dump
from parley.desk import Desk
from parley.dossier import Dossier
from parley.errors import UsageError

DESK = Desk(engine=Rules())

ONE = (
    "Talks in the harbour of Sarn\n\nMirela Dosti, the chief negotiator of Kestria, said on Friday that the talks "
    "would go on.\n\nDosti, of the dockers’ union, told reporters that the strike would begin on Monday. “We will not "
    "wait,” Dosti said outside the gate.\n\nMirela Dosti left for Tolmara. Dosti met Anselm Quade there on Saturday.\n"
)
TWO = "Harbour talks\n\nMirela Dosti, who speaks for Kestria, met Anselm Quade in Tolmara on Saturday.\n"
UNION = ("Dosti, of the dockers' union", "“We will not wait,” Dosti")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    for name, text in (("one", ONE), ("two", TWO)):
        (tmp_path / f"{name}.txt").write_text(text)
    Archive.make(tmp_path / "kept.parley")
    with Archive.open(tmp_path / "kept.parley") as opened:
        list(DESK.add(opened, tmp_path / "one.txt", tmp_path / "two.txt", story="river"))
        yield opened


def read(archive: Archive) -> Dossier:
    return DESK.read_archive(archive, story="river", today="2031-03-09")


def split(archive: Archive, *passages: str, parts: tuple[str, ...] = ()) -> str:
    wish = Wish("split", ("Mirela Dosti", *parts), None, "her brother", "ana", passages)
    return decide(archive, wish, story="river", desk=DESK).id


def speakers(dossier: Dossier) -> dict[str, str | None]:
    texts = {report.id: report for report in dossier.reports}
    return {
        texts[s.wordings[0].content[0].report].quote(s.wordings[0].content[0]): s.speaker for s in dossier.statements
    }


def test_mentions_of_one_report_go_apart_with_what_was_said(archive: Archive) -> None:
    assert set(speakers(read(archive)).values()) == {"person-mirela-dosti"}
    split(archive, *UNION)
    dossier = read(archive)
    assert speakers(dossier) == {
        "that the talks would go on": "person-mirela-dosti",
        "that the strike would begin on Monday": "person-dosti",
        "We will not wait,": "person-dosti",
    }
    people = {each.id: each for each in dossier.entities if each.kind == "person"}
    assert len(people["person-dosti"].mentions) == 2
    assert len(people["person-mirela-dosti"].mentions) == 5, "with those of the other report"
    assert people["person-mirela-dosti"].roles
    assert not people["person-dosti"].roles
    assert [each.things for each in dossier.decisions] == [("person-mirela-dosti", "person-dosti")]
    assert "person-mirela-dosti" in {p.entity for e in dossier.events for p in e.participants}


def test_an_address_names_a_passage_and_withdrawn_it_leaves_no_trace(archive: Archive) -> None:
    before = dump(read(archive))
    (report,) = [each for each in read(archive).reports if "union" in each.text]
    at = report.text.index("Dosti, of")
    name = split(archive, f"{report.id}:{at}-{report.text.index('gate')}")
    assert speakers(read(archive))["We will not wait,"] == "person-dosti"
    decide(archive, Wish("withdraw", (name,), None, "a slip", "ana"), story="river")
    assert dump(read(archive)) == before


def test_a_later_merge_makes_them_one_again(archive: Archive) -> None:
    split(archive, *UNION)
    wish = Wish("merge", ("person-dosti", "person-mirela-dosti"), None, "one after all", "ana")
    decide(archive, wish, story="river", desk=DESK)
    dossier = read(archive)
    assert [each.state for each in dossier.decisions] == ["overruled", "binds"]
    assert set(speakers(dossier).values()) == {"person-mirela-dosti"}


def test_the_order_of_reports_plays_no_part(archive: Archive) -> None:
    split(archive, *UNION)
    gathered = DESK.gather_archive(archive, story="river", today="2031-03-09")
    there, back = (compare(each, None, gathered.decisions) for each in (gathered.readings, gathered.readings[::-1]))
    assert there == back


def test_a_split_by_spelling_takes_what_one_report_reads_as_one_together(archive: Archive) -> None:
    with pytest.raises(UsageError, match="read as one") as refused:
        split(archive, parts=("Dosti",))
    assert "--at" in str(refused.value)


@pytest.mark.parametrize(
    ("passages", "parts", "said"),
    [
        (("nowhere at all",), (), "stands in none"),
        (("the talks would go on",), (), "is not mentioned in"),
        (("Dosti",), (), "stand in 6 places"),
        ((ONE[30:],), (), "Nothing would remain"),
        (UNION, ("Dosti",), "names, or passages"),
        ((), (), "names, or passages"),
        (("r-00000000:1-2",), (), "stands in none"),
    ],
)
def test_a_passage_that_says_nothing_is_refused(
    archive: Archive, passages: tuple[str, ...], parts: tuple[str, ...], said: str
) -> None:
    if "remain" in said:
        archive.database.script(
            "DELETE FROM member WHERE report NOT IN (SELECT report FROM text WHERE content LIKE '%union%')"
        )
    with pytest.raises(UsageError, match=said):
        split(archive, *passages, parts=parts)
