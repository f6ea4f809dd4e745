"""Roles: which offices nobody holds at once, and what is told more fully, of two bodies or of two times."""

import pytest

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.discrepancies.offices import excluded, office
from parley.compare.resolve import resolve
from parley.reading import Reading
from parley.story import Discrepancy
from tests.compare.build import Draft


def clash(one: str, other: str) -> bool:
    a, b = office(one), office(other)
    return a is not None and b is not None and excluded(a, b) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Finance Minister", "the deputy finance minister"),
        ("Minister of Foreign Affairs of Velmark", "Velmark's deputy foreign minister"),
        ("the health minister", "the minister for transport"),
        ("the Health Secretary", "the transport minister"),
        ("the trade envoy of Velmark", "the trade minister of Velmark"),
        ("the state secretary for finance", "the second man at Transport"),
        ("Prime Minister", "the president of Velmark"),
        ("General", "Col."),
        ("the president of the union", "the union's lawyer"),
        ("the chairwoman of the council", "the council's general secretary"),
        ("the chairwoman of the league", "the vice-chairwoman of the league"),
        ("the deputy minister for the islands", "the Minister for the Islands"),
        ("Deputy Barges Minister", "Barges Minister"),
        ("backbencher", "the foreign affairs spokesman"),
    ],
)
def test_offices_that_nobody_holds_at_once(one: str, other: str) -> None:
    assert clash(one, other)
    assert clash(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the minister", "the health minister"),
        ("Foreign Secretary", "the foreign minister"),
        ("Defense Minister", "the Minister of Defence"),
        ("the finance minister", "the acting finance minister"),
        ("the finance minister", "the former deputy finance minister"),
        ("the finance minister", "Minister of Economy and Finance"),
        ("the climate minister", "the energy minister"),
        ("the health minister", "the chief negotiator"),
        ("the health minister", "the leader of the Reed Party"),
        ("President Putten's special envoy", "Velmark's envoy"),
        ("the president of the republic", "the president's adviser"),
        ("Lieutenant Colonel", "Colonel"),
        ("Brig. Gen.", "General"),
        ("General", "the attorney general"),
        ("the finance minister", "a deputy minister"),
        ("the spokesman for the finance minister", "the deputy finance minister"),
    ],
)
def test_two_true_titles_and_one_office_told_in_other_words(one: str, other: str) -> None:
    assert not clash(one, other)
    assert not clash(other, one)


def holder(name: str, line: str, role: str, day: str = "2031-03-05") -> Reading:
    draft = Draft(name, line, published=day)
    body = "Reed Guild" if "Reed Guild" in line else "Salt League"
    if body in line:
        draft.entity("organisation", body)
    draft.person("Oda Venn", roles=(role,))
    return draft.reading()


def found(*readings: Reading) -> list[Discrepancy]:
    told = discrepancies(Compared(readings, resolve(readings).entities))
    return [each for each in told if each.kind == "role"]


def test_two_offices_of_two_bodies_are_two_true_titles() -> None:
    guild = holder("r0", "Oda Venn, the chairwoman of the Reed Guild, spoke first.", "chairwoman of the Reed Guild")
    same = holder("r1", "Oda Venn, the treasurer of the Reed Guild, spoke first.", "treasurer of the Reed Guild")
    other = holder("r1", "Oda Venn, the treasurer of the Salt League, spoke first.", "treasurer of the Salt League")
    assert found(guild, same)
    assert found(guild, other) == []


def test_the_passages_hold_the_name_and_the_office() -> None:
    one = holder("r0", "Oda Venn, the deputy finance minister, spoke first.", "finance minister")
    other = holder("r1", "Later Finance Minister Oda Venn spoke.", "Finance Minister", "2031-03-07")
    (told,) = found(one, other)
    quotes = {reading.report.quote(v.evidence[0]) for reading, v in zip((one, other), told.values, strict=True)}
    assert quotes == {"Oda Venn, the deputy finance minister", "Finance Minister Oda Venn"}


def test_a_promotion_between_the_reports_is_no_discrepancy() -> None:
    before = holder("r0", "Oda Venn, the deputy finance minister, spoke first.", "deputy finance minister")
    after = "Oda Venn, who was promoted on Friday, spoke as the finance minister."
    assert found(before, holder("r1", after, "finance minister", "2031-03-09")) == []


def test_a_report_that_gives_both_offices_settles_it() -> None:
    one = holder("r0", "Oda Venn, the deputy finance minister, spoke first.", "deputy finance minister")
    then = Draft("r2", "Oda Venn, the finance minister, left.", published="2031-03-05")
    then.person("Oda Venn", roles=("finance minister",))
    assert found(one, then.reading())
    two = Draft("r0", "Oda Venn, the deputy finance minister, spoke. Finance Minister Oda Venn left.")
    two.person("Oda Venn", "Oda Venn, the", "Oda Venn left", roles=("the deputy finance minister", "Finance Minister"))
    assert found(two.reading(), then.reading()) == []


def test_an_office_right_before_a_name_counts_though_the_reading_gives_no_role() -> None:
    drafts = [
        Draft("r0", "Backbencher Oda Venn left early."),
        Draft("r1", "The finance minister, Oda Venn, left early."),
    ]
    drafts[0].person("Oda Venn")
    drafts[1].person("Oda Venn", roles=("finance minister",))
    (clash_,) = found(*(draft.reading() for draft in drafts))
    assert "Backbencher Oda Venn" in {
        drafts[0].text[span.start : span.end]
        for value in clash_.values
        for span in value.evidence
        if span.report == "r0"
    }


def test_a_spokeswoman_for_the_prime_minister_who_is_named_holds_no_office_of_his() -> None:
    one = Draft("a", "A spokeswoman for the prime minister, Ivo Lind, said no.")
    one.person("Ivo Lind", roles=("prime minister",))
    other = Draft("b", "Ivo Lind, the prime minister, said yes.")
    other.person("Ivo Lind", roles=("prime minister",))
    readings = (one.reading(), other.reading())
    assert not found(*readings)
