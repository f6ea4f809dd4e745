import pytest

from tests.annotate.casting import read

TALKS = "The Dockers' Guild and Norrvik Shipping talked on Monday. The Guild said no. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Mara Kol, speaking for the Guild, said so.",
        "Mara Kol, who heads the delegation of the Dockers' Guild, said so.",
        "Mara Kol, head of the Guild's negotiating team, said so.",
        "Mara Kol, from the Dockers' Guild, said so.",
        "Mara Kol, for the Dockers' Guild, said so.",
        "Mara Kol, who negotiates for the Guild, said so.",
        "Mara Kol, who commands the Guild's fighters, said so.",
        "The Guild, led by Mara Kol, said so.",
        "The Guild's delegation, headed by Mara Kol, said so.",
        "A Guild delegate, Mara Kol, said so.",
        "Mara Kol spoke for the Guild.",
        "On behalf of the Guild, Mara Kol said so.",
        "Mara Kol signed for the Guild.",
        "For the Dockers' Guild, Mara Kol said so.",
        "For the Dockers' Guild the paper was signed by the treasurer, Mara Kol.",
    ],
)
def test_words_that_are_no_role_say_for_whom_someone_stands(sentence: str) -> None:
    told = read(TALKS + sentence)
    assert told.party_of("Mara Kol") == "Dockers' Guild"


@pytest.mark.parametrize(
    "sentence",
    [
        "Mara Kol, who met the Guild, said so.",
        "Mara Kol asked for the Guild.",
        "Mara Kol spoke for an hour. The Guild listened.",
        "A report on the Guild, written by Mara Kol, said so.",
        "For the Guild and the harbour the day was long, Mara Kol said.",
        "Ada Fenn, the chair of the Dockers' Guild, has a brother. Ada Fenn's brother, Mara Kol, said so.",
    ],
)
def test_words_beside_a_body_do_not_give_it_people(sentence: str) -> None:
    told = read(TALKS + sentence)
    kol = told.entity("Mara Kol")
    assert kol.party is None
    assert kol.body is None


def test_who_belongs_to_a_company_that_is_no_party_keeps_it_as_body() -> None:
    told = read("Norrvik Shipping was fined. Norrvik Shipping's finance chief, Mara Kol, was away.")
    kol = told.entity("Mara Kol")
    assert kol.party is None
    assert kol.body == told.entity("Norrvik Shipping").key


def test_a_retired_general_speaks_for_nobody() -> None:
    told = read("Varnia agreed. Retired general Jan Holt, who led Varnia's Third Brigade until last summer, said no.")
    assert told.party_of("Jan Holt") is None


def test_the_sister_of_a_companys_head_is_none_of_its_people() -> None:
    told = read(
        "Norrvik Shipping sailed. Mara Kol, the younger sister of Norrvik Shipping's chief executive, was away."
    )
    kol = told.entity("Mara Kol")
    assert kol.party is None
    assert kol.body is None


def test_a_post_after_an_origin_is_the_persons() -> None:
    told = read("Mara Kol of Norrvik, chair of the lenders' committee, said no.")
    assert told.roles("Mara Kol") == ["chair of the lenders' committee"]


def test_an_origin_may_stand_between_commas() -> None:
    told = read("The Harbour League and Norrvik talked. Mayor Mara Kol, of the Harbour League, said so.")
    assert told.party_of("Mara Kol") == "Harbour League"


def test_no_state_has_a_manager() -> None:
    told = read("The creamery sells to Ostland. The Ostish envoy left Ostland, and its manager, Jan Kol, said so.")
    assert told.party_of("Jan Kol") is None


def test_his_deputy_beside_a_name_is_not_his_own() -> None:
    told = read("Jan Kol argued. Mara Brandt, his opposite number at Norrvik, stayed away and sent her aide.")
    assert told.meant("his") == "Jan Kol"
    assert told.meant("her") == "Mara Brandt"


@pytest.mark.parametrize(
    "sentence",
    [
        "Mara Kol, president of the French Weaving Institute, said so.",
        "Mara Kol, director of the Centre for French Looms, said so.",
        "Mara Kol of New France said so.",
        "Mara Kol, a senator from New France, said so.",
    ],
)
def test_a_land_in_the_name_of_an_institute_or_of_another_place_gives_it_no_people(sentence: str) -> None:
    told = read(f"France and Spain talked on Monday. France said no. {sentence}")
    assert told.party_of("Mara Kol") is None


@pytest.mark.parametrize("body", ["French Foreign Ministry", "French National Bank"])
def test_a_land_in_the_name_of_a_ministry_or_its_bank_gives_it_people(body: str) -> None:
    told = read(f"France and Spain talked on Monday. France said no. Mara Kol, head of the {body}, said so.")
    assert told.party_of("Mara Kol") == "France"
