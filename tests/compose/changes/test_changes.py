"""Versions of pages, origins, what made the dossiers, and the order of what is told."""

from dataclasses import replace

import pytest

from parley.changes import Change
from parley.compose.changes.changes import KINDS, changes
from parley.dossier import Setting
from parley.errors import UsageError
from parley.report import Report
from tests.compose.changes.told import MADE, Told, report

URL = "https://daily.example/bridge"
OLD = report(
    "old",
    "The bridge closed on Monday. Orrin lost 40 lorries in the flood, the harbour master said. "
    "Sellia’s minster called it an act of war. The talks go on.\n",
    url=URL,
)
NEW = report(
    "new",
    "The bridge closed on Monday. Orrin lost 4 lorries in the flood, the harbour master said. "
    "The talks go on. Rain is expected over the whole valley until Sunday evening.\n",
    "2031-05-02",
    url=URL,
)


def told(version: Report, *claims: str) -> Told:
    made = Told((version,))
    for words in claims:
        made.claim((version.id, words))
    return made


def found(old: Told, new: Told) -> list[Change]:
    return list(changes(old.dossier(), new.dossier()).changes)


def test_a_new_version_of_a_page_corrects_and_withdraws_with_both_passages() -> None:
    old = told(
        OLD,
        "The bridge closed on Monday",
        "Orrin lost 40 lorries in the flood",
        "Sellia’s minster called it an act of war",
    )
    new = told(NEW, "The bridge closed on Monday", "Orrin lost 4 lorries in the flood")
    withdrawn, corrected = found(old, new)
    assert withdrawn.kind == "withdrawn"
    assert [OLD.quote(span) for span in withdrawn.before] == ["Sellia’s minster called it an act of war."]
    assert corrected.kind == "corrected"
    assert [NEW.quote(span) for span in corrected.evidence] == [
        "Orrin lost 4 lorries in the flood, the harbour master said."
    ]


def test_what_a_new_version_adds_is_new_and_what_it_keeps_is_not() -> None:
    old, new = told(OLD, "The bridge closed on Monday"), told(NEW, "The bridge closed on Monday")
    new.said(None, ("new", "Rain is expected over the whole valley until Sunday evening"))
    new.said(None, ("new", "The talks go on"))
    assert [change.kind for change in found(old, new)] == ["said"]


def test_a_misspelling_set_right_is_no_correction() -> None:
    right = replace(OLD, id="right", text=OLD.text.replace("minster", "minister"))
    old = told(OLD, "Sellia’s minster called it an act of war")
    assert found(old, told(right, "Sellia’s minister called it an act of war")) == []


def test_two_reports_of_other_addresses_are_no_versions() -> None:
    other = replace(NEW, sightings=(replace(NEW.sightings[0], url="https://daily.example/other"),))
    result = changes(told(OLD, "The bridge closed on Monday").dossier(), told(other).dossier())
    assert (result.versions, result.left_out, result.changes) == ((), ("old",), ())


def test_origins_that_turn_out_to_be_one_are_told_with_the_words_they_share() -> None:
    two = replace(OLD, id="two", sightings=(replace(OLD.sightings[0], url=None),), outlet="The Two")
    old, new = Told((OLD, two)), Told((OLD, two))
    new.origin("old", "two")
    new.passage(("old", "The bridge closed on Monday"), ("two", "The bridge closed on Monday"))
    (change,) = found(old, new)
    assert change.kind == "origin"
    assert {span.report for span in change.evidence} == {"old", "two"}


@pytest.mark.parametrize("field", ["program", "engine", "engine_version"])
def test_dossiers_of_other_programs_are_refused(field: str) -> None:
    other = replace(told(OLD).dossier(), made=replace(MADE, **{field: "other"}))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="different programs"):
        changes(told(OLD).dossier(), other)


def test_dossiers_through_other_lenses_are_refused() -> None:
    other = replace(told(OLD).dossier(), made=replace(MADE, settings=(Setting("lens", "wide"),)))
    with pytest.raises(UsageError, match="lens"):
        changes(told(OLD).dossier(), other)


def test_the_most_important_stands_first_and_what_is_shown_above_is_marked() -> None:
    later = Told((OLD, NEW))
    later.said(None, ("new", "Rain is expected over the whole valley until Sunday evening"))
    later.conflict(
        "day", [("old", "closed on Monday")], [("new", "Rain is expected over the whole valley until Sunday")]
    )
    result = changes(Told((OLD,)).dossier(), later.dossier())
    kinds = [change.kind for change in result.changes]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert kinds[0] == "conflict"
    assert [change.beside for change in result.changes if change.kind == "said"] == [result.changes[0].id]
