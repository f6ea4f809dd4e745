"""What the analyst decided is shown beside the thing and in one list, as the analyst's, and can do no harm."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from parley.decision import Decided
from parley.deliver.explained import explain, told
from parley.deliver.html import page
from parley.deliver.json import dump, load, verify
from parley.deliver.markdown import write
from parley.deliver.terminal import summary
from parley.dossier import Dossier
from tests.deliver.story import strait
from tests.deliver.test_html import hold_links, tree

RULED = Decided(
    "decision-1", "note", "binds", (), (), "ask the mission", None, "it was asked before", "ana", "2031-03-09T10:00"
)


def noted(thing: str, **change: Any) -> Decided:
    held: dict[str, Any] = {"things": (thing,), "on": (thing,), **change}
    return replace(RULED, **held)


@cache
def decided() -> Dossier:
    """The strait with a decision of each kind."""
    found = strait()
    gone, *kept = found.discrepancies
    issue = next(each for each in found.issues if each.positions)
    first, *others = issue.positions
    regraded = replace(issue, positions=(replace(first, stance="divided", found=first.stance), *others))
    person = next(each for each in found.entities if each.kind == "person")
    decisions = (
        noted(gone.id, id="decision-2", kind="dismiss", value=gone.kind),
        replace(
            noted(issue.id, id="decision-3", kind="regrade", value="divided", before=first.stance),
            things=(issue.id, first.party),
        ),
        noted(person.id, id="decision-4", kind="rename", value=person.name, before="M. Somebody"),
        noted(person.id, id="decision-5", kind="merge", value=None),
        noted("person-gone", id="decision-6", state="overruled", things=(), detail="overruled by decision-5"),
        noted("person-lost", id="decision-7", state="unfounded", things=(), detail="none of the reports is here"),
    )
    issues = tuple(regraded if each is issue else each for each in found.issues)
    brief = tuple(line for line in found.brief if gone.id not in line.refs)
    found = replace(found, brief=brief)
    return replace(found, discrepancies=tuple(kept), dismissed=(gone,), issues=issues, decisions=decisions)


def test_a_dossier_with_decisions_goes_out_and_back_and_holds() -> None:
    assert load(dump(decided())) == decided()
    assert verify(dump(decided())).holds


def test_a_decision_on_what_is_not_there_is_a_fault() -> None:
    wrong = replace(decided(), decisions=(noted("person-nobody"),))
    assert [fault.at for fault in verify(dump(wrong)).faults] == ["decisions[0].things[0]"]


def test_the_page_lists_them_with_who_and_why_and_every_link_leads_somewhere() -> None:
    document = tree(decided())
    hold_links(document)
    (section,) = document.xpath("//section[@class='decisions']")
    rows = [" ".join(row.text_content().split()) for row in section.xpath(".//tbody/tr")]
    assert len(rows) == 6
    assert all("ana, 9 March 2031" in row for row in rows)
    assert "overruled by a later decision; overruled by decision-5" in rows[4]
    assert "finds nothing to stand on" in rows[5]
    assert document.xpath("//a[@href='#decisions']")


def test_a_dismissed_discrepancy_leaves_the_count_and_stays_listed() -> None:
    document = tree(decided())
    (section,) = document.xpath("//section[@class='conflicts']")
    assert section.xpath("string(.//h2/span)") == str(len(decided().discrepancies))
    assert "Dismissed by the analyst" in section.text_content()
    assert "Dismissed. it was asked before (ana, 9 March 2031)" in section.text_content()
    assert "Dismissed" in write(decided())


def test_a_regraded_stance_shows_what_was_found() -> None:
    stance = next(each.before for each in decided().decisions if each.kind == "regrade")
    for shown in (page(decided()), write(decided())):
        assert f"Decided: “divided”; found was “{stance}”. it was asked before" in shown


def test_a_page_without_decisions_does_not_speak_of_them() -> None:
    assert "What the analyst decided" not in page(strait())
    assert "#decisions" not in page(strait())
    assert "What the analyst decided" not in write(strait())


def test_a_note_is_shown_beside_whatever_it_is_on() -> None:
    found = strait()
    lists = (found.entities, found.claims, found.discrepancies, found.passages, found.origins, found.tracks)
    for each in (thing for things in (*lists, found.reports, found.events, found.issues) for thing in things):
        if not hasattr(each, "positions") or each.positions:
            shown = page(replace(found, decisions=(noted(each.id),)))
            assert "Note: ask the mission. it was asked before (ana, 9 March 2031)" in shown, each.id


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "](javascript:x)", "\u202eevil", "**bold** | cell"])
def test_words_of_a_decision_cannot_act(words: str) -> None:
    person = next(each for each in strait().entities if each.kind == "person")
    hostile = replace(strait(), decisions=(noted(person.id, value=words, reason=words, by=words),))
    assert "<script>alert" not in page(hostile)
    assert "<script>" not in write(hostile)
    assert not re.search(r"(?<!\\)\]\(javascript", write(hostile))
    assert "\u202e" not in page(hostile) + write(hostile)


def test_the_terminal_counts_them_and_explain_tells_them() -> None:
    shown = "\n".join(getattr(part, "plain", "") for part in summary(decided()))
    assert "6 decisions: 4 hold, 1 overruled by later ones, 1 find nothing to stand on" in shown
    gone = decided().dismissed[0]
    words = "\n".join(str(line) for line in told(explain(decided(), gone.id), decided()))
    assert "The analyst decided (decision-2): dismiss by ana on 2031-03-09: it was asked before" in words
