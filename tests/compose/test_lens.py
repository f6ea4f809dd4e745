"""Lenses: the shipped ones, a user's own, the one that fits, and files that are none."""

from dataclasses import replace
from pathlib import Path

import pytest

from parley.compose.compose import compose
from parley.compose.lens import AUTO, SHIPPED, Lens, find_lens, fitting, shelf, vague
from parley.compose.parties import with_parties
from parley.compose.terms import fold, terms
from parley.dossier import Made
from parley.errors import UsageError
from parley.story import Entity, Role
from tests.compose.build import Line, story


def test_the_shipped_lenses_can_be_copied_and_used_from_a_file(tmp_path: Path) -> None:
    for lens in shelf():
        copy = tmp_path / "mine.yaml"
        copy.write_text(lens.source)
        assert find_lens(str(copy)) == lens
    assert tuple(lens.name for lens in shelf()) == SHIPPED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The union rejected the pay offer and the new rosters; pensions and overtime are open.", "labour-dispute"),
        ("Ostmark and Varnia agreed a ceasefire, monitors and an exchange of prisoners.", "peace-talks"),
        ("A trade war over tariffs looms; exporters of cheese call for a truce.", "trade-talks"),
        ("The bloc wants emissions to fall and rich countries to pay for climate adaptation.", "climate-talks"),
        ("The two coalition parties agreed on a budget, but the deadline was put off by a week.", "general"),
        (
            "The governing parties want a smaller deficit; early elections loom and a minority government.",
            "coalition-talks",
        ),
        ("Ostmark's bondholders refuse a haircut; its lenders wait with the next tranche.", "debt-talks"),
        ("Ostmark and Varnia met.", "general"),
    ],
)
def test_auto_takes_the_lens_whose_signs_the_reports_show_else_the_general_one(text: str, name: str) -> None:
    assert find_lens(AUTO) is None
    assert fitting(story(Line(text))).name == name


def test_a_word_that_two_lenses_know_does_not_outweigh_the_others() -> None:
    strike = story(Line("The walkout hits wages; the union says tariffs and the climate are not its business."))
    assert fitting(strike).name == "labour-dispute"


def test_every_lens_gives_each_issue_once_and_no_term_to_two_issues_by_mistake() -> None:
    for lens in shelf():
        ids = [issue.id for issue in lens.issues]
        assert len(ids) == len(set(ids)), lens.name
        listed = [term for issue in lens.issues for term in set(issue.terms)]
        assert sorted(listed) == sorted(set(listed)), lens.name


def test_a_percentage_is_found_behind_its_number() -> None:
    found = terms([("pay", ["%", "per cent"])])
    assert len(list(found.find("7% or 5 per cent", 0, 16))) == 2


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("name: x\nissues: []\n", "issues"),
        ("name: x\nissues: [{id: A b, label: x, terms: [y]}]\n", r"issues\.0\.id"),
        ("name: x\nissues: [{id: a, label: x, terms: [y], colour: red}]\n", "colour"),
        ("name: x\nissues: [{id: a, label: x, terms: [y]}]\nstances: {shouts: {}}\n", "stances"),
        ("- a\n- b", "the file"),
        ("name: [", "YAML"),
    ],
)
def test_a_faulty_lens_is_refused_with_the_place(tmp_path: Path, content: str, place: str) -> None:
    path = tmp_path / "lens.yaml"
    path.write_text(content)
    with pytest.raises(UsageError, match=place):
        find_lens(str(path))


def test_a_lens_that_does_not_exist_names_the_remedy() -> None:
    with pytest.raises(UsageError, match="parley lens"):
        find_lens("no-such-lens")


def test_a_users_stance_counts_before_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "lens.yaml"
    path.write_text("name: x\nissues: [{id: a, label: x, terms: [bridge]}]\nstances: {wary: {subject: [demands]}}\n")
    lens = find_lens(str(path))
    assert lens is not None
    assert [hit.key for hit in lens.stance_terms.find("it demands a bridge", 0, 19)] == ["wary/subject"]


def test_words_that_may_stand_in_one_place_are_parted_by_a_stroke() -> None:
    found = terms([("a", ["will|would not sign|yield*"])])
    text = "they will not sign, would not yielding but may not sign"
    assert [text[h.start : h.end] for h in found.find(text, 0, len(text))] == ["will not sign", "would not yielding"]


def test_terms_know_endings_gaps_and_word_borders() -> None:
    found = terms([("a", ["withdraw* ... troops", "land"]), ("b", ["land deal*"])])
    text = fold("They’d withdrawn all their own troops; the Netherlands liked the land deals.")
    assert [(text[h.start : h.end], h.key) for h in found.find(text, 0, len(text))] == [
        ("withdrawn all their own troops", "a"),
        ("land", "a"),
    ]


PARTIES = "name: x\nissues: [{id: a, label: Towers, terms: [tower]}]\nparties:\n"


def lens_of(tmp_path: Path, content: str) -> Lens:
    path = tmp_path / "lens.yaml"
    path.write_text(content)
    lens = find_lens(str(path))
    assert lens is not None
    return lens


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            PARTIES + "- {name: Shippers, also: [the owners]}\n- {name: Owners, also: [THE OWNERS]}\n",
            "two parties.*'owners'",
        ),
        (PARTIES + "- {name: Shippers}\n- {name: shippers}\n", "two parties.*'shippers'.*one party only"),
        (
            PARTIES + "- {name: Shippers, members: [Harbour Minister]}\n- {name: Guild, members: [harbour minister]}\n",
            "two parties have the member 'harbour minister'.*one party only",
        ),
        (PARTIES + "- {name: Shippers, alias: [x]}\n", r"no lens knows: parties\.0\.alias.*name, also"),
        ("name: x\ncolour: red\nissues: [{id: a, label: x, terms: [y]}]\n", "no lens knows: colour.*parties, issues"),
        ("name: x\nissues: [{id: a, label: x, terms: [y]}, {id: a, label: z, terms: [v]}]\n", "two issues.*'a'"),
    ],
)
def test_a_key_or_a_name_that_cannot_stand_is_refused_with_the_remedy(
    tmp_path: Path, content: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        lens_of(tmp_path, content)


def test_a_lens_names_the_parties_and_the_words_that_stand_for_them(tmp_path: Path) -> None:
    lens = lens_of(tmp_path, PARTIES + "- {name: Shippers, also: [the owners, Varnia]}\n")
    made = story(
        Line("The owners demand a tower.", "The owners", "demand", "a tower", "demands"),
        Line("Varnia rejects a tower."),
        Line("Ostmark supports a tower."),
    )
    dossier = compose(made, lens, Made("2031-03-09", "parley test", "test", "1"))
    parties = {entity.name: entity.id for entity in dossier.entities if entity.kind == "party"}
    assert set(parties) == {"Shippers", "Ostmark"}
    (issue,) = dossier.issues
    assert {(p.party, p.stance) for p in issue.positions} == {
        (parties["Shippers"], "demands"),
        (parties["Shippers"], "rejects"),
        (parties["Ostmark"], "supports"),
    }


def test_a_lens_names_the_members_of_a_party_by_their_roles(tmp_path: Path) -> None:
    lens = lens_of(tmp_path, PARTIES + "- {name: Varnia, members: [harbour minister]}\n")
    made = story(Line("Varnia rejects a tower."), Line("Ostmark supports a tower."))
    span = made.entities[0].mentions[0]
    people = tuple(
        Entity(f"person-{n}", name, "person", None, (Role(role, (span,)),), (), ())
        for n, (name, role) in enumerate([("Jan Kol", "the deputy harbour minister"), ("Ada Fenn", "harbour master")])
    )
    told = with_parties(replace(made, entities=(*made.entities, *people)), lens.parties)
    parties = {entity.name: entity.party for entity in told.entities}
    assert parties["Jan Kol"] == next(entity.id for entity in told.entities if entity.name == "Varnia")
    assert parties["Ada Fenn"] is None


def test_forms_of_address_name_no_issue() -> None:
    assert {"mr", "mr.", "mrs.", "ms.", "dr."} <= vague()
