"""Quotations as they are shown: what stands at the head, under which sign the others, and in which order."""

from dataclasses import replace
from itertools import pairwise

import pytest

from parley.deliver.views.ledger import Ledger
from parley.deliver.views.quotations import QuotationView, view_quotation, view_quotations
from parley.story import Statement, Wording
from tests.deliver.story import at, strait


def wasted() -> Statement:
    """The statement that four reports have: two letter for letter, one altered, one told in part."""
    return next(statement for statement in strait().statements if statement.id == "s-wasted")


def shown(*wordings: Wording) -> QuotationView:
    """How the statement is shown with these wordings."""
    statement = replace(wasted(), wordings=wordings)
    dossier = replace(strait(), statements=(statement,))
    return view_quotation(Ledger(dossier), statement)


@pytest.mark.parametrize(
    ("day", "lead"), [("2031-03-06", "first"), ("2031-03-04", "quoted"), ("2031-03-01", "quoted"), (None, "quoted")]
)
def test_the_head_is_called_first_only_where_it_came_before_every_other_wording(day: str | None, lead: str) -> None:
    head, verbatim, altered, _ = wasted().wordings
    statement = replace(wasted(), wordings=(head, verbatim, altered))
    days = {head.report: "2031-03-04", verbatim.report: "2031-03-04", altered.report: day}
    reports = tuple(replace(each, published=days.get(each.id)) for each in strait().reports)
    dossier = replace(strait(), statements=(statement,), reports=reports)
    assert view_quotation(Ledger(dossier), statement).lead == lead


def test_a_quotation_in_other_words_is_so_only_beside_a_quotation() -> None:
    head, _, altered, told = wasted().wordings
    reworded = replace(altered, relation="paraphrase")
    assert shown(head, reworded).others[0].sign.name == "translation"
    assert shown(replace(told, relation="first"), reworded).others[0].sign.name == "paraphrase"


@pytest.mark.parametrize("relation", ["longer", "part"])
def test_what_is_longer_or_another_part_is_called_so(relation: str) -> None:
    head, _, altered, _ = wasted().wordings
    assert shown(head, replace(altered, relation=relation)).others[0].sign.name == relation  # type: ignore[arg-type]


def test_the_words_for_saying_stand_before_what_is_not_quoted_throughout() -> None:
    head, *_, told = wasted().wordings
    (other,) = shown(head, told).others
    assert "".join(part.text for part in other.stretches) == "spoke of progress"


def test_words_within_another_wording_of_the_same_report_are_not_shown_again() -> None:
    head, *_ = wasted().wordings
    within = replace(head, content=(at("r-herald", "We are getting somewhere"),), relation="fragment")
    assert shown(head, within).others == ()


def test_of_one_speaker_the_statements_stand_together() -> None:
    ledger = Ledger(strait())
    alone = [view.speaker for view in view_quotations(ledger).alone]
    assert len(alone) - len(set(alone)) == sum(one == other for one, other in pairwise(alone))
