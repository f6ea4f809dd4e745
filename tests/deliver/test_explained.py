"""Explanations: every kind of thing says what it is, why, and by which words."""

import pytest

from parley.deliver.explained import Explained, explain, listed, told
from parley.errors import UsageError
from tests.deliver.story import strait


def shown(explained: Explained) -> str:
    return "\n".join(str(line) for line in told(explained, strait()))


def test_every_id_of_a_dossier_can_be_explained() -> None:
    found = strait()
    lists = (found.entities, found.statements, found.events, found.claims, found.discrepancies, found.passages)
    more = (found.origins, found.issues, found.tracks, found.reports)
    for each in (thing for things in (*lists, *more) for thing in things):
        told_of = explain(found, each.id)
        assert told_of.id == each.id
        assert told_of.what
        assert shown(told_of).startswith(each.id)


def test_a_discrepancy_shows_its_reasons_and_both_passages() -> None:
    found = strait().discrepancies[0]
    words = shown(explain(strait(), found.id))
    assert found.note in words
    for reason in found.why:
        assert f"{reason.name}: {reason.detail}" in words
    texts = {report.id: report for report in strait().reports}
    for value in found.values:
        assert value.value in words
        assert all(" ".join(texts[s.report].quote(s).split()) in words for s in value.evidence)


def test_the_beginning_of_an_id_is_enough_where_it_is_the_only_one() -> None:
    wanted = strait().claims[0].id
    assert explain(strait(), wanted[:-1]).id == wanted


@pytest.mark.parametrize("wanted", ["", "nobody", "claim"])
def test_no_id_or_several_are_an_error_that_names_the_remedy(wanted: str) -> None:
    with pytest.raises(UsageError, match="parley explain"):
        explain(strait(), wanted)


def test_what_was_joined_is_listed_and_what_stands_alone_is_not() -> None:
    names = {each.id for each in listed(strait())}
    for claim in strait().claims:
        assert (claim.id in names) == (len(claim.reports) > 1 or claim.status == "disputed")
    assert {each.id for each in strait().discrepancies} <= names
