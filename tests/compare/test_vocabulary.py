from collections import Counter

from parley.compare import vocabulary
from parley.compare.words import stop


def test_a_word_stands_in_one_row_of_synonyms_only() -> None:
    counted = Counter(word for row in vocabulary.words().synonyms for word in row)
    assert [word for word, times in counted.items() if times > 1] == []


def test_no_synonym_is_left_out_as_a_small_word() -> None:
    assert {word for row in vocabulary.words().synonyms for word in row} & stop() == set()


def test_word_lists_are_in_small_letters() -> None:
    words, spelling, roles = vocabulary.words(), vocabulary.spelling(), vocabulary.roles()
    listed = [*words.stop, *words.negative, *words.phrases, *words.irregular, *spelling.given, *roles.shared]
    assert [word for word in listed if word != word.casefold()] == []
