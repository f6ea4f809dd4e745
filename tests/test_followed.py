"""Decisions on a page that changed: they stand on their words in the newest version, or say in which these are gone."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parley.annotate.engine import Rules
from parley.archive.archive import Archive
from parley.archive.watching import Watching, Wish
from parley.deciding import Wish as Wanted
from parley.deciding import decide
from parley.decision import Decided, Decision
from parley.desk import Desk
from parley.followed import followed
from parley.news import Asked, asked, mark
from parley.watch.pace import iso
from parley.watch.rounds import Rounds
from tests.archive.kept import entry
from tests.watch.shelf import HOST, Shelf

DESK = Desk(engine=Rules())

OPENING = "The harbour talks went on in Sarn on Friday, after a week in which nobody had come to the table at all."
DOSTI = "Mirela Dosti, the chief negotiator of Kestria, said on Friday that the talks would go on in the harbour."
DEMAND = "Kestria demands that the harbour of Sarn is opened to all ships before the winter."
FREED = "The shelling of Sarn killed 140 sailors in the old port on Friday, the harbour police said."
REJECTED = "The envoy of Tolmara, Anselm Quade, said that Tolmara rejects an open harbour while the talks last."
OTHER = "The shelling of Sarn killed 120 sailors on Friday, a doctor in the town told reporters."
WEATHER = "It rained in Sarn for the whole of the day, and the ferries to the islands stayed in the old port."


def page(*words: str) -> bytes:
    """An article as a site prints it."""
    article = "".join(f"<p>{each}</p>" for each in words)
    head = "<title>Harbour talks go on</title>"
    return f"<!doctype html><html lang=en><head>{head}</head><body><article>{article}</article></body></html>".encode()


@dataclass(slots=True)
class Press:
    """An archive that watches two pages for a story, a shelf with them, and a clock."""

    archive: Archive
    shelf: Shelf = field(default_factory=Shelf)
    now: datetime = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def publish(self, name: str, *words: str) -> None:
        """Puts a page as it is now on the shelf, and goes a round a day later."""
        self.shelf.answers[f"{HOST}/{name}"] = page(*words)
        Watching(self.archive).add([Wish(f"{HOST}/{name}", "page", story="river")], iso(self.now))
        self.now += timedelta(days=1)
        list(Rounds(self.archive, self.shelf, DESK, clock=lambda: self.now).round(story="river", whole=True))

    def decide(self, kind: str, *things: str, value: str | None = None) -> Decision:
        wish = Wanted(kind, things, value, "seen", "ana")  # type: ignore[arg-type]
        return decide(self.archive, wish, story="river", desk=DESK)

    def outcomes(self) -> dict[str, Decided]:
        dossier = DESK.read_archive(self.archive, story="river", today="2026-03-09")
        return {each.id: each for each in dossier.decisions}


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    Archive.make(tmp_path / "kept.parley")
    with Archive.open(tmp_path / "kept.parley") as archive:
        made = Press(archive)
        made.publish("one", OPENING, DOSTI, DEMAND, FREED)
        made.publish("two", REJECTED, OTHER)
        yield made


def test_decisions_find_their_words_in_the_newest_version(press: Press) -> None:
    dossier = DESK.read_archive(press.archive, story="river")
    (number,) = [each.id for each in dossier.discrepancies if each.kind == "number"]
    (one,) = [report for report in dossier.reports if "Mirela" in report.text]
    made = [
        press.decide("rename", "Mirela Dosti", value="Mirela Doste"),
        press.decide("dismiss", number),
        press.decide("note", one.id, value="seen in print"),
        press.decide("note", dossier.statements[0].id, value="said twice"),
    ]
    press.publish("one", WEATHER, OPENING, DOSTI, DEMAND, WEATHER, FREED)
    outcomes = press.outcomes()
    assert {name: each.state for name, each in outcomes.items()} == {each.id: "binds" for each in made}
    after = DESK.read_archive(press.archive, story="river")
    assert "Mirela Doste" in {each.name for each in after.entities}
    assert [each.kind for each in after.dismissed] == ["number"]
    assert outcomes[made[2].id].things != (one.id,), "the note is on the report that the page is now"
    assert not [each for each in after.problems if each.stage == "decide"]


def test_words_that_are_gone_are_named_with_the_version_in_which_they_are(press: Press) -> None:
    (number,) = [e.id for e in DESK.read_archive(press.archive, story="river").discrepancies if e.kind == "number"]
    dismissed = press.decide("dismiss", number)
    named = press.decide("rename", "Mirela Dosti", value="Mirela Doste")
    press.publish("one", OPENING, DOSTI, DEMAND, FREED.replace("140", "90"))
    outcomes = press.outcomes()
    assert outcomes[named.id].state == "binds"
    gone = outcomes[dismissed.id]
    assert (gone.state, gone.things) == ("unfounded", ())
    assert gone.detail == f"some of its words are gone in the version of 2026-03-05 of {HOST}/one"
    press.publish("one", OPENING, WEATHER)
    assert press.outcomes()[named.id].detail == f"its words are gone in the version of 2026-03-06 of {HOST}/one"
    dossier = DESK.read_archive(press.archive, story="river")
    told = [each.reason for each in dossier.problems if each.stage == "decide"]
    assert len(told) == 2
    assert all("finds nothing to stand on" in each and "gone in the version of 2026-03-06" in each for each in told)
    press.publish("one", OPENING, DOSTI, DEMAND, FREED)
    assert {each.state for each in press.outcomes().values()} == {"binds"}, "the page says it again"


def test_a_decision_of_all_the_archive_follows_too_and_keeps_its_id(press: Press) -> None:
    wish = Wanted("rename", ("Anselm Quade",), "Anselm Quayde", "seen", "ana")
    made = decide(press.archive, wish, desk=DESK)
    press.publish("two", WEATHER, REJECTED, OTHER)
    assert press.outcomes()[made.id].state == "binds"
    assert DESK.read_archive(press.archive).decisions[0].id == made.id


def test_a_page_that_is_added_anew_from_its_address_is_another_version_too(tmp_path: Path) -> None:
    def added(archive: Archive, now: str, *words: str) -> str:
        text = "\n\n".join(words) + "\n"
        given = entry(text, f"{now[:10]}.txt")
        sighting = replace(given.report.sightings[0], url=f"{HOST}/one")
        (put,) = archive.add([replace(given, report=replace(given.report, sightings=(sighting,)))], now=now)
        return str(put.report)

    Archive.make(tmp_path / "kept.parley")
    with Archive.open(tmp_path / "kept.parley") as archive:
        old = added(archive, "2026-03-02T12:00:00+00:00", OPENING, DOSTI, DEMAND)
        decide(archive, Wanted("rename", ("Mirela Dosti",), "Mirela Doste", "seen", "ana"), desk=DESK)
        mark(archive, Asked(reader="ida"), asked(DESK, archive, Asked(reader="ida")))
        new = added(archive, "2026-03-03T12:00:00+00:00", WEATHER, OPENING, DOSTI, DEMAND)
        reports = {report.id: report for report in archive.reports()}
        (there,) = followed(archive, archive.decisions(), [reports[new]])
        assert (there.id, there.reports, there.gone) == (archive.decisions()[0].id, frozenset((new,)), None)
        assert {reports[new].quote(anchor.span) for group in there.anchors for anchor in group} >= {"Mirela Dosti"}
        assert followed(archive, archive.decisions(), [reports[old]]) == archive.decisions()
        told = asked(DESK, archive, Asked(reader="ida")).changes
    assert [version.after for version in told.versions] == [new]
    assert "renamed" not in {each.kind for each in told.changes}, "it is called so in both"


def test_what_stayed_in_a_page_that_changed_is_no_news_and_what_went_is_told_with_both_passages(press: Press) -> None:
    wish = Asked("river", reader="ida")
    mark(press.archive, wish, asked(DESK, press.archive, wish))
    press.decide("rename", "Mirela Dosti", value="Mirela Doste")
    press.publish("one", WEATHER, OPENING, DOSTI, DEMAND, FREED.replace("140", "90"))
    told = asked(DESK, press.archive, wish).changes
    assert len(told.versions) == 1
    (corrected,) = [each for each in told.changes if each.kind in {"corrected", "withdrawn"}]
    texts = {report.id: report for report in told.reports}
    assert [texts[s.report].quote(s) for s in corrected.before] == [FREED]
    assert [texts[s.report].quote(s) for s in corrected.evidence] == [FREED.replace("140", "90")]
    shown = {
        texts[s.report].quote(s) for each in told.changes if not each.beside for s in (*each.evidence, *each.before)
    }
    for stayed in (OPENING, DOSTI, DEMAND):
        assert not any(stayed[:-1] in words for words in shown), stayed
    assert any("It rained" in words for words in shown), "what the page says besides is news"
    assert all(each.beside for each in told.changes if each.kind == "said"), "told with the correction already"
