import pytest

from parley.compare.names import acronym, bare, initials, key, misspelt, near, person, same_given


@pytest.mark.parametrize(
    "spellings",
    [
        "Borodansky Borodanskyy Borodanskiy Borodanskij",
        "Kiev Kyiv",
        "Yuri Yury Yuriy Iouri",
        "Melitin Melittin",
        "Khoury Houri",
        "Djanik Janik",
        "Zhorin Jorin",
        "Boulak Bulak",
        "Müller Mueller",
        "Petrov Petroff",
    ],
)
def test_transliterations_share_a_key(spellings: str) -> None:
    assert len({key(spelling) for spelling in spellings.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("Brandt", "Brenner"), ("Holm", "Helm"), ("Ostland", "Westland")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("President Ilsa Brandt", ("ilsa",), "brandt"),
        ("I. Brandt", ("i",), "brandt"),
        ("Dr. Karl van der Brandt Jr.", ("karl",), "brandt"),
        ("al-Haddad", (), "hadad"),
        ("Brandt’s", (), "brandt"),
    ],
)
def test_names_come_apart(name: str, given: tuple[str, ...], family: str) -> None:
    assert person(name).given == given
    assert person(name).family == family


def test_titles_alone_are_a_name_still() -> None:
    assert person("President").letters == "president"


def test_given_names_fit_by_initial_and_short_form() -> None:
    assert same_given(("i",), ("ilsa",))
    assert same_given(person("Bob Holm").given, person("Robert Holm").given)
    assert not same_given(("ilsa",), ("karl",))


def test_one_letter_in_a_long_name_may_be_wrong() -> None:
    assert misspelt("brandt", "brandd")
    assert misspelt("castellano", "castelanno")
    assert not misspelt("holm", "helm")
    assert not misspelt("brandt", "grandt")
    assert not misspelt("brandt", "brener")


def test_a_misspelt_name_is_found_under_a_common_key() -> None:
    assert set(near("witten")) & set(near("witken"))


def test_acronyms_are_the_initials_of_names() -> None:
    assert acronym("NDU") == initials("the National Dockers Union") == "ndu"
    assert acronym("Norra") == ""
    assert bare("the Harbour Board’s") == "Harbour Board"
