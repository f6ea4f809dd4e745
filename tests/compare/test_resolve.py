from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.compare.resolve import cast, resolve
from parley.reading import Reading
from parley.story import Entity
from tests.compare.build import Draft


def named(entities: Sequence[Entity], name: str) -> Entity:
    return next(entity for entity in entities if entity.name == name)


def people(*readings: Reading) -> list[str]:
    return sorted(entity.name for entity in resolve(readings).entities if entity.kind == "person")


def one(name: str, person: str, *, role: str = "", party: str = "Ostland", text: str = "") -> Reading:
    """A report that names a person, in a role, of a party."""
    draft = Draft(name, text or f"{party} sent {role} {person} to Velm on Monday.")
    side = draft.party(party) if party else None
    draft.person(person, roles=(role,) if role else (), party=side)
    return draft.reading()


def test_one_name_in_two_reports_is_one_person() -> None:
    entities = resolve([one("a", "Ilsa Brandt", role="envoy"), one("b", "Ilsa Brandt")]).entities
    brandt = named(entities, "Ilsa Brandt")
    assert brandt.id == "person-ilsa-brandt"
    assert {span.report for span in brandt.mentions} == {"a", "b"}
    assert brandt.party == "party-ostland"
    assert [role.text for role in brandt.roles] == ["envoy"]


def test_a_family_name_alone_joins_the_one_who_bears_it() -> None:
    assert people(one("a", "Ilsa Brandt"), one("b", "Brandt")) == ["Ilsa Brandt"]


def test_a_family_name_that_two_bear_joins_neither() -> None:
    readings = one("a", "Ilsa Brandt"), one("b", "Karl Brandt"), one("c", "Brandt", party="")
    assert people(*readings) == ["Brandt", "Ilsa Brandt", "Karl Brandt"]


def test_a_role_settles_whose_family_name_it_is() -> None:
    readings = (
        one("a", "Ilsa Brandt", role="harbour minister"),
        one("b", "Karl Brandt", role="union leader", party="Westmark"),
        one("c", "Brandt", role="harbour minister"),
    )
    cast_of = resolve(readings)
    ilsa = named(cast_of.entities, "Ilsa Brandt")
    assert {span.report for span in ilsa.mentions} == {"a", "c"}


@pytest.mark.parametrize(
    ("one_name", "other"),
    [("Ilsa Brandt", "I. Brandt"), ("Pavlo Borodansky", "Pavlo Borodanskyy"), ("Robert Holm", "Bob Holm")],
)
def test_initials_transliterations_and_short_forms_join(one_name: str, other: str) -> None:
    assert len(people(one("a", one_name), one("b", other))) == 1


def test_a_misspelling_joins_with_a_common_role() -> None:
    entities = resolve([one("a", "Ilsa Brandt", role="envoy"), one("b", "Ilsa Brandd", role="envoy")]).entities
    brandt = next(entity for entity in entities if entity.kind == "person")
    assert {variant.text for variant in brandt.variants} == {"Ilsa Brandt", "Ilsa Brandd"}
    assert any("differ by a letter" in reason.detail for reason in brandt.why)


def test_a_misspelling_without_anything_in_common_does_not() -> None:
    assert len(people(one("a", "Ilsa Brandt", party=""), one("b", "Ilsa Brandd", party=""))) == 2


def test_two_spellings_in_one_report_are_two_people() -> None:
    draft = Draft("a", "Envoy Ilsa Brandt met envoy Ilsa Brandd of Ostland.")
    side = draft.party("Ostland")
    draft.person("Ilsa Brandt", roles=("Envoy",), party=side)
    draft.person("Ilsa Brandd", roles=("envoy",), party=side)
    assert people(draft.reading()) == ["Ilsa Brandd", "Ilsa Brandt"]


@pytest.mark.parametrize("other", ["Karl Brandt", "Ilona Brandt", "Ilsa Brenner", "Elsa Brandt"])
def test_two_people_of_one_party_stay_two(other: str) -> None:
    assert len(people(one("a", "Ilsa Brandt", role="envoy"), one("b", other, role="envoy"))) == 2


def test_people_of_different_parties_stay_two() -> None:
    assert len(people(one("a", "Ilsa Brandt"), one("b", "Brandt", party="Westmark"))) == 2
    assert len(people(one("a", "Ilsa Brandt"), one("b", "Ilsa Brandt", party="Westmark"))) == 2


def test_full_and_most_frequent_name_is_shown() -> None:
    readings = one("a", "Brandt"), one("b", "Brandt"), one("c", "Ilsa Brandt"), one("d", "I. Brandt")
    assert people(*readings) == ["Ilsa Brandt"]


def described(name: str, description: str, *, party: str = "Ostland", plural: bool = False) -> Reading:
    draft = Draft(name, f"In Velm {description} spoke for {party} on Monday.")
    side = draft.party(party)
    draft.entity("person", None, description=description, party=side, plural=plural)
    return draft.reading()


def test_a_role_that_one_person_bears_names_that_person() -> None:
    readings = one("a", "Ilsa Brandt", role="chief negotiator"), described("b", "Ostland’s chief negotiator")
    brandt = named(resolve(readings).entities, "Ilsa Brandt")
    assert {span.report for span in brandt.mentions} == {"a", "b"}
    assert any("chief negotiator" in reason.detail for reason in brandt.why)


def test_a_role_that_two_people_bear_names_neither() -> None:
    readings = (
        one("a", "Ilsa Brandt", role="chief negotiator"),
        one("b", "Karl Velde", role="chief negotiator"),
        described("c", "Ostland’s chief negotiator"),
    )
    assert len(people(*readings)) == 3


@pytest.mark.parametrize("description", ["a chief negotiator", "Ostland’s official", "the deputy chief negotiator"])
def test_loose_descriptions_name_nobody(description: str) -> None:
    readings = one("a", "Ilsa Brandt", role="chief negotiator"), described("b", description)
    assert len(people(*readings)) == 2


def test_the_role_of_another_party_is_another_person() -> None:
    readings = (
        one("a", "Ilsa Brandt", role="chief negotiator"),
        described("b", "Westmark’s chief negotiator", party="Westmark"),
    )
    assert len(people(*readings)) == 2


def test_parties_join_by_code_and_collect_metonyms() -> None:
    a = Draft("a", "Ostland and the Palace of Velm agreed. Ostish officials were glad.")
    key = a.entity("party", "Ostland", code="OST")
    a.mention(key, "the Palace", "metonym")
    a.mention(key, "Ostish")
    b = Draft("b", "The Republic of Ostland refused.")
    b.entity("party", "Republic of Ostland", code="OST")
    entities = resolve([a.reading(), b.reading()]).entities
    party = next(entity for entity in entities if entity.kind == "party")
    assert len(entities) == 1
    assert party.code == "OST"
    assert {variant.text for variant in party.variants} == {"Ostland", "Palace", "Republic of Ostland"}


def test_an_acronym_is_its_organisation_and_ministries_of_two_sides_are_two() -> None:
    a = Draft("a", "The National Dockers Union met Ostland and its Harbour Ministry.")
    side = a.party("Ostland")
    a.entity("organisation", "National Dockers Union")
    a.entity("organisation", "Harbour Ministry", party=side)
    b = Draft("b", "The NDU met Westmark and its Harbour Ministry.")
    other = b.party("Westmark")
    b.entity("organisation", "NDU")
    b.entity("organisation", "Harbour Ministry", party=other)
    bodies = [e for e in resolve([a.reading(), b.reading()]).entities if e.kind == "organisation"]
    assert sorted(body.name for body in bodies) == ["Harbour Ministry", "Harbour Ministry", "National Dockers Union"]
    assert len({body.id for body in bodies}) == 3


def test_unnamed_sources_stay_apart() -> None:
    drafts = [Draft(name, "A harbour official said so in Velm.") for name in "ab"]
    for draft in drafts:
        draft.entity("other", None, description="harbour official")
    entities = resolve([draft.reading() for draft in drafts]).entities
    assert len(entities) == 2
    assert len({entity.id for entity in entities}) == 2


def test_a_body_passes_on_its_party() -> None:
    draft = Draft("a", "Ilsa Brandt of the Harbour Board spoke for Ostland.")
    side = draft.party("Ostland")
    board = draft.entity("organisation", "Harbour Board", party=side)
    draft.person("Ilsa Brandt", party=board)
    assert named(resolve([draft.reading()]).entities, "Ilsa Brandt").party == "party-ostland"


def test_the_cast_is_found_again_from_its_entities() -> None:
    readings = [one("a", "Ilsa Brandt"), one("b", "Brandt")]
    first = resolve(readings)
    assert cast(readings, first.entities).ids == first.ids


STORY = (
    one("a", "Ilsa Brandt", role="envoy"),
    one("b", "Brandt"),
    one("c", "Ilsa Brandd", role="envoy"),
    one("d", "Karl Brandt", role="harbour minister"),
    one("e", "Pavlo Borodansky", party="Westmark"),
    one("f", "Borodanskyy", party="Westmark"),
    described("g", "Ostland’s envoy"),
    one("h", "I. Brandt"),
)


@settings(max_examples=40, deadline=None)
@given(st.permutations(STORY))
def test_the_order_of_reports_does_not_matter(readings: list[Reading]) -> None:
    assert resolve(readings) == resolve(STORY)


def test_without_a_party_the_role_names_the_only_bearer_in_the_same_report() -> None:
    draft = Draft("b", "Brandt left Velm. The deputy harbour minister was silent.")
    draft.person("Brandt")
    draft.entity("other", None, description="The deputy harbour minister")
    bearer = one("a", "Ilsa Brandt", role="deputy harbour minister")
    elsewhere = Draft("b", "The deputy harbour minister was silent.")
    elsewhere.entity("other", None, description="The deputy harbour minister")
    assert len(resolve([bearer, draft.reading()]).entities) == 2
    assert len(resolve([bearer, elsewhere.reading()]).entities) == 3


def test_a_party_known_by_its_adjective_is_the_party() -> None:
    draft = Draft("b", "The Westmarkian hosts were silent.")
    draft.entity("party", None, description="Westmarkian hosts")
    entities = resolve([one("a", "Ilsa Brandt", party="Westmark"), draft.reading()]).entities
    assert [entity.name for entity in entities if entity.kind == "party"] == ["Westmark"]


def test_a_party_that_some_know_as_a_land_and_others_by_its_adjective_is_one() -> None:
    land = Draft("b", "The envoys flew to Westmark on Monday.")
    land.entity("place", "Westmark")
    hosts = Draft("c", "The Westmarkian hosts were silent.")
    hosts.entity("party", None, description="Westmarkian hosts")
    told = [one("a", "Ilsa Brandt", party="Westmark"), land.reading(), hosts.reading()]
    entities = resolve(told).entities
    assert [entity.name for entity in entities if entity.kind in {"party", "place"}] == ["Westmark"]


def test_a_given_name_alone_is_the_only_one_who_bears_it_and_nobody_where_two_do() -> None:
    bare = Draft("c", "On Monday Karl told the crews to wait.")
    bare.person("Karl")
    two = [one("a", "Karl Velde"), bare.reading()]
    assert [entity.name for entity in resolve(two).entities if entity.kind == "person"] == ["Karl Velde"]
    three = [*two, one("b", "Karl Brandt")]
    assert {entity.name for entity in resolve(three).entities if entity.kind == "person"} == {
        "Karl",
        "Karl Brandt",
        "Karl Velde",
    }


def test_a_name_mistaken_for_a_person_follows_the_others() -> None:
    mistaken = Draft("b", "Torrin has been silent.")
    mistaken.person("Torrin")
    right = Draft("a", "Rain fell on Torrin, and Torrin slept.")
    right.entity("place", "Torrin")
    right.mention(0, "Torrin", nth=1)
    assert [entity.id for entity in resolve([right.reading(), mistaken.reading()]).entities] == ["place-torrin"]


def test_a_short_name_is_that_of_the_only_body_it_fits() -> None:
    drafts = [Draft(name, f"The {body} met.") for name, body in zip("abc", BODIES_TOLD, strict=True)]
    for draft, body in zip(drafts, BODIES_TOLD, strict=True):
        draft.entity("organisation", body)
    assert len(resolve([draft.reading() for draft in drafts[:2]]).entities) == 1
    assert len(resolve([draft.reading() for draft in drafts]).entities) == 3


BODIES_TOLD = ("International Harbour Board", "Harbour Board", "National Harbour Board")


def test_an_unknown_form_of_address_is_no_part_of_a_name() -> None:
    readings = one("a", "Serene Ilsa Brandt"), one("b", "Ilsa Brandt"), one("c", "Ilsa Brandt")
    assert people(*readings) == ["Ilsa Brandt"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Ilsabet Brandt", "Ilsebeta Brandt"),
        ("Karl-Emil Brandt", "Karl-Otto Brandt"),
        ("Jasper Brandt-Koh", "Jaspar Brandt-Ko"),
    ],
)
def test_a_given_name_that_one_report_misspells_is_one_person_of_a_party(right: str, wrong: str) -> None:
    assert people(one("a", right), one("b", right), one("c", wrong)) == [right]


def test_the_holder_of_a_post_may_have_a_wrong_given_name_in_one_report() -> None:
    post = "state secretary for harbours"
    readings = one("a", "Piet Sand", role=post), one("b", "Piet Sand", role=post), one("c", "Olaf Sand", role=post)
    assert people(*readings) == ["Piet Sand"]


def test_relatives_in_one_party_stay_apart() -> None:
    readings = one("a", "Piet Sand"), one("b", "Piet Sand"), one("c", "Olga Sand")
    assert people(*readings) == ["Olga Sand", "Piet Sand"]


def test_a_given_name_beside_the_family_is_the_relatives() -> None:
    beside = Draft("a", "Ilsa Brandt of Ostland sent her brother Karl to Velm.")
    side = beside.party("Ostland")
    beside.person("Ilsa Brandt", party=side)
    beside.person("Karl", roles=("brother",), party=side)
    assert people(beside.reading(), one("b", "Karl Brandt")) == ["Ilsa Brandt", "Karl Brandt"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Ilsa Morrane", "Ilsa Morrain"),
        ("Baran Civek", "Baran Jivek"),
        ("Ren Senoo", "Ren Senu"),
        ("Ren Kato", "Kato Ren"),
    ],
)
def test_a_family_name_got_wrong_beside_one_given_name_is_one_person_of_a_party(right: str, wrong: str) -> None:
    assert people(one("a", right), one("b", right), one("c", wrong)) == [right]


def test_a_given_name_for_the_other_sex_is_another_person() -> None:
    assert len(people(one("a", "Erik Brandt"), one("b", "Erik Brandt"), one("c", "Erika Brandt"))) == 2


def test_what_two_reports_quote_alike_is_said_by_one_person_under_two_given_names() -> None:
    def quoting(name: str, person: str) -> Reading:
        draft = Draft(name, f"“The harbour stays shut until we are paid,” {person} said.")
        key = draft.person(person)
        draft.said(key, "“The harbour stays shut until we are paid,”")
        return draft.reading()

    assert people(quoting("a", "Ilsa Brandt"), quoting("b", "Ilsa Brandt"), quoting("c", "Hedda Brandt")) == [
        "Ilsa Brandt"
    ]


def test_a_narrow_role_stands_for_its_only_bearer_where_several_reports_name_him() -> None:
    named = [one(name, "Mira Lund", role="harbour minister") for name in "ab"]
    nameless = Draft("c", "The harbour minister told a conference that tolls would rise.")
    nameless.entity("other", None, description="The harbour minister")
    cast = resolve([*named, nameless.reading()])
    assert cast.id("c", 0) == cast.id("a", 1)


def test_a_wide_role_stands_for_nobody_in_a_report_that_does_not_name_him() -> None:
    named = [one(name, "Mira Lund", role="minister") for name in "ab"]
    nameless = Draft("c", "The minister told a conference that tolls would rise.")
    nameless.entity("other", None, description="The minister")
    cast = resolve([*named, nameless.reading()])
    assert cast.id("c", 0) != cast.id("a", 1)
