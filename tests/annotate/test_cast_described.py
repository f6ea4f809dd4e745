"""Whom descriptions mean that bear nobody's role: by the sentence before, by the whole report, by those who lead."""

import pytest

from tests.annotate.casting import read


@pytest.mark.parametrize("words", ["The director of the hospital", "The club's president", "The Green League leader"])
def test_a_description_introduces_the_person_of_the_sentence_before(words: str) -> None:
    told = read(f"For Ilsa Brandt the letter was a gift. {words} said that it would help.")
    assert told.meant(words) == "Ilsa Brandt"


def test_a_description_means_the_last_of_two_people() -> None:
    told = read("Jan Kol was cheerful, unlike Ilsa Brandt. The director of the hospital said that she would wait.")
    assert told.meant("The director of the hospital") == "Ilsa Brandt"


@pytest.mark.parametrize(
    ("text", "words", "another"),
    [
        ("Foreign Minister Ilsa Brandt arrived. The mediator said no.", "The mediator", "Ilsa Brandt"),
        ("Mr Kol arrived. The spokeswoman said no. Spokeswoman Ilsa Brandt left.", "The spokeswoman", "Kol"),
        ("Ilsa Brandt arrived. His director said no.", "His director", "Ilsa Brandt"),
        ("Ilsa Brandt arrived. A director said no.", "A director", "Ilsa Brandt"),
        (
            "Foreign Minister Jan Kol arrived. The deputy foreign minister said no.",
            "The deputy foreign minister",
            "Jan Kol",
        ),
    ],
)
def test_a_description_of_somebody_else_introduces_nobody(text: str, words: str, another: str) -> None:
    assert read(text).meant(words) != another


def test_a_headline_may_call_a_holder_by_another_noun() -> None:
    text = "Rail chief says no\n\nRain fell. Ilsa Brandt, chief executive of Norra Rail, said no to the strikers."
    assert read(text, titled=True).meant("Rail chief") == "Ilsa Brandt"


def test_the_minister_of_one_thing_is_not_that_of_another() -> None:
    text = "Water minister says no\n\nRain fell. Irrigation minister Jan Kol met nobody."
    assert read(text, titled=True).meant("Water minister") != "Jan Kol"


def test_the_minister_is_not_the_prime_minister() -> None:
    text = "Minister says no\n\nRain fell. Prime Minister Jan Kol met nobody."
    assert read(text, titled=True).meant("Minister") != "Jan Kol"


def test_the_head_of_state_is_the_president() -> None:
    told = read("The head of state said no. Rain fell on Monday. President Jan Kol met nobody.")
    assert told.meant("The head of state") == "Jan Kol"


def test_a_name_may_follow_a_role_with_a_certain() -> None:
    told = read("The envoy of the armed group, a certain Jan Kol, said no.")
    assert told.meant("The envoy of the armed group, a certain Jan Kol,") == "Jan Kol"


def test_the_ministry_is_the_ministry_of_something() -> None:
    told = read("The Ministry of Rivers met on Monday. Rain fell. The Ministry said that it would wait.")
    assert told.meant("The Ministry", 1) == "Ministry of Rivers"


def test_a_court_is_no_ministry() -> None:
    told = read("The Labour Court met on Monday. The ministry said that it would wait.")
    assert told.meant("The ministry") != "Labour Court"


def test_a_chief_executive_leads_a_company() -> None:
    text = "NRA met AVK on Monday. Ilsa Brandt, chief executive of NRA, left. The company said that it would wait."
    assert read(text).meant("The company") == "NRA"


def test_the_agency_of_a_dateline_is_no_company() -> None:
    text = "NORRHOLM (XNA) — Workers at Aldvik went home on Monday. The company said that it would wait."
    assert read(text).meant("The company") == "Aldvik"


def test_a_noun_after_a_name_tells_what_it_is() -> None:
    told = read("The Lamp union met AVK on Monday. The company said that it would wait.")
    assert told.meant("The company") == "AVK"


def test_members_stand_for_the_body_that_is_named_after_them() -> None:
    told = read("The Association of Hospital Doctors met on Monday. Rain fell. The doctors said that they would wait.")
    assert told.meant("The doctors") == "Association of Hospital Doctors"


def test_members_of_two_bodies_stand_for_neither() -> None:
    text = (
        "The Union of Hospital Doctors met the Association of Village Doctors. The doctors said that they would wait."
    )
    assert read(text).meant("The doctors") == "doctors"


def test_their_union_may_be_named_late() -> None:
    text = "Drivers will go home after their union said no. The Union of Ferry Drivers met on Monday."
    assert read(text).meant("their union") == "Union of Ferry Drivers"


def test_who_says_so_between_commas_is_not_the_one_before() -> None:
    told = read("Ilsa Brandt spoke on Monday. Anna Holt, she believes, means well.")
    assert told.meant("she") == "Ilsa Brandt"


def test_one_of_whom_a_quotation_tells_is_not_its_speaker() -> None:
    told = read("Jan Kol spoke on Monday. “A soldier obeys and the town sleeps,” he said.")
    assert told.meant("he said") == "Jan Kol"


def test_a_letter_is_nobody() -> None:
    told = read("Jan Kol spoke on Monday. The letter said no. He said that he would wait.")
    assert told.meant("He") == "Jan Kol"
