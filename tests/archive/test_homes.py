"""A story that was found is the same under its id, the beginning of it and every name, whatever becomes of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.annotate.engine import Rules
from parley.archive.archive import Archive
from parley.archive.homes import Homes
from parley.archive.moments import now, reports_at, visit, visited
from parley.archive.watching import Watching
from parley.archive.watching import Wish as WatchWish
from parley.deciding import Wish, decide, kept, take
from parley.decision import Anchor, Decision
from parley.desk import Desk
from parley.errors import UsageError
from parley.grouping import group
from parley.regrouping import Ground, merge, pin, rename, split
from parley.story import story_id
from tests.told import entry, reports

DESK = Desk(engine=Rules())
KNOWN = Ground("as I know", "ana")
NOW = "2031-03-09T08:00:00+00:00"
TOLD = reports()
FERRY, WAGES = (story_id(TOLD[name][0].id) for name in ("ferry", "wages"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive of the three stories, grouped; `river` was filled with one report by hand."""
    Archive.make(tmp_path / "kept.parley")
    with Archive.open(tmp_path / "kept.parley") as opened:
        for coming in (*([story[0]] for story in TOLD.values()), [each for s in TOLD.values() for each in s[1:]]):
            list(opened.add(map(entry, coming), now=NOW))
            group(opened, DESK)
        list(opened.add([entry(TOLD["ferry"][0])], now=NOW, story="river"))
        group(opened, DESK)
        assert len(opened.told_stories()) == 3
        yield opened


def noted(archive: Archive, thing: str, words: str, story: str | None) -> Decision:
    return decide(archive, Wish("note", (thing,), words, "seen", "ana"), story=story, desk=DESK)


def states(archive: Archive, story: str | None) -> dict[str, str]:
    """State of each note in the dossier of a story, by its words."""
    dossier = DESK.read_archive(archive, story=story, today="2031-03-09")
    return {str(each.value): each.state for each in dossier.decisions}


def test_a_decision_holds_under_the_id_its_beginning_and_every_name(archive: Archive) -> None:
    noted(archive, "Olwen Brask", "by beginning", FERRY[:6])
    rename(archive, FERRY, "the ferries", KNOWN)
    made = noted(archive, "Olwen Brask", "by name", "the ferries")
    assert made.story == FERRY, "the id is kept, which no name changes"
    rename(archive, "the ferries", "the Merula", KNOWN)
    both = {"by beginning": "binds", "by name": "binds"}
    for called in (FERRY, FERRY[:6], "the Merula", "the ferries"):
        assert states(archive, called) == both
    assert states(archive, WAGES) == states(archive, None) == states(archive, "river") == {}
    assert Homes(archive).called(FERRY) == "the Merula"


def test_decisions_that_an_older_parley_kept_under_a_name_hold_after_another_was_given(archive: Archive) -> None:
    rename(archive, FERRY, "the ferries", KNOWN)
    report = TOLD["ferry"][0]
    words = Anchor(report.id, 0, len(report.text), report.text[:160])
    archive.decide(
        Decision("note", (report.id,), name, "seen", "ana", NOW, "report", name, ((words,),))
        for name in ("the ferries", FERRY[:7], "of nobody")
    )
    rename(archive, FERRY, "the Merula", KNOWN)
    assert states(archive, "the Merula") == {"the ferries": "binds", FERRY[:7]: "binds"}


def test_a_decision_goes_with_its_words_when_stories_are_merged_and_split(archive: Archive) -> None:
    noted(archive, "Petrok Havel", "the weaver", WAGES)
    merge(archive, [WAGES, FERRY], KNOWN)
    for called in (FERRY, WAGES):
        assert states(archive, called) == {"the weaver": "binds"}
        assert [each.value for each in kept(archive, called) if each.kind == "note"] == ["the weaver"]
    noted(archive, "Olwen Brask", "the master", WAGES)
    noted(archive, "Sefa Lindqvist", "the owner", FERRY)
    split(archive, FERRY, [each.id for each in TOLD["wages"]], KNOWN)
    group(archive, DESK)
    assert states(archive, WAGES) == {"the weaver": "binds", "the owner": "binds"}
    assert states(archive, FERRY) == {"the master": "binds"}


def test_a_withdrawal_goes_with_what_it_withdraws(archive: Archive) -> None:
    made = noted(archive, "Petrok Havel", "the weaver", WAGES)
    merge(archive, [WAGES, FERRY], KNOWN)
    decide(archive, Wish("withdraw", (made.id,), None, "a slip", "ana"), story=FERRY)
    split(archive, FERRY, [each.id for each in TOLD["wages"]], KNOWN)
    group(archive, DESK)
    assert states(archive, WAGES) == {}
    assert [each.kind for each in kept(archive, WAGES) if each.of != "story"] == ["note", "withdraw"]


def test_a_colleagues_decisions_find_the_story_that_holds_their_words(archive: Archive, tmp_path: Path) -> None:
    noted(archive, "Olwen Brask", "the master", FERRY)
    Archive.make(tmp_path / "other.parley")
    with Archive.open(tmp_path / "other.parley") as other:
        for told in reversed(TOLD["ferry"]):
            list(other.add([entry(told)], now=NOW))
            group(other, DESK)
        (held,) = other.told_stories()
        assert held.id != FERRY, "named after the report that came first there"
        content = b"\n".join(row[0] for row in archive.database.rows("decisions"))
        assert take(other, content, desk=DESK).unfounded == ()
        assert states(other, held.id) == {"the master": "binds"}


def test_decisions_on_stories_are_listed_with_those_of_which_they_tell(archive: Archive) -> None:
    rename(archive, FERRY, "the ferries", KNOWN)
    rename(archive, WAGES, "the looms", KNOWN)
    pin(archive, [TOLD["comet"][0].id], FERRY, KNOWN)
    assert [each.kind for each in kept(archive, FERRY)] == ["rename", "pin"]
    assert [each.value for each in kept(archive, WAGES)] == ["the looms"]
    assert kept(archive, "river") == ()
    assert len(kept(archive, None)) == 3


def seen(archive: Archive, story: str) -> set[str]:
    """The reports of a story that the reader has seen."""
    moment = visited(archive, "ida", story)
    assert moment is not None
    return set(reports_at(archive, moment))


def test_a_visit_is_of_its_story_under_every_name(archive: Archive) -> None:
    ferry = {each.id for each in TOLD["ferry"]}
    visit(archive, "ida", FERRY[:8], now(archive, NOW))
    rename(archive, FERRY, "the ferries", KNOWN)
    assert seen(archive, "the ferries") == seen(archive, FERRY) == ferry
    for other in (None, "river", WAGES):
        assert visited(archive, "ida", other) is None
    assert visited(archive, "tom", FERRY) is None


def test_what_was_seen_stays_seen_when_stories_are_merged_and_split(archive: Archive) -> None:
    ferry, wages = ({each.id for each in TOLD[name]} for name in ("ferry", "wages"))
    visit(archive, "ida", WAGES, now(archive, NOW))
    merge(archive, [WAGES, FERRY], KNOWN)
    assert seen(archive, FERRY) == wages, "of the merged story only that"
    visit(archive, "ida", FERRY, now(archive, NOW))
    assert seen(archive, FERRY) == wages | ferry
    split(archive, FERRY, sorted(wages), KNOWN)
    group(archive, DESK)
    assert seen(archive, WAGES) == wages
    assert seen(archive, FERRY) == ferry


def test_a_story_gets_no_name_that_another_has(archive: Archive) -> None:
    rename(archive, FERRY, "the ferries", KNOWN)
    for taken in ("river", "the  ferries"):
        with pytest.raises(UsageError, match="Another story is called"):
            rename(archive, WAGES, taken, KNOWN)
    rename(archive, FERRY, "the ferries", KNOWN)


def test_nothing_is_filled_by_hand_under_the_name_of_a_story_that_was_found(archive: Archive, tmp_path: Path) -> None:
    rename(archive, FERRY, "the ferries", KNOWN)
    (tmp_path / "more.txt").write_text("The Merula is afloat\n\nThe ferry was pulled off the reef, Olwen Brask said.\n")
    for called in ("the ferries", FERRY, FERRY[:8]):
        with pytest.raises(UsageError, match="was found"):
            list(DESK.add(archive, tmp_path / "more.txt", story=called))
        with pytest.raises(UsageError, match="parley archive pin"):
            Watching(archive).add([WatchWish("https://news.example/feed", story=called)], NOW)
    assert archive.own_stories() == {"river"}
    assert len(list(DESK.add(archive, tmp_path / "more.txt", story="river"))) == 1
