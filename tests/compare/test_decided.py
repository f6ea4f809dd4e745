"""What the analyst decides of entities goes before what is found, and survives reports that are added."""

from collections.abc import Sequence

import pytest

from parley.compare.decided import divides
from parley.compare.memo import Memo
from parley.compare.resolve import Cast, resolve
from parley.decision import Decision, in_force
from parley.reading import Reading
from parley.story import Entity
from tests.compare.build import Draft
from tests.deciding import anchored, made

TRIAL = "Ostland sent Ilsa Brandt to Velm on Monday."


def one(name: str, person: str, *, party: str = "Ostland") -> Reading:
    draft = Draft(name, f"{party} sent {person} to Velm on Monday.")
    draft.person(person, party=draft.party(party))
    return draft.reading()


def named(cast: Cast, *names: str) -> list[Entity]:
    return [entity for entity in cast.entities if entity.name in names]


def merge(readings: Sequence[Reading], *entities: Entity) -> Decision:
    return made("merge", [e.id for e in entities], [anchored(readings, e.mentions) for e in entities])


def split(readings: Sequence[Reading], entity: Entity, *out: str) -> Decision:
    gone = [span for span in entity.mentions if span.report in out]
    stays = [span for span in entity.mentions if span not in gone]
    return made("split", [entity.id], [anchored(readings, stays), anchored(readings, gone)])


READINGS = (one("a", "Ilsa Brandt"), one("b", "Mirela Dost"), one("c", "Ilsa Brandt"))


def test_two_names_become_one_person_and_say_who_decided_it() -> None:
    cast = resolve(READINGS)
    decision = merge(READINGS, *named(cast, "Ilsa Brandt", "Mirela Dost"))
    after = resolve(READINGS, None, [decision])
    (brandt,) = named(after, "Ilsa Brandt", "Mirela Dost")
    assert {span.report for span in brandt.mentions} == {"a", "b", "c"}
    assert {variant.text for variant in brandt.variants} == {"Ilsa Brandt", "Mirela Dost"}
    assert brandt.why[-1].name == "the analyst decided"
    assert "ana decided on 2031-04-01 that they are one: seen with my own eyes" in brandt.why[-1].detail
    assert [(each.state, each.things) for each in after.decided] == [("binds", (brandt.id,))]


def test_a_merge_takes_in_reports_that_come_later() -> None:
    cast = resolve(READINGS)
    decision = merge(READINGS, *named(cast, "Ilsa Brandt", "Mirela Dost"))
    more = (*READINGS, one("d", "Mirela Dost"), one("e", "Olav Renn"))
    after = resolve(more, None, [decision])
    (brandt,) = named(after, "Ilsa Brandt", "Mirela Dost")
    assert {span.report for span in brandt.mentions} == {"a", "b", "c", "d"}
    assert len(named(after, "Olav Renn")) == 1


def test_a_split_parts_what_was_found_to_be_one_and_new_reports_go_where_their_spelling_is() -> None:
    readings = (one("a", "Ilsa Brandt"), one("b", "I. Brandt"))
    (brandt,) = [entity for entity in resolve(readings).entities if entity.kind == "person"]
    decision = split(readings, brandt, "b")
    more = (*readings, one("c", "I. Brandt"), one("d", "Ilsa Brandt"))
    after = resolve(more, None, [decision])
    people = {frozenset(s.report for s in e.mentions) for e in after.entities if e.kind == "person"}
    assert people == {frozenset("ad"), frozenset("bc")}
    assert {e.why[-1].name for e in after.entities if e.kind == "person"} == {"the analyst decided"}


def test_a_merge_and_then_a_split_of_the_same_restores_who_was_who() -> None:
    cast = resolve(READINGS)
    first = merge(READINGS, *named(cast, "Ilsa Brandt", "Mirela Dost"))
    (joined,) = named(resolve(READINGS, None, [first]), "Ilsa Brandt", "Mirela Dost")
    second = split(READINGS, joined, "b")
    after = resolve(READINGS, None, in_force([second, first]))
    assert [(e.id, e.mentions, e.variants, e.party) for e in after.entities] == [
        (e.id, e.mentions, e.variants, e.party) for e in cast.entities
    ]
    assert [each.state for each in after.decided] == ["overruled", "binds"]
    assert after.decided[0].detail == f"overruled by {second.id}"


def test_a_later_merge_overrules_a_split() -> None:
    readings = (one("a", "Ilsa Brandt"), one("b", "I. Brandt"))
    (brandt,) = [entity for entity in resolve(readings).entities if entity.kind == "person"]
    apart = split(readings, brandt, "b")
    parts = [e for e in resolve(readings, None, [apart]).entities if e.kind == "person"]
    again = merge(readings, *parts)
    after = resolve(readings, None, [apart, again])
    assert len([e for e in after.entities if e.kind == "person"]) == 1
    assert [each.state for each in after.decided] == ["overruled", "binds"]


def test_a_merge_of_a_person_with_a_party_is_refused_and_told() -> None:
    cast = resolve(READINGS)
    after = resolve(READINGS, None, [merge(READINGS, *named(cast, "Ilsa Brandt", "Ostland"))])
    assert after.entities == cast.entities
    assert [(each.state, each.detail) for each in after.decided] == [
        ("unfounded", "one of them is a person, and another is none")
    ]


def test_a_decision_on_reports_that_are_not_here_changes_nothing_and_is_told() -> None:
    decision = merge(READINGS, *named(resolve(READINGS), "Ilsa Brandt", "Mirela Dost"))
    others = (one("x", "Olav Renn"),)
    after = resolve(others, None, [decision])
    assert after.entities == resolve(others).entities
    assert [(each.state, each.things) for each in after.decided] == [("unfounded", ())]
    assert after.decided[0].detail == "none of the reports on which it was made is here"


def test_a_merge_without_anchors_stands_on_the_ids_of_then() -> None:
    old = made("merge", ["person-ilsa-brandt", "person-mirela-dost"], of=None)
    after = resolve(READINGS, None, [old])
    assert len(named(after, "Ilsa Brandt", "Mirela Dost")) == 1
    assert after.decided[0].state == "binds"
    gone = made("merge", ["person-ilsa-brandt", "person-nobody"], of=None)
    assert resolve(READINGS, None, [gone]).decided[0].state == "unfounded"


def test_a_party_follows_the_body_that_it_is_merged_with() -> None:
    draft = Draft("p", "The Rail Union and Railhands United met. Karl Renn of Railhands United spoke.")
    union = draft.party("Rail Union")
    other = draft.entity("organisation", "Railhands United")
    draft.person("Karl Renn", body=other)
    assert union != other
    readings = (draft.reading(),)
    cast = resolve(readings)
    decision = merge(readings, *named(cast, "Rail Union", "Railhands United"))
    after = resolve(readings, None, [decision])
    (renn,) = named(after, "Karl Renn")
    assert renn.party == "party-rail-union"


def test_stories_are_not_merged_as_entities() -> None:
    decision = made("merge", ["river", "strait"], of="story")
    after = resolve(READINGS, None, [decision])
    assert (after.entities, after.decided) == (resolve(READINGS).entities, ())


def test_the_memo_of_a_comparison_without_decisions_does_not_hide_them() -> None:
    memo = Memo()
    cast = resolve(READINGS, memo)
    decision = merge(READINGS, *named(cast, "Ilsa Brandt", "Mirela Dost"))
    assert resolve(READINGS, memo, [decision]) == resolve(READINGS, None, [decision])


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_the_reports_does_not_matter(order: tuple[int, ...]) -> None:
    decision = merge(READINGS, *named(resolve(READINGS), "Ilsa Brandt", "Mirela Dost"))
    assert resolve([READINGS[i] for i in order], None, [decision]).entities == (
        resolve(READINGS, None, [decision]).entities
    )


def test_what_one_report_reads_as_one_cannot_be_divided() -> None:
    draft = Draft("a", "Ilsa Brandt came. Brandt left.")
    brandt = draft.person("Ilsa Brandt")
    draft.mention(brandt, "Brandt left"[:6], nth=1)
    readings = (draft.reading(),)
    (entity,) = [e for e in resolve(readings).entities if e.kind == "person"]
    first, second = entity.mentions
    decision = made("split", [entity.id], [anchored(readings, [first]), anchored(readings, [second])])
    assert not divides(decision, readings)
