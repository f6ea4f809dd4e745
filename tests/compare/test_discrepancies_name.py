import pytest

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.resolve import resolve
from parley.story import Discrepancy, Entity, Role, Variant
from tests.compare.build import Draft


def spelled(*names: str) -> list[Discrepancy]:
    """Each name in a report of its own, all of one person."""
    drafts = [Draft(f"r{number}", f"Late at night {name} left the hall.") for number, name in enumerate(names)]
    for draft, name in zip(drafts, names, strict=True):
        draft.person(name)
    spans = [draft.span(name) for draft, name in zip(drafts, names, strict=True)]
    variants = tuple(Variant(name, (span,)) for name, span in zip(names, spans, strict=True))
    entity = Entity("person-x", names[0], "person", None, (), tuple(spans), variants)
    found = discrepancies(Compared(tuple(draft.reading() for draft in drafts), (entity,)))
    return [each for each in found if each.kind == "name"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tobias Merrick", "Tobias Merrik"),
        ("Tobias Merrick", "Tobias Merick"),
        ("Oda Venn", "Oda Vern"),
        ("Karel Brandtner", "Karel Bradnter"),
        ("Liselotte Amsel", "Lisellote Amsel"),
        ("Envoy Tobias Merrick", "Mr Tobias Merzick"),
    ],
)
def test_a_letter_or_two_that_differ_are_shown_with_both_spellings(one: str, other: str) -> None:
    (found,) = spelled(one, other)
    assert {span.report for value in found.values for span in value.evidence} == {"r0", "r1"}
    assert len(found.values) == 2
    assert found.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tobias Merrick", "Merrick"),
        ("Tobias Merrick", "Tobias Merrick Jr."),
        ("Mykola Zaharenko", "Mykola Zakharenko"),
        ("Viktor Sadovskyy", "Viktor Sadovsky"),
        ("Yuri Lebedev", "Yury Lebedyev"),
        ("Mike Thornbury", "Michael Thornbury"),
        ("José Ibáñez", "Jose Ibanez"),
        ("Oda Venn", "ODA VENN"),
        ("Oda Venn", "Oda Venns"),
        ("Oda Venn", "O. Venn"),
        ("Ann Lee", "Anne Lea"),
        ("Erik Brandtner", "Erika Brandtner"),
        ("Tobias Merrick", "Merrik"),
        ("Tobias Merrick", "Tobias Holloway"),
    ],
)
def test_transliterations_partial_names_titles_and_other_names_are_no_misspelling(one: str, other: str) -> None:
    assert spelled(one, other) == []


def test_one_spelling_against_two_makes_two_values_only() -> None:
    (found,) = spelled("Tobias Merrick", "Tobias Merrik", "Merrick")
    assert sorted(len(value.evidence) for value in found.values) == [1, 2]
    assert "“Tobias Merrik”" in found.note


def test_the_misspelling_is_found_among_resolved_people() -> None:
    drafts = [
        Draft("r0", "Tobias Merrick, the mediator, spoke first. Merrick left early."),
        Draft("r1", "Tobias Merick, the mediator, spoke first."),
    ]
    drafts[0].person("Tobias Merrick", "Tobias Merrick", "Merrick left", roles=("mediator",))
    drafts[1].person("Tobias Merick", roles=("mediator",))
    readings = tuple(draft.reading() for draft in drafts)
    (found,) = discrepancies(Compared(readings, resolve(readings).entities))
    assert found.kind == "name"


def test_a_family_name_alone_is_a_slip_where_its_report_has_the_full_name() -> None:
    draft = Draft("r0", "Tobias Merrick left the hall. Nobody had asked Merrik to stay.")
    draft.person("Tobias Merrick", "Tobias Merrick", "Merrik")
    spans = (draft.span("Tobias Merrick"), draft.span("Merrik"))
    variants = (Variant("Tobias Merrick", spans[:1]), Variant("Merrik", spans[1:]))
    entity = Entity("person-x", "Tobias Merrick", "person", None, (), spans, variants)
    (found,) = discrepancies(Compared((draft.reading(),), (entity,)))
    assert [value.value for value in found.values] == ["Tobias Merrick", "Merrik"]


def test_a_slip_of_one_report_that_else_spells_the_name_as_the_others_do_is_its_own() -> None:
    def variants(draft: Draft, right: int) -> Entity:
        spans = tuple(draft.span("Merrick", nth) for nth in range(right))
        full = draft.span("Tobias Merrick")
        slip = (draft.span("Merrik"),)
        held = (Variant("Tobias Merrick", (full,)), Variant("Merrick", spans[1:]), Variant("Merrik", slip))
        return Entity("person-x", "Tobias Merrick", "person", None, (), (full, *spans[1:], *slip), held)

    often = Draft("r0", "Tobias Merrick left the hall. Nobody had asked Merrik to stay. Merrick slept.")
    assert discrepancies(Compared((often.reading(),), (variants(often, 2),))) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karl-Ove Brandtner", "Karl-Otto Brandtner"),
        ("Selma Brandtner", "Seraphine Brandtner"),
        ("Joris Brandtner", "Jaap Brandtner"),
        ("Osip Matvarin", "Osip Matwarin"),
        ("Tilda Zhaverin", "Tilda Javerin"),
    ],
)
def test_another_given_name_and_a_name_as_another_language_hears_it_are_shown(one: str, other: str) -> None:
    (found,) = spelled(one, other)
    assert {span.report for value in found.values for span in value.evidence} == {"r0", "r1"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karl Brandtner", "Karl-Ove Brandtner"),
        ("Tobias Jan Brandtner", "Tobias Brandtner"),
        ("Tobias Jan Brandtner", "Jan Brandtner"),
        ("Yuri Brandtner", "Yury Brandtner"),
        ("J. Brandtner", "Tobias Brandtner"),
        ("Michael Brandtner", "Mike Brandtner"),
    ],
)
def test_parts_short_forms_and_initials_of_given_names_are_no_other_names(one: str, other: str) -> None:
    assert spelled(one, other) == []


def test_an_unknown_title_is_no_given_name() -> None:
    draft = Draft("r0", "Late at night Sahib Anand Kettle left. Sahib Kettle slept.")
    other = Draft("r1", "Late at night Anand Kettle left.")
    spans = [draft.span("Sahib Anand Kettle"), draft.span("Sahib Kettle"), other.span("Anand Kettle")]
    names = ["Sahib Anand Kettle", "Sahib Kettle", "Anand Kettle"]
    variants = tuple(Variant(name, (span,)) for name, span in zip(names, spans, strict=True))
    entity = Entity("person-x", names[2], "person", None, (), tuple(spans), variants)
    found = discrepancies(Compared((draft.reading(), other.reading()), (entity,)))
    assert [each for each in found if each.kind == "name"] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zilan Merrick", "Zeelan Merrick"),
        ("Louane Merrick", "Luane Merrick"),
        ("Leonard Feuerbach", "Leonard Feurbach"),
        ("Davit Kessany", "Davit Kessani"),
        ("Rachide Merrick", "Rachid Merrick"),
    ],
)
def test_vowels_heard_in_another_way_are_shown(one: str, other: str) -> None:
    assert len(spelled(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Defence Minister Tobias Merrick", "Defense Minister Tobias Merrick"),
        ("Defence Secretary Merrick", "Defense Secretary Merrick"),
        ("Programme Director Merrick", "Program Director Merrick"),
        ("Jörg Müller", "Jörg Mueller"),
    ],
)
def test_titles_in_two_spellings_and_letters_with_marks_are_no_difference(one: str, other: str) -> None:
    assert spelled(one, other) == []


def test_a_name_is_shown_in_its_clause() -> None:
    (found,) = spelled("Tobias Merrick", "Tobias Merrik")
    assert all(span.end - span.start > 40 for value in found.values for span in value.evidence)


def two_people(*told: tuple[str, str, str]) -> list[Discrepancy]:
    """A sentence with a name and a role in a report each; the two are resolved as the names alone allow."""
    drafts = []
    for number, (name, role, line) in enumerate(told):
        draft = Draft(f"r{number}", line.format(name=name, role=role))
        draft.person(name, roles=(role,))
        drafts.append(draft)
    readings = tuple(draft.reading() for draft in drafts)
    people = tuple(
        Entity(f"person-{n}", name, "person", None, (Role(role, (d.span(role),)),), (d.span(name),), ())
        for n, ((name, role, _), d) in enumerate(zip(told, drafts, strict=True))
    )
    return [each for each in discrepancies(Compared(readings, people)) if each.kind == "name"]


CASE = "{name}, the {role}, read the paper aloud."
AGAIN = "By noon {name}, the {role}, had gone."


FAR = "The crowd cheered for Oolde, the {role}."


def test_two_people_of_one_office_and_nearly_one_name_are_one_whom_a_report_names_wrongly() -> None:
    (found,) = two_people(("Marten Oolde", "harbour arbiter", CASE), ("Maurits Oolde", "harbour arbiter", AGAIN))
    assert {value.value for value in found.values} == {"Marten Oolde", "Maurits Oolde"}
    assert two_people(("Joss Oolde", "arbiter", CASE), ("Jozs Oolde", "arbiter", AGAIN))
    assert two_people(("Oda Brandtmark", "harbour arbiter", CASE), ("Oda Brandtvik", "harbour arbiter", AGAIN))


def test_two_offices_or_a_relative_leave_two_people_of_one_family_apart() -> None:
    assert two_people(("Marten Oolde", "harbour arbiter", CASE), ("Maurits Oolde", "baker", AGAIN)) == []
    one, other = ("Marten Oolde", "harbour arbiter", CASE), ("Maurits Oolde", "brother of the harbour arbiter", AGAIN)
    assert two_people(one, other) == []
    assert two_people(("Marten Oolde", "harbour arbiter", CASE), ("Oda Venn", "harbour arbiter", AGAIN)) == []


def test_a_post_of_the_family_name_alone_or_a_given_name_told_elsewhere_leaves_two_people_apart() -> None:
    one = ("Marten Oolde", "harbour arbiter", CASE)
    assert (
        two_people(one, ("Maurits Oolde", "harbour arbiter", "{name} has sung since noon. " + "La la. " * 12 + FAR))
        == []
    )
    assert two_people(one, ("Maurits Oolde", "harbour arbiter", AGAIN + " Marten had left.")) == []


def test_an_s_that_most_reports_give_a_family_name_is_missed_and_one_of_few_is_a_genitive() -> None:
    assert spelled("Oda Venns", "Oda Venns", "Oda Venn")
    assert spelled("Oda Venn", "Oda Venn", "Oda Venns") == []


def test_letters_with_stops_are_no_given_name() -> None:
    assert spelled("H.E. Yun Velmark", "Yoon Velmark") == []


def test_of_a_long_clause_what_is_around_the_name_is_shown() -> None:
    line = (
        "Before the ferries sailed, and while the porters of the lower quay still counted the crates of the night, "
        "the herring board heard the team led by {} and asked for a second reading of each of the nine tables"
    )
    drafts = [Draft(f"r{n}", line.format(name)) for n, name in enumerate(("Tobias Merrick", "Tobias Merrik"))]
    for draft, name in zip(drafts, ("Tobias Merrick", "Tobias Merrik"), strict=True):
        draft.person(name)
    readings = tuple(draft.reading() for draft in drafts)
    (found,) = discrepancies(Compared(readings, resolve(readings).entities))
    shown = [drafts[int(s.report[1:])].text[s.start : s.end] for v in found.values for s in v.evidence]
    assert len(shown) == 2
    assert all("the team led by Tobias" in words for words in shown)
