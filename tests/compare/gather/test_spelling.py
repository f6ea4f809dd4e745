"""Stems and keys of names as a text spells them."""

from parley.compare.gather.spelling import Spelling
from parley.compare.names import key, person
from parley.compare.words import content, fold, words

TEXT = "Vaskelytė’s envoys met the Grain\nBoard of Ilmar. Harvesting began; harvesting went on."


def test_a_stem_is_shown_as_the_text_has_it_without_a_capital_where_it_can_be() -> None:
    (stem,) = content(words("harvesting"))
    assert stem != "harvesting"
    assert Spelling(TEXT)(stem) == "harvesting"


def test_a_name_is_shown_as_the_text_spells_it_without_its_possessive() -> None:
    family = person("Rasa Vaskelytė").family
    assert family != "vaskelytė"
    assert Spelling(TEXT)(family) == "Vaskelytė"


def test_a_name_of_several_words_is_found_over_the_end_of_a_line() -> None:
    assert Spelling(TEXT)(key(fold("Grain Board"))) == "Grain Board"


def test_what_the_text_does_not_have_stays_as_it_is() -> None:
    assert Spelling(TEXT)("harbour") == "harbour"
    assert Spelling("")("harbour") == "harbour"
