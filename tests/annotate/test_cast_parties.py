import pytest

from tests.annotate.casting import read


def test_an_adjective_makes_a_state_of_an_invented_name() -> None:
    told = read("Varnia rejected the offer. Varnian officials said so in Norrhaven.")
    assert told.named("party") == {"Varnia"}
    assert told.words("Varnia") == ["Varnia", "Varnian officials"]
    assert told.named("place") == {"Norrhaven"}


def test_a_state_known_by_its_adjective_alone_is_a_party_without_a_name() -> None:
    told = read("Ostish officials said no. An Ostish diplomat agreed.")
    (party,) = (entity for entity in told.cast.entities if entity.kind == "party")
    assert party.name is None
    assert told.entity("Ostish diplomat").party == party.key


@pytest.mark.parametrize("words", ["Moscow", "the Kremlin", "Russian officials", "Russia’s leadership", "the Russians"])
def test_metonyms_and_groups_stand_for_the_party(words: str) -> None:
    assert read(f"Talks went on, but {words} rejected the plan.").meant(words) == "Russia"


def test_metonyms_are_marked_as_such() -> None:
    told = read("Russia agreed. Moscow said so, and the Kremlin confirmed it.")
    assert told.words("Russia", "metonym") == ["Moscow", "Kremlin"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers met in Moscow on Monday.",
        "The ministers flew to Moscow on Monday.",
        "The ministers left Moscow on Monday.",
        "The Moscow talks ended on Monday.",
    ],
)
def test_a_capital_that_says_where_is_a_place(sentence: str) -> None:
    told = read(sentence)
    assert told.named("place") == {"Moscow"}
    assert not told.named("party")


def test_a_state_is_a_place_and_a_party_by_turns() -> None:
    told = read("Russia rejected the plan. Fighting went on in Russia.")
    assert told.words("Russia", kind="party") == ["Russia"]
    assert told.words("Russia", kind="place") == ["Russia"]


def test_an_invented_capital_stands_for_its_state() -> None:
    told = read("Varnian officials praised Varnia. Selm, the capital of Varnia, has denied it. Nobody left in Selm.")
    assert told.words("Varnia", "metonym", "party") == ["Selm"]
    assert told.words("Selm", kind="place") == ["Selm"]


@pytest.mark.parametrize(
    "words", ["American, Russian and European officials", "U.S. and Russian envoys", "officials on both sides"]
)
def test_groups_of_several_parties_are_no_party(words: str) -> None:
    told = read(f"According to {words}, the talks went well.")
    key = told.cast.entity_of(told.span(words))
    assert key is not None
    entity = told.cast.entities[key]
    assert (entity.kind, entity.party, entity.plural) == ("other", None, True)


@pytest.mark.parametrize("words", ["Western diplomats", "analysts", "observers", "sources close to the talks"])
def test_onlookers_have_no_party(words: str) -> None:
    told = read(f"The talks went well, {words} said. Russia agreed.")
    key = told.cast.entity_of(told.span(words))
    assert key is not None
    assert (told.cast.entities[key].kind, told.cast.entities[key].party) == ("other", None)


@pytest.mark.parametrize(
    "words", ["A Russian official", "a senior Russian diplomat", "A Russian source", "a Kremlin official"]
)
def test_unnamed_sources_stay_apart_from_their_party(words: str) -> None:
    told = read(f"Russia agreed. The talks went well, {words} said on Monday.")
    key = told.cast.entity_of(told.span(words))
    assert key is not None
    entity = told.cast.entities[key]
    assert (entity.kind, entity.name) == ("other", None)
    assert entity.party == told.entity("Russia").key


def test_a_source_is_spoken_of_again() -> None:
    told = read("A Russian diplomat said the talks went well. “We are close,” the diplomat said.")
    assert told.meant("the diplomat") == told.meant("A Russian diplomat")


def test_a_ministry_belongs_to_its_state() -> None:
    told = read("Varnian officials spoke of Varnia. The Varnian Foreign Ministry said so. Varnia’s army did not.")
    assert told.entity("Varnian Foreign Ministry").kind == "organisation"
    assert told.party_of("Varnian Foreign Ministry") == "Varnia"


def test_a_union_and_a_company_in_talks_are_parties() -> None:
    told = read(
        "Talks between Norfast Ferries and the Union of Ferry Workers (UFW) failed. The UFW said it would strike. "
        "The company refused to pay. Union officials left. Norfast said no."
    )
    assert told.named("party") == {"Norfast Ferries", "Union of Ferry Workers"}
    assert told.words("Union of Ferry Workers", "name") == ["Union of Ferry Workers", "UFW", "UFW"]
    assert told.meant("The company") == told.meant("Norfast", 1) == "Norfast Ferries"
    assert told.meant("Union officials") == "Union of Ferry Workers"


@pytest.mark.parametrize("name", ["Reuters", "the Norra news agency", "the University of Selm", "the Harrow Gazette"])
def test_papers_agencies_and_universities_are_no_parties(name: str) -> None:
    told = read(f"The envoy Jan Kol told {name} that talks between him and {name} had failed.")
    assert not told.named("party")


def test_an_acronym_is_its_name() -> None:
    told = read("The Karo Liberation Front (KLF) signed. Jan Kol, who has led the KLF since May, smiled.")
    assert told.words("Karo Liberation Front") == ["Karo Liberation Front", "KLF", "KLF"]
    assert told.party_of("Jan Kol") == "Karo Liberation Front"


def test_the_last_words_of_a_name_are_the_name() -> None:
    told = read("Troops crossed the Corran Heights. They hold the Heights.")
    assert told.words("Corran Heights") == ["Corran Heights", "Heights"]


def test_names_inside_hyphens_are_found() -> None:
    told = read("Varnian officials praised Varnia. A Varnia-backed plan and the US-Varnia talks failed.")
    assert told.words("Varnia", "name") == ["Varnia", "Varnia", "Varnia"]
    assert told.words("United States", "name") == ["US"]


def test_noise_in_capitals_gives_no_names() -> None:
    told = read("WORLD leaders signed a deal last night.\n\nHELL broke loose when Varnian officials left for Varnia.")
    assert told.named("organisation") == set()
    assert told.named("place") | told.named("party") == {"Varnia"}


def test_a_dateline_is_a_place_and_an_agency() -> None:
    told = read("PORT SELM, Varnia (Norra) - Varnian officials rejected the plan on Monday.")
    assert "Port Selm" in told.named("place")
    assert told.named("organisation") == {"Norra"}


def test_no_other_party_has_the_code_of_a_state() -> None:
    told = read("Canada rejected the plan, and Ottawa said so.")
    assert (told.entity("Canada").kind, told.entity("Canada").code) == ("party", "CAN")
