"""Posts and the bodies that they belong to, where no adjective or name beside them says it."""

import pytest

from tests.annotate.casting import read

TALKS = "Varnian officials met the Dockers' Guild on Monday. The Dockers' Guild rejected the offer.\n\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The strike of the Amalgamated Road and Tram Workers began.", "Amalgamated Road and Tram Workers"),
        ("The Syndicate of Weavers and Dyers rejected the offer.", "Syndicate of Weavers and Dyers"),
        ("Talks with the Salt and Lime Workers' Union began.", "Salt and Lime Workers' Union"),
    ],
)
def test_and_joins_the_members_of_one_body(text: str, name: str) -> None:
    assert name in read(text).named("organisation") | read(text).named("party")


def test_and_between_two_bodies_joins_nothing() -> None:
    told = read("The Harbour Board and Dockers' Guild met. The Harbour Board agreed. The Dockers' Guild did not.")
    assert "Dockers' Guild" in told.named("organisation") | told.named("party")


@pytest.mark.parametrize(
    "sentence",
    [
        "Finance minister Mara Kol answered on Sunday.",
        "Manpower Minister Mara Kol answered on Sunday.",
        "The Commissioner of Resettlement, Ms Mara Kol, answered on Sunday.",
        "Mara Kol, Minister of State, answered on Sunday.",
    ],
)
def test_what_a_minister_is_for_is_no_body(sentence: str) -> None:
    told = read(sentence)
    assert told.entity("Mara Kol").body is None
    assert told.people() == {"Mara Kol"}
    assert not told.named("organisation")


@pytest.mark.parametrize(
    "sentence",
    [
        "“We never offered it,” spokeswoman Mara Kol said.",
        "The Guild wants more. Its leader, who is ill, was away. “We wait,” spokeswoman Mara Kol said.",
    ],
)
def test_a_bare_spokeswoman_speaks_for_the_only_body_of_the_paragraph(sentence: str) -> None:
    assert read(TALKS + "The Dockers' Guild denied it. " + sentence).party_of("Mara Kol") == "Dockers' Guild"


def test_a_bare_spokeswoman_beside_two_bodies_speaks_for_neither() -> None:
    told = read(TALKS + "The Dockers' Guild met Norrvik Shipping. “We wait,” spokeswoman Mara Kol said.")
    assert told.party_of("Mara Kol") is None


def test_no_state_has_a_chief_executive() -> None:
    told = read("Varnia agreed. Varnian officials said so. Chief executive Mara Kol opened the session.")
    assert told.party_of("Mara Kol") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Mara Kol, one of the two leaders of the Dockers' Guild, left.",
        "Mara Kol, the Dockers' Guild's man for figures, left.",
        "The Dockers' Guild's chief negotiator, former deputy finance minister Mara Kol, left.",
        "Mara Kol, who founded the Dockers' Guild, left.",
        "The Dockers' Guild, run by Mara Kol, left.",
    ],
)
def test_words_that_say_whose_leader_or_founder_someone_is(sentence: str) -> None:
    assert read(TALKS + sentence).party_of("Mara Kol") == "Dockers' Guild"


def test_whoever_represents_the_one_that_opens_a_sentence_is_of_it() -> None:
    told = read(TALKS + "Varnia was represented by Mara Kol, its envoy, and by General Jan Holt, a veteran.")
    assert told.party_of("Mara Kol") == told.party_of("Jan Holt") == "Varnia"


def test_its_in_a_role_means_the_one_that_the_sentence_names() -> None:
    told = read(
        "Varnia was silent. Varnian officials left. Ostish envoys stayed.\n\n"
        "Varnia sent nobody. Across sat Ostland's envoy, Jan Holt, and Admiral Mara Kol, the head of its navy."
    )
    assert told.party_of("Mara Kol") == "Ostland"


def test_the_chief_executive_of_a_name_makes_it_a_company() -> None:
    told = read("The chief executive of Norrvik stayed away; he has sent his deputy, Mara Kol.")
    assert told.named("organisation") == {"Norrvik"}
