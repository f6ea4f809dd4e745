import pytest

from tests.annotate.casting import read

UNION = "The Union of Ferry Workers met Norvik Ferries on Monday. "


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        (UNION + "The union said that it would strike.", "The union", "Union of Ferry Workers"),
        (UNION + "The union said that it would strike.", "it would", "Union of Ferry Workers"),
        (UNION + "The company rejected that, the company said.", "The company", "Norvik Ferries"),
        ("The carrier Norvik met the union. The carrier said no.", "The carrier said", "Norvik"),
        ("The League of Growers met. The league said no.", "The league said", "League of Growers"),
    ],
)
def test_bodies_are_spoken_of_again(text: str, words: str, meant: str) -> None:
    assert read(text).meant(words) == meant


def test_a_body_may_stay_without_a_name() -> None:
    told = read("The ministry said on Monday that it would wait. Rain fell. The ministry said no more.")
    entity = told.entity("ministry")
    assert (entity.kind, entity.name) == ("organisation", None)
    assert told.words("ministry") == ["ministry", "it", "ministry"]


def test_a_body_that_only_stands_by_is_no_entity() -> None:
    assert read("Jan Kol walked past the bank.").cast.entities[0].name == "Jan Kol"
    assert len(read("Jan Kol walked past the bank.").cast.entities) == 1


def test_a_body_may_be_named_late() -> None:
    told = read("Union says no\n\nThe Union of Ferry Workers said on Monday that it would strike.", titled=True)
    assert told.meant("Union says"[:5]) == "Union of Ferry Workers"


def test_a_holder_may_be_named_late() -> None:
    told = read("The mediator said no. Mediator Jan Kol left on Monday.")
    assert told.meant("The mediator") == "Jan Kol"


@pytest.mark.parametrize("words", ["The 61-year-old", "The academician", "The prelate"])
def test_epithets_mean_the_person_last_spoken_of(words: str) -> None:
    told = read(f"Ilsa Brandt arrived on Monday. {words} said that she would stay.")
    assert told.meant(words) == "Ilsa Brandt"


def test_what_ends_like_a_person_may_be_a_thing() -> None:
    told = read("Ilsa Brandt arrived on Monday. The letter said that she would stay.")
    assert told.meant("The letter") != "Ilsa Brandt"


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("Jan Kol, who said no, left.", "who", "Jan Kol"),
        ("Jan Kol of Norvik Ferries, who said no, left.", "who", "Jan Kol"),
        ("Norvik Ferries, which said no, left.", "which", "Norvik Ferries"),
        ("Jan Kol, whose refusal surprised all, left.", "whose", "Jan Kol"),
    ],
)
def test_relative_pronouns_stand_for_the_phrase_before(text: str, words: str, meant: str) -> None:
    told = read(text)
    assert told.meant(words) == meant
    assert words not in told.words(meant)


@pytest.mark.parametrize(
    ("text", "nth"),
    [
        ("“I will go,” said Jan Kol on Monday.", 0),
        ("Jan Kol said: “I will go.”", 0),
        ("“No,” Jan Kol said. “I will go.”", 0),
        ("Jan Kol arrived. “Here I am,” he said.", 0),
        ("Jan Kol: I will go.", 0),
        ("Jan Kol left.\n\nJK: I will go.", 0),
        ("“Go,” Jan Kol said.\n\n“I will stay.”", 0),
    ],
)
def test_i_means_who_speaks(text: str, nth: int) -> None:
    assert read(text).meant("I", nth) == "Jan Kol"


def test_i_outside_quotations_means_nobody() -> None:
    assert read("Jan Kol said that I was late.").meant("I was"[:1]) is None


def test_we_means_the_side_of_who_speaks() -> None:
    told = read("Varnian officials praised Varnia. “We will wait,” Varnian envoy Jan Kol said.")
    assert told.meant("We") == "Varnia"


def test_we_of_nobody_known_means_nobody() -> None:
    assert read("“We will wait,” a man said.").meant("We") is None


def test_papers_speak_for_their_owner() -> None:
    told = read(UNION + "The union’s newsletter said no.")
    assert told.meant("The union’s newsletter") == "Union of Ferry Workers"


def test_possessors_are_sources() -> None:
    told = read("Ilsa Brandt met Jan Kol. Ilsa Brandt’s refusal was short.")
    assert told.meant("Ilsa Brandt’s") == "Ilsa Brandt"


def test_a_name_beside_a_noun_is_the_phrase() -> None:
    told = read("Ilsa Brandt spoke. Her colleague from Ostland, Jan Kol, said no.")
    assert told.meant("Her colleague from Ostland, Jan Kol,") == "Jan Kol"


def test_it_with_a_mind_is_no_thing() -> None:
    told = read(UNION + "The ferry sank. It refuses to pay.")
    assert told.meant("It refuses"[:2]) in {"Norvik Ferries", "Union of Ferry Workers"}


def test_several_by_number_are_one_group() -> None:
    told = read("The Nine said no on Monday. The nine refused to sign.")
    assert told.meant("The Nine") == told.meant("The nine")
    assert told.meant("The Nine") is not None


def test_a_report_that_repeats_itself_has_no_more_entities() -> None:
    once, often = read(UNION + "The union said no."), read("\n\n".join([UNION + "The union said no."] * 30))
    assert len(often.cast.entities) == len(once.cast.entities)


def things(text: str) -> list[list[str]]:
    told = read(text)
    return [[told.parse.report.quote(span) for span in chain] for chain in told.cast.things]


def test_things_are_no_entities_but_chains() -> None:
    text = "A plant of steel closed. Rain fell on Monday. The plant was old. It had leaked."
    assert things(text) == [["A plant of steel", "The plant", "It"]]
    assert read(text).cast.entities == ()


def test_things_that_are_new_each_time_are_no_chain() -> None:
    assert things("A ferry sank. A ferry burned.") == []


def test_the_author_is_one_outside_quotations() -> None:
    assert things("We measured rain. Our hope was small. “We lost,” it said.")[0] == ["We", "Our"]


@pytest.mark.parametrize("words", ["One of them", "Skippers"])
def test_unnamed_voices_are_entities(words: str) -> None:
    told = read(f"Two ferries left on Monday. {words} said no.")
    key = told.cast.entity_of(told.span(words))
    assert key is not None
    assert (told.cast.entities[key].kind, told.cast.entities[key].name) == ("other", None)


def test_what_has_no_voice_is_no_source() -> None:
    assert read("Two ferries left on Monday. Figures show no change.").cast.entities == ()


def test_who_goes_past_what_somebody_belongs_to() -> None:
    told = read("Jan Kol of the Growers’ League, who said no, left. The Growers’ League waited.")
    assert told.meant("who") == "Jan Kol"


def test_who_opens_a_sentence_is_not_its_object() -> None:
    told = read("Ilsa Brandt arrived. Mara Winter of the coast guard sides with her.")
    assert told.meant("her") == "Ilsa Brandt"


def test_the_reader_is_one_as_well() -> None:
    assert things("You take rain. Your hope is small.") == [["You", "Your"]]
