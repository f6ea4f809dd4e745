"""The benchmark of single positions: what counts as told, and what as a trap that was taken."""

from dataclasses import replace
from pathlib import Path

import pytest

from parley.annotate.engines import DEFAULT, engine_of
from quality.positions import CASES, Case, cases, main, measured, summed

TOLD = Case(
    "water",
    "Motla and Ngazi negotiate how much may be fished.\n\nMotla demands a ceiling of 90,000 tonnes. Ngazi rejects it.",
    "Motla",
    "demands a ceiling",
    stance="demands",
)


def right(case: Case) -> bool:
    ((_, found),) = measured([case], engine_of(DEFAULT))
    return found


def test_a_stance_counts_by_party_stance_and_words() -> None:
    assert right(TOLD)
    assert not right(replace(TOLD, stance="offers"))
    assert not right(replace(TOLD, party="Ngazi"))
    assert not right(replace(TOLD, words="negotiate how much"))


def test_a_trap_is_taken_where_any_stance_is_told_of_the_party_by_its_words() -> None:
    assert not right(replace(TOLD, stance=None, trap="it is none"))
    assert right(replace(TOLD, stance=None, trap="it is none", words="negotiate how much"))


def test_stances_and_traps_are_counted_apart() -> None:
    trap = replace(TOLD, stance=None, trap="it is none")
    told, kept = summed([(TOLD, True), (TOLD, False), (trap, True)])
    assert (told.value, kept.value) == (0.5, 1.0)


def test_the_cases_hold_and_are_as_many_traps_as_stances() -> None:
    found = cases()
    assert all(case.report.count(case.words) == 1 and bool(case.stance) != bool(case.trap) for case in found)
    assert sum(bool(case.trap) for case in found) == len(found) / 2
    assert CASES.name == "cases.toml"


def test_floors_without_the_table_are_a_fault_of_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "floors.toml").write_text("[dev.at_least]\n", "utf-8")
    assert main(["--floors", str(tmp_path / "floors.toml")]) == 2
    assert "has no floors for cases" in capsys.readouterr().err
