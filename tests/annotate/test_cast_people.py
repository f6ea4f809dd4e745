import pytest

from tests.annotate.casting import read


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("Varnian Foreign Minister Ilsa Brandt said the talks had failed.", "Ilsa Brandt", "Varnian Foreign Minister"),
        ("The talks failed, special envoy Ilsa Brandt said.", "Ilsa Brandt", "special envoy"),
        ("Ilsa Brandt, the foreign minister of Varnia, said no.", "Ilsa Brandt", "foreign minister of Varnia"),
        ("Ilsa Brandt, 54, a former mayor, said no.", "Ilsa Brandt", "former mayor"),
        ("The country's chief negotiator, Ilsa Brandt, said no.", "Ilsa Brandt", "country's chief negotiator"),
        ("Ilsa Brandt, who leads the delegation, said no.", "Ilsa Brandt", "leads the delegation"),
        ("Ilsa Brandt, who is the union's general secretary, said no.", "Ilsa Brandt", "union's general secretary"),
        ("Ilsa Brandt is the president's spokeswoman.", "Ilsa Brandt", "president's spokeswoman"),
        ("Jan Kol met Mara Orsini's son-in-law, Ilsa Brandt, in May.", "Ilsa Brandt", "Mara Orsini's son-in-law"),
        ("President Mara Orsini's special envoy, Ilsa Brandt, said no.", "Ilsa Brandt", "special envoy"),
    ],
)
def test_roles_stand_before_and_after_names(sentence: str, name: str, role: str) -> None:
    assert any(role in found for found in read(sentence).roles(name))


def test_a_role_may_have_two_parts() -> None:
    told = read("U.S. Secretary of State and National Security Adviser Mara Orsini said she might come.")
    assert told.roles("Mara Orsini") == ["U.S. Secretary of State and National Security Adviser"]
    assert told.party_of("Mara Orsini") == "United States"


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr Kol said no.",
        "“No,” said Dr. Kol.",
        "The talks failed, President Kol said.",
        "Gen. Kol, the commander of the force, said no.",
    ],
)
def test_titles_and_marks_are_no_part_of_a_name(sentence: str) -> None:
    assert read(sentence).people() == {"Kol"}


@pytest.mark.parametrize(
    "name",
    [
        "Ursula von der Linde",
        "Khalid al-Rashid",
        "Omar bin Salem",
        "J. R. Halloran",
        "Amina Diallo-Reyes",
        "Kim Do-yun",
    ],
)
def test_names_keep_their_small_words(name: str) -> None:
    assert read(f"The envoy {name} met reporters. {name}’s plan was rejected.").people() == {name}


def test_a_surname_like_a_verb_or_title_is_a_name() -> None:
    told = read("Foreign Minister Omar Said met John Major on Monday. Said smiled.")
    assert told.people() == {"Omar Said", "John Major"}
    assert told.words("Omar Said", "name") == ["Omar Said", "Said"]


def test_last_names_go_to_the_full_name() -> None:
    told = read("Ilsa Brandt met Jan Kol in Varnhol. Brandt said Kol had agreed. “Yes,” Mr Kol replied.")
    assert told.words("Ilsa Brandt") == ["Ilsa Brandt", "Brandt"]
    assert told.words("Jan Kol") == ["Jan Kol", "Kol", "Kol"]


def test_first_names_go_to_the_full_name() -> None:
    assert read("Ilsa Brandt sang. “I love Ilsa,” said Jan Kol.").words("Ilsa Brandt") == ["Ilsa Brandt", "Ilsa"]


def test_two_people_of_one_surname_stay_apart() -> None:
    told = read(
        "Ilsa Brandt, the minister, met her husband, Jan Brandt, in May. Mr Brandt said little. Ms Brandt said more."
    )
    assert told.people() == {"Ilsa Brandt", "Jan Brandt"}
    assert told.words("Jan Brandt", "name") == ["Jan Brandt", "Brandt"]
    assert told.words("Ilsa Brandt", "name") == ["Ilsa Brandt", "Brandt"]


def test_a_misspelt_surname_is_the_same_person() -> None:
    told = read("Envoy Tomas Ferrando arrived on Monday. Later Mr Ferandos spoke. Then Ferrado left, and Ferrano too.")
    assert len(told.people()) == 2
    assert "Ferrano" in told.words("Tomas Ferrando")


def test_short_names_one_letter_apart_are_two_people() -> None:
    assert read("Envoy Jan Kol met envoy Tom Kos.").people() == {"Jan Kol", "Tom Kos"}


def test_a_headline_gives_no_new_names() -> None:
    told = read(
        "High-Stakes Diplomacy Begins as Brandt Meets Rivals\n\nThe envoy Ilsa Brandt met rivals on Monday.",
        titled=True,
    )
    assert told.people() == {"Ilsa Brandt"}
    assert told.words("Ilsa Brandt", "name") == ["Brandt", "Ilsa Brandt"]


def test_capitals_are_read_like_other_words() -> None:
    told = read("BRANDT STORMS OUT OF TALKS\n\nThe envoy Ilsa Brandt left on Monday.", titled=True)
    assert told.words("Ilsa Brandt", "name") == ["BRANDT", "Ilsa Brandt"]


def test_a_byline_is_nobody() -> None:
    assert read("By Ada Winter and Jo Marsh\n\nThe envoy Ilsa Brandt left.").people() == {"Ilsa Brandt"}


@pytest.mark.parametrize("thing", ["the Geneva Convention", "the Harrow Treaty", "World War II", "the Orsini Prize"])
def test_treaties_wars_and_prizes_are_nobody(thing: str) -> None:
    told = read(f"Diplomats said {thing} had taught them much.")
    assert not told.people()
    assert not told.named("organisation")


def test_people_without_a_cue_have_no_party() -> None:
    told = read("Varnia rejected the offer. Jan Kol, a baker, shrugged.")
    assert told.party_of("Jan Kol") is None


@pytest.mark.parametrize(
    ("sentence", "party"),
    [
        ("Varnian officials spoke of Varnia. Varnian envoy Jan Kol left.", "Varnia"),
        ("Varnia's Jan Kol met Varnian officials.", "Varnia"),
        ("Varnian officials left. Foreign Minister Jan Kol of Varnia stayed.", "Varnia"),
        ("Jan Kol, a spokesman for the Varnian Foreign Ministry, spoke of Varnia.", "Varnia"),
        ("Russian President Mara Orsini's envoy Jan Kol left.", "Russia"),
        ("French President Mara Orsini spoke. Orsini’s son-in-law, Jan Kol, left.", "France"),
        ("Kremlin adviser Jan Kol left.", "Russia"),
    ],
)
def test_roles_tell_the_party(sentence: str, party: str) -> None:
    assert read(sentence).party_of("Jan Kol") == party


def test_a_plural_is_no_person_but_for_a_family_name() -> None:
    told = read("Senate Reformers refused to vote. Guests of Anna Rivers left. Velmark Panthers won. Mr Brooks slept.")
    assert told.people() == {"Anna Rivers", "Brooks"}
