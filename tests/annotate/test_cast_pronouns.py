import pytest

from tests.annotate.casting import read


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("Ilsa Brandt met Jan Kol. “No,” she said.", "she", "Ilsa Brandt"),
        ("Ilsa Brandt met Jan Kol. “No,” he said.", "he", "Jan Kol"),
        ("Envoy Jan Kol arrived on Monday. He praised Mayor Tom Winter.", "He", "Jan Kol"),
        ("Envoy Jan Kol said that he would stay.", "he", "Jan Kol"),
        ("Envoy Jan Kol met Mayor Tom Winter and thanked him.", "him", "Tom Winter"),
        ("The spokeswoman arrived. Her message was short, the spokeswoman said.", "Her", "spokeswoman"),
        ("Varnian officials praised Varnia. Varnia agreed. It wants peace.", "It", "Varnia"),
        ("Russia said that it would withdraw.", "it", "Russia"),
    ],
)
def test_pronouns_are_resolved(text: str, pronoun: str, meant: str) -> None:
    assert read(text).meant(pronoun) == meant


def test_words_in_a_quotation_do_not_mean_who_is_quoted() -> None:
    told = read("President Omar Haddad met Jan Kol. “He is an honest man,” Omar Haddad said.")
    assert told.meant("He is") != "Omar Haddad"


@pytest.mark.parametrize("sentence", ["It is clear that Russia agreed.", "Russia agreed, but it is raining."])
def test_it_may_mean_nothing(sentence: str) -> None:
    assert read(sentence).words("Russia", "pronoun") == []


def test_his_delegation_is_the_party() -> None:
    told = read("Varnian officials praised Varnia. Varnian envoy Jan Kol said his delegation had left.")
    assert told.meant("his delegation") == "Varnia"


def test_her_hosts_are_not_her_party() -> None:
    told = read("Varnian officials praised Varnia. Varnian envoy Ilsa Brandt thanked her hosts, her hosts said.")
    assert told.meant("her hosts") != "Varnia"


@pytest.mark.parametrize(
    ("words", "meant"),
    [("The envoy", "Jan Kol"), ("The Varnian envoy", "Jan Kol"), ("The president", "Mara Orsini")],
)
def test_roles_mean_who_holds_them(words: str, meant: str) -> None:
    told = read(
        "Varnian officials praised Varnia. President Mara Orsini met the Varnian special envoy, Jan Kol, on Monday. "
        f"{words} said it went well."
    )
    assert told.meant(words) == meant


def test_a_role_that_nobody_holds_is_someone_unnamed() -> None:
    told = read("Russia agreed. Ukraine’s chief negotiator said his delegation had left.")
    entity = told.entity("Ukraine’s chief negotiator")
    assert (entity.kind, entity.name) == ("other", None)
    assert told.party_of("Ukraine’s chief negotiator") == "Ukraine"
    assert told.meant("his delegation") == "Ukraine"


def test_the_deputy_is_not_the_minister() -> None:
    told = read("Varnian foreign minister Jan Kol left. Varnia’s deputy foreign minister said it was over.")
    assert told.meant("Varnia’s deputy foreign minister") != "Jan Kol"


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("Ilsa Brandt, a Varnian envoy to the talks,", "Ilsa Brandt"),
        ("Varnia’s chief negotiator, Ilsa Brandt,", "Ilsa Brandt"),
        ("Russian President Mara Orsini’s special envoy, Jan Kol,", "Jan Kol"),
        ("Varnian President Ilsa Brandt", "Ilsa Brandt"),
    ],
)
def test_the_entity_of_a_source_is_that_of_its_head(source: str, meant: str) -> None:
    assert read(f"{source} said that the talks went well.").meant(source) == meant


def test_the_owner_is_not_the_head() -> None:
    told = read("Varnian officials praised Varnia. Varnia’s answer was no.")
    assert told.meant("Varnia’s answer") is None


def test_a_bare_role_means_the_one_person_of_its_paragraph() -> None:
    told = read("When Tomas Ferrando left at dawn, he was silent. “Water first,” the deputy foreign minister said.")
    assert told.meant("the deputy foreign minister") == "Tomas Ferrando"


def test_a_bare_role_means_nobody_where_another_post_is_told() -> None:
    told = read("Trade minister Tomas Ferrando left at dawn. “Water first,” the foreign minister said.")
    assert told.meant("the foreign minister") != "Tomas Ferrando"
