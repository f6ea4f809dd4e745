"""Dossiers that an archive remembers: those that would be made anew, to the byte, and never those of something else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from parley.annotate.engine import Rules
from parley.archive import dossiers
from parley.archive.archive import Archive
from parley.archive.keeping import verify
from parley.compose.lens import shelf
from parley.deciding import Wish, decide
from parley.deliver.json import dump
from parley.desk import Desk
from parley.errors import ArchiveError
from parley.gathered import Gathered
from parley.news import Asked, asked, mark
from parley.remembered import remembered
from tests.stories import EXAMPLE

DESK = Desk(engine=Rules())
FILES = sorted(EXAMPLE.glob("*.txt"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    Archive.make(tmp_path / "kept.parley")
    with Archive.open(tmp_path / "kept.parley") as opened:
        list(DESK.add(opened, *FILES[:3], story="talks"))
        yield opened


def gathered(archive: Archive, day: str = "2031-03-09") -> Gathered:
    return DESK.gather_archive(archive, story="talks", today=day)


def kept(archive: Archive) -> int:
    return len(list(archive.database.rows("every-dossier")))


def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many reports each dossier had that was made from now on."""
    counts: list[int] = []
    make = Gathered.dossier

    def counted(self: Gathered, *rest: object) -> object:
        counts.append(len(self.readings))
        return make(self, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Gathered, "dossier", counted)
    return counts


def test_what_is_remembered_is_what_would_be_made(archive: Archive) -> None:
    first = remembered(archive, gathered(archive))
    again = remembered(archive, gathered(archive))
    assert again == first == gathered(archive).dossier()
    assert dump(again) == dump(first)
    assert kept(archive) == 1
    assert remembered(archive, gathered(archive, "2031-04-01")).made.time == "2031-04-01"
    assert kept(archive) == 1, "the day of making changes nothing"
    assert verify(archive).faults == ()


def test_nothing_is_remembered_of_another_choice_decision_or_lens(archive: Archive) -> None:
    remembered(archive, gathered(archive))
    whole = gathered(archive)
    fewer = whole.of([each.report.id for each in whole.readings[:2]])
    assert remembered(archive, fewer) == fewer.dossier()
    through = replace(whole, lens=shelf()[0])
    assert remembered(archive, through) == through.dossier()
    assert kept(archive) == 3
    own = replace(whole, lens=replace(shelf()[0], name="mine"))
    assert remembered(archive, own) == own.dossier()
    assert kept(archive) == 3, "a lens of one's own is not kept"
    decide(archive, Wish("note", (whole.readings[0].report.id,), "seen", "seen", "ana"), story="talks", desk=DESK)
    assert [each.value for each in remembered(archive, gathered(archive)).decisions] == ["seen"]


def test_only_the_last_few_are_kept(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "KEPT", 2)
    whole = gathered(archive)
    for number in (1, 2, 3):
        remembered(archive, whole.of([each.report.id for each in whole.readings[:number]]))
    assert kept(archive) == 2
    monkeypatch.setattr(dossiers, "TOGETHER", 1)
    remembered(archive, whole.of([whole.readings[2].report.id]))
    assert kept(archive) == 0


def test_one_that_is_damaged_is_told_with_a_remedy(archive: Archive) -> None:
    remembered(archive, gathered(archive))
    archive.database.script("UPDATE dossier SET packed = x'00'")
    assert any("the dossier" in fault for fault in verify(archive).faults)
    with pytest.raises(ArchiveError, match="damaged"):
        remembered(archive, gathered(archive))


def test_a_visit_is_compared_with_what_was_told_then(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    wish = Asked("talks", reader="ida")
    mark(archive, wish, asked(DESK, archive, wish))
    list(DESK.add(archive, FILES[3], story="talks"))
    counts = made(monkeypatch)
    first = asked(DESK, archive, wish)
    assert counts == [4], "the dossier of the visit is there"
    assert len(first.changes.new) == 1
    mark(archive, wish, first)
    assert asked(DESK, archive, wish).changes.new == ()
    assert counts == [4]


def test_deciding_and_reading_after_it_compare_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = made(monkeypatch)
    asked(DESK, archive, Asked("talks"))
    report = archive.reports()[0].id
    decide(archive, Wish("note", (report,), "seen", "seen", "ana"), story="talks", desk=DESK)
    assert counts == [3], "decided on what was told"
    assert [each.value for each in DESK.read_archive(archive, story="talks").decisions] == ["seen"]
    assert (
        DESK.read_archive(archive, story="talks") == gathered(archive, DESK.read_archive(archive).made.time).dossier()
    )
    assert counts[:2] == [3, 3]
