import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parley.annotate.encoder.naming import CHANCES, FORMS, Clues, begins, clues
from parley.annotate.encoder.passages import Passage

LABELS = 9


def passage(*sentences: str) -> Passage:
    words = [word for sentence in sentences for word in sentence.split()]
    numbers = [number for number, sentence in enumerate(sentences) for _ in sentence.split()]
    return Passage(tuple(words), tuple(numbers), ((1,),) * len(words), (0,) * len(words))


def seen(*found: Passage) -> Clues:
    """Clues to words whose states and scores are their places."""
    count = sum(len(one.words) for one in found)
    states = np.arange(count, dtype=np.float32)[:, None].repeat(4, 1)
    return clues(found, states, states[:, :1].repeat(LABELS, 1), np.arange(count) % FORMS[5])


def test_occurrences_of_a_name_are_seen_together() -> None:
    found = seen(passage("Varnhol waits", "so does VARNHOL"), passage("Varnhol waited"))
    assert found.alike[[0, 4, 5], 0].tolist() == [3.0, 3.0, 3.0]
    assert (found.chances[0, 18] == found.chances[[4, 5], 18]).all()


def test_words_in_small_letters_show_nothing_elsewhere() -> None:
    found = seen(passage("may we say May may"))
    assert found.alike[:, 0].tolist() == [0, 0, 0, 3, 0]


def test_the_first_words_of_sentences_are_known() -> None:
    found = passage("Ana left", "Bo stayed on")
    assert begins(found) == [True, False, True, False, False]
    assert seen(found).chances[:, 19].tolist() == [1, 0, 1, 0, 0]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=12))
def test_every_number_has_its_row_in_the_tables(words: list[str]) -> None:
    found = seen(Passage(tuple(words), (0,) * len(words), ((1,),) * len(words), (0,) * len(words)))
    assert found.chances.shape == (len(words), CHANCES)
    assert (found.forms >= 0).all()
    assert (found.forms < np.array(FORMS)).all()


def test_a_part_of_the_clues_is_that_of_its_words() -> None:
    whole = seen(passage("Ana met Bo", "Bo left"))
    assert whole.part(slice(3, 5)).forms.tolist() == whole.forms[3:].tolist()
