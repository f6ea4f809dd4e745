from dataclasses import replace

from parley.changes import Change
from parley.compose.changes.changes import changes
from parley.report import Report
from parley.story import Entity
from tests.compose.changes.told import Told, report

ONE = report("one", "The envoy Ada Lind spoke to a tall woman. Tom Bray and Tom Bray the elder listened.\n")
TWO = report(
    "two",
    "Minister Ida Holm, a tall woman, spoke. Ada Lind, now harbour commissioner, left.\n",
    "2031-05-02",
    author="Pia Munk",
)


def known(*reports: Report) -> Told:
    told = Told(reports)
    told.entity("Ada Lind", ("one", "Ada Lind"), role="envoy")
    return told


def found(earlier: Told, later: Told) -> list[Change]:
    return list(changes(earlier.dossier(), later.dossier()).changes)


def test_somebody_with_an_office_comes_on_stage() -> None:
    later = known(ONE, TWO)
    later.entity("Ida Holm", ("two", "Ida Holm"), role="Minister")
    (change,) = found(known(ONE), later)
    assert (change.kind, change.who, change.now) == ("on stage", ("Ida Holm",), "Minister")


def test_who_wrote_the_report_and_a_name_in_passing_do_not() -> None:
    later = Told((ONE, replace(TWO, text=TWO.text + "Pia Munk\nOle Fisk\n")))
    later.entity("Ada Lind", ("one", "Ada Lind"), role="envoy")
    later.entity("Pia Munk", ("two", "Pia Munk"), party="orrin")
    later.entity("Ole Fisk", ("two", "Ole Fisk"))
    assert found(known(ONE), later) == []


def test_a_new_office_is_told_and_the_old_one_in_other_words_is_not() -> None:
    def later(role: str) -> Told:
        told = Told((ONE, TWO))
        told.entity("Ada Lind", ("one", "Ada Lind"), ("two", "Ada Lind"), role="envoy")
        (entity,) = told.found["entities"]
        assert isinstance(entity, Entity)
        at = told.at(("two", "harbour commissioner"))
        more = replace(entity.roles[0], text=role, evidence=(at,))
        told.found["entities"] = [replace(entity, roles=(*entity.roles, more))]
        return told

    (change,) = found(known(ONE), later("harbour commissioner"))
    assert (change.kind, change.was, change.now) == ("role", "envoy", "harbour commissioner")
    assert found(known(ONE), later("Orrin's envoy")) == []


def test_somebody_described_who_has_a_name_now_is_renamed() -> None:
    earlier, later = known(ONE), known(ONE, TWO)
    earlier.entity("tall woman", ("one", "a tall woman"), kind="other")
    later.entity("Ida Holm", ("one", "a tall woman"), ("two", "Ida Holm"))
    (change,) = found(earlier, later)
    assert (change.kind, change.was, change.now) == ("renamed", "tall woman", "Ida Holm")


def test_two_who_are_one_and_one_who_is_two_are_told_so() -> None:
    def apart() -> Told:
        told = known(ONE)
        told.entity("Tom Bray", ("one", "Tom Bray"), ("one", "listened"))
        told.entity("Tom Bray the elder", ("one", "Bray the elder"), ("one", "elder listened"))
        return told

    def together() -> Told:
        told = known(ONE)
        places = (("one", "Tom Bray"), ("one", "listened"), ("one", "Bray the elder"), ("one", "elder listened"))
        told.entity("Tom Bray the elder", *places)
        return told

    (merged,) = found(apart(), together())
    assert (merged.kind, merged.was) == ("merged", "Tom Bray; Tom Bray the elder")
    (split,) = found(together(), apart())
    assert split.kind == "split"
